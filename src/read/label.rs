//! Adds what a reader cannot know to its tables: the text's original encoding, the archive entry, the outer
//! container.

use super::inflate_budget::InflateBudget;
use super::{Merge, Notice, Row, RowBlock, RowSink, Seen, TableStart};
use crate::Error;

/// A sink that passes everything on, with additional information on each table.
pub struct LabelledSink<'s> {
    sink: &'s mut dyn RowSink,
    encoding: Option<&'s str>,
    entry: Option<&'s str>,
    format: Option<&'static str>,
    /// True if the inner sink returned an error.
    pub refused: bool,
}

impl<'s> LabelledSink<'s> {
    /// Adds the encoding's name.
    pub fn with_encoding(sink: &'s mut dyn RowSink, encoding: &'s str) -> Self {
        Self { encoding: Some(encoding), ..Self::new(sink) }
    }

    /// Adds the archive entry's path.
    pub fn with_entry(sink: &'s mut dyn RowSink, entry: &'s str) -> Self {
        Self { entry: Some(entry), ..Self::new(sink) }
    }

    /// Adds the container's name.
    pub fn with_format(sink: &'s mut dyn RowSink, format: &'static str) -> Self {
        Self { format: Some(format), ..Self::new(sink) }
    }

    fn new(sink: &'s mut dyn RowSink) -> Self {
        Self { sink, encoding: None, entry: None, format: None, refused: false }
    }

    fn label(&self, mut start: TableStart) -> TableStart {
        start.format = self.format.unwrap_or(start.format);
        if let Some(encoding) = self.encoding {
            start.encoding = Some(encoding.to_owned());
        }
        if let Some(entry) = self.entry {
            let inner = start.entry.map_or_else(String::new, |inner| format!("/{inner}"));
            start.entry = Some(format!("{entry}{inner}"));
        }
        start
    }

    fn noted(&mut self, result: Result<(), Error>) -> Result<(), Error> {
        self.refused |= result.is_err();
        result
    }
}

impl RowSink for LabelledSink<'_> {
    fn table(&mut self, start: TableStart) -> Result<(), Error> {
        let result = self.sink.table(self.label(start));
        self.noted(result)
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        let result = self.sink.row(row);
        self.noted(result)
    }

    fn block(&mut self, block: RowBlock<'_>) -> Result<(), Error> {
        let result = self.sink.block(block);
        self.noted(result)
    }

    fn merged(&mut self, merge: Merge) -> Result<(), Error> {
        let result = self.sink.merged(merge);
        self.noted(result)
    }

    fn weight(&mut self, row: u32, often: u32) -> Result<(), Error> {
        let result = self.sink.weight(row, often);
        self.noted(result)
    }

    fn notice(&mut self, notice: Notice) -> Result<(), Error> {
        let result = self.sink.notice(notice);
        self.noted(result)
    }

    fn seen(&mut self, seen: Seen) -> Result<(), Error> {
        let result = self.sink.seen(seen);
        self.noted(result)
    }

    fn unreadable(&mut self, start: TableStart, error: Error) -> Result<(), Error> {
        let result = self.sink.unreadable(self.label(start), error);
        self.noted(result)
    }
}

/// Calls `read` for the sheet that `start` describes. A sheet that cannot be read is reported and does not
/// affect the others, unless the file as a whole has exceeded a limit. Its errors get the sheet's name;
/// errors of the sink are unchanged.
pub fn apart(
    nest: &InflateBudget,
    start: TableStart,
    sink: &mut dyn RowSink,
    read: impl FnOnce(TableStart, &mut dyn RowSink) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut relay = LabelledSink::new(sink);
    let Err(error) = read(start.clone(), &mut relay) else { return Ok(()) };
    if relay.refused {
        return Err(error);
    }
    let error = start.sheet.as_ref().map_or(error.clone(), |sheet| error.in_sheet(sheet));
    if nest.allows(0) { sink.unreadable(start, error) } else { Err(error) }
}
