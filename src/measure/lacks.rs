//! What a table, or a summary's row, cannot tell, and which figures are therefore not given (spec section 5).

use crate::dossier::Figures;
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
    /// The order of the received day, or of the day filed that stands in for it, is not settled.
    ReceivedOrder,
    /// The order of the appointment is not settled.
    DueOrder,
    /// The order of the day finished or returned is not settled.
    EndOrder,
}

impl Lack {
    /// Everything that can be lacking, in the order in which columns are named.
    const ALL: [Self; 14] = [
        Self::ReceivedOrder,
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
    ];

    /// The column to ask for; none where no column of dossiers would help.
    pub fn column(self) -> Option<Column> {
        Some(match self {
            Self::Received | Self::ReceivedOrder => Column::Received,
            Self::Due | Self::DueOrder | Self::Stock => Column::Due,
            Self::End | Self::EndOrder | Self::State => Column::Finished,
            Self::Intake | Self::Online | Self::PostalIntake => Column::IntakeChannel,
            Self::Return => Column::ReturnChannel,
            Self::ServiceLevel => Column::ServiceLevel,
            Self::Split => return None,
        })
    }

    /// Why a rate that leans on it is not given.
    pub fn reason(self) -> Reason {
        match self {
            Self::ReceivedOrder | Self::DueOrder | Self::EndOrder => Reason::DateOrder,
            _ => Reason::MissingColumn,
        }
    }

    /// True if a count covers the other tables only: an order that is not settled leaves no table out.
    fn is_partial(self) -> bool {
        self.reason() == Reason::MissingColumn && self != Self::State
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
        ];
        Self::those(&lacking)
    }

    /// What a summary's row does not give. Levels, and outcomes by channel, only dossiers give.
    pub fn of_row(figures: &Figures) -> Self {
        let received = figures.received().is_some();
        Self::those(&[
            (Lack::Received, !received),
            (Lack::End, figures.timely().is_none() || figures.late().is_none()),
            (Lack::Split, figures.split().is_none()),
            (Lack::Stock, figures.pending().is_none() || figures.overdue().is_none()),
            (Lack::Intake, true),
            (Lack::Online, !received || figures.online().is_none()),
            (Lack::PostalIntake, !received || figures.postal_intake().is_none()),
            (Lack::Return, figures.ended().is_none() || figures.postal_return().is_none()),
            (Lack::ServiceLevel, true),
        ])
    }

    /// The same of a table in which the order of these date columns is not settled.
    #[must_use]
    pub fn with_unsettled(mut self, unsettled: impl Fn(Column) -> bool) -> Self {
        self.add(Self::those(&[
            (Lack::ReceivedOrder, unsettled(Column::Received) || unsettled(Column::Submitted)),
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
