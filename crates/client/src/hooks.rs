//! What a caller wants to do before and after each attempt.

use crate::headers::remove_framing;
use crate::{Operation, Outcome};
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderName, Uri};
use std::sync::Arc;
use std::time::Duration;

/// Looks at every attempt: for metrics, for headers that must be made anew each time.
///
/// It sees no credential: those that the runtime attaches come after [`before`](Self::before), and
/// `Authorization` and `Cookie` of the caller's own are put aside meanwhile; what the server echoes
/// of them is taken out before [`after`](Self::after). It sees no bodies. It runs where the call
/// runs, so it must not block.
///
/// ```
/// use graphwright_client::{After, Before, Hook, HeaderValue};
///
/// /// Says in which attempt a request is, and counts what is slow.
/// struct Attempts;
///
/// impl Hook for Attempts {
///     fn before(&self, attempt: &mut Before<'_>) {
///         let number = HeaderValue::from(attempt.number);
///         attempt.headers.insert("x-attempt", number);
///     }
///
///     fn after(&self, attempt: &After<'_>) {
///         if attempt.elapsed.as_secs() >= 5 {
///             eprintln!("{} was slow: {}", attempt.operation.id, attempt.outcome);
///         }
///     }
/// }
/// ```
pub trait Hook: Send + Sync + 'static {
    /// Is called before the credentials are attached.
    fn before(&self, attempt: &mut Before<'_>) {
        let _ = attempt;
    }

    /// Is called when the attempt has ended, however it has.
    fn after(&self, attempt: &After<'_>) {
        let _ = attempt;
    }
}

/// An attempt that is about to be sent.
#[derive(Debug)]
#[non_exhaustive]
pub struct Before<'a> {
    /// The operation that is called.
    pub operation: &'static Operation,
    /// 1 for the first attempt.
    pub number: u32,
    /// The address. Its query may hold what nobody else should see.
    pub uri: &'a Uri,
    /// The headers, which may be changed for this attempt. Those that frame the message, such as
    /// `Content-Length` and `Host`, belong to the transport and are dropped.
    pub headers: &'a mut HeaderMap,
}

/// An attempt that has ended.
#[derive(Debug)]
#[non_exhaustive]
pub struct After<'a> {
    /// The operation that is called.
    pub operation: &'static Operation,
    /// 1 for the first attempt.
    pub number: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// The headers of the answer, if there is one.
    pub headers: Option<&'a HeaderMap>,
    /// The time from sending it to the end of the answer.
    pub elapsed: Duration,
}

/// Headers of the caller's that are credentials by their name.
const CREDENTIALS: [HeaderName; 2] = [AUTHORIZATION, COOKIE];

/// The hooks of a client, in the order in which they were set.
#[derive(Clone, Default)]
pub(crate) struct Hooks(Vec<Arc<dyn Hook>>);

impl Hooks {
    pub(crate) fn push(&mut self, hook: Arc<dyn Hook>) {
        self.0.push(hook);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn before(
        &self,
        operation: &'static Operation,
        number: u32,
        request: &mut http::Request<crate::Body>,
    ) {
        if self.is_empty() {
            return;
        }
        let uri = request.uri().clone();
        let headers = request.headers_mut();
        let aside = CREDENTIALS.map(|name| (headers.remove(&name), name));
        for hook in &self.0 {
            hook.before(&mut Before {
                operation,
                number,
                uri: &uri,
                headers,
            });
        }
        remove_framing(headers);
        for (value, name) in aside {
            if let Some(value) = value {
                headers.entry(name).or_insert(value);
            }
        }
    }

    pub(crate) fn after(&self, attempt: &After<'_>) {
        for hook in &self.0 {
            hook.after(attempt);
        }
    }
}
