//! hoso reads the dossier lists that Vietnamese one-stop software exports and answers what offices are
//! judged by: the share finished on time, filed online, sent by public post, and the gaps to targets.
//!
//! # The way of the data
//!
//! ```text
//! bytes ─ read ─▶ rows of cells ─ schema ─▶ mapped cells ─ dossier ─▶ typed columns (Arrow)
//!       ─ measure ─▶ counts by group ─ target ─▶ rates and gaps ─ report ─▶ JSON, CSV, XLSX, Arrow
//! ```
//!
//! The modules stand in that order, and each uses only modules to its left:
//!
//! | room | holds |
//! |---|---|
//! | [`error`] | what can go wrong: fatal [`Error`]s with a code and a place |
//! | [`text`] | Vietnamese text folded for comparison, NFC |
//! | [`read`] | containers: bytes in, [`read::Row`]s out, pushed into one [`read::RowSink`] |
//! | [`value`] | what one cell can mean: days, dossier codes, channels, levels, states |
//! | [`schema`] | which column is which: header words, header finding, mapping |
//! | [`dossier`] | typed columns, the ledger of rows |
//! | [`measure`] | outcomes, counts, groups, periods, rates |
//! | [`target`] | target sets and gaps |
//! | [`report`] | what leaves the module, in the shapes of `api.d.ts` |
//! | [`session`] | files in, answers out: the whole product as plain Rust |
//! | `wasm` | the only room that knows JavaScript: the `Engine` class over [`session`] |

pub mod dossier;
pub mod error;
pub mod measure;
pub mod read;
pub mod report;
pub mod schema;
pub mod session;
pub mod target;
pub mod text;
pub mod value;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use error::{Error, ErrorCode, Place};
