//! What is tried to find somebody of a community that is waited for, and how far it is: the tries of the
//! network, and what became of who answered, as one list for people.
//!
//! Guards: nobody is named but who made the invite, and no peer by its id; a machine stands in the list
//! once, whatever it is dialled by. Next: [`crate::waiting`], what is waited for.

use std::{collections::BTreeSet, time::Instant};

use act::{act::Act, deed::Deed, id::CommunityId};
use network::{Config, Multiaddr, Outcome, PeerId, Reach, Spot, Try};
use sync::hello::{Meeting, There};
use words::looking::{By, Looking, Place, State, Way};

use crate::{doctor::Running, greeting::nothing, home::Home, names::Names, waiting::Waiting};

/// What is known of who is connected, while a peer runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tried {
    /// How it stands with the dials.
    pub(crate) tries: Vec<Try>,
    /// Those with whom hello is done, whatever came of it.
    pub(crate) greeted: BTreeSet<PeerId>,
    /// Who is of which community, and has something of it.
    pub(crate) met: BTreeSet<(PeerId, CommunityId)>,
}

impl Tried {
    /// Hello is done with somebody.
    pub(crate) fn meets(&mut self, other: PeerId, meetings: &[Meeting]) {
        self.forget(other);
        self.greeted.insert(other);
        // Two who wait both can do nothing for each other.
        let is_ahead = |one: &&Meeting| match one.there {
            There::Known(there) => there.frontier != nothing(one.community),
            There::Unknown | There::Unsaid => true,
        };
        self.met.extend(meetings.iter().filter(is_ahead).map(|one| (other, one.community)));
    }

    /// Somebody isn't connected any more, or anew.
    pub(crate) fn forget(&mut self, other: PeerId) {
        self.greeted.remove(&other);
        self.met.retain(|(peer, _)| *peer != other);
    }

    fn state(&self, of: CommunityId, one: &Try) -> State {
        match one.outcome {
            Outcome::Connected(peer) if self.met.contains(&(peer, of)) => State::Connected,
            Outcome::Connected(peer) if self.greeted.contains(&peer) => State::Stranger,
            Outcome::Connected(_) => State::Greeting,
            Outcome::Open => State::Trying,
            Outcome::Silent => State::Silent,
            Outcome::Stranger => State::Stranger,
            Outcome::Lost => State::Lost,
            Outcome::Full => State::Full,
        }
    }

    // Whoever was found on this network: one line for all.
    fn network(&self, of: CommunityId, finds: Option<bool>, now: Instant) -> Place {
        let found: Vec<_> = self.tries.iter().filter(|one| one.address.is_none()).collect();
        let best = found.iter().map(|one| (self.state(of, one), *one));
        let best = best.min_by_key(|(state, one)| (*state, one.silent));
        let (state, again) = match (finds, best) {
            (None, _) => (State::Idle, None),
            (Some(false), _) => (State::Off, None),
            (Some(true), None) => (State::Silent, None),
            (Some(true), Some((state, one))) => (state, again(one, now)),
        };
        let (times, found) = (best.map_or(0, |(_, one)| one.silent), found.len());
        Place { way: Way::Network, address: String::new(), state, times, again, found }
    }

    // The machines that these addresses lead to, each once, in the order of the addresses.
    fn machines(
        &self,
        of: CommunityId,
        addresses: &[String],
        is_running: bool,
        now: Instant,
    ) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for text in addresses {
            let dialled = text.parse().ok().and_then(|at| Config::dialled_as(&at));
            let is_it = |one: &&Try| dialled.is_some() && one.address == dialled;
            let (state, times, again) = match self.tries.iter().find(is_it) {
                _ if !is_running => (State::Idle, 0, None),
                Some(one) => (self.state(of, one), one.silent, again(one, now)),
                None => (State::Unusable, 0, None),
            };
            let (way, address) = spot(text);
            let place = Place { way, address, state, times, again, found: 0 };
            match places.iter_mut().find(|one| one.way == way && one.address == place.address) {
                Some(one) if (state, times) < (one.state, one.times) => *one = place,
                Some(_) => {}
                None => places.push(place),
            }
        }
        places
    }
}

// In whole seconds, up.
fn again(one: &Try, now: Instant) -> Option<u32> {
    let seconds = one.again?.saturating_duration_since(now).as_secs() + 1;
    Some(u32::try_from(seconds).unwrap_or(u32::MAX))
}

// How far an address is, and the machine's own.
fn spot(address: &str) -> (Way, String) {
    match address.parse().ok().and_then(|at: Multiaddr| Spot::of(&at)) {
        Some(Spot { ip, reach }) => {
            let way = match reach {
                Reach::Here => Way::Here,
                Reach::Near => Way::Near,
                Reach::Far => Way::Far,
                Reach::Relay => Way::Relay,
            };
            (way, ip.to_string())
        }
        None => (Way::Unknown, address.to_owned()),
    }
}

impl Home {
    /// What is tried to find somebody, and how far it is; none while nothing is waited for, or nothing is tried
    /// because the owner has something to say first.
    pub(crate) fn looking(&self, running: &Running, now: Instant) -> Option<Looking> {
        let by = match self.waiting.as_ref()? {
            Waiting::Guest { .. } => By::Invite,
            Waiting::Device { .. } => By::Device,
            Waiting::Paper { .. } => By::Paper,
            Waiting::Recovery { .. } => By::Recovery,
            Waiting::Founder { .. } => By::Founding,
            Waiting::Apart { .. } => return None,
        };
        let (id, tried) = (self.record.id, &running.tried);
        let mut addresses = self.waiting.as_ref()?.addresses().to_vec();
        let configured = tried.tries.iter().filter(|one| one.configured);
        addresses.extend(configured.filter_map(|one| Some(one.address.as_ref()?.to_string())));
        let mut places = vec![tried.network(id, running.finds, now)];
        places.extend(tried.machines(id, &addresses, running.finds.is_some(), now));
        let here = self.community.log().len();
        let expected = here + running.to_come.get(&id).copied().unwrap_or_default();
        // What came waits in memory until the end of its device's chain is here, sealed.
        let acts = expected.min(here + self.community.intake.waiting());
        Some(Looking {
            by,
            who: self.inviter().unwrap_or_default(),
            met: tried.met.iter().any(|(_, of)| *of == id),
            acts,
            expected,
            places,
            refused: self.refused.map(str::to_owned),
        })
    }

    // By name, once the act that made the invite and their card are here.
    fn inviter(&self) -> Option<String> {
        let Some(Waiting::Guest { act, .. }) = &self.waiting else { return None };
        let join = Act::decode(act).ok()?;
        let Some(Deed::Join(join)) = join.deed() else { return None };
        let log = self.community.log();
        let device = log.act(log.find(join.invite)?).device();
        let owner = self.community.judge().device(log, &self.community.heads(), device)?.0;
        self.community.document.card(owner)?;
        Some(Names::of(&self.community).name(owner))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use act::id::Digest;
    use sync::hello::Standpoint;

    use super::*;

    const OURS: CommunityId = CommunityId([1; 32]);

    fn tried(outcomes: &[(Option<&str>, Outcome, u32)], now: Instant) -> Tried {
        let again = Some(now + Duration::from_millis(7_200));
        let one = |(address, outcome, silent): &(Option<&str>, Outcome, u32)| Try {
            address: address.map(|at| at.parse().unwrap()),
            configured: false,
            outcome: *outcome,
            silent: *silent,
            again: again.filter(|_| !matches!(outcome, Outcome::Connected(_))),
        };
        Tried { tries: outcomes.iter().map(one).collect(), ..Tried::default() }
    }

    fn shown(places: &[Place]) -> Vec<(Way, &str, State, u32, Option<u32>)> {
        let shown = places
            .iter()
            .map(|one| (one.way, one.address.as_str(), one.state, one.times, one.again));
        shown.collect()
    }

    #[test]
    fn a_machine_is_told_once_by_the_best_that_came_of_it() {
        let now = Instant::now();
        let (quic, tcp) = ("/ip4/192.168.1.5/udp/4/quic-v1", "/ip4/192.168.1.5/tcp/4");
        let far = "/ip6/2001:db8::1/tcp/4";
        let tried = tried(
            &[
                (Some(quic), Outcome::Silent, 3),
                (Some(tcp), Outcome::Stranger, 0),
                (Some(far), Outcome::Silent, 2),
            ],
            now,
        );
        let peer = PeerId::random();
        let relayed = format!("/ip4/203.0.113.9/tcp/4/p2p/{peer}/p2p-circuit");
        let link = [format!("{quic}/p2p/{peer}"), relayed, far.to_owned(), tcp.to_owned()];
        let link = [&link[..], &["/dns4/meent.example/tcp/4".to_owned()]].concat();
        assert_eq!(
            shown(&tried.machines(OURS, &link, true, now)),
            [
                (Way::Near, "192.168.1.5", State::Stranger, 0, Some(8)),
                (Way::Relay, "203.0.113.9", State::Unusable, 0, None),
                (Way::Far, "2001:db8::1", State::Silent, 2, Some(8)),
                (Way::Unknown, "/dns4/meent.example/tcp/4", State::Unusable, 0, None),
            ]
        );
        let idle = Tried::default().machines(OURS, &link[..1], false, now);
        assert_eq!(shown(&idle), [(Way::Near, "192.168.1.5", State::Idle, 0, None)]);
    }

    #[test]
    fn who_answers_is_greeted_then_known_or_a_stranger() {
        let (now, peer) = (Instant::now(), PeerId::random());
        let at = "/ip4/192.168.1.5/tcp/4";
        let mut tried = tried(&[(Some(at), Outcome::Connected(peer), 0)], now);
        let state = |tried: &Tried| tried.machines(OURS, &[at.to_owned()], true, now)[0].state;
        assert_eq!(state(&tried), State::Greeting);
        let meeting =
            |community, there| Meeting { community, device: None, known_here: true, there };
        tried.meets(peer, &[meeting(CommunityId([2; 32]), There::Unknown)]);
        assert_eq!(state(&tried), State::Stranger, "of another community");
        let (frontier, checkpoint) = (nothing(OURS), Digest([0; 32]));
        let as_far = There::Known(Standpoint { frontier, checkpoint });
        tried.meets(peer, &[meeting(OURS, as_far)]);
        assert_eq!(state(&tried), State::Stranger, "who waits too");
        tried.meets(peer, &[meeting(OURS, There::Unknown)]);
        assert_eq!(state(&tried), State::Connected, "also who hides its own device");
        tried.forget(peer);
        assert_eq!(state(&tried), State::Greeting);
    }

    #[test]
    fn the_own_network_is_one_line() {
        let now = Instant::now();
        let line = |tried: &Tried, finds| {
            let place = tried.network(OURS, finds, now);
            (place.state, place.found, place.times)
        };
        let none = Tried::default();
        assert_eq!(line(&none, None), (State::Idle, 0, 0));
        assert_eq!(line(&none, Some(false)), (State::Off, 0, 0));
        assert_eq!(line(&none, Some(true)), (State::Silent, 0, 0));
        let some = tried(&[(None, Outcome::Silent, 4), (None, Outcome::Stranger, 0)], now);
        assert_eq!(line(&some, Some(true)), (State::Stranger, 2, 0));
    }
}
