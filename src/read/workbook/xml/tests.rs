//! Compares the scanner with quick-xml on well-formed parts, and tests it alone on malformed ones.

use super::{Scanner, XmlToken};
use crate::ErrorCode;
use proptest::prelude::*;
use quick_xml::events::Event;

/// Returns its bytes in chunks as small as one byte, as an inflater may.
struct Dribble<'a>(&'a [u8], usize);

impl std::io::Read for Dribble<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let end = self.0.len().min(self.1).min(buffer.len());
        let (now, later) = self.0.split_at(end);
        buffer[..end].copy_from_slice(now);
        self.0 = later;
        Ok(end)
    }
}

fn ours(xml: &str, portion: usize) -> Result<Vec<String>, ErrorCode> {
    let mut source = Dribble(xml.as_bytes(), portion);
    let mut scanner = Scanner::new(&mut source);
    let mut tokens = Vec::new();
    loop {
        tokens.push(match scanner.next().map_err(|error| error.code)? {
            XmlToken::Open(tag) => {
                let attributes =
                    tag.attributes.map(|(name, value)| format!(" {}={}", show(name), show(value)));
                format!(
                    "<{}{}{}>",
                    show(tag.name),
                    attributes.collect::<String>(),
                    if tag.empty { "/" } else { "" }
                )
            }
            XmlToken::Close(name) => format!("</{}>", show(name)),
            XmlToken::Text(text) => format!("text {}", show(text)),
            XmlToken::Verbatim(text) => format!("cdata {}", show(text)),
            XmlToken::End => return Ok(tokens),
        });
    }
}

fn show(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The tokens of quick-xml, with its text and reference events joined like ours.
fn theirs(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut tokens, mut joins) = (Vec::<String>::new(), false);
    let tag = |start: &quick_xml::events::BytesStart<'_>, end| {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            format!(" {}={}", attribute.key.as_ref(), attribute.value)
        });
        format!("<{}{}{end}>", start.local_name().as_ref(), attributes.collect::<String>())
    };
    loop {
        let event = reader.read_event().expect("well-formed");
        let text = match &event {
            Event::Text(text) => Some(text.as_ref().to_owned()),
            Event::GeneralRef(name) => Some(format!("&{};", name.as_ref())),
            _ => None,
        };
        match (text, tokens.last_mut()) {
            (Some(text), Some(last)) if joins => last.push_str(&text),
            (Some(text), _) => tokens.push(format!("text {text}")),
            (None, _) => (),
        }
        joins = matches!(event, Event::Text(_) | Event::GeneralRef(_));
        match event {
            Event::Start(start) => tokens.push(tag(&start, "")),
            Event::Empty(start) => tokens.push(tag(&start, "/")),
            Event::End(end) => tokens.push(format!("</{}>", end.local_name().as_ref())),
            Event::CData(text) => tokens.push(format!("cdata {}", text.as_ref())),
            Event::Eof => return tokens,
            _ => (),
        }
    }
}

/// A well-formed element: names with and without prefix, both kinds of quotes, all kinds of content.
fn element() -> impl Strategy<Value = String> {
    let attributes = prop::collection::vec(
        prop_oneof![" r ?= ?'[^<&']{0,9}'", "\\n[st] = \"[^<&\"]{0,5}\"", " x:id='&amp;&#9;'"],
        0..3,
    )
    .prop_map(|mut list| {
        list.sort();
        list.dedup_by_key(|attribute| attribute.trim_start().chars().next());
        list.concat()
    });
    let leaf = prop_oneof![
        "[^<&\r]{0,12}",
        "&(amp|lt|#65|#xE1);",
        "<!--[ a<>'\"]{0,9}-->",
        "<!\\[CDATA\\[[^\\]]{0,9}\\]\\]>",
        "<\\?p [a<>]{0,5}\\?>",
    ];
    let wrap = move |inner: BoxedStrategy<String>| {
        (prop_oneof!["[a-z]{1,5}", "x:[a-z]{1,5}"], attributes.clone(), prop::collection::vec(inner, 0..4))
            .prop_map(|(name, attributes, inner)| match inner.is_empty() {
                true => format!("<{name}{attributes} />"),
                false => format!("<{name}{attributes}>{}</{name}>", inner.concat()),
            })
    };
    let nested = wrap.clone();
    wrap(leaf.boxed().prop_recursive(3, 20, 4, move |inner| nested(inner).boxed()).boxed())
}

proptest! {
    #[test]
    fn tokens_equal_those_of_quick_xml(xml in element(), portion in 1..9_usize) {
        prop_assert_eq!(ours(&xml, portion), Ok(theirs(&xml)));
    }
}

#[test]
fn truncated_parts_are_damaged() {
    for xml in
        ["<a", "<a>", "<a b='>", "</a>", "<a/><!--", "<a/>x", "<a/><", "<!DOCTYPE a><a/>", "<a></a></a>"]
    {
        assert_eq!(ours(xml, 3), Err(ErrorCode::DamagedFile), "{xml}");
    }
}

#[test]
fn a_token_longer_than_the_window_is_whole() {
    let text = "ộ".repeat(100_000);
    let tokens = ours(&format!("<a>{text}</a>"), 1_000);
    assert_eq!(tokens, Ok(vec!["<a>".to_owned(), format!("text {text}"), "</a>".to_owned()]));
}
