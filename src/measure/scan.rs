//! The count: every live dossier once, into its group and the periods of its life (spec sections 4 and 5). What
//! happens is added where it happens; what lasts (carried over, stock) is added where it begins and taken away
//! where it ends, and summed up at the close, so that a dossier costs the same however long it stayed open.

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
        source.each(|_, facts| tally.count(facts));
        answer.received_after_as_of += tally.after_as_of;
        tally.close(&mut answer.total, &mut groups);
    }
    answer.summaries_outside = add_reported(question, reported, &mut answer.total, &mut groups);
    let groups = groups.into_values().filter(|group: &Group| !group.counts.is_zero());
    answer.groups = groups.collect();
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

/// The counts of one slot in one period, while counting.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    counts: Counts,
    /// Changes, summed up over the periods at the close.
    lasting: Lasting,
}

/// What lasts over periods.
#[derive(Debug, Clone, Copy, Default)]
struct Lasting {
    carried: i32,
    waiting: i32,
    pending: i32,
    overdue: i32,
}

/// Counts one table.
struct Tally<'a> {
    question: &'a Question,
    grid: &'a Grid,
    sieve: Sieve,
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
            sieve: Sieve::new(&question.filter, source),
            slots: Slots::new(&question.by, source),
            lacks: source.lacks,
            judged: Rules { as_of, ..question.rules },
            cells: Vec::new(),
            levels: Vec::new(),
            after_as_of: 0,
        }
    }

    #[inline]
    fn count(&mut self, facts: &Facts) {
        if !self.sieve.passes(facts) {
            return;
        }
        let life = Life::of(facts, self.question.rules.clock);
        if life.opened > self.question.rules.as_of {
            self.after_as_of += 1;
        } else if life.opened <= self.grid.last() && self.asked_for(&life) {
            match self.question.rules.basis {
                Basis::Event => self.count_events(facts, &life),
                Basis::Received => self.count_cohort(facts, &life),
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
    fn count_events(&mut self, facts: &Facts, life: &Life) {
        let (first_day, last_day) = (self.grid.first(), self.grid.last());
        if life.closed < first_day {
            return;
        }
        let row = self.open_row(facts);
        let carried = life.opened < first_day;
        let first = if carried { 0 } else { self.grid.number(life.opened) };
        if life.outcome == Outcome::NotAccepted {
            self.at(row + first, |cell| cell.counts.not_accepted += u32::from(!carried));
            return;
        }
        if !carried {
            self.at(row + first, |cell| cell.counts.receive(facts));
        }
        let ends = life.closed <= last_day;
        let end = if ends { self.grid.number(life.closed) } else { self.grid.periods().len() };
        if ends {
            self.at(row + end, |cell| cell.counts.close(facts, life.outcome));
        }
        self.last(row, first + usize::from(!carried)..end + usize::from(ends), |lasting| {
            &mut lasting.carried
        });
        self.stay(row, first..end, life);
    }

    /// The stock at the end of each of these periods.
    #[inline]
    fn stay(&mut self, row: usize, periods: std::ops::Range<usize>, life: &Life) {
        if life.waits && self.question.rules.waiting == Waiting::Apart {
            self.last(row, periods, |lasting| &mut lasting.waiting);
        } else {
            let overdue = self.grid.ending_after(life.due).max(periods.start)..periods.end;
            self.last(row, periods, |lasting| &mut lasting.pending);
            self.last(row, overdue, |lasting| &mut lasting.overdue);
        }
    }

    /// Adds one to something over a range of periods.
    #[inline]
    fn last(&mut self, row: usize, periods: std::ops::Range<usize>, part: fn(&mut Lasting) -> &mut i32) {
        if periods.is_empty() {
            return;
        }
        self.at(row + periods.start, |cell| *part(&mut cell.lasting) += 1);
        if periods.end < self.grid.periods().len() {
            self.at(row + periods.end, |cell| *part(&mut cell.lasting) -= 1);
        }
    }

    /// Basis "received": everything in the period of the received day, as it is on the as-of date.
    #[inline]
    fn count_cohort(&mut self, facts: &Facts, life: &Life) {
        if life.opened < self.grid.first() {
            return;
        }
        let Some(outcome) = life.outcome(&self.question.rules) else { return };
        let place = self.open_row(facts) + self.grid.number(life.opened);
        self.at(place, |cell| {
            let counts = &mut cell.counts;
            if outcome != Outcome::NotAccepted {
                counts.receive(facts);
            }
            match outcome {
                Outcome::Waiting => counts.waiting += 1,
                Outcome::InTerm | Outcome::Overdue => {
                    counts.pending += 1;
                    counts.overdue += u32::from(outcome == Outcome::Overdue);
                    counts.in_term += u32::from(outcome == Outcome::InTerm);
                }
                ended => counts.close(facts, ended),
            }
        });
    }

    /// The place of the dossier's slot in its first period.
    #[inline]
    fn open_row(&mut self, facts: &Facts) -> usize {
        let slot = self.slots.slot(facts);
        let wide = self.grid.periods().len();
        if slot >= self.levels.len() {
            self.levels.push(0);
            self.cells.resize((slot + 1) * wide, Cell::default());
        }
        if let Some(levels) = self.levels.get_mut(slot) {
            *levels |= 1 << facts.unit_level;
        }
        slot * wide
    }

    #[inline]
    fn at(&mut self, place: usize, change: impl FnOnce(&mut Cell)) {
        if let Some(cell) = self.cells.get_mut(place) {
            change(cell);
        }
    }

    /// Sums up what lasted, and adds this table to the total and the groups.
    fn close(mut self, total: &mut Group, groups: &mut BTreeMap<Vec<String>, Group>) {
        let wide = self.grid.periods().len().max(1);
        if self.question.rules.basis == Basis::Event {
            self.cells.chunks_mut(wide).for_each(sum_up);
        }
        for slot in 0..self.slots.len() {
            let cells = self.cells.get(slot * wide..(slot + 1) * wide).unwrap_or_default();
            let levels = self.levels.get(slot).copied().unwrap_or(0);
            let whole = self.over_periods(cells);
            merge(total, &whole, self.lacks, levels);
            if self.question.by.is_empty() {
                continue;
            }
            let keys = self.slots.keys(slot);
            for (cell, period) in cells.iter().zip(self.grid.periods()) {
                let key = self.key(&keys, period.first);
                let texts = key.iter().map(|(_, text)| text.clone()).collect();
                let group = groups.entry(texts).or_insert_with(|| Group { key, ..Group::default() });
                merge(group, &cell.counts, self.lacks, levels);
            }
        }
    }

    /// A slot's counts over all periods.
    fn over_periods(&self, cells: &[Cell]) -> Counts {
        let mut whole = Counts::default();
        for (number, cell) in cells.iter().enumerate() {
            match self.question.rules.basis {
                Basis::Event if number > 0 => whole.then(&cell.counts),
                _ => whole.add(&cell.counts),
            }
        }
        whole
    }

    /// The keys in the order asked for, periods filled in.
    fn key(&self, plain: &[(Dimension, &str)], day: i32) -> Vec<(Dimension, String)> {
        let mut plain = plain.iter();
        let key = |dimension: &Dimension| match dimension.span() {
            Some(span) => (*dimension, span.key(day)),
            None => (*dimension, plain.next().map(|(_, key)| (*key).to_owned()).unwrap_or_default()),
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

/// Turns a slot's changes into the stock of each period.
fn sum_up(cells: &mut [Cell]) {
    let mut now = Lasting::default();
    let counted = |number: i32| u32::try_from(number).unwrap_or(0);
    for Cell { counts, lasting } in cells {
        now.carried += lasting.carried;
        now.waiting += lasting.waiting;
        now.pending += lasting.pending;
        now.overdue += lasting.overdue;
        counts.carried_over = counted(now.carried);
        counts.waiting = counted(now.waiting);
        counts.pending = counted(now.pending);
        counts.overdue = counted(now.overdue);
        counts.in_term = counted(now.pending - now.overdue);
    }
}
