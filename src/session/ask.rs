//! Queries on a session: summaries and lists.

use super::options::{DossierQuery, Query, bad_query, day};
use super::{NamedTable, Session};
use crate::measure::{
    Dimension, Filter, ListQuestion, ListedDossier, Outcome, Question, Reported, Rules, Source, StatedRules,
    Stop, answer, conflicts,
};
use crate::order::arrange_signed_pairs;
use crate::report::{
    ConflictsReport, DossierPage, DossierRow, Judging, OutcomeChange, Summary, iso, summary, time_of_day,
};
use crate::target::{Scope, TargetSet};
use crate::value::{Channel, ServiceLevel, UnitLevel, capitals};
use crate::{Error, ErrorDetail};

/// Maximum rows per page of a list.
const PAGE: usize = 10_000;

impl Session {
    /// Returns counts, rates and gaps, for the total and for each group.
    ///
    /// # Errors
    ///
    /// [`BadQuery`](crate::ErrorCode::BadQuery) for an invalid query, and
    /// [`TooManyGroups`](crate::ErrorCode::TooManyGroups) for more groups than an answer may hold.
    pub fn summarize(&self, query: &Query) -> Result<Summary, Error> {
        let sources = self.sources();
        let summary = self.summary_of(query, &sources, &self.reported())?;
        let conflicts = conflicts(self.suspects(&sources), &sources, &summary.rules);
        Ok(Summary { conflicts: ConflictsReport::of(&conflicts), lives: self.lives_report(), ..summary })
    }

    /// The summary of only these tables and summary rows.
    pub(super) fn summary_of(
        &self,
        query: &Query,
        sources: &[Source<'_>],
        reported: &[Reported<'_>],
    ) -> Result<Summary, Error> {
        let question = self.question(query)?;
        query.targets.iter().try_for_each(TargetSet::check)?;
        let targets = query.targets.as_ref().or(self.settings.targets.as_ref());
        let only = |dimension| match question.filter.keys.get(&dimension).map(Vec::as_slice) {
            Some([one]) => Some(one.as_str()),
            _ => None,
        };
        let scope = Scope { unit: only(Dimension::Unit), unit_level: only(Dimension::UnitLevel) };
        let judging =
            Judging { rules: &question.rules, targets, scope, supposed: query.suppose, only: query.only };
        summary(answer(&question, sources, reported)?, judging)
    }

    /// Returns one page of a list of dossiers.
    ///
    /// # Errors
    ///
    /// [`BadQuery`](crate::ErrorCode::BadQuery) for an invalid query, and for a bucket of files
    /// that have changed.
    pub fn dossiers(&self, query: &DossierQuery) -> Result<DossierPage, Error> {
        let mut asked = self.asked(query)?;
        asked.list.limit = asked.list.limit.min(PAGE);
        let page = self.page(&asked);
        let rows = page.dossiers.iter().filter_map(|listed| self.listed_row(listed, &asked)).collect();
        let change = |((outcome, other_outcome), count)| OutcomeChange { outcome, other_outcome, count };
        let changes = asked.list.differs.map(|_| page.changes.into_iter().map(change).collect());
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
            code: capitals(query.code.as_deref().unwrap_or_default().trim()),
            working: self.settings.working.clone(),
            sort: query.sort,
            reverse: query.reverse == Some(true),
            offset: query.offset,
            limit: query.limit,
        })
    }

    pub(super) fn question(&self, query: &Query) -> Result<Question, Error> {
        let rules = altered(&self.rules(), &query.rules)?;
        let mut by: Vec<Dimension> = Vec::new();
        for dimension in query.by.iter().flatten() {
            if !by.contains(dimension) {
                by.push(*dimension);
            }
        }
        let (from, to) = (day("from", query.from.as_deref())?, day("to", query.to.as_deref())?);
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(bad_query(ErrorDetail::DaysReversed).with("from, to"));
        }
        let mut question = Question { by, filter: Filter::default(), from, to, rules };
        for (name, keys) in query.filter.iter().flatten() {
            restrict(&mut question, name, keys)?;
        }
        self.check_periods(&question)?;
        Ok(question)
    }

    /// Returns the rules of a query that states none. Nothing is counted for this.
    pub fn default_rules(&self) -> Rules {
        self.rules()
    }

    /// The rules of a query that states none.
    pub(super) fn rules(&self) -> Rules {
        let as_of = self.settings.as_of.unwrap_or_else(|| self.latest_day());
        self.with_fixed(Rules { as_of, ..self.settings.rules })
    }

    pub(super) fn dossier_row(&self, listed: &ListedDossier) -> Option<DossierRow> {
        let NamedTable { file, table, .. } = self.tables.get(listed.table)?;
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
            ended: listed.ended.map(|(day, _)| iso(day)),
            due_time: time_of_day(facts.due_second),
            ended_time: listed.ended.and_then(|(_, second)| time_of_day(second)),
            outcome: listed.outcome,
            other_outcome: listed.other,
            days_late: listed.days_late,
            working_days_late: listed.working_days_late,
            file: file.clone(),
            row: facts.row,
            doubts: listed.doubts.clone(),
            before: None,
        })
    }
}

/// The rules, overridden by those that a query states.
fn altered(rules: &Rules, stated: &StatedRules) -> Result<Rules, Error> {
    let as_of = day("asOf", stated.as_of.as_deref())?.unwrap_or(rules.as_of);
    Ok(Rules { as_of, ..rules.with(stated) })
}

/// Adds one entry of a query's `where` to the question.
fn restrict(question: &mut Question, name: &str, keys: &[String]) -> Result<(), Error> {
    match name {
        "outcome" => question.filter.outcomes = all_named(name, keys, Outcome::named)?,
        "stop" => question.filter.stops = all_named(name, keys, Stop::named)?,
        _ => {
            let dimension = Dimension::named(name).ok_or_else(|| Error::unknown_value("where", name))?;
            restrict_keys(question, dimension, keys)?;
        }
    }
    Ok(())
}

fn restrict_keys(question: &mut Question, dimension: Dimension, keys: &[String]) -> Result<(), Error> {
    let Some(span) = dimension.span() else {
        check_keys(dimension, keys)?;
        question.filter.keys.insert(dimension, keys.to_vec());
        return Ok(());
    };
    let bounds = keys.iter().map(|key| span.of_key(key)).collect::<Option<Vec<_>>>();
    let broken = || bad_query(ErrorDetail::BrokenPeriods).with(dimension.key());
    let (first, last) = bounds.and_then(unbroken).ok_or_else(broken)?;
    question.from = Some(question.from.map_or(first, |from| from.max(first)));
    question.to = Some(question.to.map_or(last, |to| to.min(last)));
    Ok(())
}

/// Fails on a key that no dossier can have. Any name is valid for units, fields, procedures and files.
fn check_keys(dimension: Dimension, keys: &[String]) -> Result<(), Error> {
    let known = |key: &str| match dimension {
        Dimension::UnitLevel => UnitLevel::ALL.iter().any(|level| level.key() == key),
        Dimension::ServiceLevel => ServiceLevel::ALL.iter().any(|level| level.key() == key),
        Dimension::IntakeChannel | Dimension::ReturnChannel => {
            Channel::ALL.iter().any(|channel| channel.key() == key)
        }
        _ => true,
    };
    let wrong = keys.iter().find(|key| !known(key));
    wrong.map_or(Ok(()), |key| Err(Error::unknown_value(dimension.key(), key)))
}

/// Looks up each name. An unknown name is an error that names the field.
fn all_named<T>(field: &str, names: &[String], named: fn(&str) -> Option<T>) -> Result<Vec<T>, Error> {
    let value = |name: &String| named(name).ok_or_else(|| Error::unknown_value(field, name));
    names.iter().map(value).collect()
}

/// The first and last day of consecutive periods. None if there is a gap between them.
fn unbroken(mut bounds: Vec<(i32, i32)>) -> Option<(i32, i32)> {
    arrange_signed_pairs(&mut bounds);
    bounds.dedup();
    let follows = |pair: (&(i32, i32), &(i32, i32))| pair.0.1 + 1 == pair.1.0;
    let whole = bounds.iter().zip(bounds.iter().skip(1)).all(follows);
    whole.then_some((bounds.first()?.0, bounds.last()?.1))
}
