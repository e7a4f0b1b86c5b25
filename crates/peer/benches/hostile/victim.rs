//! Who is attacked: a peer in a program of its own, with a bound on its memory, told by lines what to do.
//!
//! Next: [`super::guests`].

use std::{
    io::{BufRead as _, BufReader, Lines, Write as _},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Stdio},
};

use peer::{
    answer::Answer,
    command::{Command, Kind},
    running::Peer,
};
use tokio::task::block_in_place;

use super::{options, tell};

/// Kilobytes that the program may have of its own (RLIMIT_DATA).
const KILOBYTES: u32 = 128 * 1024;

/// The program, as others talk to it.
pub(crate) struct Victim {
    child: Child,
    to: ChildStdin,
    from: Lines<BufReader<ChildStdout>>,
    pub(crate) address: String,
}

impl Victim {
    pub(crate) fn start(dir: &Path) -> Self {
        let program = std::env::current_exe().expect("this program has a path");
        let mut child = std::process::Command::new("sh")
            .args(["-c", &format!("ulimit -d {KILOBYTES}; exec \"$0\" victim \"$1\"")])
            .arg(program)
            .arg(dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let to = child.stdin.take().expect("a way in");
        let from = BufReader::new(child.stdout.take().expect("a way out")).lines();
        let mut victim = Self { child, to, from, address: String::new() };
        victim.address = victim.line();
        victim
    }

    fn line(&mut self) -> String {
        let line = block_in_place(|| self.from.next()).expect("the attacked program still runs");
        line.expect("the attacked program can be read")
    }

    pub(crate) fn ask(&mut self, line: &str) -> String {
        writeln!(self.to, "{line}").expect("the attacked program listens");
        self.line()
    }

    pub(crate) fn number(&mut self, line: &str) -> u64 {
        self.ask(line).parse().unwrap_or(0)
    }

    pub(crate) fn end(mut self) {
        drop(self.to);
        let ended = self.child.wait().expect("the attacked program ends");
        assert!(ended.success(), "it ended by itself");
    }
}

/// The program itself: a line in, a line out.
pub(crate) async fn run(dir: &Path) {
    let peer = Peer::open(dir, options()).await.expect("a new profile");
    let found = Command::CommunityCreate {
        name: "De Linde".to_owned(),
        purpose: String::new(),
        me: "Ali".to_owned(),
        kind: Kind::Resident,
        charter: None,
    };
    tell(&peer, found).await;
    println!("{}", peer.addresses().await.first().expect("an address"));
    let mut lines = std::io::stdin().lines();
    while let Some(Ok(line)) = block_in_place(|| lines.next()) {
        let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let answer = match verb {
            "invite" => match tell(&peer, Command::Invite).await {
                Answer::Link(link) => link.link,
                other => panic!("{other:?}"),
            },
            "goal" => {
                tell(&peer, Command::GoalAdd { title: rest.to_owned(), text: None }).await;
                "ok".to_owned()
            }
            "memory" => {
                // 5: the most is counted anew from now on (proc(5)).
                drop(std::fs::write("/proc/self/clear_refs", "5"));
                kilobytes("VmRSS:").to_string()
            }
            "most" => kilobytes("VmHWM:").to_string(),
            "counts" => {
                let text = peer.metrics().await.unwrap_or_default();
                let counts = text.lines().filter(|line| {
                    line.starts_with("meent_misbehaviour") || line.starts_with("meent_refused")
                });
                counts.collect::<Vec<_>>().join(", ")
            }
            other => panic!("{other}"),
        };
        println!("{answer}");
    }
    peer.stop().await;
}

fn kilobytes(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
