//! Two sides that take turns, and the cost of each.

use anyhow::Result;
use std::time::{Duration, Instant};

/// The number of rounds that count.
pub(crate) const ROUNDS: usize = 15;

/// The time of a turn. Much shorter turns are below the resolution of the kernel.
pub(crate) const TURN: Duration = Duration::from_millis(200);

/// The side that does the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Generated,
    Manual,
}

/// The mean cost of one repetition in a turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spent {
    pub wall: Duration,
    /// Processor time; `None` if the system does not report it.
    pub cpu: Option<Duration>,
}

/// The measurements of both sides, and the goals of the generated one.
#[derive(Debug)]
pub(crate) struct Comparison {
    pub name: &'static str,
    pub generated: Vec<Spent>,
    pub manual: Vec<Spent>,
    /// The minimum speed, relative to the manual side.
    pub speed: Option<f64>,
    /// The maximum processor time, relative to the manual side.
    pub cpu: Option<f64>,
}

impl Comparison {
    /// Runs the turns of both sides. The first one of each does not count.
    pub(crate) fn run(
        name: &'static str,
        mut turn: impl FnMut(Side) -> Result<Spent>,
    ) -> Result<Self> {
        let mut both = Self {
            name,
            generated: Vec::new(),
            manual: Vec::new(),
            speed: None,
            cpu: None,
        };
        for round in 0..=ROUNDS {
            // The first one may find other caches than the second.
            let order = match round % 2 {
                0 => [Side::Generated, Side::Manual],
                _ => [Side::Manual, Side::Generated],
            };
            for side in order {
                let spent = turn(side)?;
                let turns = match side {
                    Side::Generated => &mut both.generated,
                    Side::Manual => &mut both.manual,
                };
                turns.extend((round > 0).then_some(spent));
            }
        }
        Ok(both)
    }

    /// Sets the minimum speed, relative to the manual side.
    pub(crate) fn with_min_speed(mut self, speed: f64) -> Self {
        self.speed = Some(speed);
        self
    }

    /// Sets the maximum processor time, relative to the manual side.
    pub(crate) fn with_max_cpu(mut self, cpu: f64) -> Self {
        self.cpu = Some(cpu);
        self
    }
}

/// A turn that is running.
pub(crate) struct Turn<'a> {
    /// The thread whose processor time counts.
    thread: &'a str,
    started: Instant,
    cpu: Option<Duration>,
    repetitions: u32,
}

impl<'a> Turn<'a> {
    pub(crate) fn start(thread: &'a str) -> Self {
        Self {
            thread,
            cpu: crate::cost::cpu(thread),
            started: Instant::now(),
            repetitions: 0,
        }
    }

    /// Counts repetitions; `true` if there is time for more.
    pub(crate) fn count(&mut self, repetitions: u32) -> bool {
        self.repetitions += repetitions;
        self.started.elapsed() < TURN
    }

    /// Ends the turn; the mean cost of a repetition.
    pub(crate) fn end(self) -> Spent {
        let repetitions = self.repetitions.max(1);
        let wall = self.started.elapsed() / repetitions;
        let cpu = crate::cost::cpu(self.thread).zip(self.cpu);
        Spent {
            wall,
            cpu: cpu.map(|(after, before)| after.saturating_sub(before) / repetitions),
        }
    }
}
