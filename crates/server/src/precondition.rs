//! Conditional requests: `If-Match` and `If-None-Match` (RFC 9110 section 13).
//!
//! Conditions on dates are not read: two changes within a second look the same to them.

use crate::fault::Detail;
use crate::{Call, ETag, Fault, Place};
use http::header::{IF_MATCH, IF_NONE_MATCH};
use http::{HeaderName, Method};

/// What comes of the conditions of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precondition {
    /// There are none, or they hold: the request is to be done.
    Met,
    /// One does not hold: 412, and nothing is to be done.
    Failed,
    /// The caller has what it asks for: 304, without a body.
    NotModified,
}

impl Call {
    /// Holds the conditions of the request against the state that the resource is in; `None` where
    /// it does not exist.
    ///
    /// Tags are compared strongly for `If-Match` and weakly for `If-None-Match` (RFC 9110 sections
    /// 13.1.1 and 13.1.2), in the order of section 13.2.2. A header that holds no tags is a 400.
    pub fn precondition(&self, current: Option<&ETag>) -> Result<Precondition, Fault> {
        if let Some(condition) = self.condition(&IF_MATCH)? {
            if !condition.holds_for(current, ETag::matches_strongly) {
                return Ok(Precondition::Failed);
            }
        }
        let Some(condition) = self.condition(&IF_NONE_MATCH)? else {
            return Ok(Precondition::Met);
        };
        let is_read = matches!(*self.method(), Method::GET | Method::HEAD);
        Ok(match condition.holds_for(current, ETag::matches_weakly) {
            false => Precondition::Met,
            true if is_read => Precondition::NotModified,
            true => Precondition::Failed,
        })
    }

    /// Like [`precondition`](Self::precondition), with the 412 or 304 as a fault for `?`: for
    /// operations whose document does not describe them.
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

    /// The condition in a header, which may stand on several lines.
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
        let wrong = || {
            let message = "must be `*` or a list of entity tags";
            let detail = Detail::param(Place::Header, name.as_str(), "malformed", message);
            Fault::bad_request([detail])
        };
        ETag::list(&text)
            .map(|tags| Some(Condition::Tags(tags)))
            .ok_or_else(wrong)
    }
}

/// What a header names.
enum Condition {
    /// `*`: whatever exists.
    Any,
    /// One of these.
    Tags(Vec<ETag>),
}

impl Condition {
    fn holds_for(&self, current: Option<&ETag>, equal: fn(&ETag, &ETag) -> bool) -> bool {
        let Some(current) = current else {
            return false;
        };
        match self {
            Self::Any => true,
            Self::Tags(tags) => tags.iter().any(|tag| equal(tag, current)),
        }
    }
}
