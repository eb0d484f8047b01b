//! Finds the unit of a table without a unit column: in the titles above the header, in the sheet's name or in
//! the file's name. The national motto never names a unit. A province is used only if nothing else is found.

use super::held::{HeldCell, HeldRow};
use crate::order::arrange;
use crate::text::{fold_words, lower, tidy};
use crate::value::{UnitLevel, kind_of_units, level_of_unit};

/// Where a table's unit was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitFrom {
    /// The title in this row.
    Title(u32),
    /// The sheet's name.
    Sheet,
    /// The file's name.
    FileName,
}

/// Most characters of a unit's name; longer lines are sentences.
const LINE: usize = 80;
/// Labels before a colon and a unit's name; folded.
const LABELS: [&str; 9] = [
    "don vi",
    "ten don vi",
    "don vi bao cao",
    "don vi thuc hien",
    "don vi lap bao cao",
    "don vi tong hop",
    "co quan",
    "co quan don vi",
    "co quan bao cao",
];
/// First words of a unit's name, with diacritics so that "sổ", "số" and "bản" do not match "sở" and "ban".
const LEADS: [&str; 11] = [
    "ubnd ",
    "sở ",
    "phòng ",
    "ban ",
    "chi cục ",
    "trung tâm ",
    "văn phòng đăng ký ",
    "xã ",
    "phường ",
    "thị trấn ",
    "đặc khu ",
];
/// Beginnings that look like those of [`LEADS`] but do not name a unit.
const NO_UNITS: [&str; 3] = ["ban hành", "xã hội", "phòng ban"];
/// People's committees, folded. They may occur anywhere in a file's name.
const COMMITTEES: [&str; 2] = ["ubnd", "uy ban nhan dan"];

/// The unit of a table, from its titles and the names of its sheet and file.
pub fn unit_of(titles: &[HeldRow], sheet: &str, file: &str) -> Option<(String, UnitFrom)> {
    let labelled = titles.iter().rev().find_map(|row| Some((labelled_in(row)?, UnitFrom::Title(row.number))));
    let headings = headings(titles);
    let heading = |wanted: fn(&str) -> bool| {
        let found = headings.iter().rev().find(|(_, line)| wanted(line));
        found.map(|(row, line)| (line.clone(), UnitFrom::Title(*row)))
    };
    labelled
        .or_else(|| heading(|line| !is_province(line)))
        .or_else(|| Some((unit_in_name(sheet)?, UnitFrom::Sheet)))
        .or_else(|| Some((unit_in_file_name(file)?, UnitFrom::FileName)))
        .or_else(|| heading(is_province))
}

/// True if a title, or the file's name, names a commune.
pub fn names_commune(titles: &[HeldRow], file: &str) -> bool {
    let lines = titles.iter().flat_map(|row| &row.cells).map(HeldCell::label);
    let lines = lines.map(|line| labelled(&line).unwrap_or(&line).to_owned());
    let in_titles =
        lines.filter(|line| names_unit(line)).chain(headings(titles).into_iter().map(|(_, line)| line));
    let mut units = in_titles.chain(unit_in_file_name(file));
    units.any(|unit| level_of_unit(&unit) == UnitLevel::Commune)
}

/// "Đơn vị báo cáo: UBND xã A" → "UBND xã A". `None` if there is no known label, or no unit after its colon.
pub fn labelled(text: &str) -> Option<&str> {
    let (label, unit) = text.split_once(':')?;
    let unit = unit.trim_matches(|ch: char| ch.is_whitespace() || matches!(ch, '.' | '…' | '_'));
    let words = fold_words(unit);
    // In "Đơn vị: hồ sơ", "đơn vị" is the unit of measurement.
    let counted = ["ho so", "so ho so", "so luong", "tthc"].iter().any(|of| words.starts_with(of));
    (LABELS.contains(&fold_words(label).as_str()) && !words.is_empty() && !counted).then_some(unit)
}

/// The labelled unit of a row. It may be in the cell after its label.
fn labelled_in(row: &HeldRow) -> Option<String> {
    let texts: Vec<_> = row.cells.iter().map(HeldCell::label).filter(|text| !text.is_empty()).collect();
    let whole = texts.iter().find_map(|text| labelled(text)).map(str::to_owned);
    let parted = |pair: (&String, &String)| {
        let joined = format!("{} {}", pair.0, pair.1);
        pair.0.trim_end().ends_with(':').then(|| labelled(&joined).map(str::to_owned))?
    };
    whole.or_else(|| texts.iter().zip(texts.iter().skip(1)).find_map(parted))
}

/// Lines that begin with a unit's name, from the top. "ỦY BAN NHÂN DÂN" alone is joined with the line below.
fn headings(titles: &[HeldRow]) -> Vec<(u32, String)> {
    let wide = titles.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut found: Vec<_> = (0..wide).flat_map(|column| headings_of(titles, column)).collect();
    arrange(&mut found, |one, other| one.0.cmp(&other.0));
    found
}

fn headings_of(titles: &[HeldRow], column: usize) -> Vec<(u32, String)> {
    let (mut found, mut lead) = (Vec::new(), String::new());
    for row in titles {
        let HeldCell::Text(text) = row.cell(column) else { continue };
        for line in text.lines().map(tidy).filter(|line| !line.is_empty()) {
            let line = tidy(&format!("{lead} {line}"));
            lead.clear();
            if COMMITTEES.contains(&fold_words(&line).as_str()) {
                lead = line;
            } else if names_unit(&line) {
                found.push((row.number, line));
            }
        }
    }
    found
}

/// True if the line begins with a unit's name. (An address also names a commune, but not at its beginning.)
pub fn names_unit(line: &str) -> bool {
    let lower = lower(line);
    let begins = |word: &&str| lower.starts_with(*word);
    line.chars().count() <= LINE
        && !line.contains(':')
        && !NO_UNITS.iter().any(&begins)
        && kind_of_units(line).is_none()
        && (LEADS.iter().any(begins) || is_committee(line))
}

/// First words of units in group rows, if more words follow; folded.
const GROUP_LEADS: [&str; 28] = [
    "tong cuc",
    "cuc",
    "tong cong ty",
    "cong ty",
    "thue",
    "chi nhanh",
    "van phong",
    "cong an",
    "bao hiem xa hoi",
    "kho bac",
    "truong",
    "benh vien",
    "hat",
    "doi",
    "huyen",
    "thanh pho",
    "thi xa",
    "quan",
    "tinh",
    "vien",
    "ubnd",
    "p",
    "x",
    "tt",
    "tp",
    "vp",
    "hdnd",
    "bo",
];

/// True if a list's row with only this text names the unit of the rows below. Other such rows name fields.
pub fn names_group(line: &str) -> bool {
    let words = fold_words(line);
    let leads = |lead: &&str| words.strip_prefix(*lead).is_some_and(|rest| rest.starts_with(' '));
    names_unit(line) || (line.chars().count() <= LINE && GROUP_LEADS.iter().any(leads))
}

fn is_committee(line: &str) -> bool {
    let words = fold_words(line);
    COMMITTEES.iter().any(|lead| words.strip_prefix(lead).is_some_and(|rest| rest.starts_with(' ')))
}

fn is_province(line: &str) -> bool {
    let words = fold_words(line);
    COMMITTEES.iter().any(|lead| {
        words.strip_prefix(lead).is_some_and(|rest| rest == " tinh" || rest.starts_with(" tinh "))
    })
}

/// "UBND xã Tân Mỹ - quý I.xlsx" → "UBND xã Tân Mỹ".
fn unit_in_file_name(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    unit_in_name(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// The unit in the name of a sheet, or of a file without its extension.
fn unit_in_name(stem: &str) -> Option<String> {
    let spaced = if stem.contains(' ') { stem.to_owned() } else { stem.replace('_', " ") };
    let parts = spaced.split(['_', '(', ')', '[', ']', ',', ';', '–']).flat_map(|part| part.split(" - "));
    parts.map(tidy).find_map(|part| unit_in_part(&part))
}

fn unit_in_part(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split(' ').collect();
    let starts = 0..words.len();
    let begin = starts.clone().find(|&at| {
        let rest = words.get(at..).unwrap_or_default().join(" ");
        if at == 0 { names_unit(&rest) } else { is_committee(&rest) }
    })?;
    let end = (begin + 1..words.len()).find(|&at| ends_name(&words, at)).unwrap_or(words.len());
    let name = words.get(begin..end)?;
    (name.len() >= 2).then(|| name.join(" "))
}

/// True if a unit's name ends before this word: a period, a number or the kind of file follows.
fn ends_name(words: &[&str], at: usize) -> bool {
    let word = |at: usize| words.get(at).map(|word| fold_words(word)).unwrap_or_default();
    let (before, this, next) = (word(at.wrapping_sub(1)), word(at), word(at + 1));
    let number = |text: &str| text.starts_with(|ch: char| ch.is_ascii_digit());
    let roman = |text: &str| !text.is_empty() && text.bytes().all(|byte| b"iv".contains(&byte));
    match this.as_str() {
        "quy" | "thang" | "nam" | "ky" | "dot" | "lan" => number(&next) || roman(&next),
        "bao" => next == "cao",
        "danh" => next == "sach",
        "ho" => next == "so",
        "tu" | "den" => next == "ngay",
        "" => true,
        this => number(this) && !matches!(before.as_str(), "phuong" | "quan" | "khu" | "so"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(titles: &[&str], file: &str) -> Option<String> {
        let rows = titles
            .iter()
            .zip(1..)
            .map(|(line, number)| HeldRow { number, cells: line.split('|').map(HeldCell::text).collect() });
        unit_of(&rows.collect::<Vec<_>>(), "", file).map(|(unit, _)| unit)
    }

    #[test]
    fn titles_name_units() {
        for (titles, expected) in [
            (&["Đơn vị báo cáo: UBND xã A"][..], Some("UBND xã A")),
            (&["Đơn vị:|UBND xã A"], Some("UBND xã A")),
            (&["Đơn vị tính: hồ sơ"], None),
            (&["Đơn vị: hồ sơ"], None),
            (&["Đơn vị nhận báo cáo: UBND tỉnh B"], None),
            (&["UBND TỈNH ĐỒNG THÁP|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SỞ NỘI VỤ"], Some("SỞ NỘI VỤ")),
            (&["ỦY BAN NHÂN DÂN\nXÃ TÂN MỸ"], Some("ỦY BAN NHÂN DÂN XÃ TÂN MỸ")),
            (&["ỦY BAN NHÂN DÂN", "XÃ TÂN MỸ"], Some("ỦY BAN NHÂN DÂN XÃ TÂN MỸ")),
            (&["SỔ THEO DÕI HỒ SƠ", "Ban hành kèm theo Thông tư", "Xã hội"], None),
        ] {
            assert_eq!(unit(titles, "a.csv").as_deref(), expected, "{titles:?}");
        }
    }

    #[test]
    fn file_names_name_units() {
        for (file, expected) in [
            ("UBND xã Tân Mỹ - quý I.xlsx", Some("UBND xã Tân Mỹ")),
            ("quy1.zip/UBND_xa_Nam_Son_quy_I_2022.csv", Some("UBND xa Nam Son")),
            ("Danh sách hồ sơ UBND phường 3 tháng 4.csv", Some("UBND phường 3")),
            ("Phòng Tư pháp 2022.csv", Some("Phòng Tư pháp")),
            ("hồ sơ quý I.csv", None),
            ("so_lieu.csv", None),
        ] {
            assert_eq!(unit(&[], file).as_deref(), expected, "{file}");
        }
    }

    #[test]
    fn a_sheet_names_a_unit() {
        let of = |titles: &[HeldRow], sheet| unit_of(titles, sheet, "UBND xã B.xlsx").map(|(unit, _)| unit);
        assert_eq!(of(&[], "Phường Mỹ Trà").as_deref(), Some("Phường Mỹ Trà"));
        assert_eq!(of(&[], "Sheet1").as_deref(), Some("UBND xã B"));
        let title = HeldRow { number: 1, cells: vec![HeldCell::text("UBND xã C")] };
        assert_eq!(of(&[title], "Phường Mỹ Trà").as_deref(), Some("UBND xã C"));
    }

    #[test]
    fn a_province_is_used_only_if_nothing_else_is_found() {
        assert_eq!(unit(&["UBND tỉnh A"], "UBND xã B.csv").as_deref(), Some("UBND xã B"));
        assert_eq!(unit(&["UBND tỉnh A"], "a.csv").as_deref(), Some("UBND tỉnh A"));
        assert_eq!(unit(&["UBND xã C", "UBND tỉnh A"], "UBND xã B.csv").as_deref(), Some("UBND xã C"));
    }
}
