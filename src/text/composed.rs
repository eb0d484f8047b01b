//! Composes (NFC) and decomposes (NFD) text with the tables of `unicode-normalization`. The crate's iterators
//! would add the tables of compatibility forms, 60 KB that are not needed here.

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

/// Decomposes every letter (NFD), with marks in canonical order.
pub fn decomposed(text: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(text.len());
    text.chars().for_each(|letter| decompose_canonical(letter, |part| letters.push(part)));
    for marks in letters.chunk_by_mut(|_, next| canonical_combining_class(*next) > 0) {
        in_order(marks);
    }
    letters
}

/// Composes text (NFC).
pub fn composed(text: &str) -> String {
    if text.chars().all(is_composed) { text.to_owned() } else { compose_all(&decomposed(text)) }
}

/// Composes decomposed `letters`.
pub fn compose_all(letters: &[char]) -> String {
    let (mut whole, mut base, mut marks) = (String::new(), None, String::new());
    let mut before = 0;
    for &letter in letters {
        let class = canonical_combining_class(letter);
        // A mark joins the letter unless a mark of the same or a higher class comes between them.
        let free = marks.is_empty() || before < class;
        if let Some(joined) = base.filter(|_| free).and_then(|base| compose(base, letter)) {
            base = Some(joined);
            continue;
        }
        if class == 0 {
            whole.extend(base.replace(letter));
            whole.push_str(&std::mem::take(&mut marks));
        } else {
            marks.push(letter);
        }
        before = class;
    }
    whole.extend(base);
    whole + &marks
}

/// True for a character that NFC never changes, whatever its neighbours: Vietnamese, and most punctuation.
fn is_composed(letter: char) -> bool {
    matches!(letter, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}')
}

/// Sorts the marks of one letter by class, stably.
fn in_order(parts: &mut [char]) {
    let class = |part: char| u64::from(canonical_combining_class(part));
    let sorted = parts.iter().zip(parts.iter().skip(1)).all(|(one, next)| class(*one) <= class(*next));
    if sorted {
        return;
    }
    let ranked = parts.iter().zip(0_u64..).map(|(part, at)| class(*part) << 56 | at << 24 | u64::from(*part));
    let mut ranked: Vec<u64> = ranked.collect();
    ranked.sort_unstable();
    for (part, rank) in parts.iter_mut().zip(ranked) {
        *part = u32::try_from(rank & 0xff_ffff).ok().and_then(char::from_u32).unwrap_or(*part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_letter_is_as_in_unicode() {
        for letter in (0..=0x10_ffff).filter_map(char::from_u32) {
            let text = letter.to_string();
            assert_eq!(decomposed(&text), text.nfd().collect::<Vec<_>>(), "{letter:?}");
            assert_eq!(composed(&text), text.nfc().collect::<String>(), "{letter:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_as_in_unicode(text in "[aoăêĐ가각각\u{300}-\u{34f}\u{591}-\u{5bd}\u{1dce}\u{9be}\u{9c7}\u{1e00}-\u{1eff}Å .]{0,24}", any: String) {
            for text in [text, any] {
                prop_assert_eq!(decomposed(&text), text.nfd().collect::<Vec<_>>());
                prop_assert_eq!(composed(&text), text.nfc().collect::<String>());
            }
        }
    }
}
