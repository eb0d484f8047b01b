//! Processes dossiers in blocks: each column is read in a short loop over a few hundred dossiers, and columns
//! that the question does not need are not read.

pub use super::lane::BLOCK;
use super::lane::{Chosen, at};
use crate::dossier::{Chunk, Facts};
use std::ops::Range;

/// Up to [`BLOCK`] consecutive dossiers.
#[derive(Debug)]
pub struct Block<'a> {
    /// The chunk that contains them.
    pub chunk: &'a Chunk,
    /// Their indices in the chunk.
    pub range: Range<usize>,
    /// True for each dossier that counts and passes the filter.
    pub marks: [bool; BLOCK],
    /// Index of the first dossier in its table.
    pub first: usize,
}

impl Block<'_> {
    /// Returns the marked dossiers.
    pub fn chosen(&self) -> Chosen {
        let all = Chosen::first(self.range.len());
        let unmarked = self.marks.iter().fold(false, |any, mark| any | !mark);
        if unmarked { all.filter(|dossier| at(&self.marks, dossier)) } else { all }
    }

    /// Calls `take` for each marked dossier, with its index in the block and its index in the table.
    #[inline]
    pub fn each(&self, mut take: impl FnMut(usize, usize, &Facts)) {
        self.chunk.each_of(self.range.clone(), |at, facts| {
            if self.marks.get(at).is_some_and(|mark| *mark) {
                take(at, self.first + at, &facts);
            }
        });
    }
}
