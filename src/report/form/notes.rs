//! The notes below a form: what its columns include beyond their names, what is missing and why, and whether
//! the columns add up. They are in Vietnamese, like the form.

use super::figures::{FIRST, FormFigures, IDENTITIES, holds, of_column};
use super::rows::{FormRow, RowKind};
use crate::measure::{Counts, Grain, Group, Lack, Lacks, ReturnedAs};
use crate::report::printed::dmy;

/// Dossiers in column 12 whose appointment has passed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PastDue {
    /// Of these, waiting.
    pub waiting: usize,
    /// Of these, halted.
    pub halted: usize,
}

/// The lives that a form is made from.
#[derive(Debug, Clone, Copy)]
pub struct MadeFromLives {
    /// Length of their periods.
    pub grain: Grain,
    /// The day after which what happened is not known.
    pub cut: i32,
}

impl MadeFromLives {
    fn note(self) -> String {
        let period = if self.grain == Grain::Quarter { "quý" } else { "tháng" };
        format!("Biểu lập từ hồ sơ gộp theo {period}, chốt ngày {}.", dmy(self.cut))
    }
}

/// Whether there were such dossiers cannot be seen from the files at hand.
const NOTHING_CARRIED: &str = "Cột 6 là 0: các tệp không có hồ sơ kỳ trước chuyển qua; nếu danh sách kỳ trước chưa được mở thì cột này còn thiếu.";

/// The notes that apply, one sentence each. For lives, the dossiers past due are unknown.
pub fn notes(
    total: &Group,
    rows: &[FormRow],
    returned: ReturnedAs,
    past: Result<PastDue, MadeFromLives>,
) -> Vec<String> {
    let counts = &total.counts;
    let unknown = counts.other_intake;
    let figures = totals(rows);
    let is_given = |column: usize| figures.is_some_and(|figures| of_column(figures, column).is_some());
    [
        (unknown > 0 && is_given(5))
            .then(|| format!("Cột 5 gồm {} hồ sơ không rõ hình thức nộp.", number(unknown))),
        figures
            .and_then(|figures| of_column(figures, 6))
            .is_some_and(|carried| carried == 0)
            .then(|| NOTHING_CARRIED.to_owned()),
        (counts.returned > 0 && is_given(9)).then(|| of_returned(counts, returned)),
        (counts.no_verdict > 0 && is_given(9))
            .then(|| format!("Cột 9 gồm {} hồ sơ đã giải quyết không rõ hạn.", number(counts.no_verdict))),
        of_open(counts, past.ok()).filter(|_| is_given(12)),
        missing(rows, total.lacks),
        past.err().map(MadeFromLives::note),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_returned(counts: &Counts, returned: ReturnedAs) -> String {
    let (all, early, late) = (counts.returned, counts.returned_early, counts.returned_late);
    let (all, rest) = (number(all), number(all.saturating_sub(early + late)));
    let (early, late) = (number(early), number(late));
    if returned == ReturnedAs::OwnDates {
        format!(
            "{all} hồ sơ trả lại, xin rút được xếp theo ngày của từng hồ sơ: cột 8 có {early}, cột 9 có {rest}, cột 10 có {late}."
        )
    } else {
        format!(
            "Cột 9 gồm {all} hồ sơ trả lại, xin rút. Nếu xếp theo ngày của từng hồ sơ: {early} vào cột 8, {late} vào cột 10."
        )
    }
}

fn of_open(counts: &Counts, past: Option<PastDue>) -> Option<String> {
    let parts = [
        (counts.waiting, "hồ sơ chờ bổ sung"),
        (counts.halted_standing, "hồ sơ dừng xử lý"),
        (counts.no_due, "hồ sơ không rõ hạn"),
    ];
    let parts: Vec<_> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{} {name}", number(*count)))
        .collect();
    let late = match past.map(|past| past.waiting + past.halted) {
        Some(0) => String::new(),
        Some(late) => format!("; trong đó {} hồ sơ đã qua ngày hẹn trả", number(late)),
        None if counts.waiting + counts.halted_standing == 0 => String::new(),
        None => "; số đã qua ngày hẹn trả không tính được từ hồ sơ gộp".to_owned(),
    };
    (!parts.is_empty()).then(|| format!("Cột 12 gồm {}{late}.", parts.join(", ")))
}

/// The figures of the last row.
fn totals(rows: &[FormRow]) -> Option<&FormFigures> {
    rows.iter().find(|row| row.kind == RowKind::Total)?.figures.as_ref()
}

/// Why columns are "–".
fn missing(rows: &[FormRow], lacks: Lacks) -> Option<String> {
    let columns = (FIRST..).zip(*totals(rows)?).filter(|(_, figure)| figure.is_none());
    let columns: Vec<_> = columns.map(|(column, _)| column.to_string()).collect();
    let reasons = [
        (Lack::Received, "ngày tiếp nhận"),
        (Lack::Online, "hình thức nộp"),
        (Lack::Due, "ngày hẹn trả"),
        (Lack::State, "ngày kết thúc và trạng thái"),
        (Lack::Split, "số trước hạn và đúng hạn"),
        (Lack::Stock, "số đang giải quyết"),
    ];
    let reasons: Vec<_> =
        reasons.iter().filter(|(lack, _)| lacks.has(*lack)).map(|(_, name)| *name).collect();
    let orders = [Lack::ReceivedOrder, Lack::FiledOrder, Lack::DueOrder, Lack::EndOrder];
    let open = orders.iter().any(|lack| lacks.has(*lack));
    let because = match (reasons.is_empty(), open) {
        (false, _) => format!("có tệp thiếu {}", reasons.join(", ")),
        (true, true) => "chưa rõ ngày hay tháng đứng trước".to_owned(),
        (true, false) => "có báo cáo mà số thành phần lớn hơn tổng".to_owned(),
    };
    (!columns.is_empty()).then(|| format!("Không tính được cột {} (ghi “–”): {because}.", columns.join(", ")))
}

/// Whether the columns add up in every row: each sum of the form, with its result.
pub fn checks(rows: &[FormRow]) -> Vec<(String, &'static str)> {
    let checked = |identity: (usize, &[usize])| {
        let figures = rows.iter().filter_map(|row| row.figures.as_ref());
        let held: Vec<bool> = figures.filter_map(|figures| holds(figures, identity)).collect();
        let verdict = match (held.is_empty(), held.iter().all(|holds| *holds)) {
            (true, _) => "không tính được",
            (false, true) => "khớp",
            (false, false) => "không khớp",
        };
        let parts: Vec<_> = identity.1.iter().map(usize::to_string).collect();
        (format!("{} = {}", identity.0, parts.join(" + ")), verdict)
    };
    IDENTITIES.into_iter().map(checked).collect()
}

/// A number in Vietnamese notation: 1.062.
fn number(count: impl TryInto<u64>) -> String {
    let digits = count.try_into().unwrap_or_default().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let written = [0_u32, 7, 999, 1_062, 25_925, 1_000_000].map(number);
        assert_eq!(written, ["0", "7", "999", "1.062", "25.925", "1.000.000"]);
    }
}
