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
//! The modules follow that order, and each uses only modules to its left. Programs use the items at the
//! crate's root. [`session`] and [`report`] have the types of questions and answers, and [`measure`] has the
//! rules. [`read`] is also useful by itself: it reads rows from any office file.
//!
//! | module | contents |
//! |---|---|
//! | `error` | fatal [`Error`]s with a code and a place |
//! | `order` | small sorts that share one implementation |
//! | `plain` | values of JSON and JavaScript |
//! | `text` | Vietnamese text folded for comparison, NFC |
//! | [`read`] | containers: bytes in, [`read::Row`]s out, pushed into one [`read::RowSink`] |
//! | `value` | what one cell can mean: days, dossier codes, channels, levels, states |
//! | `schema` | which column is which: header words, header finding, mapping |
//! | `dossier` | typed columns, the ledger of rows |
//! | [`measure`] | outcomes, counts, groups, periods, rates |
//! | `compare` | two exports of the same dossiers, code by code |
//! | `signs` | dossiers that an auditor looks at first; outages; samples |
//! | `reconcile` | published figures: which ways of counting give them, and why they differ |
//! | `target` | target sets and gaps |
//! | [`report`] | the output, in the shapes of `www/lib/index.d.ts` |
//! | [`session`] | files in, answers out: the whole product as plain Rust |
//! | `wasm` | the only module that knows JavaScript: the `Engine` class over [`session`] |
//!
//! The modules without a link are internal. `dossier`, `schema`, `text` and `value` can be reached by the
//! other crates of this workspace and may change at any time.
//!
//! # A summary
//!
//! ```
//! use hoso::{Options, Query, Session};
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
//!
//! # A list
//!
//! The dossiers that ended late, each with its row in the file:
//!
//! ```
//! use hoso::measure::Outcome;
//! use hoso::{DossierQuery, Options, Session};
//!
//! let csv = "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\n\
//!            A1,01/03/2022,05/03/2022,04/03/2022\n\
//!            A2,02/03/2022,05/03/2022,07/03/2022\n";
//! let mut session = Session::new(Options::default())?;
//! session.begin("hồ sơ.csv");
//! session.push(csv.as_bytes());
//! session.finish();
//!
//! let late = DossierQuery { outcome: Some(vec![Outcome::Late]), limit: 100, ..DossierQuery::default() };
//! let page = session.dossiers(&late)?;
//! assert_eq!(page.total, 1);
//! let dossier = &page.rows[0];
//! assert_eq!((dossier.code.as_str(), dossier.row, dossier.days_late), ("A2", 3, Some(2)));
//! # Ok::<(), hoso::Error>(())
//! ```
//!
//! # What if
//!
//! The on-time rate, and the same rate if eight further dossiers were finished on time. The counts of the
//! answer do not change:
//!
//! ```
//! use hoso::measure::{Measure, Supposed};
//! use hoso::report::RateReport;
//! use hoso::{Options, Query, Session};
//!
//! let csv = "Mã hồ sơ,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\n\
//!            A1,01/03/2022,05/03/2022,04/03/2022\n\
//!            A2,02/03/2022,05/03/2022,07/03/2022\n";
//! let mut session = Session::new(Options::default())?;
//! session.begin("hồ sơ.csv");
//! session.push(csv.as_bytes());
//! session.finish();
//!
//! let on_time = |suppose| -> Result<(u64, u64), hoso::Error> {
//!     let answer = session.summarize(&Query { suppose, ..Query::default() })?;
//!     assert_eq!(answer.total.counts.received, 2);
//!     match answer.total.measures.get(&Measure::OnTime) {
//!         Some(RateReport::Known { num, den, .. }) => Ok((*num, *den)),
//!         unavailable => panic!("{unavailable:?}"),
//!     }
//! };
//! assert_eq!(on_time(None)?, (1, 2));
//! let eight = Supposed { measure: Measure::OnTime, counting: 8, others: 0 };
//! assert_eq!(on_time(Some(eight))?, (9, 10));
//! # Ok::<(), hoso::Error>(())
//! ```

mod compare;
#[doc(hidden)]
pub mod dossier;
mod error;
pub mod measure;
mod order;
mod plain;
pub mod read;
mod reconcile;
pub mod report;
#[doc(hidden)]
pub mod schema;
pub mod session;
mod signs;
mod target;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod value;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use error::{Error, ErrorCode, ErrorDetail, Place};
pub use session::{DossierQuery, ExportQuery, Options, Query, Session};
