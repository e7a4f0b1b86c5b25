//! What is tried to find somebody of a community that is waited for, how far it is, and what to do.
//!
//! Guards: an address is told as somebody reads it; what came of it is said in words that ask for no
//! knowledge of networks. Next: [`crate::path`], by which way somebody was reached.

use serde::{Deserialize, Serialize};

use crate::{clean, say, speech::Words};

/// What is tried, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looking {
    /// By what somebody comes in.
    pub by: By,
    /// Who made the invite, by name; empty until their acts are here.
    pub who: String,
    /// Whether somebody of the community is connected.
    pub met: bool,
    /// How many acts came.
    pub acts: usize,
    /// How many there are to be, as far as those who are connected say; as many as came until one did.
    pub expected: usize,
    /// Where is looked: this network first, then the addresses in the link and the configured ones.
    pub places: Vec<Place>,
    /// Why whoever was met said no, in one word; null when nobody did.
    pub refused: Option<String>,
}

/// By what somebody comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// An invite.
    Invite,
    /// A code of one's own other device.
    Device,
    /// A paper key.
    Paper,
    /// The others recover their member.
    Recovery,
    /// The founding of a new season.
    Founding,
}

/// A place where is looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// How far it is.
    pub way: Way,
    /// The machine's IP address; of the own network nothing, and of [`Way::Unknown`] what the link says.
    pub address: String,
    /// What came of it.
    pub state: State,
    /// How often nobody answered, in a row.
    pub times: u32,
    /// In how many seconds it is tried again, about; nothing while it is tried, and when it isn't.
    pub again: Option<u32>,
    /// Of the own network: how many devices were found on it.
    pub found: usize,
}

/// How far a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Whoever is found on the own network.
    Network,
    /// This machine itself.
    Here,
    /// A machine on some private network.
    Near,
    /// A machine on the internet.
    Far,
    /// Through a relay.
    Relay,
    /// Something in the link that is no IP address.
    Unknown,
}

/// What came of trying a place. In the order in which it is told of a machine that is tried in several ways:
/// the best of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Somebody of the community is connected.
    Connected,
    /// Somebody answered, and is asked who they are.
    Greeting,
    /// Who answered has others enough for now.
    Full,
    /// Who answered has nothing to do with this community, or doesn't let this device in.
    Stranger,
    /// The connection was lost.
    Lost,
    /// It is tried for the first time.
    Trying,
    /// Nobody answered, or was found.
    Silent,
    /// Meent can't dial it from here.
    Unusable,
    /// Not allowed on this device.
    Off,
    /// No peer is running.
    Idle,
}

impl Place {
    /// Where it is: "Computer at 192.168.1.5 (a home network or wifi)".
    #[must_use]
    pub fn name(&self, words: Words) -> String {
        let address = clean::line(&self.address);
        match self.way {
            Way::Network => say!(words, "looking-network"),
            Way::Here => say!(words, "looking-here", address = address),
            Way::Near => say!(words, "looking-near", address = address),
            Way::Far => say!(words, "looking-far", address = address),
            Way::Relay => say!(words, "looking-relay", address = address),
            Way::Unknown => address,
        }
    }

    /// What came of it, and when it is tried again: "no answer (3 times); again in about 12 s".
    #[must_use]
    pub fn said(&self, words: Words) -> String {
        let is_network = self.way == Way::Network;
        let said = match self.state {
            State::Connected => say!(words, "looking-connected"),
            State::Greeting => say!(words, "looking-greeting"),
            State::Full => say!(words, "looking-full"),
            State::Stranger if is_network => say!(words, "looking-strangers", n = self.found),
            State::Stranger => say!(words, "looking-stranger"),
            State::Lost => say!(words, "looking-lost"),
            State::Trying => say!(words, "looking-trying"),
            State::Silent if is_network && self.found == 0 => say!(words, "looking-nobody"),
            State::Silent if is_network => say!(words, "looking-silent-found", n = self.found),
            State::Silent => say!(words, "looking-silent", n = self.times),
            State::Unusable => say!(words, "looking-unusable"),
            State::Off => say!(words, "looking-off"),
            State::Idle => say!(words, "looking-idle"),
        };
        match (self.state, self.again) {
            (State::Trying, _) | (_, None) => said,
            (_, Some(seconds)) => say!(words, "looking-again", said = said, seconds = seconds),
        }
    }
}

impl Looking {
    /// How far it is: "Somebody was found: 340 of 1,200 acts are here."; nothing while nobody was.
    #[must_use]
    pub fn progress(&self, words: Words) -> Option<String> {
        let (acts, expected) = (self.acts, self.expected);
        Some(match (self.met, acts, expected) {
            (false, 0, _) => return None,
            (false, ..) => say!(words, "looking-broken-off", acts = acts),
            (true, _, 0) if self.by == By::Recovery => say!(words, "looking-met-recovery"),
            (true, _, 0) => say!(words, "looking-met"),
            (true, ..) => say!(words, "looking-coming", acts = acts, expected = expected),
        })
    }

    /// One short line for who looks at a terminal meanwhile.
    #[must_use]
    pub fn line(&self, words: Words) -> String {
        let states = || self.places.iter().map(|one| one.state);
        let is_open = |state: &State| matches!(state, State::Trying | State::Silent);
        let is_out = |state: &State| matches!(state, State::Unusable | State::Off | State::Idle);
        let places = states().filter(|state| !is_out(state)).count();
        let answered = places - states().filter(is_open).count();
        let progress = self.met.then(|| self.progress(words)).flatten();
        progress
            .unwrap_or_else(|| say!(words, "looking-line", places = places, answered = answered))
    }

    /// Whether nothing says where to look: then the same network is the only way, or a file.
    #[must_use]
    pub fn is_nowhere(&self) -> bool {
        let has_a_link = self.by != By::Founding && !self.met;
        has_a_link && self.places.iter().all(|one| one.way == Way::Network)
    }

    /// Whether it takes something that somebody is to be asked for: to start Meent, or to approve.
    #[must_use]
    pub fn is_to_ask(&self) -> bool {
        !self.met || self.by == By::Recovery
    }

    /// Whether a file by hand gets somebody in as well.
    #[must_use]
    pub const fn may_come_by_file(&self) -> bool {
        matches!(self.by, By::Invite | By::Paper | By::Recovery)
    }

    /// What to ask of whom: "Ask Ali to start Meent."
    #[must_use]
    pub fn advice(&self, words: Words) -> String {
        match (self.by, self.who.as_str()) {
            (By::Invite, "") => say!(words, "looking-ask"),
            (By::Invite, who) => say!(words, "looking-ask-who", who = clean::line(who)),
            (By::Device, _) => say!(words, "looking-ask-device"),
            (By::Paper, _) => say!(words, "looking-ask-member"),
            (By::Recovery, _) => say!(words, "looking-ask-recovery"),
            (By::Founding, _) => say!(words, "looking-ask-founders"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn place(way: Way, state: State) -> Place {
        let address = "192.168.1.5".to_owned();
        Place { way, address, state, times: 3, again: Some(12), found: 2 }
    }

    fn looking(by: By, who: &str) -> Looking {
        let (who, places) = (who.to_owned(), Vec::new());
        Looking { by, who, met: false, acts: 0, expected: 0, places, refused: None }
    }

    #[test]
    fn a_place_says_where_it_is_what_came_of_it_and_when_again() {
        let dutch = Words::new(Language::Dutch);
        let silent = place(Way::Near, State::Silent);
        assert_eq!(silent.name(dutch), "Computer op 192.168.1.5 (eigen netwerk, zoals wifi thuis)");
        assert_eq!(silent.said(dutch), "geen antwoord (3 keer); over ongeveer 12 s opnieuw");
        let network = place(Way::Network, State::Stranger);
        let said = network.said(Words::new(Language::English));
        assert_eq!(said, "2 devices found, not of this community; again in about 12 s");
        assert_eq!(place(Way::Far, State::Trying).said(dutch), "wordt nu geprobeerd");
        let hostile = Place { address: "a\u{1b}[2J".to_owned(), ..place(Way::Unknown, State::Off) };
        assert!(!hostile.name(dutch).contains('\u{1b}'));
    }

    #[test]
    fn the_advice_names_whoever_is_known() {
        let words = Words::new(Language::English);
        let advice = |by, who| looking(by, who).advice(words);
        assert_eq!(advice(By::Invite, "Ali"), "Ask Ali to start Meent.");
        assert!(advice(By::Invite, "").contains("who invited you"));
        assert!(!looking(By::Device, "").may_come_by_file());
    }

    #[test]
    fn nothing_is_said_of_acts_until_somebody_was_met() {
        let words = Words::new(Language::Dutch);
        let nobody = looking(By::Invite, "");
        assert_eq!(nobody.progress(words), None);
        let coming = Looking { met: true, acts: 340, expected: 1_200, ..nobody };
        let said = "Er is iemand gevonden: 340 van de 1.200 handelingen zijn binnen.";
        assert_eq!(
            (coming.progress(words), coming.line(words)),
            (Some(said.to_owned()), said.to_owned())
        );
        let places = [State::Off, State::Silent, State::Trying, State::Stranger];
        let places = places.map(|state| place(Way::Far, state)).to_vec();
        let lost = Looking { met: false, places, ..coming };
        assert_eq!(lost.line(words), "Zoeken op 3 plekken: op één plek antwoord");
        assert!(lost.progress(words).is_some_and(|said| said.contains("340")));
    }
}
