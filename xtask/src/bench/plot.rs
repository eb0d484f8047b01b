//! The plot of growth: three panels side by side, logarithmic scales, and a dashed line for linear growth.

use super::growth::{Growth, Point};
use std::fmt::Write;

/// Width and height of a panel's field, and the space around it.
const FIELD: (f64, f64) = (210.0, 190.0);
const MARGIN: (f64, f64) = (72.0, 34.0);
const PANEL: (f64, f64) = (310.0, 266.0);
/// Milliseconds at the bottom and the top of each field, as powers of ten.
const DECADES: (f64, f64) = (-1.0, 5.0);

/// A cost that is drawn, and its colour.
type Line = (&'static str, &'static str, fn(&Point) -> f64);
const LINES: [Line; 2] = [("read", "#0b6", |point| point.read), ("summary", "#c40", |point| point.summary)];

/// The whole picture.
pub fn svg(growth: &Growth) -> String {
    let panels = growth.series();
    let (width, height) = (PANEL.0 * panels.len() as f64, PANEL.1);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <title>Cost by rows, units and files</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    text += &legend();
    for (at, (what, points)) in panels.into_iter().enumerate() {
        text += &panel(what, points, at as f64 * PANEL.0);
    }
    text + "</svg>\n"
}

/// The legend of the lines, above the first panel.
fn legend() -> String {
    let names =
        LINES.map(|(name, colour, _)| (name, colour)).into_iter().chain([("as the size grows", "#888")]);
    let words = (0..).zip(names).map(|(at, (name, colour))| {
        let x = MARGIN.0 + 80.0 * f64::from(at);
        format!("<text x=\"{x}\" y=\"16\" font-weight=\"bold\" fill=\"{colour}\">{name}</text>\n")
    });
    words.collect()
}

fn panel(what: &str, points: &[Point], left: f64) -> String {
    let Some((first, last)) = points.first().zip(points.last()) else { return String::new() };
    let scale = Scale { left: left + MARGIN.0, least: first.size.log10(), most: last.size.log10() };
    let linear = points.iter().map(|point| (point.size, first.read.max(1.0) * point.size / first.size));
    let mut text = grid(&scale);
    text += &format!(
        "<polyline points=\"{}\" fill=\"none\" stroke=\"#888\" stroke-dasharray=\"3 3\"/>\n",
        scale.line(linear)
    );
    for (name, colour, cost) in LINES {
        let line = scale.line(points.iter().map(|point| (point.size, cost(point))));
        text += &format!(
            "<polyline points=\"{line}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"><title>{name}</title></polyline>\n"
        );
    }
    text + &sizes(what, points, &scale)
}

/// Lines and labels of the decades: 1 ms, 10 ms …
fn grid(scale: &Scale) -> String {
    let mut text = String::new();
    let mut decade = DECADES.0;
    while decade <= DECADES.1 {
        let (left, y) = scale.place(10_f64.powf(scale.least), 10_f64.powf(decade));
        let (right, label) = (left + FIELD.0, 10_f64.powf(decade));
        let _ = writeln!(text, "<path d=\"M{left:.1} {y:.1}H{right:.1}\" stroke=\"#ddd\"/>");
        let _ = writeln!(
            text,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#444\">{label} ms</text>",
            left - 4.0,
            y + 4.0
        );
        decade += 1.0;
    }
    text
}

/// Labels of the smallest and the largest size, with the name of what is counted.
fn sizes(what: &str, points: &[Point], scale: &Scale) -> String {
    let y = MARGIN.1 + FIELD.1 + 16.0;
    let ends =
        points.first().zip(points.last()).map_or([None, None], |(first, last)| [Some(first), Some(last)]);
    let labels = ends.into_iter().flatten().map(|point| {
        let (x, _) = scale.place(point.size, 1.0);
        format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" fill=\"#444\">{}</text>\n",
            point.size
        )
    });
    let middle = scale.left + FIELD.0 / 2.0;
    labels.collect::<String>()
        + &format!(
            "<text x=\"{middle:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" font-weight=\"bold\" fill=\"#222\">{what}</text>\n"
        )
}

/// The position of a panel's field, and its sizes as powers of ten.
struct Scale {
    left: f64,
    least: f64,
    most: f64,
}

impl Scale {
    fn place(&self, size: f64, ms: f64) -> (f64, f64) {
        let along = (size.log10() - self.least) / (self.most - self.least);
        let up = (ms.log10().clamp(DECADES.0, DECADES.1) - DECADES.0) / (DECADES.1 - DECADES.0);
        (self.left + along * FIELD.0, MARGIN.1 + (1.0 - up) * FIELD.1)
    }

    fn line(&self, points: impl Iterator<Item = (f64, f64)>) -> String {
        let places = points.map(|(size, ms)| self.place(size, ms)).map(|(x, y)| format!("{x:.1},{y:.1}"));
        places.collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_runs_from_the_smallest_to_the_largest_size() {
        let scale = Scale { left: 10.0, least: 0.0, most: 3.0 };
        assert_eq!(scale.place(1.0, 0.1), (10.0, MARGIN.1 + FIELD.1));
        assert_eq!(scale.place(1000.0, 1e5), (10.0 + FIELD.0, MARGIN.1));
        assert_eq!(scale.place(1.0, 1e9).1, MARGIN.1, "what passes the top stays in the field");
    }
}
