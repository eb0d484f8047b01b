//! XLSX.
use super::{Reader, RowSink};
use crate::{Error, ErrorCode};

/// Reader of XLSX workbooks.
#[derive(Debug, Default)]
pub struct WorkbookReader {}

impl Reader for WorkbookReader {
    fn push(&mut self, _bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        Err(ErrorCode::UnsupportedFormat.into())
    }

    fn finish(&mut self, _sink: &mut dyn RowSink) -> Result<(), Error> {
        Err(ErrorCode::UnsupportedFormat.into())
    }
}
