//! Lists as offices write them, in variants: what is read, what is reported, what is withheld. Expected
//! values worked out by hand.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::session::{Options, Query, Session};
use serde_json::{Value, json};

const HEADER: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp,Trạng thái";

struct Read {
    reports: Vec<Value>,
    session: Session,
}

impl Read {
    fn issues(&self, kind: &str) -> u64 {
        let issues = self.reports.iter().flat_map(|report| report["issues"].as_array().unwrap());
        issues.filter(|issue| issue["kind"] == kind).map(|issue| issue["count"].as_u64().unwrap()).sum()
    }

    fn rows(&self, name: &str) -> u64 {
        self.reports.iter().map(|report| report["rows"][name].as_u64().unwrap()).sum()
    }

    fn reason(&self, reason: &str) -> u64 {
        let entries = self.reports.iter().flat_map(|report| report["ledger"].as_array().unwrap());
        entries.filter(|entry| entry["reason"] == reason).map(|entry| entry["count"].as_u64().unwrap()).sum()
    }

    fn count(&self, name: &str) -> u64 {
        let query: Query = serde_json::from_value(json!({ "asOf": "2025-11-20" })).unwrap();
        let summary = serde_json::to_value(self.session.summarize(&query).unwrap()).unwrap();
        summary["total"]["counts"][name].as_u64().unwrap_or(0)
    }

    /// The reason why a measure is unavailable; "" if it is available.
    fn why(&self, measure: &str) -> String {
        let query: Query = serde_json::from_value(json!({ "asOf": "2025-11-20" })).unwrap();
        let summary = serde_json::to_value(self.session.summarize(&query).unwrap()).unwrap();
        summary["total"]["measures"][measure]["unavailable"].as_str().unwrap_or_default().to_owned()
    }

    fn groups(&self, by: &str) -> Vec<String> {
        let query: Query = serde_json::from_value(json!({ "by": [by], "asOf": "2026-11-20" })).unwrap();
        let summary = serde_json::to_value(self.session.summarize(&query).unwrap()).unwrap();
        let groups = summary["groups"].as_array().unwrap();
        groups.iter().map(|group| group["key"][by].as_str().unwrap().to_owned()).collect()
    }

    fn column(&self, header: &str) -> Value {
        let columns = self.reports[0]["mapping"]["columns"].as_array().unwrap().iter();
        let mut found = columns.filter(|entry| entry["header"] == header);
        found.next().map_or(json!("no such header"), |entry| entry["column"].clone())
    }
}

fn read_with(name: &str, text: &str, mapping: impl Fn(&mut Value)) -> Read {
    let options = || Options { today: Some("2026-11-27".to_owned()), ..Options::default() };
    let mut session = Session::new(options()).unwrap();
    session.begin(name);
    session.push(text.as_bytes());
    let first: Vec<Value> =
        session.finish().iter().map(|report| serde_json::to_value(report).unwrap()).collect();
    let mut known = first[0]["mapping"].clone();
    mapping(&mut known);
    if known == first[0]["mapping"] {
        return Read { reports: first, session };
    }
    let mut session = Session::new(options()).unwrap();
    session.set_mapping(serde_json::from_value(known).unwrap());
    session.begin(name);
    session.push(text.as_bytes());
    let reports = session.finish().iter().map(|report| serde_json::to_value(report).unwrap()).collect();
    let read = Read { reports, session };
    let parts: u64 =
        ["dossiers", "duplicates", "skipped", "rejected"].map(|name| read.rows(name)).iter().sum();
    assert_eq!(read.rows("read"), parts);
    read
}

fn read(text: &str) -> Read {
    read_with("a.csv", text, |_| {})
}

fn list(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

#[test]
fn month_first_is_reported_and_confirmed_by_hand() {
    let text = list(&[
        "A1,UBND xã A,09/01/2025,09/10/2025,09/08/2025,,",
        "A2,UBND xã A,09/02/2025,09/12/2025,09/12/2025,,",
        "A3,UBND xã A,09/03/2025,09/11/2025,09/15/2025,,",
        "A4,UBND xã A,11/05/2025,11/25/2025,,,Đang xử lý",
    ]);
    let open = read(&text);
    assert_eq!((open.issues("month-first"), open.rows("dossiers")), (3, 4));
    assert_eq!(open.issues("impossible-date"), 0);
    assert_eq!(open.why("onTime"), "date-order");
    let settled = read_with("a.csv", &text, |mapping| mapping["dayFirst"] = json!(false));
    assert_eq!(settled.why("onTime"), "");
    assert_eq!(settled.issues("month-first"), 0);
    let counts = ["received", "early", "onDueDay", "late", "inTerm"].map(|name| settled.count(name));
    assert_eq!(counts, [4, 1, 1, 1, 1]);
    let day_first = read_with("a.csv", &text, |mapping| mapping["dayFirst"] = json!(true));
    assert_eq!((day_first.issues("month-first"), day_first.issues("impossible-date")), (0, 2));
}

#[test]
fn month_first_is_detected_after_the_first_rows() {
    let row = |n: usize, received: &str, due: &str| format!("A{n},UBND xã A,{received},{due},,,Đang xử lý");
    let mut rows: Vec<String> = (0..500).map(|n| row(n, "09/01/2025", "09/10/2025")).collect();
    rows.push(row(500, "09/01/2025", "09/25/2025"));
    let all = |rows: &[String]| list(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let found = read(&all(&rows));
    assert_eq!((found.issues("month-first"), found.rows("dossiers")), (2, 501));
    // A cell that can only be day first makes the earlier cell impossible.
    rows.extend((501..900).map(|n| row(n, "25/09/2025", "26/09/2025")));
    let found = read(&all(&rows));
    assert_eq!((found.issues("month-first"), found.issues("impossible-date")), (0, 1));
    rows.insert(3, row(900, "09/25/2025", "10/10/2025"));
    let found = read(&all(&rows));
    assert_eq!((found.issues("impossible-date"), found.rows("rejected"), found.rows("read")), (2, 1, 901));
}

#[test]
fn rows_of_another_width() {
    let good = "A{n},UBND xã A,01/09/2025,10/09/2025,08/09/2025,Trực tuyến,Đã trả kết quả";
    let rows = |odd: &[&str]| {
        let good: Vec<String> = (0..20).map(|n| good.replace("{n}", &n.to_string())).collect();
        let mut rows: Vec<&str> = good.iter().map(String::as_str).collect();
        rows.extend(odd);
        read(&list(&rows))
    };
    for odd in [
        "B1,UBND xã A, phường B,01/09/2025,10/09/2025,08/09/2025,Trực tuyến,Đã trả kết quả",
        "B1,01/09/2025,10/09/2025,08/09/2025,Trực tuyến,Đã trả kết quả",
        "B1,UBND xã A,01/09/2025,10/09/2025,08/09/2025,Trực tuyến,qua mạng,Đã trả kết quả",
    ] {
        let read = rows(&[odd]);
        assert_eq!(
            (read.issues("row-width"), read.count("early"), read.rows("dossiers")),
            (1, 21, 21),
            "{odd}"
        );
    }
    for plain in [
        "B1,UBND xã A,01/09/2025,10/09/2025,08/09/2025,Trực tuyến,Đã trả kết quả,,",
        "B1,UBND xã A,01/09/2025,10/09/2025,08/09/2025,Trực tuyến,Đã trả kết quả",
    ] {
        assert_eq!(rows(&[plain]).issues("row-width"), 0, "{plain}");
    }
    let unexplained =
        rows(&["B1,UBND xã A,01/09/2025,x,10/09/2025,y,08/09/2025,z,Trực tuyến,01/01/2025,02/02/2025"]);
    assert_eq!((unexplained.issues("row-width"), unexplained.count("early")), (1, 20));
}

#[test]
fn an_unreadable_day_is_not_a_missing_day() {
    let read = read(&list(&[
        "A1,UBND xã A,01/09/2025,#N/A,08/09/2025,,Đã trả kết quả",
        "A2,UBND xã A,01/09/2025,theo phiếu,08/09/2025,,Đã trả kết quả",
        "A3,UBND xã A,01/09/2025,10/09/2025,xong,,Đã trả kết quả",
        "A4,UBND xã A,01/09/2025,20/09/2025,,,Đang xử lý",
        "A5,UBND xã A,01/09/2025,01/08/2025,,,Đang xử lý",
        "A6,UBND xã A,01/09/2025,01/01/1970,,,Đang xử lý",
    ]));
    assert_eq!((read.issues("error-cell"), read.issues("impossible-date")), (1, 2));
    assert_eq!(read.issues("due-before-received"), 2);
    assert_eq!(read.issues("finished-without-end"), 0);
}

#[test]
fn an_appointment_of_words_only_is_missing() {
    let read = read(&list(&[
        "A1,UBND xã A,01/09/2025,Quá hạn 2.25 ngày,,,Đang xử lý",
        "A2,UBND xã A,01/09/2025,,,,",
    ]));
    assert_eq!(read.column("Ngày hẹn trả"), Value::Null);
}

#[test]
fn signatures_groups_and_headers_again() {
    let read = read(
        "STT,Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\nI,UBND xã A,,,\n1,A1,01/03/2022,10/03/2022,09/03/2022\n\
         ,,,Người lập biểu,\n,,,Nguyễn Văn X,\nSTT,Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\nII,UBND xã B,,,\n\
         1,B1,01/03/2022,10/03/2022,12/03/2022\n2,B2,01/03/2022,10/03/2022,12/03/2022\n3,B3,,10/03/2022,12/03/2022\n",
    );
    assert_eq!(
        (read.groups("unit"), read.rows("rejected")),
        (vec!["UBND xã A".to_owned(), "UBND xã B".to_owned()], 1)
    );
    let gr = read_gr("UBND XÃ TÂN MỸ,,,,\nDANH SÁCH HỒ SƠ,,,,\n", ["Lĩnh vực hộ tịch", "Lĩnh vực đất đai"]);
    assert_eq!(gr.groups("unit"), ["UBND XÃ TÂN MỸ"]);
    let gr = read_gr("", ["UBND xã B", "Tổng cục Thuế"]);
    assert_eq!(gr.groups("unit"), ["Tổng cục Thuế", "UBND xã B"]);
    let gr = read_gr("", ["UBND xã B - 3 Văn bản (Hồ sơ)", "Chi cục Thuế (2 hồ sơ)"]);
    assert_eq!(gr.groups("unit"), ["Chi cục Thuế", "UBND xã B"]);
}

fn read_gr(title: &str, groups: [&str; 2]) -> Read {
    let [one, two] = groups;
    read(&format!(
        "{title}STT,Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\nI,{one},,,\n1,A1,01/03/2022,10/03/2022,09/03/2022\n\
         II,{two},,,\n2,A2,01/03/2022,10/03/2022,12/03/2022\n"
    ))
}

#[test]
fn states_and_channels() {
    let read = read(&list(&[
        "A1,UBND xã A,01/09/2025,10/09/2025,,Tiếp nhận phi địa giới,Đã xóa",
        "A2,UBND xã A,01/09/2025,10/09/2025,,Tiếp nhận phi địa giới,Đang xử lý",
        "A3,UBND xã A,01/09/2025,10/09/2025,10/09/2025,Kiosk,Quá hạn",
    ]));
    assert_eq!((read.reason("deleted"), read.rows("dossiers"), read.rows("rejected")), (1, 2, 1));
    assert!(read.issues("channel-not-told") > 0);
    assert_eq!(read.issues("unknown-value"), 1);
    let online = super_online();
    assert_eq!([online.count("online"), online.count("direct"), online.issues("unknown-value")], [2, 3, 0]);
}

fn super_online() -> Read {
    read(
        "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Trực tuyến\nA1,01/09/2025,,true\nA2,01/09/2025,,false\nA3,01/09/2025,,\n\
         A4,01/09/2025,,1\nA5,01/09/2025,,0\n",
    )
}

#[test]
fn blank_units_are_reported_or_filled() {
    let text = list(&[
        "A1,UBND xã A,01/09/2025,,,,",
        "A2,,01/09/2025,,,,",
        "A3,Sở B,01/09/2025,,,,",
        "A4,,01/09/2025,,,,",
    ]);
    let told = read(&text);
    assert_eq!((told.issues("unit-blank"), told.groups("unit").len()), (2, 3));
    let filled = read_with("a.csv", &text, |mapping| mapping["fillDown"] = json!(true));
    assert_eq!(
        (filled.issues("unit-blank"), filled.groups("unit")),
        (0, vec!["Sở B".to_owned(), "UBND xã A".to_owned()])
    );
    assert_eq!(filled.groups("unitLevel"), ["tỉnh", "xã"]);
}

#[test]
fn no_unit_is_a_district_since_july_2025() {
    let rows = |day: &str| {
        format!(
            "{HEADER}\nA1,Phòng Văn hóa - Xã hội,{day},,,,\nA2,Phòng Văn hóa - Xã hội,05/01/2026,,,,\nA3,UBND phường Sa Đéc,05/01/2026,,,,\n"
        )
    };
    assert_eq!(read(&rows("05/01/2026")).groups("unitLevel"), ["", "xã"]);
    assert_eq!(read(&rows("30/06/2025")).groups("unitLevel"), ["huyện", "xã"]);
    assert_eq!(read_with("UBND xã Tân Mỹ.csv", &rows("05/01/2026"), |_| {}).groups("unitLevel"), ["xã"]);
}

#[test]
fn headers_with_numbers_groups_and_another_language() {
    let read = read(
        "1. STT,2. Mã hồ sơ,(3) Tên chủ,4. Ngày tiếp nhận,5. Ngày hẹn trả\nNo.,Code,Name,Received,Due\n\
         1,A1,Nguyễn Văn A,01/09/2025,10/09/2025\n",
    );
    assert_eq!((read.column("2. Mã hồ sơ > Code"), read.rows("read")), (json!("no such header"), 1));
    assert_eq!(read.column("4. Ngày tiếp nhận"), json!("received"));
    assert!(!read.reports[0].to_string().contains("Nguyễn Văn A"));
}

#[test]
fn codes_with_invisible_characters() {
    let read = read(&list(&["\u{200b}A1\u{feff},UBND xã A,01/09/2025,,,,", "A1,UBND xã A,01/09/2025,,,,"]));
    assert_eq!((read.rows("duplicates"), read.rows("dossiers")), (1, 1));
    let of_code =
        self::read("Mã hồ sơ,Đơn vị\nh20.36.18–250901–0001,UBND xã A\nH20.36.18-250902-0002,UBND xã A\n");
    assert_eq!(of_code.rows("dossiers"), 2);
}

/// The files that hoso 0.1.0 read wrongly (tests/fixtures/lists), with sums worked out by hand.
#[test]
fn files_that_were_read_wrongly() {
    let file =
        |name: &str| read(&std::fs::read_to_string(format!("tests/fixtures/lists/{name}.csv")).unwrap());
    for name in ["r_more", "r_less"] {
        let read = file(name);
        assert_eq!(
            [read.rows("dossiers"), read.count("early"), read.issues("row-width")],
            [200, 200, 20],
            "{name}"
        );
        assert_eq!((read.count("late"), read.groups("unit").len()), (0, 1), "{name}");
    }
    let units = file("units2026");
    assert_eq!(units.groups("unitLevel"), ["", "tỉnh", "xã"]);
    assert_eq!([units.issues("channel-not-told"), units.issues("unknown-value")], [1, 1]);
    assert_eq!(
        (file("gr").groups("unit"), file("grp2").groups("unit").len()),
        (vec!["UBND XÃ TÂN MỸ".to_owned()], 2)
    );
    assert_eq!((file("sig").rows("rejected"), file("sig").groups("unit").len()), (1, 2));
}

#[test]
fn days_far_in_the_past_or_future() {
    let read = read(&list(&[
        "A1,UBND xã A,01/09/1925,,,,",
        "A2,UBND xã A,01/09/2225,,,,",
        "A3,UBND xã A,01/09/2025,,,,",
    ]));
    assert_eq!((read.issues("date-far-off"), read.rows("dossiers")), (1, 2));
    let later = self::read(&list(&["A1,UBND xã A,01/09/2027,,,,", "A3,UBND xã A,01/09/2025,,,,"]));
    assert_eq!(later.issues("date-after-today"), 1);
}

#[test]
fn tables_below_each_other_with_different_headers() {
    let many: String =
        (0..200).map(|n| format!("X{n},UBND xã A,01/09/2025,10/09/2025,08/09/2025\n")).collect();
    for above in ["X0,UBND xã A,01/09/2025,10/09/2025,08/09/2025\n", &many] {
        let read = read(&format!(
            "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\n{above},,,,\nUBND xã B,,,,\n\
             STT,Mã hồ sơ,Ngày hẹn trả,Ngày tiếp nhận,Ngày kết thúc\n1,B1,10/09/2025,01/09/2025,08/09/2025\n\
             2,B2,10/09/2025,01/09/2025,12/09/2025\n"
        ));
        let first = above.lines().count() as u64;
        assert_eq!((read.rows("dossiers"), read.rows("read"), read.reports.len()), (first + 2, first + 4, 2));
        assert_eq!((read.count("early"), read.count("late")), (first + 1, 1));
        assert_eq!(read.groups("unit"), ["UBND xã A", "UBND xã B"]);
        assert_eq!(read.issues("rows-not-seen"), 0);
    }
}
