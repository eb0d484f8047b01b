//! The fast splitter: some kilobytes of text from the start of a record on, 64 bytes at a time. Masks give
//! the field ends, the bytes within quotes, and the first position that breaks the rules of the format. From
//! there the other splitters continue. Tests compare it with the careful one ([`super::careful`]).

use super::dialect::{BOM, Dialect};
use super::even::{self, Even};
use super::lanes::{BLOCK, Lanes, padded};
use super::places::{note, within, write};
use crate::read::limits;

/// Bytes of a segment: its marks and text are still in the cache when its rows are read.
const MOST: usize = 1 << 14;
/// Bytes of a segment after an odd record: if odd records are frequent, fewer marks are found for nothing.
const LEAST: usize = 1 << 10;

/// Finds the marks of a segment.
#[derive(Debug)]
pub struct Segment {
    /// The position of the byte before the segment (wrapping), then the field ends. The rest is free.
    ends: Box<[u32]>,
    /// The positions of doubled quotes: the second of each pair.
    doubled: Vec<u32>,
    /// Number of bytes to mark next.
    size: usize,
    /// True if these are likely to be even ([`Even`]).
    likely_even: bool,
}

/// The ordinary rows of a segment.
#[derive(Debug, Clone, Copy)]
pub struct SegmentRows {
    /// Number of rows.
    pub count: usize,
    /// Number of their field ends.
    ends: usize,
    /// The position after them.
    pub next: usize,
    /// True if the next record is not ordinary; false if it is incomplete.
    pub odd: bool,
    /// True if there are as many line ends as rows: none within cells.
    pub even: bool,
}

impl Default for Segment {
    fn default() -> Self {
        Self { ends: Box::default(), doubled: Vec::new(), size: MOST, likely_even: true }
    }
}

impl Segment {
    /// A segment without marks: every record is read by itself.
    #[cfg(test)]
    pub fn none() -> Self {
        Self { size: 0, ..Self::default() }
    }

    /// Marks the text from a record on; gives its rows. None where the table is of another kind.
    pub fn mark(&mut self, text: &[u8], start: usize, dialect: Dialect) -> Option<SegmentRows> {
        let rows = match self.mark_even(text, start, dialect) {
            Some(rows) => rows,
            None => {
                let (segment, before) = self.begin(text, start, dialect)?;
                let places = (self.ends.as_mut(), &mut self.doubled);
                let found = mark(segment, before, dialect.delimiter, places);
                self.rows(text, dialect.width, &found)
            }
        };
        self.size = if rows.odd { LEAST } else { MOST.min(self.size * 2) };
        self.likely_even = !rows.odd;
        Some(rows)
    }

    /// The same, but None where the segment is not even, or is not likely to be. If it is even, no byte of
    /// its rows is NUL.
    pub fn mark_even(&mut self, text: &[u8], start: usize, dialect: Dialect) -> Option<SegmentRows> {
        let (segment, before) = self.begin(text, start, dialect).filter(|_| self.likely_even)?;
        let found = even::mark(segment, before, dialect.delimiter, (&mut self.ends, &mut self.doubled));
        let rows = self.even_rows(text, dialect.width, &found);
        self.likely_even = rows.is_some();
        rows
    }

    /// The next segment, and the position of the byte before it.
    fn begin<'a>(&mut self, text: &'a [u8], start: usize, dialect: Dialect) -> Option<(&'a [u8], u32)> {
        (2..=limits::COLUMNS).contains(&dialect.width).then_some(())?;
        let end = text.len().min(start.saturating_add(self.size));
        let before = u32::try_from(start).ok()?.wrapping_sub(1);
        u32::try_from(end + BLOCK).ok()?;
        if self.ends.is_empty() {
            // A field may end at every byte; a whole block's are written at once.
            self.ends = vec![0; 1 + MOST + BLOCK].into();
        }
        *self.ends.first_mut()? = before;
        self.doubled.clear();
        Some((text.get(start..end)?, before))
    }

    /// The rows, if the segment is even indeed: every line feed ends a row, and no row begins with a mark.
    fn even_rows(&self, text: &[u8], width: usize, found: &Even) -> Option<SegmentRows> {
        let count = found.ends / width;
        (count > 0 && found.fits(count)).then_some(())?;
        let ends = self.ends.get(..=count * width)?;
        let byte = |at: u32| text.get(at as usize).copied().unwrap_or_default();
        let begins = |before: u32| Some(&byte(before.wrapping_add(1))) != BOM.first();
        let returned = found.returns > 0;
        let is_end = |at: u32| byte(at) == b'\n' && (!returned || byte(at.wrapping_sub(1)) == b'\r');
        let mut borders = ends.chunks(width).filter_map(|row| row.first().copied());
        let first = borders.next()?;
        // No early return: nearly all are as they should be.
        let even = borders.fold(begins(first), |even, end| even & is_end(end) & begins(end));
        let next = ends.last()?.wrapping_add(1) as usize;
        even.then_some(SegmentRows { count, ends: count * width, next, odd: false, even })
    }

    /// Where fields of these rows end, with the place before the first.
    pub fn ends(&self, rows: SegmentRows) -> &[u32] {
        self.ends.get(..=rows.ends).unwrap_or_default()
    }

    /// Where doubled quotes stand, the second of each two; those after the rows too.
    pub fn doubled(&self) -> &[u32] {
        &self.doubled
    }

    /// The rows before the first one that has more or fewer fields than the table is wide, or a flaw.
    fn rows(&self, text: &[u8], width: usize, found: &Found) -> SegmentRows {
        let ends = self.ends.get(..=found.ends).unwrap_or_default();
        let whole = found.ends / width;
        let is_line = |end: &u32| text.get(*end as usize) == Some(&b'\n');
        let is_marked = |before: u32| text.get(before.wrapping_add(1) as usize) == BOM.first();
        // With as many lines as rows, and a line end after every last field, no other field ends a line.
        let in_step = found.lines == whole;
        let sound = |row: &[u32]| match *row {
            [before, ref inner @ .., last] => {
                is_line(&last)
                    && last < found.flaw
                    && !is_marked(before)
                    && (in_step || !inner.iter().any(is_line))
            }
            _ => false,
        };
        let rows = || (0..whole).map_while(|row| ends.get(row * width..=(row + 1) * width));
        let count = rows().take_while(|row| sound(row)).count();
        if in_step && count < whole {
            return self.rows(text, width, &Found { lines: usize::MAX, ..*found });
        }
        let used = ends.get(count * width).copied().unwrap_or_default();
        let next = used.wrapping_add(1) as usize;
        // A line end among the rest, or a flaw: the next record is complete, or will never be ordinary.
        let left = ends.get(count * width + 1..).unwrap_or_default();
        let odd = count < whole || found.flaw != u32::MAX || left.iter().any(is_line);
        SegmentRows { count, ends: count * width, next, odd, even: false }
    }
}

/// The marks of a segment.
#[derive(Debug, Clone, Copy)]
struct Found {
    /// Number of field ends.
    ends: usize,
    /// Number of those that end lines.
    lines: usize,
    /// The first position that breaks the rules of the format; [`u32::MAX`] without any.
    flaw: u32,
}

/// The state that a block passes to the next one.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// All bits, if the block ends within quotes.
    inside: u64,
    /// 1 if it ends with a closing quote.
    closed: u64,
    /// 1 if a field may begin after it.
    parted: u64,
    /// 1 if it ends with a carriage return.
    returned: u64,
}

/// Writes the field ends after the first entry of `ends`, and the positions of doubled quotes.
#[inline(never)]
fn mark(segment: &[u8], before: u32, delimiter: u8, (ends, doubled): (&mut [u32], &mut Vec<u32>)) -> Found {
    let mut found = Found { ends: 0, lines: 0, flaw: u32::MAX };
    let mut open = Open { inside: 0, closed: 0, parted: 1, returned: 0 };
    let (blocks, rest) = segment.as_chunks::<BLOCK>();
    let last = (!rest.is_empty()).then(|| padded(rest));
    let mut at = before.wrapping_add(1);
    for block in blocks.iter().chain(&last) {
        let Seen { fields, lines, pairs, flaws } = look_at(&Lanes::of(block), delimiter, &mut open);
        if flaws != 0 {
            found.flaw = found.flaw.min(at + flaws.trailing_zeros());
        }
        if pairs != 0 {
            note(pairs, at, doubled);
        }
        let room = ends.get_mut(found.ends + 1..).and_then(|room| room.first_chunk_mut());
        let Some(room) = room else { return found };
        write(fields, at, room);
        found.ends += fields.count_ones() as usize;
        found.lines += lines.count_ones() as usize;
        at += BLOCK as u32;
    }
    found
}

/// Masks of one block.
struct Seen {
    /// Where fields end.
    fields: u64,
    /// Where lines end.
    lines: u64,
    /// The second quote of each doubled quote within a quoted field.
    pairs: u64,
    /// Where the text breaks the rules of quoting.
    flaws: u64,
}

/// Looks at a block. Flaws are a quote that opens within a field, a closing one that something else follows,
/// a line end within quotes, a carriage return without a line feed.
#[inline(always)]
fn look_at(lanes: &Lanes, delimiter: u8, open: &mut Open) -> Seen {
    let quotes = lanes.equal(b'"');
    let (feeds, returns) = (lanes.equal(b'\n'), lanes.equal(b'\r'));
    let (mut parts, mut pairs) = (lanes.equal(delimiter) | feeds | returns, 0);
    let mut flaws = (returns << 1 | open.returned) & !feeds;
    if quotes | open.inside == 0 {
        flaws |= open.closed & !parts;
        open.closed = 0;
    } else {
        let inside = within(quotes) ^ open.inside;
        let (opening, closing) = (quotes & inside, quotes & !inside);
        parts &= !inside;
        let closed = closing << 1 | open.closed;
        pairs = opening & closed;
        flaws |= opening & !(parts << 1 | open.parted | closed);
        flaws |= closed & !(parts | pairs);
        flaws |= (feeds | returns) & inside;
        open.closed = closing >> 63;
        open.inside = (inside.cast_signed() >> 63).cast_unsigned();
    }
    open.parted = parts >> 63;
    open.returned = returns >> 63;
    Seen { fields: parts & !returns, lines: parts & feeds, pairs, flaws }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same byte by byte: where fields end and quotes are doubled, how many lines end, and the first
    /// flaw.
    fn plainly(text: &[u8], delimiter: u8) -> (Vec<u32>, Vec<u32>, usize, u32) {
        let (mut ends, mut doubled, mut lines, mut flaw) = (Vec::new(), Vec::new(), 0, u32::MAX);
        let is_part =
            |byte: Option<&u8>| byte.is_some_and(|byte| *byte == delimiter || b"\n\r".contains(byte));
        let (mut inside, mut closed) = (false, false);
        for (at, byte) in text.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| text.get(before));
            let begins = at == 0 || is_part(before);
            let wrong = match byte {
                b'"' if !inside => !begins && !closed,
                _ if inside => matches!(byte, b'\n' | b'\r'),
                byte => closed && !is_part(Some(byte)),
            };
            if wrong || before == Some(&b'\r') && *byte != b'\n' {
                flaw = flaw.min(at as u32);
            }
            if *byte == b'"' && closed {
                doubled.push(at as u32);
            }
            closed = *byte == b'"' && inside;
            inside ^= *byte == b'"';
            if !inside && is_part(Some(byte)) && *byte != b'\r' {
                ends.push(at as u32);
                lines += usize::from(*byte == b'\n');
            }
        }
        (ends, doubled, lines, flaw)
    }

    proptest! {
        #[test]
        fn masks_find_what_a_plain_loop_finds(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "b,c", ",", "\"", "\"\"", "\"x\",", ",\"", "\n", "\r", "\r\n", "xyz xyz xyz", "\n\"", ",,,,,", "\"y\"\r\n",
            ]), 0..200),
            which in 0_usize..4,
        ) {
            let delimiter = b",;\t|"[which];
            let text: Vec<u8> = parts.concat().bytes().map(|byte| if byte == b',' { delimiter } else { byte }).collect();
            let mut ends = vec![0; text.len() + 1 + 2 * BLOCK];
            let mut doubled = Vec::new();
            let found = mark(&text, u32::MAX, delimiter, (&mut ends, &mut doubled));
            let (plain, pairs, lines, flaw) = plainly(&text, delimiter);
            // Behind a flaw nobody looks; what follows the text may be one.
            let sound = plain.iter().take_while(|end| **end < flaw).count();
            prop_assert_eq!(found.flaw.min(text.len() as u32), flaw.min(text.len() as u32));
            prop_assert_eq!(&ends[1..=sound], &plain[..sound]);
            let sound = |places: &[u32]| places.iter().copied().take_while(|at| *at < flaw).collect::<Vec<_>>();
            prop_assert_eq!(sound(&doubled), sound(&pairs));
            if flaw == u32::MAX {
                prop_assert_eq!((found.ends, found.lines), (plain.len(), lines));
            }
        }
    }

    proptest! {
        #[test]
        fn even_segments_have_the_marks_of_others(
            parts in prop::collection::vec(prop::sample::select(vec![
                "1,2,3\n", "a,\"b,c\",d\n", "\"x \"\"y\"\"\",,\"\"\n", "1,,\"long enough for another block of 64 bytes\"\n",
            ]), 0..200),
            odd in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec![
                "", "\"", "\n", "\r", "\r\n", ",", "\u{feff}", "\"\n\"", "x\"",
            ])), 0..2),
            (returns, cut) in (any::<bool>(), 0_usize..20),
        ) {
            let mut parts: Vec<_> = parts;
            odd.into_iter().for_each(|(at, part)| parts.insert(at.index(parts.len() + 1), part));
            let text = parts.concat();
            let text = if returns { text.replace('\n', "\r\n") } else { text };
            let text = text.as_bytes();
            let text = &text[..text.len().saturating_sub(cut)];
            let dialect = Dialect { delimiter: b',', width: 3, spaced: false };
            let (mut quick, mut exact) = (Segment::default(), Segment { likely_even: false, ..Segment::default() });
            let (one, other) = (quick.mark(text, 0, dialect).unwrap(), exact.mark(text, 0, dialect).unwrap());
            prop_assert_eq!((one.count, one.next, one.odd), (other.count, other.next, other.odd));
            prop_assert_eq!(quick.ends(one), exact.ends(other));
            let within = |segment: &Segment| {
                segment.doubled().iter().copied().filter(|at| (*at as usize) < one.next).collect::<Vec<_>>()
            };
            prop_assert_eq!(within(&quick), within(&exact));
            let feeds = |text: &[u8]| text.iter().filter(|byte| **byte == b'\n').count();
            prop_assert!(!one.even || feeds(&text[..one.next]) == one.count);
        }
    }

    #[test]
    fn usual_text_is_even() {
        let dialect = Dialect { delimiter: b';', width: 3, spaced: false };
        for text in ["1;2;3\n\"4\";\"5;\"\"5\"\"\";\"6\"\n7", "1;2;3\r\n4;;\"6\"\r\n7;\"8"] {
            let rows = Segment::default().mark(text.as_bytes(), 0, dialect).unwrap();
            assert_eq!((rows.count, rows.even), (2, true), "{text:?}");
        }
    }

    /// The rows of a text of three columns.
    fn rows(text: &str) -> (usize, &str, bool) {
        let mut segment = Segment::default();
        let dialect = Dialect { delimiter: b',', width: 3, spaced: false };
        let rows = segment.mark(text.as_bytes(), 0, dialect).unwrap();
        (rows.count, &text[rows.next..], rows.odd)
    }

    #[test]
    fn rows_end_before_the_first_odd_record() {
        for (text, expected) in [
            ("", (0, "", false)),
            ("a,b,c\n1,2,3\n", (2, "", false)),
            ("a,b,c\r\n1,\"2,2\",3\r\n\"4\",5", (2, "\"4\",5", false)),
            ("a,b,c\n1,2\n3,4,5\n", (1, "1,2\n3,4,5\n", true)),
            ("a,b,c\n1,2,3,4\n", (1, "1,2,3,4\n", true)),
            // Three ends, and four, of which the right ones end lines.
            ("a,b,c\n1\n2,3\n4,5,6\n", (1, "1\n2,3\n4,5,6\n", true)),
            ("a,b,c\n\n\n\n4,5,6\n", (1, "\n\n\n4,5,6\n", true)),
            ("a,b,c\n1,\"2\"\"2\",3\n", (2, "", false)),
            ("a,b,c\n1,\"\"2\"\",3\n", (1, "1,\"\"2\"\",3\n", true)),
            ("a,b,c\n1,\"2\n2\",3\n", (1, "1,\"2\n2\",3\n", true)),
            ("a,b,c\n1,2\" 2,3\n", (1, "1,2\" 2,3\n", true)),
            ("a,b,c\n1,2,3\r4,5,6\n", (1, "1,2,3\r4,5,6\n", true)),
            ("a,b,c\n\u{feff}1,2,3\n", (1, "\u{feff}1,2,3\n", true)),
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }
}
