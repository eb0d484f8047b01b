//! The count of one table: every live dossier once, into its group and the periods of its life (spec sections 4 and 5).
//! What happens is added where it happens, what is overdue where it begins and ends to be so, and all is summed up at the
//! close, so that a dossier costs the same however long it stayed open.

use super::block::{BLOCK, Block};
use super::cell::{Cell, end_number, intake_number, with_stock};
use super::group::Slots;
use super::scan::{Group, Question, Source, merge};
use super::{Basis, Counts, Dimension, Grid, Lacks, Life, Outcome, Rules, Waiting};
use crate::dossier::Facts;
use std::collections::BTreeMap;

/// Counts one table.
pub struct Tally<'a> {
    question: &'a Question,
    grid: &'a Grid,
    slots: Slots<'a>,
    lacks: Lacks,
    /// Rules as of the day that outcomes are filtered on.
    judged: Rules,
    /// Slot by slot, period by period.
    cells: Vec<Cell>,
    after_as_of: u64,
}

impl<'a> Tally<'a> {
    /// Nothing counted yet.
    pub fn new(question: &'a Question, grid: &'a Grid, source: &Source<'a>) -> Self {
        let as_of = match question.rules.basis {
            Basis::Event => grid.last().min(question.rules.as_of),
            Basis::Received => question.rules.as_of,
        };
        Self {
            question,
            grid,
            slots: Slots::new(&question.by, grid.periods().len(), source),
            lacks: source.lacks,
            judged: Rules { as_of, ..question.rules },
            cells: Vec::new(),
            after_as_of: 0,
        }
    }

    /// Counts the marked dossiers of a block.
    pub fn count_block(&mut self, block: &Block<'_>) {
        let mut slots = [0; BLOCK];
        self.slots.fill(block, &mut slots);
        self.cells.resize(self.slots.len() * self.grid.periods().len(), Cell::default());
        block.each(|at, _, facts| self.count(slots.get(at).map_or(0, |slot| *slot as usize), facts));
    }

    #[inline]
    fn count(&mut self, slot: usize, facts: &Facts) {
        let life = Life::of(facts, self.question.rules.clock);
        if life.opened > self.question.rules.as_of {
            self.after_as_of += 1;
        } else if life.opened <= self.grid.last() && self.asked_for(&life) {
            let row = slot * self.grid.periods().len();
            match self.question.rules.basis {
                Basis::Event => self.count_events(row, facts, &life),
                Basis::Received => self.count_cohort(row, facts, &life),
            }
        }
    }

    /// True if the dossier's outcome is one asked for.
    #[inline]
    fn asked_for(&self, life: &Life) -> bool {
        let wanted = &self.question.filter.outcomes;
        wanted.is_empty() || life.outcome(&self.judged).is_some_and(|outcome| wanted.contains(&outcome))
    }

    /// Basis "event": each thing in the period it happened in.
    #[inline]
    fn count_events(&mut self, row: usize, facts: &Facts, life: &Life) {
        let (first_day, last_day) = (self.grid.first(), self.grid.last());
        if life.closed < first_day {
            return;
        }
        let (intake, end) = (intake_number(facts), end_number(facts, life.outcome));
        let carried = life.opened < first_day;
        let first = if carried { 0 } else { self.grid.number(life.opened) };
        if life.outcome == Outcome::NotAccepted {
            if !carried {
                self.at(row + first, |cell| cell.of_level(facts.unit_level).close(end));
            }
            return;
        }
        self.at(row + first, |cell| {
            let cell = cell.of_level(facts.unit_level);
            if carried { cell.carry() } else { cell.receive(intake) }
        });
        let mut until = self.grid.periods().len();
        if life.closed <= last_day {
            until = self.grid.number(life.closed);
            self.at(row + until, |cell| cell.close(end));
        }
        if life.waits && self.question.rules.waiting == Waiting::Apart {
            self.at(row + first, Cell::wait);
        } else if life.closed > life.due {
            self.run_over(row, first..until, life.due);
        }
    }

    /// Counts a dossier that is open at the end of these periods as overdue in those that end after its due day.
    fn run_over(&mut self, row: usize, open: std::ops::Range<usize>, due: i32) {
        let overdue = self.grid.ending_after(due).max(open.start)..open.end;
        if overdue.is_empty() {
            return;
        }
        self.at(row + overdue.start, |cell| cell.overdue(1));
        if overdue.end < self.grid.periods().len() {
            self.at(row + overdue.end, |cell| cell.overdue(-1));
        }
    }

    /// Basis "received": everything in the period of the received day, as it is on the as-of date.
    #[inline]
    fn count_cohort(&mut self, row: usize, facts: &Facts, life: &Life) {
        if life.opened < self.grid.first() {
            return;
        }
        let Some(outcome) = life.outcome(&self.question.rules) else { return };
        let (intake, end) = (intake_number(facts), end_number(facts, life.outcome));
        self.at(row + self.grid.number(life.opened), |cell| {
            let cell = cell.of_level(facts.unit_level);
            if outcome != Outcome::NotAccepted {
                cell.receive(intake);
            }
            match outcome {
                Outcome::Waiting | Outcome::InTerm | Outcome::Overdue => cell.stay_open(outcome),
                _ => cell.close(end),
            }
        });
    }

    #[inline]
    fn at(&mut self, place: usize, change: impl FnOnce(&mut Cell)) {
        if let Some(cell) = self.cells.get_mut(place) {
            change(cell);
        }
    }

    /// Adds this table to the total and the groups; gives how many dossiers were received after the as-of date.
    pub fn close(self, total: &mut Group, groups: &mut BTreeMap<Vec<String>, Group>) -> u64 {
        let wide = self.grid.periods().len().max(1);
        for (slot, cells) in self.cells.chunks(wide).enumerate() {
            let levels = cells.iter().fold(0, |levels, cell| levels | cell.levels());
            let counts = match self.question.rules.basis {
                Basis::Event => with_stock(cells),
                Basis::Received => cells.iter().map(Cell::cohort).collect(),
            };
            merge(total, &self.over_periods(&counts), self.lacks, levels);
            if self.question.by.is_empty() {
                continue;
            }
            let keys = self.slots.keys(slot);
            for (counts, period) in
                counts.iter().zip(self.grid.periods()).filter(|(counts, _)| !counts.is_zero())
            {
                let group = groups.entry(self.key(&keys, period.first)).or_default();
                merge(group, counts, self.lacks, levels);
            }
        }
        self.after_as_of
    }

    /// A slot's counts over all periods.
    fn over_periods(&self, periods: &[Counts]) -> Counts {
        let mut whole = Counts::default();
        for (number, counts) in periods.iter().enumerate() {
            match self.question.rules.basis {
                Basis::Event if number > 0 => whole.then(counts),
                _ => whole.add(counts),
            }
        }
        whole
    }

    /// The keys in the order asked for, periods filled in.
    fn key(&self, plain: &[&str], day: i32) -> Vec<String> {
        let mut plain = plain.iter();
        let key = |dimension: &Dimension| match dimension.span() {
            Some(span) => span.key(day),
            None => plain.next().map(|key| (*key).to_owned()).unwrap_or_default(),
        };
        self.question.by.iter().map(key).collect()
    }
}
