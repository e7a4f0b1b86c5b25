//! Verifying a snapshot without a profile: read acts and seals, derive everything again, compare.
//!
//! Guards: BagIt alone is not tamper-evident (manifests can be recomputed), so every file is made again
//! from the acts and compared byte for byte; nothing is written or fetched, links are not followed, and
//! sizes are bounded. Next: [`crate::source`].

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{bag, compose::compose, evidence, formats, source::Source};

/// Bytes of all files together that are read: a hundred thousand acts take about 300 MB.
const BAG: u64 = 1 << 30;

/// Files of one bag: a key per device, and some.
const FILES: usize = 100_000;

/// Folders within folders: ours are four deep.
const DEPTH: usize = 8;

/// What was found to be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many acts were derived again.
    pub acts: usize,
    /// The heads of the document.
    pub heads: Vec<String>,
}

/// What was found to be wrong; the first thing.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// There is no such folder.
    #[error("there is no bag at {0}")]
    NotFound(PathBuf),
    /// Made by a newer Meent.
    #[error("this bag was made in the form {0}, by a newer Meent")]
    Newer(String),
    /// Made by an earlier Meent, in a form that this one reads no more.
    #[error("this bag has the form {form}, which the source of Meent reads up to {commit}")]
    Older {
        /// The number of its form.
        form: u32,
        /// The last commit of Meent's source that reads it.
        commit: &'static str,
    },
    /// Something in it is not what it should be; which file, act or line.
    #[error("{0}")]
    Bad(String),
    /// It couldn't be read.
    #[error("could not read {path}")]
    Io {
        /// What was being read.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Verifies a bag.
///
/// # Errors
/// At the first thing that is wrong.
pub fn verify(root: &Path) -> Result<Verified, VerifyError> {
    if !root.is_dir() {
        return Err(VerifyError::NotFound(root.to_owned()));
    }
    let mut found = BTreeMap::new();
    let mut room = BAG;
    walk(root, String::new(), 0, &mut room, &mut found)?;
    if file(&found, "bagit.txt")? != bag::DECLARATION.as_bytes() {
        return Err(VerifyError::Bad("bagit.txt is not that of BagIt 1.0".to_owned()));
    }
    check_format(file(&found, "bag-info.txt")?)?;
    let acts = evidence::read_acts(ending(&found, evidence::ACTS)?);
    let acts = acts.map_err(|error| VerifyError::Bad(error.to_string()))?;
    let community = acts.first().map(|act| act.community());
    let community =
        community.ok_or_else(|| VerifyError::Bad(format!("{} is empty", evidence::ACTS)))?;
    let seals = evidence::read_seals(ending(&found, evidence::SEALS)?, community);
    let seals = seals.map_err(|error| VerifyError::Bad(error.to_string()))?;
    let source = Source::derive(community, acts, seals);
    let source = source.map_err(|error| VerifyError::Bad(error.to_string()))?;
    compare(&source, &found)?;
    Ok(Verified { acts: source.acts(), heads: source.heads() })
}

fn compare(source: &Source, found: &BTreeMap<String, Vec<u8>>) -> Result<(), VerifyError> {
    let snapshot = compose(source).map_err(|error| VerifyError::Bad(error.to_string()))?;
    let tags = bag::tags(&snapshot);
    let tags = tags.iter().map(|(name, bytes)| (*name, bytes));
    let wanted: BTreeMap<&str, &Vec<u8>> =
        snapshot.files.iter().map(|(path, bytes)| (path.as_str(), bytes)).chain(tags).collect();
    for (path, bytes) in &wanted {
        match found.get(*path) {
            None => return Err(VerifyError::Bad(format!("{path} is missing"))),
            Some(there) if there != *bytes => {
                return Err(VerifyError::Bad(format!("{path} is not what follows from the acts")));
            }
            Some(_) => {}
        }
    }
    match found.keys().find(|path| !wanted.contains_key(path.as_str())) {
        Some(extra) => Err(VerifyError::Bad(format!("{extra} does not belong here"))),
        None => Ok(()),
    }
}

fn check_format(info: &[u8]) -> Result<(), VerifyError> {
    let info = String::from_utf8_lossy(info);
    let format = info.lines().find_map(|line| line.strip_prefix("Meent-Format: "));
    let format = format.and_then(|format| format.parse::<u32>().ok());
    let earlier = formats::EARLIER.iter().find(|(form, _)| Some(*form) == format);
    match (format, earlier) {
        (Some(formats::FORMAT), _) => Ok(()),
        (Some(other), _) if other > formats::FORMAT => Err(VerifyError::Newer(other.to_string())),
        (_, Some((form, commit))) => Err(VerifyError::Older { form: *form, commit }),
        _ => Err(VerifyError::Bad("bag-info.txt names no form that there is".to_owned())),
    }
}

fn file<'a>(found: &'a BTreeMap<String, Vec<u8>>, path: &str) -> Result<&'a [u8], VerifyError> {
    let bytes = found.get(path).map(Vec::as_slice);
    bytes.ok_or_else(|| VerifyError::Bad(format!("{path} is missing")))
}

// The one file with this name, wherever the slug puts it.
fn ending<'a>(found: &'a BTreeMap<String, Vec<u8>>, name: &str) -> Result<&'a [u8], VerifyError> {
    let mut named = found.iter().filter(|(path, _)| path.rsplit('/').next() == Some(name));
    match (named.next(), named.next()) {
        (Some((_, bytes)), None) => Ok(bytes),
        (None, _) => Err(VerifyError::Bad(format!("{name} is missing"))),
        _ => Err(VerifyError::Bad(format!("{name} is there twice"))),
    }
}

fn walk(
    folder: &Path,
    prefix: String,
    depth: usize,
    room: &mut u64,
    found: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), VerifyError> {
    let io = |source| VerifyError::Io { path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        let path = entry.path();
        let name = entry.file_name().into_string();
        let name =
            name.map_err(|name| VerifyError::Bad(format!("{} is no plain name", name.display())))?;
        let inner = format!("{prefix}{name}");
        let kind =
            entry.file_type().map_err(|source| VerifyError::Io { path: path.clone(), source })?;
        if kind.is_dir() && depth < DEPTH {
            walk(&path, format!("{inner}/"), depth + 1, room, found)?;
        } else if kind.is_file() && found.len() < FILES {
            let mut read = || {
                let size = fs::metadata(&path)?.len();
                if size > *room {
                    return Ok(None);
                }
                *room -= size;
                fs::read(&path).map(Some)
            };
            let bytes = read().map_err(|source| VerifyError::Io { path: path.clone(), source })?;
            let bytes = bytes.ok_or_else(|| VerifyError::Bad(format!("{inner} is too large")))?;
            found.insert(inner, bytes);
        } else {
            return Err(VerifyError::Bad(format!("{inner} does not belong here")));
        }
    }
    Ok(())
}
