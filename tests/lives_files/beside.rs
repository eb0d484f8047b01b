//! Lives beside summaries: each dossier is counted once.

use super::{CUT, FIRST, list, opened, options, query};
use hoso::measure::{Dimension, Grain};
use hoso::session::LivesOptions;

/// A published summary of a period: eight dossiers received by one unit of the lists, and five by a unit that
/// is not in the lists.
fn summary(first: &str, last: &str) -> Vec<u8> {
    let head = "Đơn vị,Tiếp nhận mới,Trước hạn,Đúng hạn,Trễ hạn";
    let rows = "UBND xã Tân Mỹ,8,3,1,2\nSở Xây dựng,5,5,0,0\n";
    format!("BÁO CÁO (Từ ngày {first} đến ngày {last})\n\n{head}\n{rows}").into_bytes()
}

fn lives(grain: Grain) -> Vec<u8> {
    let asked = LivesOptions { grain, ..options() };
    opened(&[("a.csv", &list(FIRST))]).0.lives(&asked).unwrap()
}

/// Dossiers received by unit, from lives and a summary, and how many rows of the summary count and do not
/// count.
fn counted(grain: Grain, (first, last): (&str, &str), summary_first: bool) -> (u64, u64, u64) {
    let (lives, summary) = (lives(grain), summary(first, last));
    let mut files = [("lives.arrow", &lives[..]), ("bao-cao.csv", &summary[..])];
    if summary_first {
        files.reverse();
    }
    let (session, _) = opened(&files);
    let answer = session.summarize(&query(&[Dimension::Unit], CUT)).unwrap();
    let reports = session.files();
    let rows = reports.iter().find(|report| report.kind == "summary").unwrap().rows;
    assert_eq!(rows.read, rows.dossiers + rows.duplicates + rows.skipped + rows.rejected);
    (answer.total.counts.received, rows.dossiers, rows.duplicates)
}

#[test]
fn summaries_within_the_periods_of_lives_are_superseded_and_reported() {
    // FIRST has ten dossiers, seven of them of Tân Mỹ: six in January, one in February.
    for summary_first in [false, true] {
        for (grain, days, expected) in [
            (Grain::Month, ("01/01/2022", "31/01/2022"), (15, 1, 1)),
            (Grain::Quarter, ("01/01/2022", "31/01/2022"), (15, 1, 1)),
            (Grain::Quarter, ("01/02/2022", "28/02/2022"), (15, 1, 1)),
            // Within a month, a dossier of lives may have been received on any day of January.
            (Grain::Month, ("10/01/2022", "16/01/2022"), (15, 1, 1)),
            // Before and after the dossiers of Tân Mỹ.
            (Grain::Month, ("01/03/2022", "28/03/2022"), (23, 2, 0)),
            (Grain::Month, ("01/12/2021", "31/12/2021"), (23, 2, 0)),
            (Grain::Quarter, ("01/10/2021", "31/12/2021"), (23, 2, 0)),
            // The cut splits the quarter: dossiers received after it are in another period, which is not
            // known yet.
            (Grain::Quarter, ("29/03/2022", "31/03/2022"), (10, 2, 0)),
        ] {
            assert_eq!(counted(grain, days, summary_first), expected, "{grain:?} {days:?} {summary_first}");
        }
    }
}
