//! The gap between a rate and its target, in points and in dossiers.

use super::set::{Bound, Percent};
use std::cmp::Ordering;

/// How far a rate is from its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// True if the target is met.
    pub met: bool,
    /// The distance in percentage points, as printed: "-20,47", "0,00", "+1,20". Negative means missed: rate
    /// minus target for an "at least" target, target minus rate for an "at most" target.
    pub points: String,
    /// Fewest existing dossiers that would have had to count ("at most": not to count) to meet the target.
    pub short_by: u64,
    /// Fewest further dossiers that reach the target if all of them count ("at most": if none of them does).
    /// `None` if no number is enough.
    pub more_needed: Option<u64>,
    /// Most existing dossiers that can change for the worse without losing the target; 0 if it is missed.
    pub may_lose: u64,
    /// Most further dossiers that keep the target if none of them counts ("at most": if all of them count);
    /// 0 if it is missed, `None` if no number loses it.
    pub may_add: Option<u64>,
}

/// 100%, in basis points.
const WHOLE: u128 = 10_000;

/// The gap of `num / den` (with `0 < den`, `num <= den`) to a bound.
///
/// Distances are in basis points of one dossier. An existing dossier that changes sides moves the distance by
/// `WHOLE`. A further dossier that counts the right way closes `WHOLE - share` of it; one that does not adds
/// `share`. `share` is the part of all dossiers that the target wants to count the right way.
pub fn gap(num: u64, den: u64, bound: Bound) -> Gap {
    // At most p of these dossiers means at least 1 - p of the others.
    let (has, share) = match bound {
        Bound::AtLeast(Percent(points)) => (num, u128::from(points)),
        Bound::AtMost(Percent(points)) => (den.saturating_sub(num), WHOLE.saturating_sub(points.into())),
    };
    let (has, wants) = (u128::from(has) * WHOLE, share * u128::from(den));
    let (missing, spare) = (wants.saturating_sub(has), has.saturating_sub(wants));
    Gap {
        met: missing == 0,
        points: points(has.cmp(&wants), has.abs_diff(wants), den.into()),
        short_by: small(missing.div_ceil(WHOLE)),
        more_needed: further(missing, WHOLE.saturating_sub(share)),
        may_lose: small(spare / WHOLE),
        may_add: if missing > 0 { Some(0) } else { spare.checked_div(share).map(small) },
    }
}

/// How many steps of `step` close a distance; `None` if a step closes nothing.
fn further(distance: u128, step: u128) -> Option<u64> {
    if distance == 0 { Some(0) } else { (step > 0).then(|| small(distance.div_ceil(step))) }
}

/// Percentage points with two decimals, halves rounded away from zero; "0,00" only if exact. `distance / den`
/// is in basis points, which are hundredths of a point.
fn points(sign: Ordering, distance: u128, den: u128) -> String {
    let rounded = ((2 * distance + den) / (2 * den)).max(u128::from(distance > 0));
    let sign = match sign {
        Ordering::Less => "-",
        Ordering::Equal => "",
        Ordering::Greater => "+",
    };
    format!("{sign}{},{:02}", rounded / 100, rounded % 100)
}

/// Cannot overflow: numbers of dossiers are at most ten thousand times a 32-bit count.
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
        assert_eq!((exact.more_needed, exact.may_lose, exact.may_add), (Some(0), 0, Some(0)));
        let over = at_least(53, 57, 9_000);
        assert_eq!((over.met, over.points.as_str(), over.may_lose), (true, "+2,98", 1));
        // 53 / (57 + k) >= 90% needs k <= 1,9.
        assert_eq!((short.may_add, over.may_add), (Some(0), Some(1)));
        // The target asks for nothing, so it cannot be lost.
        assert_eq!((at_least(0, 5, 0).may_lose, at_least(0, 5, 0).may_add), (0, None));
    }

    #[test]
    fn never_zero_unless_exact() {
        assert_eq!(at_least(39_999, 100_000, 4_000).points, "-0,01");
        assert_eq!(at_least(399_999, 1_000_000, 4_000).points, "-0,01");
        assert_eq!(at_least(400_001, 1_000_000, 4_000).points, "+0,01");
        assert_eq!(at_least(0, 5, 2_000).points, "-20,00");
    }

    #[test]
    fn no_number_of_further_dossiers_reaches_100_percent() {
        let gap = at_least(9, 10, 10_000);
        assert_eq!((gap.short_by, gap.more_needed), (1, None));
        assert_eq!(at_least(10, 10, 10_000).more_needed, Some(0));
    }

    #[test]
    fn at_most_mirrors_at_least() {
        let late = gap(5, 100, Bound::AtMost(Percent(200)));
        assert_eq!((late.met, late.points.as_str(), late.short_by), (false, "-3,00", 3));
        // 5 / (100 + k) <= 2% needs k >= 150.
        assert_eq!(late.more_needed, Some(150));
        let fine = gap(1, 100, Bound::AtMost(Percent(200)));
        assert_eq!((fine.met, fine.points.as_str(), fine.may_lose), (true, "+1,00", 1));
        // (1 + k) / (100 + k) <= 2% needs k <= 1 / 0,98.
        assert_eq!((late.may_add, fine.may_add), (Some(0), Some(1)));
        assert_eq!(gap(1, 100, Bound::AtMost(Percent(0))).more_needed, None);
        assert_eq!(gap(1, 100, Bound::AtMost(Percent(10_000))).may_add, None);
    }

    proptest! {
        /// The numbers are exact: one dossier less, or one more, changes the result.
        #[test]
        fn the_numbers_of_dossiers_are_exact(den in 1_u64..500, part in 0_u64..=500, percent in 0_u32..=10_000, least: bool) {
            let num = part.min(den);
            let p = u64::from(percent);
            let meets = |num: u64, den: u64| if least { num * 10_000 >= p * den } else { num * 10_000 <= p * den };
            // Dossiers that change sides and further dossiers, for the better and for the worse.
            let turned = |better: u64, worse: u64| {
                let (up, down) = if least { (better, worse) } else { (worse, better) };
                meets(num + up - down, den)
            };
            let added = |better: u64, worse: u64| {
                meets(num + if least { better } else { worse }, den + better + worse)
            };
            let bound = if least { Bound::AtLeast } else { Bound::AtMost };
            let gap = gap(num, den, bound(Percent(percent)));
            prop_assert_eq!(gap.met, meets(num, den));
            prop_assert!(turned(gap.short_by, 0));
            prop_assert!(gap.short_by == 0 || !turned(gap.short_by - 1, 0));
            if let Some(more) = gap.more_needed {
                prop_assert!(added(more, 0));
                prop_assert!(more == 0 || !added(more - 1, 0));
            }
            if gap.met {
                prop_assert!(turned(0, gap.may_lose));
                let all = if least { num } else { den - num };
                prop_assert!(gap.may_lose == all || !turned(0, gap.may_lose + 1));
                prop_assert!(added(0, gap.may_add.unwrap_or(1_000_000)));
                prop_assert!(gap.may_add.is_none_or(|most| !added(0, most + 1)));
            } else {
                prop_assert_eq!((gap.may_lose, gap.may_add), (0, Some(0)));
            }
        }
    }
}
