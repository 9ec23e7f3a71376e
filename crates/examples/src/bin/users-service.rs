//! The worked service as a program: serves the eight operations on a port of the loopback interface
//! until it gets a signal to stop.

use anyhow::Context;
use clap::Parser;
use graph_users_server::runtime::serve;
use graph_users_server::{StaticTokens, router};
use graphwright_examples::users_service::{Caller, UsersService, callers};
use std::net::Ipv4Addr;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use uuid::Uuid;

/// Serves Graph's users from memory.
#[derive(Debug, Parser)]
struct Args {
    /// The port to listen on; 0 for a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The format of the message that the service is ready.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    message_format: Format,
    /// The token of a caller: administrator, helpdesk, member, reader or application. Without this
    /// flag the administrator has a random token, and the others have none.
    #[arg(long = "caller", value_name = "NAME=TOKEN", value_parser = parse_caller)]
    callers: Vec<(&'static Caller, String)>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    /// One line of JSON: `{"ready":{"url":"..","token":".."}}`.
    Json,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port))
        .await
        .with_context(|| format!("cannot listen on port {}", args.port))?;
    let url = format!("http://{}/v1.0", listener.local_addr()?);

    let administrator = find_caller("administrator")?;
    let mut callers = args.callers.iter();
    let token = match callers.find(|(caller, _)| caller.name == administrator.name) {
        Some((_, token)) => token.clone(),
        None => Uuid::new_v4().to_string(),
    };
    let tokens = StaticTokens::new().principal(&token, administrator.principal());
    let tokens = args.callers.iter().fold(tokens, |tokens, (caller, token)| {
        tokens.principal(token, caller.principal())
    });
    let app = router(UsersService::new(&url), tokens);
    // Before the message, since a reader of it may send a signal at once.
    let stop = stop_signal()?;
    match args.message_format {
        Format::Human => println!("serving {url}\ntoken   {token}"),
        Format::Json => {
            let ready = serde_json::json!({ "ready": { "url": url, "token": token } });
            println!("{ready}");
        }
    }
    // Requests in flight are answered.
    serve(listener, app, stop).await;
    Ok(())
}

/// Completes with the first SIGINT or SIGTERM.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()> + Send> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Parses `NAME=TOKEN`.
fn parse_caller(text: &str) -> anyhow::Result<(&'static Caller, String)> {
    let (name, token) = text.split_once('=').context("must be NAME=TOKEN")?;
    Ok((find_caller(name)?, token.to_owned()))
}

fn find_caller(name: &str) -> anyhow::Result<&'static Caller> {
    let mut callers = callers().iter();
    let caller = callers.find(|caller| caller.name == name);
    caller.context("unknown caller")
}
