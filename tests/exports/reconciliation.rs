//! A reconciliation as a workbook. Expected values worked out by hand.

use super::{export, open, xlsx::book};
use calamine::{Data, Reader};
use serde_json::{Value, json};

/// January 2022. R1 was withdrawn after its appointment; D1 has two rows, on time in the first and late in
/// the second; A2 ended in February.
const LIST: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái
E1,Xã Một,03/01/2022,10/01/2022,08/01/2022,Đã trả kết quả
L1,Xã Một,03/01/2022,10/01/2022,12/01/2022,Đã trả kết quả
R1,Xã Một,04/01/2022,10/01/2022,14/01/2022,Đã rút
D1,Xã Một,07/01/2022,14/01/2022,14/01/2022,Đã trả kết quả
D1,Xã Một,07/01/2022,14/01/2022,17/01/2022,Đã trả kết quả
A1,Xã Hai,10/01/2022,20/01/2022,19/01/2022,Đã trả kết quả
A2,Xã Hai,10/01/2022,20/01/2022,03/02/2022,Đã trả kết quả
";

/// Xã Một counts withdrawn dossiers as on time: 4 ended, 2 of them timely. Xã Hai claims seven late dossiers
/// that do not exist.
pub fn workbook(lang: &str) -> Vec<u8> {
    let claim =
        |unit: &str, figure: &str, value: Value| json!({ "unit": unit, "figure": figure, "value": value });
    let claims = json!([
        claim("Xã Một", "received", json!(4)),
        claim("Xã Một", "carriedOver", json!(0)),
        claim("Xã Một", "ended", json!("4")),
        claim("Xã Một", "timely", json!(2)),
        claim("Xã Một", "late", json!(2)),
        claim("Xã Một", "onTime", json!("50,0%")),
        { "unit": "Xã Hai", "figure": "ended", "value": 1, "source": "bao-cao.xlsx" },
        claim("Xã Hai", "late", json!(7)),
    ]);
    let session = open(&[("danh-sach.csv", LIST.as_bytes())]);
    let query = json!({ "reconcile": claims, "from": "2022-01-01", "to": "2022-01-31", "lang": lang });
    export(&session, "xlsx", query)
}

/// The rows of a sheet: texts as texts, numbers as numbers.
fn rows(bytes: Vec<u8>, sheet: &str) -> Vec<Vec<Value>> {
    let sheet = book(bytes).worksheet_range(sheet).unwrap();
    let value = |cell: &Data| match cell {
        Data::Empty => Value::Null,
        Data::Float(number) => json!(number),
        text => json!(text.to_string()),
    };
    sheet.rows().map(|row| row.iter().map(value).collect()).collect()
}

#[test]
fn claims_are_beside_our_figures() {
    assert_eq!(book(workbook("vi")).sheet_names(), ["Đối chiếu", "Chênh lệch do đâu", "Quy tắc và số dòng"]);
    let rows = rows(workbook("vi"), "Đối chiếu");
    let exact = "tính hồ sơ trả lại, rút là đúng hạn; \
                 lấy dòng đầu tiên của hồ sơ trùng mã và xét hồ sơ trả lại, rút theo ngày của chúng";
    let row = |index: usize| json!(rows[index]);
    assert_eq!(rows.len(), 9);
    assert_eq!(
        row(3),
        json!(["Xã Một", "Đã giải quyết", 4.0, 3.0, null, null, 1.0, "lệch", exact, null, null])
    );
    assert_eq!(row(5), json!(["Xã Một", "Trễ hạn", 2.0, 2.0, null, null, 0.0, "khớp", exact, null, null]));
    // 1 of 3 under our rules.
    let name = "Tỷ lệ đúng và trước hạn";
    assert_eq!(row(6), json!(["Xã Một", name, 0.5, 0.3333, 1.0, 3.0, 16.67, "lệch", exact, null, null]));
    let closest = "giữ nguyên cách tính";
    assert_eq!(
        row(7),
        json!(["Xã Hai", "Đã giải quyết", 1.0, 1.0, null, null, 0.0, "khớp", null, closest, "bao-cao.xlsx"])
    );
    assert_eq!(row(8), json!(["Xã Hai", "Trễ hạn", 7.0, 0.0, null, null, 7.0, "lệch", null, closest, null]));
}

#[test]
fn differences_have_reasons_and_numbers() {
    let rows = rows(workbook("en"), "What makes the difference");
    let why = "returned dossiers count as on time";
    let expected = [
        json!(["Xã Một", "Ended", null, 1.0, 1.0, why]),
        json!(["Xã Một", "On time", null, 1.0, 1.0, why]),
        json!(["Xã Một", "On-time rate", "numerator", 1.0, 1.0, why]),
        json!(["Xã Một", "On-time rate", "denominator", 1.0, 1.0, why]),
        json!(["Xã Hai", "Late", null, 7.0, null, "not explained"]),
    ];
    assert_eq!(rows[1..].iter().map(|row| json!(row)).collect::<Vec<_>>(), expected);
}

#[test]
fn rules_and_files_are_stated() {
    let rows = rows(workbook("vi"), "Quy tắc và số dòng");
    for expected in [
        json!(["Từ ngày", "01/01/2022"]),
        json!(["Đến ngày", "31/01/2022"]),
        json!(["Hồ sơ trùng mã", "lấy dòng mới nhất của hồ sơ trùng mã"]),
    ] {
        assert!(rows.iter().any(|row| json!(row[..2]) == expected), "{expected}");
    }
    assert!(rows.iter().any(|row| row[0] == "danh-sach.csv" && row[2] == json!(7.0)));
}
