//! Joins that wait until somebody of the community is there; a running peer finishes them.
//!
//! Guards: a join that was accepted is not forgotten by a restart. Its key is kept as a file
//! ([`crate::key`]), not in these bytes, which mean something to the peer only.

use crate::{
    failure::{ReadError, WriteError},
    profile::Profile,
};

/// A join that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Its name, the caller's.
    pub id: Vec<u8>,
    /// What the caller stored.
    pub bytes: Vec<u8>,
}

impl Profile {
    /// Stores a waiting join under a name of the caller's, in place of an older one.
    ///
    /// # Errors
    /// When the write fails.
    pub fn put_pending(&mut self, id: &[u8], bytes: &[u8]) -> Result<(), WriteError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO pending (id, bytes) VALUES (?, ?)
                 ON CONFLICT (id) DO UPDATE SET bytes = excluded.bytes",
                (id, bytes),
            )?;
            Ok(())
        })
    }

    /// The joins that wait, in the order in which they were first stored.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn pending(&self) -> Result<Vec<Pending>, ReadError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, bytes FROM pending ORDER BY rowid")?;
        let pending =
            statement.query_map([], |row| Ok(Pending { id: row.get(0)?, bytes: row.get(1)? }))?;
        Ok(pending.collect::<Result<_, _>>()?)
    }

    /// Forgets a join, because it is done or given up; nothing happens when it is unknown.
    ///
    /// # Errors
    /// When the write fails.
    pub fn remove_pending(&mut self, id: &[u8]) -> Result<(), WriteError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM pending WHERE id = ?", (id,))?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::profile;

    #[test]
    fn joins_wait_over_a_restart_until_they_are_done() {
        let dir = tempfile::tempdir().unwrap();
        {
            let mut profile = profile(dir.path());
            profile.put_pending(b"b", b"one").unwrap();
            profile.put_pending(b"a", b"two").unwrap();
            profile.put_pending(b"b", b"three").unwrap();
        }
        let mut profile = profile(dir.path());
        let waiting = |id: &[u8], bytes: &[u8]| Pending { id: id.to_vec(), bytes: bytes.to_vec() };
        assert_eq!(profile.pending().unwrap(), [waiting(b"b", b"three"), waiting(b"a", b"two")]);
        profile.remove_pending(b"b").unwrap();
        profile.remove_pending(b"b").unwrap();
        assert_eq!(profile.pending().unwrap(), [waiting(b"a", b"two")]);
    }
}
