//! Files of the server.

use super::check;
use super::client::operations;
use graphwright_ir::*;
use insta::assert_snapshot;

#[test]
fn tag() {
    assert_snapshot!(check(&operations(), "server/src/things.rs"));
}

#[test]
fn root() {
    assert_snapshot!(check(&operations(), "server/src/lib.rs"));
}

#[test]
fn two_groups_under_one_router() {
    let mut api = operations();
    api.tags.push(Tag {
        wire: String::new(),
        module: "root".into(),
        ident: "Root".into(),
        docs: Docs::default(),
        version: VersionId::BASE,
    });
    api.operations[1].tag = TagId(1);
    assert_snapshot!(check(&api, "server/src/server.rs"));
}

#[test]
fn no_operations() {
    let mut api = operations();
    api.operations.clear();
    assert_snapshot!(check(&api, "server/src/server.rs"));
}
