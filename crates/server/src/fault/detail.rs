//! One way in which a request is wrong, and where.

use crate::{Param, Place};
use graphwright_wire::pointer;
use graphwright_wire::schema::Violation;
use std::borrow::Cow;
use std::fmt;

/// One way in which a request is wrong.
///
/// The target says where:
/// - in the body it is a JSON pointer (RFC 6901): `/passwordProfile/password`, or the empty text
///   for the body as a whole;
/// - in a parameter it is place and name: `query/$top`, `path/userId`, `header/If-Match`,
///   `cookie/session`, with the pointer into its value behind it: `query/ids/3`. A `/` in a name is
///   written `~1` and a `~` is written `~0`, as in pointers.
///
/// The two cannot be mistaken for each other: a pointer that is not empty begins with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detail {
    /// What kind of wrong, for programs; for example `required`.
    pub code: &'static str,
    /// What is wrong, for people. It has no part of any value that was sent.
    pub message: Cow<'static, str>,
    /// Where.
    pub target: String,
}

impl Detail {
    /// Something wrong in the body, at a JSON pointer.
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

    /// Something wrong with a parameter.
    pub fn param(
        place: Place,
        name: &str,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            target: target(place, name),
        }
    }

    /// Something wrong with a declared parameter.
    pub(crate) fn of(
        param: &Param,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::param(param.place, param.name, code, message)
    }

    /// A violation of a parameter's schema.
    pub(crate) fn in_param(param: &Param, violation: Violation) -> Self {
        let mut detail = Self::from(violation);
        detail
            .target
            .insert_str(0, &target(param.place, param.name));
        detail
    }

    /// A path or query as a whole that is not percent-encoded text, so that not even the names in it
    /// can be read.
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

fn target(place: Place, name: &str) -> String {
    format!("{place}/{}", pointer::escape(name))
}
