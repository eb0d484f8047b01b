//! A summary as a table: one row per group, then the total. Columns: keys, counts, sums of days, and each
//! rate with its numerator, denominator and, if it has a target, the gap.

use super::grid::{OutCell, OutTable};
use super::summary::{DayNumbers, GapReport, GroupReport, RateReport, Summary};
use super::words::Lang;
use crate::measure::{Dimension, Measure};
use std::borrow::Cow;
use std::iter::once;

/// Sums of days: their keys in `words.tsv`, in the order of [`Plan::days`].
const DAYS: [&str; 7] = [
    "days.handledSum",
    "days.handledCount",
    "days.handledMedian",
    "days.overdueSum",
    "days.overdueCount",
    "days.overdueMedian",
    "days.handedOverLate",
];

/// The groups of a summary and its total.
pub fn summary_grid(summary: &Summary, lang: Lang) -> OutTable<'_> {
    let plan = Plan::of(summary, lang);
    let (header, keys) = (plan.header(&summary.total), plan.dimensions.len().max(1));
    let rows = summary.groups.iter().map(Some).chain(once(None));
    let rows = rows.map(move |group| plan.row(group, group.unwrap_or(&summary.total)));
    OutTable { title: lang.word("sheet.summary"), header, keys, rows: Box::new(rows), totals: 1 }
}

/// The columns of the table.
struct Plan {
    lang: Lang,
    dimensions: Vec<Dimension>,
    /// Measures with a target for at least one group.
    aimed: Vec<Measure>,
    /// True if a group's counts need a column missing from a table.
    partial: bool,
}

impl Plan {
    fn of(summary: &Summary, lang: Lang) -> Self {
        let groups = || summary.groups.iter().chain(once(&summary.total));
        let aimed = |measure: &Measure| groups().any(|group| gap(group, *measure).is_some());
        Self {
            lang,
            dimensions: summary
                .groups
                .first()
                .map_or(Vec::new(), |group| group.key.iter().map(|(dimension, _)| *dimension).collect()),
            aimed: Measure::ALL.into_iter().filter(aimed).collect(),
            partial: groups().any(|group| !group.partial.is_empty()),
        }
    }

    fn header(&self, total: &GroupReport) -> Vec<Cow<'static, str>> {
        let lang = self.lang;
        let keys = self.dimensions.iter().map(|dimension| lang.name("dimension", dimension));
        let mut header: Vec<Cow<'static, str>> = keys.map(Cow::Borrowed).collect();
        if header.is_empty() {
            header.push(Cow::Borrowed(""));
        }
        let counts = total.counts.named().into_iter().map(|(name, _)| lang.word(&format!("count.{name}")));
        header.extend(counts.map(Cow::Borrowed));
        header.extend(DAYS.map(|name| Cow::Borrowed(lang.word(name))));
        for measure in Measure::ALL {
            let name = lang.name("measure", &measure);
            header.push(Cow::Borrowed(name));
            let gap = ["target", "points", "shortBy", "moreNeeded", "mayLose"].iter();
            let gap = gap.take(if self.aimed.contains(&measure) { 5 } else { 0 });
            let details = ["numerator", "denominator"].iter().chain(gap);
            header.extend(details.map(|detail| Cow::Owned(format!("{name}: {}", lang.word(detail)))));
        }
        header.extend(self.partial.then(|| Cow::Borrowed(lang.word("lacking"))));
        header
    }

    /// The row of a group, or of the total if `group` is `None`.
    fn row<'a>(&self, group: Option<&'a GroupReport>, figures: &'a GroupReport) -> Vec<OutCell<'a>> {
        let unknown = || OutCell::text(self.lang.word("notComputable"));
        let mut cells = self.keys(group);
        cells.extend(
            figures
                .counts
                .named()
                .into_iter()
                .map(|(name, count)| if figures.knows(name) { OutCell::count(count) } else { unknown() }),
        );
        cells.extend(self.days(figures));
        for measure in Measure::ALL {
            cells.extend(self.rate(figures.measures.get(&measure)));
            if self.aimed.contains(&measure) {
                cells.extend(gap(figures, measure).map_or([const { OutCell::Empty }; 5], gap_cells));
            }
        }
        if self.partial {
            let columns = figures.partial.iter().map(|column| self.lang.name("column", column));
            cells.push(OutCell::text(columns.collect::<Vec<_>>().join(", ")));
        }
        cells
    }

    fn keys<'a>(&self, group: Option<&'a GroupReport>) -> Vec<OutCell<'a>> {
        let Some(group) = group else {
            let blank = self.dimensions.len().saturating_sub(1);
            let total = OutCell::Head(Cow::Borrowed(self.lang.word("all")));
            return once(total).chain((0..blank).map(|_| OutCell::Empty)).collect();
        };
        let keys = group.key.iter().map(|(dimension, key)| key_cell(*dimension, key, self.lang));
        keys.collect()
    }

    fn days<'a>(&self, figures: &GroupReport) -> [OutCell<'a>; DAYS.len()] {
        figures.days.as_ref().map_or_else(
            || DAYS.map(|_| OutCell::text(self.lang.word("notComputable"))),
            |days| {
                let numbers = |of: &DayNumbers| {
                    [OutCell::Number(of.sum), OutCell::count(of.count), OutCell::count(of.median)]
                };
                let ([a, b, c], [d, e, f]) = (numbers(&days.handled), numbers(&days.overdue));
                [a, b, c, d, e, f, OutCell::count(days.handed_over_late)]
            },
        )
    }

    fn rate<'a>(&self, rate: Option<&'a RateReport>) -> [OutCell<'a>; 3] {
        match rate {
            Some(RateReport::Known { num, den, text, .. }) => {
                [OutCell::Percent(Cow::Borrowed(text.as_str())), OutCell::count(*num), OutCell::count(*den)]
            }
            _ => [OutCell::text(self.lang.word("notComputable")), OutCell::Empty, OutCell::Empty],
        }
    }
}

/// A key as shown: "unknown" in words if empty, and the name of a channel.
fn key_cell(dimension: Dimension, of: &str, lang: Lang) -> OutCell<'_> {
    let channel = matches!(dimension, Dimension::IntakeChannel | Dimension::ReturnChannel);
    match of {
        "" => OutCell::text(lang.word("unknown")),
        _ if channel => OutCell::text(lang.name("channel", &of)),
        _ => OutCell::text(of),
    }
}

fn gap(group: &GroupReport, measure: Measure) -> Option<&GapReport> {
    match group.measures.get(&measure)? {
        RateReport::Known { target, .. } => target.as_deref(),
        RateReport::Unavailable { .. } => None,
    }
}

fn gap_cells(gap: &GapReport) -> [OutCell<'_>; 5] {
    let least = gap.at_least.as_ref().map(|least| format!("≥ {least}"));
    let target = least.or_else(|| gap.at_most.as_ref().map(|most| format!("≤ {most}")));
    [
        OutCell::text(target.unwrap_or_default()),
        OutCell::Points(Cow::Borrowed(&gap.points)),
        OutCell::count(gap.short_by),
        gap.more_needed.map_or(OutCell::Empty, OutCell::count),
        OutCell::count(gap.may_lose),
    ]
}
