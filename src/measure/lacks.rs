//! What a table or a summary row does not say, and which figures are therefore withheld (docs/reference.md,
//! "Definitions").

use crate::dossier::{Figures, Identity};
use crate::schema::Column;
use serde::Serialize;

/// Why a rate is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LackReason {
    /// A table of the group has no such column.
    MissingColumn,
    /// The denominator is 0.
    Empty,
    /// It is not known whether a date column is day first or month first.
    DateOrder,
    /// A summary contradicts itself in the figures that the rate uses.
    Identity,
    /// Only defined if each event counts in the period in which it happened.
    Basis,
    /// The data describe whole periods and cannot be split by day.
    Grain,
}

impl LackReason {
    /// The name in answers.
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

/// What is missing: a column, one of a set of columns, a count of a summary, or the order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// No appointment column.
    Due,
    /// Neither a finished nor a returned column.
    End,
    /// No finished, returned or status column: open and ended dossiers cannot be distinguished.
    State,
    /// No intake channel of single dossiers.
    Intake,
    /// The number received online is not known.
    Online,
    /// The number received by post is not known.
    PostalIntake,
    /// No return channel column.
    Return,
    /// No service level column.
    ServiceLevel,
    /// A summary that does not separate early from on due day.
    Split,
    /// A summary without the open and overdue counts.
    Stock,
    /// A summary without the number received.
    Received,
    /// No status column: returned, halted and waiting dossiers are not known.
    Status,
    /// No column for the day filed.
    Submitted,
    /// No column for the received day.
    Accepted,
    /// A summary, which has no data on single dossiers.
    Dossiers,
    /// The order of day and month is not known for the received day, or for the day filed that replaces it.
    ReceivedOrder,
    /// The order of day and month is not known for the day filed.
    FiledOrder,
    /// The order of day and month is not known for the appointment.
    DueOrder,
    /// The order of day and month is not known for the day finished or returned.
    EndOrder,
    /// A summary contradicts itself in the dossiers received.
    IntakeIdentity,
    /// A summary contradicts itself in the dossiers ended.
    EndedIdentity,
    /// A summary contradicts itself in the open dossiers.
    OpenIdentity,
    /// A summary states more results returned by post than dossiers ended.
    ReturnIdentity,
    /// Lives, of which only whole periods are known.
    Days,
}

impl Lack {
    /// All variants, in the order in which columns are listed.
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

    /// The column to ask for. None if no column of dossiers would help.
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
            | Self::ReturnIdentity
            | Self::Days => return None,
        })
    }

    /// Why a rate that needs this is withheld.
    pub fn reason(self) -> LackReason {
        match self {
            Self::ReceivedOrder | Self::FiledOrder | Self::DueOrder | Self::EndOrder => LackReason::DateOrder,
            Self::IntakeIdentity | Self::EndedIdentity | Self::OpenIdentity | Self::ReturnIdentity => {
                LackReason::Identity
            }
            Self::Days => LackReason::Grain,
            _ => LackReason::MissingColumn,
        }
    }

    /// True if counts cover only the tables that have the column. An unknown order of day and month excludes
    /// no table; a dossier without a day filed is simply not among those for which it is known.
    fn is_partial(self) -> bool {
        self.reason() == LackReason::MissingColumn
            && !matches!(self, Self::State | Self::Submitted | Self::Accepted)
    }
}

/// What the tables of a group lack, combined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

    /// What a summary's row does not give. Levels, and outcomes by channel, come only from dossiers.
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

    /// Adds the date columns whose order of day and month is not known. Without a received column, the day
    /// filed is the received day.
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

    /// What the lives of such a table lack. Days are not in lives, nor is a day filed.
    #[must_use]
    pub fn of_lives(self) -> Self {
        let kept = [
            Lack::Due,
            Lack::End,
            Lack::State,
            Lack::Intake,
            Lack::Online,
            Lack::PostalIntake,
            Lack::Return,
            Lack::ServiceLevel,
            Lack::Status,
        ];
        Self::those(&kept.map(|lack| (lack, self.has(lack)))).without_days()
    }

    /// The same for a table of lives.
    #[must_use]
    pub fn without_days(mut self) -> Self {
        self.add(Self::those(&[(Lack::Days, true)]));
        self
    }

    /// The first of these that is missing, in the given order.
    pub fn first_of(self, needs: &[Lack]) -> Option<Lack> {
        needs.iter().copied().find(|lack| self.has(*lack))
    }

    fn those(lacking: &[(Lack, bool)]) -> Self {
        let bits = lacking.iter().filter(|(_, lacking)| *lacking);
        Self(bits.fold(0, |bits, (lack, _)| bits | 1 << *lack as u32))
    }

    /// The columns to ask for, without duplicates.
    pub fn columns(self) -> Vec<Column> {
        let lacking = Lack::ALL.iter().filter(|lack| self.has(**lack) && lack.is_partial());
        let mut columns: Vec<Column> = lacking.filter_map(|lack| lack.column()).collect();
        columns.dedup();
        columns
    }

    /// True if this is missing.
    pub fn has(self, lack: Lack) -> bool {
        self.0 >> lack as u32 & 1 == 1
    }

    /// Adds what the other lacks.
    pub fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
