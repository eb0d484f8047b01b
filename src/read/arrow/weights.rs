//! How many dossiers each row of lives stands for.

use super::column::Value;
use crate::read::{LivesAbout, limits};
use crate::{Error, ErrorCode, ErrorDetail};

/// The weights of a file of lives.
#[derive(Debug)]
pub struct ArrowWeights<'r> {
    /// The file's metadata.
    pub about: &'r LivesAbout,
    /// Index of the column `n`.
    pub column: usize,
    /// Dossiers so far.
    sum: u64,
}

impl<'r> ArrowWeights<'r> {
    /// Begins with no rows read.
    pub fn new((about, column): &'r (LivesAbout, usize)) -> Self {
        Self { about, column: *column, sum: 0 }
    }

    /// Reads a cell of the column. Fails if it is not a number of dossiers, and if there are too many.
    pub fn take(&mut self, value: Value) -> Result<u64, Error> {
        let wrong = || Error::new(ErrorCode::BadLives).because(ErrorDetail::BadWeight);
        let Value::Number(number) = value else { return Err(wrong()) };
        if !(number >= 1.0 && number.fract() == 0.0) {
            return Err(wrong());
        }
        if number > limits::LIVES as f64 {
            return Err(too_many());
        }
        let often = number as u64;
        self.sum = self.sum.saturating_add(often);
        if self.sum > limits::LIVES { Err(too_many()) } else { Ok(often) }
    }

    /// Fails unless the number of dossiers is the one that the file states.
    pub fn check(&self) -> Result<(), Error> {
        if self.sum == self.about.dossiers {
            return Ok(());
        }
        let error = Error::new(ErrorCode::BadLives).because(ErrorDetail::WeightsDiffer);
        Err(error.with_number(self.sum).with_number(self.about.dossiers))
    }
}

#[cold]
fn too_many() -> Error {
    Error::new(ErrorCode::BadLives).because(ErrorDetail::WeightsTooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dossiers_are_counted_up_to_a_limit() {
        let lives = (LivesAbout { dossiers: limits::LIVES, ..LivesAbout::default() }, 0);
        let mut weights = ArrowWeights::new(&lives);
        let take = |weights: &mut ArrowWeights<'_>, number: f64| weights.take(Value::Number(number));
        assert_eq!(take(&mut weights, 1.0), Ok(1));
        assert_eq!(weights.check().unwrap_err().code, ErrorCode::BadLives);
        let rest = (limits::LIVES - 1) as f64;
        assert_eq!(take(&mut weights, rest), Ok(limits::LIVES - 1));
        assert_eq!(weights.check(), Ok(()));
        for wrong in [1.0, 0.0, -1.0, 0.5, 1e300, f64::NAN, f64::INFINITY] {
            assert_eq!(take(&mut weights, wrong).unwrap_err().code, ErrorCode::BadLives, "{wrong}");
        }
        assert_eq!(weights.take(Value::Null).unwrap_err().code, ErrorCode::BadLives);
    }
}
