//! Recognises Vietnamese syllables: an onset, a vowel with at most one tone, and a coda. Text decoded with a
//! wrong table breaks these rules in nearly every word, which is how encodings are distinguished.

use super::{compose_all, decomposed, lower};

const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];
/// Vowels that may follow an onset, without tones. The coda comes after them.
const VOWELS: &str = " a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oă oai oao oay oe oeo oi \
    oo ôi ơi ua uâ uây uau uay uao uai uă uê ui uô uôi uơ uy uya uyê uyu ưa ưi ươ ươi ươu ưu yê yêu ";
const CODAS: [&str; 9] = ["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];
/// Grave, acute, tilde, hook, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// True for a word that Vietnamese spelling allows, in any case, composed or decomposed.
pub fn is_syllable(word: &str) -> bool {
    let mut parts = decomposed(&lower(word));
    let (mut tones, mut base) = (0, ' ');
    for part in &parts {
        match *part {
            // Only a vowel can bear a tone.
            tone if TONES.contains(&tone) => tones += if "aeiouy".contains(base) { 1 } else { 2 },
            '\u{300}'..='\u{36f}' => {}
            letter => base = letter,
        }
    }
    parts.retain(|part| !TONES.contains(part));
    let plain = compose_all(&parts);
    let rhymes = ONSETS.iter().filter_map(|onset| plain.strip_prefix(onset));
    tones <= 1 && rhymes.into_iter().any(is_rhyme)
}

fn is_rhyme(rhyme: &str) -> bool {
    let vowels = CODAS.iter().filter_map(|coda| rhyme.strip_suffix(coda));
    vowels.into_iter().any(|vowels| !vowels.is_empty() && VOWELS.contains(&format!(" {vowels} ")))
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn words_of_real_forms_are_syllables() {
        let text = "Mã hồ sơ Ngày tiếp nhận hẹn trả kết thúc xử lý Đơn vị Người nộp trực tuyến bưu chính công ích \
            thủ tục lĩnh vực huyện xã phường thị trấn quận nghiệp giấy quyết khuyến khích nguyễn thuỷ thúy quý \
            yêu cầu bổ sung rút ĐỒNG THÁP gìn quặng xoong";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn misread_words_are_not_syllables() {
        for word in ["há»", "sÆ", "®¬n", "Ngµy", "trÞ", "hoà̀", "tiÕp", "Cafés", "über", "ñôn"]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
