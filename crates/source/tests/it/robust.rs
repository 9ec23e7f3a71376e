//! Reading ends for every text, without a panic and with a location for every diagnostic.

use super::users::repaired;
use graphwright_source::{Limits, SourceMap, fixup, openapi, pointer};
use proptest::prelude::*;
use serde_json::{Map, Value};

const FIXUPS: &str = include_str!("../fixtures/fixups.toml");

/// The characters that mean something in YAML, JSON and OpenAPI, to be put into texts.
const PIECES: &[&str] = &[
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|",
    ">",
    "&a ",
    "*a",
    "<<: ",
    "#",
    "\n",
    "\n  ",
    "\t",
    "~",
    "!!str ",
    "$ref: '#/components/schemas/User'",
    "type: [string, 'null']",
    "type: null",
    "- - ",
    "? ",
    "---\n",
    "9e999",
    "x-graphwright-by: runtime",
    "allOf: [{}]",
    "$defs: {a: true}",
    "const: 1",
    "é",
    "\u{feff}",
    "\u{0}",
    "{id}",
];

fn read(path: &str, text: &str) {
    let mut map = SourceMap::new();
    let file = map.add(path, text);
    let read = openapi::read(&map, file, &[], &Limits::default());
    for diagnostic in &read.diagnostics {
        let place = diagnostic.origin.as_ref().map(|origin| map.locate(origin));
        assert!(
            place.is_none_or(|place| place.line.is_some()),
            "{diagnostic:?}"
        );
    }
    if let Some(document) = read.document {
        let paths = document.node("#/paths").and_then(Value::as_object);
        for path in paths.into_iter().flat_map(Map::keys) {
            let place = pointer::join("#/paths", path);
            assert!(map.locate(&document.origin(&place)).line.is_some());
            document.is_sound(&pointer::join(&place, "get"));
        }
    }
}

/// A text with pieces put in, or lines taken out, at places given in thousandths.
fn spoil(text: &str, edits: &[(usize, Option<usize>)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (place, piece) in edits {
        let index = place * lines.len() / 1000;
        let Some(line) = lines.get_mut(index) else {
            continue;
        };
        match piece {
            None => {
                lines.remove(index);
            }
            Some(piece) => {
                let at = (0..=line.len())
                    .filter(|at| line.is_char_boundary(*at))
                    .nth(place % (line.len() + 1));
                line.insert_str(at.unwrap_or_default(), PIECES[piece % PIECES.len()]);
            }
        }
    }
    lines.join("\n")
}

#[test]
fn a_lone_hash() {
    read("api.yaml", "#");
    read("api.json", "#");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spoilt_documents(edits in prop::collection::vec((0_usize..1000, prop::option::of(0_usize..100)), 1..6)) {
        read("api.yaml", &spoil(&repaired(), &edits));
    }

    #[test]
    fn spoilt_json(edits in prop::collection::vec((0_usize..1000, prop::option::of(0_usize..100)), 1..4)) {
        let document: serde_json::Value = serde_yaml::from_str(&repaired()).unwrap();
        read("api.json", &spoil(&serde_json::to_string_pretty(&document).unwrap(), &edits));
    }

    #[test]
    fn spoilt_fixups(edits in prop::collection::vec((0_usize..1000, prop::option::of(0_usize..100)), 1..6)) {
        let mut map = SourceMap::new();
        let document = map.add("api.yaml", repaired());
        let file = map.add("fixups.toml", spoil(FIXUPS, &edits));
        let (fixups, _) = fixup::read(&map, file);
        openapi::read(&map, document, &fixups, &Limits::default());
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        read("api.yaml", &text);
        read("api.json", &text);
    }

    /// Every node is located at the text that it was read from.
    #[test]
    fn scalars_are_where_they_are_written(keys in prop::collection::vec("[a-z]{1,8}", 1..20)) {
        let lines: Vec<String> = keys.iter().enumerate().map(|(at, key)| format!("x-{key}{at}: v{at}\n")).collect();
        let text = lines.concat();
        let mut map = SourceMap::new();
        let file = map.add("a.yaml", &*text);
        for (at, key) in keys.iter().enumerate() {
            let place = map.locate(&graphwright_source::Origin::pointer(file, format!("#/x-{key}{at}")));
            prop_assert_eq!(&text[place.start..place.end], format!("v{at}"));
            prop_assert_eq!(place.line, Some(at + 1));
        }
    }
}
