//! `[lints]`: severities of codes that differ from their defaults.

use super::request::Located;
use super::section::Section;
use crate::codes;
use crate::message::Message;
use graphwright_source::{Code, Severity, suggest};

/// The codes about inputs whose severity the configuration changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lints {
    /// `deny`: these are errors. `warnings` means every warning.
    pub deny: Vec<String>,
    /// `warn`: these are warnings.
    pub warn: Vec<String>,
    /// `allow`: these are not shown; the report still has them.
    pub allow: Vec<String>,
}

/// The word for every warning in `deny`.
const WARNINGS: &str = "warnings";

impl Lints {
    /// Sets the configured severity of a message; `None` if it is not shown.
    ///
    /// The more specific setting wins. A default error stays an error, since the run cannot continue.
    pub fn apply(&self, mut message: Message) -> Option<Message> {
        let named = |codes: &[String]| codes.iter().any(|code| code == message.code);
        if named(&self.deny) {
            message.severity = Severity::Error;
        } else if message.is_error() {
            return Some(message);
        } else if named(&self.allow) {
            return None;
        } else if named(&self.warn) {
            message.severity = Severity::Warning;
        }
        if message.severity == Severity::Warning && self.deny.iter().any(|code| code == WARNINGS) {
            message.severity = Severity::Error;
        }
        Some(message)
    }
}

/// Reads the table; a code that does not exist is an error.
pub(super) fn read(mut section: Section<'_>) -> Lints {
    let lints = Lints {
        deny: list(&mut section, "deny"),
        warn: list(&mut section, "warn"),
        allow: list(&mut section, "allow"),
    };
    section.finish();
    lints
}

fn list(section: &mut Section<'_>, key: &'static str) -> Vec<String> {
    let named = section.strings(key);
    for Located { text: code, origin } in &named {
        if code == WARNINGS && key == "deny" {
            continue;
        }
        let text = match Code::find(code) {
            Some(known) if known.severity() == Severity::Error && key != "deny" => {
                format!("`{code}` is always an error: it cannot be a warning or be allowed")
            }
            Some(_) => continue,
            None => format!("`{code}` is not a code of diagnostics about inputs"),
        };
        let mut message = Message::error(codes::CONFIG_INVALID, text);
        let near = suggest::nearest(code, Code::ALL.iter().map(|known| known.name()));
        message.help = near
            .filter(|near| near != code)
            .map(|near| format!("did you mean `{near}`?"));
        section.push(message, origin);
    }
    named.into_iter().map(|code| code.text).collect()
}
