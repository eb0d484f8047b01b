//! Small files made by hand, and their expected rows.

use crate::collect::{Value, read, read_as, read_in_chunks, texts};
use crate::effort::at_most;
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
        <table></table><table><tr><td>ngoài <table><tr><td>trong<td>7</td></tr></table> sau<td>8</td></tr></table>\
        <table><tr><td>Người lập</td></tr></table>";
    let expected =
        vec![rows("Mã hồ sơ,Ngày\n,nhận,trả\nA&1 x,1,2\nB,3,2"), rows("ngoài trong7 sau,8"), rows("trong,7")];
    assert_eq!(texts(page.as_bytes()), expected);
    for chunk in [1, 7] {
        assert_eq!(read_in_chunks(page.as_bytes(), chunk), read(page.as_bytes()));
    }
    assert_eq!(formats(page.as_bytes()), ["html"; 3]);
}

#[test]
fn a_header_is_not_repeated_but_a_unit_is() {
    let page = "<table><tr><th rowspan=2>Đơn vị</th><th>Mã</th></tr><tr><td>x</td></tr>\
        <tr><td rowspan=3>Xã A</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr><tr><td>Xã B</td><td>4</td></tr></table>";
    assert_eq!(texts(page.as_bytes()), [rows("Đơn vị,Mã\n,x\nXã A,1\nXã A,2\nXã A,3\nXã B,4")]);
}

/// The page's captions, and the rows of its tables.
fn captioned(page: &str) -> Vec<(Vec<String>, Vec<Vec<String>>)> {
    for chunk in [1, 5] {
        assert_eq!(read_in_chunks(page.as_bytes(), chunk), read(page.as_bytes()), "{page}");
    }
    let captions = read(page.as_bytes()).expect("rows").tables.into_iter().map(|table| table.start.captions);
    captions.zip(texts(page.as_bytes())).collect()
}

#[test]
fn text_above_a_table_becomes_its_captions() {
    let data = "<table><tr><th>Mã<th>Nhận<th>Trả</tr><tr><td>A<td>1<td>2</tr></table>";
    let pages = [
        "<title>x</title><h3>UBND xã <b>A</b></h3><div>Quý I<br>năm 2025</div><p></p>DATA",
        "<table><tr><td>UBND xã A<td>CỘNG HÒA</tr></table><center>Quý I</center>năm 2025 DATA",
        "<table><tr><td><table><tr><td>UBND xã A</tr></table><p>Quý I</p>năm 2025<br/>DATA</td></tr></table>",
        "<table><caption>UBND xã A</caption><tr><td>Quý I<br>năm 2025</tr></table>DATA<table><tr><td>Người lập</tr></table>",
        "<p>UBND xã A<p>Quý I<p>năm 2025DATA",
    ];
    for page in pages {
        let found = captioned(&page.replace("DATA", data));
        assert_eq!(found.len(), 1, "{page}: {found:?}");
        let mut lines = found[0].0.clone();
        lines.retain(|line| line != "CỘNG HÒA");
        assert_eq!(lines, ["UBND xã A", "Quý I", "năm 2025"], "{page}");
        assert_eq!(found[0].1, rows("Mã,Nhận,Trả\nA,1,2"));
    }
    let two = captioned(&format!("<h1>Xã A</h1>{data}<h1>Xã B</h1>{data}"));
    assert_eq!(two.iter().map(|(lines, _)| lines.join("")).collect::<Vec<_>>(), ["Xã A", "Xã B"]);
}

#[test]
fn a_page_of_titles_only_is_read_as_tables() {
    let page = "<table><tr><td>Xã A</tr><tr><td>Xã B</tr></table><table><tr><td>x</table>";
    assert_eq!(captioned(page).len(), 2);
}

#[test]
fn cells_are_where_browsers_put_them() {
    let cases = [
        // A colspan over a rowspan: the row below keeps its columns.
        ("<tr><td>1<td rowspan=2>U<td>2<tr><td colspan=2>3<td>4<tr><td>5<td>V<td>6", "1,U,2\n3,,4\n5,V,6"),
        // A span ends with its row group, however many rows it requests; 0 means all rows of the group.
        ("<thead><tr><th rowspan=3>a<th>b<th>c</thead><tr><td>1<td>2<td>3", "a,b,c\n1,2,3"),
        (
            "<tbody><tr><td rowspan=9>U<td>1<td>2<tr><td>3<td>4<tbody><tr><td>V<td>5<td>6",
            "U,1,2\nU,3,4\nV,5,6",
        ),
        (
            "<tbody><tr><td rowspan=0>U<td>1<td>2<tr><td>3<td>4</tbody><tr><td>V<td>5<td>6",
            "U,1,2\nU,3,4\nV,5,6",
        ),
        // A span over columns that a longer span from above still covers.
        ("<tr><td>1<td rowspan=3>U<td>2<tr><td colspan=2>3<td>4<tr><td>5<td>6", "1,U,2\n3,,4\n5,U,6"),
        // Columns after the last cell.
        ("<tr><td>1<td>2<td rowspan=2>U<tr><td>3", "1,2,U\n3,,U"),
    ];
    for (table, expected) in cases {
        let page = format!("<table>{table}</table>");
        let blank = |row: &Vec<String>| row.clone();
        assert_eq!(texts(page.as_bytes()), [rows(expected).iter().map(blank).collect::<Vec<_>>()], "{table}");
    }
    // A row without cells is a row, which the span also covers.
    let page = "<table><tr><td rowspan=2>U<td>1<td>2<tr></tr><tr><td>V<td>3<td>4</table>";
    let numbers: Vec<_> =
        read(page.as_bytes()).expect("rows").tables[0].rows.iter().map(|(row, _)| *row).collect();
    assert_eq!((numbers, texts(page.as_bytes())), (vec![1, 3], vec![rows("U,1,2\nV,3,4")]));
}

#[test]
fn long_tokens_cost_the_same_in_small_pieces() {
    let image = "x".repeat(12 << 20);
    let page =
        format!("<img src='data:{image}'><!-- {image} --><script>{image}</script><table><tr><td>1</table>");
    let read = |size: usize| assert_eq!(read_in_chunks(page.as_bytes(), size).expect("rows").tables.len(), 1);
    at_most(4, || read(1 << 20), || read(4_096));
}

#[test]
fn containers_after_output_of_programs() {
    let (zipped, gzipped) = (zip(&[("a.csv", CSV.as_bytes())]), gzip(CSV.as_bytes()));
    for ahead in ["\u{feff}", "\r\n\n", "\u{feff}\n", "Warning: x in y.php on line 3<br/>\n"] {
        let found = texts(&[ahead.as_bytes(), &zipped].concat());
        assert_eq!(found, [rows(CSV)], "{ahead}");
        if ahead.trim_matches(['\u{feff}', '\r', '\n']).is_empty() {
            assert_eq!(texts(&[ahead.as_bytes(), &gzipped].concat()), [rows(CSV)], "{ahead}");
        }
    }
    // Offsets that include the bytes before the zip, as a writer that knows of them stores.
    let mut shifted = [b"junk".as_slice(), &zipped].concat();
    let end = shifted.len() - 22;
    for at in [end + 16, shifted.windows(4).position(|four| four == b"PK\x01\x02").expect("an entry") + 42] {
        let number = u32::from_le_bytes(shifted[at..at + 4].try_into().expect("four bytes")) + 4;
        shifted[at..at + 4].copy_from_slice(&number.to_le_bytes());
    }
    assert_eq!(texts(&shifted), [rows(CSV)]);
}

#[test]
fn gzip_is_read_to_its_last_member() {
    let both = [gzip(&CSV.as_bytes()[..20]), gzip(&CSV.as_bytes()[20..])].concat();
    for after in [&b""[..], &[0; 700], b"junk", &[0x1f], b"\x1fx"] {
        let file = [both.as_slice(), after].concat();
        assert_eq!(texts(&file), [rows(CSV)], "{after:?}");
        assert_eq!(read_in_chunks(&file, 1), read(&file));
    }
    let cut = &both[..both.len() - 1];
    assert_eq!(read(cut).map(|_| ()).expect_err("a refusal").code, hoso::ErrorCode::DamagedFile);
    let mut wrong = both.clone();
    let sum = wrong.len() - 8;
    wrong[sum] ^= 1;
    assert_eq!(read(&wrong).map(|_| ()).expect_err("a refusal").code, hoso::ErrorCode::DamagedFile);
}

/// The zip with two bytes changed in each entry's header, and in the directory.
fn patched(zip: &[u8], own: usize, listed: usize, value: u16) -> Vec<u8> {
    let mut bytes = zip.to_vec();
    for (mark, offset) in [(b"PK\x03\x04", own), (b"PK\x01\x02", listed)] {
        let at = bytes.windows(4).position(|four| four == mark).expect("a header");
        bytes[at + offset..][..2].copy_from_slice(&value.to_le_bytes());
    }
    bytes
}

#[test]
fn entries_that_cannot_be_unpacked_are_reported() {
    let archive = zip(&[("a.csv", CSV.as_bytes()), ("b.csv", CSV.as_bytes())]);
    let packed = hoso::ErrorCode::UnsupportedCompression;
    let cases = [
        (8, 10, 12, packed),
        (8, 10, 14, packed),
        (8, 10, 9, packed),
        (8, 10, 93, packed),
        (6, 8, 1, hoso::ErrorCode::EncryptedFile),
    ];
    for (own, listed, value, code) in cases {
        let found = read(&patched(&archive, own, listed, value)).expect("an archive");
        let wrong: Vec<_> =
            found.unreadable.iter().map(|(name, error)| (name.as_str(), error.code)).collect();
        assert_eq!((wrong, found.tables.len()), (vec![("a.csv", code)], 1));
    }
}

#[test]
fn names_of_entries_that_differ_by_case_and_by_slashes() {
    let archive = zip(&[
        ("XA\\A.csv", CSV.as_bytes()),
        ("xa\\a.csv", CSV.as_bytes()),
        ("xa\\~$a.xlsx", b"x"),
        ("THUMBS.DB", b"x"),
        ("@eaDir/a.csv", b"x"),
    ]);
    let found = read(&archive).expect("rows");
    let names: Vec<_> = found.tables.iter().filter_map(|table| table.start.entry.as_deref()).collect();
    assert_eq!((names, found.unreadable.len()), (vec!["XA/A.csv", "xa/a.csv"], 0));
}

#[test]
fn a_directory_longer_than_its_count_can_say() {
    let names: Vec<String> = (0..65_540).map(|n| format!("x/{n}/")).collect();
    let mut entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    entries.push(("a.csv", CSV.as_bytes()));
    let whole = zip(&entries);
    assert_eq!(texts(&whole), [rows(CSV)]);
    // A writer without 64-bit records, whose count has overflowed.
    let at = whole.windows(4).rposition(|four| four == b"PK\x06\x06").expect("a record");
    let number = |at: usize| u64::from_le_bytes(whole[at..at + 8].try_into().expect("eight bytes"));
    let (size, start) = (number(at + 40) as u32, number(at + 48) as u32);
    let count = (65_541_u32 as u16).to_le_bytes();
    let end =
        [&b"PK\x05\x06"[..], &[0; 4], &count, &count, &size.to_le_bytes(), &start.to_le_bytes(), &[0; 2]]
            .concat();
    assert_eq!(texts(&[&whole[..at], &end].concat()), [rows(CSV)]);
}

#[test]
fn mails_with_empty_lines_ahead_and_odd_line_ends() {
    let page = "<table><tr><td>M=C3=A3=  \r\n<td>1<td>2</table>";
    let mail = |head: &str| {
        format!(
            "{head}Content-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n--b--\r\n"
        )
    };
    for head in [
        "\r\n\nMIME-Version: 1.0\r\n",
        "From: <Saved by x>\r\nSubject: y\r\nMIME-Version: 1.0\r\n",
        "\u{feff}\nMIME-Version: 1.0\n",
    ] {
        assert_eq!(texts(mail(head).as_bytes()), [rows("Mã,1,2")], "{head}");
    }
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
        Value::Error,
    ];
    assert_eq!(table.rows, [(3, expected)]);
    for chunk in [1, 5] {
        assert_eq!(read_in_chunks(xml.as_bytes(), chunk).as_ref(), Ok(&read));
    }
}

#[test]
fn json_in_any_wrapping() {
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
