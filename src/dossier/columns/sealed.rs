//! How one column of a full chunk is stored: as a buffer of its own type, or, if it has numbers that are
//! small in nearly every table, in as few bytes as its largest number needs.

use super::super::facts::{NO_DAY, Time, UNTIMED};
use arrow_buffer::{ArrowNativeType, Buffer, ScalarBuffer};
use std::sync::LazyLock;

/// Dossiers in a full chunk.
pub const CHUNK: usize = 1 << 16;

/// Length from which a column without content shares its buffer with others.
const SHARED: usize = 1 << 8;

/// A complete column of values of type `T`.
pub trait Sealed<T>: Sized {
    /// Stores the values, and empties the vector.
    fn seal(open: &mut Vec<T>) -> Self;

    /// The value at an index. Beyond the end it is meaningless.
    fn at(&self, index: usize) -> T;

    /// Number of values.
    fn length(&self) -> usize;

    /// Passes what is stored as bytes, piece by piece.
    fn lend(&self, take: &mut dyn FnMut(&[u8]));

    /// Restores a column of `length` values; `next` returns the pieces in order, given the length of
    /// each. None if a piece is missing or has another length.
    fn restore(length: usize, next: &mut dyn FnMut(usize) -> Option<Buffer>) -> Option<Self>;

    /// Every value in turn.
    fn all(&self) -> impl DoubleEndedIterator<Item = T> {
        (0..self.length()).map(|index| self.at(index))
    }

    /// Changes some of the values.
    fn edit(&mut self, change: impl FnOnce(&mut [T])) {
        let mut values: Vec<T> = self.all().collect();
        change(&mut values);
        *self = Self::seal(&mut values);
    }
}

/// A type of values that a buffer holds.
pub trait SealedValue: ArrowNativeType {
    /// The value in columns without content.
    const BLANK: Self;

    /// A full column of that value.
    fn blank() -> &'static Buffer;
}

macro_rules! value {
    ($($type:ty: $blank:expr,)+) => {
        $(impl SealedValue for $type {
            const BLANK: Self = $blank;

            fn blank() -> &'static Buffer {
                static BLANK: LazyLock<Buffer> = LazyLock::new(|| Buffer::from(vec![$blank; CHUNK]));
                &BLANK
            }
        })+
    };
}

value! {
    i32: NO_DAY,
    u32: 0_u32,
    Time: UNTIMED,
    u8: 0_u8,
}

/// The values, each in the same number of bytes.
impl<T: SealedValue> Sealed<T> for ScalarBuffer<T> {
    fn seal(open: &mut Vec<T>) -> Self {
        // After a full chunk another one probably follows: with this capacity it does not have to grow.
        let room = if open.len() == CHUNK { CHUNK } else { 0 };
        let mut column = std::mem::replace(open, Vec::with_capacity(room));
        column.shrink_to_fit();
        shared(Self::from(column))
    }

    #[inline(always)]
    fn at(&self, index: usize) -> T {
        self.get(index).copied().unwrap_or(T::BLANK)
    }

    fn length(&self) -> usize {
        self.len()
    }

    fn lend(&self, take: &mut dyn FnMut(&[u8])) {
        take(self.inner().as_slice());
    }

    fn restore(length: usize, next: &mut dyn FnMut(usize) -> Option<Buffer>) -> Option<Self> {
        let bytes = length * size_of::<T>();
        let buffer = next(bytes).filter(|buffer| buffer.len() == bytes)?;
        Some(shared(Self::new(buffer, 0, length)))
    }
}

/// The column; if it is long and without content, a buffer that all chunks share.
fn shared<T: SealedValue>(column: ScalarBuffer<T>) -> ScalarBuffer<T> {
    let is_blank = (SHARED..=CHUNK).contains(&column.len()) && column.iter().all(|value| *value == T::BLANK);
    if is_blank { ScalarBuffer::new(T::blank().clone(), 0, column.len()) } else { column }
}

/// Numbers in as many bytes as the largest of them needs.
#[derive(Debug, Clone)]
pub enum Numbers {
    /// All are below 256.
    Narrow(ScalarBuffer<u8>),
    /// All are below 65,536.
    Middle(ScalarBuffer<u16>),
    /// Any numbers.
    Wide(ScalarBuffer<u32>),
}

impl Numbers {
    fn of(numbers: &[u32]) -> Self {
        let largest = numbers.iter().copied().fold(0, u32::max);
        if largest <= u8::MAX.into() {
            Self::Narrow(shared(numbers.iter().map(|number| *number as u8).collect()))
        } else if largest <= u16::MAX.into() {
            Self::Middle(numbers.iter().map(|number| *number as u16).collect())
        } else {
            Self::Wide(numbers.iter().copied().collect())
        }
    }

    /// True if no number is 0.
    pub fn has_no_zero(&self) -> bool {
        match self {
            Self::Narrow(column) => column.iter().all(|number| *number > 0),
            Self::Middle(column) => column.iter().all(|number| *number > 0),
            Self::Wide(column) => column.iter().all(|number| *number > 0),
        }
    }

    /// Copies a range to the front of `numbers`.
    pub fn copy(&self, range: &std::ops::Range<usize>, numbers: &mut [u32]) {
        match self {
            Self::Narrow(column) => widen(column, range, numbers),
            Self::Middle(column) => widen(column, range, numbers),
            Self::Wide(column) => widen(column, range, numbers),
        }
    }
}

#[inline(never)]
fn widen<T: Copy + Into<u32>>(column: &[T], range: &std::ops::Range<usize>, numbers: &mut [u32]) {
    let part = column.get(range.clone()).unwrap_or_default();
    numbers.iter_mut().zip(part).for_each(|(number, value)| *number = (*value).into());
}

impl Sealed<u32> for Numbers {
    fn seal(open: &mut Vec<u32>) -> Self {
        let sealed = Self::of(open);
        open.clear();
        sealed
    }

    #[inline(always)]
    fn at(&self, index: usize) -> u32 {
        match self {
            Self::Narrow(column) => column.at(index).into(),
            Self::Middle(column) => column.at(index).into(),
            Self::Wide(column) => column.at(index),
        }
    }

    fn length(&self) -> usize {
        match self {
            Self::Narrow(column) => column.len(),
            Self::Middle(column) => column.len(),
            Self::Wide(column) => column.len(),
        }
    }

    fn lend(&self, take: &mut dyn FnMut(&[u8])) {
        let (width, bytes) = match self {
            Self::Narrow(column) => (1, column.inner()),
            Self::Middle(column) => (2, column.inner()),
            Self::Wide(column) => (4, column.inner()),
        };
        take(&[width]);
        take(bytes.as_slice());
    }

    fn restore(length: usize, next: &mut dyn FnMut(usize) -> Option<Buffer>) -> Option<Self> {
        match next(1)?.first()? {
            1 => Sealed::restore(length, next).map(Self::Narrow),
            2 => Sealed::restore(length, next).map(Self::Middle),
            4 => Sealed::restore(length, next).map(Self::Wide),
            _ => None,
        }
    }
}

/// Row numbers. They are nearly always consecutive, so only gaps are stored.
#[derive(Debug, Clone)]
pub struct SealedRows {
    first: u32,
    /// Number of rows skipped since the first. Wraps where rows are out of order.
    skipped: Numbers,
}

impl SealedRows {
    /// The last row.
    pub fn last(&self) -> Option<u32> {
        self.length().checked_sub(1).map(|index| self.at(index))
    }

    /// The index of a row, if rows are in ascending order.
    pub fn find(&self, row: u32) -> Option<usize> {
        let (mut from, mut to) = (0, self.length());
        while from < to {
            let middle = from.midpoint(to);
            match self.at(middle).cmp(&row) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }
}

impl Sealed<u32> for SealedRows {
    fn seal(open: &mut Vec<u32>) -> Self {
        let first = open.first().copied().unwrap_or(0);
        for (row, usual) in open.iter_mut().zip(0..) {
            *row = row.wrapping_sub(first).wrapping_sub(usual);
        }
        Self { first, skipped: Numbers::seal(open) }
    }

    #[inline(always)]
    fn at(&self, index: usize) -> u32 {
        self.first.wrapping_add(index as u32).wrapping_add(self.skipped.at(index))
    }

    fn length(&self) -> usize {
        self.skipped.length()
    }

    fn lend(&self, take: &mut dyn FnMut(&[u8])) {
        take(&self.first.to_le_bytes());
        self.skipped.lend(take);
    }

    fn restore(length: usize, next: &mut dyn FnMut(usize) -> Option<Buffer>) -> Option<Self> {
        let first = u32::from_le_bytes(next(4)?.as_slice().try_into().ok()?);
        Some(Self { first, skipped: Numbers::restore(length, next)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check<C: Sealed<u32>>(values: &[u32]) {
        let column = C::seal(&mut values.to_vec());
        assert_eq!((column.length(), column.all().collect::<Vec<_>>()), (values.len(), values.to_vec()));
        let mut stored = Vec::new();
        column.lend(&mut |bytes| stored.push(bytes.to_vec()));
        let mut pieces = stored.iter();
        let mut next = |_| pieces.next().map(|bytes| Buffer::from(bytes.as_slice()));
        let restored = C::restore(values.len(), &mut next).unwrap();
        assert!(restored.all().eq(values.iter().copied()) && pieces.next().is_none());
    }

    proptest! {
        #[test]
        fn any_numbers_are_stored(bits in 0..32, values: Vec<u32>) {
            let values: Vec<u32> = values.iter().map(|value| value >> bits).collect();
            check::<ScalarBuffer<u32>>(&values);
            check::<Numbers>(&values);
            check::<SealedRows>(&values);
            let column = Numbers::of(&values);
            let range = values.len() / 3..values.len();
            let mut copied = vec![0; range.len()];
            column.copy(&range, &mut copied);
            prop_assert_eq!(&copied, &values[range]);
            prop_assert_eq!(column.has_no_zero(), !values.contains(&0));
        }

        #[test]
        fn rows_are_found(mut rows: std::collections::BTreeSet<u32>, missing: u32) {
            rows.remove(&missing);
            let column = SealedRows::seal(&mut rows.iter().copied().collect());
            prop_assert_eq!(column.last(), rows.last().copied());
            prop_assert_eq!(column.find(missing), None);
            for (index, row) in rows.iter().enumerate() {
                prop_assert_eq!(column.find(*row), Some(index));
            }
        }
    }

    #[test]
    fn numbers_take_as_few_bytes_as_the_largest_needs() {
        assert!(matches!(Numbers::of(&[0, 255]), Numbers::Narrow(_)));
        assert!(matches!(Numbers::of(&[0, 256]), Numbers::Middle(_)));
        assert!(matches!(Numbers::of(&[0, 65_535]), Numbers::Middle(_)));
        assert!(matches!(Numbers::of(&[0, 65_536]), Numbers::Wide(_)));
        // Consecutive rows after a title use a shared buffer.
        let rows = SealedRows::seal(&mut (9..1_009).collect());
        let Numbers::Narrow(skipped) = &rows.skipped else { panic!("wide") };
        assert_eq!(skipped.inner().as_ptr(), u8::blank().as_ptr());
    }
}
