//! Processes the parts of a table in parallel, with the same result as one after another.

use crate::failure::{Done, Failure, fail};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{ScopedJoinHandle, scope};

/// Calls `work` for every part, in at most this many threads. Each thread has its own state. The states are
/// returned in any order, so combining them must not depend on it. If parts fail, the error is that of the
/// first of them.
pub fn each_part<S: Send>(
    parts: usize,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> Done + Sync,
) -> Done<Vec<S>> {
    let (next, failed) = (AtomicUsize::new(0), AtomicUsize::new(parts));
    let run = || -> Result<S, (usize, Failure)> {
        let mut own = state();
        loop {
            let part = next.fetch_add(1, Ordering::Relaxed);
            // Parts before one that failed are still processed, because one of them may fail too.
            if part >= failed.load(Ordering::Relaxed) {
                return Ok(own);
            }
            work(&mut own, part).map_err(|error| {
                failed.fetch_min(part, Ordering::Relaxed);
                (part, error)
            })?;
        }
    };
    let ended: Vec<_> = scope(|scope| {
        let running: Vec<_> = (0..threads.clamp(1, parts.max(1))).map(|_| scope.spawn(run)).collect();
        running.into_iter().map(ScopedJoinHandle::join).collect()
    });
    let (mut states, mut errors) = (Vec::new(), Vec::new());
    for ended in ended {
        match ended {
            Ok(Ok(state)) => states.push(state),
            Ok(Err(error)) => errors.push(error),
            Err(_) => return fail("a thread ended before its work"),
        }
    }
    let first = errors.into_iter().min_by_key(|(part, _)| *part);
    first.map_or(Ok(states), |(_, error)| Err(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_processed_once() {
        for threads in [1, 3, 200] {
            let taken = each_part(100, threads, Vec::new, |own, part| {
                own.push(part);
                Ok(())
            });
            let mut taken: Vec<usize> = taken.unwrap().concat();
            taken.sort_unstable();
            assert_eq!(taken, (0..100).collect::<Vec<_>>());
        }
        assert_eq!(each_part(0, 4, || (), |(), _| fail("no part")).unwrap().len(), 1);
    }

    #[test]
    fn the_error_is_that_of_the_first_failing_part() {
        for _ in 0..50 {
            let work = |(): &mut (), part: usize| {
                if part % 7 == 5 { fail(format!("part {part}")) } else { Ok(()) }
            };
            let error = each_part(1000, 4, || (), work).unwrap_err();
            assert_eq!(error.to_string(), "part 5");
        }
    }
}
