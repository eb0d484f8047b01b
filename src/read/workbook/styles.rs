//! Which cell formats show a number as a date. A date serial and a plain number are stored alike in a sheet;
//! only the format distinguishes them.

use std::collections::BTreeMap;

use super::package::Package;
use super::text::attribute;
use super::xml::{Scanner, XmlAttributes, XmlToken};
use crate::read::limits;
use crate::{Error, ErrorCode};

/// For each cell format of a workbook, in order, whether it shows dates.
pub fn read(package: &Package<'_>, path: Option<&str>) -> Result<Vec<bool>, Error> {
    let dates = path.map(|path| package.read(path, formats)).transpose()?;
    Ok(dates.flatten().unwrap_or_default())
}

fn formats(part: &mut Scanner<'_>) -> Result<Vec<bool>, Error> {
    let (mut custom, mut dates) = (BTreeMap::new(), Vec::new());
    // `numFmt` also occurs in conditional formats, and `xf` in named styles: only these two lists count.
    let (mut in_codes, mut in_cells) = (false, false);
    loop {
        match part.next()? {
            XmlToken::Open(tag) => match tag.name {
                b"numFmts" => in_codes = !tag.empty,
                b"cellXfs" => in_cells = !tag.empty,
                b"numFmt" if in_codes => custom.extend(code(tag.attributes)),
                b"xf" if in_cells => dates.push(is_date(id(tag.attributes), &custom)),
                _ => (),
            },
            XmlToken::Close(b"numFmts") => in_codes = false,
            XmlToken::Close(b"cellXfs") => in_cells = false,
            XmlToken::End => return Ok(dates),
            _ => (),
        }
        if dates.len().max(custom.len()) > limits::CELL_FORMATS {
            return Err(ErrorCode::TooLarge.into());
        }
    }
}

fn id(attributes: XmlAttributes<'_>) -> Option<u32> {
    std::str::from_utf8(attributes.get(b"numFmtId")?).ok()?.trim().parse().ok()
}

fn code(attributes: XmlAttributes<'_>) -> Option<(u32, bool)> {
    Some((id(attributes)?, shows_date(&attribute(attributes.get(b"formatCode")?)?)))
}

/// A format code defined by the workbook takes precedence over the built-in one (ECMA-376 part 1, 18.8.30,
/// with the East Asian dates of 27-36 and 50-58).
pub fn is_date(id: Option<u32>, custom: &BTreeMap<u32, bool>) -> bool {
    let Some(id) = id else { return false };
    let built_in = matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58);
    custom.get(&id).copied().unwrap_or(built_in)
}

/// True if a format code shows days, months, years, hours or seconds, apart from literals: "quoted",
/// \escaped, _spaced and *filling characters, and `[brackets]` other than elapsed time. A digit placeholder
/// (`#`, `?`) before any of them makes it a number: "#,##0 VND" is often left unquoted.
pub fn shows_date(code: &str) -> bool {
    let mut rest = code.chars();
    while let Some(character) = rest.next() {
        match character.to_ascii_lowercase() {
            '"' => drop(rest.find(|&quote| quote == '"')),
            '\\' | '_' | '*' => drop(rest.next()),
            '[' => {
                let (inside, after) = rest.as_str().split_once(']').unwrap_or((rest.as_str(), ""));
                if is_elapsed(inside) {
                    return true;
                }
                rest = after.chars();
            }
            'd' | 'm' | 'y' | 'h' | 's' => return true,
            '#' | '?' => return false,
            _ => (),
        }
    }
    false
}

/// `h`, `mm`, `ss`: one time letter, repeated.
fn is_elapsed(inside: &str) -> bool {
    let first = inside.bytes().next().map(|letter| letter.to_ascii_lowercase());
    matches!(first, Some(b'h' | b'm' | b's'))
        && inside.bytes().all(|letter| Some(letter.to_ascii_lowercase()) == first)
}

#[cfg(test)]
mod tests {
    use super::shows_date;

    #[test]
    fn codes_of_dates() {
        let codes =
            ["dd/mm/yyyy", "[$-42A]dd\\ mmmm\\ yyyy", "[h]:mm", "[SS]", "\"ngày \"d", "0;d", "h AM/PM"];
        for code in codes {
            assert!(shows_date(code), "{code}");
        }
    }

    #[test]
    fn codes_of_numbers() {
        let codes = [
            "General",
            "0.00",
            "#,##0\\ [$đ-42A]",
            "0\" hồ sơ dd/mm\"",
            "[Red]0",
            "0_d",
            "*s0",
            "\\d0",
            "[hms]0",
            "@",
            "0\"d",
            "[$USD]0",
            "#,##0 VND",
        ];
        for code in codes {
            assert!(!shows_date(code), "{code}");
        }
    }
}
