//! A sign of life for runs that take long enough to be wondered about.

use indicatif::ProgressBar;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a run may take without a sign; most end sooner and show none.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line on the terminal that moves, and goes away with this value.
#[derive(Debug)]
pub struct Progress {
    done: Option<Sender<()>>,
    line: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows what is being done once it takes long.
    pub(super) fn start(doing: String) -> Self {
        let (done, waiting) = mpsc::channel();
        let line = thread::spawn(move || {
            if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let spinner = ProgressBar::new_spinner().with_message(doing);
                spinner.enable_steady_tick(PATIENCE / 5);
                // Ends when the sender is dropped; nothing is ever sent.
                let _ = waiting.recv();
                spinner.finish_and_clear();
            }
        });
        Self {
            done: Some(done),
            line: Some(line),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.done = None;
        // What is written next must not mix with the line that goes away.
        if let Some(line) = self.line.take() {
            let _ = line.join();
        }
    }
}
