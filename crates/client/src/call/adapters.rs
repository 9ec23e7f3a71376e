//! Calls that return a success in another form: with its headers, or as a stream.

use super::{Call, Full, Sending};
use crate::{Decoded, Download, Error, Operation, Reading, Reply, Request};

/// A call that returns a [`Full`] answer; made by [`Call::full`].
#[derive(Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct WithFull<C>(C);

impl<C> WithFull<C> {
    pub(super) fn new(call: C) -> Self {
        Self(call)
    }
}

impl<C: Call> Call for WithFull<C> {
    type Success = Full<C::Success>;
    type Failure = C::Failure;

    const OPERATION: &'static Operation = C::OPERATION;
    const READING: Reading = C::READING;

    fn request(&mut self) -> &mut Request {
        self.0.request()
    }

    fn success(reply: &Reply) -> Decoded<Self::Success> {
        let full = |body| Full {
            status: reply.status_code(),
            headers: reply.headers().clone(),
            attempts: reply.log.sent(),
            client_request_id: reply.log.client_request_id().map(str::to_owned),
            body,
        };
        C::success(reply).map(full)
    }

    fn failure(reply: &Reply) -> Decoded<Self::Failure> {
        C::failure(reply)
    }
}

impl<C: Call> IntoFuture for WithFull<C> {
    type Output = Result<Full<C::Success>, Error<C::Failure>>;
    type IntoFuture = Sending<Self>;

    fn into_future(self) -> Sending<Self> {
        self.send()
    }
}

/// A call that returns a [`Download`]; made by [`Call::download`].
#[derive(Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct WithDownload<C>(C);

impl<C> WithDownload<C> {
    pub(super) fn new(call: C) -> Self {
        Self(call)
    }
}

impl<C: Call> Call for WithDownload<C> {
    type Success = Download;
    type Failure = C::Failure;

    const OPERATION: &'static Operation = C::OPERATION;
    const READING: Reading = Reading::Stream;

    fn request(&mut self) -> &mut Request {
        self.0.request()
    }

    /// The call decides if the answer is documented, by an answer without a body.
    fn success(reply: &Reply) -> Decoded<Download> {
        match reply.take_unread() {
            Some(body) if C::success(reply).is_documented() => {
                let (status, headers) = (reply.status_code(), reply.headers().clone());
                Decoded::value(Download::new(status, headers, body))
            }
            _ => reply.undocumented(),
        }
    }

    fn failure(reply: &Reply) -> Decoded<Self::Failure> {
        C::failure(reply)
    }
}

impl<C: Call> IntoFuture for WithDownload<C> {
    type Output = Result<Download, Error<C::Failure>>;
    type IntoFuture = Sending<Self>;

    fn into_future(self) -> Sending<Self> {
        self.send()
    }
}
