//! Options and queries as JavaScript writes them, and what they come to: days as numbers, percentages checked.

use crate::dossier::{Alias, Duplicates, Naming};
use crate::measure::choice::choice;
use crate::measure::{Dimension, Outcome, Rules, Sort, StatedRules, Supposed};
use crate::plain::Plain;
use crate::report::{FormRows, Lang};
use crate::schema::Mapping;
use crate::target::TargetSet;
use crate::text::tidy;
use crate::value::{Coded, UnitLevel, WorkingDays, civil};
use crate::{Error, ErrorCode};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// Options of a session. Days are "2022-08-19".
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, remote = "Self")]
pub struct Options {
    /// Rules where a query states none.
    #[serde(skip)]
    pub rules: StatedRules,
    /// Which of several rows with one code counts; default "newest".
    pub duplicates: Option<Duplicates>,
    /// Spellings and aliases of units; default: spellings are merged.
    pub units: Option<UnitNames>,
    /// Days off and days worked beside the table of holidays.
    pub days_off: Option<DaysOff>,
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
    /// Names that stand for others; of two for one unit on one day the first.
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
        let first = day("validFrom", self.valid_from.as_deref()).map_err(|_| wrong())?.unwrap_or(i32::MIN);
        let last = day("validTo", self.valid_to.as_deref()).map_err(|_| wrong())?.unwrap_or(i32::MAX);
        let level = self.level.as_deref().filter(|level| !level.is_empty());
        let level = level.map(|level| UnitLevel::listed(level).ok_or_else(wrong)).transpose()?;
        if from.is_empty() || to.is_empty() || first > last {
            return Err(wrong());
        }
        Ok(Alias { from, to, level: level.map_or(0, Coded::number), first, last })
    }
}

/// Days off and days worked, as "2022-08-19".
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DaysOff {
    /// Days off.
    pub off: Vec<String>,
    /// Days worked; of a day that is both, this holds.
    pub on: Vec<String>,
}

impl DaysOff {
    fn working_days(&self) -> Result<WorkingDays, Error> {
        let days = |days: &[String]| -> Result<Vec<i32>, Error> {
            let days = days.iter().map(|text| day("daysOff", Some(text)));
            Ok(days.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        };
        Ok(WorkingDays::with(&days(&self.off)?, &days(&self.on)?))
    }
}

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, remote = "Self")]
pub struct Query {
    /// By which rules.
    #[serde(skip)]
    pub rules: StatedRules,
    /// Dimensions to group by; none = the total alone.
    pub by: Option<Vec<Dimension>>,
    /// Keys by dimension, outcomes under "outcome", ways to stop under "stop".
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
#[serde(rename_all = "camelCase", default, remote = "Self")]
pub struct DossierQuery {
    /// Which dossiers, by which rules.
    #[serde(skip)]
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
    /// Only codes that contain this.
    pub code: Option<String>,
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
#[serde(rename_all = "camelCase", default, remote = "Self")]
pub struct ExportQuery {
    /// Which dossiers, by which rules; `limit` 0 = all.
    #[serde(skip)]
    pub asked: DossierQuery,
    /// What the rows are; default: groups, in Arrow dossiers.
    pub rows: Option<Rows>,
    /// Language of names and headings; default: Vietnamese.
    pub lang: Option<Lang>,
    /// An official form in place of rows.
    pub form: Option<Form>,
    /// What the rows of the form are; default: units.
    pub form_rows: Option<FormRows>,
    /// Its headings hold sums; default true.
    pub subtotals: Option<bool>,
    /// The unit that reports, as the form prints it.
    pub office: Option<String>,
    /// Whom it reports to.
    pub recipient: Option<String>,
    /// Where it is signed.
    pub place: Option<String>,
}

/// Has a struct read with another whose fields stand on the same level: serde's own `flatten` reads each type by one more
/// format, 40 KB in all.
macro_rules! one_level {
    ($outer:ident with $inner:ident) => {
        impl<'de> Deserialize<'de> for $outer {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let all = Plain::deserialize(deserializer)?;
                // The derived one, which passes over the inner fields.
                let outer = $outer::deserialize(&all).map_err(D::Error::custom)?;
                let $inner = Deserialize::deserialize(&all).map_err(D::Error::custom)?;
                Ok(Self { $inner, ..outer })
            }
        }
    };
}

one_level!(Options with rules);
one_level!(Query with rules);
one_level!(DossierQuery with query);
one_level!(ExportQuery with asked);

choice! {
    /// What the rows of an export are.
    Rows: "rows" {
        /// Groups and the total.
        Summary = "summary",
        /// Dossiers.
        Dossiers = "dossiers",
    }
}

choice! {
    /// An official form.
    Form: "form" {
        /// Form II.06a of Circular 01/2020/TT-VPCP.
        II06A = "II.06a",
    }
}

/// Options, checked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// None = the latest activity.
    pub as_of: Option<i32>,
    pub rules: Rules,
    pub duplicates: Duplicates,
    pub units: UnitNames,
    pub working: WorkingDays,
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
            as_of: day("asOf", options.rules.as_of.as_deref())?,
            rules: Rules::on(0).with(&options.rules),
            duplicates: options.duplicates.unwrap_or_default(),
            units: options.units.unwrap_or_default(),
            working: options.days_off.unwrap_or_default().working_days()?,
            today: day("today", options.today.as_deref())?.unwrap_or(i32::MAX),
            encoding: options.encoding,
            targets: options.targets,
            mappings: options.mappings.unwrap_or_default(),
        })
    }
}

/// Reads the "2022-08-19" of a field; [`ErrorCode::BadQuery`] on anything else.
pub fn day(field: &str, text: Option<&str>) -> Result<Option<i32>, Error> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let fits =
        |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    let shaped = text.len() == 10 && text.bytes().enumerate().all(fits);
    let number = |from, to| text.get(from..to).filter(|_| shaped)?.parse::<u32>().ok();
    let day = || civil(number(0, 4)?.try_into().ok()?, number(5, 7)?, number(8, 10)?);
    day().map(Some).ok_or_else(|| bad_query(&format!("{field}: ngày phải có thật và viết dạng 2022-08-19.")))
}

/// A question that cannot be answered as put, and why.
pub fn bad_query(why: &str) -> Error {
    Error::new(ErrorCode::BadQuery).detail(why)
}
