//! Names that list kinds of units ("Sở, ban, ngành") instead of naming one unit.

use super::words::UnitLevel;
use crate::text::fold_words;

/// The rest of a text that begins with this whole word.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim_start())
}

/// Words that lists of kinds of units are made of, with their level if they have one. A longer word comes
/// before a shorter one that it begins with.
const KINDS: [(&str, UnitLevel); 20] = [
    ("khoi", UnitLevel::Unknown),
    ("cac", UnitLevel::Unknown),
    ("cap", UnitLevel::Unknown),
    ("ubnd", UnitLevel::Unknown),
    ("uy ban nhan dan", UnitLevel::Unknown),
    ("va", UnitLevel::Unknown),
    ("don vi", UnitLevel::Unknown),
    ("co quan", UnitLevel::Unknown),
    ("chuyen mon", UnitLevel::Unknown),
    ("truc thuoc", UnitLevel::Unknown),
    ("so", UnitLevel::Province),
    ("ban", UnitLevel::Province),
    ("nganh", UnitLevel::Province),
    ("tinh", UnitLevel::Province),
    ("huyen", UnitLevel::District),
    ("thi xa", UnitLevel::District),
    ("thanh pho", UnitLevel::District),
    ("quan", UnitLevel::District),
    ("xa", UnitLevel::Commune),
    ("phuong", UnitLevel::Commune),
];
/// Further kinds of communes.
const COMMUNES: [&str; 2] = ["thi tran", "dac khu"];

/// The level of the units that a name lists by kind ("Sở, ban, ngành"; "Các xã, phường"; "Cấp huyện"). `None`
/// if it names a unit. "UBND xã" alone may be a unit.
pub fn kind_of_units(name: &str) -> Option<UnitLevel> {
    let words = fold_words(name);
    if after(&words, "khoi").is_some() {
        return Some(level_of_kinds(&words).map_or(UnitLevel::Unknown, |(level, _)| level));
    }
    let (level, kinds) = level_of_kinds(&words)?;
    let several = ["cac", "cap"].iter().any(|word| words.split(' ').any(|of| of == *word));
    (several || kinds > 1 || (kinds == 1 && !words.contains(' '))).then_some(level)
}

/// The first level among kinds of units, and the number of kinds; `None` if the text has other words.
fn level_of_kinds(words: &str) -> Option<(UnitLevel, usize)> {
    let (mut rest, mut level, mut kinds) = (words, UnitLevel::Unknown, 0);
    while !rest.is_empty() {
        let commune = COMMUNES.iter().find_map(|word| Some((after(rest, word)?, UnitLevel::Commune)));
        let kind = || KINDS.iter().find_map(|(word, level)| Some((after(rest, word)?, *level)));
        let (left, of) = commune.or_else(kind)?;
        kinds += usize::from(of != UnitLevel::Unknown);
        level = if level == UnitLevel::Unknown { of } else { level };
        rest = left;
    }
    Some((level, kinds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_units() {
        for (name, level) in [
            ("Sở ban ngành", Some(UnitLevel::Province)),
            ("Các sở, ban, ngành", Some(UnitLevel::Province)),
            ("Huyện, thị xã, thành phố", Some(UnitLevel::District)),
            ("Xã, phường, thị trấn", Some(UnitLevel::Commune)),
            ("UBND cấp xã", Some(UnitLevel::Commune)),
            ("Khối xã, phường, đặc khu", Some(UnitLevel::Commune)),
            ("Khối Đảng", Some(UnitLevel::Unknown)),
            ("UBND xã", None),
            ("Sở Tư pháp", None),
            ("Xã Tân Mỹ", None),
            ("Hộ tịch", None),
        ] {
            assert_eq!(kind_of_units(name), level, "{name}");
        }
    }
}
