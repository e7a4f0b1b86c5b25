//! Secret keys of this profile's devices: files of mode 0600 in a folder of mode 0700.
//!
//! Guards: a key is on the disk before anything is signed with it; a key that others can read is
//! not used; a key file holds the key its name says. One key per community, so a key lost or seen
//! is one community's. Next: [`crate::community`].

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use act::{
    id::{CommunityId, DeviceId},
    key::SecretKey,
};
use zeroize::Zeroizing;

use crate::{
    failure::{ReadError, WriteError},
    folder,
    profile::Profile,
};

/// What a key file begins with: the form, of which others may follow (sealed with a passphrase).
const FORM: &[u8; 12] = b"meent key 1\n";

/// A key file: the form and the seed.
const SIZE: usize = FORM.len() + 32;

/// Why a key could not be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The profile can't say which key it is.
    #[error("could not find the key of a community")]
    Read(#[from] ReadError),
    /// The key file is missing or can't be read.
    #[error("could not read the key {path}")]
    File {
        /// The key file.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
    /// The key file is not in a form we know, or holds another key.
    #[error("could not read the key {path}: it is damaged")]
    Damaged {
        /// The key file.
        path: PathBuf,
    },
    /// Others than its owner can read it.
    #[error("could not use the key {path}: others can read it")]
    Exposed {
        /// The key file, or the folder it is in.
        path: PathBuf,
    },
}

/// The folder of keys of a profile.
pub(crate) fn folder(dir: &Path) -> PathBuf {
    dir.join("keys")
}

fn file(dir: &Path, device: DeviceId) -> PathBuf {
    folder(dir).join(device.to_string())
}

/// The folder of keys, or the first file in it, that others can look into.
pub(crate) fn exposed(dir: &Path) -> io::Result<Option<PathBuf>> {
    let keys = folder(dir);
    match folder::is_exposed(&keys) {
        Ok(true) => return Ok(Some(keys)),
        Ok(false) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    for entry in fs::read_dir(keys)? {
        let path = entry?.path();
        match folder::is_exposed(&path) {
            Ok(true) => return Ok(Some(path)),
            Ok(false) => {}
            // Whoever holds the profile just gave a new key its name.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

impl Profile {
    /// Keeps a key, durable on return; a join that still waits needs it before its community is
    /// added.
    ///
    /// # Errors
    /// When the write fails.
    pub fn keep_key(&mut self, key: &SecretKey) -> Result<(), WriteError> {
        self.check()?;
        let mut bytes = Zeroizing::new([0_u8; SIZE]);
        let (form, seed) = bytes.split_at_mut(FORM.len());
        form.copy_from_slice(FORM);
        seed.copy_from_slice(Zeroizing::new(key.seed()).as_slice());
        let written = folder::write_whole(&file(&self.dir, key.device()), bytes.as_slice());
        self.remember(written.map_err(WriteError::from))
    }

    /// Removes a key that is of no use any more; nothing happens when it isn't there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove_key(&mut self, device: DeviceId) -> Result<(), WriteError> {
        self.check()?;
        let path = file(&self.dir, device);
        let removed = match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed.and_then(|()| folder::sync(&folder(&self.dir))),
        };
        self.remember(removed.map_err(WriteError::from))
    }

    /// The key of this profile's device in a community.
    ///
    /// # Errors
    /// When this profile isn't in it, or its key is missing, damaged or readable by others.
    pub fn key(&self, community: CommunityId) -> Result<SecretKey, KeyError> {
        let device = self.community(community)?.device;
        self.device_key(device)
    }

    /// A key that was kept.
    ///
    /// # Errors
    /// When it is missing, damaged or readable by others.
    pub fn device_key(&self, device: DeviceId) -> Result<SecretKey, KeyError> {
        let path = file(&self.dir, device);
        let failed = |source| KeyError::File { path: path.clone(), source };
        for path in [&folder(&self.dir), &path] {
            if folder::is_exposed(path).map_err(failed)? {
                return Err(KeyError::Exposed { path: path.clone() });
            }
        }
        let mut bytes = Zeroizing::new([0_u8; SIZE + 1]);
        let mut read = 0;
        let mut file = File::open(&path).map_err(failed)?;
        // One byte more than a key file has: it must not be there.
        while read < bytes.len() {
            match file.read(&mut bytes[read..]).map_err(failed)? {
                0 => break,
                more => read += more,
            }
        }
        bytes[..read]
            .strip_prefix(FORM)
            .and_then(|seed| <&[u8; 32]>::try_from(seed).ok())
            .map(SecretKey::from_seed)
            .filter(|key| key.device() == device)
            .ok_or(KeyError::Damaged { path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Neighbour, profile};

    #[test]
    fn a_key_file_that_is_not_what_its_name_says_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let neighbour = Neighbour::new(1);
        let mut profile = profile(dir.path());
        profile.add_community(&neighbour.record(), &neighbour.key).unwrap();
        let path = file(dir.path(), neighbour.key.device());
        let good = fs::read(&path).unwrap();
        let mut flipped = good.clone();
        flipped[20] ^= 1;
        let longer = [good.as_slice(), b"\n"].concat();
        for bad in [&[][..], &good[..43], &flipped, &longer, &[b'x'; 44]] {
            fs::write(&path, bad).unwrap();
            let refused = profile.key(neighbour.community()).unwrap_err();
            assert!(matches!(refused, KeyError::Damaged { .. }), "{refused:?}");
        }
        fs::write(&path, &good).unwrap();
        assert_eq!(profile.key(neighbour.community()).unwrap().seed(), neighbour.key.seed());
        fs::remove_file(&path).unwrap();
        let refused = profile.key(neighbour.community()).unwrap_err();
        assert!(matches!(refused, KeyError::File { .. }), "{refused:?}");
    }

    #[cfg(unix)]
    #[test]
    fn keys_are_for_their_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;

        use crate::profile::OpenError;

        let set = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        let dir = tempfile::tempdir().unwrap();
        let neighbour = Neighbour::new(1);
        let mut open = profile(dir.path());
        open.add_community(&neighbour.record(), &neighbour.key).unwrap();
        let (keys, path) = (folder(dir.path()), file(dir.path(), neighbour.key.device()));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&keys), mode(&path)), (0o700, 0o600));
        assert_eq!(mode(&dir.path().join("meent.db")), 0o600);
        set(&path, 0o640);
        let refused = open.key(neighbour.community()).unwrap_err();
        assert!(matches!(refused, KeyError::Exposed { path: p } if p == path));
        drop(open);
        for (wide, mode, tight) in [(&path, 0o640, 0o600), (&keys, 0o755, 0o700)] {
            set(wide, mode);
            let refused = Profile::open(dir.path()).unwrap_err();
            assert!(matches!(refused, OpenError::Exposed { path } if path == *wide));
            set(wide, tight);
        }
        Profile::open(dir.path()).unwrap().key(neighbour.community()).unwrap();
    }
}
