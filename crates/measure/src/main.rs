//! Measures the generated client and server against manual code with the same libraries.
//!
//! Both sides are measured in one run. They take turns of 200 ms, alternately first, so that a busy machine is busy for both.
//! A turn gives the mean wall time and the mean processor time (`/proc/PID/schedstat`, nanoseconds); the first round does not
//! count. Servers are processes with a single thread, so that the time of that thread is the server's: `measure serve KIND`
//! is one. Streaming is measured first, before anything else has made the process large.
//!
//! Both sides must give the same JSON before they are timed. Nothing else is asserted: how fast they are is for the reader
//! to judge.
//!
//! The program prints one JSON object, see [`figures`], which `cargo xtask bench` shows. It is a program of its own since
//! the laboratory must build when `generated/` does not compile.
//!
//! ```text
//! decode, client, server, streaming    what is measured
//! manual                               manual types and handlers
//! serving                              the servers, each in a process; load: requests to them
//! rounds, cost                         turns, and the cost of a turn
//! ```

mod client;
mod cost;
mod decode;
mod figures;
mod load;
mod manual;
mod rounds;
mod runtime;
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
            println!("{}", measure_all()?);
            Ok(())
        }
        ["serve", kind] => serving::serve(kind.parse()?),
        _ => bail!("usage: measure [serve generated|manual|pages]"),
    }
}

fn measure_all() -> Result<serde_json::Value> {
    // First, while nothing else has made the process large.
    let streaming = streaming::measure()?;
    let mut comparisons = decode::measure()?;
    comparisons.extend(client::measure()?);
    comparisons.extend(server::measure()?);
    let comparisons: Vec<_> = comparisons.iter().map(figures::json).collect();
    Ok(json!({"comparisons": comparisons, "streaming": streaming}))
}
