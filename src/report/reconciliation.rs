//! Published figures reconciled with the dossiers, in the shape of `www/lib/index.d.ts`.

use super::summary::Fields;
use crate::ErrorDetail;
use crate::plain::Plain;
use crate::reconcile::LeftOut;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A published figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Its unit; None = all units together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// First day of its period, written "2022-08-19"; None = that of the query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last day of its period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// A count, "total", or a measure.
    pub figure: String,
    /// What was published.
    pub value: ClaimValue,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What was published: a count, or a text as it was printed, with a percent sign for a rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimValue {
    /// A count.
    Number(u32),
    /// A text.
    Text(String),
}

impl Default for ClaimValue {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Serialize for ClaimValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(count) => serializer.serialize_u32(*count),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl ClaimValue {
    /// The value as JavaScript gives it. None for anything but a whole number or a text.
    fn of(value: &Plain) -> Option<Self> {
        let text = || value.text().map(|text| Self::Text(text.to_owned()));
        value.count().map(Self::Number).or_else(text)
    }
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = Plain::deserialize(deserializer)?;
        let text = |name: &str| {
            let text = |value: &Plain| value.text().map(str::to_owned);
            let wrong = || D::Error::custom(ErrorDetail::ClaimText.sentence(&[name]));
            all.get(name).map(|value| text(value).ok_or_else(wrong)).transpose()
        };
        let value = all.get("value").map_or_else(|| Some(ClaimValue::default()), ClaimValue::of);
        let wrong = || D::Error::custom(ErrorDetail::ClaimValue.sentence(&[]));
        Ok(Self {
            unit: text("unit")?,
            from: text("from")?,
            to: text("to")?,
            figure: text("figure")?.unwrap_or_default(),
            value: value.ok_or_else(wrong)?,
            source: text("source")?,
        })
    }
}

/// The result for one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReconciledUnit {
    /// The unit; None = all units together.
    pub unit: Option<String>,
    /// Its claims beside our own figures.
    pub claims: Vec<ClaimReport>,
    /// Every way under which all claims agree.
    pub exact: Vec<WayReport>,
    /// If there is no such way: the ways that come closest.
    pub closest: Vec<WayReport>,
    /// The way that `split` explains.
    pub shown: Option<WayReport>,
    /// The difference of that way to ours, part by part.
    pub split: Vec<SplitReport>,
    /// What that way does not explain.
    pub unexplained: Vec<UnexplainedReport>,
    /// Values of rules that were not tried because the unit has lives (docs/reference.md, "Lives").
    #[serde(rename = "leftOut", skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

/// A way of counting: the rules in which it differs from our own, by name.
pub type WayReport = Fields<&'static str, &'static str>;

/// A claim beside our own figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimReport {
    /// The claim as stated.
    pub claim: Claim,
    /// Our count or numerator.
    pub num: i64,
    /// Our denominator, for a rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub den: Option<i64>,
    /// Ours as printed; "" if it cannot be computed.
    pub text: String,
    /// Published minus ours: dossiers ("+3") or points of percent ("-0,54").
    pub difference: String,
    /// True if ours agrees with the published one.
    pub met: bool,
}

/// The dossiers that change a figure for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SplitReport {
    /// The index of the claim.
    pub claim: usize,
    /// "num" or "den".
    pub part: &'static str,
    /// The rules that make the change.
    pub rules: Vec<&'static str>,
    /// How they work together: "one" rule; "any" of them suffices; only "all" together suffice.
    pub needs: &'static str,
    /// The sum of the changes.
    pub change: i64,
    /// Number of dossiers.
    pub dossiers: u64,
    /// Their bucket; "" if they cannot be listed because the unit has lives.
    pub bucket: String,
}

/// The unexplained rest of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnexplainedReport {
    /// The index of the claim.
    pub claim: usize,
    /// "num": a count, or the numerator of a rate.
    pub part: &'static str,
    /// Published minus the figure by the way shown.
    pub change: i64,
    /// Counts that equal it, perhaps by coincidence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub equals: Vec<EqualReport>,
}

/// A count that equals an unexplained difference, perhaps by coincidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EqualReport {
    /// The name of the count.
    pub figure: &'static str,
    /// The count.
    pub count: u64,
}
