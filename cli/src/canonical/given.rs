//! Canonical rows as tables of a session, one for each file, sheet and set of missing columns.

use super::decode::{Decoder, Row, wanted};
use super::winners::Winners;
use crate::failure::{Done, While, fail};
use crate::table::Table;
use foldhash::quality::FixedState;
use hashbrown::HashMap;
use hoso::dossier::{Builder, Dossiers};
use hoso::session::GivenTable;
use indicatif::ProgressBar;

/// A table under construction.
#[derive(Default)]
struct Open {
    file: String,
    sheet: String,
    lacks: u16,
    builder: Builder,
    /// Names of units, fields and procedures that it has.
    names: [Renumbered; 3],
}

/// Names of a table, by their numbers in its file.
#[derive(Default)]
struct Renumbered {
    names: Names,
    known: Vec<Option<u32>>,
}

impl Renumbered {
    fn number(&mut self, number: u32, of_file: &Names) -> u32 {
        let place = number as usize;
        if place >= self.known.len() {
            self.known.resize(of_file.values.len().max(place + 1), None);
        }
        if let Some(Some(known)) = self.known.get(place) {
            return *known;
        }
        let new = self.names.number(of_file.values.get(place).map_or("", String::as_str));
        self.known.get_mut(place).into_iter().for_each(|place| *place = Some(new));
        new
    }
}

/// Names in the order of their first occurrence; 0 is "".
#[derive(Default)]
pub struct Names {
    values: Vec<String>,
    numbers: HashMap<String, u32, FixedState>,
}

impl Names {
    /// The number of a name, which is added if it is new.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        if self.values.is_empty() {
            self.add("");
        }
        if name.is_empty() { 0 } else { self.add(name) }
    }

    /// All names by number.
    pub fn into_values(self) -> Vec<String> {
        self.values
    }

    fn add(&mut self, name: &str) -> u32 {
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

/// Reads a whole table of canonical dossiers. If `winners` is given, only the rows that win.
pub fn given(table: &Table, winners: Option<&Winners>, bar: &ProgressBar) -> Done<Vec<GivenTable>> {
    if table.has("n") {
        return fail(format!("{}: lives, not dossiers", table.name));
    }
    let columns = wanted(table);
    let (mut open, mut names) = (Vec::<Open>::new(), <[Names; 3]>::default());
    for part in 0..table.parts {
        let place = table.place(part);
        table
            .read_coded(part, &columns, |batch| {
                let number = |which: usize, name: &str| {
                    names.get_mut(which).map_or(0, |names: &mut Names| names.number(name))
                };
                let decoder = Decoder::of(batch, number)?;
                decoder.each(|row| {
                    if winners.is_none_or(|winners| winners.wins(row.key, row.seq)) {
                        take(&mut open, &names, &row, winners.is_some());
                    }
                    Ok(())
                })
            })
            .when(&place)?;
        bar.inc(1);
    }
    if open.is_empty() {
        open.push(Open::default());
    }
    Ok(open.into_iter().map(Open::close).collect())
}

fn take(open: &mut Vec<Open>, names: &[Names; 3], row: &Row<'_>, by_key: bool) {
    let fits = |open: &Open| open.file == row.file && open.sheet == row.sheet && open.lacks == row.lacks;
    // Nearly always the same table as in the previous row.
    let at = open.iter().rposition(fits).unwrap_or(open.len());
    if at == open.len() {
        let (file, sheet) = (row.file.to_owned(), row.sheet.to_owned());
        open.push(Open { file, sheet, lacks: row.lacks, ..Open::default() });
    }
    open.get_mut(at).into_iter().for_each(|open| open.add(names, row, by_key));
}

impl Open {
    /// Adds a row under its code, or under its key if keys decide which rows count.
    fn add(&mut self, names: &[Names; 3], row: &Row<'_>, by_key: bool) {
        let mut facts = row.facts;
        let ([own_units, own_fields, own_procedures], [units, fields, procedures]) = (&mut self.names, names);
        facts.unit = own_units.number(facts.unit, units);
        facts.field = own_fields.number(facts.field, fields);
        facts.procedure = own_procedures.number(facts.procedure, procedures);
        let code = if by_key || row.code.is_empty() { row.key.unwrap_or_default() } else { row.code };
        self.builder.push(code.as_bytes(), &facts);
    }

    fn close(self) -> GivenTable {
        let known = |text: String| Some(text).filter(|text| !text.is_empty());
        let [units, fields, procedures] = self.names.map(|own| own.names.into_values());
        GivenTable {
            file: known(self.file),
            sheet: known(self.sheet),
            format: "parquet",
            dossiers: Dossiers { chunks: self.builder.finish(), units, fields, procedures },
            lacks: self.lacks,
        }
    }
}
