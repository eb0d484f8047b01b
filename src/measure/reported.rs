//! Counts from summaries instead of dossiers. A row belongs to the period that its report names. It is
//! counted if the question's days contain that whole period, and left out if the question asks for days that
//! it does not separate. Grouped by a calendar period that cannot contain it, its key is "".

use super::period_counts::DaySums;
use super::question::{Group, Question, merge};
use super::{Basis, Counts, Dimension, Lacks, Span};
use crate::dossier::SummaryRow;
use crate::value::UnitLevel;
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

/// Rows by group, and by unit, field and procedure, each with its first day.
type Chains = BTreeMap<(Vec<String>, [String; 3]), Vec<(i32, Counts, Lacks, u8)>>;

impl Reported<'_> {
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

    /// The key of a row in a dimension.
    fn key(&self, dimension: Dimension, row: &SummaryRow) -> String {
        match dimension {
            Dimension::Unit => row.unit.clone(),
            Dimension::Field => row.field.clone(),
            Dimension::Procedure => row.procedure.clone(),
            Dimension::UnitLevel => UnitLevel::of(row.unit_level).key().to_owned(),
            Dimension::File => self.file.to_owned(),
            Dimension::ServiceLevel | Dimension::IntakeChannel | Dimension::ReturnChannel => String::new(),
            Dimension::Week => self.period_key(Span::Week),
            Dimension::Month => self.period_key(Span::Month),
            Dimension::Quarter => self.period_key(Span::Quarter),
            Dimension::Half => self.period_key(Span::Half),
            Dimension::Year => self.period_key(Span::Year),
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
pub fn add_reported(
    question: &Question,
    reported: &[Reported<'_>],
    total: &mut Group,
    groups: &mut BTreeMap<Vec<String>, Group>,
) -> u64 {
    let (mut all, mut by_group, mut outside) = (Chains::new(), Chains::new(), 0);
    for summary in reported {
        let passes = |row: &&&SummaryRow| {
            let mut wanted = question.filter.keys.iter();
            wanted.all(|(dimension, keys)| keys.contains(&summary.key(*dimension, row)))
        };
        let rows = summary.rows.iter().filter(passes);
        if !summary.answers(question) {
            outside += rows.count() as u64;
            continue;
        }
        for row in rows {
            let key: Vec<String> = question.by.iter().map(|dimension| summary.key(*dimension, row)).collect();
            let whose = [&row.unit, &row.field, &row.procedure].map(Clone::clone);
            let first = summary.period.map_or(i32::MIN, |(first, _)| first);
            let counted =
                (first, Counts::of_row(&row.figures), Lacks::of_row(&row.figures), 1 << row.unit_level);
            all.entry((Vec::new(), whose.clone())).or_default().push(counted);
            by_group.entry((key, whose)).or_default().push(counted);
        }
    }
    all.into_values().for_each(|chain| add_chain(total, chain));
    for ((key, _), chain) in by_group.into_iter().filter(|_| !question.by.is_empty()) {
        add_chain(groups.entry(key).or_default(), chain);
    }
    outside
}

/// Merges the consecutive periods of one unit: carried over is the first period's, the open stock is the last
/// period's.
fn add_chain(group: &mut Group, chain: Vec<(i32, Counts, Lacks, u8)>) {
    let (mut periods, mut lacks, mut levels) = (BTreeMap::<i32, Counts>::new(), Lacks::default(), 0);
    for (first, counts, lacking, level) in chain {
        periods.entry(first).or_default().add(&counts);
        lacks.add(lacking);
        levels |= level;
    }
    let whole = periods.into_values().reduce(|mut before, later| {
        before.then(&later);
        before
    });
    merge(group, &(whole.unwrap_or_default(), DaySums::default()), lacks, levels);
}
