//! What another site, another port or another name can't do: the loopback checks as raw requests.
//!
//! Each case changes one thing of a request that is let through, so that it shows that thing's guard and
//! no other. Next: `src/guard.rs`.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

use meent_web::server::{Links, Page};
use peer::{
    answer::Answer,
    command::{Command, Request},
    running::{Options, Peer},
};

struct Running {
    peer: Peer,
    links: Links,
    host: String,
    _dir: tempfile::TempDir,
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Running {
    async fn start() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let options =
            Options { listen: vec!["/ip4/127.0.0.1/tcp/0".to_owned()], ..Options::default() };
        let peer = Peer::open(dir.path(), options).await.expect("a profile opens");
        let page = Page::bind(peer.clone(), 0).await.expect("a port is free");
        let links = page.links();
        let host = links.link().split('/').nth(2).expect("a link has a host").to_owned();
        tokio::spawn(page.serve());
        Self { peer, links, host, _dir: dir }
    }

    async fn send(&self, request: String) -> Reply {
        let host = self.host.clone();
        tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(host).expect("it listens");
            stream.write_all(request.as_bytes()).expect("it reads");
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).expect("it answers");
            let answer = String::from_utf8_lossy(&answer).into_owned();
            let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
            let status =
                head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
            Reply { status, head: head.to_lowercase(), body: body.to_owned() }
        })
        .await
        .expect("nothing panics")
    }

    async fn cookie(&self) -> String {
        let path = self.links.link().split_once(&self.host).expect("the host").1.to_owned();
        let host = &self.host;
        let reply =
            self.send(format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"));
        let reply = reply.await;
        assert_eq!(reply.status, 200, "{}", reply.head);
        let line =
            reply.head.lines().find(|line| line.starts_with("set-cookie: ")).expect("a cookie");
        assert!(line.contains("; httponly") && line.contains("; samesite=strict"), "{line}");
        let port = host.split_once(':').expect("a port").1;
        assert!(line.starts_with(&format!("set-cookie: meent-{port}=")), "{line}");
        // The value as it was sent: the head above is in small letters.
        let again = self.links.link().split_once(&self.host).expect("the host").1.to_owned();
        let raw = self
            .raw(format!("GET {again} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"))
            .await;
        let at = raw.find("meent-").expect("a cookie");
        raw[at..].split(';').next().expect("a value").to_owned()
    }

    async fn raw(&self, request: String) -> String {
        let host = self.host.clone();
        tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(host).expect("it listens");
            stream.write_all(request.as_bytes()).expect("it reads");
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).expect("it answers");
            String::from_utf8_lossy(&answer).into_owned()
        })
        .await
        .expect("nothing panics")
    }

    async fn communities(&self) -> usize {
        let request = Request { community: None, command: Command::CommunityList };
        match self.peer.execute(request).await {
            Ok(Answer::Communities(list)) => list.communities.len(),
            other => panic!("{other:?}"),
        }
    }
}

/// A form that founds a community, with these header lines instead of the good ones.
fn form(host: &str, cookie: &str, changes: &[(&str, Option<&str>)]) -> String {
    let origin = format!("http://{host}");
    let good = [
        ("host", host),
        ("origin", origin.as_str()),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("cookie", cookie),
    ];
    let body = "name=Tuin&purpose=Samen&me=Ali&kind=resident";
    let mut request = "POST /start HTTP/1.1\r\nconnection: close\r\n".to_owned();
    for (name, value) in good {
        let changed = changes.iter().find(|(of, _)| *of == name);
        if let Some(value) = changed.map_or(Some(value), |(_, value)| *value) {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    request.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
    request
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_site_port_or_name_can_do_anything() {
    let running = Running::start().await;
    let cookie = running.cookie().await;
    let host = running.host.clone();
    let port = host.split_once(':').expect("a port").1.to_owned();
    let (localhost, dotted) = (format!("localhost:{port}"), format!("localhost.:{port}"));
    let (elsewhere, there) = (format!("meent.example:{port}"), "http://127.0.0.1:1".to_owned());
    let (named, tls) = (format!("http://localhost:{port}"), format!("https://{host}"));
    let wrong = format!("meent-{port}=AAAA");
    let cases: &[(&str, Option<&str>, u16)] = &[
        ("host", Some("meent.example"), 421),
        ("host", Some(&elsewhere), 421),
        ("host", Some(&localhost), 421),
        ("host", Some(&dotted), 421),
        ("host", Some("127.0.0.1"), 421),
        ("origin", None, 403),
        ("origin", Some("null"), 403),
        ("origin", Some(&there), 403),
        ("origin", Some(&named), 403),
        ("origin", Some(&tls), 403),
        ("origin", Some("http://evil.example"), 403),
        ("sec-fetch-site", Some("cross-site"), 403),
        ("sec-fetch-site", Some("same-site"), 403),
        ("content-type", Some("text/plain"), 403),
        ("content-type", None, 403),
        ("cookie", None, 403),
        ("cookie", Some(&wrong), 403),
        ("cookie", Some("meent-1=AAAA"), 403),
    ];
    for (name, value, status) in cases {
        let reply = running.send(form(&host, &cookie, &[(name, *value)])).await;
        assert_eq!(reply.status, *status, "{name}: {value:?}");
        assert_eq!(running.communities().await, 0, "{name}: {value:?}");
    }
    // The same with nothing changed is let through: the cases above show their own guards.
    let reply = running.send(form(&host, &cookie, &[])).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert_eq!(running.communities().await, 1);
    running.peer.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_read_from_elsewhere() {
    let running = Running::start().await;
    let cookie = running.cookie().await;
    let host = running.host.clone();
    let get = |path: &str, lines: &str| {
        format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{lines}\r\n")
    };
    let signed = format!("cookie: {cookie}\r\n");
    let status = |request: String| async { running.send(request).await.status };
    assert_eq!(status(get("/about", &signed)).await, 200);
    assert_eq!(status(get("/about", "")).await, 403);
    for site in ["cross-site", "same-site"] {
        let lines = format!("{signed}sec-fetch-site: {site}\r\n");
        for path in ["/about", "/events", "/", "/assets/meent.css"] {
            assert_eq!(status(get(path, &lines)).await, 403, "{site} {path}");
        }
    }
    let absolute = format!(
        "GET http://evil.example/about HTTP/1.1\r\nhost: {host}\r\n{signed}connection: close\r\n\r\n"
    );
    assert_eq!(status(absolute).await, 421);
    let two = format!(
        "GET /about HTTP/1.1\r\nhost: {host}\r\nhost: evil.example\r\n{signed}connection: close\r\n\r\n"
    );
    assert!([400, 421].contains(&status(two).await));
    for method in ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"] {
        let request = format!(
            "{method} /about HTTP/1.1\r\nhost: {host}\r\n{signed}connection: close\r\n\r\n"
        );
        assert_eq!(status(request).await, 405, "{method}");
    }
    running.peer.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_signs_in_once_and_not_for_who_looks_ahead() {
    let running = Running::start().await;
    let host = running.host.clone();
    let path = running.links.link().split_once(&host).unwrap().1.to_owned();
    let ask = |method: &str, more: &str| {
        format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{more}\r\n")
    };
    assert_eq!(running.send(ask("GET", "sec-purpose: prefetch\r\n")).await.status, 403);
    assert_eq!(running.send(ask("HEAD", "")).await.status, 405);
    let first = running.send(ask("GET", "sec-fetch-site: cross-site\r\n")).await;
    assert_eq!(first.status, 200);
    let second = running.send(ask("GET", "")).await;
    assert_eq!(second.status, 403);
    assert!(!second.head.contains("set-cookie"), "{}", second.head);
    running.peer.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_what_keeps_others_out() {
    let running = Running::start().await;
    let cookie = running.cookie().await;
    let host = running.host.clone();
    for (path, lines) in [
        ("/about", format!("cookie: {cookie}\r\n")),
        ("/about", String::new()),
        ("/no", String::new()),
    ] {
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{lines}\r\n");
        let reply = running.send(request).await;
        for line in [
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'",
            "x-content-type-options: nosniff",
            "referrer-policy: same-origin",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
            "cache-control: no-store",
        ] {
            assert!(reply.head.contains(line), "{path}: {line}\n{}", reply.head);
        }
        let head = reply.head;
        assert!(head.contains("frame-ancestors 'none'") && !head.contains("unsafe-"), "{head}");
        assert!(!head.contains("access-control-"), "{head}");
    }
    running.peer.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_end_is_refused() {
    let running = Running::start().await;
    let cookie = running.cookie().await;
    let host = running.host.clone();
    let body = format!("name={}", "a".repeat(2 * 1024 * 1024));
    let request = form(&host, &cookie, &[]);
    let (head, _) = request.split_once("content-length").unwrap();
    let request = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
    // The server may answer and close before it read all: then there is nothing to read here.
    let sent = tokio::task::spawn_blocking({
        let host = host.clone();
        move || {
            let mut stream = TcpStream::connect(host).expect("it listens");
            drop(stream.write_all(request.as_bytes()));
            let mut answer = String::new();
            drop(stream.read_to_string(&mut answer));
            answer
        }
    });
    let answer = sent.await.unwrap();
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert_eq!(running.communities().await, 0);
    running.peer.stop().await;
}

/// Cookies go to every port of a machine: what another program left there is beside ours.
#[tokio::test(flavor = "multi_thread")]
async fn what_another_program_left_in_the_browser_signs_nobody_out() {
    let running = Running::start().await;
    let (host, cookie) = (running.host.clone(), running.cookie().await);
    let name = cookie.split('=').next().expect("a name").to_owned();
    for beside in ["thema=licht; ", "naam=Zoë; ", &format!("{name}=AAAA; "), ";; =; x; "] {
        let lines = format!("cookie: {beside}{cookie}\r\n");
        let request =
            format!("GET /about HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{lines}\r\n");
        assert_eq!(running.send(request).await.status, 200, "{beside}");
    }
    running.peer.stop().await;
}

/// Half questions, as many as somebody likes to leave lying: each has a file handle of ours.
#[tokio::test(flavor = "multi_thread")]
async fn connections_that_ask_nothing_leave_the_peer_its_file_handles() {
    // More than the page has places for, fewer than it and the system's queue together.
    const OPENED: usize = 150;
    let running = Running::start().await;
    let host = running.host.clone();
    let before = handles();
    let opened: Vec<_> = tokio::task::spawn_blocking(move || {
        let open = |_| {
            let mut stream = TcpStream::connect(&host).expect("the system takes connections");
            stream.write_all(b"GET / HTTP/1.1\r\nhost: ").expect("it goes on its way");
            stream
        };
        (0..OPENED).map(open).collect()
    })
    .await
    .expect("nothing panics");
    // Ours are among the handles of this process, theirs too; what the page took is what is more.
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let taken = handles() - before - opened.len();
    assert!((1..=100).contains(&taken), "{taken}");
    assert_eq!(running.communities().await, 0, "the peer answers");
    running.peer.stop().await;
}

fn handles() -> usize {
    std::fs::read_dir("/dev/fd").expect("a list of our file handles").count()
}
