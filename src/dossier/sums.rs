//! Finds the rows of a summary that only sum up others. They are recognised by name ("Tổng số", "Toàn tỉnh",
//! "Khối …", "Các xã, phường"), by a running number of a higher order (I over 1), or by their figures.
//!
//! By its figures alone a row is a sum only if all of this holds: every figure is the sum of all counted rows
//! of its block (up to a heading, another sum or the end of the table); at least two of these rows are not
//! zero; three figures differ and one of them is at least 10 (or two differ and both are at least 100); and
//! the row is not a peer of those rows by its number or its kind, because a commune is not a sum of communes.
//! For a row that names a kind of units, equal figures are enough. So a row of zeros, or a second row equal
//! to the first, is never a sum.

use super::line::SummaryLine;
use crate::schema::Figure;
use crate::text::fold_words;
use crate::value::{Coded, UnitLevel, kind_of_units, level_of_unit};

/// The role of a row among its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Its figures are counted.
    Counted,
    /// It names the rows below it, and may sum them up.
    Group,
    /// It sums up rows, or is a part of one.
    Total,
}

/// Returns the role of each row.
pub fn roles(lines: &[SummaryLine]) -> Vec<Role> {
    let mut roles: Vec<Role> = (0..lines.len()).map(|at| by_words(lines, at)).collect();
    let backwards: Vec<usize> = (0..lines.len()).rev().collect();
    find_sums(lines, &backwards, Role::Group, &mut roles);
    let forwards: Vec<usize> = (0..lines.len()).collect();
    find_sums(lines, &forwards, Role::Total, &mut roles);
    roles
}

/// The role of a row by its name and its running number.
fn by_words(lines: &[SummaryLine], at: usize) -> Role {
    let Some(line) = lines.get(at) else { return Role::Counted };
    if line.is_total || is_whole(&line.group) {
        return Role::Total;
    }
    let next = lines.get(at + 1..).unwrap_or_default().iter().find(|line| !line.is_total);
    let above = match (order(&line.mark), next.map(|next| order(&next.mark))) {
        (Some(order), Some(Some(next))) => order < next,
        (Some(order), Some(None)) => order < 2,
        _ => false,
    };
    let heads = || next.is_some_and(|next| heads(&line.group, next));
    let says_nothing = line.figures.is_blank() && (line.rates.is_empty() || !line.figures.are_rates());
    if says_nothing || above || heads() { Role::Group } else { Role::Counted }
}

/// True if a row names a kind of units to which the next row may belong.
fn heads(name: &str, next: &SummaryLine) -> bool {
    let Some(level) = kind_of_units(name) else { return false };
    let of_next = level_of_unit(next.unit_name());
    let kind_too = kind_of_units(&next.group).is_some();
    !kind_too && (level == UnitLevel::Unknown || of_next == UnitLevel::Unknown || level == of_next)
}

/// Scans the rows in the order `way` and finds those that sum up the rows before them.
fn find_sums(lines: &[SummaryLine], way: &[usize], found: Role, roles: &mut [Role]) {
    let (mut block, mut all) = (Passed::default(), Passed::default());
    for at in way {
        let (Some(line), Some(role)) = (lines.get(*at), roles.get_mut(*at)) else { continue };
        if *role == Role::Counted && (block.sums_to(line) || all.sums_to(line)) {
            *role = found;
        }
        if *role == Role::Counted {
            block.add(line);
            all.add(line);
        } else if !line.is_part {
            block = Passed::default();
        }
    }
}

/// The counted rows scanned so far.
#[derive(Default)]
struct Passed {
    sums: [u64; Figure::COUNT],
    /// Number of rows that are not zero.
    filled: usize,
    orders: u8,
    /// One bit per kind of unit.
    kinds: u16,
    /// The unit, if all rows are about the same one.
    unit: Option<String>,
}

impl Passed {
    fn add(&mut self, line: &SummaryLine) {
        for (sum, count) in self.sums.iter_mut().zip(line.figures.counts()) {
            *sum += u64::from(count);
        }
        self.filled += usize::from(!line.figures.is_zero());
        self.orders |= order(&line.mark).map_or(0, |order| 1 << order.min(7));
        self.kinds |= peers(line.unit_name());
        if !line.unit_name().is_empty() && self.unit.as_deref() != Some(line.unit_name()) {
            let first = self.unit.is_none();
            self.unit = Some(if first { line.unit_name().to_owned() } else { String::new() });
        }
    }

    /// True if the figures of a row are the sum of these rows and the row is not one of them.
    fn sums_to(&self, line: &SummaryLine) -> bool {
        let equal =
            || self.sums.iter().zip(line.figures.counts()).all(|(sum, count)| *sum == u64::from(count));
        let named = || kind_of_units(&line.group).is_some();
        let by_figures = || self.filled > 1 && is_no_coincidence(&self.sums) && !self.is_peer(line);
        self.filled > 0 && equal() && (by_figures() || named())
    }

    fn is_peer(&self, line: &SummaryLine) -> bool {
        let numbered = order(&line.mark).is_some_and(|order| self.orders >> order.min(7) & 1 == 1);
        let own = self.unit.as_deref() == Some(line.unit_name());
        numbered || (!own && self.kinds & peers(line.unit_name()) != 0)
    }
}

/// The kind of a unit as a bit: the committees of a level, or its offices. A province is the sum of its
/// offices, and a commune the sum of its own.
fn peers(name: &str) -> u16 {
    let words = fold_words(name);
    let office = ["so", "ban", "phong", "chi cuc", "trung tam"].iter().any(|lead| begins(&words, lead));
    match level_of_unit(name) {
        UnitLevel::Unknown => 0,
        level => 1 << (level.number() * 2 + u8::from(office)),
    }
}

/// True if equal sums cannot be a coincidence: at least three distinct figures with one of at least 10, or
/// two of at least 100.
fn is_no_coincidence(sums: &[u64]) -> bool {
    let mut distinct: Vec<u64> = sums.iter().copied().filter(|sum| *sum > 0).collect();
    distinct.sort_unstable();
    distinct.dedup();
    (distinct.len() > 2 && distinct.last() >= Some(&10))
        || (distinct.len() == 2 && distinct.iter().all(|sum| *sum >= 100))
}

/// True for "Toàn tỉnh", "Toàn xã Tân Mỹ", "Tất cả", but not for the commune Toàn Thắng.
fn is_whole(name: &str) -> bool {
    const OF: [&str; 13] = [
        "tinh",
        "xa",
        "phuong",
        "huyen",
        "thi xa",
        "thanh pho",
        "quan",
        "dac khu",
        "nganh",
        "so",
        "don vi",
        "quoc",
        "dia ban",
    ];
    let words = fold_words(name);
    let rest = words.strip_prefix("toan ").or_else(|| words.strip_prefix("ca "));
    matches!(words.as_str(), "tat ca" | "toan bo")
        || rest.is_some_and(|rest| OF.iter().any(|of| begins(rest, of)))
}

/// True if a text begins with these whole words.
fn begins(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The order of a running number: 0 for A, 1 for IV, 2 for 7, 3 for 7.1 …; None for other text.
pub fn order(mark: &str) -> Option<usize> {
    let mark = mark.trim_end_matches(['.', ')']);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if mark.is_empty() {
        None
    } else if mark.split('.').all(digits) {
        Some(1 + mark.split('.').count())
    } else if mark.bytes().all(|byte| b"IVX".contains(&byte)) {
        Some(1)
    } else {
        matches!(mark.as_bytes(), [b'A'..=b'Z']).then_some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Figures;
    use Figure::{Early, Late, OnDueDay, Received};

    /// "mark|name|received|early|on due day|late".
    fn line(text: &str) -> SummaryLine {
        let cells: Vec<&str> = text.split('|').collect();
        let figures = [Received, Early, OnDueDay, Late];
        let mut given = Figures::of_table(figures.into_iter());
        for (figure, cell) in figures.into_iter().zip(&cells[2..]).filter(|(_, cell)| !cell.is_empty()) {
            given.add(figure, cell.parse().unwrap());
        }
        SummaryLine {
            row: 1,
            mark: cells[0].to_owned(),
            names: [cells[1].to_owned(), String::new(), String::new()],
            group: cells[1].to_owned(),
            is_total: cells[1].starts_with("Tổng"),
            is_part: false,
            figures: given,
            rates: Vec::new(),
        }
    }

    fn of(rows: &[&str]) -> String {
        let lines: Vec<_> = rows.iter().map(|row| line(row)).collect();
        let letter = |role| match role {
            Role::Counted => 'c',
            Role::Group => 'g',
            Role::Total => 't',
        };
        roles(&lines).into_iter().map(letter).collect()
    }

    const A: &str = "|UBND xã A|250|200|30|20";
    const B: &str = "|UBND xã B|350|300|40|10";

    #[test]
    fn sums_by_name() {
        for name in ["Toàn tỉnh", "Toàn xã", "Tổng cộng"] {
            let sum = format!("|{name}|600|500|70|30");
            assert_eq!((of(&[&sum, A, B]), of(&[A, B, &sum])), ("tcc".into(), "cct".into()), "{name}");
        }
        for name in ["Các xã, phường, đặc khu", "Khối xã", "Cấp xã", "UBND các xã, phường"]
        {
            let sum = format!("|{name}|600|500|70|30");
            assert_eq!((of(&[&sum, A, B]), of(&[A, B, &sum])), ("gcc".into(), "cct".into()), "{name}");
        }
    }

    #[test]
    fn a_row_for_several_units_counts_if_they_have_no_rows() {
        assert_eq!(of(&["|Sở Y tế|5|5|0|0", "|Các xã, phường|600|500|70|30"]), "cc");
        assert_eq!(of(&["|Các xã, phường|600|500|70|30", "|Sở Y tế|5|5|0|0"]), "cc");
    }

    #[test]
    fn sums_by_figures() {
        assert_eq!(of(&["|Đồng Tháp|600|500|70|30", A, B]), "gcc");
        assert_eq!(of(&[A, B, "||600|500|70|30"]), "cct");
        let province = "|UBND tỉnh A|600|500|70|30";
        assert_eq!(of(&[province, "|Sở A|250|200|30|20", "|Sở B|350|300|40|10"]), "gcc");
        let offices = ["|Sở A|300|250|40|10", "|Sở B|200|150|40|10"];
        let (first, second) = ("|Nhóm 1|500|400|80|20", "|Nhóm 2|600|500|70|30");
        let table = ["|Chung|1100|900|150|50", first, offices[0], offices[1], second, A, B];
        assert_eq!(of(&table), "ggccgcc");
        assert_eq!(of(&[offices[0], offices[1], first, A, B, second, table[0]]), "cctcctt");
    }

    #[test]
    fn units_are_not_sums_by_coincidence() {
        let zero = "|UBND xã C|0|0|0|0";
        assert_eq!(of(&[A, A.replace('A', "C").as_str()]), "cc");
        assert_eq!(of(&[zero, zero, zero]), "ccc");
        assert_eq!(of(&[A, zero, "|Hộ tịch|250|200|30|20"]), "ccc");
        assert_eq!(of(&["|UBND xã C|600|500|70|30", A, B]), "ccc");
        assert_eq!(
            of(&["1|Chung|600|500|70|30", "2|Hộ tịch|250|200|30|20", "3|Đất đai|350|300|40|10"]),
            "ccc"
        );
        assert_eq!(of(&["|Chung|3|2|1|0", "|Hộ tịch|1|1|0|0", "|Đất đai|2|1|1|0"]), "ccc");
        assert_eq!(of(&["|Xã Toàn Thắng|600|500|70|30", A, B]), "ccc");
    }
}
