//! Measures: which counts stand over which (spec section 5). A rate is two integers until it is printed.

use super::{Counts, Lack, Lacks, LevelShare, Reason};
use crate::schema::Column;
use serde::{Deserialize, Serialize, Serializer};

/// A measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Measure {
    /// Đúng và trước hạn.
    OnTime,
    /// Trước hạn.
    Early,
    /// Trễ hạn.
    Late,
    /// Quá hạn, of those in progress.
    Overdue,
    /// Trực tuyến.
    Online,
    /// Trực tuyến mức độ 3.
    OnlineL3,
    /// Trực tuyến mức độ 4.
    OnlineL4,
    /// Trực tuyến mức độ 3 và 4.
    OnlineL34,
    /// Đúng và trước hạn, of those received online.
    OnlineOnTime,
    /// Tiếp nhận qua dịch vụ bưu chính công ích.
    PostalIntake,
    /// Trả kết quả qua dịch vụ bưu chính công ích.
    PostalReturn,
}

/// A rate, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Numerator and denominator; the denominator is at least 1.
    Known {
        /// Dossiers that count.
        num: u64,
        /// Dossiers of which.
        den: u64,
    },
    /// Not given, and why; with the column to ask for, if there is one.
    Unavailable(Reason, Option<Column>),
}

/// Further dossiers that a question supposes to have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Supposed {
    /// The measure that they belong to.
    pub measure: Measure,
    /// Those that count.
    #[serde(default)]
    pub counting: u32,
    /// The others.
    #[serde(default)]
    pub others: u32,
}

impl Rate {
    /// The rate as it would be with these; one that is not given for want of a column stays so.
    pub fn with(self, supposed: &Supposed) -> Self {
        let (more, others) = (u64::from(supposed.counting), u64::from(supposed.others));
        match self {
            Self::Known { num, den } => Self::Known { num: num + more, den: den + more + others },
            Self::Unavailable(Reason::Empty, _) if more + others > 0 => {
                Self::Known { num: more, den: more + others }
            }
            unknown => unknown,
        }
    }
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 11] = [
        Self::OnTime,
        Self::Early,
        Self::Late,
        Self::Overdue,
        Self::Online,
        Self::OnlineL3,
        Self::OnlineL4,
        Self::OnlineL34,
        Self::OnlineOnTime,
        Self::PostalIntake,
        Self::PostalReturn,
    ];

    /// What no such rate is given without.
    fn needs(self) -> &'static [Lack] {
        use Lack::{Due, DueOrder, End, EndOrder, Intake, ReceivedOrder, ServiceLevel, Split, State, Stock};
        match self {
            Self::OnTime | Self::Late => &[ReceivedOrder, DueOrder, EndOrder, Due, End],
            Self::Early => &[ReceivedOrder, DueOrder, EndOrder, Due, End, Split],
            Self::Overdue => &[ReceivedOrder, DueOrder, EndOrder, Due, State, Stock],
            Self::Online => &[ReceivedOrder, Lack::Online],
            Self::PostalIntake => &[ReceivedOrder, Lack::PostalIntake],
            Self::OnlineL3 | Self::OnlineL4 | Self::OnlineL34 => &[ReceivedOrder, Intake, ServiceLevel],
            Self::OnlineOnTime => &[ReceivedOrder, DueOrder, EndOrder, Due, End, Intake],
            Self::PostalReturn => &[ReceivedOrder, EndOrder, Lack::Return, State],
        }
    }

    fn numerator(self, counts: &Counts) -> u32 {
        match self {
            Self::OnTime => counts.timely,
            Self::Early => counts.early,
            Self::Late => counts.late,
            Self::Overdue => counts.overdue,
            Self::Online => counts.online,
            Self::OnlineL3 => counts.online_l3,
            Self::OnlineL4 => counts.online_l4,
            Self::OnlineL34 => counts.online_l3 + counts.online_l4,
            Self::OnlineOnTime => counts.online_on_time,
            Self::PostalIntake => counts.postal_intake,
            Self::PostalReturn => counts.postal_return,
        }
    }

    fn denominator(self, counts: &Counts, share: LevelShare) -> u32 {
        match (self, share) {
            (Self::OnTime | Self::Early | Self::Late, _) => counts.timely.saturating_add(counts.late),
            (Self::Overdue, _) => counts.pending,
            (Self::OnlineL3, LevelShare::Level) => counts.received_l3,
            (Self::OnlineL4, LevelShare::Level) => counts.received_l4,
            (Self::OnlineL34, LevelShare::Level) => counts.received_l3 + counts.received_l4,
            (Self::OnlineOnTime, _) => counts.online_on_time + counts.online_late,
            (Self::PostalReturn, _) => counts.ended,
            _ => counts.received,
        }
    }

    /// The rate that these counts give.
    pub fn rate(self, counts: &Counts, lacks: Lacks, share: LevelShare) -> Rate {
        if let Some(lack) = lacks.first_of(self.needs()) {
            return Rate::Unavailable(lack.reason(), lack.column());
        }
        let (num, den) = (self.numerator(counts), self.denominator(counts, share));
        // A summary may contradict itself; no part is more than its whole.
        match den {
            0 => Rate::Unavailable(Reason::Empty, None),
            _ => Rate::Known { num: num.min(den).into(), den: den.into() },
        }
    }
}

/// A rate as printed: "99,83%". Held in itself, for a summary prints tens of thousands of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    bytes: [u8; 6],
    length: u8,
}

impl Printed {
    fn of(text: &[u8]) -> Self {
        let mut bytes = [0; 6];
        bytes.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
        Self { bytes, length: text.len().min(bytes.len()) as u8 }
    }

    /// Its letters: digits, a comma, a sign.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length.into()).unwrap_or_default()
    }

    /// The same as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

impl Serialize for Printed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A rate as printed: two decimals, half up, Vietnamese form; 100% only when whole, 0% only when nothing.
pub fn percent(num: u64, den: u64) -> Printed {
    if num == 0 {
        return Printed::of(b"0%");
    }
    if num == den {
        return Printed::of(b"100%");
    }
    let half_up = (u128::from(num) * 20_000 + u128::from(den)) / (2 * u128::from(den));
    let shown = u16::try_from(half_up).unwrap_or(u16::MAX).clamp(1, 9_999);
    let digit = |unit: u16| b'0' + (shown / unit % 10) as u8;
    let text = [digit(1_000), digit(100), b',', digit(10), digit(1), b'%'];
    Printed::of(text.strip_prefix(b"0").unwrap_or(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_as_published() {
        for (num, den, text) in [
            (25_925, 25_969, "99,83%"),
            (45_817, 45_820, "99,99%"),
            (45_819, 45_820, "99,99%"),
            (7_834, 7_834, "100%"),
            (0, 5_437, "0%"),
            (1, 1_000_000, "0,01%"),
            (437, 2_541, "17,20%"),
            (4_210, 5_398, "77,99%"),
            (1, 8, "12,50%"),
            (10_125, 100_000, "10,13%"),
            (1, 2, "50,00%"),
        ] {
            assert_eq!(percent(num, den).as_str(), text);
        }
    }

    #[test]
    fn supposed_dossiers_add_to_both() {
        let supposed = |counting, others| Supposed { measure: Measure::Online, counting, others };
        assert_eq!(Rate::Known { num: 2, den: 5 }.with(&supposed(3, 1)), Rate::Known { num: 5, den: 9 });
        let empty = Rate::Unavailable(Reason::Empty, None);
        assert_eq!(empty.with(&supposed(0, 2)), Rate::Known { num: 0, den: 2 });
        assert_eq!(empty.with(&supposed(0, 0)), empty);
        let missing = Rate::Unavailable(Reason::MissingColumn, Some(Column::IntakeChannel));
        assert_eq!(missing.with(&supposed(3, 1)), missing);
    }

    #[test]
    fn missing_is_never_zero() {
        let lacks = Lacks::of(|column| column != Column::IntakeChannel);
        let counts = Counts { received: 5, ..Counts::default() };
        let rate = |measure: Measure| measure.rate(&counts, lacks, LevelShare::Level);
        let missing = Rate::Unavailable(Reason::MissingColumn, Some(Column::IntakeChannel));
        assert_eq!(rate(Measure::Online), missing);
        assert_eq!(rate(Measure::OnTime), Rate::Unavailable(Reason::Empty, None));
    }

    #[test]
    fn an_unsettled_order_withholds_what_leans_on_it() {
        let lacks = |column| Lacks::of(|_| true).with_unsettled(|other| other == column);
        let counts = Counts { received: 5, online: 2, timely: 1, pending: 1, ..Counts::default() };
        let withheld = |column| {
            let rates =
                Measure::ALL.iter().map(|measure| measure.rate(&counts, lacks(column), LevelShare::Level));
            rates.filter(|rate| *rate == Rate::Unavailable(Reason::DateOrder, Some(column))).count()
        };
        assert_eq!(withheld(Column::Received), Measure::ALL.len());
        assert_eq!((withheld(Column::Due), withheld(Column::Finished)), (5, 6));
    }
}
