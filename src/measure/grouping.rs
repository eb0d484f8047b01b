//! Builds groups from the numbers of each slot and period, and the total of all periods of a slot.

use super::cells::{GROUPS, Kept};
use super::period_counts::DaySums;
use super::question::{Group, Question, merge};
use super::stock::{Stock, Whole};
use super::{Counts, Dimension, Lacks, PeriodIndex};
use crate::{Error, ErrorCode};
use std::collections::BTreeMap;

/// Groups by key.
#[derive(Debug, Default)]
pub struct Groups {
    /// By key, in code point order.
    pub by_key: BTreeMap<Vec<String>, Group>,
    /// Number of entries in the spreads' lists of long durations.
    far: usize,
}

/// Maximum number of such entries in all spreads together.
const MOST_FAR: usize = 1 << 23;

/// Adds the periods of one slot to the groups.
pub struct Grouping<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its periods.
    pub index: &'a PeriodIndex,
    /// What the table lacks.
    pub lacks: Lacks,
    /// Keys of the slot, without the periods.
    pub keys: Vec<&'a str>,
    /// Bits of the unit levels in the slot.
    pub levels: u8,
    /// The groups to add to.
    pub groups: &'a mut Groups,
}

impl Grouping<'_> {
    /// Adds each period with its stock at the end. Returns the total of all periods.
    pub fn events(&mut self, cells: &[(usize, Kept<'_>)]) -> Result<(Counts, DaySums), Error> {
        let Self { question, index, .. } = *self;
        let (mut stock, mut whole, mut next) = (Stock::default(), Whole::default(), 0);
        for (period, cell) in cells {
            self.unchanged(&stock, next..*period)?;
            let counts = stock.step(cell, &question.rules);
            let days = cell.event_days();
            whole.add(&cell.counts, &counts, &days);
            self.add(*period, &(counts, stock.days(days, index.last_of(*period))))?;
            next = period + 1;
        }
        self.unchanged(&stock, next..index.len())?;
        Ok(whole.with(&stock, index.last()))
    }

    /// Adds periods without events: the stock does not change.
    fn unchanged(&mut self, stock: &Stock, periods: std::ops::Range<usize>) -> Result<(), Error> {
        let Self { question, index, .. } = *self;
        if stock.is_empty() || question.by.is_empty() {
            return Ok(());
        }
        for period in periods {
            let counts = stock.counts_unchanged();
            self.add(period, &(counts, stock.days(DaySums::default(), index.last_of(period))))?;
        }
        Ok(())
    }

    /// Adds each period by itself. Returns the total of all periods.
    pub fn cohorts(&mut self, cells: &[(usize, Kept<'_>)]) -> Result<(Counts, DaySums), Error> {
        let rules = &self.question.rules;
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
        let Self { question, index, lacks, .. } = *self;
        if question.by.is_empty() || figures.0 == Counts::default() {
            return Ok(());
        }
        let key = self.key(index.first_of(period));
        let Groups { by_key, far } = &mut *self.groups;
        *far += figures.1.overdue_spread.far() + figures.1.handled_spread.far();
        if *far > MOST_FAR || (by_key.len() >= GROUPS && !by_key.contains_key(&key)) {
            return Err(ErrorCode::TooManyGroups.into());
        }
        merge(by_key.entry(key).or_default(), figures, lacks, self.levels);
        Ok(())
    }

    /// The keys in the order of the question, including the periods.
    fn key(&self, day: i32) -> Vec<String> {
        let mut plain = self.keys.iter();
        let key = |dimension: &Dimension| match dimension.span() {
            Some(span) => span.key(day),
            None => plain.next().map(|key| (*key).to_owned()).unwrap_or_default(),
        };
        self.question.by.iter().map(key).collect()
    }
}
