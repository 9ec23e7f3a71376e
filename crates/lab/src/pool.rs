//! The same work on many things, some at a time, with a bar on a terminal.

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The results, in the order of the things. The first failure ends the work once what is under way
/// is done.
pub(crate) fn run<T: Sync, R: Send>(
    doing: &str,
    things: &[T],
    jobs: usize,
    work: impl Fn(&T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let bar = bar(doing, things.len());
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        while let Some((index, thing)) = take(&next, things) {
            let result = work(thing);
            bar.inc(1);
            if result.is_err() {
                // Nothing is left for the others.
                next.store(things.len(), Ordering::Relaxed);
            }
            done.push((index, result));
        }
        done
    };
    let mut results: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(worker)).collect();
        let done = workers.into_iter().map(thread::ScopedJoinHandle::join);
        // A panic of a worker has said what it is; without its results nothing would fit together.
        let done = done.map(|done| done.unwrap_or_else(|panic| resume_unwind(panic)));
        done.flatten().collect()
    });
    bar.finish_and_clear();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, T>(next: &AtomicUsize, things: &'a [T]) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, things.get(index)?))
}

/// A bar on the standard error, where that is a terminal.
pub(crate) fn bar(doing: &str, length: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(length).unwrap_or(u64::MAX));
    // What stands if the template were wrong is a bar too.
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}, {eta} left") {
        bar.set_style(style);
    }
    bar.set_message(doing.to_owned());
    bar
}

/// The number of processors, and of jobs unless another is given.
pub(crate) fn processors() -> usize {
    thread::available_parallelism().map_or(2, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    #[test]
    fn results_have_the_order_of_the_things() {
        let things: Vec<usize> = (0..100).collect();
        let doubled = run("", &things, 4, |thing| Ok(thing * 2)).expect("no failure");
        assert_eq!(doubled[99], 198);
        assert!(doubled.is_sorted());
    }

    #[test]
    fn a_failure_ends_the_work() {
        let things: Vec<usize> = (0..100).collect();
        let failed = run("", &things, 2, |thing| match thing {
            7 => bail!("no"),
            _ => Ok(*thing),
        });
        assert_eq!(failed.expect_err("a failure").to_string(), "no");
    }
}
