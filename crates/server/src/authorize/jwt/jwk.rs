//! Keys as they are published (RFC 7517), each for the one algorithm that it fits.

use graphwright_wire::Base64;
use jsonwebtoken::jwk::{
    AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse,
};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;
use std::fmt;

/// A set of keys that cannot be used. It has no part of the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeysError {
    /// It is no JSON web key set: an object with a list `keys`.
    Malformed,
    /// None of its keys verifies signatures by HS256, RS256 or ES256, or all of those are too short.
    NoneUsable,
}

impl fmt::Display for KeysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the keys are no JSON web key set",
            Self::NoneUsable => "the key set has no key for HS256, RS256 or ES256",
        })
    }
}

impl std::error::Error for KeysError {}

/// Keys to verify tokens by.
#[derive(Debug, Default)]
pub(super) struct Set(Vec<Key>);

#[derive(Debug)]
struct Key {
    id: Option<String>,
    /// By its type, and not by what a token says: a public key is never a shared secret.
    algorithm: Algorithm,
    verifier: DecodingKey,
}

impl Set {
    /// The usable keys of a set; others are left out, as RFC 7517 section 5 has it.
    pub(super) fn parse(value: &Value) -> Result<Self, KeysError> {
        let keys = value.get("keys").and_then(Value::as_array);
        let keys = keys.ok_or(KeysError::Malformed)?;
        let usable: Vec<Key> = keys.iter().filter_map(Key::parse).collect();
        if usable.is_empty() {
            return Err(KeysError::NoneUsable);
        }
        Ok(Self(usable))
    }

    /// The keys that a token may be signed with. One that names a key is verified by keys of that
    /// name only; there may be several while keys are changed.
    pub(super) fn fitting(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
    ) -> impl Iterator<Item = &DecodingKey> {
        self.0
            .iter()
            .filter(move |key| key.algorithm == algorithm)
            .filter(move |key| id.is_none() || key.id.as_deref() == id)
            .map(|key| &key.verifier)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Key {
    fn parse(value: &Value) -> Option<Self> {
        let jwk = Jwk::deserialize(value).ok()?;
        let algorithm = algorithm(&jwk.algorithm)?;
        let common = &jwk.common;
        let named = common.key_algorithm;
        let named_so = named.is_none_or(|named| named == KeyAlgorithm::from(algorithm));
        let operations = common.key_operations.as_ref();
        let may_verify = operations.is_none_or(|all| all.contains(&KeyOperations::Verify));
        let signs = matches!(common.public_key_use, None | Some(PublicKeyUse::Signature));
        if !(named_so && may_verify && signs) {
            return None;
        }
        let verifier = DecodingKey::from_jwk(&jwk).ok()?;
        Some(Self {
            id: jwk.common.key_id,
            algorithm,
            verifier,
        })
    }
}

/// The algorithm that a key fits; `None` for other types and for keys that are shorter than RFC 7518
/// asks for (sections 3.2 and 3.3).
fn algorithm(key: &AlgorithmParameters) -> Option<Algorithm> {
    match key {
        AlgorithmParameters::OctetKey(key) => {
            let length = Base64::decode(&key.value)?.len();
            (length >= 32).then_some(Algorithm::HS256)
        }
        AlgorithmParameters::RSA(key) => (bits(&key.n)? >= 2048).then_some(Algorithm::RS256),
        AlgorithmParameters::EllipticCurve(key) => {
            let whole = |part: &str| Base64::decode(part).is_some_and(|part| part.len() == 32);
            let on_curve = key.curve == EllipticCurve::P256 && whole(&key.x) && whole(&key.y);
            on_curve.then_some(Algorithm::ES256)
        }
        _ => None,
    }
}

/// The length of a number, without the zeros in front of it.
fn bits(text: &str) -> Option<usize> {
    let bytes = Base64::decode(text)?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let first = bytes.get(zeros)?;
    Some((bytes.len() - zeros) * 8 - first.leading_zeros() as usize)
}
