//! Lists: which dossiers a count is made of, and those that need looking at. A list may be a million dossiers long and is
//! read a page at a time: the scan keeps eight bytes of each, its rank over its number, and selects the page among
//! them without sorting the rest.

use super::block::Block;
use super::choice::choice;
use super::row_filter::RowFilter;
use super::{Basis, Closing, Course, Outcome, Question, Rules, Source, end_of};
use crate::dossier::{Facts, IssueKind, NO_DAY, Take, doubt};
use crate::value::{WorkingDays, capitals};
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
    /// Only those whose code contains this, in capitals as codes are compared; "" = all.
    pub code: String,
    /// Which days count as working days late.
    pub working: WorkingDays,
    /// Order; none = as in the files. Equal ones stand as in the files.
    pub sort: Option<Sort>,
    /// The other way round; what has no such day stays last.
    pub reverse: bool,
    /// Dossiers to pass over.
    pub offset: usize,
    /// Dossiers to give.
    pub limit: usize,
}

choice! {
    /// Order of a list.
    Sort: "sort" {
        /// Latest first.
        DaysLate = "daysLate",
        /// Earliest appointment first; none last.
        Due = "due",
        /// Earliest received first.
        Received = "received",
    }
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
    /// End day (the day judged on, where overdue; the day it stopped, where returned) minus due day; none where there is nothing
    /// to compare.
    pub days_late: Option<i32>,
    /// The same in working days.
    pub working_days_late: Option<i32>,
    /// End day, and the second of it; none where it is not known of on the day judged on.
    pub ended: Option<(i32, u32)>,
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
const DOUBTS: [(u16, IssueKind); 6] = [
    (doubt::IMPOSSIBLE_DATE, IssueKind::ImpossibleDate),
    (doubt::UNKNOWN_VALUE, IssueKind::UnknownValue),
    (doubt::END_BEFORE_RECEIVED, IssueKind::EndBeforeReceived),
    (doubt::CODE_DATE, IssueKind::CodeDateDiffers),
    (doubt::ROW_WIDTH, IssueKind::RowWidth),
    (doubt::DUE_BEFORE_RECEIVED, IssueKind::DueBeforeReceived),
];

/// All of them.
const DOUBTFUL: u16 = DOUBTS[0].0 | DOUBTS[1].0 | DOUBTS[2].0 | DOUBTS[3].0 | DOUBTS[4].0 | DOUBTS[5].0;

fn doubts_in(bits: u16) -> Vec<IssueKind> {
    DOUBTS.iter().filter(|(doubt, _)| bits & doubt != 0).map(|(_, kind)| *kind).collect()
}

/// The page asked for.
pub fn list(asked: &ListQuestion, sources: &[Source<'_>]) -> Page {
    let judge = Judge::new(asked);
    let (mut places, mut changes, mut first) = (Vec::new(), BTreeMap::new(), 0);
    let usual = asked.question.rules.judge_as_usual();
    for source in sources {
        let filter = RowFilter::new(&asked.question.filter, source, &asked.question.rules);
        source.blocks(&filter, |block| {
            let (places, changes) = (&mut places, &mut changes);
            if usual {
                search(block, Search::<true> { judge: &judge, source, block, first, places, changes });
            } else {
                search(block, Search::<false> { judge: &judge, source, block, first, places, changes });
            }
        });
        first += source.dossiers.len();
    }
    let total = places.len();
    let page = select(places, asked.sort.is_some(), asked.offset, asked.limit);
    let dossiers = page.into_iter().filter_map(|place| judge.listed(place, sources)).collect();
    Page { total, dossiers, changes }
}

/// Looks through a block. Stays a call: a browser swaps slow first code for fast at calls.
#[inline(never)]
fn search<const USUAL: bool>(block: &Block<'_>, search: Search<'_, USUAL>) {
    block.chunk.each_of(block.range.clone(), search);
}

/// Finds the places of a block's dossiers that are asked for; by the default rules, or by any.
struct Search<'a, const USUAL: bool> {
    judge: &'a Judge<'a>,
    source: &'a Source<'a>,
    block: &'a Block<'a>,
    /// Dossiers of the tables before.
    first: usize,
    places: &'a mut Vec<u64>,
    changes: &'a mut BTreeMap<(Outcome, Option<Outcome>), usize>,
}

impl<const USUAL: bool> Take for Search<'_, USUAL> {
    #[inline(always)]
    fn take(&mut self, at: usize, facts: Facts) {
        if self.block.marks.get(at) == Some(&true)
            && let Some(found) = self.judge.wants::<USUAL>(&facts)
        {
            self.keep(at, self.judge.rank(&facts, &found), &found);
        }
    }
}

impl<const USUAL: bool> Search<'_, USUAL> {
    fn keep(&mut self, at: usize, rank: u32, found: &Finding) {
        let index = self.block.first + at;
        if self.judge.asked.wants_code(self.source.dossiers.code(index)) {
            self.places.push(place(rank, self.first + index));
            if let Some(other) = found.other {
                *self.changes.entry((found.outcome, other)).or_insert(0) += 1;
            }
        }
    }
}

/// The dossiers of a question that has no bounds but its groups' keys, received after the as-of date and so in no list:
/// their tables and their numbers there.
pub fn unreceived(asked: &ListQuestion, sources: &[Source<'_>]) -> Vec<(usize, usize)> {
    let Question { filter, from, to, rules, .. } = &asked.question;
    let anything = filter.outcomes.is_empty() && asked.outcomes.is_empty() && from.is_none() && to.is_none();
    let anything = anything && filter.stops.is_empty() && asked.code.is_empty();
    let plain = !asked.doubtful && asked.due_within.is_none() && asked.ended_late_by.is_none();
    let mut found = Vec::new();
    for source in sources.iter().filter(|_| anything && plain && asked.differs.is_none()) {
        let filter = RowFilter::new(filter, source, rules);
        source.blocks(&filter, |block| {
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

impl ListQuestion {
    fn wants_code(&self, code: &str) -> bool {
        self.code.is_empty() || capitals(code).contains(&self.code)
    }
}

/// A question by some rules: what bounds it, and the day that outcomes are judged on.
struct JudgingRules {
    question: Question,
    last: i32,
    as_of: i32,
}

impl JudgingRules {
    fn new(question: &Question, rules: &Rules) -> Self {
        let question = Question { rules: *rules, ..question.clone() };
        Self { last: question.last_day(), as_of: question.judged_on(), question }
    }

    /// What a dossier is; none where it is not in the period.
    #[inline(always)]
    fn outcome(&self, course: &Course) -> Option<Outcome> {
        let begins = if self.question.rules.basis == Basis::Event { course.closed } else { course.opened };
        let within = course.opened <= self.last
            && self.question.from.is_none_or(|from| begins >= from && from <= self.last);
        course.outcome_on(self.as_of).filter(|_| within)
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
    rules: JudgingRules,
    other: Option<JudgingRules>,
}

impl<'a> Judge<'a> {
    fn new(asked: &'a ListQuestion) -> Self {
        let judging = |rules| JudgingRules::new(&asked.question, rules);
        let outcomes = bits(&asked.question.filter.outcomes) & bits(&asked.outcomes);
        Self {
            asked,
            outcomes,
            rules: judging(&asked.question.rules),
            other: asked.differs.as_ref().map(judging),
        }
    }

    /// What a dossier is, where it is asked for. Most are not, and are done with after their outcome.
    #[inline(always)]
    fn wants<const USUAL: bool>(&self, facts: &Facts) -> Option<Finding> {
        let rules = self.rules.question.rules;
        let course = Course::of(facts, &if USUAL { Rules::on(rules.as_of) } else { rules });
        let outcome = self.rules.outcome(&course).filter(|outcome| self.outcomes & bit(*outcome) != 0)?;
        if !self.asked.question.filter.stops.is_empty() && !self.asked.question.asks_for(&course) {
            return None;
        }
        let days_late = self.days_late(facts, &course, outcome);
        let other = self.other.as_ref();
        let other = other.map(|other| other.outcome(&Course::of(facts, &other.question.rules)));
        let wanted = other.is_none_or(|other| other != Some(outcome))
            && self.needs_looking_at(facts, outcome, days_late);
        wanted.then_some(Finding { outcome, other, days_late })
    }

    #[inline(always)]
    fn needs_looking_at(&self, facts: &Facts, outcome: Outcome, days_late: Option<i32>) -> bool {
        let as_of = self.rules.as_of;
        let soon = |days: i32| facts.due != NO_DAY && facts.due <= as_of.saturating_add(days);
        let among = |(least, most)| days_late.is_some_and(|days| (least..=most).contains(&days));
        (!self.asked.doubtful || facts.doubts & DOUBTFUL != 0)
            && self.asked.due_within.is_none_or(|days| outcome.is_open() && soon(days))
            && self.asked.ended_late_by.is_none_or(|bounds| outcome.is_ended() && among(bounds))
    }

    #[inline(always)]
    fn days_late(&self, facts: &Facts, course: &Course, outcome: Outcome) -> Option<i32> {
        let until = match outcome {
            Outcome::Early | Outcome::OnDueDay | Outcome::Late => course.end,
            Outcome::Stopped if course.closing != Closing::Halted => course.end,
            Outcome::Overdue => self.rules.as_of,
            _ => return None,
        };
        (facts.due != NO_DAY && until != NO_DAY).then(|| until - facts.due)
    }

    /// Smaller is earlier in the list.
    #[inline(always)]
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
        let Finding { outcome, other, days_late } = self.wants::<false>(&facts)?;
        let end = end_of(&facts, &self.asked.question.rules);
        let ended = Some(end).filter(|(day, _)| *day != NO_DAY && *day <= self.rules.as_of);
        let doubts = doubts_in(facts.doubts);
        let working = |days: i32| self.asked.working.between(facts.due, facts.due.saturating_add(days));
        let working_days_late = days_late.map(working);
        Some(Listed {
            table: source.table,
            index,
            outcome,
            other,
            days_late,
            working_days_late,
            ended,
            doubts,
        })
    }
}

fn bit(outcome: Outcome) -> u16 {
    1 << outcome as u16
}

/// None listed = all.
fn bits(outcomes: &[Outcome]) -> u16 {
    if outcomes.is_empty() { u16::MAX } else { outcomes.iter().fold(0, |bits, outcome| bits | bit(*outcome)) }
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
