//! The details of a fault: one mistake in a request each.

use crate::{Param, Place};
use graphwright_wire::pointer;
use graphwright_wire::schema::Violation;
use std::borrow::Cow;
use std::fmt;

/// One mistake in a request.
///
/// The target is the location:
/// - in the body, a JSON pointer (RFC 6901): `/passwordProfile/password`, or the empty text for the
///   body as a whole;
/// - in a parameter, location and name: `query/$top`, `path/userId`, `header/If-Match`,
///   `cookie/session`, followed by a pointer into the value: `query/ids/3`. As in pointers, a `/`
///   in a name is written `~1` and a `~` is written `~0`.
///
/// The two cannot be confused, since a pointer that is not empty begins with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detail {
    /// The kind of mistake, for programs; for example `required`.
    pub code: &'static str,
    /// A message for people. It contains no part of any value that was sent.
    pub message: Cow<'static, str>,
    /// The location.
    pub target: String,
}

impl Detail {
    /// A mistake in the body, at a JSON pointer.
    pub fn body(
        pointer: impl Into<String>,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            target: pointer.into(),
        }
    }

    /// A mistake in a parameter.
    pub fn param(
        place: Place,
        name: &str,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            target: param_target(place, name),
        }
    }

    /// A mistake in a declared parameter.
    pub(crate) fn of_param(
        param: &Param,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::param(param.place, param.name, code, message)
    }

    /// A violation of the schema of a parameter.
    pub(crate) fn of_violation(param: &Param, violation: Violation) -> Self {
        let mut detail = Self::from(violation);
        detail
            .target
            .insert_str(0, &param_target(param.place, param.name));
        detail
    }

    /// A path or query that is not percent-encoded text, so that not even its names can be read.
    pub(crate) fn encoding(place: Place) -> Self {
        Self {
            code: "encoding",
            message: "must be percent-encoded UTF-8".into(),
            target: place.to_string(),
        }
    }
}

impl From<Violation> for Detail {
    fn from(violation: Violation) -> Self {
        Self::body(
            violation.pointer,
            violation.code.as_str(),
            violation.message,
        )
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = if self.target.is_empty() {
            "body"
        } else {
            &self.target
        };
        write!(f, "{target} {}", self.message)
    }
}

fn param_target(place: Place, name: &str) -> String {
    format!("{place}/{}", pointer::escape(name))
}
