//! Mistakes that do not compile, each after the program that does.
//!
//! # A response that the document does not describe
//!
//! `delete-user` has a 204 without a body, and no 200:
//!
//! ```
//! use graph_users_server::users::DeleteUserAnswer;
//!
//! let _ = DeleteUserAnswer::NoContent;
//! ```
//!
//! ```compile_fail,E0599
//! use graph_users_server::model::User;
//! use graph_users_server::users::DeleteUserAnswer;
//!
//! let _ = DeleteUserAnswer::Ok(User::default());
//! ```
//!
//! # A server without an authorizer
//!
//! The document asks for tokens, so that a router cannot be built without a type that checks them:
//!
//! ```
//! use graph_users_server::{StaticTokens, router};
//! use graphwright_examples::users_service::UsersService;
//!
//! let _ = router(UsersService::new("http://localhost/v1.0"), StaticTokens::new());
//! ```
//!
//! ```compile_fail,E0061
//! use graph_users_server::router;
//! use graphwright_examples::users_service::UsersService;
//!
//! let _ = router(UsersService::new("http://localhost/v1.0"));
//! ```
