//! A set of dossiers: one bit for each, table by table.

/// A set of dossiers of several tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowSet {
    bits: Vec<Vec<u64>>,
}

impl RowSet {
    /// An empty set for tables of these lengths. A table of length 0 holds nothing.
    pub fn of_lengths(lengths: impl Iterator<Item = usize>) -> Self {
        Self { bits: lengths.map(|length| vec![0; length.div_ceil(64)]).collect() }
    }

    /// Adds a dossier, by table and index. Returns false if it was in the set already.
    #[inline]
    pub fn insert(&mut self, (table, index): (usize, usize)) -> bool {
        let word = self.bits.get_mut(table).and_then(|bits| bits.get_mut(index / 64));
        let bit = 1 << (index % 64);
        word.is_some_and(|word| {
            let is_new = *word & bit == 0;
            *word |= bit;
            is_new
        })
    }

    /// True if the dossier is in the set.
    #[inline]
    pub fn has(&self, (table, index): (usize, usize)) -> bool {
        let word = self.bits.get(table).and_then(|bits| bits.get(index / 64));
        word.is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// The bits of each table, 64 dossiers a word.
    pub fn words(&self) -> &[Vec<u64>] {
        &self.bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_enters_once() {
        let mut set = RowSet::of_lengths([65, 0].into_iter());
        assert!(set.insert((0, 64)) && !set.insert((0, 64)) && !set.insert((1, 0)) && !set.insert((2, 0)));
        assert!(set.has((0, 64)) && !set.has((0, 63)) && !set.has((1, 0)) && !set.has((0, 128)));
    }
}
