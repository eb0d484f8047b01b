use super::*;

/// The result of reading a text, in either order of day and month.
fn read(text: &str) -> MomentCell {
    plain(parse_moment(text.as_bytes(), Epoch::Y1900))
}

fn plain(cell: MomentCell) -> MomentCell {
    match cell {
        MomentCell::At(moment) => MomentCell::At(Moment { order: Order::Fixed, ..moment }),
        cell => cell,
    }
}

fn on(year: i32, month: u32, day: u32, second: Option<u32>) -> MomentCell {
    MomentCell::At(Moment { day: civil(year, month, day).unwrap(), second, order: Order::Fixed })
}

#[test]
fn day_first_in_every_listed_form() {
    let noon = Some(12 * 3_600);
    for text in [
        "19/08/2022",
        "19-08-2022",
        "19/8/22",
        "2022-08-19",
        " 19/08/2022 ",
        "44792",
        "19-AUG-22",
        "19-Aug-2022",
    ] {
        assert_eq!(read(text), on(2022, 8, 19, None), "{text}");
    }
    for text in ["\u{a0}19/08/2022\u{a0}", "'19/08/2022", "19–08–2022", "\u{feff}19/08/2022", "\u{a0}44792"]
    {
        assert_eq!(read(text), on(2022, 8, 19, None), "{text}");
    }
    for text in [
        "19/08/2022\u{a0}12:00",
        "19/08/2022 12:00:00",
        "19/08/2022 12:00",
        "19-8-2022 12:00",
        "2022-08-19T12:00:00",
        "2022-08-19T05:00:00Z",
        "2022-08-19T05:00:00+0000",
        "2022-08-19T12:00:00.000+0700",
        "2022-08-19 12:00:00 +0700",
        "Fri Aug 19 2022 05:00:00 GMT+0000",
        "19-AUG-22 12:00:00",
        "2022-08-19T12:00:00.000+07:00",
        "2022-08-19 12:00:00",
        "44792.5",
        "/Date(1660885200000)/",
        "/Date(1660885200000+0700)/",
        "12:00 19/08/2022",
        "19/08/2022 12:00 CH",
    ] {
        assert_eq!(read(text), on(2022, 8, 19, noon), "{text}");
    }
    assert_eq!((civil(1901, 1, 1), civil(2199, 12, 31)), (Some(*DAYS.start()), Some(*DAYS.end())));
    assert_eq!(read("01/02/2022"), on(2022, 2, 1, None));
    assert_eq!(read("1/2/69"), on(2069, 2, 1, None));
    assert_eq!(read("1/2/70"), on(1970, 2, 1, None));
    assert_eq!(read("2022-08-18T20:00:00Z"), on(2022, 8, 19, Some(3 * 3_600)));
    assert_eq!(read("19/08/2022 00:00:00"), on(2022, 8, 19, Some(0)));
}

#[test]
fn no_day_and_impossible_days() {
    for text in [
        "",
        "  ",
        "-",
        "01/01/1900",
        "01/01/0001",
        "01/01/0001 00:00:00",
        "1/1/1900",
        "0",
        "1",
        "\u{a0}",
        "–",
        "'",
    ] {
        assert_eq!(read(text), MomentCell::None, "{text}");
    }
    for text in [
        "31/02/2022",
        "13/13/2022",
        "hôm qua",
        "19/08/2022 25:00",
        "19/08",
        "20221332",
        "20220819250000",
        "19/08/202",
        "19/08-2022",
        "60",
        "19/08/2022x",
        "/Date(x)/",
        "19/08/0202",
        "1/2/3/4",
        "-5",
        "#N/A",
        "Quá hạn 2.25 ngày",
        "Còn 5 ngày",
        "Nguyễn Văn A 19/08/2022",
        "19/08/2022 đến 20/08/2022",
        "19/08/2022 (gia hạn 20/08/2022)",
        "19/08/2022 10:00 đến 11:00",
        "ngày 31 tháng 2 năm 2022",
        "Thứ Hai",
        "25h ngày 19/08/2022",
    ] {
        assert_eq!(read(text), MomentCell::Impossible, "{text}");
    }
}

#[test]
fn a_clock_at_zero() {
    for text in
        ["01/01/1970", "/Date(0)/", "1970-01-01T00:00:00Z", "25569", "01/01/1970 07:00:00", "1970-01-01"]
    {
        assert_eq!(read(text), MomentCell::Zero, "{text}");
    }
}

#[test]
fn serials_of_both_epochs() {
    assert_eq!(from_serial(44_792.0, Epoch::Y1900), on(2022, 8, 19, None));
    assert_eq!(from_serial(44_792.0 - 1_462.0, Epoch::Y1904), on(2022, 8, 19, None));
    assert_eq!(from_serial(44_792.999_999_9, Epoch::Y1900), on(2022, 8, 20, None));
    assert_eq!(from_serial(367.0, Epoch::Y1900), on(1901, 1, 1, None));
    for bad in [f64::NAN, -1.0, 60.0, 1e16] {
        assert_eq!(from_serial(bad, Epoch::Y1900), MomentCell::Impossible);
    }
}

#[test]
fn the_rest_of_the_listed_forms() {
    let half = Some(10 * 3_600 + 1_800);
    for text in [
        "20251110",
        "2025/11/10",
        "10.11.2025",
        "ngày 10 tháng 11 năm 2025",
        "Ngày 10/11/2025",
        "Ngày: 10/11/2025",
        "Thứ Hai, 10/11/2025",
        "Thứ 2, 10/11/2025",
        "Thứ hai, ngày 10 tháng 11 năm 2025",
        "T2 10/11/2025",
        "CN, ngày 10/11/2025",
        "10/11/2025 (Quá hạn)",
        "10/11/2025 Quá hạn",
        "10/11/2025 Còn 5 ngày",
        "10/11/2025\u{a0}- Quá hạn 2.25 ngày",
        "Mon Nov 10 2025",
        "Mon, 10 Nov 2025",
        "45971",
    ] {
        assert_eq!(read(text), on(2025, 11, 10, None), "{text}");
    }
    for text in [
        "20251110103000",
        "202511101030",
        "1762745400000",
        "/Date(1762745400000+0700)/",
        "2025-11-10T03:30:00.000Z",
        "2025-11-10T12:30:00+09:00",
        "Mon Nov 10 2025 10:30:00 GMT+0700 (Giờ Đông Dương)",
        "Mon Nov 10 2025 10:30:00 GMT+0700 (Indochina Time)",
        "Mon, 10 Nov 2025 03:30:00 GMT",
        "10h30 ngày 10/11/2025",
        "10g30 ngày 10/11/2025",
        "10h30' ngày 10/11/2025",
        "10 giờ 30 phút, ngày 10 tháng 11 năm 2025",
        "10 giờ 30 phút ngày 10/11/2025",
        "lúc 10h30 ngày 10/11/2025",
        "10:30:00 10/11/2025",
        "10:30 ngày 10/11/2025",
        "10/11/2025 lúc 10h30",
        "10/11/2025 10:30 SA",
        "10/11/2025 10:30:00 am",
        "10/11/2025 10:30AM",
        "10/11/2025 10:30:00 Quá hạn 3 ngày",
        "Thứ Hai, 10/11/2025 10:30",
    ] {
        assert_eq!(read(text), on(2025, 11, 10, half), "{text}");
    }
    for text in
        ["1193047h00 ngày 10/11/2025", "10h4294967295 ngày 10/11/2025", "10/11/2025 lúc 4294967295h30"]
    {
        assert_eq!(read(text), MomentCell::Impossible, "{text}");
    }
    for (number, expected) in [
        (1_762_745_400_000.0, on(2025, 11, 10, half)),
        (20_251_110.0, on(2025, 11, 10, None)),
        (-62_135_596_800_000.0, MomentCell::None),
        (5e13, MomentCell::Impossible),
        (-1.5e300, MomentCell::Impossible),
    ] {
        assert_eq!(plain(moment(Cell::Number(number), Epoch::Y1900)), expected, "{number}");
    }
    assert_eq!(read("10/11/2025 10:30 CH"), on(2025, 11, 10, Some(22 * 3_600 + 1_800)));
}

#[test]
fn the_order_of_day_and_month_is_detected() {
    let order = |text: &str| match parse_moment(text.as_bytes(), Epoch::Y1900) {
        MomentCell::At(moment) => moment.order,
        cell => panic!("{text}: {cell:?}"),
    };
    for text in
        ["25/09/2025", "25/9/25 10:00", "25-09-2025", "10:00 25/09/2025", "25.09.2025", "25/09/2025 Quá hạn"]
    {
        assert_eq!(order(text), Order::DayFirst, "{text}");
    }
    for text in ["10/09/2025", "10/09/2025 10:00:00", "1/9/2025", "01-09-25"] {
        assert_eq!(order(text), Order::Either, "{text}");
    }
    for text in ["09/25/2025", "9/25/25", "09-25-2025 10:00", "9/25/2025 10:00:00 CH"] {
        assert_eq!(order(text), Order::MonthFirst, "{text}");
    }
    for text in ["2025-09-25", "2025-09-10", "09/09/2025", "45971", "20250910", "ngày 10 tháng 9 năm 2025"]
    {
        assert_eq!(order(text), Order::Fixed, "{text}");
    }
    assert_eq!(read("9/25/2025"), on(2025, 9, 25, None));
    let moment = |day: u32, month: u32| Moment {
        day: civil(2025, month, day).unwrap(),
        second: None,
        order: Order::Either,
    };
    assert_eq!(moment(1, 9).swapped(), moment(9, 1));
    assert_eq!((moment(25, 9).swapped(), moment(25, 9).fits_both_ways()), (moment(25, 9), false));
}
