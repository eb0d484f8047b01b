//! The columns of the file: names, values and types.

use super::file::BatchBody;
use super::flat::FlatField;
use crate::dossier::{NO_DAY, NO_TIME, doubt};
use crate::measure::Outcome;
use crate::report::listing::{Listing, ListingRow};
use crate::value::{Channel, Coded, ServiceLevel, Status, UnitLevel};
use crate::{Error, ErrorCode};
use foldhash::quality::FixedState;
use hashbrown::HashMap;

/// The sets of unreadable days, by the sum of their bits less one: due 1, finished 2, returned 4.
pub const UNREADABLE: [&str; 7] = [
    "due",
    "finished",
    "due finished",
    "returned",
    "due returned",
    "finished returned",
    "due finished returned",
];

/// A column.
pub struct ExportColumn<'a> {
    name: &'static str,
    kind: ColumnType<'a>,
}

type Number<'a> = Box<dyn Fn(&ListingRow<'a>) -> Option<i32> + 'a>;

enum ColumnType<'a> {
    /// Texts; "" = null.
    Text(fn(&ListingRow<'a>) -> &'a str),
    /// Four-byte numbers.
    Number(Type, Number<'a>),
    /// Values by number: four bytes for names, one byte for listed words, which are few.
    Dictionary { values: Vec<&'a str>, bits: i32, number: Number<'a> },
}

#[derive(Clone, Copy)]
enum Type {
    Day,
    Second,
    Signed,
    Unsigned,
}

/// The columns of lives: those that a life has, and the number of dossiers it stands for.
const OF_LIVES: [&str; 14] = [
    "procedure",
    "field",
    "unit",
    "unitLevel",
    "serviceLevel",
    "received",
    "due",
    "dueTime",
    "finished",
    "finishedTime",
    "unreadable",
    "intakeChannel",
    "returnChannel",
    "status",
];

/// The columns of lives, in order.
pub fn columns_of_lives<'a>(listing: &Listing<'a>) -> Vec<ExportColumn<'a>> {
    let mut columns = columns(listing);
    columns.retain(|column| OF_LIVES.contains(&column.name));
    columns
        .push(ExportColumn { name: "n", kind: number(Type::Unsigned, |row| Some(row.often.cast_signed())) });
    columns
}

/// All columns, in order.
pub fn columns<'a>(listing: &Listing<'a>) -> Vec<ExportColumn<'a>> {
    let day = |day: i32| Some(day).filter(|day| *day != NO_DAY);
    let second = |second: u32| Some(second).filter(|second| *second != NO_TIME).map(u32::cast_signed);
    let column = |name, kind| ExportColumn { name, kind };
    vec![
        column("code", ColumnType::Text(|row| row.code)),
        column("procedure", names(listing, |row| row.procedure())),
        column("field", names(listing, |row| row.field())),
        column("unit", names(listing, |row| row.unit())),
        column("unitLevel", words(UnitLevel::ALL, UnitLevel::key, |row| row.facts.unit_level)),
        column("serviceLevel", words(ServiceLevel::ALL, ServiceLevel::key, |row| row.facts.service_level)),
        column("received", number(Type::Day, move |row| day(row.facts.received))),
        column("receivedTime", number(Type::Second, move |row| second(row.facts.received_second))),
        column("submitted", number(Type::Day, move |row| day(row.facts.submitted))),
        column("submittedTime", number(Type::Second, move |row| second(row.facts.submitted_second))),
        column("due", number(Type::Day, move |row| day(row.facts.due))),
        column("dueTime", number(Type::Second, move |row| second(row.facts.due_second))),
        column("finished", number(Type::Day, move |row| day(row.facts.finished))),
        column("finishedTime", number(Type::Second, move |row| second(row.facts.finished_second))),
        column("returned", number(Type::Day, move |row| day(row.facts.returned))),
        column("returnedTime", number(Type::Second, move |row| second(row.facts.returned_second))),
        column("unreadable", unreadable_days()),
        column("intakeChannel", channels(|row| row.facts.intake)),
        column("returnChannel", channels(|row| row.facts.return_channel)),
        column("status", words(Status::ALL, Status::key, |row| row.facts.status)),
        column("outcome", outcomes()),
        column("daysLate", number(Type::Signed, |row| row.place.days_late)),
        column("file", names(listing, |row| row.origin.file)),
        column("sheet", names(listing, |row| row.origin.sheet())),
        column("row", number(Type::Unsigned, |row| Some(row.facts.row.cast_signed()))),
    ]
}

fn number<'a>(of: Type, number: impl Fn(&ListingRow<'a>) -> Option<i32> + 'a) -> ColumnType<'a> {
    ColumnType::Number(of, Box::new(number))
}

/// A column of names, numbered in the order of their first occurrence in the list; "" = null.
fn names<'a>(listing: &Listing<'a>, name: fn(&ListingRow<'a>) -> &'a str) -> ColumnType<'a> {
    let (mut values, mut numbers) = (Vec::new(), HashMap::<&str, i32, FixedState>::default());
    for name in listing.rows().map(|row| name(&row)).filter(|name| !name.is_empty()) {
        numbers.entry(name).or_insert_with(|| {
            values.push(name);
            i32::try_from(values.len() - 1).unwrap_or(i32::MAX)
        });
    }
    ColumnType::Dictionary { values, bits: 32, number: Box::new(move |row| numbers.get(name(row)).copied()) }
}

/// A column of a [`Coded`] kind. Its number 0 becomes null.
fn words<'a, T: Coded>(
    all: &[T],
    key: fn(T) -> &'static str,
    number: fn(&ListingRow<'a>) -> u8,
) -> ColumnType<'a> {
    let values = all.iter().skip(1).map(|value| key(*value)).collect();
    ColumnType::Dictionary {
        values,
        bits: 8,
        number: Box::new(move |row| number(row).checked_sub(1).map(i32::from)),
    }
}

/// A column of channels. Null means blank or no such column; the metadata say which.
fn channels<'a>(number: fn(&ListingRow<'a>) -> u8) -> ColumnType<'a> {
    let named = |channel: &&Channel| !matches!(channel, Channel::Unknown | Channel::Blank);
    let values = Channel::ALL.iter().filter(named).map(|channel| channel.key()).collect();
    let number = move |row: &ListingRow<'a>| {
        let number = Some(number(row)).filter(|number| *number < Channel::Blank as u8);
        number.and_then(|number| number.checked_sub(1)).map(i32::from)
    };
    ColumnType::Dictionary { values, bits: 8, number: Box::new(number) }
}

/// Which days of a dossier exist but cannot be read: the index in [`UNREADABLE`] of their set, given its
/// doubts.
pub fn unreadable(doubts: u16) -> Option<i8> {
    let bits = [doubt::UNREADABLE_DUE, doubt::UNREADABLE_FINISHED, doubt::UNREADABLE_RETURNED];
    let set = (0..).zip(bits).map(|(at, bit)| i8::from(doubts & bit != 0) << at).sum::<i8>();
    set.checked_sub(1).filter(|set| *set >= 0)
}

fn unreadable_days<'a>() -> ColumnType<'a> {
    let number = |row: &ListingRow<'a>| unreadable(row.facts.doubts).map(i32::from);
    ColumnType::Dictionary { values: UNREADABLE.to_vec(), bits: 8, number: Box::new(number) }
}

fn outcomes<'a>() -> ColumnType<'a> {
    let values = Outcome::ALL.iter().map(|outcome| outcome.key()).collect();
    let number = |row: &ListingRow<'a>| row.place.outcome.map(|outcome| i32::from(outcome as u8));
    ColumnType::Dictionary { values, bits: 8, number: Box::new(number) }
}

impl<'a> ExportColumn<'a> {
    /// Its entry in the schema; `id` is the id of its dictionary.
    pub fn field(&self, id: i64) -> Vec<FlatField<'static>> {
        let int = |bits, signed: bool| vec![FlatField::Int(bits), FlatField::Byte(signed.into())];
        let (kind, of, dictionary) = match &self.kind {
            ColumnType::Text(_) => (5, Vec::new(), FlatField::Absent),
            ColumnType::Number(Type::Day, _) => (8, vec![FlatField::Short(0)], FlatField::Absent),
            ColumnType::Number(Type::Second, _) => {
                (9, vec![FlatField::Short(0), FlatField::Int(32)], FlatField::Absent)
            }
            ColumnType::Number(Type::Signed, _) => (2, int(32, true), FlatField::Absent),
            ColumnType::Number(Type::Unsigned, _) => (2, int(32, false), FlatField::Absent),
            ColumnType::Dictionary { bits, .. } => (
                5,
                Vec::new(),
                FlatField::Table(vec![FlatField::Long(id), FlatField::Table(int(*bits, true))]),
            ),
        };
        let (name, nullable, children) =
            (FlatField::Text(self.name), FlatField::Byte(1), FlatField::Tables(Vec::new()));
        vec![name, nullable, FlatField::Byte(kind), FlatField::Table(of), dictionary, children]
    }

    /// The values of its dictionary, if it has one.
    pub fn dictionary(&self) -> Result<Option<BatchBody>, Error> {
        let ColumnType::Dictionary { values, .. } = &self.kind else { return Ok(None) };
        let mut body = BatchBody::new(values.len());
        body.column(&vec![true; values.len()], &texts(values.iter().copied())?);
        Ok(Some(body))
    }

    /// Adds its values for these rows.
    pub fn add(&self, rows: &[ListingRow<'a>], body: &mut BatchBody) -> Result<(), Error> {
        match &self.kind {
            ColumnType::Text(text) => {
                let there: Vec<bool> = rows.iter().map(|row| !text(row).is_empty()).collect();
                body.column(&there, &texts(rows.iter().map(text))?);
            }
            ColumnType::Number(_, number) | ColumnType::Dictionary { bits: 32, number, .. } => {
                add_numbers(rows, number, body, |number| number.to_le_bytes());
            }
            // Fewer than 128 words, so one byte holds the number.
            ColumnType::Dictionary { number, .. } => add_numbers(rows, number, body, |number| [number as u8]),
        }
        Ok(())
    }
}

fn add_numbers<'a, const WIDTH: usize>(
    rows: &[ListingRow<'a>],
    number: &Number<'a>,
    body: &mut BatchBody,
    bytes: impl Fn(i32) -> [u8; WIDTH],
) {
    let numbers: Vec<Option<i32>> = rows.iter().map(number).collect();
    let there: Vec<bool> = numbers.iter().map(Option::is_some).collect();
    let values = numbers.into_iter().flat_map(|number| bytes(number.unwrap_or_default())).collect();
    body.column(&there, &[values]);
}

/// The end offsets of texts, and their bytes. Fails beyond 2 GB, the limit of 32-bit offsets.
fn texts<'a>(texts: impl Iterator<Item = &'a str>) -> Result<[Vec<u8>; 2], Error> {
    let (mut ends, mut letters) = (vec![0; 4], Vec::new());
    for text in texts {
        letters.extend(text.as_bytes());
        let end = i32::try_from(letters.len()).map_err(|_| ErrorCode::TooLarge)?;
        ends.extend(end.to_le_bytes());
    }
    Ok([ends, letters])
}
