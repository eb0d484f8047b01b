//! The splitter against what people write, and against csv-core.

use super::super::Cell;
use super::*;
use proptest::prelude::*;

#[derive(Default)]
struct Rows(Vec<Vec<String>>);

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
}

/// With a sample of `sample` bytes; what is longer goes out as it comes in.
fn read_from(sample: usize, text: &str, chunk: usize) -> Vec<Vec<String>> {
    let (mut reader, mut rows) = (CsvReader { sample, ..CsvReader::default() }, Rows::default());
    for bytes in text.as_bytes().chunks(chunk) {
        reader.push(bytes, &mut rows).unwrap();
    }
    reader.finish(&mut rows).unwrap();
    rows.0
}

fn read(text: &str, chunk: usize) -> Vec<Vec<String>> {
    read_from(SAMPLE, text, chunk)
}

/// What csv-core, an independent reader, makes of it; it passes over blank lines.
fn twin(text: &str) -> Vec<Vec<String>> {
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
    let record = prop::collection::vec(cell, 2..6).prop_map(|cells| cells.join(","));
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    prop::collection::vec((record, end), 1..30)
        .prop_map(|records| records.iter().flat_map(|(record, end)| [record.as_str(), *end]).collect())
}

proptest! {
    #[test]
    fn as_the_twin_reads_it_in_any_chunks(text in well_formed(), chunk in 1_usize..90) {
        let head = "a,b,c,d,e\n";
        let text = format!("{head}{text}");
        prop_assert_eq!(read_from(head.len(), &text, chunk), twin(&text));
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
        ("a,b\n\"never closed,x\n1,2\n", vec![vec!["a", "b"], vec!["\"never closed", "x"], vec!["1", "2"]]),
        ("a,b\n,\n\"\",\"\"\n", vec![vec!["a", "b"], vec!["", ""], vec!["", ""]]),
        ("", vec![]),
    ] {
        for chunk in [1, 3, 1000] {
            assert_eq!(read(text, chunk), expected, "{text:?} in {chunk}");
        }
    }
}

#[test]
fn a_stray_quote_swallows_no_rows() {
    let mut text = "a,b\n\"stray,1\n".to_owned();
    text.extend((0..200).map(|n| format!("row{n},2\n")));
    text.push_str("last,\"3\"\n");
    let rows = read(&text, 64);
    assert_eq!(rows.len(), 203);
    assert_eq!(rows[1], ["\"stray", "1"]);
}

#[test]
fn an_endless_record_is_refused() {
    let (mut reader, mut rows) = (CsvReader::default(), Rows::default());
    let text = "x".repeat(limits::RECORD_BYTES + 2);
    assert_eq!(reader.push(text.as_bytes(), &mut rows).unwrap_err().code, ErrorCode::TooLarge);
}

/// The rows as the careful half alone reads them.
fn carefully(text: &str) -> Vec<Vec<String>> {
    let (mut careful, mut rows, mut at) = (Careful::default(), Rows::default(), 0);
    while let Some(next) = careful.record(text.as_bytes(), at, b',', true) {
        let Careful { cells, clean, .. } = &careful;
        let bytes = if clean.is_empty() { text.as_bytes() } else { clean };
        let number = u32::try_from(rows.0.len() + 1).unwrap();
        rows.row(Row::new(number, bytes, &[], cells)).unwrap();
        at = next;
    }
    rows.0
}

proptest! {
    #[test]
    fn the_plain_half_reads_as_the_careful_one(text in "[a\",\n\r]{0,60}", chunk in 1_usize..40) {
        let text = format!("a,b\n{text}");
        let blank = |row: &Vec<String>| row.iter().all(String::is_empty) && row.len() == 1;
        let expected: Vec<_> = carefully(&text).into_iter().map(|row| if blank(&row) { vec![] } else { row }).collect();
        prop_assert_eq!(read_from(4, &text, chunk), expected);
    }
}
