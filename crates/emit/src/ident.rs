//! Identifiers of names that lowering has decided.

use graphwright_ir::KEYWORDS;
use proc_macro2::{Ident, Span};

/// Returns the identifier of a name, raw if it is a keyword.
///
/// Every name of the model is a valid identifier. In one that is not, invalid characters become `_`,
/// since emission cannot fail.
pub(crate) fn ident(name: &str) -> Ident {
    if is_plain(name) {
        return match name {
            "self" | "Self" | "super" | "crate" | "_" => plain(&format!("{name}_")),
            _ if KEYWORDS.binary_search(&name).is_ok() => Ident::new_raw(name, Span::call_site()),
            _ => plain(name),
        };
    }
    let safe: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    plain(&format!("_{safe}"))
}

fn plain(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Returns the first of `name`, `name_`, `name__`, .. that is not taken, for a local variable of a
/// generated function.
pub(crate) fn free_ident(name: &str, taken: &[&str]) -> Ident {
    let mut name = name.to_owned();
    while taken.contains(&name.as_str()) {
        name.push('_');
    }
    ident(&name)
}

#[cfg(test)]
mod tests {
    use super::{free_ident, ident};

    #[test]
    fn every_name_is_an_identifier() {
        for (name, expected) in [
            ("display_name", "display_name"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("Self", "Self_"),
            ("crate", "crate_"),
            ("_", "__"),
            ("", "_"),
            ("1x", "_1x"),
            ("a b", "_a_b"),
            ("а", "__"),
        ] {
            assert_eq!(ident(name).to_string(), expected, "{name:?}");
        }
    }

    #[test]
    fn locals_avoid_fields() {
        assert_eq!(free_ident("key", &["id"]), "key");
        assert_eq!(free_ident("key", &["key", "key_"]), "key__");
    }
}
