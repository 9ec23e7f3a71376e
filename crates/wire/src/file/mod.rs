//! Files: parts of forms whose bytes travel as they are (RFC 7578), from memory or from a disk.
//!
//! A file is never base64, and JSON has no place for one: it is text there where it is text, and an
//! error otherwise. On its way into a form and out of one it is handed over beside serde
//! ([`slot`]), so that no text that anybody sends can become the path of a file.

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
