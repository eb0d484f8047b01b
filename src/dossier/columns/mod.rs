//! Dossiers as columns: chunks of Arrow buffers, so that growing never copies existing chunks. A missing day
//! is a special value, so a scan needs no second buffer; Arrow's null bitmap is made on export.

use super::codes::{Codes, OpenCodes};
use super::facts::{Facts, NO_DAY, Time, doubt, is_beyond};
use super::weights::{OpenWeights, Weights};
use crate::read::limits;
use crate::value::WorkingDays;
use arrow_buffer::{Buffer, ScalarBuffer};
use borsh::{BorshDeserialize, BorshSerialize};
use std::ops::Range;

mod sealed;

pub use sealed::{CHUNK, Numbers, Sealed, SealedRows};

/// Declares the columns once, for the record, the open chunk and the sealed chunk (column types `$sealed`).
macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident: $type:ty as $sealed:ty,)+) => {
        /// One dossier as its columns hold it.
        #[derive(Debug, Clone, Copy)]
        pub struct Stored { $(pub $name: $type,)+ }

        /// Columns that are still being filled.
        #[derive(Debug, Default)]
        pub struct Strip { $(pub $name: Vec<$type>,)+ }

        #[derive(Debug, Default)]
        struct Open { code: OpenCodes, weights: OpenWeights, strip: Strip }

        /// Up to 65,536 dossiers, column by column.
        #[derive(Debug, Clone)]
        pub struct Chunk {
            /// Dossier code, trimmed; "" if blank.
            pub code: Codes,
            /// How many dossiers each row stands for.
            pub weights: Weights,
            $($(#[$doc])* pub $name: $sealed,)+
        }

        impl Strip {
            /// Sets the number of dossiers; added dossiers have blank facts.
            pub fn resize(&mut self, length: usize) {
                let blank = Facts::BLANK.stored();
                $(resize(&mut self.$name, length, blank.$name);)+
            }

            fn append(&mut self, other: &Self, range: Range<usize>) {
                $(append(&mut self.$name, &other.$name, range.clone());)+
            }

            /// Adds dossiers. All columns grow once, beforehand: growing 21 columns per dossier would be
            /// slow.
            fn extend(&mut self, facts: &[Facts]) {
                let length = self.row.len();
                self.resize(length + facts.len());
                $(let mut $name = self.$name.iter_mut().skip(length);)+
                for facts in facts {
                    let stored = facts.stored();
                    $($name.next().into_iter().for_each(|place| *place = stored.$name);)+
                }
            }
        }

        impl Open {
            fn seal(&mut self) -> Chunk {
                Chunk {
                    code: self.code.seal(self.strip.row.len() == CHUNK),
                    weights: self.weights.seal(self.strip.row.len()),
                    $($name: Sealed::seal(&mut self.strip.$name),)+
                }
            }
        }

        impl Chunk {
            /// One dossier of the chunk.
            pub fn facts(&self, index: usize) -> Option<Facts> {
                (index < self.len()).then(|| Stored { $($name: self.$name.at(index),)+ }.facts())
            }

            /// Passes the bytes of every column but the code, in order.
            pub fn each_column(&self, mut lend: impl FnMut(&[u8])) {
                $(self.$name.lend(&mut lend);)+
            }

            /// A chunk of these codes and weights; `next` returns the bytes of the next column, given their
            /// number.
            pub fn of_columns((code, weights): (Codes, Weights), mut next: impl FnMut(usize) -> Option<Buffer>) -> Option<Self> {
                let length = code.len();
                $(let $name = Sealed::restore(length, &mut next)?;)+
                Some(Self { code, weights, $($name,)+ })
            }

            /// Passes all dossiers of the chunk, with their index. Columns that `take` does not use are not
            /// read.
            #[inline]
            pub fn each(&self, take: impl FnMut(usize, Facts)) {
                self.each_of(0..self.len(), take);
            }

            /// Passes the dossiers of a range, with their place in it.
            #[inline]
            pub fn each_of(&self, range: Range<usize>, mut take: impl FnMut(usize, Facts)) {
                let end = range.end.min(self.len());
                for (place, index) in (range.start..end).enumerate() {
                    take(place, Stored { $($name: self.$name.at(index),)+ }.facts());
                }
            }
        }
    };
}

columns! {
    /// Day received, or filed, or of the code; days since 1970-01-01. Never [`NO_DAY`].
    received: i32 as ScalarBuffer<i32>,
    /// Day filed, if the received day comes from another column; else [`NO_DAY`].
    submitted: i32 as ScalarBuffer<i32>,
    /// Appointment, or [`NO_DAY`].
    due: i32 as ScalarBuffer<i32>,
    /// Day finished, or [`NO_DAY`].
    finished: i32 as ScalarBuffer<i32>,
    /// Day returned, or [`NO_DAY`].
    returned: i32 as ScalarBuffer<i32>,
    /// Time of day received, see `Time`.
    received_time: Time as ScalarBuffer<Time>,
    /// Time of day filed.
    submitted_time: Time as ScalarBuffer<Time>,
    /// Time of day of the appointment.
    due_time: Time as ScalarBuffer<Time>,
    /// Time of day finished.
    finished_time: Time as ScalarBuffer<Time>,
    /// Time of day returned.
    returned_time: Time as ScalarBuffer<Time>,
    /// One bit for each of these times, in this order: set if its second is odd.
    odd_seconds: u8 as ScalarBuffer<u8>,
    /// Number in [`Dossiers::units`].
    unit: u32 as Numbers,
    /// Number in [`Dossiers::fields`].
    field: u32 as Numbers,
    /// Number in [`Dossiers::procedures`].
    procedure: u32 as Numbers,
    /// Number of a [`crate::value::UnitLevel`].
    unit_level: u8 as ScalarBuffer<u8>,
    /// Number of a [`crate::value::ServiceLevel`].
    service_level: u8 as ScalarBuffer<u8>,
    /// Number of a [`crate::value::Channel`].
    intake: u8 as ScalarBuffer<u8>,
    /// Number of a [`crate::value::Channel`].
    return_channel: u8 as ScalarBuffer<u8>,
    /// Number of a [`crate::value::Status`].
    status: u8 as ScalarBuffer<u8>,
    /// Bits of [`super::doubt`].
    doubts: u16 as ScalarBuffer<u16>,
    /// Row in its table, from 1.
    row: u32 as SealedRows,
}

// Separate functions: inlined for every column they would add 5 KB to the module.
#[inline(never)]
fn resize<T: Copy>(column: &mut Vec<T>, length: usize, blank: T) {
    column.resize(length, blank);
}

#[inline(never)]
fn append<T: Copy>(column: &mut Vec<T>, other: &[T], range: Range<usize>) {
    column.extend_from_slice(other.get(range).unwrap_or_default());
}

impl Chunk {
    /// Dossiers in the chunk.
    pub fn len(&self) -> usize {
        self.received.len()
    }

    /// The row of each dossier in its table, from 1.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        self.row.all()
    }

    /// True if it has no dossiers.
    pub fn is_empty(&self) -> bool {
        self.received.is_empty()
    }

    /// Sets in each dossier's doubts whether it was accepted late.
    fn judge_acceptance(&mut self, days: &WorkingDays) {
        let judged = self.doubts.iter().fold(0, |all, doubts| all | doubts) & doubt::ACCEPTANCE != 0;
        if !judged && is_blank(&self.submitted) {
            return;
        }
        let mut doubts = Vec::with_capacity(self.len());
        self.each(|_, facts| doubts.push(facts.doubts & !doubt::ACCEPTANCE | facts.acceptance(days)));
        self.doubts = ScalarBuffer::from(doubts);
    }

    /// The latest day up to `today` on which anything happened. A function for each chunk: a browser makes
    /// one fast that is called again, not one that runs for long.
    #[inline(never)]
    fn last_activity(&self, today: i32) -> i32 {
        let until = |day: i32| if day <= today { day } else { NO_DAY };
        let latest = |days: &[i32]| days.iter().fold(NO_DAY, |latest, day| latest.max(until(*day)));
        latest(&self.received).max(latest(&self.finished)).max(latest(&self.returned))
    }

    /// True if any of its dossiers may lie outside the calendar. The loops never stop early, so that they are
    /// vectorised.
    fn leaves_calendar(&self) -> bool {
        let beyond = |days: &[i32]| days.iter().fold(false, |beyond, day| beyond | is_beyond(*day));
        [&self.submitted, &self.due, &self.finished, &self.returned].into_iter().any(|days| beyond(days))
    }
}

/// True if no dossier has a day in this column.
fn is_blank(days: &[i32]) -> bool {
    days.iter().all(|day| *day == NO_DAY)
}

/// The dossiers of one table.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub struct Dossiers {
    /// The columns, in chunks; every chunk but the last is full. They are serialised separately, as bytes.
    #[borsh(skip)]
    pub chunks: Vec<Chunk>,
    /// Unit names by number; 0 is "".
    pub units: Vec<String>,
    /// Field names by number; 0 is "".
    pub fields: Vec<String>,
    /// Procedure names by number; 0 is "".
    pub procedures: Vec<String>,
}

impl Dossiers {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.chunks.iter().map(Chunk::len).sum()
    }

    /// True if there are no rows.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The latest day, up to `today`, on which anything happened to any dossier; [`NO_DAY`] if there is no
    /// such day.
    pub fn last_activity(&self, today: i32) -> i32 {
        self.chunks.iter().map(|chunk| chunk.last_activity(today)).fold(NO_DAY, i32::max)
    }

    /// Sets in each dossier's doubts whether it was accepted late, by these working days. Returns the rows of
    /// dossiers in years whose holidays are unknown.
    pub fn judge_acceptance(&mut self, days: &WorkingDays) -> Vec<u32> {
        let mut unknown = Vec::new();
        for chunk in &mut self.chunks {
            chunk.judge_acceptance(days);
            if chunk.leaves_calendar() {
                chunk.each(|_, facts| unknown.extend(facts.leaves_calendar().then_some(facts.row)));
            }
        }
        unknown
    }

    /// Passes all dossiers, with their number.
    #[inline]
    pub fn each(&self, mut take: impl FnMut(usize, Facts)) {
        for (number, chunk) in self.chunks.iter().enumerate() {
            chunk.each(|at, facts| take(number * CHUNK + at, facts));
        }
    }

    /// The chunk of a dossier, and its index there.
    pub fn locate(&self, index: usize) -> Option<(&Chunk, usize)> {
        Some((self.chunks.get(index / CHUNK)?, index % CHUNK))
    }

    /// The code of a dossier; "" beyond the last.
    pub fn code(&self, index: usize) -> &str {
        self.locate(index).map_or("", |(chunk, at)| chunk.code.get(at))
    }
}

impl Open {
    fn len(&self) -> usize {
        self.strip.row.len()
    }
}

/// Builds the columns from dossiers, one by one.
#[derive(Debug, Default)]
pub struct Builder {
    open: Open,
    /// The last dossiers, not yet in their columns.
    latest: Vec<Facts>,
    chunks: Vec<Chunk>,
}

/// Number of dossiers that are moved into their columns at once.
const BATCH: usize = 1 << 8;

impl Builder {
    /// Adds a dossier with its code in UTF-8.
    #[inline(always)]
    pub fn push(&mut self, code: &[u8], facts: &Facts) {
        self.open.code.push(code);
        self.latest.push(*facts);
        if self.latest.len() == BATCH || self.open.len() + self.latest.len() == CHUNK {
            self.move_latest();
        }
    }

    /// Adds a row that stands for `often` dossiers with these facts, or several rows if these are too many
    /// for one. Adds nothing for no dossiers.
    pub fn push_often(&mut self, code: &[u8], facts: &Facts, often: u64) {
        let mut left = often;
        while left > 0 {
            let now = u32::try_from(left).unwrap_or(u32::MAX).min(limits::WEIGHT);
            let before = self.open.len() + self.latest.len();
            self.open.weights.note(before, now);
            self.push(code, facts);
            left -= u64::from(now);
        }
    }

    /// Adds a range of the strip's dossiers, each with its code in UTF-8. Returns the bytes of all codes.
    pub fn extend<'a>(
        &mut self,
        mut codes: impl Iterator<Item = &'a [u8]>,
        strip: &Strip,
        range: Range<usize>,
    ) -> usize {
        self.move_latest();
        let (Range { mut start, end }, mut bytes) = (range, 0);
        while start < end {
            let now = start..end.min(start + CHUNK - self.open.len());
            for code in codes.by_ref().take(now.len()) {
                bytes += code.len();
                self.open.code.push_inline(code);
            }
            start = now.end;
            self.open.strip.append(strip, now);
            self.seal_full();
        }
        bytes
    }

    /// Moves the last dossiers into their columns.
    #[inline(never)]
    fn move_latest(&mut self) {
        self.open.strip.extend(&self.latest);
        self.latest.clear();
        self.seal_full();
    }

    fn seal_full(&mut self) {
        if self.open.len() == CHUNK {
            self.chunks.push(self.open.seal());
        }
    }

    /// The finished columns.
    pub fn finish(mut self) -> Vec<Chunk> {
        self.move_latest();
        if self.open.len() > 0 {
            self.chunks.push(self.open.seal());
        }
        self.chunks
    }
}
