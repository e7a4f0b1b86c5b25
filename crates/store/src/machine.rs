//! The marker of the machine and folder that a profile was last used in: when it differs, the profile was
//! moved, or this is a copy beside another one that goes on.
//!
//! Guards: tells nothing of the machine to who reads it (a salted hash). It can't tell everything: a
//! virtual machine that was cloned is the same machine in all that a program sees. Next:
//! [`crate::setting`], where it is kept.

use std::{fs, io, path::Path, time::UNIX_EPOCH};

use sha2::{Digest as _, Sha256};

use crate::profile::Profile;

/// Bytes of salt before the hash.
const SALT: usize = 16;

/// What the machine calls itself, the same until it is installed again.
#[cfg(target_os = "linux")]
fn machine() -> Vec<u8> {
    let of = |path| fs::read(path).ok().filter(|id| !id.is_empty());
    of("/etc/machine-id").or_else(|| of("/var/lib/dbus/machine-id")).unwrap_or_default()
}

/// Elsewhere no file says it; the folder's own marks tell a copy from a move there.
#[cfg(not(target_os = "linux"))]
fn machine() -> Vec<u8> {
    Vec::new()
}

/// The folder's number on its disk: a copy has another one. The disk's own number isn't looked at: it
/// changes with the order in which disks are found.
#[cfg(unix)]
fn number(folder: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(folder)
}

#[cfg(not(unix))]
fn number(_folder: &fs::Metadata) -> u64 {
    0
}

// When the folder was made: numbers are used again. Not every file system knows it.
fn made(folder: &fs::Metadata) -> u128 {
    let made = folder.created().ok().and_then(|made| made.duration_since(UNIX_EPOCH).ok());
    made.map_or(0, |since| since.as_nanos())
}

fn marker(dir: &Path, salt: [u8; SALT]) -> io::Result<String> {
    let folder = fs::metadata(dir)?;
    let hash: [u8; 32] = Sha256::new()
        .chain_update("meent/machine/1")
        .chain_update(salt)
        .chain_update(number(&folder).to_be_bytes())
        .chain_update(made(&folder).to_be_bytes())
        .chain_update(machine())
        .finalize()
        .into();
    Ok(salt.iter().chain(&hash).map(|byte| format!("{byte:02x}")).collect())
}

impl Profile {
    /// The marker of this machine and folder, with a new salt.
    ///
    /// # Errors
    /// When the folder can't be looked at.
    pub fn machine(&self) -> io::Result<String> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(io::Error::other)?;
        marker(&self.dir, salt)
    }

    /// Whether a marker was made on this machine and in this folder.
    ///
    /// # Errors
    /// When the folder can't be looked at.
    pub fn is_machine(&self, kept: &str) -> io::Result<bool> {
        let mut salt = [0; SALT];
        for (at, byte) in salt.iter_mut().enumerate() {
            let digits = kept.get(2 * at..2 * at + 2);
            match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                Some(read) => *byte = read,
                // What can't be read was not made here.
                None => return Ok(false),
            }
        }
        Ok(marker(&self.dir, salt)? == kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::profile;

    #[test]
    fn a_profile_is_known_again_after_a_move_beside_and_not_in_a_copy() {
        let dir = tempfile::tempdir().unwrap();
        let (here, there, copy) =
            (dir.path().join("here"), dir.path().join("there"), dir.path().join("copy"));
        let kept = profile(&here).machine().unwrap();
        assert!(profile(&here).is_machine(&kept).unwrap());
        assert_ne!(profile(&here).machine().unwrap(), kept, "salted");
        fs::rename(&here, &there).unwrap();
        assert!(profile(&there).is_machine(&kept).unwrap(), "renamed on one disk");
        fs::create_dir(&copy).unwrap();
        fs::copy(there.join("meent.db"), copy.join("meent.db")).unwrap();
        let copy = profile(&copy);
        assert!(!copy.is_machine(&kept).unwrap());
        for bad in ["", "zz", &kept[1..], "é"] {
            assert!(!copy.is_machine(bad).unwrap(), "{bad:?}");
        }
    }
}
