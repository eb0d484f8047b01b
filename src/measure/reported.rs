//! Counts from summaries instead of dossiers. A row belongs to the period that its report names. It is
//! counted if the question's days contain that whole period, and left out if the question asks for days that
//! it does not separate. Grouped by a calendar period that cannot contain it, its key is "".

use super::grouping::Groups;
use super::period_counts::DaySums;
use super::question::{Group, Question, merge};
use super::{Basis, Counts, Dimension, Lacks, Span};
use crate::Error;
use crate::dossier::SummaryRow;
use crate::value::UnitLevel;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One summary to count.
#[derive(Debug, Clone)]
pub struct Reported<'a> {
    /// The rows that count.
    pub rows: Vec<&'a SummaryRow>,
    /// First and last day that it covers, if known.
    pub period: Option<(i32, i32)>,
    /// Today. The report of a period that is not over has no data after it.
    pub today: i32,
    /// Name of its file.
    pub file: &'a str,
}

/// Rows by group, None for the total, and by unit, field and procedure, each with its first day.
type Chains<'a> = BTreeMap<(Option<u32>, [&'a str; 3]), Vec<(i32, Counts, Lacks, u8)>>;

impl<'a> Reported<'a> {
    /// The last day that it has data for. None if its period is not known.
    pub fn last_day(&self) -> Option<i32> {
        self.period.map(|(_, last)| last.min(self.today))
    }

    /// True if its counts can answer the question.
    fn answers(&self, question: &Question) -> bool {
        let within = |(first, last): (i32, i32)| {
            question.from.is_none_or(|from| from <= first)
                && question.to.is_none_or(|to| last.min(self.today) <= to)
        };
        let days = question.from.is_some() || question.to.is_some();
        let known = self.last_day().is_none_or(|last| last <= question.rules.as_of);
        known
            && question.rules.basis == Basis::Event
            && question.filter.outcomes.is_empty()
            && question.filter.stops.is_empty()
            && self.period.map_or(!days, within)
    }

    /// True if the row has one of the keys that the question asks for in each dimension.
    fn passes(&self, question: &Question, row: &'a SummaryRow) -> bool {
        let mut wanted = question.filter.keys.iter();
        wanted.all(|(dimension, keys)| {
            let key = self.key(*dimension, row);
            keys.iter().any(|wanted| **wanted == *key)
        })
    }

    /// The key of a row in a dimension.
    fn key(&self, dimension: Dimension, row: &'a SummaryRow) -> Cow<'a, str> {
        match (dimension, dimension.span()) {
            (_, Some(span)) => self.period_key(span).into(),
            (Dimension::Unit, _) => row.unit.as_str().into(),
            (Dimension::Field, _) => row.field.as_str().into(),
            (Dimension::Procedure, _) => row.procedure.as_str().into(),
            (Dimension::UnitLevel, _) => UnitLevel::of(row.unit_level).key().into(),
            (Dimension::File, _) => self.file.into(),
            _ => "".into(),
        }
    }

    /// The calendar period that contains all its days; "" if there is none.
    fn period_key(&self, span: Span) -> String {
        let whole = self.period.filter(|(first, last)| *last <= span.bounds(*first).1);
        whole.map_or(String::new(), |(first, _)| span.key(first))
    }
}

/// Adds the summaries to the total and the groups. Returns the number of rows that the question does not
/// cover.
///
/// # Errors
///
/// [`ErrorCode::TooManyGroups`](crate::ErrorCode::TooManyGroups) for more groups than an answer may hold.
pub fn add_reported(
    question: &Question,
    reported: &[Reported<'_>],
    total: &mut Group,
    groups: &mut Groups,
) -> Result<u64, Error> {
    let (mut chains, mut outside) = (Chains::new(), 0);
    for summary in reported {
        let rows = summary.rows.iter().filter(|row| summary.passes(question, row));
        if !summary.answers(question) {
            outside += rows.count() as u64;
            continue;
        }
        for row in rows {
            let whose = [&row.unit, &row.field, &row.procedure].map(String::as_str);
            let first = summary.period.map_or(i32::MIN, |(first, _)| first);
            let counted =
                (first, Counts::of_row(&row.figures), Lacks::of_row(&row.figures), 1 << row.unit_level);
            chains.entry((None, whose)).or_default().push(counted);
            if !question.by.is_empty() {
                let group = groups.named(&|dimension| summary.key(dimension, row))?;
                chains.entry((Some(group), whose)).or_default().push(counted);
            }
        }
    }
    for ((group, _), chain) in chains {
        let group = group.map_or(Some(&mut *total), |number| groups.group(number));
        group.into_iter().for_each(|group| add_chain(group, &chain));
    }
    Ok(outside)
}

/// Merges the consecutive periods of one unit: carried over is the first period's, the open stock is the last
/// period's.
fn add_chain(group: &mut Group, chain: &[(i32, Counts, Lacks, u8)]) {
    let (mut periods, mut lacks, mut levels) = (BTreeMap::<i32, Counts>::new(), Lacks::default(), 0);
    for (first, counts, lacking, level) in chain {
        periods.entry(*first).or_default().add(counts);
        lacks.add(*lacking);
        levels |= level;
    }
    let whole = periods.into_values().reduce(|mut before, later| {
        before.then(&later);
        before
    });
    merge(group, whole.unwrap_or_default(), DaySums::default(), lacks, levels);
}
