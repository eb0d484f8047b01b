//! Questions and answers: every table is counted (`tally.rs`), and what they come to is added up by the groups' keys.

use super::group::Sieve;
use super::reported::{Reported, add_reported};
use super::tally::Tally;
use super::{Counts, Dimension, Filter, Grid, Lacks, Rules, Span};
use crate::dossier::{Dossiers, Live};
use std::collections::BTreeMap;

/// One table to count.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its dossiers.
    pub dossiers: &'a Dossiers,
    /// Its number in `live`.
    pub table: usize,
    /// Which dossiers count.
    pub live: &'a Live,
    /// Name of its file.
    pub file: &'a str,
    /// Columns it lacks.
    pub lacks: Lacks,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Dimensions of the groups, in the order of their keys.
    pub by: Vec<Dimension>,
    /// Which dossiers.
    pub filter: Filter,
    /// First day; none = from the beginning.
    pub from: Option<i32>,
    /// Last day; none = to the as-of date.
    pub to: Option<i32>,
    /// How.
    pub rules: Rules,
}

/// A group and what is counted of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Its keys, in the order asked for.
    pub key: Vec<(Dimension, String)>,
    /// Its counts.
    pub counts: Counts,
    /// Columns that a table of its dossiers lacks.
    pub lacks: Lacks,
    /// Levels of the units in it: bit n for number n of [`crate::value::UnitLevel`].
    pub levels: u8,
}

/// Everything counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// All groups in one.
    pub total: Group,
    /// By key, in code point order; only those with a count above 0.
    pub groups: Vec<Group>,
    /// Dossiers left out because they were received after the as-of date.
    pub received_after_as_of: u64,
    /// Rows of summaries that the question leaves out.
    pub summaries_outside: u64,
}

/// Counts everything asked for.
pub fn answer(question: &Question, sources: &[Source<'_>], reported: &[Reported<'_>]) -> Answer {
    let grid = grid(question, sources);
    let mut answer = Answer::default();
    let mut groups = BTreeMap::new();
    for source in sources {
        let mut tally = Tally::new(question, &grid, source);
        let sieve = Sieve::new(&question.filter, source);
        source.blocks(&sieve, |block| tally.count_block(block));
        answer.received_after_as_of += tally.close(&mut answer.total, &mut groups);
    }
    answer.summaries_outside = add_reported(question, reported, &mut answer.total, &mut groups);
    let named = |(texts, group): (Vec<String>, Group)| Group {
        key: question.by.iter().copied().zip(texts).collect(),
        ..group
    };
    answer.groups = groups.into_iter().filter(|(_, group)| !group.counts.is_zero()).map(named).collect();
    answer
}

/// The periods of a question. With periods to group by and no first day, they begin with the first dossier.
fn grid(question: &Question, sources: &[Source<'_>]) -> Grid {
    let last = question.to.unwrap_or(i32::MAX).min(question.rules.as_of);
    let finest: Option<Span> = question.by.iter().filter_map(|dimension| dimension.span()).min();
    let Some(span) = finest else { return Grid::whole(question.from.unwrap_or(i32::MIN), last) };
    let earliest = sources.iter().filter_map(|source| source.dossiers.earliest()).min().unwrap_or(i32::MAX);
    // Days before the first dossier hold nothing; a far first day must not make a long grid.
    let first = question.from.map_or(earliest, |from| from.max(earliest));
    Grid::calendar(span, first, last)
}

/// Adds to a group; what counts nothing leaves no trace.
pub fn merge(group: &mut Group, counts: &Counts, lacks: Lacks, levels: u8) {
    if counts.is_zero() {
        return;
    }
    group.counts.add(counts);
    group.lacks.add(lacks);
    group.levels |= levels;
}
