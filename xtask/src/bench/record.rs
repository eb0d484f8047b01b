//! The output of a run of the harness, and the figures computed from it: medians over the repetitions.

use super::harness;
use crate::done::{Done, While};
use crate::project;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// One run.
#[derive(Deserialize)]
pub struct Record {
    /// The circumstances of the run.
    pub meta: Meta,
    /// Files fetched by each contender in the browser.
    transfer: BTreeMap<String, Vec<Sent>>,
    results: Vec<Repetition>,
}

/// The circumstances of a run.
#[derive(Deserialize)]
pub struct Meta {
    /// Name of the file read.
    pub file: String,
    /// Its size in bytes.
    pub bytes: f64,
    /// When the run began, in ISO 8601.
    pub date: String,
    /// Cores of the machine.
    pub cores: u32,
    /// Processor of the machine.
    pub cpu: String,
    /// The browser's version string.
    pub chromium: String,
    /// Requested repetitions.
    pub reps: u32,
}

#[derive(Deserialize)]
struct Sent {
    raw: f64,
    gzip: f64,
}

/// One repetition of one contender, in a browser of its own. `runs`: the first and the second reading of the
/// file.
#[derive(Deserialize)]
struct Repetition {
    peer: String,
    version: Option<String>,
    init: Option<Timing>,
    #[serde(default)]
    runs: Vec<Timing>,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Timing {
    ms: f64,
    cpu_ms: f64,
    rss_peak_mb: f64,
    ext_cores: f64,
    /// The longest delay of a timer of the page that is due every 4 ms.
    gap_max_ms: Option<f64>,
    /// `true`, or how the counts differ from the expected ones.
    ok: Option<Value>,
}

/// The medians of one contender; `None` = not measured.
pub struct Figures {
    /// The contender's name in the harness.
    pub peer: String,
    /// The version that a native program reports.
    pub version: Option<String>,
    /// Whether all counts of all repetitions are as expected; otherwise the first difference or error.
    pub right: Result<(), String>,
    /// From the `File` to the result, in a page that has read nothing yet: median, minimum and maximum, in
    /// ms.
    pub first: Option<(f64, f64, f64)>,
    /// The same for a second run in the same page.
    pub again: Option<f64>,
    /// From loading a page to a ready engine, in ms.
    pub start: Option<f64>,
    /// Bytes fetched, raw and in gzip.
    pub sent: Option<(f64, f64)>,
    /// Peak resident memory of the renderer, in MB.
    pub memory: Option<f64>,
    /// Longest block of the main thread, from the start on, in ms.
    pub block: Option<f64>,
    /// CPU time of all the browser's processes in the first reading, in ms.
    pub cpu: Option<f64>,
    /// Cores that other programs used meanwhile.
    pub others: Option<f64>,
}

impl Record {
    /// Reads the output of the run with this name.
    pub fn read(name: &str) -> Done<Self> {
        let path = harness::results(name);
        serde_json::from_str(&project::read(&path)?).when(path.display())
    }

    /// The figures of every contender, in the order in which they first ran.
    pub fn figures(&self) -> Vec<Figures> {
        let mut peers: Vec<&str> = Vec::new();
        for repetition in &self.results {
            if !peers.contains(&repetition.peer.as_str()) {
                peers.push(&repetition.peer);
            }
        }
        peers.into_iter().map(|peer| self.of(peer)).collect()
    }

    fn of(&self, peer: &str) -> Figures {
        let all: Vec<&Repetition> = self.results.iter().filter(|one| one.peer == peer).collect();
        let over = |figure: fn(&Repetition) -> Option<f64>| median(all.iter().filter_map(|one| figure(one)));
        let sent = self
            .transfer
            .get(peer)
            .map(|files| files.iter().fold((0.0, 0.0), |sum, file| (sum.0 + file.raw, sum.1 + file.gzip)));
        Figures {
            peer: peer.to_owned(),
            version: all.iter().find_map(|one| one.version.clone()),
            right: all.iter().try_for_each(|one| one.right()),
            first: spread(all.iter().filter_map(|one| Some(one.runs.first()?.ms))),
            again: over(|one| Some(one.runs.get(1)?.ms)),
            start: over(|one| Some(one.init.as_ref()?.ms)),
            sent,
            memory: over(|one| Some(one.runs.first()?.rss_peak_mb)),
            block: over(Repetition::block),
            cpu: over(|one| Some(one.runs.first()?.cpu_ms)),
            others: over(|one| Some(one.runs.first()?.ext_cores)),
        }
    }
}

impl Repetition {
    fn right(&self) -> Result<(), String> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        let mut verdicts = self.runs.iter().filter_map(|run| run.ok.as_ref());
        verdicts.find(|verdict| **verdict != Value::Bool(true)).map_or(Ok(()), |wrong| Err(wrong.to_string()))
    }

    fn block(&self) -> Option<f64> {
        self.init.iter().chain(&self.runs).filter_map(|timing| timing.gap_max_ms).max_by(f64::total_cmp)
    }
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    spread(values).map(|(middle, ..)| middle)
}

/// Median, minimum and maximum. The median of an even number of values is the mean of the middle two.
fn spread(values: impl Iterator<Item = f64>) -> Option<(f64, f64, f64)> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let (low, high) = (values.get(values.len().checked_sub(1)? / 2)?, values.get(values.len() / 2)?);
    Some((f64::midpoint(*low, *high), *values.first()?, *values.last()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_the_mean_of_two() {
        assert_eq!(spread([3.0, 1.0, 10.0].into_iter()), Some((3.0, 1.0, 10.0)));
        assert_eq!(spread([4.0, 1.0].into_iter()), Some((2.5, 1.0, 4.0)));
        assert_eq!(spread([].into_iter()), None);
    }

    #[test]
    fn one_wrong_or_failed_repetition_makes_a_contender_wrong() {
        let record = |second: &str| -> Record {
            let run = r#""cpu_ms":1,"rss_peak_mb":1,"ext_cores":0"#;
            let text = format!(
                r#"{{"meta":{{"file":"a.csv","bytes":1,"date":"","cores":1,"cpu":"","chromium":"","reps":2}},"transfer":{{}},
                "results":[{{"peer":"a","runs":[{{"ms":1,"ok":true,{run}}}]}},{second}]}}"#
            );
            serde_json::from_str(&text).unwrap()
        };
        let run = r#"{"ms":3,"cpu_ms":1,"rss_peak_mb":1,"ext_cores":0,"ok":"#;
        let right = record(&format!(r#"{{"peer":"a","runs":[{run}true}}]}}"#)).figures();
        assert_eq!((right[0].right.clone(), right[0].first), (Ok(()), Some((2.0, 1.0, 3.0))));
        let wrong = record(&format!(r#"{{"peer":"a","runs":[{run}"row 1 != 2"}}]}}"#)).figures();
        assert!(wrong[0].right.clone().unwrap_err().contains("row 1 != 2"));
        assert!(record(r#"{"peer":"a","error":"crashed"}"#).figures()[0].right.is_err());
    }
}
