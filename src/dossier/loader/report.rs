//! What is told of a dossier that is taken all the same.

use super::days::Days;
use super::{Loader, Odd};
use crate::dossier::facts::{Facts, doubt};
use crate::dossier::issues::{IssueKind, Spot};

/// Contradictions that are reported.
pub const REPORTED: [(u16, IssueKind); 6] = [
    (doubt::END_BEFORE_RECEIVED, IssueKind::EndBeforeReceived),
    (doubt::DUE_BEFORE_RECEIVED, IssueKind::DueBeforeReceived),
    (doubt::CODE_DATE, IssueKind::CodeDateDiffers),
    (doubt::OPEN_STATUS, IssueKind::EndWithOpenStatus),
    (doubt::NO_END, IssueKind::FinishedWithoutEnd),
    (doubt::AFTER_TODAY, IssueKind::DateAfterToday),
];

impl Loader {
    /// Tells what is odd about a dossier.
    pub(super) fn report(&mut self, facts: &Facts, days: &Days) {
        if facts.doubts == 0 && days.is_plain() && self.odd == Odd::No {
            return;
        }
        self.report_unreadable(facts.row, days);
        self.report_width(facts.row);
        if !self.is_unsettled(facts.row) {
            self.report_days(facts, days);
        }
    }

    /// Tells what is wrong with the days of a dossier between them.
    pub(super) fn report_days(&mut self, facts: &Facts, days: &Days) {
        let flagged = REPORTED.iter().filter(|(bit, _)| facts.doubts & bit != 0).map(|(_, kind)| *kind);
        let far = days.is_far_off().then_some(IssueKind::DateFarOff);
        for kind in flagged.chain(days.source).chain(far) {
            self.issues.add_in_order(kind, Spot { row: Some(facts.row), column: None });
        }
    }
}
