//! Canonical dossiers: exports the tables of a session for other programs, and imports such tables. They
//! contain every dossier row, including those that others replace: `seq` says which of the rows with one key
//! counts (docs/reference.md, "Lives").

use super::{Duplicates, FileContent, NamedTable, Session};
use crate::dossier::{Dossiers, Table};
use crate::read::TableStart;
use crate::report::{FileReport, LACKABLE, lacks};
use crate::schema::{Column, MappedColumn, Mapping};

/// A table of dossiers in a session.
#[derive(Debug, Clone, Copy)]
pub struct Canonical<'a> {
    /// Name of the file that it was read from.
    pub file: &'a str,
    /// Its sheet, if the file has sheets.
    pub sheet: Option<&'a str>,
    /// Its dossiers, with the names that are shown.
    pub dossiers: &'a Dossiers,
    /// Bits of [`LACKABLE`]: the columns that it lacks, or in which the order of day and month is not known.
    pub lacks: u16,
    /// True if the order of day and month in received days is not known.
    pub unsettled: bool,
    session: &'a Session,
    number: usize,
    /// Its rank among all tables, from 1: rows of a higher rank win.
    rank: usize,
}

impl Canonical<'_> {
    /// True if a dossier counts: no other with the same code replaces it.
    pub fn counts(&self, index: usize) -> bool {
        self.session.live.counts(self.number, index)
    }

    /// A dossier's rank: of the rows with one key the largest counts. Above 0, and no two are equal. Below
    /// 2^48 while there are fewer than 65,536 tables.
    pub fn seq(&self, index: usize) -> i64 {
        let place = u32::try_from(index).unwrap_or(u32::MAX);
        let place = if self.session.settings.duplicates == Duplicates::First { !place } else { place };
        i64::try_from(self.rank).unwrap_or(i64::from(i32::MAX)) << 32 | i64::from(place)
    }
}

/// A table of canonical dossiers from another program's file.
#[derive(Debug, Default)]
pub struct GivenTable {
    /// Name of the file that it was first read from.
    pub file: Option<String>,
    /// Its sheet.
    pub sheet: Option<String>,
    /// Its container, one of [`crate::read::FORMATS`].
    pub format: &'static str,
    /// Its dossiers. Every number must be one that hoso itself could have written.
    pub dossiers: Dossiers,
    /// Bits of [`LACKABLE`].
    pub lacks: u16,
}

impl Session {
    /// The tables of dossiers, in order. Summaries are not among them.
    pub fn canonical(&self) -> Vec<Canonical<'_>> {
        let ranks = self.ranks();
        let tables = self.tables.iter().enumerate().zip(ranks);
        let dossiers = tables.filter(|((_, named), _)| named.table.summary.is_none());
        let canonical = dossiers.map(|((number, NamedTable { file, table, .. }), rank)| Canonical {
            file,
            sheet: table.start.sheet.as_deref(),
            dossiers: &table.dossiers,
            lacks: lacks(|column| table.has(column) && !table.date_order.contains(&column)),
            unsettled: table.date_order.contains(&Column::Received),
            session: self,
            number,
            rank,
        });
        canonical.collect()
    }

    /// The rank of each table by the rule for duplicates, from 1.
    fn ranks(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.tables.len()).collect();
        match self.settings.duplicates {
            Duplicates::Newest => order.sort_by_key(|table| (self.codes.latest(*table), *table)),
            Duplicates::First => order.reverse(),
            Duplicates::Last | Duplicates::Keep => {}
        }
        let mut ranks = vec![0; order.len()];
        for (rank, table) in (1..).zip(order) {
            ranks.get_mut(table).into_iter().for_each(|place| *place = rank);
        }
        ranks
    }

    /// Adds the tables of one file of canonical dossiers, as if they had been read here. Returns their
    /// reports.
    pub fn add_canonical(&mut self, file: &str, tables: Vec<GivenTable>) -> Vec<FileReport> {
        let contents = tables.into_iter().map(|given| {
            let entry = given.file.clone();
            FileContent { entry, tables: vec![given.table()], refused: Vec::new() }
        });
        self.keep(file, Ok(contents.collect()))
    }
}

impl GivenTable {
    fn table(self) -> Table {
        let lacking = (0..).zip(LACKABLE).filter(|(place, _)| self.lacks >> place & 1 == 1);
        let column = |column| MappedColumn { column: Some(column), ..MappedColumn::default() };
        Table {
            start: TableStart { sheet: self.sheet, format: self.format, ..TableStart::default() },
            header_row: 1,
            mapping: Mapping { columns: Column::ALL.map(column).to_vec(), ..Mapping::default() },
            unread: lacking.map(|(_, (column, _))| column).collect(),
            dossiers: self.dossiers,
            ..Table::default()
        }
    }
}
