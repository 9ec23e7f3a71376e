//! The generated client and server beside what a hand would write with the same libraries, measured
//! in one run: both sides do a little in turn, so that a machine that is busy is busy for both.
//!
//! It prints one JSON object, which `cargo xtask bench` shows: see [`figures`]. Nothing is asserted
//! but that both sides do the same; how fast they are is for the reader to judge.
//!
//! `measure serve KIND` is one side of a server, as a process of its own.

mod client;
mod cost;
mod decode;
mod figures;
mod hand;
mod load;
mod rounds;
mod server;
mod serving;
mod streaming;
mod users;

use anyhow::{Result, bail};
use serde_json::json;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [] => {
            println!("{}", all()?);
            Ok(())
        }
        ["serve", kind] => serving::serve(kind.parse()?),
        _ => bail!("usage: measure [serve generated|hand|pages]"),
    }
}

fn all() -> Result<serde_json::Value> {
    // First, while nothing else has made the process large.
    let streaming = streaming::measure()?;
    let mut comparisons = decode::measure()?;
    comparisons.extend(client::measure()?);
    comparisons.extend(server::measure()?);
    let comparisons: Vec<_> = comparisons.iter().map(figures::json).collect();
    Ok(json!({"comparisons": comparisons, "streaming": streaming}))
}
