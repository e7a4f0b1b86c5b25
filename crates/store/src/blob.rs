//! The contents of attachments: files beside the database, named by what names their content.
//!
//! Guards: a file is whole and durable under its name, or not there; one that is being fetched keeps what
//! it has across restarts, and every byte of it is verified again; what nobody names any more is
//! removed. Needs no connection, so that a large file holds nobody up. Next: [`act::blob`].

use std::{
    fs::{self, File},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use act::{
    blob::{Key, Name, Outline},
    cap::{BLOB, CHUNK},
    id::Digest,
    statement,
};

use crate::{folder, profile::Profile};

const FOLDER: &str = "blobs";

/// What a file that is being fetched is called, after its name.
const PART: &str = "part";

/// What a file that is being taken in from here is called, after a number of its own.
const NEW: &str = "new";

/// Where the contents of attachments are.
#[derive(Clone, Debug)]
pub struct Blobs {
    dir: PathBuf,
}

/// The content of an attachment, whole. Its bytes are followed by its outline.
#[derive(Debug)]
pub struct Held {
    file: File,
    outline: Outline,
}

/// A content that comes from others, chunk by chunk, in any order.
#[derive(Debug)]
pub struct Part {
    file: File,
    outline: Outline,
    missing: Vec<u32>,
    at: PathBuf,
    whole: PathBuf,
}

/// A file that its owner attaches, in pieces.
#[derive(Debug)]
pub struct New {
    file: File,
    at: PathBuf,
    key: Key,
    size: u64,
    chunk: Vec<u8>,
    chunks: Vec<Digest>,
    begin: Vec<u8>,
}

/// A file that its owner attaches, durable and without its name yet. Dropped, it is gone.
#[derive(Debug)]
pub struct Sealed {
    at: PathBuf,
    name: Name,
    begin: Vec<u8>,
}

/// Bytes of a file's beginning that are kept at hand: what a file is shows in fewer.
const BEGIN: usize = 4096;

impl Profile {
    /// Where the contents of attachments are.
    #[must_use]
    pub fn blobs(&self) -> Blobs {
        Blobs { dir: self.dir.join(FOLDER) }
    }
}

impl Blobs {
    fn whole(&self, root: Digest) -> PathBuf {
        self.dir.join(root.to_string())
    }

    fn part_of(&self, root: Digest) -> PathBuf {
        self.dir.join(format!("{root}.{PART}"))
    }

    /// Whether the whole content is here.
    #[must_use]
    pub fn holds(&self, root: Digest) -> bool {
        self.whole(root).is_file()
    }

    /// The content of this name; `None` when it isn't here, or isn't what it was any more.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn read(&self, name: Name) -> io::Result<Option<Held>> {
        let mut file = match File::open(self.whole(name.root)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let outline = outline_in(&mut file, name)?;
        Ok(outline.map(|outline| Held { file, outline }))
    }

    /// Begins with a content that comes from others, or goes on with it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn part(&self, outline: Outline) -> io::Result<Part> {
        folder::make(&self.dir)?;
        let name = outline.name();
        let at = self.part_of(name.root);
        let mut file = folder::private_file(&at)?;
        let mut missing: Vec<_> = (0..outline.count()).collect();
        if outline_in(&mut file, name)?.is_some() {
            missing.retain(|chunk| {
                let read = outline.place(*chunk).map(|place| read_at(&mut file, place));
                !matches!(read, Some(Ok(bytes)) if outline.holds(*chunk, &bytes))
            });
        } else {
            file.set_len(0)?;
            file.seek(SeekFrom::Start(name.size))?;
            file.write_all(&outline.bytes())?;
        }
        Ok(Part { file, outline, missing, at, whole: self.whole(name.root) })
    }

    /// Room for a file that its owner attaches.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn take(&self, key: Key) -> io::Result<New> {
        folder::make(&self.dir)?;
        let at = self.dir.join(format!("{key}.{NEW}"));
        let file = folder::private_file(&at)?;
        let (chunk, chunks, begin) = Default::default();
        Ok(New { file, at, key, size: 0, chunk, chunks, begin })
    }

    /// Removes whatever isn't wanted any more, and what was begun and left by an earlier run where `new`
    /// says so. `wanted` gives the names that go by a root: a file stays when it is of one of them, so that
    /// nobody keeps here what was erased by naming its root with a key of their own. Gives how many files went.
    ///
    /// # Errors
    /// When the folder can't be read or a file not be removed.
    pub fn retain(&self, wanted: impl Fn(Digest) -> Vec<Name>, new: bool) -> io::Result<usize> {
        let all = match fs::read_dir(&self.dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            all => all?,
        };
        let mut gone = 0;
        for entry in all {
            let path = entry?.path();
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            let kind = path.extension().and_then(|kind| kind.to_str());
            let goes = match (kind, Digest::from_hex(name)) {
                (None | Some(PART), Some(root)) => !is_one_of(&path, wanted(root))?,
                (Some(NEW), _) => new,
                // Not ours.
                _ => false,
            };
            if goes {
                fs::remove_file(&path)?;
                gone += 1;
            }
        }
        if gone > 0 {
            folder::sync(&self.dir)?;
        }
        Ok(gone)
    }
}

// Whether a file, whole or not, is the content of one of these names.
fn is_one_of(path: &Path, names: Vec<Name>) -> io::Result<bool> {
    if names.is_empty() {
        return Ok(false);
    }
    let mut file = File::open(path)?;
    for name in names {
        if outline_in(&mut file, name)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Held {
    /// Its outline.
    #[must_use]
    pub const fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The bytes of a chunk; `None` past the end.
    ///
    /// # Errors
    /// When it can't be read, or isn't what it was any more.
    pub fn chunk(&mut self, chunk: u32) -> io::Result<Option<Vec<u8>>> {
        let Some(place) = self.outline.place(chunk) else { return Ok(None) };
        let bytes = read_at(&mut self.file, place)?;
        if self.outline.holds(chunk, &bytes) {
            Ok(Some(bytes))
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "an attachment is damaged"))
        }
    }
}

impl Part {
    /// Its outline.
    #[must_use]
    pub const fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The chunks that aren't here yet.
    #[must_use]
    pub fn missing(&self) -> &[u32] {
        &self.missing
    }

    /// Puts a chunk in its place; tells whether it is that chunk.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn put(&mut self, chunk: u32, bytes: &[u8]) -> io::Result<bool> {
        let Some((at, _)) = self.outline.place(chunk).filter(|_| self.outline.holds(chunk, bytes))
        else {
            return Ok(false);
        };
        self.file.seek(SeekFrom::Start(at))?;
        self.file.write_all(bytes)?;
        self.missing.retain(|other| *other != chunk);
        Ok(true)
    }

    /// Gives the content its name once nothing is missing; it is durable on return.
    ///
    /// # Errors
    /// When something is missing, or it can't be written: such as when it was removed meanwhile.
    pub fn finish(self) -> io::Result<()> {
        if !self.missing.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.file.sync_all()?;
        settle(&self.at, &self.whole)
    }
}

impl New {
    /// Takes the next bytes; tells whether they are still few enough.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn push(&mut self, mut bytes: &[u8]) -> io::Result<bool> {
        self.size = self.size.saturating_add(bytes.len() as u64);
        if self.size > BLOB {
            return Ok(false);
        }
        self.begin.extend(bytes.iter().take(BEGIN - self.begin.len()));
        self.file.write_all(bytes)?;
        while !bytes.is_empty() {
            let room = CHUNK - self.chunk.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.chunk.extend_from_slice(now);
            bytes = later;
            if self.chunk.len() == CHUNK {
                self.end_chunk();
            }
        }
        Ok(true)
    }

    fn end_chunk(&mut self) {
        if !self.chunk.is_empty() {
            self.chunks.push(statement::chunk(&self.chunk));
            self.chunk.clear();
        }
    }

    /// That was all of it; `None` when it is empty.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn seal(mut self) -> io::Result<Option<Sealed>> {
        self.end_chunk();
        let chunks = std::mem::take(&mut self.chunks);
        let Some(outline) = Outline::made(self.key, self.size, chunks) else { return Ok(None) };
        self.file.write_all(&outline.bytes())?;
        self.file.sync_all()?;
        let (at, begin) = (std::mem::take(&mut self.at), std::mem::take(&mut self.begin));
        Ok(Some(Sealed { at, name: outline.name(), begin }))
    }
}

impl Sealed {
    /// What its content is called.
    #[must_use]
    pub const fn name(&self) -> Name {
        self.name
    }

    /// How it begins: at most its first 4 KiB.
    #[must_use]
    pub fn begin(&self) -> &[u8] {
        &self.begin
    }

    /// Gives it its name; durable on return.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn settle(self) -> io::Result<Name> {
        settle(&self.at, &self.at.with_file_name(self.name.root.to_string()))?;
        Ok(self.name)
    }
}

// What is left of either when this fails goes at the next start.
impl Drop for New {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.at));
    }
}

impl Drop for Sealed {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.at));
    }
}

fn settle(at: &Path, whole: &Path) -> io::Result<()> {
    fs::rename(at, whole)?;
    whole.parent().map_or(Ok(()), folder::sync)
}

// What stands behind the bytes of a content; `None` when that isn't its outline.
fn outline_in(file: &mut File, name: Name) -> io::Result<Option<Outline>> {
    let chunks = act::blob::chunks(name.size).unwrap_or_default();
    let length = u64::from(chunks) * 32;
    if file.metadata()?.len() != name.size.saturating_add(length) {
        return Ok(None);
    }
    let bytes = read_at(file, (name.size, usize::try_from(length).unwrap_or_default()))?;
    Ok(Outline::read(name, &bytes))
}

fn read_at(file: &mut File, (at, length): (u64, usize)) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = vec![0; length];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = Key([9; 16]);

    struct Here {
        blobs: Blobs,
        _dir: tempfile::TempDir,
    }

    fn here() -> Here {
        let dir = tempfile::tempdir().unwrap();
        Here { blobs: Blobs { dir: dir.path().join(FOLDER) }, _dir: dir }
    }

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|at| u8::try_from(at * 31 % 253).unwrap()).collect()
    }

    fn attach(here: &Here, content: &[u8]) -> Name {
        let mut new = here.blobs.take(KEY).unwrap();
        for piece in content.chunks(10_007) {
            assert!(new.push(piece).unwrap());
        }
        new.seal().unwrap().unwrap().settle().unwrap()
    }

    fn all_of(held: &mut Held) -> Vec<u8> {
        (0..held.outline().count()).flat_map(|at| held.chunk(at).unwrap().unwrap()).collect()
    }

    fn files(here: &Here) -> usize {
        fs::read_dir(&here.blobs.dir).map_or(0, Iterator::count)
    }

    #[test]
    fn what_is_attached_is_read_back_whole_and_nothing_that_was_altered_is() {
        let here = here();
        let content = content(200_000);
        let name = attach(&here, &content);
        assert!(here.blobs.holds(name.root));
        let mut held = here.blobs.read(name).unwrap().unwrap();
        assert_eq!(all_of(&mut held), content);
        assert_eq!(held.chunk(4).unwrap(), None);
        assert_eq!(files(&here), 1);
        let path = here.blobs.whole(name.root);
        let mut altered = fs::read(&path).unwrap();
        altered[70_000] ^= 1;
        fs::write(&path, &altered).unwrap();
        let mut held = here.blobs.read(name).unwrap().unwrap();
        assert!(held.chunk(0).is_ok() && held.chunk(1).is_err());
        fs::write(&path, &altered[1..]).unwrap();
        assert!(here.blobs.read(name).unwrap().is_none());
    }

    #[test]
    fn what_is_empty_or_too_large_is_not_attached_and_leaves_nothing() {
        let here = here();
        assert!(here.blobs.take(KEY).unwrap().seal().unwrap().is_none());
        let mut new = here.blobs.take(KEY).unwrap();
        let piece = vec![0; 1 << 20];
        assert!((0..32).all(|_| new.push(&piece).unwrap()));
        assert!(!new.push(&[0]).unwrap());
        drop(new);
        assert_eq!(files(&here), 0);
    }

    #[test]
    fn a_content_from_others_goes_on_where_it_was_and_takes_no_false_byte() {
        let (theirs, ours) = (here(), here());
        let content = content(200_000);
        let name = attach(&theirs, &content);
        let mut held = theirs.blobs.read(name).unwrap().unwrap();
        let outline = held.outline().clone();
        let mut part = ours.blobs.part(outline.clone()).unwrap();
        let chunk = |held: &mut Held, at| held.chunk(at).unwrap().unwrap();
        assert!(part.put(2, &chunk(&mut held, 2)).unwrap());
        assert!(!part.put(1, &chunk(&mut held, 2)).unwrap());
        assert_eq!(part.missing(), [0, 1, 3]);
        assert!(part.finish().is_err() && !ours.blobs.holds(name.root));
        // The program starts again, and something on the disk fell over.
        let mut part = ours.blobs.part(outline.clone()).unwrap();
        assert_eq!(part.missing(), [0, 1, 3]);
        assert!(part.put(3, &chunk(&mut held, 3)).unwrap());
        drop(part);
        let path = ours.blobs.part_of(name.root);
        let mut altered = fs::read(&path).unwrap();
        altered[140_000] ^= 1;
        fs::write(&path, altered).unwrap();
        let mut part = ours.blobs.part(outline).unwrap();
        assert_eq!(part.missing(), [0, 1, 2]);
        for at in 0..3 {
            assert!(part.put(at, &chunk(&mut held, at)).unwrap());
        }
        part.finish().unwrap();
        assert_eq!(all_of(&mut ours.blobs.read(name).unwrap().unwrap()), content);
    }

    #[test]
    fn what_nobody_names_any_more_is_removed_and_what_is_not_ours_stays() {
        let here = here();
        let kept = attach(&here, &content(70_000));
        let gone = attach(&here, &content(70_001));
        let outline = here.blobs.read(gone).unwrap().unwrap().outline;
        drop(here.blobs.part(outline).unwrap());
        fs::write(here.blobs.dir.join("notes.txt"), "mine").unwrap();
        fs::write(here.blobs.dir.join("00.new"), "left behind").unwrap();
        // Whoever names what was erased by a key of their own keeps nothing of it here.
        let falsely = Name { key: Key([7; 16]), ..gone };
        let wanted =
            |root| [kept, falsely].into_iter().filter(|name| name.root == root).collect::<Vec<_>>();
        assert_eq!(here.blobs.retain(wanted, false).unwrap(), 2);
        assert!(here.blobs.holds(kept.root) && !here.blobs.holds(gone.root));
        assert_eq!(here.blobs.retain(wanted, true).unwrap(), 1);
        assert_eq!(files(&here), 2);
    }
}
