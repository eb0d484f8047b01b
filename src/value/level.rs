//! The administrative level of a unit, by its name.

use super::words::UnitLevel;
use crate::text::{contains_words, fold_words};

/// 01/07/2025, the first day without districts.
pub const NO_DISTRICTS: i32 = 20_270;
/// Cities at the level of a province.
const CITIES: [&str; 6] = ["ha noi", "hai phong", "hue", "da nang", "ho chi minh", "can tho"];
/// Phrases with "xã" that do not name a commune.
const SOCIAL: [&str; 4] = ["bao hiem xa hoi", "hop tac xa", "khoa hoc xa hoi", "xa hoi"];
/// Abbreviations and their full forms.
const SHORT: [(&str, &str); 5] =
    [("p", "phuong"), ("x", "xa"), ("tt", "thi tran"), ("tp", "thanh pho"), ("h", "huyen")];
/// Words that name a level. The earliest in a name wins: "thị xã" begins before the "xã" in it.
const LEVEL_WORDS: [(&str, UnitLevel); 9] = [
    (" tinh ", UnitLevel::Province),
    (" huyen ", UnitLevel::District),
    (" quan ", UnitLevel::District),
    (" thi xa ", UnitLevel::District),
    (" thanh pho ", UnitLevel::District),
    (" xa ", UnitLevel::Commune),
    (" phuong ", UnitLevel::Commune),
    (" thi tran ", UnitLevel::Commune),
    (" dac khu ", UnitLevel::Commune),
];

/// The level named first in a unit's name. Sở, ban and phòng count only at the beginning ("Văn phòng" is not
/// a phòng), after an optional "Ủy ban nhân dân" or "UBND". A phòng has the level of a commune if the name
/// contains one, and otherwise of a district.
pub fn level_of_unit(name: &str) -> UnitLevel {
    let words = plain(name);
    let name =
        ["ubnd ", "uy ban nhan dan "].iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(&words);
    if leads(name, "so") || leads(name, "ban") {
        return UnitLevel::Province;
    }
    let first = first_level(name);
    match first {
        _ if leads(name, "phong") && first != UnitLevel::Commune => UnitLevel::District,
        UnitLevel::District if is_city(name) => UnitLevel::Province,
        level => level,
    }
}

/// The level since districts were abolished: "Phòng …" is an office of a commune if `in_commune`.
pub fn level_without_districts(name: &str, in_commune: bool) -> UnitLevel {
    match level_of_unit(name) {
        UnitLevel::District if in_commune && is_office(name) => UnitLevel::Commune,
        UnitLevel::District => UnitLevel::Unknown,
        level => level,
    }
}

/// True for a name that begins with "phòng": an office of a district, or since 1/7/2025 of a commune.
fn is_office(name: &str) -> bool {
    leads(&plain(name), "phong")
}

fn leads(name: &str, word: &str) -> bool {
    name == word || name.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
}

fn first_level(name: &str) -> UnitLevel {
    let padded = format!(" {name} ");
    let found = LEVEL_WORDS.iter().filter_map(|&(word, level)| Some((padded.find(word)?, level)));
    found.min_by_key(|&(at, _)| at).map_or(UnitLevel::Unknown, |(_, level)| level)
}

/// True if a name contains a city at the level of a province, such as "thành phố Hà Nội".
fn is_city(name: &str) -> bool {
    CITIES.iter().any(|city| contains_words(name, &format!("thanh pho {city}")))
}

/// The name folded, with abbreviations written out and phrases that only look like a level removed.
fn plain(name: &str) -> String {
    let marked = name.replace('.', ". ");
    let folded = fold_words(name);
    let mut words: Vec<&str> = Vec::new();
    // "P.5", "X. Tân Mỹ", "TP Sa Đéc": an abbreviation if a period follows, or if it is two capitals.
    let short = |word: &str| SHORT.iter().find(|(short, _)| *short == word).map(|(_, long)| *long);
    for word in marked.split([' ', '/', '-', ',', '(', ')']) {
        let is_short = word.ends_with('.') || (word.len() == 2 && word.chars().all(char::is_uppercase));
        if let Some(long) = short(&fold_words(word)).filter(|_| is_short) {
            words.push(long);
        }
    }
    let written: Vec<&str> = folded.split(' ').collect();
    let mut next = words.into_iter().peekable();
    let spelled = written.iter().map(|word| {
        let long = short(word).filter(|long| next.peek() == Some(long));
        if long.is_some() {
            next.next();
        }
        long.unwrap_or(word)
    });
    let spelled = spelled.collect::<Vec<_>>().join(" ");
    SOCIAL.iter().fold(spelled, |name, social| name.replace(social, "").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_from_names() {
        for (name, level) in [
            ("Sở Nội vụ", UnitLevel::Province),
            ("Ban Quản lý Khu kinh tế", UnitLevel::Province),
            ("UBND tỉnh Đồng Tháp", UnitLevel::Province),
            ("Phòng Tư pháp thành phố Sa Đéc", UnitLevel::District),
            ("UBND thị xã Hồng Ngự", UnitLevel::District),
            ("Ủy ban nhân dân thành phố Sa Đéc", UnitLevel::District),
            ("UBND TP. Sa Đéc", UnitLevel::District),
            ("UBND thành phố Hà Nội", UnitLevel::Province),
            ("UBND TP. Hồ Chí Minh", UnitLevel::Province),
            ("UBND TP Huế", UnitLevel::Province),
            ("UBND phường Ba Đình, thành phố Hà Nội", UnitLevel::Commune),
            ("UBND xã Tân Mỹ, huyện Lấp Vò", UnitLevel::Commune),
            ("UBND X. Tân Mỹ", UnitLevel::Commune),
            ("UBND P.5", UnitLevel::Commune),
            ("UBND P. Mỹ Trà", UnitLevel::Commune),
            ("TT. Phú Thịnh", UnitLevel::Commune),
            ("Thị trấn Phú Thịnh", UnitLevel::Commune),
            ("Phường 1", UnitLevel::Commune),
            ("Phòng Văn hóa - Xã hội xã Đông Anh", UnitLevel::Commune),
            ("Phòng Kinh tế phường 3", UnitLevel::Commune),
            ("Phòng Văn hóa - Xã hội", UnitLevel::District),
            ("Phòng Lao động - Thương binh và Xã hội", UnitLevel::District),
            ("Bảo hiểm xã hội", UnitLevel::Unknown),
            ("Hợp tác xã Tân Mỹ", UnitLevel::Unknown),
            ("Bảo hiểm xã hội tỉnh Đồng Tháp", UnitLevel::Province),
            ("Văn phòng đăng ký đất đai", UnitLevel::Unknown),
            ("Đặc khu Phú Quốc", UnitLevel::Commune),
        ] {
            assert_eq!(level_of_unit(name), level, "{name}");
        }
        assert!(is_office("Phòng Kinh tế") && !is_office("Văn phòng UBND"));
    }
}
