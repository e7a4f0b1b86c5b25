//! People with a running peer and a browser that only reads: real pages over a real socket.
//!
//! Guards: nothing here speaks on the machine's own network: peers listen on 127.0.0.1 and find each other
//! by the addresses in links. A test that uses a part of it expects `dead_code` where it names this module.
//! Next: `../people.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    thread::sleep,
    time::{Duration, Instant},
};

use meent_web::server::Page;
use peer::running::{Options, Peer};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// How long anything may take before a test gives up; far more than it takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where a machine keeps what it knows.
const PROFILE: &str = "profile";

/// Between parts of a form with a file; stands in none of them.
const BOUNDARY: &str = "----page-of-a-test";

/// Somebody with a machine of their own, signed in at their page.
pub(crate) struct Neighbour {
    runtime: Runtime,
    peer: Peer,
    dir: TempDir,
    host: String,
    cookie: String,
    language: &'static str,
}

/// Somebody whose machine is off.
pub(crate) struct Away {
    dir: TempDir,
    language: &'static str,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// The same where it is no text.
    pub(crate) bytes: Vec<u8>,
}

/// Two neighbours who both count: Ali, who founded, and Bea.
pub(crate) fn two() -> (Neighbour, Neighbour, String) {
    let (ali, bea) = (Neighbour::new(), Neighbour::new());
    let at = ali.start("De Linde", "Ali");
    bea.join(&ali.invite(&at), "Bea");
    let members = format!("{at}/members");
    let waiting = ali.until(&members, |seen| seen.body.contains("Laat Bea toe"));
    ali.submit(&format!("{at}/members/approve"), &[("who", &waiting.hidden("who"))]);
    bea.until(&members, |seen| seen.body.contains("2 deelnemers"));
    (ali, bea, at)
}

/// The first id behind this part of an address on a page.
#[track_caller]
pub(crate) fn id_in(seen: &Seen, part: &str) -> String {
    let (_, rest) = seen.body.split_once(part).unwrap();
    rest.chars().take_while(char::is_ascii_hexdigit).collect()
}

impl Away {
    /// Starts again, and looks for others at these addresses.
    pub(crate) fn back(self, dial: Vec<String>) -> Neighbour {
        Neighbour::open(self.dir, self.language, dial)
    }
}

impl Neighbour {
    /// Somebody who reads Dutch.
    pub(crate) fn new() -> Self {
        Self::reading("nl")
    }

    /// Somebody who reads this language.
    pub(crate) fn reading(language: &'static str) -> Self {
        Self::open(TempDir::new().unwrap(), language, Vec::new())
    }

    fn open(dir: TempDir, language: &'static str, dial: Vec<String>) -> Self {
        let runtime = Runtime::new().unwrap();
        let profile = dir.path().join(PROFILE);
        let (peer, link) = runtime.block_on(async {
            let listen = vec!["/ip4/127.0.0.1/udp/0/quic-v1".to_owned()];
            let peer =
                Peer::open(&profile, Options { listen, dial, ..Options::default() }).await.unwrap();
            let page = Page::bind(peer.clone(), 0).await.unwrap();
            let link = page.links().link();
            tokio::spawn(page.serve());
            (peer, link)
        });
        let rest = link.strip_prefix("http://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        let (host, cookie) = (host.to_owned(), String::new());
        let mut somebody = Self { runtime, peer, dir, host, cookie, language };
        let entered = somebody.get(&format!("/{path}"));
        let cookie = entered.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        somebody.cookie = cookie;
        somebody
    }

    /// Switches the machine off.
    pub(crate) fn off(self) -> Away {
        self.runtime.block_on(self.peer.stop());
        self.runtime.shutdown_timeout(PATIENCE);
        Away { dir: self.dir, language: self.language }
    }

    /// Where this machine can be reached.
    pub(crate) fn addresses(&self) -> Vec<String> {
        self.runtime.block_on(self.peer.addresses())
    }

    /// Opens a page.
    pub(crate) fn get(&self, path: &str) -> Seen {
        self.send("GET", path, "", b"")
    }

    /// Sends a form.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body: Vec<_> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        self.send("POST", path, kind, body.join("&").as_bytes())
    }

    /// Sends a form with a file in it.
    pub(crate) fn post_file(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Seen {
        self.post_named(path, fields, ("a.meent", file))
    }

    /// Sends a form with a file of this name in it.
    pub(crate) fn post_named(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        (called, file): (&str, &[u8]),
    ) -> Seen {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            ).bytes());
        }
        body.extend(format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{called}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        ).bytes());
        body.extend(file);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        let kind = format!("Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n");
        self.send("POST", path, &kind, &body)
    }

    /// Sends a form and opens the page that it leads to.
    pub(crate) fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let sent = self.post(path, fields);
        assert_eq!(sent.status, 303, "{path}: {}", sent.shown());
        self.get(sent.header("location").unwrap())
    }

    /// What an open page is told while something is done.
    pub(crate) fn told(&self, does: impl FnOnce()) -> String {
        let (host, cookie) = (&self.host, &self.cookie);
        let mut stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let head = format!("GET /events HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let (mut told, mut piece) = (String::new(), [0; 4096]);
        let mut does = Some(does);
        while !told.contains("\n\n") {
            let read = stream.read(&mut piece).unwrap();
            assert!(read > 0, "the line was cut: {told}");
            told.push_str(std::str::from_utf8(&piece[..read]).unwrap());
            // The answer's head came: whatever happens from now on is heard.
            if told.contains("\r\n\r\n")
                && let Some(does) = does.take()
            {
                does();
            }
        }
        told
    }

    /// Opens a page again and again until it is as wanted.
    pub(crate) fn until(&self, path: &str, wanted: impl Fn(&Seen) -> bool) -> Seen {
        let begin = Instant::now();
        loop {
            let seen = self.get(path);
            if wanted(&seen) {
                return seen;
            }
            assert!(begin.elapsed() < PATIENCE, "{path} stays {}", seen.shown());
            sleep(Duration::from_millis(50));
        }
    }

    /// Founds a community; where it is: `/c/ID`.
    pub(crate) fn start(&self, name: &str, me: &str) -> String {
        let fields = [("name", name), ("purpose", "Samen"), ("me", me), ("kind", "resident")];
        let sent = self.post("/start", &fields);
        assert_eq!(sent.status, 303, "{}", sent.shown());
        sent.header("location").unwrap().trim_end_matches('/').to_owned()
    }

    /// The link of a new invite.
    pub(crate) fn invite(&self, at: &str) -> String {
        self.post(&format!("{at}/invite"), &[]).given()
    }

    /// Joins by a link, and waits until in.
    pub(crate) fn join(&self, link: &str, me: &str) -> String {
        let sent = self.post("/join", &[("link", link), ("me", me), ("kind", "resident")]);
        assert_eq!(sent.status, 303, "{}", sent.shown());
        let joined = sent.header("location").unwrap().to_owned();
        self.until(&joined, |seen| seen.header("refresh").is_none());
        joined.trim_end_matches("/joined").to_owned()
    }

    fn send(&self, method: &str, path: &str, more: &str, body: &[u8]) -> Seen {
        let (host, language, cookie) = (&self.host, self.language, &self.cookie);
        let cookie =
            if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Sec-Fetch-Site: same-origin\r\nAccept-Language: {language}\r\n{cookie}{more}\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            body.len(),
        );
        let mut stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        Seen::read(&answer)
    }
}

impl Seen {
    fn read(answer: &[u8]) -> Self {
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_ascii_lowercase(), value.trim().to_owned())
        };
        let headers = lines.map(header).collect();
        let mut seen = Self { status, headers, body: String::new(), bytes: Vec::new() };
        let body = &answer[end + 4..];
        let is_chunked = seen.header("transfer-encoding") == Some("chunked");
        seen.bytes = if is_chunked { joined(body) } else { body.to_vec() };
        seen.body = String::from_utf8_lossy(&seen.bytes).into_owned();
        seen
    }

    /// A header of the answer.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// The words of the page, without drawings and tags, for a message.
    pub(crate) fn shown(&self) -> String {
        let main = self.between("<main", "</main>").unwrap_or(&self.body);
        let texts = main.split('<').filter_map(|part| part.split_once('>'));
        let texts = texts.map(|(_, text)| text.trim()).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join(" | ")
    }

    /// Fails unless the page says this.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "no {text:?} in {}", self.shown());
        self
    }

    /// Fails if the page says this.
    #[track_caller]
    pub(crate) fn says_not(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} in {}", self.shown());
        self
    }

    /// What stands between two pieces of the page.
    pub(crate) fn between(&self, before: &str, after: &str) -> Option<&str> {
        let (_, rest) = self.body.split_once(before)?;
        rest.split_once(after).map(|(found, _)| found)
    }

    /// The link or code that the page gives.
    #[track_caller]
    pub(crate) fn given(&self) -> String {
        let field = self
            .between("id=\"f-link\"", "</textarea>")
            .unwrap_or_else(|| panic!("not in {}", self.shown()));
        field.split_once('>').unwrap().1.trim().to_owned()
    }

    /// The first value of a hidden field of this name.
    #[track_caller]
    pub(crate) fn hidden(&self, name: &str) -> String {
        self.between(&format!("name=\"{name}\" value=\""), "\"")
            .unwrap_or_else(|| panic!("not in {}", self.shown()))
            .to_owned()
    }
}

// RFC 9112, 7.1: lengths in hexadecimal before each piece.
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|two| two == b"\r\n").unwrap();
        let length = std::str::from_utf8(&body[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            return whole;
        }
        whole.extend(&body[end + 2..end + 2 + length]);
        body = &body[end + 4 + length..];
    }
}

fn encoded(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
