//! Styles of parameters and of parts of forms.

use graphwright_ir::Style;

/// The style that a word of the document stands for.
pub(super) fn style(word: &str) -> Option<Style> {
    match word {
        "simple" => Some(Style::Simple),
        "matrix" => Some(Style::Matrix),
        "label" => Some(Style::Label),
        "form" => Some(Style::Form),
        "spaceDelimited" => Some(Style::SpaceDelimited),
        "pipeDelimited" => Some(Style::PipeDelimited),
        "deepObject" => Some(Style::DeepObject),
        _ => None,
    }
}
