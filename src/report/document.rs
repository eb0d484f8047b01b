//! JSON documents: a summary or a list, with its rules, targets and files.

use super::about::{About, TableRows};
use super::dossiers::DossierRow;
use super::pretty::pretty;
use super::printed::VERSION;
use super::summary_text::summary_text;
use crate::measure::Rules;
use crate::target::TargetSet;
use crate::{Error, ErrorCode};
use serde::Serialize;

/// The document of a list.
#[derive(Serialize)]
struct ListDocument<'a> {
    hoso: &'static str,
    rules: &'a Rules,
    total: usize,
    dossiers: &'a [DossierRow],
    targets: Option<&'a TargetSet>,
    files: &'a [TableRows],
}

/// The targets and files of a summary.
#[derive(Serialize)]
struct TargetsAndFiles<'a> {
    targets: Option<&'a TargetSet>,
    files: &'a [TableRows],
}

/// The summary in `about`, with fields as in `www/lib/index.d.ts`.
pub fn summary_json(about: &About) -> Result<Vec<u8>, Error> {
    let context = TargetsAndFiles { targets: about.targets.as_ref(), files: &about.files };
    let parts = [
        Ok(format!("{{\"hoso\":\"{VERSION}\"}}").into_bytes()),
        summary_text(&about.summary),
        serde_json::to_vec(&context),
    ];
    let mut document = Vec::new();
    for part in parts {
        // Joins the three objects into one: the content of their braces, separated by commas.
        document.push(if document.is_empty() { b'{' } else { b',' });
        let part = part.map_err(|_| ErrorCode::TooLarge)?;
        document.extend(part.get(1..part.len().saturating_sub(1)).unwrap_or_default());
    }
    document.push(b'}');
    Ok(pretty(&document))
}

/// Dossiers, and the length of the whole list.
pub fn dossiers_json(dossiers: &[DossierRow], total: usize, about: &About) -> Result<Vec<u8>, Error> {
    let rules = &about.summary.rules;
    let (targets, files) = (about.targets.as_ref(), about.files.as_slice());
    let document = ListDocument { hoso: VERSION, rules, total, dossiers, targets, files };
    Ok(pretty(&serde_json::to_vec(&document).map_err(|_| ErrorCode::TooLarge)?))
}
