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
//! | received, receivedTime | date32, time32\[s\] | day received (or filed, or of the code), never null; time of day where the source gives one |
//! | submitted, submittedTime | date32, time32\[s\] | day filed, where the day received is another column's |
//! | due, dueTime | date32, time32\[s\] | appointment; time of day where the source gives one |
//! | finished, finishedTime | date32, time32\[s\] | day finished; whatever the as-of date |
//! | returned, returnedTime | date32, time32\[s\] | day returned |
//! | unreadable | dictionary | which of due, finished, returned hold something that is no day |
//! | intakeChannel, returnChannel | dictionary | direct, online, postal, other; null = blank, or no such column |
//! | status | dictionary | finished, open, waiting, returned, halted, not accepted; null = blank |
//! | outcome | dictionary | on the as-of date, as in `api.d.ts`; null = received later |
//! | daysLate | int32 | on the as-of date; null = nothing to compare |
//! | file, sheet, row | dictionary, dictionary, uint32 | where it was read |
//!
//! The schema's metadata has one key, "hoso": JSON with `version`, `rules`, and `tables`, one entry for each table that
//! rows come from, in their order: `{file, sheet, rows, lacks}`. Its rows are the next `rows` of the file, in record batches
//! of their own; `lacks` names the columns (of received, submitted, due, finished, returned, intakeChannel, returnChannel,
//! serviceLevel, status) that it did not have at all: what is not known is "không tính được", and not blank.
//!
//! Our own writer: the file's frame is small and fixed, while arrow-ipc, which the tests read with, brings 103 KB (gzip)
//! that compare, check and build arrays of every type there is.

mod columns;
mod file;
mod flat;

use super::{Listing, Row, VERSION};
use crate::measure::Rules;
use crate::schema::Column;
use crate::{Error, ErrorCode};
use columns::columns;
use file::{Body, File};
use flat::Field;
use serde::Serialize;

/// Rows of a record batch.
const BATCH: usize = 1 << 16;

/// The dossiers listed, which stand in the order of their tables.
pub fn dossiers_arrow(listing: &Listing<'_>, rules: Rules) -> Result<Vec<u8>, Error> {
    let tables = tables(listing);
    let about = serde_json::to_string(&About { version: VERSION, rules, tables: &tables });
    let about = about.map_err(|_| ErrorCode::TooLarge)?;
    let columns = columns(listing);
    let mut file = File::new(schema(&columns, &about));
    for (id, column) in (0..).zip(&columns) {
        if let Some(values) = column.dictionary()? {
            file.dictionary(id, values);
        }
    }
    let mut rows = listing.rows();
    for table in &tables {
        for first in (0..table.rows).step_by(BATCH) {
            let batch: Vec<Row<'_>> = rows.by_ref().take(BATCH.min(table.rows - first)).collect();
            let mut body = Body::new(batch.len());
            columns.iter().try_for_each(|column| column.add(&batch, &mut body))?;
            file.batch(body);
        }
    }
    Ok(file.finish(schema(&columns, &about)))
}

/// The schema: little-endian, the columns, what the file says of itself. A column's dictionary has its number.
fn schema<'a>(columns: &[columns::Column<'a>], about: &'a str) -> Vec<Field<'a>> {
    let fields = (0..).zip(columns).map(|(id, column)| column.field(id)).collect();
    let about = vec![Field::Text("hoso"), Field::Text(about)];
    vec![Field::Short(0), Field::Tables(fields), Field::Tables(vec![about])]
}

/// What the metadata says.
#[derive(Serialize)]
struct About<'a> {
    version: &'static str,
    rules: Rules,
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
        ("received", has(Column::Received)),
        ("submitted", has(Column::Submitted)),
        ("due", has(Column::Due)),
        ("finished", has(Column::Finished)),
        ("returned", has(Column::Returned)),
        ("intakeChannel", has(Column::IntakeChannel)),
        ("returnChannel", has(Column::ReturnChannel)),
        ("serviceLevel", has(Column::ServiceLevel)),
        ("status", has(Column::Status)),
    ];
    columns.into_iter().filter(|(_, has)| !has).map(|(name, _)| name).collect()
}
