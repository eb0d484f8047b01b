//! The fastest splitter, for even text: as many line feeds as rows, and a carriage return before each or
//! before none. It counts line ends, which is cheaper than to mark each, and notes only whether quotes stand
//! where they may. What is not even is marked by [`super::segment`], with which tests compare this.

use super::lanes::{BLOCK, Lanes, LineEnds, padded};
use super::places::{note, within, write};

/// The marks of a segment, if it is even.
#[derive(Debug, Clone, Copy)]
pub struct Even {
    /// Number of field ends: delimiters and line feeds outside quotes.
    pub ends: usize,
    /// Number of line feeds, within quotes too.
    feeds: usize,
    /// Number of carriage returns, within quotes too.
    pub returns: usize,
    /// True if some quote neither opens nor closes a field, nor is doubled; or if some byte is NUL.
    flawed: bool,
}

impl Even {
    /// True if the line ends are as many as these rows.
    pub fn fits(&self, rows: usize) -> bool {
        !self.flawed && self.feeds == rows && (self.returns == 0 || self.returns == rows)
    }
}

/// The state that a block passes to the next one.
struct Open {
    /// All bits, if the block ends within quotes.
    inside: u64,
    /// 1 if it ends with a closing quote.
    closed: u64,
    /// 1 if a field may begin after it.
    parted: u64,
    /// Bits of quotes where none may be.
    flaws: u64,
}

/// Writes the field ends after the first entry of `ends`, and the positions of doubled quotes.
#[inline(never)]
pub fn mark(
    segment: &[u8],
    before: u32,
    delimiter: u8,
    (ends, doubled): (&mut [u32], &mut Vec<u32>),
) -> Even {
    let mut found = Even { ends: 0, feeds: 0, returns: 0, flawed: false };
    let mut open = Open { inside: 0, closed: 0, parted: 1, flaws: 0 };
    let (blocks, rest) = segment.as_chunks::<BLOCK>();
    let last = (!rest.is_empty()).then(|| padded(rest));
    let mut at = before.wrapping_add(1);
    for part in blocks.chunks(LineEnds::MOST).chain(last.as_ref().map(std::slice::from_ref)) {
        let mut line_ends = LineEnds::default();
        for block in part {
            let lanes = Lanes::of(block);
            line_ends.add(&lanes);
            let (fields, pairs) = look_at(&lanes, delimiter, &mut open);
            if pairs != 0 {
                note(pairs, at, doubled);
            }
            let room = ends.get_mut(found.ends + 1..).and_then(|room| room.first_chunk_mut());
            let Some(room) = room else { return Even { flawed: true, ..found } };
            write(fields, at, room);
            found.ends += fields.count_ones() as usize;
            at = at.wrapping_add(BLOCK as u32);
        }
        let [feeds, returns] = line_ends.counts();
        found.flawed |= line_ends.has_nul();
        (found.feeds, found.returns) = (found.feeds + feeds, found.returns + returns);
    }
    found.flawed |= open.flaws != 0;
    found
}

/// Where fields of a block end, and the second of each two quotes within quotes.
#[inline(always)]
fn look_at(lanes: &Lanes, delimiter: u8, open: &mut Open) -> (u64, u64) {
    let (quotes, parts) = (lanes.equal(b'"'), lanes.either(delimiter, b'\n'));
    if quotes | open.inside | open.closed == 0 {
        open.parted = parts >> 63;
        return (parts, 0);
    }
    let inside = within(quotes) ^ open.inside;
    let (opening, closing, parts) = (quotes & inside, quotes & !inside, parts & !inside);
    let closed = closing << 1 | open.closed;
    let pairs = opening & closed;
    open.flaws |= opening & !(parts << 1 | open.parted | closed);
    open.flaws |= closed & !(parts | pairs | lanes.equal(b'\r'));
    open.closed = closing >> 63;
    open.inside = (inside.cast_signed() >> 63).cast_unsigned();
    open.parted = parts >> 63;
    (parts, pairs)
}
