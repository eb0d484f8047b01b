//! Compares the superseded rows, file by file, with a direct implementation of the rule.

use super::super::columns::{Builder, Dossiers};
use super::super::duplicates::{CodeIndex, Duplicates};
use super::super::facts::Facts;
use super::super::figures::Figures;
use super::*;
use proptest::prelude::*;

/// Dossiers as (code, unit, day received), or a summary's period and the units of its rows.
#[derive(Debug, Clone)]
enum Content {
    Dossiers(Vec<(u8, u32, i32)>),
    Summary(Option<Days>, Vec<u32>),
}

const UNITS: [&str; 3] = ["", "UBND xã A", "Ubnd  xã B"];

/// Two consecutive tables belong to one file.
fn table((number, content): (usize, &Content)) -> Table {
    Table { source: number as u32 / 2, ..content_of(content) }
}

fn content_of(content: &Content) -> Table {
    match content {
        Content::Dossiers(rows) => {
            let mut builder = Builder::default();
            rows.iter().for_each(|(code, unit, day)| {
                builder
                    .push(format!("K{code}").as_bytes(), &Facts { unit: *unit, ..Facts::received_on(*day) })
            });
            let units = UNITS.map(str::to_owned).to_vec();
            Table {
                dossiers: Dossiers { chunks: builder.finish(), units, ..Dossiers::default() },
                ..Table::default()
            }
        }
        Content::Summary(period, units) => {
            let rows = units.iter().map(|unit| SummaryRow {
                row: 1,
                // Spelled differently than in the lists.
                unit: UNITS[*unit as usize].to_uppercase(),
                field: String::new(),
                procedure: String::new(),
                unit_level: 0,
                figures: Figures::of_table([].into_iter()),
                rates: Vec::new(),
            });
            Table {
                summary: Some(SummaryTable { rows: rows.collect(), period: *period }),
                ..Table::default()
            }
        }
    }
}

/// The rule: compares every row with every counting dossier and every row of another summary.
fn by_the_rule(contents: &[Content]) -> BTreeSet<(usize, usize)> {
    let rows: Vec<(usize, usize, u32, Days)> = contents
        .iter()
        .enumerate()
        .flat_map(|(table, content)| match content {
            Content::Summary(period, units) => {
                let days = period.unwrap_or((i32::MIN, i32::MAX));
                units.iter().enumerate().map(|(index, unit)| (table, index, *unit, days)).collect()
            }
            Content::Dossiers(_) => Vec::new(),
        })
        .collect();
    let mut last: BTreeMap<u8, (u32, i32)> = BTreeMap::new();
    for content in contents {
        if let Content::Dossiers(rows) = content {
            last.extend(rows.iter().map(|(code, unit, day)| (*code, (*unit, *day))));
        }
    }
    let doubled =
        |unit: u32, days: Days| last.values().any(|(of, day)| *of == unit && (days.0..=days.1).contains(day));
    let yields = |one: &(usize, usize, u32, Days), other: &(usize, usize, u32, Days)| {
        let long = |days: Days| if days.0 == i32::MIN { -1 } else { i64::from(days.1 - days.0) };
        let overlap = one.3.0 <= other.3.1 && other.3.0 <= one.3.1;
        let known = one.2 != 0 && long(one.3) >= 0;
        one.0 != other.0
            && (known || one.0 / 2 != other.0 / 2)
            && one.2 == other.2
            && overlap
            && !doubled(other.2, other.3)
            && (long(other.3), other.0) > (long(one.3), one.0)
    };
    let is_superseded = |row: &&(usize, usize, u32, Days)| {
        doubled(row.2, row.3) || rows.iter().any(|other| yields(row, other))
    };
    rows.iter().filter(is_superseded).map(|row| (row.0, row.1)).collect()
}

fn content() -> impl Strategy<Value = Content> {
    let period = (0..30_i32, 0..12_i32).prop_map(|(first, more)| (first, first + more));
    prop_oneof![
        prop::collection::vec((0..12_u8, 0..3_u32, 0..40_i32), 0..6).prop_map(Content::Dossiers),
        (prop::option::weighted(0.8, period), prop::collection::vec(0..3_u32, 0..4))
            .prop_map(|(period, units)| Content::Summary(period, units)),
    ]
}

proptest! {
    #[test]
    fn adding_files_one_by_one_equals_the_rule(contents in prop::collection::vec(content(), 1..9)) {
        let tables: Vec<Table> = contents.iter().enumerate().map(table).collect();
        let tables: Vec<&Table> = tables.iter().collect();
        let dossiers: Vec<&Dossiers> = tables.iter().map(|table| &table.dossiers).collect();
        let (mut codes, mut live) = (CodeIndex::default(), DuplicateFilter::new(Duplicates::Last));
        let mut overlaps = Overlaps::default();
        for end in 1..=tables.len() {
            codes.take(&dossiers[..end], i32::MAX);
            live.follow(&dossiers[..end], &codes);
            overlaps.update(&tables[..end], &live);
            let rows = |table: usize| (0..overlaps.superseded[table].len()).map(move |index| (table, index));
            let all = (0..overlaps.superseded.len()).flat_map(rows);
            let superseded = all.filter(|(table, index)| !overlaps.counts(*table, *index));
            prop_assert_eq!(superseded.collect::<BTreeSet<_>>(), by_the_rule(&contents[..end]));
        }
    }
}
