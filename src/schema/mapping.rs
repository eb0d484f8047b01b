//! The mapping of a table's columns. It is shown, changed by hand, and remembered by the header's signature.

use super::column::Column;
use super::figure::Figure;
use crate::text::fold;
use crate::value::{civil, iso};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// A table's mapping, column by column. It holds headers, never data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mapping {
    /// Signature of the header: 16 hexadecimal digits.
    pub signature: String,
    /// One entry per column of the table, in order.
    pub columns: Vec<MappedColumn>,
    /// The order of dates that also fit month first. Not set: day first, and their measures are withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_first: Option<bool>,
    /// True if a blank cell of the unit column means the unit above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill_down: Option<bool>,
    /// Number of the row that was chosen as the header by hand; 0: the table has no header. The signature
    /// stays that of the header found, so that the choice applies to the next file of that kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    /// The period of a summary, typed by hand if its titles do not name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<StatedPeriod>,
}

/// A period typed by hand: "2022-03-01" to "2022-03-31".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(try_from = "TypedPeriod", into = "TypedPeriod")]
pub struct StatedPeriod {
    /// First day, since 1970-01-01.
    pub first: i32,
    /// Last day, since 1970-01-01.
    pub last: i32,
}

/// [`StatedPeriod`] in JSON.
#[derive(Serialize, Deserialize)]
struct TypedPeriod {
    from: String,
    to: String,
}

impl TryFrom<TypedPeriod> for StatedPeriod {
    type Error = &'static str;

    fn try_from(typed: TypedPeriod) -> Result<Self, Self::Error> {
        let (first, last) = iso_day(&typed.from).zip(iso_day(&typed.to)).ok_or("no ISO day")?;
        if first > last { Err("from is after to") } else { Ok(Self { first, last }) }
    }
}

impl From<StatedPeriod> for TypedPeriod {
    fn from(period: StatedPeriod) -> Self {
        Self { from: iso(period.first), to: iso(period.last) }
    }
}

/// Reads a day like "2022-03-01".
fn iso_day(text: &str) -> Option<i32> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = parts.next().is_none() && (year.len(), month.len(), day.len()) == (4, 2, 2);
    civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).filter(|_| plain)
}

/// One column of a [`Mapping`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub struct MappedColumn {
    /// The header as in the file, levels joined by " > ".
    pub header: String,
    /// The column it is loaded as; `None` = not loaded.
    #[serde(default)]
    pub column: Option<Column>,
    /// True for a personal column: never loaded, whatever `column` is.
    #[serde(default)]
    pub personal: bool,
    /// In a summary: the count or stated rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Figure>,
}

impl Mapping {
    /// An empty mapping for these headers.
    pub fn of(headers: impl Iterator<Item = String>) -> Self {
        let columns: Vec<_> =
            headers.map(|header| MappedColumn { header, ..MappedColumn::default() }).collect();
        let signature = signature(columns.iter().map(|column| column.header.as_str()));
        Self { signature, columns, ..Self::default() }
    }

    /// Index of the table's column that is loaded as `column`.
    pub fn index_of(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|entry| entry.column == Some(column) && !entry.personal)
    }
}

/// FNV-1a over the folded headers: equal for headers that differ only in spelling, on any machine.
fn signature<'a>(headers: impl Iterator<Item = &'a str>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for header in headers {
        for byte in fold(header).bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
