//! A process with one peer of Meent, by its library: what the command line and the page ask, without them.
//!
//! Told: `invite`, `join LINK ACTS`, `watch`, `comment`. Guards: loopback only. Next: `live.rs`, which tells it.

use std::path::Path;

use peer::{
    answer::{Answer, LogPage},
    command::{Command, Kind, Request},
    running::{Options, Peer},
};

use crate::{
    Done,
    child::{lines, say, stamp},
    live::TEXT,
};

/// Runs until nobody tells it anything any more.
pub async fn run(dir: &Path) -> Done {
    let listen = vec!["/ip4/127.0.0.1/udp/0/quic-v1".to_owned()];
    let peer = Peer::open(dir, Options { listen, ..Options::default() }).await?;
    let mut goal = None;
    let mut told = lines();
    while let Some(line) = told.next_line().await? {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["invite"] => {
                let Answer::Link(link) = ask(&peer, Command::Invite).await? else {
                    return Err("no link".into());
                };
                say(&format!("link {}", link.link))?;
            }
            ["join", link, acts] => {
                let (link, me, acts) = (link.to_owned(), "Nieuw".to_owned(), acts.parse()?);
                ask(&peer, Command::Join { link, me, kind: Kind::Resident }).await?;
                let mut changes = peer.changes();
                while page(&peer, 1).await?.acts < acts {
                    changes.changed().await?;
                }
                say("joined")?;
            }
            ["watch"] => {
                let known = page(&peer, 1).await?.acts;
                tokio::spawn(watch(peer.clone(), known));
                say("watching")?;
            }
            ["comment"] => {
                if goal.is_none() {
                    goal = Some(a_goal(&peer).await?);
                }
                let id = goal.clone().ok_or("no goal")?;
                let begin = stamp();
                let said = ask(&peer, Command::Comment { id, text: TEXT.to_owned() }).await?;
                let Answer::Done(said) = said else { return Err("nothing was said".into()) };
                say(&format!("said {} {begin} {}", said.id, stamp()))?;
            }
            _ => return Err(format!("not understood: {line}").into()),
        }
    }
    peer.stop().await;
    Ok(())
}

// Says of each act that comes when it was there. What the peer tells of is durable and can be read.
async fn watch(peer: Peer, mut known: usize) -> Done {
    let mut changes = peer.changes();
    loop {
        changes.changed().await?;
        let here = stamp();
        let newest = page(&peer, 1).await?;
        let page = page(&peer, (newest.acts - known).max(1)).await?;
        for line in page.lines.iter().take(page.acts - known) {
            say(&format!("has {} {here} {here}", line.id))?;
        }
        known = page.acts;
    }
}

async fn a_goal(peer: &Peer) -> Done<String> {
    let Answer::Goals(goals) = ask(peer, Command::GoalList).await? else {
        return Err("no goals".into());
    };
    Ok(goals.goals.first().ok_or("no goal")?.id.clone())
}

async fn page(peer: &Peer, most: usize) -> Done<LogPage> {
    match ask(peer, Command::LogPage { before: None, most, by: None }).await? {
        Answer::LogPage(page) => Ok(page),
        _ => Err("no page of the log".into()),
    }
}

async fn ask(peer: &Peer, command: Command) -> Done<Answer> {
    let answer = peer.execute(Request { community: None, command }).await;
    answer.map_err(|refusal| format!("refused: {refusal:?}").into())
}
