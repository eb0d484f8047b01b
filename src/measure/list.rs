//! Lists: which dossiers a count is made of, and those that need looking at. A list may be a million dossiers long and is
//! read a page at a time: the scan keeps eight bytes of each, its rank over its number, and selects the page among
//! them without sorting the rest.

use super::group::Sieve;
use super::{Basis, Life, Outcome, Question, Rules, Source};
use crate::dossier::{Facts, IssueKind, NO_DAY, doubt};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuestion {
    /// Which dossiers, by which rules; groups are not looked at.
    pub question: Question,
    /// Only these outcomes, of those that the question lets through; none listed = all.
    pub outcomes: Vec<Outcome>,
    /// Only those with doubtful cells.
    pub doubtful: bool,
    /// Only open ones due at most so many days after the as-of date.
    pub due_within: Option<i32>,
    /// Only ended ones so many days after the appointment, both ends included.
    pub ended_late_by: Option<(i32, i32)>,
    /// Only those that are something else by these rules, or not in the period by them.
    pub differs: Option<Rules>,
    /// Order; none = as in the files. Equal ones stand as in the files.
    pub sort: Option<Sort>,
    /// The other way round; what has no such day stays last.
    pub reverse: bool,
    /// Dossiers to pass over.
    pub offset: usize,
    /// Dossiers to give.
    pub limit: usize,
}

/// Order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sort {
    /// Latest first.
    DaysLate,
    /// Earliest appointment first; none last.
    Due,
    /// Earliest received first.
    Received,
}

/// A dossier of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its table's number.
    pub table: usize,
    /// Its number in the table.
    pub index: usize,
    /// What it is on the day the list is judged on.
    pub outcome: Outcome,
    /// What it is by the rules it was compared by: none within where it is not in the period by them.
    pub other: Option<Option<Outcome>>,
    /// End day (the day judged on, where overdue) minus due day; none where there is nothing to compare.
    pub days_late: Option<i32>,
    /// End day; none where it is not known of on the day judged on.
    pub ended: Option<i32>,
    /// What is doubtful about its cells.
    pub doubts: Vec<IssueKind>,
}

/// A page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Dossiers in the whole list.
    pub total: usize,
    /// Those of the page.
    pub dossiers: Vec<Listed>,
    /// Where two sets of rules were compared: how many of the list are what by each.
    pub changes: BTreeMap<(Outcome, Option<Outcome>), usize>,
}

/// What makes a cell doubtful as spec section 7 means it.
const DOUBTS: [(u16, IssueKind); 4] = [
    (doubt::IMPOSSIBLE_DATE, IssueKind::ImpossibleDate),
    (doubt::UNKNOWN_VALUE, IssueKind::UnknownValue),
    (doubt::END_BEFORE_RECEIVED, IssueKind::EndBeforeReceived),
    (doubt::CODE_DATE, IssueKind::CodeDateDiffers),
];

/// All of them.
const DOUBTFUL: u16 = DOUBTS[0].0 | DOUBTS[1].0 | DOUBTS[2].0 | DOUBTS[3].0;

fn doubts_in(bits: u16) -> Vec<IssueKind> {
    DOUBTS.iter().filter(|(doubt, _)| bits & doubt != 0).map(|(_, kind)| *kind).collect()
}

/// The page asked for.
pub fn list(asked: &ListQuestion, sources: &[Source<'_>]) -> Page {
    let judge = Judge::new(asked);
    let (mut places, mut changes, mut first) = (Vec::new(), BTreeMap::new(), 0);
    for source in sources {
        let sieve = Sieve::new(&asked.question.filter, source);
        source.blocks(&sieve, |block| {
            block.each(|_, index, facts| {
                let Some(found) = judge.wants(facts) else { return };
                places.push(place(judge.rank(facts, &found), first + index));
                if let Some(other) = found.other {
                    *changes.entry((found.outcome, other)).or_insert(0) += 1;
                }
            });
        });
        first += source.dossiers.len();
    }
    let total = places.len();
    let page = select(places, asked.sort.is_some(), asked.offset, asked.limit);
    let dossiers = page.into_iter().filter_map(|place| judge.listed(place, sources)).collect();
    Page { total, dossiers, changes }
}

/// The dossiers of a question that has no bounds but its groups' keys, received after the as-of date and so in no list:
/// their tables and their numbers there.
pub fn unreceived(asked: &ListQuestion, sources: &[Source<'_>]) -> Vec<(usize, usize)> {
    let Question { filter, from, to, rules, .. } = &asked.question;
    let anything = filter.outcomes.is_empty() && asked.outcomes.is_empty() && from.is_none() && to.is_none();
    let plain = !asked.doubtful && asked.due_within.is_none() && asked.ended_late_by.is_none();
    let mut found = Vec::new();
    for source in sources.iter().filter(|_| anything && plain && asked.differs.is_none()) {
        let sieve = Sieve::new(filter, source);
        source.blocks(&sieve, |block| {
            block.each(|_, index, facts| {
                if facts.received > rules.as_of {
                    found.push((source.table, index));
                }
            });
        });
    }
    found
}

/// A dossier's rank, and its number over all tables: places compare as their dossiers stand in the list.
#[inline]
fn place(rank: u32, number: usize) -> u64 {
    u64::from(rank) << 32 | u64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The page's places in their order.
fn select(mut places: Vec<u64>, sorted: bool, offset: usize, limit: usize) -> Vec<u64> {
    let end = offset.saturating_add(limit).min(places.len());
    if offset >= end {
        return Vec::new();
    }
    if sorted && end < places.len() {
        places.select_nth_unstable(end);
    }
    places.truncate(end);
    if sorted {
        places.select_nth_unstable(offset);
    }
    let mut page = places.split_off(offset);
    page.sort_unstable();
    page
}

/// A question's last day, and its rules with the day that outcomes are judged on.
#[derive(Clone, Copy)]
struct Lens {
    from: Option<i32>,
    last: i32,
    rules: Rules,
}

impl Lens {
    fn new(question: &Question, rules: &Rules) -> Self {
        let last = question.to.unwrap_or(i32::MAX).min(rules.as_of);
        let as_of = if rules.basis == Basis::Event { last } else { rules.as_of };
        Self { from: question.from, last, rules: Rules { as_of, ..*rules } }
    }

    /// What a dossier is; none where it is not in the period.
    #[inline]
    fn outcome(&self, facts: &Facts) -> Option<Outcome> {
        let life = Life::of(facts, self.rules.clock);
        let begins = if self.rules.basis == Basis::Event { life.closed } else { life.opened };
        let within = life.opened <= self.last && self.from.is_none_or(|from| begins >= from);
        life.outcome(&self.rules).filter(|_| within)
    }
}

/// What is found out of a dossier that is asked for.
struct Finding {
    outcome: Outcome,
    other: Option<Option<Outcome>>,
    days_late: Option<i32>,
}

/// Looks at one dossier after the other.
struct Judge<'a> {
    asked: &'a ListQuestion,
    /// Bit n: the outcome of number n is asked for.
    outcomes: u16,
    lens: Lens,
    other: Option<Lens>,
}

impl<'a> Judge<'a> {
    fn new(asked: &'a ListQuestion) -> Self {
        let lens = |rules| Lens::new(&asked.question, rules);
        let outcomes = bits(&asked.question.filter.outcomes) & bits(&asked.outcomes);
        Self { asked, outcomes, lens: lens(&asked.question.rules), other: asked.differs.as_ref().map(lens) }
    }

    /// What a dossier is, where it is asked for. Most are not, and are done with after their outcome.
    #[inline(always)]
    fn wants(&self, facts: &Facts) -> Option<Finding> {
        let outcome = self.lens.outcome(facts).filter(|outcome| self.outcomes & bit(*outcome) != 0)?;
        let days_late = self.days_late(facts, outcome);
        let other = self.other.map(|lens| lens.outcome(facts));
        let wanted = other.is_none_or(|other| other != Some(outcome))
            && self.needs_looking_at(facts, outcome, days_late);
        wanted.then_some(Finding { outcome, other, days_late })
    }

    #[inline]
    fn needs_looking_at(&self, facts: &Facts, outcome: Outcome, days_late: Option<i32>) -> bool {
        let as_of = self.lens.rules.as_of;
        let soon = |days: i32| facts.due != NO_DAY && facts.due <= as_of.saturating_add(days);
        let among = |(least, most)| days_late.is_some_and(|days| (least..=most).contains(&days));
        (!self.asked.doubtful || facts.doubts & DOUBTFUL != 0)
            && self.asked.due_within.is_none_or(|days| is_open(outcome) && soon(days))
            && self.asked.ended_late_by.is_none_or(|bounds| !is_open(outcome) && among(bounds))
    }

    #[inline]
    fn days_late(&self, facts: &Facts, outcome: Outcome) -> Option<i32> {
        let until = match outcome {
            Outcome::Early | Outcome::OnDueDay | Outcome::Late => facts.end().0,
            Outcome::Overdue => self.lens.rules.as_of,
            _ => return None,
        };
        (facts.due != NO_DAY).then(|| until - facts.due)
    }

    /// Smaller is earlier in the list.
    #[inline]
    fn rank(&self, facts: &Facts, found: &Finding) -> u32 {
        let (value, falling) = match self.asked.sort {
            None => return 0,
            Some(Sort::DaysLate) => (found.days_late, true),
            Some(Sort::Due) => (Some(facts.due).filter(|due| *due != NO_DAY), false),
            Some(Sort::Received) => (Some(facts.received), false),
        };
        let Some(value) = value else { return u32::MAX };
        let rising = value.cast_unsigned() ^ (1 << 31);
        if falling == self.asked.reverse { rising } else { !rising }
    }

    /// The dossier of a place.
    fn listed(&self, place: u64, sources: &[Source<'_>]) -> Option<Listed> {
        let mut index = (place & u64::from(u32::MAX)) as usize;
        let holds = |source: &&Source<'_>| {
            let length = source.dossiers.len();
            let here = index < length;
            index -= if here { 0 } else { length };
            here
        };
        let source = sources.iter().find(holds)?;
        let (chunk, at) = source.dossiers.locate(index)?;
        let facts = chunk.facts(at)?;
        let Finding { outcome, other, days_late } = self.wants(&facts)?;
        let (end, _) = facts.end();
        let ended = (end != NO_DAY && end <= self.lens.rules.as_of).then_some(end);
        let doubts = doubts_in(facts.doubts);
        Some(Listed { table: source.table, index, outcome, other, days_late, ended, doubts })
    }
}

fn bit(outcome: Outcome) -> u16 {
    1 << outcome as u16
}

/// None listed = all.
fn bits(outcomes: &[Outcome]) -> u16 {
    if outcomes.is_empty() { u16::MAX } else { outcomes.iter().fold(0, |bits, outcome| bits | bit(*outcome)) }
}

fn is_open(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::InTerm | Outcome::Overdue | Outcome::Waiting)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Any page is what sorting everything would give.
    #[test]
    fn a_page_is_selected_as_if_all_were_sorted() {
        let ranked: Vec<u64> = (0..1_000).map(|n| place(n * 7_919 % 13, n as usize)).collect();
        let plain: Vec<u64> = (0..1_000).map(|n| place(0, n)).collect();
        let mut sorted = ranked.clone();
        sorted.sort_unstable();
        for (offset, limit) in
            [(0, 0), (0, 1), (0, 10), (495, 10), (990, 10), (990, 50), (999, 1), (1_000, 5), (5, usize::MAX)]
        {
            let page = |all: &[u64]| all.iter().skip(offset).take(limit).copied().collect::<Vec<_>>();
            assert_eq!(select(ranked.clone(), true, offset, limit), page(&sorted), "{offset} {limit}");
            assert_eq!(select(plain.clone(), false, offset, limit), page(&plain), "{offset} {limit}");
        }
    }
}
