//! Whole tables: their first and last day, and how many dossiers their rows stand for.

use super::columns::{Builder, Chunk, Dossiers, Sealed};
use super::facts::Facts;
use super::weights::Weights;

impl Dossiers {
    /// The earliest received day.
    pub fn earliest(&self) -> Option<i32> {
        let earliest = |chunk: &Chunk| chunk.received.iter().copied().fold(i32::MAX, i32::min);
        self.chunks.iter().map(earliest).min()
    }

    /// The latest received day.
    pub fn latest(&self) -> Option<i32> {
        let latest = |chunk: &Chunk| chunk.received.iter().copied().fold(i32::MIN, i32::max);
        self.chunks.iter().map(latest).max()
    }

    /// How many dossiers the rows stand for.
    pub fn total(&self) -> u64 {
        self.chunks.iter().map(Chunk::total).sum()
    }

    /// Sets how many dossiers each row stands for, by the row's number in its file.
    pub fn weigh(&mut self, often: impl Fn(u32) -> u32) {
        for chunk in &mut self.chunks {
            chunk.weights = Weights::of_rows(chunk.row.all().map(&often));
        }
    }

    /// A table with this one's names and the given rows, which have no code. Each row stands for the given
    /// number of dossiers with the same facts.
    pub fn folded(&self, rows: impl IntoIterator<Item = (Facts, u64)>) -> Self {
        let mut builder = Builder::default();
        rows.into_iter().for_each(|(facts, often)| builder.push_often(b"", &facts, often));
        let (units, fields, procedures) = (self.units.clone(), self.fields.clone(), self.procedures.clone());
        Self { chunks: builder.finish(), units, fields, procedures }
    }
}

impl Chunk {
    /// How many dossiers its rows stand for.
    pub fn total(&self) -> u64 {
        self.weights.total(self.len())
    }
}
