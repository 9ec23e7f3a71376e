//! Plausible documents: real ones, changed as another author might have written them, and nearly always as valid as before.
//!
//! A document is changed in steps. Each step is one of [`VARIATIONS`]: a function over an [`Editor`] that changes something at a
//! random location, or finds no location for it. Each step has its own random numbers, from the seed, the path of the
//! document and the number of the step. So the same seed has the same result, and fewer steps make the beginning of it,
//! which is how the step that matters in a failure is found.
//!
//! ```text
//! names, schema, composition, body, parameter, document, prose    the variations, by what they change
//! objects         the schemas, parameters, operations, .. of a document, by kind
//! donors          schemas of other documents, each with everything that it refers to
//! random_schema   schemas that are made up
//! words           words that are awkward in Rust
//! ```
//!
//! To try another feature of documents, add a function and a row of the table. A new row changes the results of all seeds.

mod body;
mod composition;
mod document;
mod donors;
mod editor;
mod names;
mod objects;
mod parameter;
mod prose;
mod random_schema;
mod schema;
mod words;

pub use donors::Donors;

use crate::random::{self, Rng};
use editor::Editor;
use objects::Kind;
use serde_json::Value;

/// A changed document.
#[derive(Clone, Debug)]
pub struct VariedDocument {
    /// The result.
    pub document: Value,
    /// The variations that were applied, in order, with their locations.
    pub steps: Vec<String>,
    /// The flags of `codegen` to generate it with.
    pub flags: Vec<String>,
}

/// A change to a document, which returns its location; `None` if the document has no location for it.
type Variation = fn(&mut Editor<'_>) -> Option<String>;

/// Every variation, by its name.
const VARIATIONS: &[(&str, Variation)] = &[
    ("3.1", document::upgrade_to_31),
    ("rename-property", names::rename_property),
    ("twin-property", names::add_twin_property),
    ("rename-component", names::rename_component),
    ("twin-schema", names::add_twin_schema),
    ("rename-operation", names::rename_operation),
    ("retag", names::change_tags),
    ("rename-parameter", names::rename_parameter),
    ("rename-path-parameter", names::rename_path_parameter),
    ("required", schema::toggle_required),
    ("nullable", schema::toggle_nullable),
    ("access", schema::restrict_access),
    ("default", schema::add_default),
    ("values", schema::restrict_values),
    ("additional", schema::set_additional),
    ("bounds", schema::add_bounds),
    ("format", schema::change_format),
    ("free-form", schema::make_free_form),
    ("schema-title", schema::add_title),
    ("recursion", schema::add_recursion),
    ("undescribed", schema::require_undescribed),
    ("large-default", schema::add_large_default),
    ("deep", schema::add_deep_property),
    ("modern", schema::use_31_schema),
    ("splice", composition::replace_by_donated),
    ("property", composition::add_random_property),
    ("all-of", composition::wrap_in_all_of),
    ("union", composition::make_union),
    ("tagged-union", composition::add_tagged_union),
    ("base", composition::make_base),
    ("constant-tags", composition::add_constant_tags),
    ("nested-union", composition::nest_union),
    ("inherit", composition::inherit_from_schema),
    ("extract", composition::extract_schema),
    ("media-type", body::change_media_type),
    ("many-media-types", body::add_media_types),
    ("no-schema", body::remove_schemas),
    ("multipart", body::set_multipart_body),
    ("form", body::set_form_body),
    ("body", body::set_body),
    ("response", body::add_response),
    ("stream", body::add_stream),
    ("headers", body::add_header),
    ("shared-response", body::share_response),
    ("parameter", parameter::add_parameter),
    ("restyle", parameter::change_style),
    ("retype", parameter::change_schema),
    ("homonyms", parameter::add_homonyms),
    ("twin-parameters", parameter::add_twin),
    ("shared-parameter", parameter::share_parameter),
    ("path", document::add_unusual_path),
    ("method", document::add_method),
    ("servers", document::set_servers),
    ("security", document::require_security),
    ("callback-or-link", document::add_callback_or_link),
    ("title", document::change_title),
    ("operation", document::add_operation),
    ("description", prose::change_description),
    ("about", prose::describe_document),
    ("example", prose::add_misfit_example),
];

/// The minimum number of steps.
const MIN_STEPS: usize = 16;

/// The number of random steps, which come on top.
const RANDOM_STEPS: usize = 64;

/// Changes a document. `name` distinguishes it from others with the same seed; `limit` is the maximum number of steps.
pub fn vary_document(
    document: &Value,
    name: &str,
    donors: &Donors,
    seed: u64,
    limit: Option<usize>,
) -> VariedDocument {
    let mut rng = Rng::for_input(seed, random::hash(name));
    let number = MIN_STEPS + rng.below(RANDOM_STEPS);
    let mut editor = Editor {
        document: document.clone(),
        donors,
        rng: Rng::for_input(seed, random::hash(name)),
    };
    let mut steps = Vec::new();
    for step in 0..number.min(limit.unwrap_or(usize::MAX)) {
        editor.rng = Rng::for_input(rng.next_u64(), 0);
        // A variation that does not apply counts as a step, so that later steps stay the same.
        let Some((name, variation)) = editor.pick_item(VARIATIONS) else {
            continue;
        };
        if let Some(location) = variation(&mut editor) {
            steps.push(format!("{step}: {name} {location}"));
        }
    }
    let mut rng = Rng::for_input(seed, random::hash(name) ^ 1);
    let flags = choose_flags(&editor.document, &mut rng);
    VariedDocument {
        document: editor.document,
        steps,
        flags,
    }
}

/// Chooses flags for some of the documents: Cargo features by tag, or a single tag.
fn choose_flags(document: &Value, rng: &mut Rng) -> Vec<String> {
    match rng.below(6) {
        0 | 1 => vec!["--features-per-tag".to_owned()],
        2 => {
            let has_tag = |operation: &Value| operation["tags"][0].is_string();
            let operation = objects::pick(document, Kind::Operation, has_tag, rng);
            let operation = operation.filter(|pointer| pointer.starts_with("/paths/"));
            let tag = operation
                .and_then(|pointer| document.pointer(&pointer)?.pointer("/tags/0")?.as_str());
            tag.map_or_else(Vec::new, |tag| vec![format!("--include-tag={tag}")])
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
