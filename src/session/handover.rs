//! Reading in several workers: one session serialises what it read of a file, and another adds it as if it
//! had read the file itself. Bytes in any other format are rejected.

use super::{Content, Session};
use crate::dossier::{Dossiers, pack, unpack};
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
    /// Ends the current file as [`Session::finish`] does, but returns the result as bytes. None if no file is
    /// being read, or if the result is too large to serialise.
    pub fn hand_over(&mut self) -> Option<Vec<u8>> {
        let reading = self.reading.take()?;
        let parcel = Parcel { file: reading.file.clone(), outcome: reading.finish() };
        let contents = parcel.outcome.iter().flatten();
        pack(&parcel, contents.flat_map(|content| &content.tables).map(|table| &table.dossiers))
    }

    /// Adds the result of [`Session::hand_over`] in another session, as if the file had been read here.
    /// Invalid bytes change nothing and return [`ErrorCode::DamagedFile`].
    pub fn absorb(&mut self, bytes: &[u8]) -> Result<Vec<FileReport>, Error> {
        let Parcel { file, outcome } = unpack(bytes, dossiers_of).ok_or(ErrorCode::DamagedFile)?;
        Ok(self.keep(&file, outcome))
    }

    /// Records that a file could not be read, with its reader's error code. What was read of it is dropped.
    pub fn note_unread(&mut self, file: &str, code: ErrorCode) -> Vec<FileReport> {
        self.reading = None;
        self.keep(file, Err(code.into()))
    }
}

fn dossiers_of(parcel: &mut Parcel) -> Vec<&mut Dossiers> {
    let contents = parcel.outcome.iter_mut().flatten();
    contents.flat_map(|content| &mut content.tables).map(|table| &mut table.dossiers).collect()
}
