//! The house rules: what the text of the project itself must be like.

mod books;
mod files;
