//! Cells with listed words, and cells with yes or no.

use super::cells::text_of;
use super::{Loader, spot};
use crate::Error;
use crate::dossier::facts::doubt;
use crate::dossier::issues::IssueKind;
use crate::read::{Cell, Row};
use crate::schema::{Column, Flag};
use crate::value::{ByPost, Channel, Coded, Online};

impl Loader {
    /// The number of a listed word; 0, the enum's "not known", if the column is missing.
    #[inline]
    pub(super) fn word<T: Coded>(
        &mut self,
        row: &Row<'_>,
        column: Column,
        doubts: &mut u16,
    ) -> Result<u8, Error> {
        if !self.places.has(column) {
            return Ok(0);
        }
        let words = match column {
            Column::UnitLevel => &mut self.unit_levels,
            Column::ServiceLevel => &mut self.service_levels,
            Column::IntakeChannel => &mut self.intakes,
            Column::ReturnChannel => &mut self.returns,
            _ => &mut self.statuses,
        };
        let cell = row.short_cell(self.places.of_column(column));
        if matches!(cell, Cell::Error | Cell::Uncalculated) {
            *doubts |= doubt::UNKNOWN_VALUE;
            self.report_error(cell, column, row.number);
            return Ok(T::UNLISTED.number());
        }
        let (number, listed) = words.number::<T>(text_of(cell, &mut self.digits))?;
        if !listed {
            *doubts |= doubt::UNKNOWN_VALUE;
            let spot = || spot(&self.headers, self.places.of_column(column), row.number);
            self.issues.add(IssueKind::UnknownValue, spot);
        }
        Ok(number)
    }

    /// The number of a channel.
    #[inline]
    pub(super) fn channel(&mut self, row: &Row<'_>, column: Column, doubts: &mut u16) -> Result<u8, Error> {
        let words = if column == Column::IntakeChannel { self.intake_words } else { self.return_words };
        let before = *doubts;
        let number = match words {
            None => self.word::<Channel>(row, column, doubts),
            Some(Flag::Online) => self.word::<Online>(row, column, doubts),
            Some(Flag::ByPost) => self.word::<ByPost>(row, column, doubts),
        }?;
        // A listed word that names a place and no channel.
        if number == Channel::Other.number() && before == *doubts {
            self.report_elsewhere(row, column);
        }
        Ok(number)
    }

    #[cold]
    fn report_elsewhere(&mut self, row: &Row<'_>, column: Column) {
        let cell = row.short_cell(self.places.of_column(column));
        let text = text_of(cell, &mut self.digits);
        if std::str::from_utf8(text).is_ok_and(|text| Channel::listed(text) == Some(Channel::Other)) {
            let spot = || spot(&self.headers, self.places.of_column(column), row.number);
            self.issues.add(IssueKind::ChannelNotTold, spot);
        }
    }

    /// Counts an error value in a used column.
    #[cold]
    pub(super) fn report_error(&mut self, cell: Cell<'_>, column: Column, row: u32) {
        let kind = if cell == Cell::Error { IssueKind::ErrorCell } else { IssueKind::Uncalculated };
        self.issues.add(kind, || spot(&self.headers, self.places.of_column(column), row));
    }
}
