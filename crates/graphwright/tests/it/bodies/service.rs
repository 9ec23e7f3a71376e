//! What the stub is implemented by: it keeps one blob on a disk, and gives back what it gets.

use bodies_server::albums::{Albums, CopyAnswer, MakeAnswer};
use bodies_server::blobs::{Blobs, GetAnswer, PutAnswer};
use bodies_server::events::{ChatAnswer, TicksAnswer};
use bodies_server::model::wire::File;
use bodies_server::model::{Album, CopyOperationBody, Tick, Upload};
use bodies_server::notes::{Notes, ShoutAnswer};
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
