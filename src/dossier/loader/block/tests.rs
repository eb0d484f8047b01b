//! Tables loaded in blocks of rows give the same result as tables loaded row by row.

use crate::Error;
use crate::dossier::file_loader::FileLoader;
use crate::read::{CsvReader, Reader};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Everything that loading a table gives, or the error.
fn outcome(text: &[u8], chunk: usize, one_by_one: bool) -> Result<String, Error> {
    let mut intake = FileLoader::new("hồ sơ.csv", Vec::new(), 19_500);
    let mut reader = CsvReader::looking_at(600, one_by_one);
    text.chunks(chunk.max(1)).try_for_each(|bytes| reader.push(bytes, &mut intake))?;
    reader.finish(&mut intake)?;
    let rows = intake.rows();
    let (tables, refused) = intake.finish()?;
    Ok(format!("{rows} {tables:?} {refused:?}"))
}

fn same(text: &[u8], chunk: usize) -> Result<(), TestCaseError> {
    let (blocks, rows) = (outcome(text, chunk, false), outcome(text, usize::MAX, true));
    let differ = || {
        let lines = |outcome: &Result<String, Error>| {
            outcome.as_ref().map_or_else(
                |error| vec![format!("{error:?}")],
                |text| text.split(", ").map(str::to_owned).collect(),
            )
        };
        let (blocks, rows) = (lines(&blocks), lines(&rows));
        let at = blocks
            .iter()
            .zip(&rows)
            .position(|(one, other)| one != other)
            .unwrap_or(blocks.len().min(rows.len()));
        let around = |lines: &[String]| {
            lines.iter().skip(at.saturating_sub(8)).take(20).cloned().collect::<Vec<_>>().join(", ")
        };
        format!("{}\n--- one by one ---\n{}", around(&blocks), around(&rows))
    };
    prop_assert!(blocks == rows, "{}", differ());
    Ok(())
}

/// The header of each column, and the kind of its cells.
type Columns = &'static [(&'static str, Kind)];

#[derive(Debug, Clone, Copy)]
enum Kind {
    Code,
    Unit,
    Name,
    Person,
    Level,
    Day,
    Channel,
    Status,
    Number,
}

const TABLES: [Columns; 4] = [
    &[
        ("Mã hồ sơ", Kind::Code),
        ("Thủ tục", Kind::Name),
        ("Lĩnh vực", Kind::Name),
        ("Đơn vị", Kind::Unit),
        ("Mức độ", Kind::Level),
        ("Ngày nộp", Kind::Day),
        ("Ngày tiếp nhận", Kind::Day),
        ("Ngày hẹn trả", Kind::Day),
        ("Ngày kết thúc", Kind::Day),
        ("Ngày trả", Kind::Day),
        ("Hình thức nộp", Kind::Channel),
        ("Hình thức nhận kết quả", Kind::Channel),
        ("Trạng thái", Kind::Status),
    ],
    &[
        ("STT", Kind::Number),
        ("Mã hồ sơ", Kind::Code),
        ("Chủ hồ sơ", Kind::Person),
        ("Ngày tiếp nhận", Kind::Day),
        ("Ngày hẹn trả", Kind::Day),
        ("Ngày kết thúc", Kind::Day),
        ("Trạng thái", Kind::Status),
    ],
    &[("Mã hồ sơ", Kind::Code), ("Đơn vị", Kind::Unit), ("Ngày nộp", Kind::Day), ("Ngày hẹn trả", Kind::Day)],
    &[("Đơn vị", Kind::Unit), ("Ngày tiếp nhận", Kind::Day), ("Ngày kết thúc", Kind::Day)],
];

fn words(common: &'static [&'static str], rare: &'static [&'static str]) -> BoxedStrategy<String> {
    prop_oneof![30 => select(common), 1 => select(rare)].prop_map(str::to_owned).boxed()
}

/// A date with a day of the month up to `most`. Up to the 12th, it can be read day first or month first.
fn day(most: u32) -> BoxedStrategy<String> {
    let day = (1_u32..=most, 1_u32..=12, 2021_u32..=2022);
    let day = day.prop_map(|(day, month, year)| format!("{day:02}/{month:02}/{year}"));
    let time = (day.clone(), 0_u32..24, 0_u32..60)
        .prop_map(|(day, hour, minute)| format!("{day} {hour:02}:{minute:02}"));
    let second = (time.clone(), 0_u32..60).prop_map(|(time, second)| format!("{time}:{second:02}"));
    let odd = select(vec![
        "-",
        "31/02/2022",
        "05/25/2022",
        "2022-03-04",
        "2022-03-04T05:06:07Z",
        "44700",
        "44700.5",
        "x",
        "#N/A",
        "01/01/1970",
        "01/01/1900",
        "5/3/22",
        "08:30 04/03/2022",
        "quá hạn 2 ngày",
        "04/03/1950",
        "19/08/2300",
        " 04/03/2022",
        "04/03/2022 - ghi chú",
        "1646300000000",
    ]);
    prop_oneof![20 => day, 20 => time, 20 => second, 9 => Just(String::new()), 2 => odd.prop_map(str::to_owned)].boxed()
}

/// A cell that usually fits its column.
fn cell(kind: Kind, most: u32) -> BoxedStrategy<String> {
    match kind {
        Kind::Code => {
            let code = (0_u32..99, 1_u32..=29, 0_u32..10_000);
            let code =
                code.prop_map(|(office, day, number)| format!("H20.36.{office:02}-2203{day:02}-{number:04}"));
            let odd = select(vec![
                "",
                "A1",
                "h20.36.18-220301-0001",
                " A2",
                "'0012",
                "\u{feff}A3",
                "Mã 7",
                "\"=\"\"0005\"\"\"",
                "1.23E+11",
                "A\u{a0}4",
                "000.00.14.H20-200703-0002",
                "H20.36.18-221332-0001",
            ]);
            prop_oneof![20 => code, 1 => odd.prop_map(str::to_owned)].boxed()
        }
        Kind::Unit => words(
            &["UBND xã A", "UBND xã B", "Sở Nội vụ", "UBND huyện C", "\"Phòng Một, huyện C\"", ""],
            &["\"Phòng \"\"Hai\"\"\"", "UBND  xã A", "#REF!", "\"UBND\nxã D\"", "UBND xã E", "UBND xã G"],
        ),
        Kind::Name => words(
            &[
                "Đất đai",
                "Hộ tịch",
                "\"Khai sinh, khai tử\"",
                "Cấp giấy phép xây dựng nhà ở riêng lẻ tại nông thôn",
                "\"Cấp \"\"sổ đỏ\"\"\"",
                "",
            ],
            // The value of the first is the escaped form of the common name with quotes.
            &["\"Cấp \"\"\"\"sổ đỏ\"\"\"\"\"", "Chứng thực", "Thi đua", "-", "5\" đĩa"],
        ),
        Kind::Person => {
            words(&["Nguyễn Văn A", "\"Trần B, em\"", "Lê C"], &["\"Lê \"\"D\"\"\"", "\"A\nB\"", "Tổng cộng"])
        }
        Kind::Level => words(&["3", "4", "Toàn trình", "Một phần", ""], &["Mức 9", "một  phần", "-"]),
        Kind::Channel => {
            words(&["Trực tuyến", "Trực tiếp", "BCCI", ""], &["Fax", "phi địa giới", "Bưu chính công ích"])
        }
        Kind::Status => words(
            &["Đang xử lý", "Đã trả kết quả", "Chờ bổ sung", "", "Đã rút"],
            &["?", "\"Đang \"\"xử lý\"\"\"", "Không tiếp nhận", "Đã xóa", "Dừng xử lý", "#N/A"],
        ),
        Kind::Number => (1_u32..999).prop_map(|number| number.to_string()).boxed(),
        Kind::Day => day(most),
    }
}

/// A row of a table; some are not rows of dossiers.
fn row(columns: Columns, most: u32) -> BoxedStrategy<String> {
    let cells: Vec<_> = columns.iter().map(|(_, kind)| cell(*kind, most)).collect();
    let plain = cells.prop_map(|cells| cells.join(","));
    let header: Vec<_> = columns.iter().map(|(header, _)| *header).collect();
    let odd = select(vec![
        String::new(),
        ",".repeat(columns.len() - 1),
        "Tổng số,,,5".to_owned(),
        "I,UBND xã Nhóm".to_owned(),
        format!("UBND xã Dòng Nhóm{}", ",".repeat(columns.len() - 1)),
        "NGƯỜI LẬP BIỂU".to_owned(),
        (1..=columns.len()).map(|number| format!("({number})")).collect::<Vec<_>>().join(","),
        header.join(","),
        "Danh sách khác".to_owned(),
        "Ngày tiếp nhận,Mã hồ sơ,Ngày hẹn trả,Ngày kết thúc,Đơn vị".to_owned(),
        "\u{feff}A9,x".to_owned(),
        "\"một dấu, hở".to_owned(),
    ]);
    let shifted = (plain.clone(), select(vec!["", "x,", "x,y,"])).prop_map(|(row, more)| match more {
        "" => row.split_once(',').map_or_else(String::new, |(_, rest)| rest.to_owned()),
        more => format!("{more}{row}"),
    });
    let long = plain.clone().prop_map(|row| format!("{}{row}", "x".repeat(4_200)));
    prop_oneof![150 => plain, 3 => odd, 2 => shifted, 1 => long].boxed()
}

/// A table with many more rows than are held back until the header is found.
fn table() -> BoxedStrategy<String> {
    let columns = (select(TABLES.to_vec()), select(vec![28, 28, 12]));
    let rows = columns.prop_flat_map(|(columns, most)| {
        let header = columns.iter().map(|(header, _)| *header).collect::<Vec<_>>().join(",");
        prop::collection::vec(row(columns, most), 160..330)
            .prop_map(move |rows| format!("{header}\n{}", rows.join("\n")))
    });
    (rows, select(vec![("\n", ","), ("\r\n", ","), ("\n", ";"), ("\r\n", "\t")]), any::<bool>())
        .prop_map(|(text, (end, delimiter), marked)| {
            let text = text.replace(',', delimiter).replace('\n', end);
            if marked { format!("\u{feff}{text}") } else { text }
        })
        .boxed()
}

/// Damage to a table: a place, the bytes to insert there, and the number of bytes to remove.
fn flaw() -> BoxedStrategy<(Index, Vec<u8>, usize)> {
    let bytes = prop_oneof![
        select(vec!["\"", "\"\"", "\n", "\r", "\r\n", ",", "\0", "\u{feff}", ",,", "\"\n", " "])
            .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..4),
        Just(Vec::new()),
    ];
    (any::<Index>(), bytes, select(vec![0, 0, 1, 3, 200])).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn blocks_give_the_same_result_as_rows(text in table(), chunk in select(vec![1, 37, 1_000, 40_000, usize::MAX])) {
        same(text.as_bytes(), chunk)?;
    }

    /// The same for damaged tables, with bytes inserted, removed or replaced.
    #[test]
    fn damaged_blocks_give_the_same_result_as_rows(text in table(), flaws in prop::collection::vec(flaw(), 1..9), chunk in 1_usize..9_000) {
        let mut bytes = text.into_bytes();
        for (at, put, cut) in flaws {
            let at = at.index(bytes.len() + 1);
            let end = bytes.len().min(at + cut);
            bytes.splice(at..end, put);
        }
        same(&bytes, chunk)?;
    }
}
