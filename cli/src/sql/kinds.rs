//! The words for how a life was closed, in statements and in the output of engines.

use hoso::measure::Closing;

/// A period after all others.
pub const NEVER: i64 = 9_999_999;

/// The word for a life that is open.
pub const OPEN: &str = "open";

/// Each way of being closed with its word; true = late by the time of day alone.
pub const KINDS: [(&str, Closing, bool); 14] = [
    ("early", Closing::Early, false),
    ("onDueDay", Closing::OnDueDay, false),
    ("lateByTime", Closing::OnDueDay, true),
    ("late", Closing::Late, false),
    ("noVerdict", Closing::NoVerdict, false),
    ("noDue", Closing::NoDue, false),
    ("returnedEarly", Closing::ReturnedEarly, false),
    ("returnedOnDueDay", Closing::ReturnedOnDueDay, false),
    ("returnedLateByTime", Closing::ReturnedOnDueDay, true),
    ("returnedLate", Closing::ReturnedLate, false),
    ("returnedNoVerdict", Closing::ReturnedNoVerdict, false),
    ("returnedNoDue", Closing::ReturnedNoDue, false),
    ("halted", Closing::Halted, false),
    ("notAccepted", Closing::NotAccepted, false),
];

/// The word for a closing.
pub fn word(closing: Closing, late_by_time: bool) -> &'static str {
    let found = KINDS.iter().find(|(_, kind, by_time)| (*kind, *by_time) == (closing, late_by_time));
    found.map_or(OPEN, |(word, ..)| word)
}
