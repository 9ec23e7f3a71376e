//! The worked service as a program: serves the eight operations on a port of the loopback interface
//! until it is told to stop.

use anyhow::{Context, bail};
use clap::Parser;
use graph_users_server::router;
use graphwright_examples::users_service::{CALLERS, Known, UsersService, authorizer};
use std::net::Ipv4Addr;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use uuid::Uuid;

/// Serves Graph's users from memory.
#[derive(Debug, Parser)]
struct Args {
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// How to tell that the service is ready.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    message_format: Format,
    /// Gives a caller this token: administrator, helpdesk, member, reader or application. Without it
    /// the administrator has one that is made up, and the others have none.
    #[arg(long = "caller", value_name = "NAME=TOKEN", value_parser = caller)]
    callers: Vec<(&'static Known, String)>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    /// One line of JSON: `{"ready":{"url":"..","token":".."}}`.
    Json,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Args {
        port,
        message_format,
        mut callers,
    } = Args::parse();
    let administrator = &CALLERS[0];
    let token = match callers
        .iter()
        .find(|(known, _)| known.name == administrator.name)
    {
        Some((_, token)) => token.clone(),
        None => Uuid::new_v4().to_string(),
    };
    callers.push((administrator, token.clone()));

    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("cannot listen on port {port}"))?;
    let url = format!("http://{}/v1.0", listener.local_addr()?);
    let tokens = callers
        .iter()
        .map(|(known, token)| (token.as_str(), *known));
    let app = router(UsersService::new(&url), authorizer(tokens));
    // Before anybody is told that it is there: who knows may stop it at once.
    let told_to_stop = told_to_stop()?;
    match message_format {
        Format::Human => println!("serving {url}\ntoken   {token}"),
        Format::Json => {
            let ready = serde_json::json!({ "ready": { "url": url, "token": token } });
            println!("{ready}");
        }
    }
    // What is being answered is answered to its end.
    axum::serve(listener, app)
        .with_graceful_shutdown(told_to_stop)
        .await?;
    Ok(())
}

/// Ends with the first SIGINT or SIGTERM.
fn told_to_stop() -> anyhow::Result<impl Future<Output = ()> + Send> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Reads `NAME=TOKEN`.
fn caller(text: &str) -> anyhow::Result<(&'static Known, String)> {
    let (name, token) = text.split_once('=').context("there is no `=`")?;
    let Some(known) = CALLERS.iter().find(|known| known.name == name) else {
        bail!("there is no such caller");
    };
    Ok((known, token.to_owned()))
}
