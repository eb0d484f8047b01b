//! Rows of the same table that were read elsewhere, taken in behind those read here.

use super::{Loaded, Loader, Names};
use crate::Error;

impl Loader {
    /// True if a row of a signature block was seen: from here on rows are judged by it.
    pub fn is_signed(&self) -> bool {
        self.leftovers.is_signed()
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
        Ok(())
    }
}
