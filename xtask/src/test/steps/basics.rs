//! The steps that are a command each: format, freshness, lints, tests.

use crate::docs;
use crate::test::context::{Context, Done};
use crate::test::packages::{Package, Scope};
use anyhow::{Result, bail, ensure};
use graphwright::cli::{CodegenArgs, Command, Exit};
use graphwright_cargo::{self as cargo, cargo};

/// Checks the format of the code that is written by hand; generated files opt out themselves.
pub(super) fn check_format(context: &mut Context<'_>) -> Result<Done> {
    format_of(context, &["--all".to_owned()])
}

/// Checks that `generated/` is what the inputs make, and the reference pages of the book what the code makes.
pub(super) fn check_freshness(context: &mut Context<'_>) -> Result<Done> {
    let stale = docs::stale(context.root);
    let pages = stale.join(", ");
    ensure!(
        stale.is_empty(),
        "run `cargo xtask docs`: {pages} is out of date"
    );
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

/// Lints the whole workspace with all targets.
pub(super) fn lint(context: &mut Context<'_>) -> Result<Done> {
    lints_of(context, &["--workspace".to_owned()])
}

/// Runs all tests, with every feature that a member of the workspace asks for.
pub(super) fn run_tests(context: &mut Context<'_>) -> Result<Done> {
    let before = context.tally.passed;
    context.run_all_tests(&["--workspace".to_owned()])?;
    ensure!(context.tally.passed > before, "no test was run");
    Ok(Done::Ok)
}

/// Builds the book; mdBook is installed if it is missing.
pub(super) fn build_book(context: &mut Context<'_>) -> Result<Done> {
    docs::build_book(context.root)?;
    Ok(Done::Ok)
}

/// Checks one package: its format, lints and tests, the tests that show its output, and freshness where
/// that depends on it.
pub(crate) fn check_one(context: &mut Context<'_>, scope: &Scope) -> Result<Done> {
    let package = flags(std::slice::from_ref(&scope.package));
    format_of(context, &package)?;
    if scope.generates {
        check_freshness(context)?;
    }
    lints_of(context, &package)?;
    let tested = [std::slice::from_ref(&scope.package), &scope.fed].concat();
    context.run_all_tests(&flags(&tested))?;
    Ok(Done::Ok)
}

fn flags(packages: &[Package]) -> Vec<String> {
    let flags = packages.iter().map(|package| ["--package", &package.0]);
    flags.flatten().map(str::to_owned).collect()
}

fn format_of(context: &Context<'_>, packages: &[String]) -> Result<Done> {
    if !context.has_component("fmt", "rustfmt")? {
        return Ok(Done::Skipped("rustfmt is not installed"));
    }
    let mut fmt = cargo(context.root);
    cargo::run(fmt.args(["fmt", "--check"]).args(packages))?;
    Ok(Done::Ok)
}

fn lints_of(context: &Context<'_>, packages: &[String]) -> Result<Done> {
    if !context.has_component("clippy", "clippy")? {
        return Ok(Done::Skipped("clippy is not installed"));
    }
    let mut clippy = cargo(context.root);
    clippy.args(["clippy", "--all-targets"]).args(packages);
    cargo::run(clippy.args(["--", "-D", "warnings"]))?;
    Ok(Done::Ok)
}
