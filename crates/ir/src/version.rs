//! Versions of the API, and sets of them.

use crate::VersionId;

/// A version of the API that the generated crates can speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its name, for example `v1.0` or `beta`.
    pub wire: String,
    /// The Cargo feature that adds what only it has, and turns on the features of the versions
    /// before it; `None` for the version that is always there.
    pub feature: Option<String>,
    /// The path that its operations are below, without a trailing slash, for example `/beta`.
    pub base_path: String,
}

/// The versions that have something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum VersionSet {
    /// Every version.
    #[default]
    All,
    /// These alone, in rising order. Neither empty nor with [`VersionId::BASE`]: features only add,
    /// so what the base version has is in every version.
    Only(Vec<VersionId>),
}

impl VersionSet {
    /// The set of some versions, which is that of all where [`VersionId::BASE`] is among them; `None`
    /// for no version at all.
    pub fn of(versions: impl IntoIterator<Item = VersionId>) -> Option<Self> {
        let mut versions: Vec<_> = versions.into_iter().collect();
        versions.sort_unstable();
        versions.dedup();
        match *versions.first()? {
            VersionId::BASE => Some(Self::All),
            _ => Some(Self::Only(versions)),
        }
    }

    /// The first version of the set. Features imply those of the versions before, so this version
    /// decides which feature is needed.
    pub fn first(&self) -> VersionId {
        match self {
            Self::All => VersionId::BASE,
            Self::Only(versions) => versions.first().copied().unwrap_or_default(),
        }
    }

    /// Returns whether a version is in the set.
    pub fn contains(&self, version: VersionId) -> bool {
        match self {
            Self::All => true,
            Self::Only(versions) => versions.contains(&version),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_with_the_base_version_is_that_of_all() {
        let of = |versions: &[usize]| VersionSet::of(versions.iter().map(|&at| VersionId(at)));
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[2, 0]), Some(VersionSet::All));
        let later = of(&[3, 1, 3]).expect("two versions");
        assert_eq!(later, VersionSet::Only(vec![VersionId(1), VersionId(3)]));
        assert_eq!(later.first(), VersionId(1));
        assert!(later.contains(VersionId(3)) && !later.contains(VersionId(2)));
        assert!(VersionSet::All.contains(VersionId(2)));
    }
}
