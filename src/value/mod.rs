//! What a cell can mean: days and times, dossier codes, counts, and the words for channels, levels and
//! states. Values are judged one at a time and never repaired. A value of no listed form is invalid or
//! unknown, and later modules count it as such.

mod code;
mod count;
mod date;
mod kinds;
mod level;
mod unit_key;
mod words;
mod working;

pub(crate) use code::{any_code_day, capitals, code_day, is_plain_code};
pub use code::{code_key, is_key};
pub(crate) use count::{CountCell, Stated, count, is_in_points, percentage, percentages};
pub use date::{DAYS, NO_DAYS, civil, iso};
pub(crate) use date::{
    KnownDays, Moment, MomentCell, Order, from_day, full_year, is_day_first, moment, of_iso, parse_moment,
    swapped_day,
};
pub(crate) use kinds::kind_of_units;
pub use level::{NO_DISTRICTS, level_of_unit, level_without_districts};
pub(crate) use unit_key::unit_key;
pub(crate) use words::{ByPost, Online};
pub use words::{Channel, Coded, ServiceLevel, Status, UnitLevel};
pub(crate) use working::WorkingDays;
