//! The figures in the columns of form II.06a (docs/reference.md, "Form II.06a").

use crate::measure::{Counts, Lack, Lacks, ReturnedAs};

/// Number of the first column that holds a figure.
pub const FIRST: usize = 3;
/// Columns 3 to 13; `None` if the dossiers lack what a column needs.
pub type FormFigures = [Option<u64>; 11];

/// Sums that must hold: a column, and the columns that add up to it.
pub const IDENTITIES: [(usize, &[usize]); 4] =
    [(3, &[4, 5, 6]), (7, &[8, 9, 10]), (11, &[12, 13]), (3, &[7, 11])];

/// What may be missing, and the columns that cannot be given without it.
const NEEDS: [(Lack, &[usize]); 10] = [
    (Lack::ReceivedOrder, &[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
    (Lack::Received, &[3, 4, 5]),
    (Lack::Online, &[4, 5]),
    (Lack::IntakeIdentity, &[3, 4, 5, 6]),
    (Lack::State, &[7, 8, 9, 10, 11, 12, 13]),
    (Lack::EndOrder, &[7, 8, 9, 10, 11, 12, 13]),
    (Lack::EndedIdentity, &[7, 8, 9, 10]),
    (Lack::OpenIdentity, &[11, 12, 13]),
    (Lack::Due, &[8, 9, 10, 12, 13]),
    (Lack::DueOrder, &[8, 9, 10, 12, 13]),
];
/// [`NEEDS`] of summaries' rows only. Dossiers without an end day may still have ended, by their status.
const REPORT_NEEDS: [(Lack, &[usize]); 3] =
    [(Lack::End, &[7, 8, 9, 10]), (Lack::Split, &[8, 9]), (Lack::Stock, &[11, 12, 13])];

/// The figures for these counts, which count returned dossiers separately. `returned` says how to judge
/// those: "ownDates" puts them into columns 8 to 10 by their own dates; otherwise all go into column 9.
pub fn figures(counts: &Counts, lacks: Lacks, returned: ReturnedAs) -> FormFigures {
    let Counts { returned_early, returned_late, .. } = *counts;
    let (early, late) =
        if returned == ReturnedAs::OwnDates { (returned_early, returned_late) } else { (0, 0) };
    let before = counts.halted_standing.saturating_sub(counts.halted);
    let open = counts.pending + counts.waiting + counts.halted_standing;
    let all = [
        counts.carried_over + before + counts.received,
        counts.online,
        counts.received.saturating_sub(counts.online),
        counts.carried_over + before,
        counts.ended + counts.returned,
        counts.early + early,
        (counts.on_due_day + counts.no_verdict + counts.returned).saturating_sub(early + late),
        counts.late + late,
        open,
        open.saturating_sub(counts.overdue),
        counts.overdue,
    ];
    let reported = REPORT_NEEDS.iter().filter(|_| lacks.has(Lack::Dossiers));
    let missing: Vec<usize> = (NEEDS.iter().chain(reported))
        .filter(|(lack, _)| lacks.has(*lack))
        .flat_map(|(_, columns)| columns.iter().copied())
        .collect();
    let mut columns = FIRST..;
    all.map(|figure| columns.next().filter(|column| !missing.contains(column)).map(|_| figure))
}

/// The figure of a column, by its number.
pub fn of_column(figures: &FormFigures, column: usize) -> Option<u64> {
    figures.get(column.checked_sub(FIRST)?).copied().flatten()
}

/// True if the columns add up as the form requires; `None` if one of them is not given.
pub fn holds(figures: &FormFigures, (sum, parts): (usize, &[usize])) -> Option<bool> {
    let parts: Option<u64> = parts.iter().map(|column| of_column(figures, *column)).sum();
    Some(of_column(figures, sum)? == parts?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 10 carried over and 40 received, 15 of them online; 2 were halted, one of them before the period. 20
    /// ended (8 early, 5 on the due day, 4 late, 3 without verdict); 6 were returned, 1 early, 2 late. 22 are
    /// open: 17 in progress, 7 of them overdue, 5 waiting.
    fn counts() -> Counts {
        Counts {
            carried_over: 10,
            received: 40,
            online: 15,
            ended: 20,
            early: 8,
            on_due_day: 5,
            late: 4,
            no_verdict: 3,
            returned: 6,
            returned_early: 1,
            returned_late: 2,
            halted: 1,
            halted_standing: 2,
            stopped: 7,
            pending: 17,
            overdue: 7,
            waiting: 5,
            ..Counts::default()
        }
    }

    #[test]
    fn thirteen_columns_worked_out_by_hand() {
        let by = |returned| figures(&counts(), Lacks::default(), returned).map(Option::unwrap);
        // 3 = 10 + 1 + 40; 7 = 20 + 6; 9 = 5 + 3 + 6; 11 = 17 + 5 + 2; 12 = 24 - 7.
        // Carried over + received = 50 = 20 + 7 + 22 + 1.
        assert_eq!(by(ReturnedAs::Apart), [51, 15, 25, 11, 26, 8, 14, 4, 24, 17, 7]);
        assert_eq!(by(ReturnedAs::OnTime), by(ReturnedAs::Apart));
        assert_eq!(by(ReturnedAs::OwnDates), [51, 15, 25, 11, 26, 9, 11, 6, 24, 17, 7]);
    }
}
