//! BagIt 1.0 (RFC 8493): a snapshot on disk, whole or not at all.
//!
//! Guards: built under another name and renamed last; nothing under the final name is ever half.
//! Next: [`crate::verify`].

use std::{
    fmt::Write as _,
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha512};

use crate::compose::Snapshot;

/// Why a snapshot wasn't written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something stands there already.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The disk refused.
    #[error("could not write {path}")]
    Io {
        /// What was being written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// The declaration that every bag begins with.
pub(crate) const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The tag files of a snapshot, by name.
pub(crate) fn tags(snapshot: &Snapshot) -> Vec<(&'static str, Vec<u8>)> {
    let mut info = String::new();
    for (label, value) in &snapshot.info {
        // bag-info is pure ASCII; everything in it is made of ids, numbers and our own words.
        writeln!(info, "{label}: {value}").expect("a string takes all");
    }
    let payload = snapshot.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let manifest = manifest(payload);
    let mut tags = vec![
        ("bag-info.txt", info.into_bytes()),
        ("bagit.txt", DECLARATION.into()),
        ("manifest-sha512.txt", manifest),
    ];
    let list = self::manifest(tags.iter().map(|(name, bytes)| (*name, bytes.as_slice())));
    tags.push(("tagmanifest-sha512.txt", list));
    tags
}

/// A line for each file: its SHA-512 and path.
fn manifest<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut lines = String::new();
    for (path, bytes) in files {
        writeln!(lines, "{}  {path}", HEXLOWER.encode(&Sha512::digest(bytes)))
            .expect("a string takes all");
    }
    lines.into_bytes()
}

/// Writes a snapshot as a folder in `out`; gives its path.
///
/// # Errors
/// When something stands there already, or the disk refuses: nothing is left then.
pub fn write(snapshot: &Snapshot, out: &Path) -> Result<PathBuf, WriteError> {
    let target = out.join(&snapshot.name);
    let partial = out.join(format!("{}.partial", snapshot.name));
    for path in [&target, &partial] {
        if path.symlink_metadata().is_ok() {
            return Err(WriteError::Exists(path.clone()));
        }
    }
    let written = fill(snapshot, &partial).and_then(|()| {
        fs::rename(&partial, &target)
            .map_err(|source| WriteError::Io { path: target.clone(), source })
    });
    if let Err(error) = written {
        // What can't be removed either stays under a name that says what it is.
        drop(fs::remove_dir_all(&partial));
        return Err(error);
    }
    Ok(target)
}

fn fill(snapshot: &Snapshot, root: &Path) -> Result<(), WriteError> {
    let put = |path: PathBuf, bytes: &[u8]| {
        let write = || {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = fs::File::create_new(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|source| WriteError::Io { path: path.clone(), source })
    };
    for (path, bytes) in &snapshot.files {
        put(root.join(path), bytes)?;
    }
    for (name, bytes) in tags(snapshot) {
        put(root.join(name), &bytes)?;
    }
    Ok(())
}
