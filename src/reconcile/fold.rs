//! Folds the dossiers of all units that are asked for into classes, table by table. Memory: 24 bytes for each
//! class of a unit, 12 for each row that shares its code with another.

use super::class::{ClassBoundaries, ClassRow, class_of};
use super::way::{DUPLICATES, StatedWay};
use crate::dossier::{CodeIndex, Dossiers, DuplicateFilter, Facts};
use crate::measure::{BlankChannel, Filter, Lacks, RowFilter, Rules, Source};
use crate::order::arrange_pairs;
use foldhash::quality::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Which rows count: by each rule for duplicates, and by each meaning of a blank channel where the question
/// filters by channel.
#[derive(Debug)]
pub struct ClassMarks {
    live: [DuplicateFilter; DUPLICATES.len()],
}

impl ClassMarks {
    /// The marks for all tables.
    pub fn new(tables: &[&Dossiers], codes: &CodeIndex) -> Self {
        Self { live: DUPLICATES.map(|rule| DuplicateFilter::by(rule, tables, codes)) }
    }

    /// Bits 0 to 3: the row counts by that rule for duplicates. Bits 4 and 5: `passes`.
    #[inline]
    pub fn of(&self, table: usize, index: usize, passes: u8) -> u8 {
        let live = self.live.iter().enumerate();
        live.fold(passes << 4, |bits, (rule, live)| bits | u8::from(live.counts(table, index)) << rule)
    }

    /// The filters of a question, by each meaning of a blank channel.
    pub fn filters(filter: &Filter, source: &Source<'_>, rules: &Rules) -> [RowFilter; 2] {
        BlankChannel::ALL
            .map(|blank_channel| RowFilter::new(filter, source, &Rules { blank_channel, ..*rules }))
    }
}

/// Which dossiers share their codes with others.
#[derive(Debug, Default)]
pub struct Members {
    /// Each of them with the number of its code, in the order of dossiers.
    numbers: Vec<(u32, u32)>,
    next: usize,
}

impl Members {
    /// The marks for all tables.
    pub fn new(codes: &CodeIndex) -> Self {
        let mut numbers: Vec<(u32, u32)> = codes.members().map(|(group, number)| (number, group)).collect();
        arrange_pairs(&mut numbers);
        Self { numbers, next: 0 }
    }

    /// The number of the code of a dossier that shares it. Dossiers must be asked for in ascending order.
    pub fn group_of(&mut self, number: u32) -> Option<u32> {
        let rest = self.numbers.get(self.next..).unwrap_or_default();
        self.next += rest.iter().take_while(|(member, _)| *member < number).count();
        self.numbers.get(self.next).filter(|(member, _)| *member == number).map(|(_, group)| *group)
    }
}

/// A row that shares its code with another.
#[derive(Debug, Clone, Copy)]
pub struct SharedRow {
    /// Number of the code.
    pub group: u32,
    /// Number of the dossier over all tables.
    pub number: u32,
    /// Its marks.
    pub marks: u8,
}

#[derive(Debug, Clone, Copy)]
struct Class {
    key: u64,
    slot: u32,
    /// The first dossier of the class, by its number over all tables.
    number: u32,
    weight: u64,
}

/// The classes, and the rows with shared codes, of each unit that is asked for ("slot").
#[derive(Debug)]
pub struct ClassFold {
    boundaries: ClassBoundaries,
    hasher: FixedState,
    index: HashTable<u32>,
    classes: Vec<Class>,
    shared: Vec<Vec<SharedRow>>,
    members: Members,
    lacks: Vec<Lacks>,
}

/// Maximum number of distinct sets of missing columns.
const LACKS: usize = 63;

impl ClassFold {
    /// Begins to fold. The tables must be added in order.
    pub fn new(stated: &StatedWay, slots: usize, codes: &CodeIndex) -> Self {
        Self {
            boundaries: ClassBoundaries::of(stated),
            hasher: FixedState::default(),
            index: HashTable::new(),
            classes: Vec::new(),
            shared: vec![Vec::new(); slots],
            members: Members::new(codes),
            lacks: Vec::new(),
        }
    }

    /// Adds a row of a table, given with the number of dossiers that it stands for, to some slots.
    pub fn add(
        &mut self,
        slots: &[u32],
        number: u32,
        (facts, weight): (&Facts, u32),
        marks: u8,
        lacks: Lacks,
    ) {
        let group = self.members.group_of(number);
        let table = self.number_of(lacks);
        let key = class_of(facts, marks, table, group.is_some(), &self.boundaries);
        for slot in slots {
            self.weigh(Class { key, slot: *slot, number, weight: weight.into() });
            if let (Some(group), Some(rows)) = (group, self.shared.get_mut(*slot as usize)) {
                rows.push(SharedRow { group, number, marks });
            }
        }
    }

    fn number_of(&mut self, lacks: Lacks) -> u8 {
        let known = self.lacks.iter().position(|known| *known == lacks);
        if known.is_none() && self.lacks.len() < LACKS {
            self.lacks.push(lacks);
        }
        known.unwrap_or(self.lacks.len() - 1) as u8
    }

    fn weigh(&mut self, class: Class) {
        let hash = |class: &Class| self.hasher.hash_one((class.key, class.slot));
        let classes = &self.classes;
        let at = |place: &u32| classes.get(*place as usize);
        let same =
            |place: &u32| at(place).is_some_and(|known| (known.key, known.slot) == (class.key, class.slot));
        let new = u32::try_from(classes.len()).unwrap_or(u32::MAX);
        let rehash = |place: &u32| at(place).map_or(0, hash);
        let place = *self.index.entry(hash(&class), same, rehash).or_insert(new).get();
        match self.classes.get_mut(place as usize) {
            Some(known) => known.weight += class.weight,
            None => self.classes.push(class),
        }
    }

    /// Ends the folding and frees the memory that only folding needs.
    pub fn finish(&mut self) {
        (self.index, self.members) = (HashTable::new(), Members::default());
    }

    /// The classes of a slot. `facts` gives the facts of a dossier by its number.
    pub fn rows(&self, slot: usize, facts: &dyn Fn(u32) -> Option<Facts>) -> Vec<ClassRow> {
        let classes = self.classes.iter().filter(|class| class.slot as usize == slot);
        let row = |class: &Class| {
            // Bits 5 to 11 are the table's number and whether the code is shared.
            let (shared, table) = (class.key >> 5 & 1 == 1, class.key >> 6 & 0b11_1111);
            let lacks = self.lacks.get(table as usize).copied().unwrap_or_default();
            let marks = (class.key >> 12 & 0b11_1111) as u8;
            Some(ClassRow { facts: facts(class.number)?, marks, weight: class.weight, lacks, shared })
        };
        classes.filter_map(row).collect()
    }

    /// The rows of a slot that share their codes with others, those of one code together.
    pub fn shared(&self, slot: usize) -> Vec<SharedRow> {
        by_code(self.shared.get(slot).map_or(&[], Vec::as_slice))
    }
}

/// The rows, those of one code together and in order.
pub fn by_code(rows: &[SharedRow]) -> Vec<SharedRow> {
    let mut order: Vec<(u32, u32)> = rows.iter().map(|row| row.group).zip(0..).collect();
    arrange_pairs(&mut order);
    order.iter().filter_map(|(_, place)| rows.get(*place as usize).copied()).collect()
}
