//! Builds groups from the numbers of each slot and period, and the total of all periods of a slot.

use super::cells::{GROUPS, Kept};
use super::group::Slots;
use super::names::{NameNumbers, ranks};
use super::pairs::Numbering;
use super::period_counts::DaySums;
use super::question::{Group, Question, merge};
use super::stock::{Stock, Whole};
use super::{Counts, Dimension, Lacks, PeriodIndex, Span};
use crate::{Error, ErrorCode};
use std::borrow::Cow;

/// Groups by key. Keys are numbers until the groups are sorted: a group is the number of a pair, the number
/// of its keys but the last, and that of its last key.
#[derive(Debug)]
pub struct Groups {
    levels: Vec<Level>,
    /// By number of their keys, without the keys themselves.
    groups: Vec<Group>,
    /// Number of entries in the spreads' lists of long durations.
    far: usize,
}

/// One dimension of the groups.
#[derive(Debug)]
struct Level {
    dimension: Dimension,
    names: NameNumbers,
    /// Number of each period's name; [`u32::MAX`] = not looked up.
    of_period: Vec<u32>,
    /// Numbers of the keys up to this one.
    numbering: Numbering,
}

/// Maximum number of entries of long durations in all spreads together.
const MOST_FAR: usize = 1 << 23;

impl Groups {
    /// No groups by these dimensions; `periods`: number of the question's periods.
    pub fn new(by: &[Dimension], periods: usize) -> Self {
        let level = |dimension: &Dimension| Level {
            dimension: *dimension,
            names: NameNumbers::new(),
            of_period: vec![u32::MAX; dimension.span().map_or(0, |_| periods)],
            numbering: Numbering::default(),
        };
        Self { levels: by.iter().map(level).collect(), groups: Vec::new(), far: 0 }
    }

    /// The number of the group with these keys, created if missing.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::TooManyGroups`] for more groups than an answer may hold.
    pub fn named<'a>(&mut self, key: &dyn Fn(Dimension) -> Cow<'a, str>) -> Result<u32, Error> {
        self.numbered(&mut |level| level.names.number(&key(level.dimension)))
    }

    /// The group with this number.
    pub fn group(&mut self, number: u32) -> Option<&mut Group> {
        self.groups.get_mut(number as usize)
    }

    /// The number of the group with the name numbers that `name` gives, created if missing.
    fn numbered(&mut self, name: &mut dyn FnMut(&mut Level) -> u32) -> Result<u32, Error> {
        let number = self.levels.iter_mut().fold(0, |before, level| {
            let name = name(level);
            level.numbering.number(before, name)
        });
        if number as usize >= self.groups.len() {
            if self.groups.len() >= GROUPS {
                return Err(ErrorCode::TooManyGroups.into());
            }
            self.groups.push(Group::default());
        }
        Ok(number)
    }

    /// The names of a slot's keys. `known` holds those looked up for the slots so far, by dimension.
    pub fn names(&mut self, slots: &Slots<'_>, slot: usize, known: &mut [Vec<u32>]) -> Vec<u32> {
        let plain = self.levels.iter_mut().filter(|level| level.dimension.span().is_none());
        let keys = plain.zip(slots.keys()).zip(known).zip(slots.numbers(slot));
        keys.map(|(((level, keys), known), key)| level.names.number_of(key, keys, known)).collect()
    }

    /// The groups with their keys, in code point order of the keys.
    pub fn finish(mut self) -> Vec<Group> {
        for (number, group) in (0..).zip(&mut self.groups) {
            group.key = key(&self.levels, number);
        }
        let order = self.order();
        if order.is_sorted() {
            return self.groups;
        }
        let group = |number: &u32| self.groups.get_mut(*number as usize).map(std::mem::take);
        order.iter().filter_map(group).collect()
    }

    /// The numbers of the groups in code point order of the keys: sorted by each key from the last to the
    /// first, where each sort keeps the order of equal ones.
    fn order(&self) -> Vec<u32> {
        let all = 0..u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        let (mut order, mut numbers): (Vec<u32>, Vec<u32>) = (all.clone().collect(), all.collect());
        for level in self.levels.iter().rev() {
            let ranks = ranks(level.names.values());
            let mut of_group = Vec::with_capacity(numbers.len());
            for number in &mut numbers {
                let (before, name) = level.numbering.pair(*number as usize);
                of_group.push(ranks.get(name as usize).copied().unwrap_or_default());
                *number = before;
            }
            order = sorted(&order, &of_group, ranks.len());
        }
        order
    }
}

/// The key of a group.
fn key(levels: &[Level], mut number: u32) -> Vec<(Dimension, String)> {
    let mut key = Vec::with_capacity(levels.len());
    for Level { dimension, names, numbering, .. } in levels.iter().rev() {
        let (before, name) = numbering.pair(number as usize);
        key.push((*dimension, names.values().get(name as usize).cloned().unwrap_or_default()));
        number = before;
    }
    key.reverse();
    key
}

/// Counting sort of numbers by the rank of each, below `count`; equal ones keep their order.
fn sorted(numbers: &[u32], ranks: &[u32], count: usize) -> Vec<u32> {
    let rank = |number: u32| ranks.get(number as usize).map_or(0, |rank| *rank as usize);
    let mut next = vec![0_usize; count];
    for number in numbers {
        next.get_mut(rank(*number)).into_iter().for_each(|count| *count += 1);
    }
    let mut before = 0;
    for place in &mut next {
        before += std::mem::replace(place, before);
    }
    let mut sorted = vec![0; numbers.len()];
    for number in numbers {
        let Some(place) = next.get_mut(rank(*number)) else { continue };
        sorted.get_mut(*place).into_iter().for_each(|there| *there = *number);
        *place += 1;
    }
    sorted
}

impl Level {
    /// The name of a period.
    fn of_period(&mut self, span: Span, period: usize, index: &PeriodIndex) -> u32 {
        let Some(known) = self.of_period.get_mut(period) else { return 0 };
        if *known == u32::MAX {
            *known = self.names.number(&span.key(index.first_of(period)));
        }
        *known
    }
}

/// Adds the periods of one slot to the groups.
pub struct Grouping<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its periods.
    pub index: &'a PeriodIndex,
    /// What the table lacks.
    pub lacks: Lacks,
    /// Name numbers of the slot's keys, without the periods.
    pub names: Vec<u32>,
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
            self.add(*period, counts, stock.days(days, index.last_of(*period)))?;
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
            let days = stock.days(DaySums::default(), index.last_of(period));
            self.add(period, stock.counts_unchanged(), days)?;
        }
        Ok(())
    }

    /// Adds each period by itself. Returns the total of all periods.
    pub fn cohorts(&mut self, cells: &[(usize, Kept<'_>)]) -> Result<(Counts, DaySums), Error> {
        let rules = &self.question.rules;
        let mut whole = (Counts::default(), DaySums::default());
        for (period, cell) in cells {
            let (counts, days) = (cell.counts.cohort(rules), cell.cohort_days(rules.as_of));
            whole.0.add(&counts);
            whole.1.add(&days);
            self.add(*period, counts, days)?;
        }
        Ok(whole)
    }

    fn add(&mut self, period: usize, counts: Counts, days: DaySums) -> Result<(), Error> {
        let Self { question, index, lacks, levels, .. } = *self;
        if question.by.is_empty() || counts.is_nothing() {
            return Ok(());
        }
        let mut plain = self.names.iter();
        let number = self.groups.numbered(&mut |level| match level.dimension.span() {
            Some(span) => level.of_period(span, period, index),
            None => plain.next().copied().unwrap_or_default(),
        })?;
        self.groups.far += days.overdue_spread.far() + days.handled_spread.far();
        if self.groups.far > MOST_FAR {
            return Err(ErrorCode::TooManyGroups.into());
        }
        if let Some(group) = self.groups.group(number) {
            merge(group, counts, days, lacks, levels);
        }
        Ok(())
    }
}
