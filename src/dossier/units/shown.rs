//! The units of a table as shown, and as read.

use super::super::columns::{Dossiers, Numbers, Sealed};
use super::super::file_loader::Table;
use super::super::issues::IssueKind;
use super::super::summary_loader::SummaryRow;
use super::levels::Levels;
use super::noted::Noted;
use arrow_buffer::ScalarBuffer;

/// The units of a table as read.
#[derive(Debug)]
pub struct AsRead {
    names: Vec<String>,
    /// For each chunk, the unit numbers and levels.
    columns: Vec<(Numbers, ScalarBuffer<u8>)>,
    /// For each summary row, the unit and its level.
    rows: Vec<(String, u8)>,
}

/// What is shown for a part of a table's dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The name.
    pub name: &'a str,
    /// The level.
    pub level: Levels,
}

impl AsRead {
    /// Copies the units of a table that still shows them as read.
    pub fn of(table: &Table) -> Self {
        let chunks = table.dossiers.chunks.iter();
        let rows = table.summary.iter().flat_map(|summary| &summary.rows);
        Self {
            names: table.dossiers.units.clone(),
            columns: chunks.map(|chunk| (chunk.unit.clone(), chunk.unit_level.clone())).collect(),
            rows: rows.map(|row| (row.unit.clone(), row.unit_level)).collect(),
        }
    }

    /// Restores the units as read.
    pub fn restore(self, table: &mut Table) {
        table.dossiers.units = self.names;
        for (chunk, (unit, level)) in table.dossiers.chunks.iter_mut().zip(self.columns) {
            (chunk.unit, chunk.unit_level) = (unit, level);
        }
        for (row, (unit, level)) in rows_of(table).zip(self.rows) {
            (row.unit, row.unit_level) = (unit, level);
        }
    }

    /// Shows other names and levels in a table; `shown` is by part. `part` gives the part for a unit number
    /// and a received day, if units have several.
    pub fn show(&self, table: &mut Table, part: Option<&impl Fn(u32, i32) -> u32>, shown: &[Shown<'_>]) {
        for (row, (shown, (_, level))) in rows_of(table).zip(shown.iter().zip(&self.rows)) {
            row.unit = shown.name.to_owned();
            row.unit_level = shown.level.of(*level);
        }
        let Dossiers { chunks, units, .. } = &mut table.dossiers;
        if !units.is_empty() {
            *units = shown.iter().map(|shown| shown.name.to_owned()).collect();
        }
        let level_of = |part: u32| shown.get(part as usize).map_or(Levels::Own, |shown| shown.level);
        let leveled = shown.iter().any(|shown| shown.level != Levels::Own);
        for (chunk, (unit, level)) in chunks.iter_mut().zip(&self.columns) {
            chunk.unit = unit.clone();
            if let Some(part) = part {
                let parts = unit.all().zip(&chunk.received).map(|(unit, day)| part(unit, *day));
                chunk.unit = Numbers::seal(&mut parts.collect());
            }
            chunk.unit_level = level.clone();
            if leveled {
                let levels = chunk.unit.all().zip(level).map(|(part, own)| level_of(part).of(*own));
                chunk.unit_level = levels.collect();
            }
        }
    }

    /// The unit numbers and levels of a chunk, as read.
    pub fn columns(&self, chunk: usize) -> Option<(&Numbers, &ScalarBuffer<u8>)> {
        self.columns.get(chunk).map(|(units, levels)| (units, levels))
    }

    /// Dossiers, or summary rows, whose stated level is replaced by another.
    pub fn releveled(&self, table: &Table) -> Noted {
        let chunks = self.columns.iter().zip(&table.dossiers.chunks);
        let levels =
            chunks.flat_map(|((_, own), chunk)| own.iter().copied().zip(chunk.unit_level.iter().copied()));
        let rows = table.summary.iter().flat_map(|summary| &summary.rows);
        let rows = self.rows.iter().zip(rows).map(|((_, own), row)| (*own, row.unit_level));
        let mut noted = Noted::none(IssueKind::UnitLevels);
        for (index, (own, shown)) in levels.chain(rows).enumerate() {
            if own != 0 && own != shown {
                noted.add(index);
            }
        }
        noted
    }
}

fn rows_of(table: &mut Table) -> impl Iterator<Item = &mut SummaryRow> {
    table.summary.iter_mut().flat_map(|summary| &mut summary.rows)
}
