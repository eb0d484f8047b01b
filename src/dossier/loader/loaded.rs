//! The result of loading a table's body.

use crate::dossier::columns::Dossiers;
use crate::dossier::issues::Issues;
use crate::dossier::ledger::Ledger;
use crate::schema::Column;

/// The dossiers and other rows of a body.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Its dossiers.
    pub dossiers: Dossiers,
    /// Its other rows.
    pub ledger: Ledger,
    /// Its issues.
    pub issues: Issues,
}

/// Columns in which a merged cell applies to every row that it covers.
pub const CATEGORIES: [Column; 4] = [Column::Unit, Column::UnitLevel, Column::Field, Column::Procedure];

/// A finished table.
#[derive(Debug, Default)]
pub struct FinishedTable {
    /// Its rows.
    pub loaded: Loaded,
    /// Date columns whose order of day and month is unknown.
    pub date_order: Vec<Column>,
    /// Date columns that contain words and no days.
    pub unread: Vec<Column>,
    /// True if the titles or the file name contain the name of a commune.
    pub in_commune: bool,
}

/// The categories named in a row that is not a dossier: a cell merged over several rows may begin there.
#[derive(Debug, Clone)]
pub struct Aside {
    pub(super) row: u32,
    pub(super) names: [String; 4],
}
