//! A comparison of two exports as tables: its counts, its effect on each measure, and its changed dossiers
//! with both rows.

use super::comparison::{Comparison, FieldReport, SidesReport};
use super::dossiers::{DossierRow, OtherRow};
use super::grid::{OutCell, OutTable};
use super::summary::{RateReport, Summary};
use super::words::Lang;
use crate::measure::Measure;
use crate::value::of_iso;
use std::borrow::Cow;

/// The counts: of all codes, by changed column, by outcome before and after.
pub fn comparison_grid(found: &Comparison, lang: Lang) -> OutTable<'_> {
    let word = |key: &str| lang.word(key);
    let counted = |key: &str, count: u64| vec![OutCell::text(word(key)), OutCell::count(count)];
    let mut rows = vec![
        counted("part.same", found.same),
        counted("part.changed", found.changed),
        counted("part.onlyBefore", found.only_before),
        counted("part.onlyAfter", found.only_after),
        counted("part.withoutCode", found.without_code),
        counted("part.twice", found.twice),
    ];
    rows.extend(found.fields.iter().map(|field| field_row(field, lang)));
    rows.extend(found.outcomes.iter().map(|pair| {
        let (before, after) = (lang.name("outcome", &pair.before), lang.name("outcome", &pair.after));
        vec![OutCell::text(format!("{before} → {after}")), OutCell::count(pair.count)]
    }));
    let header = ["part.codes", "part.dossiers", "part.later", "part.earlier"];
    OutTable {
        title: word("sheet.comparison"),
        header: header.map(|key| Cow::Borrowed(word(key))).into(),
        keys: 1,
        rows: Box::new(rows.into_iter()),
        totals: 0,
    }
}

fn field_row(field: &FieldReport, lang: Lang) -> Vec<OutCell<'static>> {
    let name = format!("{} {}", lang.word("part.field"), lang.name("column", &field.field));
    let mut row = vec![OutCell::text(name), OutCell::count(field.count)];
    row.extend(
        field.moved.iter().flat_map(|moved| [OutCell::count(moved.later), OutCell::count(moved.earlier)]),
    );
    row
}

/// Each measure before and after: for each export by itself, and for the dossiers that both have.
pub fn effect_grid(found: &Comparison, lang: Lang) -> OutTable<'_> {
    let sides = |of: &str| {
        let whole = ["before", "after"].map(|side| {
            let name =
                format!("{}, {}", lang.word(&format!("part.{of}")), lang.word(&format!("part.{side}")));
            let part = |key: &str| format!("{name}: {}", lang.word(key));
            [name.clone(), part("numerator"), part("denominator")]
        });
        whole.into_iter().flatten().map(Cow::Owned)
    };
    let first = Cow::Borrowed(lang.word("part.measure"));
    let rows = Measure::ALL.into_iter().map(move |measure| {
        let mut row = vec![OutCell::text(lang.name("measure", &measure))];
        for SidesReport { before, after } in [&found.summaries, &found.common] {
            row.extend(rate(before, measure, lang).into_iter().chain(rate(after, measure, lang)));
        }
        row
    });
    OutTable {
        title: lang.word("sheet.effect"),
        header: std::iter::once(first).chain(sides("whole")).chain(sides("common")).collect(),
        keys: 1,
        rows: Box::new(rows),
        totals: 0,
    }
}

fn rate(summary: &Summary, measure: Measure, lang: Lang) -> [OutCell<'_>; 3] {
    match summary.total.measures.get(&measure) {
        Some(RateReport::Known { num, den, text, .. }) => {
            [OutCell::Percent(Cow::Borrowed(text.as_str())), OutCell::count(*num), OutCell::count(*den)]
        }
        _ => [OutCell::text(lang.word("notComputable")), OutCell::Empty, OutCell::Empty],
    }
}

/// The columns for both rows of a changed dossier, by the keys in `words.tsv`.
const BOTH: [&str; 7] = ["unit", "received", "due", "ended", "outcome", "file", "row"];

/// The changed dossiers with the values of both sides.
pub fn changed_grid<'a>(rows: impl Iterator<Item = DossierRow> + 'a, lang: Lang) -> OutTable<'a> {
    let name = |key: &str| lang.word(&format!("column.{key}"));
    let both = BOTH.into_iter().flat_map(|key| {
        ["before", "after"].map(|side| format!("{}, {}", name(key), lang.word(&format!("part.{side}"))))
    });
    let header = std::iter::once(Cow::Borrowed(name("code"))).chain(both.map(Cow::Owned));
    OutTable {
        title: lang.word("sheet.changed"),
        header: header.collect(),
        keys: 1,
        rows: Box::new(rows.map(move |row| changed(row, lang))),
        totals: 0,
    }
}

fn changed(row: DossierRow, lang: Lang) -> Vec<OutCell<'static>> {
    let after = OtherRow {
        received: row.received,
        due: row.due,
        ended: row.ended,
        unit: row.unit,
        outcome: Some(row.outcome),
        file: row.file,
        row: row.row,
    };
    let after = side(after, lang);
    let before = row.before.map_or([const { OutCell::Empty }; BOTH.len()], |before| side(before, lang));
    let both = before.into_iter().zip(after).flat_map(|(before, after)| [before, after]);
    std::iter::once(OutCell::text(row.code)).chain(both).collect()
}

fn side(row: OtherRow, lang: Lang) -> [OutCell<'static>; BOTH.len()] {
    let outcome = row.outcome.map_or(OutCell::Empty, |outcome| OutCell::text(lang.name("outcome", &outcome)));
    [
        OutCell::text(row.unit),
        day(row.received),
        day(row.due),
        day(row.ended),
        outcome,
        OutCell::text(row.file),
        OutCell::count(row.row),
    ]
}

/// A day written as in answers: "2022-08-19".
fn day(text: Option<String>) -> OutCell<'static> {
    text.and_then(|text| of_iso(&text)).map_or(OutCell::Empty, OutCell::Day)
}
