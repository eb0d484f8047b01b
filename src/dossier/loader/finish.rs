//! Completes a table after its last row: applies merged cells, reads days in the right order, and sets the
//! levels of units that depend on days.

use super::loaded::{Aside, CATEGORIES, FinishedTable};
use super::{Loader, spot};
use crate::Error;
use crate::dossier::columns::{Chunk, Sealed, SealedRows};
use crate::dossier::facts::NO_DAY;
use crate::dossier::issues::{IssueKind, Spot};
use crate::order::arrange;
use crate::read::{Merge, Row};
use crate::schema::{Column, HeldRow, UnitFrom};
use crate::value::{Coded, NO_DISTRICTS, UnitLevel, level_without_districts};
use arrow_buffer::{ArrowNativeType, ScalarBuffer};

/// Maximum number of rows that are not dossiers whose categories are kept.
const ASIDE: usize = 10_000;

impl Loader {
    /// Keeps the categories in a row that is not a dossier.
    pub(super) fn keep_names(&mut self, row: &Row<'_>) -> Result<(), Error> {
        if self.aside.len() >= ASIDE {
            return Ok(());
        }
        let held = HeldRow::glimpse(row)?;
        let names = CATEGORIES.map(|column| held.cell(self.places.of_column(column)).label());
        if names.iter().any(|name| !name.is_empty()) {
            self.aside.push(Aside { row: held.number, names });
        }
        Ok(())
    }

    /// The finished table.
    pub fn finish(mut self) -> FinishedTable {
        let builder = std::mem::take(&mut self.builder);
        let mut chunks = self.settle_days(builder.finish());
        let filled = self.fill_merged(&mut chunks) | self.fill_units(&mut chunks);
        self.infer_levels();
        self.settle_levels(&mut chunks, filled);
        let date_order = self.month_first();
        let dated = || chunks.iter().any(|chunk| chunk.due.iter().any(|day| *day != NO_DAY));
        let due = Some(Column::Due).filter(|column| self.orders.is_of_words(*column) && !dated());
        self.report_stand_in(&chunks);
        let in_commune = self.commune;
        let loaded = self.into_loaded(chunks);
        FinishedTable { loaded, date_order, unread: due.into_iter().collect(), in_commune }
    }

    /// The month-first columns if the user has not chosen the order, each with a row that shows it.
    pub(super) fn month_first_columns(&self) -> Vec<(Column, u32)> {
        if self.reading.is_open() { self.orders.month_first() } else { Vec::new() }
    }

    /// Reports and returns the columns whose order is unknown.
    fn month_first(&mut self) -> Vec<Column> {
        let found = self.month_first_columns();
        for (column, row) in &found {
            self.issues
                .add(IssueKind::MonthFirst, || spot(&self.headers, self.places.of_column(*column), *row));
        }
        found.into_iter().map(|(column, _)| column).collect()
    }

    /// Applies cells merged over several rows to each of these rows. True if a unit changed.
    fn fill_merged(&mut self, chunks: &mut [Chunk]) -> bool {
        let mut merges = std::mem::take(&mut self.merges);
        arrange(&mut merges, |one, other| one.first_row.cmp(&other.first_row));
        let mut changed = false;
        for (index, column) in CATEGORIES.into_iter().enumerate() {
            let place = self.places.of_column(column);
            let over =
                |merge: &&Merge| (merge.first_column as usize..=merge.last_column as usize).contains(&place);
            let spans: Vec<Span> = merges
                .iter()
                .filter(over)
                .map(|merge| {
                    let value = self.named_at(chunks, merge.first_row, index);
                    Span { first: merge.first_row, last: merge.last_row, value }
                })
                .filter(|span| span.value != 0)
                .collect();
            for chunk in chunks.iter_mut().filter(|_| !spans.is_empty()) {
                changed |= index == 0;
                let rows = &chunk.row;
                match column {
                    Column::Unit => chunk.unit.edit(|units| fill(units, rows, &spans)),
                    Column::Field => chunk.field.edit(|fields| fill(fields, rows, &spans)),
                    Column::UnitLevel => chunk.unit_level.edit(|levels| fill(levels, rows, &spans)),
                    _ => chunk.procedure.edit(|names| fill(names, rows, &spans)),
                }
            }
        }
        changed
    }

    /// A row's number in one of the categories.
    fn named_at(&mut self, chunks: &[Chunk], row: u32, category: usize) -> u32 {
        if let Some(aside) = self.aside.iter().find(|aside| aside.row == row) {
            let name = aside.names.get(category).map_or("", String::as_str);
            let number = match category {
                0 => self.units.number(name.as_bytes()),
                1 => Ok(UnitLevel::listed(name).unwrap_or(UnitLevel::Unknown).number().into()),
                2 => self.fields.number(name.as_bytes()),
                _ => self.procedures.number(name.as_bytes()),
            };
            return number.unwrap_or(0);
        }
        let number = || {
            let chunk = chunks.iter().find(|chunk| chunk.row.last().is_some_and(|last| last >= row))?;
            let facts = chunk.facts(chunk.row.find(row)?)?;
            [facts.unit, facts.unit_level.into(), facts.field, facts.procedure].get(category).copied()
        };
        number().unwrap_or(0)
    }

    /// Reports blank units below a name, or fills them from above if the user chose that. True if a unit
    /// changed.
    fn fill_units(&mut self, chunks: &mut [Chunk]) -> bool {
        if !self.places.has(Column::Unit) {
            return false;
        }
        let (mut above, mut changed) = (0, false);
        for chunk in chunks {
            if !chunk.unit.has_no_zero() {
                let blank: Vec<(usize, u32)> = blanks(chunk.unit.all(), above);
                if self.fill_down {
                    changed = true;
                    chunk.unit.edit(|units| {
                        for (index, unit) in blank {
                            units.get_mut(index).into_iter().for_each(|own| *own = unit);
                        }
                    });
                } else {
                    let place = self.places.of_column(Column::Unit);
                    for row in blank.iter().map(|(index, _)| chunk.row.at(*index)) {
                        self.issues.add(IssueKind::UnitBlank, || spot(&self.headers, place, row));
                    }
                }
            }
            above = chunk.unit.all().rev().find(|unit| *unit != 0).unwrap_or(above);
        }
        changed
    }

    /// Removes inferred districts that no longer exist, and sets the level of dossiers whose unit was filled
    /// in.
    fn settle_levels(&mut self, chunks: &mut [Chunk], filled: bool) {
        if self.places.has(Column::UnitLevel) || !(self.replace_districts(chunks) | filled) {
            return;
        }
        let levels = &self.inferred;
        for chunk in chunks {
            let of = |unit: u32| levels.get(unit as usize).copied().unwrap_or(0);
            chunk.unit_level = ScalarBuffer::from(chunk.unit.all().map(of).collect::<Vec<u8>>());
        }
    }

    /// A unit whose dossiers were all received after districts were abolished is not a district. True if
    /// there is such a unit.
    fn replace_districts(&mut self, chunks: &[Chunk]) -> bool {
        let district = UnitLevel::District.number();
        if !self.inferred.contains(&district) {
            return false;
        }
        let mut earliest = vec![i32::MAX; self.inferred.len()];
        for chunk in chunks {
            for (unit, received) in chunk.unit.all().zip(chunk.received.iter()) {
                earliest.get_mut(unit as usize).into_iter().for_each(|day| *day = (*day).min(*received));
            }
        }
        let mut changed = false;
        for ((level, day), name) in self.inferred.iter_mut().zip(earliest).zip(self.units.values()) {
            if *level == district && day >= NO_DISTRICTS {
                *level = level_without_districts(name, self.commune).number();
                changed = true;
            }
        }
        changed
    }

    /// Reports where the unit came from. If any dossier has the stand-in unit (number 1), the first one has
    /// it.
    fn report_stand_in(&mut self, chunks: &[Chunk]) {
        let first = chunks.first().and_then(|chunk| chunk.unit.all().next());
        match self.stand_in.filter(|_| first == Some(1)) {
            Some(UnitFrom::Title(row)) => {
                let row = Some(row).filter(|row| *row > 0);
                self.issues.add(IssueKind::UnitFromTitle, || Spot { row, column: None });
            }
            Some(UnitFrom::Sheet) => self.issues.add(IssueKind::UnitFromSheet, Spot::default),
            Some(UnitFrom::FileName) => self.issues.add(IssueKind::UnitFromFileName, Spot::default),
            None => {}
        }
    }
}

/// Rows that share the text of a merged cell.
struct Span {
    first: u32,
    last: u32,
    value: u32,
}

/// A number of a category: 0 is a blank.
trait Number: ArrowNativeType + PartialEq {
    fn of(number: u32) -> Self;
}

impl Number for u32 {
    fn of(number: u32) -> Self {
        number
    }
}

impl Number for u8 {
    fn of(number: u32) -> Self {
        u8::try_from(number).unwrap_or(0)
    }
}

/// Fills the blanks among `values` that lie in a span; both are in row order.
fn fill<T: Number>(values: &mut [T], rows: &SealedRows, spans: &[Span]) {
    let mut spans = spans.iter().peekable();
    for (value, row) in values.iter_mut().zip(rows.all()) {
        while spans.next_if(|span| span.last < row).is_some() {}
        if let Some(span) = spans.peek().filter(|span| span.first <= row && *value == T::of(0)) {
            *value = T::of(span.value);
        }
    }
}

/// The blanks below a name, each with its index and the number of that name.
fn blanks(units: impl Iterator<Item = u32>, mut above: u32) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    for (index, unit) in units.enumerate() {
        if unit != 0 {
            above = unit;
        } else if above != 0 {
            found.push((index, above));
        }
    }
    found
}
