//! Page tokens, by which callers continue a list on its next page.

use crate::fault::Detail;
use crate::{Call, Fault, Operation, Place, query};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use graphwright_wire::percent;
use hmac::{Hmac, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;
use std::fmt;

/// Signs and verifies page tokens: positions in a list, signed with HMAC-SHA-256 (RFC 2104).
///
/// A position can be any JSON value. The sort key of the last item before the page is better than
/// an offset: items that are inserted or deleted between two requests then do not shift others to
/// another page.
///
/// Callers cannot create tokens, nor use a token of another operation. They can read them, so
/// positions must not contain secrets.
///
/// ```
/// use graphwright_server::{Call, Fault, PageTokens};
/// use std::collections::BTreeMap;
///
/// /// A page of pets, and the query of the next one.
/// fn list(
///     call: &Call,
///     pets: &BTreeMap<u64, String>,
///     tokens: &PageTokens,
/// ) -> Result<(Vec<String>, Option<String>), Fault> {
///     let last: Option<u64> = tokens.position(call)?;
///     let mut rest = pets.range(last.map_or(0, |last| last + 1)..).peekable();
///     let page: Vec<_> = rest.by_ref().take(100).collect();
///     let next = match (page.last(), rest.peek()) {
///         (Some((id, _)), Some(_)) => Some(tokens.query_after(call, id)?),
///         _ => None,
///     };
///     Ok((page.into_iter().map(|(_, name)| name.clone()).collect(), next))
/// }
/// ```
#[derive(Clone)]
pub struct PageTokens {
    param: &'static str,
    keyed: Hmac<Sha256>,
}

impl PageTokens {
    /// Tokens in a query parameter of this name: `$skiptoken`, `after`.
    ///
    /// The key must be at least 32 random bytes, and the same in all instances of a service. A new
    /// key invalidates all earlier tokens.
    #[expect(clippy::missing_panics_doc, reason = "no key makes it panic")]
    pub fn new(param: &'static str, key: &[u8]) -> Self {
        let keyed = Hmac::new_from_slice(key);
        let keyed = keyed.expect("HMAC takes keys of any length (RFC 2104 section 3)");
        Self { param, keyed }
    }

    /// Returns the position of the requested page; `None` for the first page.
    ///
    /// Fails with 400 for a token that was not signed with this key for this operation.
    pub fn position<T: DeserializeOwned>(&self, call: &Call) -> Result<Option<T>, Fault> {
        let mut pairs = call.query_pairs();
        let Some((_, token)) = pairs.find(|(name, _)| name == self.param) else {
            return Ok(None);
        };
        let message = "must come from a link of this service";
        self.verify(call.operation(), token)
            .map(Some)
            .ok_or_else(|| {
                Fault::bad_request([Detail::param(Place::Query, self.param, "token", message)])
            })
    }

    /// Returns the query of the page at a position: the query of the call, with the token of the
    /// position.
    pub fn query_after<T: Serialize>(&self, call: &Call, position: &T) -> Result<String, Fault> {
        let is_token = |pair: &&str| {
            let mut names = query::pairs(pair).flatten();
            names.any(|(name, _)| name == self.param)
        };
        let pairs = call.query().unwrap_or_default().split('&');
        let kept = pairs.filter(|pair| !pair.is_empty() && !is_token(pair));
        let mut next: String = kept.flat_map(|pair| [pair, "&"]).collect();
        let token = self.sign(call.operation(), position)?;
        next.extend([self.param, "=", &token]);
        Ok(next)
    }

    fn sign<T: Serialize>(&self, operation: &Operation, position: &T) -> Result<String, Fault> {
        let position = serde_json::to_vec(position)?;
        let signature = self.signature(operation, &position).finalize().into_bytes();
        Ok(BASE64_URL_SAFE_NO_PAD.encode([&signature[..], &position].concat()))
    }

    /// Decodes the position of a raw token; `None` if it was not signed with this key for the
    /// operation.
    fn verify<T: DeserializeOwned>(&self, operation: &Operation, token: &str) -> Option<T> {
        let token = percent::decode_query(token).ok()?;
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token.as_bytes()).ok()?;
        let (signature, position) = bytes.split_first_chunk::<32>()?;
        // Compared in constant time, so that a signature cannot be guessed byte by byte.
        let expected = self.signature(operation, position);
        expected.verify_slice(signature).ok()?;
        serde_json::from_slice(position).ok()
    }

    fn signature(&self, operation: &Operation, position: &[u8]) -> Hmac<Sha256> {
        // Ids have no zero byte, so that the end of the id is unambiguous.
        let keyed = self.keyed.clone().chain_update(operation.id);
        keyed.chain_update([0]).chain_update(position)
    }
}

/// `Debug` does not show the key.
impl fmt::Debug for PageTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageTokens")
            .field("param", &self.param)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::PageTokens;
    use crate::call::tests::{LIST, OTHER, call};

    fn tokens(key: u8) -> PageTokens {
        PageTokens::new("$skiptoken", &[key; 32])
    }

    /// Reads the position of a query that a link had.
    fn position(tokens: &PageTokens, query: &str) -> Option<(u64, String)> {
        let read = tokens.position(&call(&LIST, &format!("/things?{query}")));
        read.expect("it is a token")
    }

    fn digit(value: u8) -> char {
        char::from_digit(value.into(), 16).unwrap()
    }

    fn check_refused(tokens: &PageTokens, query: &str) {
        let read = tokens.position::<(u64, String)>(&call(&LIST, &format!("/things?{query}")));
        let fault = read.expect_err(query);
        assert_eq!(
            (fault.status().as_u16(), &*fault.details()[0].target),
            (400, "query/$skiptoken")
        );
    }

    #[test]
    fn a_link_has_the_query_and_the_position() {
        let tokens = tokens(7);
        let place = (9, "ä/b".to_owned());
        for (path, kept) in [
            ("/things", ""),
            ("/things?", ""),
            ("/things?$top=2&x=%26", "$top=2&x=%26&"),
            ("/things?$skiptoken=old&&%24top=2", "%24top=2&"),
            ("/things?a&%24skiptoken=old", "a&"),
        ] {
            let next = tokens.query_after(&call(&LIST, path), &place).unwrap();
            let (before, token) = next.split_once("$skiptoken=").unwrap();
            assert_eq!(before, kept, "{path}");
            assert_eq!(position(&tokens, &next), Some(place.clone()), "{path}");
            let escape = |byte: u8| ['%', digit(byte >> 4), digit(byte & 15)];
            let escaped: String = token.bytes().flat_map(escape).collect();
            let query = format!("%24skiptoken={escaped}");
            assert_eq!(position(&tokens, &query), Some(place.clone()), "{query}");
        }
        assert_eq!(position(&tokens, "$top=2"), None);
    }

    #[test]
    fn tokens_of_other_keys_and_operations_are_refused() {
        let own = tokens(7);
        let place = (9, "b".to_owned());
        let next = own.query_after(&call(&LIST, "/things"), &place).unwrap();
        let token = next.strip_prefix("$skiptoken=").unwrap();
        for at in 0..token.len() {
            let mut changed = token.to_owned().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            check_refused(&own, &format!("$skiptoken={changed}"));
        }
        for other in ["", "A", "100", "%ff", &token[1..], &token[..43]] {
            check_refused(&own, &format!("$skiptoken={other}"));
        }
        check_refused(&tokens(8), &next);
        let of_other_operation = own.query_after(&call(&OTHER, "/others"), &place).unwrap();
        check_refused(&own, &of_other_operation);
        // Signed, but with a position of another type, as after a change of the service.
        let of_other_type = own.query_after(&call(&LIST, "/things"), &9).unwrap();
        check_refused(&own, &of_other_type);
    }

    /// RFC 4231, test case 2.
    #[test]
    fn the_signature_is_hmac_sha_256() {
        use hmac::Mac;
        let tokens = PageTokens::new("after", b"Jefe");
        let signed = tokens.keyed.chain_update("what do ya want for nothing?");
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(format!("{:x}", signed.finalize().into_bytes()), expected);
    }

    #[test]
    fn the_key_is_not_shown() {
        assert_eq!(
            format!("{:?}", tokens(7)),
            r#"PageTokens { param: "$skiptoken", .. }"#
        );
    }
}
