//! The value of each form of a cell.

use super::build::Book;
use crate::collect::{Value, rows, tables as read, text};
use crate::effort::at_most;
use proptest::prelude::*;

/// The values of the only row of a sheet with this row content.
fn row(cells: &str) -> Vec<Value> {
    rows(&Book::with(&format!("<row r='1'>{cells}</row>")).bytes()).remove(0).1
}

fn cell(xml: &str) -> Value {
    row(&format!("{xml}<c r='B1'><v>9</v></c>")).remove(0)
}

fn shared(items: &str) -> Value {
    let book = Book::with("<row><c t='s'><v>0</v></c><c><v>9</v></c></row>").strings(items);
    rows(&book.bytes()).remove(0).1.remove(0)
}

#[test]
fn numbers() {
    assert_eq!(cell("<c r='A1'><v>12.5</v></c>"), Value::Number(12.5));
    assert_eq!(cell("<c r='A1' t='n'><v> -3 </v></c>"), Value::Number(-3.0));
    assert_eq!(cell("<c r='A1'><v>1E3</v></c>"), Value::Number(1000.0));
    assert_eq!(cell("<c r='A1'><v>44927.351388888889</v></c>"), Value::Number(44_927.351_388_888_89));
    assert_eq!(cell("<c r='A1'><v>inf</v></c>"), text("inf"));
    assert_eq!(cell("<c r='A1'><v/></c>"), Value::Empty);
}

#[test]
fn a_formula_gives_its_saved_value() {
    assert_eq!(cell("<c r='A1'><f>SUM(1,2)</f><v>3</v></c>"), Value::Number(3.0));
    assert_eq!(cell("<c r='A1' t='str'><f>A2&amp;\"x\"</f><v>Đã &lt;trả&gt;</v></c>"), text("Đã <trả>"));
    assert_eq!(cell("<c r='A1'><f>A2</f></c>"), Value::Uncalculated);
}

#[test]
fn booleans_errors_and_iso_dates() {
    assert_eq!(cell("<c r='A1' t='b'><v>1</v></c>"), text("TRUE"));
    assert_eq!(cell("<c r='A1' t='b'><v>0</v></c>"), text("FALSE"));
    assert_eq!(cell("<c r='A1' t='b'><v>true</v></c>"), text("TRUE"));
    assert_eq!(cell("<c r='A1' t='e'><v>#N/A</v></c>"), Value::Error);
    assert_eq!(cell("<c r='A1' t='d'><v>2022-03-15T08:00:00</v></c>"), text("2022-03-15T08:00:00"));
}

#[test]
fn inline_strings() {
    assert_eq!(cell("<c r='A1' t='inlineStr'><is><t>Mã</t></is></c>"), text("Mã"));
    assert_eq!(
        cell("<c r='A1' t='inlineStr'><v>7</v><is><r><t>Mã </t></r><r><t>số</t></r></is></c>"),
        text("Mã số")
    );
    assert_eq!(cell("<c r='A1' t='inlineStr'><is><t><![CDATA[a&b]]></t></is></c>"), text("a&b"));
    let phonetic = "<c r='A1' t='inlineStr'><is><t>x</t><rPh><t>y</t></rPh></is></c>";
    assert_eq!(cell(phonetic), text("x"));
}

#[test]
fn shared_strings() {
    assert_eq!(shared("<si><t>Một</t></si>"), text("Một"));
    assert_eq!(
        shared("<si><r><rPr><b/></rPr><t>Mã </t></r><r><t xml:space='preserve'>số </t></r></si>"),
        text("Mã số ")
    );
    assert_eq!(shared("<si><t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh></si>"), text("東京"));
    assert_eq!(shared("<si/>"), Value::Empty);
    assert_eq!(shared("<x:si><x:t>a</x:t></x:si>"), text("a"));
}

#[test]
fn escapes_of_xml_and_of_excel() {
    assert_eq!(shared("<si><t>a&#10;b&#xE1;&quot;&apos;</t></si>"), text("a\nbá\"'"));
    assert_eq!(shared("<si><t>a_x000D_\r\nb</t></si>"), text("a\r\nb"));
    assert_eq!(shared("<si><t>_x005F_x000D_</t></si>"), text("_x000D_"));
    assert_eq!(shared("<si><t>_xD83D__xDE00_</t></si>"), text("😀"));
    assert_eq!(shared("<si><t>_xD83D_ so_x00_mau _x</t></si>"), text("_xD83D_ so_x00_mau _x"));
}

#[test]
fn missing_positions_are_counted() {
    let counted = "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>";
    let numbers = |values: &[f64]| values.iter().map(|&value| Value::Number(value)).collect::<Vec<_>>();
    let mut first = numbers(&[1.0, 0.0, 0.0, 2.0, 3.0]);
    first[1..3].fill(Value::Empty);
    assert_eq!(rows(&Book::with(counted).bytes()), [(1, first), (2, numbers(&[4.0]))]);
}

#[test]
fn cells_in_any_order_and_row_numbers_that_do_not_increase() {
    assert_eq!(row("<c r='B1'><v>2</v></c><c r='A1'><v>1</v></c>"), [Value::Number(1.0), Value::Number(2.0)]);
    let rows = rows(&Book::with("<row r='5'><c><v>1</v></c></row><row r='3'><c><v>2</v></c></row>").bytes());
    assert_eq!(rows, [(5, vec![Value::Number(1.0)]), (6, vec![Value::Number(2.0)])]);
}

#[test]
fn rows_without_values_are_left_out() {
    let sheet = "<row r='1'/><row r='2'><c r='A2' s='1'/></row><row r='3'><c t='str'><f>A4</f><v></v></c></row>\
                 <row r='4'><c><v>1</v></c></row>";
    assert_eq!(rows(&Book::with(sheet).bytes()), [(4, vec![Value::Number(1.0)])]);
}

#[test]
fn the_farthest_cell_costs_nothing() {
    let corners = |last: u32| {
        let far = format!("<row r='{last}'><c r='B{last}'><v>2</v></c><c r='XFD{last}'><v>3</v></c></row>");
        Book::with(&format!("<row r='1'><c r='A1'><v>1</v></c></row>{far}")).bytes()
    };
    let (near, far) = (corners(2), corners(1_048_576));
    let read = |bytes: &[u8]| (0..100).for_each(|_| drop(rows(bytes)));
    at_most(3, || read(&near), || read(&far));
    let rows = rows(&far);
    assert_eq!(rows[1], (1_048_576, vec![Value::Empty, Value::Number(2.0)]));
    assert_eq!(rows.len(), 2);
}

/// Cells in the forms of the fast path, and in similar forms.
const CELLS: &str = "(<c( r=\"[A-E]{0,4}[0-9]{0,2}\")?( s=\"[0-3]{0,7}\")?( t=\"(s|n|str|b|inlineStr)\")?( s=\"[01]\")?(/>|><v/></c>|><v>[0-9. -]{0,6}</v></c>|><v>[xả&_; -]{0,6}</v></c>|><is><t( xml:space=\"preserve\")?>[x0ả&_;\r\n ]{0,40}(&amp;|&bad;|_x000D_)?</t></is></c>|><is><t/></is></c>)){1,6}";

proptest! {
    /// Attributes in single quotes are not read by the fast path, so the tokens are used.
    #[test]
    fn the_fast_path_equals_the_tokens(cells in CELLS) {
        let strings = "<si><t>Một</t></si><si><t></t></si><si><t>Hai_x000D_&amp;</t></si>";
        let styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>";
        let book = |cells: &str| Book::with(&format!("<row>{cells}</row>")).strings(strings).styles(styles).bytes();
        prop_assert_eq!(read(&book(&cells)), read(&book(&cells.replace('"', "'"))));
    }
}

#[test]
fn the_fast_path_takes_attributes_in_any_order() {
    let book = Book::with(
        "<row><c t=\"s\" s=\"1\" r=\"B1\"><v>0</v></c><c><v>2</v></c><c s=\"1\"><v>3.5</v></c></row>",
    );
    let book = book.strings("<si><t>Một</t></si>").styles("<cellXfs><xf/><xf numFmtId='14'/></cellXfs>");
    let row = vec![Value::Empty, text("Một"), Value::Number(2.0), Value::Date(3.5)];
    assert_eq!(rows(&book.bytes()), [(1, row)]);
}
