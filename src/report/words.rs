//! The words of exported tables, from `words.tsv`. The page has its own texts; these are for files read
//! without the page.

use crate::measure::choice::choice;
use crate::order::arrange;
use serde::Serialize;
use std::sync::LazyLock;

choice! {
    /// Language of an export.
    #[derive(Default)]
    Lang: "lang" {
        /// Vietnamese.
        #[default]
        Vi = "vi",
        /// English.
        En = "en",
    }
}

/// Key, Vietnamese, English; sorted by key.
static WORDS: LazyLock<Vec<(&'static str, &'static str, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("words.tsv").lines().filter(|line| !line.starts_with('#'));
    let entry = |line: &'static str| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()?))
    };
    let mut words = lines.filter_map(entry).collect();
    arrange(&mut words, |one: &(&str, _, _), other| one.0.cmp(other.0));
    words
});

impl Lang {
    /// The words of a key; "" for an unknown key.
    pub fn word(self, key: &str) -> &'static str {
        let found = WORDS.binary_search_by(|(word, ..)| (*word).cmp(key)).ok();
        let (_, vi, en) = found.and_then(|at| WORDS.get(at)).copied().unwrap_or_default();
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// The words of a value, by its kind and its name in JavaScript.
    pub fn name(self, kind: &str, value: &impl Serialize) -> &'static str {
        self.word(&format!("{kind}.{}", key(value)))
    }
}

/// The name of a value in JavaScript.
pub fn key(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    // Names are plain letters, so nothing is escaped between the quotes.
    text.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Counts, Dimension, Measure, Outcome};
    use crate::schema::Column;

    #[test]
    fn everything_named_has_words() {
        let measures = Measure::ALL.map(|measure| Lang::Vi.name("measure", &measure));
        let columns = Column::ALL.map(|column| Lang::Vi.name("column", &column));
        let outcomes = Outcome::ALL.map(|outcome| Lang::Vi.name("outcome", &outcome));
        let counts = Counts::default().named().into_iter();
        let counts = counts.map(|(count, _)| Lang::En.word(&format!("count.{count}")));
        let all = measures.into_iter().chain(columns).chain(outcomes).chain(counts);
        assert_eq!(all.filter(|words| words.is_empty()).count(), 0);
        for dimension in ["unit", "unitLevel", "field", "procedure", "serviceLevel", "intakeChannel"] {
            let dimension: Dimension = serde_json::from_value(dimension.into()).unwrap();
            assert_ne!(Lang::En.name("dimension", &dimension), "");
        }
        assert!(WORDS.iter().all(|(_, vi, en)| !vi.is_empty() && !en.is_empty()));
    }
}
