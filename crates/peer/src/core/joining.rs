//! Coming into a community: by an invite, as a member's other device, or back after all devices were
//! lost.
//!
//! Guards: what waits is durable before anything leaves, so that it survives a restart; one key per
//! community, whatever way is tried first. Next: [`crate::waiting`], what is done when somebody is met.

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    deed::Deed,
    id::{CommunityId, MemberId},
    key::SecretKey,
    register::Join,
    statement,
};
use store::community::CommunityRecord;
use sync::link::{EnrolCode, InviteLink, LinkError, RecoverLink, RecoverRequest};

use super::{Core, bad_link};
use crate::{
    answer::{self, Answer},
    command,
    community::{Ambient, Community, kind},
    home::Home,
    paper::PaperKey,
    refusal::Refusal,
    secret::Secret,
    waiting::Waiting,
};

/// Where somebody comes back to, and whose device it is to become as far as known.
struct Destination {
    community: CommunityId,
    name: String,
    secret: [u8; 32],
    member: Option<MemberId>,
    addresses: Vec<String>,
}

impl Core {
    pub(super) fn join(
        &mut self,
        text: &str,
        me: String,
        word: command::Kind,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let link = InviteLink::parse(text).map_err(|error| bad_link(&error))?;
        let me = crate::execute::line("name", me)?;
        let key = self.key_for(link.community, &link.name, ambient)?;
        if link.until < ambient.now {
            return Err(Refusal::BadLink("expired".to_owned()));
        }
        let invite = SecretKey::from_seed(&link.seed);
        let proof = invite.sign(&statement::join(link.community, key.device()));
        let act = Act::new(Draft {
            community: link.community,
            device: key.device(),
            seq: 1,
            prev: None,
            seen: vec![link.invite],
            claimed_at: ambient.now,
            deed: Deed::Join(Join { invite: link.invite, proof, kind: kind(word) }),
            words: None,
        })
        .map_err(|error| Refusal::Internal(error.to_string()))?;
        let member = statement::member_id(act.id(), key.device());
        let waiting = Waiting::Guest {
            act: act.encode(),
            name: me,
            addresses: link.addresses,
            checkpoint: link.checkpoint,
        };
        let to = Destination {
            community: link.community,
            name: link.name,
            secret: link.secret.0,
            member: Some(member),
            addresses: Vec::new(),
        };
        self.begin_waiting(to, key, waiting)
    }

    pub(super) fn join_device(
        &mut self,
        text: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let code = EnrolCode::parse(text).map_err(|error| bad_link(&error))?;
        let key = self.key_for(code.community, &code.name, ambient)?;
        if code.until < ambient.now {
            return Err(Refusal::BadLink("expired".to_owned()));
        }
        let to = Destination {
            community: code.community,
            name: code.name.clone(),
            secret: code.secret.0,
            member: Some(code.member),
            addresses: Vec::new(),
        };
        self.refuse_other_member(&to)?;
        let waiting = Waiting::Device { code: code.to_string(), addresses: code.addresses };
        self.begin_waiting(to, key, waiting)
    }

    /// Comes back after all devices were lost: by the words of a paper key, or else by asking the others.
    /// A link says where; a profile that came back from a backup needs none.
    pub(super) fn recover(
        &mut self,
        link: Option<&str>,
        words: Option<&Secret>,
        named: Option<&str>,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let to = match link {
            Some(link) => destination(link, words.is_some())?,
            None => self.whence(named)?,
        };
        let key = self.key_for(to.community, &to.name, ambient)?;
        self.refuse_other_member(&to)?;
        let Some(words) = words else {
            let member = to.member.ok_or_else(|| Refusal::BadLink("not_a_link".to_owned()))?;
            let request = RecoverRequest::new(to.community, member, &key).to_string();
            let (community, name) = (to.community, to.name.clone());
            let waiting =
                Waiting::Recovery { request: request.clone(), addresses: to.addresses.clone() };
            self.begin_waiting(to, key, waiting)?;
            return Ok(Answer::Recovery(answer::Recovery {
                community: community.to_string(),
                name,
                member: member.to_string(),
                link: request,
            }));
        };
        let paper = PaperKey::parse(words)?.key(to.community);
        // Kept until the community was heard, and gone then: [`Core::keep`].
        let kept = self.profile.keep_key(&paper);
        kept.map_err(|error| self.fail(&error))?;
        let (id, member) = (to.community, to.member);
        let waiting =
            Waiting::Paper { key: paper.device(), member, addresses: to.addresses.clone() };
        let answer = self.begin_waiting(to, key, waiting)?;
        if let Some(home) = self.homes.get_mut(&id) {
            home.paper = Some(Arc::new(paper));
        }
        self.recover_by_paper(ambient)?;
        let Some(home) = self.homes.get(&id) else { return Ok(answer) };
        match (&home.waiting, home.refused) {
            (Some(_), Some(reason)) => Err(Refusal::BadLink(reason.to_owned())),
            (Some(_), None) => Ok(answer),
            (None, _) => Ok(Answer::Joined(answer::Joined {
                community: id.to_string(),
                name: home.record.name.clone(),
                member: home.community.me().map(|(me, _)| me.to_string()).unwrap_or_default(),
                state: home.community.summary().state,
                looking: None,
            })),
        }
    }

    /// Where a paper key waits and all is known: it does what it is for.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn recover_by_paper(&mut self, ambient: &mut Ambient<'_>) -> Result<(), Refusal> {
        for id in self.order.clone() {
            if self.homes.get_mut(&id).is_some_and(|home| home.recover_by_paper(ambient)) {
                self.keep(id, ambient)?;
            }
        }
        Ok(())
    }

    // Where a profile that has no device any more belongs to, by what it knows itself.
    fn whence(&self, named: Option<&str>) -> Result<Destination, Refusal> {
        let id = self.choose(named)?;
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        let waiting = home.waiting.as_ref();
        let waiting = waiting.ok_or_else(|| Refusal::AlreadyIn(home.record.name.clone()))?;
        Ok(Destination {
            community: id,
            name: home.record.name.clone(),
            secret: home.record.secret,
            member: waiting.member(),
            addresses: waiting.addresses().to_vec(),
        })
    }

    // A profile that was somebody's doesn't become somebody else's.
    fn refuse_other_member(&self, to: &Destination) -> Result<(), Refusal> {
        let home = self.homes.get(&to.community);
        let was = home.filter(|home| !home.community.log().is_empty());
        let was = was.and_then(|home| home.waiting.as_ref()).and_then(Waiting::member);
        match (was, to.member) {
            (Some(was), Some(becomes)) if was != becomes => {
                Err(Refusal::BadLink("other_member".to_owned()))
            }
            _ => Ok(()),
        }
    }

    // The key to join a community with: a new one, or the one that waits already, since a link that
    // didn't work may be tried again with a better one.
    fn key_for(
        &self,
        id: CommunityId,
        name: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Arc<SecretKey>, Refusal> {
        match self.homes.get(&id) {
            None => Ok(Arc::new(SecretKey::from_seed(&ambient.bytes()))),
            Some(home) if home.waiting.is_some() => Ok(Arc::clone(home.community.key())),
            Some(_) => Err(Refusal::AlreadyIn(name.to_owned())),
        }
    }

    fn begin_waiting(
        &mut self,
        to: Destination,
        key: Arc<SecretKey>,
        waiting: Waiting,
    ) -> Result<Answer, Refusal> {
        let Destination { community: id, name, secret, member, .. } = to;
        if let Some(home) = self.homes.get_mut(&id) {
            let mut kept = self.profile.put_pending(&id.0, &waiting.encode());
            let of_paper = |waiting: &Waiting| match waiting {
                Waiting::Paper { key, .. } => Some(*key),
                _ => None,
            };
            let before = home.waiting.as_ref().and_then(of_paper);
            if let Some(before) = before.filter(|before| of_paper(&waiting) != Some(*before)) {
                kept = kept.and_then(|()| self.profile.remove_key(before));
            }
            home.community.came_by = waiting.came_by();
            (home.waiting, home.refused, home.paper) = (Some(waiting), None, None);
            kept.map_err(|error| self.fail(&error))?;
        } else {
            let (name, device) = (name.clone(), key.device());
            let record = CommunityRecord { id, name, secret, device, left: false };
            let mut community = Community::new(id, key);
            community.came_by = waiting.came_by();
            self.settle_in(community, record, Some(waiting))?;
        }
        Ok(Answer::Joined(answer::Joined {
            community: id.to_string(),
            name,
            member: member.map(|member| member.to_string()).unwrap_or_default(),
            state: "waiting".to_owned(),
            looking: self.looking(id),
        }))
    }

    pub(super) fn settle_in(
        &mut self,
        community: Community,
        record: CommunityRecord,
        waiting: Option<Waiting>,
    ) -> Result<(), Refusal> {
        let id = record.id;
        // What waits is written first: a community without it would wait for nothing.
        if let Some(waiting) = &waiting {
            let kept = self.profile.put_pending(&id.0, &waiting.encode());
            kept.map_err(|error| self.fail(&error))?;
        }
        let added = self.profile.add_community(&record, community.key());
        added.map_err(|error| self.fail(&error))?;
        self.order.push(id);
        self.homes.insert(id, Home::new(community, record, waiting));
        Ok(())
    }
}

// A paper key says itself whose it is, so that any invite will do; the others must know whom they are
// asked for.
fn destination(link: &str, has_words: bool) -> Result<Destination, Refusal> {
    match (RecoverLink::parse(link), InviteLink::parse(link)) {
        (Ok(link), _) => Ok(Destination {
            community: link.community,
            name: link.name,
            secret: link.secret.0,
            member: Some(link.member),
            addresses: link.addresses,
        }),
        (Err(_), Ok(link)) if has_words => Ok(Destination {
            community: link.community,
            name: link.name,
            secret: link.secret.0,
            member: None,
            addresses: link.addresses,
        }),
        (Err(LinkError::OtherKind), Err(error)) if has_words => Err(bad_link(&error)),
        (Err(error), _) => Err(bad_link(&error)),
    }
}
