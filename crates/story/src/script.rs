//! What a story says, before it becomes acts.
//!
//! Guards: whoever and whatever is named exists; people, devices and lines are positions from here
//! on. Next: [`crate::read`], which makes it, and [`crate::build`], which plays it.

use act::{
    fraction::Fraction,
    register::Kind,
    round::{Ballot, Method},
};
use serde_json::{Map, Value};

/// A position in [`Script::people`].
pub(crate) type Person = usize;
/// A position in [`Script::devices`].
pub(crate) type Device = usize;
/// A position in [`Script::lines`].
pub(crate) type Line = usize;

/// A story, read.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) title: String,
    /// People by name, in the order in which their devices are listed.
    pub(crate) people: Vec<String>,
    /// Label and owner, in the order of the story.
    pub(crate) devices: Vec<(String, Person)>,
    pub(crate) lines: Vec<Said>,
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
    /// The charter as the story has it; of its clauses only the quorum is asked by a rule today.
    Found {
        founders: Vec<Person>,
        quorum: Fraction,
        charter: Map<String, Value>,
    },
    Invite,
    Join {
        invite: Line,
        kind: Kind,
    },
    Approve(Person),
    WithdrawApproval(Person),
    Leave,
    Open {
        method: Method,
        quorum: Fraction,
        closers: Vec<Person>,
    },
    Vote {
        round: Line,
        ballot: Ballot,
    },
    Close(Line),
    Acknowledge {
        round: Line,
        close: Line,
    },
    Enrol(Device),
    Retire(Device),
    Comment(String),
}

/// What must be true after some acts.
#[derive(Clone, Debug)]
pub(crate) struct Expect {
    pub(crate) after: Vec<Line>,
    /// As the story has it, of known form; without `after`.
    pub(crate) wanted: Map<String, Value>,
}
