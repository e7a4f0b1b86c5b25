//! What a story says, before it becomes acts.
//!
//! Guards: whoever and whatever is named exists; people, devices and lines are positions from here
//! on. Next: [`crate::read`], which makes it, and [`crate::build`], which plays it.

use act::{
    charter::{Clause, Key, Powers, Voice},
    fraction::Fraction,
    register::Kind,
    round::{Method, Ties},
};
use serde_json::{Map, Value};

/// A position in [`Script::people`].
pub(crate) type Person = usize;
/// A position in [`Script::devices`].
pub(crate) type Device = usize;
/// A position in [`Script::lines`].
pub(crate) type Line = usize;

/// A position in [`Script::clauses`].
pub(crate) type Label = usize;

/// A story, read.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) title: String,
    /// People by name, in the order in which their devices are listed.
    pub(crate) people: Vec<String>,
    /// Label and owner, in the order of the story.
    pub(crate) devices: Vec<(String, Person)>,
    pub(crate) lines: Vec<Said>,
    /// The labels of all options.
    pub(crate) options: Vec<String>,
    /// The clauses that have a label.
    pub(crate) clauses: Vec<Written>,
    /// Their labels, each after those that it replaces.
    pub(crate) order: Vec<Label>,
    pub(crate) expects: Vec<Expect>,
}

impl Script {
    /// The device that somebody came with: the first that is listed.
    pub(crate) fn first_device(&self, person: Person) -> Device {
        self.devices
            .iter()
            .position(|(_, owner)| *owner == person)
            .expect("people are read from the list of devices")
    }
}

/// One act as the story tells it.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) id: String,
    pub(crate) by: Device,
    /// Its device's previous act; not given: the one before it in the list.
    pub(crate) prev: Option<Line>,
    pub(crate) seen: Vec<Line>,
    pub(crate) deed: Told,
}

/// What is done.
#[derive(Clone, Debug)]
pub(crate) enum Told {
    /// The charter as the story has it, and of its values those that rules ask for.
    Found {
        founders: Vec<Person>,
        terms: Terms,
        charter: Map<String, Value>,
    },
    Invite,
    Join {
        invite: Line,
        kind: Kind,
    },
    Approve(Alter),
    WithdrawApproval(Alter),
    ObjectChange(Alter),
    Leave,
    Dismiss(Person),
    Open(Box<Opening>),
    /// The ballot as the story writes it: what it means depends on the round.
    Vote {
        round: Line,
        ballot: String,
    },
    Proxy {
        round: Line,
        to: Option<Person>,
    },
    Report {
        round: Line,
        ballots: Vec<(Person, String)>,
    },
    SignReport(Line),
    WithdrawOpening(Line),
    Close {
        round: Line,
        seed: Option<String>,
    },
    Acknowledge {
        round: Line,
        close: Line,
    },
    Enrol(Device),
    Retire(Device),
    /// Gives the author's member a paper key.
    Paper(Device),
    /// The paper key's own deed.
    Recover {
        key: Device,
        n: u32,
    },
    /// Erases own words.
    Redact(Line),
    /// Writes into the text of the proposal that all rounds are about.
    Edit(String),
    /// On something that somebody wrote, else on the proposal.
    Comment {
        text: String,
        on: Option<Line>,
    },
}

/// What rules ask of the charter of a founding.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub(crate) quorum: Fraction,
    pub(crate) team: Option<Team>,
    pub(crate) organisations: Voice,
    pub(crate) proxies: u16,
}

/// The opening of a round.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    pub(crate) method: Method,
    pub(crate) quorum: Fraction,
    pub(crate) closers: Vec<Person>,
    /// Positions in [`Script::options`].
    pub(crate) options: Vec<usize>,
    pub(crate) costs: Vec<u64>,
    pub(crate) status_quo: Option<u16>,
    pub(crate) ties: Ties,
    pub(crate) tellers: Vec<Person>,
    pub(crate) proxies: u16,
    pub(crate) replaces: Option<Line>,
}

/// A change of the register.
#[derive(Clone, Debug)]
pub(crate) enum Alter {
    Admit(Person),
    Rest(Person, Line),
    Remove(Person),
    Recover { person: Person, key: Device, n: u32 },
    Clause(Label),
    Redact(Line),
}

/// A core team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Team {
    pub(crate) people: Vec<Person>,
    pub(crate) k: u16,
    pub(crate) may: Powers,
}

/// The value of a clause; who is in a core team becomes keys when the story is played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    Plain(Clause),
    Team(Team),
}

/// A clause as the story writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) key: Key,
    pub(crate) term: Term,
    /// Its value as the story has it.
    pub(crate) json: Value,
    pub(crate) replaces: Vec<Label>,
}

/// What must be true after some acts.
#[derive(Clone, Debug)]
pub(crate) struct Expect {
    pub(crate) after: Vec<Line>,
    /// As the story has it, of known form; without `after`.
    pub(crate) wanted: Map<String, Value>,
}
