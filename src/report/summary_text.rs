//! A summary as JSON text, for the worker to hand over. serde_json on the same types gives the same bytes, as
//! a test checks, but writes every name letter by letter. Here the names of counts and rates are made once
//! and copied in pieces of a fixed size: in wasm that is a few stores, and a copy of variable size is a call.

use super::summary::{DayNumbers, DaysReport, GapReport, GroupReport, RateReport, Summary};
use crate::measure::{Counts, Measure};
use serde::Serialize;

/// Bytes of a piece: enough for the longest name with its punctuation.
const PIECE: usize = 32;
/// Digits of the largest number.
const DIGITS: usize = 20;
/// Approximate bytes of a group without targets.
const GROUP: usize = 2_000;

/// The text of a summary, as JSON in UTF-8.
///
/// # Errors
///
/// Those of serde_json, which never fails on these types.
pub fn summary_text(summary: &Summary) -> serde_json::Result<Vec<u8>> {
    let names = JsonNames::new()?;
    let size = if summary.only.is_some() { GROUP / 10 } else { GROUP };
    let mut out = Vec::with_capacity(size * summary.groups.len() + 2 * GROUP);
    plain(&mut out, "{\"rules\":", &summary.rules)?;
    out.extend_from_slice(b",\"total\":");
    names.group(&mut out, &summary.total)?;
    out.extend_from_slice(b",\"groups\":[");
    for (number, group) in summary.groups.iter().enumerate() {
        out.extend((number > 0).then_some(b','));
        match summary.only {
            Some(only) => names.rate_alone(&mut out, group, only)?,
            None => names.group(&mut out, group)?,
        }
    }
    plain(&mut out, "],\"excluded\":", &summary.excluded)?;
    if let Some(conflicts) = &summary.conflicts {
        plain(&mut out, ",\"conflicts\":", conflicts)?;
    }
    if let Some(lives) = &summary.lives {
        plain(&mut out, ",\"lives\":", lives)?;
    }
    out.push(b'}');
    Ok(out)
}

/// A short text padded to [`PIECE`] bytes. All of them are copied, and the output is then truncated.
struct PaddedText {
    bytes: [u8; PIECE],
    length: usize,
}

impl PaddedText {
    /// The piece of a text; a text longer than [`PIECE`] bytes is cut.
    fn of(text: &str) -> Self {
        let mut bytes = [0; PIECE];
        bytes.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
        Self { bytes, length: text.len().min(PIECE) }
    }

    #[inline]
    fn put(&self, out: &mut Vec<u8>) {
        let end = out.len() + self.length;
        out.extend_from_slice(&self.bytes);
        out.truncate(end);
    }
}

/// The text before each number of a group, as serde writes it.
struct JsonNames {
    counts: Vec<PaddedText>,
    measures: Vec<PaddedText>,
    numerator: PaddedText,
    denominator: PaddedText,
    days: [PaddedText; 3],
    day_numbers: [PaddedText; 2],
}

impl JsonNames {
    fn new() -> serde_json::Result<Self> {
        let counts = serde_json::to_string(&Counts::default())?;
        let counts = counts.split_inclusive(':').map(|name| name.trim_start_matches('0'));
        let mut measures = Vec::new();
        for measure in Measure::ALL {
            let comma = if measures.is_empty() { "" } else { "," };
            measures.push(PaddedText::of(&format!("{comma}{}:", serde_json::to_string(&measure)?)));
        }
        let counts = counts.filter(|name| name.ends_with(':')).map(PaddedText::of).collect();
        let days = [",\"days\":{\"handled\":{\"sum\":", ",\"overdue\":{\"sum\":", ",\"handedOverLate\":"];
        let day_numbers = [",\"count\":", ",\"median\":"].map(PaddedText::of);
        let [numerator, denominator] = ["{\"num\":", ",\"den\":"].map(PaddedText::of);
        Ok(Self { counts, measures, numerator, denominator, days: days.map(PaddedText::of), day_numbers })
    }

    fn group(&self, out: &mut Vec<u8>, group: &GroupReport) -> serde_json::Result<()> {
        plain(out, "{\"key\":", &group.key)?;
        out.extend_from_slice(b",\"counts\":");
        for (name, number) in self.counts.iter().zip(group.counts.numbers()) {
            name.put(out);
            put_number(out, number);
        }
        out.extend_from_slice(b"},\"measures\":{");
        for (name, (_, rate)) in self.measures.iter().zip(group.measures.iter()) {
            name.put(out);
            self.rate(out, rate, true)?;
        }
        out.push(b'}');
        if let Some(days) = &group.days {
            self.days(out, days);
        }
        if !group.partial.is_empty() {
            plain(out, ",\"partial\":", &group.partial)?;
        }
        out.push(b'}');
        Ok(())
    }

    /// A group with its key and one rate. Of the rate's target it has the bound, and whether that is met.
    fn rate_alone(&self, out: &mut Vec<u8>, group: &GroupReport, only: Measure) -> serde_json::Result<()> {
        plain(out, "{\"key\":", &group.key)?;
        out.extend_from_slice(b",\"measures\":{\"");
        out.extend_from_slice(only.key().as_bytes());
        out.extend_from_slice(b"\":");
        group.measures.get(&only).map_or(Ok(()), |rate| self.rate(out, rate, false))?;
        out.extend_from_slice(b"}}");
        Ok(())
    }

    fn days(&self, out: &mut Vec<u8>, days: &DaysReport) {
        let [handled, overdue, handed_over_late] = &self.days;
        handled.put(out);
        self.day_numbers(out, &days.handled);
        overdue.put(out);
        self.day_numbers(out, &days.overdue);
        handed_over_late.put(out);
        put_number(out, days.handed_over_late);
        out.push(b'}');
    }

    fn day_numbers(&self, out: &mut Vec<u8>, days: &DayNumbers) {
        let [count, median] = &self.day_numbers;
        put_signed(out, days.sum);
        count.put(out);
        put_number(out, days.count);
        median.put(out);
        put_signed(out, days.median.into());
        out.push(b'}');
    }

    /// `all`: with all numbers of the gap to its target.
    fn rate(&self, out: &mut Vec<u8>, rate: &RateReport, all: bool) -> serde_json::Result<()> {
        match rate {
            RateReport::Known { num, den, text, target } => {
                self.fraction(out, *num, *den, text.as_bytes());
                if let Some(gap) = target {
                    put_target(out, gap, all)?;
                }
                out.push(b'}');
                Ok(())
            }
            RateReport::Unavailable { unavailable, column: None } => {
                out.extend_from_slice(b"{\"unavailable\":\"");
                out.extend_from_slice(unavailable.key().as_bytes());
                out.extend_from_slice(b"\"}");
                Ok(())
            }
            RateReport::Unavailable { .. } => plain(out, "", rate),
        }
    }

    /// `text` is our own (digits, a comma, a sign) and needs no escaping.
    fn fraction(&self, out: &mut Vec<u8>, num: u64, den: u64, text: &[u8]) {
        self.numerator.put(out);
        put_number(out, num);
        self.denominator.put(out);
        put_number(out, den);
        out.extend_from_slice(b",\"text\":\"");
        out.extend(text);
        out.push(b'"');
    }
}

fn put_target(out: &mut Vec<u8>, gap: &GapReport, all: bool) -> serde_json::Result<()> {
    out.extend_from_slice(b",\"target\":{");
    if let Some(bound) = &gap.at_least {
        plain(out, "\"atLeast\":", bound)?;
        out.push(b',');
    }
    if let Some(bound) = &gap.at_most {
        plain(out, "\"atMost\":", bound)?;
        out.push(b',');
    }
    out.extend_from_slice(if gap.met { b"\"met\":true" } else { b"\"met\":false" });
    if all {
        put_gap(out, gap);
    }
    out.push(b'}');
    Ok(())
}

/// `points` is our own (digits, a comma, a sign) and needs no escaping.
fn put_gap(out: &mut Vec<u8>, gap: &GapReport) {
    out.extend_from_slice(b",\"points\":\"");
    out.extend_from_slice(gap.points.as_bytes());
    out.push(b'"');
    let (short_by, may_lose) = (Some(gap.short_by), Some(gap.may_lose));
    let numbers = [
        (",\"shortBy\":", short_by),
        (",\"moreNeeded\":", gap.more_needed),
        (",\"mayLose\":", may_lose),
        (",\"mayAdd\":", gap.may_add),
    ];
    for (name, number) in numbers {
        out.extend_from_slice(name.as_bytes());
        match number {
            Some(number) => put_number(out, number),
            None => out.extend_from_slice(b"null"),
        }
    }
}

/// Writes with serde_json what is rare or may hold any text.
fn plain(out: &mut Vec<u8>, before: &str, value: &impl Serialize) -> serde_json::Result<()> {
    out.extend_from_slice(before.as_bytes());
    serde_json::to_writer(out, value)
}

fn put_signed(out: &mut Vec<u8>, number: i64) {
    out.extend((number < 0).then_some(b'-'));
    put_number(out, number.unsigned_abs());
}

fn put_number(out: &mut Vec<u8>, number: u64) {
    let length = number.checked_ilog10().unwrap_or(0) as usize + 1;
    let end = out.len() + length;
    out.extend_from_slice(&[0; DIGITS]);
    out.truncate(end);
    let (mut rest, start) = (number, end - length);
    for place in out.get_mut(start..).unwrap_or_default().iter_mut().rev() {
        *place = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are() {
        for number in [0, 1, 9, 10, 99, 100, 4_294_967_295, 4_294_967_296, u64::MAX] {
            let mut out = b"x".to_vec();
            put_number(&mut out, number);
            assert_eq!(String::from_utf8(out).unwrap(), format!("x{number}"));
        }
    }

    /// No name is missing, and every name fits into a piece.
    #[test]
    fn every_name_fits_into_a_piece() {
        let names = JsonNames::new().unwrap();
        assert!(names.counts.iter().chain(&names.measures).all(|piece| piece.length < PIECE));
        assert_eq!(names.counts.len(), Counts::default().numbers().len());
        assert_eq!(names.measures.len(), Measure::ALL.len());
    }
}
