//! Decodes bytes of any encoding to UTF-8, in chunks of any size: a character cut by a chunk's end is kept
//! for the next chunk.

use super::names::Encoding;
use crate::text::legacy::{tcvn3, vni, vni_marked, western_byte, windows_1258};
use std::mem::take;

/// Decoder of one file.
#[derive(Debug)]
pub struct Decoder {
    encoding: Encoding,
    misread: bool,
    /// Characters of the bytes from 0x80 on, in encodings with one byte per character.
    upper: Vec<char>,
    /// Bytes of an incomplete character, before and after a misreading is undone.
    cut: Vec<u8>,
    /// The vowel that VNI marks may follow.
    vowel: Option<char>,
    /// Bytes as they were before they were misread.
    before: Vec<u8>,
}

impl Decoder {
    /// A decoder at the start of a file.
    pub fn new(encoding: Encoding) -> Self {
        let (encoding, misread) = encoding.beneath();
        let letter = match encoding {
            Encoding::Tcvn3 => tcvn3,
            Encoding::Vni => vni,
            _ => windows_1258,
        };
        let upper = (0x80..=0xff).map(letter).collect();
        Self { encoding, misread, upper, cut: Vec::new(), vowel: None, before: Vec::new() }
    }

    /// Appends the decoded `bytes`; `last` if the file ends with them.
    pub fn decode(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        if self.misread {
            let mut before = take(&mut self.before);
            before.clear();
            self.undo(bytes, last, &mut before);
            self.plain(&before, last, out);
            self.before = before;
        } else {
            self.plain(bytes, last, out);
        }
    }

    fn plain(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        match self.encoding {
            Encoding::Utf16Le => self.utf16(bytes, last, u16::from_le_bytes, out),
            Encoding::Utf16Be => self.utf16(bytes, last, u16::from_be_bytes, out),
            Encoding::Vni => self.vni(bytes, last, out),
            Encoding::Tcvn3 | Encoding::Windows1258 => {
                bytes.iter().for_each(|&byte| push(self.letter(byte), out));
            }
            _ => out.extend_from_slice(bytes),
        }
    }

    fn letter(&self, byte: u8) -> char {
        let upper = byte.checked_sub(0x80).and_then(|index| self.upper.get(usize::from(index)));
        upper.copied().unwrap_or(char::from(byte))
    }

    fn utf16(&mut self, bytes: &[u8], last: bool, unit: fn([u8; 2]) -> u16, out: &mut Vec<u8>) {
        let mut held = take(&mut self.cut);
        held.extend_from_slice(bytes);
        let mut whole = held.len() - held.len() % 2;
        let ends = held.get(..whole).and_then(<[u8]>::last_chunk).map(|end| unit(*end));
        if !last && ends.is_some_and(|unit| (0xd800..0xdc00).contains(&unit)) {
            whole -= 2;
        }
        let (pairs, rest) = held.split_at_checked(whole).unwrap_or_default();
        let units = pairs.chunks_exact(2).filter_map(|pair| pair.first_chunk()).map(|pair| unit(*pair));
        char::decode_utf16(units).for_each(|letter| push(letter.unwrap_or(char::REPLACEMENT_CHARACTER), out));
        self.cut = rest.to_vec();
    }

    fn vni(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        for &byte in bytes {
            if let Some(vowel) = self.vowel.take() {
                if let Some(marked) = vni_marked(vowel, byte) {
                    push(marked, out);
                    continue;
                }
                push(vowel, out);
            }
            match self.letter(byte) {
                vowel @ ('a' | 'e' | 'o' | 'u' | 'y' | 'A' | 'E' | 'O' | 'U' | 'Y' | 'ơ' | 'ư' | 'Ơ'
                | 'Ư') => {
                    self.vowel = Some(vowel);
                }
                letter => push(letter, out),
            }
        }
        if last && let Some(vowel) = self.vowel.take() {
            push(vowel, out);
        }
    }

    /// Turns each character back into the byte that it was made from.
    fn undo(&mut self, bytes: &[u8], last: bool, out: &mut Vec<u8>) {
        let mut held = take(&mut self.cut);
        held.extend_from_slice(bytes);
        let mut rest = held.as_slice();
        while !rest.is_empty() {
            let (valid, flaw) = match std::str::from_utf8(rest) {
                Ok(_) => (rest.len(), 0),
                Err(error) => (error.valid_up_to(), error.error_len().unwrap_or(0)),
            };
            let (text, after) = rest.split_at_checked(valid).unwrap_or_default();
            std::str::from_utf8(text).unwrap_or_default().chars().for_each(|letter| undo(letter, out));
            let flaw = if flaw == 0 && last { after.len() } else { flaw };
            out.extend_from_slice(after.get(..flaw).unwrap_or_default());
            rest = after.get(flaw..).unwrap_or_default();
            if flaw == 0 {
                break;
            }
        }
        self.cut = rest.to_vec();
    }
}

fn undo(letter: char, out: &mut Vec<u8>) {
    match western_byte(letter) {
        Some(byte) => out.push(byte),
        None => push(letter, out),
    }
}

fn push(letter: char, out: &mut Vec<u8>) {
    out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn decoded(encoding: Encoding, bytes: &[u8], chunk: usize) -> String {
        let (mut decoder, mut out) = (Decoder::new(encoding), Vec::new());
        bytes.chunks(chunk.max(1)).for_each(|bytes| decoder.decode(bytes, false, &mut out));
        decoder.decode(b"", true, &mut out);
        String::from_utf8_lossy(&out).nfc().collect()
    }

    #[test]
    fn the_same_words_in_each_encoding() {
        // Worked out by hand from the tables published for Windows and the fonts.
        let utf16: Vec<u8> = "hồ sơ đã trả".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(Encoding, &[u8]); 7] = [
            (Encoding::Utf16Le, &utf16),
            (Encoding::Windows1258, b"h\xf4\xcc s\xf5 \xf0a\xde tra\xd2"),
            (Encoding::Tcvn3, b"h\xe5 s\xac \xae\xb7 tr\xb6"),
            (Encoding::Vni, b"ho\xe0 s\xf4 \xf1a\xf5 tra\xfb"),
            (Encoding::Misread, "há»“ sÆ¡ Ä‘Ã£ tráº£".as_bytes()),
            (Encoding::MisreadTcvn3, "hå s¬ ®· tr¶".as_bytes()),
            (Encoding::MisreadVni, "hoà sô ñaõ traû".as_bytes()),
        ];
        for (encoding, bytes) in cases {
            for chunk in [1, 2, 3, 100] {
                assert_eq!(decoded(encoding, bytes, chunk), "hồ sơ đã trả", "{encoding:?} by {chunk}");
            }
        }
    }

    #[test]
    fn half_a_pair_is_replaced() {
        assert_eq!(decoded(Encoding::Utf16Be, b"\0a\xd8\0\0b", 1), "a\u{fffd}b");
        assert_eq!(decoded(Encoding::Utf16Be, b"\xd8\x3d\xde\0", 1), "😀");
    }

    proptest! {
        #[test]
        fn chunks_change_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..60), chunk in 1..7_usize) {
            for encoding in Encoding::ALL {
                prop_assert_eq!(decoded(encoding, &bytes, chunk), decoded(encoding, &bytes, 100));
            }
        }
    }
}
