//! The version that the document describes.

use crate::servers::last_word;
use graphwright_ir::{Info, Server, Version};

/// The version that the document describes, called by the last word of the first server's path, or
/// else by the document's own version.
pub(crate) fn of_document(info: &Info, servers: &[Server]) -> Version {
    let server = servers.first();
    let word = server.and_then(|server| last_word(&server.base_path));
    Version {
        wire: word.unwrap_or(&info.version).to_owned(),
        feature: None,
        base_path: server
            .map(|server| server.base_path.clone())
            .unwrap_or_default(),
    }
}
