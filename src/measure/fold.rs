//! Turns dossiers into lives, over tables and files. Results of parts can be added, in any order.

use super::names::{NameNumbers, ranks};
use super::{Boundaries, FixedRules, Lack, Lacks, Life, LifeKeys, Source, coarsen};
use crate::dossier::{Dossiers, Facts};
use crate::read::limits;
use crate::{Error, ErrorCode, ErrorDetail};
use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// Lives, with the number of dossiers of each.
#[derive(Debug)]
pub struct Fold {
    boundaries: Boundaries,
    fixed: FixedRules,
    keys: LifeKeys,
    names: [NameNumbers; 3],
    /// The number of dossiers with each life, separately for tables that lack different columns.
    lives: HashMap<(Lacks, Life), u64, FixedState>,
    dossiers: u64,
}

/// The lives of all tables that lack the same columns.
#[derive(Debug)]
pub struct LivesTable {
    /// The columns that these tables lack.
    pub lacks: Lacks,
    /// One row per life, which stands for all its dossiers; several rows if these are too many for one.
    pub lives: Dossiers,
}

impl Fold {
    /// Begins without dossiers.
    pub fn new(boundaries: Boundaries, fixed: FixedRules, keys: LifeKeys) -> Self {
        let names = [(); 3].map(|()| NameNumbers::new());
        Self { boundaries, fixed, keys, names, lives: HashMap::default(), dossiers: 0 }
    }

    /// The periods.
    pub fn boundaries(&self) -> &Boundaries {
        &self.boundaries
    }

    /// The rules by which the lives are made.
    pub fn fixed(&self) -> FixedRules {
        self.fixed
    }

    /// Number of dossiers added.
    pub fn dossiers(&self) -> u64 {
        self.dossiers
    }

    /// Adds those dossiers of a table that count, with the weights of their rows.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::BadQuery`] if the order of day and month is not known in a column, and
    /// [`ErrorCode::TooLarge`] if there are too many dossiers.
    pub fn add(&mut self, source: &Source<'_>) -> Result<(), Error> {
        let orders = [Lack::ReceivedOrder, Lack::DueOrder, Lack::EndOrder];
        if source.lacks.first_of(&orders).is_some() {
            let error = Error::new(ErrorCode::BadQuery).in_file(source.file);
            return Err(error.because(ErrorDetail::UnknownDayOrder));
        }
        let Dossiers { units, fields, procedures, .. } = source.dossiers;
        let mut numbers = [units, fields, procedures].map(|names| vec![u32::MAX; names.len()]);
        let lacks = source.lacks.of_lives();
        source.each_often(|facts, often| {
            let life = coarsen(facts, &self.fixed, self.keys, &self.boundaries);
            let life = self.renamed(life, source.dossiers, &mut numbers);
            self.count(lacks, life, often);
        });
        if self.dossiers > limits::LIVES { Err(ErrorCode::TooLarge.into()) } else { Ok(()) }
    }

    /// Adds a dossier. Its names have the numbers of [`Fold::unit`], [`Fold::field`] and [`Fold::procedure`].
    pub fn put(&mut self, facts: &Facts, lacks: Lacks) {
        let life = coarsen(facts, &self.fixed, self.keys, &self.boundaries);
        self.count(lacks, life, 1);
    }

    #[inline]
    fn count(&mut self, lacks: Lacks, life: Life, often: u32) {
        *self.lives.entry((lacks, life)).or_default() += u64::from(often);
        self.dossiers = self.dossiers.saturating_add(often.into());
    }

    /// The number of a unit's name.
    pub fn unit(&mut self, name: &str) -> u32 {
        let [units, _, _] = &mut self.names;
        units.number(name)
    }

    /// The number of a field's name.
    pub fn field(&mut self, name: &str) -> u32 {
        let [_, fields, _] = &mut self.names;
        fields.number(name)
    }

    /// The number of a procedure's name.
    pub fn procedure(&mut self, name: &str) -> u32 {
        let [_, _, procedures] = &mut self.names;
        procedures.number(name)
    }

    /// The life with the numbers that its names have here; `numbers` caches those of the table.
    fn renamed(&mut self, life: Life, from: &Dossiers, numbers: &mut [Vec<u32>; 3]) -> Life {
        let [units, fields, procedures] = &mut self.names;
        let [of_units, of_fields, of_procedures] = numbers;
        Life {
            unit: units.number_of(life.unit, &from.units, of_units),
            field: fields.number_of(life.field, &from.fields, of_fields),
            procedure: procedures.number_of(life.procedure, &from.procedures, of_procedures),
            ..life
        }
    }

    /// Adds the lives of another fold with the same boundaries, rules and keys.
    pub fn merge(&mut self, other: Self) {
        let Self { names, lives, dossiers, .. } = other;
        let mut numbers =
            [0, 1, 2].map(|at: usize| vec![u32::MAX; names.get(at).map_or(0, NameNumbers::len)]);
        let [units, fields, procedures] = names.map(NameNumbers::into_values);
        let from = Dossiers { chunks: Vec::new(), units, fields, procedures };
        for ((lacks, life), often) in lives {
            let life = self.renamed(life, &from, &mut numbers);
            *self.lives.entry((lacks, life)).or_default() += often;
        }
        self.dossiers = self.dossiers.saturating_add(dossiers);
    }

    /// First and last period of receipt; None without dossiers.
    pub fn opened(&self) -> Option<(i32, i32)> {
        let opened = || self.lives.keys().map(|(_, life)| life.opened);
        opened().min().zip(opened().max())
    }

    /// The lives, ordered by names and then by all other parts, whatever the order in which they were added.
    pub fn finish(self) -> Vec<LivesTable> {
        let [units, fields, procedures] = self.names.map(NameNumbers::into_values);
        let (ranks, named) = (
            [&units, &fields, &procedures].map(|names| ranks(names)),
            Dossiers {
                chunks: Vec::new(),
                units: sorted(units),
                fields: sorted(fields),
                procedures: sorted(procedures),
            },
        );
        let [unit_ranks, field_ranks, procedure_ranks] = ranks;
        let rank = |ranks: &[u32], number: u32| ranks.get(number as usize).copied().unwrap_or_default();
        let mut all: Vec<(Lacks, Life, u64)> = Vec::with_capacity(self.lives.len());
        all.extend(self.lives.into_iter().map(|((lacks, life), often)| {
            let (unit, field) = (rank(&unit_ranks, life.unit), rank(&field_ranks, life.field));
            let procedure = rank(&procedure_ranks, life.procedure);
            (lacks, Life { unit, field, procedure, ..life }, often)
        }));
        all.sort_unstable();
        let tables = all.chunk_by(|one, next| one.0 == next.0);
        let table = |rows: &[(Lacks, Life, u64)]| LivesTable {
            lacks: rows.first().map_or_else(Lacks::default, |row| row.0),
            lives: named.folded(rows.iter().map(|(_, life, often)| (life.facts(), *often))),
        };
        tables.map(table).collect()
    }
}

impl Source<'_> {
    /// Calls `take` for each dossier that counts, with the number of dossiers that its row stands for.
    pub fn each_often(&self, mut take: impl FnMut(&Facts, u32)) {
        self.blocks(&super::row_filter::RowFilter::default(), |block| {
            block.each(|at, _, facts| take(facts, block.chunk.weights.get(block.range.start + at)));
        });
    }
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort_unstable();
    names
}
