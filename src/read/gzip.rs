//! Gzip: one file, inflated as its bytes arrive and passed to the reader for its content. Several consecutive
//! members are one file. Whatever follows the last one (zero padding, junk) is ignored.

use super::inflate_budget::InflateBudget;
use super::{Reader, RowSink};
use crate::{Error, ErrorCode};
use flate2::write::GzDecoder;
use std::io::Write;

/// Compressed bytes inflated at once: they can expand a thousandfold before they are counted.
const STEP: usize = 1 << 12;

/// Reader of a gzip file with any content.
pub struct GzipReader {
    inflater: GzDecoder<Vec<u8>>,
    reader: Box<dyn Reader>,
    nest: InflateBudget,
    at: GzipStage,
}

/// Position of the next byte of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GzipStage {
    /// Inside a member.
    Member,
    /// After a member.
    Between,
    /// After a member and the first byte of a possible next one.
    Begun,
    /// After the last member.
    AfterLast,
}

impl GzipReader {
    /// A reader for a file in `nest`, which passes the inflated bytes to `reader`.
    pub fn new(nest: InflateBudget, reader: Box<dyn Reader>) -> Self {
        Self { inflater: GzDecoder::new(Vec::new()), reader, nest, at: GzipStage::Member }
    }

    /// Inflates some bytes of the file, member by member.
    fn inflate(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        while let [first, rest @ ..] = bytes {
            match (self.at, first) {
                (GzipStage::Member, _) => {
                    let count = self.inflater.write(bytes).map_err(|_| ErrorCode::DamagedFile)?;
                    bytes = bytes.get(count..).unwrap_or_default();
                    self.at = if count == 0 { GzipStage::Between } else { GzipStage::Member };
                    continue;
                }
                (GzipStage::Between, 0x1f) => self.at = GzipStage::Begun,
                (GzipStage::Begun, 0x8b) => self.next_member()?,
                _ => {
                    self.at = GzipStage::AfterLast;
                    return Ok(());
                }
            }
            bytes = rest;
        }
        Ok(())
    }

    /// Ends the current member, verifies its checksum, and begins the next one.
    fn next_member(&mut self) -> Result<(), Error> {
        self.inflater.try_finish().map_err(|_| ErrorCode::DamagedFile)?;
        let inflated = std::mem::take(self.inflater.get_mut());
        self.inflater = GzDecoder::new(inflated);
        self.inflater.write_all(&[0x1f, 0x8b]).map_err(|_| ErrorCode::DamagedFile)?;
        self.at = GzipStage::Member;
        Ok(())
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
            self.inflate(step)?;
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
