//! `cargo xtask test`: everything that must hold, what is cheapest to fail first and the tests last.
//!
//! The tests come last because a reader of the output, person or program, takes the last summary of
//! tests for that of the run. So within them the runner that has most to say has the last word, and
//! the very last line sums up all of them.
//!
//! Without `--full` it needs Rust and nothing else, and says what it had to skip; with it, a skip
//! is a failure. Continuous integration adds nothing.

mod documents;
mod features;
mod schemathesis;
mod stubs;
mod workspaces;

use crate::count;
use crate::tally::Tally;
use anyhow::{Result, bail, ensure};
use fs_err as fs;
use graphwright::cli::{CodegenArgs, Command, Common, Exit, Program};
use graphwright_cargo::{self as cargo, cargo};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Flags of `test`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Also what is slow; a skip is a failure.
    #[arg(long)]
    full: bool,
    /// Go on after a failure.
    #[arg(long)]
    keep_going: bool,
}

/// What a step is given.
struct Context<'a> {
    root: &'a Path,
    program: &'a Program,
    common: &'a Common,
    full: bool,
    nextest: bool,
    tally: Tally,
}

/// How a step ended when nothing was wrong.
enum Done {
    Ok,
    /// Why there was nothing to do it with.
    Skipped(&'static str),
}

/// A heading, what is done under it, and whether it is left to `--full`.
struct Step {
    name: &'static str,
    run: fn(&mut Context<'_>) -> Result<Done>,
    slow: bool,
}

/// Everything that must hold.
const STEPS: [Step; 10] = [
    Step {
        name: "format",
        run: format,
        slow: false,
    },
    Step {
        name: "codegen --check",
        run: fresh,
        slow: false,
    },
    Step {
        name: "lints",
        run: lints,
        slow: false,
    },
    Step {
        name: "docs",
        run: docs,
        slow: false,
    },
    Step {
        name: "features apart",
        run: features::run,
        slow: false,
    },
    Step {
        name: "workspaces of their own",
        run: workspaces::run,
        slow: true,
    },
    Step {
        name: "real documents",
        run: documents::run,
        slow: true,
    },
    Step {
        name: "stubs of real documents",
        run: stubs::run,
        slow: true,
    },
    Step {
        name: "schemathesis",
        run: schemathesis::run,
        slow: true,
    },
    Step {
        name: "tests",
        run: tests,
        slow: false,
    },
];

/// Runs every step; `false` when one failed.
pub(crate) fn run(args: &Args, root: &Path, program: &Program, common: &Common) -> bool {
    let nextest = cargo::has(root, "nextest");
    let mut context = Context {
        root,
        program,
        common,
        full: args.full,
        nextest,
        tally: Tally::default(),
    };
    let mut lines = Vec::new();
    let mut ok = true;
    let begun = Instant::now();
    for step in STEPS.iter().filter(|step| args.full || !step.slow) {
        eprintln!("\n=== {} ===", step.name);
        let started = Instant::now();
        let end = match (step.run)(&mut context) {
            Ok(Done::Ok) => "ok".to_owned(),
            Ok(Done::Skipped(why)) if !args.full => format!("skipped: {why}"),
            Ok(Done::Skipped(why)) => failed(&mut ok, why),
            Err(error) => failed(&mut ok, &format!("{error:#}")),
        };
        lines.push(format!(
            "{:>24}  {:>5.1} s  {end}",
            step.name,
            started.elapsed().as_secs_f32()
        ));
        if !ok && !args.keep_going {
            break;
        }
    }
    if args.full && context.tally.skipped > 0 {
        lines.push(failed(&mut ok, "tests were skipped"));
    }
    lines.push(format!(
        "{:>24}  {:>5.1} s",
        "all",
        begun.elapsed().as_secs_f32()
    ));
    println!("\n{}\n\n{}", lines.join("\n"), context.tally.summary());
    ok
}

fn failed(ok: &mut bool, why: &str) -> String {
    *ok = false;
    format!("FAILED: {why}")
}

/// The format of what was written by hand; generated files opt out themselves.
fn format(context: &mut Context<'_>) -> Result<Done> {
    if !component(context, "fmt", "rustfmt")? {
        return Ok(Done::Skipped("rustfmt is not installed"));
    }
    cargo::run(cargo(context.root).args(["fmt", "--all", "--check"]))?;
    Ok(Done::Ok)
}

fn fresh(context: &mut Context<'_>) -> Result<Done> {
    let args = CodegenArgs {
        check: true,
        ..CodegenArgs::default()
    };
    match Command::Codegen(args).run(context.common, context.program) {
        Exit::Done => Ok(Done::Ok),
        Exit::Different => bail!("`generated/` is not what the inputs make"),
        Exit::Stopped | Exit::Failed => bail!("the inputs cannot be read"),
    }
}

fn lints(context: &mut Context<'_>) -> Result<Done> {
    if !component(context, "clippy", "clippy")? {
        return Ok(Done::Skipped("clippy is not installed"));
    }
    cargo::run(cargo(context.root).args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    for (package, flags) in features::generated(context.root)? {
        let mut clippy = cargo(context.root);
        clippy
            .args(["clippy", "--package", &package])
            .args(flags)
            .args(["--", "-D", "warnings"]);
        cargo::run(&mut clippy)?;
    }
    Ok(Done::Ok)
}

/// The documentation of all crates, and of the generated ones with each choice of features: what
/// only a feature has must not be linked to from what is always there.
fn docs(context: &mut Context<'_>) -> Result<Done> {
    document(context, &["--workspace".to_owned()])?;
    for (package, flags) in features::generated(context.root)? {
        let package = ["--package".to_owned(), package];
        document(context, &[&package[..], &flags].concat())?;
    }
    Ok(Done::Ok)
}

fn document(context: &Context<'_>, flags: &[String]) -> Result<()> {
    let mut doc = cargo(context.root);
    doc.args(["doc", "--no-deps"]).args(flags);
    cargo::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

fn tests(context: &mut Context<'_>) -> Result<Done> {
    let before = context.tally.passed;
    if context.nextest {
        // nextest leaves these out.
        count::run(
            cargo(context.root).args(["test", "--workspace", "--doc"]),
            &mut context.tally,
        )?;
    }
    context.test(&["--workspace".to_owned()])?;
    ensure!(context.tally.passed > before, "no test was run");
    Ok(Done::Ok)
}

impl Context<'_> {
    /// A folder that steps keep between runs, so that what did not change is not built again.
    fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.root.join("target/test").join(name);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Runs the tests that Cargo's flags choose.
    fn test(&mut self, flags: &[String]) -> Result<()> {
        let mut command = cargo(self.root);
        if self.nextest {
            command.args(["nextest", "run"]).args(flags);
            command.args(if self.full {
                &["--run-ignored", "all"][..]
            } else {
                &[]
            });
        } else {
            command.arg("test").args(flags);
            command.args(if self.full {
                &["--", "--include-ignored"][..]
            } else {
                &[]
            });
        }
        count::run(&mut command, &mut self.tally)
    }
}

/// Whether a component of the toolchain is there; `--full` installs one that is not.
fn component(context: &Context<'_>, command: &str, component: &str) -> Result<bool> {
    if !cargo::has(context.root, command) && context.full {
        cargo::run(std::process::Command::new("rustup").args(["component", "add", component]))?;
    }
    Ok(cargo::has(context.root, command))
}
