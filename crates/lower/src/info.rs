//! Title, version and description of the document.

use crate::reader::Reader;
use graphwright_ir::Info;

/// Reads `info`.
pub(crate) fn read(reader: &Reader<'_>) -> Info {
    let Some(info) = reader.node("#/info") else {
        return Info::default();
    };
    let text = |key| info.str(key).unwrap_or_default().trim().to_owned();
    Info {
        title: text("title"),
        version: text("version"),
        docs: info.docs(),
    }
}
