//! A transport in memory for the tests of programs that call an API.
//!
//! A [`Mock`] is told which operations to expect and what to answer, in the types of the API. Its
//! answers are checked against the document at once, and the requests that it gets against the
//! expectations.
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
//! A mock neither requires nor checks credentials, unless a test expects the header. Nothing is
//! retried, unless the builder is told so after [`Builder::mock`].
//!
//! # How it works
//!
//! A mock is a [`Transport`]. [`SendOptions::operation`] says which operation is called, and
//! [`Call::OPERATION`] which one an expectation is for, so no other code is generated for it. An
//! answer is checked by the call's own [`success`](Call::success) and [`failure`](Call::failure),
//! which also find the status of a typed success: the mock knows no more of the document than the
//! client. Its messages name parameters that the test named, and JSON pointers, and never show
//! headers, bodies or other parameters.

mod answer;
mod condition;
mod expect;
mod received;
mod state;

pub use self::answer::Answer;
pub use self::expect::Expect;
pub use self::received::Received;

use self::state::{Order, State};
use crate::{Body, Builder, Call, Core, RetryPolicy, SendOptions, Transport, TransportFuture};
use std::fmt;
use std::sync::Arc;

/// The expectations of a test, and the transport that answers them.
///
/// Dropping a mock [verifies](Self::verify) it, so a test that forgets to do so still fails.
pub struct Mock {
    state: Arc<State>,
}

impl Mock {
    /// A mock whose calls may come in any order: a call is answered by the first open expectation that
    /// it meets.
    pub fn new() -> Self {
        Self {
            state: Arc::new(State::new(Order::Any)),
        }
    }

    /// A mock whose calls must come in the order in which they are expected.
    pub fn in_order() -> Self {
        Self {
            state: Arc::new(State::new(Order::AsExpected)),
        }
    }

    /// Expects a call of an operation, for example `mock.expect::<GetUser>()`. The methods of the result
    /// add conditions, and one that sets an answer completes the expectation.
    #[track_caller]
    pub fn expect<C: Call>(&self) -> Expect<'_, C> {
        Expect::new(&self.state)
    }

    /// The calls of an operation so far, expected or not.
    pub fn received<C: Call>(&self) -> Vec<Received> {
        self.state.received(C::OPERATION)
    }

    /// The transport of the mock, for a client that is not built with [`Builder::mock`].
    pub fn transport(&self) -> impl Transport {
        Mocked(Arc::clone(&self.state))
    }

    /// Checks that all expected calls came, and no others.
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
        // A test that is failing already has reported why.
        if !std::thread::panicking() {
            self.state.check();
        }
    }
}

/// Shows the number of calls that are still expected.
impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock")
            .field("open", &self.state.open_calls())
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
    /// Sends everything to a mock, and each request once: an answer that would be retried is the result
    /// of the call.
    pub fn mock(self, mock: &Mock) -> Self {
        let builder = self.transport(mock.transport());
        builder.retry(RetryPolicy::none())
    }
}
