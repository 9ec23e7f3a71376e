//! A generated client against a generated server, over sockets: every way of a body that is not JSON.
//! Bodies of 100 MB pass both without being in the memory of either, which is one process here.

mod service;

use bodies_client::model::wire;
use bodies_client::jobs::BeginBody;
use bodies_client::model::{CopyOperationBody, Place, PublishAction, RefreshBody, SubscribeAction};
use bodies_client::model::{Tick, TokenBody, Upload, WhyAction};
use bodies_client::runtime::Body;
use bodies_client::{Call, Client, Streams};
use bodies_server::runtime::{AllowAll, Limits, serve};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;
use tokio::net::TcpListener;

const SIZE: usize = 100_000_000;
/// How much memory the process may gain in total, in KiB.
const GROWTH: usize = 32 << 10;

#[tokio::main]
async fn main() {
    // The test gives the program a folder of its own for what is temporary.
    let folder = std::env::temp_dir();
    let service = service::Service { blob: folder.join("blob") };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let limits = Limits::new().stream(150_000_000);
    let router = bodies_server::server(AllowAll).limits(limits);
    let service = std::sync::Arc::new(service);
    let router = router
        .mount(bodies_server::blobs::routes(service.clone()))
        .mount(bodies_server::notes::routes(service.clone()))
        .mount(bodies_server::events::routes(service.clone()))
        .mount(bodies_server::told::routes(service.clone()))
        .mount(bodies_server::jobs::routes(service.clone()))
        .mount(bodies_server::albums::routes(service))
        .into_router();
    tokio::spawn(serve(listener, router, std::future::pending()));
    let client = Client::builder().base_url(&url).build().unwrap();

    text(&client).await;
    told(&client).await;
    choices(&client, &url).await;
    events(&client).await;
    forms(&client, &folder).await;
    let before = memory();
    large(&client, &folder).await;
    let grown = memory() - before;
    assert!(grown < GROWTH, "{grown} KiB");
    println!("{grown} KiB for 4 times {SIZE} bytes");
}

async fn text(client: &Client) {
    let shouted = client.notes().shout("a\r\nü ").await.unwrap();
    assert_eq!(shouted, "A\r\nÜ ");
}

/// Operations of one method and path.
async fn told(client: &Client) {
    let told = client.told();
    assert_eq!(told.publish(PublishAction::Publish).await.unwrap(), "publish");
    assert_eq!(told.subscribe(SubscribeAction::Subscribe).await.unwrap(), "subscribe");
    assert_eq!(told.why(WhyAction::Y).await.unwrap(), "why");
    assert_eq!(told.plain().await.unwrap(), "plain");
    assert_eq!(told.token(TokenBody::new("code")).await.unwrap(), "token");
    assert_eq!(told.refresh(RefreshBody::new()).await.unwrap(), "refresh");
    assert_eq!(told.versioned().await.unwrap(), "versioned");
}

/// Bodies that are one of several things.
async fn choices(client: &Client, url: &str) {
    let jobs = client.jobs();
    assert_eq!(jobs.begin(Tick::new(7)).await.unwrap(), "a tick: 7");
    let upload = Upload::new("x").cover(wire::File::from("abc"));
    assert_eq!(jobs.begin(upload).await.unwrap(), "an upload: x and 3 bytes");
    let text = BeginBody::Text("a\nb".into());
    assert_eq!(jobs.begin(text).await.unwrap(), "a text: a\nb");
    let image = jobs.begin(BeginBody::Bytes(vec![7; 2_000_000].into()));
    let image = image.header("content-type", "image/png");
    assert_eq!(image.await.unwrap(), "an image: 2000000 bytes");

    assert_eq!(jobs.maybe().await.unwrap(), "nothing");
    assert_eq!(jobs.maybe().body(Tick::new(1)).await.unwrap(), "a tick: 1");
    assert_eq!(jobs.maybe().body(Place::new(1.5)).await.unwrap(), "a place: 1.5");

    // A form holds the same as the JSON; the XML of it is not read.
    let form = "application/x-www-form-urlencoded";
    assert!(posted(url, form, "count=9").ends_with("a tick: 9"));
    assert!(posted(url, form, "count=x").starts_with("HTTP/1.1 400 "));
    assert!(posted(url, "application/xml", "<tick/>").starts_with("HTTP/1.1 415 "));
}

/// Returns the answer of `/jobs` to a body that the client does not send.
fn posted(url: &str, media_type: &str, body: &str) -> String {
    let address = url.strip_prefix("http://").unwrap();
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST /jobs HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: {media_type}\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

async fn events(client: &Client) {
    let mut ticks = client.events().ticks().await.unwrap();
    for count in 0..3 {
        let tick = ticks.next().await.unwrap().unwrap();
        assert_eq!(tick.read().unwrap(), Tick::new(count));
        assert_eq!(tick.id(), Some(count.to_string().as_str()));
    }
    assert!(ticks.next().await.is_none());

    let chat = |count| client.events().chat(Tick::new(count));
    assert_eq!(chat(7).await.unwrap(), Tick::new(7));
    let mut many = chat(2).events().await.unwrap();
    for _ in 0..2 {
        assert_eq!(many.next().await.unwrap().unwrap().read().unwrap(), Tick::new(2));
    }
    assert!(many.next().await.is_none());
}

async fn forms(client: &Client, folder: &Path) {
    let none = client.albums().make(Upload::new("none")).await.unwrap();
    assert_eq!((none.title.as_str(), none.sizes), ("none", vec![]));

    let on_disk = folder.join("on disk.bin");
    std::fs::write(&on_disk, vec![7; 200_000]).unwrap();
    let pages = vec![
        wire::File::from("small").name("a\"b.txt"),
        wire::File::open(&on_disk).unwrap(),
        wire::File::new(vec![7; 100_000]).name("large"),
    ];
    let all = Upload::new("all").count(-1).place(Place::new(1.5));
    let all = all.cover(wire::File::new([]).name("empty")).pages(pages);
    let album = client.albums().make(all).await.unwrap();
    assert_eq!((album.title.as_str(), album.count), ("all", Some(-1)));
    assert_eq!(album.place, Some(Place::new(1.5)));
    assert_eq!(album.sizes, [0, 5, 200_000, 100_000]);
    assert_eq!(album.names, ["empty", "a%22b.txt", "on disk.bin", "large"]);

    // What is on a disk is sent once more for another call.
    let copy = CopyOperationBody::new(wire::File::open(&on_disk).unwrap());
    for _ in 0..2 {
        let copied = client.albums().copy(&copy).await.unwrap();
        assert_eq!(copied, vec![7; 200_000]);
    }
}

async fn large(client: &Client, folder: &Path) {
    let (sent, came) = (folder.join("sent"), folder.join("came"));
    made(&sent);
    let body = Body::file(&sent).await.unwrap();
    assert_eq!(client.blobs().put("x", body).await.unwrap(), SIZE as i64);
    let blob = client.blobs().get("x").download().await.unwrap();
    assert_eq!(blob.length(), Some(SIZE as u64));
    blob.to_file(&came).await.unwrap();
    same(&sent, &came);

    let copy = CopyOperationBody::new(wire::File::open(&sent).unwrap());
    let copied = client.albums().copy(copy).download().await.unwrap();
    copied.to_file(&came).await.unwrap();
    same(&sent, &came);
    assert_eq!(left_behind(), 0);
}

/// A file whose every stretch differs from the others.
fn made(path: &Path) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    for at in 0..SIZE / 1000 {
        write!(file, "{at:0>1000}").unwrap();
    }
}

fn same(one: &Path, other: &Path) {
    let open = |path| BufReader::with_capacity(1 << 20, File::open(path).unwrap());
    let (mut one, mut other) = (open(one), open(other));
    let mut length = 0;
    while let some @ 1.. = one.fill_buf().unwrap().len() {
        let mut same = vec![0; some];
        other.read_exact(&mut same).unwrap();
        assert!(one.buffer() == same);
        one.consume(some);
        length += some;
    }
    assert_eq!((length, other.read(&mut [0]).unwrap()), (SIZE, 0));
}

/// The temporary files of the server that are still there.
fn left_behind() -> usize {
    let entries = std::fs::read_dir(std::env::temp_dir()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().starts_with("graphwright-")).count()
}

/// The most memory that this process has had, in KiB; 0 where the system does not tell.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().next());
    figure.map_or(0, |figure| figure.parse().unwrap())
}
