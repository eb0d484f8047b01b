//! Selects the dossiers of a table that count and pass a filter, block by block.

use super::block::{BLOCK, Block};
use super::group::{keys, read_numbers};
use super::{Dimension, Filter, Rules, Source};
use crate::dossier::{CHUNK, Facts};

/// Which keys of one table pass a filter. Outcomes are not part of it.
#[derive(Debug, Default)]
pub struct RowFilter(Vec<(Dimension, Vec<bool>)>);

impl RowFilter {
    /// Translates the filter to this table's key numbers.
    pub fn new(filter: &Filter, source: &Source<'_>, rules: &Rules) -> Self {
        let filters = filter.keys.iter().map(|(dimension, wanted)| {
            let passes = keys(*dimension, source, rules)
                .iter()
                .map(|key| wanted.iter().any(|wanted| wanted == key))
                .collect();
            (*dimension, passes)
        });
        Self(filters.collect())
    }

    /// Unmarks the dossiers that do not pass.
    pub fn unmark(&self, block: &mut Block<'_>) {
        let mut numbers = [0; BLOCK];
        for (dimension, passes) in &self.0 {
            read_numbers(*dimension, block, &mut numbers);
            for (mark, key) in block.marks.iter_mut().zip(&numbers) {
                *mark &= passes.get(*key as usize).copied().unwrap_or(false);
            }
        }
    }
}

impl Source<'_> {
    /// Calls `take` for each dossier that counts.
    #[inline]
    pub fn each(&self, mut take: impl FnMut(&Facts)) {
        self.blocks(&RowFilter::default(), |block| block.each(|_, _, facts| take(facts)));
    }

    /// Calls `take` for each block, with the dossiers marked that count and pass.
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

    /// Calls `take` for each dossier of a chunk that passes one of two filters, whether it counts or not:
    /// with its index in the table, and with bit 0 or 1 set for the filters that it passes.
    pub fn each_passing(
        &self,
        number: usize,
        filters: &[RowFilter; 2],
        take: &mut dyn FnMut(usize, u8, &Facts),
    ) {
        let Some(chunk) = self.dossiers.chunks.get(number) else { return };
        for start in (0..chunk.len()).step_by(BLOCK) {
            let range = start..(start + BLOCK).min(chunk.len());
            let first = number * CHUNK + start;
            let marks = filters.each_ref().map(|filter| {
                let mut block = Block { chunk, range: range.clone(), marks: [true; BLOCK], first };
                filter.unmark(&mut block);
                block.marks
            });
            let [one, other] = &marks;
            let passes =
                |at| u8::from(one.get(at) == Some(&true)) | u8::from(other.get(at) == Some(&true)) << 1;
            chunk.each_of(range, |at, facts| match passes(at) {
                0 => {}
                passes => take(first + at, passes, &facts),
            });
        }
    }

    fn leave_out_superseded(&self, block: &mut Block<'_>) {
        if self.live.replaced_in(self.table) == 0 {
            return;
        }
        for (mark, number) in block.marks.iter_mut().zip(block.first..) {
            *mark = self.live.counts(self.table, number);
        }
    }
}
