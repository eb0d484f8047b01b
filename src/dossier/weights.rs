//! How many dossiers each row stands for. A row of an ordinary list stands for one and takes no memory; a row
//! of lives (docs/reference.md, "Lives") stands for many.

use crate::read::limits;
use arrow_buffer::{Buffer, ScalarBuffer};

/// The number of dossiers of each row of a chunk. Without a column, each row is one dossier.
#[derive(Debug, Clone, Default)]
pub struct Weights(Option<ScalarBuffer<u32>>);

impl Weights {
    /// The column, if any row stands for more than one dossier.
    pub fn column(&self) -> Option<&[u32]> {
        self.0.as_deref()
    }

    /// How many dossiers a row stands for.
    pub fn get(&self, row: usize) -> u32 {
        self.column().map_or(1, |column| column.get(row).copied().unwrap_or_default())
    }

    /// How many dossiers the first `rows` rows stand for, which are all rows of the chunk.
    pub fn total(&self, rows: usize) -> u64 {
        self.column().map_or(rows as u64, |column| column.iter().copied().map(u64::from).sum())
    }

    /// One weight a row, each from 1 to [`limits::WEIGHT`].
    pub fn of_rows(rows: impl Iterator<Item = u32>) -> Self {
        let column: Vec<u32> = rows.map(|often| often.clamp(1, limits::WEIGHT)).collect();
        let vary = column.iter().any(|often| *often != 1);
        Self(vary.then(|| ScalarBuffer::from(column)))
    }

    /// The weights in these bytes, as they are in memory. None if a row stands for no dossier or for too
    /// many.
    pub fn of_bytes(bytes: Buffer) -> Option<Self> {
        let column = ScalarBuffer::<u32>::from(bytes);
        column.iter().all(|often| (1..=limits::WEIGHT).contains(often)).then_some(Self(Some(column)))
    }

    /// The column as bytes.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.0.as_ref().map(|column| column.inner().as_slice())
    }
}

/// Weights of a chunk that is still filled. Empty as long as each row stands for one dossier.
#[derive(Debug, Default)]
pub struct OpenWeights(Vec<u32>);

impl OpenWeights {
    /// Notes that the row after the first `before` rows stands for `often` dossiers.
    #[inline]
    pub fn note(&mut self, before: usize, often: u32) {
        if often != 1 {
            self.0.resize(before, 1);
            self.0.push(often);
        }
    }

    /// The weights of a chunk of this many rows; begins the next chunk.
    pub fn seal(&mut self, rows: usize) -> Weights {
        if self.0.is_empty() {
            return Weights::default();
        }
        let mut column = std::mem::take(&mut self.0);
        column.resize(rows, 1);
        Weights(Some(ScalarBuffer::from(column)))
    }
}
