//! ODS workbooks (OpenDocument spreadsheets): content.xml is streamed from the zip. A row or cell with a
//! repeat count is repeated, up to a limit; blank ones cost nothing. A formula yields its saved value.

mod row;

use self::row::{PendingCell, RowCells, times};
use super::memory::Memory;
use super::merges::Merges;
use super::workbook::package::Package;
use super::workbook::text;
use super::workbook::xml::{Scanner, Tag, XmlAttributes, XmlToken};
use super::{Epoch, Merge, Notice, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};

/// The part "mimetype" begins with one of these.
const KINDS: [&[u8]; 2] =
    [b"application/vnd.oasis.opendocument.spreadsheet", b"application/vnd.sun.xml.calc"];
/// Elements whose text is not the cell's: comments, drawings, and pronunciation guides.
const ASIDE: [&[u8]; 5] = [b"annotation", b"shapes", b"frame", b"custom-shape", b"ruby-text"];

/// True if the package holds an OpenDocument spreadsheet.
pub fn is_one(package: &Package<'_>) -> Result<bool, Error> {
    if !package.has("content.xml") {
        return Ok(false);
    }
    let kind = package.inflate("mimetype", |part| {
        let mut kind = Vec::new();
        let most = limits::NAME_BYTES as u64;
        std::io::Read::read_to_end(&mut std::io::Read::take(part, most), &mut kind)
            .map_err(|_| ErrorCode::DamagedFile)?;
        Ok(kind)
    })?;
    Ok(kind.is_none_or(|kind| KINDS.iter().any(|known| kind.starts_with(known))))
}

/// Reads the workbook.
pub fn read(package: &Package<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
    if package.read("META-INF/manifest.xml", is_locked)?.unwrap_or(false) {
        return Err(ErrorCode::EncryptedFile.into());
    }
    let mut reader = ContentReader {
        sink,
        sheets: 0,
        repeated: 0,
        hidden: Vec::new(),
        epoch: Epoch::Y1900,
        memory: package.nest().memory(),
    };
    package.read("content.xml", |part| reader.read(part))?.ok_or_else(|| ErrorCode::DamagedFile.into())
}

fn is_locked(part: &mut Scanner<'_>) -> Result<bool, Error> {
    loop {
        match part.next()? {
            XmlToken::Open(tag) if tag.name == b"encryption-data" => return Ok(true),
            XmlToken::End => return Ok(false),
            _ => {}
        }
    }
}

/// Reads content.xml.
struct ContentReader<'s> {
    sink: &'s mut dyn RowSink,
    sheets: usize,
    /// Cells added by repeating rows.
    repeated: usize,
    /// Styles that hide a sheet.
    hidden: Vec<Vec<u8>>,
    /// Epoch of numbers that are dates.
    epoch: Epoch,
    memory: &'s Memory,
}

/// Style of LibreOffice's cached copies of other files' sheets, which are stored like sheets.
const FOREIGN_STYLE: &[u8] = b"ta_extref";

/// A sheet being read.
struct OdsSheet {
    name: String,
    /// It belongs to another file.
    foreign: bool,
    /// Rows so far.
    rows: u32,
    merges: Merges,
}

impl ContentReader<'_> {
    /// Reads the part. Only tables directly in the spreadsheet are sheets; links contain tables of their own.
    fn read(&mut self, part: &mut Scanner<'_>) -> Result<(), Error> {
        let (mut root, mut style, mut sheets_at) = (true, None, usize::MAX);
        loop {
            match part.next()? {
                XmlToken::Open(Tag { name: b"style", attributes, .. }) => {
                    style = attributes.get(b"style:name").map(<[u8]>::to_vec);
                }
                XmlToken::Open(Tag { name: b"table-properties", attributes, .. }) => {
                    let hides = attributes.get(b"table:display") == Some(b"false");
                    let room = self.hidden.len() < limits::SHEETS;
                    self.hidden.extend(style.take().filter(|_| hides && room));
                }
                XmlToken::Open(Tag { name: b"null-date", attributes, .. }) => self.epoch = epoch(attributes),
                XmlToken::Open(Tag { name: b"spreadsheet", level, .. }) => sheets_at = level + 1,
                XmlToken::Open(Tag { name: b"table", attributes, empty: false, level, .. })
                    if level == sheets_at =>
                {
                    let name = attributes.get(b"table:name").and_then(text::attribute).unwrap_or_default();
                    let style = attributes.get(b"table:style-name").map(<[u8]>::to_vec);
                    self.sheet(part, name, style.as_deref())?;
                }
                XmlToken::End if root => return Err(ErrorCode::DamagedFile.into()),
                XmlToken::End => return Ok(()),
                _ => root = false,
            }
        }
    }

    fn sheet(&mut self, part: &mut Scanner<'_>, name: String, style: Option<&[u8]>) -> Result<(), Error> {
        let foreign = style == Some(FOREIGN_STYLE);
        if !foreign {
            self.begin(&name, style)?;
        }
        let mut sheet = OdsSheet { name, foreign, rows: 0, merges: Merges::default() };
        let (mut cells, mut depth) = (RowCells::new(self.memory), 1);
        while depth > 0 {
            match part.next()? {
                XmlToken::Open(Tag { name: b"table-row", attributes, empty, .. }) => {
                    let times = times(attributes, b"table:number-rows-repeated");
                    let hidden = matches!(attributes.get(b"table:visibility"), Some(b"collapse" | b"filter"));
                    if !empty {
                        row(part, &mut cells).map_err(|error| sheet.name_error(error))?;
                        self.push(&mut sheet, times, hidden, &cells)?;
                    }
                    sheet.rows = sheet.rows.saturating_add(times);
                }
                XmlToken::Open(Tag { name: b"table", empty: false, .. }) => depth += 1,
                XmlToken::Close(b"table") => depth -= 1,
                XmlToken::End => return Err(Error::new(ErrorCode::DamagedFile).in_sheet(&sheet.name)),
                _ => {}
            }
        }
        Ok(())
    }

    fn begin(&mut self, name: &str, style: Option<&[u8]>) -> Result<(), Error> {
        self.sheets += 1;
        if self.sheets > limits::SHEETS {
            return Err(ErrorCode::TooLarge.into());
        }
        let hidden = style.is_some_and(|style| self.hidden.iter().any(|known| known == style));
        let (sheet, epoch) = (Some(name.to_owned()), self.epoch);
        self.sink.table(TableStart { sheet, epoch, format: "ods", hidden, ..TableStart::default() })
    }

    /// Pushes a row as many times as it is repeated.
    fn push(
        &mut self,
        sheet: &mut OdsSheet,
        times: u32,
        hidden: bool,
        cells: &RowCells,
    ) -> Result<(), Error> {
        if sheet.foreign {
            return Ok(());
        }
        for merge in &cells.merges {
            let [first_row, last_row] = [1, merge.last_row].map(|row| row.saturating_add(sheet.rows));
            sheet.merges.add(Merge { first_row, last_row, ..*merge }, self.sink)?;
        }
        if cells.cells.is_empty() {
            return Ok(());
        }
        let last = sheet.rows.saturating_add(times);
        self.repeated = self.repeated.saturating_add((times as usize - 1).saturating_mul(cells.cells.len()));
        if last > limits::SHEET_ROWS || self.repeated > limits::REPEATED_CELLS {
            return Err(Error::new(ErrorCode::TooLarge).in_sheet(&sheet.name).at_row(last));
        }
        for number in sheet.rows + 1..=last {
            self.sink.row(Row::new(number, &cells.text, &[], &cells.cells))?;
            if hidden {
                self.sink.notice(Notice::HiddenRow(number))?;
            }
        }
        Ok(())
    }
}

impl OdsSheet {
    /// Adds the sheet and the next row to an error.
    fn name_error(&self, error: Error) -> Error {
        error.in_sheet(&self.name).at_row(self.rows.saturating_add(1))
    }
}

fn epoch(attributes: XmlAttributes<'_>) -> Epoch {
    match attributes.get(b"table:date-value") {
        Some([b'1', b'9', b'0', b'4', ..]) => Epoch::Y1904,
        _ => Epoch::Y1900,
    }
}

/// Reads a row up to its end tag.
fn row(part: &mut Scanner<'_>, cells: &mut RowCells) -> Result<(), Error> {
    cells.clear();
    loop {
        match part.next()? {
            XmlToken::Open(Tag {
                name: b"table-cell" | b"covered-table-cell", attributes, empty, ..
            }) => {
                let times = times(attributes, b"table:number-columns-repeated");
                let mut cell = PendingCell::open(attributes, cells);
                if !empty {
                    content(part, &mut cell, cells)?;
                }
                cells.put(&cell, times)?;
            }
            XmlToken::Close(b"table-row") => return Ok(()),
            XmlToken::End => return Err(ErrorCode::DamagedFile.into()),
            _ => {}
        }
    }
}

/// Reads a cell's paragraphs up to its end tag.
fn content(part: &mut Scanner<'_>, cell: &mut PendingCell, cells: &mut RowCells) -> Result<(), Error> {
    let (mut aside, mut in_paragraph) = (0_usize, 0_usize);
    loop {
        match part.next()? {
            XmlToken::Close(b"table-cell" | b"covered-table-cell") if aside == 0 => return Ok(()),
            XmlToken::Open(tag) if ASIDE.contains(&tag.name) => aside += usize::from(!tag.empty),
            XmlToken::Close(name) if ASIDE.contains(&name) => aside = aside.saturating_sub(1),
            XmlToken::End => return Err(ErrorCode::DamagedFile.into()),
            _ if aside > 0 || !cell.takes_text() => {}
            XmlToken::Open(Tag { name: b"p" | b"h", empty, .. }) => {
                cells.paragraph(cell)?;
                in_paragraph += usize::from(!empty);
            }
            XmlToken::Close(b"p" | b"h") => in_paragraph = in_paragraph.saturating_sub(1),
            XmlToken::Open(tag) if in_paragraph > 0 => cells.blank(tag.name, tag.attributes)?,
            token if in_paragraph > 0 => cells.text(token, cell)?,
            _ => {}
        }
    }
}
