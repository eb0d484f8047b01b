//! Arrow IPC files, batch by batch, and streams, which are one part.

use super::{ABOUT, From, Table};
use crate::failure::{Done, While};
use crate::input::Input;
use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::Schema;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

/// An Arrow file or stream.
#[derive(Debug)]
pub struct Arrow {
    path: PathBuf,
    is_stream: bool,
}

/// Reads the directory of a file.
pub fn open(input: &Input) -> Done<Table> {
    let reader = FileReader::try_new_buffered(input.file()?, None).when(&input.name)?;
    Ok(table(input, &reader.schema(), reader.num_batches(), false))
}

/// Reads the head of a stream.
pub fn open_stream(input: &Input) -> Done<Table> {
    let reader = StreamReader::try_new(BufReader::new(input.file()?), None).when(&input.name)?;
    Ok(table(input, &reader.schema(), 1, true))
}

fn table(input: &Input, schema: &Schema, parts: usize, is_stream: bool) -> Table {
    Table {
        name: input.name.clone(),
        schema: schema.clone().into(),
        about: schema.metadata().get(ABOUT).cloned(),
        parts,
        from: From::Arrow(Arrow { path: input.path.clone(), is_stream }),
    }
}

impl Arrow {
    /// Passes one batch, or all of a stream.
    pub fn read(&self, part: usize, place: &str, take: &mut dyn FnMut(&RecordBatch) -> Done) -> Done {
        let file = File::open(&self.path).when(place)?;
        if self.is_stream {
            let reader = StreamReader::try_new(BufReader::new(file), None).when(place)?;
            return reader.into_iter().try_for_each(|batch| take(&batch.when(place)?));
        }
        let mut reader = FileReader::try_new_buffered(file, None).when(place)?;
        reader.set_index(part).when(place)?;
        reader.next().map_or(Ok(()), |batch| take(&batch.when(place)?))
    }
}
