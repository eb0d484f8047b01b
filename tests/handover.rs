//! Files read in several sessions: cut anywhere at line ends, the pieces come to what one reading of the whole comes to;
//! no bytes handed over make anything panic.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::session::{DossierQuery, Options, Outline, PieceReading, Query, Session};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write;

const HEADER: &str =
    "Mã hồ sơ,Đơn vị,Lĩnh vực,Mức độ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp,Trạng thái";

/// Rows that are dossiers, rows that are none, records over several lines, quotes that go wrong.
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

/// Enough rows for the header, the delimiter and the encoding to be settled.
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

/// Kinds of lines; the signature, behind which nothing is read apart, is rare.
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

fn read_piece(outline: &Outline, bytes: &[u8], chunk: usize, last: bool) -> Option<Vec<u8>> {
    let mut piece = PieceReading::new(outline);
    bytes.chunks(chunk).for_each(|bytes| piece.push(bytes));
    piece.hand_over(last)
}

/// The pieces behind line ends near these places, the first of which is long enough to tell the table's outline.
fn cut<'a>(bytes: &'a [u8], places: &[usize]) -> Vec<&'a [u8]> {
    let (mut pieces, mut start, least) = (Vec::new(), 0, lead().len());
    let mut places: Vec<usize> =
        places.iter().map(|place| least + place % (bytes.len() - least + 1)).collect();
    places.sort_unstable();
    for place in places {
        let Some(end) = bytes[place - 1..].iter().position(|byte| *byte == b'\n').map(|at| place + at) else {
            break;
        };
        pieces.push(&bytes[start..end]);
        start = end;
    }
    pieces.push(&bytes[start..]);
    pieces
}

/// As the page's workers do it: the keeper reads the first piece, and every other that it cannot take in. Says how many
/// it took in.
fn in_pieces(pieces: &[&[u8]], chunk: usize) -> (Session, usize) {
    let (mut session, mut taken) = (session(), 0);
    session.begin("a.csv");
    session.push(pieces[0]);
    let outline = session.outline();
    for (number, bytes) in pieces.iter().enumerate().skip(1) {
        let last = number + 1 == pieces.len();
        let handed = outline.as_ref().and_then(|outline| read_piece(outline, bytes, chunk, last));
        if handed.is_some_and(|handed| session.absorb_piece(&handed)) {
            taken += 1;
        } else {
            session.push(bytes);
        }
    }
    session.finish();
    (session, taken)
}

/// Everything that can be asked, in one value.
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
    fn pieces_are_the_whole(lines in lines(), places in prop::collection::vec(any::<usize>(), 1..5), chunk in 1_usize..4_000) {
        let bytes = text(&lines);
        let (pieced, _) = in_pieces(&cut(&bytes, &places), chunk);
        prop_assert_eq!(answers(&pieced), answers(&whole(&bytes)));
    }

    #[test]
    fn no_piece_panics(lines in lines(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let bytes = text(&lines);
        let (first, rest) = bytes.split_at(lead().len());
        let mut session = session();
        session.begin("a.csv");
        session.push(first);
        let outline = session.outline().unwrap();
        // Where another table begins in it, it is for whoever reads all rows.
        let Some(mut handed) = read_piece(&outline, rest, 1_000, true) else { return Ok(()) };
        let at = at.index(handed.len());
        handed[at] = byte;
        session.absorb_piece(&handed[..cut.index(handed.len())]);
        session.absorb_piece(&handed);
        session.finish();
        answers(&session);
    }

    #[test]
    fn no_bytes_handed_over_panic(lines in lines(), at in any::<prop::sample::Index>(), byte in any::<u8>(), noise in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut reader = session();
        reader.begin("a.csv");
        reader.push(&text(&lines));
        let mut handed = reader.hand_over().unwrap();
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
fn pieces_at_plain_line_ends_are_all_taken_in() {
    let bytes = text(&[0, 1, 2, 3, 4, 5, 9, 11, 12, 13, 14, 15].repeat(20));
    let (session, taken) = in_pieces(&cut(&bytes, &[0, 3_000, 6_000, 9_000]), 1 << 20);
    assert_eq!(taken, 4);
    assert_eq!(answers(&session), answers(&whole(&bytes)));
}

#[test]
fn a_piece_that_begins_within_quotes_is_read_where_its_record_began() {
    let (first, second) = (
        "H1,\"UBND\n",
        "xã C\",Đất đai,3,01/05/2022,10/05/2022,,Trực tuyến,\nH2,UBND xã A,,3,02/05/2022,,,,\n",
    );
    let head = format!("{}{first}", lead());
    let (session, taken) = in_pieces(&[head.as_bytes(), second.as_bytes()], 1_000);
    assert_eq!(taken, 0);
    assert_eq!(answers(&session), answers(&whole(format!("{head}{second}").as_bytes())));
    assert_eq!(session.files()[0].rows.dossiers, 702);
}

#[test]
fn a_signature_is_one_for_the_pieces_behind_it() {
    let head = lead();
    let pieces =
        [head.as_str(), ",,,,,,Người lập biểu\n", ",,,,,,Nguyễn Văn A\n", "H1,UBND xã A,,3,02/05/2022,,,,\n"];
    let (session, taken) = in_pieces(&pieces.map(str::as_bytes), 1_000);
    assert_eq!(taken, 1);
    assert_eq!(answers(&session), answers(&whole(pieces.concat().as_bytes())));
}

#[test]
fn a_flaw_that_ends_the_reading_is_told_with_its_row() {
    let bytes = [lead().as_bytes(), b"H1,UBND \xff,,3,02/05/2022,,,,\n"].concat();
    let pieces = [lead().into_bytes(), b"H1,UBND \xff,,3,02/05/2022,,,,\n".to_vec()];
    let (session, taken) = in_pieces(&pieces.each_ref().map(Vec::as_slice), 1_000);
    assert_eq!(taken, 0);
    assert_eq!(session.files(), whole(&bytes).files());
    assert_eq!(session.files()[0].error.as_ref().unwrap().place.as_ref().unwrap().row, Some(704));
}

#[test]
fn only_text_tables_with_a_unit_column_have_an_outline() {
    let outline = |bytes: &[u8]| {
        let mut session = session();
        session.begin("a.csv");
        session.push(bytes);
        session.outline()
    };
    assert!(outline(lead().as_bytes()).is_some());
    assert!(outline(HEADER.as_bytes()).is_none(), "too few rows to find the header");
    assert!(
        outline(lead().replace("Đơn vị", "Cột khác").as_bytes()).is_none(),
        "units may come from group rows"
    );
    let utf16: Vec<u8> = lead().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(outline(&utf16).is_none(), "bytes are no letters");
    assert!(outline(lead().repeat(2).as_bytes()).is_some());
}

/// A file of one dossier, or of another kind.
fn one(name: &str, text: &str) -> Vec<u8> {
    let mut session = Session::new(Options::default()).unwrap();
    session.begin(name);
    session.push(text.as_bytes());
    session.hand_over().unwrap()
}

#[test]
fn what_is_read_again_stands_where_it_stood() {
    let row = |unit: &str| format!("Mã hồ sơ,Đơn vị,Ngày tiếp nhận\nH-220301-1,{unit},01/03/2022\n");
    let mut session = Session::new(Options::default()).unwrap();
    for (name, text) in [("a", row("A")), ("b", row("B")), ("c", row("C"))] {
        session.absorb(&one(name, &text)).unwrap();
    }
    let names =
        |session: &Session| -> Vec<String> { session.files().into_iter().map(|file| file.name).collect() };
    session.absorb(&one("b'", "%PDF-1.7")).unwrap();
    session.remove(1).unwrap();
    session.move_last(1, 1).unwrap();
    assert_eq!(names(&session), ["a", "b'", "c"]);
    session.absorb(&one("b", &row("B"))).unwrap();
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
