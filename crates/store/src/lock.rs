//! One program per profile: a lock of the operating system, which ends with its holder.
//!
//! Guards: two programs never write one profile. The holder's pid stands in a file beside the
//! lock, because on Windows nobody else can read a locked file. Next: [`crate::profile`].

use std::{
    fs::{self, File, TryLockError},
    io,
    path::Path,
};

use crate::folder;

const LOCK: &str = "lock";
const HOLDER: &str = "lock.pid";

/// A held lock; dropped, it is released.
#[derive(Debug)]
pub(crate) struct Lock(File);

/// Why a lock could not be had.
#[derive(Debug)]
pub(crate) enum LockError {
    /// Another program has it, or this one has it already.
    Held(Option<u32>),
    /// The lock file can't be made or locked.
    Io(io::Error),
}

impl Lock {
    /// Takes the lock of the profile in `dir`.
    pub(crate) fn take(dir: &Path) -> Result<Self, LockError> {
        let file = folder::private_file(&dir.join(LOCK)).map_err(LockError::Io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockError::Held(holder(dir))),
            Err(TryLockError::Error(error)) => return Err(LockError::Io(error)),
        }
        // Only for people: nothing follows from this number, so it needs no sync.
        fs::write(dir.join(HOLDER), std::process::id().to_string()).map_err(LockError::Io)?;
        Ok(Self(file))
    }
}

impl Drop for Lock {
    /// Said to the system: closing the file is not enough while a child that was just forked,
    /// and has yet to become another program, has it open too.
    fn drop(&mut self) {
        // Where it fails there is nobody to tell, and the close that follows tries again.
        drop(self.0.unlock());
    }
}

fn holder(dir: &Path) -> Option<u32> {
    fs::read_to_string(dir.join(HOLDER)).ok()?.trim().parse().ok()
}
