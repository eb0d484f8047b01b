//! From a table's dossiers to groups: each dossier's keys become one number, and each distinct number a slot.

use super::block::{BLOCK, Block};
use super::{BlankChannel, Dimension, Rules, Source};
use crate::dossier::Chunk;
use crate::value::{Channel, ServiceLevel, UnitLevel};
use foldhash::quality::FixedState;
use hashbrown::HashMap;
use std::ops::Range;

/// Slots times periods up to which every pair of keys has its place, whether it appears or not.
const FEW: usize = 1 << 14;
/// Pairs up to which numbers are looked up in a plain table.
const DIRECT: usize = 1 << 16;

/// Goes through the numbers of a block's keys in a dimension that is no period, each with its place in the block and what is
/// noted there; a key is [`keys`]' entry of that number.
#[inline]
pub fn each_number<T>(
    dimension: Dimension,
    chunk: &Chunk,
    range: &Range<usize>,
    notes: &mut [T],
    take: impl FnMut(usize, &mut T, u32),
) {
    match dimension {
        Dimension::Unit => each(&chunk.unit, range, notes, take),
        Dimension::Field => each(&chunk.field, range, notes, take),
        Dimension::Procedure => each(&chunk.procedure, range, notes, take),
        Dimension::UnitLevel => each(&chunk.unit_level, range, notes, take),
        Dimension::ServiceLevel => each(&chunk.service_level, range, notes, take),
        Dimension::IntakeChannel => each(&chunk.intake, range, notes, take),
        Dimension::ReturnChannel => each(&chunk.return_channel, range, notes, take),
        _ => {
            each(&[0_u8; BLOCK], &(0..range.len()), notes, take);
        }
    }
}

#[inline]
fn each<T, N: Copy + Into<u32>>(
    column: &[N],
    range: &Range<usize>,
    notes: &mut [T],
    mut take: impl FnMut(usize, &mut T, u32),
) {
    let numbers = column.get(range.clone()).unwrap_or_default();
    numbers.iter().zip(notes).enumerate().for_each(|(at, (number, note))| take(at, note, (*number).into()));
}

/// The keys of a dimension in one table, by number.
pub fn keys<'a>(dimension: Dimension, source: &Source<'a>, rules: &Rules) -> Vec<&'a str> {
    let names = |names: &'a [String]| names.iter().map(String::as_str).collect();
    match dimension {
        Dimension::Unit => names(&source.dossiers.units),
        Dimension::Field => names(&source.dossiers.fields),
        Dimension::Procedure => names(&source.dossiers.procedures),
        Dimension::UnitLevel => UnitLevel::ALL.iter().map(|level| level.key()).collect(),
        Dimension::ServiceLevel => ServiceLevel::ALL.iter().map(|level| level.key()).collect(),
        Dimension::IntakeChannel | Dimension::ReturnChannel => {
            Channel::ALL.iter().map(|channel| channel_key(*channel, rules)).collect()
        }
        Dimension::File => vec![source.file],
        _ => Vec::new(),
    }
}

/// A channel's key, a blank's by the rules.
pub fn channel_key(channel: Channel, rules: &Rules) -> &'static str {
    match (channel, rules.blank_channel) {
        (Channel::Blank, BlankChannel::Direct) => Channel::Direct.key(),
        (Channel::Blank, BlankChannel::Unknown) => Channel::Other.key(),
        _ => channel.key(),
    }
}

/// Slots of one table's groups: key by key, each pair of the slot so far and the next key is one number. Where there can be
/// few, that is their place in a table of all; else they are numbered as they appear, so that what does not appear takes no
/// room, and no product of many keys is ever made.
#[derive(Debug)]
pub struct Slots<'a>(Vec<Stage<'a>>);

impl<'a> Slots<'a> {
    /// Slots by these dimensions, periods left out; `periods` is how often each is kept.
    pub fn new(by: &[Dimension], periods: usize, source: &Source<'a>, rules: &Rules) -> Self {
        let mut pairs = Some(1_usize);
        let plain = by.iter().filter(|dimension| dimension.span().is_none());
        let stage = |dimension: &Dimension| {
            let keys = keys(*dimension, source, rules);
            pairs = pairs.and_then(|before| before.checked_mul(keys.len()));
            let few = pairs.is_some_and(|pairs| pairs.saturating_mul(periods) <= FEW);
            let numbering = (!few).then(|| Numbering::new(keys.len(), pairs));
            Stage { dimension: *dimension, keys, numbering }
        };
        Self(plain.map(stage).collect())
    }

    /// The slot of each dossier of the block that counts, written at its place.
    pub fn fill(&mut self, block: &Block<'_>, slots: &mut [u32; BLOCK]) {
        slots.fill(0);
        let Block { chunk, range, marks, .. } = block;
        for Stage { dimension, keys, numbering } in &mut self.0 {
            let wide = u32::try_from(keys.len()).unwrap_or(u32::MAX);
            match numbering {
                None => each_number(*dimension, chunk, range, slots, |_, slot, key| {
                    *slot = slot.wrapping_mul(wide).wrapping_add(key);
                }),
                Some(numbering) => each_number(*dimension, chunk, range, slots, |at, slot, key| {
                    if marks.get(at).is_some_and(|mark| *mark) {
                        *slot = numbering.number(*slot, key);
                    }
                }),
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.iter().fold(1, |before, stage| match &stage.numbering {
            None => before * stage.keys.len(),
            Some(numbering) => numbering.pairs.len(),
        })
    }

    /// The keys of a slot, by dimension.
    pub fn keys(&self, mut slot: usize) -> Vec<&'a str> {
        let key = |stage: &Stage<'a>| {
            let (before, key) = stage.pair(slot);
            slot = before;
            stage.keys.get(key).copied().unwrap_or_default()
        };
        let mut found: Vec<_> = self.0.iter().rev().map(key).collect();
        found.reverse();
        found
    }
}

/// One dimension of the slots.
#[derive(Debug)]
struct Stage<'a> {
    dimension: Dimension,
    keys: Vec<&'a str>,
    /// None where every pair has its place.
    numbering: Option<Numbering>,
}

impl Stage<'_> {
    /// The slot by the dimensions before, and the key of this one, that a slot stands for.
    fn pair(&self, slot: usize) -> (usize, usize) {
        let wide = self.keys.len().max(1);
        self.numbering.as_ref().map_or((slot / wide, slot % wide), |numbering| {
            let (before, key) = numbering.pairs.get(slot).copied().unwrap_or_default();
            (before as usize, key as usize)
        })
    }
}

/// Numbers of pairs in order of appearance.
#[derive(Debug)]
struct Numbering {
    /// Keys of the dimension.
    wide: usize,
    /// By slot before and key, where that makes a small table; [`u32::MAX`] = none yet.
    direct: Vec<u32>,
    hashed: HashMap<(u32, u32), u32, FixedState>,
    /// What each number stands for.
    pairs: Vec<(u32, u32)>,
}

impl Numbering {
    /// `pairs`: how many there can be, if that is a number.
    fn new(wide: usize, pairs: Option<usize>) -> Self {
        let direct = pairs.filter(|pairs| *pairs <= DIRECT).map_or(Vec::new(), |pairs| vec![u32::MAX; pairs]);
        Self { wide, direct, hashed: HashMap::default(), pairs: Vec::new() }
    }

    #[inline]
    fn number(&mut self, before: u32, key: u32) -> u32 {
        let place = (before as usize).wrapping_mul(self.wide).wrapping_add(key as usize);
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
