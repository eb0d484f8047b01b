//! hoso reads the dossier lists that Vietnamese one-stop software exports and answers what offices are
//! judged by: the share finished on time, filed online, sent by public post, and the gaps to targets.
//!
//! # The pipeline
//!
//! ```text
//! bytes ─ read ─▶ rows of cells ─ schema ─▶ mapped cells ─ dossier ─▶ typed columns (Arrow)
//!       ─ measure ─▶ counts by group ─ target ─▶ rates and gaps ─ report ─▶ JSON, CSV, XLSX, Arrow
//! ```
//!
//! The modules follow that order, and each uses only modules to its left:
//!
//! | module | holds |
//! |---|---|
//! | [`error`] | fatal [`Error`]s with a code and a place |
//! | `order` | small sorts that share one implementation |
//! | `plain` | values of JSON and JavaScript |
//! | [`text`] | Vietnamese text folded for comparison, NFC |
//! | [`read`] | containers: bytes in, [`read::Row`]s out, pushed into one [`read::RowSink`] |
//! | [`value`] | what one cell can mean: days, dossier codes, channels, levels, states |
//! | [`schema`] | which column is which: header words, header finding, mapping |
//! | [`dossier`] | typed columns, the ledger of rows |
//! | [`measure`] | outcomes, counts, groups, periods, rates |
//! | [`compare`] | two exports of the same dossiers, code by code |
//! | [`signs`] | dossiers that an auditor looks at first; outages; samples |
//! | [`target`] | target sets and gaps |
//! | [`report`] | the output, in the shapes of `api.d.ts` |
//! | [`session`] | files in, answers out: the whole product as plain Rust |
//! | `wasm` | the only module that knows JavaScript: the `Engine` class over [`session`] |
//!
//! # A whole program
//!
//! ```
//! use hoso::session::{Options, Query, Session};
//!
//! let csv = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\n\
//!            A1,UBND xã Tân Mỹ,01/03/2022,05/03/2022,04/03/2022\n\
//!            A2,UBND xã Tân Mỹ,02/03/2022,05/03/2022,07/03/2022\n";
//! let mut session = Session::new(Options { today: Some("2022-03-31".to_owned()), ..Options::default() })?;
//! session.begin("hồ sơ.csv");
//! session.push(csv.as_bytes());
//! let reports = session.finish();
//! assert_eq!(reports[0].rows.dossiers, 2);
//!
//! let summary = session.summarize(&Query::default())?;
//! assert_eq!((summary.total.counts.early, summary.total.counts.late), (1, 1));
//! # Ok::<(), hoso::Error>(())
//! ```

pub mod compare;
pub mod dossier;
pub mod error;
pub mod measure;
mod order;
mod plain;
pub mod read;
pub mod report;
pub mod schema;
pub mod session;
pub mod signs;
pub mod target;
pub mod text;
pub mod value;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use error::{Error, ErrorCode, Place};
