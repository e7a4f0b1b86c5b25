//! Letting people and devices in, and being let in: the two sides of `join`.
//!
//! Guards: only who showed its device at hello is listened to; whoever is out stays out; an expired
//! invite lets nobody new in here. Next: `sync::join`, for what is said.

use std::sync::Arc;

use act::{codec::CodecError, id::CommunityId};
use network::PeerId;
use sync::{
    join::{Answer, EnrolRequest, Introduction, Opened, Reason, Request, check_join},
    link::EnrolCode,
    pack::Pack,
    pool::Peer,
};

use crate::{
    actor::{Actor, Introduced},
    core::ambiently,
    home::Home,
    refusal::Refusal,
    waiting::Waiting,
};

/// The number under which the intake keeps what introductions bring: no session has it, and no file.
pub(crate) const INTRODUCTIONS: Peer = Peer(u64::MAX);

impl Actor {
    /// What this device says to somebody who doesn't know it; none when there is nothing to say.
    pub(crate) fn introduction(&mut self, community: CommunityId) -> Option<Vec<u8>> {
        let home = self.core.home_mut(community)?;
        let key = home.community.key();
        let request = match &home.waiting {
            Some(Waiting::Guest { .. }) => {
                Request::Introduce(Introduction::new(&home.introduction()?, key)?)
            }
            Some(Waiting::Device { code, .. }) => {
                Request::Enrol(EnrolRequest::new(&EnrolCode::parse(code).ok()?, key))
            }
            // Who was met knows no such paper key; another may.
            Some(Waiting::Paper { .. }) => {
                home.refused = Some("paper");
                return None;
            }
            // Whoever doesn't know it may learn of it yet: hello is said again and again.
            // A founder is known to everybody who knows the founding.
            Some(Waiting::Recovery { .. } | Waiting::Apart { .. } | Waiting::Founder { .. }) => {
                return None;
            }
            None => Request::Introduce(Introduction::from_log(home.community.log(), key)?),
        };
        Some(request.encode())
    }

    /// What the other side answered to an introduction.
    pub(crate) fn answered(
        &mut self,
        community: CommunityId,
        frame: &[u8],
    ) -> Result<Introduced, CodecError> {
        match Answer::decode(frame)? {
            Answer::Welcome => Ok(Introduced::Welcome),
            Answer::Later => Ok(Introduced::Later),
            Answer::Refused(reason) => {
                tracing::warn!(%reason, "an introduction was refused");
                if let Some(home) = self.core.home_mut(community) {
                    home.refused = Some(match reason {
                        Reason::Expired => "expired",
                        _ => "foreign",
                    });
                }
                Ok(Introduced::Refused)
            }
        }
    }

    /// Answers somebody who introduces itself; tells whether what it rests on is missing here.
    pub(crate) fn introduce(
        &mut self,
        other: PeerId,
        frame: &[u8],
    ) -> Result<(Vec<u8>, bool), CodecError> {
        let answer = match Request::decode(frame)? {
            Request::Introduce(introduction) => self.let_in(other, &introduction),
            Request::Enrol(request) => self.enrol(other, request),
        };
        let answer = answer.unwrap_or_else(|answer| answer);
        Ok((answer.encode(), answer == Answer::Later))
    }

    fn let_in(&mut self, other: PeerId, introduction: &Introduction) -> Result<Answer, Answer> {
        let community = introduction.community();
        let refused = |reason| Answer::Refused(reason);
        let device = self.shown.get(&(other, community)).copied();
        let device = device.ok_or(refused(Reason::Foreign))?;
        let Opened { acts, seal } = introduction.open(device).map_err(refused)?;
        let first = acts.first().map(|act| act.id()).ok_or(refused(Reason::Malformed))?;
        ambiently(|ambient| {
            let home = self.core.home_mut(community).ok_or(refused(Reason::Foreign))?;
            if home.community.devices_around().get(&device) == Some(&false) {
                return Err(refused(Reason::Out));
            }
            if home.community.log().find(first).is_some() {
                // Asked twice. What follows on it comes by sync, as everybody's acts do.
                return Ok(Answer::Welcome);
            }
            if let Some(act) = acts.first() {
                check_join(home.community.log(), act, ambient.now)?;
            }
            let acts = acts.into_iter().map(Arc::new).collect();
            let pack = Pack { acts, seals: vec![seal], more: false };
            let taken = home.community.take(INTRODUCTIONS, pack, ambient.now);
            self.keep_or_log(community, taken.map(|_| ()), ambient);
            let home = self.core.home(community).ok_or(Answer::Later)?;
            let here = home.community.log().find(first).is_some();
            if here { Ok(Answer::Welcome) } else { Err(Answer::Later) }
        })
    }

    fn enrol(&mut self, other: PeerId, request: EnrolRequest) -> Result<Answer, Answer> {
        let community = request.community();
        if self.shown.get(&(other, community)) != Some(&request.device()) {
            return Err(Answer::Refused(Reason::Foreign));
        }
        ambiently(|ambient| {
            let home = self.core.home_mut(community).ok_or(Answer::Refused(Reason::Foreign))?;
            if home.community.devices_around().get(&request.device()) == Some(&true) {
                // Asked twice: two connections, or an answer that got lost.
                return Ok(Answer::Welcome);
            }
            let here = home.community.device();
            let (place, enrol) = request.check(here, &home.codes, ambient.now)?;
            home.codes.remove(place);
            let enrolled = home.community.enrol(enrol.device, enrol.proof, ambient);
            let done = enrolled.is_ok();
            self.keep_or_log(community, enrolled, ambient);
            if done { Ok(Answer::Welcome) } else { Err(Answer::Later) }
        })
    }

    fn keep_or_log(
        &mut self,
        community: CommunityId,
        done: Result<(), Refusal>,
        ambient: &mut crate::community::Ambient<'_>,
    ) {
        if let Err(refusal) = done.and(self.core.keep(community, ambient)) {
            tracing::error!(%refusal, "could not keep an introduction");
        }
    }
}

impl Home {
    /// The act with which a newcomer introduces itself.
    pub(crate) fn introduction(&self) -> Option<act::act::Act> {
        match &self.waiting {
            Some(Waiting::Guest { act, .. }) => act::act::Act::decode(act).ok(),
            _ => None,
        }
    }
}
