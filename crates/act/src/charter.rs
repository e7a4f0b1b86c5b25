//! What a community agreed on: the founding values, and clauses that change them one key at a time.
//!
//! Guards: a clause names the clauses it replaces by the hash of their changes, so that two written
//! apart are seen as a conflict and never settled by order. Terms are seconds; apps keep them, rules
//! read no clock. No free text: house rules are content that a clause names. Next:
//! [`crate::register`], where a clause is a change.

use minicbor::{Decode, Encode};

use crate::{
    cap, codec,
    fraction::Fraction,
    id::{ChangeId, DeviceId, EntityId},
    round::Method,
};

/// Seconds in a day.
pub const DAY: u32 = 24 * 60 * 60;

/// What holds in a community: in its founding act as it began, in a register as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Charter {
    /// The method proposed for a new round.
    #[n(0)]
    pub method: Method,
    /// The least quorum an opening may ask; one with less is ineffective (definition 7).
    #[n(1)]
    pub quorum: Fraction,
    /// Seconds since this app got the opening before which it acknowledges no close.
    #[n(2)]
    pub shortest_term: u32,
    /// Seconds after the opening that are proposed as the deadline.
    #[n(3)]
    pub deadline: u32,
    /// Seconds after the deadline in which only a named closer's close is acknowledged.
    #[n(4)]
    pub grace: u32,
    /// Seconds that a new invite is good for.
    #[n(5)]
    pub invite_term: u32,
    /// Guests that a new invite is good for.
    #[n(6)]
    pub invite_guests: u16,
    /// Seconds without a sign of somebody after which apps propose to put them to rest (R5).
    #[n(7)]
    pub rest: u32,
    /// Seconds between an adoption and its review, as proposed.
    #[n(8)]
    pub review: u32,
    /// Named people who may do more (R6); none: everything takes two thirds of all.
    #[n(9)]
    pub team: Option<Team>,
    /// Whether members that are organisations vote or advise.
    #[n(10)]
    pub organisations: Voice,
    /// How many others may give one member their proxy for a round.
    #[n(11)]
    pub proxies: u16,
    /// The newest version of acts that has effect (definition 11).
    #[n(12)]
    pub version: u16,
    /// The house rules that hold: content of the kind *house rule*.
    #[cbor(n(13), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub house_rules: Vec<EntityId>,
}

impl Default for Charter {
    /// The defaults of a new charter.
    fn default() -> Self {
        Self {
            method: Method::Majority,
            quorum: Fraction::HALF,
            shortest_term: DAY,
            deadline: DAY.saturating_mul(7),
            grace: DAY.saturating_mul(3),
            invite_term: DAY.saturating_mul(30),
            invite_guests: 20,
            rest: DAY.saturating_mul(365),
            review: DAY.saturating_mul(365),
            team: None,
            organisations: Voice::Votes,
            proxies: 2,
            version: crate::header::VERSION,
            house_rules: Vec::new(),
        }
    }
}

/// A core team (kernteam): named people who may do some things for all (R6).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Team {
    /// The people, each by the device they came with; ascending, at most [`cap::PARTS`].
    #[cbor(n(0), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub people: Vec<DeviceId>,
    /// How many of them it takes; at least two thirds of those who are members, whatever this says.
    #[n(1)]
    pub k: u16,
    /// What they may do.
    #[n(2)]
    pub may: Powers,
}

/// What a core team may do without the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Powers {
    /// Let guests in as members.
    #[n(0)]
    pub admit: bool,
    /// Put people to rest.
    #[n(1)]
    pub rest: bool,
    /// Confirm outcomes of rounds.
    #[n(2)]
    pub confirm: bool,
}

impl Powers {
    /// The powers that are given, by their words in the document, in stories and where people type.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let all = [(self.admit, "admit"), (self.rest, "rest"), (self.confirm, "confirm")];
        all.into_iter().filter(|(may, _)| *may).map(|(_, word)| word)
    }
}

/// Whether somebody's ballot counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Voice {
    /// Stands in the electorate.
    #[n(0)]
    Votes,
    /// Speaks, and stands in no electorate.
    #[n(1)]
    Advises,
}

/// A new value for one key of the charter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum Clause {
    /// See [`Charter::method`].
    #[n(0)]
    Method(#[n(0)] Method),
    /// See [`Charter::quorum`].
    #[n(1)]
    Quorum(#[n(0)] Fraction),
    /// See [`Charter::shortest_term`].
    #[n(2)]
    ShortestTerm(#[n(0)] u32),
    /// See [`Charter::deadline`].
    #[n(3)]
    Deadline(#[n(0)] u32),
    /// See [`Charter::grace`].
    #[n(4)]
    Grace(#[n(0)] u32),
    /// See [`Charter::invite_term`].
    #[n(5)]
    InviteTerm(#[n(0)] u32),
    /// See [`Charter::invite_guests`].
    #[n(6)]
    InviteGuests(#[n(0)] u16),
    /// See [`Charter::rest`].
    #[n(7)]
    Rest(#[n(0)] u32),
    /// See [`Charter::review`].
    #[n(8)]
    Review(#[n(0)] u32),
    /// See [`Charter::team`].
    #[n(9)]
    Team(#[n(0)] Option<Team>),
    /// See [`Charter::organisations`].
    #[n(10)]
    Organisations(#[n(0)] Voice),
    /// See [`Charter::proxies`].
    #[n(11)]
    Proxies(#[n(0)] u16),
    /// See [`Charter::version`].
    #[n(12)]
    Version(#[n(0)] u16),
    /// See [`Charter::house_rules`].
    #[n(13)]
    HouseRules(#[cbor(n(0), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")] Vec<EntityId>),
}

/// What of the charter a clause is about. One key, one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The method proposed.
    Method,
    /// The least quorum.
    Quorum,
    /// The shortest term.
    ShortestTerm,
    /// The deadline proposed.
    Deadline,
    /// The grace period.
    Grace,
    /// How long invites are good.
    InviteTerm,
    /// For how many guests.
    InviteGuests,
    /// When rest is proposed.
    Rest,
    /// The review rhythm.
    Review,
    /// The core team.
    Team,
    /// Whether organisations vote.
    Organisations,
    /// Proxies per holder.
    Proxies,
    /// The newest version of acts.
    Version,
    /// The house rules.
    HouseRules,
}

impl Key {
    /// All keys, in the order in which a charter is read out.
    pub const ALL: [Self; 14] = [
        Self::Method,
        Self::Quorum,
        Self::ShortestTerm,
        Self::Deadline,
        Self::Grace,
        Self::InviteTerm,
        Self::InviteGuests,
        Self::Rest,
        Self::Review,
        Self::Team,
        Self::Organisations,
        Self::Proxies,
        Self::Version,
        Self::HouseRules,
    ];

    /// The word on the command line, in JSON and in stories.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Quorum => "quorum",
            Self::ShortestTerm => "shortest_term",
            Self::Deadline => "deadline",
            Self::Grace => "grace",
            Self::InviteTerm => "invite_term",
            Self::InviteGuests => "invite_guests",
            Self::Rest => "rest",
            Self::Review => "review",
            Self::Team => "team",
            Self::Organisations => "organisations",
            Self::Proxies => "proxies",
            Self::Version => "version",
            Self::HouseRules => "house_rules",
        }
    }

    /// The key with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.word() == word)
    }
}

impl Clause {
    /// What it is about.
    #[must_use]
    pub const fn key(&self) -> Key {
        match self {
            Self::Method(_) => Key::Method,
            Self::Quorum(_) => Key::Quorum,
            Self::ShortestTerm(_) => Key::ShortestTerm,
            Self::Deadline(_) => Key::Deadline,
            Self::Grace(_) => Key::Grace,
            Self::InviteTerm(_) => Key::InviteTerm,
            Self::InviteGuests(_) => Key::InviteGuests,
            Self::Rest(_) => Key::Rest,
            Self::Review(_) => Key::Review,
            Self::Team(_) => Key::Team,
            Self::Organisations(_) => Key::Organisations,
            Self::Proxies(_) => Key::Proxies,
            Self::Version(_) => Key::Version,
            Self::HouseRules(_) => Key::HouseRules,
        }
    }

    pub(crate) fn is_sound(&self) -> bool {
        match self {
            Self::Method(method) => method.is_sound(),
            Self::Quorum(quorum) => quorum.is_sound(),
            Self::Team(team) => team.as_ref().is_none_or(Team::is_sound),
            Self::HouseRules(rules) => rules.is_sorted_by(|a, b| a < b),
            _ => true,
        }
    }
}

impl Charter {
    /// Gives one key a new value.
    pub fn amend(&mut self, clause: Clause) {
        match clause {
            Clause::Method(method) => self.method = method,
            Clause::Quorum(quorum) => self.quorum = quorum,
            Clause::ShortestTerm(seconds) => self.shortest_term = seconds,
            Clause::Deadline(seconds) => self.deadline = seconds,
            Clause::Grace(seconds) => self.grace = seconds,
            Clause::InviteTerm(seconds) => self.invite_term = seconds,
            Clause::InviteGuests(guests) => self.invite_guests = guests,
            Clause::Rest(seconds) => self.rest = seconds,
            Clause::Review(seconds) => self.review = seconds,
            Clause::Team(team) => self.team = team,
            Clause::Organisations(voice) => self.organisations = voice,
            Clause::Proxies(most) => self.proxies = most,
            Clause::Version(newest) => self.version = newest,
            Clause::HouseRules(rules) => self.house_rules = rules,
        }
    }

    /// The value of one key, as the clause that would set it.
    #[must_use]
    pub fn value(&self, key: Key) -> Clause {
        match key {
            Key::Method => Clause::Method(self.method),
            Key::Quorum => Clause::Quorum(self.quorum),
            Key::ShortestTerm => Clause::ShortestTerm(self.shortest_term),
            Key::Deadline => Clause::Deadline(self.deadline),
            Key::Grace => Clause::Grace(self.grace),
            Key::InviteTerm => Clause::InviteTerm(self.invite_term),
            Key::InviteGuests => Clause::InviteGuests(self.invite_guests),
            Key::Rest => Clause::Rest(self.rest),
            Key::Review => Clause::Review(self.review),
            Key::Team => Clause::Team(self.team.clone()),
            Key::Organisations => Clause::Organisations(self.organisations),
            Key::Proxies => Clause::Proxies(self.proxies),
            Key::Version => Clause::Version(self.version),
            Key::HouseRules => Clause::HouseRules(self.house_rules.clone()),
        }
    }

    pub(crate) fn is_sound(&self) -> bool {
        Key::ALL.into_iter().all(|key| self.value(key).is_sound())
    }
}

impl Team {
    fn is_sound(&self) -> bool {
        self.people.len() <= cap::PARTS && self.people.is_sorted_by(|a, b| a < b)
    }
}

/// A clause as a change: the value, and exactly which clauses it takes the place of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Amendment {
    /// The new value.
    #[n(0)]
    pub clause: Clause,
    /// The clauses it replaces, by the hash of their changes, ascending; none: the founding value.
    #[cbor(n(1), decode_with = "codec::bounded::<{ cap::PARTS }, _, _>")]
    pub replaces: Vec<ChangeId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_word_and_its_value_is_set_and_read_back() {
        let defaults = Charter::default();
        let mut other = Charter {
            method: Method::Consent,
            quorum: Fraction::ZERO,
            shortest_term: 1,
            deadline: 2,
            grace: 3,
            invite_term: 4,
            invite_guests: 5,
            rest: 6,
            review: 7,
            team: Some(Team {
                people: vec![DeviceId([1; 32])],
                k: 1,
                may: Powers { admit: true, ..Powers::default() },
            }),
            organisations: Voice::Advises,
            proxies: 8,
            version: 9,
            house_rules: vec![EntityId([2; 32])],
        };
        for key in Key::ALL {
            assert_eq!(Key::from_word(key.word()), Some(key));
            assert_eq!(other.value(key).key(), key);
            assert_ne!(other.value(key), defaults.value(key));
            other.amend(defaults.value(key));
            assert_eq!(other.value(key), defaults.value(key), "and nothing else");
        }
        assert_eq!(other, defaults);
    }
}
