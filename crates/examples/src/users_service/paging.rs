//! Pages of a list: where one begins, and the link to the next.
//!
//! The link carries `$skiptoken`: where the page ended, and a signature (HMAC-SHA-256, RFC 2104), so
//! that a caller can neither read a meaning into it nor make one.

use super::query;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use graph_users_server::runtime::{Detail, Place};
use graph_users_server::{Call, Fault};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// How many users a page has unless `$top` says otherwise.
pub(super) const DEFAULT_SIZE: usize = 100;

/// Signs and reads tokens. A new one, and so every restart of the service, makes old tokens invalid.
#[derive(Debug)]
pub(super) struct Tokens {
    keyed: Hmac<Sha256>,
}

impl Tokens {
    /// Tokens under a key of their own.
    pub(super) fn random() -> Self {
        let mut key = [0; 64];
        for part in key.chunks_exact_mut(16) {
            part.copy_from_slice(Uuid::new_v4().as_bytes());
        }
        Self::under(key)
    }

    fn under(key: [u8; 64]) -> Self {
        Self {
            keyed: Hmac::new(&key.into()),
        }
    }

    /// Where the page of a request begins: behind a number, or at the beginning of the list. A
    /// `$skiptoken` that is none is a 400.
    pub(super) fn begin(&self, call: &Call) -> Result<Option<u64>, Fault> {
        let mut options = query::options(call);
        let Some((_, token)) = options.find(|(name, _)| name == "$skiptoken") else {
            return Ok(None);
        };
        let number = self.read(token).ok_or_else(|| {
            let message = "must come from a link of this service";
            Fault::bad_request([Detail::param(Place::Query, "$skiptoken", "token", message)])
                .with_code("Request_BadRequest")
        })?;
        Ok(Some(number))
    }

    /// The token of the page that begins behind a number.
    pub(super) fn after(&self, number: u64) -> String {
        let position = number.to_be_bytes();
        let signature = self.signature(position).finalize().into_bytes();
        BASE64_URL_SAFE_NO_PAD.encode([&position[..], &signature].concat())
    }

    /// The number in a token; `None` if this did not sign it.
    fn read(&self, token: &str) -> Option<u64> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
        let (position, signature) = bytes.split_first_chunk::<8>()?;
        // In constant time, so that a signature cannot be found byte by byte.
        let verified = self.signature(*position).verify_slice(signature);
        verified.ok().map(|()| u64::from_be_bytes(*position))
    }

    fn signature(&self, position: [u8; 8]) -> Hmac<Sha256> {
        self.keyed.clone().chain_update(position)
    }
}

#[cfg(test)]
mod tests {
    use super::Tokens;

    #[test]
    fn a_token_is_read_by_whoever_made_it() {
        let tokens = Tokens::under([7; 64]);
        for number in [0, 1, 100, u64::MAX] {
            assert_eq!(tokens.read(&tokens.after(number)), Some(number));
        }
        let others = Tokens::under([8; 64]);
        assert_eq!(others.read(&tokens.after(1)), None);
    }

    #[test]
    fn a_token_that_was_changed_is_refused() {
        let tokens = Tokens::under([7; 64]);
        let token = tokens.after(100);
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(tokens.read(&changed), None, "{changed}");
        }
        for other in ["", "A", "100", "AAAAAAAAAGQ", &token[1..], &token[..11]] {
            assert_eq!(tokens.read(other), None, "{other}");
        }
    }
}
