//! Options and queries as JavaScript writes them, and what they come to: days as numbers, percentages checked.

use crate::measure::{Basis, Clock, Dimension, LevelShare, Outcome, Sort, Supposed, Waiting};
use crate::report::Lang;
use crate::schema::Mapping;
use crate::target::TargetSet;
use crate::value::civil;
use crate::{Error, ErrorCode};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Options of a session. Days are "2022-08-19".
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Options {
    /// As-of date; default: the latest activity in the data not after today.
    pub as_of: Option<String>,
    /// Default "day".
    pub clock: Option<Clock>,
    /// Default "apart".
    pub waiting: Option<Waiting>,
    /// Default "level".
    pub level_share: Option<LevelShare>,
    /// Default "event".
    pub basis: Option<Basis>,
    /// Which of several rows with one code count.
    pub duplicates: Option<Duplicates>,
    /// Today; bounds the default as-of date, and dates beyond it are reported. None = unbounded.
    pub today: Option<String>,
    /// Text encoding of the files, by name; default: by their letters.
    pub encoding: Option<String>,
    /// Targets where a query names none.
    pub targets: Option<TargetSet>,
    /// Mappings to take where a header has their signature; of two with one signature the later.
    pub mappings: Option<Vec<Mapping>>,
}

/// Which of several rows with one code count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duplicates {
    /// The last.
    #[default]
    Last,
    /// All.
    Keep,
}

/// Rules as a question states them. What it leaves open is as in the options.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatedRules {
    /// See [`Options::as_of`].
    pub as_of: Option<String>,
    /// See [`Options::clock`].
    pub clock: Option<Clock>,
    /// See [`Options::waiting`].
    pub waiting: Option<Waiting>,
    /// See [`Options::level_share`].
    pub level_share: Option<LevelShare>,
    /// See [`Options::basis`].
    pub basis: Option<Basis>,
}

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Query {
    /// By which rules.
    #[serde(flatten)]
    pub rules: StatedRules,
    /// Dimensions to group by; none = the total alone.
    pub by: Option<Vec<Dimension>>,
    /// Keys by dimension, and outcomes under "outcome".
    #[serde(rename = "where")]
    pub filter: Option<BTreeMap<String, Vec<String>>>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Targets; none = those of the options.
    pub targets: Option<TargetSet>,
    /// Dossiers supposed to have come besides, to every group; counts stay as they are.
    pub suppose: Option<Supposed>,
}

/// A question for a list of dossiers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DossierQuery {
    /// Which dossiers, by which rules.
    #[serde(flatten)]
    pub query: Query,
    /// Only these outcomes.
    pub outcome: Option<Vec<Outcome>>,
    /// Only dossiers with doubtful cells.
    pub doubtful: Option<bool>,
    /// Only open ones due at most so many days after the as-of date.
    pub due_within: Option<i32>,
    /// Only ended ones so many days after the appointment, both ends included.
    pub ended_late_by: Option<(i32, i32)>,
    /// Only those that are something else by these rules; what they leave open is as in the question.
    pub differs: Option<StatedRules>,
    /// Order; default: as in the files.
    pub sort: Option<Sort>,
    /// The other way round; what has no such day stays last.
    pub reverse: Option<bool>,
    /// Rows to pass over.
    pub offset: usize,
    /// Rows to give.
    pub limit: usize,
}

/// A question for a file: a summary's, or a list's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ExportQuery {
    /// Which dossiers, by which rules; `limit` 0 = all.
    #[serde(flatten)]
    pub asked: DossierQuery,
    /// What the rows are; default: groups, in Arrow dossiers.
    pub rows: Option<Rows>,
    /// Language of names and headings; default: Vietnamese.
    pub lang: Option<Lang>,
}

/// What the rows of an export are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rows {
    /// Groups and the total.
    Summary,
    /// Dossiers.
    Dossiers,
}

/// Options, checked.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub as_of: Option<i32>,
    pub clock: Clock,
    pub waiting: Waiting,
    pub level_share: LevelShare,
    pub basis: Basis,
    pub keep_all: bool,
    pub today: i32,
    pub encoding: Option<String>,
    pub targets: Option<TargetSet>,
    pub mappings: Vec<Mapping>,
}

impl TryFrom<Options> for Settings {
    type Error = Error;

    fn try_from(options: Options) -> Result<Self, Error> {
        options.targets.iter().try_for_each(TargetSet::check)?;
        Ok(Self {
            as_of: day(options.as_of.as_deref())?,
            clock: options.clock.unwrap_or_default(),
            waiting: options.waiting.unwrap_or_default(),
            level_share: options.level_share.unwrap_or_default(),
            basis: options.basis.unwrap_or_default(),
            keep_all: options.duplicates == Some(Duplicates::Keep),
            today: day(options.today.as_deref())?.unwrap_or(i32::MAX),
            encoding: options.encoding,
            targets: options.targets,
            mappings: options.mappings.unwrap_or_default(),
        })
    }
}

/// Reads "2022-08-19"; [`ErrorCode::BadQuery`] on anything else.
pub fn day(text: Option<&str>) -> Result<Option<i32>, Error> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let fits =
        |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    let shaped = text.len() == 10 && text.bytes().enumerate().all(fits);
    let number = |from, to| text.get(from..to).filter(|_| shaped)?.parse::<u32>().ok();
    let day = || civil(number(0, 4)?.try_into().ok()?, number(5, 7)?, number(8, 10)?);
    day().map(Some).ok_or_else(|| Error::new(ErrorCode::BadQuery).detail("Ngày phải viết dạng 2022-08-19."))
}
