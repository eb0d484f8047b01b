//! Dossiers as an Arrow IPC file (the format of `.arrow` and Feather 2), for DuckDB, pandas and other
//! programs, and for hoso itself: when the file is opened again, it gives the same counts on any as-of date
//! and by any rules. Rows are in the order of their files. Dossiers replaced by a later row are omitted.
//!
//! | column | type | holds |
//! |---|---|---|
//! | code | utf8 | dossier code; null = blank |
//! | procedure, field, unit | dictionary of utf8 | names; null = unknown |
//! | unitLevel | dictionary | tỉnh, huyện, xã; null = unknown |
//! | serviceLevel | dictionary | 1, 2, 3, 4; null = unknown |
//! | received, receivedTime | date32, time32\[s\] | day received (or filed, or in the code), never null; time
//! of day if the source gives one |
//! | submitted, submittedTime | date32, time32\[s\] | day filed, if the day received comes from another
//! column |
//! | due, dueTime | date32, time32\[s\] | appointment; time of day if the source gives one |
//! | finished, finishedTime | date32, time32\[s\] | day finished, whatever the as-of date |
//! | returned, returnedTime | date32, time32\[s\] | day returned |
//! | unreadable | dictionary | which of due, finished, returned hold something that is not a day |
//! | intakeChannel, returnChannel | dictionary | direct, online, postal, other; null = blank, or no such column |
//! | status | dictionary | finished, open, waiting, returned, halted, not accepted; null = blank |
//! | outcome | dictionary | on the as-of date, as in `api.d.ts`; null = received later |
//! | daysLate | int32 | on the as-of date; null = nothing to compare |
//! | file, sheet, row | dictionary, dictionary, uint32 | where the dossier was read |
//!
//! The schema's metadata has one key, "hoso": JSON with `version`, `rules` and `tables`. `tables` has one
//! entry for each source table, in order: `{file, sheet, rows, lacks}`. Its dossiers are the next `rows` rows
//! of the file, in record batches of their own. `lacks` names the columns (of received, submitted, due,
//! finished, returned, intakeChannel, returnChannel, serviceLevel, status) that the table did not have: what
//! is unknown is "không tính được", not blank.
//!
//! We use our own writer because the file's frame is small and fixed. arrow-ipc, with which the tests read,
//! would add 103 KB (gzip) to compare, check and build arrays of every type.

mod columns;
mod file;
mod flat;

use super::lacking::LACKABLE;
use super::listing::{Listing, Row};
use super::printed::VERSION;
use crate::measure::Rules;
use crate::schema::Column;
use crate::{Error, ErrorCode};
use columns::columns;
pub use columns::{UNREADABLE, unreadable};
use file::{Body, File};
use flat::Field;
use serde::Serialize;

/// Rows of a record batch.
const BATCH: usize = 1 << 16;

/// The listed dossiers as a file. The list must be in the order of its tables.
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

/// The schema: little-endian, the columns, the metadata. The id of a dictionary is the number of its column.
fn schema<'a>(columns: &[columns::Column<'a>], about: &'a str) -> Vec<Field<'a>> {
    let fields = (0..).zip(columns).map(|(id, column)| column.field(id)).collect();
    let about = vec![Field::Text("hoso"), Field::Text(about)];
    vec![Field::Short(0), Field::Tables(fields), Field::Tables(vec![about])]
}

/// The content of the metadata.
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

/// The columns for which a table had no source, among those where this differs from blank.
fn lacks(has: impl Fn(Column) -> bool) -> Vec<&'static str> {
    LACKABLE.into_iter().filter(|(column, _)| !has(*column)).map(|(_, name)| name).collect()
}
