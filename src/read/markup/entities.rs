//! Character references: numbers, and the names used in web pages with Vietnamese text. Other names stay as
//! written.

use crate::text::legacy::windows_1252;

/// Names of U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";
/// Other names.
const NAMES: [(&str, char); 19] = [
    ("euro", '€'),
    ("trade", '™'),
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
/// Letters of the longest name, and digits of the longest number.
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

/// The character of a reference, and the reference's length. Numbers, and the oldest HTML names, do not need
/// a `;`.
fn reference(text: &[u8]) -> Option<(char, usize)> {
    if let [b'&', b'#', number @ ..] = text {
        let (letter, length) = numbered(number)?;
        return Some((letter, 2 + length + usize::from(number.get(length) == Some(&b';'))));
    }
    let length = text.iter().skip(1).take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = std::str::from_utf8(text.get(1..=length)?).ok()?;
    if text.get(length + 1) == Some(&b';')
        && let Some(letter) = named(name)
    {
        return Some((letter, length + 2));
    }
    let bare = (2..=length).rev().filter_map(|end| Some((latin(name.get(..end)?)?, end + 1)));
    bare.take(1).next()
}

/// The character of a number, and the number's length.
fn numbered(text: &[u8]) -> Option<(char, usize)> {
    let (radix, mark) = if matches!(text, [b'x' | b'X', ..]) { (16, 1) } else { (10, 0) };
    let digits = text.get(mark..)?.iter().take(LONGEST).take_while(|byte| char::from(**byte).is_digit(radix));
    let end = mark + digits.count();
    let code = u32::from_str_radix(std::str::from_utf8(text.get(mark..end)?).ok()?, radix).ok()?;
    let letter = match code {
        // Some programs write windows-1252 codes here, and browsers accept them.
        0x80..=0x9f => u8::try_from(code).ok().map(windows_1252),
        _ => char::from_u32(code).filter(|letter| *letter != '\0'),
    };
    Some((letter?, end))
}

/// The character of a name that does not need a `;`.
fn latin(name: &str) -> Option<char> {
    let letters = LATIN.split_whitespace().zip('\u{a0}'..='\u{ff}');
    let signs = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("AMP", '&'),
        ("LT", '<'),
        ("GT", '>'),
        ("QUOT", '"'),
    ];
    signs.into_iter().chain(letters).find(|(known, _)| *known == name).map(|(_, letter)| letter)
}

fn named(name: &str) -> Option<char> {
    let other = NAMES.iter().find(|(known, _)| *known == name);
    other.map(|(_, letter)| *letter).or_else(|| latin(name))
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
            ("x&atilde A&nbsp&nbsp;", "xã A\u{a0}\u{a0}"),
            ("h&#7891 s&#x1A1.", "hồ sơ."),
            ("&notit; &ampamp; &abreve x &dstrok", "¬it; &amp; &abreve x &dstrok"),
            ("&#; &#x; &; &&lt", "&#; &#x; &; &<"),
        ];
        for (text, expected) in cases {
            let mut out = Vec::new();
            append(text.as_bytes(), &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{text}");
        }
    }
}
