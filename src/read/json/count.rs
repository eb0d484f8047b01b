//! Counts items by their brackets and quotes alone, independently of the parser.

use super::depth::Depth;
use crate::text::bytes::split;
use std::slice::Iter;

/// Number of consecutive items in a text: values, an object's member values, or, with groups, the rows in
/// their lists. With `lines`, no item continues over the end of a line.
pub fn items(text: &[u8], lines: bool, depth: Depth) -> u64 {
    let count = |text: &[u8]| Count { rest: text.iter(), doubtful: depth.doubtful }.all(depth);
    let plain = depth.groups == 0 && !depth.doubtful;
    let of_line = |line: &[u8]| if plain && is_one_object(line) { 1 } else { count(line) };
    if lines { split(text, b'\n').map(of_line).sum() } else { count(text) }
}

/// True if a line is plainly one object: between its first byte and its last there is no other brace, and no
/// bracket that could end it early. Most lines are, and looking for these takes a fraction of the time of
/// walking the brackets.
fn is_one_object(line: &[u8]) -> bool {
    let [b'{', inner @ .., b'}'] = line.trim_ascii() else { return false };
    !inner.iter().fold(false, |found, byte| found | matches!(byte, b'{' | b'}' | b']'))
}

/// State of the count.
struct Count<'a> {
    rest: Iter<'a, u8>,
    doubtful: bool,
}

impl Count<'_> {
    fn all(&mut self, depth: Depth) -> u64 {
        let lists = depth.groups + usize::from(depth.doubtful);
        let mut items = 0;
        while !self.rest.as_slice().is_empty() {
            items += self.items(lists);
        }
        items
    }

    /// Items up to the end of their list. `lists` is how many levels of nested row lists they may hold.
    fn items(&mut self, lists: usize) -> u64 {
        let (mut items, mut word) = (0_u64, false);
        while let Some(&byte) = self.rest.next() {
            let begins = !std::mem::replace(&mut word, is_of_word(byte));
            match byte {
                b'{' => items += self.object(lists),
                b'[' | b'"' => {
                    self.skip(byte);
                    items += 1;
                }
                b']' => break,
                // The item before a colon was a key.
                b':' => items = items.saturating_sub(1),
                _ => items += u64::from(word && begins),
            }
        }
        items
    }

    /// Counts one object: one row, or as many as its lists hold.
    fn object(&mut self, lists: usize) -> u64 {
        if lists == 0 {
            self.skip(b'{');
            return 1;
        }
        let (mut depth, mut inner) = (1_usize, 0);
        while let Some(&byte) = self.rest.next() {
            match byte {
                b'[' if self.rest.as_slice().trim_ascii_start().starts_with(b"{") => {
                    inner += self.items(lists - 1)
                }
                b'[' | b'"' => self.skip(byte),
                b'{' => depth += 1,
                b'}' if depth == 1 => break,
                b'}' => depth -= 1,
                _ => {}
            }
        }
        // Lists inside a row are counted in addition to the row.
        if self.doubtful && lists == 1 { 1 + inner } else { inner.max(1) }
    }

    /// Skips the item that `begin` starts.
    fn skip(&mut self, begin: u8) {
        let mut depth = 0_usize;
        let mut byte = Some(&begin);
        while let Some(at) = byte {
            match at {
                b'"' => self.skip_string(),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
            byte = self.rest.next();
        }
    }

    fn skip_string(&mut self) {
        while let Some(byte) = self.rest.next() {
            match byte {
                b'"' => return,
                b'\\' => drop(self.rest.next()),
                _ => {}
            }
        }
    }
}

/// True for a byte of a number or word.
fn is_of_word(byte: u8) -> bool {
    !matches!(byte, b'{' | b'[' | b'"' | b'}' | b']' | b',' | b':') && !byte.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::{Count, Depth, items};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_short_cut_for_a_line_gives_the_same_count(text in r#"[{}\[\]":,a\\ \n]{0,40}"#) {
            let bracket_by_bracket = |line: &[u8]| Count { rest: line.iter(), doubtful: false }.all(Depth::default());
            let lines = text.as_bytes().split(|byte| *byte == b'\n').map(bracket_by_bracket);
            prop_assert_eq!(items(text.as_bytes(), true, Depth::default()), lines.sum::<u64>());
        }
    }

    #[test]
    fn values_are_counted_once() {
        for (text, lines, expected) in [
            ("", false, 0),
            (r#"{"a": [1, {"b": 2}]}, {"c": "}{\"["}"#, false, 2),
            (r#"[1, 2] null "x" 3.5"#, false, 4),
            (r#""0": {"a": 1}, "1": {"a": 2}"#, false, 2),
            ("{\"a\": \"x\n{\"a\": 1}\n]\n\n{\"a\": [\n", true, 3),
            ("{\n\"a\": 1\n}\n{\n}\n", false, 2),
            ("{}]{}", false, 2),
            ("{]a}\n", true, 2),
            ("{\"a\": 1}\n  {\"b\": [1, 2]}\r\n{} {}\n{\"c\": \"}{\"}\n{\"d\": \"}\n}\n{", true, 7),
        ] {
            assert_eq!(items(text.as_bytes(), lines, Depth::default()), expected, "{text}");
        }
    }

    #[test]
    fn rows_in_groups_are_counted() {
        let text = r#"{"a": [{"x": 1, "y": [{}, {}]}, 7, {"x": 2}], "b": [1, 2], "c": {"d": [ {"x": 3}]}}, {"a": []}, 5"#;
        for (groups, doubtful, expected) in
            [(0, false, 3), (1, false, 6), (2, false, 7), (0, true, 7), (1, true, 8)]
        {
            assert_eq!(
                items(text.as_bytes(), false, Depth { groups, doubtful }),
                expected,
                "{groups} {doubtful}"
            );
        }
    }
}
