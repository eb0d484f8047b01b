//! The fast path for dates: the three commonest forms, which cover nearly all cells. `forms.rs` reads the
//! rest; tests check that both agree.

use super::{Moment, Order, time_of_day};

/// Reads the commonest forms, `dd/MM/yyyy`, alone or with ` HH:mm` or ` HH:mm:ss`, for the years 1901 to
/// 2099, eight bytes at a time.
#[inline(always)]
pub fn fixed_width(text: &[u8]) -> Option<Moment> {
    let (date, time) = text.split_first_chunk()?;
    let (day, order) = day_of(date)?;
    Some(Moment { day, second: second_of(time)?, order })
}

/// `dd/MM/yyyy`.
#[inline(always)]
fn day_of(date: &[u8; 10]) -> Option<(i32, Order)> {
    let &[.., y3, y4] = date;
    let (day, month, century) = triple(date.first_chunk()?, b'/')?;
    let (tens, ones) = (y3.wrapping_sub(b'0'), y4.wrapping_sub(b'0'));
    let year = century * 100 + u32::from(tens) * 10 + u32::from(ones);
    (tens < 10 && ones < 10).then_some((day_number(year, month, day)?, Order::of(day, month)))
}

/// What follows the date: nothing, or a time of day.
#[inline(always)]
fn second_of(time: &[u8]) -> Option<Option<u32>> {
    let time = match time {
        [] => return Some(None),
        [b' ', time @ ..] => with_seconds(time)?,
        _ => return None,
    };
    let (hour, minute, second) = triple(&time, b':')?;
    time_of_day(hour, minute, second).map(Some)
}

/// Dates read last, by their ten bytes: a table has the same few hundred days again and again.
#[derive(Debug, Default)]
pub struct KnownDays(Vec<KnownDay>);

#[derive(Debug, Clone, Copy)]
struct KnownDay {
    /// `dd/MM/yy`, and the last two digits.
    text: (u64, u16),
    order: Order,
    /// 0 where there is no room taken yet.
    day: i32,
}

impl KnownDays {
    /// Number of dates, a power of two.
    const SIZE: usize = 1 << 9;

    /// Makes room before the first date.
    pub fn make_room(&mut self) {
        self.0.resize(Self::SIZE, KnownDay { text: (0, 0), order: Order::Fixed, day: 0 });
    }

    /// Reads the forms of [`fixed_width`]. None for other texts, for 01/01/1970, which is not a day, and if
    /// there is no room.
    #[inline(always)]
    pub fn usual_moment(&mut self, text: &[u8]) -> Option<Moment> {
        let (date, time) = text.split_first_chunk::<10>()?;
        let (first, last) =
            (u64::from_le_bytes(*date.first_chunk()?), u16::from_le_bytes(*date.last_chunk()?));
        // The century is hardly ever another one.
        let mixed = (first ^ u64::from(last) << 48).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let known = self.0.get_mut((mixed >> 32) as usize % Self::SIZE)?;
        if known.text != (first, last) {
            let (day, order) = read_day(date)?;
            *known = KnownDay { text: (first, last), order, day };
        }
        let KnownDay { order, day, .. } = *known;
        (day != 0).then_some(Moment { day, second: second_of(time)?, order })
    }
}

#[inline(never)]
fn read_day(date: &[u8; 10]) -> Option<(i32, Order)> {
    day_of(date)
}

/// `HH:mm:ss`; the seconds are optional.
#[inline(always)]
fn with_seconds(time: &[u8]) -> Option<[u8; 8]> {
    match *time {
        [h1, h2, colon, m1, m2] => Some([h1, h2, colon, m1, m2, b':', b'0', b'0']),
        _ => time.try_into().ok(),
    }
}

/// Three numbers of two digits with a separator between them, `dd/MM/yy`.
#[inline(always)]
fn triple(text: &[u8; 8], separator: u8) -> Option<(u32, u32, u32)> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let zeros = u64::from_le_bytes([b'0', b'0', separator, b'0', b'0', separator, b'0', b'0']);
    // Added to a byte, these reach the high bit if it is above 9 (not a digit) or, for the separator, above
    // 0.
    let beyond = u64::from_le_bytes([0x76, 0x76, 0x7f, 0x76, 0x76, 0x7f, 0x76, 0x76]);
    let digits = u64::from_le_bytes(*text) ^ zeros;
    if (digits.wrapping_add(beyond) | digits) & HIGH != 0 {
        return None;
    }
    // Each byte times ten, plus the next one.
    let pairs = (digits * 10 + (digits >> 8)).to_le_bytes();
    let [first, _, _, second, _, _, third, _] = pairs;
    Some((first.into(), second.into(), third.into()))
}

/// The result of [`super::civil`] for the years 1901 to 2099, in which every fourth is a leap year; `None`
/// for others. Days are counted from 1 March of year 0, so that leap days come last; the months before have
/// these days.
#[inline(always)]
pub fn day_number(year: u32, month: u32, day: u32) -> Option<i32> {
    const MONTHS: [(u32, u32, u32); 12] = [
        (1, 306, 31),
        (1, 337, 28),
        (0, 0, 31),
        (0, 31, 30),
        (0, 61, 31),
        (0, 92, 30),
        (0, 122, 31),
        (0, 153, 31),
        (0, 184, 30),
        (0, 214, 31),
        (0, 245, 30),
        (0, 275, 31),
    ];
    let &(year_before, months_before, days) = MONTHS.get(month.wrapping_sub(1) as usize)?;
    let leap_day = u32::from(month == 2 && year.is_multiple_of(4));
    if !(1901..2100).contains(&year) || day.wrapping_sub(1) >= days + leap_day {
        return None;
    }
    let year = year - year_before;
    Some((365 * year + year / 4 + months_before + day).cast_signed() - 719_484)
}

#[cfg(test)]
mod tests {
    use super::super::{any_form, civil};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_fast_calendar_equals_the_calendar() {
        for year in 1901..2100_u32 {
            for (month, day) in (0..=13).flat_map(|month| (0..=32).map(move |day| (month, day))) {
                let expected = civil(year.cast_signed(), month, day);
                assert_eq!(day_number(year, month, day), expected, "{year}-{month}-{day}");
            }
        }
        assert_eq!((day_number(1900, 1, 1), day_number(2100, 1, 1)), (None, None));
    }

    proptest! {
        #[test]
        fn the_fast_path_equals_the_general_one(text in "[0-3/][0-9][/-][01/][0-9]/[12][0-9:][0-9]{2}( [0-2][0-9]:[0-6]?[0-9](:[0-9]{2})?)?") {
            let hot = fixed_width(text.as_bytes());
            if let Some(moment) = hot {
                prop_assert_eq!(Some(moment), any_form(text.as_bytes()));
            }
            let mut known = KnownDays::default();
            prop_assert_eq!(known.usual_moment(text.as_bytes()), None);
            known.make_room();
            // Read, then known.
            let hot = hot.filter(|moment| moment.day != 0);
            prop_assert_eq!([known.usual_moment(text.as_bytes()), known.usual_moment(text.as_bytes())], [hot, hot]);
        }
    }

    #[test]
    fn more_days_than_there_is_room_for() {
        let mut known = KnownDays::default();
        known.make_room();
        for _ in 0..2 {
            for (year, month, day) in
                (1901..2100_u32).flat_map(|year| (1..=12).map(move |month| (year, month, 5)))
            {
                let text = format!("{day:02}/{month:02}/{year} 07:30");
                let moment = known.usual_moment(text.as_bytes()).unwrap();
                assert_eq!(Some(moment.day), civil(year.cast_signed(), month, day), "{text}");
            }
        }
    }

    #[test]
    fn the_fast_path_reads_the_commonest_forms() {
        for text in ["19/08/2022", "19/08/2022 08:05", "29/02/2024 23:59:59"] {
            assert_eq!(fixed_width(text.as_bytes()), any_form(text.as_bytes()), "{text}");
            assert!(fixed_width(text.as_bytes()).is_some(), "{text}");
        }
        for text in
            ["29/02/2023", "19/08/2022 24:00:00", "19.08.2022", "1a/08/2022", "19/08/20x2", "\u{ff}9/08/2022"]
        {
            assert_eq!(fixed_width(text.as_bytes()), None, "{text}");
        }
    }
}
