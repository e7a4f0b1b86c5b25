//! A season as it is being founded: who takes part, which founders are listed, who signed, what came of it.
//!
//! Guards: a founding is known to the last byte before anybody signs it, and the community follows from
//! the list and the signatures, so that whoever announces one can't announce another. Next:
//! `judge/season.rs`, which deeds have effect.

use std::collections::BTreeMap;

use act::{
    act::{Act, Draft},
    deed::Deed,
    id::{ActId, CommunityId, DeviceId, MemberId},
    key::Signature,
    log::{Index, Log},
    register::{Found, Founder, Kind},
    season::Source,
};

/// A season that a member planned.
#[derive(Clone, Debug)]
pub struct Season {
    /// Who planned it.
    pub planner: MemberId,
    /// Who takes part, by act.
    pub parts: BTreeMap<Index, Joined>,
    /// The lists of founders, by act.
    pub lists: BTreeMap<Index, Vec<Listed>>,
    /// Who signed which list.
    pub signed: Vec<Signed>,
    /// What was founded; one, unless the planner's devices did it apart.
    pub founded: Vec<Founded>,
}

/// Somebody who takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Who.
    pub member: MemberId,
    /// The device for the new community.
    pub key: DeviceId,
}

/// A founder on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub member: MemberId,
    /// The device for the new community.
    pub key: DeviceId,
    /// What kind of participant.
    pub kind: Kind,
}

/// A founder's signature over the founding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The act that holds it.
    pub act: Index,
    /// The act that fixed the list.
    pub list: Index,
    /// Whose it is.
    pub member: MemberId,
    /// The signature.
    pub proof: Signature,
}

/// A community that was founded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Founded {
    /// The act that says so.
    pub act: Index,
    /// The act that fixed the list.
    pub list: Index,
    /// The community.
    pub community: CommunityId,
    /// By which its members' peers recognise each other.
    pub secret: [u8; 32],
}

impl Season {
    /// The founding of the people on a list, without their signatures; nothing for an act that fixed none.
    #[must_use]
    pub fn founding(&self, log: &Log, plan: Index, list: Index) -> Option<Found> {
        let Some(Deed::Season(planned)) = log.act(plan).deed() else { return None };
        let founder = |listed: &Listed| Founder {
            key: listed.key,
            kind: listed.kind,
            proof: Signature([0; 64]),
        };
        let mut founders: Vec<_> = self.lists.get(&list)?.iter().map(founder).collect();
        founders.sort_unstable_by_key(|founder| founder.key);
        let heads = vec![log.act(list).id()];
        Some(Found {
            nonce: planned.nonce,
            founders,
            charter: planned.charter.clone(),
            season: Some(Source { community: log.community(), heads }),
        })
    }

    /// The founding act of a list with these signatures, by the planner's key there and with the list's
    /// own time, so that it is one act for everybody. Nothing while somebody didn't sign.
    #[must_use]
    pub fn founding_act(
        &self,
        log: &Log,
        (plan, list): (Index, Index),
        signed: &[&Signed],
    ) -> Option<Act> {
        let listed = self.lists.get(&list)?;
        let mut found = self.founding(log, plan, list)?;
        for founder in &mut found.founders {
            let whose = listed.iter().find(|listed| listed.key == founder.key)?;
            let own = |signed: &&&Signed| signed.list == list && signed.member == whose.member;
            founder.proof = signed.iter().find(own)?.proof;
        }
        let planner = listed.iter().find(|listed| listed.member == self.planner)?;
        Act::new(Draft {
            community: CommunityId::UNFOUNDED,
            device: planner.key,
            seq: 1,
            prev: None,
            seen: Vec::new(),
            claimed_at: log.act(list).header().claimed_at,
            deed: Deed::Found(found),
            words: None,
        })
        .ok()
    }

    /// The signatures with which a list can be founded, those of the lowest acts; nothing while one is
    /// missing.
    #[must_use]
    pub fn complete(&self, log: &Log, list: Index) -> Option<Vec<&Signed>> {
        let of = |listed: &Listed| {
            let own = |signed: &&Signed| signed.list == list && signed.member == listed.member;
            self.signed.iter().filter(own).min_by_key(|signed| log.act(signed.act).id())
        };
        let mut signed: Vec<_> = self.lists.get(&list)?.iter().map(of).collect::<Option<_>>()?;
        signed.sort_unstable_by_key(|signed| log.act(signed.act).id());
        Some(signed)
    }

    /// The signatures that these acts hold, if they are one of each founder on the list.
    #[must_use]
    pub fn exactly(&self, log: &Log, list: Index, acts: &[ActId]) -> Option<Vec<&Signed>> {
        let find = |id: &ActId| {
            let named = |signed: &&Signed| signed.list == list && log.act(signed.act).id() == *id;
            self.signed.iter().find(named)
        };
        let signed: Vec<_> = acts.iter().map(find).collect::<Option<_>>()?;
        let listed = self.lists.get(&list)?;
        // Only signatures of those on the list are kept.
        let one = |listed: &Listed| {
            signed.iter().filter(|signed| signed.member == listed.member).count() == 1
        };
        listed.iter().all(one).then_some(signed)
    }
}
