//! Counts and rates of groups, printed, with their gaps.

use super::iso;
use crate::Error;
use crate::measure::{
    Answer, Basis, Clock, Counts, Dimension, Group, LevelShare, Measure, Printed, Rate, Reason, Rules,
    Supposed, Waiting, percent,
};
use crate::schema::Column;
use crate::target::{Scope, TargetSet, gap};
use crate::value::UnitLevel;
use serde::{Serialize, Serializer};

/// The answer to a question: everything in one, and by group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The rules it was worked out by.
    pub rules: RulesReport,
    /// Everything in one.
    pub total: GroupReport,
    /// By key, in code point order.
    pub groups: Vec<GroupReport>,
    /// Dossiers that are in no count, and why.
    pub excluded: Excluded,
}

/// Dossiers that are in no count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Excluded {
    /// Received after the as-of date.
    pub received_after_as_of: u64,
    /// Rows of summaries that the question leaves out: their period is not known, or not wholly asked for, or the
    /// question is one that only dossiers can answer.
    pub summaries_outside: u64,
}

/// The rules of a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RulesReport {
    /// As-of date.
    pub as_of: String,
    /// "day" or "instant".
    pub clock: Clock,
    /// "apart" or "pending".
    pub waiting: Waiting,
    /// "level" or "all".
    pub level_share: LevelShare,
    /// "event" or "received".
    pub basis: Basis,
}

impl From<&Rules> for RulesReport {
    fn from(rules: &Rules) -> Self {
        let Rules { as_of, clock, waiting, level_share, basis } = *rules;
        Self { as_of: iso(as_of), clock, waiting, level_share, basis }
    }
}

/// An object with a few fields, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields<K, V>(Vec<(K, V)>);

impl<K, V> Fields<K, V> {
    /// The value of a field.
    pub fn get(&self, name: &K) -> Option<&V>
    where
        K: PartialEq,
    {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// Every field.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(name, value)| (name, value))
    }
}

impl<K: Serialize, V: Serialize> Serialize for Fields<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// One group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupReport {
    /// Its keys; "" = not known.
    pub key: Fields<Dimension, String>,
    /// Its counts.
    pub counts: Counts,
    /// Its rates.
    pub measures: Fields<Measure, RateReport>,
    /// Columns that a table of its dossiers lacks: the counts that lean on them cover the other tables only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub partial: Vec<Column>,
}

/// A rate, printed, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum RateReport {
    /// A rate.
    Known {
        /// Numerator.
        num: u64,
        /// Denominator, at least 1.
        den: u64,
        /// As printed: "99,83%".
        text: Printed,
        /// The gap to its target, if it has one.
        #[serde(skip_serializing_if = "Option::is_none")]
        target: Option<Box<GapReport>>,
    },
    /// None.
    Unavailable {
        /// Why.
        unavailable: Reason,
        /// The column that is missing.
        #[serde(skip_serializing_if = "Option::is_none")]
        column: Option<Column>,
    },
}

/// A gap, printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GapReport {
    /// The least that meets the target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// The most that meets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// It is met.
    pub met: bool,
    /// The distance, negative where missed: "-20,47".
    pub points: String,
    /// Existing dossiers that would have had to count.
    pub short_by: u64,
    /// Further counting dossiers; null where no number suffices.
    pub more_needed: Option<u64>,
    /// Existing dossiers that may still change for the worse.
    pub may_lose: u64,
    /// Further dossiers for the worse that may still come; null where no number loses the target.
    pub may_add: Option<u64>,
}

/// What rates are worked out and judged by.
#[derive(Debug, Clone, Copy)]
pub struct Judging<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// Targets, if any.
    pub targets: Option<&'a TargetSet>,
    /// What the question's own filter says of every group.
    pub scope: Scope<'a>,
    /// Dossiers supposed to have come besides, to every group.
    pub supposed: Option<Supposed>,
}

/// Prints an answer. Fails on a target without a bound.
pub fn summary(answer: Answer, judging: Judging<'_>) -> Result<Summary, Error> {
    let report = |group: Group| group_report(group, judging);
    Ok(Summary {
        rules: judging.rules.into(),
        total: report(answer.total)?,
        groups: answer.groups.into_iter().map(report).collect::<Result<_, _>>()?,
        excluded: Excluded {
            received_after_as_of: answer.received_after_as_of,
            summaries_outside: answer.summaries_outside,
        },
    })
}

fn group_report(group: Group, judging: Judging<'_>) -> Result<GroupReport, Error> {
    let Judging { rules, targets, supposed, .. } = judging;
    let scope = narrowed(judging.scope, &group);
    let report = |measure: Measure| {
        let rate = measure.rate(&group.counts, group.lacks, rules.level_share);
        let supposed = supposed.filter(|supposed| supposed.measure == measure);
        let rate = supposed.map_or(rate, |supposed| rate.with(&supposed));
        Ok((measure, rate_report(rate, measure, targets, scope)?))
    };
    let measures = Measure::ALL.into_iter().map(report).collect::<Result<_, Error>>()?;
    let partial = group.lacks.columns();
    let mut key = group.key;
    key.sort_unstable();
    Ok(GroupReport { key: Fields(key), counts: group.counts, measures: Fields(measures), partial })
}

/// What the group's own keys add to the scope.
fn narrowed<'a>(scope: Scope<'a>, group: &'a Group) -> Scope<'a> {
    let unit = group.key.iter().find(|(dimension, _)| *dimension == Dimension::Unit);
    let mut levels = UnitLevel::ALL.iter().filter(|level| group.levels >> **level as u8 & 1 == 1);
    let level = levels.next().filter(|_| levels.next().is_none());
    Scope {
        unit: unit.map(|(_, unit)| unit.as_str()).or(scope.unit),
        unit_level: level.map(|level| level.key()).filter(|key| !key.is_empty()).or(scope.unit_level),
    }
}

fn rate_report(
    rate: Rate,
    measure: Measure,
    targets: Option<&TargetSet>,
    scope: Scope<'_>,
) -> Result<RateReport, Error> {
    Ok(match rate {
        Rate::Unavailable(unavailable, column) => RateReport::Unavailable { unavailable, column },
        Rate::Known { num, den } => {
            let target = targets.and_then(|set| set.target(measure, scope));
            let target = target.map(|target| gap_report(num, den, target).map(Box::new)).transpose()?;
            RateReport::Known { num, den, text: percent(num, den), target }
        }
    })
}

fn gap_report(num: u64, den: u64, target: &crate::target::Target) -> Result<GapReport, Error> {
    let gap = gap(num, den, target.bound()?);
    Ok(GapReport {
        at_least: target.at_least.clone(),
        at_most: target.at_most.clone(),
        met: gap.met,
        points: gap.points,
        short_by: gap.short_by,
        more_needed: gap.more_needed,
        may_lose: gap.may_lose,
        may_add: gap.may_add,
    })
}
