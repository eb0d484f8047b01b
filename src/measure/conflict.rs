//! Finds rows of one code that disagree, so that the choice of the row that counts matters
//! (docs/reference.md, "Definitions"). Each row that does not count is compared with the one that does.
//! Columns that one of the tables lacks are not compared.

use super::group::channel_key;
use super::{Course, Lack, Outcome, Rules, Source, end_of};
use crate::dossier::{Facts, Replaced};
use crate::value::{Channel, Coded};

const OUTCOMES: usize = Outcome::ALL.len();

/// Counts of disagreements between rows with the same code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conflicts {
    /// Codes with rows that disagree.
    pub codes: u64,
    /// Rows by their own outcome, then by the outcome of the row that counts instead.
    changes: [[u64; OUTCOMES]; OUTCOMES],
}

impl Conflicts {
    /// Returns the number of rows for each pair of outcomes (the replaced row's first), in the order of
    /// outcomes.
    pub fn changes(&self) -> impl Iterator<Item = (Outcome, Outcome, u64)> + '_ {
        let pairs = Outcome::ALL.iter().zip(&self.changes).flat_map(|(before, counts)| {
            Outcome::ALL.iter().zip(counts).map(|(after, count)| (*before, *after, *count))
        });
        pairs.filter(|(.., count)| *count > 0)
    }

    fn note(&mut self, before: Outcome, after: Outcome) {
        if let Some(count) = self.changes.get_mut(before as usize).and_then(|row| row.get_mut(after as usize))
        {
            *count += 1;
        }
    }
}

/// Counts the disagreements between these rows and those that count instead, by the rules and on their as-of
/// date. `sources` is indexed by table. A row that is not yet known on that date has no outcome and is in no
/// pair.
pub fn conflicts(replaced: &[Replaced], sources: &[Source<'_>], rules: &Rules) -> Conflicts {
    let (mut found, mut codes) = (Conflicts::default(), Vec::new());
    for replaced in replaced {
        let Some((before, after)) = disagreement(replaced, sources, rules) else { continue };
        // Numbers of eight bytes, because the module already has a sort for these.
        codes.push(u64::from(replaced.group));
        if let (Some(before), Some(after)) = (before, after) {
            found.note(before, after);
        }
    }
    codes.sort_unstable();
    codes.dedup();
    found.codes = codes.len() as u64;
    found
}

/// Returns the outcomes of a replaced row and of the row that counts instead, if they disagree in anything.
pub fn disagreement(
    replaced: &Replaced,
    sources: &[Source<'_>],
    rules: &Rules,
) -> Option<(Option<Outcome>, Option<Outcome>)> {
    let (before, after) = (Side::of(replaced.loser, sources)?, Side::of(replaced.winner, sources)?);
    let outcomes = (before.outcome(rules), after.outcome(rules));
    let known = outcomes.0.is_some() && outcomes.1.is_some();
    ((known && outcomes.0 != outcomes.1) || before.differs(&after, rules)).then_some(outcomes)
}

/// True if the rows can disagree under some rules. Only these few are compared again for each question.
pub fn may_disagree(replaced: &Replaced, sources: &[Source<'_>]) -> bool {
    let sides = Side::of(replaced.loser, sources).zip(Side::of(replaced.winner, sources));
    sides.is_some_and(|(before, after)| {
        let Facts { unit, field, procedure, unit_level, service_level, row, .. } = before.facts;
        let but_for_names = Facts { unit, field, procedure, unit_level, service_level, row, ..after.facts };
        before.facts != but_for_names || before.unit() != after.unit()
    })
}

/// A row and its table.
struct Side<'a> {
    facts: Facts,
    source: &'a Source<'a>,
}

impl<'a> Side<'a> {
    fn of((table, index): (usize, usize), sources: &'a [Source<'a>]) -> Option<Self> {
        let source = sources.get(table)?;
        let (chunk, at) = source.dossiers.locate(index)?;
        Some(Self { facts: chunk.facts(at)?, source })
    }

    fn outcome(&self, rules: &Rules) -> Option<Outcome> {
        Course::of(&self.facts, rules).outcome_on(rules.as_of)
    }

    /// True if they differ in a day, a channel or the unit. Only columns that both tables have are compared.
    fn differs(&self, other: &Self, rules: &Rules) -> bool {
        let (one, two) = (&self.facts, &other.facts);
        let channels = [(one.intake, two.intake), (one.return_channel, two.return_channel)];
        one.received != two.received
            || (one.due != two.due && self.both_have(other, Lack::Due))
            || (end_of(one, rules).0 != end_of(two, rules).0 && self.both_have(other, Lack::End))
            || channels.iter().any(|(one, two)| channels_differ(*one, *two, rules))
            || (self.unit() != other.unit() && self.has_units() && other.has_units())
    }

    fn both_have(&self, other: &Self, column: Lack) -> bool {
        !self.source.lacks.has(column) && !other.source.lacks.has(column)
    }

    fn unit(&self) -> &str {
        self.source.dossiers.units.get(self.facts.unit as usize).map_or("", String::as_str)
    }

    fn has_units(&self) -> bool {
        self.source.dossiers.units.len() > 1
    }
}

/// True if two channels, by their numbers, differ under the rules. A missing column differs from nothing.
pub fn channels_differ(one: u8, two: u8, rules: &Rules) -> bool {
    let missing = [one, two].contains(&Channel::Unknown.number());
    !missing && channel_key(Channel::of(one), rules) != channel_key(Channel::of(two), rules)
}
