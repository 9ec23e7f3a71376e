//! Which credential goes with which request: the only place where one is attached.
//!
//! Bearer tokens are all there is: an operation that accepts nothing but a key or a password is sent
//! without one, unless the caller sets the header by itself.

use crate::{Body, Core, Operation, TokenError, TokenRequest};
use graphwright_wire::Secret;
use graphwright_wire::security::{Requirement, SchemeKind};
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue};

impl Core {
    /// Attaches what the operation asks for, as far as it is configured, and returns the secret, so
    /// that errors can be kept clean of it.
    ///
    /// Nothing is attached where the address is not of the configured origin, where the operation
    /// asks for nothing, or where the caller has set `Authorization` by itself. An operation that
    /// asks for more than is configured is sent as it is: its server has the last word.
    pub(crate) async fn authenticate(
        &self,
        operation: &'static Operation,
        request: &mut http::Request<Body>,
    ) -> Result<Option<Secret<String>>, TokenError> {
        if !self.base_url().is_origin_of(request.uri())
            || request.headers().contains_key(AUTHORIZATION)
        {
            return Ok(None);
        }
        let (Some(requirement), Some(tokens)) = (bearer(operation), self.tokens()) else {
            return Ok(None);
        };
        let token = tokens
            .token(TokenRequest {
                operation: operation.id,
                requirement,
            })
            .await?;
        attach_bearer(request.headers_mut(), &token)?;
        Ok(Some(token))
    }
}

/// The bearer token of the first alternative that asks for nothing else.
fn bearer(operation: &Operation) -> Option<&'static Requirement> {
    operation
        .security
        .iter()
        .find_map(|alternative| match alternative {
            [requirement] if is_bearer(requirement.scheme.kind) => Some(requirement),
            _ => None,
        })
}

fn is_bearer(kind: SchemeKind) -> bool {
    match kind {
        SchemeKind::OAuth2 | SchemeKind::OpenIdConnect | SchemeKind::Bearer => true,
        SchemeKind::Basic
        | SchemeKind::Http(_)
        | SchemeKind::ApiKeyHeader(_)
        | SchemeKind::ApiKeyQuery(_)
        | SchemeKind::ApiKeyCookie(_)
        | SchemeKind::MutualTls => false,
    }
}

fn attach_bearer(headers: &mut HeaderMap, token: &Secret<String>) -> Result<(), TokenError> {
    let value = Secret::new(format!("Bearer {}", token.expose()));
    let value = HeaderValue::from_str(value.expose());
    let mut value =
        value.map_err(|_| TokenError::new("the token has characters that a header cannot hold"))?;
    value.set_sensitive(true);
    headers.insert(AUTHORIZATION, value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::bearer;
    use crate::Operation;
    use graphwright_wire::security::{Requirement, Scheme, SchemeKind, Security};
    use http::Method;

    static OAUTH2: Scheme = Scheme {
        name: "oauth2",
        kind: SchemeKind::OAuth2,
    };
    static KEY: Scheme = Scheme {
        name: "key",
        kind: SchemeKind::ApiKeyHeader("X-Key"),
    };

    const READ: Requirement = Requirement {
        scheme: &OAUTH2,
        scopes: &["read"],
        any_of: false,
    };
    const WRITE: Requirement = Requirement {
        scheme: &OAUTH2,
        scopes: &["write"],
        any_of: false,
    };
    const KEYED: Requirement = Requirement {
        scheme: &KEY,
        scopes: &[],
        any_of: false,
    };

    #[track_caller]
    fn check(security: Security, expected: Option<&Requirement>) {
        let operation = Operation {
            id: "x",
            method: Method::GET,
            path: "/",
            accept: "",
            idempotent: true,
            security,
        };
        assert_eq!(bearer(&operation), expected);
    }

    #[test]
    fn a_token_goes_where_one_is_asked_for() {
        check(&[], None);
        check(&[&[]], None);
        check(const { &[&[KEYED]] }, None);
        check(const { &[&[READ, KEYED]] }, None);
        check(const { &[&[READ], &[WRITE]] }, Some(&READ));
        check(const { &[&[KEYED], &[], &[WRITE]] }, Some(&WRITE));
    }
}
