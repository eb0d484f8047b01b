//! Claims from summaries: where dossiers of the same unit are loaded, a summary is not counted, but its
//! figures can be reconciled with the dossiers (docs/reference.md, "Files" and "Against published figures").

use crate::dossier::{Figures, SummaryRow};
use crate::report::{Claim, ClaimValue, iso};
use crate::schema::Figure;
use crate::session::{NamedTable, Session};
use std::mem::discriminant;

/// A figure by its name.
type NamedFigure = (&'static str, ClaimValue);

/// The figures of a summary that correspond to our counts, with their names.
const COUNTS: [(Figure, &str); 15] = [
    (Figure::Total, "total"),
    (Figure::Received, "received"),
    (Figure::CarriedOver, "carriedOver"),
    (Figure::Online, "online"),
    (Figure::Direct, "direct"),
    (Figure::PostalIntake, "postalIntake"),
    (Figure::Ended, "ended"),
    (Figure::Early, "early"),
    (Figure::OnDueDay, "onDueDay"),
    (Figure::Timely, "timely"),
    (Figure::Late, "late"),
    (Figure::Pending, "pending"),
    (Figure::InTerm, "inTerm"),
    (Figure::Overdue, "overdue"),
    (Figure::PostalReturn, "postalReturn"),
];

/// The stated rates that correspond to our measures. "Đúng hạn" beside a rate of early ones does not.
const RATES: [(Figure, &str); 8] = [
    (Figure::TimelyRate, "onTime"),
    (Figure::EarlyRate, "early"),
    (Figure::OnDueDayRate, "onTime"),
    (Figure::LateRate, "late"),
    (Figure::OverdueRate, "overdue"),
    (Figure::OnlineRate, "online"),
    (Figure::PostalIntakeRate, "postalIntake"),
    (Figure::PostalReturnRate, "postalReturn"),
];

impl Session {
    /// The claims of all summaries about units whose dossiers are loaded, in file order. Counts of rows
    /// about one unit (its fields) add up; rates, as printed, are those of units with one row. A summary
    /// whose period is not known gives claims without days.
    pub fn claims(&self) -> Vec<Claim> {
        self.tables.iter().flat_map(|named| self.claims_of(named)).collect()
    }

    fn claims_of(&self, NamedTable { file, table, .. }: &NamedTable) -> Vec<Claim> {
        let Some(summary) = &table.summary else { return Vec::new() };
        let doubled = summary.rows.iter().filter(|row| self.overlaps.is_doubled(&row.unit, summary));
        let mut units: Vec<(&str, Vec<&SummaryRow>)> = Vec::new();
        for row in doubled {
            match units.iter_mut().find(|(unit, _)| *unit == row.unit) {
                Some((_, rows)) => rows.push(row),
                None => units.push((&row.unit, vec![row])),
            }
        }
        let day = |day: fn((i32, i32)) -> i32| summary.period.map(|period| iso(day(period)));
        let claim = |unit: &str, (figure, value): (&str, ClaimValue)| Claim {
            unit: Some(unit.to_owned()),
            from: day(|(first, _)| first),
            to: day(|(_, last)| last),
            figure: figure.to_owned(),
            value,
            source: Some(file.clone()),
        };
        let claims = |(unit, rows): &(&str, Vec<&SummaryRow>)| {
            let unit = *unit;
            let mut figures = figures(rows);
            add_rates(rows, &mut figures);
            figures.into_iter().map(|figure| claim(unit, figure)).collect::<Vec<_>>()
        };
        units.iter().flat_map(claims).collect()
    }
}

/// The sums of the figures that all rows give.
fn figures(rows: &[&SummaryRow]) -> Vec<NamedFigure> {
    let sum = |of: &dyn Fn(&Figures) -> Option<u32>| -> Option<u32> {
        rows.iter().try_fold(0_u32, |sum, row| Some(sum.saturating_add(of(&row.figures)?)))
    };
    let named = COUNTS.iter().filter_map(|(figure, name)| {
        let name = match figure {
            // "Đúng hạn" without a column of the early ones covers both.
            Figure::OnDueDay if rows.iter().all(|row| row.figures.split().is_none()) => "timely",
            // "Tiếp nhận" without those carried over is what was received.
            Figure::Total
                if [Figure::CarriedOver, Figure::Received]
                    .iter()
                    .all(|other| sum(&|figures| figures.given(*other)).is_none()) =>
            {
                "received"
            }
            _ => name,
        };
        Some((name, sum(&|figures| figures.given(*figure))?))
    });
    let mut found = Vec::new();
    for (name, count) in named {
        add(&mut found, name, ClaimValue::Number(count));
    }
    found
}

/// Adds the rates of the only row.
fn add_rates(rows: &[&SummaryRow], found: &mut Vec<NamedFigure>) {
    let [row] = rows else { return };
    let is_split = row.rates.iter().any(|(figure, _)| *figure == Figure::EarlyRate);
    for (figure, name) in RATES.iter().filter(|(figure, _)| !is_split || *figure != Figure::OnDueDayRate) {
        let stated = row.rates.iter().find(|(stated, _)| stated == figure);
        if let Some(text) = stated.and_then(|(_, rate)| rate.text()) {
            add(found, name, ClaimValue::Text(text));
        }
    }
}

/// Adds a figure unless there is one with its name and kind (counts and rates share names).
fn add(found: &mut Vec<NamedFigure>, name: &'static str, value: ClaimValue) {
    let kind = discriminant(&value);
    if !found.iter().any(|(known, value)| *known == name && discriminant(value) == kind) {
        found.push((name, value));
    }
}
