//! Counts of a group: exact integers that add up over tables, files and machines.

use crate::dossier::Figures;
use serde::Serialize;

/// Declares the counts once: the record and its sum.
macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// What is counted of a group in a period. Everything is 0 or more dossiers.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct Counts { $($(#[$doc])* pub $name: u32,)+ }

        impl Counts {
            /// Adds another group's counts.
            pub fn add(&mut self, other: &Self) {
                $(self.$name = self.$name.saturating_add(other.$name);)+
            }

            /// Every count, in order.
            pub fn numbers(&self) -> [u32; [$(stringify!($name)),+].len()] {
                [$(self.$name),+]
            }

            /// Every count with its name here.
            pub fn named(&self) -> Vec<(&'static str, u32)> {
                vec![$((stringify!($name), self.$name),)+]
            }
        }
    };
}

counts! {
    /// Received in the period; not those never accepted.
    received,
    /// Received before the period and open when it began.
    carried_over,
    /// Ended in the period.
    ended,
    /// Stopped in the period.
    stopped,
    /// Never accepted, received in the period.
    not_accepted,
    /// Returned in the period (withdrawn, refused, given back), whatever the rules count these as.
    returned,
    /// Halted in the period.
    halted,
    /// Halted on or before the period's end.
    halted_standing,
    /// Accepted more than eight working hours after they were filed.
    accepted_late,
    /// Received, of which it is known when they were filed and when accepted.
    accepted_timed,
    /// Of those returned, before the due day.
    returned_early,
    /// Of those returned, on the due day.
    returned_on_due_day,
    /// Of those returned, after the due day.
    returned_late,
    /// Appointments in the period.
    due_in_period,
    /// Of these, kept.
    due_met,
    /// Early and on due day, and what a summary gives unsplit.
    timely,
    /// Ended before the due day.
    early,
    /// Ended on the due day.
    on_due_day,
    /// Ended after the due day.
    late,
    /// Ended with nothing to judge by.
    no_verdict,
    /// Open at the period's end, not waiting.
    pending,
    /// Of these, not yet due.
    in_term,
    /// Of these, past due.
    overdue,
    /// Of these, without an appointment that can be read.
    no_due,
    /// Open at the period's end, waiting for the applicant.
    waiting,
    /// Received at the desk.
    direct,
    /// Received online.
    online,
    /// Received by public post.
    postal_intake,
    /// Received some other way.
    other_intake,
    /// Received at level 3.
    received_l3,
    /// Received at level 4.
    received_l4,
    /// Received online at level 3.
    online_l3,
    /// Received online at level 4.
    online_l4,
    /// Timely among those received online.
    online_on_time,
    /// Late among those received online.
    online_late,
    /// Ended, the result returned by public post.
    postal_return,
}

impl Counts {
    /// True if there is no group to be made of it: nothing is counted but what was halted once.
    pub fn is_zero(&self) -> bool {
        Self { halted_standing: 0, ..*self } == Self::default()
    }

    /// These and others.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        self.add(others);
        self
    }

    /// What a summary's row gives; what it does not give is 0, and [`super::Lacks::of_row`] says so.
    pub fn of_row(figures: &Figures) -> Self {
        let known = |count: Option<u32>| count.unwrap_or_default();
        let (early, on_due_day) = figures.split().unwrap_or_default();
        let (timely, late, ended) = (known(figures.timely()), known(figures.late()), known(figures.ended()));
        let (pending, overdue) = (known(figures.pending()), known(figures.overdue()));
        Self {
            received: known(figures.received()),
            carried_over: figures.carried_over(),
            no_verdict: ended.saturating_sub(timely).saturating_sub(late),
            in_term: pending.saturating_sub(overdue),
            direct: known(figures.direct()),
            online: known(figures.online()),
            postal_intake: known(figures.postal_intake()),
            postal_return: known(figures.postal_return()),
            ..Self { ended, timely, early, on_due_day, late, pending, overdue, ..Self::default() }
        }
    }

    /// Adds what follows in time: what happened adds up, the stock at the end is the later one's, and what was
    /// carried over is the earlier one's.
    pub fn then(&mut self, later: &Self) {
        let mut next = *later;
        next.carried_over = 0;
        (self.pending, self.in_term, self.overdue, self.no_due, self.waiting) = (0, 0, 0, 0, 0);
        self.halted_standing = 0;
        self.add(&next);
    }
}
