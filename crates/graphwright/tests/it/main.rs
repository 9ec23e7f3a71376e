//! The driver as its users meet it: the real program in folders of its own, and the committed
//! output.

mod advisories;
mod bad_input;
mod bodies;
mod closure;
mod command_line;
#[cfg(feature = "tables")]
mod committed;
mod document_format;
#[cfg(feature = "tables")]
mod entities;
#[cfg(feature = "tables")]
mod explain;
mod held_document;
mod injection;
mod keep_going;
mod locked;
#[cfg(not(feature = "tables"))]
mod no_tables;
mod output_folder;
mod place;
#[cfg(feature = "tables")]
mod policies;
#[cfg(feature = "tables")]
mod report;
#[cfg(feature = "tables")]
mod reproducible;
mod second_document;
mod selection;
mod settings;
mod several_files;
mod tag_features;
