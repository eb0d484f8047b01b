//! Gzip: one file, inflated as its bytes come and handed to the reader that its content asks for.

use super::encoding::Encoding;
use super::nest::Nest;
use super::{AnyReader, Reader, RowSink};
use crate::{Error, ErrorCode};
use flate2::write::MultiGzDecoder;
use std::io::Write;

/// Bytes inflated at once: they can become a thousand times as many before they are counted.
const STEP: usize = 1 << 12;

/// Reader of a gzip file of anything.
pub struct GzipReader {
    inflater: MultiGzDecoder<Vec<u8>>,
    reader: AnyReader,
    nest: Nest,
}

impl GzipReader {
    /// A reader of a file that lies in `nest`.
    pub fn new(nest: &Nest, encoding: Option<Encoding>) -> Result<Self, Error> {
        let reader = AnyReader::within(nest.deeper()?, encoding);
        Ok(Self { inflater: MultiGzDecoder::new(Vec::new()), reader, nest: nest.clone() })
    }

    fn pass_on(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let inflated = self.inflater.get_mut();
        if !self.nest.allows(inflated.len()) {
            return Err(ErrorCode::TooLarge.into());
        }
        self.reader.push(inflated, sink)?;
        inflated.clear();
        Ok(())
    }
}

impl Reader for GzipReader {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        for step in bytes.chunks(STEP) {
            self.nest.feed(step);
            self.inflater.write_all(step).map_err(|_| ErrorCode::DamagedFile)?;
            self.pass_on(sink)?;
        }
        Ok(())
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.inflater.try_finish().map_err(|_| ErrorCode::DamagedFile)?;
        self.pass_on(sink)?;
        self.reader.finish(sink)
    }
}
