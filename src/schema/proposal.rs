//! Proposes meanings for columns that no header names, from their content. A proposal is shown with its
//! reason and takes effect only if the user accepts it: nothing is loaded because of it.

use super::column::Column;
use super::held::{HeldCell, HeldRow};
use super::mapping::Mapping;
use super::unit_from_title::names_group;
use crate::order::arrange;
use crate::read::{Cell, Epoch};
use crate::value::{Channel, Coded, MomentCell, ServiceLevel, Status, UnitLevel, moment};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// Of a hundred filled cells, this many must agree for a proposal.
const MOST: usize = 80;
/// Minimum number of filled cells for a proposal.
const FEWEST: usize = 2;

/// A meaning proposed for one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Proposal {
    /// Index of the column in the mapping.
    pub at: usize,
    /// The proposed meaning.
    pub column: Column,
    /// The reason.
    pub reason: ProposalReason,
}

/// The reason for a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProposalReason {
    /// Its days come before those of all other columns of days.
    FirstDays,
    /// Its days come after the first ones, and hardly any cell is blank.
    FilledDays,
    /// Its days come after the first ones, and it is blank for dossiers that have not ended.
    LaterDays,
    /// Its cells are codes that contain a day.
    DatedCodes,
    /// Its cells are distinct codes.
    Codes,
    /// Its cells are words listed for that column.
    Words,
    /// Its cells are names of offices.
    Offices,
}

/// Proposes meanings for the columns that the mapping does not use. Each meaning is proposed at most once,
/// and only if the mapping does not have it already.
pub fn propose(mapping: &Mapping, body: &[HeldRow]) -> Vec<Proposal> {
    let free = |at: &usize| {
        let entry = mapping.columns.get(*at);
        entry.is_some_and(|entry| entry.column.is_none() && entry.figure.is_none() && !entry.personal)
    };
    let columns: Vec<usize> = (0..mapping.columns.len()).filter(free).collect();
    let mut taken: Vec<Column> =
        Column::ALL.into_iter().filter(|&column| mapping.index_of(column).is_some()).collect();
    let mut found = dates(&columns, body, &taken);
    let dated: Vec<usize> = found.iter().map(|proposal| proposal.at).collect();
    let others = columns.iter().filter(|at| !dated.contains(at));
    found.extend(others.filter_map(|&at| by_content(at, body)));
    found.retain_mut(|proposal| is_open(proposal, &mut taken));
    arrange(&mut found, |one, other| one.at.cmp(&other.at));
    found
}

/// True if the proposal's meaning is still free. A second column of channels is the return channel.
fn is_open(proposal: &mut Proposal, taken: &mut Vec<Column>) -> bool {
    if proposal.column == Column::IntakeChannel && taken.contains(&Column::IntakeChannel) {
        proposal.column = Column::ReturnChannel;
    }
    let open = !taken.contains(&proposal.column);
    taken.push(proposal.column);
    open
}

/// The filled cells of a column.
fn cells(at: usize, body: &[HeldRow]) -> Vec<&HeldCell> {
    body.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty()).collect()
}

/// True if most of the cells satisfy the condition.
fn most(cells: &[&HeldCell], is: impl Fn(&HeldCell) -> bool) -> bool {
    let count = cells.iter().filter(|cell| is(cell)).count();
    cells.len() >= FEWEST && count * 100 >= cells.len() * MOST
}

/// A column of days: its place, its middle day, and how many rows have one.
struct DayColumn {
    at: usize,
    middle: i64,
    filled: usize,
}

/// The columns of days in chronological order. The first ones are intake days. Of the later ones, the column
/// that is filled in most rows is the appointment; the others are ends.
fn dates(columns: &[usize], body: &[HeldRow], taken: &[Column]) -> Vec<Proposal> {
    let mut days: Vec<DayColumn> = columns.iter().filter_map(|&at| days_of(at, body)).collect();
    arrange(&mut days, |one, other| one.middle.cmp(&other.middle).then(one.at.cmp(&other.at)));
    let firsts = usize::from(!taken.contains(&Column::Received));
    let mut after: Vec<DayColumn> = days.split_off(days.len().min(firsts));
    arrange(&mut after, |one, other| other.filled.cmp(&one.filled).then(one.middle.cmp(&other.middle)));
    let first = days.first().map(|days| (days.at, Column::Received, ProposalReason::FirstDays));
    let meanings = [
        (Column::Due, ProposalReason::FilledDays),
        (Column::Finished, ProposalReason::LaterDays),
        (Column::Returned, ProposalReason::LaterDays),
    ];
    let meanings = meanings.into_iter().filter(|(column, _)| !taken.contains(column));
    let rest = after.iter().zip(meanings).map(|(days, (column, reason))| (days.at, column, reason));
    first.into_iter().chain(rest).map(|(at, column, reason)| Proposal { at, column, reason }).collect()
}

fn days_of(at: usize, body: &[HeldRow]) -> Option<DayColumn> {
    let cells = cells(at, body);
    if !most(&cells, HeldCell::is_day) {
        return None;
    }
    let mut seconds: Vec<i64> = cells.iter().filter_map(|cell| day_of(cell)).collect();
    arrange(&mut seconds, Ord::cmp);
    let middle = *seconds.get(seconds.len() / 2)?;
    Some(DayColumn { at, middle, filled: cells.len() })
}

/// Days since 1970-01-01 of a cell that is a day.
fn day_of(cell: &HeldCell) -> Option<i64> {
    let as_read = match cell {
        HeldCell::Number(number) => Cell::Date(*number),
        cell => cell.lend(),
    };
    match moment(as_read, Epoch::Y1900) {
        MomentCell::At(moment) => Some(i64::from(moment.day)),
        _ => None,
    }
}

/// The meaning of a column of words or codes.
fn by_content(at: usize, body: &[HeldRow]) -> Option<Proposal> {
    let cells = cells(at, body);
    // Numbers alone prove nothing: row numbers are also codes of channels and levels.
    let worded = |is: fn(&str) -> bool| {
        most(&cells, |cell| cell.label().contains(char::is_alphabetic) && is(&cell.label()))
    };
    let (column, reason) = if most(&cells, HeldCell::is_dated_code) {
        (Column::Code, ProposalReason::DatedCodes)
    } else if worded(|text| Channel::listed(text).is_some()) {
        (Column::IntakeChannel, ProposalReason::Words)
    } else if worded(|text| ServiceLevel::listed(text).is_some()) {
        (Column::ServiceLevel, ProposalReason::Words)
    } else if worded(names_group) {
        (Column::Unit, ProposalReason::Offices)
    } else if worded(|text| UnitLevel::listed(text).is_some()) {
        (Column::UnitLevel, ProposalReason::Words)
    } else if worded(|text| Status::listed(text).is_some()) {
        (Column::Status, ProposalReason::Words)
    } else if most(&cells, is_code) && all_differ(&cells) {
        (Column::Code, ProposalReason::Codes)
    } else {
        return None;
    };
    Some(Proposal { at, column, reason })
}

/// True for letters and digits without a blank between them: codes, but not names.
fn is_code(cell: &HeldCell) -> bool {
    let HeldCell::Text(text) = cell else { return false };
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    // Nine digits and more without a letter are a telephone or identity number.
    text.len() >= 4
        && digits >= 2
        && !text.contains(char::is_whitespace)
        && !text.contains('@')
        && text.contains(|ch: char| ch.is_alphabetic())
}

fn all_differ(cells: &[&HeldCell]) -> bool {
    let mut labels: Vec<String> = cells.iter().map(|cell| cell.label()).collect();
    arrange(&mut labels, |one, other| one.cmp(other));
    labels.iter().zip(labels.iter().skip(1)).all(|(one, next)| one != next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<HeldRow> {
        let row = |(line, number): (&&str, u32)| HeldRow {
            number,
            cells: line.split('|').map(HeldCell::text).collect(),
        };
        lines.iter().zip(1..).map(row).collect()
    }

    fn proposed(lines: &[&str]) -> Vec<(usize, Column, ProposalReason)> {
        let rows = rows(lines);
        let mapping = Mapping::of(rows[0].cells.iter().map(HeldCell::label));
        propose(&mapping, &rows[1..]).iter().map(|one| (one.at, one.column, one.reason)).collect()
    }

    #[test]
    fn row_numbers_are_not_channels() {
        assert_eq!(
            proposed(&["STT|Cách", "1|Trực tuyến", "2|Trực tiếp"]),
            [(1, Column::IntakeChannel, ProposalReason::Words)]
        );
    }

    #[test]
    fn days_by_chronological_order() {
        let found = proposed(&[
            "Ngày ra|Mốc cam kết|Ngày vào sổ",
            "04/01/2022|08/01/2022|03/01/2022",
            "|09/01/2022|04/01/2022",
            "12/01/2022|10/01/2022|05/01/2022",
        ]);
        assert_eq!(
            found,
            [
                (0, Column::Finished, ProposalReason::LaterDays),
                (1, Column::Due, ProposalReason::FilledDays),
                (2, Column::Received, ProposalReason::FirstDays),
            ]
        );
    }

    #[test]
    fn codes_words_and_offices() {
        let found = proposed(&[
            "Số|Nơi làm|Cách nộp|Cách trả|Bước|Người",
            "HS2022001|UBND xã A|Trực tuyến|Trực tiếp|Đang xử lý|Nguyễn Văn A",
            "HS2022002|UBND xã B|Trực tiếp|Bưu chính|Đã trả kết quả|Trần Thị B",
        ]);
        assert_eq!(
            found,
            [
                (0, Column::Code, ProposalReason::Codes),
                (1, Column::Unit, ProposalReason::Offices),
                (2, Column::IntakeChannel, ProposalReason::Words),
                (3, Column::ReturnChannel, ProposalReason::Words),
                (4, Column::Status, ProposalReason::Words),
            ]
        );
    }

    #[test]
    fn telephone_numbers_and_repeated_texts_are_not_codes() {
        assert_eq!(proposed(&["A|B", "0912345678|X12a", "0987654321|X12a"]), []);
    }
}
