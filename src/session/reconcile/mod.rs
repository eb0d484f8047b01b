//! Published figures reconciled with the dossiers, step by step: first the tables are folded, chunk by chunk,
//! then each unit is searched.

mod asked;
mod claims;
mod export;
mod list;
mod names;
mod selection;
mod unit;

pub use selection::WaySelection;

use super::Session;
use super::options::Query;
use crate::Error;
use crate::dossier::CHUNK;
use crate::measure::Lack;
use crate::reconcile::{ClassFold, ClassMarks, StatedWay};
use crate::report::{Claim, ReconciledUnit};
use asked::AskedClaims;

/// A reconciliation that is computed step by step, so that its progress can be shown. The files must not
/// change meanwhile.
#[derive(Debug)]
pub struct Reconciling {
    asked: AskedClaims,
    query: Query,
    marks: Option<ClassMarks>,
    fold: ClassFold,
    /// Tables and chunks still to be folded, in order.
    chunks: Vec<(usize, usize)>,
    next: usize,
    found: Vec<ReconciledUnit>,
}

impl Session {
    /// Finds the ways of counting that give published figures, unit by unit (docs/reference.md, "Against
    /// published figures").
    ///
    /// # Errors
    ///
    /// [`crate::ErrorCode::BadQuery`] for claims of several periods or of none, numbers out of range, and
    /// units that no dossier has; [`crate::ErrorCode::NotABoundary`] for days within the periods of lives.
    pub fn reconcile(&self, claims: &[Claim], query: &Query) -> Result<Vec<ReconciledUnit>, Error> {
        let mut reconciling = self.begin_reconcile(claims, query)?;
        while reconciling.step(self) {}
        Ok(reconciling.finish())
    }

    /// Begins a reconciliation.
    ///
    /// # Errors
    ///
    /// As [`Session::reconcile`].
    pub fn begin_reconcile(&self, claims: &[Claim], query: &Query) -> Result<Reconciling, Error> {
        let asked = AskedClaims::new(self, claims, query)?;
        self.check_stated(&asked)?;
        let tables = self.tables.iter().enumerate();
        let chunks = tables.flat_map(|(table, named)| {
            (0..named.table.dossiers.chunks.len()).map(move |chunk| (table, chunk))
        });
        Ok(Reconciling {
            marks: Some(ClassMarks::new(&self.all_dossiers(), &self.codes)),
            fold: ClassFold::new(&asked.space.stated, asked.slots.len(), &self.codes),
            chunks: if asked.slots.is_empty() { Vec::new() } else { chunks.collect() },
            asked,
            query: query.clone(),
            next: 0,
            found: Vec::new(),
        })
    }

    /// Fails if there are lives, and the claims are about days within their periods.
    fn check_stated(&self, asked: &AskedClaims) -> Result<(), Error> {
        let Some(periods) = self.lives.as_ref().filter(|_| !asked.slots.is_empty()) else { return Ok(()) };
        let StatedWay { from, to, .. } = asked.space.stated;
        periods.check_day("from", from.saturating_sub(1))?;
        periods.check_day("to", to)
    }

    /// The facts of a dossier by its number over all tables.
    pub(super) fn facts_of(&self, number: u32) -> Option<crate::dossier::Facts> {
        let (table, index) = self.codes.place(number);
        let (chunk, at) = self.tables.get(table)?.table.dossiers.locate(index)?;
        chunk.facts(at)
    }
}

impl Reconciling {
    /// Number of steps.
    pub fn steps(&self) -> usize {
        self.chunks.len() + self.asked.slots.len()
    }

    /// Does one step. Returns false if nothing was left to do.
    pub fn step(&mut self, session: &Session) -> bool {
        if self.next >= self.steps() {
            return false;
        }
        match self.chunks.get(self.next).copied() {
            Some((table, chunk)) => self.fold_chunk(session, table, chunk),
            None => self.search(session, self.next - self.chunks.len()),
        }
        self.next += 1;
        true
    }

    fn fold_chunk(&mut self, session: &Session, table: usize, chunk: usize) {
        let Self { asked, fold, marks: Some(marks), .. } = self else { return };
        let sources = session.sources();
        let Some(source) = sources.get(table) else { return };
        let slots = asked.slots_of(&source.dossiers.units);
        let filters = ClassMarks::filters(&asked.filter, source, &asked.space.rules);
        let weights = source.dossiers.chunks.get(chunk).map(|chunk| &chunk.weights);
        let is_lives = source.lacks.has(Lack::Days);
        source.each_passing(chunk, &filters, &mut |index, passes, facts| {
            let slots = slots.get(facts.unit as usize).map_or(&[][..], Vec::as_slice);
            // Lives have no codes; those that a list has too do not count, whatever the way.
            if !slots.is_empty() && (!is_lives || source.live.counts(table, index)) {
                let number = session.codes.number((table, index));
                let weight = weights.map_or(1, |weights| weights.get(index % CHUNK));
                let marks = marks.of(table, index, passes);
                fold.add(slots, number, (facts, weight), marks, source.lacks);
            }
        });
    }

    fn search(&mut self, session: &Session, slot: usize) {
        if self.marks.take().is_some() {
            self.fold.finish();
        }
        if let Some(claims) = self.asked.slots.get(slot) {
            let unit = unit::UnitInput { session, asked: &self.asked, query: &self.query, fold: &self.fold };
            self.found.push(unit.reconciled(slot, claims));
        }
    }

    /// The result, after all steps.
    pub fn finish(self) -> Vec<ReconciledUnit> {
        self.found
    }
}
