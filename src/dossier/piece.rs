//! A piece of a table's body, read apart from the rest: its rows are numbered from 1, and its columns are told beforehand.
//! Put behind the rows before it, it gives what one reading of all rows gives.

use super::handover::{pack, unpack};
use super::issues::{IssueKind, Issues, Spot};
use super::loader::{Loaded, Loader, Orders, Width};
use crate::read::{Dialect, Epoch, Notice, Row, RowSink, TableStart};
use crate::schema::Mapping;
use crate::{Error, ErrorCode};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// What must be known of a table to read a piece of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// What parts the fields.
    pub delimiter: u8,
    /// Fields that most records have; 0 = not known.
    pub fields: usize,
    /// A blank follows most delimiters.
    pub spaced: bool,
    /// What the columns were taken for.
    pub mapping: Mapping,
    /// Bounds what a date can be without being reported.
    pub today: i32,
    /// How wide its rows are.
    pub width: Width,
    /// What the rows before say about the order of day and month.
    pub orders: Orders,
}

impl Outline {
    /// How the table is written.
    pub fn dialect(&self) -> Dialect {
        Dialect { delimiter: self.delimiter, width: self.fields, spaced: self.spaced }
    }
}

/// What a piece comes to.
#[derive(Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Piece {
    /// Rows in it.
    pub rows: u32,
    /// Lines in it, those that cells of several lines explain left out.
    pub lines: u64,
    /// What its rows became.
    pub loaded: Loaded,
}

/// Takes the rows of a piece.
#[derive(Debug)]
pub struct PieceIntake {
    loader: Loader,
    rows: u32,
    noticed: Issues,
}

impl PieceIntake {
    /// For a piece of this table.
    pub fn new(outline: &Outline) -> Self {
        let mut loader = Loader::new(&outline.mapping, Epoch::default(), outline.today);
        loader.follow(outline.width, outline.orders.clone());
        Self { loader, rows: 0, noticed: Issues::default() }
    }

    /// Rows taken so far.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// Everything taken, which is so many lines, as bytes.
    pub fn pack(self, lines: u64) -> Option<Vec<u8>> {
        let mut piece = Piece { rows: self.rows, lines, loaded: self.loader.into_loaded() };
        piece.loaded.issues.absorb(&self.noticed, 0);
        pack(&piece, std::iter::once(&piece.loaded.dossiers))
    }
}

impl Piece {
    /// What [`PieceIntake::pack`] gave; none if these bytes are nothing of the kind.
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let piece: Self = unpack(bytes, |piece: &mut Self| vec![&mut piece.loaded.dossiers])?;
        let mut inside = true;
        piece.loaded.dossiers.each(|_, facts| inside &= facts.row <= piece.rows);
        // Days that fit only month first are judged by all rows.
        (inside && !piece.loaded.open).then_some(piece)
    }
}

impl RowSink for PieceIntake {
    fn table(&mut self, _: TableStart) -> Result<(), Error> {
        Ok(())
    }

    #[inline]
    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        self.rows = row.number;
        self.loader.row(&row)?;
        // Another table begins: it is for whoever reads all rows to find its header.
        if self.loader.other_table().is_some() { Err(ErrorCode::NoHeader.into()) } else { Ok(()) }
    }

    fn notice(&mut self, notice: Notice) -> Result<(), Error> {
        if let Notice::RecordOverLines { row, .. } = notice {
            self.noticed.add(IssueKind::RecordOverLines, || Spot { row: Some(row), column: None });
        }
        Ok(())
    }
}
