//! What generated code says about an API, as statics.

use graphwright_wire::security::{ErrorShape, Scheme, Security};
use http::Method;

/// An API: what holds for all of its operations.
#[derive(Debug)]
pub struct Api {
    /// Its name, for example `graph-users`; begins the `User-Agent`.
    pub name: &'static str,
    /// Where it is served unless the builder is told otherwise. Empty or relative where the
    /// document names no server.
    pub server: &'static str,
    /// Where its error bodies carry code, message and request id.
    pub error_shape: Option<&'static ErrorShape>,
    /// Its security schemes: what [`Builder::credential`](crate::Builder::credential) can name.
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

/// An operation: what the runtime must know to call it.
#[derive(Debug)]
pub struct Operation {
    /// The `operationId`, for example `list-users`.
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path below the server's, with its parameters in braces, for example `/users/{userId}`.
    pub path: &'static str,
    /// The `Accept` header; empty sends none.
    pub accept: &'static str,
    /// Whether asking twice is the same as asking once (RFC 9110 section 9.2.2).
    pub idempotent: bool,
    /// What the caller must show.
    pub security: Security,
}

impl Operation {
    /// The scopes that would have done, for an answer of 403: one list for each alternative that asks
    /// for any, `all` or `any_of` of which are enough.
    pub(crate) fn scopes_that_would_do(&self) -> Vec<&'static [&'static str]> {
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
