//! Who is online: neighbours tell each other of whom they heard, so that everybody knows of all.
//!
//! Guards: what a device's own neighbour hears is passed on once a half minute and no sooner; nothing that is
//! decided rests on it, for whoever takes part can say that anybody was heard. Next: [`crate::neighbours`],
//! which chooses among who is online.

use std::collections::{BTreeMap, BTreeSet};

use act::id::{CommunityId, DeviceId};
use sync::frame::{Frame, HEARD, Heard};

use crate::{
    actor::{Actor, SessionId},
    core::now,
    home::Home,
};

/// Seconds after which who wasn't heard of by anybody isn't called online any more: four steps from neighbour
/// to neighbour, each up to [`AGAIN`] and [`TOGETHER`], and a fifth of it to spare. With 180, one in five of
/// fifty on a busy machine missed somebody.
pub(crate) const ONLINE: i64 = 240;

/// Seconds after which a neighbour says again that a device was heard of.
const AGAIN: i64 = 30;

/// Seconds between two times that a neighbour says so of devices that were heard of before: together they
/// cost a frame, each by itself would too.
const TOGETHER: i64 = 20;

/// What the two sides of a session have told each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// When each device was heard of, as far as both know that the other knows.
    heard: BTreeMap<DeviceId, i64>,
    /// How many neighbours we said to have.
    neighbours: Option<usize>,
    /// When we said something last.
    last: i64,
}

impl Told {
    /// The other side said that a device was heard of.
    pub(crate) fn hears(&mut self, device: DeviceId, at: i64) {
        let known = self.heard.entry(device).or_insert(at);
        *known = at.max(*known);
    }

    /// What to say now, if anything: of `heard` what the other side doesn't know and is worth saying, and
    /// how many neighbours we have.
    pub(crate) fn news(
        &mut self,
        neighbours: usize,
        heard: impl Iterator<Item = (DeviceId, i64)>,
        now: i64,
    ) -> Option<Frame> {
        let is_time = now >= self.last + TOGETHER;
        let mut news = BTreeMap::new();
        for (device, at) in heard.filter(|(_, at)| at + ONLINE > now) {
            let known = self.heard.get(&device).copied();
            // That somebody came is news at once.
            let came = known.is_none_or(|known| known + ONLINE <= now);
            if news.len() < HEARD && (came || (is_time && known.is_some_and(|k| k + AGAIN <= at))) {
                news.insert(Heard::name(device), at);
                self.heard.insert(device, at);
            }
        }
        let is_changed = self.neighbours != Some(neighbours);
        if news.is_empty() && !is_changed {
            return None;
        }
        self.heard.retain(|_, at| *at + ONLINE > now);
        (self.neighbours, self.last) = (Some(neighbours), now);
        let ago = |at: i64| u32::try_from(now.saturating_sub(at)).unwrap_or(0);
        let heard = news.into_iter().map(|(device, at)| Heard { device, ago: ago(at) }).collect();
        Some(Frame::Around { neighbours: u32::try_from(neighbours).unwrap_or(u32::MAX), heard })
    }
}

impl Home {
    /// When a device that isn't connected was heard of by others, if that is lately and since it was here.
    pub(crate) fn online(&self, device: DeviceId, now: i64) -> Option<i64> {
        let at = self.heard.get(&device).copied().filter(|at| at + ONLINE > now)?;
        let met = self.around.get(&device);
        met.is_none_or(|met| met.behind.is_none() && met.heard < at).then_some(at)
    }

    /// How many other devices are connected or were heard of lately.
    pub(crate) fn count_online(&self, now: i64) -> usize {
        let connected = self.around.iter().filter(|(_, met)| met.behind.is_some());
        let connected = connected.map(|(device, _)| *device);
        let others = self.heard.keys().copied().filter(|one| self.online(*one, now).is_some());
        connected.chain(others).collect::<BTreeSet<_>>().len()
    }
}

impl Actor {
    /// A neighbour says how many neighbours it has, and of whom it heard.
    pub(crate) fn is_around(
        &mut self,
        id: SessionId,
        community: CommunityId,
        (neighbours, heard): (u32, Vec<Heard>),
    ) {
        let Some(home) = self.core.home_mut(community) else { return };
        let (own, now) = (home.community.device(), now());
        let mut named = Vec::new();
        for Heard { device, ago } in heard {
            let mut first = [0; 32];
            first[..device.len()].copy_from_slice(&device);
            let at = now.saturating_sub(i64::from(ago));
            let from = home.known().devices.range(DeviceId(first)..);
            let named_so = from.take_while(|(one, _)| Heard::name(**one) == device);
            named.extend(named_so.filter(|(_, stands)| **stands).map(|(one, _)| (*one, at)));
        }
        for (device, at) in named.iter().filter(|(device, _)| *device != own) {
            let known = home.heard.entry(*device).or_insert(*at);
            *known = (*at).max(*known);
        }
        self.sessions.has_told(id, usize::try_from(neighbours).unwrap_or(usize::MAX), &named);
    }

    /// Tells every neighbour what is new to it of who was heard of.
    pub(crate) fn say_who_is_around(&mut self) {
        let mut communities: BTreeMap<CommunityId, Vec<SessionId>> = BTreeMap::new();
        for (id, community) in self.sessions.known() {
            communities.entry(community).or_default().push(id);
        }
        for (community, ids) in communities {
            self.say_to(community, &ids);
        }
    }

    /// The same to the other sides of some sessions.
    pub(crate) fn say_to(&mut self, community: CommunityId, ids: &[SessionId]) {
        let now = now();
        let neighbours = || self.sessions.neighbours(community);
        let here: BTreeSet<DeviceId> = neighbours().map(|one| one.device).collect();
        let count = neighbours().map(|one| one.peer).collect::<BTreeSet<_>>().len();
        let Some(home) = self.core.home_mut(community) else { return };
        home.heard.retain(|_, at| *at + ONLINE > now);
        let others = home.heard.iter().map(|(device, at)| (*device, *at));
        let others = others.filter(|(device, _)| !here.contains(device));
        let heard: Vec<_> = here.iter().map(|one| (*one, now)).chain(others).collect();
        for id in ids {
            self.sessions.say_who_is_around(*id, count, &heard, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(at: u8) -> DeviceId {
        DeviceId([at; 32])
    }

    fn said(frame: Option<Frame>) -> Option<(u32, Vec<(u8, u32)>)> {
        let Some(Frame::Around { neighbours, heard }) = frame else { return None };
        Some((neighbours, heard.iter().map(|one| (one.device[0], one.ago)).collect()))
    }

    #[test]
    fn who_came_is_said_at_once_and_who_stays_now_and_then_and_nothing_comes_back() {
        let mut told = Told::default();
        let all = |at: i64| [(device(1), at), (device(2), 1_000)].into_iter();
        assert_eq!(said(told.news(3, all(1_005), 1_005)), Some((3, vec![(1, 0), (2, 5)])));
        assert_eq!(told.news(3, all(1_006), 1_006), None);
        assert_eq!(said(told.news(4, all(1_007), 1_007)), Some((4, vec![])), "one neighbour more");
        let third = |at: i64| all(at).chain([(device(3), at - 9)]);
        assert_eq!(said(told.news(4, third(1_010), 1_010)), Some((4, vec![(3, 9)])));
        // It has told us itself that it heard of 1.
        told.hears(device(1), 1_032);
        let later = 1_010 + AGAIN;
        assert_eq!(said(told.news(4, third(later), later)), Some((4, vec![(3, 9)])));
        let much_later = 1_000 + ONLINE;
        let again = said(told.news(4, third(much_later), much_later));
        assert_eq!(again, Some((4, vec![(1, 0), (3, 9)])), "2 isn't online any more");
    }

    #[test]
    fn a_steady_crowd_says_each_name_once_in_a_while() {
        let (mut told, mut frames, mut names) = (Told::default(), 0, 0);
        for now in 0..600 {
            let all = (0..50).map(|at| (device(at), 10_000 + now - i64::from(at % 20)));
            if let Some((_, heard)) = said(told.news(8, all, 10_000 + now)) {
                (frames, names) = (frames + 1, names + heard.len());
            }
        }
        assert!(frames <= 32 && names <= 50 * 21, "{frames} frames, {names} names");
    }
}
