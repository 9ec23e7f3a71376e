//! That every text has a name, and no two in a scope the same one.

use super::*;
use proptest::prelude::*;
use std::collections::HashSet;

/// The greatest length of any name, in bytes; it bounds file names too.
const LONGEST: usize = 100;

const SCOPES: [&Scope; 11] = [
    &TYPES,
    &FIELDS,
    &METHODS,
    &OPERATIONS,
    &PARAMS,
    &VARIANTS,
    &MODULES,
    &GROUPS,
    &SCHEMES,
    &CONSTANTS,
    &FEATURES,
];

#[test]
fn names_read_well() {
    for (text, scope, expected) in [
        ("displayName", &FIELDS, "display_name"),
        ("@odata.nextLink", &FIELDS, "odata_next_link"),
        ("$filter", &PARAMS, "filter"),
        ("request-id", &FIELDS, "request_id"),
        ("type", &FIELDS, "type_"),
        ("self", &FIELDS, "self_"),
        ("gen", &FIELDS, "gen_"),
        ("_", &FIELDS, "underscore"),
        ("", &FIELDS, "empty"),
        ("1st", &FIELDS, "n1st"),
        ("Self", &VARIANTS, "SelfValue"),
        ("+1", &FIELDS, "plus_1"),
        ("-1", &FIELDS, "minus_1"),
        ("-created", &VARIANTS, "MinusCreated"),
        ("*", &VARIANTS, "Star"),
        (">=", &VARIANTS, "GreaterEqual"),
        ("Größe", &TYPES, "Groesse"),
        ("用户", &TYPES, "U7528U6237"),
        ("用户Id", &TYPES, "Id"),
        ("а", &TYPES, "U430"),
        ("v1.0", &CONSTANTS, "V1_0"),
        ("Result", &TYPES, "ResultModel"),
        ("con", &MODULES, "con_model"),
        ("CON", &MODULES, "con_model"),
        ("../../etc/passwd", &MODULES, "etc_passwd"),
        ("clone", &METHODS, "clone_value"),
    ] {
        assert_eq!(ident(text, scope), expected, "{text:?} in {scope:?}");
    }
}

#[test]
fn the_first_free_suggestion_is_taken() {
    let mut names = Names::new(&TYPES);
    assert_eq!(names.take(["InnerError"]).ident, "InnerError");
    let second = names.take(["innerError", "ErrorResponse innerError"]);
    assert_eq!(second.ident, "ErrorResponseInnerError");
    assert_eq!(second.instead_of.as_deref(), Some("InnerError"));
    assert_eq!(names.take(["inner_error"]).ident, "InnerError2");
    assert_eq!(names.take(["v1"]).ident, "V1");
    assert_eq!(names.take(["V1"]).ident, "V1_2");
}

#[test]
fn a_keyword_is_not_told() {
    assert!(Names::new(&FIELDS).take(["type"]).instead_of.is_none());
    assert_eq!(
        Names::new(&TYPES).take(["Error"]).instead_of.as_deref(),
        Some("Error")
    );
}

#[test]
fn ten_thousand_equal_texts_take_no_time() {
    let mut names = Names::new(&VARIANTS);
    let all: HashSet<String> = (0..10_000).map(|_| names.take(["same"]).ident).collect();
    assert_eq!(all.len(), 10_000);
}

/// So many cases, and ten times as many with `WHOLE_MATRIX=1`.
fn sample(cases: u32) -> ProptestConfig {
    let whole = std::env::var_os("WHOLE_MATRIX").is_some();
    ProptestConfig {
        cases: if whole { cases * 10 } else { cases },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(sample(2_000))]

    #[test]
    fn any_text_gives_an_identifier(text in "\\PC{0,12}|[a-z_.$@-]{0,12}|\\p{Any}{0,6}|[a-z]{90,130}", index in 0..SCOPES.len()) {
        let name = ident(&text, SCOPES[index]);
        prop_assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{text:?} gave {name:?}");
        prop_assert!(name.is_ascii() && name.len() <= LONGEST, "{text:?} gave {name:?}");
        prop_assert!(!name.starts_with('_') && !name.contains("__"), "{text:?} gave {name:?}");
        prop_assert!(!SCOPES[index].is_reserved(&name), "{text:?} gave {name:?}");
        prop_assert!(!KEYWORDS.contains(&name.as_str()), "{text:?} gave {name:?}");
        prop_assert_eq!(&name, &ident(&text, SCOPES[index]));
    }
}

proptest! {
    #![proptest_config(sample(500))]

    #[test]
    fn names_of_a_scope_differ(texts in prop::collection::vec("[aA1_]{0,3}|type|Type2|\\PC{0,2}|[a]{78,82}", 0..40), index in 0..SCOPES.len()) {
        let mut names = Names::new(SCOPES[index]);
        let mut seen = HashSet::new();
        for text in &texts {
            let name = names.take([text.as_str()]).ident;
            prop_assert!(syn::parse_str::<syn::Ident>(&name).is_ok() && name.len() <= LONGEST, "{name:?}");
            prop_assert!(!SCOPES[index].is_reserved(&name), "{name:?}");
            prop_assert!(seen.insert(name.to_lowercase()) || SCOPES[index].case == Case::Pascal, "{name:?} twice");
        }
        prop_assert_eq!(names.taken.len() >= texts.len(), true);
    }
}
