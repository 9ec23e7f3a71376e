//! Schemes, requirements and scopes.

use crate::case::{Case, Part, check, lowered};
use graphwright_lower::Select;
use insta::assert_snapshot;

/// A document with these members beside its paths, and one operation with these.
fn document(beside: &str, inside: &str) -> Case<'static> {
    let paths = format!(
        "{{ /a: {{ get: {{ operationId: a, tags: [A], {inside} responses: {{ '204': {{ description: D }} }} }} }} }}"
    );
    Case::of(format!(
        "openapi: 3.0.3\ninfo: {{ title: Test, version: '1' }}\n{beside}\npaths: {paths}\n"
    ))
    .showing(&[Part::Head, Part::Operations])
}

const SCHEMES: &str = "
components:
  securitySchemes:
    key: { type: apiKey, in: query, name: k }
    oauth:
      type: oauth2
      flows:
        clientCredentials: { tokenUrl: 'https://a/t', scopes: { app: For programs, both: For both } }
        authorizationCode: { authorizationUrl: 'https://a/a', tokenUrl: 'https://a/t', refreshUrl: '', scopes: { both: Said later, user: '' } }
    id: { type: openIdConnect, openIdConnectUrl: 'https://a/.well-known' }
";

#[test]
fn scopes_are_delegated_or_an_applications_by_the_flows_that_grant_them() {
    assert_snapshot!(check(&document(SCHEMES, "")), @r#"
    api test: "Test", version "1"
    version 1
    scheme key: key in Query "k"
    scheme oauth: oauth2 ClientCredentials with 2 scopes, AuthorizationCode with 2 scopes
    scheme id: openid https://a/.well-known
    scope app -> APP: application
    scope both -> BOTH: delegated, application
    scope user -> USER: delegated
    security none
    tag "A" -> AApi in a

    op a GET /a -> a.a, AOperation, A, idempotent
      204 NoContent: nothing, success

    ---
    note renamed 14: the type of tag `A` is `AApi`, since `A` is reserved or taken
    note renamed 14: the request is `AOperation`, since `A` is reserved or taken
    "#);
}

#[test]
fn requirements_add_the_scopes_that_no_flow_declares_and_roles_are_none() {
    let inside = "security: [{ oauth: [more], id: [openid] }, { key: [admin] }],";
    assert_snapshot!(check(&document(SCHEMES, inside)), @r#"
    api test: "Test", version "1"
    version 1
    scheme key: key in Query "k"
    scheme oauth: oauth2 ClientCredentials with 2 scopes, AuthorizationCode with 2 scopes
    scheme id: openid https://a/.well-known
    scope app -> APP: application
    scope both -> BOTH: delegated, application
    scope user -> USER: delegated
    scope more -> MORE: in no flow
    scope openid -> OPENID: in no flow
    security none
    tag "A" -> AApi in a

    op a GET /a -> a.a, AOperation, A, idempotent
      204 NoContent: nothing, success
      security oauth[more] and id[openid] or key[admin]

    ---
    note renamed 14: the type of tag `A` is `AApi`, since `A` is reserved or taken
    note renamed 14: the request is `AOperation`, since `A` is reserved or taken
    "#);
}

#[test]
fn an_operation_is_left_out_if_no_alternative_has_declared_schemes() {
    assert_snapshot!(check(&document(SCHEMES, "security: [{ key: [], gone: [] }, { id: [] }],")), @r#"
    api test: "Test", version "1"
    version 1
    scheme key: key in Query "k"
    scheme oauth: oauth2 ClientCredentials with 2 scopes, AuthorizationCode with 2 scopes
    scheme id: openid https://a/.well-known
    scope app -> APP: application
    scope both -> BOTH: delegated, application
    scope user -> USER: delegated
    security none
    tag "A" -> AApi in a

    op a GET /a -> a.a, AOperation, A, idempotent
      204 NoContent: nothing, success
      security id

    ---
    warning unknown-scheme 14: `gone` is not declared under `components.securitySchemes`
    note renamed 14: the type of tag `A` is `AApi`, since `A` is reserved or taken
    note renamed 14: the request is `AOperation`, since `A` is reserved or taken
    "#);
    assert_snapshot!(check(&document(SCHEMES, "security: [{ gone: [] }],")), @r#"
    api test: "Test", version "1"
    version 1
    scheme key: key in Query "k"
    scheme oauth: oauth2 ClientCredentials with 2 scopes, AuthorizationCode with 2 scopes
    scheme id: openid https://a/.well-known
    scope app -> APP: application
    scope both -> BOTH: delegated, application
    scope user -> USER: delegated
    security none

    ---
    warning unknown-scheme 14: `gone` is not declared under `components.securitySchemes`
    warning skipped 14: `GET /a` is left out: no security scheme that it asks for is declared
    "#);
    assert_snapshot!(check(&document("security: [{ gone: [] }]", "")), @r#"
    api test: "Test", version "1"
    version 1
    security none

    ---
    warning unknown-scheme 3: `gone` is not declared under `components.securitySchemes`
    warning skipped 4: `GET /a` is left out: no security scheme that it asks for is declared
    "#);
    assert_snapshot!(check(&document("security: [{ gone: [] }]", "security: [],")), @r#"
    api test: "Test", version "1"
    version 1
    security none
    tag "A" -> AApi in a

    op a GET /a -> a.a, AOperation, A, idempotent
      204 NoContent: nothing, success

    ---
    warning unknown-scheme 3: `gone` is not declared under `components.securitySchemes`
    note renamed 4: the type of tag `A` is `AApi`, since `A` is reserved or taken
    note renamed 4: the request is `AOperation`, since `A` is reserved or taken
    "#);
}

#[test]
fn schemes_of_http_have_no_case_and_names_that_are_free() {
    let schemes = "
components:
  securitySchemes:
    unplaced: { type: apiKey, in: header, name: a }
    hmac: { type: http, scheme: HMAC }
    default: { type: http, scheme: bearer }
";
    assert_snapshot!(check(&document(schemes, "")), @r#"
    api test: "Test", version "1"
    version 1
    scheme unplaced: key in Header "a"
    scheme hmac: http "hmac"
    scheme default -> default_scheme: bearer
    security none
    tag "A" -> AApi in a

    op a GET /a -> a.a, AOperation, A, idempotent
      204 NoContent: nothing, success

    ---
    note renamed 8: the security scheme is `default_scheme`, since `default` is reserved or taken
    note renamed 10: the type of tag `A` is `AApi`, since `A` is reserved or taken
    note renamed 10: the request is `AOperation`, since `A` is reserved or taken
    "#);
}

#[test]
fn constants_of_scopes_stand_beside_those_of_schemes() {
    let schemes = "
components:
  securitySchemes:
    login: { type: oauth2, flows: { implicit: { authorizationUrl: 'https://a/a', scopes: { login: '', default: '', scopes: '', 'a.b': '', a-b: '' } } } }
";
    assert_snapshot!(check(&document(schemes, "")), @r#"
    api test: "Test", version "1"
    version 1
    scheme login: oauth2 Implicit with 5 scopes
    scope login -> LOGIN_2: delegated
    scope default -> DEFAULT_2: delegated
    scope scopes -> SCOPES_2: delegated
    scope a.b -> A_B: delegated
    scope a-b -> A_B_2: delegated
    security none
    tag "A" -> AApi in a

    op a GET /a -> a.a, AOperation, A, idempotent
      204 NoContent: nothing, success

    ---
    note renamed 8: the type of tag `A` is `AApi`, since `A` is reserved or taken
    note renamed 8: the request is `AOperation`, since `A` is reserved or taken
    "#);
}

#[test]
fn scopes_of_ones_own_must_be_asked_for() {
    let own = |scopes: &[&str]| {
        let scopes = scopes.iter().map(|&scope| scope.to_owned()).collect();
        let case = document(SCHEMES, "").with(|config| config.own_scopes = scopes);
        check(&case.showing(&[Part::Head]))
    };
    assert_snapshot!(own(&["user", "uzer"]), @r#"
    api test: "Test", version "1"
    version 1
    scheme key: key in Query "k"
    scheme oauth: oauth2 ClientCredentials with 2 scopes, AuthorizationCode with 2 scopes
    scheme id: openid https://a/.well-known
    scope app -> APP: application
    scope both -> BOTH: delegated, application
    scope user -> USER: delegated, own only
    security none
    tag "A" -> AApi in a

    ---
    note renamed 14: the type of tag `A` is `AApi`, since `A` is reserved or taken
    note renamed 14: the request is `AOperation`, since `A` is reserved or taken
    error unused-name -: `[scopes]` names `uzer`, which no operation asks for
      there is `user`
    "#);
}

#[test]
fn a_selection_has_only_the_schemes_and_scopes_that_it_requires() {
    let some = "security: [{ oauth: [both] }],";
    let select = Select {
        tags: vec!["A".to_owned()],
        ..Select::default()
    };
    let case = document(SCHEMES, some).with(|config| config.select = select);
    assert_snapshot!(check(&case), @r#"
    api test: "Test", version "1"
    version 1
    scheme oauth: oauth2 ClientCredentials with 1 scopes, AuthorizationCode with 1 scopes
    scope both -> BOTH: delegated, application
    security none
    tag "A" -> AApi in a

    op a GET /a -> a.a, AOperation, A, idempotent
      204 NoContent: nothing, success
      security oauth[both]

    ---
    note renamed 14: the type of tag `A` is `AApi`, since `A` is reserved or taken
    note renamed 14: the request is `AOperation`, since `A` is reserved or taken
    "#);
}

#[test]
fn a_scope_has_the_first_words_that_a_flow_has_for_it() {
    let (_, lowered) = lowered(&document(SCHEMES, ""));
    let words = lowered.api.scopes.iter().map(|scope| {
        let words = scope.docs.description.as_deref();
        (scope.wire.as_str(), words)
    });
    let expected = [
        ("app", Some("For programs")),
        ("both", Some("For both")),
        ("user", None),
    ];
    assert_eq!(words.collect::<Vec<_>>(), expected);
}
