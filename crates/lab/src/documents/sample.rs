//! Selections of documents: by their paths, or at random.

use super::Document;
use super::validity::Validity;
use crate::digest::digest;
use anyhow::Result;
use globset::{Glob, GlobSetBuilder};

/// Keeps the documents whose path matches one of the patterns; all documents if there are no patterns.
pub(crate) fn retain_matching(documents: &mut Vec<Document>, patterns: &[String]) -> Result<()> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern)?);
    }
    let set = set.build()?;
    documents.retain(|document| patterns.is_empty() || set.is_match(&document.path));
    Ok(())
}

/// Keeps `number` documents at random, of the valid ones if any document is known to be valid.
///
/// Each document has a rank by the seed and its own path, and the first ranks win: another document in the folder
/// changes the sample by one document at most.
pub(crate) fn retain_sample(documents: &mut Vec<Document>, number: usize, seed: u64) {
    let valid = |document: &Document| document.validity == Validity::Valid;
    if documents.iter().any(valid) {
        documents.retain(valid);
    }
    let seed = seed.to_le_bytes();
    documents.sort_by_cached_key(|document| digest([&seed[..], document.path.as_bytes()]));
    documents.truncate(number);
    documents.sort_by(|a, b| a.path.cmp(&b.path));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(number: usize, validity: Validity) -> Vec<Document> {
        let document = |index| Document {
            path: format!("{index:03}/api.json"),
            validity,
        };
        (0..number).map(document).collect()
    }

    fn sampled(mut from: Vec<Document>, number: usize, seed: u64) -> Vec<String> {
        retain_sample(&mut from, number, seed);
        from.into_iter().map(|document| document.path).collect()
    }

    #[test]
    fn the_seed_decides_and_the_order_does_not() {
        let all = documents(100, Validity::Unknown);
        let mut reversed = all.clone();
        reversed.reverse();
        let first = sampled(all.clone(), 10, 1);
        assert_eq!(first.len(), 10);
        assert!(first.is_sorted());
        assert_eq!(first, sampled(reversed, 10, 1));
        assert_ne!(first, sampled(all, 10, 2));
    }

    #[test]
    fn another_document_changes_a_sample_by_one_at_most() {
        let before = sampled(documents(99, Validity::Unknown), 10, 1);
        let after = sampled(documents(100, Validity::Unknown), 10, 1);
        let kept = before.iter().filter(|path| after.contains(path)).count();
        assert!(kept >= 9, "{before:?} {after:?}");
    }

    #[test]
    fn a_sample_has_valid_documents_only_if_they_are_known() {
        let mut all = documents(50, Validity::Invalid);
        all.extend(documents(60, Validity::Valid).split_off(50));
        let taken = sampled(all, 25, 7);
        assert_eq!(taken.len(), 10);
        assert!(taken.iter().all(|path| path.as_str() >= "050"), "{taken:?}");
        assert_eq!(sampled(documents(3, Validity::Unknown), 25, 7).len(), 3);
    }

    #[test]
    fn patterns_select_by_path() {
        let check = |patterns: &[&str], expected: &[&str]| {
            let mut all = documents(3, Validity::Unknown);
            let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
            retain_matching(&mut all, &patterns).expect("patterns");
            let paths: Vec<_> = all.iter().map(|document| document.path.as_str()).collect();
            assert_eq!(paths, expected, "{patterns:?}");
        };
        check(&["*2*"], &["002/api.json"]);
        check(&["000/*", "001/*.json"], &["000/api.json", "001/api.json"]);
        check(&["*.yaml"], &[]);
        assert!(retain_matching(&mut Vec::new(), &["[".to_owned()]).is_err());
    }
}
