//! The one place where credentials are attached to a request.

use crate::auth::{Attached, choose_alternative, is_set};
use crate::{Body, Core, Operation, TokenError, TokenRequest};

impl Core {
    /// Attaches to one attempt the credentials that the operation requires and the client has.
    ///
    /// Nothing is attached if the address is not of the configured origin or the operation requires
    /// nothing. A credential that the caller has set as a header or cookie stays, and satisfies its
    /// scheme. If no alternative is configured completely, the request is sent without credentials:
    /// the server decides.
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
        let chosen = choose_alternative(operation.security, |requirement| {
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
