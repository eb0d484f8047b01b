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
//! | intakeChannel, returnChannel | dictionary | direct, online, postal, other; null = blank or no column |
//! | status | dictionary | finished, open, waiting, returned, halted, not accepted; null = blank |
//! | outcome | dictionary | on the as-of date, as in `www/lib/index.d.ts`; null = received later |
//! | daysLate | int32 | on the as-of date; null = nothing to compare |
//! | file, sheet, row | dictionary, dictionary, uint32 | where the dossier was read |
//!
//! The schema's metadata has one key, "hoso": JSON with `version`, `rules` and `tables`. `tables` has one
//! entry for each source table, in order: `{file, sheet, rows, lacks}`. Its dossiers are the next `rows` rows
//! of the file, in record batches of their own. `lacks` names the columns (of received, submitted, due,
//! finished, returned, intakeChannel, returnChannel, serviceLevel, status) that the table did not have: what
//! is unknown is "không tính được", not blank.
//!
//! Lives (docs/reference.md, "Lives") have the columns of a life, `n` (uint32: how many dossiers a row stands
//! for), and in the metadata `lives` beside `tables`: see [`crate::read::LivesAbout`].
//!
//! We use our own writer because the file's frame is small and fixed. arrow-ipc, with which the tests read,
//! would add 103 KB (gzip) to compare, check and build arrays of every type.

mod columns;
mod file;
mod flat;

use super::lacking::LACKABLE;
use super::listing::{ListPlace, Listing, ListingRow, Origin};
use super::printed::VERSION;
use crate::dossier::Table;
use crate::measure::{Lack, Lacks, LivesTable, Rules};
use crate::read::LivesAbout;
use crate::schema::Column;
use crate::{Error, ErrorCode};
pub use columns::{UNREADABLE, unreadable};
use columns::{columns, columns_of_lives};
use file::{ArrowWriter, BatchBody};
use flat::FlatField;
use serde::Serialize;

/// Rows of a record batch.
const BATCH: usize = 1 << 16;

/// The listed dossiers as a file. The list must be in the order of its tables.
pub fn dossiers_arrow(listing: &Listing<'_>, rules: Rules) -> Result<Vec<u8>, Error> {
    let tables = tables(listing);
    let about = FileMetadata { version: VERSION, rules: Some(rules), tables: &tables, lives: None };
    file_of(listing, &about, &columns(listing))
}

/// Lives as a file. A row is a dossier on representative days, in those columns of [`dossiers_arrow`] that a
/// life has, and the number of dossiers it stands for (`n`). The metadata contain `lives`, whose `boundaries`
/// and `dossiers` must fit the tables.
pub fn lives_arrow(lives: Vec<LivesTable>, about: &LivesAbout) -> Result<Vec<u8>, Error> {
    let lacks: Vec<Lacks> = lives.iter().map(|table| table.lacks).collect();
    let table = |LivesTable { lives, .. }| Table { dossiers: lives, ..Table::default() };
    let of_lives: Vec<Table> = lives.into_iter().map(table).collect();
    let places = of_lives.iter().enumerate().flat_map(|(table, lives)| {
        (0..lives.dossiers.len()).map(move |index| ListPlace::unreceived((table, index)))
    });
    let origins = of_lives.iter().map(|table| Origin { file: "", table }).collect();
    let listing = Listing { places: places.collect(), origins };
    let tables = of_lives.iter().zip(lacks).map(|(table, lacks)| WrittenTable {
        file: "",
        sheet: None,
        rows: table.dossiers.len(),
        lacks: lacks_of_lives(lacks),
    });
    let mut tables: Vec<WrittenTable<'_>> = tables.collect();
    if tables.is_empty() {
        tables.push(WrittenTable { file: "", sheet: None, rows: 0, lacks: lacks_of_lives(Lacks::default()) });
    }
    let about = FileMetadata { version: VERSION, rules: None, tables: &tables, lives: Some(about) };
    file_of(&listing, &about, &columns_of_lives(&listing))
}

/// The metadata of a table's lives: no life has the day returned or the day filed.
fn lacks_of_lives(lacks: Lacks) -> Vec<&'static str> {
    let columns = [
        ("submitted", true),
        ("due", lacks.has(Lack::Due)),
        ("finished", lacks.has(Lack::End)),
        ("returned", true),
        ("intakeChannel", lacks.has(Lack::Intake)),
        ("returnChannel", lacks.has(Lack::Return)),
        ("serviceLevel", lacks.has(Lack::ServiceLevel)),
        ("status", lacks.has(Lack::Status)),
    ];
    columns.into_iter().filter(|(_, lacking)| *lacking).map(|(name, _)| name).collect()
}

/// A file of the listing's rows, in the order of the tables that `about` names.
fn file_of<'a>(
    listing: &Listing<'a>,
    about: &FileMetadata<'_>,
    columns: &[columns::ExportColumn<'a>],
) -> Result<Vec<u8>, Error> {
    let tables = about.tables;
    let about = serde_json::to_string(about).map_err(|_| ErrorCode::TooLarge)?;
    let mut file = ArrowWriter::new(schema(columns, &about));
    for (id, column) in (0..).zip(columns) {
        if let Some(values) = column.dictionary()? {
            file.dictionary(id, values);
        }
    }
    let mut rows = listing.rows();
    for table in tables {
        for first in (0..table.rows).step_by(BATCH) {
            let batch: Vec<ListingRow<'_>> = rows.by_ref().take(BATCH.min(table.rows - first)).collect();
            let mut body = BatchBody::new(batch.len());
            columns.iter().try_for_each(|column| column.add(&batch, &mut body))?;
            file.batch(body);
        }
    }
    Ok(file.finish(schema(columns, &about)))
}

/// The schema: little-endian, the columns, the metadata. The id of a dictionary is the number of its column.
fn schema<'a>(columns: &[columns::ExportColumn<'_>], about: &'a str) -> Vec<FlatField<'a>> {
    let fields = (0..).zip(columns).map(|(id, column)| column.field(id)).collect();
    let about = vec![FlatField::Text("hoso"), FlatField::Text(about)];
    vec![FlatField::Short(0), FlatField::Tables(fields), FlatField::Tables(vec![about])]
}

/// The content of the metadata.
#[derive(Serialize)]
struct FileMetadata<'a> {
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<Rules>,
    tables: &'a [WrittenTable<'a>],
    #[serde(skip_serializing_if = "Option::is_none")]
    lives: Option<&'a LivesAbout>,
}

/// One table that rows come from.
#[derive(Serialize)]
struct WrittenTable<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    rows: usize,
    lacks: Vec<&'static str>,
}

fn tables<'a>(listing: &Listing<'a>) -> Vec<WrittenTable<'a>> {
    let parts = listing.places.chunk_by(|one, next| one.table == next.table);
    let about = parts.filter_map(|part| {
        let origin = listing.origins.get(part.first()?.table)?;
        let has = |column| origin.table.has(column);
        let sheet = origin.table.start.sheet.as_deref();
        Some(WrittenTable { file: origin.file, sheet, rows: part.len(), lacks: lacks(has) })
    });
    about.collect()
}

/// The columns for which a table had no source, among those where this differs from blank.
fn lacks(has: impl Fn(Column) -> bool) -> Vec<&'static str> {
    LACKABLE.into_iter().filter(|(column, _)| !has(*column)).map(|(_, name)| name).collect()
}
