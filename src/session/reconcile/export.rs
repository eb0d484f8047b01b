//! A reconciliation as a workbook.

use crate::Error;
use crate::report::{Claim, Lang, about_grid, key, reconciliation_grid, rule_words, split_grid, xlsx};
use crate::session::Session;
use crate::session::options::{DossierQuery, Query, bad_query};

impl Session {
    /// A reconciliation as a workbook: claims, parts of the differences, rules and files.
    pub(in crate::session) fn export_reconciliation(
        &self,
        kind: &str,
        claims: &[Claim],
        query: &Query,
        lang: Lang,
    ) -> Result<Vec<u8>, Error> {
        if kind != "xlsx" {
            return Err(bad_query("reconcile: kết quả đối chiếu chỉ xuất được ra xlsx."));
        }
        let found = self.reconcile(claims, query)?;
        let stated = claims.first();
        let (from, to) = stated.map_or((None, None), |claim| (claim.from.clone(), claim.to.clone()));
        let query = Query { from: from.or(query.from.clone()), to: to.or(query.to.clone()), ..query.clone() };
        let mut about = self.about(&DossierQuery { query, ..DossierQuery::default() }, lang)?;
        let duplicates = rule_words("duplicates", &key(&self.settings.duplicates), lang);
        about.bounds.push(("duplicates", duplicates.to_owned()));
        xlsx(vec![reconciliation_grid(&found, lang), split_grid(&found, lang), about_grid(&about, lang)])
    }
}
