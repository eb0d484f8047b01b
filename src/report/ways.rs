//! Ways of counting in words, from `ways.json`. The page takes them from here (`words_json`).

use super::issues;
use super::words::{Lang, key};
use crate::error::wording_of_codes;

const WORDS: &str = include_str!("ways.json");

/// All texts of issues, of rules and of errors, as JSON: `[issues, rules, errors]`, each by its name, then by
/// language.
pub fn words_json() -> String {
    // No sentence has a letter that JSON escapes; a test reads all of them.
    let errors = wording_of_codes()
        .map(|(code, vi, en)| ["\"", code, "\":{\"vi\":\"", vi, "\",\"en\":\"", en, "\"}"].concat());
    ["[", issues::WORDS, ",", WORDS, ",{", &errors.collect::<Vec<_>>().join(","), "}]"].concat()
}

/// A rule's value in words; "" if there is no such value. The JSON text is searched for the names that
/// precede the words, without a parser. A rule and a value may have the same name, so the values of a rule
/// begin on a line of their own.
pub fn rule_words(rule: &str, value: &str, lang: Lang) -> &'static str {
    let after =
        |text: &'static str, name: &str| text.split_once(&format!("\"{name}\": ")).map(|(_, rest)| rest);
    let values =
        WORDS.split_once(&format!("\"{rule}\": {{\n")).and_then(|(_, rest)| rest.split_once("\n  }"));
    let found = values.and_then(|(values, _)| after(values, value));
    let words = found.and_then(|entry| after(entry, &key(&lang))).and_then(|rest| rest.split('"').nth(1));
    words.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn words_json_has_all_words() {
        let all: Value = serde_json::from_str(&words_json()).unwrap();
        assert_eq!(all[1]["clock"]["day"]["vi"], rule_words("clock", "day", Lang::Vi));
        assert!(all[0]["column-choice"]["en"]["meaning"].is_string());
        assert_eq!(all[2]["empty-file"]["en"].as_str().unwrap().split('.').next(), Some("The file is empty"));
        assert_eq!(all[2].as_object().unwrap().len(), wording_of_codes().count());
    }

    #[test]
    fn every_value_is_found() {
        let all: Value = serde_json::from_str(WORDS).unwrap();
        for (rule, values) in all.as_object().unwrap() {
            for (value, words) in values.as_object().unwrap() {
                for lang in [Lang::Vi, Lang::En] {
                    assert_eq!(rule_words(rule, value, lang), words[key(&lang)], "{rule} {value}");
                }
            }
        }
        assert_eq!(rule_words("clock", "never", Lang::Vi), "");
    }
}
