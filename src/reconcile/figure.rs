//! The meaning of a published figure: one of our counts, or a rate (docs/reference.md, "Against published
//! figures").

use crate::measure::{Basis, Counts, Lack, Lacks, Measure, Rules};

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimFigure {
    /// A count, by its place in [`Counts::numbers`].
    Count(usize),
    /// Carried over and received.
    Total,
    /// A rate.
    Rate(Measure),
}

/// Numerator and denominator of a figure; a count is a numerator.
pub type Parts = [i64; 2];

impl ClaimFigure {
    /// The figure with this name: a measure if the value is a rate, else a count.
    pub fn named(name: &str, is_rate: bool) -> Option<Self> {
        if is_rate {
            return Measure::named(name).map(Self::Rate);
        }
        let place = || Counts::default().named().iter().position(|(count, _)| is_camel(name, count));
        if name == "total" { Some(Self::Total) } else { place().map(Self::Count) }
    }

    /// The name of a count in the words of exports: "carried_over"; "" for a rate.
    pub fn count_name(self) -> &'static str {
        match self {
            Self::Count(place) => Counts::default().named().get(place).map_or("", |(name, _)| *name),
            Self::Total => "total",
            Self::Rate(_) => "",
        }
    }

    /// Numerator and denominator of these counts. They add up over dossiers.
    pub fn parts(self, counts: &Counts, rules: &Rules) -> Parts {
        match self {
            Self::Count(place) => [counts.numbers().get(place).copied().unwrap_or_default().cast_signed(), 0],
            Self::Total => [(counts.carried_over + counts.received).cast_signed(), 0],
            Self::Rate(measure) => {
                let (num, den) = measure.parts(counts, rules);
                [num.cast_signed(), den.cast_signed()]
            }
        }
    }

    /// The same; without a denominator if the measure is not defined under the rules.
    pub fn parts_if_defined(self, counts: &Counts, rules: &Rules) -> Parts {
        if self.is_defined(rules) { self.parts(counts, rules) } else { [0, 0] }
    }

    /// False for a measure that is defined for another basis only.
    pub fn is_defined(self, rules: &Rules) -> bool {
        self != Self::Rate(Measure::NotOverdue) || rules.basis == Basis::Event
    }

    /// True if tables that lack these data cannot give the figure by any way.
    pub fn is_unknown(self, lacks: Lacks, rules: &Rules) -> bool {
        match self {
            Self::Rate(measure) => measure.lack(lacks, rules).is_some(),
            Self::Total => lacks.first_of(&[Lack::ReceivedOrder, Lack::State]).is_some(),
            Self::Count(_) => lacks.first_of(needs(self.count_name())).is_some(),
        }
    }
}

/// True if the camel case name is this name in snake case.
fn is_camel(camel: &str, snake: &str) -> bool {
    let upper = |letter: char| letter.is_ascii_uppercase();
    let lowered = camel.chars().flat_map(|letter| {
        let mark = upper(letter).then_some('_');
        mark.into_iter().chain([letter.to_ascii_lowercase()])
    });
    !camel.contains('_') && lowered.eq(snake.chars())
}

/// The data that a count needs.
fn needs(count: &str) -> &'static [Lack] {
    use Lack::{
        Accepted, Days, Due, DueOrder, End, EndOrder, Intake, ReceivedOrder, Return, ServiceLevel, State,
        Status, Submitted,
    };
    match count {
        "received" => &[ReceivedOrder],
        "direct" | "online" | "postal_intake" | "other_intake" => &[ReceivedOrder, Intake],
        "received_l3" | "received_l4" => &[ReceivedOrder, ServiceLevel],
        "online_l3" | "online_l4" => &[ReceivedOrder, Intake, ServiceLevel],
        "accepted_late" | "accepted_timed" => &[Days, ReceivedOrder, Submitted, Accepted],
        "due_in_period" | "due_met" => &[Days, ReceivedOrder, DueOrder, EndOrder, Due, End],
        "carried_over" | "ended" | "pending" => &[ReceivedOrder, EndOrder, State],
        "postal_return" => &[ReceivedOrder, EndOrder, State, Return],
        "not_accepted" | "stopped" | "returned" | "halted" | "halted_standing" | "waiting" => {
            &[ReceivedOrder, EndOrder, Status]
        }
        "in_term" | "overdue" | "no_due" => &[ReceivedOrder, DueOrder, EndOrder, Due, State],
        "online_on_time" | "online_late" => &[ReceivedOrder, DueOrder, EndOrder, Due, End, Intake],
        "returned_early" | "returned_on_due_day" | "returned_late" => {
            &[ReceivedOrder, DueOrder, EndOrder, Due, End, Status]
        }
        _ => &[ReceivedOrder, DueOrder, EndOrder, Due, End],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_name() {
        let numbers: Vec<Option<ClaimFigure>> =
            ["received", "carriedOver", "onDueDay", "receivedL3", "onlineL4", "onlineOnTime", "postalReturn"]
                .map(|name| ClaimFigure::named(name, false))
                .to_vec();
        assert!(numbers.iter().all(|figure| matches!(figure, Some(ClaimFigure::Count(_)))), "{numbers:?}");
        assert_eq!(ClaimFigure::named("total", false), Some(ClaimFigure::Total));
        assert_eq!(ClaimFigure::named("onTime", true), Some(ClaimFigure::Rate(Measure::OnTime)));
        assert_eq!(ClaimFigure::named("onTime", false), None);
        assert_eq!(
            (ClaimFigure::named("on_due_day", false), ClaimFigure::named("total", true)),
            (None, None)
        );
    }

    /// With all columns every count is known, and all counts but one need more than a known order of day and
    /// month.
    #[test]
    fn needs_name_existing_counts() {
        for (place, (name, _)) in Counts::default().named().iter().enumerate() {
            assert!(!ClaimFigure::Count(place).is_unknown(Lacks::of(|_| true), &Rules::on(0)), "{name}");
            let bare = ClaimFigure::Count(place).is_unknown(Lacks::of(|_| false), &Rules::on(0));
            assert_eq!(bare, *name != "received", "{name}");
        }
    }
}
