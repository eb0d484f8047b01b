//! Counts line ends in a pass of its own, independently of the splitter: the difference shows lines that the
//! splitter joined or lost. Even text needs no such pass, because its marks count them ([`super::even`]).

/// Bytes processed together: whole vectors, and few enough for a count in one byte.
const BLOCK: usize = 240;

/// Counts the lines of a text that arrives in pieces. A line ends with a line feed, a carriage return, or
/// both.
#[derive(Debug, Default)]
pub struct Lines {
    ends: u64,
    last: Option<u8>,
}

impl Lines {
    /// Counts the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        blocks.iter().for_each(|block| self.look_at(block));
        self.look_at(rest);
    }

    /// The same for bytes that are whole lines, so many.
    pub fn take_whole(&mut self, lines: usize) {
        (self.ends, self.last) = (self.ends + lines as u64, Some(b'\n'));
    }

    /// Lines so far, including a last one without a line end.
    pub fn count(&self) -> u64 {
        let open = self.last.is_some_and(|byte| !matches!(byte, b'\n' | b'\r'));
        self.ends + u64::from(open)
    }

    /// Counts in the next bytes, at most [`BLOCK`]. The loop has no early exit, so that it is vectorised.
    #[inline(always)]
    fn look_at(&mut self, block: &[u8]) {
        let (mut feeds, mut returns) = (0_u8, 0_u8);
        for byte in block {
            feeds += u8::from(*byte == b'\n');
            returns += u8::from(*byte == b'\r');
        }
        let pairs = if returns > 0 || self.last == Some(b'\r') { pairs(block, self.last) } else { 0 };
        self.ends += u64::from(feeds) + u64::from(returns) - u64::from(pairs);
        self.last = block.last().copied().or(self.last);
    }
}

/// Line feeds among at most 255 bytes that complete a carriage return before them.
fn pairs(bytes: &[u8], before: Option<u8>) -> u8 {
    let next = bytes.get(1..).unwrap_or_default();
    let is_pair = |before: u8, byte: u8| u8::from(before == b'\r') & u8::from(byte == b'\n');
    let pairs = bytes.iter().zip(next).fold(0, |sum, (before, byte)| sum + is_pair(*before, *byte));
    let across = before == Some(b'\r') && bytes.first() == Some(&b'\n');
    pairs + u8::from(across)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_in_any_pieces(text in "[a\n\r]{0,900}", size in 1_usize..600) {
            let mut lines = Lines::default();
            text.as_bytes().chunks(size).for_each(|bytes| lines.take(bytes));
            // The ends as one kind, then the lines between them.
            let plain = text.replace("\r\n", "\n").replace('\r', "\n");
            let expected = plain.matches('\n').count() + usize::from(!plain.is_empty() && !plain.ends_with('\n'));
            prop_assert_eq!(lines.count(), expected as u64);
        }
    }
}
