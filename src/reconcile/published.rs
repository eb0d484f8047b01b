//! A published number: a count, or a rate as it was printed. Decides whether our own number agrees with it,
//! and computes the difference (docs/reference.md, "Against published figures").

use super::figure::Parts;

/// Most decimals of a published rate.
const DIGITS: u32 = 6;

/// A published number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// A count.
    Count(i64),
    /// A rate: 99,83% is 9983 with two digits.
    Rate {
        /// Percent times ten to the power of `digits`.
        scaled: i64,
        /// Number of decimals.
        digits: u32,
    },
}

/// Why a text is not a published number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is not a number.
    NoNumber,
    /// "1,234": thousands or decimals.
    TwoWays,
    /// "9/3": two numbers.
    Ratio,
    /// A percentage that is not between 0 and 100.
    OutOfRange,
}

impl Published {
    /// A text as published: a rate if it has a percent sign, else a count with or without thousands groups.
    pub fn parse(text: &str) -> Result<Self, Unread> {
        let text = text.trim();
        if text.contains('/') {
            return Err(Unread::Ratio);
        }
        text.strip_suffix('%').map_or_else(|| count(text), |rate| self::rate(rate.trim_end()))
    }

    /// True for a rate.
    pub fn is_rate(self) -> bool {
        matches!(self, Self::Rate { .. })
    }

    /// True if these numbers agree with it. A rate is 100% only if all count, and 0% only if nothing does.
    pub fn is_met(self, [num, den]: Parts) -> bool {
        match self {
            Self::Count(count) => num == count,
            Self::Rate { scaled, digits } => den > 0 && printed(num, den, digits) == scaled,
        }
    }

    /// Published minus ours, in dossiers. For a rate: the change of the numerator that comes nearest to it.
    /// None if the rate has no denominator.
    pub fn missing(self, [num, den]: Parts) -> Option<i64> {
        let (scaled, digits) = match self {
            Self::Count(count) => return Some(count - num),
            _ if den <= 0 => return None,
            _ if self.is_met([num, den]) => return Some(0),
            Self::Rate { scaled, digits } => (scaled, digits),
        };
        let whole = whole(digits);
        let nearest = (scaled * den * 2 + whole) / (whole * 2);
        let direction = (scaled * den).cmp(&(num * whole)) as i64;
        Some(if nearest == num { direction } else { nearest - num })
    }

    /// Published minus ours as text: dossiers ("+3"), or points of percent ("-0,54"); "0" if it is met.
    pub fn difference(self, parts: Parts) -> String {
        let [num, den] = parts;
        match self {
            _ if self.is_met(parts) => "0".to_owned(),
            Self::Count(count) => format!("{:+}", count - num),
            Self::Rate { .. } if den <= 0 => String::new(),
            Self::Rate { scaled, digits } => {
                let shown = digits.max(2);
                let points = scaled * 10_i64.pow(shown - digits) - printed(num, den, shown);
                let (sign, unit) = (if points < 0 { '-' } else { '+' }, 10_i64.pow(shown));
                let (whole, part) = (points.abs() / unit, points.abs() % unit);
                format!("{sign}{whole},{part:0width$}", width = shown as usize)
            }
        }
    }
}

/// 100%, with this many decimals.
fn whole(digits: u32) -> i64 {
    100 * 10_i64.pow(digits)
}

/// A rate with this many decimals, rounded half up, with the bounds of every printed rate.
fn printed(num: i64, den: i64, digits: u32) -> i64 {
    let whole = whole(digits);
    let half_up = (num * whole * 2 + den) / (den * 2);
    match num {
        0 => 0,
        _ if num == den => whole,
        _ if num < den => half_up.clamp(1, whole - 1),
        _ => half_up.max(whole + 1),
    }
}

fn rate(text: &str) -> Result<Published, Unread> {
    let (units, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = decimals.len() as u32;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if units.is_empty() || units.len() > 9 || digits > DIGITS || !is_number(units) || !is_number(decimals) {
        return Err(if units.starts_with('-') { Unread::OutOfRange } else { Unread::NoNumber });
    }
    let scaled = format!("{units}{decimals}").parse().map_err(|_| Unread::NoNumber)?;
    let in_range = (0..=whole(digits)).contains(&scaled);
    in_range.then_some(Published::Rate { scaled, digits }).ok_or(Unread::OutOfRange)
}

fn count(text: &str) -> Result<Published, Unread> {
    let mut groups = text.split(['.', ',', ' ', '\u{a0}']);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || first.len() <= 3);
    let marks = text.matches(',').count();
    if first.is_empty() || text.len() > 13 || !grouped || ![first].iter().chain(&rest).all(digits) {
        return Err(Unread::NoNumber);
    }
    if marks > 0 && marks != rest.len() || marks == 1 {
        return Err(Unread::TwoWays);
    }
    let joined = [first].into_iter().chain(rest).collect::<String>().parse();
    joined.ok().filter(|count| *count <= u32::MAX.into()).map(Published::Count).ok_or(Unread::NoNumber)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::percent;
    use proptest::prelude::*;

    fn parsed(text: &str) -> Published {
        Published::parse(text).unwrap()
    }

    #[test]
    fn published_numbers_are_parsed() {
        for (text, count) in [
            ("25.925", 25_925),
            ("7", 7),
            ("1.234.567", 1_234_567),
            ("1,234,567", 1_234_567),
            ("12 345", 12_345),
        ] {
            assert_eq!(Published::parse(text), Ok(Published::Count(count)), "{text}");
        }
        assert_eq!(parsed("99,83%"), Published::Rate { scaled: 9_983, digits: 2 });
        assert_eq!(
            (parsed("99.83 %"), parsed("78%")),
            (parsed("99,83%"), Published::Rate { scaled: 78, digits: 0 })
        );
        for (text, why) in [
            ("1,234", Unread::TwoWays),
            ("101%", Unread::OutOfRange),
            ("100,01%", Unread::OutOfRange),
            ("-3%", Unread::OutOfRange),
            ("", Unread::NoNumber),
            ("-3", Unread::NoNumber),
            ("1.23", Unread::NoNumber),
            ("%", Unread::NoNumber),
            ("9,1234567%", Unread::NoNumber),
            ("1.234,567", Unread::TwoWays),
            ("99999999999", Unread::NoNumber),
            ("12a", Unread::NoNumber),
            ("ba", Unread::NoNumber),
            ("25.970/25.969", Unread::Ratio),
            ("9 / 3", Unread::Ratio),
            ("3/9", Unread::Ratio),
            ("25.925/25.969 99,83%", Unread::Ratio),
        ] {
            assert_eq!(Published::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn our_numbers_agree_as_printed() {
        for (text, num, den, met, difference, missing) in [
            ("99,83%", 25_925, 25_969, true, "0", 0),
            ("100%", 45_819, 45_820, false, "+0,01", 1),
            ("99,99%", 45_819, 45_820, true, "0", 0),
            ("78%", 4_210, 5_398, true, "0", 0),
            ("96,2%", 2_602, 2_760, false, "+1,92", 53),
            ("0%", 1, 3, false, "-33,33", -1),
            ("50,5%", 2, 3, false, "-16,17", -1),
            ("12", 15, 0, false, "-3", -3),
            ("15", 15, 0, true, "0", 0),
        ] {
            let published = parsed(text);
            assert_eq!(published.is_met([num, den]), met, "{text} {num}/{den}");
            assert_eq!(published.difference([num, den]), difference, "{text} {num}/{den}");
            assert_eq!(published.missing([num, den]), Some(missing), "{text} {num}/{den}");
        }
        assert_eq!((parsed("50%").missing([0, 0]), parsed("0%").is_met([0, 0])), (None, false));
    }

    proptest! {
        /// Rates that we print agree with themselves, and any text can be parsed.
        #[test]
        fn our_own_rates_agree(num in 0_u64..4_000_000, more in 0_u64..4_000_000, odd in ".{0,20}") {
            prop_assume!(num + more > 0);
            let text = percent(num, num + more);
            prop_assert!(parsed(text.as_str()).is_met([num as i64, (num + more) as i64]));
            let _ = Published::parse(&odd);
        }
    }
}
