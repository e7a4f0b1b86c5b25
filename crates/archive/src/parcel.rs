//! A snapshot as one file that a browser can hand over: the bag in a zip (APPNOTE 6.3, deflate only).
//!
//! Guards: unpacked it is the same bag, byte for byte; one time stands on every file, so that equal heads
//! give equal bytes here too; never more in memory than [`MOST`] says. Next: [`crate::bag`].

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{bag, compose::Snapshot};

/// Bytes of a snapshot that are packed in memory at most: ten times what 20,000 acts come to. A larger one
/// is written as a folder, file by file.
pub const MOST: usize = 256 * 1024 * 1024;

/// Why a snapshot wasn't packed.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// It is larger than fits in memory.
    #[error("the snapshot is larger than {MOST} bytes")]
    TooLarge,
    /// The packer failed.
    #[error("could not pack the snapshot")]
    Zip(#[source] ZipError),
}

/// Packs a snapshot: one folder, the bag, with everything in it.
///
/// # Errors
/// When it is larger than [`MOST`], or the packer fails.
pub fn pack(snapshot: &Snapshot) -> Result<Vec<u8>, PackError> {
    pack_within(snapshot, MOST)
}

fn pack_within(snapshot: &Snapshot, most: usize) -> Result<Vec<u8>, PackError> {
    let tags = bag::tags(snapshot);
    let tags = tags.iter().map(|(name, bytes)| (*name, bytes));
    let files = snapshot.files.iter().map(|(path, bytes)| (path.as_str(), bytes));
    let all: Vec<_> = tags.chain(files).collect();
    if all.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > most {
        return Err(PackError::TooLarge);
    }
    let options = SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let write = || {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in &all {
            zip.start_file(format!("{}/{path}", snapshot.name), options)?;
            zip.write_all(bytes)?;
        }
        zip.finish()
    };
    write().map(Cursor::into_inner).map_err(PackError::Zip)
}

#[cfg(test)]
mod tests {
    use testing::neighbourhood::neighbourhood;

    use super::*;
    use crate::{compose::compose, source::Source, verify};

    fn snapshot() -> Snapshot {
        let place = neighbourhood(60);
        compose(&Source::derive(place.id, place.acts, place.seals).unwrap()).unwrap()
    }

    #[test]
    fn what_is_unpacked_is_the_bag() {
        let (snapshot, out) = (snapshot(), tempfile::tempdir().unwrap());
        let packed = pack(&snapshot).unwrap();
        assert_eq!(packed, pack(&snapshot).unwrap());
        zip::ZipArchive::new(Cursor::new(packed)).unwrap().extract(out.path()).unwrap();
        let unpacked = out.path().join(&snapshot.name);
        assert!(verify::verify(&unpacked).unwrap().acts >= 60);

        let written = tempfile::tempdir().unwrap();
        let written = bag::write(&snapshot, written.path()).unwrap();
        for (name, bytes) in bag::tags(&snapshot) {
            assert_eq!(std::fs::read(unpacked.join(name)).unwrap(), bytes, "{name}");
        }
        assert_eq!(written.file_name(), unpacked.file_name());
    }

    #[test]
    fn what_does_not_fit_is_not_packed() {
        let refused = pack_within(&snapshot(), 1_000);
        assert!(matches!(refused, Err(PackError::TooLarge)), "{refused:?}");
    }
}
