//! Parquet files, row group by row group.

use super::{ABOUT, From, Table};
use crate::failure::{Done, While, fail};
use crate::input::Input;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes of the directory of row groups: enough for ten thousand groups with thirty columns. In memory it
/// takes some twenty times as much.
const DIRECTORY_BYTES: u32 = 32 << 20;
/// Row groups: even at the smallest size that programs write (120,000 rows) they hold a billion rows.
const ROW_GROUPS: usize = 10_000;
/// Rows of a batch.
const BATCH: usize = 1 << 15;

/// An open Parquet file.
#[derive(Debug)]
pub struct Parquet {
    path: PathBuf,
    directory: ArrowReaderMetadata,
    /// The same, with columns of few distinct texts as dictionaries.
    coded: ArrowReaderMetadata,
}

/// Columns with few distinct texts.
const CODED: [&str; 9] = [
    "procedure",
    "field",
    "unit",
    "unitLevel",
    "serviceLevel",
    "unreadable",
    "intakeChannel",
    "returnChannel",
    "status",
];

/// Reads the directory of a file.
pub fn open(input: &Input) -> Done<Table> {
    let mut file = input.file()?;
    check_end(input, &mut file)?;
    let directory = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new());
    let directory = directory.when(format!("{}: its Parquet directory is damaged", input.name))?;
    let about = directory.metadata();
    let groups = about.num_row_groups();
    if groups > ROW_GROUPS {
        return fail(format!(
            "{}: {groups} row groups, more than {ROW_GROUPS}; write it again with larger ones",
            input.name
        ));
    }
    let pairs = about.file_metadata().key_value_metadata();
    let own_metadata =
        pairs.into_iter().flatten().find(|pair| pair.key == ABOUT).and_then(|pair| pair.value.clone());
    Ok(Table {
        name: input.name.clone(),
        schema: directory.schema().clone(),
        about: own_metadata,
        parts: groups,
        from: From::Parquet(Parquet { path: input.path.clone(), coded: coded(&directory), directory }),
    })
}

/// Requests dictionaries for columns with few distinct texts.
fn coded(directory: &ArrowReaderMetadata) -> ArrowReaderMetadata {
    let code = |field: &Arc<Field>| -> Arc<Field> {
        let is_coded = CODED.contains(&field.name().as_str()) && *field.data_type() == DataType::Utf8;
        let kind = DataType::Dictionary(DataType::Int32.into(), DataType::Utf8.into());
        if is_coded { field.as_ref().clone().with_data_type(kind).into() } else { field.clone() }
    };
    let schema = Schema::new(directory.schema().fields().iter().map(code).collect::<Vec<_>>());
    let options = ArrowReaderOptions::new().with_schema(schema.into());
    // A file that cannot be read with dictionaries is read as it is.
    let coded = ArrowReaderMetadata::try_new(directory.metadata().clone(), options);
    coded.unwrap_or_else(|_| directory.clone())
}

/// Checks a file's last eight bytes: the length of its directory, and the magic number.
fn check_end(input: &Input, file: &mut File) -> Done {
    let mut end = [0; 8];
    let cut_off = || format!("{}: a Parquet file that is cut off", input.name);
    if file.seek(SeekFrom::End(-8)).is_err() || file.read_exact(&mut end).is_err() {
        return fail(cut_off());
    }
    let [a, b, c, d, magic @ ..] = end;
    match &magic {
        b"PAR1" => {}
        b"PARE" => return fail(format!("{}: encrypted; hoso has no key for it", input.name)),
        _ => return fail(cut_off()),
    }
    let length = u32::from_le_bytes([a, b, c, d]);
    if length > DIRECTORY_BYTES {
        return fail(format!(
            "{}: its directory of row groups takes {length} bytes; write it again with larger row groups",
            input.name
        ));
    }
    Ok(())
}

impl Parquet {
    /// Passes the batches of one row group.
    pub fn read(
        &self,
        part: usize,
        columns: Option<&[&str]>,
        place: &str,
        take: &mut dyn FnMut(&RecordBatch) -> Done,
    ) -> Done {
        self.read_by(&self.directory, part, columns, place, take)
    }

    /// The same, with dictionaries of texts.
    pub fn read_coded(
        &self,
        part: usize,
        columns: &[&str],
        place: &str,
        take: &mut dyn FnMut(&RecordBatch) -> Done,
    ) -> Done {
        self.read_by(&self.coded, part, Some(columns), place, take)
    }

    fn read_by(
        &self,
        directory: &ArrowReaderMetadata,
        part: usize,
        columns: Option<&[&str]>,
        place: &str,
        take: &mut dyn FnMut(&RecordBatch) -> Done,
    ) -> Done {
        // Opened anew, because a copy of an open file would share its position with other threads.
        let file = File::open(&self.path).when(place)?;
        let schema = directory.parquet_schema();
        let wanted = columns.map_or_else(ProjectionMask::all, |columns| {
            ProjectionMask::columns(schema, columns.iter().copied())
        });
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, directory.clone())
            .with_row_groups(vec![part])
            .with_projection(wanted)
            .with_batch_size(BATCH)
            .build()
            .when(place)?;
        reader.into_iter().try_for_each(|batch| take(&batch.when(place)?))
    }
}
