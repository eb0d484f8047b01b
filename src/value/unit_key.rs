//! Decides when two names mean one unit (docs/reference.md, "Definitions"): spellings that no reader would
//! take for two units share a key. Letters and diacritics are never dropped: Tân Phú and Tân Phủ are two
//! units.

use crate::text::{decomposed, is_unseen, lower};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Grave, acute, tilde, hook, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Fields of work, in names of offices but not of places: "P. Tư pháp" is a phòng, "P. Tân Phú" a phường.
const WORK: &str = "bảo hiểm|bảo trợ|bảo vệ|bồi thường|cảnh sát|chế độ|chính sách|chăn nuôi|chuyên môn|công an|công chứng|\
    công nghệ|công nghiệp|công tác|công thương|cải cách|dân số|dân tộc|dịch vụ|du lịch|đào tạo|đất đai|đăng ký|đầu tư|đền bù|đô thị|\
    đối ngoại|giao dịch|giao thông|giám định|giáo dục|giải quyết|hành chính|hạ tầng|hồ sơ|hỗ trợ|hộ tịch|hợp tác|hướng nghiệp|kế hoạch|\
    kế toán|khám bệnh|khám chữa|khoa học|khuyến nông|kiểm dịch|kiểm định|kiểm lâm|kiểm nghiệm|kiểm sát|kiểm soát|kiểm tra|kinh doanh|kinh tế|kỹ thuật|lãnh sự|lao động|lâm nghiệp|lưu trữ|lý lịch|một cửa|môi trường|\
    nghiệp vụ|ngoại vụ|người có công|nhân sự|nội chính|nội vụ|nông nghiệp|pháp chế|phát triển|phòng chống|phục vụ|quản lý|quản trị|quy hoạch|\
    sở hữu|tài chính|tài nguyên|tài vụ|thanh tra|thể dục|thể thao|thi đua|thống kê|thông tin|thú y|thuế|thủy lợi|thủy sản|thương binh|thương mại|\
    tiếp công dân|tiếp dân|tiếp nhận|tín dụng|tổ chức|tổng hợp|tôn giáo|trẻ em|trồng trọt|truyền thông|tư pháp|tư vấn|\
    vận tải|văn hóa|văn phòng|văn thư|việc làm|xây dựng|xã hội|xét nghiệm|xuất nhập|y tế";

/// The keys of the fields in [`WORK`].
static FIELDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut fields = BTreeSet::new();
    fields.extend(WORK.split('|').map(key_of));
    fields
});

/// The key that all names of one unit share. A name without letters or digits is its own key.
pub fn unit_key(name: &str) -> String {
    let words = words(name);
    let mut key = String::with_capacity(name.len());
    let mut rest = words.as_slice();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (first.as_str(), after) {
            ("uy\u{309}", [ban, nhan, dan, others @ ..])
                if [ban, nhan, dan].map(String::as_str) == ["ban", "nha\u{302}n", "da\u{302}n"] =>
            {
                key.push_str("ubnd");
                rest = others;
            }
            _ => key.push_str(written_out(first, after).as_deref().unwrap_or(first)),
        }
    }
    if key.is_empty() { name.to_owned() } else { key }
}

/// The full form of an abbreviation before a number or a name.
fn written_out(word: &str, after: &[String]) -> Option<String> {
    let number =
        word.strip_prefix('p').filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    if let Some(number) = number {
        return Some(key_of("phường") + number); // "P5"
    }
    let next = after.first()?;
    let place = match word {
        "p" => "phường",
        "x" => "xã",
        "tt" => "thị trấn",
        "tp" => "thành phố",
        _ => return None,
    };
    let numbered = next.starts_with(|letter: char| letter.is_ascii_digit());
    match (numbered || !is_work(after), word) {
        (true, _) => Some(key_of(place)),
        (false, "p") => Some(key_of("phòng")),
        _ => None,
    }
}

/// True if the words begin with a field of work.
fn is_work(words: &[String]) -> bool {
    (1..=3).any(|count| words.get(..count).is_some_and(|first| FIELDS.contains(&first.concat())))
}

fn key_of(words: &str) -> String {
    self::words(words).concat()
}

/// The words of a name in lower case. Each tone is moved after its group of vowels, so that it does not
/// matter which vowel bears it.
fn words(name: &str) -> Vec<String> {
    let (mut words, mut tones) = (vec![String::new()], String::new());
    let seen: String = name.chars().filter(|letter| !is_unseen(*letter)).collect();
    for letter in decomposed(&lower(&seen)) {
        let Some(word) = words.last_mut() else { break };
        if TONES.contains(&letter) {
            tones.push(letter);
        } else if is_vowel(letter) || is_mark(letter) {
            word.push(letter);
        } else {
            word.push_str(&std::mem::take(&mut tones));
            if letter.is_alphanumeric() {
                word.push(letter);
            } else if !word.is_empty() {
                words.push(String::new());
            }
        }
    }
    words.last_mut().into_iter().for_each(|word| word.push_str(&tones));
    words.retain(|word| !word.is_empty());
    words
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_unit() {
        for names in [
            &[
                "UBND xã Hoà An",
                "ubnd Xã  Hòa An",
                "Ủy ban nhân dân xã Hòa An",
                "Uỷ Ban Nhân Dân X. Hoà An",
                "U.B.N.D xã Hòa-An",
            ][..],
            &["UBND phường 5", "UBND P.5", "UBND P. 5", "ubnd p5", "UBND P 5"],
            &["UBND phường Mỹ Thuý", "UBND P.Mỹ Thúy"],
            &["Phòng Tư pháp", "P. Tư pháp", "P.Tư Pháp"],
            &["UBND thị trấn Mỹ Thọ", "UBND TT. Mỹ Thọ", "UBND TT Mỹ Thọ"],
            &["UBND thành phố Cao Lãnh", "UBND TP.Cao Lãnh", "UBND TP Cao Lãnh"],
            &["Phòng Văn hóa - Xã hội", "P. Văn hoá – Xã hội", "Phòng Văn hoá, Xã hội"],
            &["Sở Y tế", "SỞ Y TẾ", "Sở\u{a0}Y\u{200b} tế", "Sơ\u{309} Y tế"],
        ] {
            let keys: Vec<_> = names.iter().map(|name| unit_key(name)).collect();
            assert!(keys.iter().all(|key| *key == keys[0]), "{names:?} {keys:?}");
        }
    }

    #[test]
    fn different_units_stay_separate() {
        for (one, other) in [
            ("UBND xã Tân Phú", "UBND xã Tân Phủ"),
            ("UBND xã Tân Phú", "UBND xã Tan Phu"),
            ("UBND xã Tân Dương", "Xã Tân Dương"),
            ("UBND phường 1", "UBND phường 11"),
            ("UBND xã Đông Hòa", "UBND xã Dông Hòa"),
            ("P. Tư pháp", "Phường Tư pháp"),
            ("TT. Y tế", "Thị trấn Y tế"),
            ("Phòng Quản trị", "Phường Quản trị"),
            ("UBND xã Phúhoa", "UBND xã Phuhóa"),
            ("UBND xã Bình Thạnh", "UBND xã Bình Thanh"),
        ] {
            assert_ne!(unit_key(one), unit_key(other), "{one} {other}");
        }
        assert_eq!((unit_key(""), unit_key("–")), (String::new(), "–".to_owned()));
    }
}
