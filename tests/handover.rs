//! Files read in several sessions: a session that takes in what another handed over equals one that read the
//! file itself. No bytes that are handed over cause a panic.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::session::{DossierQuery, Options, Query, Session};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write;

const HEADER: &str =
    "Mã hồ sơ,Đơn vị,Lĩnh vực,Mức độ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp,Trạng thái";

/// Rows that are dossiers, rows that are not, records over several lines, and invalid quotes.
const LINES: [&str; 30] = [
    "H{n}-220301-{n},UBND xã A,Đất đai,3,01/03/2022,05/03/2022,04/03/2022,Trực tuyến,Đã trả kết quả",
    "H{n}-220301-{n},UBND xã B,Hộ tịch,4,02/03/2022,05/03/2022,07/03/2022,Trực tiếp,",
    "TRÙNG,Sở Nội vụ,Hộ tịch,4,0{d}/03/2022,05/03/2022,,BCCI,Đang xử lý",
    "H{n},Phòng {n},Xây  dựng,Toàn trình,0{d}/04/2022,31/02/2022,07/03/2022,Fax,Chờ bổ sung",
    "H{n},\"Phòng \"\"Một\"\"\",\"Đất, nhà\",3,01/05/2022,,02/05/2022,,",
    "H{n},\"UBND\nxã C\",Đất đai,3,01/05/2022,10/05/2022,,Trực tuyến,Đang xử lý",
    "H{n},\"UBND xã D\r\n\",Đất đai,3,01/05/2022,10/05/2022,,Trực tuyến,Đang xử lý\r",
    "H{n},Sở Tư pháp,,2,01/12/2030,10/12/2030,,Trực tuyến,?",
    "H{n},Sở Tư pháp,,2,,,,Trực tuyến,",
    "H{n},Sở Tư pháp,Đất đai, hộ tịch,2,01/12/2022,10/12/2022,,Trực tuyến,Đang xử lý",
    "H{n},Sở Tư pháp,01/12/2022,10/12/2022,,Trực tuyến,Đang xử lý",
    "H{n},,Đất đai,2,01/12/2022,#N/A,,phi địa giới,Đã xóa",
    "h{n},,Đất đai,2,01/12/2022,01/01/1970,Thứ Hai 12/12/2022,phi địa giới,Quá hạn",
    "Nơi nhận: như trên,,,,,,",
    "",
    "\r",
    ",,,,,,,,",
    "I,Nhóm thứ {n}",
    "Tổng số,,,5",
    "(1),(2),(3),(4),(5)",
    "Mã hồ sơ,Đơn vị,Lĩnh vực,Mức độ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp,Trạng thái",
    "H{n},\"Sở Y tế,Đất đai,3,0{d}/05/2022,10/05/2022,,,",
    "H{n},Sở Y tế\",Đất đai,3,0{d}/05/2022,10/05/2022,,,",
    "\"",
    "\n\n\n",
    "|||\r",
    "H{n},Sở Tư pháp,Đất đai,2,01/12/2022,10/12/2022,03/25/2022,Trực tuyến,",
    "H{n},Sở Tư pháp,Đất đai,2,01/12/2022,10/12/2022,25/03/2022,Trực tuyến,",
    "STT,Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Đơn vị",
    ",,,,,,Người lập biểu",
];

/// Enough rows to determine the header, the delimiter and the encoding.
fn lead() -> String {
    let mut text = format!("DANH SÁCH HỒ SƠ\n\n{HEADER}\n");
    for n in 0..700 {
        writeln!(text, "{}", line(0, n + 10_000)).unwrap();
    }
    text
}

fn line(kind: usize, n: usize) -> String {
    LINES[kind].replace("{n}", &n.to_string()).replace("{d}", &(n % 9 + 1).to_string())
}

/// Kinds of lines. The signature is rare, because few rows after it are dossiers.
fn lines() -> impl Strategy<Value = Vec<usize>> {
    let kind = prop_oneof![60 => 0..6_usize, 30 => 6..21_usize, 4 => 21..LINES.len() - 1, 1 => Just(LINES.len() - 1)];
    prop::collection::vec(kind, 0..120)
}

fn text(lines: &[usize]) -> Vec<u8> {
    let mut text = lead();
    for (n, kind) in lines.iter().enumerate() {
        writeln!(text, "{}", line(*kind, n)).unwrap();
    }
    text.into_bytes()
}

fn session() -> Session {
    Session::new(Options { today: Some("2022-12-31".to_owned()), ..Options::default() }).unwrap()
}

fn whole(bytes: &[u8]) -> Session {
    let mut session = session();
    session.begin("a.csv");
    session.push(bytes);
    session.finish();
    session
}

fn handed_over(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut session = session();
    session.begin(name);
    session.push(bytes);
    session.hand_over().unwrap()
}

/// All answers, in one value.
fn answers(session: &Session) -> Value {
    let queries = [
        json!({ "by": ["unit", "quarter"] }),
        json!({ "asOf": "2022-03-06", "by": ["field", "month"], "clock": "instant" }),
        json!({ "asOf": "2022-12-31", "by": ["unitLevel", "intakeChannel"], "basis": "received" }),
    ];
    let ask = |query: Value| session.summarize(&serde_json::from_value::<Query>(query).unwrap()).unwrap();
    let summaries: Vec<Value> =
        queries.map(ask).iter().map(|summary| serde_json::to_value(summary).unwrap()).collect();
    let list = session.dossiers(&DossierQuery { limit: 5_000, ..DossierQuery::default() }).unwrap();
    json!([summaries, serde_json::to_value(list).unwrap(), serde_json::to_value(session.files()).unwrap()])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn handed_over_files_equal_files_read_here(lines in lines()) {
        let bytes = text(&lines);
        let mut keeper = session();
        keeper.absorb(&handed_over("a.csv", &bytes)).unwrap();
        prop_assert_eq!(answers(&keeper), answers(&whole(&bytes)));
    }

    #[test]
    fn handed_over_bytes_never_panic(lines in lines(), at in any::<prop::sample::Index>(), byte in any::<u8>(), noise in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut handed = handed_over("a.csv", &text(&lines));
        let at = at.index(handed.len());
        handed[at] = byte;
        let mut session = session();
        let _ = session.absorb(&handed);
        let _ = session.absorb(&handed[..at]);
        let _ = session.absorb(&noise);
        let _ = session.absorb(&[&handed[..12], &noise].concat());
        answers(&session);
    }
}

#[test]
fn a_file_read_again_keeps_its_place() {
    let row = |unit: &str| format!("Mã hồ sơ,Đơn vị,Ngày tiếp nhận\nH-220301-1,{unit},01/03/2022\n");
    let mut session = Session::new(Options::default()).unwrap();
    for (name, text) in [("a", row("A")), ("b", row("B")), ("c", row("C"))] {
        session.absorb(&handed_over(name, text.as_bytes())).unwrap();
    }
    let names =
        |session: &Session| -> Vec<String> { session.files().into_iter().map(|file| file.name).collect() };
    session.absorb(&handed_over("b'", b"%PDF-1.7")).unwrap();
    session.remove(1).unwrap();
    session.move_last(1, 1).unwrap();
    assert_eq!(names(&session), ["a", "b'", "c"]);
    session.absorb(&handed_over("b", row("B").as_bytes())).unwrap();
    session.remove(1).unwrap();
    session.move_last(1, 1).unwrap();
    assert_eq!(names(&session), ["a", "b", "c"]);
    let by_unit: Query = serde_json::from_value(json!({ "by": ["unit"] })).unwrap();
    let summary = serde_json::to_value(session.summarize(&by_unit).unwrap()).unwrap();
    assert_eq!(summary["groups"][0]["key"]["unit"], "C", "the last of the files, as before");
    assert!(session.move_last(4, 0).is_err() && session.move_last(1, 3).is_err());
    session.move_last(3, 0).unwrap();
    session.move_last(0, 3).unwrap();
    assert_eq!(names(&session), ["a", "b", "c"]);
}

#[test]
fn a_file_that_could_not_be_read_is_listed() {
    let mut session = Session::new(Options::default()).unwrap();
    let reports = session.note_unread("b.csv", hoso::ErrorCode::FileChanged);
    assert_eq!(reports.len(), 1);
    let report = serde_json::to_value(&session.files()[0]).unwrap();
    assert_eq!(report["error"]["code"], "file-changed");
    assert_eq!(report["error"]["place"]["file"], "b.csv");
}
