//! Proof Key for Code Exchange (RFC 7636), and unguessable text.

use crate::error::AuthError;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use graphwright_client::Secret;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};

/// Makes a text of 256 random bits in 43 characters that a URL holds without encoding: the length that
/// RFC 7636, section 4.1, recommends for a verifier, and more than RFC 6749, section 10.10, requires
/// of a `state`.
pub(super) fn random_text() -> Result<Secret<String>, AuthError> {
    let mut bytes = [0; 32];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| AuthError::Random)?;
    Ok(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
}

/// The challenge of a verifier by the method `S256` (RFC 7636, section 4.2).
pub(super) fn challenge(verifier: &Secret<String>) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.expose().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{challenge, random_text};
    use graphwright_client::Secret;

    #[test]
    fn the_challenge_is_that_of_the_rfc() {
        // RFC 7636, appendix B.
        let verifier = Secret::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        let expected = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert_eq!(challenge(&verifier), expected);
    }

    #[test]
    fn random_text_is_long_and_new_each_time() {
        let (one, two) = (random_text().unwrap(), random_text().unwrap());
        assert_eq!(one.expose().len(), 43);
        assert!(one != two);
    }
}
