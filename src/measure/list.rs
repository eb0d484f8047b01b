//! Lists: which dossiers a count is made of, and those that need looking at. A list may be a million dossiers long and is
//! read a page at a time: of each the scan makes one number, its rank over its number, and keeps only those that may
//! still be on the page.

use super::best::{Best, place};
use super::block::{BLOCK, Block};
use super::choice::choice;
use super::courses::Courses;
use super::judge::Judge;
use super::lane::{Chosen, at};
use super::question::OutcomeFilter;
use super::row_filter::RowFilter;
use super::{Outcome, Question, Rules, Source};
use crate::dossier::{IssueKind, doubt};
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
pub const DOUBTFUL: u16 = DOUBTS[0].0 | DOUBTS[1].0 | DOUBTS[2].0 | DOUBTS[3].0 | DOUBTS[4].0 | DOUBTS[5].0;

/// What these bits say is doubtful.
pub fn doubts_in(bits: u16) -> Vec<IssueKind> {
    DOUBTS.iter().filter(|(doubt, _)| bits & doubt != 0).map(|(_, kind)| *kind).collect()
}

/// The page asked for.
pub fn list(asked: &ListQuestion, sources: &[Source<'_>]) -> Page {
    let judge = Judge::new(asked);
    let mut search = Search::new(&judge);
    let mut first = 0;
    for source in sources {
        let filter = RowFilter::new(&asked.question.filter, source, &asked.question.rules);
        source.blocks(&filter, |block| search.look_through(block, source, first));
        first += source.dossiers.len();
    }
    let total = search.best.total();
    let page = search.best.page(asked.offset);
    let dossiers = page.into_iter().filter_map(|place| judge.listed(place, sources)).collect();
    Page { total, dossiers, changes: search.changes }
}

/// Looks for the dossiers asked for, block by block.
struct Search<'a> {
    judge: &'a Judge<'a>,
    asked: OutcomeFilter,
    courses: Courses,
    best: Best,
    changes: BTreeMap<(Outcome, Option<Outcome>), usize>,
}

impl<'a> Search<'a> {
    fn new(judge: &'a Judge<'a>) -> Self {
        let ListQuestion { question, outcomes, sort, offset, limit, .. } = judge.asked;
        Self {
            judge,
            asked: OutcomeFilter::of(question).and(outcomes),
            courses: Courses::new(&question.rules),
            best: Best::new(offset.saturating_add(*limit), sort.is_some()),
            changes: BTreeMap::new(),
        }
    }

    /// `first`: how many dossiers the tables before have.
    fn look_through(&mut self, block: &Block<'_>, source: &Source<'_>, first: usize) {
        self.courses.work_out(block);
        let within = self.judge.within(&self.courses, block.chosen());
        let chosen = self.asked.choose(&self.courses, within);
        if self.judge.asks_for_more() {
            return self.look_closely(block, source, first, &chosen);
        }
        let mut ranks = [0; BLOCK];
        self.judge.rank_all(&self.courses, &chosen, &mut ranks);
        let first = first + block.first;
        self.best.take(chosen.iter().map(|dossier| place(at(&ranks, dossier), first + usize::from(dossier))));
    }

    /// Looks at each by itself.
    fn look_closely(&mut self, block: &Block<'_>, source: &Source<'_>, first: usize, chosen: &Chosen) {
        for dossier in chosen.iter().map(usize::from) {
            let facts = block.chunk.facts(block.range.start + dossier);
            let Some((facts, found)) = facts.and_then(|facts| Some((facts, self.judge.wants(&facts)?)))
            else {
                continue;
            };
            let index = block.first + dossier;
            if self.judge.asked.wants_code(source.dossiers.code(index)) {
                self.best.take(std::iter::once(place(self.judge.rank(&facts, &found), first + index)));
                if let Some(other) = found.other {
                    *self.changes.entry((found.outcome, other)).or_insert(0) += 1;
                }
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

impl ListQuestion {
    fn wants_code(&self, code: &str) -> bool {
        self.code.is_empty() || capitals(code).contains(&self.code)
    }
}
