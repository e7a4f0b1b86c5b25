//! Secret keys of this profile's devices: files of mode 0600 in a folder of mode 0700, sealed where there is
//! a passphrase ([`crate::vault`]).
//!
//! Guards: a key is on the disk before anything is signed with it; a key that others can read is
//! not used; a key file holds the key its name says. One key per community, so a key lost or seen
//! is one community's. Next: [`crate::community`].

use std::{
    fs, io,
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
    vault::{self, Seals},
};

/// What a key file begins with: the seed follows.
const FORM: &[u8; 12] = b"meent key 1\n";

/// What one begins with that is sealed: what [`vault::Vault::seal`] makes of the seed follows.
const SEALED: &[u8; 12] = b"meent key 2\n";

/// Bytes of the longest key file.
const SIZE: usize = SEALED.len() + vault::BYTES;

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
    /// It is sealed, and the passphrase was not said.
    #[error("could not read a key: a passphrase is needed")]
    Locked,
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
        let seed = Zeroizing::new(key.seed());
        let bytes = match &self.seals {
            Seals::None => Zeroizing::new([FORM.as_slice(), seed.as_slice()].concat()),
            Seals::Locked => return Err(WriteError::Locked),
            Seals::Open(vault) => {
                let sealed = vault.seal(&seed, key.device());
                Zeroizing::new([SEALED.as_slice(), &sealed].concat())
            }
        };
        let written = folder::write_whole(&file(&self.dir, key.device()), &bytes);
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
    /// When it is missing, damaged, readable by others, or sealed and not unlocked.
    pub fn device_key(&self, device: DeviceId) -> Result<SecretKey, KeyError> {
        self.key_and_form(device).map(|(key, _)| key)
    }

    /// A key, and whether its file is sealed as it should be.
    pub(crate) fn key_and_form(&self, device: DeviceId) -> Result<(SecretKey, bool), KeyError> {
        let sealed = self.file_of(device)?.starts_with(SEALED);
        let as_it_should = sealed == self.has_passphrase();
        Ok((self.key_in(device, &self.seals)?, as_it_should))
    }

    /// A key, its file perhaps sealed like this.
    pub(crate) fn key_in(&self, device: DeviceId, seals: &Seals) -> Result<SecretKey, KeyError> {
        let bytes = self.file_of(device)?;
        let damaged = || KeyError::Damaged { path: file(&self.dir, device) };
        let seed = match (bytes.strip_prefix(SEALED), seals) {
            (None, _) => bytes
                .strip_prefix(FORM)
                .and_then(|seed| <[u8; 32]>::try_from(seed).ok())
                .map(Zeroizing::new),
            (Some(sealed), Seals::Open(vault)) => <&[u8; vault::BYTES]>::try_from(sealed)
                .ok()
                .and_then(|sealed| vault.unseal(sealed, device)),
            (Some(_), Seals::Locked) => return Err(KeyError::Locked),
            // Sealed with a key that isn't here any more.
            (Some(_), Seals::None) => None,
        };
        let key = seed.map(|seed| SecretKey::from_seed(&seed)).ok_or_else(damaged)?;
        if key.device() == device { Ok(key) } else { Err(damaged()) }
    }

    fn file_of(&self, device: DeviceId) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let path = file(&self.dir, device);
        let failed = |source| KeyError::File { path: path.clone(), source };
        for path in [&folder(&self.dir), &path] {
            if folder::is_exposed(path).map_err(failed)? {
                return Err(KeyError::Exposed { path: path.clone() });
            }
        }
        folder::read_at_most(&path, SIZE).map_err(failed)
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
