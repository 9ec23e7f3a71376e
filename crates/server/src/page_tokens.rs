//! Tokens that lead from one page of a list to the next.

use crate::fault::Detail;
use crate::{Call, Fault, Operation, Place, percent, query};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;
use std::fmt;

/// Makes and reads the tokens of pages: where a page begins, signed (HMAC-SHA-256, RFC 2104).
///
/// Where a page begins can be anything that is JSON. The key by which the list is sorted, of the
/// last item before the page, is better than a count: items that come and go meanwhile then move no
/// others from one page to the next.
///
/// A caller can neither make a token nor use that of another operation. It can read one, so nothing
/// secret belongs there.
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
    /// Tokens in a parameter of the query, by its name as URLs have it: `$skiptoken`, `after`.
    ///
    /// The key is 32 random bytes or more, and the same in all instances of a service. A new one makes
    /// every token invalid that was given out before.
    #[expect(clippy::missing_panics_doc, reason = "no key makes it panic")]
    pub fn new(param: &'static str, key: &[u8]) -> Self {
        let keyed = Hmac::new_from_slice(key);
        let keyed = keyed.expect("HMAC takes keys of any length (RFC 2104 section 3)");
        Self { param, keyed }
    }

    /// Where the page begins that a call asks for; `None` for the first page.
    ///
    /// A token that was not made here for this operation is a 400.
    pub fn position<T: DeserializeOwned>(&self, call: &Call) -> Result<Option<T>, Fault> {
        let mut pairs = call.query_pairs();
        let Some((_, token)) = pairs.find(|(name, _)| name == self.param) else {
            return Ok(None);
        };
        let message = "must come from a link of this service";
        self.read(call.operation(), token).map(Some).ok_or_else(|| {
            Fault::bad_request([Detail::param(Place::Query, self.param, "token", message)])
        })
    }

    /// The query of the page that begins at a position: that of the call, with the token for it.
    pub fn query_after<T: Serialize>(&self, call: &Call, position: &T) -> Result<String, Fault> {
        let is_token = |pair: &&str| {
            let mut names = query::pairs(pair).flatten();
            names.any(|(name, _)| name == self.param)
        };
        let pairs = call.query().unwrap_or_default().split('&');
        let kept = pairs.filter(|pair| !pair.is_empty() && !is_token(pair));
        let mut next: String = kept.flat_map(|pair| [pair, "&"]).collect();
        let token = self.write(call.operation(), position)?;
        next.extend([self.param, "=", &token]);
        Ok(next)
    }

    fn write<T: Serialize>(&self, operation: &Operation, position: &T) -> Result<String, Fault> {
        let position = serde_json::to_vec(position)?;
        let signature = self.signature(operation, &position).finalize().into_bytes();
        Ok(BASE64_URL_SAFE_NO_PAD.encode([&signature[..], &position].concat()))
    }

    /// The position in a token as it came; `None` if this did not sign it for the operation.
    fn read<T: DeserializeOwned>(&self, operation: &Operation, token: &str) -> Option<T> {
        let token = percent::decode_query(token).ok()?;
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token.as_bytes()).ok()?;
        let (signature, position) = bytes.split_first_chunk::<32>()?;
        // In constant time, so that a signature cannot be found byte by byte.
        let expected = self.signature(operation, position);
        expected.verify_slice(signature).ok()?;
        serde_json::from_slice(position).ok()
    }

    fn signature(&self, operation: &Operation, position: &[u8]) -> Hmac<Sha256> {
        // JSON has no zero byte, so that where the id ends cannot be mistaken.
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
    use crate::call_query::tests::{LIST, OTHER, call};

    fn tokens(key: u8) -> PageTokens {
        PageTokens::new("$skiptoken", &[key; 32])
    }

    /// What a page begins behind, as it comes back from a link.
    fn position(tokens: &PageTokens, query: &str) -> Option<(u64, String)> {
        let read = tokens.position(&call(&LIST, &format!("/things?{query}")));
        read.expect("it is a token")
    }

    fn digit(value: u8) -> char {
        char::from_digit(value.into(), 16).unwrap()
    }

    fn refused(tokens: &PageTokens, query: &str) {
        let read = tokens.position::<(u64, String)>(&call(&LIST, &format!("/things?{query}")));
        let fault = read.expect_err(query);
        assert_eq!(
            (fault.status().as_u16(), &*fault.details()[0].target),
            (400, "query/$skiptoken")
        );
    }

    #[test]
    fn a_link_keeps_the_query_and_says_where_to_begin() {
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
    fn what_was_not_signed_here_for_this_is_refused() {
        let own = tokens(7);
        let place = (9, "b".to_owned());
        let next = own.query_after(&call(&LIST, "/things"), &place).unwrap();
        let token = next.strip_prefix("$skiptoken=").unwrap();
        for at in 0..token.len() {
            let mut changed = token.to_owned().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            refused(&own, &format!("$skiptoken={changed}"));
        }
        for other in ["", "A", "100", "%ff", &token[1..], &token[..43]] {
            refused(&own, &format!("$skiptoken={other}"));
        }
        refused(&tokens(8), &next);
        let of_another = own.query_after(&call(&OTHER, "/others"), &place).unwrap();
        refused(&own, &of_another);
        // Signed, but a position of another shape: the service has changed meanwhile.
        let of_before = own.query_after(&call(&LIST, "/things"), &9).unwrap();
        refused(&own, &of_before);
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
