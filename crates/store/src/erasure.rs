//! Words that are erased for good: from the acts, from the snapshot, from the file.
//!
//! Guards: an act keeps its row, its id and its place; of its old bytes nothing is left in the
//! database or its log of writes (definition 12). Next: [`crate::history`].

use act::{act::Act, id::CommunityId};

use crate::{community, failure::WriteError, profile::Profile};

impl Profile {
    /// Puts these acts, which are here, in place of what was stored under their ids: without their
    /// words, or with words that had been left out. Throws away the snapshot, which may hold them.
    ///
    /// # Errors
    /// When one belongs to another community, this profile isn't in it, or the write fails; nothing
    /// is replaced then.
    pub fn replace(&mut self, community: CommunityId, acts: &[&Act]) -> Result<(), WriteError> {
        if let Some(act) = acts.iter().find(|act| act.community() != community) {
            return Err(WriteError::Misplaced(act.id()));
        }
        // What is overwritten or deleted is filled with zeros.
        let secure = self.connection.pragma_update(None, "secure_delete", true);
        self.remember(secure.map_err(WriteError::from))?;
        self.write(|transaction| {
            let number = community::writable(transaction, community)?;
            let mut update = transaction
                .prepare_cached("UPDATE acts SET bytes = ? WHERE community = ? AND id = ?")?;
            for act in acts {
                update.execute((act.encode(), number, act.id().0))?;
            }
            transaction.execute("DELETE FROM snapshots WHERE community = ?", (number,))?;
            Ok(())
        })?;
        // The log of writes holds the old pages until it is cut off.
        let cut = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        self.remember(cut.map_err(WriteError::from))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use act::{
        act::Draft,
        body::Words,
        content::{Comment, Role},
        deed::Deed,
    };

    use super::*;
    use crate::fixture::{Neighbour, profile};

    const SECRET: &str = "mijn buurman op nummer dertien";

    #[test]
    fn erased_words_are_nowhere_in_the_files_of_the_profile() {
        let dir = tempfile::tempdir().expect("a folder");
        let neighbour = Neighbour::new(1);
        let mut open = profile(dir.path());
        open.add_community(&neighbour.record(), &neighbour.key).expect("added");
        let community = neighbour.community();
        let chars = u32::try_from(SECRET.chars().count()).expect("few");
        let said = Act::new(Draft {
            community,
            device: neighbour.key.device(),
            seq: 2,
            prev: Some(neighbour.founding.id()),
            seen: Vec::new(),
            claimed_at: 0,
            deed: Deed::Comment(Comment {
                on: neighbour.founding.id(),
                role: Role::Comment,
                chars,
            }),
            words: Some(Words { salt: [7; 8], strings: vec![SECRET.to_owned()] }),
        })
        .expect("an act");
        open.append(community, &[&neighbour.founding, &said], &[]).expect("stored");
        open.put_snapshot(community, 1, 2, &[], SECRET.as_bytes()).expect("stored");
        let holds = |what: &str| {
            let files = fs::read_dir(dir.path()).expect("a folder").flatten();
            files
                .map(|file| fs::read(file.path()).unwrap_or_default())
                .any(|bytes| bytes.windows(what.len()).any(|window| window == what.as_bytes()))
        };
        assert!(holds(SECRET), "it would be found");
        open.replace(community, &[&said.erased()]).expect("erased");
        assert!(!holds(SECRET));
        let (acts, _) = open.load(community).expect("acts");
        assert_eq!(acts[1], said.erased());
        assert_eq!(acts[1].id(), said.id());
        assert!(open.snapshot(community).expect("read").is_none());
    }
}
