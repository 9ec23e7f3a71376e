//! Servers of the document and of single operations.

use crate::names::{CONSTANTS, Names};
use crate::reader::methods;
use crate::reader::{Node, Reader};
use crate::report::{At, Report};
use graphwright_ir::{Docs, Server, ServerVariable};
use graphwright_source::Code;
use serde_json::Value;

/// Reads the servers of the document, each with the name of its constant.
pub(crate) fn read(reader: &Reader<'_>) -> Vec<Server> {
    let root = reader.root();
    let mut names = Names::new(&CONSTANTS);
    let declaring = if root.list("servers").is_empty() {
        first_if_alike(&root)
    } else {
        Some(root)
    };
    let servers = declaring.iter().flat_map(|node| node.items("servers"));
    servers
        .filter_map(|node| server(&node, &mut names))
        .collect()
}

/// The node that declares the first operation's server, if the same one comes first for all operations: itself,
/// or its path.
fn first_if_alike<'a>(root: &Node<'a>) -> Option<Node<'a>> {
    let mut first: Option<Node<'a>> = None;
    for (_, item) in root.members("paths") {
        for (_, operation) in methods(&item) {
            let mut both = [operation, item.clone()].into_iter();
            let declaring = both.find(|node| !node.list("servers").is_empty())?;
            match &first {
                Some(first) if url(first) == url(&declaring) => {}
                Some(_) => return None,
                None => first = Some(declaring),
            }
        }
    }
    first
}

/// The URL of the first server that is declared somewhere.
fn url<'a>(declaring: &Node<'a>) -> Option<&'a str> {
    declaring.items("servers").next()?.str("url")
}

fn server(node: &Node<'_>, names: &mut Names) -> Option<Server> {
    let url = node.str("url")?;
    let variables = variables(node);
    let default_url = filled(url, &variables);
    let (host, path) = split(&default_url);
    let words = [last_word(path), first_label(host)];
    let ident = names
        .take(words.into_iter().flatten().chain(["server"]))
        .ident;
    let base_path = path.trim_end_matches('/').to_owned();
    Some(Server {
        url: url.to_owned(),
        default_url,
        ident,
        base_path,
        docs: Docs {
            summary: None,
            ..node.docs()
        },
        variables,
    })
}

/// Reads the server of an operation, if it is another one than the API's own: the first server of the
/// operation, or else of its path. One that a client would refuse is reported and left out.
pub(crate) fn of_operation<'a>(
    item: &Node<'a>,
    operation: &Node<'a>,
    servers: &[Server],
    report: &mut Report<'_>,
) -> Option<String> {
    let node = [operation, item]
        .into_iter()
        .find(|node| !node.list("servers").is_empty())?;
    let first = node.items("servers").next()?;
    let url = filled(first.str("url")?, &variables(&first));
    let usual = servers.first();
    let base_path = usual.map_or("", |usual| &usual.base_path);
    let at = node.at("servers");
    let Some(own) = resolved(&url, base_path) else {
        let message = "a server of its own must be a path, or an `https` URL whose variables have \
                       defaults; the operation is called at the API's";
        report.add(Code::NOT_EXPRESSED, message, At::Key(&at));
        return None;
    };
    if own.starts_with("http://") {
        let message = "a server of its own is `http`, which the client calls on this machine only; \
                       elsewhere it refuses the operation, unless it was given a base URL";
        report.add(Code::NOT_EXPRESSED, message, At::Key(&at));
    }
    let is_usual = match usual.filter(|_| !own.starts_with('/')) {
        Some(usual) => own == usual.default_url.trim_end_matches('/'),
        None => own.trim_end_matches('/') == base_path,
    };
    (!is_usual).then_some(own)
}

/// A server of an operation's own: a URL without a slash at its end, or a path, resolved against that
/// of the API's server (RFC 3986 section 5.2). `None` for what no request can be sent to.
fn resolved(url: &str, base_path: &str) -> Option<String> {
    if url.contains(['{', '}', '?', '#', '\\']) || url.contains(char::is_whitespace) {
        return None;
    }
    let own = url.trim_end_matches('/');
    if own.starts_with("https://") || own.starts_with("http://") {
        return Some(own.to_owned());
    }
    if own.starts_with("//") {
        return Some(format!("https:{own}"));
    }
    // A name with dots or a colon before the first slash is a host whose scheme was forgotten.
    let first = url.split('/').next().unwrap_or_default();
    if !matches!(first, "" | "." | "..") && first.contains(['.', ':']) {
        return None;
    }
    let before = base_path.rsplit_once('/').map_or("", |(before, _)| before);
    let whole = match url.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("{before}/{url}"),
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in whole.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    Some(format!("/{}", segments.join("/")))
}

/// The variables of a server's URL, in the order of their use.
fn variables(server: &Node<'_>) -> Vec<ServerVariable> {
    let url = server.str("url").unwrap_or_default();
    let variables = server.members("variables");
    let mut variables: Vec<_> = variables
        .map(|(wire, node)| variable(wire, &node))
        .collect();
    variables.sort_by_key(|variable| url.find(&placeholder(variable)).unwrap_or(usize::MAX));
    variables
}

/// A URL with its variables as their defaults.
fn filled(url: &str, variables: &[ServerVariable]) -> String {
    variables.iter().fold(url.to_owned(), |url, variable| {
        url.replace(&placeholder(variable), &variable.default)
    })
}

/// A variable as it stands in the URL.
fn placeholder(variable: &ServerVariable) -> String {
    format!("{{{}}}", variable.wire)
}

fn variable(wire: &str, node: &Node<'_>) -> ServerVariable {
    // Numbers and booleans are often written without quotes.
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    ServerVariable {
        wire: wire.to_owned(),
        default: node.value("default").map(text).unwrap_or_default(),
        values: node.list("enum").iter().map(text).collect(),
    }
}

/// Host and path of a URL, which may be relative.
fn split(url: &str) -> (&str, &str) {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let rest = url
        .split_once("://")
        .map(|(_, rest)| rest)
        .or_else(|| url.strip_prefix("//"));
    match rest {
        None => ("", url),
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
    }
}

/// The last segment of a path that says anything.
pub(crate) fn last_word(path: &str) -> Option<&str> {
    path.rsplit('/')
        .find(|word| word.contains(|sign: char| sign.is_ascii_alphanumeric()))
}

/// The first label of a host that is a name of its own.
fn first_label(host: &str) -> Option<&str> {
    let mut labels = host.split(['.', ':']).filter(|label| *label != "www");
    let is_word = |label: &&str| {
        !label.starts_with('{') && label.contains(|sign: char| sign.is_ascii_alphabetic())
    };
    labels.next().filter(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_has_a_host_and_a_path() {
        assert_eq!(
            split("https://graph.microsoft.com/v1.0"),
            ("graph.microsoft.com", "/v1.0")
        );
        assert_eq!(split("//host:80/a/b/?x#y"), ("host:80", "/a/b/"));
        assert_eq!(split("https://host"), ("host", ""));
        assert_eq!(split("/api"), ("", "/api"));
        assert_eq!(split(""), ("", ""));
    }

    #[test]
    fn a_server_of_its_own_is_resolved() {
        let check = |url: &str, expected: Option<&str>| {
            assert_eq!(resolved(url, "/api/v1").as_deref(), expected, "{url}");
        };
        check("/v2/", Some("/v2"));
        check("/", Some("/"));
        check("v2", Some("/api/v2"));
        check("./v2", Some("/api/v2"));
        check("../v2/./a", Some("/v2/a"));
        check("/../..", Some("/"));
        check("", Some("/api"));
        check("https://h/v2//", Some("https://h/v2"));
        check("http://localhost:80", Some("http://localhost:80"));
        check("//h/v2", Some("https://h/v2"));
        for url in [
            "h.example/v2",
            "h:80/v2",
            "ftp://h",
            "https://{h}",
            "/a?b",
            "/a b",
            "/a\\b",
        ] {
            check(url, None);
        }
    }

    #[test]
    fn the_word_for_a_server() {
        assert_eq!(last_word("/api/v1.0/"), Some("v1.0"));
        assert_eq!(last_word("/"), None);
        assert_eq!(first_label("www.example.com"), Some("example"));
        assert_eq!(first_label("127.0.0.1:80"), None);
    }
}
