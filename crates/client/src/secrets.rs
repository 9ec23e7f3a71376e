//! The secrets of one request, so that what comes back can be kept clean of them.

use graphwright_wire::Secret;

/// What stands in the place of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// The shortest text that is looked for as a secret, in bytes: one of a few letters is none, and
/// would blot out half the text.
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
            // A secret that holds another one goes first, so that nothing is left of it.
            self.0
                .sort_by_key(|secret| std::cmp::Reverse(secret.expose().len()));
        }
    }

    /// Those that can be looked for.
    fn searched(&self) -> impl Iterator<Item = &str> {
        let all = self.0.iter().map(|secret| secret.expose().as_str());
        all.filter(|secret| secret.len() >= MIN_SECRET)
    }

    /// The bytes with every occurrence of a secret replaced; `None` where there is none.
    pub(crate) fn without(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        self.searched().fold(None, |clean, secret| {
            let cleaner = without(clean.as_deref().unwrap_or(bytes), secret.as_bytes());
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

/// One secret, which is not empty.
fn without(bytes: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
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
        let clean = secrets.without(text.as_bytes());
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
    fn a_few_letters_are_no_secret() {
        check(&["o", "oops", ""], "oops", None);
    }
}
