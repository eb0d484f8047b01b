//! Counts of a group: exact integers that can be added across tables, files and machines.

use crate::dossier::Figures;
use serde::Serialize;

/// Declares the counts: the struct and its methods.
macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// The counts of a group in a period, in dossiers.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct Counts { $($(#[$doc])* pub $name: u64,)+ }

        impl Counts {
            /// Adds another group's counts.
            pub fn add(&mut self, other: &Self) {
                $(self.$name = self.$name.saturating_add(other.$name);)+
            }

            /// Adds another's counts this many times.
            pub fn add_times(&mut self, other: &Self, times: u64) {
                $(self.$name = self.$name.saturating_add(other.$name.saturating_mul(times));)+
            }

            /// True if every count is 0.
            pub fn is_nothing(&self) -> bool {
                0 $(| self.$name)+ == 0
            }

            /// Returns every count, in order of declaration.
            pub fn numbers(&self) -> [u64; [$(stringify!($name)),+].len()] {
                [$(self.$name),+]
            }

            /// Returns every count with its field name.
            pub fn named(&self) -> Vec<(&'static str, u64)> {
                vec![$((stringify!($name), self.$name),)+]
            }
        }
    };
}

counts! {
    /// Received in the period, without those never accepted.
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
    /// Accepted more than eight working hours after filing.
    accepted_late,
    /// Received dossiers for which the times of filing and acceptance are known.
    accepted_timed,
    /// Returned in the period, before the due day.
    returned_early,
    /// Returned in the period, on the due day.
    returned_on_due_day,
    /// Returned in the period, after the due day.
    returned_late,
    /// Appointments in the period.
    due_in_period,
    /// Appointments in the period that were kept.
    due_met,
    /// Ended early or on the due day, including what a summary gives without the split.
    timely,
    /// Ended before the due day.
    early,
    /// Ended on the due day.
    on_due_day,
    /// Ended after the due day.
    late,
    /// Ended, but without the data to judge whether it was on time.
    no_verdict,
    /// Open at the period's end, not waiting.
    pending,
    /// Pending and not yet due.
    in_term,
    /// Pending and past due.
    overdue,
    /// Pending without a readable appointment.
    no_due,
    /// Open at the period's end, waiting for the applicant.
    waiting,
    /// Received at the desk.
    direct,
    /// Received online.
    online,
    /// Received by public post.
    postal_intake,
    /// Received through another channel.
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
    /// Ended, with the result returned by public post.
    postal_return,
}

impl Counts {
    /// True if these counts form no group: everything is zero except dossiers halted at some time before.
    pub fn is_zero(&self) -> bool {
        Self { halted_standing: 0, ..*self }.is_nothing()
    }

    /// Returns the sum of two counts.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        self.add(others);
        self
    }

    /// The counts of a summary's row. What the row does not give is 0, and `Lacks::of_row` reports
    /// it.
    pub fn of_row(figures: &Figures) -> Self {
        let known = |count: Option<u32>| u64::from(count.unwrap_or_default());
        let (early, on_due_day) = figures.split().unwrap_or_default();
        let (early, on_due_day) = (u64::from(early), u64::from(on_due_day));
        let (timely, late, ended) = (known(figures.timely()), known(figures.late()), known(figures.ended()));
        let (pending, overdue) = (known(figures.pending()), known(figures.overdue()));
        Self {
            received: known(figures.received()),
            carried_over: figures.carried_over().into(),
            no_verdict: ended.saturating_sub(timely).saturating_sub(late),
            in_term: pending.saturating_sub(overdue),
            direct: known(figures.direct()),
            online: known(figures.online()),
            postal_intake: known(figures.postal_intake()),
            postal_return: known(figures.postal_return()),
            ..Self { ended, timely, early, on_due_day, late, pending, overdue, ..Self::default() }
        }
    }

    /// Adds the counts of the next period: events add up, the stock at the end is the later period's, and the
    /// dossiers carried over are the earlier period's.
    pub fn then(&mut self, later: &Self) {
        let carried_over = self.carried_over;
        (self.pending, self.in_term, self.overdue, self.no_due, self.waiting) = (0, 0, 0, 0, 0);
        self.halted_standing = 0;
        self.add(later);
        self.carried_over = carried_over;
    }
}
