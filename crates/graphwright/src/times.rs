//! The times of the stages of a plan, for `cargo xtask bench`.

use graphwright_emit::Effort;
use std::time::{Duration, Instant};

/// The times of the stages of a plan. Stages after an error take no time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// Reading the inputs: texts to documents, fixups and tables.
    pub read: Duration,
    /// Lowering: documents to the model.
    pub lower: Duration,
    /// Filtering the diagnostics, and writing the report.
    pub report: Duration,
    /// Emission without printing: the model to tokens, `api.txt` and the published document.
    pub emit: Duration,
    /// Printing: tokens to text. Each thread emits and prints one file after the other, so that the time of both is shared
    /// out by what printing took of it.
    pub print: Duration,
}

impl Times {
    /// Shares the time of emission out to [`Times::emit`] and [`Times::print`].
    pub(crate) fn set_emission(&mut self, time: Duration, effort: Effort) {
        let whole = effort.whole.as_secs_f64().max(f64::MIN_POSITIVE);
        let share = effort.printing.as_secs_f64() / whole;
        self.print = time.mul_f64(share.min(1.0));
        self.emit = time.saturating_sub(self.print);
    }
}

/// A clock that measures one stage after the other.
pub(crate) struct Clock(Instant);

impl Clock {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the start, or since the last lap.
    pub(crate) fn lap(&mut self) -> Duration {
        let last = std::mem::replace(&mut self.0, Instant::now());
        self.0 - last
    }
}
