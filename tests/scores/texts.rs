//! Scores for a text table against its expected content, as in the Pollock benchmark: one point for finding a
//! table, and precision, recall and F1 for each of the header's cells, the records and the cells. The dialect
//! must be detected.

use crate::collect::{Value, read};
use std::collections::BTreeMap;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

type Rows = Vec<Vec<String>>;

/// The expected rows of a file: NAME.json or table.json beside it (rows of cells), or a clean file of the
/// same name in a folder `clean` beside the file's (plain CSV).
pub fn truth_of(path: &Path) -> Option<Rows> {
    if path.extension()? != "csv" {
        return None;
    }
    let json = [path.with_extension("json"), path.with_file_name("table.json")];
    if let Some(found) = json.iter().find(|path| path.is_file()) {
        return serde_json::from_slice(&std::fs::read(found).unwrap()).ok();
    }
    let clean = path.parent()?.parent()?.join("clean").join(path.file_name()?);
    (path.parent()?.file_name()? != "clean" && clean.is_file())
        .then(|| plain_csv(&std::fs::read(clean).unwrap()))
}

fn plain_csv(bytes: &[u8]) -> Rows {
    let (mut reader, mut rows) = (csv_core::Reader::new(), Rows::new());
    let (mut input, mut output, mut ends) = (bytes, vec![0; bytes.len() + 1], vec![0; 4096]);
    loop {
        let (result, read, _, fields) = reader.read_record(input, &mut output, &mut ends);
        input = &input[read..];
        match result {
            csv_core::ReadRecordResult::Record => {
                let start = |at: usize| if at == 0 { 0 } else { ends[at - 1] };
                let cell = |at: usize| String::from_utf8_lossy(&output[start(at)..ends[at]]).into_owned();
                rows.push((0..fields).map(cell).collect());
            }
            csv_core::ReadRecordResult::End => return rows,
            _ => {}
        }
    }
}

/// The score of a file, 0 to 10.
pub fn mark(bytes: &[u8], truth: &Rows) -> f64 {
    let Ok(found) = read(bytes) else { return 0.0 };
    let rows: Rows = found.tables.iter().flat_map(|table| &table.rows).map(|(_, row)| texts(row)).collect();
    let rows = without_blank_ends(rows, truth);
    let split =
        |rows: &Rows| (rows.first().cloned().unwrap_or_default(), rows.get(1..).unwrap_or_default().to_vec());
    let ((our_header, ours), (their_header, theirs)) = (split(&rows), split(truth));
    let cells = |rows: &Rows| rows.iter().flatten().cloned().collect::<Vec<_>>();
    let records = |rows: &Rows| rows.iter().map(|row| row.join("\u{1f}")).collect::<Vec<_>>();
    1.0 + likeness(&our_header, &their_header)
        + likeness(&records(&ours), &records(&theirs))
        + likeness(&cells(&ours), &cells(&theirs))
}

fn texts(row: &[Value]) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::Empty | Value::Error | Value::Uncalculated => String::new(),
        // Legacy encodings write a tone as a separate letter; hoso composes texts when it compares them.
        Value::Text(text) => text.nfc().collect(),
        Value::Number(number) | Value::Date(number) => number.to_string(),
    };
    row.iter().map(text).collect()
}

/// Removes empty rows at the end, and trailing empty cells that the expected rows do not have.
fn without_blank_ends(mut rows: Rows, truth: &Rows) -> Rows {
    while rows.len() > truth.len() && rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        rows.pop();
    }
    rows
}

/// The sum of precision, recall and F1 of one collection against another.
fn likeness(ours: &[String], theirs: &[String]) -> f64 {
    let mut left: BTreeMap<&str, i64> = BTreeMap::new();
    theirs.iter().for_each(|text| *left.entry(text).or_default() += 1);
    let mut hits = 0;
    for text in ours {
        let count = left.entry(text).or_default();
        hits += u32::from(*count > 0);
        *count -= 1;
    }
    let share = |of: usize| if of == 0 { 1.0 } else { f64::from(hits) / of as f64 };
    let (precision, recall) = (share(ours.len()), share(theirs.len()));
    let f1 = if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    precision + recall + f1
}
