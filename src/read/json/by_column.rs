//! A table stored by columns: {"a": [1, 2], "b": [3, 4]}, or with objects in place of the arrays. All columns
//! are read in parallel, one value each per row.

use super::cells::KeyedCells;
use super::layout::Member;
use super::parser::{JsonKind, Parser, Scalar, damaged, inside};
use crate::Error;
use crate::read::{Row, RowSink, TableStart, limits};

/// Pushes the table to the sink.
pub fn read(columns: &[Member<'_>], start: TableStart, sink: &mut dyn RowSink) -> Result<(), Error> {
    let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
    let mut parsers: Vec<_> = columns.iter().map(|(_, values)| Parser::new(inside(values))).collect();
    let mut cells = KeyedCells::default();
    sink.table(start)?;
    cells.header(&names)?;
    for number in 1..limits::ROWS {
        sink.row(Row::new(number, &cells.text, &[], &cells.cells))?;
        cells.clear();
        if !next(&mut parsers, &mut cells).map_err(|error| error.at_row(number + 1))? {
            break;
        }
    }
    Ok(())
}

/// Reads the next row; false once every column has ended. If the values have keys, the keys of one row must
/// be equal.
fn next<'a>(parsers: &mut [Parser<'a>], cells: &mut KeyedCells) -> Result<bool, Error> {
    let (mut any, mut row_key) = (false, None);
    for (column, parser) in parsers.iter_mut().enumerate() {
        let Some(mut kind) = parser.kind() else { continue };
        any = true;
        if let Some(key) = parser.member_key()? {
            if *row_key.get_or_insert(key) != key {
                return Err(damaged());
            }
            kind = parser.kind().unwrap_or(JsonKind::Scalar);
        }
        if kind == JsonKind::Scalar {
            cells.put_at(column, parser.scalar()?)?;
        } else {
            parser.skip_value()?;
            cells.put_at(column, Scalar::Null)?;
        }
    }
    Ok(any)
}
