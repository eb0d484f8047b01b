//! Rules: the definitions of figures (docs/reference.md, "Definitions"; "Against published figures" for how
//! other offices count).

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
        /// Counted separately, never overdue.
        #[default]
        Apart = "apart",
        /// In term, whatever the appointment says.
        InTerm = "inTerm",
        /// In progress, judged by the appointment.
        Pending = "pending",
    }
}

choice! {
    /// The denominator of the rates of online levels.
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
        /// The period of the event: intake by received day, outcome by end day, stock at the end of the
        /// period.
        #[default]
        Event = "event",
        /// The period in which the dossier was received.
        Received = "received",
    }
}

choice! {
    /// Which day ends a dossier.
    #[derive(Default)]
    EndDay: "endDay" {
        /// Finished day; if missing, the returned day.
        #[default]
        Finished = "finished",
        /// Returned day; if missing, the finished day.
        Returned = "returned",
        /// Only the finished day.
        FinishedOnly = "finishedOnly",
    }
}

choice! {
    /// What returned dossiers (withdrawn, refused, given back) count as.
    #[derive(Default)]
    ReturnedAs: "returned" {
        /// Stopped, without a verdict.
        #[default]
        Apart = "apart",
        /// Ended on the due day, however late it was.
        OnTime = "onTime",
        /// Ended, judged by its own dates.
        OwnDates = "ownDates",
    }
}

choice! {
    /// What ended dossiers without an appointment count as.
    #[derive(Default)]
    NoDueAs: "noDue" {
        /// Ended without a verdict.
        #[default]
        Apart = "apart",
        /// Ended on the due day.
        OnTime = "onTime",
    }
}

choice! {
    /// The meaning of a blank cell in a channel column.
    #[derive(Default)]
    BlankChannel: "blankChannel" {
        /// At the desk.
        #[default]
        Direct = "direct",
        /// Unknown: counted as other.
        Unknown = "none",
    }
}

choice! {
    /// The denominator of the on-time rate.
    #[derive(Default)]
    OnTimeOf: "onTimeOf" {
        /// Dossiers ended early, on the due day or late.
        #[default]
        Verdict = "verdict",
        /// All ended.
        Ended = "ended",
        /// All received.
        Received = "received",
        /// Carried over and received.
        Handled = "handled",
        /// Dossiers due in the period; the measure is then the same as `dueOnTime`.
        Due = "due",
    }
}

/// Declares the rules: the struct for counting, and the struct for the partial rules of a question.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)+) => {
        /// The definitions of figures. Every result states the rules it was computed with.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct Rules {
            /// The day on which everything is judged; days since 1970-01-01.
            #[serde(serialize_with = "as_iso")]
            pub as_of: i32,
            $($(#[$doc])* pub $name: $type,)+
        }

        /// Rules as stated in a question. Rules not stated are those of the options.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        pub struct StatedRules {
            /// As-of date; default: the latest activity in the data, not after today.
            pub as_of: Option<String>,
            $($(#[$doc])* pub $name: Option<$type>,)+
        }

        impl From<&Rules> for StatedRules {
            fn from(rules: &Rules) -> Self {
                Self { as_of: Some(iso(rules.as_of)), $($name: Some(rules.$name),)+ }
            }
        }

        impl Rules {
            /// The default rules on a day.
            #[inline(always)]
            pub fn on(as_of: i32) -> Self {
                Self { as_of, $($name: <$type>::default(),)+ }
            }

            /// These rules, overridden by the stated ones. The as-of date is not included, because it must be
            /// parsed.
            #[must_use]
            pub fn with(&self, stated: &StatedRules) -> Self {
                Self { as_of: self.as_of, $($name: stated.$name.unwrap_or(self.$name),)+ }
            }

            /// Name and value of each rule except the as-of date.
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
