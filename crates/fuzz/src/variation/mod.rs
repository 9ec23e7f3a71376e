//! Plausible documents: real ones, changed as another author might have written them, and nearly always as
//! valid as before. What is hostile is made elsewhere (`tree.rs`, `lines.rs`, `bombs.rs`).
//!
//! A document is changed in steps, each of them one of [`VARIATIONS`] at a place that chance decides. The
//! same seed makes the same document of the same one, and fewer steps make the beginning of it, which is how
//! a failure is cut down.

mod body;
mod composition;
mod document;
mod donors;
mod draft;
mod names;
mod objects;
mod parameter;
mod prose;
mod random_schema;
mod schema;
mod words;

pub use donors::Donors;

use crate::random::{self, Rng};
use draft::Draft;
use objects::Kind;
use serde_json::Value;

/// A document that was varied.
#[derive(Clone, Debug)]
pub struct Varied {
    /// What became of it.
    pub document: Value,
    /// What was done, in order: the variation, and where.
    pub steps: Vec<String>,
    /// Flags of `codegen` that it is to be generated with.
    pub flags: Vec<String>,
}

/// A change to a document, which says where it was made; `None` where the document has no place for it.
type Variation = fn(&mut Draft<'_>) -> Option<String>;

/// Every variation, by its name.
const VARIATIONS: &[(&str, Variation)] = &[
    ("3.1", document::modernise),
    ("rename-property", names::property),
    ("twin-property", names::twin_property),
    ("rename-component", names::component),
    ("twin-schema", names::twin_schema),
    ("rename-operation", names::operation),
    ("retag", names::tag),
    ("rename-parameter", names::parameter),
    ("rename-path-parameter", names::path_parameter),
    ("required", schema::required),
    ("nullable", schema::nullable),
    ("access", schema::access),
    ("default", schema::default),
    ("values", schema::values),
    ("additional", schema::additional),
    ("bounds", schema::bounds),
    ("format", schema::format),
    ("free-form", schema::free_form),
    ("schema-title", schema::title),
    ("recursion", schema::recursion),
    ("undescribed", schema::undescribed),
    ("large-default", schema::large_default),
    ("deep", schema::deep),
    ("modern", schema::modern),
    ("splice", composition::splice),
    ("property", composition::property),
    ("all-of", composition::all_of),
    ("union", composition::union),
    ("tagged-union", composition::tagged_union),
    ("base", composition::base),
    ("constant-tags", composition::constant_tags),
    ("nested-union", composition::nested_union),
    ("inherit", composition::inherit),
    ("extract", composition::extract),
    ("media-type", body::media_type),
    ("many-media-types", body::many_media_types),
    ("no-schema", body::no_schema),
    ("multipart", body::multipart),
    ("form", body::form),
    ("body", body::body),
    ("response", body::response),
    ("stream", body::stream),
    ("headers", body::headers),
    ("shared-response", body::shared_response),
    ("parameter", parameter::add),
    ("restyle", parameter::restyle),
    ("retype", parameter::retype),
    ("homonyms", parameter::homonyms),
    ("twin-parameters", parameter::twins),
    ("shared-parameter", parameter::share),
    ("path", document::path),
    ("method", document::method),
    ("servers", document::servers),
    ("security", document::security),
    ("beside", document::beside),
    ("title", document::title),
    ("operation", document::operation),
    ("description", prose::description),
    ("about", prose::about),
    ("example", prose::example),
];

/// The fewest steps, and how many chance may add.
const STEPS: (usize, usize) = (16, 64);

/// Varies a document that goes by `name`; `most` steps, where that is said.
pub fn vary(
    document: &Value,
    name: &str,
    donors: &Donors,
    seed: u64,
    most: Option<usize>,
) -> Varied {
    let mut rng = Rng::for_input(seed, random::hash(name));
    let number = STEPS.0 + rng.below(STEPS.1);
    let mut draft = Draft {
        document: document.clone(),
        donors,
        rng: Rng::for_input(seed, random::hash(name)),
    };
    let mut steps = Vec::new();
    for step in 0..number.min(most.unwrap_or(usize::MAX)) {
        draft.rng = Rng::for_input(rng.next_u64(), 0);
        // One that finds no place is no step done, but a step it was: it must not shift the others.
        let Some((name, variation)) = draft.one(VARIATIONS) else {
            continue;
        };
        if let Some(place) = variation(&mut draft) {
            steps.push(format!("{step}: {name} {place}"));
        }
    }
    let mut rng = Rng::for_input(seed, random::hash(name) ^ 1);
    let flags = flags(&draft.document, &mut rng);
    Varied {
        document: draft.document,
        steps,
        flags,
    }
}

/// Flags that change what code stands behind features, for some of the documents.
fn flags(document: &Value, rng: &mut Rng) -> Vec<String> {
    match rng.below(6) {
        0 | 1 => vec!["--features-per-tag".to_owned()],
        2 => {
            let tagged = |operation: &Value| operation["tags"][0].is_string();
            let place = objects::pick(document, Kind::Operation, tagged, rng);
            let place = place.filter(|place| place.starts_with("/paths/"));
            let tag =
                place.and_then(|place| document.pointer(&place)?.pointer("/tags/0")?.as_str());
            tag.map_or_else(Vec::new, |tag| vec![format!("--include-tag={tag}")])
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
