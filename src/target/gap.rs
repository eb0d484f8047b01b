//! The gap between a rate and its target, in points and in dossiers.

use super::set::{Bound, Percent};
use std::cmp::Ordering;

/// How far a rate is from its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The target is met.
    pub met: bool,
    /// The distance in points, as printed: "-20,47", "0,00", "+1,20". Negative is missed: rate minus target for a
    /// least, target minus rate for a most.
    pub points: String,
    /// Fewest existing dossiers that would have had to count (for a most: not to count).
    pub short_by: u64,
    /// Fewest further dossiers, all counting (for a most: none), to reach the target; none if no number does.
    pub more_needed: Option<u64>,
    /// Most existing dossiers that could still change for the worse before the target is lost; 0 if it is.
    pub may_lose: u64,
}

/// One whole, in basis points.
const WHOLE: u128 = 10_000;

/// The gap of `num / den` (with `0 < den`, `num <= den`) to a bound.
pub fn gap(num: u64, den: u64, bound: Bound) -> Gap {
    let (n, d) = (u128::from(num), u128::from(den));
    let target = |Percent(points): Percent| u128::from(points);
    match bound {
        Bound::AtLeast(percent) => {
            let (has, wants) = (n * WHOLE, target(percent) * d);
            // Each further dossier that counts adds a whole and asks for the target's share of one.
            let more = further(wants.saturating_sub(has), WHOLE - target(percent));
            assemble(has.cmp(&wants), has.abs_diff(wants), d, more)
        }
        Bound::AtMost(percent) => {
            let (has, allows) = (n * WHOLE, target(percent) * d);
            let more = further(has.saturating_sub(allows), target(percent));
            assemble(allows.cmp(&has), has.abs_diff(allows), d, more)
        }
    }
}

/// How many steps of `step` close a distance; none where they never do.
fn further(distance: u128, step: u128) -> Option<u64> {
    if distance == 0 { Some(0) } else { (step > 0).then(|| small(distance.div_ceil(step))) }
}

/// `side` is less where the target is missed; `distance / den` is in basis points.
fn assemble(side: Ordering, distance: u128, den: u128, more_needed: Option<u64>) -> Gap {
    let met = side != Ordering::Less;
    Gap {
        met,
        points: points(side, distance, den),
        short_by: if met { 0 } else { small(distance.div_ceil(WHOLE)) },
        more_needed,
        may_lose: if met { small(distance / WHOLE) } else { 0 },
    }
}

/// Points with two decimals, half away from zero; never "0,00" unless exact. `distance / den` is in basis points,
/// which are hundredths of a point.
fn points(sign: Ordering, distance: u128, den: u128) -> String {
    let rounded = ((2 * distance + den) / (2 * den)).max(u128::from(distance > 0));
    let sign = match sign {
        Ordering::Less => "-",
        Ordering::Equal => "",
        Ordering::Greater => "+",
    };
    format!("{sign}{},{:02}", rounded / 100, rounded % 100)
}

/// Numbers of dossiers fit: they are bounded by ten thousand times a count of 32 bits.
fn small(number: u128) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at_least(num: u64, den: u64, percent: u32) -> Gap {
        gap(num, den, Bound::AtLeast(Percent(percent)))
    }

    #[test]
    fn short_and_met() {
        let short = at_least(2_279, 10_000, 3_000);
        assert_eq!((short.met, short.points.as_str(), short.short_by), (false, "-7,21", 721));
        // (2279 + k) / (10000 + k) >= 30% needs k >= 721 / 0,7.
        assert_eq!(short.more_needed, Some(1_030));
        let exact = at_least(2, 5, 4_000);
        assert_eq!((exact.met, exact.points.as_str(), exact.short_by), (true, "0,00", 0));
        assert_eq!((exact.more_needed, exact.may_lose), (Some(0), 0));
        let over = at_least(53, 57, 9_000);
        assert_eq!((over.met, over.points.as_str(), over.may_lose), (true, "+2,98", 1));
    }

    #[test]
    fn never_zero_unless_exact() {
        assert_eq!(at_least(39_999, 100_000, 4_000).points, "-0,01");
        assert_eq!(at_least(399_999, 1_000_000, 4_000).points, "-0,01");
        assert_eq!(at_least(400_001, 1_000_000, 4_000).points, "+0,01");
        assert_eq!(at_least(0, 5, 2_000).points, "-20,00");
    }

    #[test]
    fn a_hundred_percent_cannot_be_caught_up() {
        let gap = at_least(9, 10, 10_000);
        assert_eq!((gap.short_by, gap.more_needed), (1, None));
        assert_eq!(at_least(10, 10, 10_000).more_needed, Some(0));
    }

    #[test]
    fn at_most_is_the_mirror() {
        let late = gap(5, 100, Bound::AtMost(Percent(200)));
        assert_eq!((late.met, late.points.as_str(), late.short_by), (false, "-3,00", 3));
        // 5 / (100 + k) <= 2% needs k >= 150.
        assert_eq!(late.more_needed, Some(150));
        let fine = gap(1, 100, Bound::AtMost(Percent(200)));
        assert_eq!((fine.met, fine.points.as_str(), fine.may_lose), (true, "+1,00", 1));
        assert_eq!(gap(1, 100, Bound::AtMost(Percent(0))).more_needed, None);
    }

    proptest! {
        /// The numbers are the fewest that do: one less does not.
        #[test]
        fn fewest(den in 1_u64..500, part in 0_u64..=500, percent in 0_u32..=10_000) {
            let num = part.min(den);
            let reaches = |num: u64, den: u64| num * 10_000 >= u64::from(percent) * den;
            let gap = at_least(num, den, percent);
            prop_assert_eq!(gap.met, reaches(num, den));
            prop_assert!(reaches(num + gap.short_by, den));
            prop_assert!(gap.short_by == 0 || !reaches(num + gap.short_by - 1, den));
            if let Some(more) = gap.more_needed {
                prop_assert!(reaches(num + more, den + more));
                prop_assert!(more == 0 || !reaches(num + more - 1, den + more - 1));
            }
            prop_assert!(!gap.met || reaches(num - gap.may_lose, den));
            prop_assert!(!gap.met || num == gap.may_lose || !reaches(num - gap.may_lose - 1, den));
        }
    }
}
