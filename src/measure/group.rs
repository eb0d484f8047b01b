//! Assigns a table's dossiers to groups: each dossier's keys become one number, and each distinct number is a
//! slot.

use super::block::{BLOCK, Block};
use super::lane::{Lane, copy};
use super::{BlankChannel, Dimension, Rules, Source};
use crate::value::{Channel, ServiceLevel, UnitLevel};
use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// Up to this many slot x period cells, every combination of keys has a fixed slot number.
const FEW: usize = 1 << 14;
/// Up to this many pairs, numbers are looked up in a plain table instead of a hash map.
const DIRECT: usize = 1 << 16;

/// Writes the key number of each dossier of a block in a dimension: an index into [`keys`]. Period dimensions
/// give 0.
#[inline(never)]
pub fn read_numbers(dimension: Dimension, Block { chunk, range, .. }: &Block<'_>, numbers: &mut Lane<u32>) {
    match dimension {
        Dimension::Unit => chunk.unit.copy(range, numbers),
        Dimension::Field => chunk.field.copy(range, numbers),
        Dimension::Procedure => chunk.procedure.copy(range, numbers),
        Dimension::UnitLevel => copy(&chunk.unit_level, range, numbers),
        Dimension::ServiceLevel => copy(&chunk.service_level, range, numbers),
        Dimension::IntakeChannel => copy(&chunk.intake, range, numbers),
        Dimension::ReturnChannel => copy(&chunk.return_channel, range, numbers),
        _ => numbers.fill(0),
    }
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

/// The key of a channel; the rules decide the key of a blank channel.
pub fn channel_key(channel: Channel, rules: &Rules) -> &'static str {
    match (channel, rules.blank_channel) {
        (Channel::Blank, BlankChannel::Direct) => Channel::Direct.key(),
        (Channel::Blank, BlankChannel::Unknown) => Channel::Other.key(),
        _ => channel.key(),
    }
}

/// The slots of one table's groups. Dimension by dimension, each pair of the slot so far and the next key
/// becomes one number. If there are few pairs, the number is computed directly. Otherwise pairs are numbered
/// as they appear, so unused combinations take no space and the full product of keys is never allocated.
#[derive(Debug)]
pub struct Slots<'a>(Vec<Stage<'a>>);

impl<'a> Slots<'a> {
    /// Creates the slots for these dimensions, without the periods; `periods` is the number of cells per
    /// slot.
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

    /// Writes the slot of each marked dossier of a block at its index.
    pub fn fill(&mut self, block: &Block<'_>, slots: &mut Lane<u32>) {
        slots.fill(0);
        let mut numbers = [0; BLOCK];
        for Stage { dimension, keys, numbering } in &mut self.0 {
            read_numbers(*dimension, block, &mut numbers);
            match numbering {
                None => combine(u32::try_from(keys.len()).unwrap_or(u32::MAX), &numbers, slots),
                Some(numbering) => numbering.number_all(&block.marks, &numbers, slots),
            }
        }
    }

    /// Number of slots.
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

/// Combines each slot so far with the next key, of which there are `wide`.
#[inline(never)]
fn combine(wide: u32, keys: &Lane<u32>, slots: &mut Lane<u32>) {
    slots.iter_mut().zip(keys).for_each(|(slot, key)| *slot = slot.wrapping_mul(wide).wrapping_add(*key));
}

/// One dimension of the slots.
#[derive(Debug)]
struct Stage<'a> {
    dimension: Dimension,
    keys: Vec<&'a str>,
    /// None if slot numbers are computed directly.
    numbering: Option<Numbering>,
}

impl Stage<'_> {
    /// Splits a slot into the slot of the earlier dimensions and the key of this one.
    fn pair(&self, slot: usize) -> (usize, usize) {
        let wide = self.keys.len().max(1);
        self.numbering.as_ref().map_or((slot / wide, slot % wide), |numbering| {
            let (before, key) = numbering.pairs.get(slot).copied().unwrap_or_default();
            (before as usize, key as usize)
        })
    }
}

/// Numbers pairs in order of appearance.
#[derive(Debug)]
struct Numbering {
    /// Number of keys of the dimension.
    wide: usize,
    /// Numbers by earlier slot and key, if that table is small; [`u32::MAX`] = not assigned.
    direct: Vec<u32>,
    hashed: HashMap<(u32, u32), u32, FixedState>,
    /// The pair of each number.
    pairs: Vec<(u32, u32)>,
}

impl Numbering {
    /// `pairs`: the possible number of pairs, None on overflow.
    fn new(wide: usize, pairs: Option<usize>) -> Self {
        let direct = pairs.filter(|pairs| *pairs <= DIRECT).map_or(Vec::new(), |pairs| vec![u32::MAX; pairs]);
        Self { wide, direct, hashed: HashMap::default(), pairs: Vec::new() }
    }

    /// Numbers the pairs of the marked dossiers.
    #[inline(never)]
    fn number_all(&mut self, marks: &Lane<bool>, keys: &Lane<u32>, slots: &mut Lane<u32>) {
        for ((slot, key), _) in slots.iter_mut().zip(keys).zip(marks).filter(|(_, mark)| **mark) {
            *slot = self.number(*slot, *key);
        }
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
