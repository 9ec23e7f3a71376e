//! Two operations, one of which is idempotent, and a client for them.

use graphwright_client::{
    Api, Builder, Call, Core, Decoded, Error, Method, Operation, Reply, Request, Requirement,
    Scheme, SchemeKind, Sending, Undocumented,
};

static API: Api = Api {
    name: "probe",
    server: "https://api.example/v1",
    error_shape: None,
    schemes: &[],
};

static OAUTH2: Scheme = Scheme {
    name: "oauth2",
    kind: SchemeKind::OAuth2,
};

static GET: Operation = Operation {
    id: "get-thing",
    method: Method::GET,
    path: "/things/{id}",
    accept: "",
    idempotent: true,
    security: &[&[Requirement {
        scheme: &OAUTH2,
        scopes: &[],
        any_of: false,
    }]],
};

static CREATE: Operation = Operation {
    id: "create-thing",
    method: Method::POST,
    path: "/things",
    idempotent: false,
    ..GET
};

#[derive(Clone, Debug)]
pub(crate) struct Client(Core);

impl From<Core> for Client {
    fn from(core: Core) -> Self {
        Self(core)
    }
}

impl Client {
    pub(crate) fn builder() -> Builder<Self> {
        Builder::new(&API)
    }

    pub(crate) fn get(&self) -> Probe {
        let request = Request::new(&self.0, &GET).path("id", "a-secret-id");
        Probe(request.query("key", "a-secret-query"))
    }

    pub(crate) fn create(&self) -> Probe {
        Probe(Request::new(&self.0, &CREATE).text("text/plain", "a-secret-body"))
    }

    /// Calls the idempotent operation, or the other one.
    pub(crate) fn call(&self, idempotent: bool) -> Probe {
        if idempotent {
            self.get()
        } else {
            self.create()
        }
    }
}

#[derive(Debug)]
pub(crate) struct Probe(pub(crate) Request);

impl Call for Probe {
    type Success = String;
    type Failure = Undocumented;

    const OPERATION: &'static Operation = &GET;

    fn request(&mut self) -> &mut Request {
        &mut self.0
    }

    fn success(reply: &Reply) -> Decoded<String> {
        match reply.status() {
            200 => reply.text(|text| text),
            _ => reply.undocumented(),
        }
    }
}

impl IntoFuture for Probe {
    type Output = Result<String, Error<Undocumented>>;
    type IntoFuture = Sending<Self>;

    fn into_future(self) -> Sending<Self> {
        self.send()
    }
}
