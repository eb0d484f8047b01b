//! The period that a report is about, from its titles: "Từ ngày 01/01/2022 đến ngày 31/03/2022", "Quý I năm 2022",
//! "Tháng 3/2022", "6 tháng đầu năm 2022", "Năm 2022". The day a report was signed is no period.

use crate::text::fold_words;
use crate::value::{civil, full_year};

/// First and last day, since 1970-01-01, of the first period that one of these texts names; stated days come first.
pub fn period_of(texts: &[String]) -> Option<(i32, i32)> {
    let words: Vec<Vec<String>> =
        texts.iter().map(|text| fold_words(text).split(' ').map(str::to_owned).collect()).collect();
    let first = |named: fn(&[String]) -> Option<(i32, i32)>| words.iter().find_map(|words| named(words));
    first(stated).or_else(|| first(named_part)).or_else(|| first(year_alone))
}

/// "từ ngày d/m[/y] đến ngày d/m/y", the words for day, month and year being passed over.
fn stated(words: &[String]) -> Option<(i32, i32)> {
    let plain =
        words.iter().map(String::as_str).filter(|word| !matches!(*word, "ngay" | "thang" | "nam" | "het"));
    let plain: Vec<&str> = plain.collect();
    let ends = (0..plain.len()).filter(|at| matches!(plain.get(*at), Some(&"tu")));
    ends.into_iter().find_map(|at| from_to(plain.get(at + 1..)?))
}

fn from_to(words: &[&str]) -> Option<(i32, i32)> {
    let until = words.iter().position(|word| *word == "den")?;
    let numbers = |words: &[&str]| -> Vec<u32> { words.iter().map_while(|word| word.parse().ok()).collect() };
    let (from, to) = (numbers(words.get(..until)?), numbers(words.get(until + 1..)?));
    let &[last_day, last_month, year, ..] = to.as_slice() else { return None };
    let (day, month, from_year) = match *from.as_slice() {
        [day, month] => (day, month, year),
        [day, month, from_year] => (day, month, from_year),
        _ => return None,
    };
    let civil = |year: u32, month, day| civil(i32::try_from(full_year(year.into())).ok()?, month, day);
    let (first, last) = (civil(from_year, month, day)?, civil(year, last_month, last_day)?);
    (first <= last).then_some((first, last))
}

/// A month, quarter or part of a year.
fn named_part(words: &[String]) -> Option<(i32, i32)> {
    (0..words.len()).find_map(|at| {
        let word = |offset: usize| words.get(at + offset).map_or("", String::as_str);
        let before =
            |offset: usize| at.checked_sub(offset).and_then(|at| words.get(at)).map_or("", String::as_str);
        let number = |offset: usize| word(offset).parse::<u32>().ok();
        match (word(0), word(1)) {
            ("quy", quarter) => {
                quarter_of(quarter).and_then(|quarter| months(quarter * 3 - 2, 3, year(words, at + 2)?))
            }
            // "ngày 5 tháng 4 năm 2022" is a day.
            ("thang", _) if before(2) != "ngay" => months(number(1)?, 1, year(words, at + 2)?),
            (count, "thang") if word(2) == "dau" => months(1, count.parse().ok()?, year(words, at + 3)?),
            (count, "thang") if word(2) == "cuoi" => {
                let count: u32 = count.parse().ok()?;
                months(13_u32.checked_sub(count)?, count, year(words, at + 3)?)
            }
            ("9" | "09", "thang") if number(2).is_none() => months(1, 9, year(words, at + 2)?),
            _ => None,
        }
    })
}

fn quarter_of(word: &str) -> Option<u32> {
    let found = [["i", "1", "01"], ["ii", "2", "02"], ["iii", "3", "03"], ["iv", "4", "04"]];
    let number = found.iter().position(|names| names.contains(&word))?;
    u32::try_from(number + 1).ok()
}

/// The year that stands at a place, perhaps behind "năm".
fn year(words: &[String], at: usize) -> Option<i32> {
    let skip = usize::from(words.get(at).is_some_and(|word| word == "nam"));
    let year = words.get(at + skip)?.parse().ok()?;
    (2000..2100).contains(&year).then_some(year)
}

/// So many months from one on, within a year.
fn months(first: u32, count: u32, year: i32) -> Option<(i32, i32)> {
    let after = first.checked_add(count).filter(|after| count > 0 && *after <= 13)?;
    let next = if after == 13 { civil(year + 1, 1, 1)? } else { civil(year, after, 1)? };
    Some((civil(year, first, 1)?, next - 1))
}

fn year_alone(words: &[String]) -> Option<(i32, i32)> {
    let dated = words.iter().any(|word| matches!(word.as_str(), "ngay" | "thang" | "quy"));
    let at = words.iter().position(|word| word == "nam").filter(|_| !dated)?;
    months(1, 12, year(words, at)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_titles() {
        let day = |year, month, day| civil(year, month, day).unwrap();
        let quarter = Some((day(2022, 1, 1), day(2022, 3, 31)));
        for (title, period) in [
            ("Từ ngày 01/01/2022 đến ngày 31/03/2022", quarter),
            ("(Từ ngày 01 tháng 01 năm 2022 đến ngày 31 tháng 3 năm 2022)", quarter),
            ("Từ 01/01 đến 31/03/2022", quarter),
            ("Từ ngày 01/01/22 đến ngày 31/03/22", quarter),
            ("TÌNH HÌNH GIẢI QUYẾT HỒ SƠ QUÝ I NĂM 2022", quarter),
            ("Quý 1/2022", quarter),
            ("3 tháng đầu năm 2022", quarter),
            ("Tháng 3/2022", Some((day(2022, 3, 1), day(2022, 3, 31)))),
            ("Kỳ báo cáo: tháng 12 năm 2022", Some((day(2022, 12, 1), day(2022, 12, 31)))),
            ("6 tháng đầu năm 2022", Some((day(2022, 1, 1), day(2022, 6, 30)))),
            ("06 tháng cuối năm 2022", Some((day(2022, 7, 1), day(2022, 12, 31)))),
            ("9 tháng năm 2022", Some((day(2022, 1, 1), day(2022, 9, 30)))),
            ("Năm 2022", Some((day(2022, 1, 1), day(2022, 12, 31)))),
            ("Tân Hòa, ngày 05 tháng 4 năm 2022", None),
            ("Từ ngày 31/03/2022 đến ngày 01/01/2022", None),
            ("Quý V năm 2022", None),
            ("Tính đến ngày 31/03/2022", None),
            ("0 tháng đầu năm 2022", None),
            ("Tháng 4294967295 năm 2022", None),
        ] {
            assert_eq!(period_of(&[title.to_owned()]), period, "{title}");
        }
    }
}
