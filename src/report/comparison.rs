//! Two exports compared, in the shape of `www/lib/index.d.ts`.

use super::summary::{Fields, Summary};
use crate::compare::{COMPARED, ComparedCounts, FieldCount, Moves, PLAIN, Part, SideRows};
use crate::measure::{Outcome, Rules};
use crate::schema::Column;
use serde::Serialize;

/// Two exports of the same dossiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Comparison {
    /// The rules by which both sides were judged.
    pub rules: Rules,
    /// Codes that only the first side has.
    pub only_before: u64,
    /// Codes that only the second side has.
    pub only_after: u64,
    /// Codes whose rows agree in all compared columns.
    pub same: u64,
    /// Codes whose rows differ.
    pub changed: u64,
    /// Rows of both sides whose code is blank or unusable.
    pub without_code: u64,
    /// Codes that occur twice on one side.
    pub twice: u64,
    /// The buckets of these counts, by their names.
    pub buckets: Fields<&'static str, String>,
    /// The compared columns in which changed dossiers differ.
    pub fields: Vec<FieldReport>,
    /// Changed dossiers by their outcomes.
    pub outcomes: Vec<OutcomesReport>,
    /// The columns that are compared: those that both sides have.
    pub compared: Vec<Column>,
    /// The rows of each side.
    pub rows: SidesReport<RowsReport>,
    /// The figures of each side by itself.
    pub summaries: SidesReport<Summary>,
    /// The figures of each side for the dossiers whose code occurs once on both: the effect of the changes
    /// alone.
    pub common: SidesReport<Summary>,
}

/// A value for each side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SidesReport<T> {
    /// Of the first side.
    pub before: T,
    /// Of the second side.
    pub after: T,
}

/// Rows of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowsReport {
    /// Rows that took part.
    pub rows: u64,
    /// Of these, rows whose code is blank or unusable.
    pub without_code: u64,
    /// Of these, rows of codes that occur twice on one of the sides.
    pub twice: u64,
}

impl From<SideRows> for RowsReport {
    fn from(SideRows { rows, without_code, twice }: SideRows) -> Self {
        Self { rows, without_code, twice }
    }
}

/// Changed dossiers that differ in one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldReport {
    /// The column.
    pub field: Column,
    /// Number of dossiers.
    pub count: u64,
    /// Their bucket.
    pub bucket: String,
    /// For a column of days: how the day moved.
    #[serde(flatten)]
    pub moved: Option<MovedReport>,
}

/// How the days of changed dossiers moved. A day that only one side has did not move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MovedReport {
    /// Dossiers with a later day on the second side.
    pub later: u64,
    /// Their bucket.
    pub later_bucket: String,
    /// Dossiers with an earlier day on the second side.
    pub earlier: u64,
    /// Their bucket.
    pub earlier_bucket: String,
}

/// Changed dossiers with one pair of outcomes. The two may be equal if the dossiers differ in
/// something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutcomesReport {
    /// On the first side.
    pub before: Outcome,
    /// On the second side.
    pub after: Outcome,
    /// Number of dossiers.
    pub count: u64,
    /// Their bucket.
    pub bucket: String,
}

/// The parts of a report other than the counts.
pub struct Compared<'a> {
    /// The rules by which both sides were judged.
    pub rules: Rules,
    /// The columns that are compared.
    pub compared: Vec<Column>,
    /// The column that names the end.
    pub end: Column,
    /// The bucket of a part.
    pub bucket: &'a dyn Fn(Part) -> String,
    /// The figures of each side.
    pub summaries: SidesReport<Summary>,
    /// The figures of the dossiers that both sides have.
    pub common: SidesReport<Summary>,
}

impl Comparison {
    /// The report of these counts.
    pub fn of(counts: &ComparedCounts, compared: Compared<'_>) -> Self {
        let Compared { rules, compared, end, bucket, summaries, common } = compared;
        let (before, after) = (counts.before, counts.after);
        Self {
            rules,
            only_before: counts.only_before,
            only_after: counts.only_after,
            same: counts.same,
            changed: counts.changed,
            without_code: before.without_code + after.without_code,
            twice: counts.twice,
            buckets: buckets(bucket),
            fields: fields(counts, end, bucket),
            outcomes: outcomes(counts, bucket),
            compared,
            rows: SidesReport { before: before.into(), after: after.into() },
            summaries,
            common,
        }
    }
}

fn buckets(bucket: &dyn Fn(Part) -> String) -> Fields<&'static str, String> {
    Fields::of(PLAIN.into_iter().map(|(name, part)| (name, bucket(part))).collect())
}

fn fields(counts: &ComparedCounts, end: Column, bucket: &dyn Fn(Part) -> String) -> Vec<FieldReport> {
    let counts = COMPARED.into_iter().zip(counts.fields).enumerate();
    let counts = counts.filter(|(_, (_, count))| count.any > 0);
    let report = |(place, (column, FieldCount { any, later, earlier })): (usize, (Column, FieldCount))| {
        let bucket = |how| bucket(Part::Field(place, how));
        let moved = || MovedReport {
            later,
            later_bucket: bucket(Moves::Later),
            earlier,
            earlier_bucket: bucket(Moves::Earlier),
        };
        FieldReport {
            field: if column.is_end() { end } else { column },
            count: any,
            bucket: bucket(Moves::Any),
            moved: column.is_date().then(moved),
        }
    };
    counts.map(report).collect()
}

fn outcomes(counts: &ComparedCounts, bucket: &dyn Fn(Part) -> String) -> Vec<OutcomesReport> {
    let report = |(&(before, after), &count): (&(Outcome, Outcome), &u64)| OutcomesReport {
        before,
        after,
        count,
        bucket: bucket(Part::Outcomes(before, after)),
    };
    counts.outcomes.iter().map(report).collect()
}
