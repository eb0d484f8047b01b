//! Files in, answers out: the whole product as plain Rust. A session reads files one after another, in chunks
//! of any size, and answers queries over all of them. A file that cannot be read does not affect the others.

mod activity;
mod ask;
mod bucket;
mod bucket_text;
mod canonical;
mod compare;
mod export;
mod form;
mod handover;
mod lives;
mod options;
mod periods;
mod preferred;
mod readings;
mod recompute;
mod reconcile;
mod signs;
mod signs_query;

pub use crate::dossier::{Duplicates, Merged};
pub use crate::measure::Sort;
pub use crate::report::{Claim, ClaimValue, ReconciledUnit};
pub use crate::schema::{Column, MappedColumn, Mapping, Proposal, StatedPeriod};
pub use crate::target::{Percent, Target, TargetSet};
pub use canonical::{Canonical, GivenTable};
pub use compare::Comparing;
pub use handover::FileTransfer;
pub use lives::{LivesOptions, LivesOrigin, lives_file};
pub use options::{
    ComparedFiles, DossierQuery, ExportQuery, Form, Options, Query, Rows, UnitAlias, UnitNames,
};
pub use readings::{HeaderReading, readings};
pub use reconcile::Reconciling;
pub use signs_query::SignsQuery;

use crate::dossier::{
    CodeIndex, DuplicateFilter, FileLoader, IssueKind, NO_DAY, Overlaps, Refused, Replaced, Table, Units,
};
use crate::measure::{Lacks, Reported, Source};
use crate::read::{AnyReader, Encoding, Reader};
use crate::report::{FileReport, Followed, is_rules_sheet};
use crate::{Error, ErrorCode};
use activity::LatestActivity;
use borsh::{BorshDeserialize, BorshSerialize};
use options::Settings;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A dataset of dossiers, built file by file.
#[derive(Debug)]
pub struct Session {
    settings: Settings,
    entries: Vec<FileEntry>,
    tables: Vec<NamedTable>,
    /// Which dossiers share a code (`codes`), and which of them count (`live`).
    codes: CodeIndex,
    live: DuplicateFilter,
    units: Units,
    /// Summary rows that are not counted because other data cover the same dossiers.
    overlaps: Overlaps,
    /// Number of files read so far.
    taken: u32,
    /// Dossiers that do not count and may disagree with those that do. Computed on the first query that needs
    /// them.
    suspects: OnceLock<Vec<Replaced>>,
    reading: Option<OpenFile>,
    /// Latest day with any activity, not after today; with lives, the day of their cut.
    latest: i32,
    /// The properties that all loaded lives share; `None` without lives.
    lives: Option<periods::Periods>,
}

/// One entry of the list of files.
#[derive(Debug)]
enum FileEntry {
    /// The next table in the list of tables.
    Table,
    /// A file from which nothing could be loaded.
    Failed(Box<FileReport>),
}

/// A table and the name of its file.
#[derive(Debug)]
struct NamedTable {
    file: String,
    table: Table,
    lacks: Lacks,
    /// Cached latest activity of its dossiers that count.
    cached_activity: Option<LatestActivity>,
}

impl NamedTable {
    fn new(file: &str, table: Table) -> Self {
        let lacks =
            Lacks::of(|column| table.has(column)).with_unsettled(|column| table.date_order.contains(&column));
        let lacks = if table.start.lives.is_some() { lacks.of_lives() } else { lacks };
        Self { file: file.to_owned(), table, lacks, cached_activity: None }
    }
}

/// A file that is being read.
#[derive(Debug)]
struct OpenFile {
    file: String,
    reader: AnyReader,
    intake: FileLoader,
    failed: Option<Error>,
}

impl Session {
    /// Creates an empty session.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::BadQuery`] for invalid days and percentages in the options.
    pub fn new(options: Options) -> Result<Self, Error> {
        let settings = Settings::try_from(options)?;
        let (codes, live) = (CodeIndex::default(), DuplicateFilter::new(settings.duplicates));
        let (units, latest) = (Units::new(&settings.units.naming()?)?, NO_DAY);
        let (entries, tables, overlaps) = (Vec::new(), Vec::new(), Overlaps::default());
        Ok(Self {
            settings,
            entries,
            tables,
            codes,
            live,
            units,
            overlaps,
            taken: 0,
            suspects: OnceLock::new(),
            reading: None,
            latest,
            lives: None,
        })
    }

    /// Begins a file. A file that was not finished is dropped.
    pub fn begin(&mut self, name: &str) {
        self.begin_in(name, None);
    }

    /// Begins a file whose text is in `encoding`, without detection. An unknown encoding name is ignored.
    pub fn begin_in(&mut self, name: &str, encoding: Option<&str>) {
        let intake = FileLoader::new(name, self.settings.mappings.clone(), self.settings.today);
        let encoding = encoding.or(self.settings.encoding.as_deref());
        let reader = AnyReader::with_encoding(encoding.and_then(Encoding::named));
        self.reading = Some(OpenFile { file: name.to_owned(), reader, intake, failed: None });
    }

    /// Reads the next bytes of the file. If an error stops the reading, [`Session::finish`] reports it.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(reading) = &mut self.reading
            && reading.failed.is_none()
        {
            reading.failed = reading.reader.push(bytes, &mut reading.intake).err();
        }
    }

    /// Like [`Session::push`], but `write` fills a buffer of `length` bytes in the reader, so they are copied
    /// only once.
    pub fn fill(&mut self, length: usize, write: &mut dyn FnMut(&mut [u8])) {
        if let Some(reading) = &mut self.reading
            && reading.failed.is_none()
        {
            reading.failed = reading.reader.fill(length, write, &mut reading.intake).err();
        }
    }

    /// True if an error has stopped the reading, so that the rest of the file need not be read.
    pub fn has_failed(&self) -> bool {
        self.reading.as_ref().is_some_and(|reading| reading.failed.is_some())
    }

    /// Rows of the current file read so far.
    pub fn rows(&self) -> u64 {
        self.reading.as_ref().map_or(0, |reading| reading.intake.rows())
    }

    /// Ends the file. Returns one report for each table found, or one that says why there is no table.
    pub fn finish(&mut self) -> Vec<FileReport> {
        let Some(reading) = self.reading.take() else { return Vec::new() };
        let file = reading.file.clone();
        self.keep(&file, reading.finish())
    }

    /// Stores the result of a file and returns its reports.
    fn keep(&mut self, file: &str, outcome: Result<Vec<FileContent>, Error>) -> Vec<FileReport> {
        let before = self.entries.len();
        match outcome {
            Ok(contents) if contents.is_empty() => self.take(file, Vec::new(), &[]),
            Ok(contents) => contents.into_iter().for_each(|content| {
                let name = content.entry.map_or_else(|| file.to_owned(), |entry| format!("{file}/{entry}"));
                self.take(&name, content.tables, &content.refused);
            }),
            Err(error) => self.fail(FileReport::failed(file, error.in_file(file))),
        }
        // The dossiers that took precedence over lives may no longer count.
        if self.lives.is_some() {
            self.recount()
        } else {
            self.recompute()
        }
        self.reports(before)
    }

    /// Returns the current reports of all files. A later duplicate changes the report of an earlier file.
    pub fn files(&self) -> Vec<FileReport> {
        self.reports(0)
    }

    /// The reports of the entries from index `from` on.
    fn reports(&self, from: usize) -> Vec<FileReport> {
        let as_of = self.settings.as_of.unwrap_or(self.latest_day());
        let before = self.entries.iter().take(from).filter(|entry| matches!(entry, FileEntry::Table)).count();
        let mut tables = self.tables.iter().enumerate().skip(before);
        let mut differing = self.differing(before).into_iter();
        let report = |entry: &FileEntry| match entry {
            FileEntry::Failed(report) => Some((**report).clone()),
            FileEntry::Table => tables.next().map(|(number, NamedTable { file, table, .. })| {
                let mut noted = self.units.noted(number, table);
                noted.extend(differing.next().filter(|noted| noted.count > 0));
                let (live, overlaps) = (&self.live, &self.overlaps);
                FileReport::loaded(file, table, &Followed { number, live, overlaps, noted, as_of })
            }),
        };
        self.entries.iter().skip(from).filter_map(report).collect()
    }

    /// Stores a mapping. It applies to tables with its signature that are read from now on.
    pub fn set_mapping(&mut self, mapping: Mapping) {
        self.settings.mappings.retain(|known| known.signature != mapping.signature);
        self.settings.mappings.push(mapping);
    }

    /// Adds the tables of one file, or of one entry of an archive.
    fn take(&mut self, file: &str, mut tables: Vec<Table>, refused: &[Refused]) {
        self.taken += 1;
        tables.iter_mut().for_each(|table| table.source = self.taken);
        if let Err(error) = self.check_lives(&tables) {
            return self.fail(FileReport::failed(file, error.in_file(file)));
        }
        leave_out_hidden(&mut tables);
        let is_ours = |refused: &&Refused| is_rules_sheet(refused.start.sheet.as_deref().unwrap_or_default());
        if refused.iter().any(|refused| is_ours(&refused)) {
            // In a form written by hoso, the office in the title is the stated unit, so there is nothing to
            // report.
            tables.iter_mut().for_each(|table| table.issues.forget(IssueKind::UnitFromTitle));
        }
        let noted = |refused: &&Refused| {
            refused.error.code != ErrorCode::EmptyFile && !has_columns(refused) && !is_ours(refused)
        };
        if let Some(first) = tables.first_mut() {
            let noted = refused.iter().filter(noted);
            noted.for_each(|refused| {
                first.note_sheet(IssueKind::SheetWithoutTable, refused.start.sheet.as_deref());
            });
        } else if !refused.iter().any(has_columns) {
            let worst = refused.iter().max_by_key(|refused| refused.error.code);
            let none = || FileReport::failed(file, Error::new(ErrorCode::EmptyFile).in_file(file));
            self.fail(worst.map_or_else(none, |refused| FileReport::refused(file, refused)));
        }
        for mut table in tables {
            table.judge_acceptance(&self.settings.working);
            self.entries.push(FileEntry::Table);
            self.tables.push(NamedTable::new(file, table));
        }
        for refused in refused.iter().filter(|refused| has_columns(refused)) {
            self.fail(FileReport::refused(file, refused));
        }
    }

    fn fail(&mut self, report: FileReport) {
        self.entries.push(FileEntry::Failed(Box::new(report)));
    }

    /// The default as-of date: the latest activity, or today if there is no activity.
    fn latest_day(&self) -> i32 {
        let today = if self.settings.today == i32::MAX { 0 } else { self.settings.today };
        if self.latest == NO_DAY { today } else { self.latest }
    }

    /// The tables of dossiers, as the count takes them.
    fn sources(&self) -> Vec<Source<'_>> {
        let tables = self.tables.iter().enumerate();
        let source = tables.map(|(number, NamedTable { file, table, lacks, .. })| Source {
            dossiers: &table.dossiers,
            table: number,
            live: &self.live,
            file,
            lacks: *lacks,
        });
        source.collect()
    }
}

impl Session {
    /// The summaries, as the count takes them.
    fn reported(&self) -> Vec<Reported<'_>> {
        let tables = self.tables.iter().enumerate();
        let reported = tables.filter_map(|(number, NamedTable { file, table, .. })| {
            let summary = table.summary.as_ref()?;
            let rows = self.overlaps.rows(number, summary);
            Some(Reported { rows, period: summary.period, today: self.settings.today, file })
        });
        reported.collect()
    }
}

/// Leaves out the hidden sheets of a workbook and records each as an issue of the first visible table. If all
/// tables are on hidden sheets, they all count.
fn leave_out_hidden(tables: &mut Vec<Table>) {
    if tables.iter().all(|table| table.start.hidden) {
        tables.iter_mut().for_each(|table| {
            let sheet = table.start.sheet.clone();
            table.note_sheet(IssueKind::HiddenSheet, sheet.as_deref());
        });
        return;
    }
    let hidden = tables.extract_if(.., |table| table.start.hidden);
    let sheets: Vec<_> = hidden.map(|table| table.start.sheet).collect();
    if let Some(first) = tables.first_mut() {
        sheets.iter().for_each(|sheet| first.note_sheet(IssueKind::HiddenSheet, sheet.as_deref()));
    }
}

/// True for a table whose columns were recognised, but which has no column for the received day.
fn has_columns(refused: &Refused) -> bool {
    refused.error.code == ErrorCode::NoReceivedColumn
}

/// The contents of one file, or of one entry of an archive.
#[derive(Debug, Default, BorshSerialize, BorshDeserialize)]
struct FileContent {
    entry: Option<String>,
    tables: Vec<Table>,
    refused: Vec<Refused>,
}

/// Groups tables and rejected tables by archive entry, in the archive's order.
fn by_entry(tables: Vec<Table>, refused: Vec<Refused>) -> Vec<FileContent> {
    let (mut contents, mut known) = (Vec::new(), BTreeMap::new());
    for table in tables {
        let entry = table.start.entry.clone();
        file_away(&mut contents, &mut known, entry, |content| content.tables.push(table));
    }
    for refusal in refused {
        let entry = refusal.start.entry.clone();
        file_away(&mut contents, &mut known, entry, |content| content.refused.push(refusal));
    }
    contents
}

/// Adds an item to its entry, or begins a new entry.
fn file_away(
    contents: &mut Vec<FileContent>,
    known: &mut BTreeMap<Option<String>, usize>,
    entry: Option<String>,
    put: impl FnOnce(&mut FileContent),
) {
    let at = *known.entry(entry.clone()).or_insert(contents.len());
    if at == contents.len() {
        contents.push(FileContent { entry, ..FileContent::default() });
    }
    contents.get_mut(at).map(put);
}

impl OpenFile {
    fn finish(mut self) -> Result<Vec<FileContent>, Error> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.reader.finish(&mut self.intake)?;
        let (tables, refused) = self.intake.finish()?;
        Ok(by_entry(tables, refused))
    }
}
