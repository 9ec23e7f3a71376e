//! The driver as its users meet it: the real program in folders of its own, and the committed
//! output.

mod advisories;
mod bad_input;
mod bodies;
mod closure;
mod command_line;
mod committed;
mod document_format;
mod entities;
mod explain;
mod held_document;
mod injection;
mod keep_going;
mod locked;
mod output_folder;
mod place;
mod policies;
mod report;
mod reproducible;
mod second_document;
mod selection;
mod settings;
mod several_files;
mod tag_features;
