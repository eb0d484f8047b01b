//! Walks through two sides code by code, in steps of some ten thousand rows, so that progress can be shown
//! and the walk can be stopped. Memory: two numbers for each code that several rows share, and some bits per
//! row.

use super::change::{Change, ComparedRow};
use super::pairs::Pairs;
use super::sides::{Data, Side, Sides};
use crate::dossier::{CHUNK, RowSet};
use crate::measure::{Question, Source, mark_passing};
use crate::value::{code_key, is_key};
use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// Codes per step.
const STEP: usize = CHUNK;

/// One finding. Dossiers are numbered over all tables.
#[derive(Debug, Clone, Copy)]
pub enum Found {
    /// A code that only this side has.
    Only(Side, u32),
    /// A code that both sides have once: its rows, and their differences.
    Pair((u32, u32), Change),
    /// A row whose code is blank or unusable. A table on both sides gives it twice.
    WithoutCode(Side, u32),
    /// A row of a code that occurs twice on one side.
    Twice {
        /// The row.
        row: u32,
        /// The sides it is on.
        sides: Sides,
        /// True for the first row of each code.
        first: bool,
    },
}

/// The state of the walk.
#[derive(Debug)]
pub struct Walk {
    question: Question,
    sides: Vec<Sides>,
    pairs: Pairs,
    passing: RowSet,
    /// For each table, the numbers of its units over all tables.
    units: Vec<Vec<u32>>,
    /// The tables and chunks that are on a side.
    chunks: Vec<(usize, usize)>,
}

impl Walk {
    /// Prepares the walk. `sides` has an entry for each table. A code takes part if one of its rows is within
    /// the question's days and passes its filters.
    pub fn new(question: Question, sides: Vec<Sides>, data: &Data<'_>) -> Self {
        let mut passing = data.row_set(&sides);
        let on_side = data.sources.iter().zip(&sides).filter(|(_, sides)| sides.any());
        let mut chunks = Vec::new();
        for (source, _) in on_side {
            mark_passing(&question, source, &mut passing);
            chunks.extend((0..source.dossiers.chunks.len()).map(|chunk| (source.table, chunk)));
        }
        let (pairs, units) = (Pairs::of(data, &sides), unit_numbers(data.sources));
        Self { question, sides, pairs, passing, units, chunks }
    }

    /// Number of steps.
    pub fn steps(&self) -> usize {
        self.pairs.len().div_ceil(STEP) + self.chunks.len() + 1
    }

    /// The question.
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// The sides of each table.
    pub fn sides(&self) -> &[Sides] {
        &self.sides
    }

    /// Does one step: calls `take` for every finding. All steps together find each row once.
    pub fn step(&self, step: usize, data: &Data<'_>, take: &mut dyn FnMut(&Found)) {
        let groups = self.pairs.len().div_ceil(STEP);
        if let Some(chunk) = step.checked_sub(groups) {
            match self.chunks.get(chunk) {
                Some(place) => self.look_through_chunk(*place, data, take),
                None => self.look_through_twice(data, take),
            }
        } else {
            for group in step * STEP..self.pairs.len().min((step + 1) * STEP) {
                self.look_at_group(group, data, take);
            }
        }
    }

    fn passes(&self, number: u32, data: &Data<'_>) -> bool {
        self.passing.has(data.codes.place(number))
    }

    #[inline]
    fn look_at_group(&self, group: usize, data: &Data<'_>, take: &mut dyn FnMut(&Found)) {
        match self.pairs.get(group) {
            Some((Some(before), Some(after))) => self.look_at_pair(before, after, data, take),
            Some((Some(before), None)) if self.passes(before, data) => {
                take(&Found::Only(Side::Before, before))
            }
            Some((None, Some(after))) if self.passes(after, data) => take(&Found::Only(Side::After, after)),
            _ => {}
        }
    }

    fn look_at_pair(&self, before: u32, after: u32, data: &Data<'_>, take: &mut dyn FnMut(&Found)) {
        if !self.passes(before, data) && !self.passes(after, data) {
            return;
        }
        let rows = self.row(before, data).zip(self.row(after, data));
        if let Some((one, two)) = rows {
            take(&Found::Pair((before, after), Change::of(&one, &two, &self.question)));
        }
    }

    fn row(&self, number: u32, data: &Data<'_>) -> Option<ComparedRow> {
        let (table, index) = data.codes.place(number);
        let (chunk, at) = data.sources.get(table)?.dossiers.locate(index)?;
        let facts = chunk.facts(at)?;
        let unit = self.units.get(table)?.get(facts.unit as usize).copied().unwrap_or_default();
        Some(ComparedRow { facts, unit, columns: data.columns.get(table).copied().unwrap_or_default() })
    }

    /// Processes the rows of a chunk whose code no other row has.
    fn look_through_chunk(&self, place: (usize, usize), data: &Data<'_>, take: &mut dyn FnMut(&Found)) {
        let (table, chunk) = place;
        let codes = data.sources.get(table).and_then(|source| source.dossiers.chunks.get(chunk));
        let sides = self.sides.get(table).copied().unwrap_or_default();
        let first = data.codes.number((table, chunk * CHUNK));
        for (number, (index, code)) in
            (first..).zip((chunk * CHUNK..).zip(codes.iter().flat_map(|chunk| chunk.code.iter())))
        {
            if self.pairs.grouped.has((table, index)) || !self.passing.has((table, index)) {
                continue;
            }
            if !is_key(code_key(code).as_bytes()) {
                sides.each(|side| take(&Found::WithoutCode(side, number)));
            } else if sides.before && sides.after {
                self.look_at_pair(number, number, data, take);
            } else {
                sides.each(|side| take(&Found::Only(side, number)));
            }
        }
    }

    fn look_through_twice(&self, data: &Data<'_>, take: &mut dyn FnMut(&Found)) {
        for rows in self.pairs.twice().filter(|rows| rows.iter().any(|(_, row)| self.passes(*row, data))) {
            for (at, &(_, row)) in rows.iter().enumerate() {
                let sides = self.sides.get(data.codes.place(row).0).copied().unwrap_or_default();
                take(&Found::Twice { row, sides, first: at == 0 });
            }
        }
    }
}

/// For each table, the numbers of its units over all tables: equal names have equal numbers.
pub fn unit_numbers(sources: &[Source<'_>]) -> Vec<Vec<u32>> {
    let mut known: HashMap<&str, u32, FixedState> = HashMap::default();
    let mut numbered = |name| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *known.entry(name).or_insert(next)
    };
    let names = sources.iter().map(|source| source.dossiers.units.iter());
    names.map(|names| names.map(|name| numbered(name.as_str())).collect()).collect()
}
