//! Both ends of reading: a [`Reader`] takes a file's bytes, and a [`RowSink`] receives its rows.

use super::block::RowBlock;
use super::bytes;
use super::row::Row;
use super::single::Single;
use super::table::{Merge, Notice, Seen, TableStart};
use crate::Error;

/// Receives the rows of one file. An error that it returns ends the reading and is passed on unchanged.
pub trait RowSink {
    /// A table begins; the previous one, if any, has ended.
    ///
    /// # Errors
    ///
    /// Any error ends the reading.
    fn table(&mut self, start: TableStart) -> Result<(), Error>;

    /// The next row of the current table. Row numbers only increase; a gap means omitted rows.
    ///
    /// # Errors
    ///
    /// Any error ends the reading.
    fn row(&mut self, row: Row<'_>) -> Result<(), Error>;

    /// The next rows, all at once; by default one by one.
    ///
    /// # Errors
    ///
    /// Any error ends the reading.
    fn block(&mut self, block: RowBlock<'_>) -> Result<(), Error> {
        let mut single = Single::default();
        (0..block.len()).try_for_each(|index| self.row(block.row(index, &mut single)))
    }

    /// Merged cells of the current table, before or after their rows. Ignored by default.
    ///
    /// # Errors
    ///
    /// Any error ends the reading.
    fn merged(&mut self, _merge: Merge) -> Result<(), Error> {
        Ok(())
    }

    /// The next row, with this number, stands for `often` dossiers. Only for lives; ignored by default.
    ///
    /// # Errors
    ///
    /// Any error ends the reading.
    fn weight(&mut self, _row: u32, _often: u32) -> Result<(), Error> {
        Ok(())
    }

    /// Something noticed about the current table. Ignored by default.
    ///
    /// # Errors
    ///
    /// Any error ends the reading.
    fn notice(&mut self, _notice: Notice) -> Result<(), Error> {
        Ok(())
    }

    /// An independent count of the current table's rows; called at most once, at its end. Ignored by default.
    ///
    /// # Errors
    ///
    /// Any error ends the reading.
    fn seen(&mut self, _seen: Seen) -> Result<(), Error> {
        Ok(())
    }

    /// An entry of an archive, or a sheet of a workbook if one is named, could not be read to its end. The
    /// sink must drop what it received of it.
    ///
    /// # Errors
    ///
    /// By default the error is returned, which ends the whole file.
    fn unreadable(&mut self, _entry: TableStart, error: Error) -> Result<(), Error> {
        Err(error)
    }
}

/// A sink that discards everything, for tests of rejected input.
#[cfg(test)]
pub struct Nowhere;

#[cfg(test)]
impl RowSink for Nowhere {
    fn table(&mut self, _: TableStart) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, _: Row<'_>) -> Result<(), Error> {
        Ok(())
    }
}

/// A reader of one container, fed with the file's bytes in order, in chunks of any size.
pub trait Reader {
    /// Reads the next bytes; pushes the rows that they complete.
    ///
    /// # Errors
    ///
    /// The error of the sink, or the reason why the bytes cannot be read: damage, a limit of
    /// [`limits`](super::limits), an unsupported feature. The reader cannot be used afterwards.
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error>;

    /// Like [`Self::push`], with `length` bytes that `write` puts into this reader's own buffer, so that they
    /// are copied only once.
    ///
    /// # Errors
    ///
    /// The errors of [`Self::push`].
    fn fill(
        &mut self,
        length: usize,
        write: &mut dyn FnMut(&mut [u8]),
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        self.push(&bytes::filled(length, write), sink)
    }

    /// Ends the file; pushes the remaining rows.
    ///
    /// # Errors
    ///
    /// The errors of [`Self::push`], and damage if the file ends too early.
    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error>;
}
