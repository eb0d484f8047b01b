//! Doubled quotes of text tables made single.

use super::row::{Row, bare};
use crate::text::bytes::split;

/// Room for a record whose quotes are single.
#[derive(Debug, Default)]
pub struct Single {
    text: Vec<u8>,
    ends: Vec<u32>,
}

impl Single {
    /// A record of `text`, given as to [`Row::of_fields`], with one of each two quotes within quotes.
    pub fn row(&mut self, number: u32, text: &[u8], start: usize, ends: &[u32]) -> Row<'_> {
        self.text.clear();
        self.ends.clear();
        let mut from = start;
        for (number, &end) in (1..).zip(ends) {
            match text.get(from..end as usize).unwrap_or_default() {
                quoted @ [b'"', ..] => self.quoted(bare(Some(quoted), number == ends.len())),
                plain => self.text.extend_from_slice(plain),
            }
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
            self.text.push(b',');
            from = end as usize + 1;
        }
        Row::of_fields(number, &self.text, 0, &self.ends)
    }

    /// The content of a quoted field, with each pair of quotes made single.
    #[inline(never)]
    pub fn field(&mut self, inner: &[u8]) -> &[u8] {
        self.text.clear();
        self.add(inner);
        &self.text
    }

    fn quoted(&mut self, inner: &[u8]) {
        self.text.push(b'"');
        self.add(inner);
        self.text.push(b'"');
    }

    fn add(&mut self, inner: &[u8]) {
        // Splitting at quotes gives an empty piece between the two quotes of a pair: every second piece
        // stands for one.
        for (number, piece) in split(inner, b'"').enumerate() {
            self.text.extend_from_slice(if number % 2 == 1 { b"\"" } else { piece });
        }
    }
}
