//! Lives in a session (docs/reference.md, "Lives"): checks that their files agree and that a question can be
//! answered from them, and turns dossiers into lives.

use super::Session;
use super::options::{bad_query, day};
use super::periods::{Periods, bad_lives};
use crate::dossier::Table;
use crate::measure::{Boundaries, Dimension, FixedRules, Fold, Grain, LifeKeys, Question, Rules};
use crate::read::LivesAbout;
use crate::report::{LivesReport, lives_arrow};
use crate::value::iso;
use crate::{Error, ErrorCode, ErrorDetail};

/// How to turn dossiers into lives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LivesOptions {
    /// The day after which periods are cut off, "2022-08-19"; default: the session's as-of date.
    pub cut: Option<String>,
    /// Length of the periods.
    pub grain: Grain,
    /// The names that lives keep: of unit, unitLevel, field, procedure.
    pub keys: Vec<Dimension>,
    /// The program that makes them, for the metadata.
    pub engine: String,
    /// Where the dossiers come from, for the metadata.
    pub source: String,
}

/// The parts of the metadata that cannot be computed from the lives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LivesOrigin {
    /// The program that made them.
    pub engine: String,
    /// The rule for several rows with one code.
    pub duplicates: String,
    /// How names of units were unified.
    pub units: String,
    /// Where the dossiers come from.
    pub source: String,
}

/// Writes lives as an Arrow file, which hoso opens in place of the dossiers.
///
/// # Errors
///
/// [`ErrorCode::TooLarge`] if the file would exceed a limit.
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

impl Session {
    /// Turns all dossiers that count into lives, as an Arrow file.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::BadQuery`] for a day or a key that lives cannot have, for loaded lives that do not have
    /// the requested boundaries, and for columns whose order of day and month is not known.
    pub fn lives(&self, options: &LivesOptions) -> Result<Vec<u8>, Error> {
        let rules = self.rules();
        let cut = day("cut", options.cut.as_deref())?.unwrap_or(rules.as_of);
        let keys = keys(&options.keys)?;
        if let Some(periods) = &self.lives {
            if periods.boundaries.grain() == Grain::Quarter && options.grain == Grain::Month {
                return Err(bad_query(ErrorDetail::QuartersToMonths));
            }
            periods.check_day("cut", cut)?;
        }
        let fixed = FixedRules { end_day: rules.end_day, blank_channel: rules.blank_channel };
        let mut fold = Fold::new(Boundaries::new(options.grain, cut), fixed, keys);
        self.sources().iter().try_for_each(|source| fold.add(source))?;
        let LivesOptions { engine, source, .. } = options.clone();
        let [duplicates, units] = self.made_by().map(str::to_owned);
        lives_file(fold, LivesOrigin { engine, duplicates, units, source })
    }

    /// The rules for duplicates and names of units: those of the loaded lives, else those of the options.
    fn made_by(&self) -> [&str; 2] {
        if let Some(Periods { duplicates, units, .. }) = &self.lives {
            return [*duplicates, units.as_str()];
        }
        let merged = self.settings.units.merge_spellings != Some(false);
        [self.settings.duplicates.key(), if merged { "merged" } else { "asRead" }]
    }

    /// Checks the tables of one file before they are added. Does nothing without lives.
    pub(super) fn check_lives(&self, tables: &[Table]) -> Result<(), Error> {
        let Some(about) = tables.iter().find_map(|table| table.start.lives.as_ref()) else { return Ok(()) };
        let dossiers: u64 = tables.iter().map(|table| table.dossiers.total()).sum();
        if dossiers != about.dossiers {
            let error = bad_lives(ErrorDetail::DossiersDiffer);
            return Err(error.with_number(dossiers).with_number(about.dossiers));
        }
        let periods = Periods::of(about)?;
        tables.iter().try_for_each(|table| periods.check_days(table, about))?;
        self.lives.as_ref().map_or(Ok(()), |known| known.check_same(&periods))
    }

    /// Recomputes what the loaded lives have in common.
    pub(super) fn compare_lives(&mut self) {
        let about = self.tables.iter().find_map(|named| named.table.start.lives.as_ref());
        self.lives = about.and_then(|about| Periods::of(about).ok());
        if self.lives.is_some() {
            self.exclude_listed_lives();
        }
    }

    /// Fails if some loaded lives cannot answer the question.
    pub(super) fn check_periods(&self, question: &Question) -> Result<(), Error> {
        self.lives.as_ref().map_or(Ok(()), |periods| periods.check(question))
    }

    /// Fails if lives are loaded, because they cannot be listed.
    pub(super) fn check_listable(&self) -> Result<(), Error> {
        if self.lives.is_some() { Err(ErrorCode::Grain.into()) } else { Ok(()) }
    }

    /// The default rules; where lives are loaded, the rules by which they were made.
    pub(super) fn with_fixed(&self, rules: Rules) -> Rules {
        let Some(Periods { fixed, .. }) = &self.lives else { return rules };
        let default = FixedRules::default();
        let end_day = if rules.end_day == default.end_day { fixed.end_day } else { rules.end_day };
        let is_default = rules.blank_channel == default.blank_channel;
        let blank_channel = if is_default { fixed.blank_channel } else { rules.blank_channel };
        Rules { end_day, blank_channel, ..rules }
    }

    /// The cut of the loaded lives.
    pub(super) fn cut(&self) -> Option<i32> {
        self.lives.as_ref().map(|periods| periods.boundaries.cut())
    }

    /// What a summary reports about the loaded lives.
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
            _ => return Err(Error::unknown_value("keys", dimension.key())),
        } = true;
    }
    Ok(keys)
}
