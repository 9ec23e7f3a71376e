//! A transport in memory for the tests of programs that call an API.
//!
//! A [`Mock`] is told which operations to expect and what they answer, in the types of the API; what
//! it is told is held against the document at once, and what it is sent against what it was told.
//!
//! ```
//! # use graphwright_client::*;
//! # static API: Api = Api { name: "x", server: "https://x.example", error_shape: None, schemes: &[] };
//! # static GET: Operation = Operation { id: "get-name", method: Method::GET, path: "/names/{id}",
//! #     accept: "application/json", idempotent: true, security: &[] };
//! # struct Client(Core);
//! # impl From<Core> for Client { fn from(core: Core) -> Self { Self(core) } }
//! # impl Client {
//! #     fn builder() -> Builder<Self> { Builder::new(&API) }
//! #     fn get_name(&self, id: &str) -> GetName { GetName(Request::new(&self.0, &GET).path("id", id)) }
//! # }
//! # struct GetName(Request);
//! # impl Call for GetName {
//! #     type Success = String;
//! #     type Failure = Undocumented;
//! #     const OPERATION: &'static Operation = &GET;
//! #     fn request(&mut self) -> &mut Request { &mut self.0 }
//! #     fn success(reply: &Reply) -> Decoded<String> { reply.json(|body| body) }
//! # }
//! use graphwright_client::mock::Mock;
//!
//! # async fn test() -> Result<(), Box<dyn std::error::Error>> {
//! let mock = Mock::new();
//! mock.expect::<GetName>().path("id", "42").answer("Ada".to_owned());
//!
//! let client = Client::builder().mock(&mock).build()?;
//! assert_eq!(client.get_name("42").send().await?, "Ada");
//! mock.verify();
//! # Ok(())
//! # }
//! ```
//!
//! What it does not do: it asks for no token and checks none, unless a test expects the header, and
//! nothing is repeated unless the builder is told so after [`Builder::mock`].

mod answer;
mod condition;
mod expect;
mod received;
mod state;

pub use self::answer::Answer;
pub use self::expect::Expect;
pub use self::received::Received;

use self::state::State;
use crate::{Body, Builder, Call, Core, RetryPolicy, SendOptions, Transport, TransportFuture};
use std::fmt;
use std::sync::Arc;

/// What a test expects of a client, and what answers it.
///
/// Dropping it is [`verify`](Self::verify): a test that forgets to ask fails all the same.
pub struct Mock {
    state: Arc<State>,
}

impl Mock {
    /// Calls may come in any order: of the expectations that fit one, the first that is still open
    /// answers it.
    pub fn new() -> Self {
        Self {
            state: Arc::new(State::new(false)),
        }
    }

    /// Calls must come in the order in which they are expected.
    pub fn in_order() -> Self {
        Self {
            state: Arc::new(State::new(true)),
        }
    }

    /// Expects a call of an operation, for example `mock.expect::<GetUser>()`; what is called on the
    /// result narrows it down, and an answer makes it count.
    #[track_caller]
    pub fn expect<C: Call>(&self) -> Expect<'_, C> {
        Expect::new(&self.state)
    }

    /// What came in of an operation so far, expected or not.
    pub fn received<C: Call>(&self) -> Vec<Received> {
        self.state.received(C::OPERATION)
    }

    /// The transport that answers, for a client that is not made by [`Builder::mock`].
    pub fn transport(&self) -> impl Transport {
        Mocked(Arc::clone(&self.state))
    }

    /// Checks that everything came that was expected, and nothing else.
    ///
    /// # Panics
    ///
    /// If not, with a line for each call that is missing or was not expected.
    #[track_caller]
    pub fn verify(self) {
        self.state.check();
    }
}

impl Default for Mock {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Mock {
    #[track_caller]
    fn drop(&mut self) {
        // A test that fails already has said why.
        if !std::thread::panicking() {
            self.state.check();
        }
    }
}

/// Shows how many calls are still expected.
impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock")
            .field("open", &self.state.open())
            .finish_non_exhaustive()
    }
}

struct Mocked(Arc<State>);

impl Transport for Mocked {
    fn send(&self, request: http::Request<Body>, options: SendOptions) -> TransportFuture<'_> {
        Box::pin(async move {
            let received = Received::read(request, options.operation).await?;
            self.0.answer(received)
        })
    }
}

impl<C: From<Core>> Builder<C> {
    /// Sends everything to a mock, and once: an answer that would be repeated is what the call gives.
    pub fn mock(self, mock: &Mock) -> Self {
        let builder = self.transport(mock.transport());
        builder.retry(RetryPolicy::none())
    }
}
