//! Lists: the dossiers that make up a count, and those that need attention. A list may have a million
//! dossiers and is read page by page: the scan makes one number of each dossier (rank, then index) and keeps
//! only those that may be on the page.

use super::best::{Best, place};
use super::block::{BLOCK, Block};
use super::courses::Courses;
use super::judge::Judge;
use super::lane::{Chosen, at};
use super::list_question::{ListQuestion, ListedDossier};
use super::question::OutcomeFilter;
use super::row_filter::RowFilter;
use super::{Outcome, Question, Source};
use std::collections::BTreeMap;

/// A page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Number of dossiers in the whole list.
    pub total: usize,
    /// The dossiers of the page.
    pub dossiers: Vec<ListedDossier>,
    /// Where two sets of rules are compared: dossiers of the list by both outcomes.
    pub changes: BTreeMap<(Outcome, Option<Outcome>), usize>,
}

/// Returns the page that the question asks for.
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

/// Searches the tables block by block.
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

    /// `first`: the number of dossiers in the earlier tables.
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

    /// Judges each dossier by itself.
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

/// The dossiers received after the as-of date, which are in no list, if the question has no restriction but
/// group keys. Returns table and index of each.
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
