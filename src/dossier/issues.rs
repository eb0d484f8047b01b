//! Flaws of cells, counted by kind, the first of each with its row. The dossier stays in every case.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Read, Write};

/// Examples kept of each kind.
pub const EXAMPLES: usize = 100;

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
    /// The unit is the one that the sheet's name names.
    UnitFromSheet,
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
    /// A row has more or fewer cells than its header.
    RowWidth,
    /// A record of a text table goes over several lines: a stray quote may have joined them.
    RecordOverLines,
    /// A cell of a used column holds an error value (#N/A).
    ErrorCell,
    /// A cell of a used column holds a formula that was never calculated.
    Uncalculated,
    /// A date column that can only be read month first; nothing that leans on it is given until the order is settled.
    MonthFirst,
    /// Rows that the workbook hides; they count.
    HiddenRows,
    /// A sheet that the workbook hides: left out, unless all that hold tables are hidden.
    HiddenSheet,
    /// A unit's cell is blank under a name, and the cells are not merged.
    UnitBlank,
    /// Several spellings of one unit were merged.
    UnitSpellings,
    /// Several levels are stated for one unit; the more frequent stands.
    UnitLevels,
    /// The appointment lies before the received day.
    DueBeforeReceived,
    /// Fewer or more rows were read than an independent count says the file has.
    RowsNotSeen,
    /// A received day before 1990.
    DateFarOff,
    /// A channel cell that says where and not how a dossier was filed ("phi địa giới").
    ChannelNotTold,
    /// Rows of one dossier code that disagree in outcome, days, channel or unit.
    DuplicatesDiffer,
    /// A day beyond the table of holidays: working days are counted without holidays there.
    HolidaysUnknown,
}

/// How much an issue matters to whoever uses the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// It changes or withholds figures: shown where the figures are.
    Figures,
    /// Worth a look: shown with the file.
    Look,
    /// For the record: shown with the file's details.
    Record,
}

impl IssueKind {
    /// How much it matters. `report/issues.json` says the same beside its words; a test compares them.
    pub fn grade(self) -> Grade {
        match self {
            Self::ColumnChoice
            | Self::UnknownValue
            | Self::EndBeforeReceived
            | Self::ReceivedAfterAsOf
            | Self::DateAfterToday
            | Self::ReceivedFromSubmitted
            | Self::ReceivedFromCode
            | Self::EndWithOpenStatus
            | Self::FinishedWithoutEnd
            | Self::SummarySuperseded
            | Self::HiddenRows
            | Self::UnitSpellings
            | Self::UnitLevels
            | Self::DateFarOff
            | Self::ChannelNotTold
            | Self::HolidaysUnknown => Grade::Look,
            Self::SheetWithoutTable
            | Self::UnitFromTitle
            | Self::UnitFromGroup
            | Self::UnitFromSheet
            | Self::UnitFromFileName
            | Self::LevelInferred
            | Self::CodeDateDiffers => Grade::Record,
            _ => Grade::Figures,
        }
    }
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

    /// Counts one at a row that others may have been counted after.
    pub fn add_in_order(&mut self, kind: IssueKind, spot: Spot) {
        let log = self.0.entry(kind).or_default();
        log.count += 1;
        let place = log.examples.partition_point(|example| example.row <= spot.row);
        if place < EXAMPLES {
            log.examples.truncate(EXAMPLES - 1);
            log.examples.insert(place, spot);
        }
    }

    /// Counts one in each of these rows.
    pub fn add_rows(&mut self, kind: IssueKind, rows: impl Iterator<Item = u32>) {
        let log = self.0.entry(kind).or_default();
        for row in rows {
            log.count += 1;
            if log.examples.len() < EXAMPLES {
                log.examples.push(Spot { row: Some(row), column: None });
            }
        }
    }

    /// Counts others of the same table.
    pub fn absorb(&mut self, others: &Self) {
        for (kind, other) in others.iter() {
            let log = self.0.entry(kind).or_default();
            log.count = log.count.saturating_add(other.count);
            let room = EXAMPLES.saturating_sub(log.examples.len());
            log.examples.extend(other.examples.iter().take(room).cloned());
        }
    }

    /// By kind.
    pub fn iter(&self) -> impl Iterator<Item = (IssueKind, &IssueLog)> {
        self.0.iter().map(|(kind, log)| (*kind, log))
    }
}
