//! Lists: which dossiers a count is made of, and those that need looking at.

use super::group::Sieve;
use super::{Basis, Life, Outcome, Question, Rules, Source};
use crate::dossier::{Facts, NO_DAY, doubt};

/// What a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuestion {
    /// Which dossiers, by which rules; groups are not looked at.
    pub question: Question,
    /// Only those with doubtful cells.
    pub doubtful: bool,
    /// Only open ones due at most so many days after the as-of date.
    pub due_within: Option<i32>,
    /// Only ended ones so many days after the appointment, both ends included.
    pub ended_late_by: Option<(i32, i32)>,
    /// Only those that are something else by these rules, or not in the period by them.
    pub differs: Option<Rules>,
}

/// A dossier of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Its table's number.
    pub table: usize,
    /// Its number in the table.
    pub index: usize,
    /// What it is on the as-of date.
    pub outcome: Outcome,
    /// What it is by the rules it was compared by: none within where it is not in the period by them.
    pub other: Option<Option<Outcome>>,
    /// End day (the as-of date, where overdue) minus due day; none where there is nothing to compare.
    pub days_late: Option<i32>,
    /// Due day; [`i32::MAX`] without.
    pub due: i32,
    /// Received day.
    pub received: i32,
}

/// Cells that are doubtful as spec section 7 means it.
const DOUBTFUL: u16 =
    doubt::IMPOSSIBLE_DATE | doubt::UNKNOWN_VALUE | doubt::END_BEFORE_RECEIVED | doubt::CODE_DATE;

/// The dossiers asked for, in the order of their files.
pub fn list(asked: &ListQuestion, sources: &[Source<'_>]) -> Vec<Listed> {
    let mut found = Vec::new();
    for source in sources {
        let sieve = Sieve::new(&asked.question.filter, source);
        source.each(|index, facts| {
            if sieve.passes(facts) {
                found.extend(listed(asked, facts, source.table, index));
            }
        });
    }
    found
}

fn listed(asked: &ListQuestion, facts: &Facts, table: usize, index: usize) -> Option<Listed> {
    let Question { rules, filter, .. } = &asked.question;
    let outcome = standing(facts, &asked.question, rules)?;
    let other = asked.differs.as_ref().map(|rules| standing(facts, &asked.question, rules));
    let as_of = judged(&asked.question, rules).as_of;
    let due = if facts.due == NO_DAY { i32::MAX } else { facts.due };
    let wanted = filter.outcomes.is_empty() || filter.outcomes.contains(&outcome);
    let differs = other.is_none_or(|other| other != Some(outcome));
    let days_late = days_late(facts, outcome, as_of);
    let doubtful = !asked.doubtful || facts.doubts & DOUBTFUL != 0;
    let soon = asked.due_within.is_none_or(|days| is_open(outcome) && due <= as_of.saturating_add(days));
    let by = asked.ended_late_by.is_none_or(|(least, most)| {
        !is_open(outcome) && days_late.is_some_and(|days| (least..=most).contains(&days))
    });
    let found = Listed { table, index, outcome, other, days_late, due, received: facts.received };
    (wanted && differs && doubtful && soon && by).then_some(found)
}

/// What a dossier is to the question by these rules; none where it is not in the period.
fn standing(facts: &Facts, question: &Question, rules: &Rules) -> Option<Outcome> {
    let judged = judged(question, rules);
    let life = Life::of(facts, rules.clock);
    let begins = match rules.basis {
        Basis::Event => life.closed,
        Basis::Received => life.opened,
    };
    let within = life.opened <= last(question, rules) && question.from.is_none_or(|from| begins >= from);
    life.outcome(&judged).filter(|_| within)
}

/// The rules with the day on which the question judges.
fn judged(question: &Question, rules: &Rules) -> Rules {
    match rules.basis {
        Basis::Event => Rules { as_of: last(question, rules), ..*rules },
        Basis::Received => *rules,
    }
}

/// The last day that the question looks at.
fn last(question: &Question, rules: &Rules) -> i32 {
    question.to.unwrap_or(i32::MAX).min(rules.as_of)
}

fn is_open(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::InTerm | Outcome::Overdue | Outcome::Waiting)
}

fn days_late(facts: &Facts, outcome: Outcome, as_of: i32) -> Option<i32> {
    let until = match outcome {
        Outcome::Early | Outcome::OnDueDay | Outcome::Late => facts.end,
        Outcome::Overdue => as_of,
        _ => return None,
    };
    (facts.due != NO_DAY).then(|| until - facts.due)
}
