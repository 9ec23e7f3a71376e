//! Tests that variations are reproducible, valid, and all applied.

use super::{Donors, VARIATIONS, vary_document};
use crate::seeds::Folders;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// The documents of the generator's tests.
fn documents() -> Vec<Value> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let folders = Folders { root, corpus: None };
    let texts = folders.documents().expect("the checkout has documents");
    let documents = texts
        .iter()
        .filter_map(|text| crate::generation::effective_document(text));
    documents.collect()
}

#[test]
fn a_seed_makes_the_same_document_each_time() {
    let documents = documents();
    let donors = Donors::new(documents.clone());
    for document in documents.iter().take(20) {
        let once = vary_document(document, "a", &donors, 1, None);
        let again = vary_document(document, "a", &donors, 1, None);
        assert_eq!((once.document, once.steps), (again.document, again.steps));
    }
}

#[test]
fn fewer_steps_make_the_beginning() {
    let documents = documents();
    let donors = Donors::new(documents.clone());
    let whole = vary_document(&documents[0], "a", &donors, 1, None);
    let half = vary_document(&documents[0], "a", &donors, 1, Some(20));
    assert!(!half.steps.is_empty() && half.steps.len() < whole.steps.len());
    assert_eq!(half.steps, whole.steps[..half.steps.len()]);
}

#[test]
fn every_variation_applies_somewhere() {
    let documents = documents();
    let donors = Donors::new(documents.clone());
    let mut done = BTreeSet::new();
    for seed in 0..10 {
        for (index, document) in documents.iter().enumerate() {
            let varied = vary_document(document, &index.to_string(), &donors, seed, None);
            let names = varied
                .steps
                .iter()
                .filter_map(|step| step.split(' ').nth(1));
            done.extend(names.map(str::to_owned));
        }
    }
    let never: Vec<_> = VARIATIONS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !done.contains(*name))
        .collect();
    assert!(never.is_empty(), "{never:?}");
}

#[test]
fn varied_documents_are_generated() {
    let documents = documents();
    let donors = Donors::new(documents.clone());
    for (index, document) in documents.iter().enumerate().step_by(4) {
        let varied = vary_document(document, &index.to_string(), &donors, 7, None);
        let text = varied.document.to_string();
        let fault = crate::generation::generate(&[("api.json", &text)]).err();
        assert!(fault.is_none(), "{fault:?}");
    }
}
