//! Flaws of cells, counted by kind, the first of each with its row. The dossier stays in every case.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};

/// Examples kept of each kind.
const EXAMPLES: usize = 100;

/// Kinds of flaws, and of choices that the user should know of (spec sections 1 and 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssueKind {
    /// Several headers fit one column.
    ColumnChoice,
    /// The body is shifted against its header.
    ShiftedHeader,
    /// "Ngày trả" may be the appointment.
    AmbiguousDue,
    /// A sheet of the workbook that holds no table.
    SheetWithoutTable,
    /// The unit is the one that a title above the header names.
    UnitFromTitle,
    /// The unit is the group row's.
    UnitFromGroup,
    /// The unit is the one that the file's name names.
    UnitFromFileName,
    /// The unit's level was read from its name.
    LevelInferred,
    /// A date that cannot be.
    ImpossibleDate,
    /// A word that is not listed.
    UnknownValue,
    /// The end lies before the received day.
    EndBeforeReceived,
    /// Received after the as-of date: not counted.
    ReceivedAfterAsOf,
    /// A day after today.
    DateAfterToday,
    /// The day in the code is neither the day received nor the day filed.
    CodeDateDiffers,
    /// The received day is the day filed.
    ReceivedFromSubmitted,
    /// The received day is the code's.
    ReceivedFromCode,
    /// An end, and a status that says open.
    EndWithOpenStatus,
    /// A finished status, and no end.
    FinishedWithoutEnd,
    /// In a summary: a cell that is no count.
    NotACount,
    /// In a summary: a sum that is not that of its parts.
    IdentityBroken,
    /// In a summary: a total that is not that of its rows.
    TotalDiffers,
    /// In a summary: a stated percentage that the counts do not give.
    PercentageDiffers,
    /// A summary that does not say which period it is about.
    PeriodUnknown,
    /// A summary's row left out: dossiers, or another summary, count the same.
    SummarySuperseded,
}

/// What is known of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct IssueLog {
    /// How often.
    pub count: u64,
    /// The first hundred.
    pub examples: Vec<Spot>,
}

/// Where an example stands within its table.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Spot {
    /// Row from 1, if it is about a row.
    pub row: Option<u32>,
    /// Header, if it is about a column; the sheet's name, if it is about a sheet.
    pub column: Option<String>,
}

impl Spot {
    fn shifted(&self, shift: u32) -> Self {
        Self { row: self.row.map(|row| row.saturating_add(shift)), column: self.column.clone() }
    }
}

/// All issues of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issues(BTreeMap<IssueKind, IssueLog>);

/// Issues are handed over as a list, for which less code is needed than for a map.
impl BorshSerialize for Issues {
    fn serialize<W: Write>(&self, into: &mut W) -> io::Result<()> {
        BorshSerialize::serialize(&self.iter().collect::<Vec<_>>(), into)
    }
}

impl BorshDeserialize for Issues {
    fn deserialize_reader<R: Read>(from: &mut R) -> io::Result<Self> {
        Ok(Self(Vec::deserialize_reader(from)?.into_iter().collect()))
    }
}

impl Issues {
    /// Counts one; `spot` is asked for only while examples are kept.
    pub fn add(&mut self, kind: IssueKind, spot: impl FnOnce() -> Spot) {
        let log = self.0.entry(kind).or_default();
        log.count += 1;
        if log.examples.len() < EXAMPLES {
            log.examples.push(spot());
        }
    }

    /// Counts those of other rows of the same table, `shift` rows lying before them.
    pub fn absorb(&mut self, others: &Self, shift: u32) {
        for (kind, other) in others.iter() {
            let log = self.0.entry(kind).or_default();
            log.count = log.count.saturating_add(other.count);
            let room = EXAMPLES.saturating_sub(log.examples.len());
            log.examples.extend(other.examples.iter().take(room).map(|spot| spot.shifted(shift)));
        }
    }

    /// By kind.
    pub fn iter(&self) -> impl Iterator<Item = (IssueKind, &IssueLog)> {
        self.0.iter().map(|(kind, log)| (*kind, log))
    }
}
