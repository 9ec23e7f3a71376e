//! Who calls, on whose behalf, and how far that reaches.

use http::Extensions;
use std::fmt;
use std::sync::Arc;

/// Who calls. Cheap to clone: an authoriser may keep those that it knows.
#[derive(Clone, Default)]
pub struct Principal(Arc<Known>);

/// What is known of a caller.
#[derive(Clone, Debug, Default)]
struct Known {
    subject: Option<String>,
    access: Option<Access>,
    scopes: Vec<String>,
    roles: Vec<String>,
    claims: Extensions,
}

/// On whose behalf a caller acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// A user's, who delegated the scopes (RFC 6749 section 1.2).
    Delegated,
    /// Its own, as an application without a user (RFC 6749 section 4.4).
    Application,
}

/// How far what a caller was granted reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// What is the user's own: every scope that let the caller in is [`Scope::own`].
    ///
    /// [`Scope::own`]: crate::Scope::own
    Own,
    /// Everything that the operation serves.
    All,
}

impl Principal {
    /// A caller of whom nothing is known.
    pub fn anonymous() -> Self {
        Self::default()
    }

    /// A caller with a name, of whom it is not known on whose behalf it acts.
    pub fn new(subject: impl Into<String>) -> Self {
        let subject = Some(subject.into());
        Self(Arc::new(Known {
            subject,
            ..Known::default()
        }))
    }

    /// A user, by the name that it has in the service, who acts through an application.
    pub fn user(subject: impl Into<String>) -> Self {
        Self::new(subject).with_access(Access::Delegated)
    }

    /// An application that acts for itself.
    pub fn application(subject: impl Into<String>) -> Self {
        Self::new(subject).with_access(Access::Application)
    }

    /// Grants it scopes.
    pub fn with_scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.known()
            .scopes
            .extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Gives it roles: what the service's own policies go by, beside scopes.
    pub fn with_roles(mut self, roles: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.known().roles.extend(roles.into_iter().map(Into::into));
        self
    }

    /// Attaches a value of the service's own, for handlers to read with [`claim`](Self::claim).
    pub fn with_claim<T: Clone + Send + Sync + 'static>(mut self, claim: T) -> Self {
        self.known().claims.insert(claim);
        self
    }

    /// Its name; `None` for an anonymous caller.
    pub fn subject(&self) -> Option<&str> {
        self.0.subject.as_deref()
    }

    /// On whose behalf it acts, where the authoriser knows.
    pub fn access(&self) -> Option<Access> {
        self.0.access
    }

    /// What it was granted.
    pub fn scopes(&self) -> &[String] {
        &self.0.scopes
    }

    /// Whether it was granted a scope.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.0.scopes.iter().any(|granted| granted == scope)
    }

    /// Its roles.
    pub fn roles(&self) -> &[String] {
        &self.0.roles
    }

    /// Whether it has a role.
    pub fn has_role(&self, role: &str) -> bool {
        self.0.roles.iter().any(|own| own == role)
    }

    /// What the authoriser attached, by its type.
    pub fn claim<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.0.claims.get()
    }

    fn with_access(mut self, access: Access) -> Self {
        self.known().access = Some(access);
        self
    }

    fn known(&mut self) -> &mut Known {
        Arc::make_mut(&mut self.0)
    }
}

impl fmt::Debug for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Known {
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
