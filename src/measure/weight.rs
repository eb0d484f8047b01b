//! The weights of a block: how many dossiers each row stands for. If every row is one dossier, nothing is
//! read.

use super::block::{BLOCK, Block};
use super::lane::{Chosen, Lane, at, copy};

/// The weights of a block.
#[derive(Debug)]
pub struct BlockWeights {
    often: Lane<u32>,
    /// True if some row does not stand for one dossier.
    vary: bool,
}

impl BlockWeights {
    /// Weights of rows that are one dossier each.
    pub fn new() -> Self {
        Self { often: [1; BLOCK], vary: false }
    }

    /// Reads the weights of a block.
    #[inline(always)]
    pub fn read(&mut self, block: &Block<'_>) {
        match block.chunk.weights.column() {
            Some(column) => {
                copy(column, &block.range, &mut self.often);
                self.vary = true;
            }
            None if self.vary => *self = Self::new(),
            None => {}
        }
    }

    /// The weights, if any differs from 1.
    #[inline(always)]
    pub fn varying(&self) -> Option<&Lane<u32>> {
        self.vary.then_some(&self.often)
    }

    /// How many dossiers a row stands for.
    #[inline(always)]
    pub fn of(&self, row: u16) -> u32 {
        at(&self.often, row)
    }

    /// How many dossiers these rows stand for.
    pub fn sum(&self, rows: &Chosen) -> u64 {
        match self.varying() {
            Some(often) => rows.iter().map(|row| u64::from(at(often, row))).sum(),
            None => rows.len() as u64,
        }
    }
}

/// How many dossiers all rows of a block stand for.
pub fn total(block: &Block<'_>) -> u64 {
    let part = block.chunk.weights.column().and_then(|column| column.get(block.range.clone()));
    part.map_or(block.range.len() as u64, |often| often.iter().copied().map(u64::from).sum())
}
