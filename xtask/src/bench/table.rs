//! A run as a Markdown table: the time of each contender, and its ratio to the floor and to hoso.

use super::harness::FOLDER;
use super::record::{Figures, Record};
use crate::done::{Done, While};
use crate::project;
use serde_json::Value;

/// The contenders that only read, without processing. The first one in a run is the floor: how a browser
/// reads a file by default.
const FLOORS: [&str; 4] = ["phys-newline-stream", "phys-newline-byob", "phys-newline-simd", "xlsx-inflate"];

const HEAD: &str = "| contender | counts | file→result ms | ÷ floor | ÷ hoso | second run ms | ÷ hoso | cold start ms | \
    cold + first ms | ÷ hoso | download, raw / gzip | peak MB | longest block ms | CPU ms | other load |\n\
    |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";

/// The whole table, after a paragraph about the circumstances.
pub fn markdown(record: &Record) -> Done<String> {
    let versions = Versions::read()?;
    let figures = ordered(record);
    let floor = floor(&figures);
    let hoso = figures.iter().find(|one| one.peer == "hoso");
    let rows =
        figures.iter().map(|one| row(one, &versions.name(&one.peer, one.version.as_deref()), floor, hoso));
    let table: String = rows.collect();
    Ok(format!("{}\n\n{HEAD}{table}", circumstances(record)))
}

const SHORT_HEAD: &str = "| | file→result ms | ÷ floor | ÷ hoso | cold start and result ms | ÷ hoso | download, gzip | peak MB |\n\
    |---|--:|--:|--:|--:|--:|--:|--:|\n";

/// The short table, with fewer columns.
pub fn short(record: &Record) -> Done<String> {
    let versions = Versions::read()?;
    let figures = ordered(record);
    let floor = floor(&figures);
    let hoso = figures.iter().find(|one| one.peer == "hoso");
    let row = |one: &Figures| {
        let cells = [
            versions.name(&one.peer, one.version.as_deref()),
            whole(first(one)),
            ratio(first(one), floor),
            ratio(first(one), hoso.and_then(first)),
            whole(cold(one)),
            ratio(cold(one), hoso.and_then(cold)),
            one.sent.map_or_else(none, |(_, gzip)| weight(gzip)),
            whole(one.memory),
        ];
        format!("| {} |\n", cells.join(" | "))
    };
    let table: String = figures.iter().map(row).collect();
    Ok(format!("{}\n\n{SHORT_HEAD}{table}", circumstances(record)))
}

fn ordered(record: &Record) -> Vec<Figures> {
    let mut figures = record.figures();
    figures.sort_by(|one, other| order(one).total_cmp(&order(other)));
    figures
}

fn floor(figures: &[Figures]) -> Option<f64> {
    FLOORS.iter().find_map(|floor| figures.iter().find(|one| one.peer == *floor)).and_then(first)
}

/// Floors first, then by speed.
fn order(figures: &Figures) -> f64 {
    let floor = (0_u8..).zip(FLOORS).find(|(_, floor)| figures.peer == *floor);
    floor.map_or_else(|| first(figures).unwrap_or(f64::MAX), |(place, _)| -10.0 + f64::from(place))
}

fn is_floor(figures: &Figures) -> bool {
    FLOORS.contains(&figures.peer.as_str())
}

fn circumstances(record: &Record) -> String {
    let meta = &record.meta;
    let (day, size) = (meta.date.get(..10).unwrap_or_default(), meta.bytes / 1e6);
    format!(
        "{}, {size:.1} MB; {}; {}, {} cores; {day}; {} repetitions, each in a fresh browser, contenders in turn.",
        meta.file, meta.chromium, meta.cpu, meta.cores, meta.reps
    )
}

fn row(one: &Figures, name: &str, floor: Option<f64>, hoso: Option<&Figures>) -> String {
    let to_hoso = |figure: fn(&Figures) -> Option<f64>| ratio(figure(one), hoso.and_then(figure));
    let counts = match &one.right {
        _ if is_floor(one) => "–".to_owned(),
        Ok(()) => "right".to_owned(),
        Err(why) => format!("**wrong**: {}", clipped(why)),
    };
    let spread = one.first.map(|(middle, least, most)| format!("{middle:.0} ({least:.0}–{most:.0})"));
    let cells = [
        name.to_owned(),
        counts,
        spread.unwrap_or_else(none),
        ratio(first(one), floor),
        to_hoso(first),
        whole(one.again),
        to_hoso(|figures| figures.again),
        whole(one.start),
        whole(cold(one)),
        to_hoso(cold),
        one.sent.map_or_else(none, |(raw, gzip)| format!("{} / {}", weight(raw), weight(gzip))),
        whole(one.memory),
        whole(one.block),
        whole(one.cpu),
        one.others.map_or_else(none, |cores| format!("{cores:.2}")),
    ];
    format!("| {} |\n", cells.join(" | "))
}

/// The first part of an error without line ends, which would break the table.
fn clipped(why: &str) -> String {
    why.chars().map(|letter| if matches!(letter, '|' | '\n') { ' ' } else { letter }).take(60).collect()
}

fn first(figures: &Figures) -> Option<f64> {
    figures.first.map(|(middle, ..)| middle)
}

/// From a page without the engine to the result.
fn cold(figures: &Figures) -> Option<f64> {
    Some(figures.start? + first(figures)?)
}

fn none() -> String {
    "–".to_owned()
}

fn whole(value: Option<f64>) -> String {
    value.map_or_else(none, |value| format!("{value:.0}"))
}

fn ratio(value: Option<f64>, to: Option<f64>) -> String {
    value.zip(to).map_or_else(none, |(value, to)| format!("{:.2}", value / to))
}

/// Bytes as kB or MB.
fn weight(bytes: f64) -> String {
    if bytes < 1e6 { format!("{:.1} kB", bytes / 1e3) } else { format!("{:.1} MB", bytes / 1e6) }
}

/// Names of the contenders, with their versions from the harness's lock file.
struct Versions {
    lock: Value,
    hoso: String,
}

impl Versions {
    fn read() -> Done<Self> {
        let path = format!("{FOLDER}/package-lock.json");
        let lock = serde_json::from_str(&project::read(&path)?).when(path)?;
        Ok(Self { lock, hoso: project::version()? })
    }

    fn name(&self, peer: &str, stated: Option<&str>) -> String {
        if peer == "hoso" {
            return format!("**hoso** {}", self.hoso);
        }
        if peer == "hoso-before" {
            return "hoso, the other build".to_owned();
        }
        if let Some(native) = peer.strip_prefix("native:") {
            let threads = native.rsplit(':').next().unwrap_or_default();
            return format!("native {}, threads: {threads}", stated.unwrap_or(native));
        }
        let own = format!("{FOLDER}/contenders/{peer}.js");
        let source = project::read(own).or_else(|_| project::read("benches/inflate.mjs")).unwrap_or_default();
        let version = quoted(&source, "pkg: ").and_then(|package| self.version(package)).unwrap_or_default();
        let tool = quoted(&source, "tool: ").unwrap_or(peer).trim_end_matches(version);
        [tool.trim_end(), version, &format!("`{peer}`")].join(" ").replace("  ", " ")
    }

    fn version(&self, package: &str) -> Option<&str> {
        self.lock.get("packages")?.get(format!("node_modules/{package}"))?.get("version")?.as_str()
    }
}

/// The text in quotes after `mark`.
fn quoted<'s>(source: &'s str, mark: &str) -> Option<&'s str> {
    let (_, rest) = source.split_once(mark)?;
    let quote = rest.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    rest.get(1..)?.split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(peer: &str, first: f64, start: f64) -> Figures {
        Figures {
            peer: peer.to_owned(),
            version: None,
            right: Ok(()),
            first: Some((first, first, first)),
            again: None,
            start: Some(start),
            sent: Some((1500.0, 900.0)),
            memory: Some(180.4),
            block: None,
            cpu: None,
            others: None,
        }
    }

    #[test]
    fn ratios_are_relative_to_the_floor_and_to_hoso() {
        let (hoso, peer) = (figures("hoso", 200.0, 50.0), figures("peer", 700.0, 300.0));
        let row = row(&peer, "Peer 1", Some(100.0), Some(&hoso));
        assert_eq!(
            row,
            "| Peer 1 | right | 700 (700–700) | 7.00 | 3.50 | – | – | 300 | 1000 | 4.00 | 1.5 kB / 0.9 kB | 180 | – | – | – |\n"
        );
    }

    #[test]
    fn a_difference_is_shown_and_cannot_break_the_table() {
        let wrong = Figures { right: Err("row | 1\n".to_owned()), ..figures("peer", 1.0, 1.0) };
        assert!(row(&wrong, "Peer", None, None).starts_with("| Peer | **wrong**: row   1  |"));
    }

    #[test]
    fn names_are_read_in_either_quotes() {
        assert_eq!(quoted("{ tool: 'a b', pkg: \"c\" }", "tool: "), Some("a b"));
        assert_eq!(quoted("{ tool: 'a b', pkg: \"c\" }", "pkg: "), Some("c"));
        assert_eq!(quoted("{ pkg: null }", "pkg: "), None);
    }
}
