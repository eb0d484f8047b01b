//! Tables of the eight-bit encodings that Vietnamese files still use. Windows-1258 is Microsoft's (as in
//! WHATWG's table). TCVN3 ("ABC") and VNI are encodings of fonts, and no program declares them. Bytes below
//! 128 are ASCII in all of them.

use super::composed;

/// Bytes 0x80 to 0x9f of windows-1252; the five undefined ones map to themselves.
const CURLY: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
/// Bytes 0xa1 to 0xff of TCVN 5712:1993; the ABC fonts share its small letters.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíị\
    òỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";
/// Windows-1258 where it differs from windows-1252.
const VIETNAMESE_1258: [(u8, char); 18] = [
    (0x8a, '\u{8a}'),
    (0x8e, '\u{8e}'),
    (0x9a, '\u{9a}'),
    (0x9e, '\u{9e}'),
    (0xc3, 'Ă'),
    (0xcc, '\u{300}'),
    (0xd0, 'Đ'),
    (0xd2, '\u{309}'),
    (0xd5, 'Ơ'),
    (0xdd, 'Ư'),
    (0xde, '\u{303}'),
    (0xe3, 'ă'),
    (0xec, '\u{301}'),
    (0xf0, 'đ'),
    (0xf2, '\u{323}'),
    (0xf5, 'ơ'),
    (0xfd, 'ư'),
    (0xfe, '₫'),
];
/// VNI letters of one byte. The capital is 0x20 lower.
const VNI_LETTERS: [(u8, char); 8] =
    [(0xe6, 'ỉ'), (0xec, 'ì'), (0xed, 'í'), (0xee, 'ỵ'), (0xf1, 'đ'), (0xf2, 'ị'), (0xf3, 'ĩ'), (0xf4, 'ơ')];
/// VNI's ư: a letter of one byte that can also take marks.
const VNI_U_HORN: (u8, char) = (0xf6, 'ư');
/// VNI bytes that add a shape and a tone ('\0' = nothing) to the vowel before them. The byte for a capital is
/// 0x20 lower.
const VNI_MARKS: [(u8, char, char); 17] = [
    (0xf9, '\0', '\u{301}'),
    (0xf8, '\0', '\u{300}'),
    (0xfb, '\0', '\u{309}'),
    (0xf5, '\0', '\u{303}'),
    (0xef, '\0', '\u{323}'),
    (0xe2, '\u{302}', '\0'),
    (0xe1, '\u{302}', '\u{301}'),
    (0xe0, '\u{302}', '\u{300}'),
    (0xe5, '\u{302}', '\u{309}'),
    (0xe3, '\u{302}', '\u{303}'),
    (0xe4, '\u{302}', '\u{323}'),
    (0xea, '\u{306}', '\0'),
    (0xe9, '\u{306}', '\u{301}'),
    (0xe8, '\u{306}', '\u{300}'),
    (0xfa, '\u{306}', '\u{309}'),
    (0xfc, '\u{306}', '\u{303}'),
    (0xeb, '\u{306}', '\u{323}'),
];

/// Windows-1252, as browsers read it.
pub fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => CURLY.chars().nth(usize::from(byte - 0x80)).unwrap_or_default(),
        _ => char::from(byte),
    }
}

/// Windows-1258. The result is partly decomposed, as the encoding is.
pub fn windows_1258(byte: u8) -> char {
    let own = VIETNAMESE_1258.iter().find(|(own, _)| *own == byte);
    own.map_or_else(|| windows_1252(byte), |(_, letter)| *letter)
}

/// TCVN3.
pub fn tcvn3(byte: u8) -> char {
    match byte {
        0xa1..=0xff => TCVN3.chars().nth(usize::from(byte - 0xa1)).unwrap_or_default(),
        _ => windows_1252(byte),
    }
}

/// VNI: the character of a byte by itself.
pub fn vni(byte: u8) -> char {
    let lower = byte | 0x20;
    let mut letters = VNI_LETTERS.iter().chain([&VNI_U_HORN]);
    match letters.find(|(own, _)| *own == lower && byte >= 0xc0) {
        Some((_, letter)) => in_case_of(byte, *letter),
        None => windows_1252(byte),
    }
}

/// VNI: the letter made by a vowel and the `mark` after it; `None` if the byte is not a mark for this vowel.
pub fn vni_marked(vowel: char, mark: u8) -> Option<char> {
    let (_, shape, tone) = VNI_MARKS.iter().find(|(own, ..)| mark >= 0xc0 && *own == mark | 0x20)?;
    let parts: String = [vowel, *shape, *tone].into_iter().filter(|part| *part != '\0').collect();
    let whole = composed(&parts);
    let mut letters = whole.chars();
    let letter = letters.next()?;
    letters.next().is_none().then_some(letter)
}

/// The byte of this character in windows-1252 or windows-1258; the two never conflict.
pub fn western_byte(letter: char) -> Option<u8> {
    match letter {
        '\0'..='\u{ff}' => u8::try_from(u32::from(letter)).ok(),
        _ => (0x80..=0xff).find(|&byte| windows_1252(byte) == letter || windows_1258(byte) == letter),
    }
}

fn in_case_of(byte: u8, letter: char) -> char {
    if byte & 0x20 == 0 { capital(letter) } else { letter }
}

/// The capital of a Vietnamese letter with a mark.
fn capital(letter: char) -> char {
    let before = match letter {
        '\u{e0}'..='\u{fe}' => 0x20,
        'ư' | '\u{100}'..='\u{17f}' | 'ơ' | '\u{1ea0}'..='\u{1eff}' => 1,
        _ => 0,
    };
    char::from_u32(u32::from(letter) - before).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All Vietnamese letters with diacritics, in lower case.
    const LETTERS: &str = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ";

    #[test]
    fn windows_1258_equals_that_of_browsers() {
        for byte in 0x80..=0xff {
            let theirs = encoding_rs::WINDOWS_1258.decode_without_bom_handling(&[byte]).0.into_owned();
            assert_eq!(windows_1258(byte).to_string(), theirs, "{byte:x}");
            let theirs = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned();
            assert_eq!(windows_1252(byte).to_string(), theirs, "{byte:x}");
        }
    }

    #[test]
    fn every_letter_has_one_code() {
        let tcvn3: String = (0x80..=0xff).map(tcvn3).collect();
        let mut vni: Vec<char> = (0x80..=0xff).map(vni).collect();
        let vowels = "aeouyAEOUY".chars().chain(vni.clone());
        let marked = vowels.flat_map(|vowel| (0xc0..=0xff).filter_map(move |mark| vni_marked(vowel, mark)));
        vni.extend(marked.collect::<Vec<_>>());
        for letter in LETTERS.chars() {
            assert_eq!(letter.to_uppercase().collect::<String>(), capital(letter).to_string());
            assert_eq!(tcvn3.matches(letter).count(), 1, "{letter}");
            assert!(vni.contains(&letter), "{letter}");
            assert!(vni.contains(&letter.to_uppercase().next().unwrap()), "{letter}");
        }
    }

    #[test]
    fn western_bytes_can_be_restored() {
        for byte in 0x80..=0xff {
            assert_eq!(western_byte(windows_1252(byte)), Some(byte));
            assert_eq!(western_byte(windows_1258(byte)), Some(byte));
        }
        assert_eq!(western_byte('ệ'), None);
    }
}
