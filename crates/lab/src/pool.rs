//! The same work for many items, several at a time, with a progress bar on a terminal.

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Works on all items with `jobs` threads; the results, in the order of the items. After a failure no further item is
/// started.
pub(crate) fn run<T: Sync, R: Send>(
    activity: &str,
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let bar = progress_bar(activity, items.len());
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        while let Some((index, item)) = take(&next, items) {
            let result = work(item);
            bar.inc(1);
            if result.is_err() {
                // Nothing is left for the others.
                next.store(items.len(), Ordering::Relaxed);
            }
            done.push((index, result));
        }
        done
    };
    let mut results: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(worker)).collect();
        let done = workers.into_iter().map(thread::ScopedJoinHandle::join);
        // The panic of a worker has been reported; without its results the others would be in the wrong order.
        let done = done.map(|done| done.unwrap_or_else(|panic| resume_unwind(panic)));
        done.flatten().collect()
    });
    bar.finish_and_clear();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, T>(next: &AtomicUsize, items: &'a [T]) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, items.get(index)?))
}

/// A progress bar on the standard error, if that is a terminal.
pub(crate) fn progress_bar(activity: &str, length: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(length).unwrap_or(u64::MAX));
    // Without a style it is a bar too.
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}, {eta} left") {
        bar.set_style(style);
    }
    bar.set_message(activity.to_owned());
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
    fn results_have_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        let doubled = run("", &items, 4, |item| Ok(item * 2)).expect("no failure");
        assert_eq!(doubled[99], 198);
        assert!(doubled.is_sorted());
    }

    #[test]
    fn a_failure_ends_the_work() {
        let items: Vec<usize> = (0..100).collect();
        let failed = run("", &items, 2, |item| match item {
            7 => bail!("no"),
            _ => Ok(*item),
        });
        assert_eq!(failed.expect_err("a failure").to_string(), "no");
    }
}
