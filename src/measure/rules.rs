//! Rules: how figures are defined (spec sections 3 to 5, and 12 for how others count).

use super::choice::choice;
use crate::value::iso;
use serde::{Deserialize, Serialize, Serializer};

choice! {
    /// What "late" compares.
    #[derive(Default)]
    Clock: "clock" {
        /// Calendar days.
        #[default]
        Day = "day",
        /// Timestamps, where both have a time of day.
        Instant = "instant",
    }
}

choice! {
    /// What waiting dossiers count as.
    #[derive(Default)]
    Waiting: "waiting" {
        /// Counted apart, never overdue.
        #[default]
        Apart = "apart",
        /// In term, whatever the appointment.
        InTerm = "inTerm",
        /// In progress, judged by the appointment.
        Pending = "pending",
    }
}

choice! {
    /// The denominator of the online levels.
    #[derive(Default)]
    LevelShare: "levelShare" {
        /// Dossiers received at that level.
        #[default]
        Level = "level",
        /// All dossiers received.
        All = "all",
    }
}

choice! {
    /// Which period a count belongs to.
    #[derive(Default)]
    Basis: "basis" {
        /// The period it happened in: intake by received day, outcome by end day, stock at the period's end.
        #[default]
        Event = "event",
        /// The period the dossier was received in.
        Received = "received",
    }
}

choice! {
    /// Which day ends a dossier.
    #[derive(Default)]
    EndDay: "endDay" {
        /// Finished, else returned.
        #[default]
        Finished = "finished",
        /// Returned, else finished.
        Returned = "returned",
        /// Finished alone.
        FinishedOnly = "finishedOnly",
    }
}

choice! {
    /// What returned dossiers (withdrawn, refused, given back) count as.
    #[derive(Default)]
    ReturnedAs: "returned" {
        /// Stopped, in no verdict.
        #[default]
        Apart = "apart",
        /// Ended on the due day, however late.
        OnTime = "onTime",
        /// Ended, judged by their own days.
        OwnDates = "ownDates",
    }
}

choice! {
    /// What ended dossiers without an appointment count as.
    #[derive(Default)]
    NoDueAs: "noDue" {
        /// Without verdict.
        #[default]
        Apart = "apart",
        /// Ended on the due day.
        OnTime = "onTime",
    }
}

choice! {
    /// What a blank channel in a column that exists means.
    #[derive(Default)]
    BlankChannel: "blankChannel" {
        /// At the desk.
        #[default]
        Direct = "direct",
        /// Not known: other.
        Unknown = "none",
    }
}

choice! {
    /// The denominator of the on-time rate.
    #[derive(Default)]
    OnTimeOf: "onTimeOf" {
        /// Timely and late.
        #[default]
        Verdict = "verdict",
        /// All ended.
        Ended = "ended",
        /// All received.
        Received = "received",
        /// Carried over and received.
        Handled = "handled",
        /// Due in the period: then the measure is that of those due.
        Due = "due",
    }
}

/// Declares the rules once: as a count uses them, and as a question states some of them.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)+) => {
        /// How figures are defined; every result says the rules it was worked out by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct Rules {
            /// The day everything is judged as known on; days since 1970-01-01.
            #[serde(serialize_with = "as_iso")]
            pub as_of: i32,
            $($(#[$doc])* pub $name: $type,)+
        }

        /// Rules as a question states them; what it leaves open is as in the options.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub struct StatedRules {
            /// As-of date; default: the latest activity in the data not after today.
            pub as_of: Option<String>,
            $($(#[$doc])* pub $name: Option<$type>,)+
        }

        impl Rules {
            /// The default rules on a day.
            #[inline(always)]
            pub fn on(as_of: i32) -> Self {
                Self { as_of, $($name: <$type>::default(),)+ }
            }

            /// These rules with those that are stated; the day apart, which has to be read.
            #[must_use]
            pub fn with(&self, stated: &StatedRules) -> Self {
                Self { as_of: self.as_of, $($name: stated.$name.unwrap_or(self.$name),)+ }
            }

            /// Name and value of each rule but the day.
            pub fn named(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name.key()),)+]
            }
        }
    };
}

rules! {
    /// What "late" compares; default "day".
    clock: Clock,
    /// What waiting dossiers count as; default "apart".
    waiting: Waiting,
    /// What the online levels are shares of; default "level".
    level_share: LevelShare,
    /// Which period a count belongs to; default "event".
    basis: Basis,
    /// Which day ends a dossier; default "finished".
    end_day: EndDay,
    /// What returned dossiers count as; default "apart".
    returned: ReturnedAs,
    /// What ended dossiers without an appointment count as; default "apart".
    no_due: NoDueAs,
    /// What a blank channel means; default "direct".
    blank_channel: BlankChannel,
    /// The denominator of the on-time rate; default "verdict".
    on_time_of: OnTimeOf,
}

fn as_iso<S: Serializer>(day: &i32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&iso(*day))
}
