//! Blocks: many rows of a text table passed at once, for sinks that read column by column. That is faster
//! than row by row, because each step is then a short loop over cells of one kind.

use super::row::{Row, bare};
use super::single::Single;
use std::iter::Take;
use std::slice::Chunks;

/// Ordinary rows: each has as many cells as the table is wide, and every quote opens a cell, closes it, or is
/// doubled within quotes.
#[derive(Debug, Clone, Copy)]
pub struct RowBlock<'a> {
    /// Number of its first row, from 1.
    pub first: u32,
    text: &'a [u8],
    /// The position of the byte before the first cell (which may be before the text), and the end of each
    /// cell.
    ends: &'a [u32],
    /// The positions of doubled quotes, in order; some may be outside these rows.
    doubled: &'a [u32],
    columns: usize,
}

impl<'a> RowBlock<'a> {
    /// Consecutive rows in `text` with `columns` cells each, two or more. Cells are separated by one byte,
    /// rows by a line feed. `ends` has the position of the byte before the first cell (wrapping), then the
    /// end of each cell; `doubled` has the positions of doubled quotes, in order.
    pub fn new(first: u32, text: &'a [u8], (ends, doubled): (&'a [u32], &'a [u32]), columns: usize) -> Self {
        Self { first, text, ends, doubled, columns: columns.max(2) }
    }

    /// Number of rows.
    #[inline]
    pub fn len(&self) -> usize {
        self.ends.len().saturating_sub(1) / self.columns
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Cells in each row.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Bytes of all rows.
    pub fn bytes(&self) -> usize {
        let start = self.ends.first().map_or(0, |before| before.wrapping_add(1));
        self.ends.last().map_or(0, |end| end.wrapping_sub(start) as usize)
    }

    /// The number of a row.
    #[inline]
    pub fn number(&self, index: usize) -> u32 {
        self.first.saturating_add(index as u32)
    }

    /// One of the rows; `room` receives its text if doubled quotes are made single.
    pub fn row<'b>(&self, index: usize, room: &'b mut Single) -> Row<'b>
    where
        'a: 'b,
    {
        let ends = self.ends.get(index * self.columns..).unwrap_or_default();
        let (start, ends) =
            ends.split_first().map_or((0, &[][..]), |(before, ends)| (before.wrapping_add(1), ends));
        let (number, ends) = (self.number(index), ends.get(..self.columns).unwrap_or(ends));
        let row = start..ends.last().copied().unwrap_or(start);
        if self.doubled.iter().any(|at| row.contains(at)) {
            return room.row(number, self.text, start as usize, ends);
        }
        Row::of_fields(number, self.text, start as usize, ends)
    }

    /// Row and column of the cells with doubled quotes.
    pub fn doubled(&self) -> impl Iterator<Item = (usize, usize)> {
        let (before, ends) = self.ends.split_first().map_or((0, &[][..]), |(before, ends)| (*before, ends));
        let within = before.wrapping_add(1)..ends.last().copied().unwrap_or(0);
        let mut rows = (0..).zip(ends.chunks(self.columns)).peekable();
        let mut last = None;
        self.doubled.iter().filter(move |at| within.contains(at)).filter_map(move |at| {
            // Rows are skipped one by one, because up to a third of them may have such quotes.
            while rows.next_if(|(_, ends)| ends.last().is_some_and(|end| end < at)).is_some() {}
            let (row, ends) = rows.peek()?;
            let cell = (*row, ends.partition_point(|end| end < at));
            (last.replace(cell) != Some(cell)).then_some(cell)
        })
    }

    /// The rows from this one on.
    pub fn from(&self, index: usize) -> Self {
        let ends = self.ends.get(index * self.columns..).unwrap_or_default();
        Self { first: self.number(index), ends, ..*self }
    }

    /// Bytes of each row.
    #[inline]
    pub fn lengths(&self) -> impl Iterator<Item = u32> + 'a {
        let (rows, next) = (self.ends, self.ends.get(self.columns..).unwrap_or_default());
        let first = |row: &[u32]| row.first().copied().unwrap_or_default();
        let rows = rows.chunks(self.columns).zip(next.chunks(self.columns));
        rows.map(move |(row, next)| first(next).wrapping_sub(first(row)))
    }

    /// The cells of a column as bytes, without the quotes around them; doubled quotes stay doubled.
    #[inline(always)]
    pub fn column(&self, index: usize) -> Cells<'a> {
        let Self { text, columns, .. } = *self;
        let ends = self.ends.get(index..).filter(|_| index < columns).unwrap_or_default();
        Cells { text, ends: ends.chunks(columns).take(self.len()), last: index + 1 == columns }
    }
}

/// The cells of a column. A named type, because a closure cannot be marked to be inlined into hot loops.
#[derive(Debug, Clone)]
pub struct Cells<'a> {
    text: &'a [u8],
    ends: Take<Chunks<'a, u32>>,
    last: bool,
}

impl<'a> Iterator for Cells<'a> {
    type Item = &'a [u8];

    #[inline(always)]
    fn next(&mut self) -> Option<&'a [u8]> {
        Some(match *self.ends.next()? {
            [before, end, ..] => {
                bare(self.text.get(before.wrapping_add(1) as usize..end as usize), self.last)
            }
            _ => &[],
        })
    }
}
