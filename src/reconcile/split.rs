//! Why a figure by another way differs from ours: every dossier whose share differs belongs to the smallest
//! set of rules that, switched alone, gives it the other share (docs/reference.md, "Against published
//! figures"). Every dossier belongs to one set, so the changes add up.

use super::class::ClassRow;
use super::counting::{Counting, Space};
use super::figure::ClaimFigure;
use super::way::{RULES, Rule, Way};
use crate::measure::Counts;

/// Maximum number of changed rules: all combinations of them are counted.
const RULES_AT_ONCE: usize = 4;
/// Number of combinations.
const SETS: usize = 1 << RULES_AT_ONCE;

/// How the rules of a cause work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// It is one rule.
    One,
    /// Each of them suffices.
    Any,
    /// Only all of them together suffice.
    All,
}

impl Needs {
    /// All variants.
    pub const ALL: [Self; 3] = [Self::One, Self::Any, Self::All];

    /// The name in answers.
    pub fn key(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Any => "any",
            Self::All => "all",
        }
    }
}

/// The cause of a dossier's different share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// How its rules work together.
    pub needs: Needs,
    /// Its rules, as bits.
    pub rules: u16,
}

/// Our way, another way, and all combinations of the rules in which they differ.
#[derive(Debug)]
pub struct Causes {
    rules: Vec<Rule>,
    countings: Vec<Counting>,
}

impl Causes {
    /// Prepares the difference of a way to ours.
    pub fn new(way: &Way, space: &Space) -> Self {
        let changed = way.changed(&space.base);
        let rules: Vec<Rule> =
            (0..RULES.len()).filter(|rule| changed >> rule & 1 == 1).take(RULES_AT_ONCE).collect();
        let made = |set: usize| space.counting(&way.only(bits(&rules, set), &space.base));
        let countings = (0..1 << rules.len()).map(made).collect();
        Self { rules, countings }
    }

    /// What the rows of one code add, for each set of rules. A row must stand for one dossier.
    fn shares(&self, rows: &[ClassRow]) -> Vec<Counts> {
        let share = |counting: &Counting| {
            let mut sum = Counts::default();
            rows.iter().for_each(|row| sum.add(&counting.share(row)));
            sum
        };
        self.countings.iter().map(share).collect()
    }

    /// The change that a dossier makes to a part of a figure, and its cause. None if it makes no change.
    fn find(&self, shares: &[Counts], figure: ClaimFigure, part: usize) -> Option<(i64, Cause)> {
        let mut values = [0; SETS];
        for ((value, share), counting) in values.iter_mut().zip(shares).zip(&self.countings) {
            *value = figure.parts(share, &counting.rules).get(part).copied().unwrap_or_default();
        }
        let (ours, theirs) = (values[0], *values.get(self.countings.len() - 1)?);
        let gives = |set: &usize| values.get(*set) == Some(&theirs);
        (ours != theirs).then(|| (theirs - ours, self.cause(&gives)))
    }

    fn cause(&self, gives: &dyn Fn(&usize) -> bool) -> Cause {
        let sets = 1..self.countings.len();
        let single = |set: &usize| set.count_ones() == 1 && gives(set);
        let singles = sets.clone().filter(single).fold(0, |all, set| all | set);
        let size = |set: &usize| set.count_ones();
        // Of equally small sets the first wins: sets of one size are ordered by their first rules.
        let smallest = || {
            let larger = sets.clone().filter(gives);
            larger.min_by_key(|set| (size(set), !set.reverse_bits())).unwrap_or(0)
        };
        let (needs, set) = match singles.count_ones() {
            0 => (Needs::All, smallest()),
            1 => (Needs::One, singles),
            _ => (Needs::Any, singles),
        };
        Cause { needs, rules: bits(&self.rules, set) }
    }

    /// The cause of the change that the dossier of these rows makes to a part of a figure.
    pub fn cause_of(&self, rows: &[ClassRow], figure: ClaimFigure, part: usize) -> Option<Cause> {
        self.find(&self.shares(rows), figure, part).map(|(_, cause)| cause)
    }

    /// The counting by our own rules.
    pub fn ours(&self) -> Option<&Counting> {
        self.countings.first()
    }
}

/// The rules of a set, as bits of all rules.
fn bits(rules: &[Rule], set: usize) -> u16 {
    rules
        .iter()
        .enumerate()
        .filter(|(place, _)| set >> place & 1 == 1)
        .fold(0, |bits, (_, rule)| bits | 1 << rule)
}

/// A part of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CauseBucket {
    /// The index of the claim.
    pub claim: usize,
    /// 0 = the numerator, or a count; 1 = the denominator.
    pub part: usize,
    /// The cause.
    pub cause: Cause,
    /// The sum of the changes.
    pub change: i64,
    /// Number of dossiers.
    pub dossiers: u64,
}

/// Splits the differences of figures, each with the index of its claim. `rows`: the classes of a unit without
/// shared codes; `shared`: the rows with shared codes, code by code.
pub fn split(
    causes: &Causes,
    figures: &[(usize, ClaimFigure)],
    rows: &[ClassRow],
    shared: impl Iterator<Item = Vec<ClassRow>>,
) -> Vec<CauseBucket> {
    let mut buckets = Vec::new();
    for row in rows.iter().filter(|row| !row.shared) {
        put(&mut buckets, causes, figures, std::slice::from_ref(row), row.weight);
    }
    for rows in shared {
        put(&mut buckets, causes, figures, &rows, 1);
    }
    crate::order::arrange(&mut buckets, |one, other| {
        let key = |bucket: &CauseBucket| (bucket.claim, bucket.part, bucket.cause);
        key(one).cmp(&key(other))
    });
    buckets
}

fn put(
    buckets: &mut Vec<CauseBucket>,
    causes: &Causes,
    figures: &[(usize, ClaimFigure)],
    rows: &[ClassRow],
    weight: u64,
) {
    let shares = causes.shares(rows);
    let parts = figures.iter().flat_map(|(claim, figure)| [(*claim, 0, figure), (*claim, 1, figure)]);
    for (claim, part, figure) in parts {
        let Some((change, cause)) = causes.find(&shares, *figure, part) else { continue };
        let same =
            |bucket: &&mut CauseBucket| (bucket.claim, bucket.part, bucket.cause) == (claim, part, cause);
        let (change, dossiers) = (change * weight.cast_signed(), weight);
        match buckets.iter_mut().find(same) {
            Some(bucket) => {
                bucket.change += change;
                bucket.dossiers += dossiers;
            }
            None => buckets.push(CauseBucket { claim, part, cause, change, dossiers }),
        }
    }
}
