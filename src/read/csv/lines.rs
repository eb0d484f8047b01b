//! Line ends counted apart from the splitter, in a pass of its own: what the splitter joins or loses shows beside it.

/// Bytes whose hits are summed in one byte.
const BLOCK: usize = 128;

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
        let mut found = blocks.iter().fold(Found::default(), |found, block| found.and(block));
        found = found.and(rest);
        if found.has_nul {
            return false;
        }
        self.ends += found.feeds + found.returns;
        if found.returns > 0 || self.last == Some(b'\r') {
            self.ends -= self.pairs(bytes);
        }
        self.last = Some(*last);
        true
    }

    /// Carriage returns that a line feed follows: both are one end.
    fn pairs(&self, bytes: &[u8]) -> u64 {
        let across = self.last == Some(b'\r') && bytes.first() == Some(&b'\n');
        let next = bytes.get(1..).unwrap_or_default();
        let blocks = bytes.chunks(BLOCK).zip(next.chunks(BLOCK));
        let within = |(one, two): (&[u8], &[u8])| {
            let pairs = one.iter().zip(two).map(|(&one, &two)| u8::from(one == b'\r' && two == b'\n'));
            u64::from(pairs.fold(0, u8::wrapping_add))
        };
        u64::from(across) + blocks.map(within).sum::<u64>()
    }

    /// Lines so far; a last one without an end counts.
    pub fn count(&self) -> u64 {
        let open = self.last.is_some_and(|byte| !matches!(byte, b'\n' | b'\r'));
        self.ends + u64::from(open)
    }

    /// Adds lines counted elsewhere.
    pub fn skip(&mut self, lines: u64) {
        self.ends = self.ends.saturating_add(lines);
    }
}

/// What stands in some bytes.
#[derive(Default)]
struct Found {
    feeds: u64,
    returns: u64,
    has_nul: bool,
}

impl Found {
    /// With what stands in at most [`BLOCK`] bytes more.
    #[inline]
    fn and(self, block: &[u8]) -> Self {
        let count = |byte: u8| {
            let hits = block.iter().map(|&other| u8::from(other == byte));
            hits.fold(0, u8::wrapping_add)
        };
        Self {
            feeds: self.feeds + u64::from(count(b'\n')),
            returns: self.returns + u64::from(count(b'\r')),
            has_nul: self.has_nul | (count(0) > 0),
        }
    }
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
