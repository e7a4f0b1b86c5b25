//! What a person asks of their peer: one command per verb of the command line and the page.
//!
//! Guards: the same commands travel from the command line over the local socket and from the page, so
//! that everything can be done by either. Ids and names come as typed; the peer looks them up.
//! Next: [`crate::answer`].

use serde::{Deserialize, Serialize};

use crate::secret::Secret;

mod method;
mod reads;
pub mod task;

pub use method::{Method, NewOption, Numbers, Opening};

/// A command and the community that it is for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    /// Name, id or unique beginning of an id; may be left out when there is one community.
    pub community: Option<String>,
    /// What is asked.
    pub command: Command,
}

/// What kind of participant somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Bewoner.
    Resident,
    /// Ondernemer.
    Business,
    /// Maatschappelijke organisatie.
    Organisation,
    /// Gemeente.
    Municipality,
}

/// Everything that can be asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verb")]
pub enum Command {
    /// Founds a community. Answers [`crate::answer::Answer::Community`].
    CommunityCreate {
        /// Its name.
        name: String,
        /// Its purpose.
        purpose: String,
        /// The founder's name.
        me: String,
        /// What kind of participant the founder is.
        kind: Kind,
        /// The starting charter: `association` (the usual one), `friends`, `platform` or `initiative`.
        #[serde(default)]
        charter: Option<String>,
    },
    /// Lists the communities of this profile.
    CommunityList,
    /// Leaves the community.
    CommunityLeave,
    /// Publishes an invite and makes its link.
    Invite,
    /// Joins by the text of a link or file.
    Join {
        /// The link, or the content of the file.
        link: String,
        /// The newcomer's name.
        me: String,
        /// What kind of participant.
        kind: Kind,
    },
    /// Lists members and guests.
    MemberList,
    /// Approves the admission of guests.
    MemberApprove {
        /// Names or ids.
        who: Vec<String>,
    },
    /// Changes the own name.
    MemberName {
        /// The new name.
        name: String,
    },
    /// Takes an approval back.
    MemberWithdraw {
        /// Name or id.
        who: String,
    },
    /// Proposes to put a member out, or approves that.
    MemberRemove {
        /// Name or id.
        who: String,
    },
    /// Proposes to put a member to rest who is away, or approves that.
    MemberRest {
        /// Name or id.
        who: String,
    },
    /// Puts off being asked to propose rest for a member. Answers [`crate::answer::Answer::ForYou`].
    MemberLater {
        /// Name or id.
        who: String,
    },
    /// Has nothing to do any more with a member's devices, on this peer. Answers
    /// [`crate::answer::Answer::Members`].
    MemberBlock {
        /// Name or id.
        who: String,
    },
    /// Has to do with them again.
    MemberUnblock {
        /// Name or id.
        who: String,
    },
    /// Sends guests away.
    MemberDismiss {
        /// Names or ids.
        who: Vec<String>,
    },
    /// What waits for approvals.
    ChangeList,
    /// Approves changes that wait.
    ChangeApprove {
        /// Their ids, or the beginnings.
        ids: Vec<String>,
    },
    /// Takes approvals back.
    ChangeWithdraw {
        /// Their ids, or the beginnings.
        ids: Vec<String>,
    },
    /// Objects to the core team's deciding changes.
    ChangeObject {
        /// Their ids, or the beginnings.
        ids: Vec<String>,
    },
    /// What the community agreed on.
    CharterShow,
    /// Proposes another value for a key of the charter, or approves that.
    CharterPropose {
        /// The key, such as `quorum`.
        key: String,
        /// The value as typed.
        value: String,
    },
    /// Erases one's own words, or asks the community to erase somebody else's.
    Redact {
        /// The act with the words.
        id: String,
    },
    /// Shows an attachment. Answers [`crate::answer::Answer::Attachment`].
    AttachmentShow {
        /// Its id, or the beginning.
        id: String,
    },
    /// Adds a goal.
    GoalAdd {
        /// Its title.
        title: String,
        /// Its text.
        text: Option<String>,
    },
    /// Edits a goal: the title is replaced, the text is merged with what others write.
    GoalEdit {
        /// The goal.
        id: String,
        /// The new title.
        title: Option<String>,
        /// The new text.
        text: Option<String>,
        /// The heads that the form was drawn from: what others wrote since stays, and where both changed
        /// one value, nothing is written. Empty for how it is now.
        #[serde(default)]
        base: Vec<String>,
    },
    /// Lists goals.
    GoalList,
    /// Lists goals in short: what a page of them shows.
    GoalBoard,
    /// Shows a goal with its comments.
    GoalShow {
        /// The goal.
        id: String,
    },
    /// Comments on a goal, decision or comment.
    Comment {
        /// On what.
        id: String,
        /// The comment.
        text: String,
    },
    /// Proposes a decision.
    DecisionPropose {
        /// Its title.
        title: String,
        /// Its text.
        text: String,
        /// The day on which is looked back on it, `YYYY-MM-DD`.
        review: String,
        /// The goal that it serves.
        goal: Option<String>,
        /// How it will be decided.
        method: Method,
        /// The share that must take part, such as `1/2`; the charter's when left out.
        quorum: Option<String>,
        /// For a qualified majority, such as `2/3`.
        share: Option<String>,
        /// The other numbers of the method, and what else it asks.
        #[serde(default)]
        numbers: Numbers,
        /// What is chosen from.
        #[serde(default)]
        options: Vec<NewOption>,
    },
    /// Adds an option to a proposal that is not under a vote.
    DecisionOption {
        /// The decision.
        id: String,
        /// The option.
        option: NewOption,
    },
    /// Edits a proposal that is not under a vote.
    DecisionEdit {
        /// The decision.
        id: String,
        /// The new title.
        title: Option<String>,
        /// The new text.
        text: Option<String>,
        /// The new day of looking back, `YYYY-MM-DD`.
        #[serde(default)]
        review: Option<String>,
        /// The goal that it serves; an empty one changes nothing.
        #[serde(default)]
        goal: Option<String>,
        /// The heads that the form was drawn from: what others wrote since stays, and where both changed
        /// one value, nothing is written. Empty for how it is now.
        #[serde(default)]
        base: Vec<String>,
    },
    /// Opens a round on a decision.
    DecisionOpen {
        /// The decision.
        id: String,
        /// How.
        #[serde(flatten)]
        opening: Opening,
    },
    /// Roles, circles, topics and mandates.
    Task(task::Task),
    /// Advice, objections that are weighed, nominations, the other party.
    Counsel(task::Counsel),
    /// Takes back an opening that was a mistake.
    DecisionWithdraw {
        /// The decision.
        id: String,
    },
    /// Lets somebody's ballot count for the owner too, or takes that back.
    Proxy {
        /// The decision.
        id: String,
        /// To whom, by name or id; nobody takes it back.
        to: Option<String>,
    },
    /// Records paper ballots as a teller.
    Paper {
        /// The decision.
        id: String,
        /// Who said what: name or id, and the ballot as in a vote.
        ballots: Vec<(String, String)>,
    },
    /// Signs a report of paper ballots as another teller.
    PaperSign {
        /// The decision.
        id: String,
        /// The report, or its beginning.
        report: String,
    },
    /// Closes the round.
    DecisionClose {
        /// The decision.
        id: String,
        /// The numbers of the public draw, where a lot decides.
        #[serde(default)]
        seed: Option<String>,
    },
    /// Acknowledges the close by hand.
    DecisionAcknowledge {
        /// The decision.
        id: String,
    },
    /// Lists decisions.
    DecisionList,
    /// Lists decisions in short: what a page of them shows.
    DecisionBoard,
    /// Shows a decision, with how it was counted.
    DecisionShow {
        /// The decision.
        id: String,
    },
    /// Votes in the open round of a decision.
    Vote {
        /// The decision.
        id: String,
        /// `for`, `against`, `abstain`, `consent`, `concern`, `object` or `aside`; with options `tuin, plein`,
        /// `tuin=5, plein=3` or `tuin > plein = straat`.
        ballot: String,
        /// Why.
        reason: Option<String>,
    },
    /// The versions of a goal or decision.
    History {
        /// Which.
        id: String,
    },
    /// Makes a goal or decision read as it did at a version.
    Restore {
        /// Which.
        id: String,
        /// The version: the id of its act.
        version: String,
    },
    /// What is asked of the owner, and what is new.
    ForYou,
    /// Remembers that the owner has seen so many acts.
    Seen {
        /// How many, from the beginning of the log.
        acts: usize,
    },
    /// A part of the log, newest first.
    LogPage {
        /// Before this position; the newest when left out.
        before: Option<usize>,
        /// At most so many lines, at most 200.
        most: usize,
        /// Only what this member did.
        by: Option<String>,
    },
    /// The language and colours of this profile.
    SettingShow,
    /// Changes them.
    SettingChange {
        /// `nl`, `en` or `auto`.
        language: Option<String>,
        /// `light`, `dark` or `auto`.
        theme: Option<String>,
    },
    /// Lists the own devices.
    DeviceList,
    /// Makes a code with which another device becomes one's own.
    DeviceEnrol,
    /// Becomes a device of the member whose code this is.
    DeviceJoin {
        /// The code.
        code: String,
    },
    /// New words of a paper key, of which nothing is kept. Answers [`crate::answer::Answer::Paper`].
    DevicePaper,
    /// Makes the words that were typed back the own paper key.
    DevicePaperKeep {
        /// All 24.
        words: Secret,
    },
    /// Comes back after all devices were lost: by a paper key, or else by asking the others.
    DeviceRecover {
        /// A link from somebody of the community; none when this profile came back from a backup.
        link: Option<String>,
        /// The words of the paper key; without them the others are asked.
        words: Option<Secret>,
    },
    /// Whether the keys of this profile are sealed. Answers [`crate::answer::Answer::Sealed`].
    PassphraseShow,
    /// Sets, changes or removes the passphrase on the keys.
    PassphraseChange {
        /// The one until now, where there is one.
        old: Option<Secret>,
        /// The one from now on; none removes it.
        new: Option<Secret>,
    },
    /// Says that this profile was moved here.
    DeviceMoved,
    /// Says that this profile is a copy: it gets devices of its own.
    DeviceCopied,
    /// All of this profile but its keys. Answers [`crate::answer::Answer::Backup`].
    Backup,
    /// Brings a backup back into a profile with nothing in it.
    RestoreBackup {
        /// The file, base64.
        content: String,
    },
    /// Helps a member who lost all devices.
    MemberRecover {
        /// Name or id.
        who: String,
        /// The request that the new device made; without it, a link for that device is made.
        code: Option<String>,
    },
    /// Retires an own device.
    DeviceRetire {
        /// The device.
        id: String,
    },
    /// How far this peer and those around it are.
    Status,
    /// What is amiss, in all communities or the one that is named.
    Doctor,
    /// Plans a season: members found a community together that goes on from this one. The four verbs
    /// answer [`crate::answer::Answer::Seasons`].
    SeasonPlan,
    /// Takes part in a season.
    SeasonJoin {
        /// The plan, or its beginning; the newest that is not founded when left out.
        #[serde(default)]
        id: Option<String>,
    },
    /// Fixes who founds it; then apps sign, and found it.
    SeasonFound {
        /// The plan, or its beginning; the newest that is not founded when left out.
        #[serde(default)]
        id: Option<String>,
    },
    /// The seasons, and what this community goes on from.
    SeasonShow,
    /// What contradicts the register that this device knew.
    SchismShow,
    /// Goes on with what was kept out.
    SchismAccept,
    /// What happened, act by act.
    Log,
    /// Derives everything again from the acts and compares.
    Verify,
    /// The document, as an Automerge file.
    ExportDocument,
    /// All acts and seals, for a snapshot.
    Evidence,
    /// Writes a house rule, and proposes that it holds. Answers [`crate::answer::Answer::Changes`].
    HouseRuleWrite {
        /// The rule in a line.
        title: String,
        /// What else there is to say of it.
        text: Option<String>,
    },
    /// What members say that goes against a house rule. Answers [`crate::answer::Answer::Moderation`].
    ModerationList {
        /// Only this comment, nomination, goal, decision or option.
        #[serde(default)]
        of: Option<String>,
    },
    /// Says that something somebody else wrote goes against a house rule.
    ModerationHide {
        /// The comment, nomination, goal, decision or option.
        id: String,
        /// The house rule: its title, or its id.
        rule: String,
    },
    /// Says that it should be shown; by who wrote it an appeal.
    ModerationShow {
        /// The comment, nomination, goal, decision or option.
        id: String,
    },
    /// Shows a member, with who speaks for them.
    MemberShow {
        /// Name or id.
        who: String,
    },
    /// Names somebody who speaks for the owner, an organisation.
    RepresentativeAdd {
        /// Their name.
        name: String,
        /// What they may say and promise.
        text: Option<String>,
    },
    /// Changes what an own representative may.
    RepresentativeEdit {
        /// Their name, or the id.
        id: String,
        /// Another name.
        name: Option<String>,
        /// What they may say and promise from now on.
        text: Option<String>,
    },
    /// Takes an own representative away: the words about them are erased.
    RepresentativeRemove {
        /// Their name, or the id.
        id: String,
    },
}
