//! The table of outcomes after which a request may be repeated.
//!
//! Every cell answers the question whether the server may have acted on the request. An idempotent
//! request may be sent again nevertheless (RFC 9110, section 9.2.2), any other only if it is known
//! that nothing was done.

use super::Outcome;

/// The decision of the table on an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is the result of the call.
    Final,
    /// The request may be sent again.
    Repeat,
    /// The request may be sent again if the server said when, by `Retry-After`: then it refused the
    /// request before it did anything.
    RepeatIfTold,
    /// The request may be sent once more, with another credential.
    Reauthenticate,
}

/// An outcome, as the rows of the table are keyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Connect,
    Timeout,
    Interrupted,
    InBody,
    TooLarge,
    Unsendable,
    Status(u16),
}

pub(super) struct Row {
    pub(super) case: Case,
    pub(super) idempotent: Verdict,
    /// For requests that are not idempotent.
    pub(super) other: Verdict,
}

const fn row(case: Case, idempotent: Verdict, other: Verdict) -> Row {
    Row {
        case,
        idempotent,
        other,
    }
}

/// A status without a row is [`Verdict::Final`].
pub(super) const TABLE: &[Row] = &{
    use Case::{Connect, InBody, Interrupted, Status, Timeout, TooLarge, Unsendable};
    use Verdict::{Final, Reauthenticate, Repeat, RepeatIfTold};
    [
        // The server has seen nothing of it.
        row(Connect, Repeat, Repeat),
        // The server may have acted, and its answer may be lost.
        row(Timeout, Repeat, Final),
        row(Interrupted, Repeat, Final),
        // The server has acted, and its answer is lost.
        row(InBody, Repeat, Final),
        // It would be as large the next time, and fail the same way.
        row(TooLarge, Final, Final),
        row(Unsendable, Final, Final),
        // Refused because of the credential, so not acted on (RFC 9110, section 15.5.2).
        row(Status(401), Reauthenticate, Reauthenticate),
        // RFC 9110 lets any request be sent again (section 15.5.9), but gateways also say 408 where
        // the server behind them was slow.
        row(Status(408), Repeat, Final),
        // A conflict stays until somebody resolves it.
        row(Status(409), Final, Final),
        // Refused before it was acted on, because it might be a replay (RFC 8470, section 5.2).
        row(Status(425), Repeat, Repeat),
        // Over a limit. Without `Retry-After` it is not known whose limit, nor how much was done before.
        row(Status(429), Repeat, RepeatIfTold),
        // It failed somewhere in the middle.
        row(Status(500), Repeat, Final),
        // A gateway that got a bad answer, which is an answer.
        row(Status(502), Repeat, Final),
        // With `Retry-After` the server chose not to act; without, a gateway may have answered for it.
        row(Status(503), Repeat, RepeatIfTold),
        // A gateway that got no answer: the same as a timeout, even with `Retry-After`.
        row(Status(504), Repeat, Final),
    ]
};

impl Outcome {
    /// Looks the outcome up in the table.
    pub(crate) fn verdict(self, idempotent: bool) -> Verdict {
        let row = TABLE.iter().find(|row| row.case == self.case());
        row.map_or(Verdict::Final, |row| {
            if idempotent {
                row.idempotent
            } else {
                row.other
            }
        })
    }

    fn case(self) -> Case {
        match self {
            Self::Connect => Case::Connect,
            Self::Timeout => Case::Timeout,
            Self::Interrupted => Case::Interrupted,
            Self::Unsendable => Case::Unsendable,
            Self::InBody(_) => Case::InBody,
            Self::TooLarge(_) => Case::TooLarge,
            Self::Status(status) => Case::Status(status.as_u16()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, TABLE, Verdict};

    /// `tests/it/retry/table.rs` tests whole calls cell by cell.
    #[test]
    fn every_case_has_one_row_and_other_requests_are_allowed_no_more_than_idempotent_ones() {
        for (index, row) in TABLE.iter().enumerate() {
            assert!(TABLE[..index].iter().all(|other| other.case != row.case));
            assert!(
                row.other == row.idempotent || row.idempotent == Verdict::Repeat,
                "{:?}",
                row.case
            );
        }
        assert!(TABLE.iter().all(|row| row.case != Case::Status(200)));
    }
}
