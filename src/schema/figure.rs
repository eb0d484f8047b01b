//! What the columns of summaries count, and the rates that they state.

use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

/// What a column of a summary counts, or the rate it states.
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
    /// Received in the period, and carried over where another column says how many.
    Total,
    /// Received in the period.
    Received,
    /// From the period before.
    CarriedOver,
    /// Received online.
    Online,
    /// Of these, toàn trình.
    OnlineFull,
    /// Of these, một phần.
    OnlinePartial,
    /// Of these, some other way.
    OnlineOther,
    /// Received at the desk.
    Direct,
    /// Received at the desk or by post, unsplit (form II.06a).
    DirectPostal,
    /// Received by public post.
    PostalIntake,
    /// Ended.
    Ended,
    /// Before the due day.
    Early,
    /// On the due day; where no column says early, these too.
    OnDueDay,
    /// Both, unsplit.
    Timely,
    /// After the due day.
    Late,
    /// Open at the period's end.
    Pending,
    /// Of these, not yet due.
    InTerm,
    /// Of these, past due.
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
    /// How many figures there are.
    pub const COUNT: usize = Self::PostalReturnRate as usize + 1;

    /// True if it is a percentage.
    pub fn is_rate(self) -> bool {
        self >= Self::TimelyRate
    }

    /// The figure of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::deserialize(StrDeserializer::<Error>::new(name)).ok()
    }

    /// The rate that a percentage under this count's words states.
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

    /// True if it counts by how dossiers came in.
    pub fn is_channel(self) -> bool {
        (self >= Self::Online && self <= Self::PostalIntake) || self == Self::PostalReturn
    }

    /// True if it counts by whether the appointment was, or can be, kept.
    pub fn is_verdict(self) -> bool {
        (self >= Self::Early && self <= Self::Late) || matches!(self, Self::InTerm | Self::Overdue)
    }
}
