//! Columns of other programs, by their meaning: texts, numbers, days. A type without this meaning is an error
//! that names the column and says what to do.

use crate::failure::{Done, fail};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, Date32Type, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType};
use arrow_schema::{DataType, TimeUnit};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A column of texts.
pub struct Texts<'a> {
    get: Box<dyn Fn(usize) -> Option<&'a str> + 'a>,
}

impl<'a> Texts<'a> {
    /// A column, which must be of texts.
    pub fn of(column: &'a ArrayRef, name: &str) -> Done<Self> {
        let get: Box<dyn Fn(usize) -> Option<&'a str> + 'a> = match column.data_type() {
            DataType::Utf8 => {
                let texts = column.as_string::<i32>();
                Box::new(move |row| texts.is_valid(row).then(|| texts.value(row)))
            }
            DataType::LargeUtf8 => {
                let texts = column.as_string::<i64>();
                Box::new(move |row| texts.is_valid(row).then(|| texts.value(row)))
            }
            DataType::Utf8View => {
                let texts = column.as_string_view();
                Box::new(move |row| texts.is_valid(row).then(|| texts.value(row)))
            }
            DataType::Dictionary(key, _) => match key.as_ref() {
                DataType::Int8 => dictionary::<Int8Type>(column, name)?,
                DataType::Int16 => dictionary::<Int16Type>(column, name)?,
                DataType::Int32 => dictionary::<Int32Type>(column, name)?,
                DataType::Int64 => dictionary::<Int64Type>(column, name)?,
                DataType::UInt8 => dictionary::<UInt8Type>(column, name)?,
                DataType::UInt16 => dictionary::<UInt16Type>(column, name)?,
                DataType::UInt32 => dictionary::<UInt32Type>(column, name)?,
                _ => return unfit(column, name, "text"),
            },
            DataType::Null => Box::new(|_| None),
            _ => return unfit(column, name, "text"),
        };
        Ok(Self { get })
    }

    /// The text of a row; "" for null.
    pub fn at(&self, row: usize) -> &'a str {
        (self.get)(row).unwrap_or_default()
    }

    /// The text of a row, if there is one.
    pub fn known(&self, row: usize) -> Option<&'a str> {
        (self.get)(row)
    }
}

fn dictionary<'a, K: ArrowDictionaryKeyType>(
    column: &'a ArrayRef,
    name: &str,
) -> Done<Box<dyn Fn(usize) -> Option<&'a str> + 'a>> {
    let keyed = column.as_dictionary::<K>();
    let values = Texts::of(keyed.values(), name)?;
    Ok(Box::new(move |row| values.known(keyed.key(row)?)))
}

/// A column of texts as numbers. `number` is called once for each dictionary entry that occurs or, without a
/// dictionary, for each text that differs from the previous one. A row without a text counts as "".
pub fn numbered(column: &ArrayRef, name: &str, mut number: impl FnMut(&str) -> Done<u32>) -> Done<Vec<u32>> {
    let Some(keyed) = column.as_any_dictionary_opt().filter(|keyed| !keyed.values().is_empty()) else {
        let (texts, mut last) = (Texts::of(column, name)?, None);
        let row = |row| match last {
            Some((text, number)) if text == texts.at(row) => Ok(number),
            _ => number(texts.at(row)).inspect(|number| last = Some((texts.at(row), *number))),
        };
        return (0..column.len()).map(row).collect();
    };
    let texts = Texts::of(keyed.values(), name)?;
    // One entry more, for rows without a text.
    let mut numbers = vec![None; keyed.values().len() + 1];
    let row = |(row, key): (usize, usize)| {
        let key = if keyed.keys().is_valid(row) { key } else { keyed.values().len() };
        match numbers.get_mut(key) {
            Some(Some(number)) => Ok(*number),
            place => number(if key < keyed.values().len() { texts.at(key) } else { "" })
                .inspect(|number| place.into_iter().for_each(|place| *place = Some(*number))),
        }
    };
    keyed.normalized_keys().into_iter().enumerate().map(row).collect()
}

/// A column of whole numbers.
pub struct Numbers(Vec<Option<i64>>);

impl Numbers {
    /// A column, which must be of whole numbers.
    pub fn of(column: &ArrayRef, name: &str) -> Done<Self> {
        Ok(Self(match column.data_type() {
            DataType::Int8 => numbers::<Int8Type>(column),
            DataType::Int16 => numbers::<Int16Type>(column),
            DataType::Int32 => numbers::<Int32Type>(column),
            DataType::Int64 => numbers::<Int64Type>(column),
            DataType::UInt8 => numbers::<UInt8Type>(column),
            DataType::UInt16 => numbers::<UInt16Type>(column),
            DataType::UInt32 => numbers::<UInt32Type>(column),
            DataType::UInt64 => {
                let numbers = column.as_primitive::<UInt64Type>();
                let fits =
                    |number: Option<u64>| number.map_or(Ok(None), |number| i64::try_from(number).map(Some));
                match numbers.iter().map(fits).collect() {
                    Ok(numbers) => numbers,
                    Err(_) => return fail(format!("column {name}: a number above {}", i64::MAX)),
                }
            }
            DataType::Null => vec![None; column.len()],
            _ => return unfit(column, name, "a whole number (INT, BIGINT)"),
        }))
    }

    /// Seconds since midnight: whole numbers, or times of day.
    pub fn seconds(column: &ArrayRef, name: &str) -> Done<Self> {
        let per = |numbers: Vec<Option<i64>>, unit: i64| {
            Self(numbers.into_iter().map(|number| Some(number?.div_euclid(unit))).collect())
        };
        let seconds = match column.data_type() {
            DataType::Time32(TimeUnit::Second) => per(numbers::<Time32SecondType>(column), 1),
            DataType::Time32(_) => per(numbers::<Time32MillisecondType>(column), 1_000),
            DataType::Time64(TimeUnit::Microsecond) => {
                per(numbers::<Time64MicrosecondType>(column), 1_000_000)
            }
            DataType::Time64(_) => per(numbers::<Time64NanosecondType>(column), 1_000_000_000),
            _ => Self::of(column, name)?,
        };
        match seconds.0.iter().flatten().find(|second| !(0..DAY).contains(*second)) {
            Some(second) => fail(format!("column {name}: {second} is not a second of a day (0 to 86399)")),
            None => Ok(seconds),
        }
    }

    /// The number of a row.
    pub fn at(&self, row: usize) -> Option<i64> {
        self.0.get(row).copied().flatten()
    }
}

fn numbers<T: ArrowPrimitiveType>(column: &ArrayRef) -> Vec<Option<i64>>
where
    T::Native: Into<i64>,
{
    column.as_primitive::<T>().iter().map(|number| number.map(Into::into)).collect()
}

/// A column of days, with the times of day if the column has timestamps.
pub struct Days(Vec<Option<(i32, u32)>>);

impl Days {
    /// A column, which must be of days or of timestamps without a time zone. Seconds are 0 for days.
    pub fn of(column: &ArrayRef, name: &str) -> Done<Self> {
        let (seconds, unit) = match column.data_type() {
            DataType::Date32 => {
                let days = column.as_primitive::<Date32Type>().iter();
                return Ok(Self(days.map(|day| Some((day?, 0))).collect()));
            }
            DataType::Date64 => (numbers::<Date64Type>(column), 1_000),
            DataType::Timestamp(TimeUnit::Second, None) => (numbers::<TimestampSecondType>(column), 1),
            DataType::Timestamp(TimeUnit::Millisecond, None) => {
                (numbers::<TimestampMillisecondType>(column), 1_000)
            }
            DataType::Timestamp(TimeUnit::Microsecond, None) => {
                (numbers::<TimestampMicrosecondType>(column), 1_000_000)
            }
            DataType::Timestamp(TimeUnit::Nanosecond, None) => {
                (numbers::<TimestampNanosecondType>(column), 1_000_000_000)
            }
            DataType::Timestamp(_, Some(_)) => {
                return fail(format!(
                    "column {name} holds instants (timestamps with a time zone), whose day depends on the zone: \
                     make it a DATE in Vietnam's time first, as CAST({name} AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)"
                ));
            }
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
                return fail(format!("column {name} holds dates as text: `hoso read` converts them to days"));
            }
            DataType::Null => (vec![None; column.len()], 1),
            _ => return unfit(column, name, "a DATE"),
        };
        let moment = |number: Option<i64>| {
            let second = number?.div_euclid(unit);
            Some((i32::try_from(second.div_euclid(DAY)).unwrap_or(i32::MAX), second.rem_euclid(DAY) as u32))
        };
        Ok(Self(seconds.into_iter().map(moment).collect()))
    }

    /// The day of a row, and the second of that day.
    pub fn at(&self, row: usize) -> Option<(i32, u32)> {
        self.0.get(row).copied().flatten()
    }
}

fn unfit<T>(column: &ArrayRef, name: &str, wanted: &str) -> Done<T> {
    fail(format!("column {name} is {}, not {wanted}", column.data_type()))
}
