//! Options and queries as JavaScript passes them, and their checked form: days as numbers, percentages in
//! range.

use crate::dossier::{Alias, Duplicates, Naming};
use crate::measure::choice::choice;
use crate::measure::{Dimension, Measure, Outcome, Rules, Sort, StatedRules, Supposed};
use crate::plain::Plain;
use crate::report::{Claim, FormRows, Lang};
use crate::schema::Mapping;
use crate::target::TargetSet;
use crate::text::tidy;
use crate::value::{Coded, UnitLevel, WorkingDays, of_iso};
use crate::{Error, ErrorCode, ErrorDetail};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// Options of a session. Days are written "2022-08-19".
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, remote = "Self")]
pub struct Options {
    /// Rules of queries that state none.
    #[serde(skip)]
    pub rules: StatedRules,
    /// Which of several rows with one code counts; default "newest".
    pub duplicates: Option<Duplicates>,
    /// Spellings and aliases of units; by default, spellings are merged.
    pub units: Option<UnitNames>,
    /// Days off and working days that differ from the built-in table of holidays.
    pub days_off: Option<DaysOff>,
    /// Today's date. It limits the default as-of date; later dates are reported as issues. None = no limit.
    pub today: Option<String>,
    /// Name of the files' text encoding; default: detected from the content.
    pub encoding: Option<String>,
    /// Targets of queries that name none.
    pub targets: Option<TargetSet>,
    /// Mappings for headers with a matching signature. If two have the same signature, the later applies.
    pub mappings: Option<Vec<Mapping>>,
}

/// Names of units (docs/reference.md, "Definitions").
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct UnitNames {
    /// Treats spellings of one name as one unit; default true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge_spellings: Option<bool>,
    /// The administrative list of units, which orders forms and tables. Groups in an answer stay in key
    /// order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Vec<String>>,
    /// Names to replace. If two apply to one unit on the same day, the first is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aliases: Option<Vec<UnitAlias>>,
}

/// Replaces one unit name by another, for dossiers received in a range of days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct UnitAlias {
    /// The name to replace.
    pub from: String,
    /// The name to show instead.
    pub to: String,
    /// The level of the unit `to`: "tỉnh", "huyện", "xã".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// First received day on which the alias applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Last received day on which the alias applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}

impl UnitNames {
    /// Returns the checked names. Fails with [`ErrorCode::BadQuery`], which names the invalid alias.
    pub(crate) fn naming(&self) -> Result<Naming, Error> {
        let aliases = self.aliases.iter().flatten().map(UnitAlias::checked).collect::<Result<_, _>>()?;
        Ok(Naming { merge: self.merge_spellings != Some(false), aliases })
    }
}

impl UnitAlias {
    fn checked(&self) -> Result<Alias, Error> {
        let (from, to) = (tidy(&self.from), tidy(&self.to));
        let wrong = || bad_query(ErrorDetail::BadAlias).with(&from).with(&to);
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

/// Days off and working days, written "2022-08-19".
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DaysOff {
    /// Days off.
    pub off: Vec<String>,
    /// Working days. A day in both lists is a working day.
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

/// A query for a summary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, remote = "Self")]
pub struct Query {
    /// Rules to count by.
    #[serde(skip)]
    pub rules: StatedRules,
    /// Dimensions to group by; None = only the total.
    pub by: Option<Vec<Dimension>>,
    /// Accepted keys by dimension; outcomes under "outcome", ways to stop under "stop".
    #[serde(rename = "where")]
    pub filter: Option<BTreeMap<String, Vec<String>>>,
    /// First day of the period.
    pub from: Option<String>,
    /// Last day of the period.
    pub to: Option<String>,
    /// Targets; None = those of the options.
    pub targets: Option<TargetSet>,
    /// Hypothetical additional dossiers in every group. The counts do not change.
    pub suppose: Option<Supposed>,
    /// The only rate to compute for groups. In JSON text, the groups then have no counts or days, because a
    /// view of many groups shows one rate of each.
    pub only: Option<Measure>,
}

/// A query for a list of dossiers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, remote = "Self")]
pub struct DossierQuery {
    /// Which dossiers, and by which rules.
    #[serde(skip)]
    pub query: Query,
    /// Only dossiers with these outcomes.
    pub outcome: Option<Vec<Outcome>>,
    /// Only dossiers with doubtful cells.
    pub doubtful: Option<bool>,
    /// Only open dossiers due at most this many days after the as-of date.
    pub due_within: Option<i32>,
    /// Only dossiers that ended this many days after the appointment; both bounds are included.
    pub ended_late_by: Option<(i32, i32)>,
    /// Only dossiers whose outcome differs under these rules. Rules not stated here are those of the query.
    pub differs: Option<StatedRules>,
    /// Only dossiers of this bucket of an earlier answer. The bucket also states the rules by which they are
    /// judged.
    pub bucket: Option<String>,
    /// Only dossiers whose code contains this text.
    pub code: Option<String>,
    /// Sort order; default: file order.
    pub sort: Option<Sort>,
    /// Reverses the order. Dossiers without the sort day stay last.
    pub reverse: Option<bool>,
    /// Number of rows to skip.
    pub offset: usize,
    /// Maximum number of rows to return.
    pub limit: usize,
}

/// A query for an export: a summary's or a list's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, remote = "Self")]
pub struct ExportQuery {
    /// Which dossiers, and by which rules; a `limit` of 0 means all.
    #[serde(skip)]
    pub asked: DossierQuery,
    /// What the rows are; default: groups, or dossiers for Arrow.
    pub rows: Option<Rows>,
    /// Language of names and headings; default: Vietnamese.
    pub lang: Option<Lang>,
    /// An official form, written instead of rows.
    pub form: Option<Form>,
    /// What the rows of the form are; default: units.
    pub form_rows: Option<FormRows>,
    /// Whether the form's headings contain sums; default true.
    pub subtotals: Option<bool>,
    /// Two groups of files to compare, written instead of rows.
    pub compare: Option<ComparedFiles>,
    /// Published figures to reconcile, written instead of rows.
    pub reconcile: Option<Vec<Claim>>,
    /// The reporting unit, as printed on the form.
    pub office: Option<String>,
    /// The recipient of the report.
    pub recipient: Option<String>,
    /// The place of signature.
    pub place: Option<String>,
}

/// Two groups of files, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComparedFiles {
    /// The earlier export.
    pub before: Vec<usize>,
    /// The later one.
    pub after: Vec<usize>,
}

impl<'de> Deserialize<'de> for ComparedFiles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = Plain::deserialize(deserializer)?;
        let side = |name: &str| {
            let files = all.get(name).map_or(&[][..], Plain::items).iter();
            files.map(|file| file.count().map(|file| file as usize)).collect::<Option<_>>()
        };
        let wrong = || D::Error::custom(ErrorDetail::BadSides.sentence(&[]));
        Ok(Self { before: side("before").ok_or_else(wrong)?, after: side("after").ok_or_else(wrong)? })
    }
}

/// Deserialises a struct together with an inner struct whose fields are on the same level. serde's own
/// `flatten` would add another format for each type to the module, 40 KB in all.
macro_rules! one_level {
    ($outer:ident with $inner:ident) => {
        impl<'de> Deserialize<'de> for $outer {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let all = Plain::deserialize(deserializer)?;
                // The derived implementation, which ignores the inner fields.
                let outer: $outer = $outer::deserialize(all.reader::<D::Error>())?;
                Ok(Self { $inner: all.read()?, ..outer })
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

/// Options after validation.
#[derive(Debug, Clone)]
pub struct Settings {
    /// None = the day of the latest activity.
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

/// Parses a day such as "2022-08-19"; an empty text is None. Anything else is [`ErrorCode::BadQuery`].
pub fn day(field: &str, text: Option<&str>) -> Result<Option<i32>, Error> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    of_iso(text).map(Some).ok_or_else(|| bad_query(ErrorDetail::BadDay).with(field))
}

/// Returns the error for an invalid query, with what is wrong.
pub fn bad_query(detail: ErrorDetail) -> Error {
    Error::new(ErrorCode::BadQuery).because(detail)
}
