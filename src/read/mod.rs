//! Containers: bytes in, rows out. A reader *pushes* borrowed rows into one [`RowSink`], table by table, as
//! early as its container allows; most readers never hold a whole sheet. Input that exceeds a limit of
//! [`limits`] is an error. Which row is a header and which cell is a date is decided by later stages.

mod arrow;
mod block;
mod bytes;
mod cell_buffer;
mod csv;
mod encoding;
mod foreign;
mod gzip;
mod html;
mod inflate_budget;
mod json;
mod label;
pub mod limits;
mod lives;
mod markup;
mod memory;
mod merges;
mod mhtml;
pub(crate) mod number;
mod ods;
mod row;
mod single;
mod sink;
mod sniff;
mod spreadsheetml;
mod table;
mod workbook;
mod xls;
mod xlsb;
mod zipped;

pub(crate) use block::RowBlock;
pub use csv::CsvReader;
pub use encoding::Encoding;
pub(crate) use foreign::refusal_by_name;
pub use lives::LivesAbout;
pub(crate) use row::cut;
pub use row::{Cell, RawCell, Row};
pub(crate) use single::Single;
#[cfg(test)]
use sink::Nowhere;
pub use sink::{Reader, RowSink};
pub use sniff::{AnyReader, Container};
pub use table::{Epoch, FORMATS, Format, Merge, Notice, Seen, SeenBy, TableStart};
