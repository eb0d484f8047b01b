//! The contents of buckets, and how they are parsed from their texts: by hand, because that is less code in
//! the module than derived deserialisers.

use crate::order::filled;
use crate::plain::Plain;
use serde::Serialize;
use std::collections::BTreeMap;

/// A part of a comparison: its name, the files of both sides, and what was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CompareBucket {
    /// The name of the part.
    pub part: String,
    /// The files of the first side.
    pub before: Vec<usize>,
    /// The files of the second side.
    pub after: Vec<usize>,
    /// A hash of these files: a bucket of other files is rejected.
    pub data: String,
    /// Every rule, by name. The as-of date is the query's.
    pub rules: BTreeMap<String, String>,
    /// The filters of the query.
    pub filter: BTreeMap<String, Vec<String>>,
    /// The first day of the query.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
}

/// A part of a difference: of which figure, for which rules, and what was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WayBucket {
    /// The unit; None = all together.
    pub unit: Option<String>,
    /// The figure of the claim.
    pub figure: String,
    /// Whether it is a rate.
    pub is_rate: bool,
    /// "num" or "den".
    pub part: String,
    /// The rules that make the change.
    pub rules: Vec<String>,
    /// How they work together: "one", "any", "all".
    pub needs: String,
    /// The other way, by the rules in which it differs.
    pub way: BTreeMap<String, String>,
    /// Every rule of ours, by name. The as-of date is the query's.
    pub base: BTreeMap<String, String>,
    /// Our rule for duplicates.
    pub duplicates: String,
    /// The filters of the query.
    pub filter: BTreeMap<String, Vec<String>>,
    /// The first day of the period.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
    /// A hash of all files: a bucket of other files is rejected.
    pub data: String,
}

/// Reads a part of a comparison. A missing field is empty. None if a field has another type.
pub fn read_compare(plain: &Plain) -> Option<CompareBucket> {
    Some(CompareBucket {
        part: field(plain, "part", text)?,
        before: field(plain, "before", files)?,
        after: field(plain, "after", files)?,
        data: field(plain, "data", text)?,
        rules: field(plain, "rules", rules)?,
        filter: field(plain, "filter", filter)?,
        from: field(plain, "from", day)?,
        to: field(plain, "to", day)?,
    })
}

/// Reads a part of a difference between ways of counting, by the same rules.
pub fn read_way(plain: &Plain) -> Option<WayBucket> {
    Some(WayBucket {
        unit: field(plain, "unit", day)?,
        figure: field(plain, "figure", text)?,
        is_rate: plain.get("isRate") == Some(&Plain::Bool(true)),
        part: field(plain, "part", text)?,
        rules: field(plain, "rules", texts)?,
        needs: field(plain, "needs", text)?,
        way: field(plain, "way", rules)?,
        base: field(plain, "base", rules)?,
        duplicates: field(plain, "duplicates", text)?,
        filter: field(plain, "filter", filter)?,
        from: field(plain, "from", day)?,
        to: field(plain, "to", day)?,
        data: field(plain, "data", text)?,
    })
}

fn field<T: Default>(plain: &Plain, name: &str, read: fn(&Plain) -> Option<T>) -> Option<T> {
    plain.get(name).map_or_else(|| Some(T::default()), read)
}

fn text(plain: &Plain) -> Option<String> {
    plain.text().map(str::to_owned)
}

fn day(plain: &Plain) -> Option<Option<String>> {
    text(plain).map(Some)
}

fn list<T>(plain: &Plain, read: fn(&Plain) -> Option<T>) -> Option<Vec<T>> {
    let Plain::List(items) = plain else { return None };
    items.iter().map(read).collect()
}

fn texts(plain: &Plain) -> Option<Vec<String>> {
    list(plain, text)
}

fn files(plain: &Plain) -> Option<Vec<usize>> {
    list(plain, |file| file.count().map(|file| file as usize))
}

fn object<T>(plain: &Plain, read: fn(&Plain) -> Option<T>) -> Option<BTreeMap<String, T>> {
    let Plain::Object(entries) = plain else { return None };
    let named = entries.iter().map(|(name, value)| Some((name.clone(), read(value)?)));
    Some(filled(named.collect::<Option<Vec<_>>>()?))
}

fn rules(plain: &Plain) -> Option<BTreeMap<String, String>> {
    object(plain, text)
}

fn filter(plain: &Plain) -> Option<BTreeMap<String, Vec<String>>> {
    object(plain, texts)
}
