//! MHTML ("single file web page"): a mail of which some parts are web pages. It is held, its pages are read one after
//! the other; a page without tables (a frame, a cover) is passed over.

use super::encoding::Encoding;
use super::label::Labelled;
use super::nest::Nest;
use super::zipped::hold;
use super::{AnyReader, Reader, RowSink, limits};
use crate::{Error, ErrorCode};

/// Parts inside parts: alternatives in a related set, seldom more.
const DEPTH: usize = 4;

/// Reader of MHTML.
#[derive(Debug)]
pub struct MhtmlReader {
    bytes: Vec<u8>,
    nest: Nest,
    encoding: Option<Encoding>,
}

/// A part: its headers, and its body as sent.
struct Part<'a> {
    headers: &'a [u8],
    body: &'a [u8],
}

impl MhtmlReader {
    /// A reader of a file that lies in `nest`.
    pub fn new(nest: Nest, encoding: Option<Encoding>) -> Self {
        Self { bytes: Vec::new(), nest, encoding }
    }

    /// Reads one page; false if it has no table.
    fn page(&self, part: &Part<'_>, sink: &mut dyn RowSink) -> Result<bool, Error> {
        let mut reader = AnyReader::within(self.nest.deeper()?, self.encoding);
        let mut labelled = Labelled::with_format(sink, "mhtml");
        let read = reader.push(&part.decoded(), &mut labelled).and_then(|()| reader.finish(&mut labelled));
        match read {
            Err(error) if labelled.refused => Err(error),
            Err(Error { code: ErrorCode::NoTable | ErrorCode::EmptyFile, .. }) => Ok(false),
            read => read.map(|()| true),
        }
    }
}

impl Reader for MhtmlReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        hold(&mut self.bytes, bytes, limits::CONTAINER_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let bytes = std::mem::take(&mut self.bytes);
        let (mut pages, mut found) = (Vec::new(), false);
        pages_of(Part::new(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)), DEPTH, &mut pages)?;
        for page in pages {
            found |= self.page(&page, sink)?;
        }
        if found { Ok(()) } else { Err(ErrorCode::NoTable.into()) }
    }
}

/// All web pages of a part.
fn pages_of<'a>(part: Part<'a>, depth: usize, pages: &mut Vec<Part<'a>>) -> Result<(), Error> {
    let kind = part.header("content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("text/html") {
        pages.push(part);
    } else if let Some(boundary) = boundary(&kind).filter(|_| lower.starts_with("multipart/") && depth > 0) {
        parts(part.body, &boundary)?.try_for_each(|part| pages_of(part, depth - 1, pages))?;
    }
    if pages.len() > limits::SHEETS { Err(ErrorCode::TooLarge.into()) } else { Ok(()) }
}

/// What a "Content-Type" says stands between parts.
fn boundary(kind: &str) -> Option<String> {
    let at = kind.to_ascii_lowercase().find("boundary=")?;
    let value = kind.get(at + 9..)?.trim_start();
    let text = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split([';', ' ', '\t']).next()?,
    };
    (!text.is_empty()).then(|| format!("--{text}"))
}

/// The parts between the lines that begin with `boundary`; no more than a container's directory may list.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Result<impl Iterator<Item = Part<'a>>, Error> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(boundary.as_bytes()) {
            marks.push((at, at + line.len()));
        }
        if marks.len() > limits::PARTS {
            return Err(ErrorCode::TooLarge.into());
        }
        at += line.len();
    }
    let ends: Vec<usize> = marks.iter().skip(1).map(|(start, _)| *start).chain([body.len()]).collect();
    let spans = marks.into_iter().map(|(_, start)| start).zip(ends);
    Ok(spans.filter_map(|(start, end)| body.get(start..end).map(Part::new)))
}

impl<'a> Part<'a> {
    /// Headers end at the first empty line.
    fn new(bytes: &'a [u8]) -> Self {
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            at += line.len();
            if line.trim_ascii().is_empty() {
                break;
            }
        }
        let (headers, body) = bytes.split_at_checked(at).unwrap_or_default();
        Self { headers, body }
    }

    /// The value of a header, its continued lines joined.
    fn header(&self, name: &str) -> Option<String> {
        let text = String::from_utf8_lossy(self.headers.get(..self.headers.len().min(limits::RECORD_BYTES))?);
        let mut found: Option<String> = None;
        for line in text.lines() {
            match (&mut found, line.split_once(':')) {
                (Some(value), _) if line.starts_with([' ', '\t']) => value.push_str(line),
                (Some(_), _) => break,
                (None, Some((key, value))) if key.trim().eq_ignore_ascii_case(name) => {
                    found = Some(value.trim().to_owned());
                }
                _ => {}
            }
        }
        found
    }

    fn decoded(&self) -> Vec<u8> {
        match self.header("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(self.body),
            "base64" => base64(self.body),
            _ => self.body.to_vec(),
        }
    }
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        match (byte, behind) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => rest = after,
            (b'=', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(nibble(*high) << 4 | nibble(*low));
                rest = after;
            }
            _ => out.push(byte),
        }
    }
    out
}

fn nibble(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or(0)
}

fn base64(body: &[u8]) -> Vec<u8> {
    let sextets = body.iter().filter_map(|byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    });
    let (mut out, mut held, mut bits) = (Vec::with_capacity(body.len() / 4 * 3), 0_u32, 0);
    for sextet in sextets {
        (held, bits) = (held << 6 | u32::from(sextet), bits + 6);
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_decoded() {
        assert_eq!(quoted_printable(b"h=E1=BB=93 s=\r\n=C6=A1=\n==zz"), "hồ sơ==zz".as_bytes());
        assert_eq!(base64("aOG7kyBz\r\nxqE=".as_bytes()), "hồ sơ".as_bytes());
    }

    #[test]
    fn boundaries_are_found() {
        assert_eq!(boundary("multipart/related; boundary=\"a b\"; x").as_deref(), Some("--a b"));
        assert_eq!(boundary("multipart/related; Boundary=ab; x").as_deref(), Some("--ab"));
        assert_eq!(boundary("text/html"), None);
    }
}
