//! The house rules: what the text of the project itself must be like.

mod books;
mod edges;
mod files;
mod imports;
mod tidy;
