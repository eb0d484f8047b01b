//! Counts tests: adds up the last lines of cargo test and of node --test.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u32,
    /// Tests that failed.
    pub failed: u32,
    /// Tests that a runner left out.
    pub skipped: u32,
}

impl Tally {
    /// Adds up the counts in the runners' last lines.
    pub fn read(output: &str) -> Self {
        let mut tally = Self::default();
        output
            .lines()
            .for_each(|line| tally += cargo_line(line).or_else(|| node_line(line)).unwrap_or_default());
        tally
    }
}

/// "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s"
fn cargo_line(line: &str) -> Option<Tally> {
    let counts = line.strip_prefix("test result: ")?;
    let count =
        |word| counts.split([';', '.']).find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok());
    Some(Tally { passed: count("passed")?, failed: count("failed")?, skipped: count("ignored")? })
}

/// Node's spec reporter ends with one line per count: "ℹ pass 3". Cancelled tests have failed.
fn node_line(line: &str) -> Option<Tally> {
    let (word, count) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let count = count.parse().ok()?;
    match word {
        "pass" => Some(Tally { passed: count, ..Tally::default() }),
        "fail" | "cancelled" => Some(Tally { failed: count, ..Tally::default() }),
        "skipped" | "todo" => Some(Tally { skipped: count, ..Tally::default() }),
        _ => None,
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "
running 5 tests
test a ... ok
test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.41s

test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 4 filtered out; finished in 1.00s
";

    const NODE: &str = "✔ opens a file (1.5ms)
ℹ tests 9
ℹ suites 0
ℹ pass 4
ℹ fail 1
ℹ cancelled 1
ℹ skipped 2
ℹ todo 1
ℹ duration_ms 61.2
";

    #[test]
    fn the_last_lines_of_both_runners_are_added() {
        assert_eq!(Tally::read(CARGO), Tally { passed: 7, failed: 3, skipped: 1 });
        assert_eq!(Tally::read(NODE), Tally { passed: 4, failed: 2, skipped: 3 });
        assert_eq!(Tally::read(&format!("{CARGO}{NODE}")), Tally { passed: 11, failed: 5, skipped: 4 });
    }

    #[test]
    fn a_test_named_like_a_last_line_is_not_counted() {
        assert_eq!(Tally::read("test result_5_passed ... ok\n✔ pass 3 (1ms)\n"), Tally::default());
    }

    #[test]
    fn the_summary_line_is_readable() {
        assert_eq!(Tally { passed: 12, failed: 0, skipped: 0 }.to_string(), "12 passed, 0 failed");
        assert_eq!(Tally { passed: 1, failed: 2, skipped: 3 }.to_string(), "1 passed, 2 failed, 3 skipped");
    }
}
