//! Counts of a group: exact integers that add up over tables, files and machines.

use super::Outcome;
use crate::dossier::Facts;
use crate::schema::Column;
use crate::value::{Channel, ServiceLevel};
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
                $(self.$name += other.$name;)+
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
    /// True if nothing is counted.
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// Counts an intake.
    #[inline]
    pub fn receive(&mut self, facts: &Facts) {
        self.received += 1;
        let channel = Channel::of(facts.intake);
        let online = u32::from(channel == Channel::Online);
        match channel {
            Channel::Unknown => {}
            Channel::Direct => self.direct += 1,
            Channel::Online => self.online += 1,
            Channel::Postal => self.postal_intake += 1,
            Channel::Other => self.other_intake += 1,
        }
        match ServiceLevel::of(facts.service_level) {
            ServiceLevel::Three => {
                self.received_l3 += 1;
                self.online_l3 += online;
            }
            ServiceLevel::Four => {
                self.received_l4 += 1;
                self.online_l4 += online;
            }
            _ => {}
        }
    }

    /// Counts an end, a stop or a refusal.
    #[inline]
    pub fn close(&mut self, facts: &Facts, outcome: Outcome) {
        match outcome {
            Outcome::Early => self.early += 1,
            Outcome::OnDueDay => self.on_due_day += 1,
            Outcome::Late => self.late += 1,
            Outcome::NoVerdict => self.no_verdict += 1,
            Outcome::Stopped => {
                self.stopped += 1;
                return;
            }
            _ => {
                self.not_accepted += u32::from(outcome == Outcome::NotAccepted);
                return;
            }
        }
        self.ended += 1;
        self.postal_return += u32::from(Channel::of(facts.give_back) == Channel::Postal);
        let timely = u32::from(matches!(outcome, Outcome::Early | Outcome::OnDueDay));
        self.timely += timely;
        if Channel::of(facts.intake) == Channel::Online {
            self.online_on_time += timely;
            self.online_late += u32::from(outcome == Outcome::Late);
        }
    }

    /// Adds what follows in time: what happened adds up, the stock at the end is the later one's, and what was
    /// carried over is the earlier one's.
    pub fn then(&mut self, later: &Self) {
        let mut next = *later;
        next.carried_over = 0;
        (self.pending, self.in_term, self.overdue, self.waiting) = (0, 0, 0, 0);
        self.add(&next);
    }
}

/// A column, or a set of which one would do, that a table lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// No appointment.
    Due,
    /// Neither finished nor returned.
    End,
    /// Neither of these, and no status: open and ended cannot be told apart.
    State,
    /// No intake channel.
    Intake,
    /// No return channel.
    Return,
    /// No online level.
    ServiceLevel,
}

impl Lack {
    /// The column to ask for.
    pub fn column(self) -> Column {
        match self {
            Self::Due => Column::Due,
            Self::End | Self::State => Column::Finished,
            Self::Intake => Column::IntakeChannel,
            Self::Return => Column::ReturnChannel,
            Self::ServiceLevel => Column::ServiceLevel,
        }
    }
}

/// What the tables of a group lack between them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lacks(u8);

impl Lacks {
    /// What a table with these columns lacks.
    pub fn of(has: impl Fn(Column) -> bool) -> Self {
        let end = has(Column::Finished) || has(Column::Returned);
        let lacking = [
            (Lack::Due, !has(Column::Due)),
            (Lack::End, !end),
            (Lack::State, !end && !has(Column::Status)),
            (Lack::Intake, !has(Column::IntakeChannel)),
            (Lack::Return, !has(Column::ReturnChannel)),
            (Lack::ServiceLevel, !has(Column::ServiceLevel)),
        ];
        let bits = lacking.iter().filter(|(_, lacking)| *lacking);
        Self(bits.fold(0, |bits, (lack, _)| bits | 1 << *lack as u8))
    }

    /// The columns to ask for, each once.
    pub fn columns(self) -> Vec<Column> {
        let all = [Lack::Due, Lack::End, Lack::Intake, Lack::Return, Lack::ServiceLevel];
        all.iter().filter(|lack| self.has(**lack)).map(|lack| lack.column()).collect()
    }

    /// True if it is lacking.
    pub fn has(self, lack: Lack) -> bool {
        self.0 >> lack as u8 & 1 == 1
    }

    /// What either lacks.
    pub fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
