//! Operations of later versions, in the client and in the server.

use super::versions;
use crate::testing::*;
use insta::assert_snapshot;

#[test]
fn clients() {
    let items = ["use ", "pub fn things"];
    assert_snapshot!(check_items(&versions(), "client/src/client.rs", &items), @r#"
    use crate::servers;
    use crate::things::Things;
    #[cfg(feature = "alpha")]
    use crate::things_alpha::ThingsAlpha;
    #[cfg(feature = "beta")]
    use crate::things_beta::ThingsBeta;
    use graphwright_client::{Api, Builder, Core, ErrorShape};
    /// The operations tagged `things`.
    pub fn things(&self) -> Things {
        Things::new(self.core.clone())
    }
    /// The operations tagged `things` that version `beta` adds.
    ///
    /// They are called below `/beta`, which replaces `/v1` at the end of the base URL. A base URL
    /// that ends otherwise is used unchanged.
    ///
    /// Requires the feature `beta`.
    #[cfg(feature = "beta")]
    pub fn things_beta(&self) -> ThingsBeta {
        ThingsBeta::new(self.core.below("/beta"))
    }
    /// The operations tagged `things` that version `alpha` adds.
    ///
    /// They are called below `/alpha`, which replaces `/v1` at the end of the base URL. A base URL
    /// that ends otherwise is used unchanged.
    ///
    /// Requires the feature `alpha`.
    #[cfg(feature = "alpha")]
    pub fn things_alpha(&self) -> ThingsAlpha {
        ThingsAlpha::new(self.core.below("/alpha"))
    }
    "#);
    let items = ["pub mod", "pub use"];
    assert_snapshot!(check_items(&versions(), "client/src/lib.rs", &items), @r#"
    pub mod servers;
    pub mod things;
    #[cfg(feature = "beta")]
    pub mod things_beta;
    #[cfg(feature = "alpha")]
    pub mod things_alpha;
    pub use client::Client;
    pub use graphwright_client as runtime;
    pub use graphwright_client::{
        BuildError, Call, Error, Full, Paged, StaticToken, TokenProvider, Transport,
    };
    pub use shop_model as model;
    pub use things::Things;
    #[cfg(feature = "beta")]
    pub use things_beta::ThingsBeta;
    #[cfg(feature = "alpha")]
    pub use things_alpha::ThingsAlpha;
    /// OAuth 2 (feature `oauth`): flows that sign in and end in a [`TokenProvider`].
    #[cfg(feature = "oauth")]
    pub use graphwright_oauth as oauth;
    "#);
    let items = ["//! ", "pub struct ThingsAlpha"];
    assert_snapshot!(check_items(&versions(), "client/src/things_alpha.rs", &items), @r"
    //! The operations tagged `things` that version `alpha` adds.
    /// The operations tagged `things` that version `alpha` adds, from
    /// [`Client::things_alpha`](crate::Client::things_alpha).
    ///
    /// Requires the feature `alpha`.
    #[derive(Clone, Debug)]
    pub struct ThingsAlpha {
        core: Core,
    }
    ");
    // No operation of this API responds with events.
    assert!(!check(&versions(), "client/src/lib.rs").contains("[`Streams`]"));
}

#[test]
fn servers() {
    let items = ["use ", "pub fn router"];
    assert_snapshot!(check_items(&versions(), "server/src/server.rs", &items), @r#"
    use crate::things::{self, Things};
    #[cfg(feature = "alpha")]
    use crate::things_alpha::{self, ThingsAlpha};
    #[cfg(feature = "beta")]
    use crate::things_beta::{self, ThingsBeta};
    use graphwright_server::{Api, Authorizer, ErrorShape, Router, Server};
    use std::sync::Arc;
    /// Serves every operation of the first version from one service, under `/v1`.
    pub fn router<S>(service: S, authorizer: impl Authorizer) -> Router
    where
        S: Things,
    {
        let service = Arc::new(service);
        server(authorizer).mount(things::routes(service)).into_router()
    }
    /// Serves version `beta` and those before it from one service: `v1` under `/v1`, `beta` under
    /// `/beta`. Each has the operations of those before it.
    ///
    /// Requires the feature `beta`.
    #[cfg(feature = "beta")]
    pub fn router_beta<S>(service: S, authorizer: impl Authorizer) -> Router
    where
        S: Things + ThingsBeta,
    {
        let service = Arc::new(service);
        server(authorizer)
            .mount(things::routes(Arc::clone(&service)))
            .mount(things::routes(Arc::clone(&service)).below("/beta"))
            .mount(things_beta::routes(service))
            .into_router()
    }
    /// Serves version `alpha` and those before it from one service: `v1` under `/v1`, `beta` under
    /// `/beta`, `alpha` under `/alpha`. Each has the operations of those before it.
    ///
    /// Requires the feature `alpha`.
    #[cfg(feature = "alpha")]
    pub fn router_alpha<S>(service: S, authorizer: impl Authorizer) -> Router
    where
        S: Things + ThingsBeta + ThingsAlpha,
    {
        let service = Arc::new(service);
        server(authorizer)
            .mount(things::routes(Arc::clone(&service)))
            .mount(things::routes(Arc::clone(&service)).below("/beta"))
            .mount(things_beta::routes(Arc::clone(&service)))
            .mount(things::routes(Arc::clone(&service)).below("/alpha"))
            .mount(things_beta::routes(Arc::clone(&service)).below("/alpha"))
            .mount(things_alpha::routes(service))
            .into_router()
    }
    "#);
    let items = ["pub mod", "pub use"];
    assert_snapshot!(check_items(&versions(), "server/src/lib.rs", &items), @r#"
    pub mod things;
    #[cfg(feature = "beta")]
    pub mod things_beta;
    #[cfg(feature = "alpha")]
    pub mod things_alpha;
    pub use graphwright_server as runtime;
    pub use graphwright_server::{
        AllowAll, Attempt, Authorizer, Call, Fault, Principal, Refusal, StaticTokens,
    };
    pub use server::{OPENAPI, router, server};
    pub use shop_model as model;
    pub use things::Things;
    #[cfg(feature = "beta")]
    pub use {server::router_beta, things_beta::ThingsBeta};
    #[cfg(feature = "alpha")]
    pub use {server::router_alpha, things_alpha::ThingsAlpha};
    "#);
    let items = ["//! ", "pub trait", "pub fn routes", "async fn"];
    assert_snapshot!(check_items(&versions(), "server/src/things_alpha.rs", &items), @r#"
    //! The operations tagged `things` that version `alpha` adds.
    /// The operations tagged `things` that version `alpha` adds.
    ///
    /// Implement it with `async fn`s and pass it to [`router_alpha`](crate::router_alpha). Methods that
    /// are not implemented respond with 501.
    ///
    /// Requires the feature `alpha`.
    pub trait ThingsAlpha: Send + Sync + 'static {
        /// Does something.
        ///
        /// Arguments:
        ///
        /// - `thing_id`: The meaning of `thingId`.
        /// - `event_id`: The meaning of `eventId`.
        ///
        /// `PUT /things/{thingId}/events/{eventId}`, operation `replace-event`.
        fn replace_event(
            &self,
            call: Call,
            thing_id: String,
            event_id: String,
            params: ReplaceEventParams,
            body: Event,
        ) -> impl Future<Output = Result<ReplaceEventAnswer, Fault>> + Send {
            let _ = (call, thing_id, event_id, params, body);
            async { Err(Fault::not_implemented()) }
        }
    }
    /// Routes the operations tagged `things` that version `alpha` adds to a service. Their paths are
    /// below `/alpha`, unless [`Routes::below`] sets another prefix.
    pub fn routes<S: ThingsAlpha>(service: Arc<S>) -> Routes {
        Routes::new(service).below("/alpha").add(&REPLACE_EVENT, replace_event).finish()
    }
    async fn replace_event<S: ThingsAlpha>(
        service: Arc<S>,
        mut request: Accepted,
    ) -> Result<Answer, Fault> {
        let thing_id = request.required("thingId")?;
        let event_id = request.required("eventId")?;
        let params = ReplaceEventParams { if_match: request.optional("If-Match")? };
        let body = request.json()?;
        let answer = service
            .replace_event(request.call(), thing_id, event_id, params, body)
            .await?;
        Ok(answer.into())
    }
    "#);
}

#[test]
fn without_operations_of_the_first_version() {
    let mut api = versions();
    api.operations.remove(0);
    let items = ["use ", "pub fn things"];
    assert_snapshot!(check_items(&api, "client/src/client.rs", &items), @r#"
    use crate::servers;
    #[cfg(feature = "alpha")]
    use crate::things_alpha::ThingsAlpha;
    #[cfg(feature = "beta")]
    use crate::things_beta::ThingsBeta;
    use graphwright_client::{Api, Builder, Core, ErrorShape};
    /// The operations tagged `things` that version `beta` adds.
    ///
    /// They are called below `/beta`, which replaces `/v1` at the end of the base URL. A base URL
    /// that ends otherwise is used unchanged.
    ///
    /// Requires the feature `beta`.
    #[cfg(feature = "beta")]
    pub fn things_beta(&self) -> ThingsBeta {
        ThingsBeta::new(self.core.below("/beta"))
    }
    /// The operations tagged `things` that version `alpha` adds.
    ///
    /// They are called below `/alpha`, which replaces `/v1` at the end of the base URL. A base URL
    /// that ends otherwise is used unchanged.
    ///
    /// Requires the feature `alpha`.
    #[cfg(feature = "alpha")]
    pub fn things_alpha(&self) -> ThingsAlpha {
        ThingsAlpha::new(self.core.below("/alpha"))
    }
    "#);
    let items = ["use ", "pub fn router"];
    assert_snapshot!(check_items(&api, "server/src/server.rs", &items), @r#"
    #[cfg(feature = "alpha")]
    use crate::things_alpha::{self, ThingsAlpha};
    #[cfg(feature = "beta")]
    use crate::things_beta::{self, ThingsBeta};
    use graphwright_server::{Api, Authorizer, ErrorShape, Router, Server};
    #[cfg(feature = "beta")]
    use std::sync::Arc;
    /// Serves every operation of the first version from one service, under `/v1`.
    pub fn router<S>(_service: S, authorizer: impl Authorizer) -> Router {
        server(authorizer).into_router()
    }
    /// Serves version `beta` and those before it from one service: `v1` under `/v1`, `beta` under
    /// `/beta`. Each has the operations of those before it.
    ///
    /// Requires the feature `beta`.
    #[cfg(feature = "beta")]
    pub fn router_beta<S>(service: S, authorizer: impl Authorizer) -> Router
    where
        S: ThingsBeta,
    {
        let service = Arc::new(service);
        server(authorizer).mount(things_beta::routes(service)).into_router()
    }
    /// Serves version `alpha` and those before it from one service: `v1` under `/v1`, `beta` under
    /// `/beta`, `alpha` under `/alpha`. Each has the operations of those before it.
    ///
    /// Requires the feature `alpha`.
    #[cfg(feature = "alpha")]
    pub fn router_alpha<S>(service: S, authorizer: impl Authorizer) -> Router
    where
        S: ThingsBeta + ThingsAlpha,
    {
        let service = Arc::new(service);
        server(authorizer)
            .mount(things_beta::routes(Arc::clone(&service)))
            .mount(things_beta::routes(Arc::clone(&service)).below("/alpha"))
            .mount(things_alpha::routes(service))
            .into_router()
    }
    "#);
}
