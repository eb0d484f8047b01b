//! A table whose rows are read in several places: what the others must know, and taking in what they read.

use super::{Contents, Intake, State};
use crate::Error;
use crate::dossier::piece::{Outline, Piece};
use crate::read::Dialect;
use crate::schema::Column;

impl Intake {
    /// What must be known to read a piece of the table at hand elsewhere. None while its header is not found, for a
    /// summary, and where rows are judged by rows before them: group rows that name units, a signature block, days that fit
    /// only month first.
    pub fn outline(&self, dialect: Dialect) -> Option<Outline> {
        let State::Loading(body) = &self.state else { return None };
        let Contents::Dossiers(loader) = &body.contents else { return None };
        let mapping = &body.schema.mapping;
        let apart = mapping.index_of(Column::Unit).is_some() && !loader.is_open() && !self.is_split;
        let (width, orders) = (loader.width(), loader.orders().clone());
        let Dialect { delimiter, width: fields, spaced } = dialect;
        let (mapping, today) = (mapping.clone(), self.today);
        apart.then_some(Outline { delimiter, fields, spaced, mapping, today, width, orders })
    }

    /// Takes a piece of the table at hand, read by its outline.
    pub fn absorb(&mut self, piece: &Piece) -> Result<(), Error> {
        if let State::Loading(body) = &mut self.state
            && let Contents::Dossiers(loader) = &mut body.contents
        {
            loader.absorb(&piece.loaded, body.last_row)?;
            body.last_row = body.last_row.saturating_add(piece.rows);
            self.rows += u64::from(piece.rows);
        }
        Ok(())
    }
}
