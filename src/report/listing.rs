//! Lists of dossiers to export, with the tables that they come from.

use crate::dossier::{Facts, Table};
use crate::measure::{ListedDossier, Outcome};

/// A table and the name of its file.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// Name of the file.
    pub file: &'a str,
    /// The table.
    pub table: &'a Table,
}

impl<'a> Origin<'a> {
    /// Its sheet; "" if the file has no sheets.
    pub fn sheet(&self) -> &'a str {
        self.table.start.sheet.as_deref().unwrap_or_default()
    }
}

/// A dossier's place in the tables, and its judged values in the list.
#[derive(Debug, Clone, Copy)]
pub struct ListPlace {
    /// Number of its table.
    pub table: usize,
    /// Its index in the table.
    pub index: usize,
    /// Its outcome on the as-of date; `None` if received later.
    pub outcome: Option<Outcome>,
    /// As in the list.
    pub days_late: Option<i32>,
    /// As in the list.
    pub working_days_late: Option<i32>,
    /// Day it ended, as far as known on the as-of date.
    pub ended: Option<i32>,
}

impl From<&ListedDossier> for ListPlace {
    fn from(listed: &ListedDossier) -> Self {
        let ListedDossier { table, index, outcome, days_late, working_days_late, ended, .. } = *listed;
        Self {
            table,
            index,
            outcome: Some(outcome),
            days_late,
            working_days_late,
            ended: ended.map(|(day, _)| day),
        }
    }
}

impl ListPlace {
    /// A dossier received after the as-of date.
    pub fn unreceived((table, index): (usize, usize)) -> Self {
        Self { table, index, outcome: None, days_late: None, working_days_late: None, ended: None }
    }
}

/// A list of dossiers.
#[derive(Debug)]
pub struct Listing<'a> {
    /// The dossiers, in the order of the list.
    pub places: Vec<ListPlace>,
    /// The tables, by their numbers.
    pub origins: Vec<Origin<'a>>,
}

impl<'a> Listing<'a> {
    /// Keeps at most `limit` dossiers, from `offset` on.
    pub fn cut(&mut self, offset: usize, limit: usize) {
        self.places.truncate(offset.saturating_add(limit));
        self.places.drain(..offset.min(self.places.len()));
    }

    /// The dossiers, in the order of the list.
    pub fn rows(&self) -> impl Iterator<Item = ListingRow<'a>> {
        self.places.iter().filter_map(|place| ListingRow::of(place, &self.origins))
    }
}

/// One dossier of a list, with all its facts.
#[derive(Debug, Clone, Copy)]
pub struct ListingRow<'a> {
    /// Its place and judged values.
    pub place: ListPlace,
    /// Its table and file.
    pub origin: Origin<'a>,
    /// Its code; "" if blank.
    pub code: &'a str,
    /// Its other facts.
    pub facts: Facts,
    /// How many dossiers it stands for.
    pub often: u32,
}

impl<'a> ListingRow<'a> {
    fn of(place: &ListPlace, origins: &[Origin<'a>]) -> Option<Self> {
        let origin = *origins.get(place.table)?;
        let (chunk, at) = origin.table.dossiers.locate(place.index)?;
        let code = origin.table.dossiers.code(place.index);
        let often = chunk.weights.get(at);
        Some(Self { place: *place, origin, code, facts: chunk.facts(at)?, often })
    }

    /// Its unit; "" = not known.
    pub fn unit(&self) -> &'a str {
        name(&self.origin.table.dossiers.units, self.facts.unit)
    }

    /// Its field; "" = not known.
    pub fn field(&self) -> &'a str {
        name(&self.origin.table.dossiers.fields, self.facts.field)
    }

    /// Its procedure; "" = not known.
    pub fn procedure(&self) -> &'a str {
        name(&self.origin.table.dossiers.procedures, self.facts.procedure)
    }
}

fn name(names: &[String], number: u32) -> &str {
    names.get(number as usize).map_or("", String::as_str)
}
