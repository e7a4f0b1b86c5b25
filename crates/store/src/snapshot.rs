//! A snapshot of what follows from a community's acts: a cache, made again whenever it is in doubt.
//!
//! Guards: nothing is lost when one is; one that doesn't fit its own row is no snapshot. Whether
//! its bytes still mean something is for the document to find out. Next: [`crate::history`].

use act::id::CommunityId;
use rusqlite::{OptionalExtension as _, Row};

use crate::{
    community,
    failure::{ReadError, WriteError},
    profile::Profile,
};

/// What followed from the first acts of a community.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The version of whoever made it; one of another version is of no use.
    pub version: u32,
    /// How many acts it holds, the first ones in order of arrival.
    pub acts: u64,
    /// The heads of the document in it, to recognise it by.
    pub heads: Vec<[u8; 32]>,
    /// What its maker wrote.
    pub bytes: Vec<u8>,
}

impl Profile {
    /// The snapshot of a community, if there is a usable one.
    ///
    /// # Errors
    /// When this profile isn't in it or the disk fails.
    pub fn snapshot(&self, community: CommunityId) -> Result<Option<Snapshot>, ReadError> {
        let number = self.number(community)?;
        let snapshot = self
            .connection
            .prepare_cached(
                "SELECT version, acts, heads, bytes FROM snapshots WHERE community = ?",
            )?
            .query_row((number,), snapshot)
            .optional()?;
        Ok(snapshot.flatten())
    }

    /// Stores a snapshot in place of an older one.
    ///
    /// # Errors
    /// When this profile isn't in the community or the write fails.
    pub fn put_snapshot(
        &mut self,
        community: CommunityId,
        version: u32,
        acts: u64,
        heads: &[[u8; 32]],
        bytes: &[u8],
    ) -> Result<(), WriteError> {
        // Above what SQLite can count it can only be a mistake, and then the row is of no use.
        let acts = i64::try_from(acts).unwrap_or(-1);
        self.write(|transaction| {
            let number = community::writable(transaction, community)?;
            transaction.execute(
                "INSERT OR REPLACE INTO snapshots (community, version, acts, heads, bytes)
                 VALUES (?, ?, ?, ?, ?)",
                (number, version, acts, heads.as_flattened(), bytes),
            )?;
            Ok(())
        })
    }

    /// Throws a snapshot away, for instance because its bytes turned out to be damaged.
    ///
    /// # Errors
    /// When this profile isn't in the community or the write fails.
    pub fn drop_snapshot(&mut self, community: CommunityId) -> Result<(), WriteError> {
        self.write(|transaction| {
            let number = community::writable(transaction, community)?;
            transaction.execute("DELETE FROM snapshots WHERE community = ?", (number,))?;
            Ok(())
        })
    }
}

fn snapshot(row: &Row<'_>) -> rusqlite::Result<Option<Snapshot>> {
    let (version, acts): (i64, i64) = (row.get(0)?, row.get(1)?);
    let (heads, rest) = row.get_ref(2)?.as_blob().unwrap_or_default().as_chunks::<32>();
    let (Ok(version), Ok(acts), []) = (u32::try_from(version), u64::try_from(acts), rest) else {
        return Ok(None);
    };
    Ok(Some(Snapshot { version, acts, heads: heads.to_vec(), bytes: row.get(3)? }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Neighbour, profile};

    #[test]
    fn the_last_snapshot_is_kept_and_one_that_does_not_fit_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let mut profile = profile(dir.path());
        let neighbour = Neighbour::new(1);
        let community = neighbour.community();
        profile.add_community(&neighbour.record(), &neighbour.key).unwrap();
        assert_eq!(profile.snapshot(community).unwrap(), None);
        profile.put_snapshot(community, 1, 5, &[[1; 32]], b"five").unwrap();
        profile.put_snapshot(community, 2, 9, &[[2; 32], [3; 32]], b"nine").unwrap();
        let heads = vec![[2; 32], [3; 32]];
        let nine = Snapshot { version: 2, acts: 9, heads, bytes: b"nine".to_vec() };
        assert_eq!(profile.snapshot(community).unwrap(), Some(nine));
        for damage in ["heads = x'00'", "acts = -1", "version = -1"] {
            profile.put_snapshot(community, 2, 9, &[[2; 32]], b"nine").unwrap();
            assert!(profile.snapshot(community).unwrap().is_some());
            profile.connection.execute(&format!("UPDATE snapshots SET {damage}"), []).unwrap();
            assert_eq!(profile.snapshot(community).unwrap(), None, "{damage}");
        }
        profile.put_snapshot(community, 2, 9, &[], b"").unwrap();
        profile.drop_snapshot(community).unwrap();
        assert_eq!(profile.snapshot(community).unwrap(), None);
    }
}
