//! A row of a summary before it is decided what it is: a unit's counts, a heading, or a sum.

use super::figures::Figures;
use crate::schema::{Figure, is_listed};
use crate::value::Stated;

/// A row with a name or counts, before its role is known.
#[derive(Debug)]
pub struct SummaryLine {
    /// Row in its table, from 1.
    pub row: u32,
    /// Its running number: 1, 1.2, IV, A.
    pub mark: String,
    /// Unit, field, procedure; "" if the column or the name is missing.
    pub names: [String; 3],
    /// The name, if it is a group row.
    pub group: String,
    /// True if its first words mark a total.
    pub is_total: bool,
    /// True if it is a part of the row above ("Toàn trình").
    pub is_part: bool,
    /// Its counts.
    pub figures: Figures,
    /// Its percentages.
    pub rates: Vec<(Figure, Stated)>,
}

impl SummaryLine {
    /// True if its running number is a prefix of the next one's: 1 and 1.1.
    pub fn is_numbered_above(&self, next: &str) -> bool {
        !self.mark.is_empty() && next.strip_prefix(&self.mark).is_some_and(|rest| rest.starts_with('.'))
    }

    /// The name that may be a unit's.
    pub fn unit_name(&self) -> &str {
        if self.names.iter().all(String::is_empty) {
            &self.group
        } else {
            self.names.first().map_or("", |unit| unit)
        }
    }

    /// True if it names a part of the row above instead of a unit, field or procedure.
    pub fn splits_row(&self) -> bool {
        let detail = |name: &String| name.is_empty() || is_listed("part", name);
        self.names.iter().any(|name| !name.is_empty()) && self.names.iter().all(detail)
    }
}
