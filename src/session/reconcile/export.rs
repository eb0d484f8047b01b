//! A reconciliation as a workbook.

use crate::reconcile::Way;
use crate::report::{Claim, Lang, about_grid, day_first, reconciliation_grid, rule_words, split_grid, xlsx};
use crate::session::Session;
use crate::session::options::{DossierQuery, bad_query};
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
        let found = self.reconcile(claims, &asked.query)?;
        let mut about = self.about(asked, lang)?;
        if let Some(Claim { from: Some(from), to: Some(to), .. }) = claims.first()
            && asked.query.from.is_none()
        {
            about.bounds.extend([("from", day_first(from)), ("to", day_first(to))]);
        }
        let way = Way::of(&about.summary.rules, self.settings.duplicates);
        about.bounds.push(("duplicates", rule_words("duplicates", way.duplicates_name(), lang).to_owned()));
        xlsx(vec![reconciliation_grid(&found, lang), split_grid(&found, lang), about_grid(&about, lang)])
    }
}
