//! The rows of each code on both sides.

use super::sides::{Data, Sides};
use crate::dossier::RowSet;
use crate::order::arrange_pairs;

/// No dossier.
const NOBODY: u32 = u32::MAX;

/// The codes shared by several rows of all tables, with their rows on both sides. Dossiers are numbered over
/// all tables.
#[derive(Debug)]
pub struct Pairs {
    before: Vec<u32>,
    after: Vec<u32>,
    /// One bit per group, set if its code occurs twice on a side; 64 per word.
    twice: RowSet,
    /// Their rows, by group.
    twice_rows: Vec<(u32, u32)>,
    /// Rows of the sides that share their code with another row of any table.
    pub grouped: RowSet,
}

impl Pairs {
    /// Finds the rows of each code.
    pub fn of(data: &Data<'_>, sides: &[Sides]) -> Self {
        let groups = data.codes.groups();
        let mut pairs = Self {
            before: vec![NOBODY; groups],
            after: vec![NOBODY; groups],
            twice: RowSet::of_lengths(std::iter::once(groups)),
            twice_rows: Vec::new(),
            grouped: data.row_set(sides),
        };
        for (group, number) in data.codes.members() {
            let place = data.codes.place(number);
            let of = sides.get(place.0).copied().unwrap_or_default();
            if of.any() {
                pairs.grouped.insert(place);
                pairs.enter(group, number, of);
            }
        }
        let members = data.codes.members().filter(|(group, _)| pairs.twice.has((0, *group as usize)));
        let on_side = |number: u32| sides.get(data.codes.place(number).0).copied().unwrap_or_default().any();
        pairs.twice_rows = members.filter(|(_, number)| on_side(*number)).collect();
        arrange_pairs(&mut pairs.twice_rows);
        pairs
    }

    fn enter(&mut self, group: u32, number: u32, of: Sides) {
        let Self { before, after, twice, .. } = self;
        for (is_of, rows) in [(of.before, before), (of.after, after)] {
            let Some(row) = rows.get_mut(group as usize).filter(|_| is_of) else { continue };
            if *row == NOBODY {
                *row = number;
            } else {
                twice.insert((0, group as usize));
            }
        }
    }

    /// Number of groups.
    pub fn len(&self) -> usize {
        self.before.len()
    }

    /// The rows of a group on each side. None if its code occurs twice on one of them.
    #[inline]
    pub fn get(&self, group: usize) -> Option<(Option<u32>, Option<u32>)> {
        let known = |row: &u32| Some(*row).filter(|row| *row != NOBODY);
        let pair = (self.before.get(group).and_then(known), self.after.get(group).and_then(known));
        (!self.twice.has((0, group))).then_some(pair)
    }

    /// The rows of each code that occurs twice on a side.
    pub fn twice(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        self.twice_rows.chunk_by(|one, other| one.0 == other.0)
    }
}
