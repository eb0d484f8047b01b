//! JSON: a summary, or a list, with all that stands behind it.

use super::VERSION;
use super::about::{About, TableRows};
use super::dossiers::DossierRow;
use super::summary::Summary;
use crate::measure::Rules;
use crate::target::TargetSet;
use crate::{Error, ErrorCode};
use serde::Serialize;

/// A summary, its fields as in `api.d.ts`.
#[derive(Serialize)]
struct SummaryDocument<'a> {
    hoso: &'static str,
    #[serde(flatten)]
    summary: &'a Summary,
    #[serde(flatten)]
    behind: Behind<'a>,
}

/// A list.
#[derive(Serialize)]
struct ListDocument<'a> {
    hoso: &'static str,
    rules: &'a Rules,
    total: usize,
    dossiers: &'a [DossierRow],
    #[serde(flatten)]
    behind: Behind<'a>,
}

#[derive(Serialize)]
struct Behind<'a> {
    targets: Option<&'a TargetSet>,
    files: &'a [TableRows],
}

impl<'a> From<&'a About> for Behind<'a> {
    fn from(about: &'a About) -> Self {
        Self { targets: about.targets.as_ref(), files: &about.files }
    }
}

/// The summary that `about` holds.
pub fn summary_json(about: &About) -> Result<Vec<u8>, Error> {
    written(&SummaryDocument { hoso: VERSION, summary: &about.summary, behind: about.into() })
}

/// Dossiers, and how many the whole list has.
pub fn dossiers_json(dossiers: &[DossierRow], total: usize, about: &About) -> Result<Vec<u8>, Error> {
    let rules = &about.summary.rules;
    written(&ListDocument { hoso: VERSION, rules, total, dossiers, behind: about.into() })
}

fn written(document: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec_pretty(document).map_err(|_| ErrorCode::TooLarge.into())
}
