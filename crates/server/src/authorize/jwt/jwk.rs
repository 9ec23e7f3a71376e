//! JSON web keys (RFC 7517), each for the one algorithm of its type.

use graphwright_wire::Base64;
use jsonwebtoken::jwk::{
    AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse,
};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;
use std::fmt;

/// An error for a key set that cannot be used. It contains no part of the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeysError {
    /// It is not a JSON web key set, an object with a list `keys`.
    Malformed,
    /// None of its keys is for HS256, RS256 or ES256 and long enough.
    NoneUsable,
}

impl fmt::Display for KeysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the keys are not a JSON web key set",
            Self::NoneUsable => "the key set has no usable key for HS256, RS256 or ES256",
        })
    }
}

impl std::error::Error for KeysError {}

/// The keys that verify tokens.
#[derive(Debug, Default)]
pub(super) struct KeySet(Vec<Key>);

#[derive(Debug)]
struct Key {
    id: Option<String>,
    /// Determined by the type of the key, not by a token, so that a public key is never used as a
    /// shared secret.
    algorithm: Algorithm,
    verifier: DecodingKey,
}

impl KeySet {
    /// Parses the usable keys of a set; others are ignored (RFC 7517 section 5).
    pub(super) fn parse(value: &Value) -> Result<Self, KeysError> {
        let keys = value.get("keys").and_then(Value::as_array);
        let keys = keys.ok_or(KeysError::Malformed)?;
        let usable: Vec<Key> = keys.iter().filter_map(Key::parse).collect();
        if usable.is_empty() {
            return Err(KeysError::NoneUsable);
        }
        Ok(Self(usable))
    }

    /// The keys that may have signed a token. If the token has a key id, only keys with that id;
    /// there may be several during a rotation.
    pub(super) fn candidates(
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
        let declared = common.key_algorithm;
        let is_algorithm =
            declared.is_none_or(|declared| declared == KeyAlgorithm::from(algorithm));
        let operations = common.key_operations.as_ref();
        let may_verify = operations.is_none_or(|all| all.contains(&KeyOperations::Verify));
        let is_for_signatures =
            matches!(common.public_key_use, None | Some(PublicKeyUse::Signature));
        if !(is_algorithm && may_verify && is_for_signatures) {
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

/// The algorithm of a key; `None` for other types and for keys that are shorter than RFC 7518
/// requires (sections 3.2 and 3.3).
fn algorithm(key: &AlgorithmParameters) -> Option<Algorithm> {
    match key {
        AlgorithmParameters::OctetKey(key) => {
            let length = Base64::decode(&key.value)?.len();
            (length >= 32).then_some(Algorithm::HS256)
        }
        AlgorithmParameters::RSA(key) => (bit_length(&key.n)? >= 2048).then_some(Algorithm::RS256),
        AlgorithmParameters::EllipticCurve(key) => {
            let is_coordinate =
                |part: &str| Base64::decode(part).is_some_and(|part| part.len() == 32);
            let on_curve =
                key.curve == EllipticCurve::P256 && is_coordinate(&key.x) && is_coordinate(&key.y);
            on_curve.then_some(Algorithm::ES256)
        }
        _ => None,
    }
}

/// The length of a number in bits, without leading zeros.
fn bit_length(text: &str) -> Option<usize> {
    let bytes = Base64::decode(text)?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let first = bytes.get(zeros)?;
    Some((bytes.len() - zeros) * 8 - first.leading_zeros() as usize)
}
