//! A community of the profile with what is kept beside it: its secret, what waits, who is around.
//!
//! Guards: the community's secret goes into links only and never into an act. Next:
//! [`crate::community`].

use std::collections::BTreeMap;

use act::{id::DeviceId, log::Index};
use store::community::CommunityRecord;
use sync::{
    hello::tag::CommunitySecret,
    link::{EnrolCode, InviteLink},
};

use crate::{
    answer::{self, Answer},
    community::{Ambient, Community},
    greeting::Known,
    names::Names,
    refusal::Refusal,
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
    /// Why the invite or code was refused by whoever was met: `expired` or `foreign`.
    pub(crate) refused: Option<&'static str>,
    /// How many acts the document's snapshot on disk holds.
    pub(crate) snapshot: usize,
    /// What strangers' devices are held against at hello, of this many acts.
    pub(crate) known: Option<(usize, Known)>,
    /// When chores were last looked for, and of how many acts.
    pub(crate) chored: (usize, i64),
    /// Durable, but not yet told to those around.
    pub(crate) stored: Vec<Index>,
    /// The devices met in this run, with how many acts they lack while connected.
    pub(crate) around: BTreeMap<DeviceId, Option<usize>>,
}

impl Home {
    pub(crate) const fn new(
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
            snapshot: 0,
            known: None,
            chored: (0, 0),
            stored: Vec::new(),
            around: BTreeMap::new(),
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

    /// Once this device is known in the community: writes what had to wait. Tells whether it was so.
    pub(crate) fn arrive(&mut self, ambient: &mut Ambient<'_>) -> Result<bool, Refusal> {
        if self.waiting.is_none() || self.community.me().is_none() {
            return Ok(false);
        }
        let waiting = self.waiting.take();
        if let Some(Waiting::Guest { name, .. }) = waiting {
            self.community.write_card(name, ambient)?;
        }
        Ok(true)
    }

    pub(crate) fn status(&self, addresses: Vec<String>) -> answer::Status {
        let community = &self.community;
        let names = Names::of(community);
        let heads = community.heads();
        let owner = |device: DeviceId| {
            community.judge().device(community.log(), &heads, device).map(|(member, _)| member)
        };
        let me = owner(community.device());
        let name = |device: DeviceId| {
            owner(device).map_or_else(
                || device.to_string().chars().take(8).collect(),
                |member| names.name(member),
            )
        };
        let around = self.around.iter().map(|(device, behind)| answer::Around {
            name: name(*device),
            state: if behind.is_some() { "connected" } else { "away" }.to_owned(),
            behind: *behind,
            mine: me.is_some() && owner(*device) == me,
        });
        let summary = community.summary();
        answer::Status {
            community: community.id().to_string(),
            name: if summary.name.is_empty() { self.record.name.clone() } else { summary.name },
            heads: community.head_hashes(),
            acts: community.log().len(),
            register: community.register().digest().to_string(),
            running: !addresses.is_empty(),
            addresses,
            around: around.collect(),
        }
    }
}
