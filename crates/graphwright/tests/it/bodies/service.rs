//! The implementation of the stub: it keeps one blob on a disk, and gives back what it gets.

use bodies_server::albums::{Albums, CopyAnswer, MakeAnswer};
use bodies_server::blobs::{Blobs, GetAnswer, PutAnswer};
use bodies_server::events::{ChatAnswer, TicksAnswer};
use bodies_server::jobs::{BeginAnswer, BeginBody, Jobs, MaybeAnswer, MaybeBody};
use bodies_server::model::wire::File;
use bodies_server::model::{Album, CopyOperationBody, RefreshBody, Tick, TokenBody, Upload};
use bodies_server::notes::{Notes, ShoutAnswer};
use bodies_server::told::{
    PlainAnswer, PublishAnswer, PublishParams, RefreshAnswer, SubscribeAnswer, SubscribeParams, Told, TokenAnswer, VersionedAnswer,
    WhyAnswer, WhyParams,
};
use bodies_server::runtime::{ByteStream, Call, Event, Events, Fault};
use std::io::Write;
use std::path::PathBuf;

pub struct Service {
    pub blob: PathBuf,
}

impl Blobs for Service {
    async fn put(&self, _: Call, _: String, mut body: ByteStream) -> Result<PutAnswer, Fault> {
        let mut file = std::fs::File::create(&self.blob)?;
        let mut length = 0;
        while let Some(chunk) = body.next().await {
            let chunk = chunk?;
            file.write_all(&chunk)?;
            length += chunk.len() as i64;
        }
        Ok(PutAnswer::Ok(length))
    }

    async fn get(&self, _: Call, _: String) -> Result<GetAnswer, Fault> {
        Ok(GetAnswer::Ok(ByteStream::file(File::open(&self.blob)?).await?))
    }
}

impl Notes for Service {
    async fn shout(&self, _: Call, body: String) -> Result<ShoutAnswer, Fault> {
        Ok(ShoutAnswer::Ok(body.to_uppercase()))
    }
}

/// This many events, of which the counts are given.
fn ticks(counts: impl IntoIterator<Item = i32>) -> Events<Tick> {
    let (sender, events) = Events::channel(16);
    let counts: Vec<i32> = counts.into_iter().collect();
    tokio::spawn(async move {
        for (id, count) in counts.into_iter().enumerate() {
            sender.send(Event::new(Tick::new(count)).id(id.to_string())).await;
        }
    });
    events
}

impl bodies_server::events::Events for Service {
    async fn ticks(&self, _: Call) -> Result<TicksAnswer, Fault> {
        Ok(TicksAnswer::Ok(ticks(0..3)))
    }

    async fn chat(&self, call: Call, body: Tick) -> Result<ChatAnswer, Fault> {
        Ok(match call.header("accept") {
            Some("text/event-stream") => ChatAnswer::OkEventStream(ticks([body.count; 2])),
            _ => ChatAnswer::Ok(body),
        })
    }
}

impl Albums for Service {
    async fn make(&self, _: Call, body: Upload) -> Result<MakeAnswer, Fault> {
        let files: Vec<File> = body.cover.into_iter().chain(body.pages.unwrap_or_default()).collect();
        let sizes: Vec<i64> = files.iter().map(|file| file.len() as i64).collect();
        let names: Vec<String> = files.into_iter().filter_map(|file| file.name).collect();
        let mut album = Album::new(body.title, sizes, names);
        (album.count, album.place) = (body.count, body.place);
        Ok(MakeAnswer::Ok(album))
    }

    async fn copy(&self, _: Call, body: CopyOperationBody) -> Result<CopyAnswer, Fault> {
        Ok(CopyAnswer::Ok(ByteStream::file(body.file).await?))
    }
}

impl Told for Service {
    async fn publish(&self, call: Call, _: PublishParams) -> Result<PublishAnswer, Fault> {
        Ok(PublishAnswer::Ok(call.operation().id.into()))
    }

    async fn subscribe(&self, call: Call, _: SubscribeParams) -> Result<SubscribeAnswer, Fault> {
        Ok(SubscribeAnswer::Ok(call.operation().id.into()))
    }

    async fn why(&self, call: Call, _: WhyParams) -> Result<WhyAnswer, Fault> {
        Ok(WhyAnswer::Ok(call.operation().id.into()))
    }

    async fn plain(&self, call: Call) -> Result<PlainAnswer, Fault> {
        Ok(PlainAnswer::Ok(call.operation().id.into()))
    }

    async fn token(&self, call: Call, _: TokenBody) -> Result<TokenAnswer, Fault> {
        Ok(TokenAnswer::Ok(call.operation().id.into()))
    }

    async fn refresh(&self, call: Call, _: RefreshBody) -> Result<RefreshAnswer, Fault> {
        Ok(RefreshAnswer::Ok(call.operation().id.into()))
    }

    async fn versioned(&self, call: Call) -> Result<VersionedAnswer, Fault> {
        Ok(VersionedAnswer::Ok(call.operation().id.into()))
    }
}

impl Jobs for Service {
    async fn begin(&self, _: Call, body: BeginBody) -> Result<BeginAnswer, Fault> {
        Ok(BeginAnswer::Ok(match body {
            BeginBody::Json(tick) => format!("a tick: {}", tick.count),
            BeginBody::Multipart(upload) => {
                let length = upload.cover.map_or(0, |cover| cover.len());
                format!("an upload: {} and {length} bytes", upload.title)
            }
            BeginBody::Text(text) => format!("a text: {text}"),
            BeginBody::Bytes(mut image) => {
                let mut length = 0;
                while let Some(chunk) = image.next().await {
                    length += chunk?.len();
                }
                format!("an image: {length} bytes")
            }
        }))
    }

    async fn maybe(&self, _: Call, body: Option<MaybeBody>) -> Result<MaybeAnswer, Fault> {
        Ok(MaybeAnswer::Ok(match body {
            None => "nothing".to_owned(),
            Some(MaybeBody::Json(tick)) => format!("a tick: {}", tick.count),
            Some(MaybeBody::VndPlaceJson(place)) => format!("a place: {}", place.lat),
        }))
    }
}
