//! Lives of one file of canonical dossiers, by several threads and without keeping dossiers. Everything else
//! goes through a session with all dossiers, which gives the same result.

use crate::canonical::{Folding, Winners, folded, is_canonical};
use crate::day::day;
use crate::failure::{Done, While};
use crate::input::{Input, Kind};
use crate::reading::refuse_unread;
use crate::table::Table;
use hoso::measure::{Boundaries, Dimension, FixedRules, LifeKeys};
use hoso::session::{Duplicates, LivesOptions, Options, Session};

/// The lives as the bytes of an Arrow file. `None` for any other input, and if all dossiers must be known
/// first: the latest day if no cut is given, or units that change their names on a day.
pub fn lives(
    inputs: &[Input],
    options: &Options,
    asked: &LivesOptions,
    threads: usize,
) -> Done<Option<Vec<u8>>> {
    let ([input], Some(cut)) = (inputs, &asked.cut) else { return Ok(None) };
    if input.kind == Kind::Other || has_aliases(options) {
        return Ok(None);
    }
    let table = Table::open(input)?;
    if !is_canonical(&table) || table.has("n") {
        return Ok(None);
    }
    let keeps = options.duplicates == Some(Duplicates::Keep);
    let winners = if keeps { None } else { Winners::of(&table, threads)? };
    if winners.is_none() && !keeps {
        return Ok(None);
    }
    let tables = folded(&table, winners.as_ref(), &folding(options, asked, day(cut).when("cut")?), threads)?;
    let mut session = Session::new(options.clone())?;
    session.add_canonical(&input.name, tables);
    refuse_unread(&session)?;
    Ok(Some(session.lives(asked)?))
}

fn has_aliases(options: &Options) -> bool {
    let aliases = options.units.as_ref().and_then(|units| units.aliases.as_ref());
    aliases.is_some_and(|aliases| !aliases.is_empty())
}

fn folding(options: &Options, asked: &LivesOptions, cut: i32) -> Folding {
    let has = |key| asked.keys.contains(&key);
    Folding {
        boundaries: Boundaries::new(asked.grain, cut),
        fixed: FixedRules {
            end_day: options.rules.end_day.unwrap_or_default(),
            blank_channel: options.rules.blank_channel.unwrap_or_default(),
        },
        // Spellings of a unit, and its level, are decided afterwards over all of them.
        keys: LifeKeys {
            unit: true,
            unit_level: true,
            field: has(Dimension::Field),
            procedure: has(Dimension::Procedure),
        },
    }
}
