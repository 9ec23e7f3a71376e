//! Files: parts of forms whose bytes travel as they are (RFC 7578), from memory or from a disk.
//!
//! A file is never base64. JSON cannot carry one: a file of text becomes a string there, any other
//! an error. Forms are written and read through serde, whose data model has no files, so they pass
//! alongside it in a [`slot`]. No text in a request can therefore become the path of a file.

mod codec;
mod content;
mod disk;
mod reader;

mod slot;
#[cfg(test)]
mod tests;

pub use self::content::File;
pub use self::reader::FileReader;
pub use self::slot::Handed;
