//! A way of counting: a value for each rule by which offices differ (docs/reference.md, "Against published
//! figures").

use crate::dossier::Duplicates;
use crate::measure::{
    Basis, BlankChannel, Clock, EndDay, NoDueAs, OnTimeOf, ReturnedAs, Rules, ShareDays, Waiting,
};
use crate::value::{civil, from_day};
use chrono::Datelike;

/// The rules by name, each with its values; this contract's own value is the first.
pub const RULES: [(&str, &[&str]); 11] = [
    ("asOf", &["periodEnd", "today"]),
    ("basis", &["event", "received"]),
    ("blankChannel", &["direct", "none"]),
    ("clock", &["day", "instant"]),
    ("duplicates", &["newest", "last", "first", "keep"]),
    ("endDay", &["finished", "returned", "finishedOnly"]),
    ("noDue", &["apart", "onTime"]),
    ("onTimeOf", &["verdict", "ended", "received", "handled", "due"]),
    ("period", &["asStated", "firstDayOut", "15-14", "21-20"]),
    ("returned", &["apart", "onTime", "ownDates"]),
    ("waiting", &["apart", "inTerm", "pending"]),
];

/// A rule, by its place in [`RULES`].
pub type Rule = usize;

/// Places in [`RULES`].
pub mod rule {
    #![allow(missing_docs, reason = "named as in RULES")]
    use super::Rule;
    pub const AS_OF: Rule = 0;
    pub const BASIS: Rule = 1;
    pub const BLANK_CHANNEL: Rule = 2;
    pub const CLOCK: Rule = 3;
    pub const DUPLICATES: Rule = 4;
    pub const END_DAY: Rule = 5;
    pub const NO_DUE: Rule = 6;
    pub const ON_TIME_OF: Rule = 7;
    pub const PERIOD: Rule = 8;
    pub const RETURNED: Rule = 9;
    pub const WAITING: Rule = 10;
}

/// The rules for duplicates, in the order of their names in [`RULES`].
pub const DUPLICATES: [Duplicates; 4] =
    [Duplicates::Newest, Duplicates::Last, Duplicates::First, Duplicates::Keep];

/// A value for each rule, by its place among the rule's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way([u8; RULES.len()]);

/// The period of a question: first and last day as stated, and the as-of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedWay {
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: i32,
    /// The as-of date.
    pub as_of: i32,
}

impl Way {
    /// The way with these rules: the period as stated, outcomes as of its end.
    pub fn of(rules: &Rules, duplicates: Duplicates) -> Self {
        let duplicates = DUPLICATES.iter().position(|rule| *rule == duplicates).unwrap_or_default();
        Self([
            0,
            rules.basis as u8,
            rules.blank_channel as u8,
            rules.clock as u8,
            duplicates as u8,
            rules.end_day as u8,
            rules.no_due as u8,
            rules.on_time_of as u8,
            0,
            rules.returned as u8,
            rules.waiting as u8,
        ])
    }

    /// The place of a rule's value.
    pub fn get(&self, rule: Rule) -> usize {
        self.0.get(rule).copied().unwrap_or_default().into()
    }

    /// This way with another value of a rule.
    #[must_use]
    pub fn with(mut self, rule: Rule, value: usize) -> Self {
        self.0.get_mut(rule).into_iter().for_each(|place| *place = value as u8);
        self
    }

    /// This way, with the values of another way for all rules except those in a bit set.
    #[must_use]
    pub fn only(self, rules: u16, other: &Self) -> Self {
        let mut made = self;
        for (rule, place) in made.0.iter_mut().enumerate().filter(|(rule, _)| rules >> rule & 1 == 0) {
            *place = other.get(rule) as u8;
        }
        made
    }

    /// A number that identifies the way, except for the denominator of the on-time rate.
    pub fn number(&self) -> u32 {
        let counted = self.0.iter().enumerate().filter(|(rule, _)| *rule != rule::ON_TIME_OF);
        counted.fold(0, |number, (_, value)| number << 3 | u32::from(*value))
    }

    /// The rules for counting. The as-of date and the level share are those of `base`.
    pub fn rules(&self, base: &Rules) -> Rules {
        Rules {
            clock: chosen(&Clock::ALL, self.get(rule::CLOCK)),
            waiting: chosen(&Waiting::ALL, self.get(rule::WAITING)),
            basis: chosen(&Basis::ALL, self.get(rule::BASIS)),
            end_day: chosen(&EndDay::ALL, self.get(rule::END_DAY)),
            returned: chosen(&ReturnedAs::ALL, self.get(rule::RETURNED)),
            no_due: chosen(&NoDueAs::ALL, self.get(rule::NO_DUE)),
            blank_channel: chosen(&BlankChannel::ALL, self.get(rule::BLANK_CHANNEL)),
            on_time_of: chosen(&OnTimeOf::ALL, self.get(rule::ON_TIME_OF)),
            ..*base
        }
    }

    /// The days of a stated period; None if this way is for whole months only and the period is not.
    pub fn days(&self, stated: &StatedWay) -> Option<ShareDays> {
        let (first, last) = match self.get(rule::PERIOD) {
            0 => (stated.from, stated.to),
            1 => (stated.from.saturating_add(1), stated.to),
            2 => shifted(stated, 15)?,
            _ => shifted(stated, 21)?,
        };
        let last = last.min(stated.as_of);
        let today = self.get(rule::AS_OF) == 1 || self.get(rule::BASIS) == Basis::Received as usize;
        Some(ShareDays { first, last, judged: if today { stated.as_of } else { last } })
    }

    /// The rules in which it differs, in order of their names, with the names of its values.
    pub fn changes(&self, base: &Self) -> Vec<(&'static str, &'static str)> {
        let named = RULES.iter().enumerate().filter(|(rule, _)| self.get(*rule) != base.get(*rule));
        named.filter_map(|(rule, (name, values))| Some((*name, *values.get(self.get(rule))?))).collect()
    }

    /// The rules in which it differs, as bits.
    pub fn changed(&self, base: &Self) -> u16 {
        let differing = self.0.iter().zip(&base.0).enumerate().filter(|(_, (one, other))| one != other);
        differing.fold(0, |bits, (rule, _)| bits | 1 << rule)
    }

    /// The name of its rule for duplicates.
    pub fn duplicates_name(&self) -> &'static str {
        let (_, values) = RULES[rule::DUPLICATES];
        values.get(self.get(rule::DUPLICATES)).copied().unwrap_or_default()
    }

    /// This way with a value by name. None if there is no such rule or value.
    pub fn with_named(self, name: &str, value: &str) -> Option<Self> {
        let rule = rule_named(name)?;
        let place = RULES.get(rule)?.1.iter().position(|known| *known == value)?;
        Some(self.with(rule, place))
    }
}

/// The rule with this name.
pub fn rule_named(name: &str) -> Option<Rule> {
    RULES.iter().position(|(known, _)| *known == name)
}

fn chosen<T: Copy + Default>(all: &[T], place: usize) -> T {
    all.get(place).copied().unwrap_or_default()
}

/// Whole months, each beginning on this day of the month before and ending on the day before it.
fn shifted(stated: &StatedWay, begins: u32) -> Option<(i32, i32)> {
    let (from, to) = (from_day(stated.from), from_day(stated.to));
    if from.day() != 1 || from_day(stated.to.saturating_add(1)).day() != 1 {
        return None;
    }
    let before = from_day(stated.from.saturating_sub(1));
    let first = civil(before.year(), before.month(), begins)?;
    Some((first, civil(to.year(), to.month(), begins - 1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn day(year: i32, month: u32, day: u32) -> i32 {
        civil(year, month, day).unwrap()
    }

    #[test]
    fn values_have_the_names_of_the_rules() {
        let base = Rules::on(0);
        for (rule, (name, values)) in RULES.iter().enumerate() {
            for (place, value) in values.iter().enumerate() {
                let way = Way::of(&base, Duplicates::Newest).with(rule, place);
                assert_eq!(rule_named(name), Some(rule));
                assert_eq!(way.get(rule), place);
                let rules: Value = serde_json::to_value(way.rules(&base)).unwrap();
                match *name {
                    "asOf" | "period" => {}
                    "duplicates" => {
                        let of_way = DUPLICATES[way.get(rule::DUPLICATES)];
                        assert_eq!(serde_json::to_value(of_way).unwrap(), *value);
                    }
                    _ => assert_eq!(rules[name], *value),
                }
                assert_eq!(Way::of(&way.rules(&base), DUPLICATES[way.get(rule::DUPLICATES)]).get(rule), {
                    if ["asOf", "period"].contains(name) { 0 } else { place }
                });
            }
        }
    }

    #[test]
    fn every_value_has_its_words() {
        let words: Value = serde_json::from_str(include_str!("../report/ways.json")).unwrap();
        let mut names: Vec<&str> = words.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, RULES.map(|(name, _)| name));
        for (name, values) in RULES {
            let words = words[name].as_object().unwrap();
            assert_eq!(words.len(), values.len(), "{name}");
            for (value, lang) in values.iter().flat_map(|value| [(value, "vi"), (value, "en")]) {
                assert!(words[*value][lang].as_str().is_some_and(|text| text.len() > 10), "{name} {value}");
            }
        }
    }

    #[test]
    fn periods_by_each_way() {
        let stated = StatedWay { from: day(2022, 1, 1), to: day(2022, 3, 31), as_of: day(2022, 3, 20) };
        let base = Way::of(&Rules::on(0), Duplicates::Newest);
        let days = |way: Way| way.days(&stated).map(|days| (days.first, days.last, days.judged));
        let (march_20, march_14) = (day(2022, 3, 20), day(2022, 3, 14));
        assert_eq!(days(base), Some((stated.from, march_20, march_20)));
        assert_eq!(days(base.with(rule::PERIOD, 1)), Some((day(2022, 1, 2), march_20, march_20)));
        let by_14 = base.with(rule::PERIOD, 2);
        assert_eq!(days(by_14), Some((day(2021, 12, 15), march_14, march_14)));
        assert_eq!(days(by_14.with(rule::AS_OF, 1)), Some((day(2021, 12, 15), march_14, march_20)));
        assert_eq!(days(by_14.with(rule::BASIS, 1)), Some((day(2021, 12, 15), march_14, march_20)));
        assert_eq!(days(base.with(rule::PERIOD, 3)), Some((day(2021, 12, 21), march_20, march_20)));
        let odd = StatedWay { to: day(2022, 3, 30), ..stated };
        assert_eq!((by_14.days(&odd), base.days(&odd).is_some()), (None, true));
    }
}
