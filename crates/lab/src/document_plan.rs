//! The plan of a document: what the generator would write for it, and the document as it was read.

use crate::documents;
use crate::files::{remove_folder, to_utf8};
use anyhow::{Context as _, Result, anyhow};
use graphwright::cli::{CodegenArgs, Program};
use graphwright::files::Disk;
use graphwright::message::Message;
use graphwright::output::{Folder, Placement};
use graphwright::plan::{Plan, plan};
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
use graphwright_source::openapi::Document;
use std::path::Path;

/// A document and its plan.
pub(crate) struct DocumentPlan {
    pub settings: Settings,
    pub plan: Plan,
    pub document: Document,
}

impl DocumentPlan {
    /// Plans to generate `targets` (such as `model`) from a document into a folder, which is emptied; `None` if the
    /// document is refused.
    pub(crate) fn create(
        document: &documents::Document,
        dir: &Path,
        out: &Path,
        targets: &[&str],
        program: &Program,
    ) -> Result<Option<Self>> {
        remove_folder(out)?;
        let args = CodegenArgs {
            openapi: Some(to_utf8(&dir.join(&document.path))?),
            root: Some(to_utf8(dir)?),
            out: Some(to_utf8(out)?),
            name: Some(document.name()),
            only: targets.iter().map(ToString::to_string).collect(),
            ..CodegenArgs::default()
        };
        let mut reader = InputReader::new(&Disk);
        let settings = Settings::resolve(&args, program, &mut reader);
        let settings = settings.map_err(|messages| {
            let texts: Vec<_> = messages.into_iter().map(|message| message.text).collect();
            anyhow!("{}", texts.join("; "))
        })?;
        let plan = plan(&settings, &mut reader);
        if plan.messages.iter().any(Message::is_error) {
            return Ok(None);
        }
        let file = reader
            .open(&settings.inputs.openapi.path)
            .map_err(|refused| anyhow!(refused.message))?;
        let inputs = &settings.inputs;
        let document = reader.document(file, &inputs.root, &[]).document;
        let document = document
            .with_context(|| format!("{} has a plan and cannot be read", inputs.openapi.path))?;
        Ok(Some(Self {
            settings,
            plan,
            document,
        }))
    }

    /// Writes the files whose paths begin with one of the prefixes. They become members of another workspace, so that
    /// the manifest and the lock file of a workspace are not among them.
    pub(crate) fn write(&self, prefixes: &[&str]) -> Result<()> {
        let mut files = self.plan.files.clone();
        files.retain(|path, _| prefixes.iter().any(|prefix| path.starts_with(prefix)));
        let folder = Folder::open(&self.settings.dir, Placement::OwnWorkspace)
            .map_err(|message| anyhow!(message.text))?;
        let written = folder.write(&folder.compare(&files)?);
        written.map_err(|failure| anyhow!("{}: {}", failure.path, failure.error))?;
        Ok(())
    }
}
