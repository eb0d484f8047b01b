//! Counts that come from summaries instead of dossiers. A row belongs to the period its report names: it is counted
//! where that fits wholly, under the key "" where a period of the question cannot hold it, and left out where days
//! are asked for that it does not keep apart.

use super::period_counts::DaySums;
use super::question::{Group, Question, merge};
use super::{Basis, Counts, Dimension, Lacks, Span};
use crate::dossier::SummaryRow;
use crate::value::UnitLevel;
use std::collections::BTreeMap;

/// One summary to count.
#[derive(Debug, Clone)]
pub struct Reported<'a> {
    /// Its rows that count.
    pub rows: Vec<&'a SummaryRow>,
    /// First and last day of what it counts, if known.
    pub period: Option<(i32, i32)>,
    /// Today: a report of a period that goes on tells no more.
    pub today: i32,
    /// Name of its file.
    pub file: &'a str,
}

/// The rows of one unit, field and procedure in one group, by their first day.
type Chains = BTreeMap<(Vec<String>, [String; 3]), Vec<(i32, Counts, Lacks, u8)>>;

impl Reported<'_> {
    /// The last day that it can tell of; none if its period is not known.
    pub fn last_day(&self) -> Option<i32> {
        self.period.map(|(_, last)| last.min(self.today))
    }

    /// True if the question is one that its counts can answer.
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

    /// A row's key in a dimension.
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

    /// The calendar period that holds all of its days; "" if none does.
    fn period_key(&self, span: Span) -> String {
        let whole = self.period.filter(|(first, last)| *last <= span.bounds(*first).1);
        whole.map_or(String::new(), |(first, _)| span.key(first))
    }
}

/// Adds the summaries to the total and the groups; gives how many of their rows the question leaves out.
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

/// One unit's periods follow each other: what was carried over is the first's, what is open the last's.
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
