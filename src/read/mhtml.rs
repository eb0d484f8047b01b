//! MHTML ("single file web page"): a mail in which some parts are web pages. It is held in memory, and its
//! pages are read one by one. A page without tables (a frame, a cover) is skipped.

use super::encoding::Encoding;
use super::inflate_budget::{InflateBudget, OpenInner};
use super::label::LabelledSink;
use super::memory::HeldBytes;
use super::{Reader, RowSink, limits};
use crate::{Error, ErrorCode};

/// Bytes of a body that are decoded at once.
const WINDOW: usize = 64 << 10;
/// Nesting depth of parts: alternatives in a related set, rarely more.
const DEPTH: usize = 4;

/// Reader of MHTML.
#[derive(Debug)]
pub struct MhtmlReader {
    bytes: HeldBytes,
    nest: InflateBudget,
    encoding: Option<Encoding>,
    open: OpenInner,
}

/// A part: its headers, and its encoded body.
struct MhtmlPart<'a> {
    headers: &'a [u8],
    body: &'a [u8],
}

impl MhtmlReader {
    /// A reader for a file in `nest`. `open` makes the readers of its pages.
    pub fn new(nest: InflateBudget, encoding: Option<Encoding>, open: OpenInner) -> Self {
        Self { bytes: HeldBytes::new(nest.memory()), nest, encoding, open }
    }

    /// Reads one page; false if it has no table.
    fn page(&self, part: &MhtmlPart<'_>, sink: &mut dyn RowSink) -> Result<bool, Error> {
        let mut reader = (self.open)(self.nest.deeper()?, self.encoding);
        let mut labelled = LabelledSink::with_format(sink, "mhtml");
        let read = part.decode(|piece| reader.push(piece, &mut labelled));
        let read = read.and_then(|()| reader.finish(&mut labelled));
        match read {
            Err(error) if labelled.refused => Err(error),
            Err(Error { code: ErrorCode::NoTable | ErrorCode::EmptyFile, .. }) => Ok(false),
            read => read.map(|()| true),
        }
    }
}

impl Reader for MhtmlReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        self.bytes.append(bytes, limits::CONTAINER_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let bytes = self.bytes.take();
        let (mut pages, mut found) = (Vec::new(), false);
        let mail = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii_start();
        pages_of(MhtmlPart::new(mail), DEPTH, &mut pages)?;
        for page in pages {
            found |= self.page(&page, sink)?;
        }
        if found { Ok(()) } else { Err(ErrorCode::NoTable.into()) }
    }
}

/// Collects all web pages of a part.
fn pages_of<'a>(part: MhtmlPart<'a>, depth: usize, pages: &mut Vec<MhtmlPart<'a>>) -> Result<(), Error> {
    let kind = part.header("content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("text/html") || lower.starts_with("application/xhtml") {
        pages.push(part);
    } else if let Some(boundary) = boundary(&kind).filter(|_| lower.starts_with("multipart/") && depth > 0) {
        parts(part.body, &boundary)?.try_for_each(|part| pages_of(part, depth - 1, pages))?;
    }
    if pages.len() > limits::SHEETS { Err(ErrorCode::TooLarge.into()) } else { Ok(()) }
}

/// The boundary between parts that a "Content-Type" states.
fn boundary(kind: &str) -> Option<String> {
    let at = kind.to_ascii_lowercase().find("boundary=")?;
    let value = kind.get(at + 9..)?.trim_start();
    let text = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split([';', ' ', '\t']).next()?,
    };
    (!text.is_empty()).then(|| format!("--{text}"))
}

/// The parts between the lines that begin with `boundary`. More than [`limits::PARTS`] are an error.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Result<impl Iterator<Item = MhtmlPart<'a>>, Error> {
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
    Ok(spans.filter_map(|(start, end)| body.get(start..end).map(MhtmlPart::new)))
}

impl<'a> MhtmlPart<'a> {
    /// Splits a part at the first empty line, which ends the headers.
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

    /// The value of a header, with its continuation lines joined.
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

    /// Decodes the body and passes it to `take`, piece by piece.
    fn decode(&self, mut take: impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        let coding = self.header("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
        let (mut base64, mut out) = (Base64::default(), Vec::new());
        windows(self.body).try_for_each(|window| {
            out.clear();
            match coding.as_str() {
                "quoted-printable" => quoted_printable(window, &mut out),
                "base64" => base64.decode(window, &mut out),
                _ => return take(window),
            }
            take(&out)
        })
    }
}

/// A body in pieces, each up to the end of a line.
fn windows(mut body: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let line = body.get(WINDOW..).unwrap_or_default().iter().position(|byte| *byte == b'\n');
        let (now, later) = body.split_at(line.map_or(body.len(), |line| WINDOW + line + 1));
        body = later;
        (!now.is_empty()).then_some(now)
    })
}

/// Decodes quoted-printable. Lines may end in blanks that were added in transit.
fn quoted_printable(body: &[u8], out: &mut Vec<u8>) {
    let mut rest = body;
    while let Some((&byte, next)) = rest.split_first() {
        rest = next;
        match (byte, next) {
            (b'=', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(nibble(*high) << 4 | nibble(*low));
                rest = after;
            }
            (b'=', _) => match soft_break(next) {
                Some(after) => rest = after,
                None => out.push(byte),
            },
            _ => out.push(byte),
        }
    }
}

/// What follows a soft line break, which is not part of the text.
fn soft_break(next: &[u8]) -> Option<&[u8]> {
    let blanks = next.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let end = next.get(blanks..)?;
    end.strip_prefix(b"\r\n").or_else(|| end.strip_prefix(b"\n"))
}

fn nibble(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or(0)
}

/// Bits that do not yet make a byte.
#[derive(Debug, Default)]
struct Base64 {
    held: u32,
    bits: u32,
}

impl Base64 {
    fn decode(&mut self, body: &[u8], out: &mut Vec<u8>) {
        for byte in body {
            let sextet = match byte {
                b'A'..=b'Z' => byte - b'A',
                b'a'..=b'z' => byte - b'a' + 26,
                b'0'..=b'9' => byte - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => continue,
            };
            (self.held, self.bits) = (self.held << 6 | u32::from(sextet), self.bits + 6);
            if self.bits >= 8 {
                self.bits -= 8;
                out.push((self.held >> self.bits) as u8);
                self.held &= (1 << self.bits) - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_decoded() {
        let decoded = |coding: &str, body: &[u8]| {
            let headers = format!("Content-Transfer-Encoding: {coding}\r\n");
            let (part, mut out) = (MhtmlPart { headers: headers.as_bytes(), body }, Vec::new());
            part.decode(|piece| {
                out.extend_from_slice(piece);
                Ok(())
            })
            .unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(decoded("Quoted-Printable", b"h=E1=BB=93 s=\r\n=C6=A1= \t\n==zz"), "hồ sơ==zz");
        assert_eq!(decoded("base64", b"aOG7kyBz\r\nxqE="), "hồ sơ");
        let long = "aOG7kyBz\n".repeat(WINDOW / 4);
        assert_eq!(decoded("base64", long.as_bytes()).len(), long.len() / 9 * 6);
        assert_eq!(decoded("8bit", long.as_bytes()), long);
    }

    #[test]
    fn boundaries_are_found() {
        assert_eq!(boundary("multipart/related; boundary=\"a b\"; x").as_deref(), Some("--a b"));
        assert_eq!(boundary("multipart/related; Boundary=ab; x").as_deref(), Some("--ab"));
        assert_eq!(boundary("text/html"), None);
    }
}
