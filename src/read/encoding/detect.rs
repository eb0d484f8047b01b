//! Detects an encoding by what it would spell: how many of the words that are not plain ASCII are Vietnamese
//! syllables. The right table gives nearly all of them, a wrong one nearly none.

use super::names::Encoding;
use crate::text::{is_syllable, legacy::western_byte};

/// Words examined; more would not change the result.
const WORDS: usize = 2_000;
/// Percentage of syllables from which a text counts as Vietnamese.
const VIETNAMESE: usize = 80;
/// Distinct syllables needed to choose an encoding: signs like £ · « are letters in some encodings.
const EVIDENCE: usize = 3;
/// Distinct syllables needed if the text is not UTF-8, and so must be in some other encoding.
const LEAST_EVIDENCE: usize = 1;
/// Pairs of bytes in which zeros are counted.
const PAIRS: usize = 2_000;

pub fn detect(sample: &[u8], whole: bool) -> Encoding {
    if let Some(encoding) = utf16(sample) {
        return encoding;
    }
    match std::str::from_utf8(sample) {
        Ok(text) => misread(text),
        Err(flaw) if flaw.error_len().is_none() && !whole => {
            let valid = sample.get(..flaw.valid_up_to()).unwrap_or_default();
            misread(std::str::from_utf8(valid).unwrap_or_default())
        }
        Err(_) => {
            let eight_bit = [Encoding::Windows1258, Encoding::Tcvn3, Encoding::Vni];
            best(eight_bit.map(|encoding| (encoding, encoding.decode(sample))), LEAST_EVIDENCE)
        }
    }
}

/// UTF-16 by its byte order mark, or by where its zeros are: Latin letters, digits and commas have one each.
fn utf16(sample: &[u8]) -> Option<Encoding> {
    match sample {
        [0xff, 0xfe, ..] => return Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let pairs = sample.chunks_exact(2).take(PAIRS);
    let all = pairs.len();
    let zeros = |place: usize| pairs.clone().filter(|pair| pair.get(place) == Some(&0)).count();
    let (first, second) = (zeros(0), zeros(1));
    let fits = |zeros: usize, others: usize| all > 0 && zeros * 10 > all * 4 && others * 20 <= all;
    if fits(second, first) {
        Some(Encoding::Utf16Le)
    } else {
        fits(first, second).then_some(Encoding::Utf16Be)
    }
}

/// The encoding of valid UTF-8: UTF-8 itself, unless its letters make no words and the bytes they were
/// misread from do.
fn misread(text: &str) -> Encoding {
    if text.is_ascii() || has_own_letters(text) || SyllableScore::of(text).is_vietnamese() {
        return Encoding::Utf8;
    }
    let Some(before) = text.chars().filter(|letter| *letter != '\u{feff}').map(western_byte).collect() else {
        return Encoding::Utf8;
    };
    let before: Vec<u8> = before;
    let cut = std::str::from_utf8(&before).err().is_some_and(|flaw| flaw.error_len().is_none());
    if cut || std::str::from_utf8(&before).is_ok() {
        return best([(Encoding::Misread, before)], 1);
    }
    let fonts = [(Encoding::MisreadTcvn3, Encoding::Tcvn3), (Encoding::MisreadVni, Encoding::Vni)];
    best(fonts.map(|(misread, font)| (misread, font.decode(&before))), EVIDENCE)
}

/// True if the text has a letter that only Unicode has: a misreading never produces one.
fn has_own_letters(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'ơ' | 'ư' | 'Ơ' | 'Ư'))
}

/// The decoding with the highest share of syllables; UTF-8 (later rejected if invalid) if no decoding looks
/// Vietnamese on this much evidence.
fn best<const N: usize>(readings: [(Encoding, Vec<u8>); N], evidence: usize) -> Encoding {
    let scored =
        readings.map(|(encoding, text)| (SyllableScore::of(&String::from_utf8_lossy(&text)), encoding));
    let fitting = scored.into_iter().filter(|(score, _)| score.is_vietnamese() && score.evidence >= evidence);
    fitting.max_by_key(|(score, _)| score.percent()).map_or(Encoding::Utf8, |(_, encoding)| encoding)
}

/// Words with letters beyond ASCII, and how many of them are syllables.
#[derive(Default)]
struct SyllableScore {
    words: usize,
    syllables: usize,
    /// Distinct syllables that also have ASCII letters, up to [`EVIDENCE`]: a sign beside a number does not
    /// count.
    evidence: usize,
}

impl SyllableScore {
    fn of(text: &str) -> Self {
        let (mut score, mut known) = (Self::default(), [""; EVIDENCE]);
        for word in text.split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphabetic()) {
            if !word.is_ascii() && score.words < WORDS {
                score.words += 1;
                let is_syllable = word.split(is_punctuation).all(is_ascii_or_syllable);
                score.syllables += usize::from(is_syllable);
                let speaks = is_syllable && word.contains(|letter: char| letter.is_ascii());
                if speaks
                    && !known.contains(&word)
                    && let Some(place) = known.get_mut(score.evidence)
                {
                    *place = word;
                    score.evidence += 1;
                }
            }
        }
        score
    }

    fn percent(&self) -> usize {
        (self.syllables * 100).checked_div(self.words).unwrap_or(0)
    }

    fn is_vietnamese(&self) -> bool {
        self.percent() >= VIETNAMESE
    }
}

fn is_ascii_or_syllable(word: &str) -> bool {
    word.is_ascii() || is_syllable(word)
}

/// Signs that occur beside words in documents of any encoding.
fn is_punctuation(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{feff}' | '–' | '—' | '‘' | '’' | '“' | '”' | '…' | '•' | '°')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::legacy::windows_1252;
    use unicode_normalization::UnicodeNormalization;

    const TEXT: &str = "Mã hồ sơ,Ngày tiếp nhận,Đơn vị\nA1,01/03/2022,UBND xã Tân Mỹ\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn encodings_are_distinguished() {
        let nfd: String = TEXT.nfd().collect();
        let cases: [(Encoding, Vec<u8>); 10] = [
            (Encoding::Utf8, TEXT.into()),
            (Encoding::Utf8, nfd.into()),
            (Encoding::Utf8, "a,b\n1,2\n".into()),
            (Encoding::Utf8, "Tên,Ngày\nAn,1\n".into()),
            (Encoding::Utf16Le, utf16(TEXT, u16::to_le_bytes)),
            (Encoding::Utf16Be, utf16(&format!("\u{feff}{TEXT}"), u16::to_be_bytes)),
            (Encoding::Windows1258, b"h\xf4\xcc s\xf5,Nga\xccy ti\xea\xecp nh\xe2\xf2n".into()),
            (Encoding::Tcvn3, b"M\xb7 h\xe5 s\xac,Ng\xb5y ti\xd5p nh\xcbn".into()),
            (Encoding::Vni, b"Ma\xf5 ho\xe0 s\xf4,Nga\xf8y tie\xe1p nha\xe4n".into()),
            (Encoding::Misread, TEXT.bytes().map(windows_1252).collect::<String>().into()),
        ];
        for (encoding, bytes) in cases {
            assert_eq!(detect(&bytes, true), encoding, "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn misread_font_encodings_are_recognised() {
        assert_eq!(detect("M· hå s¬,Ngµy tiÕp nhËn".as_bytes(), true), Encoding::MisreadTcvn3);
        assert_eq!(detect("Maõ hoà sô,Ngaøy tieáp nhaän".as_bytes(), true), Encoding::MisreadVni);
    }

    #[test]
    fn symbols_are_not_letters() {
        let plain = "Ma ho so,Don vi,Ghi chu\nA1,UBND xa Tan My,";
        let texts = ["£5 · 2×3", "«Khai sinh»", "½ m² © 2022", "· · ·", "5°C ±1", "«an» £a", "3·4·5, x·, ½b"];
        for text in texts.map(|signs| format!("{plain}{signs}\n")) {
            assert_eq!(detect(text.as_bytes(), true), Encoding::Utf8, "{text}");
        }
        // Nor in a text that is not UTF-8.
        assert_eq!(detect(b"Ma ho so,\xb7\nA1,\xa35\n", true), Encoding::Utf8);
        assert_eq!(detect(b"Ma ho so,x\xb7\n", true), Encoding::Tcvn3);
    }

    #[test]
    fn other_languages_and_noise_are_left_alone() {
        for text in ["Café,Größe,naïve\n", "日本語,表\n", "Ω,±\n"] {
            assert_eq!(detect(text.as_bytes(), true), Encoding::Utf8, "{text}");
        }
        assert_eq!(detect(b"Stra\xdfe,Gr\xf6\xdfe,Caf\xe9,\xff\xfe\n", true), Encoding::Utf8);
    }

    #[test]
    fn a_character_cut_at_the_end_of_the_sample_is_valid() {
        let cut = &TEXT.as_bytes()[..TEXT.find('ỹ').unwrap() + 1];
        assert_eq!(detect(cut, false), Encoding::Utf8);
    }
}
