//! A progress indicator for long runs.

use indicatif::ProgressBar;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The time before the indicator is shown; most runs are shorter.
const PATIENCE: Duration = Duration::from_millis(500);

/// A moving line on the terminal, which is removed when this value is dropped.
#[derive(Debug)]
pub struct Progress {
    done: Option<Sender<()>>,
    line: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts an indicator that is shown once the run takes long.
    pub(super) fn start(doing: String) -> Self {
        let (done, waiting) = mpsc::channel();
        let line = thread::spawn(move || {
            if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let spinner = ProgressBar::new_spinner().with_message(doing);
                spinner.enable_steady_tick(PATIENCE / 5);
                // Returns when the sender is dropped; nothing is ever sent.
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
        // The line must be removed before anything else is written.
        if let Some(line) = self.line.take() {
            let _ = line.join();
        }
    }
}
