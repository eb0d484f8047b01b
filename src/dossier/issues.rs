//! Issues of cells, counted by kind, with the rows of the first examples. An issue never removes the dossier.

use crate::order::filled;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Read, Write};

/// Maximum number of examples of each kind.
pub const EXAMPLES: usize = 100;

/// Kinds of issues, and choices that the user should know about (docs/reference.md, "Files" and
/// "Definitions").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum IssueKind {
    /// Several headers match one column.
    ColumnChoice,
    /// The body is shifted relative to its header.
    ShiftedHeader,
    /// "Ngày trả" may be the appointment.
    AmbiguousDue,
    /// A sheet of the workbook without a table.
    SheetWithoutTable,
    /// The unit comes from a title above the header.
    UnitFromTitle,
    /// The unit comes from the group row.
    UnitFromGroup,
    /// The unit comes from the sheet name.
    UnitFromSheet,
    /// The unit comes from the file name.
    UnitFromFileName,
    /// The unit level was inferred from its name.
    LevelInferred,
    /// An impossible date.
    ImpossibleDate,
    /// A word that is not listed.
    UnknownValue,
    /// The end is before the received day.
    EndBeforeReceived,
    /// Received after the as-of date, so not counted.
    ReceivedAfterAsOf,
    /// A day after today.
    DateAfterToday,
    /// The day in the code is neither the day received nor the day filed.
    CodeDateDiffers,
    /// The received day is taken from the day filed.
    ReceivedFromSubmitted,
    /// The received day is taken from the code.
    ReceivedFromCode,
    /// An end day with an open status.
    EndWithOpenStatus,
    /// A finished status without an end day.
    FinishedWithoutEnd,
    /// In a summary: a cell that is not a count.
    NotACount,
    /// In a summary: a sum that differs from its parts.
    IdentityBroken,
    /// In a summary: a total that differs from the sum of its rows.
    TotalDiffers,
    /// In a summary: a stated percentage that differs from the counts.
    PercentageDiffers,
    /// A summary row that states rates but no counts: it is compared with dossiers but added to no count.
    OnlyRates,
    /// A summary that does not state its period.
    PeriodUnknown,
    /// A summary row that is left out because dossiers or another summary cover it.
    SummarySuperseded,
    /// A row has more or fewer cells than its header.
    RowWidth,
    /// A record of a text table spans several lines: a stray quote may have joined them.
    RecordOverLines,
    /// A cell of a used column contains an error value (#N/A).
    ErrorCell,
    /// A cell of a used column contains a formula that was never calculated.
    Uncalculated,
    /// A date column that can only be month first. Figures that need it are withheld until the order is
    /// confirmed.
    MonthFirst,
    /// Hidden rows of the workbook, which count.
    HiddenRows,
    /// A hidden sheet of the workbook, which is left out unless all sheets with tables are hidden.
    HiddenSheet,
    /// A blank unit cell below a name, without merged cells.
    UnitBlank,
    /// Several spellings of one unit were merged.
    UnitSpellings,
    /// Several levels are stated for one unit; the most frequent is used.
    UnitLevels,
    /// The appointment is before the received day.
    DueBeforeReceived,
    /// The number of rows read differs from an independent count of the file's rows.
    RowsNotSeen,
    /// A received day before 1990.
    DateFarOff,
    /// A channel cell that states where a dossier was filed, but not how ("phi địa giới").
    ChannelNotTold,
    /// Rows with the same code that disagree in outcome, days, channel or unit.
    DuplicatesDiffer,
    /// A day outside the table of holidays: working days are counted without holidays there.
    HolidaysUnknown,
}

/// How important an issue is for users of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Changes or withholds figures: shown with the figures.
    Figures,
    /// Worth checking: shown with the file.
    Look,
    /// For information: shown with the file's details.
    Record,
}

impl IssueKind {
    /// The importance of this kind. `report/issues.json` states the same with its texts; a test compares
    /// them.
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
            | Self::OnlyRates
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

/// The issues of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct IssueLog {
    /// Number of occurrences.
    pub count: u64,
    /// The first hundred occurrences.
    pub examples: Vec<Spot>,
}

/// The position of an example in its table.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Spot {
    /// Row number from 1, for an issue of a row.
    pub row: Option<u32>,
    /// The header, for an issue of a column; the sheet name, for an issue of a sheet.
    pub column: Option<String>,
}

/// All issues of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issues(BTreeMap<IssueKind, IssueLog>);

/// Serialised as a list, which needs less code than a map.
impl BorshSerialize for Issues {
    fn serialize<W: Write>(&self, into: &mut W) -> io::Result<()> {
        BorshSerialize::serialize(&self.iter().collect::<Vec<_>>(), into)
    }
}

impl BorshDeserialize for Issues {
    fn deserialize_reader<R: Read>(from: &mut R) -> io::Result<Self> {
        Ok(Self(filled(Vec::deserialize_reader(from)?)))
    }
}

impl Issues {
    /// Adds an issue. `spot` is called only while examples are still kept.
    pub fn add(&mut self, kind: IssueKind, spot: impl FnOnce() -> Spot) {
        let log = self.0.entry(kind).or_default();
        log.count += 1;
        if log.examples.len() < EXAMPLES {
            log.examples.push(spot());
        }
    }

    /// Adds an issue of a row and keeps the examples in row order.
    pub fn add_in_order(&mut self, kind: IssueKind, spot: Spot) {
        let log = self.0.entry(kind).or_default();
        log.count += 1;
        let place = log.examples.partition_point(|example| example.row <= spot.row);
        if place < EXAMPLES {
            log.examples.truncate(EXAMPLES - 1);
            log.examples.insert(place, spot);
        }
    }

    /// Adds an issue for each of these rows.
    pub fn add_rows(&mut self, kind: IssueKind, rows: impl Iterator<Item = u32>) {
        let log = self.0.entry(kind).or_default();
        for row in rows {
            log.count += 1;
            if log.examples.len() < EXAMPLES {
                log.examples.push(Spot { row: Some(row), column: None });
            }
        }
    }

    /// Adds the issues of another log of the same table.
    pub fn absorb(&mut self, others: &Self) {
        for (kind, other) in others.iter() {
            let log = self.0.entry(kind).or_default();
            log.count = log.count.saturating_add(other.count);
            let room = EXAMPLES.saturating_sub(log.examples.len());
            log.examples.extend(other.examples.iter().take(room).cloned());
        }
    }

    /// Drops the issues of a kind.
    pub fn forget(&mut self, kind: IssueKind) {
        self.0.remove(&kind);
    }

    /// Iterates by kind.
    pub fn iter(&self) -> impl Iterator<Item = (IssueKind, &IssueLog)> {
        self.0.iter().map(|(kind, log)| (*kind, log))
    }
}
