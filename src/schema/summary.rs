//! Tables of counts instead of dossiers: one row per unit (or field, or procedure). They are recognised by
//! headers that name counts, beside a header that names whose counts they are.

use super::claim::{choose_columns, claims};
use super::column::{Column, is_personal};
use super::figure::Figure;
use super::finding::Finding;
use super::header::{Header, Label, TELLING, best_header};
use super::held::{HeldCell, HeldRow};
use super::lexicon::Lexicon;
use super::mapping::Mapping;
use super::table_schema::{Schema, TableKind};
use crate::order::filled;
use std::collections::BTreeSet;

/// Decides a summary's header and mapping, or takes a remembered mapping. `None` if this is not a summary.
pub fn summary_schema(rows: &[HeldRow], remembered: &[Mapping]) -> Option<Schema> {
    let lexicon = Lexicon::default();
    let header = best_header(rows, |header| score(&assigned(header, &[], &lexicon).0))?;
    let body = rows.get(header.end..).unwrap_or_default();
    let (mut mapping, mut findings) = assigned(&header, body, &lexicon);
    mark_personal(&header, &mut mapping);
    for (index, entry) in mapping.columns.iter_mut().enumerate() {
        entry.figure = entry.figure.filter(|_| holds_counts(body, index));
    }
    let known = remembered
        .iter()
        .rev()
        .find(|known| known.signature == mapping.signature && known.columns.len() == mapping.columns.len());
    if let Some(known) = known {
        (mapping, findings) = (known.clone(), Vec::new());
    }
    let (kind, header_first, body_first) = (TableKind::Summary, header.first, header.end);
    let schema = Schema { kind, header_first, body_first, mapping, findings };
    (score(&schema.mapping) > 0).then_some(schema)
}

/// The mapping by the header's labels. The body decides if several labels name one figure.
fn assigned(header: &Header, body: &[HeldRow], lexicon: &Lexicon) -> (Mapping, Vec<Finding>) {
    let labels = header.labels.get(..TELLING).unwrap_or(&header.labels);
    let mut mapping = Mapping::of(header.labels.iter().map(Label::text));
    let counted = choose_columns(claims(labels, lexicon), body);
    let mut taken = BTreeSet::new();
    for ((entry, label), figure) in mapping.columns.iter_mut().zip(labels).zip(counted.figures) {
        entry.figure = figure;
        entry.column = lexicon.whose(label).filter(|column| figure.is_none() && taken.insert(*column));
    }
    let chosen = counted.chosen.iter().filter_map(|at| labels.get(*at));
    (mapping, chosen.map(|label| Finding::Choice(label.text())).collect())
}

/// Marks the columns that name people.
fn mark_personal(header: &Header, mapping: &mut Mapping) {
    for (entry, label) in mapping.columns.iter_mut().zip(&header.labels) {
        let used = entry.column.is_some() || entry.figure.is_some();
        entry.personal = !used && label.readings().any(|text| is_personal(&text));
    }
}

/// Twice the number of figure columns, plus the columns that say whose they are; 0 if this is not a summary:
/// two counts, a count and a rate, or rates alone.
fn score(mapping: &Mapping) -> usize {
    let figures = || mapping.columns.iter().filter_map(|entry| entry.figure);
    let named_figures: BTreeSet<Figure> = filled(figures());
    let has_count = named_figures.iter().any(|figure| !figure.is_rate());
    let named = |column| mapping.index_of(column).is_some();
    let whose =
        [Column::Unit, Column::Field, Column::Procedure].into_iter().filter(|column| named(*column)).count();
    let needed = if has_count { 2 } else { 1 };
    if named(Column::Code) || whose == 0 || named_figures.len() < needed {
        0
    } else {
        figures().count() * 2 + whose
    }
}

/// True if at least half of the filled cells are numbers, dashes or percentages, or if all are blank.
fn holds_counts(body: &[HeldRow], index: usize) -> bool {
    let cells = body.iter().map(|row| row.cell(index)).filter(|cell| !cell.is_empty());
    let (mut filled, mut counts) = (0, 0);
    for cell in cells {
        filled += 1;
        counts += usize::from(is_number(cell));
    }
    counts * 2 >= filled
}

fn is_number(cell: &HeldCell) -> bool {
    match cell {
        HeldCell::Text(text) => {
            text.chars().all(|ch| ch.is_ascii_digit() || ch.is_whitespace() || ".,-%()".contains(ch))
        }
        HeldCell::Error | HeldCell::Uncalculated => false,
        HeldCell::Empty | HeldCell::Number(_) | HeldCell::Date(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<HeldRow> {
        let rows = lines
            .iter()
            .zip(1..)
            .map(|(line, number)| HeldRow { number, cells: line.split('|').map(HeldCell::text).collect() });
        rows.collect()
    }

    #[test]
    fn three_levels() {
        let rows = rows(&[
            "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC",
            "TT|Lĩnh vực, công việc giải quyết theo cấp|Số hồ sơ nhận giải quyết||||Số lượng hồ sơ đã giải quyết|||",
            "||Tổng số|Trong kỳ||Từ kỳ trước|Tổng số|Trước hạn|Đúng hạn|Quá hạn",
            "|||Trực tuyến|Trực tiếp, dịch vụ bưu chính",
            "(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)",
            "1|Hộ tịch|80|70|5|5|78|65|12|1",
        ]);
        let schema = summary_schema(&rows, &[]).unwrap();
        assert_eq!((schema.header_first, schema.body_first), (1, 4));
        use Figure::*;
        let figures = [Total, Online, DirectPostal, CarriedOver, Ended, Early, OnDueDay, Late];
        let found: Vec<_> = schema.mapping.columns.iter().filter_map(|entry| entry.figure).collect();
        assert_eq!(found, figures);
        assert_eq!(schema.mapping.index_of(Column::Field), Some(1));
    }

    #[test]
    fn lists_of_dossiers_are_not_summaries() {
        for header in ["Mã hồ sơ|Đơn vị|Đúng hạn|Trễ hạn", "Đúng hạn|Trễ hạn", "Đơn vị|Trễ hạn"]
        {
            assert!(summary_schema(&rows(&[header, "1|2|3|4"]), &[]).is_none(), "{header}");
        }
        assert!(summary_schema(&rows(&["Đơn vị|Đúng hạn|Trễ hạn", "UBND xã A|có|không"]), &[]).is_none());
    }
}
