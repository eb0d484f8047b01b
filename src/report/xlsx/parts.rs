//! The parts of a workbook other than cells.

use super::cell::{escape, letters};
use super::style::STYLES;

/// Rows examined for the width of a column.
pub const MEASURED: usize = 100;
/// Most characters of a sheet's name.
const NAME: usize = 31;

/// The beginning of every part.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of sheets and workbooks.
pub const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The name of a table's sheet; `part` counts from 1.
pub fn sheet_name(title: &str, part: usize) -> String {
    let after = if part == 1 { String::new() } else { format!(" ({part})") };
    let fits = NAME.saturating_sub(after.len());
    let named = title.chars().filter(|ch| !"[]:*?/\\'".contains(*ch)).take(fits);
    format!("{}{after}", named.collect::<String>())
}

/// The workbook's defined name for the rows of the first sheet repeated on every printed page.
fn repeated(sheets: &[String], rows: Option<(usize, usize)>) -> String {
    let (Some(sheet), Some((first, last))) = (sheets.first(), rows) else { return String::new() };
    let mut text =
        String::from("<definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'");
    escape(&mut text, sheet);
    format!("{text}'!${first}:${last}</definedName></definedNames>")
}

/// Names and content of all parts except the sheets. Printed pages of the first sheet repeat `rows`.
pub fn of(sheets: &[String], rows: Option<(usize, usize)>) -> [(&'static str, String); 5] {
    let repeated = repeated(sheets, rows);
    let listed = each(sheets, &|at, name| {
        let mut text = String::from("<sheet name=\"");
        escape(&mut text, name);
        format!("{text}\" sheetId=\"{at}\" r:id=\"s{at}\"/>")
    });
    let book = format!(
        "{HEAD}<workbook {MAIN} xmlns:r=\"{RELATIONS}\"><sheets>{listed}</sheets>{repeated}</workbook>"
    );
    let root =
        format!("<Relationship Id=\"w\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    [
        ("[Content_Types].xml", content_types(sheets)),
        ("_rels/.rels", related(&root)),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", book_relations(sheets)),
        ("xl/styles.xml", format!("{HEAD}<styleSheet {MAIN}>{STYLES}</styleSheet>")),
    ]
}

/// The texts of all sheets, by their numbers from 1 and their names.
fn each(sheets: &[String], text: &dyn Fn(usize, &String) -> String) -> String {
    sheets.iter().enumerate().map(|(at, name)| text(at + 1, name)).collect()
}

fn related(inner: &str) -> String {
    format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>")
}

fn content_types(sheets: &[String]) -> String {
    let parts = each(sheets, &|at, _| {
        format!("<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"{TYPE}.worksheet+xml\"/>")
    });
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPE}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPE}.styles+xml\"/>{parts}</Types>"
    )
}

fn book_relations(sheets: &[String]) -> String {
    let relations = each(sheets, &|at, _| {
        format!(
            "<Relationship Id=\"s{at}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        )
    });
    related(&format!(
        "{relations}<Relationship Id=\"st\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>"
    ))
}

/// The widths of a sheet's columns, in characters.
pub fn columns(widths: &[usize]) -> String {
    let column = |(at, width): (usize, &usize)| {
        format!("<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", at + 1)
    };
    widths.iter().enumerate().map(column).collect()
}

/// The XML of a sheet before its rows. The first row and the key columns are frozen.
pub fn sheet_head(keys: usize, widths: &[usize]) -> String {
    let (across, corner, pane) = match keys {
        0 => (String::new(), "A2".to_owned(), "bottomLeft"),
        _ => (format!(" xSplit=\"{keys}\""), format!("{}2", letters(keys)), "bottomRight"),
    };
    let columns = columns(widths);
    format!(
        "{HEAD}<worksheet {MAIN}><sheetViews><sheetView workbookViewId=\"0\">\
         <pane{across} ySplit=\"1\" topLeftCell=\"{corner}\" activePane=\"{pane}\" state=\"frozen\"/></sheetView>\
         </sheetViews><cols>{columns}</cols><sheetData>"
    )
}

/// The XML of a sheet after its rows.
pub fn sheet_foot(filter: Option<&str>) -> String {
    let filter = filter.map_or(String::new(), |filter| format!("<autoFilter ref=\"{filter}\"/>"));
    format!("</sheetData>{filter}</worksheet>")
}
