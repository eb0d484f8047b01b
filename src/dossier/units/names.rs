//! All spellings of unit names, and the unit of each.

use crate::value::unit_key;
use std::collections::BTreeMap;

/// All spellings, and their units.
#[derive(Debug, Default)]
pub struct Spellings {
    /// By number.
    pub spellings: Vec<Spelling>,
    by_name: BTreeMap<String, u32>,
    /// Unit numbers by key; spellings of one unit have the same key.
    pub by_key: BTreeMap<String, u32>,
    /// True if a unit has several spellings.
    pub several: bool,
}

/// One spelling of a unit's name.
#[derive(Debug)]
pub struct Spelling {
    /// The name in this spelling.
    pub name: String,
    /// The number of its unit.
    pub unit: u32,
    /// True if dossiers are counted for it.
    pub has_dossiers: bool,
}

impl Spellings {
    /// The unit number of a name.
    pub fn unit(&mut self, name: &str, merge: bool) -> u32 {
        self.spelling(name, merge).1
    }

    /// The numbers of a spelling and of its unit.
    pub fn spelling(&mut self, name: &str, merge: bool) -> (u32, u32) {
        if let Some(number) = self.by_name.get(name) {
            return (*number, self.spellings.get(*number as usize).map_or(0, |spelling| spelling.unit));
        }
        let key = if merge { unit_key(name) } else { name.to_owned() };
        let next = u32::try_from(self.by_key.len()).unwrap_or(u32::MAX);
        let unit = *self.by_key.entry(key).or_insert(next);
        self.several |= unit != next;
        let number = u32::try_from(self.spellings.len()).unwrap_or(u32::MAX);
        self.spellings.push(Spelling { name: name.to_owned(), unit, has_dossiers: false });
        self.by_name.insert(name.to_owned(), number);
        (number, unit)
    }
}
