//! What something costs: time of the processor for this thread, which other programs on the machine do not
//! add to, and how it grows. Where the system does not say (it is a Linux file), the clock is asked, and the
//! growth is still right.

use std::time::{Duration, Instant};

/// Time of the processor that this thread has had.
fn used() -> Option<Duration> {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    said.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// What it costs, the least of a few times.
pub fn cost(times: usize, mut run: impl FnMut()) -> Duration {
    let once = |_| {
        let (before, started) = (used(), Instant::now());
        run();
        let spent = before.and_then(|before| used()?.checked_sub(before));
        spent.unwrap_or_else(|| started.elapsed())
    };
    (0..times).map(once).min().unwrap_or_default()
}

/// Asserts that `more` costs at most so many times what `less` does. Costs too small to be told apart are
/// none; one of three tries has to hold.
pub fn at_most(times: u32, mut less: impl FnMut(), mut more: impl FnMut()) {
    const LEAST: Duration = Duration::from_millis(4);
    let mut tried = Vec::new();
    for _ in 0..3 {
        let costs = [cost(2, &mut less).max(LEAST), cost(2, &mut more)];
        if costs[1] <= costs[0] * times {
            return;
        }
        tried.push(costs);
    }
    panic!("more than {times} times: {tried:?}");
}
