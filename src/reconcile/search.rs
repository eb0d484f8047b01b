//! Tries every combination of up to three changed rules. Rows are grouped by the rules that may change
//! anything for them; a group is counted once for all ways that agree in these rules.

use super::class::ClassRow;
use super::counting::Space;
use super::figure::ClaimFigure;
use super::lives::why_left_out;
use super::published::Published;
use super::way::{RULES, Rule, Way, rule};
use crate::measure::{Boundaries, Counts, Lacks, Measure};
use crate::order::{arrange, arrange_pairs};

/// Most rules that a way may change.
const CHANGES: usize = 3;

/// A claim about the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claimed {
    /// Its figure.
    pub figure: ClaimFigure,
    /// Its published value.
    pub published: Published,
}

/// The search for one unit.
#[derive(Debug)]
pub struct Search {
    /// Our own counts.
    pub ours: Counts,
    /// The columns that the tables of these dossiers lack.
    pub lacks: Lacks,
    /// Every way under which all claims agree, unless fewer of its changes suffice.
    pub exact: Vec<Way>,
    /// If there is no such way: the ways that come closest.
    pub closest: Vec<Way>,
}

impl Search {
    /// Tries all ways on the classes of one unit. If there are lives among them (`lives` has their
    /// boundaries), only the ways that lives can answer.
    pub fn new(rows: &[ClassRow], claims: &[Claimed], space: &Space, lives: Option<&Boundaries>) -> Self {
        let (ours, lacks) = ours(rows, space);
        let known: Vec<&Claimed> =
            claims.iter().filter(|claim| !claim.figure.is_unknown(lacks, &space.rules)).collect();
        let ways = ways(rows, &known, space, lives);
        let sums = sums(rows, &ways, space);
        let score = |(way, counts): (&Way, &Counts)| score(&known, counts, way, space);
        let scores: Vec<Closeness> = ways.iter().zip(&sums).map(score).collect();
        let best = scores.iter().copied().max().unwrap_or_default();
        let chosen = ways.iter().zip(&scores).filter(|(_, score)| **score == best).map(|(way, _)| *way);
        let chosen = minimal(chosen, &space.base);
        let all = best.met == claims.len();
        let (exact, closest) = if all { (chosen, Vec::new()) } else { (Vec::new(), chosen) };
        Self { ours, lacks, exact, closest }
    }

    /// The way whose difference to ours will be explained.
    pub fn shown(&self) -> Option<Way> {
        self.exact.first().or(self.closest.first()).copied()
    }
}

/// Our own counts, and the columns that the tables of their dossiers lack.
fn ours(rows: &[ClassRow], space: &Space) -> (Counts, Lacks) {
    let (mut lacks, counting) = (Lacks::default(), space.counting(&space.base));
    let adding = rows.iter().filter(|row| !counting.share(row).is_zero());
    adding.for_each(|row| lacks.add(row.lacks));
    (space.counts(rows, &space.base), lacks)
}

/// All ways to be tried, fewest changes first. Rules that change nothing for these rows or claims stay as
/// they are.
fn ways(rows: &[ClassRow], claims: &[&Claimed], space: &Space, lives: Option<&Boundaries>) -> Vec<Way> {
    let touched = rows.iter().fold(0, |rules, row| rules | row.touched_by());
    let on_time = claims.iter().any(|claim| claim.figure == ClaimFigure::Rate(Measure::OnTime));
    let touched = if on_time { touched | 1 << rule::ON_TIME_OF } else { touched };
    let base = space.base;
    let applies = |rule: &Rule, value: &usize| {
        *value != base.get(*rule)
            && base.with(*rule, *value).days(&space.stated).is_some()
            && lives.is_none_or(|lives| why_left_out(*rule, *value, space, lives).is_none())
    };
    let values = |rule: Rule| RULES.get(rule).map_or(0, |(_, values)| values.len());
    let options: Vec<(Rule, usize)> = (0..RULES.len())
        .filter(|rule| touched >> rule & 1 == 1)
        .flat_map(|rule| (0..values(rule)).map(move |value| (rule, value)))
        .filter(|(rule, value)| applies(rule, value))
        .collect();
    let (mut ways, mut begun) = (vec![(base, 0)], 0);
    for _ in 0..CHANGES {
        let last = ways.get(begun..).unwrap_or_default().to_vec();
        begun = ways.len();
        for (way, from) in last {
            let further = options.iter().filter(|(rule, _)| *rule >= from);
            ways.extend(further.map(|(rule, value)| (way.with(*rule, *value), rule + 1)));
        }
    }
    ways.into_iter().map(|(way, _)| way).collect()
}

/// The counts of these rows by each way.
fn sums(rows: &[ClassRow], ways: &[Way], space: &Space) -> Vec<Counts> {
    let mut sums = vec![Counts::default(); ways.len()];
    let mut order: Vec<(u32, u32)> = rows.iter().map(|row| row.touched_by().into()).zip(0..).collect();
    arrange_pairs(&mut order);
    for alike in order.chunk_by(|(one, _), (next, _)| one == next) {
        let rules = alike.first().map_or(0, |(rules, _)| *rules as u16);
        let alike = alike.iter().filter_map(|(_, place)| rows.get(*place as usize).copied());
        let alike: Vec<ClassRow> = alike.collect();
        let mut asked: Vec<(u32, u32)> =
            ways.iter().map(|way| way.only(rules, &space.base).number()).zip(0..).collect();
        arrange_pairs(&mut asked);
        for same in asked.chunk_by(|(one, _), (next, _)| one == next) {
            let way = same.first().and_then(|(_, place)| ways.get(*place as usize));
            let sum =
                way.map_or_else(Counts::default, |way| space.counts(&alike, &way.only(rules, &space.base)));
            for (_, place) in same {
                sums.get_mut(*place as usize).into_iter().for_each(|sums| sums.add(&sum));
            }
        }
    }
    sums
}

/// How close a way comes; larger is closer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Closeness {
    /// Number of claims that agree.
    met: usize,
    /// The differences of counts and numerators, as a negative number.
    off: i64,
}

/// The difference of a rate that has no denominator: larger than any other.
const NO_RATE: i64 = 1 << 40;

fn score(claims: &[&Claimed], counts: &Counts, way: &Way, space: &Space) -> Closeness {
    let rules = way.rules(&space.rules);
    let mut score = Closeness::default();
    for Claimed { figure, published } in claims {
        let parts = figure.parts_if_defined(counts, &rules);
        score.met += usize::from(published.is_met(parts));
        score.off -= published.missing(parts).map_or(NO_RATE, i64::abs);
    }
    score
}

/// The ways of which no proper part is also in the list; fewest changes first, then by the names of rules and
/// values.
fn minimal(ways: impl Iterator<Item = Way>, base: &Way) -> Vec<Way> {
    let mut kept: Vec<(Way, u16)> = Vec::new();
    for way in ways {
        let changed = way.changed(base);
        let part =
            |(other, rules): &(Way, u16)| rules & changed == *rules && way.only(*rules, base) == *other;
        if !kept.iter().any(part) {
            kept.push((way, changed));
        }
    }
    let mut named: Vec<_> = kept.into_iter().map(|(way, _)| (way.changes(base), way)).collect();
    arrange(&mut named, |(one, _), (other, _)| {
        let names = |changes: &[(&'static str, &'static str)]| -> Vec<&'static str> {
            changes.iter().map(|(name, _)| *name).chain(changes.iter().map(|(_, value)| *value)).collect()
        };
        one.len().cmp(&other.len()).then_with(|| names(one).cmp(&names(other)))
    });
    named.into_iter().map(|(_, way)| way).collect()
}
