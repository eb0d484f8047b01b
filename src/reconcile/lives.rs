//! What lives keep from a search (docs/reference.md, "Lives"): rules that were applied when they were made,
//! and days within their periods.

use super::counting::Space;
use super::figure::ClaimFigure;
use super::way::{RULES, Rule, rule};
use crate::measure::{Boundaries, Measure, OnTimeOf};
use serde::Serialize;

/// The rule was applied when the lives were made.
const FIXED: &str = "fixed";
/// The rule asks for days within a period.
const GRAIN: &str = "grain";

/// Values of a rule that are not tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The rule's name.
    pub rule: &'static str,
    /// The names of the values.
    pub values: Vec<&'static str>,
    /// Why: "fixed" when the lives were made, or "grain": days within their periods are needed.
    pub why: &'static str,
}

/// The reason why lives with these boundaries cannot be counted with this value of a rule. `None` if they
/// can, or if the value does not apply to the stated period at all.
pub fn why_left_out(
    rule: Rule,
    value: usize,
    space: &Space,
    boundaries: &Boundaries,
) -> Option<&'static str> {
    match rule {
        rule::BLANK_CHANNEL | rule::DUPLICATES | rule::END_DAY => Some(FIXED),
        rule::ON_TIME_OF => (value == OnTimeOf::Due as usize).then_some(GRAIN),
        rule::PERIOD => {
            let days = space.base.with(rule, value).days(&space.stated)?;
            let ends = boundaries.ends_on(days.first.saturating_sub(1)) && boundaries.ends_on(days.last);
            (!ends).then_some(GRAIN)
        }
        _ => None,
    }
}

/// All values that are not tried, in order of the rules' names. Denominators of the on-time rate matter only
/// where it is claimed.
pub fn left_out(
    mut claimed: impl Iterator<Item = ClaimFigure>,
    space: &Space,
    boundaries: &Boundaries,
) -> Vec<LeftOut> {
    let on_time = claimed.any(|figure| figure == ClaimFigure::Rate(Measure::OnTime));
    let rules = RULES.iter().enumerate().filter(|(rule, _)| on_time || *rule != rule::ON_TIME_OF);
    let found = rules.filter_map(|(rule, (name, values))| {
        let others = (0..).zip(*values).filter(|(value, _)| *value != space.base.get(rule));
        let why_left_out =
            others.filter_map(|(value, name)| Some((*name, why_left_out(rule, value, space, boundaries)?)));
        let (values, reasons): (Vec<_>, Vec<_>) = why_left_out.unzip();
        Some(LeftOut { rule: name, values, why: reasons.first()? })
    });
    found.collect()
}
