//! Every kind of paging.

use super::{CURSOR, LINK, LINK_HEADER, Numbers, OFFSET, PAGE, Server, answer, number};
use graphwright_client::{Call, Paged};
use serde_json::json;
use std::future::poll_fn;
use std::pin::Pin;

const LINKED: &[(&str, &str)] = &[
    (
        "/v1/items",
        r#"{"items":[0,1],"next":"https://api.example/v1/items?page=2","total":4}"#,
    ),
    ("/v1/items?page=2", r#"{"next":"/v1/items?page=3"}"#),
    ("/v1/items?page=3", r#"{"items":[2,3],"next":""}"#),
];

#[tokio::test]
async fn items_come_page_by_page_and_on_demand() {
    let server = Server::of(LINKED);
    let mut items = server.client().list::<LINK>().stream();
    assert_eq!(
        server.asked(),
        [""; 0],
        "nothing is asked for before it is wanted"
    );
    assert_eq!(items.next().await.unwrap().unwrap(), 0);
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(
        (items.total(), server.asked()),
        (Some(4), vec!["/v1/items".to_owned()])
    );
    assert_eq!(
        items.next_link(),
        Some("https://api.example/v1/items?page=2")
    );
    assert_eq!(
        items.next().await.unwrap().unwrap(),
        2,
        "an empty page is passed over"
    );
    assert_eq!(server.asked(), ["/v1/items?page=2", "/v1/items?page=3"]);
    assert_eq!(items.all().await.unwrap(), [3]);
    assert_eq!(server.asked(), [""; 0]);
}

#[tokio::test]
async fn pages_have_totals_headers_and_links() {
    let server = Server::of(LINKED);
    let mut pages = server.client().list::<LINK>().pages();
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!((first.total(), first.headers().len()), (Some(4), 1));
    assert_eq!(first.body().items.as_deref(), Some([0, 1].as_slice()));
    let saved = first.next_link().unwrap().to_owned();
    let second = pages.next().await.unwrap().unwrap();
    assert_eq!((second.total(), pages.total()), (None, Some(4)));
    assert_eq!(second.next_link(), Some("/v1/items?page=3"));
    let third = pages.next().await.unwrap().unwrap();
    assert_eq!(third.next_link(), None);
    assert_eq!(third.into_items(), [2, 3]);
    assert!(pages.next().await.is_none() && pages.next().await.is_none());

    let resumed = server.client().list::<LINK>().resume(saved);
    assert_eq!(resumed.stream().all().await.unwrap(), [2, 3]);
    let alone = server.client().list::<LINK>().resume("?page=3");
    let page: Numbers = alone.send().await.unwrap();
    assert_eq!(
        page.items,
        Some(vec![2, 3]),
        "awaited, a call gives one page"
    );
}

#[tokio::test]
async fn headers_are_sent_with_every_page() {
    let server = Server::new(|request| {
        assert_eq!(request.headers()["consistencylevel"], "eventual");
        assert_eq!(request.headers()["cookie"], "a=1");
        assert_eq!(request.headers()["accept"], "application/json");
        match request.uri().query() {
            None => answer(r#"{"items":[1],"next":"?page=2"}"#),
            _ => answer(r#"{"items":[2]}"#),
        }
    });
    let mut call = server.client().list::<LINK>();
    call.0 = call.0.cookie("a", "1");
    let items = call.header("ConsistencyLevel", "eventual").stream();
    assert_eq!(items.all().await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn it_is_a_stream() {
    fn is_stream<T: futures_core::Stream + Send + Unpin>(stream: T) -> T {
        stream
    }
    let server = Server::of(LINKED);
    let mut items = is_stream(server.client().list::<LINK>().stream());
    let mut read = Vec::new();
    while let Some(item) =
        poll_fn(|context| futures_core::Stream::poll_next(Pin::new(&mut items), context)).await
    {
        read.push(item.unwrap());
    }
    assert_eq!(read, [0, 1, 2, 3]);
    let mut pages = is_stream(server.client().list::<LINK>().pages());
    let page = poll_fn(|context| futures_core::Stream::poll_next(Pin::new(&mut pages), context));
    assert_eq!(page.await.unwrap().unwrap().into_items(), [0, 1]);
}

#[tokio::test]
async fn by_the_link_header() {
    let server = Server::new(|request| {
        let page = number(request, "page").unwrap_or(1);
        let mut answer = answer(format!(r#"{{"items":[{page}]}}"#));
        let link = if page < 3 {
            format!(
                r#"</v1/items?page={}>; rel="next", </v1/items>; rel="first""#,
                page + 1
            )
        } else {
            r#"</v1/items>; rel="first""#.to_owned()
        };
        answer.headers_mut().insert("link", link.parse().unwrap());
        answer
    });
    let items = server.client().list::<LINK_HEADER>().stream();
    assert_eq!(items.all().await.unwrap(), [1, 2, 3]);
}

#[tokio::test]
async fn by_a_cursor() {
    let server = Server::new(|request| {
        let query = request.uri().query().unwrap_or_default();
        answer(match query {
            "limit=2" => json!({ "items": [0, 1], "next": "a&b=/é" }).to_string(),
            "limit=2&after=a%26b%3D%2F%C3%A9" => json!({ "items": [2], "next": 7 }).to_string(),
            "limit=2&after=7" => json!({ "items": [], "next": "7" }).to_string(),
            _ => panic!("{query}"),
        })
    });
    let mut pages = server.client().limited::<CURSOR>(2).pages();
    let first = pages.next().await.unwrap().unwrap();
    let link = "https://api.example/v1/items?limit=2&after=a%26b%3D%2F%C3%A9";
    assert_eq!(first.next_link(), Some(link));
    assert_eq!(pages.next().await.unwrap().unwrap().into_items(), [2]);
    // An empty page that repeats the cursor is the last one.
    assert_eq!(pages.next().await.unwrap().unwrap().into_items(), [0; 0]);
    assert!(pages.next().await.is_none());
    let resumed = server.client().list::<CURSOR>().resume(link);
    assert_eq!(resumed.stream().all().await.unwrap(), [2]);
}

/// A list of numbers behind `offset` and `limit`, or behind `page` and `limit`.
#[derive(Clone, Copy)]
struct Counted {
    size: usize,
    /// The most items that the server returns at once.
    cap: usize,
    says_total: bool,
}

impl Counted {
    fn server(self) -> Server {
        Server::new(move |request| {
            let limit = number(request, "limit").unwrap_or(10).min(self.cap);
            let skipped = number(request, "page").map_or(0, |page| (page - 1) * limit);
            let offset = number(request, "offset").unwrap_or(skipped);
            let items: Vec<_> = (0..self.size).skip(offset).take(limit).collect();
            let total = self.says_total.then_some(self.size);
            answer(json!({ "items": items, "total": total }).to_string())
        })
    }

    /// The number of requests for reading the list by offset, completely and nothing twice.
    async fn by_offset(self, limit: Option<usize>) -> usize {
        let server = self.server();
        let list = match limit {
            Some(limit) => server.client().limited::<OFFSET>(limit),
            None => server.client().list::<OFFSET>(),
        };
        let read = list.stream().max_pages(100).all().await.unwrap();
        assert!(read.into_iter().eq(0..self.size));
        server.asked().len()
    }

    /// The number of requests for reading the list by the number of the page.
    async fn by_page(self) -> usize {
        let server = self.server();
        let list = server.client().limited::<PAGE>(10);
        let read = list.stream().max_pages(100).all().await.unwrap();
        assert!(read.into_iter().eq(0..self.size));
        server.asked().len()
    }
}

#[tokio::test]
async fn by_offset_and_by_page_nothing_is_lost() {
    for size in 0..=41 {
        for (cap, says_total) in [(100, true), (100, false), (7, true), (7, false)] {
            let list = Counted {
                size,
                cap,
                says_total,
            };
            let page = cap.min(10);
            // Without a total, one more request must show that nothing follows: after a page as long
            // as those before it, after a single page, and if every page is cut short.
            let fewest = size.div_ceil(page).max(1);
            for requests in [
                list.by_offset(Some(10)).await,
                list.by_offset(None).await,
                list.by_page().await,
            ] {
                assert!(
                    (fewest..=fewest + 1).contains(&requests),
                    "{size} {cap} {says_total}"
                );
                assert!(!says_total || requests == fewest, "the total ends the list");
            }
        }
    }
    let whole = Counted {
        size: 25,
        cap: 100,
        says_total: false,
    };
    assert_eq!(
        whole.by_offset(Some(10)).await,
        3,
        "a short page ends the list"
    );
    let capped = Counted {
        size: 25,
        cap: 7,
        says_total: false,
    };
    assert_eq!(
        capped.by_offset(Some(10)).await,
        5,
        "a page that is always short does not"
    );
}

#[tokio::test]
async fn a_counted_list_is_resumed_at_its_page() {
    let list = Counted {
        size: 35,
        cap: 100,
        says_total: false,
    };
    let server = list.server();
    let mut pages = server.client().limited::<OFFSET>(10).pages();
    let first = pages.next().await.unwrap().unwrap();
    let link = first.next_link().unwrap();
    assert_eq!(link, "https://api.example/v1/items?limit=10&offset=10");
    let rest = server.client().list::<OFFSET>().resume(link).stream();
    assert!(rest.all().await.unwrap().into_iter().eq(10..35));
    let total = Counted {
        says_total: true,
        ..list
    };
    let rest = total
        .server()
        .client()
        .limited::<PAGE>(10)
        .resume("?limit=10&page=2")
        .stream();
    assert!(rest.all().await.unwrap().into_iter().eq(10..35));
}
