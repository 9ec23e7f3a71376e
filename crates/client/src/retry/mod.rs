//! Whether, when and how often a request is sent again.
//!
//! What may be repeated is [`table`], how often and after what wait is [`policy`], and how much in
//! all is [`budget`]. The loop that asks them is in `life.rs`.

mod budget;
mod not_repeated;
mod outcome;
mod policy;
mod retry_after;
mod table;
mod trail;

pub(crate) use self::budget::Budget;
pub use self::not_repeated::NotRepeated;
pub use self::outcome::Outcome;
pub use self::policy::RetryPolicy;
pub(crate) use self::retry_after::retry_after;
pub(crate) use self::table::Verdict;
pub use self::trail::EarlierAttempt;
pub(crate) use self::trail::Trail;
