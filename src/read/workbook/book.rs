//! The table of contents: which part is the workbook, its sheets in tab order, and the parts that all sheets
//! share. Paths may be relative or absolute, with any prefixes and namespaces (transitional, strict).

use super::package::Package;
use super::text::attribute;
use super::xml::{Scanner, XmlAttributes, XmlToken, local};
use crate::read::{Epoch, limits};
use crate::{Error, ErrorCode};

/// Contents of a workbook.
pub struct Book {
    /// Worksheets in workbook order, including hidden ones; sheets of other kinds are left out.
    pub sheets: Vec<Sheet>,
    /// Epoch of its date serials.
    pub epoch: Epoch,
    /// Path of the shared strings, if any.
    pub strings: Option<String>,
    /// Path of the cell formats, if any.
    pub styles: Option<String>,
}

/// One sheet.
pub struct Sheet {
    /// Name on the tab.
    pub name: String,
    /// Path of its part; `None` if the workbook names a sheet that it does not contain.
    pub path: Option<String>,
    /// The workbook hides it.
    pub hidden: bool,
}

/// A link from one part to another.
pub struct Relation {
    /// Id by which the part's XML or records refer to it.
    pub id: String,
    /// Last segment of its type: "worksheet", "styles" …
    pub kind: String,
    /// Path of the target part.
    pub path: String,
}

/// Contents of workbook.xml.
#[derive(Default)]
struct WorkbookXml {
    epoch: Epoch,
    sheets: Vec<SheetEntry>,
}

/// A sheet as workbook.xml lists it.
struct SheetEntry {
    name: String,
    /// Id of the relation to its part.
    relation: String,
    hidden: bool,
}

/// Reads the contents. A zip without a workbook, or with a binary one (.xlsb), is an unsupported format.
pub fn read(package: &Package<'_>) -> Result<Book, Error> {
    let path = main_part(package)?;
    let contents = package.read(&path, contents)?.ok_or(ErrorCode::UnsupportedFormat)?;
    let relations = relations(package, &path)?;
    let shared = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|r| r.path.clone());
    let (strings, styles) = (shared("sharedStrings"), shared("styles"));
    let mut sheets = Vec::new();
    for SheetEntry { name, relation, hidden } in contents.sheets {
        let relation = relations.iter().find(|found| found.id == relation);
        // Chart, dialog and macro sheets hold no rows.
        if relation.is_none_or(|relation| relation.kind == "worksheet") {
            sheets.push(Sheet { name, path: relation.map(|relation| relation.path.clone()), hidden });
        }
    }
    Ok(Book { sheets, epoch: contents.epoch, strings, styles })
}

fn main_part(package: &Package<'_>) -> Result<String, Error> {
    let relations = relations(package, "")?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    let path = main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.path);
    if path.to_ascii_lowercase().ends_with(".bin") {
        return Err(ErrorCode::UnsupportedFormat.into());
    }
    Ok(path)
}

/// Only the workbook's own elements count: since 2016, Excel writes a second `workbookPr` in the extensions.
fn contents(part: &mut Scanner<'_>) -> Result<WorkbookXml, Error> {
    let (mut contents, mut own) = (WorkbookXml::default(), None);
    loop {
        let tag = match part.next()? {
            XmlToken::Open(tag) => tag,
            XmlToken::End if own.is_none() => return Err(ErrorCode::DamagedFile.into()),
            XmlToken::End => return Ok(contents),
            _ => continue,
        };
        if own.get_or_insert_with(|| tag.prefix.to_vec()) != tag.prefix {
            continue;
        }
        match (tag.level, tag.name) {
            (0, b"workbook") => (),
            (0, _) => return Err(ErrorCode::UnsupportedFormat.into()),
            (1, b"workbookPr") => contents.epoch = epoch(tag.attributes),
            (2, b"sheet") => {
                let sheet = sheet(tag.attributes).ok_or(ErrorCode::DamagedFile)?;
                push(sheet, &mut contents.sheets, limits::SHEETS)?;
            }
            _ => (),
        }
    }
}

fn epoch(attributes: XmlAttributes<'_>) -> Epoch {
    match attributes.get(b"date1904") {
        Some(b"1" | b"true" | b"on") => Epoch::Y1904,
        _ => Epoch::Y1900,
    }
}

/// The writer may choose any prefix for the relation's id, but there is always one, unlike for `sheetId`.
fn sheet(mut attributes: XmlAttributes<'_>) -> Option<SheetEntry> {
    let name = attribute(attributes.get(b"name")?)?;
    let hidden = matches!(attributes.get(b"state"), Some(b"hidden" | b"veryHidden"));
    let (_, id) = attributes.find(|(name, _)| name.contains(&b':') && local(name) == b"id")?;
    Some(SheetEntry { name, relation: attribute(id)?, hidden })
}

fn push<T>(item: T, items: &mut Vec<T>, most: usize) -> Result<(), Error> {
    if items.len() >= most {
        return Err(ErrorCode::TooLarge.into());
    }
    items.push(item);
    Ok(())
}

/// Relations of the part at `path` ("" for those of the whole package); empty if it has no list of relations.
pub fn relations(package: &Package<'_>, path: &str) -> Result<Vec<Relation>, Error> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let list = resolve(folder, &format!("_rels/{name}.rels"));
    let relations = package.read(&list, |part| {
        let mut relations = Vec::new();
        loop {
            match part.next()? {
                XmlToken::Open(tag) if tag.name == b"Relationship" => {
                    let relation = relation(folder, tag.attributes).ok_or(ErrorCode::DamagedFile)?;
                    push(relation, &mut relations, limits::RELATIONS)?;
                }
                XmlToken::End => return Ok(relations),
                _ => (),
            }
        }
    })?;
    Ok(relations.unwrap_or_default())
}

fn relation(folder: &str, attributes: XmlAttributes<'_>) -> Option<Relation> {
    let value = |name: &[u8]| attribute(attributes.get(name)?);
    let kind = value(b"Type")?;
    let kind = kind.rsplit_once('/').map_or(kind.as_str(), |(_, last)| last).to_owned();
    Some(Relation { id: value(b"Id")?, kind, path: resolve(folder, &value(b"Target")?) })
}

/// The path of `target` as written in a part of `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let base = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for segment in base.split('/').chain(target.split('/')) {
        match segment {
            "" | "." => (),
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.join("/")
}
