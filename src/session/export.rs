//! Answers as files.

use super::options::{DossierQuery, ExportQuery, Rows};
use super::{Named, Session};
use crate::measure::{ListQuestion, list, unreceived};
use crate::report::{Listing, Origin, Place, dossiers_arrow, summary_csv};
use crate::{Error, ErrorCode};

impl Session {
    /// The answer to a question as a file: "csv", "json", "xlsx" or "arrow".
    pub fn export(&self, kind: &str, query: &ExportQuery) -> Result<Vec<u8>, Error> {
        let ExportQuery { asked, rows } = query;
        match (kind, rows) {
            ("arrow", None | Some(Rows::Dossiers)) => self.arrow(asked),
            ("csv", _) => Ok(summary_csv(&self.summarize(&asked.query)?)),
            ("json", _) => serde_json::to_vec_pretty(&self.summarize(&asked.query)?)
                .map_err(|_| ErrorCode::BadQuery.into()),
            ("xlsx", _) => Err(ErrorCode::MissingPart.into()),
            _ => Err(Error::new(ErrorCode::BadQuery).detail("Chỉ xuất được csv, json, xlsx, arrow.")),
        }
    }

    /// Takes a part kept out of the core. Every export is in the core, so the one part that the contract names is there
    /// already; any other name is refused.
    pub fn add_part(&mut self, name: &str) -> Result<(), Error> {
        let unknown = || Error::new(ErrorCode::BadQuery).detail("Không có phần nào tên như vậy.");
        if name == "xlsx" { Ok(()) } else { Err(unknown()) }
    }

    /// Everything asked for in the order of the files, whatever order was asked for; with it, where nothing but groups'
    /// keys bounds the question, what was received after the as-of date.
    fn arrow(&self, query: &DossierQuery) -> Result<Vec<u8>, Error> {
        let asked = ListQuestion { sort: None, reverse: false, ..self.list_question(query)? };
        let (offset, limit) = (asked.offset, all_if_none(asked.limit));
        let rules = (&asked.question.rules).into();
        let asked = ListQuestion { offset: 0, limit: usize::MAX, ..asked };
        let mut listing = self.listing(&asked);
        listing.places.extend(unreceived(&asked, &self.sources()).into_iter().map(Place::unreceived));
        listing.places.sort_by_key(|place| (place.table, place.index));
        listing.cut(offset, limit);
        dossiers_arrow(&listing, rules)
    }

    fn listing(&self, asked: &ListQuestion) -> Listing<'_> {
        let places = list(asked, &self.sources()).dossiers.iter().map(Place::from).collect();
        let origins = self.tables.iter().map(|Named { file, table, .. }| Origin { file, table }).collect();
        Listing { places, origins }
    }
}

/// How many rows at most: a limit of 0 is none.
fn all_if_none(limit: usize) -> usize {
    if limit == 0 { usize::MAX } else { limit }
}
