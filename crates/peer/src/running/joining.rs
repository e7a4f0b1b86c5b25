//! Coming into a community: waits a while until somebody is met, and tells meanwhile what is tried and how
//! far it is.
//!
//! Guards: the wait ends, whatever others do; what waits goes on by itself after it. Next:
//! `looking.rs`, what is told.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use words::looking::Looking;

use super::{Peer, stopped};
use crate::{
    actor::Ask,
    answer::{Answer, Joined},
    command::Request,
    greeting,
    refusal::Refusal,
};

/// How long coming in waits for somebody to be met before it answers "waiting": a LAN takes less than a
/// second, a dial over the internet a few. Counted from the last that came.
pub const PATIENCE: Duration = Duration::from_secs(8);

/// How long it waits in all, where something comes again and again: as long as a person looks at it.
const LONGEST: Duration = Duration::from_secs(600);

/// How often it looks how far it is.
const OFTEN: Duration = Duration::from_millis(100);

impl Peer {
    /// Carries out a command with which somebody comes into a community ([`Command::joins`]); `told` hears
    /// what is tried and how far it is, some times a second. Answers once they are in, or when nothing came
    /// for as long as `patience`.
    ///
    /// [`Command::joins`]: crate::command::Command::joins
    ///
    /// # Errors
    /// When it can't be done, whoever was met says no, or the peer stopped.
    pub async fn join(
        &self,
        request: Request,
        patience: Duration,
        told: impl FnMut(&Looking) + Send,
    ) -> Result<Answer, Refusal> {
        let answer = self.ask(|reply| Ask::Execute(Box::new(request), reply)).await;
        match answer.ok_or_else(stopped)?? {
            Answer::Joined(joined) => self.meet(joined, patience, told).await,
            Answer::Recovery(recovery) => {
                self.look_around(&recovery.community).await;
                Ok(Answer::Recovery(recovery))
            }
            answer => Ok(answer),
        }
    }

    // So that most people read "you're in" at once.
    async fn meet(
        &self,
        mut joined: Joined,
        patience: Duration,
        mut told: impl FnMut(&Looking) + Send,
    ) -> Result<Answer, Refusal> {
        self.look_around(&joined.community).await;
        greeting::greet_all(self).await;
        let (mut refused, mut acts) = (None, 0);
        let begun = Instant::now();
        let mut until = begun + patience;
        while joined.state == "waiting" && Instant::now() < until.min(begun + LONGEST) {
            sleep(OFTEN).await;
            let tries = self.node().tries().await;
            self.asks.send(Ask::Tried(tries)).await.map_err(|_| stopped())?;
            let standing = self.ask(|reply| Ask::Standing(joined.community.clone(), reply)).await;
            match standing.ok_or_else(stopped)? {
                Ok(standing) => {
                    (joined.state, joined.looking) = (standing.state, standing.looking);
                    refused = None;
                }
                // One of those around says no; another may let us in.
                Err(refusal) => refused = Some(refusal),
            }
            let Some(looking) = &joined.looking else { continue };
            if looking.acts > acts {
                (acts, until) = (looking.acts, Instant::now() + patience);
            }
            told(looking);
        }
        match refused {
            Some(refusal) if joined.state == "waiting" => Err(refusal),
            _ => Ok(Answer::Joined(joined)),
        }
    }

    async fn look_around(&self, community: &str) {
        let addresses = self.ask(|reply| Ask::Wanted(community.to_owned(), reply)).await;
        self.look_for(&addresses.unwrap_or_default()).await;
    }
}
