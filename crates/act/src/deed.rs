//! What was done: every deed of Meent in one enum.
//!
//! Guards: a deed's class stands in the header too, so that what can be erased (words of content) is
//! known without the body. A new deed gets a variant here, a file or struct in `register`, `round`
//! or `content`, and a rule in `rules::judge`; nothing else chooses on deeds without a wildcard-free
//! match. Next: [`crate::body`].

use minicbor::{Decode, Encode};

use crate::{
    codec,
    content::{Comment, Create, EditText, Moderate, Set, Value},
    id::{ActId, ChangeId, DeviceId},
    mandate::Answer,
    register::{Change, Enrol, Found, Invite, Join, Recover},
    round::{Acknowledge, Close, Countersign, Open, Proxy, Report, Vote, Weigh},
    season::{List, Part, Plan, Source, Step},
};

/// What kind of deed an act holds; stands in the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum Class {
    /// About who is in.
    #[n(0)]
    Register,
    /// About rounds.
    #[n(1)]
    Round,
    /// About what people write; the only class with words.
    #[n(2)]
    Content,
}

/// One deed. Those that hold several parts are about different changes, devices or rounds
/// (definition 13).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Deed {
    /// Founds a community.
    #[n(0)]
    Found(#[n(0)] Found),
    /// Publishes an invite.
    #[n(1)]
    Invite(#[n(0)] Invite),
    /// Comes in by an invite.
    #[n(2)]
    Join(#[n(0)] Join),
    /// Approves changes of the register.
    #[n(3)]
    Approve(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<Change>,
    ),
    /// Takes approvals back.
    #[n(4)]
    WithdrawApproval(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<Change>,
    ),
    /// Leaves the community.
    #[n(5)]
    Leave,
    /// Adds devices to the author's member.
    #[n(6)]
    Enrol(#[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<Enrol>),
    /// Retires devices of the author's member.
    #[n(7)]
    Retire(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<DeviceId>,
    ),
    /// Only names what it has seen: gathers many heads, or names in time what somebody did who left.
    #[n(8)]
    Gather,
    /// Objects to changes that a core team would make (R6).
    #[n(9)]
    ObjectChange(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<Change>,
    ),
    /// Sends guests away, each named by the act that brought them in (R4).
    #[n(10)]
    Dismiss(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<ActId>,
    ),
    /// Gives the author's member a paper key; while one holds, a later one has no effect.
    #[n(11)]
    Paper(#[n(0)] Enrol),
    /// The one deed of a paper key: recovers its own member.
    #[n(12)]
    Recover(#[n(0)] Recover),
    /// Erases the words of own acts.
    #[n(13)]
    Redact(#[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<ActId>),
    /// Plans a season: a community that goes on from this one.
    #[n(14)]
    Season(#[n(0)] Plan),
    /// Takes part in a planned season.
    #[n(15)]
    SeasonJoin(#[n(0)] Part),
    /// Fixes who founds a planned season together.
    #[n(16)]
    SeasonList(#[n(0)] List),
    /// Signs the founding of a season, or founds it once all signed.
    #[n(17)]
    SeasonStep(#[n(0)] Step),
    /// Folds away what others wrote, or says that it should be shown.
    #[n(18)]
    Moderate(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<Moderate>,
    ),
    /// Opens a round.
    #[n(20)]
    Open(#[n(0)] Box<Open>),
    /// Votes in rounds.
    #[n(21)]
    Vote(#[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<Vote>),
    /// Closes rounds, named by the acts that opened them.
    #[n(22)]
    Close(#[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<Close>),
    /// Acknowledges closes.
    #[n(23)]
    Acknowledge(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")]
        Vec<Acknowledge>,
    ),
    /// Gives or takes back proxies.
    #[n(24)]
    Proxy(#[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<Proxy>),
    /// Records ballots on paper.
    #[n(25)]
    Report(#[n(0)] Report),
    /// Signs reports of paper ballots as another teller.
    #[n(26)]
    SignReport(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<ActId>,
    ),
    /// Takes openings back that were a mistake.
    #[n(27)]
    WithdrawOpening(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<ActId>,
    ),
    /// Says what was done with advice.
    #[n(28)]
    Answer(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<Answer>,
    ),
    /// Says that the terms of appointments and grants are over, each named by the hash of its change.
    #[n(29)]
    EndTerm(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<ChangeId>,
    ),
    /// Hands mandates back, each named by the hash of its grant.
    #[n(30)]
    ReturnMandate(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<ChangeId>,
    ),
    /// Weighs others' objections.
    #[n(31)]
    Weigh(#[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")] Vec<Weigh>),
    /// Agrees, or not, as the other party.
    #[n(32)]
    Countersign(
        #[cbor(n(0), decode_with = "codec::bounded::<{ crate::cap::PARTS }, _, _>")]
        Vec<Countersign>,
    ),
    /// Creates something to write about: a goal, decision, option, role.
    #[n(40)]
    Create(#[n(0)] Create),
    /// Sets fields.
    #[n(41)]
    Set(#[n(0)] Set),
    /// Edits a text.
    #[n(42)]
    EditText(#[n(0)] EditText),
    /// Remarks on something.
    #[n(43)]
    Comment(#[n(0)] Comment),
}

impl Deed {
    /// Its class.
    #[must_use]
    pub const fn class(&self) -> Class {
        match self {
            Self::Found(_)
            | Self::Invite(_)
            | Self::Join(_)
            | Self::Approve(_)
            | Self::WithdrawApproval(_)
            | Self::Leave
            | Self::Enrol(_)
            | Self::Retire(_)
            | Self::Gather
            | Self::ObjectChange(_)
            | Self::Dismiss(_)
            | Self::Paper(_)
            | Self::Recover(_)
            | Self::Redact(_)
            | Self::Moderate(_)
            | Self::Season(_)
            | Self::SeasonJoin(_)
            | Self::SeasonList(_)
            | Self::SeasonStep(_) => Class::Register,
            Self::Open(_)
            | Self::Vote(_)
            | Self::Close(_)
            | Self::Acknowledge(_)
            | Self::Proxy(_)
            | Self::Report(_)
            | Self::SignReport(_)
            | Self::WithdrawOpening(_)
            | Self::Answer(_)
            | Self::EndTerm(_)
            | Self::ReturnMandate(_)
            | Self::Weigh(_)
            | Self::Countersign(_) => Class::Round,
            Self::Create(_) | Self::Set(_) | Self::EditText(_) | Self::Comment(_) => Class::Content,
        }
    }

    /// Whether an app does this by itself; all else is by hand (definitions, first paragraph).
    #[must_use]
    pub const fn is_by_app(&self) -> bool {
        matches!(
            self,
            Self::Acknowledge(_)
                | Self::Close(_)
                | Self::Gather
                | Self::EndTerm(_)
                | Self::SeasonStep(_)
        )
    }

    /// The lengths in Unicode scalar values of the strings that belong to it, in order.
    #[must_use]
    pub fn string_lengths(&self) -> Vec<u32> {
        let words = |value: &Value| match value {
            Value::Words(chars) => Some(*chars),
            Value::Date(_)
            | Value::Link(_)
            | Value::Choice(_)
            | Value::Share(_)
            | Value::Number(_)
            | Value::Digest(_) => None,
        };
        match self {
            Self::Create(Create { fields, .. }) | Self::Set(Set { fields, .. }) => {
                fields.iter().filter_map(|write| words(&write.value)).collect()
            }
            Self::EditText(edit) => edit.splices.iter().map(|splice| splice.insert).collect(),
            Self::Comment(comment) => vec![comment.chars],
            _ => Vec::new(),
        }
    }

    /// Whether its lists are within their caps and in their one order; checked before it is kept.
    pub(crate) fn is_well_formed(&self) -> bool {
        use crate::cap::{FOUNDERS, PARTS};
        let parts = |count: usize| (1..=PARTS).contains(&count);
        match self {
            Self::Found(found) => {
                (1..=FOUNDERS).contains(&found.founders.len())
                    && found.founders.is_sorted_by(|a, b| a.key < b.key)
                    && found.charter.is_sound()
                    && found.season.as_ref().is_none_or(Source::is_sound)
            }
            Self::Season(plan) => plan.charter.is_sound(),
            Self::SeasonList(list) => list.is_sound(),
            Self::SeasonStep(step) => step.is_sound(),
            Self::Approve(list) | Self::WithdrawApproval(list) | Self::ObjectChange(list) => {
                parts(list.len()) && list.iter().all(Change::is_sound)
            }
            Self::Dismiss(list) | Self::Redact(list) => parts(list.len()),
            Self::Enrol(list) => parts(list.len()),
            Self::Retire(list) => parts(list.len()),
            Self::Open(open) => open.is_sound(),
            Self::Vote(list) => parts(list.len()) && list.iter().all(|vote| vote.ballot.is_sound()),
            Self::Close(list) => parts(list.len()) && list.iter().all(Close::is_sound),
            Self::Proxy(list) => parts(list.len()),
            Self::Report(report) => {
                parts(report.ballots.len())
                    && report.ballots.is_sorted_by(|a, b| a.elector < b.elector)
                    && report.ballots.iter().all(|paper| paper.ballot.is_sound())
            }
            Self::SignReport(list) | Self::WithdrawOpening(list) => parts(list.len()),
            Self::Acknowledge(list) => parts(list.len()),
            Self::Moderate(list) => parts(list.len()),
            Self::Answer(list) => parts(list.len()),
            Self::EndTerm(list) | Self::ReturnMandate(list) => parts(list.len()),
            Self::Weigh(list) => parts(list.len()),
            Self::Countersign(list) => parts(list.len()),
            Self::Create(Create { fields, .. }) | Self::Set(Set { fields, .. }) => {
                parts(fields.len()) && fields.is_sorted_by(|a, b| a.field < b.field)
            }
            Self::EditText(edit) => {
                parts(edit.splices.len())
                    && edit.splices.iter().all(|s| s.delete > 0 || s.insert > 0)
                    && edit.splices.is_sorted_by(|a, b| {
                        a.at.checked_add(a.delete.max(1)).is_some_and(|end| end <= b.at)
                    })
            }
            Self::Invite(_)
            | Self::Join(_)
            | Self::Leave
            | Self::Gather
            | Self::Paper(_)
            | Self::Recover(_)
            | Self::SeasonJoin(_)
            | Self::Comment(_) => true,
        }
    }
}
