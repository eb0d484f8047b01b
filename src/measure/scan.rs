//! Answers a question: counts every table (`counter.rs`) and adds up the results by group key.

use super::cells::GROUPS;
use super::counter::Counter;
use super::grouping::Groups;
use super::question::{Answer, Question, Source};
use super::reported::{Reported, add_reported};
use super::row_filter::RowFilter;
use super::{PeriodIndex, Span};
use crate::{Error, ErrorCode};

/// Answers a question.
///
/// # Errors
///
/// [`ErrorCode::TooManyGroups`] for more groups than an answer may hold.
pub fn answer(
    question: &Question,
    sources: &[Source<'_>],
    reported: &[Reported<'_>],
) -> Result<Answer, Error> {
    let index = period_index(question, sources);
    if index.len() > GROUPS {
        return Err(ErrorCode::TooManyGroups.into());
    }
    let (mut answer, mut groups) = (Answer::default(), Groups::new(&question.by, index.len()));
    for source in sources {
        count(question, &index, source, (&mut answer, &mut groups))?;
    }
    answer.summaries_outside = add_reported(question, reported, &mut answer.total, &mut groups)?;
    answer.groups = groups.finish();
    answer.halted_only = answer.groups.extract_if(.., |group| group.counts.is_zero()).collect();
    Ok(answer)
}

/// Counts one table. If its rows stand for more dossiers than a counter takes, several counters follow each
/// other: results add up, whether of tables or of parts of a table.
fn count(
    question: &Question,
    index: &PeriodIndex,
    source: &Source<'_>,
    (answer, groups): (&mut Answer, &mut Groups),
) -> Result<(), Error> {
    let filter = RowFilter::new(&question.filter, source, &question.rules);
    let mut counter = Counter::new(question, index, source);
    let mut closed = Ok(());
    source.blocks(&filter, |block| {
        if !counter.has_room(block) && closed.is_ok() {
            let full = std::mem::replace(&mut counter, Counter::new(question, index, source));
            let after_as_of = full.close(&mut answer.total, groups);
            closed = after_as_of.map(|after_as_of| answer.received_after_as_of += after_as_of);
        }
        counter.count_block(block);
    });
    closed?;
    answer.received_after_as_of += counter.close(&mut answer.total, groups)?;
    Ok(())
}

/// The periods of a question. If it groups by periods and has no first day, they begin with the first
/// dossier.
fn period_index(question: &Question, sources: &[Source<'_>]) -> PeriodIndex {
    let last = question.last_day();
    let spans: Vec<Span> = question.by.iter().filter_map(|dimension| dimension.span()).collect();
    if spans.is_empty() {
        return PeriodIndex::whole(question.from.unwrap_or(i32::MIN), last);
    }
    let earliest = sources.iter().filter_map(|source| source.dossiers.earliest()).min();
    // Periods before the first dossier are empty, and an early first day must not make the index long.
    let begins = |day: i32| spans.iter().map(|span| span.bounds(day).0).fold(day, i32::min);
    let first = earliest.map_or(i32::MAX, |day| begins(day).max(question.from.unwrap_or(i32::MIN)));
    PeriodIndex::calendar(&spans, first, last)
}
