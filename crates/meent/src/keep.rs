//! Files that people asked for: whole under their name, or not there.
//!
//! Guards: a crash halfway leaves nothing under the name, and what stood there stays. Next:
//! [`crate::output`].

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Writes a file that wasn't there.
///
/// # Errors
/// When something stands there, or it can't be written.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes, &mut OpenOptions::new())
}

/// Writes a file that wasn't there, for its owner's eyes only. On Windows a file has the access rules of
/// the folder that it lies in.
///
/// # Errors
/// When something stands there, or it can't be written.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes, &mut private())
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn put(path: &Path, bytes: &[u8], options: &mut OpenOptions) -> io::Result<()> {
    let mut partial = Partial::begin(path, options)?;
    partial.put(bytes)?;
    partial.settle()
}

/// A file in the making, beside its place; dropped before it is settled, nothing of it is left.
#[derive(Debug)]
pub(crate) struct Partial<'a> {
    /// Nothing once it has its name.
    file: Option<File>,
    partial: PathBuf,
    path: &'a Path,
}

impl<'a> Partial<'a> {
    /// Begins a file that wasn't there, for its owner's eyes only.
    ///
    /// # Errors
    /// When something stands there, or it can't be made.
    pub(crate) fn private(path: &'a Path) -> io::Result<Self> {
        Self::begin(path, &mut private())
    }

    fn begin(path: &'a Path, options: &mut OpenOptions) -> io::Result<Self> {
        refuse_existing(path)?;
        let partial = partial(path);
        let file = options.write(true).create_new(true).open(&partial)?;
        Ok(Self { file: Some(file), partial, path })
    }

    /// Writes on.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |file| file.write_all(bytes))
    }

    /// Gives it its name, when all of it is on the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn settle(mut self) -> io::Result<()> {
        if let Some(file) = &self.file {
            file.sync_all()?;
        }
        fs::rename(&self.partial, self.path)?;
        self.file = None;
        Ok(())
    }
}

impl Drop for Partial<'_> {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            // What is left of it is of no use; that it may stay is no second error.
            drop(fs::remove_file(&self.partial));
        }
    }
}

/// Says no when something stands at this name.
pub(crate) fn refuse_existing(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Reads a file of at most `most` bytes.
///
/// # Errors
/// When it can't be read or is longer.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn partial(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.partial", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_stays() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("tuin.automerge");
        write(&path, b"een").unwrap();
        assert_eq!(write(&path, b"twee").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(read(&path, 3).unwrap(), b"een");
        assert_eq!(read(&path, 2).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "no partial file is left");
    }

    #[cfg(unix)]
    #[test]
    fn a_private_file_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("tuin.backup");
        write_private(&path, b"een").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
