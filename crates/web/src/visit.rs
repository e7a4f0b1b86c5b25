//! One request: who reads it, in which language and colours, and in which community they are.
//!
//! Guards: every page asks the same running peer that the command line asks; nothing is kept between
//! requests but what the peer keeps. Next: [`crate::parts::frame`], which draws what stands around a page.

use std::{
    collections::BTreeMap,
    ops::Deref,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{
    extract::{FromRequestParts, Path},
    http::{HeaderMap, header::ACCEPT_LANGUAGE, request::Parts},
};
use peer::{
    answer::{Answer, Communities, ForYou, Member, Settings, Status},
    command::{Command, Request},
    refusal::Refusal,
    running::Peer,
};
use words::{language::Language, speech::Words};

use crate::{server::App, trouble::Trouble};

/// Hexadecimal digits of a community in an address: 48 bits, which no two of one person's communities
/// share by chance.
const SHORT: usize = 12;

/// How long somebody who comes in waits for the next page: two on one network are in within a second.
const GLANCE: Duration = Duration::from_secs(2);

/// Takes the answer that a command gives, or says that something is wrong with us.
macro_rules! answered {
    ($answer:expr, $kind:ident) => {
        match $answer {
            Ok(peer::answer::Answer::$kind(answer)) => Ok(answer),
            Ok(_) => Err(peer::refusal::Refusal::Internal(
                concat!("no ", stringify!($kind), " came back").to_owned(),
            )),
            Err(refusal) => Err(refusal),
        }
    };
}
pub(crate) use answered;

/// Which colours somebody wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    Light,
    Dark,
}

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    app: App,
    pub(crate) words: Words,
    pub(crate) theme: Theme,
    /// Seconds since 1970.
    pub(crate) now: i64,
    /// What was asked for, with its query.
    pub(crate) address: String,
}

impl Visit {
    /// Asks the peer something that is about no one community.
    pub(crate) async fn ask(&self, command: Command) -> Result<Answer, Refusal> {
        self.app.peer().execute(Request { community: None, command }).await
    }

    /// Asks the peer something about one community, by its id.
    pub(crate) async fn ask_in(&self, id: &str, command: Command) -> Result<Answer, Refusal> {
        let request = Request { community: Some(id.to_owned()), command };
        self.app.peer().execute(request).await
    }

    /// Asks it to let the owner come in. Where nobody is met soon, the page on which one waits says more than
    /// a browser that waits for an answer.
    pub(crate) async fn come_in(
        &self,
        community: Option<&str>,
        command: Command,
    ) -> Result<Answer, Refusal> {
        let request = Request { community: community.map(str::to_owned), command };
        self.app.peer().join(request, GLANCE, |_| {}).await
    }

    /// The peer itself, for files that come and go in pieces.
    pub(crate) fn peer(&self) -> &Peer {
        self.app.peer()
    }

    /// The communities of this profile.
    pub(crate) async fn communities(&self) -> Result<Communities, Refusal> {
        answered!(self.ask(Command::CommunityList).await, Communities)
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Trouble> {
        let address = parts.uri.path_and_query().map_or("/", |all| all.as_str()).to_owned();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let mut visit = Self {
            app: app.clone(),
            words: Words::new(language(&parts.headers, None)),
            theme: Theme::default(),
            now: i64::try_from(now).unwrap_or(i64::MAX),
            address,
        };
        // A setting that can't be read is no reason to show nothing.
        let settings = answered!(visit.ask(Command::SettingShow).await, Settings);
        if let Ok(Settings { language: chosen, theme }) = settings {
            visit.words = Words::new(language(&parts.headers, Some(&chosen)));
            visit.theme = match theme.as_str() {
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => Theme::Auto,
            };
        }
        Ok(visit)
    }
}

/// A request in a community.
#[derive(Clone, Debug)]
pub(crate) struct Here {
    visit: Visit,
    /// Its id, whole.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its purpose.
    pub(crate) purpose: String,
    /// `member`, `guest`, `resting`, `left`, `removed`, `dismissed` or `waiting`.
    pub(crate) state: String,
    /// What every page of it shows or counts; nothing while nobody of it was met.
    pub(crate) seen: Option<Seen>,
}

/// What every page of a community shows or counts, asked once.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// How far the peer and those around it are.
    pub(crate) status: Status,
    /// Members, guests, who is at rest and who is out.
    pub(crate) members: Vec<Member>,
    /// What is asked of the owner, and what is new.
    pub(crate) for_you: ForYou,
}

impl Seen {
    /// Whether somebody is around now.
    pub(crate) fn is_near(&self) -> bool {
        self.status.around.iter().any(|peer| peer.state == "connected")
    }

    /// How many others take part, and how many of them have all that is here, as far as known.
    pub(crate) fn others(&self) -> (usize, usize) {
        let others = self.members.iter().filter(|one| !one.me && !is_out(&one.state));
        let is_even = |name: &str| {
            self.status.around.iter().any(|peer| peer.name == name && peer.behind == Some(0))
        };
        (others.clone().count(), others.filter(|one| is_even(&one.name)).count())
    }
}

impl Deref for Here {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl Here {
    /// Asks the peer something about this community.
    pub(crate) async fn ask(&self, command: Command) -> Result<Answer, Refusal> {
        self.visit.ask_in(&self.id, command).await
    }

    /// The address of a page of this community: `here.at("goals")`, and `here.at("")` for its home.
    pub(crate) fn at(&self, page: impl std::fmt::Display) -> String {
        format!("/c/{}/{page}", short(&self.id))
    }

    /// Whether the owner takes part and may write.
    pub(crate) fn takes_part(&self) -> bool {
        takes_part(&self.state)
    }

    /// Whether the owner left, was removed or was sent away.
    pub(crate) fn is_out(&self) -> bool {
        is_out(&self.state)
    }

    /// Whether the owner's openings count.
    pub(crate) fn is_member(&self) -> bool {
        self.state == "member"
    }

    /// Whether the owner's word on who is in and by which rules counts: who is at rest is back with it.
    pub(crate) fn has_say(&self) -> bool {
        matches!(self.state.as_str(), "member" | "resting")
    }

    /// This request's refusal as a page in the community.
    pub(crate) fn trouble(&self, refusal: Refusal) -> Trouble {
        Trouble::new(self.visit.clone(), Some(self.clone()), refusal)
    }

    /// Members, guests, who is at rest and who is out.
    pub(crate) fn members(&self) -> &[Member] {
        self.seen.as_ref().map_or(&[], |seen| &seen.members)
    }

    /// What the owner is called here; empty while nobody of it was met.
    pub(crate) fn my_name(&self) -> &str {
        self.members().iter().find(|member| member.me).map_or("", |me| me.name.as_str())
    }

    async fn look_around(&self) -> Result<Seen, Refusal> {
        let status = answered!(self.ask(Command::Status).await, Status)?;
        let list = answered!(self.ask(Command::MemberList).await, Members)?;
        let for_you = answered!(self.ask(Command::ForYou).await, ForYou)?;
        Ok(Seen { status, members: list.members, for_you })
    }
}

impl FromRequestParts<App> for Here {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Trouble> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, app).await;
        let asked = path.ok().and_then(|mut path| path.remove("community")).unwrap_or_default();
        let list = match visit.communities().await {
            Ok(list) => list.communities,
            Err(refusal) => return Err(Trouble::new(visit, None, refusal)),
        };
        let mut found = list.into_iter().filter(|one| short(&one.id) == asked || one.id == asked);
        let Some(found) = found.next() else {
            return Err(Trouble::new(visit, None, Refusal::UnknownCommunity(asked)));
        };
        let mut here = Self {
            visit,
            id: found.id,
            name: found.name,
            purpose: found.purpose,
            state: found.state,
            seen: None,
        };
        if here.state != "waiting" {
            match here.look_around().await {
                Ok(seen) => here.seen = Some(seen),
                Err(refusal) => return Err(Trouble::new(here.visit, None, refusal)),
            }
        }
        Ok(here)
    }
}

/// Whether who stands like this takes part and may write.
pub(crate) fn takes_part(state: &str) -> bool {
    matches!(state, "member" | "guest" | "resting")
}

/// Whether who stands like this took part once.
pub(crate) fn is_out(state: &str) -> bool {
    matches!(state, "left" | "removed" | "dismissed")
}

/// A community in an address.
pub(crate) fn short(id: &str) -> &str {
    id.get(..SHORT).unwrap_or(id)
}

/// The language to answer in: the one chosen, else the first that the browser asks for and we speak,
/// else Dutch.
pub(crate) fn language(headers: &HeaderMap, chosen: Option<&str>) -> Language {
    let chosen = chosen.and_then(Language::from_tag);
    let asked = || headers.get(ACCEPT_LANGUAGE)?.to_str().ok().and_then(preferred);
    chosen.or_else(asked).unwrap_or_default()
}

// RFC 9110, 12.5.4: tags with weights; a weight of 0 is "not that one".
fn preferred(header: &str) -> Option<Language> {
    let mut best: Option<(u32, Language)> = None;
    for range in header.split(',') {
        let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(1.0, |q| q.parse().unwrap_or(0.0));
        let Some(language) = Language::from_tag(tag.trim()) else { continue };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to what a weight may be: thousandths"
        )]
        let weight = (f64::clamp(weight, 0.0, 1.0) * 1_000.0) as u32;
        if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_gets_the_language_that_it_likes_best() {
        for (header, language) in [
            ("en-GB,en;q=0.9,nl;q=0.8", Some(Language::English)),
            ("fr, nl;q=0.5, en;q=0.4", Some(Language::Dutch)),
            ("en;q=0, nl;q=0.1", Some(Language::Dutch)),
            ("de,fr;q=0.9,*;q=0.1", None),
            ("", None),
            ("en;q=NaN", None),
        ] {
            assert_eq!(preferred(header), language, "{header}");
        }
    }

    #[test]
    fn what_was_chosen_wins() {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, "en".parse().unwrap());
        assert_eq!(language(&headers, Some("nl")), Language::Dutch);
        assert_eq!(language(&headers, Some("auto")), Language::English);
        assert_eq!(language(&HeaderMap::new(), None), Language::Dutch);
    }
}
