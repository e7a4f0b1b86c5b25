//! Finding each other again: where this peer is goes to those around, and who they tell of is looked for.
//!
//! Guards: a record goes to known devices only and is kept before it is passed on; a member's peer is
//! vouched for, nobody else's. Next: [`crate::book`], and [`crate::choosing`], which says whom to look for.

use std::collections::{BTreeMap, BTreeSet};

use act::id::{CommunityId, DeviceId};
use network::{PeerId, Sought, Whereabouts};
use sync::{
    frame::{Frame, RECORDS},
    record::SignedRecord,
};

use crate::{
    actor::{Actor, SessionId},
    core::now,
    neighbours::Neighbours,
};

/// Seconds after which peers compare their address books again: what one could not take yet, because it
/// didn't know the device, it can by then.
const COMPARED: i64 = 60;

/// What was last told to the network, and chosen.
#[derive(Debug, Default)]
pub(crate) struct Finding {
    pub(crate) sought: Sought,
    pub(crate) choices: BTreeMap<CommunityId, Neighbours<PeerId>>,
    /// Whom each community looks for.
    pub(crate) seeking: BTreeMap<CommunityId, BTreeSet<PeerId>>,
    vouched: BTreeSet<PeerId>,
    compared: i64,
    /// Records that came since the last tick, and from which session: kept and passed on together.
    news: BTreeMap<(CommunityId, DeviceId), (SignedRecord, Option<SessionId>)>,
}

impl Actor {
    /// This peer is here now.
    pub(crate) fn is_at(&mut self, here: &Whereabouts) {
        let now = now();
        let ids: Vec<_> = self.core.homes().map(|home| home.record.id).collect();
        let mut is_changed = false;
        for id in ids {
            let Some(home) = self.core.home_mut(id) else { continue };
            let devices = home.known().devices.clone();
            let out = home.book.retain(|device| devices.get(&device) == Some(&true));
            let key = std::sync::Arc::clone(home.community.key());
            let stands = devices.get(&key.device()) == Some(&true);
            let said = stands.then(|| home.book.say((id, &key), here, now)).flatten();
            is_changed |= !out.is_empty();
            let out = out.into_iter().map(|device| (device, None));
            self.keep_records(id, out.collect());
            if let Some(said) = said {
                self.finding.news.insert((id, key.device()), (said, None));
            }
        }
        is_changed |= self.pass_on();
        for ((other, community), device) in self.shown.clone() {
            self.vouch(other, community, device);
        }
        if now >= self.finding.compared + COMPARED {
            self.finding.compared = now;
            for (id, community) in self.sessions.known() {
                self.compare_books(id, community);
            }
            // A record may have become too old, a community been joined or left.
            is_changed = true;
        }
        self.say_who_is_around();
        self.choose(here, is_changed);
    }

    /// Tells the other side which records are here, so that it sends what it has when that differs.
    pub(crate) fn compare_books(&self, id: SessionId, community: CommunityId) {
        if let Some(home) = self.core.home(community) {
            let known = Frame::Known(home.book.digest());
            self.sessions.send(id, &known);
        }
    }

    /// The other side has records with this digest.
    pub(crate) fn compared(&mut self, id: SessionId, community: CommunityId, theirs: [u8; 8]) {
        let Some(home) = self.core.home(community) else { return };
        // A whole book for nine bytes: not as often as somebody likes.
        if home.book.digest() != theirs && self.sessions.may_compare(id) {
            let records: Vec<_> = home.book.all().map(SignedRecord::encode).collect();
            for some in records.chunks(RECORDS) {
                self.sessions.send(id, &Frame::Records(some.to_vec()));
            }
        }
    }

    /// The other side told where devices are.
    pub(crate) fn told(&mut self, id: SessionId, community: CommunityId, told: Vec<SignedRecord>) {
        let Some(home) = self.core.home_mut(community) else { return };
        let devices = home.known().devices.clone();
        let now = now();
        for signed in told {
            let (of, device) = (signed.record().community, signed.record().device);
            let stands = devices.get(&device) == Some(&true);
            // One of this device, later than its own, is of a time that it forgot: it says it anew.
            if of == community && home.book.take(&signed, stands, now) {
                self.finding.news.insert((of, device), (signed, Some(id)));
            }
        }
    }

    // Kept, then told to all who are known here, but for who told us; once a second, so that nobody makes
    // this peer write or say more than that. Tells whether there was anything.
    fn pass_on(&mut self) -> bool {
        let news = std::mem::take(&mut self.finding.news);
        let is_any = !news.is_empty();
        let mut communities: BTreeMap<CommunityId, Vec<_>> = BTreeMap::new();
        for ((community, device), (signed, from)) in news {
            communities.entry(community).or_default().push((device, signed.encode(), from));
        }
        for (id, news) in communities {
            let kept = news.iter().map(|(device, bytes, _)| (*device, Some(bytes.clone())));
            self.keep_records(id, kept.collect());
            for (session, _) in self.sessions.known().into_iter().filter(|(_, of)| *of == id) {
                let theirs = news.iter().filter(|(_, _, from)| *from != Some(session));
                let records: Vec<_> = theirs.map(|(_, bytes, _)| bytes.clone()).collect();
                for some in records.chunks(RECORDS) {
                    self.sessions.send(session, &Frame::Records(some.to_vec()));
                }
            }
        }
        is_any
    }

    fn keep_records(&mut self, id: CommunityId, records: Vec<(DeviceId, Option<Vec<u8>>)>) {
        if records.is_empty() || self.core.is_broken() {
            return;
        }
        if let Err(refusal) = self.core.keep_records(id, &records) {
            tracing::error!(%refusal, "could not keep where others are");
        }
    }

    /// Where a connected device's owner is a member by now, our peer does for it what it can do for others.
    pub(crate) fn vouch(&mut self, other: PeerId, community: CommunityId, device: DeviceId) {
        if self.finding.vouched.contains(&other) {
            return;
        }
        let Some(home) = self.core.home(community) else { return };
        let heads = home.community.heads();
        let judge = home.community.judge();
        let owner = judge.device(home.community.log(), &heads, device).map(|(member, _)| member);
        if owner.is_some_and(|owner| home.community.register().is_member(owner)) {
            self.finding.vouched.insert(other);
            let node = self.node.clone();
            self.runtime.spawn(async move { node.vouch(other).await });
        }
    }

    /// Its connection is gone or came anew: what was said of it is void.
    pub(crate) fn lost(&mut self, other: PeerId) {
        self.finding.vouched.remove(&other);
    }
}
