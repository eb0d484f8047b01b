//! Buckets: parts of an answer that a list can be asked for. The text of a bucket says everything itself, after a word for
//! its kind ("compare:"); other parts of a list's query only narrow it.

use super::Session;
use super::options::{DossierQuery, Query, bad_query};
use crate::Error;
use crate::compare::{COMPARED, Moves, Part, Partners};
use crate::dossier::{Live, NO_DAY};
use crate::measure::{Course, ListQuestion, Listed, Page, Rules, Source, StatedRules, end_of, list};
use crate::plain::Plain;
use crate::report::{DossierRow, Lang, OtherRow, iso};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What begins the text of a part of a comparison.
const COMPARE: &str = "compare:";
/// What begins the text of a sign or a sample.
const SIGN: &str = "sign:";

/// A part of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bucket {
    /// A part of a comparison of two exports.
    Compare(Box<Described>),
    /// Dossiers that show a sign, or a sample.
    Sign(Box<Described>),
}

/// What it takes to find the dossiers of a bucket again: the name of the part, the files of both sides, and what was
/// asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Described {
    /// The name of the part.
    pub part: String,
    /// The files of the first side.
    pub before: Vec<usize>,
    /// The files of the second side.
    pub after: Vec<usize>,
    /// A number made of these files, so that a bucket of other data is not taken for one of these.
    pub data: String,
    /// Every rule, by name. The as-of date is the query's.
    pub rules: BTreeMap<String, String>,
    /// The filters of the query.
    pub filter: BTreeMap<String, Vec<String>>,
    /// The first day of the query.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
}

impl Bucket {
    /// The bucket of a text. Fails with [`crate::ErrorCode::BadQuery`] on anything that is none.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let broken = || bad_query("bucket: không phải nhóm hồ sơ nào.");
        let (kind, json) = text.split_at_checked(text.find(':').map_or(0, |at| at + 1)).ok_or_else(broken)?;
        let kind = [(COMPARE, Self::Compare as fn(_) -> _), (SIGN, Self::Sign)]
            .into_iter()
            .find_map(|(name, of)| (name == kind).then_some(of))
            .ok_or_else(broken)?;
        let plain: Plain = serde_json::from_str(json).map_err(|_| broken())?;
        Described::deserialize(&plain).map(|described| kind(Box::new(described))).map_err(|_| broken())
    }

    /// The bucket that a list is restricted to, if it is.
    fn of(query: &DossierQuery) -> Result<Option<Self>, Error> {
        query.bucket.as_deref().filter(|text| !text.is_empty()).map(Self::parse).transpose()
    }

    /// The text.
    pub fn text(&self) -> String {
        let (kind, described) = match self {
            Self::Compare(described) => (COMPARE, described),
            Self::Sign(described) => (SIGN, described),
        };
        // Plain texts and numbers always become JSON.
        format!("{kind}{}", serde_json::to_string(described).unwrap_or_default())
    }

    fn described(&self) -> &Described {
        let (Self::Compare(described) | Self::Sign(described)) = self;
        described
    }

    /// What it holds, in words.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Compare(bucket) => compared_words(&bucket.part, lang),
            Self::Sign(bucket) => sign_words(&bucket.part, lang),
        }
    }
}

fn compared_words(part: &str, lang: Lang) -> String {
    let word = |name: &str| lang.word(&format!("part.{name}"));
    match Part::named(part) {
        Some(Part::Outcomes(before, after)) => {
            let name = |outcome| lang.name("outcome", &outcome);
            format!("{}: {} → {}", word("outcomes"), name(before), name(after))
        }
        Some(Part::Field(place, how)) => {
            let column = COMPARED.get(place).map_or("", |column| lang.name("column", column));
            let moves = word(how.name());
            if how == Moves::Any { format!("{moves} {column}") } else { format!("{column} {moves}") }
        }
        Some(_) => word(part).to_owned(),
        None => String::new(),
    }
}

/// The name of the sign in words, then its numbers as they are.
fn sign_words(part: &str, lang: Lang) -> String {
    let (name, details) = part.split_once(' ').unwrap_or((part, ""));
    let word = lang.word(&format!("sign.{name}"));
    if details.is_empty() { word.to_owned() } else { format!("{word}: {details}") }
}

impl Described {
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

impl Described {
    /// What a query asks, by these rules.
    pub fn of(query: &Query, rules: &Rules) -> Self {
        Self {
            rules: named(rules),
            filter: query.filter.clone().unwrap_or_default(),
            from: query.from.clone(),
            to: query.to.clone(),
            ..Self::default()
        }
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

/// A question for a list, and the dossiers it is restricted to.
pub struct Asked {
    pub list: ListQuestion,
    pub selected: Option<Selected>,
}

/// The dossiers of a bucket.
pub struct Selected {
    /// Only they count.
    pub live: Live,
    /// The other rows of changed dossiers.
    pub partners: Partners,
}

impl Session {
    /// The question of a list, with the dossiers of its bucket.
    pub(super) fn asked(&self, query: &DossierQuery) -> Result<Asked, Error> {
        let Some(bucket) = Bucket::of(query)? else {
            return Ok(Asked { list: self.list_question(query)?, selected: None });
        };
        let settled = self.settled_by(query, &bucket)?;
        let selected = self.selected(&bucket)?;
        Ok(Asked { list: self.list_question(&settled)?, selected: Some(selected) })
    }

    /// The query, with the rules of its bucket.
    pub(super) fn settled(&self, query: &DossierQuery) -> Result<DossierQuery, Error> {
        Bucket::of(query)?.map_or_else(|| Ok(query.clone()), |bucket| self.settled_by(query, &bucket))
    }

    fn settled_by(&self, query: &DossierQuery, bucket: &Bucket) -> Result<DossierQuery, Error> {
        let question = self.question(&bucket.described().query()?)?;
        let mut settled = query.clone();
        settled.query.rules = StatedRules::from(&Rules { as_of: question.judged_on(), ..question.rules });
        Ok(settled)
    }

    fn selected(&self, bucket: &Bucket) -> Result<Selected, Error> {
        match bucket {
            Bucket::Compare(bucket) => {
                let selection = self.compared_part(bucket)?;
                let live = Live::only(&selection.rows, &self.all_dossiers());
                Ok(Selected { live, partners: selection.partners })
            }
            Bucket::Sign(bucket) => {
                Ok(Selected { live: self.signed(bucket)?, partners: Partners::default() })
            }
        }
    }

    /// The page of a list.
    pub(super) fn page(&self, asked: &Asked) -> Page {
        let sources = self.sources();
        let Some(selected) = &asked.selected else { return list(&asked.list, &sources) };
        let mut restricted: Vec<Source<'_>> = sources;
        restricted.iter_mut().for_each(|source| source.live = &selected.live);
        // Every table stays, for dossiers are numbered over all of them.
        list(&asked.list, &restricted)
    }

    /// A row of a list, with the other row of a changed dossier.
    pub(super) fn listed_row(&self, listed: &Listed, asked: &Asked) -> Option<DossierRow> {
        let row = self.dossier_row(listed)?;
        let number = self.codes.number((listed.table, listed.index));
        let other = asked.selected.as_ref().and_then(|selected| selected.partners.of(number));
        let before = other.and_then(|other| self.other_row(other, asked));
        let other_outcome = before.as_ref().map(|other| other.outcome).or(row.other_outcome);
        Some(DossierRow { before, other_outcome, ..row })
    }

    fn other_row(&self, number: u32, asked: &Asked) -> Option<OtherRow> {
        let (table, index) = self.codes.place(number);
        let named = self.tables.get(table)?;
        let (chunk, at) = named.table.dossiers.locate(index)?;
        let (facts, rules) = (chunk.facts(at)?, &asked.list.question.rules);
        let known = |day: i32| (day != NO_DAY).then(|| iso(day));
        Some(OtherRow {
            received: known(facts.received),
            due: known(facts.due),
            ended: known(end_of(&facts, rules).0),
            unit: named.table.dossiers.units.get(facts.unit as usize).cloned().unwrap_or_default(),
            outcome: Course::of(&facts, rules).outcome_on(rules.as_of),
            file: named.file.clone(),
            row: facts.row,
        })
    }
}
