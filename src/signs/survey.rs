//! Walks through the dossiers of a question, once for all signs or once for one of them.

use super::sample::Drawing;
use super::sign::{Sign, Viewed};
use crate::compare::unit_numbers;
use crate::dossier::RowSet;
use crate::measure::{Course, Question, Source, mark_passing};
use crate::order::arrange_pairs;
use crate::value::WorkingDays;

/// How many dossiers show a sign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SignCount {
    /// Dossiers that show it.
    pub count: u64,
    /// Dossiers to which the sign applies.
    pub of: u64,
}

/// Dossiers that units ended in the same minute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Together {
    /// Minutes in which a unit ended at least the requested number of dossiers.
    pub minutes: u64,
    /// Dossiers of the fullest minute.
    pub most: u64,
}

/// The unit and the minute of each timed end.
type Minutes = Vec<(u32, u32)>;

/// The dossiers of a question.
#[derive(Debug)]
pub struct Survey<'a> {
    question: &'a Question,
    sources: &'a [Source<'a>],
    days: &'a WorkingDays,
    passing: RowSet,
    /// For each table, the numbers of its units over all tables.
    units: Vec<Vec<u32>>,
}

impl<'a> Survey<'a> {
    /// Prepares the walk.
    pub fn new(question: &'a Question, sources: &'a [Source<'a>], days: &'a WorkingDays) -> Self {
        let mut passing = row_set(sources);
        sources.iter().for_each(|source| mark_passing(question, source, &mut passing));
        Self { question, sources, days, passing, units: unit_numbers(sources) }
    }

    /// Counts all signs in one pass.
    pub fn count(&self, signs: &[Sign]) -> (Vec<SignCount>, Together) {
        let mut found = vec![SignCount::default(); signs.len()];
        let mut minutes = Minutes::new();
        let asks_for_minutes = signs.iter().any(|sign| matches!(sign, Sign::SameMinute(_)));
        self.each(&mut |viewed| {
            for (sign, found) in signs.iter().zip(&mut found) {
                let Some(shows) = sign.shows(viewed, self.question, self.days) else { continue };
                found.of += 1;
                found.count += u64::from(shows);
            }
            if asks_for_minutes {
                self.add_minute(viewed, &mut minutes);
            }
        });
        let mut together = Together::default();
        for (sign, found) in signs.iter().zip(&mut found) {
            if let Sign::SameMinute(least) = sign {
                arrange_pairs(&mut minutes);
                let sizes = || full(&minutes, *least).map(|minute| minute.len() as u64);
                found.count = sizes().sum();
                together =
                    Together { minutes: sizes().count() as u64, most: sizes().max().unwrap_or_default() };
            }
        }
        (found, together)
    }

    /// The dossiers that show a sign.
    pub fn select(&self, sign: &Sign) -> RowSet {
        let mut rows = row_set(self.sources);
        let mut minutes = Minutes::new();
        if let Sign::SameMinute(least) = sign {
            self.each(&mut |viewed| self.add_minute(viewed, &mut minutes));
            arrange_pairs(&mut minutes);
            minutes = full(&minutes, *least).filter_map(|minute| minute.first().copied()).collect();
        }
        self.each(&mut |viewed| {
            let in_full = |minute| minutes.binary_search(&minute).is_ok();
            let shows = sign.shows(viewed, self.question, self.days) == Some(true);
            if shows || self.minute(viewed).is_some_and(in_full) {
                rows.insert(viewed.place);
            }
        });
        rows
    }

    /// The number of dossiers from which a sample is drawn.
    pub fn size(&self) -> u64 {
        let bits = self.passing.words().iter().flatten();
        bits.map(|word| u64::from(word.count_ones())).sum()
    }

    /// A sample of the dossiers.
    pub fn sample(&self, seed: &str, size: usize) -> RowSet {
        let mut drawing = Drawing::new(seed, size);
        self.each(&mut |viewed| {
            let Some(source) = self.sources.get(viewed.place.0) else { return };
            let code = source.dossiers.code(viewed.place.1);
            drawing.put(viewed.place, code, source.file, viewed.facts.row);
        });
        let mut rows = row_set(self.sources);
        drawing.places().for_each(|place| {
            rows.insert(place);
        });
        rows
    }

    fn add_minute(&self, viewed: &Viewed<'_>, minutes: &mut Minutes) {
        minutes.extend(self.minute(viewed));
    }

    fn minute(&self, viewed: &Viewed<'_>) -> Option<(u32, u32)> {
        let (day, minute) = viewed.end_minute(self.question)?;
        Some((viewed.unit, day.cast_unsigned().wrapping_mul(1_440).wrapping_add(minute)))
    }

    fn each(&self, take: &mut dyn FnMut(&Viewed<'_>)) {
        let judged_on = self.question.judged_on();
        for (source, units) in self.sources.iter().zip(&self.units) {
            let mut first = 0;
            for chunk in &source.dossiers.chunks {
                chunk.each_of(0..chunk.len(), |at, facts| {
                    let place = (source.table, first + at);
                    let course = Course::of(&facts, &self.question.rules);
                    let Some(outcome) = course.outcome_on(judged_on).filter(|_| self.passing.has(place))
                    else {
                        return;
                    };
                    let unit = units.get(facts.unit as usize).copied().unwrap_or_default();
                    take(&Viewed { place, facts: &facts, course: &course, outcome, unit });
                });
                first += chunk.len();
            }
        }
    }
}

/// An empty set of the rows of these tables.
fn row_set(sources: &[Source<'_>]) -> RowSet {
    RowSet::of_lengths(sources.iter().map(|source| source.dossiers.len()))
}

/// The minutes with at least this many dossiers of one unit.
fn full(minutes: &Minutes, least: u32) -> impl Iterator<Item = &[(u32, u32)]> {
    minutes.chunk_by(|one, next| one == next).filter(move |minute| minute.len() >= least as usize)
}
