//! The generated client and server against manual code: `crates/measure`, which is built and run here, and whose figures are
//! shown. It is a program of its own since this one must build when `generated/` does not compile.

use anyhow::{Context, Result, ensure};
use graphwright_cargo::{self as cargo, cargo};
use serde::Deserialize;
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const PACKAGE: [&str; 2] = ["--package", "graphwright-measure"];

/// Builds the program with the release profile and runs it; its JSON, which its module `figures` describes.
pub(super) fn measure(root: &Path) -> Result<Value> {
    cargo::run(
        cargo(root)
            .args(["build", "--quiet", "--release"])
            .args(PACKAGE),
    )?;
    let target = target_folder(root)?;
    let output = Command::new(target.join("release/measure"))
        .stderr(Stdio::inherit())
        .output()
        .context("the program cannot be run")?;
    ensure!(output.status.success(), "measuring the runtimes failed");
    serde_json::from_slice(&output.stdout).context("the program's output is not JSON")
}

/// The folder for what Cargo builds.
fn target_folder(root: &Path) -> Result<std::path::PathBuf> {
    let metadata = cargo(root)
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output()?;
    let metadata: Value = serde_json::from_slice(&metadata.stdout)?;
    let target = metadata["target_directory"].as_str();
    Ok(target
        .context("Cargo does not name its target folder")?
        .into())
}

/// The figures of a comparison that are shown.
#[derive(Deserialize)]
struct Comparison {
    name: String,
    generated: Side,
    #[serde(rename = "hand")]
    manual: Side,
    speed: Ratio,
    cpu: Ratio,
}

#[derive(Deserialize)]
struct Side {
    median_us: Option<f64>,
    cpu_median_us: Option<f64>,
}

#[derive(Deserialize)]
struct Ratio {
    median: Option<f64>,
    min: Option<f64>,
    wanted: Option<f64>,
}

/// The figures as a table.
pub(super) fn table(figures: &Value) -> Result<String> {
    let mut text = String::new();
    writeln!(
        text,
        "\n{:<40}{:>10}{:>10}{:>18}{:>9}{:>10}{:>10}{:>18}{:>9}",
        "generated : manual",
        "us",
        "manual",
        "speed (by min)",
        "goal",
        "CPU us",
        "manual",
        "CPU (by min)",
        "goal"
    )?;
    for comparison in figures["comparisons"].as_array().into_iter().flatten() {
        let Comparison {
            name,
            generated,
            manual,
            speed,
            cpu,
        } = Comparison::deserialize(comparison)?;
        writeln!(
            text,
            "{name:<40}{:>10}{:>10}{:>18}{:>9}{:>10}{:>10}{:>18}{:>9}",
            time(generated.median_us),
            time(manual.median_us),
            both(&speed),
            ratio(speed.wanted),
            time(generated.cpu_median_us),
            time(manual.cpu_median_us),
            both(&cpu),
            ratio(cpu.wanted),
        )?;
    }
    let streaming = &figures["streaming"];
    let number = |name: &str| streaming[name].as_f64();
    writeln!(
        text,
        "streaming {} users: {} MB more memory, goal {}; {} ms, manual {} ms",
        streaming["users"],
        megabytes(number("growth_bytes")),
        megabytes(number("wanted_bytes")),
        time(number("generated_ms")),
        time(number("hand_ms")),
    )?;
    Ok(text)
}

fn time(time: Option<f64>) -> String {
    time.map_or_else(|| "-".to_owned(), |time| format!("{time:.1}"))
}

fn ratio(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}"))
}

fn both(of: &Ratio) -> String {
    format!("{} ({})", ratio(of.median), ratio(of.min))
}

fn megabytes(bytes: Option<f64>) -> String {
    time(bytes.map(|bytes| bytes / 1e6))
}

#[cfg(test)]
mod tests {
    use super::table;
    use serde_json::json;

    #[test]
    fn unknown_figures_are_dashes() {
        let side =
            json!({"median_us": 12.34, "min_us": 11.0, "cpu_median_us": null, "cpu_min_us": null});
        let figures = json!({
            "comparisons": [{
                "name": "GET user",
                "generated": side,
                "hand": side,
                "speed": {"median": 1.0, "min": 0.98, "wanted": 0.95},
                "cpu": {"median": null, "min": null, "wanted": null},
            }],
            "streaming": {"users": 10, "growth_bytes": 2_000_000, "wanted_bytes": 20_000_000, "generated_ms": 5.0, "hand_ms": 6.0},
        });
        let text = table(&figures).expect("figures");
        let words: Vec<_> = text
            .lines()
            .nth(2)
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        assert_eq!(
            words,
            [
                "GET", "user", "12.3", "12.3", "1.00", "(0.98)", "0.95", "-", "-", "-", "(-)", "-"
            ]
        );
        assert!(text.ends_with(
            "streaming 10 users: 2.0 MB more memory, goal 20.0; 5.0 ms, manual 6.0 ms\n"
        ));
    }
}
