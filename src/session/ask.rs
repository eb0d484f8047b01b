//! Questions put to a session: summaries and lists.

use super::options::{DossierQuery, Query, Settings, StatedRules, day};
use super::{Named, Session};
use crate::measure::{Dimension, Filter, ListQuestion, Listed, Outcome, Question, Rules, answer, list};
use crate::report::{
    Change, DossierPage, DossierRow, Judging, RulesReport, Summary, iso, summary, time_of_day,
};
use crate::target::{Scope, TargetSet};
use crate::{Error, ErrorCode};

/// Most rows that one page of a list gives.
const PAGE: usize = 10_000;

impl Session {
    /// Counts, rates and gaps, of everything and by group.
    pub fn summarize(&self, query: &Query) -> Result<Summary, Error> {
        let question = self.question(query)?;
        query.targets.iter().try_for_each(TargetSet::check)?;
        let targets = query.targets.as_ref().or(self.settings.targets.as_ref());
        let only = |dimension| match question.filter.keys.get(&dimension).map(Vec::as_slice) {
            Some([one]) => Some(one.as_str()),
            _ => None,
        };
        let scope = Scope { unit: only(Dimension::Unit), unit_level: only(Dimension::UnitLevel) };
        let judging = Judging { rules: &question.rules, targets, scope, supposed: query.suppose };
        summary(answer(&question, &self.sources(), &self.reported()), judging)
    }

    /// One page of a list of dossiers.
    pub fn dossiers(&self, query: &DossierQuery) -> Result<DossierPage, Error> {
        let mut asked = self.list_question(query)?;
        asked.limit = asked.limit.min(PAGE);
        let page = list(&asked, &self.sources());
        let rows = page.dossiers.iter().filter_map(|listed| self.dossier_row(listed)).collect();
        let change = |((outcome, other_outcome), count)| Change { outcome, other_outcome, count };
        let changes = asked.differs.map(|_| page.changes.into_iter().map(change).collect());
        Ok(DossierPage { total: page.total, rows, changes })
    }

    pub(super) fn list_question(&self, query: &DossierQuery) -> Result<ListQuestion, Error> {
        let question = self.question(&query.query)?;
        let differs = query.differs.as_ref().map(|stated| altered(&question.rules, stated)).transpose()?;
        Ok(ListQuestion {
            question,
            outcomes: query.outcome.clone().unwrap_or_default(),
            doubtful: query.doubtful == Some(true),
            due_within: query.due_within,
            ended_late_by: query.ended_late_by,
            differs,
            sort: query.sort,
            reverse: query.reverse == Some(true),
            offset: query.offset,
            limit: query.limit,
        })
    }

    fn question(&self, query: &Query) -> Result<Question, Error> {
        let rules = altered(&self.rules(), &query.rules)?;
        let mut by: Vec<Dimension> = Vec::new();
        for dimension in query.by.iter().flatten() {
            if !by.contains(dimension) {
                by.push(*dimension);
            }
        }
        let (from, to) = (day(query.from.as_deref())?, day(query.to.as_deref())?);
        let mut question = Question { by, filter: Filter::default(), from, to, rules };
        for (name, keys) in query.filter.iter().flatten() {
            restrict(&mut question, name, keys)?;
        }
        Ok(question)
    }

    /// What a question that states no rules is answered by; nothing is counted for it.
    pub fn default_rules(&self) -> RulesReport {
        RulesReport::from(&self.rules())
    }

    /// The rules where a question states none.
    fn rules(&self) -> Rules {
        let Settings { as_of, clock, waiting, level_share, basis, .. } = self.settings;
        Rules { as_of: as_of.unwrap_or_else(|| self.latest_day()), clock, waiting, level_share, basis }
    }

    pub(super) fn dossier_row(&self, listed: &Listed) -> Option<DossierRow> {
        let Named { file, table, .. } = self.tables.get(listed.table)?;
        let (chunk, at) = table.dossiers.locate(listed.index)?;
        let facts = chunk.facts(at)?;
        let name = |names: &[String], number: u32| names.get(number as usize).cloned().unwrap_or_default();
        let known = |day: i32| (day != crate::dossier::NO_DAY).then(|| iso(day));
        Some(DossierRow {
            code: table.dossiers.code(listed.index).to_owned(),
            unit: name(&table.dossiers.units, facts.unit),
            procedure: name(&table.dossiers.procedures, facts.procedure),
            field: name(&table.dossiers.fields, facts.field),
            received: known(facts.received),
            due: known(facts.due),
            ended: listed.ended.map(iso),
            due_time: time_of_day(facts.due_second),
            ended_time: time_of_day(facts.end().1).filter(|_| listed.ended.is_some()),
            outcome: listed.outcome,
            other_outcome: listed.other,
            days_late: listed.days_late,
            file: file.clone(),
            row: facts.row,
            doubts: listed.doubts.clone(),
        })
    }
}

/// The rules with what a question states of them.
fn altered(rules: &Rules, stated: &StatedRules) -> Result<Rules, Error> {
    Ok(Rules {
        as_of: day(stated.as_of.as_deref())?.unwrap_or(rules.as_of),
        clock: stated.clock.unwrap_or(rules.clock),
        waiting: stated.waiting.unwrap_or(rules.waiting),
        level_share: stated.level_share.unwrap_or(rules.level_share),
        basis: stated.basis.unwrap_or(rules.basis),
    })
}

/// Adds one entry of a query's `where` to the question.
fn restrict(question: &mut Question, name: &str, keys: &[String]) -> Result<(), Error> {
    let value = |text: &str| serde_json::Value::String(text.to_owned());
    let unknown = |_| Error::new(ErrorCode::BadQuery).detail("Bộ lọc không có mục này.");
    if name == "outcome" {
        let outcomes = keys.iter().map(|key| serde_json::from_value::<Outcome>(value(key)));
        question.filter.outcomes = outcomes.collect::<Result<_, _>>().map_err(unknown)?;
        return Ok(());
    }
    let dimension: Dimension = serde_json::from_value(value(name)).map_err(unknown)?;
    match dimension.span() {
        None => drop(question.filter.keys.insert(dimension, keys.to_vec())),
        Some(span) => {
            let bounds = keys.iter().map(|key| span.of_key(key)).collect::<Option<Vec<_>>>();
            let (first, last) = bounds.and_then(unbroken).ok_or_else(broken)?;
            question.from = Some(question.from.map_or(first, |from| from.max(first)));
            question.to = Some(question.to.map_or(last, |to| to.min(last)));
        }
    }
    Ok(())
}

/// The first and last day of periods that follow each other.
fn unbroken(mut bounds: Vec<(i32, i32)>) -> Option<(i32, i32)> {
    bounds.sort_unstable();
    bounds.dedup();
    let follows = |pair: (&(i32, i32), &(i32, i32))| pair.0.1 + 1 == pair.1.0;
    let whole = bounds.iter().zip(bounds.iter().skip(1)).all(follows);
    whole.then_some((bounds.first()?.0, bounds.last()?.1))
}

fn broken() -> Error {
    Error::new(ErrorCode::BadQuery).detail("Các kỳ được chọn phải hợp lệ và liền nhau.")
}
