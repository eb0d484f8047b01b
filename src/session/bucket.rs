//! Buckets: parts of an answer that can be listed. The text of a bucket is a word for its kind ("compare:")
//! and a complete description; the rest of a list's query only narrows it.

use super::Session;
pub use super::bucket_text::{CompareBucket, WayBucket};
use super::bucket_text::{read_compare, read_way};
use super::options::{DossierQuery, Query, bad_query};
use super::reconcile::WaySelection;
use crate::compare::{COMPARED, Moves, Part, Partners};
use crate::dossier::{DuplicateFilter, NO_DAY};
use crate::measure::{Course, ListQuestion, ListedDossier, Page, Rules, Source, StatedRules, end_of, list};
use crate::order::filled;
use crate::plain::Plain;
use crate::report::{DossierRow, Lang, OtherRow, iso, rule_words};
use crate::{Error, ErrorDetail};
use std::collections::BTreeMap;

/// The first word of a part of a comparison.
const COMPARE: &str = "compare";
/// The first word of a part of a difference between ways of counting.
const WAY: &str = "way";
/// The first word of a sign or a sample.
const SIGN: &str = "sign";

/// A part of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bucket {
    /// A part of a comparison of two exports.
    Compare(Box<CompareBucket>),
    /// A part of the difference between a way of counting and our own.
    Way(Box<WayBucket>),
    /// Dossiers that show a sign, or a sample: the part is its name with its numbers; no files.
    Sign(Box<CompareBucket>),
}

impl Bucket {
    /// Parses a bucket. Fails with [`crate::ErrorCode::BadQuery`] on any other text.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let broken = || bad_query(ErrorDetail::UnknownBucket);
        let (kind, json) = text.split_once(':').ok_or_else(broken)?;
        let plain: Plain = serde_json::from_str(json).map_err(|_| broken())?;
        match kind {
            COMPARE => read_compare(&plain).map(|bucket| Self::Compare(Box::new(bucket))),
            SIGN => read_compare(&plain).map(|bucket| Self::Sign(Box::new(bucket))),
            WAY => read_way(&plain).map(|bucket| Self::Way(Box::new(bucket))),
            _ => None,
        }
        .ok_or_else(broken)
    }

    /// The bucket that a list is restricted to, if it is.
    fn of(query: &DossierQuery) -> Result<Option<Self>, Error> {
        query.bucket.as_deref().filter(|text| !text.is_empty()).map(Self::parse).transpose()
    }

    /// The text.
    pub fn text(&self) -> String {
        // Texts and numbers can always be written as JSON.
        let (kind, json) = match self {
            Self::Compare(bucket) => (COMPARE, serde_json::to_string(bucket)),
            Self::Sign(bucket) => (SIGN, serde_json::to_string(bucket)),
            Self::Way(bucket) => (WAY, serde_json::to_string(bucket)),
        };
        format!("{kind}:{}", json.unwrap_or_default())
    }

    /// A description in words.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Compare(bucket) => bucket.words(lang),
            Self::Way(bucket) => bucket.words(lang),
            Self::Sign(bucket) => sign_words(&bucket.part, lang),
        }
    }
}

impl CompareBucket {
    fn words(&self, lang: Lang) -> String {
        let word = |name: &str| lang.word(&format!("part.{name}"));
        match Part::named(&self.part) {
            Some(Part::Outcomes(before, after)) => {
                let name = |outcome| lang.name("outcome", &outcome);
                format!("{}: {} → {}", word("outcomes"), name(before), name(after))
            }
            Some(Part::Field(place, how)) => {
                let column = COMPARED.get(place).map_or("", |column| lang.name("column", column));
                let moves = word(how.name());
                if how == Moves::Any { format!("{moves} {column}") } else { format!("{column} {moves}") }
            }
            Some(_) => word(&self.part).to_owned(),
            None => String::new(),
        }
    }
}

impl WayBucket {
    /// "differs if …", with each of its rules as the other way has it.
    fn words(&self, lang: Lang) -> String {
        let rule = |rule: &String| rule_words(rule, self.way.get(rule).map_or("", String::as_str), lang);
        let rules: Vec<&str> = self.rules.iter().map(rule).collect();
        let link = if self.needs == "any" { "part.or" } else { "part.and" };
        let unit = self.unit.as_ref().map_or(String::new(), |unit| format!("{unit}: "));
        format!("{unit}{} {}", lang.word("part.way"), rules.join(&format!(" {} ", lang.word(link))))
    }
}

/// The name of the sign in words, then its numbers as they are.
fn sign_words(part: &str, lang: Lang) -> String {
    let (name, details) = part.split_once(' ').unwrap_or((part, ""));
    let word = lang.word(&format!("sign.{name}"));
    if details.is_empty() { word.to_owned() } else { format!("{word}: {details}") }
}

impl CompareBucket {
    /// What a query asks, by these rules.
    pub fn of(query: &Query, rules: &Rules) -> Self {
        Self {
            rules: named_rules(rules),
            filter: query.filter.clone().unwrap_or_default(),
            from: query.from.clone(),
            to: query.to.clone(),
            ..Self::default()
        }
    }

    /// The query of the comparison.
    pub fn query(&self) -> Result<Query, Error> {
        asked(&self.rules, &self.filter, &self.from, &self.to)
    }
}

impl WayBucket {
    /// The query of the reconciliation.
    pub fn query(&self) -> Result<Query, Error> {
        asked(&self.base, &self.filter, &self.from, &self.to)
    }
}

fn asked(
    rules: &BTreeMap<String, String>,
    filter: &BTreeMap<String, Vec<String>>,
    from: &Option<String>,
    to: &Option<String>,
) -> Result<Query, Error> {
    let rules = rules.iter().map(|(name, value)| (name.clone(), Plain::Text(value.clone())));
    let rules = Plain::Object(rules.collect()).read();
    Ok(Query {
        rules: rules.map_err(|_: Error| bad_query(ErrorDetail::UnknownBucket))?,
        filter: Some(filter.clone()),
        from: from.clone(),
        to: to.clone(),
        ..Query::default()
    })
}

/// Every rule by its name in questions. Parsed from the text in answers, because serde_json's own values
/// would be code that nothing else needs.
pub fn named_rules(rules: &Rules) -> BTreeMap<String, String> {
    let text = serde_json::to_string(rules).unwrap_or_default();
    let Ok(Plain::Object(rules)) = serde_json::from_str(&text) else { return BTreeMap::new() };
    let named = rules.into_iter().filter_map(|(name, value)| match value {
        Plain::Text(value) => Some((name, value)),
        _ => None,
    });
    filled(named)
}

/// The question of a list, and the dossiers to which it is restricted.
pub struct Asked {
    pub list: ListQuestion,
    pub selected: Option<Selected>,
}

/// The dossiers of a bucket.
pub struct Selected {
    /// If set, only these dossiers count.
    pub live: DuplicateFilter,
    others: Others,
}

/// Further data about the dossiers of a bucket.
enum Others {
    /// The other rows of changed dossiers.
    Rows(Partners),
    /// The other way of counting.
    Way(WaySelection),
}

impl Session {
    /// The question of a list, with the dossiers of its bucket.
    pub(super) fn asked(&self, query: &DossierQuery) -> Result<Asked, Error> {
        let bucket = Bucket::of(query)?;
        // Differences and comparisons name only rows of lists.
        if !matches!(bucket, Some(Bucket::Way(_) | Bucket::Compare(_))) {
            self.check_listable()?;
        }
        let Some(bucket) = bucket else {
            return Ok(Asked { list: self.list_question(query)?, selected: None });
        };
        let asked = self.with_rules_of(query, &bucket)?;
        let selected = self.selected(&bucket)?;
        Ok(Asked { list: self.list_question(&asked)?, selected: Some(selected) })
    }

    /// The query, with the rules of its bucket.
    pub(super) fn with_bucket_rules(&self, query: &DossierQuery) -> Result<DossierQuery, Error> {
        Bucket::of(query)?.map_or_else(|| Ok(query.clone()), |bucket| self.with_rules_of(query, &bucket))
    }

    fn with_rules_of(&self, query: &DossierQuery, bucket: &Bucket) -> Result<DossierQuery, Error> {
        let question = self.question(&match bucket {
            Bucket::Compare(bucket) | Bucket::Sign(bucket) => bucket.query()?,
            Bucket::Way(bucket) => bucket.query()?,
        })?;
        let mut asked = query.clone();
        asked.query.rules = StatedRules::from(&Rules { as_of: question.judged_on(), ..question.rules });
        Ok(asked)
    }

    fn selected(&self, bucket: &Bucket) -> Result<Selected, Error> {
        let dossiers = self.all_dossiers();
        Ok(match bucket {
            Bucket::Compare(bucket) => {
                let selection = self.compared_part(bucket)?;
                let live = DuplicateFilter::only(&selection.rows, &dossiers);
                Selected { live, others: Others::Rows(selection.partners) }
            }
            Bucket::Sign(bucket) => {
                Selected { live: self.signed(bucket)?, others: Others::Rows(Partners::default()) }
            }
            Bucket::Way(bucket) => {
                let selection = self.way_part(bucket)?;
                Selected {
                    live: DuplicateFilter::only(&selection.rows, &dossiers),
                    others: Others::Way(selection),
                }
            }
        })
    }

    /// The page of a list.
    pub(super) fn page(&self, asked: &Asked) -> Page {
        let sources = self.sources();
        let Some(selected) = &asked.selected else { return list(&asked.list, &sources) };
        let mut restricted: Vec<Source<'_>> = sources;
        restricted.iter_mut().for_each(|source| source.live = &selected.live);
        // No table is left out, because dossiers are numbered over all of them.
        list(&asked.list, &restricted)
    }

    /// A row of a list, with the other row of a changed dossier.
    pub(super) fn listed_row(&self, listed: &ListedDossier, asked: &Asked) -> Option<DossierRow> {
        let row = self.dossier_row(listed)?;
        let number = self.codes.number((listed.table, listed.index));
        Some(match asked.selected.as_ref().map(|selected| &selected.others) {
            None => row,
            Some(Others::Rows(partners)) => {
                let before = partners.of(number).and_then(|other| self.other_row(other, asked));
                let other_outcome = before.as_ref().map(|other| other.outcome).or(row.other_outcome);
                DossierRow { before, other_outcome, ..row }
            }
            Some(Others::Way(selection)) => {
                let facts = selection.partner(number).and_then(|other| self.facts_of(other));
                let outcome = facts.and_then(|facts| selection.outcome(&facts));
                DossierRow { other_outcome: Some(outcome), ..row }
            }
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_difference() {
        let bucket = |needs: &str| WayBucket {
            unit: Some("Xã Một".to_owned()),
            rules: ["clock", "returned"].map(str::to_owned).to_vec(),
            needs: needs.to_owned(),
            way: [("clock", "instant"), ("returned", "onTime")]
                .map(|(rule, value)| (rule.to_owned(), value.to_owned()))
                .into(),
            ..WayBucket::default()
        };
        let words = |needs: &str, lang| Bucket::Way(Box::new(bucket(needs))).words(lang);
        assert_eq!(
            words("all", Lang::Vi),
            "Xã Một: khác đi nếu xét hạn theo giờ và tính hồ sơ trả lại, rút là đúng hạn"
        );
        assert!(words("any", Lang::En).contains(" or "), "{}", words("any", Lang::En));
        let text = Bucket::Way(Box::new(bucket("any"))).text();
        assert_eq!(Bucket::parse(&text).unwrap(), Bucket::Way(Box::new(bucket("any"))));
    }
}
