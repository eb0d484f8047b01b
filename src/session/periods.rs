//! The properties that all lives of a session share (docs/reference.md, "Lives"). Checks the metadata of a
//! file of lives, and whether a question can be answered from lives.

use super::options::{bad_query, day};
use crate::dossier::{Duplicates, Facts, NO_DAY, Table};
use crate::measure::{BlankChannel, Boundaries, Dimension, EndDay, FixedRules, Grain, Question, Rules};
use crate::read::LivesAbout;
use crate::value::iso;
use crate::{Error, ErrorCode, ErrorDetail};

/// The properties that all lives of a session share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periods {
    /// The ends of their periods.
    pub boundaries: Boundaries,
    /// The rules by which they were made.
    pub fixed: FixedRules,
    /// The rule for several rows with one code; "" if the files do not say it.
    pub duplicates: &'static str,
    /// How names of units were unified, in the words of the program that did it.
    pub units: String,
}

impl Periods {
    /// Checks the metadata of a file of lives. The error names an unknown value.
    pub fn of(about: &LivesAbout) -> Result<Self, Error> {
        let wrong = |field: &str, value: &str| bad_lives(ErrorDetail::UnknownValue).with(field).with(value);
        let LivesAbout { grain, cut, end_day, blank_channel, duplicates, units, .. } = about;
        let known_grain = Grain::named(grain).ok_or_else(|| wrong("grain", grain))?;
        let known_cut = known_day(cut).ok_or_else(|| wrong("cut", cut))?;
        let boundaries = Boundaries::new(known_grain, known_cut);
        check_boundaries(&boundaries, &about.boundaries)?;
        let fixed = FixedRules {
            end_day: EndDay::named(end_day).ok_or_else(|| wrong("endDay", end_day))?,
            blank_channel: BlankChannel::named(blank_channel)
                .ok_or_else(|| wrong("blankChannel", blank_channel))?,
        };
        let duplicates = match duplicates.as_str() {
            "" => "",
            name => Duplicates::named(name).ok_or_else(|| wrong("duplicates", name))?.key(),
        };
        Ok(Self { boundaries, fixed, duplicates, units: units.clone() })
    }

    /// Fails if the lives of another file were made differently. The error names the difference.
    pub fn check_same(&self, other: &Self) -> Result<(), Error> {
        let words = |periods: &Self| {
            let Self { boundaries, fixed, duplicates, units } = periods;
            [
                ("grain", boundaries.grain().key().to_owned()),
                ("cut", iso(boundaries.cut())),
                ("endDay", fixed.end_day.key().to_owned()),
                ("blankChannel", fixed.blank_channel.key().to_owned()),
                ("duplicates", (*duplicates).to_owned()),
                ("units", units.clone()),
            ]
        };
        match words(self).into_iter().zip(words(other)).find(|(ours, theirs)| ours != theirs) {
            None => Ok(()),
            Some(((name, ours), (_, theirs))) => {
                Err(bad_lives(ErrorDetail::MadeDifferently).with(name).with(&theirs).with(&ours))
            }
        }
    }

    /// Fails if a table has a day that does not end a period, or a period before the first one that its file
    /// states. The error names the row.
    pub fn check_days(&self, table: &Table, about: &LivesAbout) -> Result<(), Error> {
        let first = about.boundaries.first().and_then(|first| known_day(first));
        let before = first.unwrap_or(self.boundaries.cut());
        let mut known = NO_DAY;
        let mut is_end = |day: i32| {
            // Most rows repeat the day of the row before.
            let ends = day == known || day == NO_DAY || self.boundaries.ends_on(day);
            known = if ends { day } else { known };
            ends
        };
        let mut wrong = None;
        table.dossiers.each(|_, Facts { received, finished, row, .. }| {
            if !is_end(received) || received <= before {
                wrong.get_or_insert((received, "received", row));
            } else if !is_end(finished) {
                wrong.get_or_insert((finished, "finished", row));
            }
        });
        wrong.map_or(Ok(()), |(day, column, row)| {
            Err(bad_lives(ErrorDetail::NotAPeriodEnd).with(column).with(&iso(day)).at_row(row))
        })
    }

    /// Fails if a day of a question is within a period; `field` names it. The error names the nearest day
    /// that can be asked for.
    pub fn check_day(&self, field: &str, asked: i32) -> Result<(), Error> {
        let Self { boundaries, .. } = self;
        if asked == i32::MAX || boundaries.ends_on(asked) {
            return Ok(());
        }
        // A first day follows a boundary.
        let first = i32::from(field == "from");
        let nearest = iso(boundaries.nearest(asked) + first);
        let error = Error::new(ErrorCode::NotABoundary).because(ErrorDetail::WithinAPeriod);
        Err(error.with(field).with(&iso(asked + first)).with(&nearest))
    }

    /// Fails if the question needs days within a period, or facts that lives do not have, or other rules than
    /// those by which the lives were made.
    pub fn check(&self, question: &Question) -> Result<(), Error> {
        self.check_day("asOf", question.rules.as_of)?;
        question.from.map_or(Ok(()), |from| self.check_day("from", from - 1))?;
        question.to.map_or(Ok(()), |to| self.check_day("to", to))?;
        question.by.iter().try_for_each(|dimension| self.check_dimension("by", *dimension))?;
        question.filter.keys.keys().try_for_each(|dimension| self.check_dimension("where", *dimension))?;
        let Rules { end_day, blank_channel, .. } = question.rules;
        if end_day != self.fixed.end_day {
            return Err(fixed("endDay", self.fixed.end_day.key()));
        }
        if blank_channel != self.fixed.blank_channel {
            return Err(fixed("blankChannel", self.fixed.blank_channel.key()));
        }
        Ok(())
    }

    fn check_dimension(&self, field: &str, dimension: Dimension) -> Result<(), Error> {
        let code = match dimension {
            Dimension::Week => ErrorCode::NotABoundary,
            Dimension::Month if self.boundaries.grain() == Grain::Quarter => ErrorCode::NotABoundary,
            // A life only knows whether it was returned by post.
            Dimension::ReturnChannel => ErrorCode::Grain,
            _ => return Ok(()),
        };
        Err(Error::new(code).because(ErrorDetail::NotAKeyOfLives).with(field).with(dimension.key()))
    }
}

/// Fails unless these are all ends of periods from the first stated one up to the cut.
fn check_boundaries(boundaries: &Boundaries, stated: &[String]) -> Result<(), Error> {
    let Some(first) = stated.first() else { return Ok(()) };
    let all = known_day(first)
        .map_or(Vec::new(), |day| boundaries.between(day.saturating_add(1), boundaries.cut()));
    let all: Vec<String> = all.into_iter().map(iso).collect();
    let differing = stated.iter().zip(&all).find(|(stated, end)| stated != end).map(|(stated, _)| stated);
    match differing.or(if stated.len() == all.len() { None } else { stated.last() }) {
        Some(day) => Err(bad_lives(ErrorDetail::UnknownValue).with("boundaries").with(day)),
        None => Ok(()),
    }
}

fn known_day(text: &str) -> Option<i32> {
    day("cut", Some(text)).ok().flatten()
}

/// The error for a file of lives that contradicts itself or another.
#[cold]
pub fn bad_lives(detail: ErrorDetail) -> Error {
    Error::new(ErrorCode::BadLives).because(detail)
}

#[cold]
fn fixed(rule: &str, value: &str) -> Error {
    bad_query(ErrorDetail::FixedRule).with(rule).with(value)
}
