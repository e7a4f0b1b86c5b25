//! A passphrase on the keys: one random key seals them all, and itself is sealed with what follows from
//! the passphrase.
//!
//! Guards: a wrong passphrase and a damaged file are told apart; a crash halfway leaves every key readable
//! with the passphrase as it was or as it becomes. Only keys are sealed: acts and settings are not.
//! Argon2id with 64 MiB, three passes and four lanes (RFC 9106, second choice), so that guessing
//! costs memory; XChaCha20-Poly1305. Next: [`crate::key`].

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use act::id::DeviceId;
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    Key, KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::{failure::WriteError, folder, key, profile::Profile};

/// The file among the keys that holds the key to them.
const FILE: &str = "passphrase";

/// What it begins with: the form, which says all that is chosen above.
const FORM: &[u8; 19] = b"meent passphrase 1\n";

const SALT: usize = 16;
const NONCE: usize = 24;
/// A sealed key: 32 bytes and a tag of 16.
const SEALED: usize = 48;
/// Of a checksum, which tells damage from a wrong passphrase.
const SUM: usize = 8;
/// The whole file.
const SIZE: usize = FORM.len() + SALT + NONCE + SEALED + SUM;

/// Bytes of a key file's secret part when sealed: a nonce, and the seed with its tag.
pub(crate) const BYTES: usize = NONCE + SEALED;

/// The key to the keys. Wiped when dropped.
pub(crate) struct Vault(Zeroizing<[u8; 32]>);

/// Whether the keys of a profile are sealed.
#[derive(Debug, Default)]
pub(crate) enum Seals {
    /// They are not.
    #[default]
    None,
    /// They are, and nobody said the passphrase yet.
    Locked,
    /// They are, and it was said.
    Open(Vault),
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(…)")
    }
}

/// Why the keys could not be had with a passphrase.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// Another one was chosen.
    #[error("could not unlock the keys: it is another passphrase")]
    Wrong,
    /// The file that holds the key to the keys is not as it was written.
    #[error("could not unlock the keys: {path} is damaged")]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// It can't be read.
    #[error("could not unlock the keys: {path} can't be read")]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        source: io::Error,
    },
    /// A key that a crash had left plain could not be sealed.
    #[error("could not seal the keys")]
    Write(#[from] WriteError),
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has random bytes");
    bytes
}

fn stretched(passphrase: &str, salt: &[u8; SALT]) -> Zeroizing<[u8; 32]> {
    let params = Params::new(64 * 1024, 3, 4, Some(32)).expect("within Argon2's own bounds");
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
        .expect("salt and key have lengths that Argon2 takes, and a passphrase is short");
    key
}

fn seal(key: &[u8; 32], secret: &[u8; 32], about: &[u8]) -> [u8; BYTES] {
    let nonce: [u8; NONCE] = random();
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    let payload = Payload { msg: secret.as_slice(), aad: about };
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).expect("32 bytes can be sealed");
    let mut bytes = [0; BYTES];
    let (start, end) = bytes.split_at_mut(NONCE);
    start.copy_from_slice(&nonce);
    end.copy_from_slice(&sealed);
    bytes
}

fn unseal(key: &[u8; 32], bytes: &[u8; BYTES], about: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    let payload = Payload { msg: sealed, aad: about };
    let opened = Zeroizing::new(cipher.decrypt(&XNonce::from(*nonce), payload).ok()?);
    let mut secret = Zeroizing::new([0; 32]);
    (opened.len() == secret.len()).then(|| secret.copy_from_slice(&opened))?;
    Some(secret)
}

fn sum(bytes: &[u8]) -> [u8; SUM] {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    *hash.first_chunk().expect("a hash is longer")
}

fn path(dir: &Path) -> PathBuf {
    key::folder(dir).join(FILE)
}

impl Vault {
    fn new() -> Self {
        Self(Zeroizing::new(random()))
    }

    fn write(&self, dir: &Path, passphrase: &str) -> io::Result<()> {
        let salt: [u8; SALT] = random();
        let mut bytes = [FORM.as_slice(), &salt].concat();
        let sealed = seal(&stretched(passphrase, &salt), &self.0, &bytes);
        bytes.extend(sealed);
        bytes.extend(sum(&bytes));
        folder::write_whole(&path(dir), &bytes)
    }

    fn read(dir: &Path, passphrase: &str) -> Result<Self, UnlockError> {
        let path = path(dir);
        let bytes = folder::read_at_most(&path, SIZE)
            .map_err(|source| UnlockError::File { path: path.clone(), source })?;
        let parts = || {
            let (rest, told) = bytes.split_last_chunk::<SUM>()?;
            (bytes.len() == SIZE && sum(rest) == *told).then_some(())?;
            let (about, sealed) = rest.split_last_chunk::<BYTES>()?;
            let salt = about.strip_prefix(FORM)?.first_chunk::<SALT>()?;
            Some((about, sealed, salt))
        };
        let (about, sealed, salt) = parts().ok_or(UnlockError::Damaged { path })?;
        let key = unseal(&stretched(passphrase, salt), sealed, about);
        key.map(Self).ok_or(UnlockError::Wrong)
    }

    /// Seals a device's seed, for its key file.
    pub(crate) fn seal(&self, seed: &[u8; 32], device: DeviceId) -> [u8; BYTES] {
        seal(&self.0, seed, &device.0)
    }

    /// And back; `None` when it isn't what was sealed for this device.
    pub(crate) fn unseal(
        &self,
        bytes: &[u8; BYTES],
        device: DeviceId,
    ) -> Option<Zeroizing<[u8; 32]>> {
        unseal(&self.0, bytes, &device.0)
    }
}

/// Whether the keys of the profile in `dir` are sealed.
pub(crate) fn seals(dir: &Path) -> io::Result<Seals> {
    Ok(if path(dir).try_exists()? { Seals::Locked } else { Seals::None })
}

impl Profile {
    /// Whether a passphrase must be said before a key can be used.
    #[must_use]
    pub const fn is_locked(&self) -> bool {
        matches!(self.seals, Seals::Locked)
    }

    /// Whether there is a passphrase.
    #[must_use]
    pub const fn has_passphrase(&self) -> bool {
        !matches!(self.seals, Seals::None)
    }

    /// Whether this is the passphrase.
    ///
    /// # Errors
    /// When it isn't, or the file that could tell can't be read or is damaged.
    pub fn is_passphrase(&self, passphrase: &str) -> Result<(), UnlockError> {
        Vault::read(&self.dir, passphrase).map(drop)
    }

    /// Makes the keys usable. Takes a second and 64 MiB, on purpose.
    ///
    /// # Errors
    /// As [`Profile::is_passphrase`], and when the disk fails.
    pub fn unlock(&mut self, passphrase: &str) -> Result<(), UnlockError> {
        self.seals = Seals::Open(Vault::read(&self.dir, passphrase)?);
        // What a crash left half done when the passphrase was set or removed.
        self.rewrite_keys()?;
        Ok(())
    }

    /// Sets, changes or removes the passphrase; durable on return. Every key is readable at each moment.
    ///
    /// # Errors
    /// When the keys are locked or the disk fails.
    pub fn set_passphrase(&mut self, passphrase: Option<&str>) -> Result<(), WriteError> {
        self.check()?;
        let seals = std::mem::take(&mut self.seals);
        match (seals, passphrase) {
            (Seals::None, None) => Ok(()),
            (Seals::Locked, _) => {
                self.seals = Seals::Locked;
                Err(WriteError::Locked)
            }
            (seals, Some(passphrase)) => {
                let vault = match seals {
                    Seals::Open(vault) => vault,
                    _ => Vault::new(),
                };
                let written = vault.write(&self.dir, passphrase);
                self.seals = Seals::Open(vault);
                self.remember(written.map_err(WriteError::from))?;
                self.rewrite_keys()
            }
            (Seals::Open(vault), None) => {
                let devices = self.kept_keys()?;
                for device in devices {
                    let key = self.key_in(device, &Seals::Open(Vault(vault.0.clone())));
                    let key = key.map_err(|_| WriteError::Locked)?;
                    self.keep_key(&key)?;
                }
                let removed = fs::remove_file(path(&self.dir))
                    .and_then(|()| folder::sync(&key::folder(&self.dir)));
                self.remember(removed.map_err(WriteError::from))
            }
        }
    }

    // Writes every key anew that isn't sealed as it should be.
    fn rewrite_keys(&mut self) -> Result<(), WriteError> {
        for device in self.kept_keys()? {
            // One that can't be read is told when it is needed.
            if let Ok((key, false)) = self.key_and_form(device) {
                self.keep_key(&key)?;
            }
        }
        Ok(())
    }

    // The devices whose keys are kept; what a crash left of a key file half written is removed.
    fn kept_keys(&self) -> Result<Vec<DeviceId>, WriteError> {
        let mut devices = Vec::new();
        for entry in fs::read_dir(key::folder(&self.dir))? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            match DeviceId::from_hex(name) {
                Some(device) => devices.push(device),
                None if name.ends_with(".new") => fs::remove_file(&path)?,
                None => {}
            }
        }
        devices.sort_unstable();
        Ok(devices)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixture::{Neighbour, profile},
        key::KeyError,
    };

    const WORDS: &str = "fietspomp onder de linde";

    fn seed(profile: &Profile, of: &Neighbour) -> Option<[u8; 32]> {
        profile.key(of.community()).ok().map(|key| key.seed())
    }

    fn files(dir: &Path) -> Vec<Vec<u8>> {
        let entries = fs::read_dir(key::folder(dir)).unwrap();
        entries.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect()
    }

    #[test]
    fn keys_are_sealed_by_a_passphrase_until_it_is_removed() {
        let dir = tempfile::tempdir().unwrap();
        let (one, two) = (Neighbour::new(1), Neighbour::new(2));
        let holds_seed = |of: &Neighbour| {
            files(dir.path()).iter().any(|file| file.windows(32).any(|part| part == of.key.seed()))
        };
        let mut open = profile(dir.path());
        open.add_community(&one.record(), &one.key).unwrap();
        assert!(holds_seed(&one) && !open.has_passphrase());
        open.set_passphrase(Some("eerst iets anders")).unwrap();
        open.set_passphrase(Some(WORDS)).unwrap();
        open.add_community(&two.record(), &two.key).unwrap();
        assert!(!holds_seed(&one) && !holds_seed(&two));
        assert_eq!(seed(&open, &one), Some(one.key.seed()));
        drop(open);

        let mut again = profile(dir.path());
        assert!(again.is_locked());
        assert!(matches!(again.key(one.community()), Err(KeyError::Locked)));
        assert!(matches!(again.keep_key(&one.key), Err(WriteError::Locked)));
        assert!(matches!(again.set_passphrase(None), Err(WriteError::Locked)));
        for wrong in ["", "eerst iets anders", "fietspomp onder de lind"] {
            assert!(matches!(again.unlock(wrong), Err(UnlockError::Wrong)), "{wrong:?}");
            assert!(again.is_locked());
        }
        again.unlock(WORDS).unwrap();
        assert_eq!(
            (seed(&again, &one), seed(&again, &two)),
            (Some(one.key.seed()), Some(two.key.seed()))
        );
        again.set_passphrase(None).unwrap();
        assert!(holds_seed(&one) && holds_seed(&two));
        drop(again);
        let plain = profile(dir.path());
        assert!(!plain.has_passphrase());
        assert_eq!(seed(&plain, &two), Some(two.key.seed()));
    }

    #[test]
    fn damage_is_not_a_wrong_passphrase() {
        let dir = tempfile::tempdir().unwrap();
        let one = Neighbour::new(1);
        let mut open = profile(dir.path());
        open.add_community(&one.record(), &one.key).unwrap();
        open.set_passphrase(Some(WORDS)).unwrap();
        drop(open);
        let (lock, key) =
            (path(dir.path()), key::folder(dir.path()).join(one.key.device().to_string()));
        let (good, good_key) = (fs::read(&lock).unwrap(), fs::read(&key).unwrap());
        let flipped = |bytes: &[u8], at: usize| {
            let mut bytes = bytes.to_vec();
            bytes[at] ^= 1;
            bytes
        };
        let longer = [good.as_slice(), b"x"].concat();
        for bad in [vec![], good[..30].to_vec(), longer, flipped(&good, 25), flipped(&good, 80)] {
            fs::write(&lock, bad).unwrap();
            let refused = profile(dir.path()).unlock(WORDS);
            assert!(matches!(refused, Err(UnlockError::Damaged { .. })), "{refused:?}");
        }
        fs::write(&lock, &good).unwrap();
        fs::write(&key, flipped(&good_key, 40)).unwrap();
        let mut again = profile(dir.path());
        again.unlock(WORDS).unwrap();
        assert!(matches!(again.key(one.community()), Err(KeyError::Damaged { .. })));
        fs::write(&key, &good_key).unwrap();
        assert_eq!(seed(&again, &one), Some(one.key.seed()));
    }

    #[test]
    fn a_key_that_a_crash_left_plain_is_sealed_at_the_next_start() {
        let dir = tempfile::tempdir().unwrap();
        let one = Neighbour::new(1);
        let mut open = profile(dir.path());
        open.add_community(&one.record(), &one.key).unwrap();
        let key = key::folder(dir.path()).join(one.key.device().to_string());
        let plain = fs::read(&key).unwrap();
        open.set_passphrase(Some(WORDS)).unwrap();
        drop(open);
        fs::copy(&key, key.with_extension("new")).unwrap();
        for left in [key.with_extension("new"), key] {
            fs::write(left, &plain).unwrap();
        }
        let mut again = profile(dir.path());
        again.unlock(WORDS).unwrap();
        assert_eq!(seed(&again, &one), Some(one.key.seed()));
        assert!(files(dir.path()).iter().all(|file| *file != plain));
    }
}
