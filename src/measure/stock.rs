//! What is open at each period's end, period by period, and what all periods come to.

use super::cells::Kept;
use super::period_counts::{DaySums, Due, PeriodCounts, number};
use super::{Counts, Rules};

impl Kept<'_> {
    /// Days of dossiers in a period of its own, as of a day.
    pub fn cohort_days(&self, as_of: i32) -> DaySums {
        let mut stock = Stock::default();
        stock.step_overdue(self);
        stock.days(self.event_days(), as_of)
    }
}

/// Walks through a slot's periods in order and knows what is open at each one's end.
#[derive(Debug, Clone, Default)]
pub struct Stock {
    open: u32,
    halted: u32,
    waiting: i32,
    no_due: i32,
    overdue: i32,
    overdue_since: i64,
    /// Due days of these, and how many of each.
    overdue_days: Vec<(i32, i32)>,
}

impl Stock {
    /// Takes the next period; gives its counts with the stock at its end.
    pub fn step(&mut self, cell: &Kept<'_>, rules: &Rules) -> Counts {
        self.step_overdue(cell);
        let events = cell.counts.events(rules);
        let cell = &cell.counts.seldom;
        let carried_over = self.open + cell.carried;
        self.open = (carried_over + events.received).saturating_sub(events.ended + events.stopped);
        self.halted += cell.halted_before + events.halted;
        self.waiting += cell.waiting;
        self.no_due += cell.no_due;
        Counts { carried_over, ..events }.and(&self.counts())
    }

    /// What is open.
    pub fn counts(&self) -> Counts {
        let (waiting, no_due, overdue) = (number(self.waiting), number(self.no_due), number(self.overdue));
        let pending = self.open.saturating_sub(waiting);
        let in_term = pending.saturating_sub(overdue + no_due);
        let halted_standing = self.halted;
        Counts { waiting, pending, no_due, overdue, in_term, halted_standing, ..Counts::default() }
    }

    fn step_overdue(&mut self, cell: &Kept<'_>) {
        self.overdue += cell.counts.seldom.overdue;
        self.overdue_since += cell.counts.seldom.overdue_since;
        cell.change_overdue(&mut self.overdue_days);
    }

    /// The counts of a period in which nothing happens.
    pub fn counts_unchanged(&self) -> Counts {
        Counts { carried_over: self.open, ..self.counts() }
    }

    /// The days that these are overdue on a day, with the sums of what happened in a period.
    pub fn days(&self, mut days: DaySums, last: i32) -> DaySums {
        days.overdue = i64::from(self.overdue) * i64::from(last) - self.overdue_since;
        self.overdue_days.iter().for_each(|(due, often)| days.overdue_spread.add(last - due, *often));
        days
    }

    /// True if no period that follows counts anything unless something happens in it.
    pub fn is_empty(&self) -> bool {
        self.open == 0 && self.halted == 0
    }
}

/// The counts of all periods in one, from what each counts and the stock at the end of the last.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    counts: Counts,
    due: Due,
    days: DaySums,
}

impl Whole {
    /// Adds a period by its counts; what is carried over is the first one's.
    pub fn add(&mut self, cell: &PeriodCounts, counts: &Counts, days: &DaySums) {
        self.counts.then(counts);
        self.counts.carried_over += cell.seldom.carried;
        self.due.add(cell.appointments());
        self.due.add(cell.seldom.due_later);
        self.days.add(days);
        self.days.handed_over_late += cell.seldom.handed_over_later;
    }

    /// Everything, with the stock at the end, on the last day.
    pub fn with(self, stock: &Stock, last: i32) -> (Counts, DaySums) {
        let due = (number(self.due.all), number(self.due.met));
        let mut counts = self.counts;
        counts.then(&stock.counts());
        (counts.due_in_period, counts.due_met) = due;
        let stock = stock.days(DaySums::default(), last);
        let (overdue, overdue_spread) = (stock.overdue, stock.overdue_spread);
        (counts, DaySums { overdue, overdue_spread, ..self.days })
    }
}
