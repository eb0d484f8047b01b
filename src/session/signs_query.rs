//! What is asked of signs, outages and samples, as JavaScript passes it.

use super::options::{Query, bad_query, day, one_level};
use crate::Error;
use crate::plain::Plain;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// A question for signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, remote = "Self")]
pub struct SignsQuery {
    /// Which dossiers, and by which rules; its groups are ignored.
    #[serde(skip)]
    pub query: Query,
    /// How many minutes before the hour of the appointment are its last; default 30.
    pub minutes: Option<u32>,
    /// How many dossiers of a unit in one minute are many; default 5.
    pub together: Option<u32>,
    /// Times during which the systems could not be used.
    pub outages: Option<Vec<StatedOutage>>,
    /// A sample to draw.
    pub sample: Option<StatedSample>,
}

/// A time during which the systems could not be used: "2022-08-19" or "2022-08-19 07:30", both ends included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct StatedOutage {
    /// Its first moment.
    pub from: String,
    /// Its last one.
    pub to: String,
}

/// A sample to draw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct StatedSample {
    /// Any text: the same one draws the same dossiers.
    pub seed: String,
    /// How many.
    pub size: usize,
}

one_level!(SignsQuery with query);

/// A day with the second of it, if there is one: "2022-08-19", "2022-08-19 07:30", also with a "T" between.
pub fn moment(field: &str, text: &str) -> Result<(i32, Option<u32>), Error> {
    let wrong = || bad_query(&format!("{field}: viết ngày và giờ dạng 2022-08-19 07:30."));
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let second = time.map(|time| second_of(time).ok_or_else(wrong)).transpose()?;
    Ok((day(field, Some(date))?.ok_or_else(wrong)?, second))
}

fn second_of(time: &str) -> Option<u32> {
    let (hour, minute) = time.split_once(':')?;
    let number = |text: &str| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| digits)
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    (hour < 24 && minute < 60).then_some(hour * 3_600 + minute * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let seconds = |text| moment("outages", text).ok().map(|(_, second)| second);
        assert_eq!(seconds("2022-08-19"), Some(None));
        assert_eq!(seconds("2022-08-19 07:30"), Some(Some(27_000)));
        assert_eq!(seconds("2022-08-19T23:59"), Some(Some(86_340)));
        for wrong in [
            "",
            "2022-02-30",
            "2022-08-19 24:00",
            "2022-08-19 7:30",
            "2022-08-19 07:3",
            "2022-08-19 07",
            " 07:30",
        ] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }
}
