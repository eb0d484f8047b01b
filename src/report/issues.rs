//! Texts that explain issues, from `issues.json`. The page takes them from here (`words_json`).

use super::words::{Lang, key};
use crate::dossier::IssueKind;

pub(super) const WORDS: &str = include_str!("issues.json");

/// The meaning of an issue kind, in one sentence. The JSON text is searched for the names that precede the
/// meaning: our file is known to be well formed, and a parser would add code to the wasm module.
pub fn meaning(kind: IssueKind, lang: Lang) -> &'static str {
    let after =
        |text: &'static str, name: &str| text.split_once(&format!("\"{name}\": ")).map(|(_, rest)| rest);
    let found = after(WORDS, &key(&kind)).and_then(|entry| after(entry, &key(&lang)));
    let sentence = found.and_then(|words| after(words, "meaning")).and_then(|rest| rest.split('"').nth(1));
    sentence.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Grade;
    use borsh::BorshDeserialize;
    use serde_json::Value;
    use std::collections::BTreeSet;

    fn words() -> Value {
        serde_json::from_str(WORDS).unwrap()
    }

    /// Every variant, by the numbers that borsh gives them.
    fn all<T: BorshDeserialize>() -> impl Iterator<Item = T> {
        (0..=u8::MAX).filter_map(|number| T::try_from_slice(&[number]).ok())
    }

    #[test]
    fn every_kind_has_its_grade_and_words_in_both_languages() {
        let all_words = words();
        for kind in all::<IssueKind>() {
            let entry = &all_words[key(&kind)];
            let grade: Grade = serde_json::from_value(entry["grade"].clone()).unwrap();
            assert_eq!(grade, kind.grade(), "{kind:?}");
            for (lang, part) in ["vi", "en"].iter().flat_map(|lang| [(lang, "meaning"), (lang, "action")]) {
                let words = entry[lang][part].as_str().unwrap_or_default();
                assert!(words.ends_with('.'), "{kind:?} {lang} {part}: {words}");
            }
            for lang in [Lang::Vi, Lang::En] {
                assert_eq!(meaning(kind, lang), entry[key(&lang)]["meaning"]);
            }
        }
    }

    #[test]
    fn no_words_belong_to_a_removed_kind() {
        let kinds: BTreeSet<_> = all::<IssueKind>().map(|kind| key(&kind)).collect();
        let named: BTreeSet<_> = words().as_object().unwrap().keys().cloned().collect();
        assert_eq!(kinds, named);
    }
}
