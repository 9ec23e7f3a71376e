//! The figures as JSON.
//!
//! A comparison is `{name, generated, hand, speed, cpu}`, where `hand` is the manual side. Each side has `median_us` and
//! `min_us`, the wall time of a repetition, and `cpu_median_us` and `cpu_min_us`, its processor time. `speed` is the manual
//! wall time divided by the generated one, `cpu` the generated processor time divided by the manual one: each for the
//! `median` and the `min`, with the goal in `wanted`, or null. The minimum is less disturbed by other processes.

use crate::rounds::{Comparison, Spent};
use serde_json::{Value, json};
use std::time::Duration;

/// A comparison as JSON.
pub(crate) fn json(comparison: &Comparison) -> Value {
    let sides = [&comparison.generated, &comparison.manual];
    let [generated, manual] = sides.map(|spent| Side::of(spent));
    json!({
        "name": comparison.name,
        "generated": generated.json(),
        "hand": manual.json(),
        "speed": {
            "median": ratio(manual.wall.median, generated.wall.median),
            "min": ratio(manual.wall.min, generated.wall.min),
            "wanted": comparison.speed,
        },
        "cpu": {
            "median": ratio(generated.cpu.median, manual.cpu.median),
            "min": ratio(generated.cpu.min, manual.cpu.min),
            "wanted": comparison.cpu,
        },
    })
}

/// The times of a side.
struct Side {
    wall: Times,
    cpu: Times,
}

/// The median and the minimum of some times; `None` if they are not known.
#[derive(Clone, Copy)]
struct Times {
    median: Option<Duration>,
    min: Option<Duration>,
}

impl Side {
    fn of(spent: &[Spent]) -> Self {
        Self {
            wall: Times::of(spent.iter().map(|spent| spent.wall).collect()),
            cpu: Times::of(spent.iter().filter_map(|spent| spent.cpu).collect()),
        }
    }

    fn json(&self) -> Value {
        json!({
            "median_us": microseconds(self.wall.median),
            "min_us": microseconds(self.wall.min),
            "cpu_median_us": microseconds(self.cpu.median),
            "cpu_min_us": microseconds(self.cpu.min),
        })
    }
}

impl Times {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self {
            median: times.get(times.len() / 2).copied(),
            min: times.first().copied(),
        }
    }
}

fn microseconds(time: Option<Duration>) -> Option<f64> {
    Some(time?.as_secs_f64() * 1e6)
}

fn ratio(dividend: Option<Duration>, divisor: Option<Duration>) -> Option<f64> {
    let ratio = dividend?.as_secs_f64() / divisor?.as_secs_f64();
    ratio.is_finite().then_some(ratio)
}
