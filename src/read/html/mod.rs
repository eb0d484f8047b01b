//! Tables of web pages, which much software saves under the name ".xls". Rows go out as they come; only tables that
//! lie inside another are held, and go out behind it. Every table goes out: which one has dossiers is for the rooms
//! to the right. Refused: a page without any table.

mod grid;

use self::grid::{Grid, HeldRow};
use super::encoding::Encoding;
use super::markup::{Attributes, Markup, Token, append};
use super::{Reader, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};

/// Elements that begin a new line.
const BREAKS: [&str; 6] = ["br", "p", "div", "li", "h1", "h2"];

/// Reader of web pages.
#[derive(Debug, Default)]
pub struct HtmlReader {
    markup: Markup,
    encoding: Encoding,
    /// The tables at hand, the outermost first.
    open: Vec<Grid>,
    /// Finished tables that lay inside another.
    nested: Vec<Grid>,
    held: usize,
    tables: usize,
}

impl HtmlReader {
    /// A reader of a page in this encoding, already turned into UTF-8.
    pub fn new(encoding: Encoding) -> Self {
        Self { encoding, ..Self::default() }
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
            b"tr" => self.end_row(sink),
            b"td" => self.open_cell(attributes, false),
            b"th" => self.open_cell(attributes, true),
            name if BREAKS.iter().any(|known| known.as_bytes() == name) => self.text(b" "),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        match name.to_ascii_lowercase().as_slice() {
            b"table" => self.end_table(sink),
            b"tr" => self.end_row(sink),
            b"td" | b"th" => self.open.last_mut().map_or(Ok(()), Grid::end_cell),
            _ => Ok(()),
        }
    }

    fn open_table(&mut self) -> Result<(), Error> {
        if self.open.len() >= limits::TABLE_DEPTH {
            return Err(ErrorCode::TooLarge.into());
        }
        self.open.push(Grid::default());
        Ok(())
    }

    fn open_cell(&mut self, attributes: Attributes<'_>, header: bool) -> Result<(), Error> {
        let Some(grid) = self.open.last_mut() else { return Ok(()) };
        let span = |name| attributes.number(name).unwrap_or(1).max(1);
        grid.open_cell(span("colspan"), span("rowspan"), header)
    }

    /// Text of an inner table is also text of the cell around it, as far as that is short.
    fn text(&mut self, raw: &[u8]) -> Result<(), Error> {
        let Some((inner, around)) = self.open.split_last_mut() else { return Ok(()) };
        let mut text = Vec::new();
        append(raw, &mut text);
        around.iter_mut().filter(|grid| grid.cell_length() < limits::CARRIED_BYTES).try_for_each(|grid| {
            grid.text(text.get(..text.len().min(limits::CARRIED_BYTES)).unwrap_or_default())
        })?;
        inner.text(&text)
    }

    fn end_row(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let nested = self.open.len() > 1;
        let Some(grid) = self.open.last_mut() else { return Ok(()) };
        if !grid.end_row()? {
            return Ok(());
        }
        if nested {
            self.held += grid.hold();
            return if self.held > limits::NESTED_BYTES { Err(ErrorCode::TooLarge.into()) } else { Ok(()) };
        }
        if grid.rows == 1 {
            self.tables += 1;
            sink.table(start(self.encoding))?;
        }
        sink.row(grid.row())?;
        grid.begin_row();
        Ok(())
    }

    fn end_table(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.end_row(sink)?;
        let Some(grid) = self.open.pop() else { return Ok(()) };
        if !self.open.is_empty() {
            self.held += size_of::<Grid>();
            self.nested.extend(grid.put_away());
            return Ok(());
        }
        self.held = 0;
        std::mem::take(&mut self.nested).into_iter().try_for_each(|grid| self.push_held(&grid, sink))
    }

    fn push_held(&mut self, grid: &Grid, sink: &mut dyn RowSink) -> Result<(), Error> {
        if grid.held.is_empty() {
            return Ok(());
        }
        self.tables += 1;
        sink.table(start(self.encoding))?;
        grid.held.iter().try_for_each(|HeldRow { number, text, cells }| {
            sink.row(Row::new(*number, text, grid.shared(), cells))
        })
    }
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
        if self.tables == 0 { Err(ErrorCode::NoTable.into()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Nowhere;
    use super::*;

    /// What holding the tables inside another costs, where others cost `held` before.
    fn hold(held: usize, tables: &str) -> Result<(usize, usize), ErrorCode> {
        let mut reader = HtmlReader { held, ..HtmlReader::default() };
        let page = format!("<table><tr><td>{tables}");
        reader.push(page.as_bytes(), &mut Nowhere).map_err(|error| error.code)?;
        Ok((reader.held, reader.nested.len()))
    }

    #[test]
    fn inner_tables_are_held_up_to_a_limit() {
        let table = "<table><tr><td>x</td></tr></table>";
        let (cost, tables) = hold(0, table).unwrap();
        assert!(tables == 1 && cost > 1);
        let (row, _) = hold(0, "<table><tr><td>x</td></tr>").unwrap();
        assert!(hold(limits::NESTED_BYTES - row, table).is_ok());
        assert_eq!(hold(limits::NESTED_BYTES - row + 1, table), Err(ErrorCode::TooLarge));
    }

    #[test]
    fn inner_tables_without_a_row_are_not_held() {
        assert_eq!(hold(0, &"<table></table>".repeat(9)).unwrap().1, 0);
    }
}
