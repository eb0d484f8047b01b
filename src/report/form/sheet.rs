//! A form ready to be written: the texts around its table, and its rows.

use super::rows::{FormRow, FormRows};
use super::template::{HeadCell, II06A};
use crate::measure::Span;
use crate::report::printed::dmy;

/// A form, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSheet {
    /// What its rows stand for.
    pub rows_are: FormRows,
    /// First and last day of the period.
    pub period: (i32, i32),
    /// The reporting unit; "" leaves space to write it.
    pub office: String,
    /// The recipient; "" leaves space to write it.
    pub recipient: String,
    /// The place of signing; "" leaves space to write it.
    pub place: String,
    /// Its rows, the total last.
    pub rows: Vec<FormRow>,
    /// Notes on its figures, one sentence each.
    pub notes: Vec<String>,
}

impl FormSheet {
    /// The lines above the table: left, middle, right.
    pub fn head(&self) -> [Vec<String>; 3] {
        let text = |key| II06A.text(key).to_owned();
        let (first, last) = self.period;
        let days = format!("(Từ ngày {} đến ngày {})", dmy(first), dmy(last));
        let period = format!("{} {}", text("period"), period_name(first, last).unwrap_or_default());
        let filled =
            |key, name: &str| format!("{} {}", text(key), if name.is_empty() { "………………" } else { name });
        [
            vec![text("number"), text("issued")],
            vec![text("title"), period.trim_end().to_owned(), days],
            vec![filled("office", &self.office), filled("recipient", &self.recipient)],
        ]
    }

    /// The header of the column of names.
    pub fn key(&self) -> &'static str {
        if self.rows_are == FormRows::Unit {
            "Đơn vị"
        } else {
            "Lĩnh vực, công việc giải quyết theo cấp"
        }
    }

    /// The text of a cell of the header.
    pub fn heading(&self, cell: &HeadCell) -> &'static str {
        if cell.text == "{key}" { self.key() } else { cell.text }
    }

    /// The line for place and date of signing, to be filled in by hand.
    pub fn signed_at(&self) -> String {
        let place = if self.place.is_empty() { "………" } else { &self.place };
        format!("{place}, ngày …… tháng …… năm ………")
    }
}

/// The name of a period: "Quý I năm 2022". `None` if it has no name.
pub fn period_name(first: i32, last: i32) -> Option<String> {
    let is = |span: Span| span.bounds(first) == (first, last);
    let year = Span::Year.key(first);
    let number = |span: Span| {
        span.key(first).get(5..).unwrap_or_default().trim_start_matches(['0', 'Q', 'H']).to_owned()
    };
    let roman = |number: &str| match number {
        "1" => "I",
        "2" => "II",
        "3" => "III",
        _ => "IV",
    };
    if is(Span::Month) {
        return Some(format!("Tháng {} năm {year}", number(Span::Month)));
    }
    if is(Span::Quarter) {
        return Some(format!("Quý {} năm {year}", roman(&number(Span::Quarter))));
    }
    if is(Span::Half) {
        let which = if number(Span::Half) == "1" { "đầu" } else { "cuối" };
        return Some(format!("6 tháng {which} năm {year}"));
    }
    let (begins, ends) = Span::Year.bounds(first);
    let nine =
        first == begins && Span::Quarter.bounds(last).1 == last && Span::Quarter.key(last).ends_with("Q3");
    if nine && Span::Year.bounds(last).0 == begins {
        return Some(format!("9 tháng năm {year}"));
    }
    ((first, last) == (begins, ends)).then(|| format!("Năm {year}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::civil;

    #[test]
    fn periods_by_name() {
        let day = |(month, day)| civil(2022, month, day).unwrap();
        for (first, last, name) in [
            ((3, 1), (3, 31), Some("Tháng 3 năm 2022")),
            ((10, 1), (12, 31), Some("Quý IV năm 2022")),
            ((1, 1), (6, 30), Some("6 tháng đầu năm 2022")),
            ((7, 1), (12, 31), Some("6 tháng cuối năm 2022")),
            ((1, 1), (9, 30), Some("9 tháng năm 2022")),
            ((1, 1), (12, 31), Some("Năm 2022")),
            ((1, 2), (12, 31), None),
            ((4, 1), (9, 30), None),
        ] {
            assert_eq!(period_name(day(first), day(last)).as_deref(), name);
        }
    }
}
