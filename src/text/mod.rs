//! Vietnamese text made comparable. Text is compared folded (no case, diacritics or punctuation; đ = d) and
//! shown as in the file, composed (NFC) with single spaces. Nothing fails: any `&str` folds.

pub mod bytes;
mod composed;
mod latin;
pub mod legacy;
mod listed;
mod syllable;

pub use composed::{compose_all, composed, decomposed};
pub use listed::listed;
pub use syllable::is_syllable;

use latin::decompose;

/// Folds to letters and digits only: `"Ngày hẹn trả (KQ)"` → `"ngayhentrakq"`. For headers.
pub fn fold(text: &str) -> String {
    fold_words(text).split(' ').collect()
}

/// Folds and separates words by one space: `"Đã trả  kết-quả"` → `"da tra ket qua"`. For values.
pub fn fold_words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for ch in text.chars() {
        if is_unseen(ch) {
            continue;
        }
        match base_letter(ch) {
            Some(letter) => folded.push(letter),
            None if is_mark(ch) || folded.ends_with(' ') || folded.is_empty() => {}
            None => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Text for display and for grouping: NFC, trimmed, with single spaces.
pub fn tidy(text: &str) -> String {
    composed(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Lower case of Vietnamese and all composed Latin letters.
pub fn lower(text: &str) -> String {
    text.chars().map(latin::lower).collect()
}

/// Text as typed on a keyboard: any blank becomes a space and any dash a hyphen; invisible characters and
/// leading apostrophes are removed.
pub fn typed(text: &str) -> String {
    let plain = |letter: char| match letter {
        blank if blank.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        other => other,
    };
    let typed: String = text.chars().filter(|letter| !is_unseen(*letter)).map(plain).collect();
    typed.trim().trim_start_matches('\'').to_owned()
}

/// True if `text` contains `words` as whole words. Both must be folded by [`fold_words`].
pub fn contains_words(text: &str, words: &str) -> bool {
    let first = words.chars().next().map_or(0, char::len_utf8);
    let mut from = 0;
    while first > 0
        && let Some(at) = text.get(from..).and_then(|rest| rest.find(words)).map(|at| from + at)
    {
        let ends = |side: Option<&str>, ends: fn(&str) -> bool| {
            side.is_none_or(|side| side.is_empty() || ends(side))
        };
        let begins_word = ends(text.get(..at), |before| before.ends_with(' '));
        if begins_word && ends(text.get(at + words.len()..), |after| after.starts_with(' ')) {
            return true;
        }
        from = at + first;
    }
    false
}

/// The lower-case letter or digit without diacritics; `None` for punctuation, spaces and marks.
fn base_letter(ch: char) -> Option<char> {
    if ch.is_ascii() {
        return ch.is_ascii_alphanumeric().then(|| ch.to_ascii_lowercase());
    }
    let mut base = ch;
    decompose(ch, &mut |part| {
        if !is_mark(part) {
            base = part;
        }
    });
    match base {
        'đ' | 'Đ' => Some('d'),
        _ if base.is_alphanumeric() => Some(latin::lower(base)),
        _ => None,
    }
}

/// True for a combining mark, as in decomposed text (NFD, windows-1258).
fn is_mark(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36f}')
}

/// True for an invisible character, which must not separate words: zero-width, soft hyphen, byte order mark.
pub fn is_unseen(ch: char) -> bool {
    matches!(ch, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{feff}')
}

/// True if text begins with a word of two letters or more: "Quá hạn 2 ngày", "chưa hẹn"; not "x" or "#N/A".
pub fn begins_with_word(text: &str) -> bool {
    text.trim_start().chars().take_while(|letter| letter.is_alphabetic()).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn folds_vietnamese_however_it_is_composed() {
        let nfd: String = "Ngày hẹn trả kết quả; Đồng Tháp".nfd().collect();
        assert_eq!(fold("Ngày hẹn trả kết quả; Đồng Tháp"), "ngayhentraketquadongthap");
        assert_eq!(fold_words(&nfd), "ngay hen tra ket qua dong thap");
        assert_eq!(fold_words("  Cơ quan/đơn vị\u{a0}\u{200b} "), "co quan don vi");
        assert_eq!(fold_words("(1)"), "1");
        assert_eq!(fold_words("—"), "");
    }

    #[test]
    fn tidies_without_folding() {
        let nfd: String = "UBND  xã\u{a0}Tân Mỹ ".nfd().collect();
        assert_eq!(tidy(&nfd), "UBND xã Tân Mỹ");
    }

    #[test]
    fn unusual_characters_become_those_of_a_keyboard() {
        assert_eq!(typed("\u{a0}05/03/2022\u{a0}17:00\u{200b} "), "05/03/2022 17:00");
        assert_eq!((typed("'1–2"), typed("\u{feff}\u{a0}")), ("1-2".to_owned(), String::new()));
    }

    #[test]
    fn only_whole_words_match() {
        assert!(contains_words("cong dan da rut ho so", "da rut"));
        assert!(!contains_words("da ruta", "da rut"));
        assert!(!contains_words("x", ""));
    }
}
