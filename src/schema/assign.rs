//! Maps headers to columns: each canonical column takes the header that names it best and whose content fits.
//! Choices among several headers, and questions for the user, are reported as [`Finding`]s.

use super::choose::{ChosenHeader, choose_header};
use super::column::{Column, date_named_in, is_personal, named_by};
use super::content::{Fit, can_be, fit};
use super::finding::{Finding, ambiguous_due, unit_keys};
use super::header::{Header, Label};
use super::held::HeldRow;
use super::mapping::{MappedColumn, Mapping};
use super::shift::{Realigned, realign};
use super::summary::summary_schema;
use super::table_schema::{Schema, SchemaError, TableKind};
use crate::order::arrange;
use crate::{Error, ErrorCode, ErrorDetail};

/// Finds the header among the held rows and decides the mapping, or takes a remembered one that fits it.
pub fn detect_schema(rows: &[HeldRow], remembered: &[Mapping]) -> Result<Schema, SchemaError> {
    let dossiers = dossier_schema(rows, remembered);
    dossiers.or_else(|error| summary_schema(rows, remembered).ok_or(error))
}

fn dossier_schema(rows: &[HeldRow], remembered: &[Mapping]) -> Result<Schema, SchemaError> {
    let ChosenHeader { header, signature, known, error } = choose_header(rows, remembered)?;
    let body = rows.get(header.end..).unwrap_or_default();
    let mut mapping = Mapping::of(header.labels.iter().map(Label::text));
    mapping.signature = signature;
    mapping.header_row = known.and_then(|known| known.header_row);
    let mut findings = Vec::new();
    let shifted = realign(&header, body);
    let wide = shifted.as_ref().map_or(header.labels.len(), |shifted| shifted.header.labels.len());
    match (known.filter(|known| known.columns.len() == wide), shifted) {
        (Some(known), _) => mapping = known.clone(),
        (None, Some(shifted)) => assign_shifted(&header, &shifted, body, &mut mapping, &mut findings),
        (None, None) => assign(&header, body, &mut mapping, &mut findings),
    }
    let (header_first, body_first) = (header.first, header.end);
    if !gives_received_day(&mapping, body) {
        let error = error.unwrap_or_else(|| refusal(&mapping));
        return Err(SchemaError { error, header: Some(Box::new((mapping, body_first))) });
    }
    Ok(Schema { kind: TableKind::Dossiers, header_first, body_first, mapping, findings })
}

/// True with a received or submitted column, or a code column whose codes hold days.
fn gives_received_day(mapping: &Mapping, body: &[HeldRow]) -> bool {
    let dated = |index| body.is_empty() || body.iter().any(|row| row.cell(index).is_dated_code());
    [Column::Received, Column::Submitted].iter().any(|&column| mapping.index_of(column).is_some())
        || mapping.index_of(Column::Code).is_some_and(dated)
}

fn refusal(mapping: &Mapping) -> Error {
    let shown = mapping.columns.iter().filter(|entry| !entry.personal && !entry.header.is_empty());
    let headers: Vec<_> = shown.take(40).map(|entry| entry.header.as_str()).collect();
    Error::new(ErrorCode::NoReceivedColumn).because(ErrorDetail::ColumnsFound).with(&headers.join("; "))
}

/// One header that could be the column.
struct Candidate {
    index: usize,
    rank: usize,
    fit: Fit,
}

fn assign(header: &Header, body: &[HeldRow], mapping: &mut Mapping, findings: &mut Vec<Finding>) {
    let named: Vec<_> =
        header.labels.iter().enumerate().map(|(index, label)| name(label, index, body)).collect();
    for (entry, (label, found)) in mapping.columns.iter_mut().zip(header.labels.iter().zip(&named)) {
        entry.personal = found.is_none() && label.readings().any(|text| is_personal(&text));
    }
    for column in Column::ALL {
        let fitting = named.iter().enumerate().filter_map(|(index, found)| {
            let (_, rank) = found.filter(|(named, _)| *named == column)?;
            let label = header.labels.get(index)?;
            Some(Candidate { index, rank, fit: fit(column, label, index, body) })
        });
        let mut fitting: Vec<_> = fitting.collect();
        arrange(&mut fitting, |one, other| {
            other.fit.cmp(&one.fit).then((one.rank, one.index).cmp(&(other.rank, other.index)))
        });
        let best = fitting.first().and_then(|best| mapping.columns.get_mut(best.index).zip(Some(best.index)));
        let usable = |(_, index): &(&mut MappedColumn, usize)| {
            header.labels.get(*index).is_some_and(|label| can_be(column, label, *index, body))
        };
        let Some((entry, _)) = best.filter(usable) else { continue };
        entry.column = Some(column);
        if fitting.len() > 1 {
            findings.push(Finding::Choice(entry.header.clone()));
        }
    }
    findings.extend(ambiguous_due(mapping));
    findings.extend(unit_keys(header, body, mapping));
}

/// Assigns only columns whose content proves their header: if headers are above the wrong cells, any text may
/// be a person's name.
fn assign_shifted(
    straight: &Header,
    shifted: &Realigned,
    body: &[HeldRow],
    mapping: &mut Mapping,
    findings: &mut Vec<Finding>,
) {
    let signature = std::mem::take(&mut mapping.signature);
    *mapping = Mapping { signature, ..Mapping::of(shifted.header.labels.iter().map(Label::text)) };
    assign(&shifted.header, body, mapping, findings);
    let personal = straight.labels.iter().any(|label| label.readings().any(|text| is_personal(&text)));
    for (entry, proven) in mapping.columns.iter_mut().zip(&shifted.proven) {
        if !proven {
            entry.column = None;
            entry.personal = personal;
        }
    }
    let pairs = straight.labels.iter().zip(&shifted.header.labels);
    let moved = pairs.filter(|(is, got)| is != got).map(|(_, got)| got.text()).next();
    findings.push(Finding::ShiftedHeader(moved.unwrap_or_default()));
}

/// The column that a label names. Words within the label count only if the content is days and the label is
/// not personal.
fn name(label: &Label, index: usize, body: &[HeldRow]) -> Option<(Column, usize)> {
    let whole = label.namings().find_map(|text| named_by(&text));
    let days = || fit(Column::Received, label, index, body) == Fit::Agrees;
    let text = label.text();
    whole.or_else(|| date_named_in(&text).filter(|_| days() && !is_personal(&text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::HeldCell;

    fn rows(lines: &[&str]) -> Vec<HeldRow> {
        let rows = lines
            .iter()
            .zip(1..)
            .map(|(line, number)| HeldRow { number, cells: line.split('|').map(HeldCell::text).collect() });
        rows.collect()
    }

    fn mapped(schema: &Schema, column: Column) -> Option<usize> {
        schema.mapping.index_of(column)
    }

    #[test]
    fn a_header_under_titles() {
        let rows = rows(&[
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Đơn vị tính: hồ sơ",
            "",
            "STT|Mã hồ sơ|Chủ hồ sơ|Cơ quan/đơn vị|Ngày tiếp nhận|Ngày hẹn trả",
            "(1)|(2)|(3)|(4)|(5)|(6)",
            "1|A1|Công dân 1|UBND xã A|01/02/2022|03/02/2022",
        ]);
        let schema = detect_schema(&rows, &[]).unwrap();
        assert_eq!((schema.header_first, schema.body_first), (3, 4));
        assert_eq!(mapped(&schema, Column::Unit), Some(3));
        assert_eq!(mapped(&schema, Column::Due), Some(5));
        assert!(schema.mapping.columns[2].personal);
    }

    #[test]
    fn two_levels_with_merged_cells() {
        let rows = rows(&[
            "STT|Mã hồ sơ|Ngày|||Đơn vị",
            "||Tiếp nhận|Hẹn trả|Kết thúc xử lý|",
            "1|A1|01/02/2022|03/02/2022||UBND xã A",
        ]);
        let schema = detect_schema(&rows, &[]).unwrap();
        assert_eq!(schema.body_first, 2);
        assert_eq!(mapped(&schema, Column::Received), Some(2));
        assert_eq!(mapped(&schema, Column::Due), Some(3));
        assert_eq!(mapped(&schema, Column::Finished), Some(4));
        assert_eq!(mapped(&schema, Column::Unit), Some(5));
        assert_eq!(schema.mapping.columns[3].header, "Ngày > Hẹn trả");
    }

    #[test]
    fn the_first_fitting_header_is_used_and_reported() {
        let rows = rows(&[
            "Mã hồ sơ|Hạn xử lý|Ngày hẹn trả|Ngày tiếp nhận|Ngày nhận",
            "A1|05/02/2022||kho 3|01/02/2022",
        ]);
        let schema = detect_schema(&rows, &[]).unwrap();
        assert_eq!(mapped(&schema, Column::Due), Some(1));
        assert_eq!(mapped(&schema, Column::Received), Some(4));
        assert_eq!(schema.findings.len(), 2);
    }

    /// A column of errors only is what its header says.
    #[test]
    fn errors_do_not_contradict_a_header() {
        let mut rows = rows(&["Mã hồ sơ|Ngày tiếp nhận|Ngày hẹn trả", "A1|01/03/2022|x", "A2|02/03/2022|x"]);
        for row in rows.iter_mut().skip(1) {
            row.cells[2] = HeldCell::Error;
        }
        assert_eq!(mapped(&detect_schema(&rows, &[]).unwrap(), Column::Due), Some(2));
    }

    #[test]
    fn refusals_state_their_reason() {
        let code = |lines: &[&str]| detect_schema(&rows(lines), &[]).unwrap_err().error.code;
        assert_eq!(code(&["", ""]), ErrorCode::EmptyFile);
        assert_eq!(code(&["Xin chào", "các bạn"]), ErrorCode::NoTable);
        assert_eq!(code(&["a|b", "c|d"]), ErrorCode::NoHeader);
        assert_eq!(code(&["Mã hồ sơ|Đơn vị", "A1|UBND xã A"]), ErrorCode::NoReceivedColumn);
        assert!(detect_schema(&rows(&["Mã hồ sơ|Đơn vị", "H20.1-220819-0001|UBND xã A"]), &[]).is_ok());
    }

    #[test]
    fn a_lone_return_day_is_asked_about() {
        let rows = rows(&["Mã hồ sơ|Ngày nhận|Ngày trả", "A1|01/02/2022|05/02/2022"]);
        let schema = detect_schema(&rows, &[]).unwrap();
        assert_eq!(schema.findings, [Finding::AmbiguousDue("Ngày trả".to_owned())]);
    }

    #[test]
    fn a_body_shifted_against_its_header() {
        let rows = rows(&[
            "STT|Đơn vị tiếp nhận|Lĩnh vực|Tên thủ tục hành chính|Mã hồ sơ|Trạng thái|Địa chỉ|Chủ hồ sơ|Ngày nhận|\
             Ngày hẹn trả|Ngày kết thúc xử lý|Đơn vị/ cá nhân giải quyết",
            "1|UBND xã A|Cấp giấy khai sinh|H20.1-220104-0001|Đã trả kết quả|Công dân 1|04/01/2022|06/01/2022|05/01/2022",
            "2|UBND xã A|Chứng thực|H20.1-220105-0001|Đang xử lý|Công dân 2|05/01/2022|07/01/2022|",
        ]);
        let schema = detect_schema(&rows, &[]).unwrap();
        let places =
            [Column::Unit, Column::Code, Column::Status, Column::Received, Column::Due, Column::Finished];
        assert_eq!(places.map(|column| mapped(&schema, column)), [1, 3, 4, 6, 7, 8].map(Some));
        assert_eq!(schema.mapping.columns.len(), 9);
        assert!(schema.mapping.columns[5].personal && schema.mapping.columns[2].personal);
        assert!(matches!(schema.findings[..], [Finding::ShiftedHeader(_)]), "{:?}", schema.findings);
        let again = detect_schema(&rows, std::slice::from_ref(&schema.mapping)).unwrap();
        assert_eq!((again.mapping, again.findings), (schema.mapping, vec![]));
    }

    #[test]
    fn blank_last_columns_are_not_a_shift() {
        let rows = rows(&[
            "Mã hồ sơ|Đơn vị|Ngày nhận|Ngày hẹn trả|Ngày trả|Ghi chú",
            "A1|UBND xã A|01/02/2022|03/02/2022",
        ]);
        let schema = detect_schema(&rows, &[]).unwrap();
        assert_eq!((schema.mapping.columns.len(), schema.findings.len()), (6, 0));
    }

    #[test]
    fn a_remembered_mapping_is_used() {
        let rows = rows(&["Mã hồ sơ|Ngày nhận|Ngày trả", "A1|01/02/2022|05/02/2022"]);
        let mut known = detect_schema(&rows, &[]).unwrap().mapping;
        known.columns[2].column = Some(Column::Due);
        let schema = detect_schema(&rows, &[known]).unwrap();
        assert_eq!(mapped(&schema, Column::Due), Some(2));
        assert_eq!(schema.findings, []);
    }

    const STRANGE: [&str; 3] = [
        "Nội dung công việc|Ngày vào sổ|Mốc cam kết",
        "Cấp phép|03/01/2022|05/01/2022",
        "Cấp phép|04/01/2022|06/01/2022",
    ];

    /// Columns that no word names are refused with the mapping to fill in, and counted once it is filled in.
    #[test]
    fn unknown_headers_can_be_mapped_by_hand() {
        let rows = rows(&STRANGE);
        let SchemaError { error, header } = detect_schema(&rows, &[]).unwrap_err();
        let (mut mapping, body_first) = *header.unwrap();
        assert_eq!((error.code, body_first), (ErrorCode::NoHeader, 1));
        assert_eq!(mapping.columns[1].header, "Ngày vào sổ");
        mapping.columns[1].column = Some(Column::Received);
        let schema = detect_schema(&rows, &[mapping]).unwrap();
        assert_eq!((mapped(&schema, Column::Received), schema.body_first), (Some(1), 1));
    }

    /// The row chosen by hand is the header, under the signature of the one that was found.
    #[test]
    fn the_chosen_row_is_the_header() {
        let mut lines = vec!["Sổ|theo dõi|một cửa"];
        lines.extend(STRANGE);
        let rows = rows(&lines);
        let (found, _) = *detect_schema(&rows, &[]).unwrap_err().header.unwrap();
        assert_eq!(found.columns[1].header, "theo dõi");
        let chosen = Mapping { header_row: Some(2), columns: Vec::new(), ..found.clone() };
        let (mut mapping, body_first) = *detect_schema(&rows, &[chosen]).unwrap_err().header.unwrap();
        assert_eq!((mapping.columns[1].header.as_str(), body_first), ("Ngày vào sổ", 2));
        assert_eq!((&mapping.signature, mapping.header_row), (&found.signature, Some(2)));
        mapping.columns[1].column = Some(Column::Received);
        assert_eq!(detect_schema(&rows, &[mapping]).unwrap().body_first, 2);
    }

    #[test]
    fn a_table_without_a_header_goes_by_number() {
        let rows = rows(&["Cấp phép|03/01/2022|05/01/2022", "Cấp phép|04/01/2022|06/01/2022"]);
        let (mut mapping, body_first) = *detect_schema(&rows, &[]).unwrap_err().header.unwrap();
        assert_eq!((mapping.columns[1].header.as_str(), body_first), ("Cột 2", 0));
        mapping.columns[1].column = Some(Column::Received);
        assert_eq!(detect_schema(&rows, &[mapping]).unwrap().body_first, 0);
    }
}
