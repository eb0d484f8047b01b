//! Outcomes: the state of a dossier on a day.

use super::choice::choice;

choice! {
    /// The state of a dossier on a day (docs/reference.md, "Definitions").
    Outcome: "outcome" {
        /// Ended before its due day (trước hạn).
        Early = "early",
        /// Ended on its due day (đúng hạn).
        OnDueDay = "onDueDay",
        /// Ended after its due day (trễ hạn).
        Late = "late",
        /// Ended, but without the data to judge whether it was on time.
        NoVerdict = "noVerdict",
        /// In progress, not yet due.
        InTerm = "inTerm",
        /// In progress, past due (quá hạn).
        Overdue = "overdue",
        /// In progress, without a readable appointment.
        NoDue = "noDue",
        /// Waiting for the applicant.
        Waiting = "waiting",
        /// Left without a result after intake: returned (if the rules count returned dossiers separately) or
        /// halted.
        Stopped = "stopped",
        /// Never accepted.
        NotAccepted = "notAccepted",
    }
}

impl Outcome {
    /// True if it ended, with or without a verdict.
    pub fn is_ended(self) -> bool {
        matches!(self, Self::Early | Self::OnDueDay | Self::Late | Self::NoVerdict)
    }

    /// True if it ended early or on its due day.
    #[inline]
    pub fn is_timely(self) -> bool {
        matches!(self, Self::Early | Self::OnDueDay)
    }

    /// True while it is not closed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::InTerm | Self::Overdue | Self::NoDue | Self::Waiting)
    }
}

choice! {
    /// How a dossier left without a result.
    Stop: "stop" {
        /// Withdrawn, refused, cancelled, given back (rút, từ chối, trả lại).
        Returned = "returned",
        /// Processing was stopped (dừng xử lý).
        Halted = "halted",
    }
}
