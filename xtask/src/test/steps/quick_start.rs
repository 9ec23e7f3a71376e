//! The quick start of the README, as a newcomer types it: generate, build, serve, call.

use crate::test::context::{Context, Done};
use anyhow::{Context as _, Result, ensure};
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

/// The programs and the document that the README shows.
const FOLDER: &str = "docs/quick-start";

/// The port that they name.
const PORT: &str = "8080";

/// The output of the program that calls.
const CALLED: &str = "1: Rex\n2: Tom\nnot found: no pet has this id\n";

/// Runs the quick start in a folder of its own, on a port that is free.
pub(super) fn run(context: &mut Context<'_>) -> Result<Done> {
    let folder = context.folder("quick-start")?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    copy(&context.root.join(FOLDER), &folder, &port.to_string())?;
    // Releases of other crates must not fail this.
    fs::copy(context.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let mut codegen = Command::new(std::env::current_exe()?);
    codegen.current_dir(&folder).args(["--quiet", "codegen"]);
    codegen.args(["--openapi", "pets.yaml", "--name", "pets", "--out", "pets"]);
    cargo::run(codegen.args(["--runtime", "vendor"]))?;
    cargo::run(cargo(&folder).args(["build", "--quiet"]))?;

    let mut server = Server(Command::new(folder.join("target/debug/serve")).spawn()?);
    server.wait_for(port)?;
    let output = Command::new(folder.join("target/debug/call")).output()?;
    let called = String::from_utf8_lossy(&output.stdout);
    ensure!(called == CALLED, "the client printed {called:?}");
    Ok(Done::Ok)
}

/// Copies the folder, with another port. What was generated and built there before stays.
fn copy(from: &Path, to: &Path, port: &str) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target, port)?;
        } else {
            let text = fs::read_to_string(entry.path())?.replace(PORT, port);
            fs::write(target, text)?;
        }
    }
    Ok(())
}

/// The program that serves, until this is dropped.
struct Server(Child);

impl Server {
    fn wait_for(&mut self, port: u16) -> Result<()> {
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(());
            }
            let ended = self.0.try_wait()?;
            ensure!(ended.is_none(), "the server ended");
            thread::sleep(Duration::from_millis(100));
        }
        None.context("the server does not accept connections")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
