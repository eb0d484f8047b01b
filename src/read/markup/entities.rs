//! References to characters: numbers, and the names that web pages of Vietnamese text use. Others stay as written.

use crate::text::legacy::windows_1252;

/// Names of U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";
/// Other names.
const NAMES: [(&str, char); 21] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("Abreve", 'Ă'),
    ("abreve", 'ă'),
    ("Dstrok", 'Đ'),
    ("dstrok", 'đ'),
    ("Itilde", 'Ĩ'),
    ("itilde", 'ĩ'),
    ("Utilde", 'Ũ'),
    ("utilde", 'ũ'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("bull", '•'),
];
/// The longest reference there is, with its `;`.
const LONGEST: usize = 12;

/// Appends text to `out`, its references resolved.
pub fn append(mut text: &[u8], out: &mut Vec<u8>) {
    while let Some(at) = text.iter().position(|byte| *byte == b'&') {
        let (plain, rest) = text.split_at_checked(at).unwrap_or_default();
        out.extend_from_slice(plain);
        let (letter, length) = reference(rest).unwrap_or(('&', 1));
        out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        text = rest.get(length..).unwrap_or_default();
    }
    out.extend_from_slice(text);
}

/// The character that a reference stands for, and the reference's length.
fn reference(text: &[u8]) -> Option<(char, usize)> {
    let end = text.iter().take(LONGEST).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(text.get(1..end)?).ok()?;
    let letter = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => named(name)?,
    };
    Some((letter, end + 1))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        // Programs that think in windows-1252 count so, and browsers know it.
        0x80..=0x9f => u8::try_from(code).ok().map(windows_1252),
        _ => char::from_u32(code).filter(|letter| *letter != '\0'),
    }
}

fn named(name: &str) -> Option<char> {
    let latin = || LATIN.split_whitespace().zip('\u{a0}'..='\u{ff}').find(|(known, _)| *known == name);
    let other = NAMES.iter().find(|(known, _)| *known == name);
    other.map(|(_, letter)| *letter).or_else(|| latin().map(|(_, letter)| letter))
}

#[cfg(test)]
mod tests {
    use super::append;

    #[test]
    fn references_are_resolved_once() {
        let cases = [
            ("h&#7891; s&#x1A1;", "hồ sơ"),
            ("M&atilde; s&ocirc;&nbsp;&yuml;", "Mã sô\u{a0}ÿ"),
            ("&amp;lt; &lol9; a&b; &", "&lt; &lol9; a&b; &"),
            ("&#150;&#0;&#xD800;", "–&#0;&#xD800;"),
        ];
        for (text, expected) in cases {
            let mut out = Vec::new();
            append(text.as_bytes(), &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{text}");
        }
    }
}
