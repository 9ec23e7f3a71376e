//! Two sides in turn, and what each took.

use anyhow::Result;
use std::time::{Duration, Instant};

/// Rounds that count, of each side.
pub(crate) const ROUNDS: usize = 15;

/// How long one side has its turn. A turn much shorter is below what the kernel counts.
pub(crate) const TURN: Duration = Duration::from_millis(200);

/// Who does the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Generated,
    Hand,
}

/// What one time of doing it took, on the average of a turn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spent {
    pub wall: Duration,
    /// On a processor; `None` where the system does not tell.
    pub cpu: Option<Duration>,
}

/// Something that both sides did, and what is wanted of the generated one.
#[derive(Debug)]
pub(crate) struct Comparison {
    pub name: &'static str,
    pub generated: Vec<Spent>,
    pub hand: Vec<Spent>,
    /// The least share of the hand's speed.
    pub speed: Option<f64>,
    /// The most of the hand's time on a processor.
    pub cpu: Option<f64>,
}

impl Comparison {
    /// Lets both sides have their turns. The first of each is thrown away.
    pub(crate) fn run(
        name: &'static str,
        mut turn: impl FnMut(Side) -> Result<Spent>,
    ) -> Result<Self> {
        let mut both = Self {
            name,
            generated: Vec::new(),
            hand: Vec::new(),
            speed: None,
            cpu: None,
        };
        for round in 0..=ROUNDS {
            // Who goes first may find other caches than who goes second.
            let order = match round % 2 {
                0 => [Side::Generated, Side::Hand],
                _ => [Side::Hand, Side::Generated],
            };
            for side in order {
                let spent = turn(side)?;
                let of = match side {
                    Side::Generated => &mut both.generated,
                    Side::Hand => &mut both.hand,
                };
                of.extend((round > 0).then_some(spent));
            }
        }
        Ok(both)
    }

    /// Says what share of the hand's speed is wanted.
    pub(crate) fn at_least(mut self, speed: f64) -> Self {
        self.speed = Some(speed);
        self
    }

    /// Says how much of the hand's time on a processor may be taken.
    pub(crate) fn at_most(mut self, cpu: f64) -> Self {
        self.cpu = Some(cpu);
        self
    }
}

/// A turn of doing something; `thread` is who is on the processor meanwhile.
pub(crate) struct Turn<'a> {
    thread: &'a str,
    began: Instant,
    cpu: Option<Duration>,
    times: u32,
}

impl<'a> Turn<'a> {
    pub(crate) fn begin(thread: &'a str) -> Self {
        Self {
            thread,
            cpu: crate::cost::cpu(thread),
            began: Instant::now(),
            times: 0,
        }
    }

    /// Counts what was done, and says whether there is time for more.
    pub(crate) fn goes_on(&mut self, times: u32) -> bool {
        self.times += times;
        self.began.elapsed() < TURN
    }

    pub(crate) fn end(self) -> Spent {
        let wall = self.began.elapsed() / self.times.max(1);
        let cpu = crate::cost::cpu(self.thread).zip(self.cpu);
        Spent {
            wall,
            cpu: cpu.map(|(after, before)| after.saturating_sub(before) / self.times.max(1)),
        }
    }
}
