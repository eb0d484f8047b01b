//! Dossiers a block at a time: what one column says of a thousand dossiers is looked at in one short loop, and a column
//! that nobody asks for is not read.

use super::Source;
use super::group::RowFilter;
use crate::dossier::{CHUNK, Chunk, Facts};
use std::ops::Range;

/// Dossiers in a block: few enough that what is noted of them stays in the first cache.
pub const BLOCK: usize = 1 << 10;

/// Up to [`BLOCK`] dossiers that follow each other.
#[derive(Debug)]
pub struct Block<'a> {
    /// Where they are.
    pub chunk: &'a Chunk,
    /// Their places there.
    pub range: Range<usize>,
    /// Those that count and pass.
    pub marks: [bool; BLOCK],
    /// The first one's number in its table.
    first: usize,
}

impl Source<'_> {
    /// Hands over the dossiers that count.
    #[inline]
    pub fn each(&self, mut take: impl FnMut(&Facts)) {
        self.blocks(&RowFilter::default(), |block| block.each(|_, _, facts| take(facts)));
    }

    /// Hands over the dossiers that count and pass, block by block.
    #[inline]
    pub fn blocks(&self, filter: &RowFilter, mut take: impl FnMut(&Block<'_>)) {
        for (number, chunk) in self.dossiers.chunks.iter().enumerate() {
            for start in (0..chunk.len()).step_by(BLOCK) {
                let range = start..(start + BLOCK).min(chunk.len());
                let mut block = Block { chunk, range, marks: [true; BLOCK], first: number * CHUNK + start };
                self.leave_out_superseded(&mut block);
                filter.unmark(&mut block);
                take(&block);
            }
        }
    }

    fn leave_out_superseded(&self, block: &mut Block<'_>) {
        if self.live.superseded(self.table) == 0 {
            return;
        }
        for (mark, number) in block.marks.iter_mut().zip(block.first..) {
            *mark = self.live.counts(self.table, number);
        }
    }
}

impl Block<'_> {
    /// Hands over the marked dossiers, with their place in the block and their number in the table.
    #[inline]
    pub fn each(&self, mut take: impl FnMut(usize, usize, &Facts)) {
        self.chunk.each_of(self.range.clone(), |at, facts| {
            if self.marks.get(at).is_some_and(|mark| *mark) {
                take(at, self.first + at, &facts);
            }
        });
    }
}
