//! Parameters of documented requests: the keys in their paths, and headers.

use super::described::Described;
use super::drafts::Drafts;
use super::route::{Key, Route};
use crate::merge::state::Merge;
use graphwright_ir::{Docs, Param, Place, Scalar, Slot, Style, TypeRef};
use graphwright_lower::front_end::names::{Names, PARAMS};

/// Headers that the transport, the credentials and the media types of the body decide.
const NOT_PARAMETERS: [&str; 5] = [
    "accept",
    "authorization",
    "content-length",
    "content-type",
    "host",
];

impl<'a> Merge<'_, 'a> {
    /// The keys of the path, as the document describes parameters of these names, and the headers
    /// that are the caller's to set.
    pub(super) fn make_params(
        &mut self,
        drafts: &Drafts<'_, 'a>,
        described: &Described<'a>,
        route: &Route<'a>,
    ) -> Vec<Param> {
        let mut names = Names::new(&PARAMS);
        let mut params = Vec::new();
        for key in &route.keys {
            let ident = names.take([key.wire.as_str()]).ident;
            let param = self.make_path_param(drafts, described, key);
            params.push(Param { ident, ..param });
        }
        for header in &described.operation.headers {
            let wire = &header.name.value;
            if NOT_PARAMETERS.contains(&wire.to_ascii_lowercase().as_str()) {
                continue;
            }
            let ident = names.take([wire.to_ascii_lowercase().as_str()]).ident;
            let docs = format!("Documented as `{}`.", header.value.value.trim_matches('\''));
            params.push(self.make_param(described, wire, ident, Place::Header, docs));
        }
        params
    }

    /// Returns the parameter that has the name of a key in every path.
    fn make_path_param(
        &mut self,
        drafts: &Drafts<'_, 'a>,
        described: &Described<'a>,
        key: &Key<'a>,
    ) -> Param {
        if let Some(param) = self.path_params.get(&key.wire) {
            return param.clone();
        }
        let documented = self.find_documented_param(drafts, &key.wire);
        let param = documented.unwrap_or_else(|| {
            let ident = Names::new(&PARAMS).take([key.wire.as_str()]).ident;
            self.make_param(described, &key.wire, ident, Place::Path, key_docs(key))
        });
        self.path_params.insert(key.wire.clone(), param.clone());
        param
    }

    fn make_param(
        &self,
        described: &Described<'a>,
        wire: &str,
        ident: String,
        place: Place,
        docs: String,
    ) -> Param {
        Param {
            wire: wire.to_owned(),
            ident,
            place,
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
            content: None,
            slot: Slot::of(TypeRef::Scalar(Scalar::String)),
            required: place == Place::Path,
            default: None,
            deprecated: false,
            docs: Docs {
                summary: None,
                description: Some(docs),
            },
            origin: self.place(&described.operation.path.origin, wire),
        }
    }

    /// Returns the parameter of the first operation of the document with a path parameter of this name.
    fn find_documented_param(&mut self, drafts: &Drafts<'_, 'a>, wire: &str) -> Option<Param> {
        let is_it = |param: &&Param| param.place == Place::Path && param.wire == wire;
        drafts.known.iter().find_map(|known| {
            let listed = known.listed.as_ref()?;
            match drafts.find_lowered(known) {
                Some(operation) => operation.params.iter().find(is_it).cloned(),
                None => self.schemas.path_param(listed, wire),
            }
        })
    }
}

fn key_docs(key: &Key<'_>) -> String {
    if key.ty.is_empty() {
        String::new()
    } else {
        format!("The key of the `{}`.", key.ty)
    }
}
