//! The principal: the caller, on whose behalf it acts, and its reach.

use http::Extensions;
use std::fmt;
use std::sync::Arc;

/// The caller. Cheap to clone, so that an authorizer can cache it.
#[derive(Clone, Default)]
pub struct Principal(Arc<Facts>);

/// The facts about a caller.
#[derive(Clone, Debug, Default)]
struct Facts {
    subject: Option<String>,
    access: Option<Access>,
    scopes: Vec<String>,
    roles: Vec<String>,
    claims: Extensions,
}

/// The party on whose behalf a caller acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// A user, who delegated the scopes (RFC 6749 section 1.2).
    Delegated,
    /// Itself, as an application without a user (RFC 6749 section 4.4).
    Application,
}

/// The data that a caller's scopes give access to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// The user's own data: all scopes that permit the call are [`Scope::own`].
    ///
    /// [`Scope::own`]: crate::Scope::own
    Own,
    /// All data of the operation.
    All,
}

impl Principal {
    /// An anonymous caller.
    pub fn anonymous() -> Self {
        Self::default()
    }

    /// A caller with this name; on whose behalf it acts is not known.
    pub fn new(subject: impl Into<String>) -> Self {
        let subject = Some(subject.into());
        Self(Arc::new(Facts {
            subject,
            ..Facts::default()
        }))
    }

    /// A user with this name, who acts through an application.
    pub fn user(subject: impl Into<String>) -> Self {
        Self::new(subject).with_access(Access::Delegated)
    }

    /// An application with this name, which acts for itself.
    pub fn application(subject: impl Into<String>) -> Self {
        Self::new(subject).with_access(Access::Application)
    }

    /// Adds scopes.
    pub fn with_scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.facts_mut()
            .scopes
            .extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Adds roles, which the service's own policies use in addition to scopes.
    pub fn with_roles(mut self, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.facts_mut()
            .roles
            .extend(roles.into_iter().map(Into::into));
        self
    }

    /// Attaches a value of the service, which handlers read with [`claim`](Self::claim).
    pub fn with_claim<T: Clone + Send + Sync + 'static>(mut self, claim: T) -> Self {
        self.facts_mut().claims.insert(claim);
        self
    }

    /// The name; `None` for an anonymous caller.
    pub fn subject(&self) -> Option<&str> {
        self.0.subject.as_deref()
    }

    /// The party on whose behalf it acts, if the authorizer knows it.
    pub fn access(&self) -> Option<Access> {
        self.0.access
    }

    /// The granted scopes.
    pub fn scopes(&self) -> &[String] {
        &self.0.scopes
    }

    /// Returns whether a scope was granted.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.0.scopes.iter().any(|granted| granted == scope)
    }

    /// The roles.
    pub fn roles(&self) -> &[String] {
        &self.0.roles
    }

    /// Returns whether the caller has a role.
    pub fn has_role(&self, role: &str) -> bool {
        self.0.roles.iter().any(|assigned| assigned == role)
    }

    /// A value that the authorizer attached, by type.
    pub fn claim<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.0.claims.get()
    }

    fn with_access(mut self, access: Access) -> Self {
        self.facts_mut().access = Some(access);
        self
    }

    fn facts_mut(&mut self) -> &mut Facts {
        Arc::make_mut(&mut self.0)
    }
}

impl fmt::Debug for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Facts {
            subject,
            access,
            scopes,
            roles,
            ..
        } = &*self.0;
        f.debug_struct("Principal")
            .field("subject", subject)
            .field("access", access)
            .field("scopes", scopes)
            .field("roles", roles)
            .finish_non_exhaustive()
    }
}
