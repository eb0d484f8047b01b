//! Line ends counted apart from the splitter, in a pass of its own: what the splitter joins or loses shows beside it.

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Counts the lines of a text that comes in pieces. A line ends with a line feed, a carriage return, or both.
#[derive(Debug, Default)]
pub struct Lines {
    ends: u64,
    last: Option<u8>,
}

impl Lines {
    /// Takes the next bytes; false, and nothing is taken, if one of them is NUL.
    pub fn take(&mut self, bytes: &[u8]) -> bool {
        let Some(last) = bytes.last() else { return true };
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let mut found = Found { ends: 0, before: self.last, has_nul: false };
        blocks.iter().for_each(|block| found.look_at(block));
        found.look_at(rest);
        if !found.has_nul {
            (self.ends, self.last) = (self.ends + found.ends, Some(*last));
        }
        !found.has_nul
    }

    /// Lines so far; a last one without an end counts.
    pub fn count(&self) -> u64 {
        let open = self.last.is_some_and(|byte| !matches!(byte, b'\n' | b'\r'));
        self.ends + u64::from(open)
    }
}

/// What stands in some bytes.
struct Found {
    ends: u64,
    before: Option<u8>,
    has_nul: bool,
}

impl Found {
    /// Takes the next bytes, at most [`BLOCK`]. Most blocks hold letters alone. No early way out of a loop: it then runs on
    /// vectors.
    #[inline(always)]
    fn look_at(&mut self, block: &[u8]) {
        let least = block.iter().fold(u8::MAX, |least, byte| least.min(*byte));
        if least <= b'\r' || self.before == Some(b'\r') {
            self.ends += line_ends(block, self.before);
            self.has_nul |= least == 0;
        }
        self.before = block.last().copied().or(self.before);
    }
}

/// Line ends in some bytes behind this one: a line feed behind a carriage return is part of its end.
fn line_ends(bytes: &[u8], before: Option<u8>) -> u64 {
    let next = bytes.get(1..).unwrap_or_default();
    let hits = |sum: u8, hit: bool| sum.wrapping_add(hit.into());
    let ends = bytes.iter().fold(0, |sum, byte| hits(sum, *byte == b'\n' || *byte == b'\r'));
    let pairs = bytes.iter().zip(next).fold(0, |sum, pair| hits(sum, pair == (&b'\r', &b'\n')));
    let across = before == Some(b'\r') && bytes.first() == Some(&b'\n');
    u64::from(ends - pairs) - u64::from(across)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_in_any_pieces(text in "[a\n\r]{0,300}", size in 1_usize..200) {
            let mut lines = Lines::default();
            prop_assert!(text.as_bytes().chunks(size).all(|bytes| lines.take(bytes)));
            prop_assert!(!lines.take(b"\n\0"));
            // The ends as one kind, then the lines between them.
            let plain = text.replace("\r\n", "\n").replace('\r', "\n");
            let expected = plain.matches('\n').count() + usize::from(!plain.is_empty() && !plain.ends_with('\n'));
            prop_assert_eq!(lines.count(), expected as u64);
        }
    }
}
