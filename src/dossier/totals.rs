//! Compares the totals stated in a summary with the rows that they sum up.

use super::issues::{IssueKind, Issues, Spot};
use super::line::SummaryLine;
use super::sums::{Role, order};
use crate::order::filled;
use crate::schema::{Figure, Mapping};
use crate::text::fold_words;
use std::collections::BTreeSet;

/// Reports the totals that differ. A total may sum up all rows, the rows above it, or the rows since the
/// previous total; a group with counts sums up the rows below it.
pub fn check_totals(lines: &[SummaryLine], roles: &[Role], mapping: &Mapping, issues: &mut Issues) {
    let counted = mapping.columns.iter().filter_map(|entry| entry.figure);
    let counted: BTreeSet<Figure> = filled(counted.filter(|figure| !figure.is_rate()));
    let sums: Vec<_> = counted.iter().map(|figure| (*figure, running_sums(lines, roles, *figure))).collect();
    let mut since = 0;
    let summing = |(at, line): &(usize, &SummaryLine)| is_sum(roles, *at) && !line.is_part;
    for (at, total) in lines.iter().enumerate().filter(summing) {
        let role = roles.get(at).copied().unwrap_or(Role::Counted);
        let end = block_end(lines, roles, at);
        for (figure, sums) in sums.iter().filter(|_| sums_up(total, role)) {
            let upto = |end: usize| sums.get(end).copied().unwrap_or(0);
            let fitting = match role {
                Role::Group => [upto(end) - upto(at), upto(lines.len()) - upto(at), upto(at) - upto(since)],
                _ => [upto(lines.len()), upto(at), upto(at) - upto(since)],
            };
            if total.figures.given(*figure).is_some_and(|stated| !fitting.contains(&stated.into())) {
                let column = header_of(mapping, *figure);
                issues.add(IssueKind::TotalDiffers, || Spot { row: Some(total.row), column });
            }
        }
        since = at + 1;
    }
}

/// The header of a figure's column.
pub fn header_of(mapping: &Mapping, figure: Figure) -> Option<String> {
    let entry = mapping.columns.iter().find(|entry| entry.figure == Some(figure));
    entry.map(|entry| entry.header.clone())
}

fn is_sum(roles: &[Role], at: usize) -> bool {
    roles.get(at).is_some_and(|role| *role != Role::Counted)
}

/// The end of the rows below a group: the next sum or heading of the same or a higher order.
fn block_end(lines: &[SummaryLine], roles: &[Role], at: usize) -> usize {
    let own = lines.get(at).and_then(|line| order(&line.mark));
    let ends = |index: &usize| {
        let Some(line) = lines.get(*index).filter(|line| is_sum(roles, *index) && !line.is_part) else {
            return false;
        };
        own.zip(order(&line.mark)).is_none_or(|(own, order)| order <= own)
    };
    (at + 1..lines.len()).find(ends).unwrap_or(lines.len())
}

/// False for "Trong đó" and running sums over several periods, which do not sum up the rows above.
fn sums_up(line: &SummaryLine, role: Role) -> bool {
    let words = fold_words(&line.group);
    role == Role::Group || ["tong", "cong", "toan"].iter().any(|word| words.starts_with(word))
}

/// The sum of the counted rows before each row; the last entry is the sum of all.
fn running_sums(lines: &[SummaryLine], roles: &[Role], figure: Figure) -> Vec<u64> {
    let mut sum = 0;
    let after = lines.iter().enumerate().map(|(at, line)| {
        let own = line.figures.given(figure).filter(|_| !is_sum(roles, at));
        sum += u64::from(own.unwrap_or(0));
        sum
    });
    [0].into_iter().chain(after).collect()
}
