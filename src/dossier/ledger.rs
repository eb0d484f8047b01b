//! What became of every row: rows read = dossiers + duplicates + skipped + rejected (docs/reference.md,
//! "Definitions"). Header rows are not counted as read. Rows that a container omits between others count as
//! blank rows.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};

/// Why a row is not a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Empty row.
    Blank,
    /// A title above the header.
    Title,
    /// A repetition of the header.
    RepeatedHeader,
    /// Column numbers: (1) (2) (3).
    Numbering,
    /// The name of a group of rows.
    Group,
    /// A total.
    Total,
    /// Part of the signature block: who signed, where and when.
    Signature,
    /// No received day was found.
    NoReceivedDay,
    /// In a summary: counts without a unit, field or procedure.
    NoName,
    /// An item among the rows that is not a row.
    NotARow,
    /// The status says that the dossier was deleted.
    Deleted,
    /// A later row has the same code; for a summary row: dossiers or another summary cover it.
    Superseded,
}

/// The three categories of rows that are not dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disposition {
    /// The row was not meant to be a dossier.
    Skipped,
    /// The row was meant to be a dossier.
    Rejected,
    /// The dossier is counted elsewhere.
    Duplicate,
}

impl Reason {
    /// The category of the reason.
    pub fn disposition(self) -> Disposition {
        match self {
            Self::NoReceivedDay | Self::NoName | Self::NotARow | Self::Deleted => Disposition::Rejected,
            Self::Superseded => Disposition::Duplicate,
            _ => Disposition::Skipped,
        }
    }
}

/// The rows with one reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowRuns {
    /// Number of rows.
    pub count: u64,
    /// First and last row of each run, in order.
    runs: Vec<(u32, u32)>,
}

impl RowRuns {
    /// Returns the first `most` row numbers.
    pub fn rows(&self, most: usize) -> impl Iterator<Item = u32> + '_ {
        self.runs.iter().flat_map(|&(first, last)| first..=last).take(most)
    }

    fn add(&mut self, first: u32, last: u32) {
        self.count += u64::from(last - first) + 1;
        match self.runs.last_mut() {
            Some(run) if run.1.checked_add(1) == Some(first) => run.1 = last,
            _ => self.runs.push((first, last)),
        }
    }
}

/// The rows of one table that are not dossiers, by reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger(BTreeMap<Reason, RowRuns>);

/// A ledger is serialised as its runs; the counts follow from them.
type Runs = Vec<(Reason, Vec<(u32, u32)>)>;

impl BorshSerialize for Ledger {
    fn serialize<W: Write>(&self, into: &mut W) -> io::Result<()> {
        let runs: Vec<_> = self.iter().map(|(reason, rows)| (reason, &rows.runs)).collect();
        BorshSerialize::serialize(&runs, into)
    }
}

impl BorshDeserialize for Ledger {
    fn deserialize_reader<R: Read>(from: &mut R) -> io::Result<Self> {
        let mut ledger = Self::default();
        for (reason, runs) in Runs::deserialize_reader(from)? {
            runs.iter().for_each(|&(first, last)| ledger.add_run(reason, first, last));
        }
        Ok(ledger)
    }
}

impl Ledger {
    /// Adds one row.
    pub fn add(&mut self, reason: Reason, row: u32) {
        self.add_run(reason, row, row);
    }

    /// Adds rows `first..=last`; nothing if `last` is smaller than `first`.
    pub fn add_run(&mut self, reason: Reason, first: u32, last: u32) {
        if first <= last {
            self.0.entry(reason).or_default().add(first, last);
        }
    }

    /// Number of rows of one category.
    pub fn count(&self, disposition: Disposition) -> u64 {
        self.0
            .iter()
            .filter(|(reason, _)| reason.disposition() == disposition)
            .map(|(_, rows)| rows.count)
            .sum()
    }

    /// Iterates by reason.
    pub fn iter(&self) -> impl Iterator<Item = (Reason, &RowRuns)> {
        self.0.iter().map(|(reason, rows)| (*reason, rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_keep_every_row() {
        let mut ledger = Ledger::default();
        ledger.add(Reason::Blank, 4);
        ledger.add_run(Reason::Blank, 5, 7);
        ledger.add(Reason::Blank, 9);
        ledger.add_run(Reason::Blank, 9, 8);
        ledger.add(Reason::NoReceivedDay, 10);
        assert_eq!(ledger.count(Disposition::Skipped), 5);
        assert_eq!(ledger.count(Disposition::Rejected), 1);
        let rows: Vec<_> = ledger.iter().flat_map(|(_, rows)| rows.rows(10)).collect();
        assert_eq!(rows, [4, 5, 6, 7, 9, 10]);
        // Only hostile input can have this row number; a run after it is separate.
        ledger.add(Reason::Blank, u32::MAX);
        ledger.add(Reason::Blank, 3);
        assert_eq!(ledger.count(Disposition::Skipped), 7);
    }
}
