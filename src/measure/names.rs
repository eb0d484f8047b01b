//! Numbers for names.

use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// Numbers names in order of appearance; "" is 0.
#[derive(Debug)]
pub struct NameNumbers {
    values: Vec<String>,
    numbers: HashMap<String, u32, FixedState>,
}

impl NameNumbers {
    /// Contains only "".
    pub fn new() -> Self {
        let mut names = Self { values: Vec::new(), numbers: HashMap::default() };
        names.number("");
        names
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// The names, by number.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// The names, by number.
    pub fn into_values(self) -> Vec<String> {
        self.values
    }

    /// The number of a name; a new name gets the next one.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// The number of a table's name, by its index in the table. `known` holds the numbers of the table's
    /// names, [`u32::MAX`] until a name is looked up, so each is looked up once.
    pub fn number_of<T: AsRef<str>>(&mut self, index: u32, names: &[T], known: &mut [u32]) -> u32 {
        let Some(place) = known.get_mut(index as usize) else { return 0 };
        if *place == u32::MAX {
            *place = self.number(names.get(index as usize).map_or("", AsRef::as_ref));
        }
        *place
    }
}

/// Place of each name in code point order.
pub fn ranks(names: &[String]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_unstable_by_key(|number| names.get(*number));
    let mut ranks = vec![0; names.len()];
    for (rank, number) in (0..).zip(order) {
        ranks.get_mut(number).into_iter().for_each(|place| *place = rank);
    }
    ranks
}
