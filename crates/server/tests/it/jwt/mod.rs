//! JSON web tokens for a small API: which are accepted, for whom, and which are refused.

mod acceptance;
mod forgery;
mod rotation;
mod support;
