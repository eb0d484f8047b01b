//! A summary as columns: the keys of each group, its counts, and numerator and denominator of each measure.

use crate::failure::{Done, While};
use crate::table::{Format, Sink};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_schema::{Field, Schema};
use hoso::report::{GroupReport, RateReport, Summary, VERSION, key};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

type Columns = Vec<(String, ArrayRef)>;

/// Writes the groups of a summary, or its total if it has no groups, as Arrow or Parquet.
pub fn write(summary: &Summary, target: &Path, format: Format) -> Done {
    let batch = batch(summary)?;
    let mut sink = Sink::begin(format, target, batch.schema_ref(), &about(summary))?;
    sink.write(&batch)?;
    sink.commit()
}

/// The metadata of counts: the version and the rules.
pub fn about(summary: &Summary) -> String {
    json!({ "version": VERSION, "rules": summary.rules }).to_string()
}

/// The groups of a summary, or its total if it has no groups: keys, counts, and of each rate numerator and
/// denominator, null if it cannot be computed.
pub fn batch(summary: &Summary) -> Done<RecordBatch> {
    let groups =
        if summary.groups.is_empty() { std::slice::from_ref(&summary.total) } else { &summary.groups };
    let columns: Columns = [keys(groups), counts(groups), measures(groups)].concat();
    let field = |(name, column): &(String, ArrayRef)| Field::new(name, column.data_type().clone(), true);
    let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    RecordBatch::try_new(schema, columns).when("counts")
}

/// Every group has the same keys.
fn keys(groups: &[GroupReport]) -> Columns {
    let names = groups.first().into_iter().flat_map(|group| group.key.iter());
    let column = |(name, _): (&hoso::measure::Dimension, &String)| -> (String, ArrayRef) {
        let keys: StringArray = groups.iter().map(|group| group.key.get(name).map(String::as_str)).collect();
        (name.key().to_owned(), Arc::new(keys))
    };
    names.map(column).collect()
}

fn counts(groups: &[GroupReport]) -> Columns {
    let names = groups.first().map(|group| group.counts.named()).unwrap_or_default();
    let column = |(place, (name, _)): (usize, (&'static str, _))| -> (String, ArrayRef) {
        let counts = groups.iter().map(|group| {
            let count = group.counts.numbers().get(place).map(|count| *count as i64);
            count.filter(|_| group.knows(name))
        });
        (camel(name), Arc::new(counts.collect::<Int64Array>()))
    };
    names.into_iter().enumerate().map(column).collect()
}

fn measures(groups: &[GroupReport]) -> Columns {
    let names = groups.first().into_iter().flat_map(|group| group.measures.iter());
    let columns = names.flat_map(|(measure, _)| {
        let part = |of: fn(&RateReport) -> Option<u64>| -> ArrayRef {
            let parts =
                groups.iter().map(|group| i64::try_from(group.measures.get(measure).and_then(of)?).ok());
            Arc::new(parts.collect::<Int64Array>())
        };
        let (numerators, denominators) = (part(numerator), part(denominator));
        [(format!("{}Num", key(measure)), numerators), (format!("{}Den", key(measure)), denominators)]
    });
    columns.collect()
}

/// Null if a rate cannot be computed.
fn numerator(rate: &RateReport) -> Option<u64> {
    if let RateReport::Known { num, .. } = rate { Some(*num) } else { None }
}

fn denominator(rate: &RateReport) -> Option<u64> {
    if let RateReport::Known { den, .. } = rate { Some(*den) } else { None }
}

/// "carried_over" as JavaScript names it, "carriedOver".
fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        let (head, rest) = part.split_at_checked(1).unwrap_or((part, ""));
        name + &head.to_uppercase() + rest
    })
}
