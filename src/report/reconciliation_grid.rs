//! A reconciliation as tables: published figures beside ours with the ways that give them, and what makes the
//! difference.

use super::grid::{OutCell, OutTable};
use super::reconciliation::{
    Claim, ClaimReport, ClaimValue, ReconciledUnit, SplitReport, UnexplainedReport, WayReport,
};
use super::ways::rule_words;
use super::words::Lang;
use crate::reconcile::ClaimFigure;
use std::borrow::Cow;

/// Each claim beside our own figure, and the ways under which all claims of its unit agree, or come closest.
pub fn reconciliation_grid(units: &[ReconciledUnit], lang: Lang) -> OutTable<'_> {
    let mut header = vec![
        "dimension.unit",
        "claim.figure",
        "claim.published",
        "claim.ours",
        "numerator",
        "denominator",
        "claim.difference",
        "claim.verdict",
        "claim.exact",
        "claim.closest",
        "claim.source",
    ];
    let with_lives = units.iter().any(|unit| !unit.left_out.is_empty());
    header.extend(with_lives.then_some("claim.untold"));
    let mut rows = Vec::new();
    for unit in units {
        let ways = [&unit.exact, &unit.closest].map(|ways| way_words(ways, lang));
        let left_out = with_lives.then(|| said(Cow::Owned(left_out_words(unit, lang))));
        for claim in &unit.claims {
            let mut row = claim_row(unit, claim, &ways, lang);
            row.extend(left_out.clone());
            rows.push(row);
        }
    }
    table("sheet.reconciliation", &header, rows, lang)
}

/// The parts of every difference with their reasons, and what no way explains.
pub fn split_grid(units: &[ReconciledUnit], lang: Lang) -> OutTable<'_> {
    let header =
        ["dimension.unit", "claim.figure", "claim.part", "claim.change", "part.dossiers", "claim.reason"];
    let mut rows = Vec::new();
    for unit in units {
        rows.extend(unit.split.iter().map(|part| split_row(unit, part, lang)));
        rows.extend(unit.unexplained.iter().map(|left| unexplained_row(unit, left, lang)));
    }
    table("sheet.split", &header, rows, lang)
}

fn table<'a>(title: &str, header: &[&str], rows: Vec<Vec<OutCell<'a>>>, lang: Lang) -> OutTable<'a> {
    let header = header.iter().map(|key| Cow::Borrowed(lang.word(key))).collect();
    OutTable { title: lang.word(title), header, keys: 2, rows: Box::new(rows.into_iter()), totals: 0 }
}

fn claim_row<'a>(
    unit: &'a ReconciledUnit,
    found: &'a ClaimReport,
    ways: &[String; 2],
    lang: Lang,
) -> Vec<OutCell<'a>> {
    let ClaimReport { claim, num, den, text, difference, met } = found;
    let is_known = !text.is_empty();
    let part = |part: i64| if is_known { OutCell::Number(part) } else { OutCell::Empty };
    let verdict = match (met, is_known) {
        (true, _) => "claim.met",
        (false, true) => "claim.unmet",
        (false, false) => "notComputable",
    };
    let [exact, closest] = ways.clone().map(|ways| said(Cow::Owned(ways)));
    vec![
        unit_cell(unit, lang),
        OutCell::text(figure_words(claim, lang)),
        published(&claim.value),
        if den.is_some() { rate(text) } else { part(*num) },
        den.map_or(OutCell::Empty, |_| part(*num)),
        den.map_or(OutCell::Empty, part),
        change(difference),
        OutCell::text(lang.word(verdict)),
        exact,
        closest,
        said(Cow::Borrowed(claim.source.as_deref().unwrap_or_default())),
    ]
}

fn split_row<'a>(unit: &'a ReconciledUnit, part: &SplitReport, lang: Lang) -> Vec<OutCell<'a>> {
    let value = |rule| unit.shown.as_ref().and_then(|way| way.get(rule)).copied().unwrap_or_default();
    let rules: Vec<&str> = part.rules.iter().map(|rule| rule_words(rule, value(rule), lang)).collect();
    let link = lang.word(if part.needs == "any" { "part.or" } else { "part.and" });
    let mut row = part_cells(unit, part.claim, part.part, part.change, lang);
    row.extend([OutCell::count(part.dossiers), OutCell::text(rules.join(&format!(" {link} ")))]);
    row
}

fn unexplained_row<'a>(unit: &'a ReconciledUnit, left: &UnexplainedReport, lang: Lang) -> Vec<OutCell<'a>> {
    let mut reason = lang.word("claim.unexplained").to_owned();
    for equal in &left.equals {
        let name = if equal.figure == "superseded" {
            lang.word("claim.superseded")
        } else {
            count_words(equal.figure, lang)
        };
        reason.push_str(&format!("; {} {name} ({})", lang.word("claim.equals"), equal.count));
    }
    let mut row = part_cells(unit, left.claim, left.part, left.change, lang);
    row.extend([OutCell::Empty, OutCell::text(reason)]);
    row
}

/// Unit, figure, part of a rate, change.
fn part_cells<'a>(
    unit: &'a ReconciledUnit,
    claim: usize,
    part: &str,
    change: i64,
    lang: Lang,
) -> Vec<OutCell<'a>> {
    let claim = unit.claims.get(claim);
    let is_rate = claim.is_some_and(|claim| claim.den.is_some());
    let part = match part {
        _ if !is_rate => "",
        "den" => lang.word("denominator"),
        _ => lang.word("numerator"),
    };
    vec![
        unit_cell(unit, lang),
        OutCell::text(claim.map_or("", |found| figure_words(&found.claim, lang))),
        said(Cow::Borrowed(part)),
        OutCell::Number(change),
    ]
}

/// A text; an empty cell if it is blank.
fn said(text: Cow<'_, str>) -> OutCell<'_> {
    if text.is_empty() { OutCell::Empty } else { OutCell::Text(text) }
}

fn unit_cell(unit: &ReconciledUnit, lang: Lang) -> OutCell<'_> {
    OutCell::text(unit.unit.as_deref().unwrap_or_else(|| lang.word("all")))
}

fn figure_words(Claim { figure, value, .. }: &Claim, lang: Lang) -> &'static str {
    let is_rate = matches!(value, ClaimValue::Text(text) if text.contains('%'));
    if is_rate { lang.word(&format!("measure.{figure}")) } else { count_words(figure, lang) }
}

/// The words of a count by its name in JavaScript.
fn count_words(figure: &str, lang: Lang) -> &'static str {
    let name = ClaimFigure::named(figure, false).map_or("", ClaimFigure::count_name);
    lang.word(&format!("count.{name}"))
}

fn published(value: &ClaimValue) -> OutCell<'_> {
    match value {
        ClaimValue::Number(count) => OutCell::count(*count),
        ClaimValue::Text(text) if text.contains('%') => rate(text),
        ClaimValue::Text(text) => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.parse().map_or(OutCell::Empty, OutCell::Number)
        }
    }
}

fn rate(text: &str) -> OutCell<'_> {
    if text.is_empty() { OutCell::Empty } else { OutCell::Percent(Cow::Borrowed(text)) }
}

/// A difference as printed: "+3" dossiers, or "-0,54" points.
fn change(difference: &str) -> OutCell<'_> {
    match difference.parse() {
        Ok(count) => OutCell::Number(count),
        Err(_) if difference.is_empty() => OutCell::Empty,
        Err(_) => OutCell::Points(Cow::Borrowed(difference)),
    }
}

/// The ways that were not tried, in words, separated by semicolons.
fn left_out_words(unit: &ReconciledUnit, lang: Lang) -> String {
    let values = unit.left_out.iter().flat_map(|out| out.values.iter().map(|value| (out.rule, *value)));
    values.map(|(rule, value)| rule_words(rule, value, lang)).collect::<Vec<_>>().join("; ")
}

/// Ways of counting in words, separated by semicolons.
fn way_words(ways: &[WayReport], lang: Lang) -> String {
    let link = format!(" {} ", lang.word("part.and"));
    let words = |way: &WayReport| {
        let rules: Vec<&str> = way.iter().map(|(rule, value)| rule_words(rule, value, lang)).collect();
        if rules.is_empty() { lang.word("claim.unchanged").to_owned() } else { rules.join(&link) }
    };
    ways.iter().map(words).collect::<Vec<_>>().join("; ")
}
