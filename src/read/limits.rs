//! What no file may exceed. Each limit is counted while reading, never believed from a claim in the file, and
//! passing it is [`ErrorCode::TooLarge`](crate::ErrorCode::TooLarge), an ordinary error; damage where the format itself
//! has no more; or a cut, where its line says so. `tests/rooms.rs` refuses one that no test names.

/// Bytes that all readers of one file hold together: 768 MB, as many as the largest container and its shared strings. Passing
/// it is [`ErrorCode::OutOfMemory`](crate::ErrorCode::OutOfMemory).
pub const MEMORY_BYTES: usize = 768 << 20;
/// Compressed bytes of a workbook or archive, which is held in memory: 512 MB.
pub const CONTAINER_BYTES: usize = 512 << 20;
/// Bytes that the parts of one container may inflate to, all together: 4 GB, streamed, never held.
pub const INFLATED_BYTES: u64 = 4 << 30;
/// Inflated bytes for each byte of the container, once they pass [`RATIO_FROM`]. A sheet of dossiers stays under 60.
pub const INFLATE_RATIO: u64 = 200;
/// Inflated bytes from which [`INFLATE_RATIO`] is held: 64 MB.
pub const RATIO_FROM: u64 = 64 << 20;
/// Bytes of a workbook's shared strings, which are held in memory: 256 MB.
pub const SHARED_TEXT_BYTES: usize = 256 << 20;
/// Entries of a container's directory, folders and all: far more than a workbook of pictures has.
pub const PARTS: usize = 1 << 18;
/// Relations that one part of a workbook may name: ten for each sheet.
pub const RELATIONS: usize = 10_000;
/// Bytes of a name or path in a workbook (sheet, relation, target).
pub const NAME_BYTES: usize = 4_096;
/// Cell formats of a workbook; Excel itself stops at 65,490.
pub const CELL_FORMATS: usize = 65_536;
/// Elements of XML one inside the other; a workbook needs about ten.
pub const XML_DEPTH: usize = 256;
/// Sheets of a workbook.
pub const SHEETS: usize = 1_000;
/// Columns of a table; cells beyond are not read.
pub const COLUMNS: usize = 1_024;
/// Bytes of one record of a text file, or one cell of a workbook: 1 MB.
pub const RECORD_BYTES: usize = 1 << 20;
/// Bytes of a cell that are looked at; what stands behind them is no part of a code, name or day.
pub const CELL_BYTES: usize = 4_096;
/// Bytes of a cell that are looked at in a row without a day, which may be a title, a group or a signature: no word of
/// these is longer.
pub const LABEL_BYTES: usize = 256;
/// Bytes of a cell in which a day is looked for; what follows is a remark.
pub const DAY_BYTES: usize = 128;
/// Bytes of the dossier codes of one table, which are held: 512 MB, far more than a browser's dossiers have.
pub const CODE_BYTES: usize = 512 << 20;
/// Text of one row of a workbook that is not shared: 16 MB.
pub const ROW_TEXT_BYTES: usize = 16 << 20;
/// Rows of a sheet: what a spreadsheet program can number.
pub const SHEET_ROWS: u32 = 1_048_576;
/// Rows of one table: what row numbers can count and more than memory can hold.
pub const ROWS: u32 = 100_000_000;
/// Merged areas of one sheet that reach over several rows: one for each row there can be.
pub const MERGES: usize = 1 << 20;
/// Archives one inside the other: an archive of archives.
pub const ARCHIVE_DEPTH: usize = 2;
/// Files of an archive that are read: more than a country has communes.
pub const ENTRIES: usize = 20_000;
/// Cells of one sheet that are held: all that an old workbook's sheet can have (65,536 rows of 256 columns).
pub const HELD_CELLS: usize = 1 << 24;
/// Bytes of one tag, comment, script or stretch of text in a web page: 16 MB.
pub const MARKUP_BYTES: usize = 16 << 20;
/// Tables of a web page one inside the other.
pub const TABLE_DEPTH: usize = 16;
/// Text of the tables that lie inside another, which are held until that one ends: 256 MB.
pub const NESTED_BYTES: usize = 256 << 20;
/// Text that a cell over several rows gives to each of them; what is longer stands in the first alone.
pub const CARRIED_BYTES: usize = 1_000;
/// Lines of a web page above a table that are kept as its captions; of more, the later ones are.
pub const CAPTIONS: usize = 200;
/// Bytes of a JSON text, which is held in memory: 256 MB.
pub const JSON_BYTES: usize = 256 << 20;
/// Values of JSON one inside the other.
pub const JSON_DEPTH: usize = 64;
/// Cells that the repeated rows of one document, or the groups of one JSON table, may come to: one full sheet of 16 columns.
pub const REPEATED_CELLS: usize = 1 << 24;
