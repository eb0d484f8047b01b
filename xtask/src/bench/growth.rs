//! How cost grows: benches/growth.mjs measures; this module makes the table and the plot, and marks growth
//! that is worse than linear.

use super::harness::FOLDER;
use super::plot;
use crate::done::{Done, While};
use crate::project;
use crate::shell;
use serde::Deserialize;
use std::path::Path;

const PLOT: &str = "docs/growth.svg";
/// Exponent from which growth counts as worse than linear; noise alone does not reach it.
const LINEAR: f64 = 1.15;

/// The output of growth.mjs.
#[derive(Deserialize)]
pub struct Growth {
    date: String,
    node: String,
    /// More rows in one file of 150 units.
    pub rows: Vec<Point>,
    /// More units in 500,000 rows.
    pub units: Vec<Point>,
    /// The same rows in more files.
    pub files: Vec<Point>,
}

/// The cost of one size.
#[derive(Deserialize, Clone)]
pub struct Point {
    /// Number of rows, units or files.
    pub size: f64,
    /// Reading all files, in ms.
    pub read: f64,
    /// A new summary by unit and quarter, in ms.
    pub summary: f64,
    /// First page of the late list, in ms.
    list: f64,
    /// wasm memory after reading, in bytes.
    memory: f64,
    /// Bytes read.
    bytes: f64,
}

impl Growth {
    /// The three series, each with the name of what grows.
    pub fn series(&self) -> [(&'static str, &[Point]); 3] {
        [("rows", &self.rows), ("units", &self.units), ("files", &self.files)]
    }
}

/// Measures, and prints the table.
pub fn run() -> Done {
    let out = results();
    project::make_folder(Path::new(FOLDER))?;
    shell::run(&mut shell::command("node", ["benches/growth.mjs", &out]))?;
    println!("\n{}", markdown(&read(&out)?));
    Ok(())
}

/// The table of the last measurement; None if there was no measurement.
pub fn table() -> Done<Option<String>> {
    Ok(last()?.map(|growth| markdown(&growth)))
}

/// Draws the last measurement, if there was one.
pub fn plot() -> Done {
    last()?.map_or(Ok(()), |growth| project::write(PLOT, plot::svg(&growth)))
}

fn last() -> Done<Option<Growth>> {
    let path = results();
    if Path::new(&path).is_file() { read(&path).map(Some) } else { Ok(None) }
}

fn results() -> String {
    format!("{FOLDER}/growth.json")
}

fn read(path: &str) -> Done<Growth> {
    serde_json::from_str(&project::read(path)?).when(path)
}

fn markdown(growth: &Growth) -> String {
    let day = growth.date.get(..10).unwrap_or_default();
    let mut text = format!("Engine in Node {}, {day}; medians.\n", growth.node);
    for (what, points) in growth.series() {
        text += &format!(
            "\n| {what} | MB | read ms | ns a byte | summary ms | late list ms | memory MB |\n|--:|--:|--:|--:|--:|--:|--:|\n"
        );
        points.iter().for_each(|point| text += &row(point));
        text += &format!("\n{}\n", verdict(points));
    }
    text
}

fn row(point: &Point) -> String {
    let Point { size, read, summary, list, memory, bytes } = point;
    let each = read * 1e6 / bytes;
    let (read_mb, memory_mb) = (bytes / 1e6, memory / 1e6);
    format!("| {size} | {read_mb:.1} | {read:.0} | {each:.2} | {summary:.1} | {list:.1} | {memory_mb:.0} |\n")
}

/// A cost of a point, by its name in the table.
type Cost = (&'static str, fn(&Point) -> f64);

/// The exponents of growth of each cost; those worse than linear are bold.
fn verdict(points: &[Point]) -> String {
    let costs: [Cost; 4] = [
        ("read", |p| p.read),
        ("summary", |p| p.summary),
        ("late list", |p| p.list),
        ("memory", |p| p.memory),
    ];
    let said = costs.map(|(what, cost)| match exponent(points, cost) {
        slope if slope > LINEAR => format!("**{what} {slope:.2}: worse than linear**"),
        slope => format!("{what} {slope:.2}"),
    });
    format!("Grows with the power (1 = linear): {}.", said.join(", "))
}

/// Slope of a cost against size on logarithmic scales, by least squares over the larger half of the sizes,
/// because constant costs dominate the small ones.
fn exponent(points: &[Point], cost: fn(&Point) -> f64) -> f64 {
    let larger = points.get(points.len() / 2 - usize::from(points.len() > 2)..).unwrap_or(points);
    let logs: Vec<(f64, f64)> = larger.iter().map(|point| (point.size.ln(), cost(point).ln())).collect();
    let count = logs.len() as f64;
    let (x, y) = logs.iter().fold((0.0, 0.0), |sum, log| (sum.0 + log.0 / count, sum.1 + log.1 / count));
    let (up, along) = logs
        .iter()
        .fold((0.0, 0.0), |sum, log| (sum.0 + (log.0 - x) * (log.1 - y), sum.1 + (log.0 - x).powi(2)));
    up / along
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(read: impl Fn(f64) -> f64) -> Vec<Point> {
        let point =
            |&size: &f64| Point { size, read: read(size), summary: 1.0, list: 2.0, memory: 3e6, bytes: 4e6 };
        [1.0, 10.0, 100.0, 1000.0].iter().map(point).collect()
    }

    #[test]
    fn the_exponent_of_a_power_is_found() {
        for power in [0.0, 1.0, 2.0] {
            let slope = exponent(&points(|size| 7.0 * size.powf(power)), |point| point.read);
            assert!((slope - power).abs() < 1e-9, "{slope}");
        }
    }

    #[test]
    fn only_growth_worse_than_linear_is_marked() {
        assert!(!verdict(&points(|size| 5.0 + size)).contains("worse"));
        assert!(
            verdict(&points(|size| size * size))
                .starts_with("Grows with the power (1 = linear): **read 2.00: worse")
        );
    }
}
