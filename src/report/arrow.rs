//! Dossiers as an Arrow IPC file (the format of `.arrow` and Feather 2), for DuckDB, pandas and other programs, and for
//! hoso itself: a file that is opened again gives the same counts on any as-of date, by any rules. Rows stand in the
//! order of the files they came from; dossiers that a later row replaces are left out.
//!
//! | column | type | holds |
//! |---|---|---|
//! | code | utf8 | dossier code; null = blank |
//! | procedure, field, unit | dictionary of utf8 | names; null = not known |
//! | unitLevel | dictionary | tỉnh, huyện, xã; null = not known |
//! | serviceLevel | dictionary | 1, 2, 3, 4; null = not known |
//! | received | date32 | day received (or filed, or of the code); never null |
//! | due, dueTime | date32, time32\[s\] | appointment; time of day where the source gives one |
//! | ended, endedTime | date32, time32\[s\] | finished, else returned; whatever the as-of date |
//! | returned | date32 | day returned |
//! | intakeChannel, returnChannel | dictionary | direct, online, postal, other; null = no such column |
//! | status | dictionary | finished, open, waiting, stopped, not accepted; null = blank |
//! | outcome | dictionary | on the as-of date, as in `api.d.ts`; null = received later |
//! | daysLate | int32 | on the as-of date; null = nothing to compare |
//! | file, sheet, row | dictionary, dictionary, uint32 | where it was read |
//!
//! The schema's metadata has one key, "hoso": JSON with `version`, `rules`, and `tables`, one entry for each table that
//! rows come from, in their order: `{file, sheet, rows, lacks}`. Its rows are the next `rows` of the file, in record batches
//! of their own; `lacks` names the columns (of due, ended, intakeChannel, returnChannel, serviceLevel, status) that it did
//! not have at all: what is not known is "không tính được", and not blank.

use super::summary::RulesReport;
use super::{Listing, Row, VERSION};
use crate::dossier::{NO_DAY, NO_TIME};
use crate::measure::Outcome;
use crate::schema::Column;
use crate::value::{Channel, Coded, ServiceLevel, Status, UnitLevel};
use crate::{Error, ErrorCode};
use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::{
    ArrayRef, Date32Array, DictionaryArray, Int8Array, Int32Array, RecordBatch, StringArray,
    Time32SecondArray, UInt32Array,
};
use arrow_ipc::writer::FileWriter;
use arrow_schema::{ArrowError, Metadata};
use serde::Serialize;
use std::sync::Arc;

/// Rows of a record batch.
const BATCH: usize = 1 << 16;

/// The dossiers listed, which stand in the order of their tables.
pub fn dossiers_arrow(listing: &Listing<'_>, rules: RulesReport) -> Result<Vec<u8>, Error> {
    // What can fail are sizes beyond Arrow's: the list is too large for one file.
    write(listing, rules).map_err(|_| ErrorCode::TooLarge.into())
}

fn write(listing: &Listing<'_>, rules: RulesReport) -> Result<Vec<u8>, ArrowError> {
    let tables = tables(listing);
    let all = RecordBatch::try_from_iter(columns(listing)?)?;
    let about = serde_json::to_string(&About { version: VERSION, rules, tables: &tables });
    let about = about.map_err(|error| ArrowError::JsonError(error.to_string()))?;
    let about = Metadata::from_iter([("hoso", about)]);
    let schema = all.schema_ref().as_ref().clone().with_metadata(about);
    let mut writer = FileWriter::try_new(Vec::new(), &schema)?;
    let mut first = 0;
    for table in &tables {
        let end = first + table.rows;
        for first in (first..end).step_by(BATCH) {
            writer.write(&all.slice(first, BATCH.min(end - first)))?;
        }
        first = end;
    }
    writer.into_inner()
}

/// What the metadata says.
#[derive(Serialize)]
struct About<'a> {
    version: &'static str,
    rules: RulesReport,
    tables: &'a [TableAbout<'a>],
}

/// One table that rows come from.
#[derive(Serialize)]
struct TableAbout<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    rows: usize,
    lacks: Vec<&'static str>,
}

fn tables<'a>(listing: &Listing<'a>) -> Vec<TableAbout<'a>> {
    let parts = listing.places.chunk_by(|one, next| one.table == next.table);
    let about = parts.filter_map(|part| {
        let origin = listing.origins.get(part.first()?.table)?;
        let has = |column| origin.table.has(column);
        let sheet = origin.table.start.sheet.as_deref();
        Some(TableAbout { file: origin.file, sheet, rows: part.len(), lacks: lacks(has) })
    });
    about.collect()
}

/// The columns of the file that a table had no source for, of those where a blank says something.
fn lacks(has: impl Fn(Column) -> bool) -> Vec<&'static str> {
    let columns = [
        ("due", has(Column::Due)),
        ("ended", has(Column::Finished) || has(Column::Returned)),
        ("intakeChannel", has(Column::IntakeChannel)),
        ("returnChannel", has(Column::ReturnChannel)),
        ("serviceLevel", has(Column::ServiceLevel)),
        ("status", has(Column::Status)),
    ];
    columns.into_iter().filter(|(_, has)| !has).map(|(name, _)| name).collect()
}

fn columns(listing: &Listing<'_>) -> Result<Vec<(&'static str, ArrayRef)>, ArrowError> {
    let of = Columns(listing);
    Ok(vec![
        ("code", Arc::new(listing.rows().map(|row| known(row.code)).collect::<StringArray>())),
        ("procedure", of.names(|row| row.procedure())?),
        ("field", of.names(|row| row.field())?),
        ("unit", of.names(|row| row.unit())?),
        ("unitLevel", of.words(UnitLevel::ALL, UnitLevel::key, |row| row.facts.unit_level)?),
        ("serviceLevel", of.words(ServiceLevel::ALL, ServiceLevel::key, |row| row.facts.service_level)?),
        ("received", of.days(|row| row.facts.received)),
        ("due", of.days(|row| row.facts.due)),
        ("dueTime", of.times(|row| row.facts.due_second)),
        ("ended", of.days(|row| row.facts.end)),
        ("endedTime", of.times(|row| row.facts.end_second)),
        ("returned", of.days(|row| row.facts.returned)),
        ("intakeChannel", of.words(Channel::ALL, Channel::key, |row| row.facts.intake)?),
        ("returnChannel", of.words(Channel::ALL, Channel::key, |row| row.facts.give_back)?),
        ("status", of.words(Status::ALL, Status::key, |row| row.facts.status)?),
        ("outcome", of.outcomes()?),
        ("daysLate", Arc::new(listing.rows().map(|row| row.place.days_late).collect::<Int32Array>())),
        ("file", of.names(|row| row.origin.file)?),
        ("sheet", of.names(|row| row.origin.sheet())?),
        ("row", Arc::new(listing.rows().map(|row| Some(row.facts.row)).collect::<UInt32Array>())),
    ])
}

/// Makes columns of a listing, each in one walk over it.
struct Columns<'a>(&'a Listing<'a>);

impl<'a> Columns<'a> {
    fn names(&self, name: impl Fn(&Row<'a>) -> &'a str) -> Result<ArrayRef, ArrowError> {
        let mut column = StringDictionaryBuilder::<Int32Type>::new();
        for row in self.0.rows() {
            match known(name(&row)) {
                Some(name) => drop(column.append(name)?),
                None => column.append_null(),
            }
        }
        Ok(Arc::new(column.finish()))
    }

    /// A column of listed words. Number 0 of each kind is null.
    fn words<T: Coded>(
        &self,
        all: &[T],
        key: fn(T) -> &'static str,
        number: impl Fn(&Row<'a>) -> u8,
    ) -> Result<ArrayRef, ArrowError> {
        let values = all.iter().skip(1).map(|value| key(*value));
        dictionary(values, self.0.rows().map(|row| number(&row).checked_sub(1)))
    }

    fn outcomes(&self) -> Result<ArrayRef, ArrowError> {
        let values = Outcome::ALL.iter().map(|outcome| outcome.key());
        dictionary(values, self.0.rows().map(|row| row.place.outcome.map(|outcome| outcome as u8)))
    }

    fn days(&self, day: impl Fn(&Row<'a>) -> i32) -> ArrayRef {
        let days = self.0.rows().map(|row| Some(day(&row)).filter(|day| *day != NO_DAY));
        Arc::new(days.collect::<Date32Array>())
    }

    fn times(&self, second: impl Fn(&Row<'a>) -> u32) -> ArrayRef {
        let seconds = self.0.rows().map(|row| Some(second(&row)).filter(|second| *second != NO_TIME));
        Arc::new(seconds.map(|second| second.map(u32::cast_signed)).collect::<Time32SecondArray>())
    }
}

fn dictionary(
    values: impl Iterator<Item = &'static str>,
    numbers: impl Iterator<Item = Option<u8>>,
) -> Result<ArrayRef, ArrowError> {
    let keys: Int8Array = numbers.map(|number| number.map(u8::cast_signed)).collect();
    let values = Arc::new(StringArray::from_iter_values(values));
    Ok(Arc::new(DictionaryArray::<Int8Type>::try_new(keys, values)?))
}

/// A name, unless it is "", not known.
fn known(name: &str) -> Option<&str> {
    Some(name).filter(|name| !name.is_empty())
}
