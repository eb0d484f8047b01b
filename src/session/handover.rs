//! Reading in several workers: one session serialises what it read of a file, and another adds it as if it
//! had read the file itself. Bytes in any other format are rejected.

use super::{FileContent, Session};
use crate::dossier::{Dossiers, pack, unpack};
use crate::report::FileReport;
use crate::{Error, ErrorCode};
use borsh::{BorshDeserialize, BorshSerialize};

/// What was read of one file, to be added to another session.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub struct FileTransfer {
    file: String,
    outcome: Result<Vec<FileContent>, Error>,
}

impl Session {
    /// Ends the current file as [`Session::finish`] does, but returns the result as bytes. None if no file is
    /// being read, or if the result is too large to serialise.
    pub fn hand_over(&mut self) -> Option<Vec<u8>> {
        let transfer = self.part_with()?;
        let contents = transfer.outcome.iter().flatten();
        pack(&transfer, contents.flat_map(|content| &content.tables).map(|table| &table.dossiers))
    }

    /// Like [`Session::hand_over`], for another session of the same process: nothing is copied.
    pub fn part_with(&mut self) -> Option<FileTransfer> {
        let reading = self.reading.take()?;
        Some(FileTransfer { file: reading.file.clone(), outcome: reading.finish() })
    }

    /// Adds the result of [`Session::part_with`] in another session, as if the file had been read here.
    pub fn take_in(&mut self, transfer: FileTransfer) -> Vec<FileReport> {
        self.keep(&transfer.file, transfer.outcome)
    }

    /// Adds the result of [`Session::hand_over`] in another session, as if the file had been read here.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::DamagedFile`] for invalid bytes; nothing is changed then.
    pub fn absorb(&mut self, bytes: &[u8]) -> Result<Vec<FileReport>, Error> {
        let FileTransfer { file, outcome } = unpack(bytes, dossiers_of).ok_or(ErrorCode::DamagedFile)?;
        Ok(self.keep(&file, outcome))
    }

    /// Records that a file could not be read, with its reader's error code. What was read of it is dropped.
    pub fn note_unread(&mut self, file: &str, code: ErrorCode) -> Vec<FileReport> {
        self.reading = None;
        self.keep(file, Err(code.into()))
    }
}

fn dossiers_of(transfer: &mut FileTransfer) -> Vec<&mut Dossiers> {
    let contents = transfer.outcome.iter_mut().flatten();
    contents.flat_map(|content| &mut content.tables).map(|table| &mut table.dossiers).collect()
}
