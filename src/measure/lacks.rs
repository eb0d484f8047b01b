//! What a table, or a summary's row, cannot tell, and which figures are therefore not given (spec section 5).

use crate::dossier::{Figures, Identity};
use crate::schema::Column;
use serde::Serialize;

/// Why a rate is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A table of the group has no such column.
    MissingColumn,
    /// Nothing to divide by.
    Empty,
    /// Whether a date column is day first or month first is not settled.
    DateOrder,
    /// A summary contradicts itself where the rate is taken from it.
    Identity,
    /// Only defined where everything is counted in the period it happened in.
    Basis,
    /// The data stand for whole periods and do not keep days apart.
    Grain,
}

impl Reason {
    /// Its name in answers.
    pub fn key(self) -> &'static str {
        match self {
            Self::MissingColumn => "missing-column",
            Self::Empty => "empty",
            Self::DateOrder => "date-order",
            Self::Identity => "identity",
            Self::Basis => "basis",
            Self::Grain => "grain",
        }
    }
}

/// What is lacking: a column, or a set of which one would do; a count of a summary; an order of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// No appointment.
    Due,
    /// Neither finished nor returned.
    End,
    /// Neither of these, and no status: open and ended cannot be told apart.
    State,
    /// No intake channel, dossier by dossier.
    Intake,
    /// How many were received online is not known.
    Online,
    /// How many were received by post is not known.
    PostalIntake,
    /// No return channel.
    Return,
    /// No online level.
    ServiceLevel,
    /// A summary that gives early and on due day unsplit.
    Split,
    /// A summary that does not give what is open and overdue.
    Stock,
    /// A summary that does not give how many were received.
    Received,
    /// No status: returned, halted and waiting dossiers are not known.
    Status,
    /// No day filed.
    Submitted,
    /// No received day of its own.
    Accepted,
    /// A summary, which tells nothing of single dossiers.
    Dossiers,
    /// The order of the received day, or of the day filed in its place, is not settled.
    ReceivedOrder,
    /// The order of the day filed is not settled.
    FiledOrder,
    /// The order of the appointment is not settled.
    DueOrder,
    /// The order of the day finished or returned is not settled.
    EndOrder,
    /// A summary contradicts itself in what was received.
    IntakeIdentity,
    /// A summary contradicts itself in what ended.
    EndedIdentity,
    /// A summary contradicts itself in what is open.
    OpenIdentity,
    /// A summary says that more was returned by post than ended.
    ReturnIdentity,
}

impl Lack {
    /// Everything that can be lacking, in the order in which columns are named.
    const ALL: [Self; 19] = [
        Self::ReceivedOrder,
        Self::FiledOrder,
        Self::DueOrder,
        Self::EndOrder,
        Self::Received,
        Self::Due,
        Self::Stock,
        Self::End,
        Self::State,
        Self::Intake,
        Self::Online,
        Self::PostalIntake,
        Self::Return,
        Self::ServiceLevel,
        Self::Split,
        Self::Status,
        Self::Submitted,
        Self::Accepted,
        Self::Dossiers,
    ];

    /// The column to ask for; none where no column of dossiers would help.
    pub fn column(self) -> Option<Column> {
        Some(match self {
            Self::Received | Self::ReceivedOrder | Self::Accepted => Column::Received,
            Self::Due | Self::DueOrder | Self::Stock => Column::Due,
            Self::End | Self::EndOrder | Self::State => Column::Finished,
            Self::Intake | Self::Online | Self::PostalIntake => Column::IntakeChannel,
            Self::Return => Column::ReturnChannel,
            Self::ServiceLevel => Column::ServiceLevel,
            Self::Status => Column::Status,
            Self::Submitted | Self::FiledOrder => Column::Submitted,
            Self::Split
            | Self::Dossiers
            | Self::IntakeIdentity
            | Self::EndedIdentity
            | Self::OpenIdentity
            | Self::ReturnIdentity => return None,
        })
    }

    /// Why a rate that leans on it is not given.
    pub fn reason(self) -> Reason {
        match self {
            Self::ReceivedOrder | Self::FiledOrder | Self::DueOrder | Self::EndOrder => Reason::DateOrder,
            Self::IntakeIdentity | Self::EndedIdentity | Self::OpenIdentity | Self::ReturnIdentity => {
                Reason::Identity
            }
            _ => Reason::MissingColumn,
        }
    }

    /// True if a count covers the other tables only. An order that is not settled leaves no table out; where the day filed is not
    /// known, a dossier is none of those that it is known of.
    fn is_partial(self) -> bool {
        self.reason() == Reason::MissingColumn
            && !matches!(self, Self::State | Self::Submitted | Self::Accepted)
    }
}

/// What the tables of a group lack between them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lacks(u32);

impl Lacks {
    /// What a table with these columns lacks.
    pub fn of(has: impl Fn(Column) -> bool) -> Self {
        let end = has(Column::Finished) || has(Column::Returned);
        let lacking = [
            (Lack::Due, !has(Column::Due)),
            (Lack::End, !end),
            (Lack::State, !end && !has(Column::Status)),
            (Lack::Intake, !has(Column::IntakeChannel)),
            (Lack::Online, !has(Column::IntakeChannel)),
            (Lack::PostalIntake, !has(Column::IntakeChannel)),
            (Lack::Return, !has(Column::ReturnChannel)),
            (Lack::ServiceLevel, !has(Column::ServiceLevel)),
            (Lack::Status, !has(Column::Status)),
            (Lack::Submitted, !has(Column::Submitted)),
            (Lack::Accepted, !has(Column::Received)),
        ];
        Self::those(&lacking)
    }

    /// What a summary's row does not give. Levels, and outcomes by channel, only dossiers give.
    pub fn of_row(figures: &Figures) -> Self {
        let received = figures.received().is_some();
        let broken = figures.broken();
        let breaks = |identity| broken.iter().any(|(of, _)| *of == identity);
        Self::those(&[
            (Lack::IntakeIdentity, breaks(Identity::Intake)),
            (Lack::EndedIdentity, breaks(Identity::Ended)),
            (Lack::OpenIdentity, breaks(Identity::Open)),
            (Lack::ReturnIdentity, breaks(Identity::Return)),
            (Lack::Received, !received),
            (Lack::End, figures.timely().is_none() || figures.late().is_none()),
            (Lack::Split, figures.split().is_none()),
            (Lack::Stock, figures.pending().is_none() || figures.overdue().is_none()),
            (Lack::Intake, true),
            (Lack::Online, !received || figures.online().is_none()),
            (Lack::PostalIntake, !received || figures.postal_intake().is_none()),
            (Lack::Return, figures.ended().is_none() || figures.postal_return().is_none()),
            (Lack::ServiceLevel, true),
            (Lack::Dossiers, true),
        ])
    }

    /// The same of a table in which the order of these date columns is not settled. Where there is no received column, its day is
    /// the one filed.
    #[must_use]
    pub fn with_unsettled(mut self, unsettled: impl Fn(Column) -> bool) -> Self {
        let received = if self.has(Lack::Accepted) { Column::Submitted } else { Column::Received };
        self.add(Self::those(&[
            (Lack::ReceivedOrder, unsettled(received)),
            (Lack::FiledOrder, unsettled(Column::Submitted)),
            (Lack::DueOrder, unsettled(Column::Due)),
            (Lack::EndOrder, unsettled(Column::Finished) || unsettled(Column::Returned)),
        ]));
        self
    }

    /// The first of these that is lacking, in this order.
    pub fn first_of(self, needs: &[Lack]) -> Option<Lack> {
        needs.iter().copied().find(|lack| self.has(*lack))
    }

    fn those(lacking: &[(Lack, bool)]) -> Self {
        let bits = lacking.iter().filter(|(_, lacking)| *lacking);
        Self(bits.fold(0, |bits, (lack, _)| bits | 1 << *lack as u32))
    }

    /// The columns to ask for, each once.
    pub fn columns(self) -> Vec<Column> {
        let lacking = Lack::ALL.iter().filter(|lack| self.has(**lack) && lack.is_partial());
        let mut columns: Vec<Column> = lacking.filter_map(|lack| lack.column()).collect();
        columns.dedup();
        columns
    }

    /// True if it is lacking.
    pub fn has(self, lack: Lack) -> bool {
        self.0 >> lack as u32 & 1 == 1
    }

    /// What either lacks.
    pub fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
