//! The figures as JSON.
//!
//! A comparison is `{name, generated, hand, speed, cpu}`. Each side has `median_us` and `min_us`,
//! what one time took, and `cpu_median_us` and `cpu_min_us`. `speed` is the hand's time by the generated
//! one's, and `cpu` the generated one's time on a processor by the hand's: each of the `median` and
//! of the `min`, with what is `wanted` or null. Of the two the minimum is less disturbed by others.

use crate::rounds::{Comparison, Spent};
use serde_json::{Value, json};
use std::time::Duration;

/// A comparison.
pub(crate) fn json(comparison: &Comparison) -> Value {
    let [generated, hand] = [&comparison.generated, &comparison.hand].map(|spent| Side::of(spent));
    json!({
        "name": comparison.name,
        "generated": generated.json(),
        "hand": hand.json(),
        "speed": {
            "median": ratio(hand.wall.median, generated.wall.median),
            "min": ratio(hand.wall.min, generated.wall.min),
            "wanted": comparison.speed,
        },
        "cpu": {
            "median": ratio(generated.cpu.median, hand.cpu.median),
            "min": ratio(generated.cpu.min, hand.cpu.min),
            "wanted": comparison.cpu,
        },
    })
}

/// What a side took.
struct Side {
    wall: Times,
    cpu: Times,
}

/// The middle and the least of some times; `None` where they are not known.
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

fn ratio(above: Option<Duration>, below: Option<Duration>) -> Option<f64> {
    let ratio = above?.as_secs_f64() / below?.as_secs_f64();
    ratio.is_finite().then_some(ratio)
}
