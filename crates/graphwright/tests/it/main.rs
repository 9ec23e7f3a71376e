//! The driver as its users meet it: the real program in folders of its own, and the committed
//! output.

mod bad_input;
mod closure;
mod command_line;
mod committed;
mod entities;
mod explain;
mod locked;
mod output_folder;
mod place;
mod policies;
mod report;
mod settings;
mod several_files;
