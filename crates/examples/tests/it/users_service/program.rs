//! The program of the service, started and stopped.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};

/// A running service, which is stopped when this is dropped.
pub(crate) struct Program {
    child: Child,
    /// The base URL, for example `http://127.0.0.1:40123/v1.0`.
    pub(crate) url: String,
    /// Readers of the output after the line that it is ready, of both streams.
    output: Vec<JoinHandle<String>>,
}

impl Program {
    /// Starts the service on a free port, and waits until it is ready.
    pub(crate) fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_users-service"));
        command.args(["--port", "0", "--message-format", "json"]);
        for caller in [
            "administrator",
            "helpdesk",
            "member",
            "reader",
            "application",
        ] {
            let token = Self::token(caller);
            command.args(["--caller", &format!("{caller}={token}")]);
        }
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let stderr = child.stderr.take().expect("it is piped");
        let mut line = String::new();
        stdout
            .read_line(&mut line)
            .expect("it says that it is ready");
        let ready: Value = serde_json::from_str(&line).expect("a line of JSON");
        assert_eq!(ready["ready"]["token"], Self::token("administrator"));
        Self {
            child,
            url: ready["ready"]["url"].as_str().expect("a URL").to_owned(),
            output: vec![collect(stdout), collect(stderr)],
        }
    }

    /// The token of a caller.
    pub(crate) fn token(caller: &str) -> String {
        format!("t0ken-of-{caller}")
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        let rest = self.url.trim_start_matches("http://");
        rest.split('/').next().unwrap_or(rest)
    }

    /// The resident memory in bytes; `None` if the system does not show it.
    pub(crate) fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
        Some(kilobytes * 1024)
    }

    /// Sends a signal and waits for the end. Returns the exit status and the output since the
    /// service was ready.
    pub(crate) fn stop(&mut self, signal: &str) -> (ExitStatus, String) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(sent.expect("there is `kill`").success());
        let ended = self.child.wait().expect("it ends");
        let output = self
            .output
            .drain(..)
            .map(|reader| reader.join().expect("it reads"));
        (ended, output.collect())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _: std::io::Result<()> = self.child.kill();
        let _: std::io::Result<ExitStatus> = self.child.wait();
    }
}

fn collect(mut stream: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _: std::io::Result<usize> = stream.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

#[test]
fn signals_stop_the_service() {
    for signal in ["TERM", "INT"] {
        let (ended, output) = Program::start().stop(signal);
        assert!(ended.success(), "{signal}: {ended}");
        assert_eq!(output, "", "{signal}");
    }
}
