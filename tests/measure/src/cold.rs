//! A cold sync: from the moment that somebody with nothing begins to connect, until all of it is there.
//!
//! Guards: all of it can be read and is durable by then, with both; Meent verifies, judges and compiles
//! within its time. Next: `live.rs`.

use std::{
    path::Path,
    thread::{self, sleep},
    time::{Duration, Instant},
};

use peer::command::{Command, Kind};

use crate::{
    Done,
    child::{Child, PATIENCE, between},
    content::{ACTS, Content},
    program::{self, Program},
    quic::Server,
    table::{Turns, ratio},
};

/// Turns of each, one after the other.
const TURNS: usize = 9;

/// How often Meent is asked how far it is.
const LOOK: Duration = Duration::from_millis(2);

/// Measures, and prints.
pub async fn measure(meent: &Path, content: &Content, place: &Path) -> Done {
    let here = place.join("all");
    content.put(&here)?;
    let all = Program::start(meent, &here)?;
    let link = all.ask(Command::Invite)?;
    let link = link["link"].as_str().ok_or("no link")?.to_owned();
    let file = place.join("document");
    std::fs::write(&file, &content.saved)?;
    let mut repo = Child::start(&["--repo", &place.join("repo").to_string_lossy()])?;
    let found = repo.ask(&format!("create {}", file.display()), "created")?.join(" ");
    let server = Server::start()?;

    let (mut ours, mut theirs, mut line) = (Turns::default(), Turns::default(), Turns::default());
    for turn in 0..TURNS {
        let newcomer = place.join(format!("newcomer-{turn}"));
        ours.add(join(meent, &newcomer, &link, &all)?);
        let other = place.join(format!("repo-{turn}"));
        let mut other = Child::start(&["--repo", &other.to_string_lossy()])?;
        let said = other.ask(&format!("find {found}"), "found")?;
        let [begin, here] = &said[..] else { return Err("found what?".into()) };
        theirs.add(between(begin, here)?);
        line.add(server.fetch(content.travels).await?);
    }
    println!("\ncold sync, {TURNS} turns {:>46} {:>9} {:>9}", "least", "median", "most");
    ours.tell("Meent: two processes as shipped, all verified and durable");
    theirs.tell("samod 0.16: nothing verified, its files synced");
    line.tell("QUIC alone: the same bytes");
    ratio("Meent beside samod", &ours, &theirs, Some(1.0));
    ratio("Meent beside QUIC alone", &ours, &line, None);
    let speed = |turns: &Turns| content.travels as f64 / turns.at(50).as_secs_f64() / 1e6;
    println!("  {:.1} MB/s of {:.1} MB/s", speed(&ours), speed(&line));
    Ok(())
}

// A newcomer with an empty profile joins by a link.
fn join(meent: &Path, dir: &Path, link: &str, all: &Program) -> Done<Duration> {
    let new = Program::start(meent, dir)?;
    let join =
        Command::Join { link: link.to_owned(), me: "Nieuw".to_owned(), kind: Kind::Resident };
    let socket = new.socket().to_owned();
    let begin = Instant::now();
    let joining = thread::spawn(move || program::ask(&socket, join));
    let page = || Command::LogPage { before: None, most: 1, by: None };
    // Before somebody is met it says that it waits.
    while new.ask(page()).ok().and_then(|page| page["acts"].as_u64()) < Some(ACTS as u64) {
        if begin.elapsed() > PATIENCE {
            return Err("the acts never came".into());
        }
        sleep(LOOK);
    }
    let took = begin.elapsed();
    joining.join().map_err(|_| "joining failed")??;
    let heads = |peer: &Program| Done::Ok(peer.ask(Command::Status)?["heads"].take());
    while heads(&new)? != heads(all)? {
        if begin.elapsed() > PATIENCE {
            return Err("the two never had the same".into());
        }
        sleep(LOOK);
    }
    Ok(took)
}
