//! The formats of the published document.

use super::request::AskedBy;
use crate::message::Message;
use std::fmt;
use std::str::FromStr;

/// The formats of the published document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentFormat {
    /// `json`: `openapi.json`, which the server crate embeds.
    #[default]
    Json,
    /// `yaml`: `openapi.yaml`.
    Yaml,
    /// `both`: `openapi.json` and `openapi.yaml`.
    Both,
}

impl DocumentFormat {
    const ALL: [Self; 3] = [Self::Json, Self::Yaml, Self::Both];

    /// The word in configurations and flags.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Both => "both",
        }
    }

    /// Returns whether `openapi.json` is written.
    pub fn has_json(self) -> bool {
        self != Self::Yaml
    }

    /// Returns whether `openapi.yaml` is written.
    pub fn has_yaml(self) -> bool {
        self != Self::Json
    }
}

impl fmt::Display for DocumentFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DocumentFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut all = Self::ALL.into_iter();
        all.find(|format| format.as_str() == text).ok_or_else(|| {
            format!("`{text}` is not a format of the document: write `json`, `yaml` or `both`")
        })
    }
}

/// The wanted formats, and the source of the setting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The formats.
    pub format: DocumentFormat,
    /// The flag or the key; `None` for the default.
    pub by: Option<AskedBy>,
}

impl Document {
    /// The error that the document cannot be YAML alone, if the server is among the targets.
    pub(crate) fn refuse(&self, targets: &[String]) -> Option<Message> {
        let embeds = targets.iter().any(|target| target == "server");
        let by = self
            .by
            .as_ref()
            .filter(|_| !self.format.has_json() && embeds)?;
        let message =
            by.refuse("the server crate embeds `openapi.json`, which would not be written");
        Some(message.help("write `both`, or remove the server from the targets"))
    }
}
