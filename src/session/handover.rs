//! Reading in several workers: a session hands over what it read of a file, or of a piece of one, as bytes; another takes
//! it in as if it had read it. What cannot be taken in is refused, and then is to be read as usual.

use super::{Content, Session};
use crate::dossier::{Dossiers, Outline, Piece, PieceIntake, pack, unpack};
use crate::read::{CsvReader, Reader, limits};
use crate::report::FileReport;
use crate::{Error, ErrorCode};
use borsh::{BorshDeserialize, BorshSerialize};

/// What was read of one file.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
struct Parcel {
    file: String,
    outcome: Result<Vec<Content>, Error>,
}

impl Session {
    /// Ends the file at hand as [`Session::finish`] does, but gives away as bytes what it came to. None where no file is
    /// at hand, or it comes to more than bytes can be given.
    pub fn hand_over(&mut self) -> Option<Vec<u8>> {
        let reading = self.reading.take()?;
        let parcel = Parcel { file: reading.file.clone(), outcome: reading.finish() };
        let contents = parcel.outcome.iter().flatten();
        pack(&parcel, contents.flat_map(|content| &content.tables).map(|table| &table.dossiers))
    }

    /// Takes in what [`Session::hand_over`] gave in another session, as if the file had been read here. Bytes that are
    /// nothing of the kind change nothing and are [`ErrorCode::DamagedFile`].
    pub fn absorb(&mut self, bytes: &[u8]) -> Result<Vec<FileReport>, Error> {
        let Parcel { file, outcome } = unpack(bytes, dossiers_of).ok_or(ErrorCode::DamagedFile)?;
        Ok(self.keep(&file, outcome))
    }

    /// Notes a file that could not be read, for the reason that its reader found; what was read of it is dropped.
    pub fn note_unread(&mut self, file: &str, code: ErrorCode) -> Vec<FileReport> {
        self.reading = None;
        self.keep(file, Err(code.into()))
    }

    /// What must be known to read the rest of the file at hand in pieces; none where it cannot be.
    pub fn outline(&mut self) -> Option<Outline> {
        let reading = self.reading.as_mut().filter(|reading| reading.failed.is_none())?;
        let dialect = reading.reader.text_table()?.dialect()?;
        reading.intake.outline(dialect)
    }

    /// Takes in a piece that begins where the bytes pushed so far end. False, and nothing is changed, where that is within
    /// a record, where the rows before have a say in how the piece is read, or where it is no piece: its bytes are then to
    /// be pushed as any others.
    pub fn absorb_piece(&mut self, bytes: &[u8]) -> bool {
        self.outline().is_some() && self.follow_with(bytes).is_some()
    }

    fn follow_with(&mut self, bytes: &[u8]) -> Option<()> {
        let reading = self.reading.as_mut()?;
        let reader = reading.reader.text_table().filter(|reader| reader.is_between_records())?;
        let piece = Piece::unpack(bytes)?;
        reader.number().checked_add(piece.rows).filter(|rows| *rows <= limits::ROWS)?;
        reader.skip(piece.rows, piece.lines);
        reading.failed = reading.intake.absorb(&piece).err();
        Some(())
    }
}

fn dossiers_of(parcel: &mut Parcel) -> Vec<&mut Dossiers> {
    let contents = parcel.outcome.iter_mut().flatten();
    contents.flat_map(|content| &mut content.tables).map(|table| &mut table.dossiers).collect()
}

/// Reads a piece of a text table that begins at a record.
#[derive(Debug)]
pub struct PieceReading {
    reader: CsvReader,
    intake: PieceIntake,
    failed: bool,
}

impl PieceReading {
    /// A piece of the table that this is the outline of.
    pub fn new(outline: &Outline) -> Self {
        let reader = CsvReader::within(outline.dialect());
        Self { reader, intake: PieceIntake::new(outline), failed: false }
    }

    /// Takes the piece's next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.failed = self.failed || self.reader.push(bytes, &mut self.intake).is_err();
    }

    /// Rows read so far.
    pub fn rows(&self) -> u32 {
        self.intake.rows()
    }

    /// Ends the piece, which is the table's `last` or not, and gives what it came to. None where something in it ends the
    /// reading, or where a record goes on behind it: it is for whoever reads all rows to say how and where.
    pub fn hand_over(mut self, last: bool) -> Option<Vec<u8>> {
        let whole = if last {
            self.reader.finish(&mut self.intake).is_ok()
        } else {
            self.reader.is_between_records()
        };
        (whole && !self.failed).then(|| self.intake.pack(self.reader.lines()))?
    }
}
