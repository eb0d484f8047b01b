//! CSV as spreadsheet programs open it: byte order mark, RFC 4180, and no cell that could be taken for a formula.

use super::summary::{GroupReport, RateReport, Summary};
use crate::measure::Dimension;

/// One line a group, the total last: keys, counts, and each rate as numerator, denominator and text.
pub fn summary_csv(summary: &Summary) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let dimensions: Vec<Dimension> =
        summary.groups.first().map_or(Vec::new(), |group| group.key.keys().copied().collect());
    line(&mut out, &header(&dimensions, &summary.total));
    for group in &summary.groups {
        line(&mut out, &cells(&dimensions, group));
    }
    line(&mut out, &cells(&dimensions, &summary.total));
    out.into_bytes()
}

fn header(dimensions: &[Dimension], total: &GroupReport) -> Vec<String> {
    let mut header: Vec<_> = dimensions.iter().map(name).collect();
    header.extend(counts(total).into_iter().map(|(name, _)| name));
    for measure in total.measures.keys().map(name) {
        header.extend([measure.clone(), format!("{measure}.num"), format!("{measure}.den")]);
    }
    header
}

fn cells(dimensions: &[Dimension], group: &GroupReport) -> Vec<String> {
    let keys = dimensions.iter().map(|dimension| group.key.get(dimension).cloned().unwrap_or_default());
    let mut cells: Vec<_> = keys.map(|key| defused(&key)).collect();
    cells.extend(counts(group).into_iter().map(|(_, count)| count));
    for rate in group.measures.values() {
        match rate {
            RateReport::Known { num, den, text, .. } => {
                cells.extend([text.clone(), num.to_string(), den.to_string()]);
            }
            RateReport::Unavailable { .. } => cells.extend([String::new(), String::new(), String::new()]),
        }
    }
    cells
}

/// The counts with their names, in their order.
fn counts(group: &GroupReport) -> Vec<(String, String)> {
    match serde_json::to_value(group.counts) {
        Ok(serde_json::Value::Object(counts)) => {
            counts.into_iter().map(|(name, count)| (name, count.to_string())).collect()
        }
        _ => Vec::new(),
    }
}

/// The name that JavaScript knows a thing by.
fn name(thing: &impl serde::Serialize) -> String {
    match serde_json::to_value(thing) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// Text that a spreadsheet program would run is led by an apostrophe (OWASP).
fn defused(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']);
    if runs { format!("'{text}") } else { text.to_owned() }
}

fn line(out: &mut String, cells: &[String]) {
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
