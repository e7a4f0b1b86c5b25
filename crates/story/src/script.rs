//! What a story says, before it becomes acts.
//!
//! Guards: whoever and whatever is named exists; people, devices and lines are positions from here
//! on. Next: [`crate::read`], which makes it, and [`crate::build`], which plays it.

use act::{
    charter::{Clause, Key, Powers, Voice},
    content::Entity,
    fraction::Fraction,
    mandate::{Taken, Use},
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

/// A position in [`Script::things`].
pub(crate) type Thing = usize;

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
    /// The labels of all roles, mandates, topics and house rules, with what each is.
    pub(crate) things: Vec<(Entity, String)>,
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
    /// Advice on a decision under a mandate.
    Advise {
        round: Line,
        text: String,
    },
    Answer {
        advice: Line,
        taken: Taken,
    },
    EndTerm(Named),
    ReturnMandate(Named),
    Weigh {
        round: Line,
        objector: Person,
        harm: bool,
    },
    Countersign {
        round: Line,
        agrees: bool,
    },
    /// Hides what somebody wrote behind a house rule, or says that it should be shown.
    Moderate {
        act: Line,
        against: Option<Thing>,
    },
    /// Something of a version that this program doesn't know.
    Newer,
    Season(Season),
}

/// What is done about a community that is being founded together.
#[derive(Clone, Debug)]
pub(crate) enum Season {
    Plan,
    /// With a key made for the new community: the label's, else the device's own.
    TakePart {
        plan: Line,
        key: Option<String>,
    },
    List {
        plan: Line,
        parts: Vec<Line>,
    },
    /// With the key of the act that took part; else the author's own on the list.
    Sign {
        list: Line,
        with: Option<Line>,
    },
    Found {
        list: Line,
        signed: Vec<Line>,
    },
}

/// A change, or the line of an approval that says which.
#[derive(Clone, Debug)]
pub(crate) enum Named {
    Change(Alter),
    By(Line),
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
    pub(crate) under: Option<Decided>,
    pub(crate) judges: Option<u16>,
    pub(crate) partner: Option<Person>,
    /// Who is put forward for which role.
    pub(crate) select: Option<(Thing, Person)>,
}

/// What a decision under a mandate asks.
#[derive(Clone, Debug)]
pub(crate) struct Decided {
    pub(crate) grant: Named,
    pub(crate) amount: u64,
    pub(crate) topics: Vec<Thing>,
    pub(crate) advisers: Vec<Person>,
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
    Appoint { to: Thing, n: u32, people: Vec<Person> },
    Grant(Box<Granted>),
}

/// What a grant says.
#[derive(Clone, Debug)]
pub(crate) struct Granted {
    pub(crate) mandate: Thing,
    pub(crate) n: u32,
    pub(crate) usable: Use,
    pub(crate) holders: Vec<Person>,
    pub(crate) circle: Option<Thing>,
    pub(crate) topics: Vec<Thing>,
    pub(crate) ceiling: u64,
}

/// A core team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Team {
    pub(crate) people: Vec<Person>,
    pub(crate) k: u16,
    pub(crate) may: Powers,
}

/// The value of a clause; who is in a core team becomes keys when the story is played, and house rules
/// become what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    Plain(Clause),
    Team(Team),
    HouseRules(Vec<Thing>),
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
