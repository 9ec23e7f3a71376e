//! Words from an input never become code: each payload in each place is either refused with its
//! place, or makes as many items as a harmless word does, with the word itself in one literal where
//! it goes on the wire.

mod made;
mod payloads;
mod places;
mod tables;

use camino::Utf8PathBuf;
use graphwright::cli::CodegenArgs;
use graphwright::files::Memory;
pub(crate) use made::{Made, made};
use payloads::Payload;
use places::{API, Fate, Spot, spots};
use std::collections::BTreeMap;
use std::env;
use std::fmt::Debug;
use std::panic::{self, RefUnwindSafe};

/// Generates from a document alone: gives the output, or the errors as `file:line: code: text`.
pub(crate) fn from_document(document: String) -> Result<Made, Vec<String>> {
    let files = Memory([(Utf8PathBuf::from("api.json"), document)].into());
    let args = CodegenArgs {
        openapi: Some("api.json".into()),
        ..CodegenArgs::default()
    };
    made(&files, &args)
}

/// Generates from the template with another word in some places.
pub(crate) fn with(places: &[&str], word: &str) -> Result<Made, Vec<String>> {
    assert!(places.iter().all(|place| API.contains(place)), "{places:?}");
    from_document(places::document(places, word))
}

/// Generates from the template as it is.
pub(crate) fn harmless() -> Made {
    from_document(places::document(&[], "")).expect("the template is fine")
}

/// How many there are of what, in one output and in another, where that differs.
pub(crate) fn difference(one: &Made, other: &Made) -> BTreeMap<String, (usize, usize)> {
    let of = |made: &Made, key: &String| made.counts.get(key).copied().unwrap_or_default();
    let keys = one.counts.keys().chain(other.counts.keys());
    keys.map(|key| (key.clone(), (of(one, key), of(other, key))))
        .filter(|(_, (one, other))| one != other)
        .collect()
}

/// Tells what is wrong with the output for a word that has that fate, if anything.
fn fault(word: &str, fate: Fate, harmless: &Made, hostile: &Made) -> Option<String> {
    let difference = difference(harmless, hostile);
    if !difference.is_empty() {
        return Some(format!("{difference:?}"));
    }
    let mut literals = hostile.literals.iter();
    let there = match fate {
        Fate::Literal => hostile.literals.contains(word),
        Fate::Part => literals.any(|literal| literal.contains(word)),
        Fate::Free => true,
    };
    (!there).then(|| "no literal has the word".to_owned())
}

/// Each place meets every so manieth payload, and each payload as many places. The whole matrix takes minutes:
/// `MATRIX_STEP=1` runs it, and a full run takes 6.
const STEP: usize = 24;

fn step() -> usize {
    let step = env::var("MATRIX_STEP").ok();
    step.and_then(|step| step.parse().ok()).unwrap_or(STEP)
}

/// Puts payloads in places, and shows how many were generated and what is wrong with which. A panic
/// is wrong too, and has said what it is.
fn check<P: Debug + RefUnwindSafe>(
    places: &[P],
    fault: impl Fn(&P, &Payload) -> Option<Option<String>> + RefUnwindSafe,
) {
    let payloads = payloads::all();
    let step = step();
    let (mut all, mut generated, mut faults) = (0, 0, Vec::new());
    for (column, place) in places.iter().enumerate() {
        for payload in payloads.iter().skip(column % step).step_by(step) {
            all += 1;
            let found = panic::catch_unwind(|| fault(place, payload));
            match found.unwrap_or_else(|_| Some(Some("a panic".to_owned()))) {
                None => {}
                Some(None) => generated += 1,
                Some(Some(fault)) => {
                    faults.push(format!("{} at {place:?}: {fault}", payload.name));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(
        generated > all / 2,
        "only {generated} of {all} were generated"
    );
}

#[test]
fn words_of_a_document_stay_words() {
    let harmless = harmless();
    let at = |spot: &Spot, payload: &Payload| {
        let hostile = with(&spot.words, &payload.text).ok()?;
        Some(fault(&payload.text, spot.fate, &harmless, &hostile))
    };
    check(&spots(API), at);
}

#[test]
fn words_of_tables_and_fixups_stay_words() {
    let harmless = tables::from_files(None).expect("the template is fine");
    let at = |place: &tables::Place, payload: &Payload| {
        let hostile = tables::from_files(Some((place, &payload.text))).ok()?;
        Some(fault(
            &payload.text,
            tables::fate(place, &payload.text),
            &harmless,
            &hostile,
        ))
    };
    check(&tables::all(), at);
}
