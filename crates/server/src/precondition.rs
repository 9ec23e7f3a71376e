//! Conditional requests: `If-Match` and `If-None-Match` (RFC 9110 section 13).
//!
//! Conditions on dates are ignored, since they cannot distinguish two changes within a second.

use crate::fault::Detail;
use crate::{Call, ETag, Fault, Place};
use http::header::{IF_MATCH, IF_NONE_MATCH};
use http::{HeaderName, Method};

/// The result of the conditions of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precondition {
    /// There are none, or they hold: perform the request.
    Met,
    /// One does not hold: 412, without performing the request.
    Failed,
    /// The caller has the current state: 304, without a body.
    NotModified,
}

impl Call {
    /// Evaluates the conditions of the request for the current state of the resource; `None` if it
    /// does not exist.
    ///
    /// Tags are compared strongly for `If-Match` and weakly for `If-None-Match` (RFC 9110 sections
    /// 13.1.1 and 13.1.2), in the order of section 13.2.2. A header without tags is a 400. A 304 or 412
    /// that the call is answered with has the current tag as its `ETag`, unless it has one.
    pub fn precondition(&self, current: Option<&ETag>) -> Result<Precondition, Fault> {
        self.note_state(current);
        if let Some(condition) = self.condition(&IF_MATCH)? {
            if !condition.is_met_by(current, ETag::matches_strongly) {
                return Ok(Precondition::Failed);
            }
        }
        let Some(condition) = self.condition(&IF_NONE_MATCH)? else {
            return Ok(Precondition::Met);
        };
        let is_safe = matches!(*self.method(), Method::GET | Method::HEAD);
        Ok(match condition.is_met_by(current, ETag::matches_weakly) {
            false => Precondition::Met,
            true if is_safe => Precondition::NotModified,
            true => Precondition::Failed,
        })
    }

    /// Like [`precondition`](Self::precondition), but returns the 412 or 304 as a fault: for
    /// operations whose document does not describe these responses.
    ///
    /// ```
    /// # use graphwright_server::{Call, ETag, Fault};
    /// # struct User { version: u64 }
    /// # fn handler(call: &Call, user: &User) -> Result<(), Fault> {
    /// call.check_precondition(Some(&ETag::strong(user.version)))?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn check_precondition(&self, current: Option<&ETag>) -> Result<(), Fault> {
        match self.precondition(current)? {
            Precondition::Met => Ok(()),
            Precondition::Failed => Err(Fault::precondition_failed()),
            Precondition::NotModified => Err(Fault::not_modified(current)),
        }
    }

    /// The condition in a header, which may have several lines.
    fn condition(&self, name: &HeaderName) -> Result<Option<Condition>, Fault> {
        let lines = self.headers().get_all(name).iter();
        let lines: Vec<_> = lines.map(|line| line.to_str().unwrap_or("?")).collect();
        if lines.is_empty() {
            return Ok(None);
        }
        let text = lines.join(",");
        if text.trim() == "*" {
            return Ok(Some(Condition::Any));
        }
        let malformed = || {
            let message = "must be `*` or a list of entity tags";
            let detail = Detail::param(Place::Header, name.as_str(), "malformed", message);
            Fault::bad_request([detail])
        };
        ETag::parse_list(&text)
            .map(|tags| Some(Condition::Tags(tags)))
            .ok_or_else(malformed)
    }
}

/// The condition of a header.
enum Condition {
    /// `*`: any state.
    Any,
    /// One of these states.
    Tags(Vec<ETag>),
}

impl Condition {
    fn is_met_by(&self, current: Option<&ETag>, equal: fn(&ETag, &ETag) -> bool) -> bool {
        let Some(current) = current else {
            return false;
        };
        match self {
            Self::Any => true,
            Self::Tags(tags) => tags.iter().any(|tag| equal(tag, current)),
        }
    }
}
