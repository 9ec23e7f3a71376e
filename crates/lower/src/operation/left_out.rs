//! Parts of a document that no operation is generated from.

use crate::reader::Node;
use crate::report::{At, Report};
use graphwright_source::Code;
use graphwright_source::openapi::keys;
use serde_json::json;

/// Reports a part of an operation that nothing is generated from.
pub(super) fn report_left_out(node: &Node<'_>, key: &str, report: &mut Report<'_>) {
    let part = node.value(key);
    if part.is_some_and(|part| *part != json!({}) && *part != json!([])) {
        let message = format!("nothing is generated from `{key}` here");
        report.add(Code::NOT_EXPRESSED, message, At::Key(&node.at(key)));
    }
}

/// Reports the requests that the API makes itself.
pub(super) fn report_webhooks(root: &Node<'_>, report: &mut Report<'_>) {
    for key in [keys::WEBHOOKS, "webhooks"] {
        let webhooks = root.child(key);
        if webhooks.is_some_and(|webhooks| !webhooks.map.is_empty()) {
            let message = "webhooks are not generated";
            let at = root.at("webhooks");
            report.add(Code::NOT_EXPRESSED, message, At::Key(&at));
        }
    }
}
