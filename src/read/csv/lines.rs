//! Counts line ends in a pass of its own, independently of the splitter: the difference shows lines that the
//! splitter joined or lost.

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
    /// Counts the next bytes. Returns false and counts nothing if one of them is NUL.
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

    /// Lines so far, including a last one without a line end.
    pub fn count(&self) -> u64 {
        let open = self.last.is_some_and(|byte| !matches!(byte, b'\n' | b'\r'));
        self.ends + u64::from(open)
    }
}

/// The line ends in some bytes.
struct Found {
    ends: u64,
    before: Option<u8>,
    has_nul: bool,
}

impl Found {
    /// Counts in the next bytes, at most [`BLOCK`]. The loop has no early exit, so that it is vectorised.
    #[inline(always)]
    fn look_at(&mut self, block: &[u8]) {
        let (mut least, mut feeds, mut returns) = (u8::MAX, 0_u8, 0_u8);
        for byte in block {
            least = least.min(*byte);
            feeds += u8::from(*byte == b'\n');
            returns += u8::from(*byte == b'\r');
        }
        let pairs = if returns > 0 || self.before == Some(b'\r') { pairs(block, self.before) } else { 0 };
        self.ends += u64::from(feeds) + u64::from(returns) - u64::from(pairs);
        self.has_nul |= least == 0;
        self.before = block.last().copied().or(self.before);
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
            prop_assert!(text.as_bytes().chunks(size).all(|bytes| lines.take(bytes)));
            prop_assert!(!lines.take(b"\n\0"));
            // The ends as one kind, then the lines between them.
            let plain = text.replace("\r\n", "\n").replace('\r', "\n");
            let expected = plain.matches('\n').count() + usize::from(!plain.is_empty() && !plain.ends_with('\n'));
            prop_assert_eq!(lines.count(), expected as u64);
        }
    }
}
