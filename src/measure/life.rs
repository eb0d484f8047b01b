//! One dossier's life: when it was opened, when and how it was closed. Its outcome on a day follows from that and
//! the rules alone (spec section 3).

use super::{Clock, Rules, Waiting};
use crate::dossier::{Facts, NO_DAY, NO_TIME};
use crate::value::Status;
use serde::{Deserialize, Serialize};

/// What a dossier is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// Ended before its due day (trước hạn).
    Early,
    /// Ended on its due day (đúng hạn).
    OnDueDay,
    /// Ended after its due day (trễ hạn).
    Late,
    /// Ended, with nothing to judge by.
    NoVerdict,
    /// In progress, not yet due.
    InTerm,
    /// In progress, past due (quá hạn).
    Overdue,
    /// Waiting for the applicant.
    Waiting,
    /// Withdrawn, refused or cancelled after intake.
    Stopped,
    /// Never accepted.
    NotAccepted,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 9] = [
        Self::Early,
        Self::OnDueDay,
        Self::Late,
        Self::NoVerdict,
        Self::InTerm,
        Self::Overdue,
        Self::Waiting,
        Self::Stopped,
        Self::NotAccepted,
    ];

    /// Its name in questions and exports.
    pub fn key(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::OnDueDay => "onDueDay",
            Self::Late => "late",
            Self::NoVerdict => "noVerdict",
            Self::InTerm => "inTerm",
            Self::Overdue => "overdue",
            Self::Waiting => "waiting",
            Self::Stopped => "stopped",
            Self::NotAccepted => "notAccepted",
        }
    }
}

/// A dossier's life, whatever day it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// Day received.
    pub opened: i32,
    /// Day it ended or stopped, never before it was opened; [`i32::MAX`] while open.
    pub closed: i32,
    /// What it is from that day on; meaningless while open.
    pub outcome: Outcome,
    /// Open for want of something from the applicant.
    pub waits: bool,
    /// Last day on which it is not overdue; [`i32::MAX`] without appointment.
    pub due: i32,
}

impl Life {
    /// The life that these facts tell.
    #[inline]
    pub fn of(facts: &Facts, clock: Clock) -> Self {
        let status = Status::of(facts.status);
        let (end, _) = facts.end();
        let ended = end != NO_DAY;
        // Choices between values, so that a scan over outcomes in no order does not have to guess its way.
        let refused = status == Status::NotAccepted;
        let closes = ended
            || matches!(status, Status::NotAccepted | Status::Returned | Status::Halted | Status::Finished);
        let closed = if ended && !refused { end } else { facts.received };
        let open = if status == Status::Finished { Outcome::NoVerdict } else { Outcome::InTerm };
        let outcome = if ended { judge(facts, clock) } else { open };
        let outcome = if status.is_stopped() { Outcome::Stopped } else { outcome };
        Self {
            opened: facts.received,
            closed: if closes { closed.max(facts.received) } else { i32::MAX },
            outcome: if refused { Outcome::NotAccepted } else { outcome },
            waits: status == Status::Waiting && !ended,
            due: if facts.due == NO_DAY { i32::MAX } else { facts.due },
        }
    }

    /// What it is on the rules' as-of date; none before it was received.
    pub fn outcome(&self, rules: &Rules) -> Option<Outcome> {
        if self.opened > rules.as_of {
            None
        } else if self.closed <= rules.as_of {
            Some(self.outcome)
        } else if self.waits && rules.waiting == Waiting::Apart {
            Some(Outcome::Waiting)
        } else if self.due < rules.as_of {
            Some(Outcome::Overdue)
        } else {
            Some(Outcome::InTerm)
        }
    }
}

/// The verdict on a dossier that has ended.
#[inline]
pub fn judge(facts: &Facts, clock: Clock) -> Outcome {
    let (end, end_second) = facts.end();
    let timed = clock == Clock::Instant && end_second != NO_TIME && facts.due_second != NO_TIME;
    let after = end > facts.due || (end == facts.due && timed && end_second > facts.due_second);
    let by_then = if after { Outcome::Late } else { Outcome::OnDueDay };
    let verdict = if end < facts.due { Outcome::Early } else { by_then };
    if facts.due == NO_DAY { Outcome::NoVerdict } else { verdict }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Basis, LevelShare};
    use crate::value::Coded;

    fn facts(status: Status, received: i32, due: i32, end: i32) -> Facts {
        Facts { due, finished: end, status: status.number(), ..Facts::received_on(received) }
    }

    fn on(as_of: i32, facts: &Facts, waiting: Waiting) -> Option<Outcome> {
        let rules =
            Rules { as_of, clock: Clock::Day, waiting, level_share: LevelShare::Level, basis: Basis::Event };
        Life::of(facts, Clock::Day).outcome(&rules)
    }

    #[test]
    fn the_table_of_section_three() {
        use Outcome::{Early, InTerm, Late, NoVerdict, NotAccepted, OnDueDay, Overdue, Stopped};
        for (status, due, end, as_of, outcome) in [
            (Status::Blank, 20, 19, 30, Some(Early)),
            (Status::Blank, 20, 20, 30, Some(OnDueDay)),
            (Status::Open, 20, 21, 30, Some(Late)),
            (Status::Blank, NO_DAY, 21, 30, Some(NoVerdict)),
            (Status::Finished, 20, NO_DAY, 30, Some(NoVerdict)),
            (Status::Blank, 20, NO_DAY, 20, Some(InTerm)),
            (Status::Blank, NO_DAY, NO_DAY, 30, Some(InTerm)),
            (Status::Blank, 20, NO_DAY, 21, Some(Overdue)),
            (Status::Blank, 20, 25, 24, Some(Overdue)),
            (Status::Waiting, 20, NO_DAY, 30, Some(Outcome::Waiting)),
            (Status::Waiting, 20, 35, 30, Some(Overdue)),
            (Status::Returned, 20, 15, 14, Some(InTerm)),
            (Status::Halted, 20, 15, 15, Some(Stopped)),
            (Status::Returned, 20, NO_DAY, 10, Some(Stopped)),
            (Status::NotAccepted, 20, 15, 30, Some(NotAccepted)),
            (Status::Blank, 20, 15, 9, None),
        ] {
            let facts = facts(status, 10, due, end);
            assert_eq!(on(as_of, &facts, Waiting::Apart), outcome, "{status:?} {due} {end} {as_of}");
        }
        let waiting = facts(Status::Waiting, 10, 20, NO_DAY);
        assert_eq!(on(30, &waiting, Waiting::Pending), Some(Overdue));
    }

    #[test]
    fn the_instant_clock_needs_both_times() {
        let mut facts = facts(Status::Blank, 10, 20, 20);
        (facts.due_second, facts.finished_second) = (100, 101);
        assert_eq!(judge(&facts, Clock::Instant), Outcome::Late);
        assert_eq!(judge(&facts, Clock::Day), Outcome::OnDueDay);
        facts.due_second = NO_TIME;
        assert_eq!(judge(&facts, Clock::Instant), Outcome::OnDueDay);
        facts.finished = 19;
        assert_eq!(judge(&facts, Clock::Instant), Outcome::Early);
    }
}
