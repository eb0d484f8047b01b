//! How a step ends: with its result, or with a sentence for the developer about the failure.

use std::fmt::Display;

/// The result of a step; the error is a sentence, shown as it is.
pub type Done<T = ()> = Result<T, String>;

/// Adds to an error what was being done when it happened.
pub trait While<T> {
    /// Puts `what` before the error.
    fn when(self, what: impl Display) -> Done<T>;
}

impl<T, E: Display> While<T> for Result<T, E> {
    fn when(self, what: impl Display) -> Done<T> {
        self.map_err(|error| format!("{what}: {error:#}"))
    }
}

/// Ends a step with a sentence.
pub fn fail<T>(why: impl Into<String>) -> Done<T> {
    Err(why.into())
}
