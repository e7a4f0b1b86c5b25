//! How long the page lets people wait: each page of a community of 20,000 acts, 100 members and 300
//! goals and decisions, over a real socket of a running peer; the first page after a start; memory.
//!
//! The anchor is the page about the program, which asks the peer next to nothing: what is above it is the
//! community's. A page is to be there within [`MOST`], the first one after a start within [`FIRST`].
#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

// As neighbours name this room.
extern crate meent_web as web;

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use act::act::Act;
use peer::{
    command::{Command, Request},
    core::Core,
    running::{Options, Peer},
};
use store::{community::CommunityRecord, profile::Profile};
use tempfile::TempDir;
use testing::town::{GOALS, HELD, Town};
use tokio::runtime::Runtime;
use web::server::Page;

/// The most that a page may take, at worst: shorter than anybody notices.
const MOST: Duration = Duration::from_millis(50);

/// The most until the first page after a start.
const FIRST: Duration = Duration::from_millis(300);

/// Times that each page is opened.
const TIMES: usize = 200;

/// Kilobytes of a page on the first visit, with its stylesheet and script, compressed.
const WEIGHT: usize = 100_000;

/// A browser that only reads, over one connection.
struct Browser {
    stream: TcpStream,
    host: String,
    cookie: String,
}

/// An answer's head and body.
struct Seen {
    head: String,
    body: Vec<u8>,
}

impl Browser {
    fn enter(link: &str) -> Self {
        let rest = link.strip_prefix("http://").expect("a link");
        let (host, path) = rest.split_once('/').expect("a link with a code");
        let stream = TcpStream::connect(host).expect("the page listens");
        stream.set_nodelay(true).expect("a socket");
        let mut browser = Self { stream, host: host.to_owned(), cookie: String::new() };
        let entered = browser.get(&format!("/{path}"), false);
        let cookie = entered.header("set-cookie").expect("a link signs in");
        browser.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        browser
    }

    fn get(&mut self, path: &str, compressed: bool) -> Seen {
        let Self { host, cookie, .. } = self;
        let accept = if compressed { "Accept-Encoding: gzip\r\n" } else { "" };
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nAccept-Language: nl\r\n{accept}\r\n"
        );
        self.stream.write_all(request.as_bytes()).expect("the page reads");
        let mut read = Vec::new();
        let end = loop {
            if let Some(end) = position(&read, b"\r\n\r\n") {
                break end + 4;
            }
            self.more(&mut read);
        };
        let head = String::from_utf8_lossy(&read[..end]).into_owned();
        let mut seen = Seen { head, body: read.split_off(end) };
        if let Some(length) = seen.header("content-length") {
            let length = length.parse().expect("a length");
            while seen.body.len() < length {
                self.more(&mut seen.body);
            }
        } else if seen.header("transfer-encoding").is_some() {
            while !seen.body.ends_with(b"\r\n0\r\n\r\n") {
                self.more(&mut seen.body);
            }
        }
        seen
    }

    fn more(&mut self, read: &mut Vec<u8>) {
        let mut piece = [0; 65_536];
        let count = self.stream.read(&mut piece).expect("the page answers");
        assert!(count > 0, "the page hung up");
        read.extend_from_slice(&piece[..count]);
    }

    /// A page that is there.
    fn open(&mut self, path: &str, compressed: bool) -> Seen {
        let seen = self.get(path, compressed);
        assert!(seen.head.starts_with("HTTP/1.1 200"), "{path}: {}", seen.head);
        seen
    }
}

impl Seen {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(of, _)| of.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn store(town: &Town, dir: &Path) {
    let mut profile = Profile::open(dir).expect("a new profile");
    let key = town.newest_key();
    let device = key.device();
    let name = "Lindestad".to_owned();
    let record = CommunityRecord { id: town.id, name, secret: [7; 32], device, left: false };
    profile.add_community(&record, &key).expect("room for a community");
    let acts: Vec<&Act> = town.acts.iter().map(Arc::as_ref).collect();
    profile.append(town.id, &acts, &town.seals).expect("room for acts");
}

/// Opens the profile and writes once, so that a snapshot of the document lies beside the acts.
fn snapshot(dir: &Path, goal: &str) {
    let mut core = Core::open(dir).expect("a profile");
    let command = Command::Comment { id: goal.to_owned(), text: "Ik doe mee.".to_owned() };
    core.execute(Request { community: None, command }).expect("a member may write");
}

/// The peer and its page, and a link to it.
fn start(runtime: &Runtime, dir: &Path) -> (Peer, String) {
    runtime.block_on(async {
        let listen = vec!["/ip4/127.0.0.1/udp/0/quic-v1".to_owned()];
        let options = Options { listen, ..Options::default() };
        let peer = Peer::open(dir, options).await.expect("a peer");
        let page = Page::bind(peer.clone(), 0).await.expect("a free port");
        let link = page.links().link();
        tokio::spawn(page.serve());
        (peer, link)
    })
}

/// Kilobytes that this process has in memory, by Linux; none elsewhere.
fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn main() {
    let dir = TempDir::new().expect("a folder");
    let town = Town::built();
    store(&town, dir.path());
    let (id, goals, decisions) = (town.id.to_string(), town.goals.clone(), town.decisions.clone());
    snapshot(dir.path(), &goals[3].to_string());
    // Its acts are on the disk: what counts from here is what the peer keeps of them.
    drop(town);
    let before = resident();

    let runtime = Runtime::new().expect("a runtime");
    let at = format!("/c/{}", &id[..12]);
    let begun = Instant::now();
    let (peer, link) = start(&runtime, dir.path());
    let open = begun.elapsed();
    let mut browser = Browser::enter(&link);
    browser.open(&format!("{at}/"), true);
    let first = begun.elapsed();
    let started = resident();
    println!(
        "first page {:.0} ms after the start, of which {:.0} ms until the peer runs (at most {} ms){}",
        milliseconds(first),
        milliseconds(open),
        FIRST.as_millis(),
        if first > FIRST { "  TOO SLOW" } else { "" },
    );

    let (goal, closed, running) = (goals[3], decisions[3], decisions[HELD]);
    let pages = [
        ("about", "/about".to_owned()),
        ("settings", "/settings".to_owned()),
        ("home", format!("{at}/")),
        ("goals", format!("{at}/goals")),
        ("goal", format!("{at}/goals/{goal}")),
        ("goal, edit", format!("{at}/goals/{goal}/edit")),
        ("goal, history", format!("{at}/goals/{goal}/history")),
        ("goal, oldest", format!("{at}/goals/{}", goals[0])),
        ("goal, newest", format!("{at}/goals/{}", goals[GOALS - 1])),
        ("decisions", format!("{at}/decisions")),
        ("decision, open", format!("{at}/decisions/{running}")),
        ("decision, confirmed", format!("{at}/decisions/{closed}")),
        ("decision, count", format!("{at}/decisions/{closed}/count")),
        ("members", format!("{at}/members")),
        ("log", format!("{at}/log")),
        ("around", format!("{at}/around")),
    ];
    let styles = browser.open(&pages[0].1, false);
    let assets: usize = assets(&String::from_utf8_lossy(&styles.body))
        .iter()
        .map(|asset| browser.open(asset, true).body.len())
        .sum();
    println!("{assets} bytes of stylesheet, script and icon come with the first page, compressed");
    println!(
        "{:20} {:>8} {:>8} {:>8} {:>8} {:>7}",
        "page", "p50 ms", "p99 ms", "bytes", "gzip", "ratio"
    );
    let mut anchor = None;
    for (name, path) in &pages {
        let plain = browser.open(path, false).body.len();
        let compressed = browser.open(path, true).body.len();
        let mut times: Vec<_> = (0..TIMES)
            .map(|_| {
                let begun = Instant::now();
                browser.open(path, true);
                begun.elapsed()
            })
            .collect();
        times.sort_unstable();
        let (p50, p99) = (times[TIMES / 2], times[TIMES * 99 / 100]);
        let anchor = *anchor.get_or_insert(p50);
        println!(
            "{name:20} {:>8.2} {:>8.2} {plain:>8} {compressed:>8} {:>6.1}x{}{}",
            milliseconds(p50),
            milliseconds(p99),
            p50.as_secs_f64() / anchor.as_secs_f64(),
            if p99 > MOST { "  TOO SLOW" } else { "" },
            if compressed + assets > WEIGHT { "  TOO HEAVY" } else { "" },
        );
    }
    let show =
        |size: Option<usize>| size.map_or_else(|| "?".to_owned(), |size| (size / 1024).to_string());
    println!(
        "memory: {} MB before the start, {} MB with the first page, {} MB after all pages",
        show(before),
        show(started),
        show(resident()),
    );
    runtime.block_on(peer.stop());
}

/// What a page brings along: addresses under `/assets/`.
fn assets(page: &str) -> Vec<String> {
    let mut found: Vec<_> = page
        .split('"')
        .filter(|part| part.starts_with("/assets/"))
        .map(|part| part.split('#').next().unwrap_or_default().to_owned())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
