//! The open dossiers at the end of each period, and the total of all periods.

use super::cells::Kept;
use super::period_counts::{DaySums, Due, PeriodCounts, number};
use super::{Counts, Rules};

impl Kept<'_> {
    /// The sums of days for dossiers counted in their period of receipt, as of a day.
    pub fn cohort_days(&self, as_of: i32) -> DaySums {
        let mut stock = Stock::default();
        stock.step_overdue(self);
        stock.days(self.event_days(), as_of)
    }
}

/// Tracks the stock of a slot at the end of each period. Periods are processed in order.
#[derive(Debug, Clone, Default)]
pub struct Stock {
    open: u64,
    halted: u64,
    waiting: i32,
    no_due: i32,
    overdue: i32,
    overdue_since: i64,
    /// Due days of the overdue dossiers, and how many have each.
    overdue_days: Vec<(i32, i32)>,
}

impl Stock {
    /// Processes the next period and returns its counts, with the stock at its end.
    pub fn step(&mut self, cell: &Kept<'_>, rules: &Rules) -> Counts {
        self.step_overdue(cell);
        let mut counts = cell.counts.events(rules);
        let cell = cell.counts.seldom;
        counts.carried_over = self.open + u64::from(cell.carried);
        self.open = (counts.carried_over + counts.received).saturating_sub(counts.ended + counts.stopped);
        self.halted += u64::from(cell.halted_before) + counts.halted;
        self.waiting += cell.waiting;
        self.no_due += cell.no_due;
        self.set(&mut counts);
        counts
    }

    /// Sets the counts of the current stock.
    fn set(&self, counts: &mut Counts) {
        counts.waiting = number(self.waiting);
        counts.no_due = number(self.no_due);
        counts.overdue = number(self.overdue);
        counts.pending = self.open.saturating_sub(counts.waiting);
        counts.in_term = counts.pending.saturating_sub(counts.overdue + counts.no_due);
        counts.halted_standing = self.halted;
    }

    fn step_overdue(&mut self, cell: &Kept<'_>) {
        self.overdue += cell.counts.seldom.overdue;
        self.overdue_since += cell.counts.seldom.overdue_since;
        cell.change_overdue(&mut self.overdue_days);
    }

    /// The counts of a period without events.
    pub fn counts_unchanged(&self) -> Counts {
        let mut counts = Counts { carried_over: self.open, ..Counts::default() };
        self.set(&mut counts);
        counts
    }

    /// Adds to `days` how long the overdue dossiers are overdue on the day `last`.
    pub fn days(&self, mut days: DaySums, last: i32) -> DaySums {
        days.overdue = i64::from(self.overdue) * i64::from(last) - self.overdue_since;
        days.overdue_spread.reserve(self.overdue_days.len());
        self.overdue_days.iter().for_each(|(due, often)| days.overdue_spread.add(last - due, *often));
        days
    }

    /// True if later periods have counts only if something happens in them.
    pub fn is_empty(&self) -> bool {
        self.open == 0 && self.halted == 0
    }
}

/// The total of all periods, from the counts of each and the stock at the end of the last.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    counts: Counts,
    due: Due,
    days: DaySums,
}

impl Whole {
    /// Adds the counts of a period. The dossiers carried over are those of the first period.
    pub fn add(&mut self, cell: &PeriodCounts<'_>, counts: &Counts, days: &DaySums) {
        self.counts.then(counts);
        self.counts.carried_over += u64::from(cell.seldom.carried);
        self.due.add(cell.appointments());
        self.due.add(cell.seldom.due_later);
        self.days.add(days);
        self.days.handed_over_late += u64::from(cell.seldom.handed_over_later);
    }

    /// The total, with the stock at the end of the last day.
    pub fn with(self, stock: &Stock, last: i32) -> (Counts, DaySums) {
        let due = (number(self.due.all), number(self.due.met));
        let mut counts = self.counts;
        stock.set(&mut counts);
        (counts.due_in_period, counts.due_met) = due;
        let stock = stock.days(DaySums::default(), last);
        let (overdue, overdue_spread) = (stock.overdue, stock.overdue_spread);
        (counts, DaySums { overdue, overdue_spread, ..self.days })
    }
}
