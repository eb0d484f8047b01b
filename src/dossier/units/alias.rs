//! Aliases entered by the user: one unit stands for another in a range of days. Aliases of aliases are
//! resolved.

use crate::order::arrange;
use crate::{Error, ErrorCode, ErrorDetail};
use std::collections::BTreeMap;

/// Maximum steps to resolve all aliases: number of aliases times number of days on which one begins or ends.
const STEPS: usize = 1 << 24;

/// How units are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// True if spellings of one name are one unit.
    pub merge: bool,
    /// If two apply to one unit on the same day, the first is used.
    pub aliases: Vec<Alias>,
}

impl Default for Naming {
    fn default() -> Self {
        Self { merge: true, aliases: Vec::new() }
    }
}

/// Replaces one unit by another, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name to replace.
    pub from: String,
    /// The name to show instead.
    pub to: String,
    /// Level of the unit `to`: number of a [`crate::value::UnitLevel`]; 0 = as its dossiers say.
    pub level: u8,
    /// First received day on which it applies, or [`i32::MIN`].
    pub first: i32,
    /// Last received day on which it applies, or [`i32::MAX`].
    pub last: i32,
}

impl Alias {
    fn circle(&self) -> Error {
        let Self { from, to, .. } = self;
        Error::new(ErrorCode::BadQuery).because(ErrorDetail::AliasCycle).with(from).with(to)
    }
}

/// Aliases between unit numbers.
#[derive(Debug, Default)]
pub struct Aliases {
    /// For each replaced unit: first day, last day and the unit that replaces it.
    steps: BTreeMap<u32, Vec<(i32, i32, u32)>>,
    /// The days on which the result of an alias may change, in order; the first is [`i32::MIN`].
    days: Vec<i32>,
}

impl Aliases {
    /// Builds the aliases; `unit` returns the number of a name. Fails on a cycle, and names an alias in it.
    pub fn new(aliases: &[Alias], mut unit: impl FnMut(&str) -> u32) -> Result<Self, Error> {
        let mut found = Self { steps: BTreeMap::new(), days: vec![i32::MIN] };
        for Alias { from, to, first, last, .. } in aliases {
            found.steps.entry(unit(from)).or_default().push((*first, *last, unit(to)));
            found.days.extend([Some(*first), last.checked_add(1)].into_iter().flatten());
        }
        arrange(&mut found.days, Ord::cmp);
        found.days.dedup();
        if found.days.len().saturating_mul(aliases.len()) > STEPS {
            return Err(Error::new(ErrorCode::BadQuery).because(ErrorDetail::TooManyAliases));
        }
        let circle = aliases.iter().find(|alias| found.has_cycle(unit(&alias.from)));
        circle.map_or(Ok(found), |alias| Err(alias.circle()))
    }

    /// True if there are no aliases.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The unit that replaces this one on a day, after one alias step.
    fn next(&self, unit: u32, day: i32) -> Option<u32> {
        let holds = |(first, last, _): &&(i32, i32, u32)| (*first..=*last).contains(&day);
        self.steps.get(&unit)?.iter().find(holds).map(|(.., to)| *to)
    }

    /// True if the aliases of a unit form a cycle on any day. `slow` moves at half the speed of `fast`, so
    /// `fast` meets it in a cycle.
    fn has_cycle(&self, unit: u32) -> bool {
        self.days.iter().any(|day| {
            let (mut slow, mut fast, mut even) = (unit, unit, true);
            while let Some(next) = self.next(fast, *day) {
                (fast, even) = (next, !even);
                slow = if even { self.next(slow, *day).unwrap_or(slow) } else { slow };
                if fast == slow {
                    return true;
                }
            }
            false
        })
    }

    /// The unit after all aliases on a day.
    fn resolve(&self, mut unit: u32, day: i32) -> u32 {
        while let Some(next) = self.next(unit, day) {
            unit = next;
        }
        unit
    }

    /// The successive units after all aliases, each with the first received day on which it applies.
    pub fn in_turn(&self, unit: u32) -> Vec<(i32, u32)> {
        if !self.steps.contains_key(&unit) {
            return vec![(i32::MIN, unit)];
        }
        let mut turns: Vec<_> = self.days.iter().map(|day| (*day, self.resolve(unit, *day))).collect();
        turns.dedup_by_key(|(_, unit)| *unit);
        turns
    }

    /// The unit after all aliases if it is the same on all these days; otherwise the unit itself.
    pub fn throughout(&self, unit: u32, (first, last): (i32, i32)) -> u32 {
        let turns = self.in_turn(unit);
        let turn = turns.iter().rev().find(|(day, _)| *day <= first).map_or(unit, |(_, unit)| *unit);
        if turns.iter().any(|(day, _)| (*day > first) & (*day <= last)) { unit } else { turn }
    }
}
