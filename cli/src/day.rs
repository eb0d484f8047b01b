//! Days on the command line.

use crate::failure::{Done, fail};

/// A day such as 2025-12-31, as days since 1970-01-01.
pub fn day(text: &str) -> Done<i32> {
    let mut parts = text.splitn(3, '-').map(str::parse::<u32>);
    let mut next = || parts.next()?.ok();
    let known = (|| hoso::value::civil(i32::try_from(next()?).ok()?, next()?, next()?))();
    match known.filter(|_| text.len() == 10) {
        Some(day) => Ok(day),
        None => fail(format!("{text}: not a day; write it like 2025-12-31")),
    }
}
