//! The sentences of errors, from `report/errors.tsv`. A code and a detail are found by their line, so that
//! the module does not hold their names twice.

use super::detail::ErrorDetail;

const BOTH: &str = include_str!("../report/errors.tsv");

#[cfg(not(target_arch = "wasm32"))]
const WORDING: &str = BOTH;

/// The wasm module holds English only for the codes (the page asks for them): 3 KB less.
#[cfg(target_arch = "wasm32")]
const WORDING: &str = {
    const LENGTH: usize = without_english::<0>(BOTH.as_bytes()).1;
    static KEPT: [u8; LENGTH] = without_english(BOTH.as_bytes()).0;
    match std::str::from_utf8(&KEPT) {
        Ok(text) => text,
        Err(_) => "",
    }
};

/// The first `N` bytes of a file whose third column is left out in all parts but that of the codes, and the
/// length of all.
#[cfg(any(test, target_arch = "wasm32"))]
const fn without_english<const N: usize>(mut file: &[u8]) -> ([u8; N], usize) {
    let mut kept = [0; N];
    let mut free: &mut [u8] = &mut kept;
    let (mut length, mut part, mut tabs, mut before) = (0, 0, 0, 0);
    while let [byte, rest @ ..] = file {
        match *byte {
            b'\n' if before == b'\n' => part += 1,
            b'\n' => tabs = 0,
            b'\t' => tabs += 1,
            _ => {}
        }
        before = *byte;
        if tabs < 2 || part == CODES {
            length += 1;
            if let [place, others @ ..] = free {
                *place = *byte;
                free = others;
            }
        }
        file = rest;
    }
    (kept, length)
}

/// A language, by its column in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordingColumn {
    Vietnamese = 1,
    #[cfg(not(target_arch = "wasm32"))]
    English = 2,
}

/// The part of the file that words the codes.
const CODES: usize = 1;

/// The lines of a part of the file: 1 = codes, 2 = details, 3 = kinds of files.
fn lines(part: usize) -> std::str::Lines<'static> {
    WORDING.split("\n\n").nth(part).unwrap_or_default().lines()
}

fn of_line(line: Option<&'static str>, column: WordingColumn) -> &'static str {
    line.and_then(|line| line.split('\t').nth(column as usize)).unwrap_or_default()
}

/// The words for a kind of file. An unknown kind has no words.
fn kind_of_file(key: &str, column: WordingColumn) -> &'static str {
    of_line(lines(3).find(|line| line.split('\t').next() == Some(key)), column)
}

/// What each code means: its name, Vietnamese, English.
pub fn codes() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    lines(CODES).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()?))
    })
}

impl ErrorDetail {
    /// The sentence of this detail in Vietnamese, for errors that can only hold a text.
    #[cold]
    pub fn sentence(self, values: &[&str]) -> String {
        sentence(self, values, WordingColumn::Vietnamese)
    }
}

/// The whole message of an error: the sentence of its code, then that of its detail. `code` is the code's
/// place in its list.
#[cold]
pub fn message(code: usize, detail: Option<ErrorDetail>, values: &[String], column: WordingColumn) -> String {
    let code = of_line(lines(CODES).nth(code), column);
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    match detail {
        None => code.to_owned(),
        Some(detail) if detail.is_whole() => {
            let kind = values.first().map_or("", |key| kind_of_file(key, column));
            sentence(detail, &[kind], column)
        }
        Some(detail) => format!("{code} {}", sentence(detail, &values, column)),
    }
}

/// The sentence of a detail, with its values in place of $0 to $9.
fn sentence(detail: ErrorDetail, values: &[&str], column: WordingColumn) -> String {
    let mut parts = of_line(lines(2).nth(detail as usize), column).split('$');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        let place = letters.next().and_then(|digit| digit.to_digit(10));
        let value = place.and_then(|place| values.get(place as usize)).copied();
        text.push_str(value.unwrap_or_default());
        text.push_str(letters.as_str());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::WordingColumn::{English, Vietnamese};
    use super::*;
    use crate::{Error, ErrorCode};
    use borsh::BorshDeserialize;
    use serde_json::to_value;
    use std::collections::BTreeSet;

    /// Every variant, by the numbers that borsh gives them.
    fn all<T: BorshDeserialize>() -> impl Iterator<Item = T> {
        (0..=u8::MAX).filter_map(|number| T::try_from_slice(&[number]).ok())
    }

    fn keys(part: usize) -> Vec<&'static str> {
        lines(part).filter_map(|line| line.split('\t').next()).collect()
    }

    #[test]
    fn codes_and_details_have_their_wording_in_their_order() {
        let codes: Vec<_> = all::<ErrorCode>().map(|code| to_value(code).unwrap()).collect();
        assert_eq!(codes, keys(1));
        let details: Vec<_> = all::<ErrorDetail>().map(|detail| to_value(detail).unwrap()).collect();
        assert_eq!(details, keys(2));
    }

    /// That no kind lacks its words is a test beside each list of kinds.
    #[test]
    fn no_wording_belongs_to_a_removed_kind() {
        let readers = [
            include_str!("../read/foreign.rs"),
            include_str!("../read/zipped.rs"),
            include_str!("../read/xls/mod.rs"),
        ];
        for key in keys(3) {
            assert!(readers.iter().any(|reader| reader.contains(&format!("\"{key}\""))), "{key}");
        }
    }

    #[test]
    fn the_module_holds_english_only_for_the_codes() {
        const LENGTH: usize = without_english::<0>(BOTH.as_bytes()).1;
        let kept = without_english::<LENGTH>(BOTH.as_bytes()).0;
        let first_two = |line: &str| line.splitn(3, '\t').take(2).collect::<Vec<_>>().join("\t");
        let parts = BOTH.split("\n\n").enumerate().map(|(part, text)| match part {
            1 => text.to_owned(),
            _ => text.lines().map(first_two).collect::<Vec<_>>().join("\n"),
        });
        let expected: Vec<_> = parts.collect();
        assert_eq!(std::str::from_utf8(&kept).unwrap().trim_end(), expected.join("\n\n"));
        assert_eq!(codes().count(), lines(1).count());
    }

    #[test]
    fn no_wording_is_missing_in_either_language() {
        for line in (1..=3).flat_map(lines) {
            let columns: Vec<_> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert!(columns.iter().all(|words| !words.is_empty() && words.trim() == *words), "{line}");
        }
        assert!(lines(1).all(|line| line.matches('.').count() >= 2 && line.ends_with('.')));
    }

    #[test]
    fn both_languages_name_the_same_values() {
        let named = |text: &'static str| -> BTreeSet<_> {
            text.split('$').skip(1).filter_map(|part| part.chars().next()).collect()
        };
        for line in lines(2) {
            let [vietnamese, english] = [Vietnamese, English].map(|column| of_line(Some(line), column));
            assert_eq!(named(vietnamese), named(english), "{line}");
            let digits = ('0'..='9').take(named(english).len());
            assert_eq!(named(english), digits.collect(), "{line}");
        }
    }

    #[test]
    fn values_are_inserted_at_their_places() {
        let error = Error::new(ErrorCode::BadQuery)
            .because(ErrorDetail::OutOfRange)
            .with("size")
            .with("1")
            .with("$0");
        assert_eq!(error.message(), "Yêu cầu không hợp lệ. size: phải từ 1 đến $0.");
        assert_eq!(error.in_english(), "The question is not valid. size: must be from 1 to $0.");
        let pdf = Error::new(ErrorCode::UnsupportedFormat).because(ErrorDetail::ExportInstead).with("pdf");
        assert!(pdf.message().starts_with("Đây là tệp PDF, hoso không đọc được."));
        assert!(pdf.in_english().starts_with("This is a PDF file,"));
    }
}
