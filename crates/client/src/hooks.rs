//! Hooks: functions of the caller before and after each attempt.

use crate::headers::remove_framing;
use crate::{Operation, Outcome};
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderName, Uri};
use std::sync::Arc;
use std::time::Duration;

/// Observes every attempt, for metrics or for headers that differ from attempt to attempt.
///
/// A hook sees no credentials: the runtime attaches its own after [`before`](Self::before),
/// `Authorization` and `Cookie` that the caller has set are hidden from it, and credentials that the
/// server echoes are removed before [`after`](Self::after). It sees no bodies. It runs in the task of
/// the call, so it must not block.
///
/// ```
/// use graphwright_client::{After, Before, Hook, HeaderValue};
///
/// /// Sends the number of the attempt, and reports slow calls.
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
    /// Called before the credentials are attached.
    fn before(&self, attempt: &mut Before<'_>) {
        let _ = attempt;
    }

    /// Called when the attempt has ended, whatever its outcome.
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
    /// The address. Its query may hold confidential values.
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
    /// The outcome.
    pub outcome: Outcome,
    /// The headers of the answer, if there is one.
    pub headers: Option<&'a HeaderMap>,
    /// The time from sending the request to the end of the answer.
    pub elapsed: Duration,
}

/// The headers that are credentials by their names.
const CREDENTIAL_HEADERS: [HeaderName; 2] = [AUTHORIZATION, COOKIE];

/// The hooks of a client, in the order in which they were added.
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
        let hidden = CREDENTIAL_HEADERS.map(|name| (headers.remove(&name), name));
        for hook in &self.0 {
            hook.before(&mut Before {
                operation,
                number,
                uri: &uri,
                headers,
            });
        }
        remove_framing(headers);
        for (value, name) in hidden {
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
