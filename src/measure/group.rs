//! Assigns a table's dossiers to groups: each dossier's keys become one number, and each distinct number is a
//! slot.

use super::block::{BLOCK, Block};
use super::lane::{Lane, copy};
use super::pairs::Numbering;
use super::{BlankChannel, Dimension, Rules, Source};
use crate::value::{Channel, ServiceLevel, UnitLevel};

/// Up to this many slot x period cells, every combination of keys has a fixed slot number.
const FEW: usize = 1 << 14;

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
            Some(numbering) => numbering.len(),
        })
    }

    /// The keys of each dimension, by number.
    pub fn keys(&self) -> impl Iterator<Item = &[&'a str]> {
        self.0.iter().map(|stage| stage.keys.as_slice())
    }

    /// The numbers of a slot's keys, by dimension.
    pub fn numbers(&self, mut slot: usize) -> Vec<u32> {
        let number = |stage: &Stage<'a>| {
            let (before, key) = stage.pair(slot);
            slot = before;
            u32::try_from(key).unwrap_or(u32::MAX)
        };
        let mut found: Vec<_> = self.0.iter().rev().map(number).collect();
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
            let (before, key) = numbering.pair(slot);
            (before as usize, key as usize)
        })
    }
}
