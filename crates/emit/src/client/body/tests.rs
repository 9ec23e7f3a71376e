//! Forms of both twins: their styles, their files, and those that no type can hold.

use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

/// A part that is a member of the type.
fn part(wire: &str) -> PartEncoding {
    PartEncoding {
        wire: wire.into(),
        content_type: None,
        file: false,
        style: Style::Form,
        explode: true,
    }
}

fn file(wire: &str, content_type: &str) -> PartEncoding {
    PartEncoding {
        content_type: Some(content_type.to_owned()),
        file: true,
        ..part(wire)
    }
}

fn upload(ty: TypeRef) -> Operation {
    let mut content = content(MediaKind::Multipart, "multipart/form-data", ty);
    content.parts = vec![
        file("photo", "image/png"),
        file("pages", "image/*"),
        part("notes"),
    ];
    Operation {
        body: Some(Body {
            required: false,
            ..body(content)
        }),
        ..operation("upload", "Upload", "UPLOAD")
    }
}

/// The content of a form with styles of its own: the client writes them, and the server leaves a list that is
/// joined by spaces to its service.
fn styled_form() -> Content {
    let mut content = content(
        MediaKind::Form,
        "application/x-www-form-urlencoded",
        named(0),
    );
    let styled = |wire, style| PartEncoding {
        style,
        ..part(wire)
    };
    content.parts = vec![
        styled("tags", Style::SpaceDelimited),
        styled("owner", Style::DeepObject),
    ];
    content
}

#[test]
fn forms() {
    let mut joined = styled_form();
    for part in &mut joined.parts {
        part.explode = false;
    }
    let mut api = twins();
    api.operations = vec![
        upload(named(0)),
        Operation {
            body: Some(body(styled_form())),
            ..operation("order", "PlaceOrder", "PLACE_ORDER")
        },
        Operation {
            body: Some(body(joined)),
            ..operation("label", "AddLabels", "ADD_LABELS")
        },
    ];
    let client = [
        "pub fn upload",
        "pub fn order",
        "pub fn label",
        "pub fn body",
    ];
    assert_snapshot!(check_items(&api, "client/src/things.rs", &client), @r#"
    /// Does something.
    ///
    /// `POST /upload`.
    pub fn upload(&self) -> Upload {
        Upload { request: Request::new(&self.core, &UPLOAD) }
    }
    /// Does something.
    ///
    /// `POST /order`.
    pub fn order(&self, body: impl Borrow<Thing>) -> PlaceOrder {
        PlaceOrder {
            request: Request::new(&self.core, &PLACE_ORDER)
                .form_styled(body.borrow(), &[("owner", Notation::DEEP)]),
        }
    }
    /// Does something.
    ///
    /// `POST /label`.
    pub fn label(&self, body: impl Borrow<Thing>) -> AddLabels {
        AddLabels {
            request: Request::new(&self.core, &ADD_LABELS).form_styled(
                body.borrow(),
                &[("tags", Notation::SPACE), ("owner", Notation::DEEP)],
            ),
        }
    }
    /// Sets the body.
    pub fn body(mut self, body: impl Borrow<Thing>) -> Self {
        self.request = self.request.multipart(body.borrow(), &[("photo", "image/png")]);
        self
    }
    "#);
    let server = [
        "fn upload",
        "fn order",
        "fn label",
        "body: Some",
        "async fn",
    ];
    assert_snapshot!(check_items(&api, "server/src/things.rs", &server), @r#"
    /// Does something.
    ///
    /// `POST /upload`.
    fn upload(
        &self,
        call: Call,
        body: Option<Thing>,
    ) -> impl Future<Output = Result<UploadAnswer, Fault>> + Send;
    /// Does something.
    ///
    /// `POST /order`.
    fn order(
        &self,
        call: Call,
        body: Thing,
    ) -> impl Future<Output = Result<PlaceOrderAnswer, Fault>> + Send;
    /// Does something.
    ///
    /// `POST /label`.
    fn label(
        &self,
        call: Call,
        body: Thing,
    ) -> impl Future<Output = Result<AddLabelsAnswer, Fault>> + Send;
    body: Some(&Body::optional(&[("multipart/form-data", Schema::reference(&schema::THING))])),
    body: Some(
        &Body::required(&[("application/x-www-form-urlencoded", Schema::reference(&schema::THING))])
            .notations(&[("owner", Notation::DEEP)]),
    ),
    body: Some(
        &Body::required(&[("application/x-www-form-urlencoded", Schema::reference(&schema::THING))])
            .notations(&[("tags", Notation::SPACE), ("owner", Notation::DEEP)]),
    ),
    async fn upload<S: Things>(service: Arc<S>, mut request: Accepted) -> Result<Answer, Fault> {
        let body = request.optional_form()?;
        let answer = service.upload(request.call(), body).await?;
        Ok(answer.into())
    }
    async fn order<S: Things>(service: Arc<S>, mut request: Accepted) -> Result<Answer, Fault> {
        let body = request.form()?;
        let answer = service.order(request.call(), body).await?;
        Ok(answer.into())
    }
    async fn label<S: Things>(service: Arc<S>, mut request: Accepted) -> Result<Answer, Fault> {
        let body = request.form()?;
        let answer = service.label(request.call(), body).await?;
        Ok(answer.into())
    }
    "#);
}

#[test]
fn files_that_no_struct_holds_are_told_and_left_out() {
    let mut api = twins();
    api.operations = vec![upload(TypeRef::Json)];
    let told: Vec<_> = crate::unsupported(&api)
        .map(|(operation, _)| operation.id.as_str())
        .collect();
    assert_eq!(told, ["upload"]);
    let items = ["use ", "impl Client"];
    assert_snapshot!(check_items(&api, "client/src/client.rs", &items), @r"
    use crate::servers;
    use graphwright_client::{Api, Builder, Core, ErrorShape};
    impl Client {
        /// Builds a client that calls [`servers::V1`](crate::servers::V1), unless a base URL is set.
        pub fn builder() -> Builder<Self> {
            Builder::new(&API)
        }

        /// Returns the core that its calls use, with which an operation that the document lacks can be
        /// called too: see [`Call`](graphwright_client::Call).
        pub fn core(&self) -> &Core {
            &self.core
        }
    }
    ");
}

/// An operation whose body has one of several media types.
fn choice() -> Api {
    let alternative = |ident: &str, schema, content: Content| Content {
        ident: ident.into(),
        schema: SchemaGroup(schema),
        ..content
    };
    let text = content(MediaKind::Text, "text/plain", scalar(Scalar::String));
    let image = content(MediaKind::Bytes, "image/png", TypeRef::Stream);
    let alternatives = vec![
        alternative("Json", 0, json(named(0))),
        alternative("Text", 1, text),
        alternative("Png", 2, image),
    ];
    let mut api = twins();
    api.operations = vec![Operation {
        body: Some(Body {
            content: alternatives,
            ..body(json(named(0)))
        }),
        ..operation("store", "Store", "STORE")
    }];
    api
}

#[test]
fn a_body_of_several_media_types_is_an_enum() {
    let items = [
        "pub fn store",
        "pub enum StoreBody",
        "impl From",
        "impl Choice for StoreBody",
    ];
    assert_snapshot!(check_items(&choice(), "client/src/things.rs", &items), @r#"
    /// Does something.
    ///
    /// `POST /store`.
    pub fn store(&self, body: impl Into<StoreBody>) -> Store {
        Store { request: Request::new(&self.core, &STORE).choice::<StoreBody>(body) }
    }
    /// The body of [`Things::store`] in one of its media types.
    #[derive(Debug)]
    #[allow(clippy::large_enum_variant, reason = "it is made once a call and moved once")]
    #[non_exhaustive]
    pub enum StoreBody {
        /// `application/json`.
        Json(Thing),

        /// `text/plain`.
        Text(String),

        /// `image/png`.
        Png(Body),
    }
    impl From<Thing> for StoreBody {
        fn from(body: Thing) -> Self {
            Self::Json(body)
        }
    }
    impl Choice for StoreBody {
        fn set(self, request: Request) -> Request {
            match self {
                Self::Json(body) => request.json(&body),
                Self::Text(body) => request.text("text/plain", body),
                Self::Png(body) => request.body("image/png", body),
            }
        }
    }
    "#);
    let items = ["fn store", "body: Some", "pub enum StoreBody", "async fn"];
    assert_snapshot!(check_items(&choice(), "server/src/things.rs", &items), @r#"
    /// Does something.
    ///
    /// `POST /store`.
    fn store(
        &self,
        call: Call,
        body: StoreBody,
    ) -> impl Future<Output = Result<StoreAnswer, Fault>> + Send;
    body: Some(
        &Body::required(&[
                ("application/json", Schema::reference(&schema::THING)),
                ("text/plain", Schema::any()),
                ("image/png", Schema::any()),
            ])
            .streamed_as(&["image/png"]),
    ),
    /// The body of [`Things::store`], by its media type.
    #[derive(Debug)]
    #[allow(clippy::large_enum_variant, reason = "it is made once a call and moved once")]
    pub enum StoreBody {
        /// `application/json`.
        Json(Thing),

        /// `text/plain`.
        Text(String),

        /// `image/png`.
        Png(ByteStream),
    }
    async fn store<S: Things>(service: Arc<S>, mut request: Accepted) -> Result<Answer, Fault> {
        let body = match request.media_type() {
            Some("application/json") => StoreBody::Json(request.json()?),
            Some("text/plain") => StoreBody::Text(request.text()?),
            _ => StoreBody::Png(request.bytes()),
        };
        let answer = service.store(request.call(), body).await?;
        Ok(answer.into())
    }
    "#);
}
