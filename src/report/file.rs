//! The report on a file: what was recognised, its rows and its issues.

use crate::dossier::{
    Disposition, DuplicateFilter, Grade, IssueKind, Noted, Overlaps, Preview, Reason, Refused, Table,
};
use crate::read::{LivesAbout, SeenBy, TableStart};
use crate::schema::{Mapping, Proposal};
use crate::{Error, Place};
use serde::Serialize;

/// Most example rows for each reason and kind.
const EXAMPLES: usize = 100;

/// One table of a file, or the file's failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FileReport {
    /// The file's name.
    pub name: String,
    /// "dossiers" (or, for aggregated reports, "summary").
    pub kind: &'static str,
    /// The container: "csv", "xlsx" …; "" if it is unknown.
    pub format: String,
    /// The text encoding, if the container does not fix it.
    pub encoding: Option<String>,
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// Row of the header's lowest level; 0 = no header found.
    pub header_row: u32,
    /// The header's signature.
    pub signature: String,
    /// The mapping of the columns.
    pub mapping: Mapping,
    /// Header and first rows, with personal cells masked.
    pub preview: Vec<Vec<String>>,
    /// Meanings proposed for columns that are not used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposal>,
    /// The row equation.
    pub rows: RowCounts,
    /// Rows that are not dossiers, by reason.
    pub ledger: Vec<LedgerEntry>,
    /// Issues and choices, by kind.
    pub issues: Vec<IssueReport>,
    /// A count of rows that does not depend on the reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<SeenReport>,
    /// Why the file was rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Error>,
    /// How its lives were made, if it holds lives; its rows are then counted in dossiers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lives: Option<LivesAbout>,
}

/// The row equation: `read` is the sum of the other fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RowCounts {
    /// Rows read, without the header.
    pub read: u64,
    /// Dossiers that count; in a summary, rows loaded as counts.
    pub dossiers: u64,
    /// Rows replaced by a later one with the same code; in a summary, rows whose dossiers are counted
    /// elsewhere.
    pub duplicates: u64,
    /// Rows that do not describe a dossier.
    pub skipped: u64,
    /// Rows without a received day.
    pub rejected: u64,
}

impl RowCounts {
    /// All fields, in order.
    pub fn all(&self) -> [u64; 5] {
        [self.read, self.dossiers, self.duplicates, self.skipped, self.rejected]
    }
}

/// An independent count of the rows in a table's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SeenReport {
    /// Number of rows, to compare with [`RowCounts::read`].
    pub rows: u64,
    /// How they were counted.
    pub by: SeenBy,
}

/// Rows set aside for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LedgerEntry {
    /// The reason.
    pub reason: Reason,
    /// The term of the row equation that they belong to.
    pub kind: Disposition,
    /// How many.
    pub count: u64,
    /// The first hundred.
    pub examples: Vec<Place>,
}

/// Issues of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct IssueReport {
    /// The kind.
    pub kind: IssueKind,
    /// How serious it is.
    pub grade: Grade,
    /// How many.
    pub count: u64,
    /// The first hundred.
    pub examples: Vec<Place>,
}

/// What all tables together determine about one of them.
#[derive(Debug)]
pub struct Followed<'a> {
    /// Its number.
    pub number: usize,
    /// The dossiers that count.
    pub live: &'a DuplicateFilter,
    /// The rows of summaries that count.
    pub overlaps: &'a Overlaps,
    /// Issues that show only when tables are compared.
    pub noted: Vec<Noted>,
    /// The default as-of date.
    pub as_of: i32,
}

impl FileReport {
    /// The report of a file that could not be loaded at all.
    pub fn failed(name: &str, error: Error) -> Self {
        Self::of(name, &TableStart::default(), Some(error))
    }

    /// The report of a table that was rejected.
    pub fn refused(name: &str, refused: &Refused) -> Self {
        let mut error = refused.error.clone().in_file(name);
        if let Some(sheet) = &refused.start.sheet {
            error = error.in_sheet(sheet);
        }
        Self {
            header_row: refused.header_row,
            signature: refused.mapping.signature.clone(),
            mapping: refused.mapping.clone(),
            ..Self::of(name, &refused.start, Some(error))
        }
        .with(&refused.preview)
    }

    /// The report of a loaded table, given which of its rows count now.
    pub fn loaded(name: &str, table: &Table, followed: &Followed<'_>) -> Self {
        let superseded = superseded(table, followed);
        let duplicates = superseded_dossiers(table, followed, superseded.len());
        let rows = RowCounts {
            read: table.rows_read(),
            dossiers: table.rows_loaded() - duplicates,
            duplicates,
            skipped: table.ledger.count(Disposition::Skipped),
            rejected: table.ledger.count(Disposition::Rejected),
        };
        let place = TablePlaces { name, start: &table.start };
        Self {
            header_row: table.header_row,
            signature: table.mapping.signature.clone(),
            mapping: table.mapping.clone(),
            rows,
            kind: if table.summary.is_some() { "summary" } else { "dossiers" },
            ledger: ledger(table, &superseded, place),
            seen: table.seen.map(|seen| SeenReport { rows: seen.rows, by: seen.by }),
            issues: issues(table, followed, &superseded, place),
            ..Self::of(name, &table.start, None)
        }
        .with(&table.preview)
    }

    fn with(self, preview: &Preview) -> Self {
        let Preview { rows, proposals } = preview.clone();
        Self { preview: rows, proposals, ..self }
    }

    fn of(name: &str, start: &TableStart, error: Option<Error>) -> Self {
        Self {
            name: name.to_owned(),
            kind: "dossiers",
            format: start.format.to_owned(),
            encoding: start.encoding.clone(),
            sheet: start.sheet.clone(),
            header_row: 0,
            signature: String::new(),
            mapping: Mapping::default(),
            preview: Vec::new(),
            proposals: Vec::new(),
            rows: RowCounts::default(),
            ledger: Vec::new(),
            issues: Vec::new(),
            seen: None,
            error,
            lives: start.lives.clone(),
        }
    }
}

/// Builds places in one table.
#[derive(Clone, Copy)]
struct TablePlaces<'a> {
    name: &'a str,
    start: &'a TableStart,
}

impl TablePlaces<'_> {
    fn at(&self, row: Option<u32>, column: Option<String>) -> Place {
        Place { file: self.name.to_owned(), sheet: self.start.sheet.clone(), row, column }
    }
}

/// How many dossiers the `rows` rows stand for that are counted elsewhere.
fn superseded_dossiers(table: &Table, &Followed { number, live, .. }: &Followed<'_>, rows: usize) -> u64 {
    if table.start.lives.is_none() {
        return rows as u64;
    }
    let gone = |index: &usize| !live.counts(number, *index);
    let often =
        |index| table.dossiers.locate(index).map_or(0, |(chunk, at)| u64::from(chunk.weights.get(at)));
    (0..table.dossiers.len()).filter(gone).map(often).sum()
}

/// Loaded rows that are counted elsewhere.
fn superseded(table: &Table, &Followed { number, live, overlaps, .. }: &Followed<'_>) -> Vec<u32> {
    match &table.summary {
        Some(summary) => {
            let rows = summary.rows.iter().enumerate();
            rows.filter(|(index, _)| !overlaps.counts(number, *index)).map(|(_, row)| row.row).collect()
        }
        None if live.replaced_in(number) == 0 => Vec::new(),
        None => rows_where(table, |index, _| !live.counts(number, index)).collect(),
    }
}

fn ledger(table: &Table, superseded: &[u32], places: TablePlaces<'_>) -> Vec<LedgerEntry> {
    let entry = |reason: Reason, count, rows: &mut dyn Iterator<Item = u32>| LedgerEntry {
        reason,
        kind: reason.disposition(),
        count,
        examples: rows.map(|row| places.at(Some(row), None)).collect(),
    };
    let aside = table.ledger.iter();
    let mut entries: Vec<_> =
        aside.map(|(reason, rows)| entry(reason, rows.count, &mut rows.rows(EXAMPLES))).collect();
    if !superseded.is_empty() {
        let mut rows = superseded.iter().copied().take(EXAMPLES);
        entries.push(entry(Reason::Superseded, superseded.len() as u64, &mut rows));
    }
    entries
}

fn issues(
    table: &Table,
    followed: &Followed<'_>,
    superseded: &[u32],
    places: TablePlaces<'_>,
) -> Vec<IssueReport> {
    let &Followed { number, live, as_of, .. } = followed;
    let mut found: Vec<_> = table
        .issues
        .iter()
        .map(|(kind, log)| {
            let examples = log.examples.iter().map(|spot| match kind {
                IssueKind::SheetWithoutTable | IssueKind::HiddenSheet => {
                    Place { sheet: spot.column.clone(), ..places.at(None, None) }
                }
                _ => places.at(spot.row, spot.column.clone()),
            });
            issue(kind, log.count, examples.collect())
        })
        .collect();
    if (table.summary.is_some() || table.start.lives.is_some()) && !superseded.is_empty() {
        let rows = superseded.iter().take(EXAMPLES);
        let examples = rows.map(|row| places.at(Some(*row), None)).collect();
        found.push(issue(IssueKind::SummarySuperseded, superseded.len() as u64, examples));
    }
    let after = |index: usize, received: i32| received > as_of && live.counts(number, index);
    let late = table.dossiers.latest().is_some_and(|latest| latest > as_of);
    let count = if late { rows_where(table, after).count() as u64 } else { 0 };
    if count > 0 {
        let rows = rows_where(table, after).take(EXAMPLES);
        let examples = rows.map(|row| places.at(Some(row), None)).collect();
        found.push(issue(IssueKind::ReceivedAfterAsOf, count, examples));
    }
    for Noted { kind, count, examples } in &followed.noted {
        let rows = examples.iter().take(EXAMPLES).map(|index| places.at(row_of(table, *index), None));
        found.push(issue(*kind, *count, rows.collect()));
    }
    found
}

/// The row number of a dossier, or of a summary's row, by its index.
fn row_of(table: &Table, index: usize) -> Option<u32> {
    let dossier = table.dossiers.locate(index).and_then(|(chunk, at)| chunk.facts(at).map(|facts| facts.row));
    dossier.or_else(|| table.summary.as_ref()?.rows.get(index).map(|row| row.row))
}

fn issue(kind: IssueKind, count: u64, examples: Vec<Place>) -> IssueReport {
    IssueReport { kind, grade: kind.grade(), count, examples }
}

/// Row numbers of the dossiers for which `pick` holds, given their index and received day.
fn rows_where(table: &Table, pick: impl Fn(usize, i32) -> bool) -> impl Iterator<Item = u32> {
    let chunks = table.dossiers.chunks.iter();
    let all = chunks.flat_map(|chunk| chunk.received.iter().zip(chunk.rows())).enumerate();
    all.filter(move |(index, (received, _))| pick(*index, **received)).map(|(_, (_, row))| row)
}
