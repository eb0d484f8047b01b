//! The contents of the rows below a header: dossiers or counts.

use crate::Error;
use crate::dossier::ledger::Reason;
use crate::dossier::loader::{FinishedTable, Loaded, Loader, Width};
use crate::dossier::summary_loader::{SummaryLoader, SummaryTable};
use crate::read::{Merge, Row, RowBlock, Single, TableStart};
use crate::schema::{
    Column, HeldCell, HeldRow, Mapping, Schema, TableKind, names_commune, period_of, unit_of,
};

/// What is known about a file when its rows are judged.
#[derive(Debug, Clone, Copy)]
pub struct FileContext<'a> {
    /// The name that may contain a unit: the archive entry's, else the file's.
    pub name: &'a str,
    /// Days after this one are reported.
    pub today: i32,
}

/// Processes the rows below the header.
#[derive(Debug)]
pub enum Contents {
    Dossiers(Box<Loader>),
    Summary(Box<SummaryLoader>),
}

impl Contents {
    /// Creates empty contents for a table with these first rows.
    pub fn open(schema: &Schema, rows: &[HeldRow], start: &TableStart, origin: FileContext<'_>) -> Self {
        let titles = titles(rows.get(..schema.header_first).unwrap_or_default(), start);
        let unit = || {
            let sheet = start.sheet.as_deref().unwrap_or_default();
            unit_of(&titles, sheet, origin.name).filter(|_| schema.mapping.index_of(Column::Unit).is_none())
        };
        match schema.kind {
            TableKind::Dossiers => {
                let mut loader = Loader::new(&schema.mapping, start.epoch, origin.today);
                loader.stand_in(unit());
                loader.of_commune(names_commune(&titles, origin.name));
                let body = rows.get(schema.body_first..).unwrap_or_default();
                loader.look_at(&schema.mapping, body, width(&schema.mapping, body, start));
                Self::Dossiers(Box::new(loader))
            }
            TableKind::Summary => {
                let cells = titles.iter().flat_map(|row| &row.cells).map(HeldCell::label);
                let names = [start.sheet.clone().unwrap_or_default(), origin.name.to_owned()];
                let typed = || schema.mapping.period.map(|period| (period.first, period.last));
                let period = period_of(&cells.chain(names).collect::<Vec<_>>()).or_else(typed);
                let in_commune = names_commune(&titles, origin.name);
                Self::Summary(Box::new(SummaryLoader::new(&schema.mapping, period, unit(), in_commune)))
            }
        }
    }

    /// Processes a range of merged cells.
    pub fn merged(&mut self, merge: Merge) {
        match self {
            Self::Dossiers(loader) => loader.merged(merge),
            Self::Summary(summary) => summary.merged(merge),
        }
    }

    /// Records rows `first..=last` as not counted, with the reason.
    pub fn set_aside(&mut self, reason: Reason, first: u32, last: u32) {
        match self {
            Self::Dossiers(loader) => loader.set_aside(reason, first, last),
            Self::Summary(summary) => summary.set_aside(reason, first, last),
        }
    }

    /// Processes the next row.
    #[inline]
    pub fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        match self {
            Self::Dossiers(loader) => loader.row(row),
            Self::Summary(summary) => summary.row(row),
        }
    }

    /// Processes the next rows. Returns how many it processed, at least one.
    pub fn block(&mut self, block: &RowBlock<'_>) -> Result<usize, Error> {
        match self {
            Self::Dossiers(loader) => loader.block(block),
            Self::Summary(summary) => summary.row(&block.row(0, &mut Single::default())).map(|()| 1),
        }
    }

    /// If the last row was the header of another table, returns the first rows of that table.
    #[inline]
    pub fn other_table(&mut self) -> Option<Vec<HeldRow>> {
        match self {
            Self::Dossiers(loader) => loader.other_table(),
            Self::Summary(_) => None,
        }
    }

    /// Returns everything read from the rows.
    pub fn finish(self) -> (FinishedTable, Option<SummaryTable>) {
        match self {
            Self::Dossiers(loader) => (loader.finish(), None),
            Self::Summary(loader) => {
                let (summary, ledger, issues) = loader.finish();
                let loaded = Loaded { ledger, issues, ..Loaded::default() };
                (FinishedTable { loaded, ..FinishedTable::default() }, Some(summary))
            }
        }
    }
}

/// The text above a table: captions, then the rows above its header.
fn titles(above: &[HeldRow], start: &TableStart) -> Vec<HeldRow> {
    let caption = |line: &String| HeldRow { number: 0, cells: vec![HeldCell::Text(line.clone())] };
    start.captions.iter().map(caption).chain(above.iter().cloned()).collect()
}

/// The expected row width, for formats that store the cells of a row one after another without positions.
fn width(mapping: &Mapping, body: &[HeldRow], start: &TableStart) -> Width {
    let columns = mapping.columns.len();
    match start.format {
        "csv" | "tsv" | "html" | "mhtml" => Width::of(columns, Width::trims(columns, body)),
        _ => Width::default(),
    }
}
