//! Turns canonical rows into lives while they are read, in several threads. No dossier is kept.

use super::decode::{Decoder, wanted};
use super::given::Names;
use super::winners::Winners;
use crate::failure::{Done, While, fail};
use crate::parallel::each_part;
use crate::table::Table;
use hoso::dossier::Dossiers;
use hoso::measure::{Boundaries, FixedRules, Fold, Lacks, LifeKeys};
use hoso::read::limits;
use hoso::session::GivenTable;
use std::collections::BTreeMap;

/// Columns that lives do not use.
const UNUSED: [&str; 6] = ["code", "file", "sheet", "row", "receivedTime", "submittedTime"];

/// How dossiers become lives.
#[derive(Debug, Clone)]
pub struct Folding {
    /// The periods.
    pub boundaries: Boundaries,
    /// The rules that are applied when lives are made.
    pub fixed: FixedRules,
    /// Which names lives keep.
    pub keys: LifeKeys,
}

/// The lives of all rows that count, as one table for each set of missing columns.
pub fn folded(
    table: &Table,
    winners: Option<&Winners>,
    how: &Folding,
    threads: usize,
) -> Done<Vec<GivenTable>> {
    let columns: Vec<&str> = wanted(table).into_iter().filter(|column| !UNUSED.contains(column)).collect();
    let work = |own: &mut Folded, part: usize| {
        table.read_coded(part, &columns, |batch| own.take(batch, winners, how)).when(table.place(part))
    };
    let parts = each_part(table.parts, threads, Folded::default, work)?;
    let mut all = Folded::default();
    parts.into_iter().for_each(|part| all.merge(part));
    let dossiers: u64 = all.0.values().map(Fold::dossiers).sum();
    if dossiers > limits::LIVES {
        return fail(format!("{}: {dossiers} dossiers, more than {}", table.name, limits::LIVES));
    }
    Ok(all.tables())
}

/// The lives by the set of columns that their sources lack.
#[derive(Default)]
struct Folded(BTreeMap<u16, Fold>);

impl Folded {
    fn take(&mut self, batch: &arrow_array::RecordBatch, winners: Option<&Winners>, how: &Folding) -> Done {
        let mut names = <[Names; 3]>::default();
        let number = |which: usize, name: &str| names.get_mut(which).map_or(0, |names| names.number(name));
        let decoder = Decoder::of(batch, number)?;
        let names = names.map(Names::into_values);
        let mut numbers: BTreeMap<u16, [Vec<u32>; 3]> = BTreeMap::new();
        decoder.each(|row| {
            if winners.is_some_and(|winners| !winners.wins(row.key, row.seq)) {
                return Ok(());
            }
            let fold = self.0.entry(row.lacks).or_insert_with(|| how.fold());
            let [units, fields, procedures] =
                numbers.entry(row.lacks).or_insert_with(|| numbers_in(fold, &names));
            let number = |numbers: &[u32], own: u32| numbers.get(own as usize).copied().unwrap_or(0);
            let mut facts = row.facts;
            facts.unit = number(units, facts.unit);
            facts.field = number(fields, facts.field);
            facts.procedure = number(procedures, facts.procedure);
            fold.put(&facts, Lacks::default());
            Ok(())
        })
    }

    fn merge(&mut self, other: Self) {
        for (lacks, fold) in other.0 {
            match self.0.get_mut(&lacks) {
                Some(own) => own.merge(fold),
                None => drop(self.0.insert(lacks, fold)),
            }
        }
    }

    fn tables(self) -> Vec<GivenTable> {
        let table = |lacks: u16, dossiers: Dossiers| GivenTable {
            format: "parquet",
            dossiers,
            lacks,
            ..GivenTable::default()
        };
        let lives = self
            .0
            .into_iter()
            .flat_map(|(lacks, fold)| fold.finish().into_iter().map(move |lives| table(lacks, lives.lives)));
        let tables: Vec<GivenTable> = lives.collect();
        if tables.is_empty() { vec![table(0, Dossiers::default())] } else { tables }
    }
}

impl Folding {
    fn fold(&self) -> Fold {
        Fold::new(self.boundaries.clone(), self.fixed, self.keys)
    }
}

/// The numbers in `fold` of the names of a batch.
fn numbers_in(fold: &mut Fold, names: &[Vec<String>; 3]) -> [Vec<u32>; 3] {
    let [units, fields, procedures] = names;
    [
        units.iter().map(|name| fold.unit(name)).collect(),
        fields.iter().map(|name| fold.field(name)).collect(),
        procedures.iter().map(|name| fold.procedure(name)).collect(),
    ]
}
