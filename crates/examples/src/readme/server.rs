//! Serving the API from the address book, for two callers with a token each.

use crate::address_book::AddressBook;
use graph_users_server::{StaticTokens, router};

/// Serves an empty address book; ends only with an error of the socket.
pub async fn serve(port: u16) -> std::io::Result<()> {
    let callers = StaticTokens::new()
        .token("reader", ["User.Read.All"])
        .token("admin", ["User.Read.All", "User.ReadWrite.All"]);
    let app = router(AddressBook::default(), callers);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    axum::serve(listener, app).await
}
