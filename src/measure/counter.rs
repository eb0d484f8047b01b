//! The count of one table: every live dossier once, into its group and the periods of its course (spec sections 4, 5
//! and 12). What happens is added where it happens, what is overdue where it begins and ends to be so, and all is summed up
//! at the close, so that a dossier costs the same however long it stayed open.

use super::block::{BLOCK, Block};
use super::cells::{Cells, GROUPS, Kept, unpacked};
use super::event::Event;
use super::group::Slots;
use super::period_counts::{DaySums, Due, PeriodCounts};
use super::question::{Group, Question, Source, merge};
use super::spread::NEAR;
use super::stock::{Stock, Whole};
use super::{Basis, Closing, Counts, Course, Dimension, Lacks, Outcome, PeriodIndex, Rules};
use crate::dossier::{Facts, NO_DAY, Take};
use crate::{Error, ErrorCode};
use std::collections::BTreeMap;

/// Groups by their keys.
#[derive(Debug, Default)]
pub struct Groups {
    /// In code point order.
    pub by_key: BTreeMap<Vec<String>, Group>,
    /// Numbers of days that their spreads hold.
    far: usize,
}

/// Most numbers of days that all spreads hold together.
const FAR: usize = 1 << 23;

/// Counts one table.
pub struct Counter<'a> {
    question: &'a Question,
    index: &'a PeriodIndex,
    slots: Slots<'a>,
    lacks: Lacks,
    cells: Cells,
    /// Those of the block at hand.
    events: Vec<Event>,
    after_as_of: u64,
}

impl<'a> Counter<'a> {
    /// Nothing counted yet.
    pub fn new(question: &'a Question, index: &'a PeriodIndex, source: &Source<'a>) -> Self {
        let slots = Slots::new(&question.by, index.len(), source, &question.rules);
        let cells = Cells::new(index.len());
        let events = Vec::with_capacity(BLOCK);
        Self { question, index, slots, lacks: source.lacks, cells, events, after_as_of: 0 }
    }

    /// Counts the marked dossiers of a block: first what each of them is, then where it counts. Stays a call: a browser swaps
    /// slow first code for fast at calls.
    #[inline(never)]
    pub fn count_block(&mut self, block: &Block<'_>) {
        if self.cells.is_full() {
            return;
        }
        let mut slots = [0; BLOCK];
        self.slots.fill(block, &mut slots);
        self.cells.reach(self.slots.len());
        let mut events = std::mem::take(&mut self.events);
        events.clear();
        let (marks, rules) = (&block.marks, self.question.rules);
        if rules.judge_as_usual() {
            let listing = Listing::<true> { marks, slots: &slots, rules, events: &mut events };
            block.chunk.each_of(block.range.clone(), listing);
        } else {
            let listing = Listing::<false> { marks, slots: &slots, rules, events: &mut events };
            block.chunk.each_of(block.range.clone(), listing);
        }
        for event in &events {
            self.count(event);
        }
        self.events = events;
    }

    #[inline(always)]
    fn count(&mut self, event: &Event) {
        let course = &event.course;
        if course.opened > self.question.rules.as_of {
            self.after_as_of += 1;
        } else if course.opened <= self.index.last() && self.question.asks_for(course) {
            match self.question.rules.basis {
                Basis::Event => self.count_events(event),
                Basis::Received => self.count_cohort(event),
            }
        }
    }

    /// Basis "event": each thing in the period it happened in.
    #[inline(always)]
    fn count_events(&mut self, event: &Event) {
        let Event { slot, course, .. } = event;
        let slot = *slot as usize;
        let carried = course.opened < self.index.first();
        let first = if carried { 0 } else { self.index.number(course.opened) };
        if course.outcome == Outcome::NotAccepted {
            if !carried {
                self.cells.change(slot, first, |cell| cell.of_level(event.level).close(event));
            }
            return;
        }
        self.count_due(event);
        if course.closed < self.index.first() {
            if course.closing == Closing::Halted {
                self.cells.change(slot, 0, PeriodCounts::halted_before);
            }
            return;
        }
        self.cells.change(slot, first, |cell| {
            let cell = cell.of_level(event.level);
            if carried { cell.carry() } else { cell.receive(event) }
        });
        let until = self.count_end(event);
        self.count_stock(slot, course, first..until);
    }

    /// Counts the end; gives the number of its period, or that of all.
    #[inline(always)]
    fn count_end(&mut self, event: &Event) -> usize {
        let (slot, course) = (event.slot as usize, &event.course);
        if course.closed > self.index.last() {
            return self.index.len();
        }
        let until = self.index.number(course.closed);
        let (known, ever) = (self.index.last_of(until), self.index.last());
        self.cells.change(slot, until, |cell| {
            cell.close(event);
            note_hand_over(cell, event, [known, ever]);
            count_days(cell, course);
        });
        self.note_days(slot, until, course);
        until
    }

    /// Counts a dossier that is open at the end of these periods.
    #[inline]
    fn count_stock(&mut self, slot: usize, course: &Course, open: std::ops::Range<usize>) {
        let closes = open.end < self.index.len();
        if course.open != Outcome::InTerm && !open.is_empty() {
            self.cells.change(slot, open.start, |cell| cell.open(course.open, 1));
            if closes {
                self.cells.change(slot, open.end, |cell| cell.open(course.open, -1));
            }
        }
        // Empty, too, where it closes by its due day; asking for that would be a guess.
        let overdue = self.index.ending_after(course.due).max(open.start)..open.end;
        if overdue.is_empty() {
            return;
        }
        self.cells.overdue(slot, overdue.start, course.due, 1);
        if closes {
            self.cells.overdue(slot, overdue.end, course.due, -1);
        }
    }

    /// Notes the days that an ended dossier took, where no place is kept for so many.
    #[inline(always)]
    fn note_days(&mut self, slot: usize, period: usize, course: &Course) {
        let days = course.end.wrapping_sub(course.opened);
        if course.has_ended() && !(0..NEAR as i32).contains(&days) {
            self.cells.note_days(slot, period, days);
        }
    }

    /// Counts the appointment in its period. What is known of it only after that period's end, the whole of the periods counts.
    #[inline(always)]
    fn count_due(&mut self, event: &Event) {
        let (slot, course) = (event.slot as usize, &event.course);
        let (due, last) = (event.due, self.index.last());
        if due == NO_DAY || due < self.question.from.unwrap_or(i32::MIN) || due > last {
            return;
        }
        if due < self.index.first() {
            // Before any dossier was received: known in none of the periods, but of the whole.
            return self.cells.change(slot, 0, |cell| cell.due_later(due_on(course, last)));
        }
        let period = self.index.number(due);
        let (now, whole) = (due_on(course, self.index.last_of(period)), due_on(course, last));
        self.cells.change(slot, period, |cell| {
            cell.of_level(event.level).due(now);
            if now != whole {
                cell.due_later(Due { all: whole.all - now.all, met: whole.met - now.met });
            }
        });
    }

    /// Basis "received": everything in the period of the received day, as it is on the as-of date.
    #[inline(always)]
    fn count_cohort(&mut self, event: &Event) {
        let (slot, course) = (event.slot as usize, &event.course);
        if course.opened < self.index.first() {
            return;
        }
        let as_of = self.question.rules.as_of;
        let Some(outcome) = course.outcome_on(as_of) else { return };
        let period = self.index.number(course.opened);
        self.cells.change(slot, period, |cell| {
            let cell = cell.of_level(event.level);
            if outcome == Outcome::NotAccepted {
                return cell.close(event);
            }
            cell.receive(event);
            if event.due != NO_DAY && event.due <= as_of {
                cell.due(due_on(course, as_of));
            }
            if outcome.is_open() {
                cell.stay_open(outcome);
            } else {
                cell.close(event);
                note_hand_over(cell, event, [as_of; 2]);
                count_days(cell, course);
            }
        });
        match outcome {
            Outcome::Overdue => self.cells.overdue(slot, period, course.due, 1),
            _ if outcome.is_ended() => self.note_days(slot, period, course),
            _ => {}
        }
    }

    /// Adds this table to the total and the groups; gives how many dossiers were received after the as-of date. Fails where
    /// that makes too many groups.
    pub fn close(mut self, total: &mut Group, groups: &mut Groups) -> Result<u64, Error> {
        if self.cells.is_full() {
            return Err(ErrorCode::TooManyGroups.into());
        }
        self.cells.finish();
        let keys = self.cells.keys();
        for run in keys.chunk_by(|one, next| unpacked(*one).0 == unpacked(*next).0) {
            let slot = run.first().map_or(0, |key| unpacked(*key).0);
            let cells: Vec<(usize, Kept<'_>)> =
                run.iter().filter_map(|key| Some((unpacked(*key).1, self.cells.of(*key)?))).collect();
            let levels = cells.iter().fold(0, |levels, (_, cell)| levels | cell.counts.levels);
            let keys = self.slots.keys(slot);
            let mut grouping = Grouping { counter: &self, keys, levels, groups: &mut *groups };
            let whole = match self.question.rules.basis {
                Basis::Event => grouping.events(&cells)?,
                Basis::Received => grouping.cohorts(&cells)?,
            };
            merge(total, &whole, self.lacks, levels);
        }
        Ok(self.after_as_of)
    }
}

/// Works out the events of a block's marked dossiers; by the default rules, or by any.
struct Listing<'a, const USUAL: bool> {
    marks: &'a [bool; BLOCK],
    slots: &'a [u32; BLOCK],
    rules: Rules,
    events: &'a mut Vec<Event>,
}

impl<const USUAL: bool> Take for Listing<'_, USUAL> {
    #[inline(always)]
    fn take(&mut self, at: usize, facts: Facts) {
        if let (Some(true), Some(slot)) = (self.marks.get(at), self.slots.get(at)) {
            let rules = if USUAL { Rules::on(self.rules.as_of) } else { self.rules };
            self.events.push(Event::of(*slot, &facts, &rules));
        }
    }
}

/// Counts the days that an ended dossier took.
#[inline(always)]
fn count_days(cell: &mut PeriodCounts, course: &Course) {
    if course.has_ended() {
        cell.handle(course.end - course.opened);
    }
}

/// Counts whether a dossier was handed over late, as far as known on the last day of its period
/// and on the last of all.
#[inline(always)]
fn note_hand_over(cell: &mut PeriodCounts, event: &Event, known: [i32; 2]) {
    let [in_period, ever] = known;
    if event.handed_over_late && event.course.has_ended() && event.returned <= ever {
        cell.hand_over_late(event.returned <= in_period);
    }
}

/// Whether an appointment that lies on or before a day counts as one, and as kept, as known on that day.
#[inline]
fn due_on(course: &Course, day: i32) -> Due {
    let closed = course.closed <= day;
    let counts = course.opened <= day && !(closed && course.keeps_no_appointment());
    Due { all: counts.into(), met: (counts && closed && course.outcome.is_timely()).into() }
}

/// Adds one slot's periods to the groups.
struct Grouping<'c, 'a> {
    counter: &'c Counter<'a>,
    keys: Vec<&'a str>,
    levels: u8,
    groups: &'c mut Groups,
}

impl Grouping<'_, '_> {
    /// Each period with its stock at the end; the result of all.
    fn events(&mut self, cells: &[(usize, Kept<'_>)]) -> Result<(Counts, DaySums), Error> {
        let Counter { question, index, .. } = self.counter;
        let (mut stock, mut whole, mut next) = (Stock::default(), Whole::default(), 0);
        for (period, cell) in cells {
            self.unchanged(&stock, next..*period)?;
            let counts = stock.step(cell, &question.rules);
            let days =
                DaySums { handled_spread: cell.took(), ..stock.days(cell.counts, index.last_of(*period)) };
            whole.add(cell.counts, &counts, &days.handled_spread);
            self.add(*period, &(counts, days))?;
            next = period + 1;
        }
        self.unchanged(&stock, next..index.len())?;
        Ok(whole.with(&stock, index.last()))
    }

    /// Periods in which nothing happens: the stock stays.
    fn unchanged(&mut self, stock: &Stock, periods: std::ops::Range<usize>) -> Result<(), Error> {
        let Counter { question, index, .. } = self.counter;
        if stock.is_empty() || question.by.is_empty() {
            return Ok(());
        }
        let nothing = PeriodCounts::default();
        for period in periods {
            let counts = stock.counts_unchanged();
            self.add(period, &(counts, stock.days(&nothing, index.last_of(period))))?;
        }
        Ok(())
    }

    fn cohorts(&mut self, cells: &[(usize, Kept<'_>)]) -> Result<(Counts, DaySums), Error> {
        let rules = &self.counter.question.rules;
        let mut whole = (Counts::default(), DaySums::default());
        for (period, cell) in cells {
            let figures = (cell.counts.cohort(rules), cell.cohort_days(rules.as_of));
            whole.0.add(&figures.0);
            whole.1.add(&figures.1);
            self.add(*period, &figures)?;
        }
        Ok(whole)
    }

    fn add(&mut self, period: usize, figures: &(Counts, DaySums)) -> Result<(), Error> {
        let Counter { question, index, lacks, .. } = self.counter;
        if question.by.is_empty() || figures.0 == Counts::default() {
            return Ok(());
        }
        let key = self.key(index.first_of(period));
        let Groups { by_key, far } = &mut *self.groups;
        *far += figures.1.overdue_spread.far() + figures.1.handled_spread.far();
        if *far > FAR || (by_key.len() >= GROUPS && !by_key.contains_key(&key)) {
            return Err(ErrorCode::TooManyGroups.into());
        }
        merge(by_key.entry(key).or_default(), figures, *lacks, self.levels);
        Ok(())
    }

    /// The keys in the order asked for, periods filled in.
    fn key(&self, day: i32) -> Vec<String> {
        let mut plain = self.keys.iter();
        let key = |dimension: &Dimension| match dimension.span() {
            Some(span) => span.key(day),
            None => plain.next().map(|key| (*key).to_owned()).unwrap_or_default(),
        };
        self.counter.question.by.iter().map(key).collect()
    }
}
