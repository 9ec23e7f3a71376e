//! The imports that follow from what a file uses.

use super::{Imports, Use, UsedBy};
use crate::gate::FeatureGate;
use UsedBy::{Code, Schemas};
use graphwright_ir::{Api, Version, VersionId};

/// Paths brought in (those that end in `?` for schemas alone), what each is written as, and the
/// lines that follow.
fn check(own: &[&str], paths: &[(&str, &str)], lines: &[&str]) {
    let own = own.iter().map(|&name| name.to_owned());
    let imports = Imports::new(FeatureGate::OPEN, own);
    for (path, shown) in paths {
        let (path, by) = match path.strip_suffix('?') {
            Some(path) => (path, UsedBy::Schemas),
            None => (*path, UsedBy::Code),
        };
        let gate = FeatureGate::OPEN;
        let tokens = imports.foreign(path, Use { gate, by });
        assert_eq!(tokens.to_string(), *shown, "{path}");
    }
    let file = syn::parse2(imports.lines()).expect("use lines");
    assert_eq!(
        prettyplease::unparse(&file).lines().collect::<Vec<_>>(),
        lines
    );
}

#[test]
fn lines_are_sorted_as_rustfmt_sorts_them() {
    check(
        &[],
        &[
            ("std::fmt", "fmt"),
            ("wire::Uuid", "Uuid"),
            ("wire::object::Fields", "Fields"),
            ("wire::object::self", "object"),
            ("wire::Schema?", "Schema"),
            ("wire::Additional", "Additional"),
            ("crate::USER_TYPE", "USER_TYPE"),
            ("crate::USERS", "USERS"),
        ],
        &[
            "use crate::{USER_TYPE, USERS};",
            "use std::fmt;",
            "#[cfg(feature = \"schema\")]",
            "use wire::Schema;",
            "use wire::object::{self, Fields};",
            "use wire::{Additional, Uuid};",
        ],
    );
}

#[test]
fn a_name_that_is_taken_is_written_in_full() {
    check(
        &["Object"],
        &[
            ("wire::object::Object", ":: wire :: object :: Object"),
            ("wire::union::Unlisted", "Unlisted"),
            (
                "wire::open_enum::Unlisted",
                ":: wire :: open_enum :: Unlisted",
            ),
            ("wire::union::Unlisted", "Unlisted"),
        ],
        &["use wire::union::Unlisted;"],
    );
}

#[test]
fn a_name_that_is_always_needed_stands_without_a_feature() {
    check(
        &[],
        &[("wire::A?", "A"), ("wire::A", "A")],
        &["use wire::A;"],
    );
}

/// Names that are used behind features, each with the version and the kind of the code that uses it,
/// and the lines that follow.
fn check_gated(uses: &[(&str, usize, UsedBy)], lines: &[&str]) {
    let version = |feature: Option<&str>| Version {
        wire: String::new(),
        feature: feature.map(str::to_owned),
        base_path: String::new(),
    };
    let api = Api {
        versions: vec![version(None), version(Some("beta")), version(Some("alpha"))],
        ..Api::default()
    };
    let imports = Imports::none();
    for &(path, version, by) in uses {
        let gate = FeatureGate::of_version(&api, VersionId(version));
        imports.foreign(path, Use { gate, by });
    }
    let file = syn::parse2(imports.lines()).expect("use lines");
    assert_eq!(
        prettyplease::unparse(&file).lines().collect::<Vec<_>>(),
        lines
    );
}

#[test]
fn a_name_is_brought_in_where_one_of_its_users_is() {
    check_gated(
        &[
            ("wire::A", 2, Code),
            ("wire::A", 1, Code),
            ("wire::B", 0, Code),
        ],
        &["#[cfg(feature = \"beta\")]", "use wire::A;", "use wire::B;"],
    );
    check_gated(
        &[
            ("wire::A", 1, Code),
            ("wire::A", 0, Code),
            ("wire::A", 2, Code),
        ],
        &["use wire::A;"],
    );
    check_gated(
        &[("wire::A", 2, Schemas), ("wire::A", 1, Schemas)],
        &[
            "#[cfg(all(feature = \"beta\", feature = \"schema\"))]",
            "use wire::A;",
        ],
    );
}

#[test]
fn schemas_and_code_may_need_a_name_behind_different_features() {
    check_gated(
        &[("wire::A", 1, Code), ("wire::A", 2, Schemas)],
        &["#[cfg(feature = \"beta\")]", "use wire::A;"],
    );
    check_gated(
        &[("wire::A", 1, Code), ("wire::A", 0, Schemas)],
        &[
            "#[cfg(any(feature = \"beta\", feature = \"schema\"))]",
            "use wire::A;",
        ],
    );
    check_gated(
        &[("wire::A", 2, Code), ("wire::A", 1, Schemas)],
        &[
            "#[cfg(any(feature = \"alpha\", all(feature = \"beta\", feature = \"schema\")))]",
            "use wire::A;",
        ],
    );
}
