//! A community of the profile with what is kept beside it: its secret, what waits, who is around.
//!
//! Guards: the community's secret goes into links only and never into an act of it. Next:
//! [`crate::community`].

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use act::{
    id::{DeviceId, MemberId},
    key::SecretKey,
    log::Index,
};
use network::Path;
use store::community::CommunityRecord;
use sync::{
    frontier::Frontier,
    hello::{Membership, Standpoint, tag::CommunitySecret},
    link::{EnrolCode, InviteLink, RecoverLink},
    record::SignedRecord,
};
use words::stand::Stand;

use crate::{
    answer::{self, Answer},
    book::Book,
    command::Command,
    community::{Ambient, Community},
    core::now,
    greeting::Known,
    names::Names,
    refusal::Refusal,
    shelf::Shelf,
    waiting::Waiting,
};

/// Seconds that a device code is good for: an hour is enough to walk to the other device.
const CODE_TERM: i64 = 60 * 60;

/// Codes open at once; an older one makes room.
const CODES: usize = 8;

/// A community of the profile.
#[derive(Debug)]
pub struct Home {
    /// The community.
    pub community: Community,
    /// What the store keeps of it.
    pub record: CommunityRecord,
    /// What to do when somebody of it is met for the first time.
    pub waiting: Option<Waiting>,
    /// Codes with which a device may be added in this run.
    pub codes: Vec<EnrolCode>,
    /// Why the invite, code or paper key was refused by whoever was met: `expired`, `foreign`, `paper` or
    /// `other_member`.
    pub(crate) refused: Option<&'static str>,
    /// The paper key that waits for all to be known.
    pub(crate) paper: Option<Arc<SecretKey>>,
    /// Whether this device became somebody's since hello was last said.
    pub(crate) renewed: bool,
    /// How many acts the document's snapshot on disk holds.
    pub(crate) snapshot: usize,
    /// What strangers' devices are held against at hello, of this many acts.
    pub(crate) known: Option<(usize, Known)>,
    /// Where its devices were last heard to be.
    pub(crate) book: Book,
    /// When chores were last looked for, and of how many acts.
    pub(crate) chored: (usize, i64),
    /// Durable, but not yet told to those around.
    pub(crate) stored: Vec<Index>,
    /// The contents that its acts name.
    pub(crate) shelf: Shelf,
    /// The devices met in this run.
    pub(crate) around: BTreeMap<DeviceId, Met>,
    /// When others last heard of its devices, as they say.
    pub(crate) heard: BTreeMap<DeviceId, i64>,
}

/// A device that was met in this run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Met {
    /// How many acts it lacks, while it is connected.
    pub(crate) behind: Option<usize>,
    /// By which way it is or was reached.
    pub(crate) path: Path,
    /// When it was last heard of, in seconds since 1970.
    pub(crate) heard: i64,
}

impl Home {
    pub(crate) fn new(
        community: Community,
        record: CommunityRecord,
        waiting: Option<Waiting>,
    ) -> Self {
        Self {
            community,
            record,
            waiting,
            codes: Vec::new(),
            refused: None,
            paper: None,
            renewed: false,
            snapshot: 0,
            known: None,
            book: Book::default(),
            chored: (0, 0),
            stored: Vec::new(),
            shelf: Shelf::default(),
            around: BTreeMap::new(),
            heard: BTreeMap::new(),
        }
    }

    pub(crate) fn invite(
        &mut self,
        addresses: Vec<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let invited = self.community.invite(ambient)?;
        let name = self.community.summary().name;
        let link = InviteLink {
            community: self.record.id,
            secret: CommunitySecret(self.record.secret),
            invite: invited.act,
            seed: invited.seed,
            until: invited.until,
            name: name.clone(),
            addresses,
            checkpoint: Some(self.community.register().digest()),
        };
        Ok(Answer::Link(answer::Link { link: link.to_string(), until: invited.until, name }))
    }

    pub(crate) fn enrol_code(
        &mut self,
        addresses: Vec<String>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (member, _) = self.community.myself()?;
        let until = ambient.now.saturating_add(CODE_TERM);
        let name = self.community.summary().name;
        let code = EnrolCode {
            community: self.record.id,
            secret: CommunitySecret(self.record.secret),
            once: ambient.bytes(),
            member,
            enroller: self.community.device(),
            until,
            name: name.clone(),
            addresses,
        };
        let link = code.to_string();
        if self.codes.len() == CODES {
            self.codes.remove(0);
        }
        self.codes.push(code);
        Ok(Answer::Link(answer::Link { link, until, name }))
    }

    /// A link for the new device of a member who lost all others.
    pub(crate) fn recover_link(
        &self,
        who: &str,
        addresses: Vec<String>,
    ) -> Result<Answer, Refusal> {
        let (member, name) = self.community.recoverable(who)?;
        let community = self.community.summary().name;
        let link = RecoverLink {
            community: self.record.id,
            secret: CommunitySecret(self.record.secret),
            member,
            who: name,
            name: community.clone(),
            addresses,
        };
        Ok(Answer::Recovery(answer::Recovery {
            community: self.record.id.to_string(),
            name: community,
            member: member.to_string(),
            link: link.to_string(),
        }))
    }

    /// What is known of its devices; worked out once for so many acts, because anybody may say hello, as
    /// often as they like.
    pub(crate) fn known(&mut self) -> &Known {
        let acts = self.community.log().len();
        if self.known.as_ref().is_none_or(|(of, _)| *of != acts) {
            let standpoint = self.standpoint();
            let empty = self.community.log().is_empty();
            let devices = self.community.devices_around();
            let own = self.community.own_devices();
            self.known = Some((acts, Known { standpoint, empty, devices, own }));
        }
        self.known.as_ref().map(|(_, known)| known).expect("worked out just now")
    }

    /// With whose devices this peer has nothing to do from now on.
    pub(crate) fn blocks(&mut self, blocked: BTreeSet<MemberId>) {
        self.community.blocked = blocked;
        (self.known, self.renewed) = (None, true);
    }

    /// Where members' relays are, for a link.
    pub(crate) fn relays(&self) -> Vec<String> {
        let community = &self.community;
        let (heads, register) = (community.heads(), community.register());
        let is_members = |device| {
            let owner = community.judge().device(community.log(), &heads, device);
            owner.is_some_and(|(member, _)| register.is_member(member))
        };
        self.book.relays(community.device(), is_members)
    }

    /// What this peer brings to hello: the paper key speaks for its member until there is a device.
    pub(crate) fn membership(&self) -> Membership {
        Membership {
            community: self.record.id,
            secret: CommunitySecret(self.record.secret),
            key: Arc::clone(self.paper.as_ref().unwrap_or_else(|| self.community.key())),
        }
    }

    /// Refuses what somebody who waits may not ask.
    ///
    /// # Errors
    /// With what they wait for, or what whoever was met said.
    pub(crate) fn may_be_asked(&self, command: &Command) -> Result<(), Refusal> {
        match (&self.waiting, self.refused) {
            // Whoever was met said no: that is the one thing to know here.
            (Some(_), Some(reason))
                if !self.may_show(command) || self.community.log().is_empty() =>
            {
                Err(Refusal::BadLink(reason.to_owned()))
            }
            (Some(Waiting::Apart { .. }), None) if !self.may_show(command) => Err(Refusal::Apart),
            (Some(_), None) if !self.may_show(command) => Err(Refusal::Waiting),
            _ => Ok(()),
        }
    }

    /// What somebody may see who has no device in the community (yet): how it stands, and what is here.
    pub(crate) fn may_show(&self, command: &Command) -> bool {
        matches!(command, Command::Status)
            || (command.only_reads() && !self.community.log().is_empty())
    }

    /// Recovers the member by the paper key once the community was heard; whether something was written.
    pub(crate) fn recover_by_paper(&mut self, ambient: &Ambient<'_>) -> bool {
        let (Some(paper), Some(Waiting::Paper { member, .. })) = (&self.paper, &self.waiting)
        else {
            return false;
        };
        let is_known = !self.community.log().is_empty();
        let has_heard = self.community.met || self.community.is_alone();
        if !(is_known && has_heard) {
            return false;
        }
        self.refused = match (self.community.paper_keys().get(&paper.device()), member) {
            (None, _) => Some("paper"),
            (Some(owner), Some(member)) if owner != member => Some("other_member"),
            (Some(_), _) => match self.community.recover_by_paper(&Arc::clone(paper), ambient) {
                Ok(()) => return true,
                Err(error) => {
                    tracing::error!(%error, "could not recover by a paper key");
                    Some("paper")
                }
            },
        };
        false
    }

    /// Once this device is known in the community: writes what had to wait. Tells whether it was so.
    pub(crate) fn arrive(&mut self, ambient: &mut Ambient<'_>) -> Result<bool, Refusal> {
        if self.waiting.is_none() || self.community.me().is_none() {
            return Ok(false);
        }
        let waiting = self.waiting.take();
        self.renewed = true;
        if let Some(Waiting::Guest { name, .. } | Waiting::Founder { name }) = waiting {
            self.community.write_card(name, ambient)?;
        }
        Ok(true)
    }

    /// How far this peer is in the community, as it says at hello.
    fn standpoint(&self) -> Standpoint {
        Standpoint {
            frontier: Frontier::of(self.community.log()).digest(),
            checkpoint: self.community.register().digest(),
        }
    }

    pub(crate) fn status(&self, addresses: Option<Vec<String>>) -> answer::Status {
        let community = &self.community;
        let names = Names::of(community);
        let heads = community.heads();
        let owner = |device: DeviceId| {
            community.judge().device(community.log(), &heads, device).map(|(member, _)| member)
        };
        let (me, now) = (owner(community.device()), now());
        let name = |device: DeviceId| {
            owner(device).map_or_else(
                || device.to_string().chars().take(8).collect(),
                |member| names.name(member),
            )
        };
        let apart = |device: DeviceId, online: Option<i64>| match online {
            _ if owner(device).is_some_and(|member| community.blocked.contains(&member)) => {
                "blocked"
            }
            Some(_) => "online",
            None => "away",
        };
        let mut around: BTreeMap<_, _> = self
            .around
            .iter()
            .map(|(device, met)| {
                let online = self.online(*device, now);
                let state = met.behind.map_or_else(|| apart(*device, online), |_| "connected");
                let (path, relay) = match met.path {
                    Path::Near => ("near", None),
                    Path::Direct => ("direct", None),
                    Path::Relay(relay) => ("relay", relay.and_then(|relay| self.book.at(relay))),
                };
                let around = answer::Around {
                    name: name(*device),
                    state: state.to_owned(),
                    behind: met.behind,
                    mine: me.is_some() && owner(*device) == me,
                    path: met.behind.map(|_| path.to_owned()),
                    through: relay.filter(|_| met.behind.is_some()).map(&name),
                    heard: online.or(Some(met.heard)),
                };
                (*device, around)
            })
            .collect();
        // Who wasn't met in this run may have been heard of by others, or have told where it is.
        let records = self.book.all().map(SignedRecord::record);
        let told = records.map(|record| (record.device, record.made_at));
        let heard = self.heard.keys().filter_map(|one| Some((*one, self.online(*one, now)?)));
        for (device, heard) in heard.chain(told).filter(|(one, _)| *one != community.device()) {
            around.entry(device).or_insert_with(|| answer::Around {
                name: name(device),
                state: apart(device, self.online(device, now)).to_owned(),
                behind: None,
                mine: me.is_some() && owner(device) == me,
                path: None,
                through: None,
                heard: Some(heard),
            });
        }
        let summary = community.summary();
        let standpoint = self.standpoint();
        answer::Status {
            rifts: community.rifts().len(),
            community: community.id().to_string(),
            name: if summary.name.is_empty() { self.record.name.clone() } else { summary.name },
            heads: community.head_hashes(),
            acts: community.log().len(),
            register: standpoint.checkpoint.to_string(),
            stand: Box::new(Stand::of(&standpoint.stand(community.id()).0)),
            running: addresses.is_some(),
            addresses: addresses.unwrap_or_default(),
            around: around.into_values().collect(),
            // What others are called, and what is tried, is for the profile to say.
            before: None,
            after: Vec::new(),
            looking: None,
        }
    }
}
