//! The address book of a community: where its devices were last heard to be, as each signed it.
//!
//! Guards: only devices that take part have a place in it; of each the newest record counts; what is
//! kept and what is dialled is bounded. Nothing that is decided rests on it. Next:
//! [`crate::finding`], which looks for who is in it.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use act::{
    id::{CommunityId, DeviceId},
    key::SecretKey,
};
use network::{Multiaddr, PeerId, Whereabouts};
use sync::record::{self, DeviceRecord, SignedRecord};

/// Devices in one book: everybody of a village, with their phones.
const DEVICES: usize = 2_048;

/// Seconds after which a device says again where it is though nothing changed: a week, so that a
/// record tells that somebody was there of late.
const RENEWED: i64 = 7 * 24 * 60 * 60;

/// Seconds after which a record is not worth a dial any more: two months.
const STALE: i64 = 60 * 24 * 60 * 60;

/// Seconds that a record may be ahead of this device's clock: clocks are off by hours, and one of next year
/// would stand before all others for ever.
const AHEAD: i64 = 24 * 60 * 60;

/// Seconds in which one device's record is taken once more, and how often before that: who says ever newer
/// ones costs nobody more.
const PACE: i64 = 10;
/// See [`PACE`].
const BURST: u8 = 3;

/// Addresses of one machine in a record, or through one relay: two transports, before and after a change.
const PER_HOST: usize = 4;

/// Addresses of others' relays that go into a link: two relays, two ways to each.
const RELAYS: usize = 4;

/// Records by device.
#[derive(Debug, Default)]
pub(crate) struct Book {
    records: BTreeMap<DeviceId, SignedRecord>,
    /// Since when each device's records are counted, and how many came.
    pace: BTreeMap<DeviceId, (i64, u8)>,
}

impl Book {
    /// As it was kept; what can't be read is left out.
    pub(crate) fn load(community: CommunityId, kept: &[Vec<u8>]) -> Self {
        let read = kept.iter().filter_map(|bytes| SignedRecord::decode(bytes).ok());
        let ours = read.filter(|signed| signed.record().community == community);
        let records = ours.map(|signed| (signed.record().device, signed)).collect();
        Self { records, pace: BTreeMap::new() }
    }

    /// All records.
    pub(crate) fn all(&self) -> impl Iterator<Item = &SignedRecord> + '_ {
        self.records.values()
    }

    /// The record of a device.
    pub(crate) fn of(&self, device: DeviceId) -> Option<&DeviceRecord> {
        self.signed(device).map(SignedRecord::record)
    }

    /// The same, as the device signed it.
    pub(crate) fn signed(&self, device: DeviceId) -> Option<&SignedRecord> {
        self.records.get(&device)
    }

    /// Which device has this transport id.
    pub(crate) fn at(&self, peer: PeerId) -> Option<DeviceId> {
        let peer = peer.to_bytes();
        let found = self.all().map(SignedRecord::record).find(|record| record.peer == peer);
        found.map(|record| record.device)
    }

    /// What is compared with another one's book.
    pub(crate) fn digest(&self) -> [u8; 8] {
        record::digest(self.all())
    }

    /// Takes a record that its device signed; whether it is news. `stands`: whether the device takes
    /// part. What comes too fast is passed over: the next comparison brings it.
    pub(crate) fn take(&mut self, signed: &SignedRecord, stands: bool, now: i64) -> bool {
        let device = signed.record().device;
        let ahead = signed.record().made_at > now.saturating_add(AHEAD);
        let is_news = match self.records.get(&device) {
            Some(known) => signed.order(known) == Ordering::Greater,
            None => self.records.len() < DEVICES,
        };
        let taken = stands && is_news && !ahead && self.in_pace(device, now);
        if taken {
            self.records.insert(device, signed.clone());
        }
        taken
    }

    fn in_pace(&mut self, device: DeviceId, now: i64) -> bool {
        let (since, count) = self.pace.entry(device).or_insert((now, 0));
        if !(*since..*since + PACE).contains(&now) {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        *count <= BURST
    }

    /// Forgets the devices that don't take part any more; which.
    pub(crate) fn retain(&mut self, stands: impl Fn(DeviceId) -> bool) -> Vec<DeviceId> {
        let out: Vec<_> = self.records.keys().copied().filter(|device| !stands(*device)).collect();
        for device in &out {
            self.records.remove(device);
            self.pace.remove(device);
        }
        out
    }

    /// Says where this device is, when that isn't what its record says.
    pub(crate) fn say(
        &mut self,
        (community, key): (CommunityId, &SecretKey),
        here: &Whereabouts,
        now: i64,
    ) -> Option<SignedRecord> {
        let device = key.device();
        let before = self.of(device);
        // Behind a relay it says whose it is, which the record says already.
        let ours = format!("/p2p/{}", here.peer);
        let short = |at: &Multiaddr| {
            let at = at.to_string();
            at.strip_suffix(&ours).map_or_else(|| at.clone(), ToOwned::to_owned)
        };
        let addresses: Vec<_> = here.for_members().iter().map(short).collect();
        let peer = here.peer.to_bytes();
        let is_same = before.is_some_and(|known| {
            (&known.peer, &known.addresses, known.relay) == (&peer, &addresses, here.relay)
                && now < known.made_at.saturating_add(RENEWED)
        });
        if is_same {
            return None;
        }
        let made_at = before.map_or(now, |known| now.max(known.made_at.saturating_add(1)));
        let record =
            DeviceRecord { community, device, made_at, peer, addresses, relay: here.relay };
        let signed = SignedRecord::sign(record, key);
        self.records.insert(device, signed.clone());
        Some(signed)
    }

    /// Whom could be looked for: all but this device, by their peers.
    pub(crate) fn peers(
        &self,
        own: DeviceId,
        now: i64,
    ) -> impl Iterator<Item = (PeerId, &DeviceRecord)> + '_ {
        let records = self.all().map(SignedRecord::record);
        let fresh = move |record: &&DeviceRecord| {
            record.device != own && record.made_at > now.saturating_sub(STALE)
        };
        records
            .filter(fresh)
            .filter_map(|record| Some((PeerId::from_bytes(&record.peer).ok()?, record)))
    }

    /// Where these are: relays first, then who was there last.
    pub(crate) fn wanted(
        &self,
        own: DeviceId,
        sought: &BTreeSet<PeerId>,
        now: i64,
    ) -> Vec<(PeerId, Vec<Multiaddr>)> {
        let peers = self.peers(own, now).filter(|(peer, _)| sought.contains(peer));
        let mut records: Vec<_> = peers.collect();
        records.sort_by_key(|(_, record)| (!record.relay, -i128::from(record.made_at)));
        let read = |(peer, record): (PeerId, &DeviceRecord)| {
            let mut hosts: BTreeMap<&str, usize> = BTreeMap::new();
            let addresses = record.addresses.iter().filter(|at| {
                let seen = hosts.entry(at.split('/').nth(2).unwrap_or_default()).or_default();
                *seen += 1;
                *seen <= PER_HOST
            });
            (peer, addresses.filter_map(|at| at.parse().ok()).collect())
        };
        records.into_iter().map(read).collect()
    }

    /// Addresses of members' relays that others can dial, for a link.
    pub(crate) fn relays(
        &self,
        own: DeviceId,
        is_members: impl Fn(DeviceId) -> bool,
    ) -> Vec<String> {
        let relays = self.all().map(SignedRecord::record);
        let relays = relays
            .filter(|record| record.relay && record.device != own && is_members(record.device));
        let addresses = relays.flat_map(|record| record.addresses.iter().take(2));
        addresses.filter(|at| !at.contains("/p2p-circuit")).take(RELAYS).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMUNITY: CommunityId = CommunityId([1; 32]);

    fn key(seed: u8) -> SecretKey {
        SecretKey::from_seed(&[seed; 32])
    }

    fn here(port: u16, relay: bool) -> Whereabouts {
        let peer = PeerId::random();
        let address = format!("/ip4/203.0.113.9/udp/{port}/quic-v1").parse().unwrap();
        let (outside, seen_at, through, relays, configured) = Default::default();
        let addresses = vec![address];
        Whereabouts { peer, addresses, outside, seen_at, through, relays, configured, relay }
    }

    fn all_of(book: &Book, own: DeviceId, now: i64) -> Vec<(PeerId, Vec<Multiaddr>)> {
        book.wanted(own, &book.peers(own, now).map(|(peer, _)| peer).collect(), now)
    }

    #[test]
    fn a_device_says_where_it_is_when_that_changed_and_never_with_an_earlier_date() {
        let mut book = Book::default();
        let (ali, home, street) = (key(1), here(1, false), here(2, false));
        let first = book.say((COMMUNITY, &ali), &home, 100).unwrap();
        assert_eq!(book.say((COMMUNITY, &ali), &home, 101), None);
        // Its clock went back by years.
        let second = book.say((COMMUNITY, &ali), &street, 7).unwrap();
        assert_eq!(second.order(&first), Ordering::Greater);
        assert!(book.say((COMMUNITY, &ali), &street, 101 + RENEWED).is_some(), "still there");
        let mut other = Book::load(COMMUNITY, &[second.encode(), vec![1, 2, 3]]);
        assert!(!other.take(&first, true, 101) && !other.take(&second, true, 101));
        assert_eq!(all_of(&other, key(2).device(), 101), [(street.peer, street.addresses)]);
        assert!(all_of(&other, ali.device(), 101).is_empty(), "not ourselves");
        assert!(all_of(&other, key(2).device(), 102 + STALE).is_empty(), "long ago");
    }

    #[test]
    fn only_devices_that_take_part_are_in_it_and_relays_come_first() {
        let mut book = Book::default();
        let (ali, bea) = (key(1), key(2));
        let mut other = Book::default();
        let a = other.say((COMMUNITY, &ali), &here(1, false), 200).unwrap();
        let b = other.say((COMMUNITY, &bea), &here(2, true), 100).unwrap();
        assert!(!book.take(&a, false, 200) && book.take(&a, true, 200) && book.take(&b, true, 200));
        assert_eq!(book.digest(), other.digest());
        let wanted = all_of(&book, key(3).device(), 200);
        assert_eq!(wanted[0].0.to_bytes(), b.record().peer);
        assert_eq!(book.relays(key(3).device(), |_| true), b.record().addresses);
        assert!(book.relays(bea.device(), |_| true).is_empty());
        assert_eq!(book.retain(|device| device != bea.device()), [bea.device()]);
        assert_ne!(book.digest(), other.digest());
    }

    #[test]
    fn who_says_ever_newer_ones_is_heard_now_and_then_and_nothing_of_next_year() {
        let (mut book, mut other, ali) = (Book::default(), Book::default(), key(1));
        let mut taken = 0;
        for second in 0..100 {
            let said = other.say((COMMUNITY, &ali), &here(second, false), 1_000).unwrap();
            taken += usize::from(book.take(&said, true, 1_000 + i64::from(second)));
        }
        assert_eq!(taken, 30);
        let far = other.say((COMMUNITY, &ali), &here(1, false), 1_000 + 2 * AHEAD).unwrap();
        assert!(!book.take(&far, true, 1_200) && book.take(&far, true, 1_200 + 2 * AHEAD));
        // Sixteen ports of one machine are four dials.
        let mut crowd = here(1, false);
        crowd.addresses =
            (1..=16).map(|port| format!("/ip4/203.0.113.9/tcp/{port}").parse().unwrap()).collect();
        other.say((COMMUNITY, &ali), &crowd, 3 * AHEAD).unwrap();
        assert_eq!(all_of(&other, key(2).device(), 3 * AHEAD)[0].1.len(), PER_HOST);
    }
}
