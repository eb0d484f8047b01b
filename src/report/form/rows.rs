//! The rows of a form: units by level, fields, or fields by unit, with subtotals and a total.

use super::figures::{FormFigures, figures};
use super::template::II06A;
use crate::measure::choice::choice;
use crate::measure::{Counts, Dimension, Group, Lacks, ReturnedAs};
use crate::order::arrange;
use crate::value::{NO_DISTRICTS, UnitLevel, unit_key};
use std::collections::BTreeMap;

choice! {
    /// What the rows of a form stand for.
    #[derive(Default)]
    FormRows: "formRows" {
        /// Units, under their level.
        #[default]
        Unit = "unit",
        /// Fields.
        Field = "field",
        /// Fields, under their unit.
        UnitField = "unitField",
    }
}

impl FormRows {
    /// The dimensions by which dossiers are grouped into rows.
    pub fn dimensions(self) -> Vec<Dimension> {
        match self {
            Self::Unit => vec![Dimension::UnitLevel, Dimension::Unit],
            Self::Field => vec![Dimension::Field],
            Self::UnitField => vec![Dimension::UnitLevel, Dimension::Unit, Dimension::Field],
        }
    }
}

/// One row of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The kind of row.
    pub kind: RowKind,
    /// Its running number: "I", "1", "1.2"; "" for the total.
    pub number: String,
    /// The name of its unit, field or level.
    pub name: String,
    /// Its figures; `None` for a heading without subtotals.
    pub figures: Option<FormFigures>,
}

/// The kind of a form's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A level, or a unit with fields under it: a heading, or a subtotal of the rows under it.
    Heading,
    /// A unit or a field.
    Item,
    /// The total.
    Total,
}

/// How groups become rows.
#[derive(Debug, Clone, Copy)]
pub struct FormLayout<'a> {
    /// What the rows stand for.
    pub rows: FormRows,
    /// True if headings show the sums of the rows under them.
    pub subtotals: bool,
    /// How returned dossiers are judged.
    pub returned: ReturnedAs,
    /// Last day of the period, which decides the names of levels.
    pub last: i32,
    /// Keys ([`unit_key`]) of names with their positions. Unlisted names follow, sorted by name.
    pub order: &'a BTreeMap<String, usize>,
}

/// Counts, and the data that they lack.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    counts: Counts,
    lacks: Lacks,
}

/// A row and the rows under it.
#[derive(Debug, Default)]
struct Node {
    /// Rows of one depth are sorted by this, then by name.
    rank: usize,
    name: String,
    sum: Sum,
    under: Vec<Node>,
}

/// The rows of these groups, the total last.
pub fn form_rows(groups: &[Group], total: &Group, layout: &FormLayout<'_>) -> Vec<FormRow> {
    let mut top = Node::default();
    for group in groups {
        let names = layout.rows.dimensions().into_iter().map(|dimension| ranked(group, dimension, layout));
        top.add(names, Sum { counts: group.counts, lacks: group.lacks });
    }
    top.arrange();
    let mut rows = Vec::new();
    top.write(&mut rows, layout, &RowNumbering::First(layout.rows));
    let sum = Sum { counts: total.counts, lacks: total.lacks };
    rows.push(sum.row(RowKind::Total, String::new(), II06A.text("total"), layout));
    rows
}

/// The rank and the name of a group's row at one depth.
fn ranked(group: &Group, dimension: Dimension, layout: &FormLayout<'_>) -> (usize, String) {
    let key = group.key.iter().find(|(other, _)| *other == dimension).map_or("", |(_, key)| key);
    if dimension == Dimension::UnitLevel {
        return level_name(key, layout.last);
    }
    (layout.order.get(&unit_key(key)).copied().unwrap_or(usize::MAX), key.to_owned())
}

/// The rank of a level, and the form's name for its units. There are no districts from 1 July 2025 on.
fn level_name(key: &str, last: i32) -> (usize, String) {
    let level = UnitLevel::ALL.iter().copied().find(|level| level.key() == key).unwrap_or(UnitLevel::Unknown);
    let districts = last < NO_DISTRICTS;
    let (place, name) = match level {
        UnitLevel::Province => (1, "Sở, ban, ngành"),
        UnitLevel::District if districts => (2, "Huyện, thị xã, thành phố"),
        UnitLevel::District => (2, "Huyện, thị xã, thành phố (trước 1/7/2025)"),
        UnitLevel::Commune if districts => (3, "Xã, phường, thị trấn"),
        UnitLevel::Commune => (3, "Xã, phường, đặc khu"),
        _ => (4, "Chưa rõ cấp"),
    };
    (place, name.to_owned())
}

impl Node {
    /// Adds counts to the row with these names, one name per depth, and to all rows above it.
    fn add(&mut self, mut names: impl Iterator<Item = (usize, String)>, sum: Sum) {
        self.sum.add(sum);
        let Some((rank, name)) = names.next() else { return };
        let at = self.under.iter().position(|node| node.name == name).unwrap_or(self.under.len());
        if at == self.under.len() {
            self.under.push(Self { rank, name, ..Self::default() });
        }
        if let Some(node) = self.under.get_mut(at) {
            node.add(names, sum);
        }
    }

    fn arrange(&mut self) {
        arrange(&mut self.under, |one, other| (one.rank, &one.name).cmp(&(other.rank, &other.name)));
        self.under.iter_mut().for_each(Self::arrange);
    }

    fn write(&self, rows: &mut Vec<FormRow>, layout: &FormLayout<'_>, numbering: &RowNumbering) {
        for (node, place) in self.under.iter().zip(1..) {
            let number = numbering.number(place);
            let heading = !node.under.is_empty();
            let kind = if heading { RowKind::Heading } else { RowKind::Item };
            let name = if node.name.is_empty() { "Không rõ" } else { &node.name };
            let mut row = node.sum.row(kind, number.clone(), name, layout);
            row.figures = row.figures.filter(|_| !heading || layout.subtotals);
            rows.push(row);
            node.write(rows, layout, &numbering.under(number));
        }
    }
}

/// How the rows of one depth are numbered.
enum RowNumbering {
    /// The outermost rows.
    First(FormRows),
    /// 1, 2, 3 …
    Plain,
    /// 1.1, 1.2 …, after the number of the row above.
    After(String),
}

impl RowNumbering {
    fn number(&self, place: usize) -> String {
        match self {
            Self::First(FormRows::Field) | Self::Plain => place.to_string(),
            Self::First(_) => ["I", "II", "III", "IV"].get(place - 1).copied().unwrap_or_default().to_owned(),
            Self::After(number) => format!("{number}.{place}"),
        }
    }

    fn under(&self, number: String) -> Self {
        if matches!(self, Self::First(_)) { Self::Plain } else { Self::After(number) }
    }
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.counts.add(&other.counts);
        self.lacks.add(other.lacks);
    }

    fn row(&self, kind: RowKind, number: String, name: &str, layout: &FormLayout<'_>) -> FormRow {
        let figures = Some(figures(&self.counts, self.lacks, layout.returned));
        FormRow { kind, number, name: name.to_owned(), figures }
    }
}
