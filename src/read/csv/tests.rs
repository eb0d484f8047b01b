//! Tests of the CSV reader with hand-written files, and against csv-core.

use super::super::Cell;
use super::*;
use crate::read::Row;
use proptest::prelude::*;

#[derive(Default)]
struct Rows(Vec<Vec<String>>, Vec<Notice>, u64);

impl RowSink for Rows {
    fn table(&mut self, _: TableStart) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        assert_eq!(row.number as usize, self.0.len() + 1);
        let text = |cell| match cell {
            Cell::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
            _ => String::new(),
        };
        self.0.push(row.iter().map(text).collect());
        Ok(())
    }

    fn notice(&mut self, notice: Notice) -> Result<(), Error> {
        self.1.push(notice);
        Ok(())
    }

    fn seen(&mut self, seen: Seen) -> Result<(), Error> {
        self.2 = seen.rows;
        Ok(())
    }
}

fn read_from(sample: usize, text: &str, chunk: usize) -> Vec<Vec<String>> {
    all_from(sample, text, chunk).0
}

/// Reads a text with a sample of `sample` bytes. Rows after the sample are passed on as they arrive.
fn all_from(sample: usize, text: &str, chunk: usize) -> Rows {
    read_by(CsvReader::looking_at(sample, false), text, chunk)
}

fn read_by(mut reader: CsvReader, text: &str, chunk: usize) -> Rows {
    let mut rows = Rows::default();
    for bytes in text.as_bytes().chunks(chunk) {
        reader.push(bytes, &mut rows).unwrap();
    }
    reader.finish(&mut rows).unwrap();
    rows
}

fn read(text: &str, chunk: usize) -> Vec<Vec<String>> {
    read_from(SAMPLE, text, chunk)
}

/// The rows that csv-core, an independent reader, finds. It skips blank lines.
fn by_csv_core(text: &str) -> Vec<Vec<String>> {
    let (mut core, mut input) = (csv_core::Reader::new(), text.as_bytes());
    let (mut rows, mut bytes, mut ends) = (Vec::new(), vec![0; text.len() + 8], vec![0; text.len() + 8]);
    loop {
        let (result, read, _, fields) = core.read_record(input, &mut bytes, &mut ends);
        input = &input[read..];
        match result {
            csv_core::ReadRecordResult::InputEmpty => {}
            csv_core::ReadRecordResult::Record => {
                let starts = [0].into_iter().chain(ends.iter().copied());
                let cells = starts.zip(&ends).take(fields);
                rows.push(
                    cells.map(|(from, to)| String::from_utf8(bytes[from..*to].to_vec()).unwrap()).collect(),
                );
            }
            csv_core::ReadRecordResult::End => return rows,
            full => panic!("{full:?}"),
        }
    }
}

fn well_formed() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        4 => "[a-zđ0-9 ]{0,9}",
        2 => "[a-z,\n\"]{0,9}".prop_map(|text| format!("\"{}\"", text.replace('"', "\"\""))),
    ];
    let record = prop::collection::vec(cell, 5).prop_map(|cells| cells.join(","));
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    prop::collection::vec((record, end), 1..30)
        .prop_map(|records| records.iter().flat_map(|(record, end)| [record.as_str(), *end]).collect())
}

proptest! {
    #[test]
    fn well_formed_text_is_read_as_csv_core_reads_it(text in well_formed(), chunk in 1_usize..90) {
        let head = "a,b,c,d,e\n";
        let text = format!("{head}{text}");
        prop_assert_eq!(read_from(head.len(), &text, chunk), by_csv_core(&text));
    }
}

#[test]
fn records_as_people_write_them() {
    for (text, expected) in [
        ("a,b\n1,2", vec![vec!["a", "b"], vec!["1", "2"]]),
        ("a,b\r\n\r\n1,2\r\n", vec![vec!["a", "b"], vec![], vec!["1", "2"]]),
        ("a,b\r1,2\r", vec![vec!["a", "b"], vec!["1", "2"]]),
        ("\u{feff}a;b\n\"1;\n2\";3", vec![vec!["a", "b"], vec!["1;\n2", "3"]]),
        ("a,b\n\"say \"\"hi\"\"\",x\n", vec![vec!["a", "b"], vec!["say \"hi\"", "x"]]),
        ("a,b\n5\" disk,x\n", vec![vec!["a", "b"], vec!["5\" disk", "x"]]),
        ("a,b\n\"x\"y,z\n", vec![vec!["a", "b"], vec!["xy", "z"]]),
        ("a,b\n\"never closed,x\n1,2\n", vec![vec!["a", "b"], vec!["never closed", "x"], vec!["1", "2"]]),
        ("a,b\n,\n\"\",\"\"\n", vec![vec!["a", "b"], vec!["", ""], vec!["", ""]]),
        ("", vec![]),
    ] {
        for chunk in [1, 3, 1000] {
            assert_eq!(read(text, chunk), expected, "{text:?} in {chunk}");
        }
    }
}

#[test]
fn rows_after_a_stray_quote_are_kept() {
    for end in ["\n", "\r\n", "\r"] {
        let mut text = "a,b\n\"stray,1\n".to_owned();
        text.extend((0..200).map(|n| format!("row{n},2\n")));
        text.push_str("last,\"3\"\n");
        let rows = read(&text.replace('\n', end), 64);
        assert_eq!(rows.len(), 203, "{end:?}");
        assert_eq!(rows[1], ["stray", "1"]);
    }
}

#[test]
fn a_record_over_the_limit_is_refused() {
    let (mut reader, mut rows) = (CsvReader::default(), Rows::default());
    let text = "x".repeat(limits::RECORD_BYTES + 2);
    assert_eq!(reader.push(text.as_bytes(), &mut rows).unwrap_err().code, ErrorCode::TooLarge);
}

/// Reads these records in the middle of a table with this many columns. Returns their rows, and the notices.
fn amid(columns: usize, records: &str, end: &str) -> (Vec<Vec<String>>, Vec<Notice>) {
    let plain = |name: &str| vec![name; columns].join(",") + "\n";
    let (before, after) = (plain("head") + &plain("before").repeat(9), plain("after").repeat(9));
    let text = format!("{before}{records}{after}").replace('\n', end);
    let whole = all_from(SAMPLE, &text, usize::MAX);
    for chunk in [1, 7, 30] {
        let cut = all_from(before.len(), &text, chunk);
        assert_eq!((&cut.0, &cut.1, cut.2), (&whole.0, &whole.1, whole.2), "{records:?} in {chunk}");
    }
    let Rows(mut rows, notices, seen) = whole;
    let lines = |notice: &Notice| match notice {
        Notice::RecordOverLines { lines, .. } => u64::from(*lines) - 1,
        _ => 0,
    };
    assert_eq!(seen, rows.len() as u64 + notices.iter().map(lines).sum::<u64>(), "{records:?}");
    assert!(rows.ends_with(&vec![vec!["after".to_owned(); columns]; 9]), "{records:?}: {rows:?}");
    rows.truncate(rows.len() - 9);
    (rows.split_off(10), notices)
}

#[test]
fn misplaced_quotes_lose_no_rows() {
    let rows = |rows: &[&str]| {
        rows.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect::<Vec<Vec<_>>>()
    };
    for (records, expected) in [
        // A quote before a letter does not close a cell, so the opening quote was an ordinary character.
        ("a,b,\"c,d\ne,f,\"g, h\",i\n", rows(&["a|b|c|d", "e|f|g, h|i"])),
        ("a,b,c,\"d\ne,f,\"g, h\",i\n", rows(&["a|b|c|d", "e|f|g, h|i"])),
        ("\"a,b,c,d\ne,f,g,h\n\"i, j\",k,l,m\n", rows(&["a|b|c|d", "e|f|g|h", "i, j|k|l|m"])),
        // The record between the two quotes would not have as many cells as the table.
        ("a,\"b,c,d\ne,f,g,h\n1,2,3\",4\n", rows(&["a|b|c|d", "e|f|g|h", "1|2|3\"|4"])),
        ("a,b,c,d\"\ne,\"f,g,h\n", rows(&["a|b|c|d\"", "e|f|g|h"])),
        ("\"a, b\",c,\"d,e\nf,g,\"h\",i\n", rows(&["a, b|c|d|e", "f|g|h|i"])),
        // All cells are quoted, and one quote is missing.
        ("\"a\",\"b\",\"c\",\"d\n\"e\",\"f\",\"g\",\"h\"\n", rows(&["a|b|c|d", "e|f|g|h"])),
        // Quotes that are not doubled.
        ("a,\"x \"y\" z\",c,d\n", rows(&["a|x \"y\" z|c|d"])),
        ("a,\"x \"y, z\" u\",c,d\n", rows(&["a|x \"y, z\" u|c|d"])),
        ("a,\"x \"y\"\",c,d\n", rows(&["a|x \"y\"|c|d"])),
        ("a,\"x\" y,c,d\n", rows(&["a|x y|c|d"])),
        ("a,\"b,\"x, y\",d\n", rows(&["a|b|x, y|d"])),
        ("a,5\" disk,\"\"\"b\"\"\",d\n", rows(&["a|5\" disk|\"b\"|d"])),
        // Blanks around quotes.
        ("a, \"b, c\" ,d, \"e\"\n", rows(&["a|b, c|d|e"])),
        // Cells of several lines.
        ("a,\"x\n\ny, z\",c,d\n", rows(&["a|x\n\ny, z|c|d"])),
        ("a,b,c,\"Số 5,\nấp 3\"\n", rows(&["a|b|c|Số 5,\nấp 3"])),
        ("a,\"x\ny \"z\" u\",c,d\n", rows(&["a|x\ny \"z\" u|c|d"])),
        ("a,\"x\n\",\"\ny\",d\n", rows(&["a|x\n|\ny|d"])),
    ] {
        for end in ["\n", "\r\n", "\r"] {
            let (found, notices) = amid(4, records, end);
            let ends = |row: &Vec<String>| row.iter().map(|cell| cell.replace(end, "\n")).collect::<Vec<_>>();
            assert_eq!(found.iter().map(ends).collect::<Vec<_>>(), expected, "{records:?} {end:?}");
            assert_eq!(notices, [], "{records:?}");
        }
    }
}

#[test]
fn a_record_that_no_rule_explains_is_reported() {
    for end in ["\n", "\r\n", "\r"] {
        let (rows, notices) = amid(4, "a,\"b,c,d\ne,f,g,h\ni,j\",k,l\n1,2,3,4\n", end);
        assert_eq!((rows.len(), rows[1].join("|")), (2, "1|2|3|4".to_owned()));
        assert_eq!(notices, [Notice::RecordOverLines { row: 11, lines: 3 }]);
    }
}

#[test]
fn a_row_with_another_delimiter_is_split_at_it() {
    for records in ["1;2,5;3;4\n", "1\t2,5\t3\t4\n", "1|\"2,5\"|3|4\n", "\"1\";\"2,5\";\"3\";\"4\"\n"] {
        assert_eq!(amid(4, records, "\n").0, [["1", "2,5", "3", "4"]], "{records}");
    }
    assert_eq!(amid(4, "Tổng: 1; 2\n", "\n").0, [["Tổng: 1; 2"]]);
}

#[test]
fn byte_order_marks_and_nul_bytes_are_not_text() {
    assert_eq!(amid(2, "\u{feff}a,b\n\u{feff}\u{feff}\"c\",d\0\0\n", "\n").0, [["a", "b"], ["c", "d"]]);
}

/// The rows that [`CarefulRecord`] alone reads.
fn carefully(text: &str) -> Vec<Vec<String>> {
    let (mut careful, mut rows, mut at) = (CarefulRecord::default(), Rows::default(), 0);
    let dialect = Dialect { delimiter: b',', width: 2, spaced: false };
    while let Some(next) = careful.record(text.as_bytes(), at, dialect, true) {
        let number = u32::try_from(rows.0.len() + 1).unwrap();
        rows.row(careful.row(number, text.as_bytes())).unwrap();
        at = next;
    }
    rows.0
}

proptest! {
    #[test]
    fn plain_and_careful_records_are_equal(text in "[a\",\n\r]{0,60}", chunk in 1_usize..40) {
        let text = format!("a,b\n{text}");
        let blank = |row: &Vec<String>| row.iter().all(String::is_empty) && row.len() == 1;
        let expected: Vec<_> = carefully(&text).into_iter().map(|row| if blank(&row) { vec![] } else { row }).collect();
        prop_assert_eq!(read_from(4, &text, chunk), expected);
    }
}

proptest! {
    /// For any quotes and any chunks, every line of the file is a row, is inside a cell of a reported record,
    /// or is reported.
    #[test]
    fn no_line_is_lost(
        head in prop::sample::select(vec!["a,b,c\n", "a;b;c\r\n", "a\tb\tc\r", "", "\"a,b,c\n"]),
        parts in prop::collection::vec(prop::sample::select(vec![
            "a", "b,c", ",", ";", "\t", "\"", "\"\"", "\"x,", ",\"", "\n", "\r", "\r\n", "\n\"", " ", "\u{feff}", "\0", "1,2,3\n",
        ]), 0..60),
        chunk in 1_usize..20,
    ) {
        let text = head.to_owned() + &parts.concat();
        let (whole, cut) = (all_from(4, &text, usize::MAX), all_from(4, &text, chunk));
        prop_assert_eq!((&whole.0, &whole.1, whole.2), (&cut.0, &cut.1, cut.2));
        let noticed = whole.1.iter().map(|notice| match notice {
            Notice::RecordOverLines { lines, .. } => u64::from(*lines) - 1,
            _ => 0,
        });
        prop_assert_eq!(whole.2, whole.0.len() as u64 + noticed.sum::<u64>());
    }
}

proptest! {
    /// Rows passed on in blocks equal those passed on one by one, for any chunks.
    #[test]
    fn blocks_hold_the_same_rows_as_records(
        parts in prop::collection::vec(prop::sample::select(vec![
            "1,2,3\n", "1,2,3\r\n", "a,\"b, c\",d\n", "\"a\",\"b\",\"c\"\r\n", "1,2\n", "1,2,3,4\n", "\n", "\"x\n\",y,z\n",
            "\"x\"\"y\",,\n", "x\"y,,\n", "\u{feff}a,b,c\n", "a,b,c\r", "\"", ",", "\n\n1,2\n", "1;2;3\n", "\0",
        ]), 0..90),
        chunk in 1_usize..400,
    ) {
        let text = "a,b,c\n".repeat(3) + &parts.concat();
        let (blocks, rows) = (CsvReader::looking_at(18, false), CsvReader::looking_at(18, true));
        let (blocks, rows) = (read_by(blocks, &text, chunk), read_by(rows, &text, usize::MAX));
        prop_assert_eq!((blocks.0, blocks.1, blocks.2), (rows.0, rows.1, rows.2));
    }
}
