//! What no file may exceed. Each limit is counted while reading, never believed from a claim in the file, and
//! passing it is [`ErrorCode::TooLarge`](crate::ErrorCode::TooLarge), an ordinary error.

/// Compressed bytes of a workbook or archive, which is held in memory: 512 MB.
pub const CONTAINER_BYTES: usize = 512 << 20;
/// Bytes that one part of a workbook may inflate to: 4 GB, streamed, never held.
pub const INFLATED_BYTES: u64 = 4 << 30;
/// Inflated bytes for each compressed one, once a part passes [`RATIO_FROM`]. A sheet of dossiers stays under 60.
pub const INFLATE_RATIO: u64 = 200;
/// Inflated bytes from which [`INFLATE_RATIO`] is held: 64 MB.
pub const RATIO_FROM: u64 = 64 << 20;
/// Bytes of a workbook's shared strings, which are held in memory: 256 MB.
pub const SHARED_TEXT_BYTES: usize = 256 << 20;
/// Sheets of a workbook.
pub const SHEETS: usize = 1_000;
/// Columns of a table; cells beyond are not read.
pub const COLUMNS: usize = 1_024;
/// Bytes of one record of a text file, or one cell of a workbook: 1 MB.
pub const RECORD_BYTES: usize = 1 << 20;
/// Rows of one table: what row numbers can count and more than memory can hold.
pub const ROWS: u32 = 100_000_000;
