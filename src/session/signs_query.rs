//! Questions for signs, outages and samples as JavaScript passes them.

use super::options::{Query, bad_query, day};
use crate::plain::Plain;
use crate::{Error, ErrorDetail};
use serde::{Deserialize, Deserializer};

/// A question for signs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignsQuery {
    /// Which dossiers, and by which rules; its groups are ignored.
    pub query: Query,
    /// How many minutes before the appointment count as the last minutes; default 30.
    pub minutes: Option<u32>,
    /// From how many dossiers of a unit in one minute on they are a sign; default 5.
    pub together: Option<u32>,
    /// Times during which the systems could not be used: first and last moment of each, "2022-08-19" or
    /// "2022-08-19 07:30"; both are included.
    pub outages: Vec<(String, String)>,
    /// A sample to draw: its seed, any text, and how many dossiers. The same seed draws the same dossiers.
    pub sample: Option<(String, u32)>,
}

impl<'de> Deserialize<'de> for SignsQuery {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = Plain::deserialize(deserializer)?;
        let text = |of: &Plain, name: &str| of.get(name).and_then(Plain::text).unwrap_or_default().to_owned();
        // Anything but a number becomes a number outside every range, which is rejected where it is used.
        let number = |of: &Plain, name: &str| of.get(name).map(|number| number.count().unwrap_or(u32::MAX));
        let outages = all.get("outages").map_or(&[][..], Plain::items).iter();
        let sample = all.get("sample");
        Ok(Self {
            query: all.read()?,
            minutes: number(&all, "minutes"),
            together: number(&all, "together"),
            outages: outages.map(|outage| (text(outage, "from"), text(outage, "to"))).collect(),
            sample: sample.map(|sample| (text(sample, "seed"), number(sample, "size").unwrap_or_default())),
        })
    }
}

/// A day with the second of the day, if stated: "2022-08-19", "2022-08-19 07:30", also with a "T" between.
pub fn moment(field: &str, text: &str) -> Result<(i32, Option<u32>), Error> {
    let wrong = || bad_query(ErrorDetail::BadMoment).with(field);
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
