//! The order in which officials list names: Vietnamese letters, numbers as numbers.

use super::{decomposed, lower};

/// Grave, acute, tilde, hook, dot below: they matter only between names that are otherwise equal.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
/// Numbers come after blanks and punctuation, letters after numbers.
const NUMBER: u32 = 1 << 24;
const LETTER: u32 = 1 << 25;
/// Makes đ a separate letter after d, as marks do for ă, â and others.
const BAR: u32 = LETTER | 0x36f;

/// The sort key of a name: first its letters without tones and its numbers, then its letters as written.
pub fn listed(name: &str) -> (Vec<u32>, Vec<char>) {
    let letters = decomposed(&lower(name));
    let mut key: Vec<u32> = Vec::with_capacity(letters.len());
    for &letter in &letters {
        match (letter, key.last_mut()) {
            ('0'..='9', last) => {
                let digit = letter.to_digit(10).unwrap_or_default();
                match last.filter(|last| **last & NUMBER > 0) {
                    Some(number) => {
                        *number = NUMBER | ((*number & (NUMBER - 1)) * 10 + digit).min(NUMBER - 1)
                    }
                    None => key.push(NUMBER | digit),
                }
            }
            ('đ', _) => key.extend([LETTER | u32::from('d'), BAR]),
            (tone, _) if TONES.contains(&tone) => {}
            (other, _) if other.is_alphanumeric() || u32::from(other) > 0x2ff => {
                key.push(LETTER | u32::from(other))
            }
            (other, _) => key.push(u32::from(other)),
        }
    }
    (key, letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_officials_list_them() {
        let listed_names = [
            "",
            "An Bình",
            "Ăn Bình",
            "Dương",
            "Đa Kao",
            "Số 1",
            "Số 2",
            "Số 10",
            "Số 10A",
            "Số 99999999999",
            "Tân Dương",
            "Tân Phú",
            "Tân Phủ",
            "Tân Phú A",
            "Tháp Mười",
            "Xã Hòa An",
            "Xã Hoa Bình",
            "Xã Hòa Bình",
        ];
        let mut sorted = listed_names;
        sorted.reverse();
        sorted.sort_by_key(|name| listed(name));
        assert_eq!(sorted, listed_names);
    }
}
