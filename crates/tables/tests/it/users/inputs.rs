//! The Users document with all that stands beside it, as the project lowers it.

use crate::case::Case;
use graphwright_lower::{Config, Paging};
use graphwright_tables as tables;

/// The document, its table and its fixups, as they once were in the project.
pub(crate) fn users() -> Case<'static> {
    let schemas = ["User", "UserCreate", "UserUpdate"].map(str::to_owned);
    let case = Case::of(include_str!("../fixtures/users/users.openapi.yaml"));
    Case {
        entities: vec![(
            "entities/User.md",
            include_str!("../fixtures/users/User.md").to_owned(),
        )],
        fixups: include_str!("../fixtures/users/fixups.toml"),
        config: Config {
            paging: vec![Paging::link("@odata.nextLink", "value")],
            ..case.config
        },
        tables: tables::Config {
            entities: vec![("Microsoft.Graph.User".to_owned(), schemas.to_vec())],
            ..tables::Config::default()
        },
        ..case
    }
}
