//! CSV for spreadsheet programs: byte order mark, RFC 4180, and no cell that could be run as a formula.

use super::grid::{OutCell, OutTable};

/// The table as CSV, with its header first.
pub fn csv(grid: OutTable<'_>) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    line(&mut out, &grid.header.into_iter().map(OutCell::Text).collect::<Vec<_>>());
    for row in grid.rows {
        line(&mut out, &row);
    }
    out.into_bytes()
}

fn line(out: &mut String, cells: &[OutCell<'_>]) {
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        let runs = matches!(cell, OutCell::Text(text) if runs(text));
        quoted(out, if runs { "'" } else { "" }, &cell.printed());
    }
    out.push_str("\r\n");
}

/// True for text that a spreadsheet program would run (OWASP, "CSV Injection"); an apostrophe is put before
/// it. Numbers, including negative ones, are not changed.
fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}

fn quoted(out: &mut String, lead: &str, text: &str) {
    if !text.contains([',', '"', '\n', '\r', '\t', ';']) {
        out.push_str(lead);
        return out.push_str(text);
    }
    out.push('"');
    out.push_str(lead);
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}
