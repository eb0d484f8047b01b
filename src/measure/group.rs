//! From a table's dossiers to groups: each dossier's keys become one number, and each distinct number a slot.

use super::{Dimension, Filter, Source};
use crate::dossier::Facts;
use crate::value::{Channel, ServiceLevel, UnitLevel};
use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// Key combinations up to which slots are looked up in a plain table.
const DIRECT: usize = 1 << 16;

/// The number of a dossier's key in a dimension that is no period; its key is [`keys`]' entry of that number.
#[inline]
fn number(dimension: Dimension, facts: &Facts) -> usize {
    match dimension {
        Dimension::Unit => facts.unit as usize,
        Dimension::Field => facts.field as usize,
        Dimension::Procedure => facts.procedure as usize,
        Dimension::UnitLevel => facts.unit_level.into(),
        Dimension::ServiceLevel => facts.service_level.into(),
        Dimension::IntakeChannel => facts.intake.into(),
        Dimension::ReturnChannel => facts.give_back.into(),
        Dimension::File | Dimension::Month | Dimension::Quarter | Dimension::Half | Dimension::Year => 0,
    }
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

    /// True if the dossier passes.
    #[inline]
    pub fn passes(&self, facts: &Facts) -> bool {
        self.0
            .iter()
            .all(|(dimension, passes)| passes.get(number(*dimension, facts)).copied().unwrap_or(false))
    }
}

/// Slots of one table's groups, numbered in order of appearance.
#[derive(Debug)]
pub struct Slots<'a> {
    dimensions: Vec<(Dimension, Vec<&'a str>)>,
    direct: Vec<u32>,
    hashed: HashMap<usize, u32, FixedState>,
    /// The combination that each slot stands for.
    combinations: Vec<usize>,
}

impl<'a> Slots<'a> {
    /// Slots by these dimensions, periods left out.
    pub fn new(by: &[Dimension], source: &Source<'a>) -> Self {
        let plain = by.iter().filter(|dimension| dimension.span().is_none());
        let dimensions: Vec<_> = plain.map(|dimension| (*dimension, keys(*dimension, source))).collect();
        let size = dimensions.iter().try_fold(1_usize, |size, (_, keys)| size.checked_mul(keys.len()));
        let direct = size.filter(|size| *size <= DIRECT).map_or(Vec::new(), |size| vec![u32::MAX; size]);
        Self { dimensions, direct, hashed: HashMap::default(), combinations: Vec::new() }
    }

    /// The slot of a dossier.
    #[inline]
    pub fn slot(&mut self, facts: &Facts) -> usize {
        let combine = |at: usize, (dimension, keys): &(Dimension, Vec<&str>)| {
            at.wrapping_mul(keys.len()).wrapping_add(number(*dimension, facts))
        };
        let combination = self.dimensions.iter().fold(0, combine);
        let next = u32::try_from(self.combinations.len()).unwrap_or(u32::MAX);
        let slot = match self.direct.get_mut(combination) {
            Some(slot) => slot,
            None => self.hashed.entry(combination).or_insert(u32::MAX),
        };
        if *slot == u32::MAX {
            *slot = next;
            self.combinations.push(combination);
        }
        *slot as usize
    }

    /// The keys of a slot, by dimension.
    pub fn keys(&self, slot: usize) -> Vec<(Dimension, &'a str)> {
        let mut rest = self.combinations.get(slot).copied().unwrap_or(0);
        let mut found: Vec<_> = self
            .dimensions
            .iter()
            .rev()
            .map(|(dimension, keys)| {
                let key = keys.get(rest % keys.len().max(1)).copied().unwrap_or_default();
                rest /= keys.len().max(1);
                (*dimension, key)
            })
            .collect();
        found.reverse();
        found
    }
}
