//! A form as a sheet, A4 landscape: merged head and header, typed figures, header rows on every page.

use super::cell::{escape, letters};
use super::parts::{HEAD, MAIN, columns};
use super::style;
use crate::report::form::{COLUMNS, FormRow, FormSheet, HEADER_ROWS, II06A, RowKind};
use crate::report::printed::put;

/// Widths of the columns in characters.
const WIDTHS: [usize; COLUMNS] = [6, 34, 9, 9, 11, 9, 9, 9, 9, 9, 9, 9, 9];
/// Row of the header, after five rows of the head and the row of the unit of measure.
const HEADER_AT: usize = 7;

/// Rows of the sheet repeated on every printed page: the header and its numbers.
pub fn repeated_rows() -> (usize, usize) {
    (HEADER_AT, HEADER_AT + HEADER_ROWS)
}

/// The XML of the sheet.
pub fn form_sheet(form: &FormSheet) -> String {
    let mut sheet = SheetXml::default();
    sheet.head(form);
    sheet.header(form);
    sheet.numbers();
    form.rows.iter().for_each(|row| sheet.form_row(row));
    sheet.under(form);
    sheet.finish()
}

/// The rows written so far, and the merged areas.
#[derive(Default)]
struct SheetXml {
    rows: String,
    merges: Vec<String>,
    /// Number of the last row written.
    last: usize,
}

impl SheetXml {
    /// Begins the next row.
    fn begin(&mut self) {
        self.last += 1;
        put(&mut self.rows, format_args!("<row r=\"{}\">", self.last));
    }

    fn end(&mut self) {
        self.rows.push_str("</row>");
    }

    /// Begins a cell. The caller closes it.
    fn cell(&mut self, column: usize, style: u8) {
        put(&mut self.rows, format_args!("<c r=\"{}{}\" s=\"{style}\"", letters(column), self.last));
    }

    fn text(&mut self, column: usize, style: u8, text: &str) {
        self.cell(column, style);
        self.rows.push_str(" t=\"inlineStr\"><is><t>");
        escape(&mut self.rows, text);
        self.rows.push_str("</t></is></c>");
    }

    fn number(&mut self, column: usize, style: u8, number: u64) {
        self.cell(column, style);
        put(&mut self.rows, format_args!("><v>{number}</v></c>"));
    }

    fn blank(&mut self, column: usize, style: u8) {
        self.cell(column, style);
        self.rows.push_str("/>");
    }

    fn merge(&mut self, first: usize, last: usize, rows: usize) {
        self.merges.push(format!(
            "<mergeCell ref=\"{}{}:{}{}\"/>",
            letters(first),
            self.last,
            letters(last),
            self.last + rows - 1
        ));
    }

    /// A line of text, merged over these columns.
    fn line(&mut self, (first, last): (usize, usize), style: u8, text: &str) {
        self.text(first, style, text);
        self.merge(first, last, 1);
    }

    fn head(&mut self, form: &FormSheet) {
        let [left, middle, right] = form.head();
        for (left, right) in left.iter().zip(&right) {
            self.begin();
            self.line((0, 4), style::FORM_TEXT, left);
            self.line((7, COLUMNS - 1), style::FORM_TEXT, right);
            self.end();
        }
        for (at, line) in middle.iter().enumerate() {
            self.begin();
            self.line((0, COLUMNS - 1), if at == 0 { style::FORM_TITLE } else { style::FORM_MIDDLE }, line);
            self.end();
        }
        self.begin();
        self.line((7, COLUMNS - 1), style::FORM_MEASURE, II06A.text("measure"));
        self.end();
    }

    fn header(&mut self, form: &FormSheet) {
        for row in 0..HEADER_ROWS {
            self.begin();
            for column in 0..COLUMNS {
                match II06A.header().find(|cell| (cell.row, cell.column) == (row, column)) {
                    Some(cell) => {
                        self.text(column, style::FORM_HEAD, form.heading(&cell));
                        if (cell.rows, cell.columns) != (1, 1) {
                            self.merge(column, column + cell.columns - 1, cell.rows);
                        }
                    }
                    None => self.blank(column, style::FORM_HEAD),
                }
            }
            self.end();
        }
    }

    fn numbers(&mut self) {
        self.begin();
        for (column, number) in II06A.numbers().enumerate() {
            self.text(column, style::FORM_NUMBERING, number);
        }
        self.end();
    }

    fn form_row(&mut self, row: &FormRow) {
        let (centred, name, number) = match row.kind {
            RowKind::Item => (style::FORM_CENTRE, style::FORM_NAME, style::FORM_NUMBER),
            _ => (style::FORM_CENTRE_BOLD, style::FORM_NAME_BOLD, style::FORM_NUMBER_BOLD),
        };
        self.begin();
        self.text(0, centred, &row.number);
        self.text(1, name, &row.name);
        for column in 2..COLUMNS {
            match row.figures.map(|figures| figures.get(column - 2).copied().flatten()) {
                Some(Some(figure)) => self.number(column, number, figure),
                Some(None) => self.text(column, centred, "–"),
                None => self.blank(column, number),
            }
        }
        self.end();
    }

    fn under(&mut self, form: &FormSheet) {
        for note in &form.notes {
            self.begin();
            self.line((0, COLUMNS - 1), style::FORM_NOTE, note);
            self.end();
        }
        self.last += 1;
        self.begin();
        self.line((8, COLUMNS - 1), style::FORM_SIGNED, &form.signed_at());
        self.end();
        self.begin();
        self.line((1, 4), style::FORM_TITLE, II06A.text("reporter"));
        self.line((8, COLUMNS - 1), style::FORM_TITLE, II06A.text("signer"));
        self.end();
    }

    fn finish(self) -> String {
        let columns = columns(&WIDTHS);
        let Self { rows, merges, .. } = self;
        let frozen = HEADER_AT + HEADER_ROWS;
        format!(
            "{HEAD}<worksheet {MAIN}><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
             <sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\">\
             <pane ySplit=\"{frozen}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
             <cols>{columns}</cols><sheetData>{rows}</sheetData><mergeCells count=\"{}\">{}</mergeCells>\
             <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>\
             <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>",
            frozen + 1,
            merges.len(),
            merges.concat()
        )
    }
}
