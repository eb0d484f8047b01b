//! Small files made by hand, and the rows that they hold.

use crate::collect::{Value, read, read_as, read_in_chunks, texts};
use hoso::read::Encoding;
use std::io::Write;

const CSV: &str = "Mã hồ sơ,Đơn vị\nA1,UBND xã Tân Mỹ\n";

pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).expect("bytes");
    writer.finish().expect("a file")
}

pub fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn formats(bytes: &[u8]) -> Vec<&'static str> {
    read(bytes).expect("rows").tables.iter().map(|table| table.start.format).collect()
}

#[test]
fn pages_with_merged_and_nested_cells() {
    let page = "<!DOCTYPE html><html><style>td{}</style><body><table><tr><td rowspan=2>Mã hồ sơ<td colspan=2>Ngày</tr>\
        <tr><th>nhận</th><th>trả</th></tr><tr><td>A&amp;1<br>x<td>1<td rowspan=2>2</tr><tr><td>B<td>3</table>\
        <table></table><table><tr><td>ngoài <table><tr><td>trong</td></tr></table> sau</td></tr></table>";
    let expected =
        vec![rows("Mã hồ sơ,Ngày\n,nhận,trả\nA&1 x,1,2\nB,3,2"), rows("ngoài trong sau"), rows("trong")];
    assert_eq!(texts(page.as_bytes()), expected);
    for chunk in [1, 7] {
        assert_eq!(read_in_chunks(page.as_bytes(), chunk), read(page.as_bytes()));
    }
    assert_eq!(formats(page.as_bytes()), ["html"; 3]);
}

#[test]
fn a_header_names_once_and_a_unit_speaks_for_its_rows() {
    let page = "<table><tr><th rowspan=2>Đơn vị</th><th>Mã</th></tr><tr><td>x</td></tr>\
        <tr><td rowspan=3>Xã A</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr><tr><td>Xã B</td><td>4</td></tr></table>";
    assert_eq!(texts(page.as_bytes()), [rows("Đơn vị,Mã\n,x\nXã A,1\nXã A,2\nXã A,3\nXã B,4")]);
}

#[test]
fn xml_of_excel_2003() {
    let xml = "<?xml version=\"1.0\"?><ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
        <ss:Worksheet ss:Name=\"Quý &#73;\"><ss:Table><ss:Row ss:Index=\"3\"><ss:Cell ss:MergeAcross=\"1\">\
        <ss:Data ss:Type=\"String\">Mã &amp; số</ss:Data><ss:Comment><ss:Data>ghi chú</ss:Data></ss:Comment></ss:Cell>\
        <ss:Cell><ss:Data ss:Type=\"Number\">1.5</ss:Data></ss:Cell><ss:Cell ss:Index=\"6\">\
        <ss:Data ss:Type=\"DateTime\">2022-03-15T00:00:00.000</ss:Data></ss:Cell>\
        <ss:Cell><ss:Data ss:Type=\"Boolean\">1</ss:Data></ss:Cell><ss:Cell><ss:Data ss:Type=\"Error\">#N/A</ss:Data></ss:Cell>\
        </ss:Row></ss:Table></ss:Worksheet></ss:Workbook>";
    let read = read(xml.as_bytes()).expect("rows");
    let table = &read.tables[0];
    assert_eq!((table.start.sheet.as_deref(), table.start.format), (Some("Quý I"), "spreadsheetml"));
    let text = |text: &str| Value::Text(text.to_owned());
    let expected = vec![
        text("Mã & số"),
        Value::Empty,
        Value::Number(1.5),
        Value::Empty,
        Value::Empty,
        text("2022-03-15"),
        text("TRUE"),
        Value::Empty,
    ];
    assert_eq!(table.rows, [(3, expected)]);
    for chunk in [1, 5] {
        assert_eq!(read_in_chunks(xml.as_bytes(), chunk).as_ref(), Ok(&read));
    }
}

#[test]
fn json_however_it_is_wrapped() {
    let objects = r#"{"ma":"A\u0031","donVi":{"ten":"Xã A"},"phi":1.5,"x":[1,{}]},{"phi":123456789012345678,"ma":null,"moi":true}"#;
    let expected = [rows("ma,donVi,phi,x,moi\nA1,Xã A,1.5,1\n,,123456789012345678,,TRUE")];
    let wrapped = format!("{{\"meta\":{{\"a\":[{{\"b\":1}}]}},\"data\":[{objects}]}}");
    let lines = objects.replace("},{\"phi", "}\n{\"phi");
    for text in [format!("[{objects}]"), wrapped, lines, format!("\u{feff}[{objects},\n]")] {
        let shown = texts(text.as_bytes());
        assert_eq!(shown, expected, "{text}");
    }
    assert_eq!(formats(b"{\"a\":1}\n{\"a\":2}"), ["ndjson"]);
}

#[test]
fn archives_name_their_entries() {
    let inner =
        zip(&[("xã/b.csv", CSV.as_bytes()), ("__MACOSX/._b.csv", b"x"), ("xã/", b""), (".DS_Store", b"x")]);
    let outer = zip(&[("huyện.zip", &inner), ("a.csv.gz", &gzip(CSV.as_bytes())), ("c.pdf", b"%PDF-1.7")]);
    let read = read(&outer).expect("rows");
    let entries: Vec<_> = read.tables.iter().map(|table| table.start.entry.as_deref()).collect();
    assert_eq!(entries, [Some("huyện.zip/xã/b.csv"), Some("a.csv.gz")]);
    assert_eq!(read.unreadable.len(), 1);
    assert_eq!(read.unreadable[0].0, "c.pdf");
    assert_eq!(read.unreadable[0].1.code, hoso::ErrorCode::UnsupportedFormat);
    assert_eq!(read_in_chunks(&outer, 3), Ok(read));
}

#[test]
fn encodings_are_named_and_can_be_given() {
    let utf16: Vec<u8> = CSV.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let named = |bytes: &[u8]| read(bytes).expect("rows").tables[0].start.encoding.clone();
    assert_eq!(named(CSV.as_bytes()).as_deref(), Some("UTF-8"));
    assert_eq!(named(&utf16).as_deref(), Some("UTF-16BE"));
    assert_eq!(texts(&utf16), [rows(CSV)]);
    let given = read_as(Encoding::Tcvn3, b"Ng\xb5y,1\n").expect("rows");
    assert_eq!(given.tables[0].rows[0].1[0], Value::Text("Ngày".to_owned()));
    for encoding in Encoding::ALL {
        assert_eq!(Encoding::named(&encoding.name().to_uppercase()), Some(encoding));
    }
    assert_eq!(Encoding::named("latin1"), None);
}

#[test]
fn a_long_file_in_another_encoding_gives_the_same_in_any_chunks() {
    let text: String = (0..9_000).map(|n| format!("A{n},UBND xã Tân Mỹ,hồ sơ\n")).collect();
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let whole = read(&bytes).expect("rows");
    assert_eq!(whole.tables[0].rows.len(), 9_000);
    for chunk in [1_001, 65_537] {
        assert_eq!(read_in_chunks(&bytes, chunk).as_ref(), Ok(&whole));
    }
}
