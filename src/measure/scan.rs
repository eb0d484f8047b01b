//! The count: every live dossier once, into its group and the periods of its life (spec sections 4 and 5). What
//! happens is added where it happens, what is overdue where it begins and ends to be so, and all is summed up at the
//! close, so that a dossier costs the same however long it stayed open.

use super::block::{BLOCK, Block};
use super::cell::{Cell, with_stock};
use super::group::{Sieve, Slots};
use super::reported::{Reported, add_reported};
use super::{Basis, Counts, Dimension, Filter, Grid, Lacks, Life, Outcome, Rules, Span, Waiting};
use crate::dossier::{Dossiers, Facts, Live};
use std::collections::BTreeMap;

/// One table to count.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its dossiers.
    pub dossiers: &'a Dossiers,
    /// Its number in `live`.
    pub table: usize,
    /// Which dossiers count.
    pub live: &'a Live,
    /// Name of its file.
    pub file: &'a str,
    /// Columns it lacks.
    pub lacks: Lacks,
}

impl Source<'_> {
    /// Hands over the dossiers that count, with their number.
    #[inline]
    pub fn each(&self, mut take: impl FnMut(usize, &Facts)) {
        if self.live.superseded(self.table) == 0 {
            return self.dossiers.each(|number, facts| take(number, &facts));
        }
        self.dossiers.each(|number, facts| {
            if self.live.counts(self.table, number) {
                take(number, &facts);
            }
        });
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Dimensions of the groups, in the order of their keys.
    pub by: Vec<Dimension>,
    /// Which dossiers.
    pub filter: Filter,
    /// First day; none = from the beginning.
    pub from: Option<i32>,
    /// Last day; none = to the as-of date.
    pub to: Option<i32>,
    /// How.
    pub rules: Rules,
}

/// A group and what is counted of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Its keys, in the order asked for.
    pub key: Vec<(Dimension, String)>,
    /// Its counts.
    pub counts: Counts,
    /// Columns that a table of its dossiers lacks.
    pub lacks: Lacks,
    /// Levels of the units in it: bit n for number n of [`crate::value::UnitLevel`].
    pub levels: u8,
}

/// Everything counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// All groups in one.
    pub total: Group,
    /// By key, in code point order; only those with a count above 0.
    pub groups: Vec<Group>,
    /// Dossiers left out because they were received after the as-of date.
    pub received_after_as_of: u64,
    /// Rows of summaries that the question leaves out.
    pub summaries_outside: u64,
}

/// Counts everything asked for.
pub fn answer(question: &Question, sources: &[Source<'_>], reported: &[Reported<'_>]) -> Answer {
    let grid = grid(question, sources);
    let mut answer = Answer::default();
    let mut groups = BTreeMap::new();
    for source in sources {
        let mut tally = Tally::new(question, &grid, source);
        let sieve = Sieve::new(&question.filter, source);
        source.blocks(&sieve, |block| tally.count_block(block));
        answer.received_after_as_of += tally.after_as_of;
        tally.close(&mut answer.total, &mut groups);
    }
    answer.summaries_outside = add_reported(question, reported, &mut answer.total, &mut groups);
    let named = |(texts, group): (Vec<String>, Group)| Group {
        key: question.by.iter().copied().zip(texts).collect(),
        ..group
    };
    answer.groups = groups.into_iter().filter(|(_, group)| !group.counts.is_zero()).map(named).collect();
    answer
}

/// The periods of a question. With periods to group by and no first day, they begin with the first dossier.
fn grid(question: &Question, sources: &[Source<'_>]) -> Grid {
    let last = question.to.unwrap_or(i32::MAX).min(question.rules.as_of);
    let finest: Option<Span> = question.by.iter().filter_map(|dimension| dimension.span()).min();
    let Some(span) = finest else { return Grid::whole(question.from.unwrap_or(i32::MIN), last) };
    let earliest = sources.iter().filter_map(|source| source.dossiers.earliest()).min().unwrap_or(i32::MAX);
    // Days before the first dossier hold nothing; a far first day must not make a long grid.
    let first = question.from.map_or(earliest, |from| from.max(earliest));
    Grid::calendar(span, first, last)
}

/// Counts one table.
struct Tally<'a> {
    question: &'a Question,
    grid: &'a Grid,
    slots: Slots<'a>,
    lacks: Lacks,
    /// Rules as of the day that outcomes are filtered on.
    judged: Rules,
    /// Slot by slot, period by period.
    cells: Vec<Cell>,
    levels: Vec<u8>,
    after_as_of: u64,
}

impl<'a> Tally<'a> {
    fn new(question: &'a Question, grid: &'a Grid, source: &Source<'a>) -> Self {
        let as_of = match question.rules.basis {
            Basis::Event => grid.last().min(question.rules.as_of),
            Basis::Received => question.rules.as_of,
        };
        Self {
            question,
            grid,
            slots: Slots::new(&question.by, source),
            lacks: source.lacks,
            judged: Rules { as_of, ..question.rules },
            cells: Vec::new(),
            levels: Vec::new(),
            after_as_of: 0,
        }
    }

    fn count_block(&mut self, block: &Block<'_>) {
        let mut slots = [0; BLOCK];
        self.slots.fill(block, &mut slots);
        self.levels.resize(self.slots.len(), 0);
        self.cells.resize(self.slots.len() * self.grid.periods().len(), Cell::default());
        block.each(|at, _, facts| self.count(slots.get(at).map_or(0, |slot| *slot as usize), facts));
    }

    #[inline]
    fn count(&mut self, slot: usize, facts: &Facts) {
        let life = Life::of(facts, self.question.rules.clock);
        if life.opened > self.question.rules.as_of {
            self.after_as_of += 1;
        } else if life.opened <= self.grid.last() && self.asked_for(&life) {
            match self.question.rules.basis {
                Basis::Event => self.count_events(slot, facts, &life),
                Basis::Received => self.count_cohort(slot, facts, &life),
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
    fn count_events(&mut self, slot: usize, facts: &Facts, life: &Life) {
        let (first_day, last_day) = (self.grid.first(), self.grid.last());
        if life.closed < first_day {
            return;
        }
        let row = self.first_place(slot, facts);
        let carried = life.opened < first_day;
        let first = if carried { 0 } else { self.grid.number(life.opened) };
        if life.outcome == Outcome::NotAccepted {
            if !carried {
                self.at(row + first, |cell| cell.close(facts, life.outcome));
            }
            return;
        }
        self.at(row + first, |cell| if carried { cell.carry() } else { cell.receive(facts) });
        let mut end = self.grid.periods().len();
        if life.closed <= last_day {
            end = self.grid.number(life.closed);
            self.at(row + end, |cell| cell.close(facts, life.outcome));
        }
        if life.waits && self.question.rules.waiting == Waiting::Apart {
            self.at(row + first, Cell::wait);
        } else if life.closed > life.due {
            self.run_over(row, first..end, life.due);
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
    fn count_cohort(&mut self, slot: usize, facts: &Facts, life: &Life) {
        if life.opened < self.grid.first() {
            return;
        }
        let Some(outcome) = life.outcome(&self.question.rules) else { return };
        let place = self.first_place(slot, facts) + self.grid.number(life.opened);
        self.at(place, |cell| {
            if outcome != Outcome::NotAccepted {
                cell.receive(facts);
            }
            match outcome {
                Outcome::Waiting | Outcome::InTerm | Outcome::Overdue => cell.stay_open(outcome),
                closed => cell.close(facts, closed),
            }
        });
    }

    /// The place of a slot's first period; it holds a dossier of a unit of this level.
    #[inline]
    fn first_place(&mut self, slot: usize, facts: &Facts) -> usize {
        if let Some(levels) = self.levels.get_mut(slot) {
            *levels |= 1 << facts.unit_level;
        }
        slot * self.grid.periods().len()
    }

    #[inline]
    fn at(&mut self, place: usize, change: impl FnOnce(&mut Cell)) {
        if let Some(cell) = self.cells.get_mut(place) {
            change(cell);
        }
    }

    /// Adds this table to the total and the groups.
    fn close(self, total: &mut Group, groups: &mut BTreeMap<Vec<String>, Group>) {
        let wide = self.grid.periods().len().max(1);
        for (slot, cells) in self.cells.chunks(wide).enumerate() {
            let levels = self.levels.get(slot).copied().unwrap_or(0);
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

/// Adds to a group; what counts nothing leaves no trace.
pub fn merge(group: &mut Group, counts: &Counts, lacks: Lacks, levels: u8) {
    if counts.is_zero() {
        return;
    }
    group.counts.add(counts);
    group.lacks.add(lacks);
    group.levels |= levels;
}
