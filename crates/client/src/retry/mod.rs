//! Retries: which requests are sent again, when, and how often.
//!
//! A [table](table) of data says which outcomes allow a repeat, by the idempotency of the
//! operation; every cell has its reason. A [policy](RetryPolicy) says how often a request is sent and
//! how long to wait before each repeat, and the [budget] limits the repeats of a whole client.
//! The [attempt loop](crate::attempt) asks them in that order.
//!
//! To let another outcome be repeated, add a row to the table with its reason, and the same row to
//! `tests/it/retry/table.rs`.

mod attempt_log;
mod budget;
mod not_repeated;
mod outcome;
mod policy;
mod retry_after;
mod table;

pub(crate) use self::attempt_log::AttemptLog;
pub use self::attempt_log::EarlierAttempt;
pub(crate) use self::budget::Budget;
pub use self::not_repeated::NotRepeated;
pub use self::outcome::Outcome;
pub use self::policy::RetryPolicy;
pub(crate) use self::retry_after::retry_after;
pub(crate) use self::table::Verdict;
