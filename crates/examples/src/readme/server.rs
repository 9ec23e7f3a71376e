//! Serving the API: the worked service, for two callers with a token each.

use crate::users_service::UsersService;
use graph_users_server::runtime::{Limits, serve};
use graph_users_server::{Principal, StaticTokens, server, users};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// Serves users from memory until `stop` completes. Requests in flight are still answered.
pub async fn run(listener: TcpListener, stop: impl Future<Output = ()>) -> std::io::Result<()> {
    let megan = Principal::user("11111111-1111-4111-8111-111111111111")
        .with_scopes(["User.Read.All", "User.ReadWrite.All"])
        .with_roles(["Global Admin"]);
    let callers = StaticTokens::new()
        .principal("megan's token", megan)
        .token("a reader's token", ["User.Read.All"]);

    let url = format!("http://{}/v1.0", listener.local_addr()?);
    let service = Arc::new(UsersService::new(url));
    let router = server(callers)
        .limits(
            Limits::new()
                .body(64 << 10)
                .handler_time(Duration::from_secs(10)),
        )
        .on_fault(|fault, id| eprintln!("{}: {fault}", id.as_uuid()))
        .mount(users::routes(service))
        .into_router();
    serve(listener, router, stop).await;
    Ok(())
}
