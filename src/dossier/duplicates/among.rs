//! Decides which dossiers count if only some of the tables, or some of their dossiers, take part.

use super::{CodeIndex, Dossiers, DuplicateFilter, Duplicates, SECOND};
use crate::dossier::RowSet;

/// No dossier.
const NOBODY: u32 = u32::MAX;

impl CodeIndex {
    /// Number of codes that several dossiers have.
    pub fn groups(&self) -> usize {
        self.firsts.len()
    }

    /// Every dossier that shares its code with another, with the group of that code. Dossiers of one group
    /// are in order, those of different groups are not.
    pub fn members(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let others = self.others.iter().map(|&(marked, number)| (marked & !SECOND, number));
        (0..).zip(self.firsts.iter().copied()).chain(others)
    }

    /// The number of a dossier over all tables.
    #[inline]
    pub fn number(&self, (table, index): (usize, usize)) -> u32 {
        let start = self.tables.get(table).map_or(0, |start| start.number);
        start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl DuplicateFilter {
    /// The dossiers that count if only some tables take part. The result says nothing about the other tables.
    pub fn among(rule: Duplicates, tables: &[&Dossiers], codes: &CodeIndex, at_hand: &[bool]) -> Self {
        let mut live = Self::new(rule);
        live.follow(tables, &CodeIndex::default());
        if rule == Duplicates::Keep {
            return live;
        }
        live.winners = vec![NOBODY; codes.groups()];
        for (group, number) in codes.members() {
            if at_hand.get(codes.place(number).0).is_some_and(|at_hand| *at_hand) {
                live.enter(codes, group, number);
            }
        }
        live
    }

    fn enter(&mut self, codes: &CodeIndex, group: u32, number: u32) {
        match self.winners.get_mut(group as usize) {
            Some(winner) if *winner == NOBODY => *winner = number,
            _ => self.contest(codes, group, number),
        }
    }

    /// Only these dossiers count.
    pub fn only(rows: &RowSet, tables: &[&Dossiers]) -> Self {
        let mut live = Self::new(Duplicates::Keep);
        for (table, words) in tables.iter().zip(rows.words()) {
            let counted: u64 = words.iter().map(|word| u64::from(word.count_ones())).sum();
            live.replaced_counts.push((table.len() as u64).saturating_sub(counted));
            live.replaced.push(words.iter().map(|word| !word).collect());
        }
        live
    }
}
