//! One attempt at reading a record, mark by mark, and the next way to try if the result does not fit the
//! table.

use super::dialect::Dialect;

/// Line ends that one quoted field may contain; with more, its quote is an ordinary character.
const FIELD_LINES: u32 = 100;

/// The state of the scan within a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Bare,
    Quoted,
    /// After the closing quote at this position.
    Closed(usize),
}

/// The meaning of a quote within quotes that is followed by neither a delimiter nor a line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inner {
    /// It closes the field's quotes; text follows them.
    Closes,
    /// It is an ordinary character, and the field continues.
    Letter,
    /// The field's own opening quote, at this position, is an ordinary character.
    Undoes(usize),
    /// The same as [`Self::Closes`], because nothing else fits.
    Settled,
}

/// The result of one mark.
#[derive(Debug)]
pub enum Step {
    /// Continue with the next mark.
    On,
    /// The field ends here.
    EndField,
    /// The record ends here; the next one begins there.
    EndRecord(usize),
    /// More bytes are needed to decide.
    Wait,
    /// The record must be scanned again in another way.
    Reread(Scan),
}

/// The position of the scan in the text.
#[derive(Debug, Clone)]
pub struct Scan {
    /// The dialect of the table.
    pub dialect: Dialect,
    /// Where the record begins.
    pub record: usize,
    /// Line ends within quotes so far.
    pub joined: u32,
    /// True if some line within the record looks like a record of its own.
    pub doubtful: bool,
    mode: Mode,
    field: usize,
    /// The start of the field's text: after a stray quote at its beginning.
    text: usize,
    /// Marks before this position belong to a mark that was already processed.
    resume: usize,
    /// True if more quotes than the two around the field must be removed.
    unclean: bool,
    /// Line ends in the field.
    lines: u32,
    /// Fields whose opening quotes are ordinary characters.
    strays: Vec<usize>,
    inner: Inner,
    /// The first field in which `inner` made a difference, and the first one with several lines.
    odd: Option<usize>,
    long: Option<usize>,
    /// Number of delimiters on this line of the file, and of those within quotes.
    delimiters: usize,
    quoted: usize,
}

impl Scan {
    /// The first attempt at the record that begins here.
    pub fn at(record: usize, dialect: Dialect) -> Self {
        Self {
            dialect,
            record,
            joined: 0,
            doubtful: false,
            mode: Mode::Bare,
            field: record,
            text: record,
            resume: record,
            unclean: false,
            lines: 0,
            strays: Vec::new(),
            inner: Inner::Closes,
            odd: None,
            long: None,
            delimiters: 0,
            quoted: 0,
        }
    }

    /// The next attempt: the opening quote of one more field is an ordinary character.
    fn again(&self, stray: Option<usize>, inner: Inner) -> Self {
        let strays = self.strays.iter().copied().chain(stray).collect();
        Self { strays, inner, ..Self::at(self.record, self.dialect) }
    }

    /// The next attempt after one that gave this number of fields. None if that result is accepted.
    pub fn otherwise(&mut self, fields: usize) -> Option<Self> {
        if self.joined > 0 {
            self.line_over();
        }
        if self.dialect.width < 2 || fields == self.dialect.width {
            return None;
        }
        if self.doubtful {
            return Some(self.again(self.long, Inner::Closes));
        }
        let odd = self.odd.filter(|_| self.joined == 0);
        let inner = match (self.inner, odd) {
            (Inner::Closes, Some(_)) => Inner::Letter,
            (Inner::Letter, Some(field)) => Inner::Undoes(field),
            (Inner::Undoes(_), _) => Inner::Settled,
            _ => return None,
        };
        Some(self.again(None, inner))
    }

    /// The range of the field's cell if it ends here, and whether it has quotes to remove.
    pub fn cell(&self, at: usize) -> (usize, usize, bool) {
        match self.mode {
            Mode::Closed(close) if !self.unclean && close + 1 == at => (self.field + 1, close, false),
            Mode::Closed(_) => (self.field, at, true),
            Mode::Bare | Mode::Quoted => (self.text, at, false),
        }
    }

    /// Begins the next field here.
    pub fn next_field(&mut self, at: usize) {
        (self.field, self.text) = (at, at);
        (self.mode, self.unclean, self.lines) = (Mode::Bare, false, 0);
    }

    /// Ends the record at the end of the text, unless a quote is still open.
    pub fn text_end(&self, at: usize) -> Step {
        if self.mode == Mode::Quoted { self.unopened() } else { Step::EndRecord(at) }
    }

    /// Processes the mark at a position.
    pub fn step(&mut self, text: &[u8], at: usize, last: bool) -> Step {
        if at < self.resume {
            return Step::On;
        }
        let byte = text.get(at).copied().unwrap_or_default();
        let next = text.get(at + 1);
        match self.mode {
            Mode::Quoted if byte == b'"' => self.quote(text, at, last),
            Mode::Quoted if byte == self.dialect.delimiter => self.within(next, last),
            Mode::Quoted => self.line_within(byte, next, last),
            _ if byte == self.dialect.delimiter => {
                self.delimiters += 1;
                Step::EndField
            }
            _ if byte == b'"' => self.open(text, at),
            _ => line_end(byte, next, at, last),
        }
    }

    /// The field's opening quote is an ordinary character: the record must be scanned again.
    fn unopened(&self) -> Step {
        Step::Reread(match self.inner {
            Inner::Letter => self.again(None, Inner::Undoes(self.odd.unwrap_or(self.field))),
            inner => self.again(Some(self.field), inner),
        })
    }

    /// A quote outside quotes. At the start of a field (after blanks) it opens the field, or is dropped if it
    /// is stray. Elsewhere it is an ordinary character.
    fn open(&mut self, text: &[u8], at: usize) -> Step {
        let blank = || text.get(self.field..at).is_some_and(|before| before.iter().all(|byte| *byte == b' '));
        match self.mode {
            Mode::Bare if self.text == self.field && blank() => {
                if self.strays.contains(&self.field) || self.inner == Inner::Undoes(self.field) {
                    self.text = at + 1;
                } else {
                    self.mode = Mode::Quoted;
                    self.unclean = at != self.field;
                }
            }
            Mode::Closed(_) => self.unclean = true,
            _ => {}
        }
        Step::On
    }

    /// A quote within quotes: doubled, closing, or neither.
    fn quote(&mut self, text: &[u8], at: usize, last: bool) -> Step {
        let behind = text.get(at + 1..).unwrap_or_default();
        match behind.iter().find(|byte| **byte != b' ') {
            None if !last => return Step::Wait,
            Some(b'"') if behind.first() == Some(&b'"') => {
                (self.unclean, self.resume) = (true, at + 2);
                return Step::On;
            }
            Some(byte) if !self.is_end(*byte) => return self.inner_quote(text, at),
            _ => self.mode = Mode::Closed(at),
        }
        Step::On
    }

    /// A quote followed by text. In a field over several lines it does not close: if it seems to open a
    /// field, or if lines look like records, the field's own opening quote is the stray one; otherwise this
    /// quote is an ordinary character.
    fn inner_quote(&mut self, text: &[u8], at: usize) -> Step {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        let opens = before.is_some_and(|byte| self.is_end(*byte));
        if self.lines > 0 && (self.doubtful || opens) {
            return self.unopened();
        }
        if opens && self.inner == Inner::Closes {
            return Step::Reread(self.again(None, Inner::Undoes(self.field)));
        }
        self.odd = self.odd.or(Some(self.field));
        self.unclean = true;
        if self.lines == 0 && self.inner != Inner::Letter {
            self.mode = Mode::Closed(at);
        }
        Step::On
    }

    /// A delimiter within quotes. Prose has a blank after its commas; records do not, unless the whole table
    /// is written that way.
    fn within(&mut self, next: Option<&u8>, last: bool) -> Step {
        if next.is_none() && !last {
            return Step::Wait;
        }
        let parts = self.dialect.spaced || next != Some(&b' ');
        let ends_line = matches!(next, Some(b'\n' | b'\r'));
        self.delimiters += usize::from(parts);
        self.quoted += usize::from(parts && !ends_line);
        Step::On
    }

    /// A line end within quotes; a carriage return and a line feed are one.
    fn line_within(&mut self, byte: u8, next: Option<&u8>, last: bool) -> Step {
        match (byte, next) {
            (b'\r', Some(b'\n')) => return Step::On,
            (b'\r', None) if !last => return Step::Wait,
            _ if self.inner == Inner::Letter => return self.unopened(),
            _ => {}
        }
        self.line_over();
        self.lines += 1;
        self.joined += 1;
        self.long = self.long.or(Some(self.field));
        if self.lines > FIELD_LINES { self.unopened() } else { Step::On }
    }

    /// Records whether the line of the file that ends here, partly within quotes, is as wide as the table.
    fn line_over(&mut self) {
        let wide = self.dialect.width > 1 && self.delimiters + 1 >= self.dialect.width;
        self.doubtful |= wide && self.quoted > 0;
        (self.delimiters, self.quoted) = (0, 0);
    }

    fn is_end(&self, byte: u8) -> bool {
        byte == self.dialect.delimiter || matches!(byte, b'\n' | b'\r')
    }
}

fn line_end(byte: u8, next: Option<&u8>, at: usize, last: bool) -> Step {
    match (byte, next) {
        (b'\r', Some(b'\n')) => Step::EndRecord(at + 2),
        (b'\r', None) if !last => Step::Wait,
        _ => Step::EndRecord(at + 1),
    }
}
