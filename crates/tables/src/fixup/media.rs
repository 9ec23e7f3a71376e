//! The step that adds the requests for the bytes of media entities, which no table describes.
//!
//! ```toml
//! [[fixup.steps]]
//! media = ["portrait"]
//! table = "Zoo.Pet"
//! under = "$value"
//! types = ["image/jpeg"]
//! methods = { GET = 200, PUT = 204 }
//! missing = "#/components/responses/NotFound"
//! ```
//!
//! It is only read here; the merge of the tables applies it and reports a step that does not apply.

use crate::entity::Verb;
use graphwright_source::Cell;
use graphwright_source::Origin;
use graphwright_source::fixup::{Located, Reader};
use toml::de::DeTable;

/// The methods for bytes: they are read, replaced and removed.
const VERBS: [Verb; 3] = [Verb::Get, Verb::Put, Verb::Delete];

/// The requests for the bytes behind navigation properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    /// `media`: the navigation properties, by their wire names.
    pub navigations: Vec<Cell<String>>,
    /// `under`: the segment after the path of the navigation property, or of one of its items.
    pub under: String,
    /// `types`: the media types that the bytes may have.
    pub types: Vec<String>,
    /// `methods`: the methods with their success statuses.
    pub methods: Vec<Cell<(Verb, u16)>>,
    /// `missing`: the pointer to the response of the document for 404, if there are no bytes.
    pub missing: Option<Cell<String>>,
}

/// Reads a step with the key `media`; reports everything that is wrong with it.
pub(super) fn read(table: &DeTable<'_>, origin: &Origin, reader: &mut Reader<'_>) -> Option<Media> {
    let navigations = reader.texts(table, "media", origin);
    let under = read_under(table, origin, reader);
    let types = read_types(table, origin, reader);
    let methods = read_methods(table, origin, reader);
    let missing = read_missing(table, origin, reader)?;
    Some(Media {
        navigations: navigations?,
        under: under?,
        types: types?,
        methods: methods?,
        missing,
    })
}

fn read_under(table: &DeTable<'_>, owner: &Origin, reader: &mut Reader<'_>) -> Option<String> {
    let Located { value, origin } = reader.text(table, "under", owner)?;
    let is_segment = |sign: char| sign.is_ascii_alphanumeric() || "$-._~".contains(sign);
    if !value.chars().all(is_segment) {
        reader.error(origin, "`under` must be a segment of a path: `$value`");
        return None;
    }
    Some(value)
}

fn read_types(table: &DeTable<'_>, owner: &Origin, reader: &mut Reader<'_>) -> Option<Vec<String>> {
    let types = reader.texts(table, "types", owner)?;
    let wrong: Vec<_> = types.iter().filter(|ty| !is_type(&ty.value)).collect();
    for ty in &wrong {
        reader.error(
            ty.origin.clone(),
            "this is not a media type: write `image/jpeg`",
        );
    }
    wrong
        .is_empty()
        .then(|| types.into_iter().map(|ty| ty.value).collect())
}

/// Returns whether a text is a media type, or a range of them, without parameters (RFC 9110 sections 5.6.2
/// and 12.5.1).
fn is_type(text: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(sign);
    let is_token = |part: &str| !part.is_empty() && part.chars().all(is_sign);
    text.split_once('/')
        .is_some_and(|(ty, subtype)| is_token(ty) && is_token(subtype))
}

fn read_methods(
    table: &DeTable<'_>,
    owner: &Origin,
    reader: &mut Reader<'_>,
) -> Option<Vec<Cell<(Verb, u16)>>> {
    const FORM: &str = "`methods` must have a status for each method: { GET = 200 }";
    let Some(value) = table.get("methods") else {
        reader.error(owner.clone(), "`methods` is missing");
        return None;
    };
    let origin = reader.origin(&value.span());
    let Some(methods) = value.get_ref().as_table() else {
        reader.error(origin, FORM);
        return None;
    };
    reader.check_keys(methods, &VERBS.map(Verb::as_str));
    let given: Vec<Verb> = VERBS
        .into_iter()
        .filter(|verb| methods.contains_key(verb.as_str()))
        .collect();
    if given.is_empty() {
        reader.error(origin, FORM);
        return None;
    }
    let each: Vec<_> = given
        .into_iter()
        .map(|verb| read_method(methods, verb, reader))
        .collect();
    each.into_iter().collect()
}

/// The status of one method: a success, and for reading one with a body.
fn read_method(
    methods: &DeTable<'_>,
    verb: Verb,
    reader: &mut Reader<'_>,
) -> Option<Cell<(Verb, u16)>> {
    let status = reader.status(methods, verb.as_str())?;
    let value = methods.get(verb.as_str())?;
    let origin = reader.origin(&value.span());
    let status: u16 = status.parse().ok()?;
    let fits = match verb {
        Verb::Get => status == 200,
        _ => (200..300).contains(&status),
    };
    if !fits {
        let wanted = match verb {
            Verb::Get => "200",
            _ => "a success status",
        };
        reader.error(origin, format!("`{verb}` must be {wanted}"));
        return None;
    }
    Some(Cell::new((verb, status), origin))
}

/// The response of the document, where one is named; `None` where what is named cannot be one.
#[expect(
    clippy::option_option,
    reason = "the outer one says whether it could be read, the inner one whether it is there"
)]
fn read_missing(
    table: &DeTable<'_>,
    owner: &Origin,
    reader: &mut Reader<'_>,
) -> Option<Option<Cell<String>>> {
    if !table.contains_key("missing") {
        return Some(None);
    }
    let Located { value, origin } = reader.text(table, "missing", owner)?;
    if !value.starts_with("#/") {
        reader.error(origin, "a pointer begins with `#/`");
        return None;
    }
    Some(Some(Cell::new(value, origin)))
}
