//! Options and queries as JavaScript writes them, and what they come to: days as numbers, percentages checked.

use crate::dossier::{Alias, Duplicates, Naming};
use crate::measure::{Basis, Clock, Dimension, LevelShare, Outcome, Sort, Supposed, Waiting};
use crate::report::Lang;
use crate::schema::Mapping;
use crate::target::TargetSet;
use crate::text::tidy;
use crate::value::{Coded, UnitLevel, civil};
use crate::{Error, ErrorCode};
use serde::{Deserialize, Serialize};
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
    /// Which of several rows with one code counts; default "newest".
    pub duplicates: Option<Duplicates>,
    /// Spellings and aliases of units; default: spellings are merged.
    pub units: Option<UnitNames>,
    /// Today; bounds the default as-of date, and dates beyond it are reported. None = unbounded.
    pub today: Option<String>,
    /// Text encoding of the files, by name; default: by their letters.
    pub encoding: Option<String>,
    /// Targets where a query names none.
    pub targets: Option<TargetSet>,
    /// Mappings to take where a header has their signature; of two with one signature the later.
    pub mappings: Option<Vec<Mapping>>,
}

/// Names of units (spec section 10).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct UnitNames {
    /// Spellings of one name are one unit; default true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge_spellings: Option<bool>,
    /// The administrative list, for forms and tables; groups stand by key all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Vec<String>>,
    /// Names that stand for others; of two for one unit on one day the later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aliases: Option<Vec<UnitAlias>>,
}

/// One unit is another, by name, for dossiers received on these days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct UnitAlias {
    /// The name that is not to be shown.
    pub from: String,
    /// The one that is.
    pub to: String,
    /// The level of the unit `to`: "tỉnh", "huyện", "xã".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// First day received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Last day received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}

impl UnitNames {
    /// The names, checked: [`ErrorCode::BadQuery`] names the alias that makes no sense.
    pub fn naming(&self) -> Result<Naming, Error> {
        let aliases = self.aliases.iter().flatten().map(UnitAlias::checked).collect::<Result<_, _>>()?;
        Ok(Naming { merge: self.merge_spellings != Some(false), aliases })
    }
}

impl UnitAlias {
    fn checked(&self) -> Result<Alias, Error> {
        let (from, to) = (tidy(&self.from), tidy(&self.to));
        let wrong = || {
            Error::new(ErrorCode::BadQuery).detail(&format!("Tên thay thế không hợp lệ: “{from}” → “{to}”."))
        };
        let first = day(self.valid_from.as_deref()).map_err(|_| wrong())?.unwrap_or(i32::MIN);
        let last = day(self.valid_to.as_deref()).map_err(|_| wrong())?.unwrap_or(i32::MAX);
        let level = self.level.as_deref().filter(|level| !level.is_empty());
        let level = level.map(|level| UnitLevel::listed(level).ok_or_else(wrong)).transpose()?;
        if from.is_empty() || to.is_empty() || first > last {
            return Err(wrong());
        }
        Ok(Alias { from, to, level: level.map_or(0, Coded::number), first, last })
    }
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
    pub duplicates: Duplicates,
    pub units: UnitNames,
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
            duplicates: options.duplicates.unwrap_or_default(),
            units: options.units.unwrap_or_default(),
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
