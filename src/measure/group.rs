//! From a table's dossiers to groups: each dossier's keys become one number, and each distinct number a slot.

use super::block::{BLOCK, Block};
use super::{Dimension, Filter, Source};
use crate::value::{Channel, ServiceLevel, UnitLevel};
use foldhash::quality::FixedState;
use hashbrown::HashMap;
use std::ops::Range;

/// Key combinations up to which slots are looked up in a plain table.
const DIRECT: usize = 1 << 16;

/// Hands over the numbers of a block's keys in a dimension that is no period, with their place in the block; a key is
/// [`keys`]' entry of that number.
#[inline]
fn each_number(dimension: Dimension, block: &Block<'_>, take: impl FnMut(usize, u32)) {
    let Block { chunk, range, .. } = block;
    match dimension {
        Dimension::Unit => each(&chunk.unit, range, take),
        Dimension::Field => each(&chunk.field, range, take),
        Dimension::Procedure => each(&chunk.procedure, range, take),
        Dimension::UnitLevel => each(&chunk.unit_level, range, take),
        Dimension::ServiceLevel => each(&chunk.service_level, range, take),
        Dimension::IntakeChannel => each(&chunk.intake, range, take),
        Dimension::ReturnChannel => each(&chunk.give_back, range, take),
        Dimension::File | Dimension::Month | Dimension::Quarter | Dimension::Half | Dimension::Year => {
            range.clone().zip(0..).for_each({
                let mut take = take;
                move |(_, at)| take(at, 0)
            });
        }
    }
}

#[inline]
fn each<T: Copy + Into<u32>>(column: &[T], range: &Range<usize>, mut take: impl FnMut(usize, u32)) {
    let column = column.get(range.clone()).unwrap_or_default();
    column.iter().enumerate().for_each(|(at, number)| take(at, (*number).into()));
}

/// The keys of a dimension in one table, by number.
pub fn keys<'a>(dimension: Dimension, source: &Source<'a>) -> Vec<&'a str> {
    let names = |names: &'a [String]| names.iter().map(String::as_str).collect();
    match dimension {
        Dimension::Unit => names(&source.dossiers.units),
        Dimension::Field => names(&source.dossiers.fields),
        Dimension::Procedure => names(&source.dossiers.procedures),
        Dimension::UnitLevel => UnitLevel::ALL.iter().map(|level| level.key()).collect(),
        Dimension::ServiceLevel => ServiceLevel::ALL.iter().map(|level| level.key()).collect(),
        Dimension::IntakeChannel | Dimension::ReturnChannel => {
            Channel::ALL.iter().map(|channel| channel.key()).collect()
        }
        Dimension::File => vec![source.file],
        Dimension::Month | Dimension::Quarter | Dimension::Half | Dimension::Year => Vec::new(),
    }
}

/// Which of one table's dossiers pass a filter, its outcomes apart.
#[derive(Debug)]
pub struct Sieve(Vec<(Dimension, Vec<bool>)>);

impl Sieve {
    /// The filter in this table's numbers.
    pub fn new(filter: &Filter, source: &Source<'_>) -> Self {
        let sieve = filter.keys.iter().map(|(dimension, wanted)| {
            let passes = keys(*dimension, source)
                .iter()
                .map(|key| wanted.iter().any(|wanted| wanted == key))
                .collect();
            (*dimension, passes)
        });
        Self(sieve.collect())
    }

    /// Takes the mark from the dossiers that do not pass.
    pub fn sift(&self, block: &mut Block<'_>) {
        let mut marks = block.marks;
        for (dimension, passes) in &self.0 {
            each_number(*dimension, block, |at, key| {
                if let Some(mark) = marks.get_mut(at) {
                    *mark &= passes.get(key as usize).copied().unwrap_or(false);
                }
            });
        }
        block.marks = marks;
    }
}

/// Slots of one table's groups, numbered in order of appearance: key by key, each pair of the slot so far and the next key
/// becomes one number, so that no product of many keys is ever made.
#[derive(Debug)]
pub struct Slots<'a>(Vec<Stage<'a>>);

impl<'a> Slots<'a> {
    /// Slots by these dimensions, periods left out.
    pub fn new(by: &[Dimension], source: &Source<'a>) -> Self {
        let mut pairs = Some(1);
        let plain = by.iter().filter(|dimension| dimension.span().is_none());
        let stage = |dimension: &Dimension| {
            let keys = keys(*dimension, source);
            pairs = pairs.and_then(|before: usize| before.checked_mul(keys.len()));
            Stage::new(*dimension, keys, pairs)
        };
        Self(plain.map(stage).collect())
    }

    /// The slot of each dossier of the block that counts, written at its place.
    pub fn fill(&mut self, block: &Block<'_>, slots: &mut [u32; BLOCK]) {
        slots.fill(0);
        for stage in &mut self.0 {
            each_number(stage.dimension, block, |at, key| {
                if let (Some(true), Some(slot)) = (block.marks.get(at), slots.get_mut(at)) {
                    *slot = stage.number(*slot, key);
                }
            });
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.last().map_or(1, |stage| stage.pairs.len())
    }

    /// The keys of a slot, by dimension.
    pub fn keys(&self, mut slot: usize) -> Vec<&'a str> {
        let mut found: Vec<_> = self
            .0
            .iter()
            .rev()
            .map(|stage| {
                let (before, key) = stage.pairs.get(slot).copied().unwrap_or_default();
                slot = before as usize;
                stage.keys.get(key as usize).copied().unwrap_or_default()
            })
            .collect();
        found.reverse();
        found
    }
}

/// Numbers of pairs: the slot by the dimensions before, and a key of this one.
#[derive(Debug)]
struct Stage<'a> {
    dimension: Dimension,
    keys: Vec<&'a str>,
    /// By slot before and key, where there are few; [`u32::MAX`] = none yet.
    direct: Vec<u32>,
    hashed: HashMap<(u32, u32), u32, FixedState>,
    /// What each number stands for.
    pairs: Vec<(u32, u32)>,
}

impl<'a> Stage<'a> {
    /// `pairs`: how many there can be, if that is a number.
    fn new(dimension: Dimension, keys: Vec<&'a str>, pairs: Option<usize>) -> Self {
        let direct = pairs.filter(|pairs| *pairs <= DIRECT).map_or(Vec::new(), |pairs| vec![u32::MAX; pairs]);
        Self { dimension, keys, direct, hashed: HashMap::default(), pairs: Vec::new() }
    }

    #[inline]
    fn number(&mut self, before: u32, key: u32) -> u32 {
        let place = (before as usize).wrapping_mul(self.keys.len()).wrapping_add(key as usize);
        let number = match self.direct.get_mut(place) {
            Some(number) => number,
            None => self.hashed.entry((before, key)).or_insert(u32::MAX),
        };
        if *number == u32::MAX {
            *number = u32::try_from(self.pairs.len()).unwrap_or(u32::MAX);
            self.pairs.push((before, key));
        }
        *number
    }
}
