//! The result of loading a table's body.

use crate::dossier::columns::Dossiers;
use crate::dossier::issues::Issues;
use crate::dossier::ledger::Ledger;
use crate::schema::Column;

/// What a body becomes.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Its dossiers.
    pub dossiers: Dossiers,
    /// Its other rows.
    pub ledger: Ledger,
    /// Its flaws.
    pub issues: Issues,
}

/// Columns whose merged cells give their text to every row.
pub const CATEGORIES: [Column; 4] = [Column::Unit, Column::UnitLevel, Column::Field, Column::Procedure];

/// A finished table.
#[derive(Debug, Default)]
pub struct Settled {
    /// Its rows.
    pub loaded: Loaded,
    /// Date columns of which it is open whether day or month stands first.
    pub date_order: Vec<Column>,
    /// Columns of days that hold words and no day.
    pub unread: Vec<Column>,
    /// The titles or the file's name name a commune.
    pub in_commune: bool,
}

/// The categories that a row names which is no dossier: a cell merged over rows may begin there.
#[derive(Debug, Clone)]
pub struct Aside {
    pub(super) row: u32,
    pub(super) names: [String; 4],
}
