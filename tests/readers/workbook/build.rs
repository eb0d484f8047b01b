//! Builds workbooks from literal XML.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook under construction; parts that are not given are as a usual writer makes them.
#[derive(Default)]
pub struct Book {
    properties: String,
    sheets: Vec<(String, String)>,
    strings: Option<String>,
    styles: Option<String>,
}

impl Book {
    /// A workbook with one sheet of this `<sheetData>` content.
    pub fn with(rows: &str) -> Self {
        Self::default().sheet("Trang 1", &worksheet(rows))
    }

    /// Adds a sheet whose part is `xml`.
    pub fn sheet(mut self, name: &str, xml: &str) -> Self {
        self.sheets.push((name.to_owned(), xml.to_owned()));
        self
    }

    /// The `<si>` elements.
    pub fn strings(mut self, items: &str) -> Self {
        self.strings = Some(format!("<sst>{items}</sst>"));
        self
    }

    /// The content of `<styleSheet>`.
    pub fn styles(mut self, content: &str) -> Self {
        self.styles = Some(format!("<styleSheet>{content}</styleSheet>"));
        self
    }

    /// Attributes of `<workbookPr>`.
    pub fn properties(mut self, attributes: &str) -> Self {
        self.properties = attributes.to_owned();
        self
    }

    /// The finished file.
    pub fn bytes(&self) -> Vec<u8> {
        let (mut list, mut links) = (String::new(), String::new());
        for (index, (name, _)) in self.sheets.iter().enumerate() {
            list += &format!("<sheet name='{name}' sheetId='{0}' r:id='rId{0}'/>", index + 1);
            links += &relation(
                &format!("rId{}", index + 1),
                "worksheet",
                &format!("worksheets/sheet{}.xml", index + 1),
            );
        }
        links += &relation("rIdT", "sharedStrings", "sharedStrings.xml");
        links += &relation("rIdS", "styles", "/xl/styles.xml");
        let book = format!(
            "<?xml version='1.0'?><workbook xmlns:r='{OFFICE}'><workbookPr {}/><sheets>{list}</sheets></workbook>",
            self.properties
        );
        let mut parts = vec![
            ("_rels/.rels".to_owned(), relations(&relation("rId1", "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml".to_owned(), book),
            ("xl/_rels/workbook.xml.rels".to_owned(), relations(&links)),
        ];
        parts.extend(self.strings.iter().map(|xml| ("xl/sharedStrings.xml".to_owned(), xml.clone())));
        parts.extend(self.styles.iter().map(|xml| ("xl/styles.xml".to_owned(), xml.clone())));
        let sheets = self.sheets.iter().enumerate();
        parts.extend(
            sheets.map(|(index, (_, xml))| (format!("xl/worksheets/sheet{}.xml", index + 1), xml.clone())),
        );
        zip(parts.iter().map(|(path, xml)| (path.as_str(), xml.as_bytes())))
    }
}

/// A worksheet part with this `<sheetData>` content.
pub fn worksheet(rows: &str) -> String {
    format!("<?xml version='1.0'?><worksheet><sheetData>{rows}</sheetData></worksheet>")
}

/// One `<Relationship>` of a kind of the office document namespace.
pub fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id='{id}' Type='{OFFICE}/{kind}' Target='{target}'/>")
}

/// A list of relations.
pub fn relations(links: &str) -> String {
    format!("<Relationships>{links}</Relationships>")
}

/// A zip of these parts.
pub fn zip<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in parts {
        writer.start_file(path, SimpleFileOptions::default()).expect("a part begun");
        writer.write_all(content).expect("a part written");
    }
    writer.finish().expect("a zip").into_inner()
}
