//! Finds the tables in a JSON text.

use super::parser::{JsonKind, Parser, Scalar, inside};
use super::rows::{Region, Rows};
use crate::Error;

/// Members that describe columns and hold no rows.
const ABOUT: [&[u8]; 8] =
    [b"columns", b"cols", b"fields", b"headers", b"header", b"schema", b"meta", b"metadata"];
/// Members of a column description that give its name, best first.
const NAMES: [&str; 9] =
    ["title", "label", "header", "headerName", "display_name", "caption", "text", "name", "data"];
/// A key that contains one of these, or non-ASCII letters, is a person's wording, not a program's identifier.
const NAMED: [&[u8]; 2] = [b" ", b"\\u"];
/// Objects side by side in an object need at least this many members to be rows.
const MEMBERS: usize = 3;

/// How a table is stored.
#[derive(Debug)]
pub enum JsonLayout<'a> {
    /// Row by row.
    Rows(Rows<'a>),
    /// Column by column: names, and the arrays or objects of their values.
    Columns(Vec<Member<'a>>),
}

/// A key, still escaped, and the text of its value.
pub type Member<'a> = (&'a [u8], &'a [u8]);

/// Finds the tables of a text.
pub fn of(text: &[u8]) -> Result<Vec<JsonLayout<'_>>, Error> {
    if is_lines(text) {
        return Ok(vec![rows("ndjson", b"", regions(text, true)?)]);
    }
    let values = values(text)?;
    match values.as_slice() {
        [object] if object.starts_with(b"{") => within(object),
        [array] => Ok(vec![rows("json", b"", regions(inside(array), false)?)]),
        _ => Ok(vec![rows("ndjson", b"", regions(text, false)?)]),
    }
}

fn rows<'a>(format: &'static str, name: &'a [u8], regions: Vec<Region<'a>>) -> JsonLayout<'a> {
    JsonLayout::Rows(Rows { format, name, head: Vec::new(), regions })
}

/// True if each line holds complete values: the first line does, or it is broken and the next two do.
fn is_lines(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let (first, second) = (lines.next(), text.contains(&b'\n').then(|| lines.next()).flatten());
    let whole = |line: Option<&[u8]>| line.is_some_and(is_whole);
    second.is_some() && (whole(first) || (whole(second) && whole(lines.next())))
}

/// True if a line is one object or array with nothing after it, not even a comma.
fn is_whole(line: &[u8]) -> bool {
    let mut parser = Parser::new(line);
    matches!(parser.kind(), Some(JsonKind::Object | JsonKind::Array))
        && parser.skip_value().is_ok()
        && parser.peek().is_none()
}

/// The values of a text or array, whatever separates them.
fn values(text: &[u8]) -> Result<Vec<&[u8]>, Error> {
    let (mut parser, mut values) = (Parser::of_whole(text), Vec::new());
    while parser.kind().is_some() {
        values.push(parser.value()?);
    }
    Ok(values)
}

/// The regions of a list: usually the list itself. If its first item is a list of objects, or its second
/// (after an object that describes it), every such list is a region.
fn regions(list: &[u8], lines: bool) -> Result<Vec<Region<'_>>, Error> {
    let whole = Region { text: list, lines, ..Region::default() };
    let mut parser = Parser::new(list);
    let mut is_list =
        || parser.value().is_ok_and(|item| is_array(item) && first_of(item) == Some(JsonKind::Object));
    if !is_list() && !is_list() {
        return Ok(vec![whole]);
    }
    // A broken line among lists is read with the rest, and reported there.
    let Ok(items) = values(list) else { return Ok(vec![whole]) };
    let region = |item| {
        let text =
            if first_of(item) == Some(JsonKind::Object) && is_array(item) { inside(item) } else { item };
        Region { text, ..Region::default() }
    };
    Ok(items.into_iter().map(region).collect())
}

/// Kind of the first item of an array, or of the first value of an object.
fn first_of(container: &[u8]) -> Option<JsonKind> {
    let mut parser = Parser::new(inside(container));
    if container.starts_with(b"{") {
        parser.key().ok()?;
    }
    parser.kind()
}

fn is_array(value: &[u8]) -> bool {
    value.starts_with(b"[")
}

/// The members of an object.
pub fn members(object: &[u8]) -> Result<Vec<Member<'_>>, Error> {
    let (mut parser, mut members) = (Parser::new(inside(object)), Vec::new());
    while parser.kind().is_some() {
        let key = parser.key()?;
        members.push((key, parser.value()?));
    }
    Ok(members)
}

/// The tables inside a text's only object; the object itself if it holds no table.
fn within(object: &[u8]) -> Result<Vec<JsonLayout<'_>>, Error> {
    let mut found = Vec::new();
    find(object, &mut found)?;
    if found.is_empty() {
        found.push(rows("json", b"", vec![Region { text: object, ..Region::default() }]));
    }
    Ok(found)
}

/// Finds the tables in an object and in the objects inside it.
fn find<'a>(object: &'a [u8], found: &mut Vec<JsonLayout<'a>>) -> Result<(), Error> {
    let members = members(object)?;
    let before = found.len();
    lists(&members, found)?;
    if found.len() == before
        && let Some(layout) = of_members(&members, object)?
    {
        found.push(layout);
        return Ok(());
    }
    let objects = members.iter().filter(|(key, value)| value.starts_with(b"{") && !is_about(key));
    objects.map(|(_, value)| value).try_for_each(|value| find(value, found))
}

fn is_about(key: &[u8]) -> bool {
    ABOUT.iter().any(|about| key.eq_ignore_ascii_case(about))
}

/// Finds the lists of objects or arrays among the members. Lists whose objects start with the same key form
/// one table, and so do lists under names (see [`is_name`]) whose objects have most keys in common. Rows of a
/// list under a name carry that name.
fn lists<'a>(members: &[Member<'a>], found: &mut Vec<JsonLayout<'a>>) -> Result<(), Error> {
    let is_list =
        |value: &[u8]| is_array(value) && matches!(first_of(value), Some(JsonKind::Object | JsonKind::Array));
    let mut lists: Vec<_> = members.iter().filter(|(key, value)| !is_about(key) && is_list(value)).collect();
    let described = lists.iter().filter(|(_, list)| first_key(list).is_none());
    let heads: Vec<_> = described.map(|(_, list)| head(members, list)).collect::<Result<_, _>>()?;
    lists.retain(|(_, list)| !heads.iter().any(|(written, _)| written == list));
    while let Some((name, first)) = lists.first().copied().copied() {
        let shape = first_key(first);
        let keys = if is_name(name) { first_keys(first) } else { Vec::new() };
        let alike = |(key, value): &Member<'_>| {
            let same = shape.is_some() && first_key(value) == shape;
            same || is_name(key) && has_most(&keys, &first_keys(value))
        };
        let (own, others): (Vec<&Member<'a>>, Vec<&Member<'a>>) =
            lists.into_iter().partition(|member| std::ptr::eq(member.1, first) || alike(member));
        let mut all = Vec::new();
        for (key, list) in own {
            let under = if shape.is_some() && is_name(key) { *key } else { b"".as_slice() };
            all.extend(regions(inside(list), false)?.into_iter().map(|region| Region { under, ..region }));
        }
        lists = others;
        let head = if shape.is_none() { head(members, first)?.1 } else { Vec::new() };
        found.push(JsonLayout::Rows(Rows { format: "json", name, head, regions: all }));
    }
    Ok(())
}

/// The first key of a list's first object.
fn first_key(list: &[u8]) -> Option<&[u8]> {
    let mut parser = Parser::new(inside(list));
    let object = parser.value().ok().filter(|value| value.starts_with(b"{"))?;
    Parser::new(inside(object)).key().ok()
}

/// The keys of a list's first object.
fn first_keys(list: &[u8]) -> Vec<&[u8]> {
    let object = Parser::new(inside(list)).value().ok().filter(|value| value.starts_with(b"{"));
    let members = object.and_then(|object| members(object).ok()).unwrap_or_default();
    members.into_iter().map(|(key, _)| key).collect()
}

/// True if more than half of the keys of the shorter list are in the other one.
fn has_most(some: &[&[u8]], others: &[&[u8]]) -> bool {
    let common = some.iter().filter(|key| others.contains(key)).count();
    common * 2 > some.len().min(others.len())
}

fn is_name(key: &[u8]) -> bool {
    !key.is_ascii() || NAMED.iter().any(|mark| key.windows(mark.len()).any(|at| at == *mark))
}

/// The array that names the columns of a list of arrays, and these names: as many as the list's first row has
/// cells.
fn head<'a>(members: &[Member<'a>], list: &'a [u8]) -> Result<(&'a [u8], Vec<&'a [u8]>), Error> {
    let width = values(Parser::new(inside(list)).value().map(inside)?)?.len();
    let named = members.iter().filter(|(key, _)| is_about(key));
    let others = members.iter().filter(|(key, _)| !is_about(key));
    for (_, value) in named.chain(others).filter(|(_, value)| is_array(value) && *value != list) {
        let names: Option<Vec<_>> = values(inside(value))?.into_iter().map(name).collect();
        if let Some(names) = names.filter(|names| names.len() == width) {
            return Ok((value, names));
        }
    }
    Ok(Default::default())
}

/// A column's name, still escaped: a string, or the member of an object that names it.
fn name(value: &[u8]) -> Option<&[u8]> {
    if value.starts_with(b"{") {
        let members = members(value).ok()?;
        let of = |name: &str| members.iter().find(|(key, _)| *key == name.as_bytes()).map(|member| member.1);
        return NAMES.into_iter().filter_map(of).find_map(name);
    }
    match Parser::new(value).scalar() {
        Ok(Scalar::Plain(text) | Scalar::Text(text)) => Some(text),
        _ => None,
    }
}

/// A table whose columns, or whose rows, are the members of an object.
fn of_members<'a>(members: &[Member<'a>], object: &'a [u8]) -> Result<Option<JsonLayout<'a>>, Error> {
    let of_scalars = |value: &[u8]| first_of(value) == Some(JsonKind::Scalar);
    let columns = |is_column: &dyn Fn(&[u8]) -> bool| {
        let columns: Vec<_> = members.iter().copied().filter(|(_, value)| is_column(value)).collect();
        (columns.len() > 1 && columns.len() * 2 > members.len()).then_some(JsonLayout::Columns(columns))
    };
    if let Some(found) = columns(&|value| is_array(value) && of_scalars(value)) {
        return Ok(Some(found));
    }
    if let Some(found) = columns(&|value| value.starts_with(b"{") && of_scalars(value) && has_numbers(value))
    {
        return Ok(Some(found));
    }
    are_rows(members).map(|are| {
        are.then(|| {
            let keyed = !members.iter().all(|(key, _)| is_number(key));
            rows("json", b"", vec![Region { text: inside(object), keyed, ..Region::default() }])
        })
    })
}

/// True if every member is an object of several members, all with the same first key.
fn are_rows(all: &[Member<'_>]) -> Result<bool, Error> {
    let key = |value| Parser::new(inside(value)).key().ok();
    let first = all.first().and_then(|(_, value)| key(value));
    let alike = all.iter().all(|(_, value)| value.starts_with(b"{") && key(value) == first);
    let Some((_, value)) = all.first().filter(|_| alike && first.is_some()) else { return Ok(false) };
    let wide = members(value)?.len() >= MEMBERS;
    Ok(wide && (all.len() > 1 || all.iter().all(|(key, _)| is_number(key))))
}

fn has_numbers(object: &[u8]) -> bool {
    Parser::new(inside(object)).key().is_ok_and(is_number)
}

fn is_number(key: &[u8]) -> bool {
    !key.is_empty() && key.iter().all(u8::is_ascii_digit)
}
