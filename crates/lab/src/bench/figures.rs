//! The figures, for people and as JSON.
//!
//! The JSON is `{profile, processors, rounds, cases}`. A case has `name`, `bytes`, `operations`, `files`, `stages` (for
//! `parse`, `lower`, `report`, `emit`, `print`, `write` and their `sum`: `median_ms`, `min_ms`, `max_ms`, `ns_per_byte`,
//! `operations_per_second`), and `whole`, the process: `ok`, `errors`, `wall_ms`, `cpu_ms`, `peak_bytes`. With the runtimes
//! there is also `runtimes`: the figures of `crates/measure`.

use crate::process::Cost;
use serde_json::{Value, json};
use std::fmt::Write;
use std::thread;
use std::time::Duration;

/// The stages, in their order.
pub(super) const STAGES: [&str; 6] = ["parse", "lower", "report", "emit", "print", "write"];

/// The measurements of a document.
#[derive(Debug)]
pub(super) struct Case {
    pub name: String,
    pub bytes: u64,
    pub operations: usize,
    pub files: usize,
    /// The time of each round, for each stage.
    pub stages: [Vec<Duration>; STAGES.len()],
    pub whole: Whole,
}

/// A whole `codegen`, in a process of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Whole {
    /// `true` if the output was written.
    pub ok: bool,
    /// The number of errors; with any, nothing is written.
    pub errors: usize,
    pub wall: Duration,
    pub cost: Cost,
}

/// The median and the range of some times.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Spread {
    median: Duration,
    min: Duration,
    max: Duration,
}

impl Spread {
    fn of(times: &[Duration]) -> Self {
        let mut times = times.to_vec();
        times.sort();
        let at = |index: usize| times.get(index).copied().unwrap_or_default();
        let last = times.len().saturating_sub(1);
        Self {
            median: (at(last / 2) + at(times.len() / 2)) / 2,
            min: at(0),
            max: at(last),
        }
    }
}

impl Case {
    /// The times of the stages, in the order of [`STAGES`], and of their sum.
    fn spreads(&self) -> Vec<Spread> {
        let rounds = self.stages.iter().map(Vec::len).min().unwrap_or_default();
        let sum = |round: usize| {
            self.stages
                .iter()
                .filter_map(|times| times.get(round))
                .sum()
        };
        let sums: Vec<Duration> = (0..rounds).map(sum).collect();
        let stages = self.stages.iter().map(|times| Spread::of(times));
        stages.chain([Spread::of(&sums)]).collect()
    }

    fn ns_per_byte(&self, time: Duration) -> f64 {
        time.as_secs_f64() * 1e9 / float(self.bytes)
    }

    fn operations_per_second(&self, time: Duration) -> f64 {
        float(self.operations as u64) / time.as_secs_f64()
    }
}

/// A number as a float; no figure is so large that this would lose digits.
fn float(number: u64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Two tables: the times, and the times per byte.
pub(super) fn table(cases: &[Case]) -> String {
    let mut text = String::new();
    let mut write_line = |line: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", line.trim_end());
    };
    write_line(heading());
    write_line(format!(
        "{:<24}{:>8}{:>7}{:>7}{}{:>9}{:>9}{:>9}{:>9}",
        "median ms (min-max)",
        "MB",
        "ops",
        "files",
        stage_names(22),
        "ops/s",
        "whole",
        "CPU ms",
        "peak MB"
    ));
    for case in cases {
        let spreads = case.spreads();
        let cells = spreads.iter().fold(String::new(), |cells, spread| {
            cells + &format!("{:>22}", range(*spread))
        });
        let sum = spreads.last().map_or(Duration::ZERO, |sum| sum.median);
        let cost = case.whole.cost;
        write_line(format!(
            "{:<24}{:>8.2}{:>7}{:>7}{cells}{:>9.0}{:>9.0}{:>9}{:>9}{}",
            case.name,
            float(case.bytes) / 1e6,
            case.operations,
            case.files,
            case.operations_per_second(sum),
            milliseconds(case.whole.wall),
            or_unknown(cost.cpu_ms),
            or_unknown(cost.peak_bytes.map(|bytes| bytes / 1_000_000)),
            remark(&case.whole),
        ));
    }
    write_line(format!("\n{:<24}{}", "ns per byte", stage_names(12)));
    for case in cases {
        let cells = case.spreads().iter().fold(String::new(), |cells, spread| {
            cells + &format!("{:>12.1}", case.ns_per_byte(spread.median))
        });
        write_line(format!("{:<24}{cells}", case.name));
    }
    text
}

/// The headings of the columns of stages, and of their sum.
fn stage_names(width: usize) -> String {
    STAGES
        .iter()
        .chain([&"sum"])
        .fold(String::new(), |names, name| {
            names + &format!("{name:>width$}")
        })
}

fn range(spread: Spread) -> String {
    let [median, min, max] = [spread.median, spread.min, spread.max].map(milliseconds);
    // Three digits are significant.
    let digits = match median {
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    format!("{median:.digits$} ({min:.digits$}-{max:.digits$})")
}

fn or_unknown(number: Option<u64>) -> String {
    number.map_or("?".to_owned(), |number| number.to_string())
}

fn remark(whole: &Whole) -> String {
    match (whole.ok, whole.errors) {
        (true, _) => String::new(),
        (false, 0) => "  (broke down)".to_owned(),
        (false, errors) => format!("  (stopped: {errors} errors)"),
    }
}

/// The figures as JSON.
pub(super) fn json(cases: &[Case], rounds: usize) -> Value {
    let stage = |case: &Case, spread: Spread| {
        json!({
            "median_ms": milliseconds(spread.median),
            "min_ms": milliseconds(spread.min),
            "max_ms": milliseconds(spread.max),
            "ns_per_byte": case.ns_per_byte(spread.median),
            "operations_per_second": case.operations_per_second(spread.median),
        })
    };
    let case = |case: &Case| {
        let names = STAGES.iter().chain([&"sum"]);
        let stages = names.zip(case.spreads());
        let stages = stages.map(|(name, spread)| ((*name).to_owned(), stage(case, spread)));
        json!({
            "name": case.name,
            "bytes": case.bytes,
            "operations": case.operations,
            "files": case.files,
            "stages": Value::Object(stages.collect()),
            "whole": {
                "ok": case.whole.ok,
                "errors": case.whole.errors,
                "wall_ms": milliseconds(case.whole.wall),
                "cpu_ms": case.whole.cost.cpu_ms,
                "peak_bytes": case.whole.cost.peak_bytes,
            },
        })
    };
    json!({
        "profile": PROFILE.name(),
        "processors": processors(),
        "rounds": rounds,
        "cases": cases.iter().map(case).collect::<Vec<_>>(),
    })
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The heading of the tables.
fn heading() -> String {
    let processors = format!("{} processors", processors());
    match PROFILE {
        Profile::Release => processors,
        Profile::Other => format!("{processors}, not built with the release profile"),
    }
}

/// The profile that this program was built with.
#[derive(Clone, Copy)]
enum Profile {
    Release,
    /// One with debug assertions.
    Other,
}

const PROFILE: Profile = if cfg!(debug_assertions) {
    Profile::Other
} else {
    Profile::Release
};

impl Profile {
    /// The name in JSON.
    fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Other => "other",
        }
    }
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_has_median_and_range() {
        let check = |times: &[u64], expected: [u64; 3]| {
            let times: Vec<_> = times.iter().copied().map(Duration::from_millis).collect();
            let [median, min, max] = expected.map(Duration::from_millis);
            assert_eq!(Spread::of(&times), Spread { median, min, max });
        };
        check(&[9, 1, 2], [2, 1, 9]);
        check(&[9, 1, 2, 4], [3, 1, 9]);
        check(&[7], [7, 7, 7]);
        check(&[], [0, 0, 0]);
    }

    #[test]
    fn times_are_shared_out_to_bytes_and_operations() {
        let case = Case {
            name: "x".to_owned(),
            bytes: 1000,
            operations: 10,
            files: 1,
            stages: STAGES.map(|_| vec![Duration::from_micros(1), Duration::from_micros(3)]),
            whole: Whole::default(),
        };
        let sum = case.spreads()[STAGES.len()];
        assert_eq!(sum.median, Duration::from_micros(12));
        assert!((case.ns_per_byte(sum.median) - 12.0).abs() < 1e-9);
        assert!((case.operations_per_second(sum.median) - 1e7 / 12.0).abs() < 1e-3);
    }
}
