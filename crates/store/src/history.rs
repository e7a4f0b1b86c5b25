//! Acts and seals of a community: the truth, of which all else can be made again.
//!
//! Guards: what was appended is on the disk before anybody is told; acts come back in the order in
//! which they arrived; an act that was damaged on the disk is named, never taken for another. The
//! store checks no signature: a seal comes from rooms that did. Next: [`crate::snapshot`].

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{SystemTime, UNIX_EPOCH},
};

use act::{
    act::Act,
    id::{ActId, CommunityId, DeviceId},
    key::Signature,
    seal::{Seal, stays},
};
use rusqlite::{OptionalExtension as _, Row};

use crate::{
    community,
    failure::{ReadError, WriteError},
    profile::Profile,
};

impl Profile {
    /// Stores acts, in this order, and seals: all durable on return, or none. Acts and seals that
    /// are there already are left as they are. Seals whose act is a direct ancestor of a newly
    /// sealed one, through acts given here, are dropped unless they [stay](act::seal::stays): the newer
    /// seal covers them.
    ///
    /// # Errors
    /// When one belongs to another community, this profile isn't in it, or the write fails.
    pub fn append(
        &mut self,
        community: CommunityId,
        acts: &[&Act],
        seals: &[Seal],
    ) -> Result<(), WriteError> {
        if let Some(act) = acts.iter().find(|act| act.community() != community) {
            return Err(WriteError::Misplaced(act.id()));
        }
        if let Some(seal) = seals.iter().find(|seal| seal.community != community) {
            return Err(WriteError::Misplaced(seal.act));
        }
        let received_at = now();
        let covered = covered(acts, seals);
        self.write(|transaction| {
            let number = community::writable(transaction, community)?;
            let mut insert = transaction.prepare_cached(
                "INSERT INTO acts (community, id, device, seq, received_at, bytes)
                 VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (community, id) DO NOTHING",
            )?;
            for act in acts {
                insert.execute((
                    number,
                    act.id().0,
                    act.device().0,
                    act.seq(),
                    received_at,
                    act.encode(),
                ))?;
            }
            let mut insert = transaction.prepare_cached(
                "INSERT INTO seals (community, act, device, seq, signature)
                 VALUES (?, ?, ?, ?, ?) ON CONFLICT (community, act) DO NOTHING",
            )?;
            for seal in seals.iter().filter(|seal| !covered.contains(&seal.act)) {
                insert.execute((number, seal.act.0, seal.device.0, seal.seq, seal.signature.0))?;
            }
            let mut delete =
                transaction.prepare_cached("DELETE FROM seals WHERE community = ? AND act = ?")?;
            for act in &covered {
                delete.execute((number, act.0))?;
            }
            Ok(())
        })
    }

    /// All acts of a community in order of arrival, and its seals by act.
    ///
    /// # Errors
    /// When this profile isn't in it, the disk fails, or a row is damaged: it is named.
    pub fn load(&self, community: CommunityId) -> Result<(Vec<Act>, Vec<Seal>), ReadError> {
        let number = self.number(community)?;
        let mut acts = Vec::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT arrival, id, bytes FROM acts WHERE community = ? ORDER BY arrival",
        )?;
        let mut rows = statement.query((number,))?;
        while let Some(row) = rows.next()? {
            acts.push(act(row, community)?);
        }
        Ok((acts, self.seals(community, number)?))
    }

    /// When this device first stored an act, in seconds since 1970 on its own clock then; `None`
    /// for an act that it doesn't have. For D3: a round isn't closed before the shortest term has
    /// passed since this app got its opening.
    ///
    /// # Errors
    /// When this profile isn't in the community or the disk fails.
    pub fn received_at(
        &self,
        community: CommunityId,
        act: ActId,
    ) -> Result<Option<i64>, ReadError> {
        let number = self.number(community)?;
        let received_at = self
            .connection
            .prepare_cached("SELECT received_at FROM acts WHERE community = ? AND id = ?")?
            .query_row((number, act.0), |row| row.get(0))
            .optional()?;
        Ok(received_at)
    }

    fn seals(&self, community: CommunityId, number: i64) -> Result<Vec<Seal>, ReadError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT device, seq, act, signature FROM seals WHERE community = ? ORDER BY act",
        )?;
        let seals = statement.query_map((number,), |row| {
            Ok(Seal {
                community,
                device: DeviceId(row.get(0)?),
                seq: row.get(1)?,
                act: ActId(row.get(2)?),
                signature: Signature(row.get(3)?),
            })
        })?;
        Ok(seals.collect::<Result<_, _>>()?)
    }
}

/// The acts that seals in this append vouch for through acts in it: their older seals can go.
fn covered(acts: &[&Act], seals: &[Seal]) -> BTreeSet<ActId> {
    let acts: BTreeMap<ActId, &Act> = acts.iter().map(|act| (act.id(), *act)).collect();
    let mut covered = BTreeSet::new();
    for seal in seals {
        let mut at = acts.get(&seal.act);
        while let Some((act, prev)) = at.and_then(|act| Some((act, act.header().prev?))) {
            if !stays(act.seq() - 1) && !covered.insert(prev) {
                break;
            }
            at = acts.get(&prev);
        }
    }
    covered
}

/// Reads a stored act; SQLite keeps no checksums, but an act's id is the hash of its header and
/// holds that of its body.
fn act(row: &Row<'_>, community: CommunityId) -> Result<Act, ReadError> {
    let arrival = row.get(0)?;
    let id = row.get_ref(1)?.as_blob().unwrap_or_default();
    let damaged = |source| {
        let id = id.iter().take(32).map(|byte| format!("{byte:02x}")).collect();
        ReadError::DamagedAct { arrival, id, source }
    };
    let bytes = row.get_ref(2)?.as_blob().unwrap_or_default();
    let act = Act::decode(bytes).map_err(|error| damaged(Some(error)))?;
    if act.id().0 == id && act.community() == community { Ok(act) } else { Err(damaged(None)) }
}

fn now() -> i64 {
    // A clock before 1970 is as good as none.
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Neighbour, profile};

    /// A profile with a community of one and `count` sealed acts, appended one by one.
    fn lived_in(dir: &std::path::Path, count: usize) -> (Profile, Neighbour, Vec<Act>) {
        let mut profile = profile(dir);
        let mut neighbour = Neighbour::new(1);
        profile.add_community(&neighbour.record(), &neighbour.key).unwrap();
        let mut acts = vec![neighbour.founding.clone()];
        acts.extend((1..count).map(|_| neighbour.act()));
        for act in &acts {
            let seal = Seal::new(&neighbour.key, act);
            profile.append(neighbour.community(), &[act], &[seal]).unwrap();
        }
        (profile, neighbour, acts)
    }

    #[test]
    fn reopening_gives_the_same_acts_in_the_same_order() {
        let dir = tempfile::tempdir().unwrap();
        let before = now();
        let (open, neighbour, acts) = lived_in(dir.path(), 20);
        drop(open);
        let (loaded, seals) = profile(dir.path()).load(neighbour.community()).unwrap();
        assert_eq!(loaded, acts);
        // One seal, on the newest act, covers the chain.
        assert_eq!(seals, [Seal::new(&neighbour.key, &acts[19])]);
        let received = profile(dir.path()).received_at(neighbour.community(), acts[3].id());
        assert!((before..=now()).contains(&received.unwrap().unwrap()));
    }

    #[test]
    fn seals_that_stay_are_kept_whether_acts_come_one_by_one_or_together() {
        let dir = tempfile::tempdir().unwrap();
        let (mut open, mut neighbour, _) = lived_in(dir.path(), 258);
        let community = neighbour.community();
        let more: Vec<_> = (258..520).map(|_| neighbour.act()).collect();
        let seals: Vec<_> = more.iter().map(|act| Seal::new(&neighbour.key, act)).collect();
        open.append(community, &more.iter().collect::<Vec<_>>(), &seals).unwrap();
        let (_, kept) = open.load(community).unwrap();
        let mut seqs: Vec<_> = kept.iter().map(|seal| seal.seq).collect();
        seqs.sort_unstable();
        assert_eq!(seqs, [256, 512, 520]);
    }

    #[test]
    fn acts_arrive_once_and_keep_when_they_first_did() {
        let dir = tempfile::tempdir().unwrap();
        let (mut profile, neighbour, acts) = lived_in(dir.path(), 5);
        let community = neighbour.community();
        profile.connection.execute("UPDATE acts SET received_at = 7", []).unwrap();
        let all: Vec<&Act> = acts.iter().rev().collect();
        let seals: Vec<Seal> = acts.iter().map(|act| Seal::new(&neighbour.key, act)).collect();
        profile.append(community, &all, &seals).unwrap();
        assert_eq!(profile.load(community).unwrap(), (acts.clone(), vec![seals[4]]));
        assert_eq!(profile.received_at(community, acts[0].id()).unwrap(), Some(7));
        assert_eq!(profile.received_at(community, ActId([9; 32])).unwrap(), None);
    }

    #[test]
    fn both_branches_of_a_fork_fit_and_keep_their_seals() {
        let dir = tempfile::tempdir().unwrap();
        let (mut profile, mut neighbour, mut acts) = lived_in(dir.path(), 3);
        let community = neighbour.community();
        let mut twin = neighbour.clone();
        let (one, other) = (neighbour.act(), twin.act_saying("something else"));
        assert_eq!((one.seq(), one.device()), (other.seq(), other.device()));
        let seals = [Seal::new(&neighbour.key, &one), Seal::new(&neighbour.key, &other)];
        profile.append(community, &[&one], &seals[..1]).unwrap();
        profile.append(community, &[&other], &seals[1..]).unwrap();
        acts.extend([one, other]);
        let (loaded, mut stored) = profile.load(community).unwrap();
        assert_eq!(loaded, acts);
        stored.sort_by_key(|seal| seals.iter().position(|other| other == seal));
        assert_eq!(stored, seals);
    }

    #[test]
    fn a_damaged_act_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let (profile, neighbour, acts) = lived_in(dir.path(), 4);
        let community = neighbour.community();
        // Swapped with its neighbour, cut off, of no form at all, and one bit of every byte.
        let good = acts[2].encode();
        let mut bad = vec![acts[1].encode(), good[..good.len() - 1].to_vec(), vec![0; 20_000]];
        bad.extend((0..good.len()).map(|at| {
            let mut flipped = good.clone();
            flipped[at] ^= 1 << (at % 8);
            flipped
        }));
        for bytes in bad {
            let changed = profile
                .connection
                .execute("UPDATE acts SET bytes = ? WHERE id = ?", (bytes, acts[2].id().0));
            assert_eq!(changed.unwrap(), 1);
            match profile.load(community) {
                Err(ReadError::DamagedAct { arrival: 3, id, .. }) => {
                    assert_eq!(id, acts[2].id().to_string());
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_damaged_seal_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let (profile, neighbour, _) = lived_in(dir.path(), 2);
        profile.connection.pragma_update(None, "ignore_check_constraints", true).unwrap();
        for damage in ["signature = x'00'", "seq = -1", "device = x''"] {
            assert_eq!(
                profile.connection.execute(&format!("UPDATE seals SET {damage}"), []).unwrap(),
                1
            );
            let refused = profile.load(neighbour.community()).unwrap_err();
            assert!(matches!(refused, ReadError::Damaged(_)), "{damage}: {refused:?}");
        }
    }

    #[test]
    fn acts_and_seals_of_another_community_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let (mut profile, neighbour, _) = lived_in(dir.path(), 1);
        let other = Neighbour::new(2);
        let seal = Seal::new(&other.key, &other.founding);
        for refused in [
            profile.append(neighbour.community(), &[&other.founding], &[]),
            profile.append(neighbour.community(), &[], &[seal]),
        ] {
            assert!(matches!(refused, Err(WriteError::Misplaced(act)) if act == seal.act));
        }
        let refused = profile.append(other.community(), &[&other.founding], &[seal]);
        assert!(matches!(refused, Err(WriteError::Unknown(_))));
        assert!(matches!(profile.load(other.community()), Err(ReadError::Unknown(_))));
    }

    #[test]
    fn a_full_disk_is_said_and_said_again_until_reopened() {
        let dir = tempfile::tempdir().unwrap();
        let (mut profile, mut neighbour, mut acts) = lived_in(dir.path(), 1);
        let community = neighbour.community();
        let pages: u32 =
            profile.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        profile
            .connection
            .query_row(&format!("PRAGMA max_page_count = {}", pages + 8), [], |_| Ok(()))
            .unwrap();
        // Eight pages of 4 KiB can't hold 1,000 acts of over 100 bytes.
        let refused = (0..1000).find_map(|_| {
            let act = neighbour.act();
            let seal = Seal::new(&neighbour.key, &act);
            let done = profile.append(community, &[&act], &[seal]);
            if done.is_ok() {
                acts.push(act);
            }
            done.err()
        });
        assert!(matches!(refused, Some(WriteError::Full(_))), "{refused:?}");
        // Room comes back, but nothing is acknowledged before the profile is opened anew.
        profile.connection.query_row("PRAGMA max_page_count = 100000", [], |_| Ok(())).unwrap();
        let act = neighbour.act();
        assert!(matches!(profile.append(community, &[&act], &[]), Err(WriteError::Full(_))));
        assert!(matches!(profile.put_setting(None, "a", "b"), Err(WriteError::Full(_))));
        assert!(matches!(profile.keep_key(&neighbour.key), Err(WriteError::Full(_))));
        assert!(profile.fault().is_some());
        assert_eq!(profile.load(community).unwrap().0, acts, "still readable");
        drop(profile);
        let mut profile = crate::fixture::profile(dir.path());
        assert_eq!(profile.load(community).unwrap().0, acts, "nothing acknowledged is lost");
        profile.append(community, &[&act], &[]).unwrap();
    }
}
