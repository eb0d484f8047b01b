//! Cells as SpreadsheetML, and text made valid for XML and Excel.

use super::style;
use crate::report::grid::OutCell;
use crate::report::printed::put;
use std::io::{Error as IoError, Write};

/// Most UTF-16 units that a cell can hold.
const CELL_TEXT: usize = 32_767;
/// Bytes that are buffered before they are compressed.
const HELD: usize = 1 << 16;
/// Excel's serial number of 1970-01-01.
const EPOCH: i32 = 25_569;
/// Serial numbers that mean the same day in every program: 1900-03-01 to 9999-12-31.
const DAYS: std::ops::RangeInclusive<i32> = 61..=2_958_465;

/// A buffer of rows as text.
#[derive(Debug, Default)]
pub struct Texts(String);

impl Texts {
    /// Adds a row; `number` counts from 1.
    pub fn row(&mut self, number: usize, cells: &[OutCell<'_>]) {
        put(&mut self.0, format_args!("<row r=\"{number}\">"));
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| **cell != OutCell::Empty) {
            put(&mut self.0, format_args!("<c r=\"{}{number}\"", letters(column)));
            self.cell(cell);
        }
        self.0.push_str("</row>");
    }

    /// Flushes the buffer: always if `all`, otherwise once it is large enough.
    pub fn give(&mut self, out: &mut dyn Write, all: bool) -> Result<(), IoError> {
        if all || self.0.len() >= HELD {
            out.write_all(self.0.as_bytes())?;
            self.0.clear();
        }
        Ok(())
    }

    fn cell(&mut self, cell: &OutCell<'_>) {
        match cell {
            OutCell::Empty => {}
            OutCell::Text(text) => self.text(0, text),
            OutCell::Head(text) => self.text(style::HEAD, text),
            OutCell::Number(number) => self.number(style::NUMBER, format_args!("{number}")),
            OutCell::Percent(text) => {
                let (style, share) = share(text);
                self.number(style, format_args!("{share}"));
            }
            OutCell::Points(text) => {
                self.number(
                    style::POINTS,
                    format_args!("{}", text.trim_start_matches('+').replace(',', ".")),
                );
            }
            OutCell::Day(day) => match day.saturating_add(EPOCH) {
                serial if DAYS.contains(&serial) => self.number(style::DAY, format_args!("{serial}")),
                _ => self.text(0, &cell.printed()),
            },
        }
    }

    fn number(&mut self, style: u8, value: std::fmt::Arguments<'_>) {
        put(&mut self.0, format_args!(" s=\"{style}\"><v>{value}</v></c>"));
    }

    fn text(&mut self, style: u8, text: &str) {
        put(&mut self.0, format_args!(" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"));
        escape(&mut self.0, text);
        self.0.push_str("</t></is></c>");
    }
}

/// The format and the value of a share as printed: "99,83%" is 0.9983.
fn share(text: &str) -> (u8, String) {
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (whole, part) = (digits(whole), digits(part));
    let style = match part.len() {
        0 => style::PERCENT_WHOLE,
        2 => style::PERCENT,
        _ => style::PERCENT_OTHER,
    };
    let hundreds = format!("{whole:0>3}");
    let (units, rest) = hundreds.split_at(hundreds.len() - 2);
    (style, format!("{units}.{rest}{part}"))
}

/// Text as XML, cut to the length of a cell. Characters that XML cannot hold are replaced, and `_x0041_` is
/// escaped because Excel would read it as a letter.
pub fn escape(out: &mut String, text: &str) {
    let mut units = 0;
    for (at, ch) in text.char_indices() {
        units += ch.len_utf16();
        if units >= CELL_TEXT && at + ch.len_utf8() < text.len() {
            return out.push('…');
        }
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if is_escape(text.get(at..).unwrap_or_default()) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(ch),
            '\r' => out.push_str("_x000D_"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(ch),
        }
    }
}

/// True for text that begins like "_x0041_".
fn is_escape(text: &str) -> bool {
    let mut bytes = text.bytes().skip(1);
    let lead = matches!(bytes.next(), Some(b'x' | b'X'));
    lead && bytes.by_ref().take(4).filter(u8::is_ascii_hexdigit).count() == 4 && bytes.next() == Some(b'_')
}

/// A column's letters: 0 is A, 26 is AA.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let found = [0, 25, 26, 51, 52, 701, 702, 16_383].map(letters);
        assert_eq!(found, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(&mut out, text);
        out
    }

    #[test]
    fn text_is_cut_and_escaped_for_a_cell() {
        assert_eq!(
            escaped("a<b> & \"c\"\u{1}\r_x0041_ _x"),
            "a&lt;b&gt; &amp; \"c\"\u{fffd}_x000D__x005F_x0041_ _x"
        );
        assert_eq!(escaped(&"ă".repeat(32_767)).chars().count(), 32_767);
        let long = escaped(&"ă".repeat(32_768));
        assert_eq!((long.chars().count(), long.ends_with('…')), (32_767, true));
    }

    #[test]
    fn shares_keep_their_printed_digits() {
        let mut texts = Texts::default();
        for share in ["99,99%", "0,01%", "100%", "0%", "96,2%", "99.834 %", "78%"] {
            texts.cell(&OutCell::Percent(share.into()));
        }
        let values: Vec<_> =
            texts.0.split("<v>").skip(1).map(|text| text.split('<').next().unwrap()).collect();
        assert_eq!(values, ["0.9999", "0.0001", "1.00", "0.00", "0.962", "0.99834", "0.78"]);
    }
}
