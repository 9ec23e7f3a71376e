//! The secrets of one request, and their removal from what comes back.

use graphwright_wire::Secret;

/// The text in place of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// The length in bytes below which a text is not searched for as a secret: removing a few letters
/// would blot out half of the text.
const MIN_SECRET: usize = 8;

/// The secrets of a request, in every form in which they were sent: raw and encoded.
///
/// Secrets shorter than eight bytes are kept but not searched for, since removing them would blot
/// out ordinary text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Secrets(Vec<Secret<String>>);

impl Secrets {
    pub(crate) fn add(&mut self, secret: Secret<String>) {
        if !self.0.contains(&secret) {
            self.0.push(secret);
            // A secret that contains another one goes first, so that nothing is left of it.
            self.0
                .sort_by_key(|secret| std::cmp::Reverse(secret.expose().len()));
        }
    }

    /// The secrets that are long enough to be searched for.
    fn searched(&self) -> impl Iterator<Item = &str> {
        let all = self.0.iter().map(|secret| secret.expose().as_str());
        all.filter(|secret| secret.len() >= MIN_SECRET)
    }

    /// Replaces every occurrence of a secret; `None` if there is none.
    pub(crate) fn redact_bytes(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        self.searched().fold(None, |clean, secret| {
            let cleaner = replace_secret(clean.as_deref().unwrap_or(bytes), secret.as_bytes());
            cleaner.or(clean)
        })
    }

    /// Replaces every occurrence of a secret in a text by `[redacted]`.
    pub fn redact(&self, text: &str) -> String {
        self.searched().fold(text.to_owned(), |text, secret| {
            text.replace(secret, REDACTED)
        })
    }
}

impl FromIterator<Secret<String>> for Secrets {
    fn from_iter<T: IntoIterator<Item = Secret<String>>>(secrets: T) -> Self {
        let mut all = Self::default();
        secrets.into_iter().for_each(|secret| all.add(secret));
        all
    }
}

/// Replaces one secret, which must not be empty; `None` if it does not occur.
fn replace_secret(bytes: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
    let mut clean = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest
        .windows(secret.len())
        .position(|window| window == secret)
    {
        let (before, from) = rest.split_at(at);
        clean.extend_from_slice(before);
        clean.extend_from_slice(REDACTED.as_bytes());
        rest = &from[secret.len()..];
    }
    if rest.len() == bytes.len() {
        return None;
    }
    clean.extend_from_slice(rest);
    Some(clean)
}

#[cfg(test)]
mod tests {
    use super::Secrets;
    use graphwright_wire::Secret;

    #[track_caller]
    fn check(secrets: &[&str], text: &str, expected: Option<&str>) {
        let secrets: Secrets = secrets.iter().map(|text| Secret::from(*text)).collect();
        let clean = secrets.redact_bytes(text.as_bytes());
        assert_eq!(clean.as_deref(), expected.map(str::as_bytes));
        assert_eq!(secrets.redact(text), expected.unwrap_or(text));
    }

    #[test]
    fn every_occurrence_of_a_secret_goes() {
        let secrets = ["s3cret-1"];
        check(&secrets, "", None);
        check(&secrets, "s3cret-", None);
        check(&secrets, "s3cret-1", Some("[redacted]"));
        check(
            &secrets,
            "a s3cret-1s3cret-1 b",
            Some("a [redacted][redacted] b"),
        );
    }

    #[test]
    fn of_two_secrets_the_longer_goes_first() {
        let secrets = ["s3cret-1", "s3cret-1%2B", "other-one"];
        check(
            &secrets,
            "s3cret-1%2B other-one s3cret-1",
            Some("[redacted] [redacted] [redacted]"),
        );
    }

    #[test]
    fn a_few_letters_are_not_searched_for() {
        check(&["o", "oops", ""], "oops", None);
    }
}
