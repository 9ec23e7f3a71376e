//! The installable program: `graphwright codegen` and `graphwright explain`.

use clap::Parser;
use graphwright::cli::{Command, CommandLine, Common, Program};
use std::process::ExitCode;
use std::time::Instant;

#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Turns an OpenAPI document into Rust crates: a model, a client and a server stub.
#[derive(Parser)]
#[command(name = "graphwright", version)]
struct Graphwright {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

fn main() -> ExitCode {
    let program = Program {
        name: "graphwright",
        started: Instant::now(),
        config: "spec/codegen.toml".into(),
        runtimes: concat!(env!("CARGO_MANIFEST_DIR"), "/..").into(),
    };
    match Graphwright::read(&program) {
        Ok(line) => line.command.run(&line.common, &program).into(),
        Err(exit) => exit.into(),
    }
}
