//! Responses to refused callers: `WWW-Authenticate` (RFC 9110 section 11.6.1, RFC 6750 section 3),
//! and the scopes that would suffice.

use super::Refusal;
use crate::{Api, Fault, Operation};
use graphwright_wire::security::{Requirement, SchemeKind};
use http::HeaderValue;

/// Converts a refusal to a fault.
pub(crate) fn refusal_fault(refusal: Refusal, api: &Api, operation: &Operation) -> Fault {
    match refusal {
        Refusal::Missing => Fault::unauthorized()
            .with_message("Credentials are missing.")
            .with_challenge(challenge(api, operation, "")),
        Refusal::Invalid => Fault::unauthorized()
            .with_message("The credentials are not accepted.")
            .with_challenge(challenge(api, operation, ", error=\"invalid_token\"")),
        Refusal::Forbidden => Fault::forbidden()
            .with_message(forbidden_message(operation))
            .with_challenge(insufficient_scope(api, operation)),
        Refusal::Unavailable(source) => Fault::unavailable().caused_by(source),
    }
}

/// Adds the challenge to a handler's 401, which does not know the schemes of the operation.
pub(crate) fn add_challenge(fault: Fault, api: &Api, operation: &Operation) -> Fault {
    if fault.status() == http::StatusCode::UNAUTHORIZED {
        fault.with_challenge(challenge(api, operation, ""))
    } else {
        fault
    }
}

/// Builds one challenge per authentication scheme of the operation. `error` is added for bearer
/// tokens only, which define it.
fn challenge(api: &Api, operation: &Operation, error: &str) -> Option<HeaderValue> {
    let mut challenges: Vec<String> = Vec::new();
    for requirement in operation.security.iter().copied().flatten() {
        let (scheme, error) = match requirement.scheme.kind {
            SchemeKind::OAuth2 | SchemeKind::OpenIdConnect | SchemeKind::Bearer => {
                ("Bearer", error)
            }
            SchemeKind::Basic => ("Basic", ""),
            SchemeKind::Http(scheme) => (scheme, ""),
            // API keys have no registered scheme, but a 401 must have a challenge.
            SchemeKind::ApiKeyHeader(_)
            | SchemeKind::ApiKeyQuery(_)
            | SchemeKind::ApiKeyCookie(_) => ("ApiKey", ""),
            SchemeKind::MutualTls => continue,
        };
        let challenge = format!("{scheme} realm=\"{}\"{error}", api.name);
        if !challenges.contains(&challenge) {
            challenges.push(challenge);
        }
    }
    HeaderValue::try_from(challenges.join(", "))
        .ok()
        .filter(|value| !value.is_empty())
}

/// The challenge of a 403 (RFC 6750 section 3.1), which names every scope that would do; `None`
/// where no bearer token with a scope is asked for.
fn insufficient_scope(api: &Api, operation: &Operation) -> Option<HeaderValue> {
    let mut scopes: Vec<&str> = Vec::new();
    for requirement in operation.security.iter().copied().flatten() {
        if let SchemeKind::OAuth2 | SchemeKind::OpenIdConnect | SchemeKind::Bearer =
            requirement.scheme.kind
        {
            for scope in requirement.scopes {
                if is_scope_token(scope) && !scopes.contains(scope) {
                    scopes.push(scope);
                }
            }
        }
    }
    if scopes.is_empty() {
        return None;
    }
    let (realm, scopes) = (api.name, scopes.join(" "));
    let challenge =
        format!("Bearer realm=\"{realm}\", error=\"insufficient_scope\", scope=\"{scopes}\"");
    HeaderValue::try_from(challenge).ok()
}

/// Returns whether a scope has only the characters of RFC 6749 section 3.3, and so no quotes.
fn is_scope_token(scope: &str) -> bool {
    !scope.is_empty()
        && scope
            .bytes()
            .all(|byte| matches!(byte, b'!' | b'#'..=b'[' | b']'..=b'~'))
}

/// The message of a 403, with the scopes of each alternative.
fn forbidden_message(operation: &Operation) -> String {
    let alternatives: Vec<String> = operation
        .security
        .iter()
        .map(|all| {
            all.iter()
                .filter_map(describe_scopes)
                .collect::<Vec<_>>()
                .join(" and ")
        })
        .filter(|scopes| !scopes.is_empty())
        .collect();
    if alternatives.is_empty() {
        return "The caller may not do this.".to_owned();
    }
    format!(
        "The caller may not do this. It requires {}.",
        alternatives.join(", or ")
    )
}

/// Describes the scopes of a requirement; `None` if it has none.
fn describe_scopes(requirement: &Requirement) -> Option<String> {
    let scopes = requirement.scopes.join(", ");
    match requirement.scopes {
        [] => None,
        [_] => Some(format!("the scope {scopes}")),
        _ if requirement.any_of => Some(format!("one of the scopes {scopes}")),
        _ => Some(format!("all of the scopes {scopes}")),
    }
}
