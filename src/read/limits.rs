//! Limits on what a file may contain. Each is counted while reading, never taken from a claim in the file.
//! Exceeding one is [`ErrorCode::TooLarge`](crate::ErrorCode::TooLarge), an ordinary error, unless its doc
//! names another. It is damage instead if the format itself allows no more, and only truncates the input if
//! the limit's doc says so. `tests/rooms` requires a test for each.

/// Bytes that all readers of one file hold in total: 768 MB, enough for the largest container and its shared
/// strings. Exceeding it is [`ErrorCode::OutOfMemory`](crate::ErrorCode::OutOfMemory).
pub const MEMORY_BYTES: usize = 768 << 20;
/// Compressed bytes of a workbook or archive, which is held in memory: 512 MB.
pub const CONTAINER_BYTES: usize = 512 << 20;
/// Bytes that the parts of one container may inflate to in total: 4 GB, streamed, never held.
pub const INFLATED_BYTES: u64 = 4 << 30;
/// Inflated bytes per byte of the container, enforced above [`RATIO_FROM`]. A sheet of dossiers stays under
/// 60.
pub const INFLATE_RATIO: u64 = 200;
/// Inflated bytes above which [`INFLATE_RATIO`] is enforced: 64 MB.
pub const RATIO_FROM: u64 = 64 << 20;
/// Bytes of a workbook's shared strings, which are held in memory: 256 MB.
pub const SHARED_TEXT_BYTES: usize = 256 << 20;
/// Entries of a container's directory, including folders: far more than a workbook full of pictures has.
pub const PARTS: usize = 1 << 18;
/// Relations of one part of a workbook: ten for each sheet.
pub const RELATIONS: usize = 10_000;
/// Bytes of a name or path in a workbook (sheet, relation, target).
pub const NAME_BYTES: usize = 4_096;
/// Cell formats of a workbook; Excel itself stops at 65,490.
pub const CELL_FORMATS: usize = 65_536;
/// Nesting depth of XML elements; a workbook needs about ten.
pub const XML_DEPTH: usize = 256;
/// Sheets of a workbook.
pub const SHEETS: usize = 1_000;
/// Columns of a table; cells beyond are not read.
pub const COLUMNS: usize = 1_024;
/// Bytes of one record of a text file, or one cell of a workbook: 1 MB.
pub const RECORD_BYTES: usize = 1 << 20;
/// Bytes of a cell that are read; text beyond them is not part of a code, name or day.
pub const CELL_BYTES: usize = 4_096;
/// Bytes of a cell that are read in a row without a day, which may be a title, a group or a signature: their
/// words are all shorter.
pub const LABEL_BYTES: usize = 256;
/// Bytes of a cell that are searched for a day; what follows is a remark.
pub const DAY_BYTES: usize = 128;
/// Bytes of one table's dossier codes, which are held in memory: 512 MB, far more than the dossiers that a
/// browser can handle.
pub const CODE_BYTES: usize = 512 << 20;
/// Unshared text of one row of a workbook: 16 MB.
pub const ROW_TEXT_BYTES: usize = 16 << 20;
/// Rows of a sheet: as many as a spreadsheet program can number.
pub const SHEET_ROWS: u32 = 1_048_576;
/// Rows of one table: within the range of row numbers, and more than memory can hold.
pub const ROWS: u32 = 100_000_000;
/// Dossiers that one row of lives stands for; more need several rows. So the counts of a block of 512 rows
/// fit in 32 bits.
pub const WEIGHT: u32 = 1 << 21;
/// Dossiers that the lives of a file stand for: more than there are people's dossiers in a century.
pub const LIVES: u64 = 1 << 40;
/// Merged areas of one sheet that span several rows: one for each possible row.
pub const MERGES: usize = 1 << 20;
/// Nesting depth of archives: an archive of archives.
pub const ARCHIVE_DEPTH: usize = 2;
/// Files read from one archive: more than a country has communes.
pub const ENTRIES: usize = 20_000;
/// Cells held for one sheet: all that a sheet of an old workbook can have (65,536 rows of 256 columns).
pub const HELD_CELLS: usize = 1 << 24;
/// Bytes of one tag, comment, script or run of text in a web page: 16 MB.
pub const MARKUP_BYTES: usize = 16 << 20;
/// Nesting depth of a web page's tables.
pub const TABLE_DEPTH: usize = 16;
/// Text of tables inside another table, held until the outer one ends: 256 MB.
pub const NESTED_BYTES: usize = 256 << 20;
/// Bytes of text that a cell spanning several rows repeats in each of them; a longer text is in the first row
/// only.
pub const CARRIED_BYTES: usize = 1_000;
/// Lines kept of a web page's text above a table, as its captions; the last ones are kept.
pub const CAPTIONS: usize = 200;
/// Bytes of a JSON text, which is held in memory: 256 MB.
pub const JSON_BYTES: usize = 256 << 20;
/// Nesting depth of JSON values.
pub const JSON_DEPTH: usize = 64;
/// Cells that the repeated rows of one document, or the groups of one JSON table, may expand to: one full
/// sheet of 16 columns.
pub const REPEATED_CELLS: usize = 1 << 24;
