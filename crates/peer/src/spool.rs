//! Pieces of attachments out of a file, until it is known what they belong to.
//!
//! Guards: they lie in a file without a name, so that nothing of it is left whatever happens; only what an
//! act names is put in its place, each chunk verified. Next: `store::blob`, the places.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use act::{
    blob::{Name, Outline},
    id::Digest,
};
use store::blob::{Blobs, Part};
use sync::bundle::Piece;

/// What stands before each piece: 0 or 1 for an outline or a chunk, root, number and length.
const HEADER: usize = 1 + 32 + 4 + 4;

/// A pile of pieces.
#[derive(Debug, Default)]
pub(crate) struct Spool {
    /// Where it lies, once there is one; nothing for where the system keeps such files.
    dir: Option<PathBuf>,
    file: Option<BufWriter<File>>,
    pieces: u64,
}

impl Spool {
    /// One that will lie on the disk of this folder.
    pub(crate) fn beside(dir: &Path) -> Self {
        Self { dir: Some(dir.to_owned()), ..Self::default() }
    }

    /// Puts a piece on it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn put(&mut self, piece: Piece) -> io::Result<()> {
        let (kind, root, number, bytes) = match piece {
            Piece::Outline { root, outline } => (0, root, 0, outline),
            Piece::Chunk { root, number, bytes } => (1, root, number, bytes),
        };
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufWriter::new(match &self.dir {
                Some(dir) => tempfile::tempfile_in(dir)?,
                None => tempfile::tempfile()?,
            })),
        };
        self.pieces += 1;
        file.write_all(&[kind])?;
        file.write_all(&root.0)?;
        file.write_all(&number.to_be_bytes())?;
        file.write_all(&length.to_be_bytes())?;
        file.write_all(&bytes)
    }

    /// Puts what is wanted in its place. Gives the contents that are whole now.
    ///
    /// # Errors
    /// When the disk refuses; what was put before that stays.
    pub(crate) fn place(self, wanted: &[Name], blobs: &Blobs) -> io::Result<Vec<Digest>> {
        let Some(file) = self.file else { return Ok(Vec::new()) };
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        let mut file = BufReader::new(file);
        // Of those that name one root one is genuine: the outline says which.
        let mut names: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for name in wanted {
            names.entry(name.root).or_default().push(*name);
        }
        // One after the other in a file that was made as it should be; else the others aren't whole.
        let mut open: Option<Part> = None;
        let mut whole = Vec::new();
        for _ in 0..self.pieces {
            let mut header = [0; HEADER];
            file.read_exact(&mut header)?;
            let number = |at: usize| {
                let bytes = header.get(at..).and_then(|bytes| bytes.first_chunk::<4>());
                bytes.map_or(0, |bytes| u32::from_be_bytes(*bytes))
            };
            let root = header.get(1..).and_then(|bytes| bytes.first_chunk::<32>());
            let mut bytes = vec![0; number(HEADER - 4) as usize];
            file.read_exact(&mut bytes)?;
            let Some(root) = root.map(|root| Digest(*root)) else { continue };
            if header[0] == 0 {
                settle(open.take(), &mut whole)?;
                // Once: what is there already of a content is read to go on with it.
                let names = names.remove(&root).filter(|_| !blobs.holds(root));
                let mut outlines = names.into_iter().flatten();
                let outline = outlines.find_map(|name| Outline::read(name, &bytes));
                open = outline.map(|outline| blobs.part(outline)).transpose()?;
            } else if let Some(part) = open.as_mut().filter(|one| one.outline().name().root == root)
            {
                part.put(number(HEADER - 8), &bytes)?;
            }
        }
        settle(open, &mut whole)?;
        Ok(whole)
    }
}

fn settle(part: Option<Part>, whole: &mut Vec<Digest>) -> io::Result<()> {
    let Some(part) = part.filter(|part| part.missing().is_empty()) else { return Ok(()) };
    let root = part.outline().name().root;
    part.finish()?;
    whole.push(root);
    Ok(())
}
