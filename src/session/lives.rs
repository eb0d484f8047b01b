//! Lives among the data (spec section 14): what their files must agree in, what can be asked of them, and
//! dossiers put together into lives.

use super::options::{bad_query, day};
use super::{Named, Session};
use crate::dossier::{Table, received};
use crate::measure::choice::unknown;
use crate::measure::{
    BlankChannel, Boundaries, Dimension, EndDay, FixedRules, Fold, Grain, LifeKeys, Question, Rules,
};
use crate::read::LivesAbout;
use crate::report::{LivesReport, lives_arrow};
use crate::value::{iso, unit_key};
use crate::{Error, ErrorCode};

/// How to put dossiers together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LivesOptions {
    /// The day after which a period is cut, "2022-08-19"; default: the as-of date of a query that states none.
    pub cut: Option<String>,
    /// Length of the periods.
    pub grain: Grain,
    /// Names that tell lives apart: of unit, unitLevel, field, procedure.
    pub keys: Vec<Dimension>,
    /// The program that puts them together, for the metadata.
    pub engine: String,
    /// Where the dossiers come from, for the metadata.
    pub source: String,
}

/// What the metadata of lives say beside what follows from them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LivesOrigin {
    /// The program that put them together.
    pub engine: String,
    /// Which of several rows with one code was taken.
    pub duplicates: String,
    /// How names of units were settled.
    pub units: String,
    /// Where the dossiers come from.
    pub source: String,
}

/// Writes lives as an Arrow file, which hoso opens in place of the dossiers.
///
/// # Errors
///
/// [`ErrorCode::TooLarge`](crate::ErrorCode::TooLarge) if the file would exceed a limit.
pub fn lives_file(fold: Fold, origin: LivesOrigin) -> Result<Vec<u8>, Error> {
    let LivesOrigin { engine, duplicates, units, source } = origin;
    let (boundaries, fixed) = (fold.boundaries(), fold.fixed());
    let cut = boundaries.cut();
    let days = fold.opened().map_or(Vec::new(), |(first, _)| boundaries.between(first, cut));
    let about = LivesAbout {
        grain: boundaries.grain().key().to_owned(),
        cut: iso(cut),
        boundaries: days.into_iter().map(iso).collect(),
        engine,
        dossiers: fold.dossiers(),
        duplicates,
        end_day: fixed.end_day.key().to_owned(),
        blank_channel: fixed.blank_channel.key().to_owned(),
        units,
        source,
    };
    lives_arrow(fold.finish(), &about)
}

/// What the lives of a session agree in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Periods {
    boundaries: Boundaries,
    fixed: FixedRules,
}

impl Periods {
    /// Checks what a file says of its lives.
    fn of(about: &LivesAbout) -> Result<Self, Error> {
        let wrong = |field: &str, value: &str| bad_lives(&unknown(field, value));
        let grain = Grain::named(&about.grain).ok_or_else(|| wrong("grain", &about.grain))?;
        let end_day = EndDay::named(&about.end_day).ok_or_else(|| wrong("endDay", &about.end_day))?;
        let blank_channel = BlankChannel::named(&about.blank_channel);
        let blank_channel = blank_channel.ok_or_else(|| wrong("blankChannel", &about.blank_channel))?;
        let known = |text: &str| day("cut", Some(text)).ok().flatten();
        let boundaries = Boundaries::new(grain, known(&about.cut).ok_or_else(|| wrong("cut", &about.cut))?);
        let foreign =
            about.boundaries.iter().find(|text| known(text).is_none_or(|day| !boundaries.ends_on(day)));
        if let Some(day) = foreign {
            return Err(wrong("boundaries", day));
        }
        Ok(Self { boundaries, fixed: FixedRules { end_day, blank_channel } })
    }

    fn check_day(&self, field: &str, asked: i32) -> Result<(), Error> {
        let Self { boundaries, .. } = self;
        if asked == i32::MAX || boundaries.ends_on(asked) {
            return Ok(());
        }
        // A first day follows a boundary.
        let first = i32::from(field == "from");
        let nearest = iso(boundaries.nearest(asked) + first);
        let detail = format!("{field}: {} nằm trong một kỳ; ngày gần nhất là {nearest}.", iso(asked + first));
        Err(Error::new(ErrorCode::NotABoundary).detail(&detail))
    }

    /// Fails if the question asks for days within a period, or by other rules than the lives were made by.
    fn check(&self, question: &Question) -> Result<(), Error> {
        self.check_day("asOf", question.rules.as_of)?;
        question.from.map_or(Ok(()), |from| self.check_day("from", from - 1))?;
        question.to.map_or(Ok(()), |to| self.check_day("to", to))?;
        for dimension in &question.by {
            let finer = match dimension {
                Dimension::Week => true,
                Dimension::Month => self.boundaries.grain() == Grain::Quarter,
                _ => false,
            };
            if finer {
                let detail = format!("by: hồ sơ gộp không chia được theo {}.", dimension.key());
                return Err(Error::new(ErrorCode::NotABoundary).detail(&detail));
            }
        }
        let Rules { end_day, blank_channel, .. } = question.rules;
        if end_day != self.fixed.end_day {
            return Err(fixed("endDay", self.fixed.end_day.key()));
        }
        if blank_channel != self.fixed.blank_channel {
            return Err(fixed("blankChannel", self.fixed.blank_channel.key()));
        }
        Ok(())
    }
}

#[cold]
fn bad_lives(detail: &str) -> Error {
    Error::new(ErrorCode::BadLives).detail(detail)
}

#[cold]
fn fixed(rule: &str, value: &str) -> Error {
    bad_query(&format!("{rule}: hồ sơ đã gộp theo \"{value}\", không đổi được."))
}

impl Session {
    /// Puts all dossiers that count together into lives, as an Arrow file.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::BadQuery`] for a day or a key that lives cannot have, for lives
    /// among the data that do not know the boundaries asked for, and for columns whose order of day and month
    /// is not known.
    pub fn lives(&self, options: &LivesOptions) -> Result<Vec<u8>, Error> {
        let rules = self.rules();
        let cut = day("cut", options.cut.as_deref())?.unwrap_or(rules.as_of);
        let keys = keys(&options.keys)?;
        if let Some(Periods { boundaries, .. }) = &self.lives {
            if boundaries.grain() == Grain::Quarter && options.grain == Grain::Month {
                return Err(bad_query("grain: hồ sơ đã gộp theo quý, không chia lại theo tháng được."));
            }
            self.lives.iter().try_for_each(|periods| periods.check_day("cut", cut))?;
        }
        let fixed = FixedRules { end_day: rules.end_day, blank_channel: rules.blank_channel };
        let mut fold = Fold::new(Boundaries::new(options.grain, cut), fixed, keys);
        self.sources().iter().try_for_each(|source| fold.add(source))?;
        let merged = self.settings.units.merge_spellings != Some(false);
        let LivesOptions { engine, source, .. } = options.clone();
        let (duplicates, units) = (self.settings.duplicates.key(), if merged { "merged" } else { "asRead" });
        lives_file(
            fold,
            LivesOrigin { engine, duplicates: duplicates.to_owned(), units: units.to_owned(), source },
        )
    }

    /// Checks the tables of one file, before they are taken in. Does nothing without lives.
    pub(super) fn check_lives(&self, tables: &[Table]) -> Result<(), Error> {
        let Some(about) = tables.iter().find_map(|table| table.start.lives.as_ref()) else { return Ok(()) };
        let dossiers: u64 = tables.iter().map(|table| table.dossiers.total()).sum();
        if dossiers != about.dossiers {
            let sums = format!("Đọc được {dossiers} hồ sơ, tệp ghi {}.", about.dossiers);
            return Err(bad_lives(&sums));
        }
        let periods = Periods::of(about)?;
        match &self.lives {
            Some(known) if *known != periods => Err(bad_lives(
                "Các tệp hồ sơ gộp phải cùng kỳ gộp, cùng ngày chốt và cùng cách tính (grain, cut, endDay, blankChannel).",
            )),
            _ => Ok(()),
        }
    }

    /// Works out anew what the lives among the data agree in.
    pub(super) fn settle_lives(&mut self) {
        let about = self.tables.iter().find_map(|named| named.table.start.lives.as_ref());
        self.lives = about.and_then(|about| Periods::of(about).ok());
        if self.lives.is_some() {
            self.give_way();
        }
    }

    /// Lives give way to dossiers that lists have of the same unit, received in the same period.
    fn give_way(&mut self) {
        let Some(Periods { boundaries, .. }) = &self.lives else { return };
        let mut lists = Vec::new();
        for (number, Named { table, .. }) in self.tables.iter().enumerate() {
            if table.start.lives.is_none() && !table.dossiers.is_empty() {
                lists.push(received(&table.dossiers, |index| self.live.counts(number, index)));
            }
        }
        let is_listed = |unit: &str, period: i32| {
            let latest = |days: &Vec<i32>| {
                days.get(days.partition_point(|day| *day <= period).wrapping_sub(1)).copied()
            };
            let mut days = lists.iter().filter_map(|list| list.get(unit));
            days.any(|days| latest(days).is_some_and(|day| boundaries.last_of(day) == period))
        };
        let mut gone = Vec::new();
        for (number, Named { table, .. }) in self.tables.iter().enumerate().filter(|_| !lists.is_empty()) {
            if table.start.lives.is_none() {
                continue;
            }
            let keys: Vec<String> = table.dossiers.units.iter().map(|unit| unit_key(unit)).collect();
            table.dossiers.each(|index, facts| {
                let key = keys.get(facts.unit as usize).map_or("", String::as_str);
                gone.extend(is_listed(key, facts.received).then_some((number, index)));
            });
        }
        gone.into_iter().for_each(|(table, index)| self.live.give_way(table, index));
    }

    /// Fails if there are lives that cannot answer the question.
    pub(super) fn check_periods(&self, question: &Question) -> Result<(), Error> {
        self.lives.as_ref().map_or(Ok(()), |periods| periods.check(question))
    }

    /// Fails if there are lives: they cannot be listed.
    pub(super) fn check_listable(&self) -> Result<(), Error> {
        if self.lives.is_some() { Err(ErrorCode::Grain.into()) } else { Ok(()) }
    }

    /// The default rules, with those by which the lives were made in place of defaults.
    pub(super) fn with_fixed(&self, rules: Rules) -> Rules {
        let Some(Periods { fixed, .. }) = &self.lives else { return rules };
        let default = FixedRules::default();
        let end_day = if rules.end_day == default.end_day { fixed.end_day } else { rules.end_day };
        let is_default = rules.blank_channel == default.blank_channel;
        let blank_channel = if is_default { fixed.blank_channel } else { rules.blank_channel };
        Rules { end_day, blank_channel, ..rules }
    }

    /// The cut of the lives among the data.
    pub(super) fn cut(&self) -> Option<i32> {
        self.lives.as_ref().map(|periods| periods.boundaries.cut())
    }

    /// What a summary says of the lives among the data.
    pub(super) fn lives_report(&self) -> Option<LivesReport> {
        let Periods { boundaries, .. } = self.lives.as_ref()?;
        let tables = || self.tables.iter().filter(|named| named.table.start.lives.is_some());
        let first = tables().filter_map(|named| named.table.dossiers.earliest()).min();
        let days = first.map_or(Vec::new(), |first| boundaries.between(first, boundaries.cut()));
        let mut engines: Vec<&str> = Vec::new();
        for about in tables().filter_map(|named| named.table.start.lives.as_ref()) {
            engines.extend(Some(about.engine.as_str()).filter(|engine| !engines.contains(engine)));
        }
        Some(LivesReport {
            grain: boundaries.grain(),
            cut: iso(boundaries.cut()),
            boundaries: days.into_iter().map(iso).collect(),
            engine: engines.join(", "),
        })
    }
}

fn keys(asked: &[Dimension]) -> Result<LifeKeys, Error> {
    let mut keys = LifeKeys { unit: false, unit_level: false, field: false, procedure: false };
    for dimension in asked {
        *match dimension {
            Dimension::Unit => &mut keys.unit,
            Dimension::UnitLevel => &mut keys.unit_level,
            Dimension::Field => &mut keys.field,
            Dimension::Procedure => &mut keys.procedure,
            _ => return Err(bad_query(&unknown("keys", dimension.key()))),
        } = true;
    }
    Ok(keys)
}
