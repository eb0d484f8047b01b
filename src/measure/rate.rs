//! Measures: the numerator and denominator of each rate (docs/reference.md, "Definitions"). A rate stays two
//! integers until it is printed.

use super::choice::choice;
use super::{Basis, Counts, Lack, LackReason, Lacks, LevelShare, OnTimeOf, ReturnedAs, Rules};
use crate::schema::Column;
use serde::{Deserialize, Serialize, Serializer};

choice! {
    /// A measure.
    #[non_exhaustive]
    Measure: "measure" {
        /// Đúng và trước hạn.
        OnTime = "onTime",
        /// Trước hạn.
        Early = "early",
        /// Trễ hạn.
        Late = "late",
        /// Quá hạn, of those in progress.
        Overdue = "overdue",
        /// Trực tuyến.
        Online = "online",
        /// Trực tuyến mức độ 3.
        OnlineL3 = "onlineL3",
        /// Trực tuyến mức độ 4.
        OnlineL4 = "onlineL4",
        /// Trực tuyến mức độ 3 và 4.
        OnlineL34 = "onlineL34",
        /// Đúng và trước hạn, of those received online.
        OnlineOnTime = "onlineOnTime",
        /// Tiếp nhận qua dịch vụ bưu chính công ích.
        PostalIntake = "postalIntake",
        /// Trả kết quả qua dịch vụ bưu chính công ích.
        PostalReturn = "postalReturn",
        /// Không quá hạn: neither ended late nor overdue, of all dossiers to be handled.
        NotOverdue = "notOverdue",
        /// Đúng hạn, of those due in the period.
        DueOnTime = "dueOnTime",
        /// Trả lại, rút.
        Returned = "returned",
        /// Returned after the due day.
        ReturnedLate = "returnedLate",
        /// Tiếp nhận chậm.
        AcceptedLate = "acceptedLate",
    }
}

/// A rate, or the reason why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Numerator and denominator; the denominator is at least 1.
    Known {
        /// Dossiers that count as such.
        num: u64,
        /// All dossiers considered.
        den: u64,
    },
    /// The reason why it is withheld, and the column to ask for, if one would help.
    Unavailable(LackReason, Option<Column>),
}

/// Hypothetical additional dossiers of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Supposed {
    /// The measure they affect.
    pub measure: Measure,
    /// Dossiers added to both numerator and denominator.
    #[serde(default)]
    pub counting: u32,
    /// Dossiers added only to the denominator.
    #[serde(default)]
    pub others: u32,
}

impl Rate {
    /// The rate with these dossiers added. A rate withheld because of missing data stays withheld.
    pub fn with(self, supposed: &Supposed) -> Self {
        let (more, others) = (u64::from(supposed.counting), u64::from(supposed.others));
        match self {
            Self::Known { num, den } => Self::Known { num: num + more, den: den + more + others },
            Self::Unavailable(LackReason::Empty, _) if more + others > 0 => {
                Self::Known { num: more, den: more + others }
            }
            unknown => unknown,
        }
    }
}

/// The day and month orders that must be known for rates from received, due and end days.
const ORDERS: [Lack; 3] = [Lack::ReceivedOrder, Lack::DueOrder, Lack::EndOrder];

impl Measure {
    /// The data that the rate requires.
    fn needs(self, rules: &Rules) -> &'static [Lack] {
        use Lack::{
            Accepted, Days, Dossiers, Due, End, Intake, Received, ServiceLevel, Split, State, Status, Stock,
            Submitted,
        };
        match (self, rules.on_time_of) {
            (Self::OnTime, OnTimeOf::Due) | (Self::DueOnTime, _) => &[Days, Due, End, Dossiers],
            (Self::OnTime, OnTimeOf::Received | OnTimeOf::Handled) => &[Received, Due, End],
            (Self::OnTime | Self::Late, _) => &[Due, End],
            (Self::Early, _) => &[Due, End, Split],
            (Self::Overdue, _) => &[Due, State, Stock],
            (Self::Online, _) => &[Lack::Online],
            (Self::PostalIntake, _) => &[Lack::PostalIntake],
            (Self::OnlineL3 | Self::OnlineL4 | Self::OnlineL34, _) => &[Intake, ServiceLevel],
            (Self::OnlineOnTime, _) => &[Due, End, Intake],
            (Self::PostalReturn, _) => &[Lack::Return, State],
            (Self::NotOverdue, _) => &[Received, Due, Stock, End],
            (Self::Returned, _) => &[Status, Dossiers],
            (Self::ReturnedLate, _) => &[Due, End, Status, Dossiers],
            (Self::AcceptedLate, _) => &[Days, Submitted, Accepted, Dossiers],
        }
    }

    /// The day and month orders that the rate requires.
    fn orders(self) -> &'static [Lack] {
        match self {
            Self::Online | Self::PostalIntake | Self::OnlineL3 | Self::OnlineL4 | Self::OnlineL34 => {
                &[Lack::ReceivedOrder]
            }
            Self::PostalReturn | Self::Returned => &[Lack::ReceivedOrder, Lack::EndOrder],
            Self::AcceptedLate => &[Lack::ReceivedOrder, Lack::FiledOrder],
            _ => &ORDERS,
        }
    }

    /// The identities that a summary must satisfy for the rate.
    fn identities(self, rules: &Rules) -> &'static [Lack] {
        use Lack::{EndedIdentity, IntakeIdentity, OpenIdentity, ReturnIdentity};
        match (self, rules.on_time_of) {
            (Self::OnTime, OnTimeOf::Received | OnTimeOf::Handled) => &[EndedIdentity, IntakeIdentity],
            (Self::OnTime | Self::Early | Self::Late, _) => &[EndedIdentity],
            (Self::Overdue, _) => &[OpenIdentity],
            (Self::Online | Self::PostalIntake, _) => &[IntakeIdentity],
            (Self::PostalReturn, _) => &[EndedIdentity, ReturnIdentity],
            (Self::NotOverdue, _) => &[IntakeIdentity, EndedIdentity, OpenIdentity],
            _ => &[],
        }
    }

    fn numerator(self, counts: &Counts, rules: &Rules) -> u64 {
        let handled = counts.carried_over + counts.received;
        match self {
            Self::OnTime if rules.on_time_of == OnTimeOf::Due => counts.due_met,
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
            Self::NotOverdue => handled.saturating_sub(counts.late + counts.overdue),
            Self::DueOnTime => counts.due_met,
            Self::Returned => counts.returned,
            Self::ReturnedLate => counts.returned_late,
            Self::AcceptedLate => counts.accepted_late,
        }
    }

    fn denominator(self, counts: &Counts, rules: &Rules) -> u64 {
        let sum = |parts: &[u64]| parts.iter().sum::<u64>();
        let verdicts = [counts.timely, counts.late];
        match (self, rules.level_share) {
            (Self::OnTime, _) => match rules.on_time_of {
                OnTimeOf::Verdict => sum(&verdicts),
                OnTimeOf::Ended => counts.ended,
                OnTimeOf::Received => counts.received,
                OnTimeOf::Handled => sum(&[counts.carried_over, counts.received]),
                OnTimeOf::Due => counts.due_in_period,
            },
            (Self::Early | Self::Late, _) => sum(&verdicts),
            (Self::Overdue, _) => sum(&[counts.in_term, counts.overdue]),
            (Self::OnlineL3, LevelShare::Level) => counts.received_l3,
            (Self::OnlineL4, LevelShare::Level) => counts.received_l4,
            (Self::OnlineL34, LevelShare::Level) => sum(&[counts.received_l3, counts.received_l4]),
            (Self::OnlineOnTime, _) => sum(&[counts.online_on_time, counts.online_late]),
            (Self::PostalReturn, _) => counts.ended,
            (Self::NotOverdue, _) => sum(&[counts.carried_over, counts.received]),
            (Self::DueOnTime, _) => counts.due_in_period,
            (Self::Returned, _) if rules.returned != ReturnedAs::Apart => counts.ended,
            (Self::Returned, _) => sum(&[counts.ended, counts.returned]),
            (Self::ReturnedLate, _) => {
                sum(&[counts.returned_early, counts.returned_on_due_day, counts.returned_late])
            }
            (Self::AcceptedLate, _) => counts.accepted_timed,
            _ => counts.received,
        }
    }

    /// The first of the data required for the rate that is missing.
    pub fn lack(self, lacks: Lacks, rules: &Rules) -> Option<Lack> {
        let mut needs = [self.needs(rules), self.identities(rules), self.orders()].into_iter();
        needs.find_map(|needs| lacks.first_of(needs))
    }

    /// Numerator and denominator of these counts, whether or not there is a rate.
    pub fn parts(self, counts: &Counts, rules: &Rules) -> (u64, u64) {
        (self.numerator(counts, rules), self.denominator(counts, rules))
    }

    /// The rate of these counts under the rules.
    pub fn rate(self, counts: &Counts, lacks: Lacks, rules: &Rules) -> Rate {
        if self == Self::NotOverdue && rules.basis != Basis::Event {
            return Rate::Unavailable(LackReason::Basis, None);
        }
        if let Some(lack) = self.lack(lacks, rules) {
            return Rate::Unavailable(lack.reason(), lack.column());
        }
        let (num, den) = self.parts(counts, rules);
        // A summary may contradict itself: the numerator must not exceed the denominator. The exception is a
        // rate over dossiers received, because dossiers that ended in a period need not have been received in
        // it.
        let apart = self == Self::OnTime && rules.on_time_of == OnTimeOf::Received;
        match den {
            0 => Rate::Unavailable(LackReason::Empty, None),
            _ => Rate::Known { num: if apart { num } else { num.min(den) }, den },
        }
    }
}

/// A rate as printed: "99,83%". Stored inline, because a summary prints tens of thousands of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    bytes: [u8; WIDEST],
    length: u8,
}

/// Bytes of the longest rate, "999999,99%"; higher rates are printed as this.
const WIDEST: usize = 10;

impl Printed {
    fn of(text: &[u8]) -> Self {
        let mut bytes = [0; WIDEST];
        bytes.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
        Self { bytes, length: text.len().min(bytes.len()) as u8 }
    }

    /// The text in bytes: digits, a comma, a percent sign.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length.into()).unwrap_or_default()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

impl Serialize for Printed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Formats a rate with two decimals, rounded half up, in Vietnamese notation. 100% and 0% are printed only if
/// exact.
pub fn percent(num: u64, den: u64) -> Printed {
    if num == 0 {
        return Printed::of(b"0%");
    }
    if num == den {
        return Printed::of(b"100%");
    }
    let half_up = half_up(num, den);
    let least_and_most = if num < den { 1..=9_999 } else { 10_001..=99_999_999 };
    let shown = half_up.clamp(*least_and_most.start(), *least_and_most.end());
    let mut text = [b'0', b'0', b'0', b'0', b'0', b'0', b',', b'0', b'0', b'%'];
    let mut rest = shown;
    for place in [8, 7, 5, 4, 3, 2, 1, 0] {
        if let Some(digit) = text.get_mut(place) {
            *digit += (rest % 10) as u8;
        }
        rest /= 10;
    }
    let leading = text.iter().take(5).take_while(|digit| **digit == b'0').count();
    Printed::of(text.get(leading..).unwrap_or_default())
}

/// Hundredths of a percent, rounded half up. Counts of dossiers fit in 64 bits, where division is one
/// instruction.
fn half_up(num: u64, den: u64) -> u128 {
    if num | den < 1 << 48 {
        return u128::from((num * 20_000 + den) / (2 * den.max(1)));
    }
    (u128::from(num) * 20_000 + u128::from(den)) / (2 * u128::from(den).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_printed_as_in_publications() {
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
            (3, 2, "150,00%"),
            (100_001, 100_000, "100,01%"),
            (12_345, 10, "123450,00%"),
            (u64::MAX, 1, "999999,99%"),
        ] {
            assert_eq!(percent(num, den).as_str(), text);
        }
    }

    #[test]
    fn supposed_dossiers_are_added_to_numerator_and_denominator() {
        let supposed = |counting, others| Supposed { measure: Measure::Online, counting, others };
        assert_eq!(Rate::Known { num: 2, den: 5 }.with(&supposed(3, 1)), Rate::Known { num: 5, den: 9 });
        let empty = Rate::Unavailable(LackReason::Empty, None);
        assert_eq!(empty.with(&supposed(0, 2)), Rate::Known { num: 0, den: 2 });
        assert_eq!(empty.with(&supposed(0, 0)), empty);
        let missing = Rate::Unavailable(LackReason::MissingColumn, Some(Column::IntakeChannel));
        assert_eq!(missing.with(&supposed(3, 1)), missing);
    }

    #[test]
    fn a_rate_without_data_is_not_zero() {
        let lacks = Lacks::of(|column| column != Column::IntakeChannel);
        let counts = Counts { received: 5, ..Counts::default() };
        let rate = |measure: Measure| measure.rate(&counts, lacks, &Rules::on(0));
        let missing = Rate::Unavailable(LackReason::MissingColumn, Some(Column::IntakeChannel));
        assert_eq!(rate(Measure::Online), missing);
        assert_eq!(rate(Measure::OnTime), Rate::Unavailable(LackReason::Empty, None));
    }

    #[test]
    fn an_unknown_date_order_withholds_the_rates_that_need_it() {
        let lacks = |column| Lacks::of(|_| true).with_unsettled(|other| other == column);
        let counts =
            Counts { received: 5, online: 2, timely: 1, pending: 1, in_term: 1, ..Counts::default() };
        let withheld = |column| {
            let rates =
                Measure::ALL.iter().map(|measure| measure.rate(&counts, lacks(column), &Rules::on(0)));
            rates.filter(|rate| *rate == Rate::Unavailable(LackReason::DateOrder, Some(column))).count()
        };
        assert_eq!(withheld(Column::Received), Measure::ALL.len());
        assert_eq!((withheld(Column::Due), withheld(Column::Finished)), (8, 10));
        assert_eq!(withheld(Column::Submitted), 1);
    }
}
