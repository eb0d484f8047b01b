//! A body shifted against its header: some systems print twelve headers over nine cells. The headers are then
//! aligned with the body's columns, in order, by the content of the cells. This is done only if the header as
//! printed contradicts the content of two columns, and the body is narrower or wider than its header.

use super::column::{Column, is_counter, is_personal, named_by};
use super::header::{Header, Label};
use super::held::{HeldCell, HeldRow};
use super::unit_from_title::names_unit;
use crate::text::tidy;
use crate::value::{Channel, Coded, ServiceLevel, Status, UnitLevel, level_of_unit};

/// A pair of header and column with this score or less is a contradiction.
const CONTRADICTS: i32 = -2;
/// A pair with this score or more is proven by its content.
const PROVEN: i32 = 2;
/// Score of a header without a column.
const NO_COLUMN: i32 = -1;
/// Score of a column without a header.
const NO_HEADER: i32 = -2;

/// A body's columns with the headers aligned to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Realigned {
    /// The aligned header: one label per column of the body, empty if no label fits.
    pub header: Header,
    /// Columns whose content proves their header. Any other column could hold people's names.
    pub proven: Vec<bool>,
}

/// The content expected under a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    Column(Column),
    Counter,
    Personal,
    Anything,
}

impl Expected {
    fn of(label: &Label) -> Self {
        if let Some((column, _)) = label.namings().find_map(|text| named_by(&text)) {
            Self::Column(column)
        } else if label.readings().any(|text| is_counter(&text)) {
            Self::Counter
        } else if label.readings().any(|text| is_personal(&text)) {
            Self::Personal
        } else {
            Self::Anything
        }
    }
}

/// What most filled cells of a body column are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Profile {
    filled: bool,
    days: bool,
    codes: bool,
    counter: bool,
    /// No spaces, at least one digit: a code of some kind.
    ciphers: bool,
    statuses: bool,
    channels: bool,
    service_levels: bool,
    unit_levels: bool,
    units: bool,
}

impl Profile {
    fn of(body: &[HeldRow], column: usize) -> Self {
        let cells = body.iter().map(|row| row.cell(column));
        let cells: Vec<_> = cells.filter(|cell| !cell.is_empty()).collect();
        let most = |is: &dyn Fn(&HeldCell) -> bool| {
            !cells.is_empty() && cells.iter().filter(|cell| is(cell)).count() * 2 >= cells.len()
        };
        let listed = |is: fn(&str) -> bool| most(&|cell| !cell.is_day() && is(&cell.label()));
        Self {
            filled: !cells.is_empty(),
            days: most(&HeldCell::is_day),
            codes: most(&HeldCell::is_dated_code),
            counter: counts_up(&cells),
            ciphers: listed(|text| !text.contains(' ') && text.contains(|ch: char| ch.is_ascii_digit())),
            statuses: listed(|text| Status::listed(text).is_some()),
            channels: listed(|text| Channel::listed(text).is_some()),
            service_levels: listed(|text| ServiceLevel::listed(text).is_some()),
            unit_levels: listed(|text| {
                UnitLevel::listed(text).is_some() && level_of_unit(text) == UnitLevel::Unknown
            }),
            units: listed(names_unit),
        }
    }

    /// How well the column agrees with what is expected: [`PROVEN`] or more if its content proves it,
    /// [`CONTRADICTS`] or less if its content contradicts it.
    fn score(self, expected: Expected) -> i32 {
        let either = |proven: bool| if proven { 3 } else { CONTRADICTS };
        let other = self.days || self.codes || self.counter;
        match expected {
            _ if !self.filled => 0,
            Expected::Anything => 0,
            Expected::Counter => either(self.counter),
            Expected::Personal => {
                if self.codes || self.counter {
                    CONTRADICTS
                } else {
                    1
                }
            }
            Expected::Column(column) if column.is_date() => {
                if self.days {
                    3
                } else {
                    -3
                }
            }
            Expected::Column(Column::Code) if self.codes => 4,
            Expected::Column(Column::Code) if self.ciphers && !self.days && !self.counter => PROVEN,
            Expected::Column(Column::Status) => either(self.statuses && !other),
            Expected::Column(Column::IntakeChannel | Column::ReturnChannel) => {
                either(self.channels && !other)
            }
            Expected::Column(Column::ServiceLevel) => either(self.service_levels && !self.days),
            Expected::Column(Column::UnitLevel) => either(self.unit_levels && !other),
            Expected::Column(Column::Unit) if self.units => 3,
            Expected::Column(Column::Unit | Column::Procedure | Column::Field) if !other => 0,
            Expected::Column(_) => -3,
        }
    }
}

/// True for increasing whole numbers.
fn counts_up(cells: &[&HeldCell]) -> bool {
    let numbers: Vec<u32> =
        cells.iter().filter_map(|cell| cell.label().trim_end_matches('.').parse().ok()).collect();
    let small = numbers.iter().all(|number| *number < 30_000);
    let grows = numbers.iter().zip(numbers.iter().skip(1)).all(|(one, next)| one < next);
    small && grows && !numbers.is_empty() && numbers.len() * 2 >= cells.len()
}

/// Aligns the headers with the body; `None` if the body is not shifted.
pub fn realign(header: &Header, body: &[HeldRow]) -> Option<Realigned> {
    let rows = || body.iter().filter(|row| row.filled() >= 3);
    let wide =
        rows().filter_map(|row| Some(row.cells.iter().rposition(|cell| !cell.is_empty())? + 1)).max()?;
    let labels = header.labels.iter().rposition(|label| !tidy(&label.text()).is_empty())? + 1;
    if wide == labels {
        return None;
    }
    let dossiers: Vec<HeldRow> = rows().cloned().collect();
    let expected: Vec<_> = header.labels.iter().take(labels).map(Expected::of).collect();
    let profiles: Vec<_> = (0..wide).map(|column| Profile::of(&dossiers, column)).collect();
    let scores =
        expected.iter().map(|expected| profiles.iter().map(|profile| profile.score(*expected)).collect());
    let scores = Scores(scores.collect());
    if scores.contradictions((0..wide).map(Some)) < 2 {
        return None;
    }
    let places = scores.align(labels, wide);
    let better = scores.contradictions(places.iter().copied()) == 0;
    better.then(|| realigned(header, &places, &scores))
}

fn realigned(header: &Header, places: &[Option<usize>], scores: &Scores) -> Realigned {
    let label =
        |place: &Option<usize>| place.and_then(|at| header.labels.get(at)).cloned().unwrap_or_default();
    let proven = places
        .iter()
        .enumerate()
        .map(|(column, place)| place.is_some_and(|at| scores.at(at, column) >= PROVEN));
    let labels = places.iter().map(label).collect();
    Realigned { header: Header { labels, ..header.clone() }, proven: proven.collect() }
}

/// The score of each header (row) with each column.
struct Scores(Vec<Vec<i32>>);

impl Scores {
    fn at(&self, header: usize, column: usize) -> i32 {
        self.0.get(header).and_then(|row| row.get(column)).copied().unwrap_or(0)
    }

    /// Number of columns whose content contradicts the header they are given.
    fn contradictions(&self, places: impl Iterator<Item = Option<usize>>) -> usize {
        let scored = places.enumerate().filter_map(|(column, place)| Some(self.at(place?, column)));
        scored.filter(|score| *score <= CONTRADICTS).count()
    }

    /// The best header for each column, in order: a sequence alignment, computed from the ends.
    fn align(&self, headers: usize, columns: usize) -> Vec<Option<usize>> {
        let mut best = vec![vec![0; columns + 1]; headers + 1];
        for header in (0..=headers).rev() {
            for column in (0..=columns).rev() {
                let value = self.step(&best, header, column, headers, columns).0;
                if let Some(cell) = best.get_mut(header).and_then(|row| row.get_mut(column)) {
                    *cell = value;
                }
            }
        }
        let (mut places, mut header) = (Vec::new(), 0);
        while places.len() < columns {
            match self.step(&best, header, places.len(), headers, columns).1 {
                AlignmentStep::Pair => {
                    places.push(Some(header));
                    header += 1;
                }
                AlignmentStep::NoColumn => header += 1,
                AlignmentStep::NoHeader => places.push(None),
            }
        }
        places
    }

    /// The best score reachable from here, and the first step towards it. On a tie, a pair wins.
    fn step(
        &self,
        best: &[Vec<i32>],
        header: usize,
        column: usize,
        headers: usize,
        columns: usize,
    ) -> (i32, AlignmentStep) {
        let rest = |header: usize, column: usize| {
            best.get(header).and_then(|row| row.get(column)).copied().unwrap_or(0)
        };
        let no_column =
            (header < headers).then(|| (rest(header + 1, column) + NO_COLUMN, AlignmentStep::NoColumn));
        let no_header =
            (column < columns).then(|| (rest(header, column + 1) + NO_HEADER, AlignmentStep::NoHeader));
        let pair = (header < headers && column < columns)
            .then(|| (rest(header + 1, column + 1) + self.at(header, column), AlignmentStep::Pair));
        // `max_by_key` takes the last of equals.
        let steps = [no_header, no_column, pair].into_iter().flatten();
        steps.max_by_key(|(value, _)| *value).unwrap_or((0, AlignmentStep::NoHeader))
    }
}

/// One step of an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AlignmentStep {
    Pair,
    NoColumn,
    NoHeader,
}
