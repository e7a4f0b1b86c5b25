//! How a profile is doing on its disk: how much room there is, whether its files are sound and for its owner
//! only.
//!
//! Guards: looking changes nothing. Next: [`crate::profile`], which refuses to open what is not sound.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{failure::ReadError, key, profile::Profile, schema};

/// How much room a profile takes and has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Bytes of its files.
    pub used: u64,
    /// Bytes that its disk still has for this user.
    pub free: u64,
}

impl Room {
    /// Of the profile in this folder, opened or not.
    ///
    /// # Errors
    /// When the folder or its disk can't be looked at.
    pub fn of(dir: &Path) -> io::Result<Self> {
        Ok(Self { used: used(dir)?, free: fs4::available_space(dir)? })
    }
}

// A profile has one folder in its folder; links are counted as what they are.
fn used(dir: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        match entry.metadata() {
            Ok(found) if found.is_dir() => bytes += used(&entry.path())?,
            Ok(found) => bytes += found.len(),
            // The database's log comes and goes.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(bytes)
}

impl Profile {
    /// How much room it takes and has.
    ///
    /// # Errors
    /// When its folder or disk can't be looked at.
    pub fn room(&self) -> io::Result<Room> {
        Room::of(&self.dir)
    }

    /// Has SQLite look the whole database over (`quick_check`); the first thing that is wrong with it, in
    /// SQLite's words. Takes some 10 ms for 10,000 acts.
    ///
    /// # Errors
    /// When it can't be read at all.
    pub fn fault_in_database(&self) -> Result<Option<String>, ReadError> {
        let said: String =
            self.connection.query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?;
        Ok((said != "ok").then_some(said))
    }

    /// The first folder or key that others than its owner can look into.
    ///
    /// # Errors
    /// When the folder of keys can't be looked at.
    pub fn exposed(&self) -> io::Result<Option<PathBuf>> {
        key::exposed(&self.dir)
    }

    /// The version of the database's tables: that of the program, once it is open.
    #[must_use]
    pub fn version(&self) -> u32 {
        schema::known()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::profile;

    #[test]
    fn a_profile_knows_its_room_and_is_sound() {
        let dir = tempfile::tempdir().unwrap();
        let profile = profile(dir.path());
        let before = profile.room().unwrap();
        assert!(before.used > 0 && before.free > 0, "{before:?}");
        fs::write(dir.path().join("keys").join("more"), [0; 1_000]).unwrap();
        assert_eq!(profile.room().unwrap().used, before.used + 1_000);
        assert_eq!(profile.fault_in_database().unwrap(), None);
        assert!(Room::of(&dir.path().join("nowhere")).is_err());
    }

    #[test]
    #[cfg(unix)]
    fn a_key_that_others_can_read_is_found_while_the_profile_is_open() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let profile = profile(dir.path());
        assert_eq!(profile.exposed().unwrap(), None);
        let keys = dir.path().join("keys");
        fs::set_permissions(&keys, fs::Permissions::from_mode(0o750)).unwrap();
        assert_eq!(profile.exposed().unwrap(), Some(keys));
    }

    #[test]
    fn a_page_of_the_database_that_was_overwritten_is_found() {
        let dir = tempfile::tempdir().unwrap();
        drop(profile(dir.path()));
        // The tables' own pages stay; what holds their rows becomes noise.
        let database = dir.path().join("meent.db");
        let mut bytes = fs::read(&database).unwrap();
        let page = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
        let last = bytes.len() - page;
        bytes[last..].fill(0x5a);
        fs::write(&database, bytes).unwrap();
        let profile = Profile::open(dir.path()).unwrap();
        assert!(!matches!(profile.fault_in_database(), Ok(None)));
    }
}
