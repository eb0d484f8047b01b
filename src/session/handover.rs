//! Reading in several workers: a session hands over what it read of a file as bytes; another takes it in as if it had read
//! it. Bytes that are nothing of the kind are refused.

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
}

fn dossiers_of(parcel: &mut Parcel) -> Vec<&mut Dossiers> {
    let contents = parcel.outcome.iter_mut().flatten();
    contents.flat_map(|content| &mut content.tables).map(|table| &mut table.dossiers).collect()
}
