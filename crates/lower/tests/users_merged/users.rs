//! The Users document with all that stands beside it, as the project lowers it.

use crate::common::Case;
use graphwright_lower::{Config, Paging, tables};

/// The case of `spec/`.
pub(crate) fn users() -> Case<'static> {
    let schemas = ["User", "UserCreate", "UserUpdate"].map(str::to_owned);
    let case = Case::of(include_str!("../../../../spec/users.openapi.yaml"));
    Case {
        entities: vec![(
            "entities/User.md",
            include_str!("../../../../spec/entities/User.md").to_owned(),
        )],
        fixups: include_str!("../../../../spec/fixups.toml"),
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
