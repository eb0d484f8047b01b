//! Tables that hoso cannot count.

use super::Refused;
use crate::dossier::preview::preview;
use crate::read::TableStart;
use crate::schema::{HeldRow, Unsettled};

impl Refused {
    /// A table whose header was not found, or not understood, with its first rows.
    pub fn of(Unsettled { error, header }: Unsettled, rows: &[HeldRow]) -> Self {
        let preview = match &header {
            Some(header) => preview(rows, header.1, Some(&header.0)),
            None => preview(rows, 0, None),
        };
        let (mapping, body_first) = header.map_or_else(Default::default, |header| *header);
        let header_row =
            body_first.checked_sub(1).and_then(|index| rows.get(index)).map_or(0, |row| row.number);
        Self { start: TableStart::default(), error, header_row, mapping, preview }
    }
}
