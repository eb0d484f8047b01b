//! Measures cost as CPU time of this thread, which other programs on the machine do not affect, and how it
//! grows. Without Linux's file for it, elapsed time is used, which still shows growth.

use std::time::{Duration, Instant};

/// The CPU time that this thread has used.
fn used() -> Option<Duration> {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    said.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The cost, as the minimum of several runs.
pub fn cost(times: usize, mut run: impl FnMut()) -> Duration {
    let once = |_| {
        let (before, started) = (used(), Instant::now());
        run();
        let spent = before.and_then(|before| used()?.checked_sub(before));
        spent.unwrap_or_else(|| started.elapsed())
    };
    (0..times).map(once).min().unwrap_or_default()
}

/// Asserts that `more` costs at most `times` as much as `less`. Costs too small to measure are ignored, and
/// one of three attempts must succeed.
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
