//! The servers, each in a process of its own with one thread.

mod generated;
mod pages;

use crate::manual::{self, Directory, User};
use crate::runtime;
use crate::users::{self, PAGE};
use anyhow::{Context, Result, bail};
use axum::Router;
use axum::routing::get;
use graph_users_server::{AllowAll, router};
use std::io::{BufRead, BufReader, Read};
use std::net::Ipv4Addr;
use std::process::{Child, Command, Stdio};
use std::str::FromStr;
use std::sync::Arc;
use std::thread;

/// The kinds of servers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// Users, with the generated stub.
    Generated,
    /// The same users, with manual handlers for axum.
    Manual,
    /// Pages that are prepared, for clients.
    Pages,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Manual => "manual",
            Self::Pages => "pages",
        }
    }

    fn router(self) -> Result<Router> {
        Ok(match self {
            Self::Generated => router(generated::Directory::new()?, AllowAll),
            Self::Manual => manual_router()?,
            Self::Pages => pages::router(),
        })
    }
}

impl FromStr for Kind {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        let kinds = [Self::Generated, Self::Manual, Self::Pages];
        let kind = kinds.into_iter().find(|kind| kind.name() == name);
        kind.with_context(|| format!("there is no server `{name}`"))
    }
}

/// The users with manual handlers for axum.
fn manual_router() -> Result<Router> {
    let all: Vec<User> = (0..PAGE)
        .map(|number| serde_json::from_value(users::user(number)))
        .collect::<Result<_, _>>()?;
    let by_id = all
        .iter()
        .filter_map(|user| Some((user.id.clone()?, user.clone())));
    let directory = Directory {
        by_id: by_id.collect(),
        all,
    };
    Ok(Router::new()
        .route("/v1.0/users", get(manual::list).post(manual::create))
        .route("/v1.0/users/{id}", get(manual::get))
        .with_state(Arc::new(directory)))
}

/// Serves until the standard input ends, and first prints the origin.
pub(crate) fn serve(kind: Kind) -> Result<()> {
    thread::spawn(|| {
        // The input ends when the parent does, in whichever way it ends.
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    runtime::current_thread()?.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        println!("http://{}", listener.local_addr()?);
        axum::serve(listener, kind.router()?).await?;
        bail!("the server ended")
    })
}

/// A server that runs until this is dropped.
pub(crate) struct Process {
    child: Child,
    /// Such as `http://127.0.0.1:40123`.
    pub origin: String,
}

impl Process {
    pub(crate) fn start(kind: Kind) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["serve", kind.name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let stdout = child.stdout.take().context("the server has no output")?;
        BufReader::new(stdout).read_line(&mut line)?;
        Ok(Self {
            child,
            origin: line.trim().to_owned(),
        })
    }

    /// The id of the process, and of its one thread.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _: std::io::Result<()> = self.child.kill();
        let _: std::io::Result<std::process::ExitStatus> = self.child.wait();
    }
}
