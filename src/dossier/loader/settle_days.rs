//! Reads and judges the days of unsettled rows (those with a day that can be read day first and month first)
//! again at the end of the table, when the order is known.

use super::days::Days;
use super::unsettled::{Doubtful, Unsettled, Verdict};
use super::{Loader, spot};
use crate::dossier::columns::{Builder, Chunk};
use crate::dossier::facts::{Facts, NO_DAY, NO_TIME, doubt};
use crate::dossier::issues::IssueKind;
use crate::dossier::ledger::Reason;
use crate::schema::Column;
use crate::value::Moment;

/// The issues that depend on days, and are therefore judged again.
const JUDGED: u16 = doubt::END_BEFORE_RECEIVED
    | doubt::DUE_BEFORE_RECEIVED
    | doubt::CODE_DATE
    | doubt::OPEN_STATUS
    | doubt::NO_END
    | doubt::AFTER_TODAY;

impl Loader {
    /// Records a day that may change.
    #[cold]
    pub(super) fn note_doubtful(&mut self, column: Column, row: u32, why: Doubtful) {
        if !self.is_unsettled(row) {
            let (received, submitted) = (NO_DAY, NO_DAY);
            self.unsettled.push(Unsettled { row, received, submitted, texts: 0, cells: 0, guesses: 0 });
        }
        let Some(last) = self.unsettled.last_mut() else { return };
        let bits = match why {
            Doubtful::Text => &mut last.texts,
            Doubtful::Cell => &mut last.cells,
            Doubtful::Guess => &mut last.guesses,
        };
        *bits |= 1 << column as u16;
    }

    /// True if days of the last row may change.
    #[inline]
    pub(super) fn is_unsettled(&self, row: u32) -> bool {
        self.unsettled.last().is_some_and(|last| last.row == row)
    }

    /// Records the days received and filed of the last unsettled row as they were first read.
    #[cold]
    pub(super) fn complete_unsettled(&mut self, received: Option<Moment>, submitted: Option<Moment>) {
        let day = |moment: Option<Moment>| moment.map_or(NO_DAY, |moment| moment.day);
        if let Some(last) = self.unsettled.last_mut() {
            (last.received, last.submitted) = (day(received), day(submitted));
        }
    }

    /// Reads and judges again the days that fit both ways.
    pub(super) fn settle_days(&mut self, chunks: Vec<Chunk>) -> Vec<Chunk> {
        let rows = std::mem::take(&mut self.unsettled);
        let verdict = self.verdict();
        if rows.iter().any(|row| verdict.concerns(row)) {
            return self.read_again(&rows, verdict, &chunks);
        }
        for row in &rows {
            let chunk = chunks.iter().find(|chunk| chunk.row.last().is_some_and(|last| last >= row.row));
            let found = chunk.and_then(|chunk| {
                let at = chunk.row.find(row.row)?;
                Some((chunk.facts(at)?, chunk.code.get(at)))
            });
            if let Some((mut facts, code)) = found {
                // No day changes: only the issues that were held back are reported.
                self.judge_again(row, verdict, code.as_bytes(), &mut facts);
            }
        }
        chunks
    }

    fn verdict(&self) -> Verdict {
        let (mut verdict, bit) = (Verdict::default(), |column: Column| 1 << column as u16);
        for column in self.month_first_columns() {
            verdict.texts |= bit(column.0);
            verdict.cells |= if self.orders.may_swap_cells(column.0) { bit(column.0) } else { 0 };
        }
        let wrong = Column::ALL.into_iter().filter(|column| self.orders.is_day_first(*column));
        verdict.wrong = wrong.fold(0, |bits, column| bits | bit(column));
        verdict
    }

    fn read_again(&mut self, rows: &[Unsettled], verdict: Verdict, chunks: &[Chunk]) -> Vec<Chunk> {
        let (mut builder, mut rows) = (Builder::default(), rows.iter().peekable());
        for chunk in chunks {
            chunk.each(|at, mut facts| {
                let code = chunk.code.get(at).as_bytes();
                // Skips rows that were rejected meanwhile.
                while rows.next_if(|row| row.row < facts.row).is_some() {}
                let row = rows.next_if(|row| row.row == facts.row);
                if row.is_none_or(|row| self.judge_again(row, verdict, code, &mut facts)) {
                    builder.push(code, &facts);
                }
            });
        }
        builder.finish()
    }

    /// Reads the days of one dossier in the order that is now known, and reports what is wrong with them.
    /// False if it then has no received day.
    fn judge_again(&mut self, row: &Unsettled, verdict: Verdict, code: &[u8], facts: &mut Facts) -> bool {
        // 01/01/1970 (a clock at zero) was dropped as an appointment, and noted as before the received day.
        let zero_due = facts.due == NO_DAY && facts.doubts & doubt::DUE_BEFORE_RECEIVED != 0;
        self.report_wrong(row, verdict, facts);
        settle_ends(row, verdict, facts);
        let received = verdict.day(row, Column::Received, row.received);
        let submitted = verdict.day(row, Column::Submitted, row.submitted);
        let days = Days::again(facts, [received, submitted], code, zero_due);
        facts.received = days.received;
        facts.submitted = if received == NO_DAY { NO_DAY } else { submitted };
        for (day, second) in
            [(received, &mut facts.received_second), (facts.submitted, &mut facts.submitted_second)]
        {
            *second = if day == NO_DAY { NO_TIME } else { *second };
        }
        if facts.received == NO_DAY {
            self.ledger.add(Reason::NoReceivedDay, facts.row);
            return false;
        }
        facts.doubts = (facts.doubts & !JUDGED) | self.contradictions(facts, &days);
        self.report_days(facts, &days);
        true
    }

    /// Reports the days that were read month first although that is impossible.
    fn report_wrong(&mut self, row: &Unsettled, verdict: Verdict, facts: &mut Facts) {
        let wrong = row.guesses & verdict.wrong;
        for column in Column::ALL.into_iter().filter(|column| wrong >> *column as u16 & 1 == 1) {
            let place = spot(&self.headers, self.places.of_column(column), row.row);
            self.issues.add_in_order(IssueKind::ImpossibleDate, place);
            facts.doubts |= doubt::IMPOSSIBLE_DATE;
        }
    }
}

fn settle_ends(row: &Unsettled, verdict: Verdict, facts: &mut Facts) {
    let Facts { due, due_second, finished, finished_second, returned, returned_second, doubts, .. } = facts;
    for (column, day, second, unreadable) in [
        (Column::Due, due, due_second, doubt::UNREADABLE_DUE),
        (Column::Finished, finished, finished_second, doubt::UNREADABLE_FINISHED),
        (Column::Returned, returned, returned_second, doubt::UNREADABLE_RETURNED),
    ] {
        let settled = verdict.day(row, column, *day);
        if settled == NO_DAY && *day != NO_DAY {
            *second = NO_TIME;
            *doubts |= unreadable;
        }
        *day = settled;
    }
}
