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

pub use code::{any_code_day, capitals, code_day, code_key, is_key, is_plain_code};
pub use count::{CountCell, Stated, count, percentages};
pub use date::{
    DAYS, Moment, MomentCell, NO_DAYS, Order, civil, from_day, from_serial, full_year, is_day_first, iso,
    moment, of_iso, parse_moment, swapped_day, usual_moment,
};
pub use kinds::kind_of_units;
pub use level::{NO_DISTRICTS, level_of_unit, level_without_districts};
pub use unit_key::unit_key;
pub use words::{ByPost, Channel, Coded, Online, ServiceLevel, Status, UnitLevel};
pub use working::WorkingDays;
