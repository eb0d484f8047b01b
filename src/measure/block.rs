//! Dossiers a block at a time: what one column says of some hundred dossiers is looked at in one short loop, and a column
//! that nobody asks for is not read.

use super::lane::{Chosen, at};
use crate::dossier::{Chunk, Facts};
use std::ops::Range;

/// Dossiers in a block: few enough that what is noted of them stays in the first cache.
pub const BLOCK: usize = 1 << 9;

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
    pub first: usize,
}

impl Block<'_> {
    /// The marked dossiers.
    pub fn chosen(&self) -> Chosen {
        let all = Chosen::first(self.range.len());
        let unmarked = self.marks.iter().fold(false, |any, mark| any | !mark);
        if unmarked { all.filter(|dossier| at(&self.marks, dossier)) } else { all }
    }

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
