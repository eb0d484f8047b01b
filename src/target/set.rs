//! Target sets: what an office has to reach, who set it, and when it applies.

use crate::measure::Measure;
use crate::{Error, ErrorCode, ErrorDetail};
use serde::{Deserialize, Serialize};

/// A percentage in basis points: 0 to 10,000, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u32);

impl Percent {
    /// Reads "40%", "97,5%", "97.50 %" or "40": at most two decimals, 0 to 100.
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.trim().trim_end_matches('%').trim_end();
        let (whole, decimals) = number.split_once([',', '.']).unwrap_or((number, "0"));
        let digits =
            |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole, 3) || !digits(decimals, 2) {
            return None;
        }
        let points = whole.parse::<u32>().ok()? * 100 + format!("{decimals:0<2}").parse::<u32>().ok()?;
        (points <= 10_000).then_some(Self(points))
    }
}

/// One target as the office writes it: a percentage for a measure, optionally for some units only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Target {
    /// The measure that the target is for.
    pub measure: Measure,
    /// The lowest rate that meets it: "40%".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// The highest rate that meets it: "2%".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// For units of this level only: "tỉnh", "huyện", "xã".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_level: Option<String>,
    /// For this unit only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// A set of targets with its source and dates. Days are written "2022-12-31".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TargetSet {
    /// Name for programs.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// Who set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The decision that set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// First day on which it applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Last day on which it applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// The targets.
    pub targets: Vec<Target>,
}

/// Which side of a percentage meets a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// This much or more.
    AtLeast(Percent),
    /// This much or less.
    AtMost(Percent),
}

/// The unit and level of a group, by which its target is chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scope<'a> {
    /// Its unit, if the group is one unit.
    pub unit: Option<&'a str>,
    /// Its level, if all its units have the same.
    pub unit_level: Option<&'a str>,
}

impl Target {
    /// The bound. Fails with [`ErrorCode::BadQuery`] unless exactly one bound is given and is a percentage.
    pub(crate) fn bound(&self) -> Result<Bound, Error> {
        let (text, bound): (_, fn(Percent) -> Bound) = match (&self.at_least, &self.at_most) {
            (Some(text), None) => (text, Bound::AtLeast),
            (None, Some(text)) => (text, Bound::AtMost),
            _ => return Err(bad(ErrorDetail::OneBound)),
        };
        let percent = Percent::parse(text);
        percent.map(bound).ok_or_else(|| bad(ErrorDetail::BadPercentage))
    }

    /// How specific the target is to a group; `None` if it does not apply.
    fn closeness(&self, scope: Scope<'_>) -> Option<u8> {
        let fits = |wanted: &Option<String>, is: Option<&str>| match wanted.as_deref() {
            None | Some("") => Some(0),
            Some(wanted) => (is == Some(wanted)).then_some(1),
        };
        Some(fits(&self.unit, scope.unit)? * 2 + fits(&self.unit_level, scope.unit_level)?)
    }
}

impl TargetSet {
    /// The target for a measure of a group: the most specific one, and the first among equals.
    pub fn target(&self, measure: Measure, scope: Scope<'_>) -> Option<&Target> {
        let meant = self.targets.iter().filter(|target| target.measure == measure);
        let meant = meant.filter_map(|target| Some((target.closeness(scope)?, target)));
        meant.rev().max_by_key(|(closeness, _)| *closeness).map(|(_, target)| target)
    }

    /// Fails if any target has no valid bound.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.targets.iter().try_for_each(|target| target.bound().map(drop))
    }
}

fn bad(detail: ErrorDetail) -> Error {
    Error::new(ErrorCode::BadQuery).because(detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_exact() {
        for (text, points) in
            [("40%", 4_000), ("97,5%", 9_750), ("97.50 %", 9_750), ("0%", 0), ("100", 10_000), ("0,01%", 1)]
        {
            assert_eq!(Percent::parse(text), Some(Percent(points)), "{text}");
        }
        for text in ["", "%", "100,01%", "-1%", "1,234%", "1e1", "4 0%", ",5%", "5,%"] {
            assert_eq!(Percent::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_most_specific_target_applies() {
        let target = |at_least: &str, unit_level: Option<&str>, unit: Option<&str>| Target {
            measure: Measure::Online,
            at_least: Some(at_least.to_owned()),
            at_most: None,
            unit_level: unit_level.map(str::to_owned),
            unit: unit.map(str::to_owned),
        };
        let targets = vec![
            target("1%", None, None),
            target("2%", Some("xã"), None),
            target("3%", None, Some("UBND xã A")),
            target("9%", None, None),
        ];
        let set = TargetSet { targets, ..TargetSet::default() };
        let at =
            |unit, unit_level| set.target(Measure::Online, Scope { unit, unit_level })?.at_least.as_deref();
        assert_eq!(at(None, None), Some("1%"));
        assert_eq!(at(Some("UBND xã B"), Some("xã")), Some("2%"));
        assert_eq!(at(Some("UBND xã A"), Some("xã")), Some("3%"));
        assert_eq!(set.target(Measure::Late, Scope::default()), None);
    }
}
