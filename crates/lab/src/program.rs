//! One program over the generated packages of many documents.
//!
//! `truth` and `stubs` each have a program that depends on the packages of every document of a sample. It is
//! compiled once and run once: it reads a case a line, as `[document, case]`, and writes a result a line. Each result is
//! written at once, so that the last one shows which case a program that broke down was at.

use crate::workspace::Workspace;
use anyhow::Result;
use serde::de::DeserializeOwned;
use std::fmt::Write as _;

/// The parts of a program that do not depend on the documents.
pub(crate) struct Template {
    /// The text of `main.rs`, without modules and the table of documents.
    pub main: &'static str,
    /// The crate of the checkout that the program depends on, such as `wire`.
    pub runtime: &'static str,
    /// Further lines of `[dependencies]`.
    pub dependencies: &'static str,
    /// The packages of each document that the program depends on, such as `model`.
    pub packages: &'static [&'static str],
    /// Returns the Rust code of a table with an entry for each document, whose modules have these names.
    pub table: fn(names: &[&str]) -> String,
}

/// A document that a program depends on.
pub(crate) struct Member<'s> {
    /// Its path in the folder.
    pub path: &'s str,
    /// The prefix of its packages, and the name of its module.
    pub name: &'s str,
    /// The text of its module.
    pub module: String,
    pub cases: Vec<Case<'s>>,
}

/// A line of a program's input.
pub(crate) struct Case<'s> {
    /// The location or operation that it is about.
    pub label: &'s str,
    /// The input of the program, as JSON.
    pub input: String,
}

/// Compiles a program and runs it; the results of each member's cases. Members without cases are left out of it.
pub(crate) fn run<T: DeserializeOwned>(
    workspace: &Workspace,
    template: &Template,
    members: &[Member<'_>],
) -> Result<Vec<Vec<T>>> {
    let has_cases = |member: &&Member<'_>| !member.cases.is_empty();
    let used: Vec<&Member<'_>> = members.iter().filter(has_cases).collect();
    write(workspace, template, &used)?;
    let (mut input, mut labels) = (String::new(), Vec::new());
    for (index, member) in used.iter().enumerate() {
        for case in &member.cases {
            writeln!(input, "[{index},{}]", case.input)?;
            labels.push(format!("{} {}", member.path, case.label));
        }
    }
    let mut results = workspace.run(&input, &labels)?.into_iter();
    let counts = members.iter().map(|member| member.cases.len());
    Ok(counts
        .map(|count| results.by_ref().take(count).collect())
        .collect())
}

/// Writes the sources and the manifest.
fn write(workspace: &Workspace, template: &Template, members: &[&Member<'_>]) -> Result<()> {
    let mut main = template.main.to_owned();
    let mut dependencies = template.dependencies.to_owned();
    for Member {
        path, name, module, ..
    } in members
    {
        for package in template.packages {
            writeln!(
                dependencies,
                "{name}-{package} = {{ path = \"../{name}/{package}\" }}"
            )?;
        }
        writeln!(main, "mod {name};")?;
        workspace.write_module(name, &format!("//! {path}\n\n{module}"))?;
    }
    let names: Vec<&str> = members.iter().map(|member| member.name).collect();
    writeln!(main, "\n{}", (template.table)(&names))?;
    workspace.write_module("main", &main)?;
    workspace.write_manifests(template.runtime, &dependencies, template.packages)
}
