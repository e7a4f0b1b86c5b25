//! What a command gives back: plain values, which are also the JSON of the command line.
//!
//! Guards: fields are only added, never renamed or removed (a border: docs/cli.md documents them). Ids are 64
//! hexadecimal digits, times seconds since 1970, days `YYYY-MM-DD`. Next: [`crate::core`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use words::looking::Looking;

use crate::command::Kind;

mod attachment;
mod bundle;
mod change;
mod goal;
mod moderation;
mod overview;
mod record;
mod round;
mod season;
mod selection;
mod task;
mod told;

pub use attachment::Attachment;
pub use bundle::{Bundled, Unbundled};
pub use change::{Change, Changes, Charter, Clause, Standing, Team};
pub use goal::{Comment, Goal, Goals};
pub use moderation::{Against, Case, Fold, HouseRule, Moderation, Representative};
pub use overview::{
    DecisionBoard, DecisionCard, Edition, ForYou, GoalBoard, GoalCard, History, LogPage, Settings,
    Todo,
};
pub use record::{
    Around, Backup, Doctor, Done, Evidence, File, Line, Log, Rift, Schism, Status, Verified,
};
pub use round::{Choice, Invalid, Numbers, Report, Via, Ways};
pub use season::{EarlierDecision, Founder, Linked, Season, Seasons};
pub use selection::{Nomination, Selection};
pub use task::{
    Advice, Adviser, Counsel, Decided, Mandate, Partner, Role, TaskChange, Tasks, Test, Topic,
    Under,
};

/// What a command gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// A community that was made, joined or left.
    Community(Community),
    /// The communities of a profile.
    Communities(Communities),
    /// A link: an invite or a device code.
    Link(Link),
    /// What goes to and fro when somebody lost all devices. Before a newcomer, who has fewer fields.
    Recovery(Recovery),
    /// Where a newcomer or new device stands.
    Joined(Joined),
    /// The words of a paper key.
    Paper(Paper),
    /// Members and guests.
    Members(Members),
    /// What waits for approvals.
    Changes(Changes),
    /// What the community agreed on.
    Charter(Charter),
    /// Roles, circles, topics and mandates.
    Tasks(Tasks),
    /// One mandate.
    Mandate(Box<Mandate>),
    /// A decision. Before a goal, which has fewer fields.
    Decision(Box<Decision>),
    /// A goal.
    Goal(Goal),
    /// Goals.
    Goals(Goals),
    /// Decisions.
    Decisions(Decisions),
    /// Devices.
    Devices(Devices),
    /// How far everyone is.
    Status(Status),
    /// What is asked of the owner, and what is new.
    ForYou(ForYou),
    /// Goals in short.
    GoalBoard(GoalBoard),
    /// Decisions in short.
    DecisionBoard(DecisionBoard),
    /// The versions of something.
    History(History),
    /// A part of what happened.
    LogPage(LogPage),
    /// What goes against a house rule, as members say.
    Moderation(Moderation),
    /// Language and colours.
    Settings(Settings),
    /// What contradicts the register that this device knew.
    Schism(Schism),
    /// Seasons.
    Seasons(Seasons),
    /// What happened.
    Log(Log),
    /// What is amiss.
    Doctor(Doctor),
    /// What a check found.
    Verified(Verified),
    /// A file to be written.
    File(File),
    /// Whether the keys are sealed.
    Sealed(Sealed),
    /// A backup to be written.
    Backup(Backup),
    /// What a snapshot is made of.
    Evidence(Evidence),
    /// An attachment.
    Attachment(Box<Attachment>),
    /// A bundle that was made.
    Bundled(Bundled),
    /// What came of a bundle.
    Unbundled(Unbundled),
    /// Something that was done, by its act or entity. Last: every other kind has more fields.
    Done(Done),
}

/// A community of this profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Community {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its purpose.
    pub purpose: String,
    /// `member`, `guest`, `resting`, `left`, `removed`, `dismissed`, `waiting`; `apart` for a profile that came
    /// back without a device, `moved` for one of which nobody said yet whether it was moved or copied.
    pub state: String,
}

/// The communities of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Communities {
    /// In the order in which they were added.
    pub communities: Vec<Community>,
}

/// An invite or device code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The text, beginning with `meent:`.
    pub link: String,
    /// Until when it is good.
    pub until: i64,
    /// The community's name.
    pub name: String,
}

/// A link for somebody who lost all devices, or the request that the new device makes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// The community's id.
    pub community: String,
    /// The community's name.
    pub name: String,
    /// The member whose device it becomes.
    pub member: String,
    /// The text, beginning with `meent-recover:` or `meent-request:`.
    pub link: String,
}

/// Whether there is a passphrase on the keys of this profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Whether there is.
    pub sealed: bool,
}

/// A paper key. Without `Debug` words: what is printed ends up in logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The 24 words, once; empty when they were typed back.
    pub words: Vec<String>,
    /// Which two to ask back, counted from 1.
    pub check: Vec<usize>,
    /// Whether it is the owner's paper key now.
    pub written: bool,
}

impl std::fmt::Debug for Paper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paper").field("written", &self.written).finish_non_exhaustive()
    }
}

/// Where a newcomer or new device stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The community's id.
    pub community: String,
    /// The community's name.
    pub name: String,
    /// The own member id.
    pub member: String,
    /// `waiting` until a peer was met, `guest`, `member`.
    pub state: String,
    /// What is tried meanwhile, and how far it is; null when nothing is waited for.
    #[serde(default)]
    pub looking: Option<Box<Looking>>,
}

/// Somebody in a community.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Member id.
    pub id: String,
    /// Name on the card; empty when there is none.
    pub name: String,
    /// What kind of participant.
    pub kind: Kind,
    /// `member`, `guest`, `resting`, `left`, `removed` or `dismissed`.
    pub state: String,
    /// Whether it is the owner of this profile.
    pub me: bool,
    /// Whether this peer has nothing to do with their devices; nobody else knows.
    #[serde(default)]
    pub blocked: bool,
    /// For a guest: who approves the admission, by name.
    pub approvals: Vec<String>,
    /// For a guest: how many approvals are needed.
    pub needed: usize,
    /// For a guest: whether the owner of this profile approves.
    pub approved: bool,
    /// When they came, by their own clock.
    pub since: i64,
    /// When they were last heard of: what they last did by hand, by their own clock.
    #[serde(default)]
    pub heard: i64,
    /// Who speaks for them, where it is an organisation; oldest first.
    #[serde(default)]
    pub representatives: Vec<Representative>,
}

/// Members and guests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Members {
    /// Members first, by name.
    pub members: Vec<Member>,
}

/// A value that somebody wrote, where several wrote apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// What was written.
    pub value: String,
    /// By whom.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
}

/// A valid close of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Close {
    /// What it comes to: `adopted`, `rejected`, `chosen`, `tied` or `told`.
    pub outcome: String,
    /// The options it chooses, by title.
    pub chosen: Vec<String>,
    /// Who closed.
    pub by: String,
    /// When, by the closer's clock.
    pub at: i64,
    /// The ballots that count, by name.
    pub counted: BTreeMap<String, String>,
    /// Whose ballots contradict each other.
    #[serde(rename = "void")]
    pub void: Vec<String>,
    /// Who acknowledged it, by name.
    pub acknowledged: Vec<String>,
}

/// A ballot with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// The act.
    pub id: String,
    /// Whose.
    pub by: String,
    /// What.
    pub ballot: String,
    /// Why, if said.
    pub reason: Option<String>,
    /// The act that says why.
    #[serde(default)]
    pub reason_id: Option<String>,
    /// When, by the voter's clock.
    pub at: i64,
    /// Whether the shown close misses it (nagekomen).
    pub late: bool,
}

/// A decision, from proposal to confirmation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text; the version voted on once a round was opened.
    pub text: String,
    /// Who proposed it.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// What this was drawn from: given back with an edit, what others write meanwhile stays.
    pub base: Vec<String>,
    /// Whether title and text may be edited now.
    pub editable: bool,
    /// How it reads now, where that isn't what was voted on: it was changed after it was rejected.
    pub changed: Option<Changed>,
    /// The day of looking back.
    pub review: String,
    /// The goal that it serves.
    pub goal: Option<String>,
    /// That goal's title.
    pub goal_title: Option<String>,
    /// Whether members folded that goal away behind a house rule.
    #[serde(default)]
    pub goal_hidden: bool,
    /// The word of the method, such as `majority`, `consent` or `ranked`.
    pub method: String,
    /// The share of the electorate that must take part.
    pub quorum: String,
    /// The share that must be for: of for and against, or of all.
    pub share: Option<String>,
    /// The other numbers of the method.
    #[serde(default)]
    pub numbers: Numbers,
    /// What is chosen from; empty where the method asks yes or no.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// How many may vote in the shown round; of a proposal, how many would if it were opened now.
    #[serde(default)]
    pub voters: usize,
    /// What the ballots in `counted` come to, with all that explains it; null before a round.
    #[serde(default)]
    pub tally: Option<words::tally::Tally>,
    /// The options that the shown outcome (confirmed, provisional, or what it would be now) chooses, by
    /// title.
    #[serde(default)]
    pub chosen: Vec<String>,
    /// Proxies, paper ballots and what else there is to say of the round.
    #[serde(default)]
    pub ways: Ways,
    /// What else there is to say of the round: a mandate, weighed objections, another party.
    #[serde(default)]
    pub counsel: Counsel,
    /// Of choosing somebody for a role: who is nominated, who is put forward.
    #[serde(default)]
    pub selection: Option<Selection>,
    /// `draft`, `open`, `closed`, `confirmed` or `disputed`.
    pub status: String,
    /// The confirmed outcome; null before that.
    pub outcome: Option<String>,
    /// The outcome of the shown close while it is not confirmed.
    pub provisional: Option<String>,
    /// What the ballots known now would come to if the round were closed; null unless it is open.
    pub would_be: Option<String>,
    /// The opening of the round that is shown.
    pub round: Option<String>,
    /// When it was opened, by the opener's clock.
    pub opened_at: Option<i64>,
    /// Who opened it.
    pub opened_by: Option<String>,
    /// When the shown close was made, by the closer's clock.
    pub closed_at: Option<i64>,
    /// When the acknowledgement came that confirmed it, by that member's clock.
    pub confirmed_at: Option<i64>,
    /// From when a named closer may close.
    pub deadline: Option<i64>,
    /// Whether the owner of this profile may vote.
    pub elector: bool,
    /// The owner's last ballot in the shown round.
    pub mine: Option<String>,
    /// The reason that the owner gave with it.
    pub my_reason: Option<String>,
    /// Whether the owner may close, and enough took part.
    pub may_close: bool,
    /// Whether the owner may acknowledge the shown close by hand, and hasn't.
    pub may_acknowledge: bool,
    /// From when apps acknowledge the shown close; null when that is now or nothing is shown.
    pub acknowledged_from: Option<i64>,
    /// Who may vote, by name.
    pub electorate: Vec<String>,
    /// The ballots of the shown close, or all known ones while the round is open.
    pub counted: BTreeMap<String, String>,
    /// Whose last ballots contradict each other.
    pub void: Vec<String>,
    /// Who acknowledged closes with the shown outcome.
    pub acknowledged: Vec<String>,
    /// How many acknowledgements confirm.
    pub needed: usize,
    /// Who acknowledged two outcomes.
    pub double: Vec<String>,
    /// The shown close.
    pub shown: Option<String>,
    /// All valid closes, by act.
    pub closes: BTreeMap<String, Close>,
    /// All ballots ever cast, in order.
    pub ballots: Vec<Ballot>,
    /// Whether the text in the opening is not the text that it was opened on.
    pub text_differs: bool,
    /// Per field the versions that were written apart.
    pub conflicts: BTreeMap<String, Vec<Version>>,
    /// The discussion.
    pub comments: Vec<Comment>,
    /// Pictures and other files, in the order in which they came.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// What members say about showing it; null where nobody ever said anything.
    #[serde(default)]
    pub fold: Option<Fold>,
}

/// What can be edited of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// The day of looking back.
    pub review: String,
    /// The goal that it serves.
    pub goal: Option<String>,
}

/// Decisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// In the order in which they were proposed.
    pub decisions: Vec<Decision>,
    /// Those that came along from earlier seasons, the newest first.
    #[serde(default)]
    pub earlier: Vec<EarlierDecision>,
}

/// An own device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its key.
    pub id: String,
    /// What it is called: the first eight digits, `this` for the one in use.
    pub name: String,
    /// `this`, `standing`, `retired`, `forked`, or `paper`: the paper key, which is no device.
    pub state: String,
}

/// The own devices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Devices {
    /// In the order of their keys.
    pub devices: Vec<Device>,
}
