//! The period of a report, from its titles: "Từ ngày 01/01/2022 đến ngày 31/03/2022", "Quý I năm 2022",
//! "Tháng 3/2022", "6 tháng đầu năm 2022", "Tuần 45 năm 2025", "Năm 2022". Days of signing are not periods.

use crate::text::fold_words;
use crate::value::{civil, full_year};

/// First and last day, since 1970-01-01.
type Days = (i32, i32);

/// The first period that one of these texts names. Stated days take precedence. A month or quarter without a
/// year takes the year that another text names.
pub fn period_of(texts: &[String]) -> Option<Days> {
    let words: Vec<Vec<String>> = texts.iter().map(|text| words_of(text)).collect();
    let only = only_year(&words);
    let first = |named: &dyn Fn(&[String]) -> Option<Days>| words.iter().find_map(|words| named(words));
    first(&stated).or_else(|| first(&|words| named_part(words, only))).or_else(|| {
        let of_some_year = || first(&|words| named_part(words, Some(2000)));
        if of_some_year().is_none() { first(&year_alone) } else { None }
    })
}

/// The year, if the texts name only one. Years after "năm" take precedence over those in decision numbers.
fn only_year(words: &[Vec<String>]) -> Option<i32> {
    let one = |years: Vec<i32>| years.first().copied().filter(|first| years.iter().all(|year| year == first));
    let after = |words: &Vec<String>| -> Vec<i32> {
        let years = words.windows(2).filter(|pair| pair.first().is_some_and(|word| word == "nam"));
        years.filter_map(|pair| year_of(pair.last()?)).collect()
    };
    let named: Vec<i32> = words.iter().flat_map(after).collect();
    if named.is_empty() {
        one(words.iter().flatten().filter_map(|word| year_of(word)).collect())
    } else {
        one(named)
    }
}

/// Folded words. Letters and digits are separated ("T10", "thang10"), and number words become digits.
fn words_of(text: &str) -> Vec<String> {
    let folded = fold_words(text);
    let mut words: Vec<String> = Vec::new();
    for word in folded.split(' ') {
        let at = word.find(|ch: char| ch.is_ascii_digit()).unwrap_or(0);
        let (letters, rest) = word.split_at(at);
        let lettered = ["t", "q", "thang", "quy", "nam", "tuan"].contains(&letters);
        if lettered && rest.bytes().all(|byte| byte.is_ascii_digit()) {
            words.extend([full(letters).to_owned(), rest.to_owned()]);
        } else {
            words.push(digits_of(word).to_owned());
        }
    }
    words
}

fn full(letters: &str) -> &str {
    match letters {
        "t" => "thang",
        "q" => "quy",
        letters => letters,
    }
}

fn digits_of(word: &str) -> &str {
    match word {
        "ba" => "3",
        "sau" => "6",
        "chin" => "9",
        word => word,
    }
}

/// "từ ngày d/m[/y] đến ngày d/m/y" or "d/m/y - d/m/y". The words for day, month and year are ignored.
fn stated(words: &[String]) -> Option<Days> {
    const IDLE: [&str; 7] = ["ngay", "thang", "nam", "het", "0h", "0h00", "24h00"];
    let plain: Vec<&str> = words.iter().map(String::as_str).filter(|word| !IDLE.contains(word)).collect();
    let mut ends = (0..plain.len()).filter(|at| matches!(plain.get(*at), Some(&"tu")));
    ends.find_map(|at| from_to(plain.get(at + 1..)?)).or_else(|| plain.windows(6).find_map(between))
}

fn from_to(words: &[&str]) -> Option<Days> {
    let until = words.iter().position(|word| matches!(*word, "den" | "toi"))?;
    let numbers = |words: &[&str]| -> Vec<u32> { words.iter().map_while(|word| word.parse().ok()).collect() };
    let (from, to) = (words.get(..until)?, numbers(words.get(until + 1..)?));
    let (year, month, day) = dated(&to)?;
    let from = match *numbers(from).as_slice() {
        [] if from.ends_with(&["dau"]) => (year, 1, 1),
        [from_day] => (year, month, from_day),
        [from_day, from_month] => (year, from_month, from_day),
        ref from => dated(from)?,
    };
    period(from, (year, month, day))
}

/// Two full dates, one after the other.
fn between(words: &[&str]) -> Option<Days> {
    let numbers: Vec<u32> = words.iter().map_while(|word| word.parse().ok()).collect();
    let (from, to) = numbers.split_at_checked(3)?;
    period(dated(from)?, dated(to)?)
}

/// Year, month and day from the first three numbers, in day-first or ISO order.
fn dated(numbers: &[u32]) -> Option<(u32, u32, u32)> {
    match *numbers {
        [year, month, day, ..] if year > 1_000 => Some((year, month, day)),
        [day, month, year, ..] => Some((year, month, day)),
        _ => None,
    }
}

fn period(from: (u32, u32, u32), to: (u32, u32, u32)) -> Option<Days> {
    let day =
        |(year, month, day): (u32, u32, u32)| civil(i32::try_from(full_year(year.into())).ok()?, month, day);
    let (first, last) = (day(from)?, day(to)?);
    (first <= last).then_some((first, last))
}

/// A week, month, quarter or part of a year. `only` is the year if the text names no year.
fn named_part(words: &[String], only: Option<i32>) -> Option<Days> {
    let only = only.filter(|_| !words.iter().any(|word| year_of(word).is_some()));
    let year = |at: usize| year(words, at).or(only);
    (0..words.len()).find_map(|at| {
        let word = |offset: usize| words.get(at + offset).map_or("", String::as_str);
        let before =
            |offset: usize| at.checked_sub(offset).and_then(|at| words.get(at)).map_or("", String::as_str);
        let number = |offset: usize| word(offset).parse::<u32>().ok();
        match (word(0), word(1)) {
            ("tuan", _) => week(number(1)?, year(at + 2)?),
            ("quy", quarter) => {
                quarter_of(quarter).and_then(|quarter| months(quarter * 3 - 2, 3, year(at + 2)?))
            }
            // "ngày 5 tháng 4 năm 2022" is a day; "ngày … tháng 4 năm 2022" is a day to be filled in.
            ("thang", _) if before(2) != "ngay" && before(1) != "ngay" => {
                months(number(1)?, 1, year(at + 2)?)
            }
            ("ky", "bao") if word(2) == "cao" && word(3).len() < 3 => months(number(3)?, 1, year(at + 4)?),
            (month, _) if words.len() == 2 && month.len() < 3 => months(number(0)?, 1, year(at + 1)?),
            ("nua", "dau") => months(1, 6, year(at + 2)?),
            ("nua", "cuoi") => months(7, 6, year(at + 2)?),
            (count, "thang") if word(2) == "dau" => months(1, count.parse().ok()?, year(at + 3)?),
            (count, "thang") if word(2) == "cuoi" => {
                let count: u32 = count.parse().ok()?;
                months(13_u32.checked_sub(count)?, count, year(at + 3)?)
            }
            ("6" | "06" | "9" | "09", "thang") if number(2).is_none_or(|next| next > 12) => {
                months(1, word(0).parse().ok()?, year(at + 2)?)
            }
            _ => None,
        }
    })
}

/// Monday to Sunday. The first week of a year is the one that contains 4 January.
fn week(number: u32, year: i32) -> Option<Days> {
    let fourth = civil(year, 1, 4)?;
    let monday = fourth - (fourth + 3).rem_euclid(7) + 7 * i32::try_from(number.checked_sub(1)?).ok()?;
    (number <= 53).then_some((monday, monday + 6))
}

fn quarter_of(word: &str) -> Option<u32> {
    let found = [["i", "1", "01"], ["ii", "2", "02"], ["iii", "3", "03"], ["iv", "4", "04"]];
    let number = found.iter().position(|names| names.contains(&word))?;
    u32::try_from(number + 1).ok()
}

/// The year at a position, or after "năm" at that position.
fn year(words: &[String], at: usize) -> Option<i32> {
    let skip = usize::from(words.get(at).is_some_and(|word| word == "nam"));
    year_of(words.get(at + skip)?)
}

fn year_of(word: &str) -> Option<i32> {
    word.parse().ok().filter(|year| (2000..2100).contains(year))
}

/// The days of `count` months from `first` on, within one year.
fn months(first: u32, count: u32, year: i32) -> Option<Days> {
    let after = first.checked_add(count).filter(|after| count > 0 && *after <= 13)?;
    let next = if after == 13 { civil(year + 1, 1, 1)? } else { civil(year, after, 1)? };
    Some((civil(year, first, 1)?, next - 1))
}

fn year_alone(words: &[String]) -> Option<Days> {
    let dated = words.iter().any(|word| matches!(word.as_str(), "ngay" | "thang" | "quy" | "tuan"));
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
            ("Từ ngày 2022-01-01 tới ngày 2022-03-31", quarter),
            ("(01/01/2022 - 31/03/2022)", quarter),
            ("Từ đầu năm đến ngày 31/3/2022", quarter),
            ("Q1-2022", quarter),
            ("BC_thang03.2022.xlsx", Some((day(2022, 3, 1), day(2022, 3, 31)))),
            ("T3.2022", Some((day(2022, 3, 1), day(2022, 3, 31)))),
            ("Tháng 10 Năm 2025", Some((day(2025, 10, 1), day(2025, 10, 31)))),
            ("Tuần 45 năm 2025", Some((day(2025, 11, 3), day(2025, 11, 9)))),
            ("Tuần 45 (từ 03/11 đến 09/11/2025)", Some((day(2025, 11, 3), day(2025, 11, 9)))),
            ("Từ ngày 03 đến ngày 09/11/2025", Some((day(2025, 11, 3), day(2025, 11, 9)))),
            ("Sáu tháng đầu năm 2022", Some((day(2022, 1, 1), day(2022, 6, 30)))),
            ("Tháng 9 và 9 tháng đầu năm 2022", Some((day(2022, 1, 1), day(2022, 9, 30)))),
            ("6 tháng năm 2022", Some((day(2022, 1, 1), day(2022, 6, 30)))),
            ("Tân Hòa, ngày … tháng 4 năm 2022", None),
            ("Tháng 3", None),
            ("Tuần 54 năm 2025", None),
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

    #[test]
    fn the_month_of_a_sheet_takes_the_year_of_the_title() {
        let march = Some((civil(2022, 3, 1).unwrap(), civil(2022, 3, 31).unwrap()));
        let of = |texts: &[&str]| period_of(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["BÁO CÁO NĂM 2022", "Tháng 3", "bc.xlsx"]), march);
        assert_eq!(of(&["Quyết định năm 2021", "BÁO CÁO NĂM 2022", "Tháng 3"]), None);
    }
}
