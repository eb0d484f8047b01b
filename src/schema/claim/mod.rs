//! Decides which figure a summary's column holds, by the words over it. Words before a figure decide its
//! section, and a channel takes precedence over "(mới) tiếp nhận". If two columns claim one figure, one of
//! them is the whole, or both are parts of it, or the choice is reported.

use super::figure::Figure;
use super::header::Label;
use super::held::HeldRow;
use super::lexicon::{Level, Lexicon, LexiconLine};
use crate::text::contains_words;
use crate::value::{CountCell, count};
use std::cmp::Reverse;
use std::rc::Rc;

/// The figure that the words over one column claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnClaim {
    /// The figure claimed.
    pub figure: Figure,
    section: &'static str,
    /// The column holds the whole figure; otherwise a part of what a level above names.
    whole: bool,
    /// The total comes from "tổng tiếp nhận", which may exclude what was carried over.
    intake: bool,
    /// No word names the section: it is that of the column before, or the likeliest.
    guessed: bool,
    /// Words of the lowest level.
    words: String,
    /// Text in brackets in the lowest level.
    remark: String,
}

/// Order in which sections are tried if no word names one.
const SECTIONS: [&str; 4] = ["ended", "intake", "pending", "return"];
/// Text in brackets that marks a column as the sum of those beside it.
const SUMS: [&str; 5] = ["gop", "tong", "tong so", "tong cong", "chung"];

/// The claim of each column, if any.
pub fn claims(labels: &[Label], lexicon: &Lexicon) -> Vec<Option<ColumnClaim>> {
    let (mut running, mut before) = ("", None);
    let claims = labels.iter().map(|label| {
        let levels: Vec<_> = label.levels().iter().rev().map(|level| lexicon.level(level)).collect();
        let claim = recognise(&levels, running);
        let claim = if levels.iter().any(|level| level.percent) {
            rate(claim, before)
        } else {
            running = claim.as_ref().map_or(running, |claim| claim.section);
            claim
        };
        before = claim.as_ref().map(|claim| claim.figure);
        claim
    });
    claims.collect()
}

/// The rate that a column states: of the figure that its words name, or else of the column before.
fn rate(claim: Option<ColumnClaim>, before: Option<Figure>) -> Option<ColumnClaim> {
    let of = claim.map_or(before, |claim| Some(claim.figure));
    Some(ColumnClaim::whole(of?.rate()?, ""))
}

impl ColumnClaim {
    fn whole(figure: Figure, section: &'static str) -> Self {
        Self {
            figure,
            section,
            whole: true,
            intake: false,
            guessed: false,
            words: String::new(),
            remark: String::new(),
        }
    }
}

/// The claim of a label's levels, lowest first. `running` is the section of the column before.
fn recognise(levels: &[Rc<Level>], running: &'static str) -> Option<ColumnClaim> {
    let owner = levels.first().is_some_and(|lowest| lowest.whose.is_some());
    if owner || levels.iter().any(|level| level.is("none") || level.is("aside")) {
        return None;
    }
    let named = |name| levels.iter().find_map(|level| level.section(name));
    let section = named("section").or_else(|| named("verb"));
    let mut claim = match levels.iter().position(|level| channel(level).is_some()) {
        Some(depth) => by_channel(levels, depth, section)?,
        None => by_words(levels, section, running)?,
    };
    claim.guessed = section.is_none();
    if let Some(lowest) = levels.first() {
        (claim.words, claim.remark) = (lowest.words.clone(), lowest.remark.clone());
    }
    Some(claim)
}

/// The channel that a level names. Direct and postal dossiers often share one column.
fn channel(level: &Level) -> Option<Figure> {
    let figures = || level.lines.iter().filter_map(|line| line.figure);
    let online = figures().find(|figure| (Figure::Online..=Figure::OnlineOther).contains(figure));
    let direct = figures().any(|figure| figure == Figure::Direct);
    let beside = direct && contains_words(&level.remark, "buu chinh");
    let postal = beside || figures().any(|figure| figure == Figure::PostalIntake);
    match (online, direct, postal) {
        (Some(online), false, false) => Some(online),
        (None, true, true) => Some(Figure::DirectPostal),
        (None, true, false) => Some(Figure::Direct),
        (None, false, true) => Some(Figure::PostalIntake),
        _ => None,
    }
}

/// A column of one channel: received by it, returned by it, or a part of what was carried over. There is no
/// figure for outcomes by channel.
fn by_channel(levels: &[Rc<Level>], depth: usize, section: Option<&'static str>) -> Option<ColumnClaim> {
    let figure = channel(levels.get(depth)?)?;
    let any = |wanted: fn(Figure) -> bool| {
        let mut lines = levels.iter().flat_map(|level| &level.lines);
        lines.any(|line| line.figure.is_some_and(wanted))
    };
    if any(|figure| figure == Figure::CarriedOver) {
        return Some(ColumnClaim { whole: false, ..ColumnClaim::whole(Figure::CarriedOver, "intake") });
    }
    if any(Figure::is_verdict) {
        return None;
    }
    match section {
        Some("return") => {
            (figure == Figure::PostalIntake).then(|| ColumnClaim::whole(Figure::PostalReturn, "return"))
        }
        Some("ended" | "pending") => None,
        _ => {
            let below = levels.get(..depth).unwrap_or_default();
            let idle = |level: &Rc<Level>| level.is_total() || best_line(level, &["intake"]).is_some();
            below.iter().all(idle).then(|| ColumnClaim::whole(figure, "intake"))
        }
    }
}

/// A column without a channel.
fn by_words(
    levels: &[Rc<Level>],
    section: Option<&'static str>,
    running: &'static str,
) -> Option<ColumnClaim> {
    let sections: Vec<&'static str> = match section {
        Some("return") => vec!["return", "ended"],
        Some(section) => vec![section],
        None => [running].into_iter().chain(SECTIONS).collect(),
    };
    levels.iter().enumerate().find_map(|(depth, level)| {
        let above_says = level.is_total() && depth + 1 < levels.len();
        // Dossiers left open from the period before are carried over, not pending.
        let carried = level.lines.iter().find(|line| line.figure == Some(Figure::CarriedOver));
        let carried = carried.copied().filter(|_| !matches!(section, Some("ended" | "return")));
        let line = carried.or_else(|| best_line(level, &sections)).filter(|_| !above_says)?;
        claimed(line, level, levels.get(..depth).unwrap_or_default())
    })
}

/// The best line whose words occur in a level: verdicts rank before wholes, and wholes before totals; then
/// the longest wins, then the order of the sections.
fn best_line(level: &Level, sections: &[&'static str]) -> Option<&'static LexiconLine> {
    let placed = level.lines.iter().copied().filter_map(|line| {
        let rank = match line.figure? {
            Figure::Total => 0,
            Figure::Received | Figure::Ended | Figure::Pending => 1,
            _ => 2,
        };
        let place = sections.iter().position(|section| *section == line.section)?;
        Some(((rank, line.words.len(), Reverse(place)), line))
    });
    placed.max_by_key(|(order, _)| *order).map(|(_, line)| line)
}

/// The claim of a line found in a level, given the levels below it.
fn claimed(line: &'static LexiconLine, level: &Level, below: &[Rc<Level>]) -> Option<ColumnClaim> {
    let figure = line.figure?;
    let whole = below.iter().all(|level| level.is_total());
    let in_all = figure == Figure::Received
        && !is_new(&level.words)
        && (!below.is_empty() || contains_words(&level.words, "tong"));
    let figure = if in_all { Figure::Total } else { figure };
    // With words of another kind below, as in "Đã giải quyết > Trực tuyến", it is neither whole nor part.
    let strange = |level: &Rc<Level>| best_line(level, &SECTIONS).is_some();
    let parts = matches!(figure, Figure::Late | Figure::Overdue) && !below.iter().any(strange);
    let claim = ColumnClaim { whole, intake: in_all, ..ColumnClaim::whole(figure, line.section) };
    (whole || parts).then_some(claim)
}

/// True for "tiếp nhận mới", "nhận trong tháng": it excludes what was carried over.
fn is_new(words: &str) -> bool {
    let new = ["moi", "phat sinh", "trong ky", "trong thang", "trong quy", "trong nam", "trong tuan"];
    new.iter().any(|new| contains_words(words, new))
}

/// The figure of each column, and the columns that were chosen among several for one figure.
pub struct ClaimedFigures {
    /// One entry per column.
    pub figures: Vec<Option<Figure>>,
    /// Indices of columns chosen over others only because they come first.
    pub chosen: Vec<usize>,
}

/// Decides which column counts if several claim one figure, by their words and their content.
pub fn choose_columns(mut claims: Vec<Option<ColumnClaim>>, body: &[HeldRow]) -> ClaimedFigures {
    let plain = |claim: &ColumnClaim| claim.figure == Figure::Total && !claim.intake;
    if claims.iter().flatten().any(plain) {
        let intake = claims.iter_mut().flatten().filter(|claim| claim.intake);
        intake.for_each(|claim| claim.figure = Figure::Received);
    }
    move_guesses(&mut claims);
    let mut chosen = ClaimedFigures { figures: vec![None; claims.len()], chosen: Vec::new() };
    for (at, claim) in claims.iter().enumerate() {
        let Some(claim) = claim else { continue };
        let rivals: Vec<usize> =
            (0..claims.len()).filter(|other| is_for(&claims, *other, claim.figure)).collect();
        let (winners, reason) = winners(&claims, &rivals, body);
        if winners.contains(&at)
            && let Some(figure) = chosen.figures.get_mut(at)
        {
            *figure = Some(claim.figure);
            if !reason && !claim.figure.is_rate() {
                chosen.chosen.push(at);
            }
        }
    }
    chosen
}

/// Moves verdicts with a guessed section to dossiers in the other state, ended or open. A verdict moves if
/// another column claims the same verdict, no column claims it for the other state, and either an earlier
/// column has the same words or another column counts open dossiers.
fn move_guesses(claims: &mut [Option<ColumnClaim>]) {
    let open = [Figure::Pending, Figure::InTerm, Figure::Overdue];
    let places: Vec<usize> = (0..claims.len()).collect();
    for at in places.iter().chain(&places) {
        let (before, rest) = claims.split_at_mut(*at);
        let Some((Some(claim), after)) = rest.split_first_mut() else { continue };
        let Some(other) = other_section(claim.figure).filter(|_| claim.guessed) else { continue };
        let others = || before.iter().chain(&*after).flatten();
        let claimed = |of: &[Figure]| others().any(|claim| of.contains(&claim.figure));
        let same = if claim.figure == Figure::Timely { Figure::OnDueDay } else { claim.figure };
        let again = before.iter().flatten().any(|first| {
            (first.figure, &first.words, &first.remark) == (claim.figure, &claim.words, &claim.remark)
        });
        if claimed(&[claim.figure, same]) && !claimed(&[other]) && (again || claimed(&open)) {
            claim.figure = other;
        }
    }
}

/// The same verdict for dossiers in the other state.
fn other_section(figure: Figure) -> Option<Figure> {
    Some(match figure {
        Figure::Late => Figure::Overdue,
        Figure::Overdue => Figure::Late,
        Figure::Timely => Figure::InTerm,
        Figure::InTerm => Figure::OnDueDay,
        _ => return None,
    })
}

fn is_for(claims: &[Option<ColumnClaim>], at: usize, figure: Figure) -> bool {
    claims.get(at).is_some_and(|claim| claim.as_ref().is_some_and(|claim| claim.figure == figure))
}

/// Which of several columns for one figure count, and whether words or content justify the choice.
fn winners(claims: &[Option<ColumnClaim>], rivals: &[usize], body: &[HeldRow]) -> (Vec<usize>, bool) {
    let claim = |at: &usize| claims.get(*at).and_then(Option::as_ref);
    let wholes: Vec<usize> =
        rivals.iter().copied().filter(|at| claim(at).is_some_and(|claim| claim.whole)).collect();
    let plain: Vec<usize> =
        wholes.iter().copied().filter(|at| claim(at).is_some_and(|claim| claim.remark.is_empty())).collect();
    let named = |at: &usize| claim(at).is_some_and(|claim| SUMS.contains(&claim.remark.as_str()));
    if rivals.len() < 2 {
        (rivals.to_vec(), true)
    } else if let Some(sum) = rivals.iter().find(|at| named(at) || sums_others(body, **at, rivals)) {
        (vec![*sum], true)
    } else if let [one] = plain.as_slice() {
        (vec![*one], true)
    } else if let (Some(first), 2..) = (plain.first(), plain.len()) {
        (vec![*first], same(body, &plain))
    } else if let [one] = wholes.as_slice() {
        (vec![*one], true)
    } else {
        (rivals.to_vec(), true)
    }
}

fn cell(row: &HeldRow, at: usize) -> u64 {
    match count(row.cell(at).lend()) {
        CountCell::Of(count) => count.into(),
        CountCell::None | CountCell::Bad => 0,
    }
}

/// True if a column is the sum of its rivals in every row, and two of them are above 0 in some row.
fn sums_others(body: &[HeldRow], at: usize, rivals: &[usize]) -> bool {
    let others = |row| rivals.iter().filter(|other| **other != at).map(move |other| cell(row, *other));
    rivals.len() > 2
        && body.iter().all(|row| others(row).sum::<u64>() == cell(row, at))
        && body.iter().any(|row| others(row).filter(|count| *count > 0).count() > 1)
}

/// True if the columns hold the same counts in every row.
fn same(body: &[HeldRow], columns: &[usize]) -> bool {
    let equal = |row: &HeldRow| {
        let mut counts = columns.iter().map(|at| cell(row, *at));
        let first = counts.next();
        counts.all(|count| Some(count) == first)
    };
    body.iter().all(equal)
}

#[cfg(test)]
mod tests;
