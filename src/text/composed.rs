//! Composes (NFC) and decomposes (NFD) text of Latin script; text of other scripts stays as it is.

use super::latin::{combining_class, compose, decompose};

/// Decomposes every letter (NFD), with marks in canonical order.
pub fn decomposed(text: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(text.len());
    text.chars().for_each(|letter| decompose(letter, &mut |part| letters.push(part)));
    for marks in letters.chunk_by_mut(|_, next| combining_class(*next) > 0) {
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
        let class = combining_class(letter);
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

/// True if the character is not a mark: text without marks has nothing to compose.
fn is_composed(letter: char) -> bool {
    !matches!(letter, '\u{300}'..='\u{36f}')
}

/// Sorts the marks of one letter by class, stably.
fn in_order(parts: &mut [char]) {
    let class = |part: char| u64::from(combining_class(part));
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

    proptest! {
        #[test]
        fn latin_text_is_composed_as_in_unicode(text in "[aoăêĐỗặƯ\u{300}-\u{33f}\u{346}-\u{36f}\u{c0}-\u{24f}\u{1e00}-\u{1eff} .]{0,24}") {
            prop_assert_eq!(decomposed(&text), text.nfd().collect::<Vec<_>>());
            prop_assert_eq!(composed(&text), text.nfc().collect::<String>());
        }

        #[test]
        fn composing_twice_changes_nothing(any: String) {
            let once = composed(&any);
            prop_assert_eq!(composed(&once), once.clone());
            prop_assert_eq!(once.nfc().collect::<String>(), any.nfc().collect::<String>());
        }
    }
}
