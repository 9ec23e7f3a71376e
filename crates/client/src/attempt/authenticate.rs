//! The one place in the life of a call where credentials are attached.

use crate::auth::{Attached, choose, is_set};
use crate::{Body, Core, Operation, TokenError, TokenRequest};

impl Core {
    /// Attaches what the operation asks for, as far as it is configured, to one attempt.
    ///
    /// Nothing is attached where the address is not of the configured origin or where the operation
    /// asks for nothing; what the caller has set by itself stays, and serves its scheme. An operation
    /// of which no alternative is configured whole is sent as it is: its server has the last word.
    pub(crate) async fn authenticate(
        &self,
        operation: &'static Operation,
        request: &mut http::Request<Body>,
    ) -> Result<Attached, TokenError> {
        let mut attached = Attached::default();
        let origin = self.base_url();
        if !origin.is_some_and(|origin| origin.is_origin_of(request.uri())) {
            return Ok(attached);
        }
        let credentials = self.credentials();
        let chosen = choose(operation.security, |requirement| {
            is_set(request, requirement.scheme) || credentials.find(requirement.scheme).is_some()
        });
        for requirement in chosen {
            if is_set(request, requirement.scheme) {
                continue;
            }
            if let Some(credential) = credentials.find(requirement.scheme) {
                let wanted = TokenRequest {
                    operation: operation.id,
                    requirement,
                };
                attached
                    .attach(request, wanted, credential.source())
                    .await?;
            }
        }
        Ok(attached)
    }
}
