//! A reconciliation as a workbook.

use crate::reconcile::Way;
use crate::report::{
    Claim, Lang, ReconciledUnit, about_grid, day_first, reconciliation_grid, rule_words, split_grid, xlsx,
};
use crate::session::Session;
use crate::session::options::{DossierQuery, ExportQuery, bad_query};
use crate::{Error, ErrorDetail};

impl Session {
    /// A reconciliation as a workbook: claims, parts of the differences, rules and files.
    pub(in crate::session) fn export_reconciliation(
        &self,
        kind: &str,
        claims: &[Claim],
        asked: &DossierQuery,
        lang: Lang,
    ) -> Result<Vec<u8>, Error> {
        if kind != "xlsx" {
            return Err(bad_query(ErrorDetail::ReconciliationKind));
        }
        self.reconciled_book(&self.reconcile(claims, &asked.query)?, asked, lang)
    }

    /// What a reconciliation found, as the workbook that [`Session::export`] makes of its claims. `query`
    /// says what was asked, and the language.
    ///
    /// # Errors
    ///
    /// As [`Session::export`].
    pub fn export_reconciled(&self, found: &[ReconciledUnit], query: &ExportQuery) -> Result<Vec<u8>, Error> {
        self.reconciled_book(found, &query.asked, query.lang.unwrap_or_default())
    }

    fn reconciled_book(
        &self,
        found: &[ReconciledUnit],
        asked: &DossierQuery,
        lang: Lang,
    ) -> Result<Vec<u8>, Error> {
        let mut about = self.about(asked, lang)?;
        if let Some(Claim { from: Some(from), to: Some(to), .. }) = found.iter().find_map(first_claim)
            && asked.query.from.is_none()
        {
            about.bounds.extend([("from", day_first(from)), ("to", day_first(to))]);
        }
        let way = Way::of(&about.summary.rules, self.settings.duplicates);
        about.bounds.push(("duplicates", rule_words("duplicates", way.duplicates_name(), lang).to_owned()));
        xlsx(vec![reconciliation_grid(found, lang), split_grid(found, lang), about_grid(&about, lang)])
    }
}

fn first_claim(unit: &ReconciledUnit) -> Option<&Claim> {
    unit.claims.first().map(|found| &found.claim)
}
