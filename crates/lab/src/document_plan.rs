//! A document of a folder, planned: what would be generated from it, and the document as it was read.

use crate::documents;
use crate::files::{remove_folder, to_utf8};
use anyhow::{Context as _, Result, anyhow};
use graphwright::cli::{CodegenArgs, Program};
use graphwright::files::Disk;
use graphwright::message::Message;
use graphwright::output::Folder;
use graphwright::plan::{Plan, plan};
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
use graphwright_source::openapi::Document;
use std::path::Path;

/// A document and its plan.
pub(crate) struct Planned {
    pub settings: Settings,
    pub plan: Plan,
    pub document: Document,
}

impl Planned {
    /// Plans to generate targets (such as `model,server`) from a document into a folder, which is
    /// emptied; `None` for a document that is refused.
    pub(crate) fn of(
        document: &documents::Document,
        dir: &Path,
        out: &Path,
        only: &str,
        program: &Program,
    ) -> Result<Option<Self>> {
        remove_folder(out)?;
        let args = CodegenArgs {
            openapi: Some(to_utf8(&dir.join(&document.path))?),
            root: Some(to_utf8(dir)?),
            out: Some(to_utf8(out)?),
            name: Some(document.name()),
            only: only.split(',').map(str::to_owned).collect(),
            ..CodegenArgs::default()
        };
        let mut sources = InputReader::new(&Disk);
        let settings = Settings::resolve(&args, program, &mut sources);
        let settings = settings.map_err(|messages| {
            let texts: Vec<_> = messages.into_iter().map(|message| message.text).collect();
            anyhow!("{}", texts.join("; "))
        })?;
        let plan = plan(&settings, &mut sources);
        if plan.messages.iter().any(Message::is_error) {
            return Ok(None);
        }
        let file = sources
            .open(&settings.inputs.openapi.path)
            .map_err(|refused| anyhow!(refused.message))?;
        let document = sources.document(file, &settings.inputs.root, &[]).document;
        let document = document.with_context(|| {
            format!(
                "{} was planned and cannot be read",
                settings.inputs.openapi.path
            )
        })?;
        Ok(Some(Self {
            settings,
            plan,
            document,
        }))
    }

    /// Writes the files whose paths begin so, to be members of another workspace: without a manifest
    /// and a lock file of its own.
    pub(crate) fn write(&self, beginnings: &[&str]) -> Result<()> {
        let mut files = self.plan.files.clone();
        files.retain(|path, _| beginnings.iter().any(|begin| path.starts_with(begin)));
        let folder =
            Folder::open(&self.settings.dir, true).map_err(|message| anyhow!(message.text))?;
        let written = folder.write(&folder.compare(&files)?);
        written.map_err(|failure| anyhow!("{}: {}", failure.path, failure.error))?;
        Ok(())
    }
}
