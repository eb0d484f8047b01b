//! Rows of the same table that were read elsewhere, taken in behind those read here.

use super::{Loaded, Loader, Names, Orders, Width};
use crate::Error;

impl Loader {
    /// True if the next rows must be judged by whoever read those before: within a signature block, where the order of day
    /// and month is not plain, and where cells are merged.
    pub fn is_open(&self) -> bool {
        let order = self.reading.swaps() || self.orders.is_open();
        self.leftovers.is_signed() || order || !self.merges.is_empty()
    }

    /// How wide the table's rows are.
    pub fn width(&self) -> Width {
        self.width
    }

    /// What its cells said so far about the order of day and month.
    pub fn orders(&self) -> &Orders {
        &self.orders
    }

    /// Takes it that rows behind others of this width follow, whose cells said so much about the order of day and month.
    pub fn follow(&mut self, width: Width, orders: Orders) {
        self.width = width;
        self.orders = orders.without_rows();
    }

    /// Takes what other rows of the same table became, `shift` rows lying before them.
    pub fn absorb(&mut self, loaded: &Loaded, shift: u32) -> Result<(), Error> {
        let renumber = |names: &mut Names, others: &[String]| {
            others.iter().map(|name| names.number(name.as_bytes())).collect::<Result<Vec<_>, _>>()
        };
        let units = renumber(&mut self.units, &loaded.dossiers.units)?;
        let fields = renumber(&mut self.fields, &loaded.dossiers.fields)?;
        let procedures = renumber(&mut self.procedures, &loaded.dossiers.procedures)?;
        let number = |numbers: &[u32], number: u32| numbers.get(number as usize).copied().unwrap_or(0);
        for chunk in &loaded.dossiers.chunks {
            self.builder.append(chunk, |facts| {
                facts.unit = number(&units, facts.unit);
                facts.field = number(&fields, facts.field);
                facts.procedure = number(&procedures, facts.procedure);
                facts.row = facts.row.saturating_add(shift);
            });
        }
        self.ledger.absorb(&loaded.ledger, shift);
        self.issues.absorb(&loaded.issues, shift);
        self.leftovers.sign(loaded.signed);
        let moved = loaded.unsettled.iter().map(|row| row.shifted(shift));
        self.unsettled.extend(moved);
        self.orders.absorb(&loaded.orders, shift);
        Ok(())
    }
}
