//! What an auditor looks at first (returned and delayed dossiers): lists of dossiers, each with a sign that
//! asks a question; it is no accusation. A sign considers the dossiers of a question: those that count,
//! within its days, with its keys. Late dossiers during an outage are counted separately, and anybody can
//! draw the same sample again.

mod outage;
mod sample;
mod sign;
mod survey;

pub(crate) use outage::{Outage, Outages};
pub(crate) use sign::{MOST_DAYS, Sign};
pub(crate) use survey::{SignCount, Survey};
