//! Exports: answers written as files.

use super::bucket::{Asked, Bucket};
use super::form::order_of;
use super::options::{ComparedFiles, DossierQuery, ExportQuery, Rows, bad_query};
use super::{NamedTable, Session};
use crate::measure::{ListQuestion, unreceived};
use crate::order::arrange;
use crate::report::{
    About, GroupReport, Lang, ListPlace, Listing, Origin, OutTable, Summary, about_grid, changed_grid,
    comparison_grid, csv, day_first, dossier_grid, dossiers_arrow, dossiers_json, effect_grid, key,
    summary_grid, summary_json, xlsx,
};
use crate::text::listed;
use crate::value::unit_key;
use crate::{Error, ErrorDetail};

impl Session {
    /// Returns the answer to a query as a file: "csv", "json", "xlsx" or "arrow".
    ///
    /// # Errors
    ///
    /// [`BadQuery`](crate::ErrorCode::BadQuery) for an invalid query or an unknown kind of file, and the
    /// errors of [`Session::summarize`].
    pub fn export(&self, kind: &str, query: &ExportQuery) -> Result<Vec<u8>, Error> {
        let (asked, lang) = (&query.asked, query.lang.unwrap_or_default());
        if let Some(files) = &query.compare {
            return self.export_comparison(kind, files, asked, lang);
        }
        if let Some(claims) = &query.reconcile {
            return self.export_reconciliation(kind, claims, asked, lang);
        }
        if query.form.is_some() || kind == "html" {
            return self.export_form(kind, query);
        }
        match (kind, query.rows.unwrap_or(if kind == "arrow" { Rows::Dossiers } else { Rows::Summary })) {
            ("csv", Rows::Summary) => {
                Ok(csv(summary_grid(&self.in_order(self.summarize(&asked.query)?), lang)))
            }
            ("csv", Rows::Dossiers) => Ok(csv(dossier_grid(&self.whole_list(asked)?, lang))),
            ("json", Rows::Summary) => summary_json(&self.about(asked, lang)?),
            ("json", Rows::Dossiers) => self.dossiers_json(asked, lang),
            ("xlsx", rows) => self.xlsx(asked, rows, lang),
            ("arrow", Rows::Dossiers) => self.arrow(asked),
            ("arrow", Rows::Summary) => Err(bad_query(ErrorDetail::ArrowLists)),
            _ => Err(bad_query(ErrorDetail::ExportKind)),
        }
    }

    /// A comparison as a workbook: counts, effect, and a sheet for each of its parts that is not empty.
    fn export_comparison(
        &self,
        kind: &str,
        files: &ComparedFiles,
        asked: &DossierQuery,
        lang: Lang,
    ) -> Result<Vec<u8>, Error> {
        if kind != "xlsx" {
            return Err(bad_query(ErrorDetail::ComparisonKind));
        }
        let found = self.compare(&files.before, &files.after, &asked.query)?;
        let about = self.about(asked, lang)?;
        let changed = self.bucket_list(found.buckets.get(&"changed"))?;
        let page = changed.as_ref().map(|asked| self.page(asked).dossiers).unwrap_or_default();
        let changed = changed
            .iter()
            .flat_map(|asked| page.iter().filter_map(move |listed| self.listed_row(listed, asked)));
        let parts = ["onlyBefore", "onlyAfter", "withoutCode", "twice"];
        let listings = parts.map(|part| -> Result<_, Error> {
            let asked = self.bucket_list(found.buckets.get(&part))?;
            Ok((part, asked.map(|asked| self.listing(&asked))))
        });
        let listings = listings.into_iter().collect::<Result<Vec<_>, _>>()?;
        let mut grids = vec![comparison_grid(&found, lang), effect_grid(&found, lang)];
        grids.extend((!page.is_empty()).then(|| changed_grid(changed, lang)));
        for (part, listing) in &listings {
            let Some(listing) = listing.as_ref().filter(|listing| !listing.places.is_empty()) else {
                continue;
            };
            let title = lang.word(&format!("sheet.{part}"));
            grids.push(OutTable { title, ..dossier_grid(listing, lang) });
        }
        grids.push(about_grid(&about, lang));
        xlsx(grids)
    }

    /// The question for the whole list of a bucket.
    fn bucket_list(&self, bucket: Option<&String>) -> Result<Option<Asked>, Error> {
        let Some(bucket) = bucket else { return Ok(None) };
        let query =
            DossierQuery { bucket: Some(bucket.clone()), limit: usize::MAX, ..DossierQuery::default() };
        self.asked(&query).map(Some)
    }

    /// All dossiers of the query in file order; a requested sort order is ignored. If the query is restricted
    /// only by group keys, dossiers received after the as-of date are included too.
    fn arrow(&self, query: &DossierQuery) -> Result<Vec<u8>, Error> {
        let mut asked = self.asked(query)?;
        let (offset, limit) = (asked.list.offset, all_if_none(asked.list.limit));
        let rules = asked.list.question.rules;
        asked.list = ListQuestion { sort: None, reverse: false, offset: 0, limit: usize::MAX, ..asked.list };
        let mut listing = self.listing(&asked);
        if asked.selected.is_none() {
            let unreceived = unreceived(&asked.list, &self.sources());
            listing.places.extend(unreceived.into_iter().map(ListPlace::unreceived));
        }
        arrange(&mut listing.places, |one, other| (one.table, one.index).cmp(&(other.table, other.index)));
        listing.cut(offset, limit);
        dossiers_arrow(&listing, rules)
    }

    fn xlsx(&self, asked: &DossierQuery, rows: Rows, lang: Lang) -> Result<Vec<u8>, Error> {
        let mut about = self.about(asked, lang)?;
        match rows {
            Rows::Summary => {
                about.summary = self.in_order(about.summary);
                xlsx(vec![summary_grid(&about.summary, lang), about_grid(&about, lang)])
            }
            Rows::Dossiers => {
                let listing = self.whole_list(asked)?;
                xlsx(vec![dossier_grid(&listing, lang), about_grid(&about, lang)])
            }
        }
    }

    /// The groups of a table in the order of the configured list of units, then as officials list names; what
    /// is not known comes last. Answers keep the order of keys.
    fn in_order(&self, mut summary: Summary) -> Summary {
        let given = order_of(&mut self.configured_units());
        let place = |name: &str| {
            let given_at = given.get(&unit_key(name)).copied();
            (name.is_empty(), given_at.unwrap_or(usize::MAX), listed(name))
        };
        let groups = std::mem::take(&mut summary.groups);
        let places = |group: &GroupReport| group.key.iter().map(|(_, name)| place(name)).collect::<Vec<_>>();
        let mut placed: Vec<_> = groups.into_iter().map(|group| (places(&group), group)).collect();
        arrange(&mut placed, |one, other| one.0.cmp(&other.0));
        summary.groups = placed.into_iter().map(|(_, group)| group).collect();
        summary
    }

    fn dossiers_json(&self, query: &DossierQuery, lang: Lang) -> Result<Vec<u8>, Error> {
        let mut asked = self.asked(query)?;
        asked.list.limit = all_if_none(asked.list.limit);
        let page = self.page(&asked);
        let rows: Vec<_> =
            page.dossiers.iter().filter_map(|listed| self.listed_row(listed, &asked)).collect();
        dossiers_json(&rows, page.total, &self.about(query, lang)?)
    }

    fn whole_list(&self, query: &DossierQuery) -> Result<Listing<'_>, Error> {
        let mut asked = self.asked(query)?;
        asked.list.limit = all_if_none(asked.list.limit);
        Ok(self.listing(&asked))
    }

    fn listing(&self, asked: &Asked) -> Listing<'_> {
        let places = self.page(asked).dossiers.iter().map(ListPlace::from).collect();
        let origins =
            self.tables.iter().map(|NamedTable { file, table, .. }| Origin { file, table }).collect();
        Listing { places, origins }
    }

    /// The metadata shown with an answer.
    pub(super) fn about(&self, asked: &DossierQuery, lang: Lang) -> Result<About, Error> {
        let targets = asked.query.targets.as_ref().or(self.settings.targets.as_ref());
        let query = self.with_bucket_rules(asked)?.query;
        let summary = self.summarize(&query)?;
        Ok(About {
            until: self.question(&query)?.judged_on(),
            summary,
            bounds: bounds(asked, lang),
            targets: targets.cloned(),
            files: self.files().into_iter().map(Into::into).collect(),
        })
    }
}

/// The restrictions of a query as text, each with the key of its label.
fn bounds(asked: &DossierQuery, lang: Lang) -> Vec<(&'static str, String)> {
    let words = |kind: &str, names: &[String]| {
        names.iter().map(|name| lang.name(kind, name)).collect::<Vec<_>>().join("; ")
    };
    let day = |day: &Option<String>| day.as_deref().filter(|day| !day.is_empty()).map(day_first);
    let mut bounds: Vec<(&'static str, String)> = Vec::new();
    bounds.extend(day(&asked.query.from).map(|day| ("from", day)));
    bounds.extend(day(&asked.query.to).map(|day| ("to", day)));
    for (name, keys) in asked.query.filter.iter().flatten() {
        bounds.push(match name.as_str() {
            "outcome" => ("outcome", words("outcome", keys)),
            "stop" => ("stop", words("stop", keys)),
            _ => ("where", format!("{}: {}", lang.name("dimension", name), keys.join("; "))),
        });
    }
    let outcome = asked.outcome.iter().flatten().map(key).collect::<Vec<_>>();
    bounds.extend((!outcome.is_empty()).then(|| ("outcome", words("outcome", &outcome))));
    let bucket = asked.bucket.as_deref().and_then(|text| Bucket::parse(text).ok());
    bounds.extend(bucket.map(|bucket| ("bucket", bucket.words(lang))));
    bounds.extend(asked.code.clone().filter(|code| !code.is_empty()).map(|code| ("code", code)));
    bounds.extend((asked.doubtful == Some(true)).then(|| ("doubtful", lang.word("about.yes").to_owned())));
    bounds.extend(asked.due_within.map(|days| ("dueWithin", days.to_string())));
    bounds.extend(asked.ended_late_by.map(|(least, most)| ("endedLateBy", format!("{least} – {most}"))));
    bounds
}

/// The maximum number of rows; 0 means no limit.
fn all_if_none(limit: usize) -> usize {
    if limit == 0 { usize::MAX } else { limit }
}
