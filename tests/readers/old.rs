//! Old workbooks made record by record ([MS-XLS] 2.4), and compound files that contradict themselves.

use crate::collect::{Value, read, tables, text};
use hoso::ErrorCode;
use hoso::read::{Epoch, limits};

/// A record.
pub fn record(id: u16, data: &[&[u8]]) -> Vec<u8> {
    let data = data.concat();
    [&id.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), &data].concat()
}

fn begin(version: u16, kind: u16) -> Vec<u8> {
    record(0x809, &[&version.to_le_bytes(), &kind.to_le_bytes(), &[0; 4]])
}

fn end() -> Vec<u8> {
    record(0x0a, &[])
}

/// Row, column and cell format, with which cell records begin.
pub fn place(row: u16, column: u16, format: u16) -> Vec<u8> {
    [row, column, format].iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A bare stream: globals, then one sheet named "S".
pub fn stream(version: u16, globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let name: &[u8] = if version == 0x600 { b"\x01\0S" } else { b"\x01S" };
    let sheet_record = 4 + 6 + name.len();
    let mut bytes = [begin(version, 5), globals.concat()].concat();
    let at = (bytes.len() + sheet_record + 4) as u32;
    bytes.extend(record(0x85, &[&at.to_le_bytes(), &[0, 0], name]));
    bytes.extend([end(), begin(version, 0x10), cells.concat(), end()].concat());
    bytes
}

fn rows(bytes: &[u8]) -> Vec<(u32, Vec<Value>)> {
    let mut tables = read(bytes).expect("a workbook").tables;
    assert_eq!((tables.len(), tables[0].start.sheet.as_deref()), (1, Some("S")));
    tables.remove(0).rows
}

#[test]
fn cells_of_every_kind() {
    let formats =
        [0_u16, 14, 200].map(|format| record(0xe0, &[&[0, 0], &format.to_le_bytes(), &[0; 16]])).concat();
    let own = record(0x41e, &[&200_u16.to_le_bytes(), b"\x05\0\0d/m/y"]);
    // "hồ" continues in the next record, there in wide characters.
    let strings = record(0xfc, &[&[2, 0, 0, 0, 9, 9, 9, 9], b"\x02\0\0x1", b"\x02\0\0h"]);
    let more = record(0x3c, &[b"\x01", &0x1ed3_u16.to_le_bytes()]);
    let number =
        |row, column, format, value: f64| record(0x203, &[&place(row, column, format), &value.to_le_bytes()]);
    let cells = [
        number(2, 0, 1, 44_635.5),
        number(0, 0, 0, 1.5),
        record(0x27e, &[&place(0, 1, 2), &(44_635_u32 << 2 | 2).to_le_bytes()]),
        record(0xfd, &[&place(0, 2, 0), &1_u32.to_le_bytes()]),
        record(0x205, &[&place(0, 3, 0), &[1, 0]]),
        record(0x205, &[&place(0, 4, 0), &[42, 1]]),
        record(0xbd, &[&place(1, 0, 0), &[0x06, 0, 0, 0], &[1, 0, 0x0b, 0x01, 0, 0], &[1, 0]]),
        record(0x06, &[&place(1, 2, 0), &[0, 0, 0, 0, 0, 0, 0xff, 0xff], &[0; 8]]),
        record(0x207, &[b"\x03\0\0abc"]),
        record(0x06, &[&place(1, 3, 0), &2.5_f64.to_le_bytes(), &[0; 8]]),
        begin(0x600, 0x20),
        number(9, 9, 0, 9.0),
        end(),
        number(65_535, 255, 0, 7.0),
        record(0x203, &[&[0, 0]]),
    ];
    let found = rows(&stream(0x600, &[formats, own, strings, more], &cells));
    let expected = [
        (1, vec![Value::Number(1.5), Value::Date(44_635.0), text("hồ"), text("TRUE"), Value::Error]),
        (2, vec![Value::Number(1.0), Value::Date(0.66), text("abc"), Value::Number(2.5)]),
        (3, vec![Value::Date(44_635.5)]),
    ];
    assert_eq!(found[..3], expected);
    assert_eq!((found[3].0, found[3].1.len()), (65_536, 256));
    assert_eq!(found.len(), 4);
}

#[test]
fn text_with_one_byte_per_letter() {
    let label = record(0x204, &[&place(0, 0, 0), b"\x05\0h\xf4\xcc s"]);
    let globals = |page: u16| vec![record(0x42, &[&page.to_le_bytes()]), record(0x22, &[&[1, 0]])];
    let vietnamese = stream(0x500, &globals(1258), std::slice::from_ref(&label));
    assert_eq!(rows(&vietnamese)[0].1, [text("hô\u{300} s")]);
    assert_eq!(read(&vietnamese).expect("a workbook").tables[0].start.epoch, Epoch::Y1904);
    assert_eq!(rows(&stream(0x500, &globals(1252), &[label]))[0].1, [text("hôÌ s")]);
}

#[test]
fn locked_and_damaged_workbooks_are_errors() {
    let code = |bytes: &[u8]| tables(bytes).expect_err("a refusal").code;
    assert_eq!(code(&stream(0x600, &[record(0x2f, &[&[0; 6]])], &[])), ErrorCode::EncryptedFile);
    let nowhere = record(0x85, &[&9_999_u32.to_le_bytes(), &[0, 0], b"\x01\0S"]);
    assert_eq!(code(&[begin(0x600, 5), nowhere, end()].concat()), ErrorCode::DamagedFile);
    let twice = record(0x85, &[&8_u32.to_le_bytes(), &[0, 0], b"\x01\0S"]).repeat(2);
    assert_eq!(code(&[begin(0x600, 5), twice, end()].concat()), ErrorCode::DamagedFile);
    let sheets = (0..=limits::SHEETS as u32)
        .flat_map(|at| record(0x85, &[&(1_000_000 + at).to_le_bytes(), &[0, 0], b"\x01\0S"]));
    assert_eq!(code(&[begin(0x600, 5), sheets.collect()].concat()), ErrorCode::TooLarge);
}

#[test]
fn circular_chains_end() {
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(512, 0);
    file[0x1e] = 9;
    file[0x20] = 6;
    // One sector of the table, in which the sectors follow each other; the directory begins in the cycle.
    file[0x30] = 1;
    file[0x4c..0x200].fill(0xff);
    file[0x4c..0x50].copy_from_slice(&[0; 4]);
    file.extend((0..128_u32).flat_map(|sector| (sector % 2 + 1).to_le_bytes()));
    file.extend([0; 1_024]);
    assert_eq!(read(&file).map(|_| ()).expect_err("a refusal").code, ErrorCode::DamagedFile);
}

/// The allocation table lists one sector many times, so its numbers allow a chain far longer than the file.
#[test]
fn a_chain_holds_no_more_than_the_file() {
    const SECTOR: usize = 1 << 16;
    let mut file = vec![0; 2 * SECTOR];
    file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    file[0x1e] = 16;
    file[0x44..0x48].fill(0xff);
    assert_eq!(read(&file).map(|_| ()).expect_err("a refusal").code, ErrorCode::DamagedFile);
}
