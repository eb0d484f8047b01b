//! What a bucket repeats of its query, so that its list can be found again.

use super::options::{Query, bad_query};
use crate::Error;
use crate::measure::{Rules, StatedRules};
use crate::plain::Plain;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The rules, filters and days of a query.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stated {
    /// Every rule, by name. The as-of date is the query's.
    pub rules: BTreeMap<String, String>,
    /// The filters.
    pub filter: BTreeMap<String, Vec<String>>,
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
}

impl Stated {
    /// What a query asks, by these rules.
    pub fn of(query: &Query, rules: &Rules) -> Self {
        Self {
            rules: named(rules),
            filter: query.filter.clone().unwrap_or_default(),
            from: query.from.clone(),
            to: query.to.clone(),
        }
    }

    /// The query. Fails on a rule that there is not.
    pub fn query(&self) -> Result<Query, Error> {
        let rules = self.rules.iter().map(|(name, value)| (name.clone(), Plain::Text(value.clone())));
        let rules = StatedRules::deserialize(&Plain::Object(rules.collect()));
        Ok(Query {
            rules: rules.map_err(|error| bad_query(&format!("bucket: {error}")))?,
            filter: Some(self.filter.clone()),
            from: self.from.clone(),
            to: self.to.clone(),
            ..Query::default()
        })
    }
}

/// Every rule by its name in questions. Read back from the text that answers have, for serde_json's own values would
/// be code that nothing else needs.
fn named(rules: &Rules) -> BTreeMap<String, String> {
    let text = serde_json::to_string(rules).unwrap_or_default();
    let Ok(Plain::Object(rules)) = serde_json::from_str(&text) else { return BTreeMap::new() };
    let named = rules.into_iter().filter_map(|(name, value)| match value {
        Plain::Text(value) => Some((name, value)),
        _ => None,
    });
    named.collect()
}
