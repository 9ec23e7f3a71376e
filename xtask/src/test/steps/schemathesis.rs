//! The worked service under schemathesis, which makes requests up from the document that the service
//! shows, right ones and wrong ones, and holds every answer against it.
//!
//! The checks and the waivers are in `schemathesis.toml` in this folder.

use crate::test::context::{Context, Done};
use anyhow::{Context as _, Result, ensure};
use graphwright_cargo::{self as cargo, cargo};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The version for which `schemathesis.toml` is written.
const PACKAGE: &str = "schemathesis==4.32.5";

/// The virtual environment that it is installed in.
const ENVIRONMENT: &str = "target/schemathesis-4.32.5";

const CONFIG: &str = "xtask/src/test/steps/schemathesis.toml";

/// Fewer requests than this prove too little.
const CASES: usize = 2000;

/// Starts the service and lets schemathesis call it.
pub(super) fn run(context: &mut Context<'_>) -> Result<Done> {
    let program = install(context.root)?;
    let service = Service::start(context.root)?;
    let mut tests = Command::new(program);
    tests
        .current_dir(context.root)
        .args(["--config-file", CONFIG, "run", "--no-color"])
        .args(["--continue-on-failure", "--url", &service.url])
        .arg("--header")
        .arg(format!("Authorization: Bearer {}", service.token))
        .arg(format!("{}/openapi.json", service.url))
        .stderr(Stdio::inherit());
    let output = tests.output().context("schemathesis cannot be run")?;
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    ensure!(output.status.success(), "schemathesis found failures");
    let cases = cases(&said).context("schemathesis does not say how many requests it sent")?;
    ensure!(cases >= CASES, "{cases} requests are fewer than {CASES}");
    Ok(Done::Ok)
}

/// How many cases a report counts, in a line such as `2681 generated, 2681 passed`.
fn cases(report: &str) -> Option<usize> {
    report.lines().find_map(|line| {
        let (count, _) = line.split_once(" generated")?;
        count.trim().parse().ok()
    })
}

/// The program, installed where it is not.
fn install(root: &Path) -> Result<PathBuf> {
    let environment = root.join(ENVIRONMENT);
    let program = environment.join("bin/schemathesis");
    if program.exists() {
        return Ok(program);
    }
    let make = || {
        cargo::run(
            Command::new("python3")
                .args(["-m", "venv", "--clear"])
                .arg(&environment),
        )
    };
    if make().is_err() {
        // Debian has the module in a package of its own.
        cargo::run(Command::new("apt-get").args(["install", "--yes", "python3-venv"]))?;
        make()?;
    }
    let mut pip = Command::new(environment.join("bin/pip"));
    cargo::run(pip.args(["install", "--quiet", PACKAGE]))?;
    Ok(program)
}

/// The worked service, running until this is dropped.
struct Service {
    process: Child,
    url: String,
    token: String,
}

impl Service {
    fn start(root: &Path) -> Result<Self> {
        let service = [
            "--package",
            "graphwright-examples",
            "--bin",
            "users-service",
        ];
        cargo::run(cargo(root).arg("build").args(service))?;
        // Cargo becomes the program that it runs, so that to end the one is to end the other.
        let mut process = cargo(root)
            .args(["run", "--quiet"])
            .args(service)
            .args(["--", "--port", "0", "--message-format", "json"])
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let text = |name: &str| -> Option<String> {
            let said: serde_json::Value = serde_json::from_str(&line).ok()?;
            Some(said["ready"][name].as_str()?.to_owned())
        };
        let ready = text("url").zip(text("token"));
        let mut service = Self {
            process,
            url: String::new(),
            token: String::new(),
        };
        (service.url, service.token) =
            ready.context("the service does not say that it is ready")?;
        Ok(service)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _: std::io::Result<()> = self.process.kill();
        let _: std::io::Result<std::process::ExitStatus> = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::cases;

    #[test]
    fn the_report_says_how_many_cases_there_were() {
        assert_eq!(
            cases("Test cases:\n  2681 generated, 2681 passed\n"),
            Some(2681)
        );
        assert_eq!(cases("Test cases:\n  none\n"), None);
    }
}
