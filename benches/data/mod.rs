//! Files for the benches, made in memory. Every value of a row is derived from its number, so runs are
//! comparable.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// Headers of the sixteen columns.
const HEAD: [&str; 16] = [
    "STT",
    "Mã hồ sơ",
    "Tên thủ tục",
    "Lĩnh vực",
    "Đơn vị",
    "Cấp",
    "Mức độ",
    "Người nộp",
    "Số điện thoại",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc",
    "Ngày trả kết quả",
    "Hình thức nộp",
    "Hình thức nhận kết quả",
    "Trạng thái",
];
/// Prefix of the kinds of relations.
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CHANNELS: [&str; 3] = ["Trực tiếp", "Trực tuyến", "Bưu chính công ích"];

/// The cells of row `n` (from 0): 150 units, 300 procedures, three years of days.
fn row(n: u32) -> [String; 16] {
    let mixed = n.wrapping_mul(2_654_435_761);
    let day = |day: u32| {
        format!("{:02}/{:02}/{} 08:{:02}:00", day % 28 + 1, day / 28 % 12 + 1, 2020 + day / 336 % 3, n % 60)
    };
    let received = n / 100 % 900;
    let channel = |at: u32| CHANNELS[at as usize % 3].to_owned();
    let open = mixed.is_multiple_of(17);
    [
        (n + 1).to_string(),
        format!("H20.36.{:02}-220819-{n}", mixed % 40),
        format!("Cấp giấy phép số {}, đối với \"cá nhân\", hộ gia đình", mixed % 300),
        format!("Lĩnh vực {}", mixed % 25),
        format!("UBND xã số {}", (mixed >> 3) % 150),
        "Xã".to_owned(),
        (2 + mixed % 3).to_string(),
        format!("Nguyễn Văn {}", n % 997),
        format!("09{:08}", mixed % 100_000_000),
        day(received),
        day(received + 1 + mixed % 20),
        if open { String::new() } else { day(received + (mixed >> 5) % 21) },
        String::new(),
        channel(mixed >> 7),
        channel(mixed >> 9),
        if open { "Đang xử lý" } else { "Đã trả kết quả" }.to_owned(),
    ]
}

/// A CSV with this many rows.
pub fn csv(rows: u32) -> Vec<u8> {
    let quoted =
        |cell: String| if cell.contains(',') { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell };
    let mut text = HEAD.join(",") + "\n";
    for n in 0..rows {
        text += &row(n).map(quoted).join(",");
        text.push('\n');
    }
    text.into_bytes()
}

/// A workbook with this many rows: one shared string per cell, as spreadsheet programs write text.
pub fn xlsx(rows: u32) -> Vec<u8> {
    let (mut sheet, mut strings) = ("<worksheet><sheetData>".to_owned(), "<sst>".to_owned());
    let mut count = 0;
    for (number, cells) in std::iter::once(HEAD.map(str::to_owned)).chain((0..rows).map(row)).enumerate() {
        let _ = write!(sheet, "<row r=\"{}\">", number + 1);
        for (column, cell) in ('A'..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let _ = write!(sheet, "<c r=\"{column}{}\" t=\"s\"><v>{count}</v></c>", number + 1);
            let _ = write!(strings, "<si><t>{cell}</t></si>");
            count += 1;
        }
        sheet += "</row>";
    }
    zip([
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"1\" r:id=\"worksheet\"/></sheets></workbook>"
                .to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[("worksheet", "sheet.xml"), ("sharedStrings", "sharedStrings.xml")]),
        ),
        ("xl/sheet.xml", sheet + "</sheetData></worksheet>"),
        ("xl/sharedStrings.xml", strings + "</sst>"),
    ])
}

fn relations(parts: &[(&str, &str)]) -> String {
    let each = parts.iter().map(|(kind, target)| {
        format!("<Relationship Id=\"{kind}\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/>")
    });
    format!("<Relationships>{}</Relationships>", each.collect::<String>())
}

fn zip<const N: usize>(parts: [(&str, String); N]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, xml) in parts {
        writer.start_file(path, SimpleFileOptions::default()).expect("a part begun");
        writer.write_all(xml.as_bytes()).expect("a part written");
    }
    writer.finish().expect("a zip").into_inner()
}
