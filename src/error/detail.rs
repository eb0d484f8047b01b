//! What an error is about, where its code alone does not say.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// What exactly is wrong. The docs list the values that an error of this detail has, in order. Their wording
/// is in `report/errors.tsv`, in the order of this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ErrorDetail {
    /// A value that a field does not have: field, value.
    UnknownValue,
    /// A value of another type: what was expected.
    Expected,
    /// A value that cannot be read: why, in the words of the format.
    Malformed,
    /// A day that does not exist or is written in another way: field.
    BadDay,
    /// A day with a time that is written in another way: field.
    BadMoment,
    /// A number out of its range: field, least, most.
    OutOfRange,
    /// A first day after the last: fields.
    DaysReversed,
    /// Periods in a filter that are invalid or not consecutive: dimension.
    BrokenPeriods,
    /// A target without a bound, or with two.
    OneBound,
    /// A target's bound that is no percentage.
    BadPercentage,
    /// An alias without names, or with invalid days or level: from, to.
    BadAlias,
    /// An alias that is part of a cycle: from, to.
    AliasCycle,
    /// More aliases than can be resolved.
    TooManyAliases,
    /// A bucket that no answer has given.
    UnknownBucket,
    /// A bucket of a comparison of other files.
    ComparedFilesChanged,
    /// A bucket of a reconciliation of other files.
    ReconciledFilesChanged,
    /// A comparison with no list on one side.
    EmptySide,
    /// A comparison of a file that is no list of dossiers.
    OnlyLists,
    /// The sides of a comparison in another shape.
    BadSides,
    /// An unknown kind of export.
    ExportKind,
    /// A summary asked for as an Arrow file.
    ArrowLists,
    /// A comparison asked for as another kind than xlsx.
    ComparisonKind,
    /// A reconciliation asked for as another kind than xlsx.
    ReconciliationKind,
    /// HTML asked for without a form.
    HtmlForm,
    /// A form asked for as another kind than xlsx or html.
    FormKind,
    /// A form without a first or last day.
    FormPeriod,
    /// A form by another basis than the day of each event.
    FormBasis,
    /// Signs asked for where there are lives.
    NoSingleDossiers,
    /// A sample's seed beyond its limit: bytes.
    SeedTooLong,
    /// More outages than one question may have: number.
    TooManyOutages,
    /// An outage that ends before it begins.
    OutageReversed,
    /// More claims than one reconciliation may have.
    TooManyClaims,
    /// Claims filtered by outcome.
    ClaimsByOutcome,
    /// Claims without a first or last day.
    ClaimsWithoutPeriod,
    /// Claims of two periods: first and last day of each.
    ClaimsOfPeriods,
    /// A published figure that is neither number nor rate: unit and figure.
    ClaimNotANumber,
    /// A published figure with a comma that may mark thousands or decimals: unit and figure.
    ClaimTwoWays,
    /// A published ratio, or one above 1: unit and figure.
    ClaimRatio,
    /// A published rate out of range: unit and figure.
    ClaimOutOfRange,
    /// A figure of an unknown name, or a rate of what has none: unit and figure.
    ClaimUnknown,
    /// A field of a claim that is no text: field.
    ClaimText,
    /// A published value that is neither number nor text.
    ClaimValue,
    /// A unit that no dossier has: name.
    UnknownUnit,
    /// A unit that no dossier has, where others have similar names: name, the others.
    SimilarUnits,
    /// The columns that a table has: their headers, without personal ones.
    ColumnsFound,
    /// Archives in archives beyond the limit.
    NestedTooDeep,
    /// An Arrow file with compressed buffers.
    CompressedArrow,
    /// A workbook of Excel 4.0 or older.
    OldExcel,
    /// A member of an archive that needs a password.
    LockedArchive,
    /// A known method of compression: name.
    CompressionMethod,
    /// A kind of file that holds no readable table: its key.
    ExportInstead,
    /// A kind of file that a spreadsheet program can save again: its key.
    SaveAsXlsx,
    /// A kind of archive to unpack: its key.
    Unpack,
    /// A column of days whose order of day and month is not known.
    UnknownDayOrder,
    /// Lives by month asked for of lives by quarter.
    QuartersToMonths,
    /// A question by another rule than the lives were made by: rule, its value in the lives.
    FixedRule,
    /// A day within a period of lives: field, day, the nearest day that can be asked for.
    WithinAPeriod,
    /// A dimension that lives do not have: field, dimension.
    NotAKeyOfLives,
    /// A file of lives without its metadata.
    LivesWithoutMetadata,
    /// A column that a file of lives lacks: name.
    MissingColumn,
    /// A weight that is no number of dossiers.
    BadWeight,
    /// Weights that do not add up to the stated number: sum, stated.
    WeightsDiffer,
    /// Weights that add up to more than the limit.
    WeightsTooLarge,
    /// Dossiers that are not as many as stated: read, stated.
    DossiersDiffer,
    /// A day in a file of lives that ends no period: column, day.
    NotAPeriodEnd,
    /// Files of lives made in different ways: what differs, in this file, in those opened before.
    MadeDifferently,
}

impl ErrorDetail {
    /// True if the wording says all by itself, without the sentence of the code.
    pub(super) fn is_whole(self) -> bool {
        matches!(self, Self::ExportInstead | Self::SaveAsXlsx | Self::Unpack)
    }
}
