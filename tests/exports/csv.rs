//! CSV: the bytes themselves.

use super::{both, export, full, open};
use serde_json::json;

fn lines(bytes: Vec<u8>) -> Vec<String> {
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn dossiers() {
    let lines = lines(export(&both(), "csv", json!({ "rows": "dossiers", "sort": "received" })));
    assert_eq!(
        lines[0],
        "Mã hồ sơ,Đơn vị,Thủ tục,Lĩnh vực,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Kết quả,Số ngày trễ,Số ngày làm việc trễ,Tệp,Trang tính,Dòng"
    );
    assert_eq!(
        lines[1],
        "A1,UBND xã Tân Mỹ,Đăng ký khai sinh,Hộ tịch,01/03/2022,05/03/2022,05/03/2022,đúng hạn,0,0,full.csv,,2"
    );
    assert_eq!(
        lines[4],
        "A3,Sở Nội vụ,\"'=1+1,\"\"cấp đổi\"\"\",Đất đai,02/03/2022,20/03/2022,,chờ bổ sung,,,full.csv,,4"
    );
    assert_eq!(lines.len(), 1 + 9, "one is received after the as-of date, one replaced");
}

#[test]
fn a_summary_with_gaps() {
    let (session, query) = full();
    let lines = lines(export(&session, "csv", query));
    assert!(lines[0].starts_with(",Tiếp nhận,Kỳ trước chuyển sang,Đã giải quyết,"));
    assert!(lines[0].contains(
        "Tỷ lệ trực tuyến,Tỷ lệ trực tuyến: tử số,Tỷ lệ trực tuyến: mẫu số,Tỷ lệ trực tuyến: chỉ tiêu,\
         Tỷ lệ trực tuyến: chênh lệch (điểm phần trăm),"
    ));
    assert_eq!(
        lines[1],
        "Tất cả,6,0,3,1,1,1,0,0,0,0,1,0,0,3,2,2,0,2,0,1,1,0,1,0,1,3,1,1,1,1,1,0,1,1,0,1,6,2,2,1,1,1,1,100%,2,2,0%,0,2,0%,0,2,100%,1,1,\"16,67%\",1,6,\
         ≥ 40%,\"-23,33\",2,3,0,0%,0,1,100%,1,1,\"50,00%\",1,2,100%,1,1,\"16,67%\",1,6,\"33,33%\",1,3,\"83,33%\",5,6,\"66,67%\",2,3,\"25,00%\",1,4,0%,0,1,không tính được,,"
    );
}

#[test]
fn unknown_figures_say_so() {
    let lines = lines(export(&both(), "csv", json!({ "by": ["unit", "intakeChannel"] })));
    assert!(lines[0].starts_with("Đơn vị,Hình thức nộp,"));
    assert!(lines.iter().any(|line| line.starts_with("UBND xã Tân Mỹ,trực tuyến,")));
    let bare = lines.iter().find(|line| line.starts_with("UBND xã Tân Mỹ,không rõ,")).unwrap();
    assert!(bare.contains(",không tính được,,"));
    assert!(
        bare.ends_with("\"Ngày hẹn trả, Hình thức nộp, Hình thức trả kết quả, Mức độ, Trạng thái\""),
        "{bare}"
    );
}

#[test]
fn in_english() {
    let lines = lines(export(&both(), "csv", json!({ "rows": "dossiers", "lang": "en", "limit": 1 })));
    assert!(lines[0].starts_with("Dossier code,Unit,"));
    assert!(lines[1].contains(",on the due day,"));
    assert_eq!(lines.len(), 2);
}

#[test]
fn groups_are_in_official_order_and_listed_units_first() {
    let rows = ["Số 10", "Tháp Mười", "Số 2", "Đa Kao", "", "Tân Dương"];
    let rows: String =
        rows.iter().enumerate().map(|(at, unit)| format!("A-{at},{unit},01/03/2022\n")).collect();
    let mut session = open(&[("a.csv", format!("Mã hồ sơ,Đơn vị,Ngày tiếp nhận\n{rows}").as_bytes())]);
    let units = |session: &_| -> Vec<String> {
        let lines = lines(export(session, "csv", json!({ "by": ["unit"] })));
        lines.iter().skip(1).filter_map(|line| line.split(',').next().map(str::to_owned)).collect()
    };
    let all = "Tất cả";
    let last = "không rõ";
    assert_eq!(units(&session), ["Đa Kao", "Số 2", "Số 10", "Tân Dương", "Tháp Mười", last, all]);
    let given = json!({ "order": ["UBND tháp mười", "Số 10"] });
    session.set_units(serde_json::from_value(given).unwrap()).unwrap();
    assert_eq!(units(&session)[..2], ["Số 10", "Đa Kao"], "another office than Tháp Mười");
    let given = json!({ "order": ["THÁP MƯỜI", "Số 10"] });
    session.set_units(serde_json::from_value(given).unwrap()).unwrap();
    assert_eq!(units(&session), ["Tháp Mười", "Số 10", "Đa Kao", "Số 2", "Tân Dương", last, all]);
}
