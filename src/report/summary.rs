//! The counts, rates and target gaps of groups, as printed.

use super::conflicts::ConflictsReport;
use crate::Error;
use crate::measure::{
    Answer, Counts, Dimension, Grain, Group, Lack, LackReason, Measure, Printed, Rate, Rules, Supposed,
    percent,
};
use crate::order::arrange;
use crate::schema::Column;
use crate::target::{Scope, TargetSet, gap};
use crate::value::UnitLevel;
use serde::{Serialize, Serializer};

/// The answer to a question: the total and the groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// The rules that were applied.
    pub rules: Rules,
    /// All dossiers together.
    pub total: GroupReport,
    /// The groups, by key in code point order.
    pub groups: Vec<GroupReport>,
    /// Dossiers excluded from all counts, by reason.
    pub excluded: Excluded,
    /// Codes whose rows disagree, whatever the question; `None` if no rows disagree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflicts: Option<ConflictsReport>,
    /// How lives were made, if lives are loaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lives: Option<LivesReport>,
    /// The one rate of groups that was requested; `None` = all.
    #[serde(skip)]
    pub only: Option<Measure>,
}

/// How the loaded lives were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LivesReport {
    /// Length of the periods.
    pub grain: Grain,
    /// The day after which a period is cut, "2022-08-19".
    pub cut: String,
    /// The days for which figures exist, up to the cut.
    pub boundaries: Vec<String>,
    /// The programs that made them.
    pub engine: String,
}

/// Dossiers excluded from all counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Excluded {
    /// Received after the as-of date.
    pub received_after_as_of: u64,
    /// Rows of summaries that the question excludes: their period is unknown or only partly asked for, or
    /// only dossiers can answer the question.
    pub summaries_outside: u64,
}

/// A JSON object with a few fields, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields<K, V>(Vec<(K, V)>);

impl<K, V> Fields<K, V> {
    /// An object of these fields.
    pub fn of(fields: Vec<(K, V)>) -> Self {
        Self(fields)
    }

    /// The value of a field.
    pub fn get(&self, name: &K) -> Option<&V>
    where
        K: PartialEq,
    {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// All fields, in order.
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
#[non_exhaustive]
pub struct GroupReport {
    /// Its keys; "" = unknown.
    pub key: Fields<Dimension, String>,
    /// Its counts.
    pub counts: Counts,
    /// Its rates.
    pub measures: Fields<Measure, RateReport>,
    /// Its sums of days; `None` if they are unknown for some of its dossiers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<DaysReport>,
    /// Columns missing from a table of its dossiers: counts that need them cover only the other tables.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub partial: Vec<Column>,
}

impl GroupReport {
    /// True if a count, by its name in [`Counts::named`], can be computed. Lives do not know single days.
    pub fn knows(&self, count: &str) -> bool {
        let measure = match count {
            "due_in_period" | "due_met" => Measure::DueOnTime,
            "accepted_late" | "accepted_timed" => Measure::AcceptedLate,
            _ => return true,
        };
        let rate = self.measures.get(&measure);
        !matches!(rate, Some(RateReport::Unavailable { unavailable: LackReason::Grain, .. }))
    }
}

/// Sums of days of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DaysReport {
    /// From received to end, for ended dossiers.
    pub handled: DayNumbers,
    /// Past the appointment, for overdue dossiers.
    pub overdue: DayNumbers,
    /// Number of dossiers finished by the due day but handed over after it.
    pub handed_over_late: u64,
}

/// Sum and median of the days of some dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DayNumbers {
    /// Sum of days.
    pub sum: i64,
    /// Number of dossiers.
    pub count: u64,
    /// The median, the lower of two middle values; 0 without dossiers.
    pub median: i32,
}

/// A rate as printed, or the reason why it is unavailable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
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
    /// The rate cannot be computed.
    Unavailable {
        /// The reason.
        unavailable: LackReason,
        /// The missing column.
        #[serde(skip_serializing_if = "Option::is_none")]
        column: Option<Column>,
    },
}

/// The gap to a target, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct GapReport {
    /// The lowest rate that meets the target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// The highest rate that meets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// True if the target is met.
    pub met: bool,
    /// The distance in percentage points, negative if missed: "-20,47".
    pub points: String,
    /// Existing dossiers that would have had to count to meet it.
    pub short_by: u64,
    /// Further counting dossiers needed; null if no number is enough.
    pub more_needed: Option<u64>,
    /// Existing dossiers that may change for the worse without losing the target.
    pub may_lose: u64,
    /// Further dossiers for the worse that keep the target; null if no number loses it.
    pub may_add: Option<u64>,
}

/// The settings by which rates are computed and judged.
#[derive(Debug, Clone, Copy)]
pub struct Judging<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// The target set, if any.
    pub targets: Option<&'a TargetSet>,
    /// The unit and level that the question's filter gives to every group.
    pub scope: Scope<'a>,
    /// Hypothetical further dossiers, added to every group.
    pub supposed: Option<Supposed>,
    /// The one rate of groups that was requested; `None` = all.
    pub only: Option<Measure>,
}

/// Prints an answer. Fails on a target without a valid bound.
pub fn summary(answer: Answer, judging: Judging<'_>) -> Result<Summary, Error> {
    let mut groups = Vec::with_capacity(answer.groups.len());
    for group in answer.groups {
        groups.push(group_report(group, judging)?);
    }
    Ok(Summary {
        rules: *judging.rules,
        total: group_report(answer.total, Judging { only: None, ..judging })?,
        groups,
        excluded: Excluded {
            received_after_as_of: answer.received_after_as_of,
            summaries_outside: answer.summaries_outside,
        },
        conflicts: None,
        lives: None,
        only: judging.only,
    })
}

fn group_report(group: Group, judging: Judging<'_>) -> Result<GroupReport, Error> {
    let Judging { rules, targets, supposed, only, .. } = judging;
    let scope = narrowed(judging.scope, &group);
    let report = |measure: Measure| {
        let rate = measure.rate(&group.counts, group.lacks, rules);
        let supposed = supposed.filter(|supposed| supposed.measure == measure);
        let rate = supposed.map_or(rate, |supposed| rate.with(&supposed));
        Ok((measure, rate_report(rate, measure, targets, scope)?))
    };
    let asked = Measure::ALL.into_iter().filter(|measure| only.is_none_or(|only| only == *measure));
    let measures = asked.map(report).collect::<Result<_, Error>>()?;
    let partial = group.lacks.columns();
    let days = days_report(&group);
    let mut key = group.key;
    arrange(&mut key, Ord::cmp);
    Ok(GroupReport { key: Fields(key), counts: group.counts, measures: Fields(measures), days, partial })
}

/// The group's sums of days. `None` with rows of summaries, or with dates whose order is not settled.
fn days_report(Group { counts, days, lacks, .. }: &Group) -> Option<DaysReport> {
    let unknown = [Lack::Days, Lack::Dossiers, Lack::ReceivedOrder, Lack::DueOrder, Lack::EndOrder];
    let (handled, overdue) = (&days.handled_spread, &days.overdue_spread);
    lacks.first_of(&unknown).is_none().then(|| DaysReport {
        handled: DayNumbers { sum: days.handled, count: days.handled_count, median: handled.median() },
        overdue: DayNumbers { sum: days.overdue, count: counts.overdue, median: overdue.median() },
        handed_over_late: days.handed_over_late,
    })
}

/// The scope, narrowed by the group's own keys.
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
