//! Tables of web pages, which much software saves as ".xls". Rows are pushed as they arrive; only tables
//! inside another are held, and pushed after it. Every table with more than a few titles is pushed: later
//! stages decide which one has dossiers. The text above a table (headings, paragraphs, small tables of
//! titles) becomes its captions. A page without a table is an error.

mod grid;

use self::grid::{Grid, PendingRow, join};
use super::encoding::Encoding;
use super::markup::{Attributes, Markup, Token, append};
use super::memory::{Lease, Memory};
use super::{Reader, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};

/// Elements that begin a new line.
const BREAKS: [&str; 18] = [
    "br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "center", "section", "header",
    "article", "dt", "dd", "caption",
];
/// Tables of titles that are held until another kind of table is found.
const TITLES: usize = 16;

/// Reader of web pages.
#[derive(Debug, Default)]
pub struct HtmlReader {
    markup: Markup,
    encoding: Encoding,
    /// The open tables, outermost first.
    open: Vec<Grid>,
    /// Finished tables that were inside another.
    nested: Vec<Grid>,
    /// Tables that hold only titles, while no other table is found.
    titles: Vec<Grid>,
    /// Lines of text since the last table with more than titles, and the current line.
    lines: Vec<String>,
    line: Vec<u8>,
    /// Bytes of the held rows.
    held: usize,
    lease: Lease,
    tables: usize,
}

impl HtmlReader {
    /// A reader of a page in this encoding, already decoded to UTF-8.
    pub fn new(encoding: Encoding, memory: &Memory) -> Self {
        Self { encoding, markup: Markup::new(memory), lease: memory.lease(), ..Self::default() }
    }

    fn take(&mut self, last: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        let mut markup = std::mem::take(&mut self.markup);
        while let Some(token) = markup.next(last) {
            match token {
                Token::Open(name, attributes) => self.start(name, attributes, sink)?,
                Token::Close(name) => self.end(name, sink)?,
                Token::Text(text) => self.text(text)?,
                Token::Verbatim(_) => {}
            }
        }
        self.markup = markup;
        Ok(())
    }

    fn start(
        &mut self,
        name: &[u8],
        attributes: Attributes<'_>,
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        match name.to_ascii_lowercase().as_slice() {
            b"table" => self.open_table(),
            b"tr" => {
                self.end_row(sink)?;
                self.open.last_mut().into_iter().for_each(Grid::open_row);
                Ok(())
            }
            b"td" => self.open_cell(attributes, false),
            b"th" => self.open_cell(attributes, true),
            name @ (b"thead" | b"tbody" | b"tfoot") => self.begin_group(name == b"thead", sink),
            name if BREAKS.iter().any(|known| known.as_bytes() == name) => self.new_line(),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        match name.to_ascii_lowercase().as_slice() {
            b"table" => self.end_table(sink),
            b"tr" => self.end_row(sink),
            b"td" | b"th" => {
                self.end_line();
                self.open.last_mut().map_or(Ok(()), Grid::end_cell)
            }
            b"thead" | b"tbody" | b"tfoot" => self.begin_group(false, sink),
            name if BREAKS.iter().any(|known| known.as_bytes() == name) => self.new_line(),
            _ => Ok(()),
        }
    }

    fn open_table(&mut self) -> Result<(), Error> {
        self.end_line();
        if self.open.len() >= limits::TABLE_DEPTH {
            return Err(ErrorCode::TooLarge.into());
        }
        self.cover()?;
        self.open.push(Grid::under(self.lines.len()));
        Ok(())
    }

    fn begin_group(&mut self, head: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.end_row(sink)?;
        self.open.last_mut().into_iter().for_each(|grid| grid.begin_group(head));
        Ok(())
    }

    fn open_cell(&mut self, attributes: Attributes<'_>, header: bool) -> Result<(), Error> {
        self.end_line();
        let Some(grid) = self.open.last_mut() else { return Ok(()) };
        let span = |name| attributes.number(name).unwrap_or(1);
        grid.open_cell(span("colspan"), span("rowspan"), header)
    }

    /// Adds text. Text of an inner table is also text of the cells around it, while these are short.
    fn text(&mut self, raw: &[u8]) -> Result<(), Error> {
        let mut text = Vec::new();
        append(raw, &mut text);
        if self.open.last().is_none_or(|grid| grid.captions.is_none())
            && self.line.len() < limits::CARRIED_BYTES
        {
            join(&text, 0, &mut self.line);
        }
        let Some((inner, around)) = self.open.split_last_mut() else { return Ok(()) };
        around.iter_mut().filter(|grid| grid.cell_length() < limits::CARRIED_BYTES).try_for_each(|grid| {
            grid.text(text.get(..text.len().min(limits::CARRIED_BYTES)).unwrap_or_default())
        })?;
        inner.text(&text)
    }

    fn new_line(&mut self) -> Result<(), Error> {
        self.end_line();
        self.text(b" ")
    }

    /// Ends the current line and keeps it; on a page with many lines, the earlier ones are dropped.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let text =
            String::from_utf8_lossy(line.get(..line.len().min(limits::CARRIED_BYTES)).unwrap_or_default());
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if self.lines.len() >= limits::CAPTIONS {
            let first = limits::CAPTIONS / 2;
            self.lines.drain(..first);
            self.open.iter_mut().for_each(|grid| grid.above = grid.above.saturating_sub(first));
        }
        self.lines.push(text.to_owned());
    }

    fn end_row(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.end_line();
        let nested = self.open.len() > 1;
        let Some(grid) = self.open.last_mut() else { return Ok(()) };
        if !grid.end_row()? {
            return Ok(());
        }
        if grid.captions.is_none() && !grid.is_titles() {
            self.begin_data(sink)?;
        }
        let Some(grid) = self.open.last_mut() else { return Ok(()) };
        if nested || grid.captions.is_none() {
            self.held += grid.hold();
            if self.held > limits::NESTED_BYTES {
                return Err(ErrorCode::TooLarge.into());
            }
            return self.cover();
        }
        sink.row(grid.row())?;
        grid.begin_row();
        self.cover()
    }

    /// Counts the memory of the open tables and the held rows.
    fn cover(&mut self) -> Result<(), Error> {
        self.lease.cover(self.held + self.open.iter().map(Grid::room).sum::<usize>())
    }

    /// The current table holds more than titles: the text above it becomes its captions.
    fn begin_data(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let Some((grid, around)) = self.open.split_last_mut() else { return Ok(()) };
        self.lines.truncate(grid.above);
        let captions = std::mem::take(&mut self.lines);
        around.iter_mut().for_each(|grid| grid.above = 0);
        self.tables += 1;
        self.titles.clear();
        if around.is_empty() {
            sink.table(TableStart { captions: captions.clone(), ..start(self.encoding) })?;
            push_rows(grid, sink)?;
            grid.held.clear();
        }
        grid.captions = Some(captions);
        Ok(())
    }

    fn end_table(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.end_row(sink)?;
        let Some(grid) = self.open.pop() else { return Ok(()) };
        let nested = !self.open.is_empty();
        if grid.captions.is_none() {
            let room = self.tables == 0 && self.titles.len() < TITLES;
            self.titles.extend(grid.finished().filter(|_| room));
        } else if nested {
            self.held += size_of::<Grid>() + grid.shared().len();
            self.nested.extend(grid.finished());
        }
        if nested {
            return Ok(());
        }
        self.held = 0;
        std::mem::take(&mut self.nested).into_iter().try_for_each(|grid| self.push_held(grid, sink))
    }

    fn push_held(&self, mut grid: Grid, sink: &mut dyn RowSink) -> Result<(), Error> {
        let captions = grid.captions.take().unwrap_or_default();
        sink.table(TableStart { captions, ..start(self.encoding) })?;
        push_rows(&grid, sink)
    }
}

/// Pushes a table's held rows.
fn push_rows(grid: &Grid, sink: &mut dyn RowSink) -> Result<(), Error> {
    grid.held.iter().try_for_each(|PendingRow { number, text, cells }| {
        sink.row(Row::new(*number, text, grid.shared(), cells))
    })
}

fn start(encoding: Encoding) -> TableStart {
    TableStart { format: "html", encoding: Some(encoding.name().to_owned()), ..TableStart::default() }
}

impl Reader for HtmlReader {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        self.markup.feed(bytes)?;
        self.take(false, sink)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.take(true, sink)?;
        while !self.open.is_empty() {
            self.end_table(sink)?;
        }
        // If there are only tables of titles, each of them is reported with what it lacks.
        self.tables += self.titles.len();
        std::mem::take(&mut self.titles).into_iter().try_for_each(|grid| self.push_held(grid, sink))?;
        if self.tables == 0 { Err(ErrorCode::NoTable.into()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Nowhere;
    use super::*;

    /// Bytes held, and number of finished inner tables, when others already took `held` bytes.
    fn hold(held: usize, tables: &str) -> Result<(usize, usize), ErrorCode> {
        let mut reader = HtmlReader { held, ..HtmlReader::default() };
        let page = format!("<table><tr><td>{tables}");
        reader.push(page.as_bytes(), &mut Nowhere).map_err(|error| error.code)?;
        Ok((reader.held, reader.nested.len()))
    }

    #[test]
    fn inner_tables_are_held_up_to_a_limit() {
        let table = "<table><tr><td>1</td></tr></table>";
        let (cost, tables) = hold(0, table).unwrap();
        assert!(tables == 1 && cost > 1);
        let (row, _) = hold(0, "<table><tr><td>1</td></tr>").unwrap();
        assert!(hold(limits::NESTED_BYTES - row, table).is_ok());
        assert_eq!(hold(limits::NESTED_BYTES - row + 1, table), Err(ErrorCode::TooLarge));
    }

    /// Text repeated in other rows, and text of the current row when another table begins.
    #[test]
    fn tables_count_towards_the_memory_limit() {
        let read = |page: &str, others: usize| {
            let memory = Memory::default();
            let mut lease = memory.lease();
            lease.cover(others).unwrap();
            // The markup has its own lease.
            let mut reader = HtmlReader { lease: memory.lease(), ..HtmlReader::default() };
            reader.push(page.as_bytes(), &mut Nowhere).map(|()| reader.lease).map_err(|error| error.code)
        };
        let carried = format!("<table><tr><td rowspan=2>{}<td>1</tr>", "x".repeat(limits::CARRIED_BYTES));
        let around = format!("<table><tr><td>{}<table>", "x".repeat(9_000));
        for (page, least) in [(carried, limits::CARRIED_BYTES), (around, 9_000)] {
            assert!(read(&page, limits::MEMORY_BYTES - 65_536).is_ok());
            assert_eq!(read(&page, limits::MEMORY_BYTES - least + 1).err(), Some(ErrorCode::OutOfMemory));
        }
    }

    #[test]
    fn inner_tables_without_rows_are_dropped() {
        assert_eq!(hold(0, &"<table></table>".repeat(9)).unwrap().1, 0);
    }

    #[test]
    fn captions_are_limited() {
        let mut reader = HtmlReader::default();
        let page: String = (0..limits::CAPTIONS + 1).map(|n| format!("<p>{n} x</p>")).collect();
        reader.push(page.as_bytes(), &mut Nowhere).unwrap();
        assert_eq!(reader.lines.len(), limits::CAPTIONS / 2 + 1);
        assert_eq!(reader.lines.last().unwrap(), &format!("{} x", limits::CAPTIONS));
    }
}
