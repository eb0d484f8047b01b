use super::*;
use crate::schema::HeldCell;

fn of(labels: &[&str]) -> Vec<Option<Figure>> {
    let labels: Vec<_> = labels.iter().map(|label| Label::of(label.split('>'))).collect();
    choose_columns(claims(&labels, &Lexicon::default()), &[]).figures
}

#[test]
fn form_ii_06a() {
    use Figure::*;
    let labels = [
        "TT",
        "Số hồ sơ nhận giải quyết>Tổng số",
        "Số hồ sơ nhận giải quyết>Trong kỳ>Trực tuyến",
        "Số hồ sơ nhận giải quyết>Trong kỳ>Trực tiếp, dịch vụ bưu chính",
        "Số hồ sơ nhận giải quyết>Từ kỳ trước",
        "Số lượng hồ sơ đã giải quyết>Tổng số",
        "Số lượng hồ sơ đã giải quyết>Trước hạn",
        "Số lượng hồ sơ đã giải quyết>Đúng hạn (bao gồm cả hồ sơ chờ bổ sung)",
        "Số lượng hồ sơ đã giải quyết>Quá hạn",
        "Số lượng hồ sơ đang giải quyết>Tổng số",
        "Số lượng hồ sơ đang giải quyết>Trong hạn",
        "Số lượng hồ sơ đang giải quyết>Quá hạn",
    ];
    let figures =
        [Total, Online, DirectPostal, CarriedOver, Ended, Early, OnDueDay, Late, Pending, InTerm, Overdue];
    let expected: Vec<_> = [None].into_iter().chain(figures.map(Some)).collect();
    assert_eq!(of(&labels), expected);
}

#[test]
fn simple_counts() {
    use Figure::*;
    let labels = [
        "Tổng tiếp nhận",
        "Trước hạn",
        "Đúng hạn",
        "Trễ hạn",
        "Tỷ lệ đúng và trước hạn",
        "Đang giải quyết",
        "Quá hạn",
        "Trực tuyến",
        "Tỷ lệ (%)",
        "BCCI",
        "Trả kết quả qua BCCI",
        "Ghi chú",
    ];
    let figures = [
        Total,
        Early,
        OnDueDay,
        Late,
        TimelyRate,
        Pending,
        Overdue,
        Online,
        OnlineRate,
        PostalIntake,
        PostalReturn,
    ];
    let expected: Vec<_> = figures.map(Some).into_iter().chain([None]).collect();
    assert_eq!(of(&labels), expected);
}

#[test]
fn parts_make_a_figure_where_no_column_has_the_whole() {
    let parts = ["Đã giải quyết>Quá hạn>Đã có thư xin lỗi", "Đã giải quyết>Quá hạn>Chưa có thư xin lỗi"];
    assert_eq!(of(&parts), [Some(Figure::Late); 2]);
    let whole = ["Đã giải quyết>Quá hạn>Tổng số", "Đã giải quyết>Quá hạn>Đã có thư xin lỗi"];
    assert_eq!(of(&whole), [Some(Figure::Late), None]);
    assert_eq!(of(&["Đã giải quyết>Trực tuyến", "Chờ tiếp nhận>Quá hạn", "Ngày nhận"]), [None; 3]);
}

#[test]
fn words_before_a_figure_determine_its_section() {
    use Figure::*;
    for (label, figure) in [
        ("Chưa xử lý quá hạn", Some(Overdue)),
        ("Chưa giải quyết đúng hạn", Some(InTerm)),
        ("Đang trong quá trình giải quyết>Trễ hạn giải quyết", Some(Overdue)),
        ("Còn lại>Chưa đến hạn", Some(InTerm)),
        ("Đã xử lý quá hạn", Some(Late)),
        ("Số hồ sơ chưa hoàn thành", Some(Pending)),
        ("Số mới tiếp nhận trực tuyến", Some(Online)),
        ("Tiếp nhận mới qua BCCI", Some(PostalIntake)),
        ("Tiếp nhận trực tiếp, qua dịch vụ bưu chính công ích", Some(DirectPostal)),
        ("Trực tiếp (hoặc dịch vụ bưu chính)", Some(DirectPostal)),
        ("Tổng tiếp nhận trong kỳ", Some(Received)),
        ("Tồn kỳ trước chưa giải quyết", Some(CarriedOver)),
        ("Từ kỳ trước>Trực tuyến", Some(CarriedOver)),
        ("Đã trả kết quả>Qua BCCI", Some(PostalReturn)),
        ("Trực tuyến>Đúng hạn", None),
        ("Số hồ sơ trực tuyến đã giải quyết", None),
        ("Kết quả giải quyết>Từ chối giải quyết", None),
        ("Trả lại/Rút HS", None),
        ("Kết quả giải quyết>Trả kết quả>Chưa trả", None),
        ("Chờ xử lý", Some(Pending)),
        ("(4) Trực tuyến", Some(Online)),
    ] {
        assert_eq!(of(&[label]), [figure], "{label}");
    }
}

#[test]
fn keys_of_programs() {
    use Figure::*;
    let keys = [
        ("tongSo", Total),
        ("tongTiepNhan", Received),
        ("tongDaXuLy", Ended),
        ("tongDangXuLy", Pending),
        ("tiepNhanKyTruoc", CarriedOver),
        ("tiepNhanQuaMang", Online),
        ("tiepNhanTrucTiep", Direct),
        ("tiepNhanBCCI", PostalIntake),
        ("daXuLyTruocHan", Early),
        ("DungHen", OnDueDay),
        ("TREHEN", Late),
        ("dangXuLyQuaHan", Overdue),
    ];
    let found: Vec<_> = keys.iter().map(|(_, figure)| Some(*figure)).collect();
    assert_eq!(of(&keys.map(|(key, _)| key)), found);
    let keys = ["ChuaGiaiQuyet", "DaGiaiQuyet", "DungHen", "NhanTrongKy", "QuaHan", "TreHen", "TrongHan"];
    let figures = [Pending, Ended, OnDueDay, Received, Overdue, Late, InTerm];
    assert_eq!(of(&keys), figures.map(Some));
}

#[test]
fn a_flat_header_with_equal_names() {
    use Figure::*;
    let labels = ["Trước hạn", "Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn"];
    assert_eq!(of(&labels), [Early, OnDueDay, Late, InTerm, Overdue].map(Some));
    assert_eq!(of(&["Đã xử lý", "Quá hạn", "Quá hạn trên 5 ngày"]), [Some(Ended), Some(Late), None]);
}

#[test]
fn two_columns_for_one_figure_are_reported() {
    let labels = ["Đơn vị", "Quá hạn (có xin lỗi)", "Quá hạn (chưa có)", "Quá hạn (gộp)"];
    assert_eq!(of(&labels), [None, None, None, Some(Figure::Late)]);
    assert_eq!(of(&labels[..3]), [None, Some(Figure::Late), Some(Figure::Late)]);
    let labels = ["Tiếp nhận", "Hồ sơ nhận"].map(|label| Label::of([label].into_iter()));
    let row = |line: &str| HeldRow { number: 1, cells: line.split('|').map(HeldCell::text).collect() };
    let choose = |line| choose_columns(claims(&labels, &Lexicon::default()), &[row(line)]);
    assert_eq!((choose("5|4").chosen, choose("5|5").chosen), (vec![0], vec![]));
    assert_eq!(choose("5|4").figures, [Some(Figure::Received), None]);
}
