//! Names given by hand: this unit is that one, from one day to another. Aliases of aliases are followed.

use crate::{Error, ErrorCode};
use std::collections::BTreeMap;

/// Most steps that working out all aliases may take: aliases times days on which one of them begins or ends.
const STEPS: usize = 1 << 24;

/// How units are to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// Spellings of one name are one unit.
    pub merge: bool,
    /// Of two for one unit on one day the first stands.
    pub aliases: Vec<Alias>,
}

impl Default for Naming {
    fn default() -> Self {
        Self { merge: true, aliases: Vec::new() }
    }
}

/// One unit is another, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name that is not to be shown.
    pub from: String,
    /// The one that is.
    pub to: String,
    /// Level of the unit `to`: number of a [`crate::value::UnitLevel`]; 0 = as its dossiers say.
    pub level: u8,
    /// Received days for which it holds: the first, or [`i32::MIN`].
    pub first: i32,
    /// The last, or [`i32::MAX`].
    pub last: i32,
}

impl Alias {
    fn circle(&self) -> Error {
        let Self { from, to, .. } = self;
        Error::new(ErrorCode::BadQuery).detail(&format!("Tên thay thế “{from}” → “{to}” tạo thành vòng lặp."))
    }
}

/// Aliases between numbers of units.
#[derive(Debug, Default)]
pub struct Aliases {
    /// By the unit that is renamed: first and last day, and the unit that it is then.
    steps: BTreeMap<u32, Vec<(i32, i32, u32)>>,
    /// Days on which what a unit is may change, in order; the first is [`i32::MIN`].
    days: Vec<i32>,
}

impl Aliases {
    /// The aliases, with the units' numbers that `unit` gives their names. Fails on a circle, naming an alias in it.
    pub fn new(aliases: &[Alias], mut unit: impl FnMut(&str) -> u32) -> Result<Self, Error> {
        let mut found = Self { steps: BTreeMap::new(), days: vec![i32::MIN] };
        for Alias { from, to, first, last, .. } in aliases {
            found.steps.entry(unit(from)).or_default().push((*first, *last, unit(to)));
            found.days.extend([Some(*first), last.checked_add(1)].into_iter().flatten());
        }
        found.days.sort_unstable();
        found.days.dedup();
        if found.days.len().saturating_mul(aliases.len()) > STEPS {
            return Err(Error::new(ErrorCode::BadQuery).detail("Quá nhiều tên thay thế."));
        }
        let circle = aliases.iter().find(|alias| found.goes_round(unit(&alias.from)));
        circle.map_or(Ok(found), |alias| Err(alias.circle()))
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The unit that this one is on a day by the next alias.
    fn next(&self, unit: u32, day: i32) -> Option<u32> {
        let holds = |(first, last, _): &&(i32, i32, u32)| (*first..=*last).contains(&day);
        self.steps.get(&unit)?.iter().find(holds).map(|(.., to)| *to)
    }

    /// True if on some day a unit becomes itself again. The slow hand moves every other step, so it is met by the other.
    fn goes_round(&self, unit: u32) -> bool {
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

    /// The unit that this one is on a day.
    fn resolve(&self, mut unit: u32, day: i32) -> u32 {
        while let Some(next) = self.next(unit, day) {
            unit = next;
        }
        unit
    }

    /// The units that this one is, one after another, each with the first received day for which it is so.
    pub fn in_turn(&self, unit: u32) -> Vec<(i32, u32)> {
        if !self.steps.contains_key(&unit) {
            return vec![(i32::MIN, unit)];
        }
        let mut turns: Vec<_> = self.days.iter().map(|day| (*day, self.resolve(unit, *day))).collect();
        turns.dedup_by_key(|(_, unit)| *unit);
        turns
    }

    /// The unit that this one is throughout these days; itself where it changes between.
    pub fn throughout(&self, unit: u32, (first, last): (i32, i32)) -> u32 {
        let turns = self.in_turn(unit);
        let turn = turns.iter().rev().find(|(day, _)| *day <= first).map_or(unit, |(_, unit)| *unit);
        if turns.iter().any(|(day, _)| (*day > first) & (*day <= last)) { unit } else { turn }
    }
}
