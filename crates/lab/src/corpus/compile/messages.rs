//! The messages of Cargo in `--message-format json`, by document.

use super::record::Compilation;
use crate::documents::Document;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// The compiler's messages, by the folder of the document in the workspace.
#[derive(Debug, Default)]
pub(super) struct Findings(HashMap<String, Finding>);

#[derive(Debug, Default)]
struct Finding {
    crates: u64,
    errors: u64,
    warnings: u64,
    first_error: Option<String>,
    first_warning: Option<String>,
}

impl Findings {
    /// Adds a line; `true` if it says that a generated crate was compiled.
    pub(super) fn add_line(&mut self, line: &str, workspace: &Path) -> bool {
        let Ok(line) = serde_json::from_str::<Value>(line) else {
            return false;
        };
        let Some(folder) = document_folder(&line, workspace) else {
            return false;
        };
        let finding = self.0.entry(folder).or_default();
        match line["reason"].as_str() {
            Some("compiler-artifact") => {
                finding.crates += 1;
                true
            }
            Some("compiler-message") => {
                finding.add(&line["message"]);
                false
            }
            _ => false,
        }
    }

    pub(super) fn has_errors(&self) -> bool {
        self.0.values().any(|finding| finding.errors > 0)
    }

    /// The result for a document.
    pub(super) fn result(&self, document: &Document, key: &str) -> Compilation {
        let none = Finding::default();
        let finding = self.0.get(&document.name()).unwrap_or(&none);
        Compilation {
            path: document.path.clone(),
            key: key.to_owned(),
            crates: finding.crates,
            errors: finding.errors,
            warnings: finding.warnings,
            first_error: finding.first_error.clone(),
            first_warning: finding.first_warning.clone(),
        }
    }
}

impl Finding {
    /// Adds a message of the compiler. The last ones of a crate only sum up the others and have no location.
    fn add(&mut self, message: &Value) {
        let is_summary =
            message["spans"].as_array().is_some_and(Vec::is_empty) && message["code"].is_null();
        let (count, first) = match message["level"].as_str() {
            // A crash of the compiler is an error without a location.
            Some("error: internal compiler error") => (&mut self.errors, &mut self.first_error),
            _ if is_summary => return,
            Some("error") => (&mut self.errors, &mut self.first_error),
            Some("warning") => (&mut self.warnings, &mut self.first_warning),
            _ => return,
        };
        *count += 1;
        if first.is_none() {
            *first = message["rendered"].as_str().map(str::to_owned);
        }
    }
}

/// The folder of a document: the first one below the workspace in the path of a package's manifest.
fn document_folder(line: &Value, workspace: &Path) -> Option<String> {
    let manifest = Path::new(line["manifest_path"].as_str()?);
    let below = manifest.strip_prefix(workspace).ok()?;
    let folder = below.components().next()?;
    Some(folder.as_os_str().to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_message_is_about_the_document_of_its_crate() {
        let mut findings = Findings::default();
        let mut read = |line: Value| findings.add_line(&line.to_string(), Path::new("/b"));
        let message = |manifest: &str, level: &str, spans: Value| {
            json!({"reason": "compiler-message", "manifest_path": manifest, "message":
                {"level": level, "code": null, "spans": spans, "rendered": format!("{level}!")}})
        };
        let artifact =
            |manifest: &str| json!({"reason": "compiler-artifact", "manifest_path": manifest});
        assert!(!read(message(
            "/b/d1/model/Cargo.toml",
            "warning",
            json!([{}])
        )));
        assert!(read(artifact("/b/d1/model/Cargo.toml")));
        assert!(!read(message(
            "/b/d2/model/Cargo.toml",
            "error",
            json!([{}])
        )));
        assert!(!read(message("/b/d2/model/Cargo.toml", "error", json!([]))));
        assert!(!read(message(
            "/elsewhere/Cargo.toml",
            "error",
            json!([{}])
        )));
        assert!(!read(artifact("/elsewhere/Cargo.toml")));
        assert!(!read(json!({"reason": "build-finished", "success": false})));
        let figures = |folder: &str| {
            let finding = &findings.0[folder];
            (finding.crates, finding.errors, finding.warnings)
        };
        assert_eq!(figures("d1"), (1, 0, 1));
        assert_eq!(figures("d2"), (0, 1, 0));
        assert_eq!(findings.0["d2"].first_error.as_deref(), Some("error!"));
        assert_eq!(findings.0.len(), 2);
    }
}
