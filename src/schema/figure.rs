//! The counts and stated rates in the columns of summaries.

use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

/// A count, or a stated rate, in a column of a summary.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum Figure {
    /// Received in the period; includes those carried over if another column counts them.
    Total,
    /// Received in the period.
    Received,
    /// Carried over from the period before.
    CarriedOver,
    /// Received online.
    Online,
    /// Received online, toàn trình.
    OnlineFull,
    /// Received online, một phần.
    OnlinePartial,
    /// Received online in some other way.
    OnlineOther,
    /// Received at the desk.
    Direct,
    /// Received at the desk or by post, unsplit (form II.06a).
    DirectPostal,
    /// Received by public post.
    PostalIntake,
    /// Ended in the period.
    Ended,
    /// Ended before the due day.
    Early,
    /// Ended on the due day; includes the early ones if no column counts those.
    OnDueDay,
    /// Ended early or on the due day, unsplit.
    Timely,
    /// Ended after the due day.
    Late,
    /// Open at the period's end.
    Pending,
    /// Open and not yet due.
    InTerm,
    /// Open and past due.
    Overdue,
    /// Results returned by public post.
    PostalReturn,
    /// Stated rate of [`Figure::Timely`].
    TimelyRate,
    /// Stated rate of [`Figure::Early`].
    EarlyRate,
    /// Stated rate of [`Figure::OnDueDay`].
    OnDueDayRate,
    /// Stated rate of [`Figure::Late`].
    LateRate,
    /// Stated rate of [`Figure::Overdue`].
    OverdueRate,
    /// Stated rate of [`Figure::Online`].
    OnlineRate,
    /// Stated rate of [`Figure::PostalIntake`].
    PostalIntakeRate,
    /// Stated rate of [`Figure::PostalReturn`].
    PostalReturnRate,
}

impl Figure {
    /// Number of figures.
    pub const COUNT: usize = Self::PostalReturnRate as usize + 1;

    /// True for a percentage.
    pub fn is_rate(self) -> bool {
        self >= Self::TimelyRate
    }

    /// The figure with this camelCase name.
    pub fn named(name: &str) -> Option<Self> {
        Self::deserialize(StrDeserializer::<Error>::new(name)).ok()
    }

    /// The rate that a percentage column states if its words name this count.
    pub fn rate(self) -> Option<Self> {
        Some(match self {
            Self::Timely => Self::TimelyRate,
            Self::Early => Self::EarlyRate,
            Self::OnDueDay => Self::OnDueDayRate,
            Self::Late => Self::LateRate,
            Self::Overdue => Self::OverdueRate,
            Self::Online => Self::OnlineRate,
            Self::PostalIntake => Self::PostalIntakeRate,
            Self::PostalReturn => Self::PostalReturnRate,
            _ => return None,
        })
    }

    /// True if it counts dossiers by the channel they came in, or went back, by.
    pub fn is_channel(self) -> bool {
        (self >= Self::Online && self <= Self::PostalIntake) || self == Self::PostalReturn
    }

    /// True if it counts dossiers by whether the due day was met, or still can be.
    pub fn is_verdict(self) -> bool {
        (self >= Self::Early && self <= Self::Late) || matches!(self, Self::InTerm | Self::Overdue)
    }
}
