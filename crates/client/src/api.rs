//! The statics with which generated code describes an API.

use graphwright_wire::security::{ErrorShape, Scheme, Security};
use http::Method;

/// An API: the facts that hold for all of its operations.
#[derive(Debug)]
pub struct Api {
    /// The name, for example `graph-users`, with which the `User-Agent` begins.
    pub name: &'static str,
    /// The address of the server, unless the builder is given another one. Empty or relative if the
    /// document names no server.
    pub server: &'static str,
    /// The places of code, message and request id in error bodies.
    pub error_shape: Option<&'static ErrorShape>,
    /// The security schemes, which [`Builder::credential`](crate::Builder::credential) can name.
    pub schemes: &'static [&'static Scheme],
}

impl Api {
    /// The path of [`server`](Self::server) without a slash at its end, for example `/v1.0`.
    pub(crate) fn base_path(&self) -> &'static str {
        let path = match self.server.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
            None => self.server,
        };
        path.trim_end_matches('/')
    }
}

/// An operation: the facts that the runtime needs to call it.
#[derive(Debug)]
pub struct Operation {
    /// The `operationId`, for example `list-users`.
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path template below the server's path, for example `/users/{userId}`.
    pub path: &'static str,
    /// The `Accept` header; none is sent if it is empty.
    pub accept: &'static str,
    /// `true` if sending the request twice is the same as sending it once (RFC 9110 section 9.2.2).
    pub idempotent: bool,
    /// The security requirements.
    pub security: Security,
}

impl Operation {
    /// The scopes that suffice: each list is an alternative, all of whose scopes must be granted.
    pub(crate) fn sufficient_scopes(&self) -> Vec<&'static [&'static str]> {
        let mut lists: Vec<&'static [&'static str]> = Vec::new();
        for requirement in self.security.iter().copied().flatten() {
            let singles = if requirement.any_of {
                requirement.scopes.chunks(1)
            } else {
                requirement.scopes.chunks(usize::MAX)
            };
            for scopes in singles {
                if !lists.contains(&scopes) {
                    lists.push(scopes);
                }
            }
        }
        lists
    }
}

#[cfg(test)]
mod tests {
    use super::Api;

    #[test]
    fn the_base_path_is_that_of_the_server() {
        for (server, expected) in [
            ("https://h/v1.0", "/v1.0"),
            ("https://h:80/a/v1.0/", "/a/v1.0"),
            ("https://h", ""),
            ("https://h/", ""),
            ("/v1.0", "/v1.0"),
            ("/", ""),
            ("", ""),
        ] {
            let api = Api {
                name: "x",
                server,
                error_shape: None,
                schemes: &[],
            };
            assert_eq!(api.base_path(), expected, "{server}");
        }
    }
}
