//! A file that somebody names, read piece by piece with its progress.
//!
//! Guards: nothing larger than a piece is in memory. Next: [`crate::progress`].

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use peer::{answer::Answer, core::Core};
use serde_json::{Value, json};
use words::{say, speech::Words};

use crate::{failure::Failure, participant, progress::Progress, socket::client::Asked};

/// Bytes that are read of a file at a time.
const PIECE: usize = 64 * 1024;

/// A file that is read piece by piece.
pub(crate) struct Source<'a> {
    words: Words,
    path: &'a Path,
    file: File,
    length: u64,
    came: u64,
    progress: Progress,
}

impl<'a> Source<'a> {
    /// Opens it.
    ///
    /// # Errors
    /// When it can't be.
    pub(crate) fn open(words: Words, path: &'a Path, as_json: bool) -> Result<Self, Failure> {
        let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
        let (length, file) = opened.map_err(|error| Failure::unread(words, path, &error))?;
        Ok(Self { words, path, file, length, came: 0, progress: Progress::new(as_json) })
    }

    /// The next bytes; none when the file is at its end.
    ///
    /// # Errors
    /// When it can't be read.
    pub(crate) fn piece(&mut self) -> Result<Vec<u8>, Failure> {
        let mut piece = Vec::new();
        let read = self.file.by_ref().take(PIECE as u64).read_to_end(&mut piece);
        read.map_err(|error| Failure::unread(self.words, self.path, &error))?;
        self.came += piece.len() as u64;
        let percent = self.came.saturating_mul(100) / self.length.max(1);
        self.progress.at(|| say!(self.words, "show-bundle-percent", percent = percent.to_string()));
        Ok(piece)
    }
}

/// Hands a file to whoever holds the profile: `running` to the peer that does, by pieces of which none is the
/// end; `alone` opens it by itself.
///
/// # Errors
/// When the file can't be read, it is refused, or nobody could answer.
pub(crate) fn hand(
    words: Words,
    dir: &Path,
    (file, as_json): (&Path, bool),
    running: impl Fn(&mut dyn FnMut() -> io::Result<Vec<u8>>) -> Asked,
    alone: impl FnMut(&mut Core) -> Result<Answer, Failure>,
) -> Result<Answer, Failure> {
    let mut failed = None;
    let hand = || {
        let mut source = match Source::open(words, file, as_json) {
            Ok(source) => source,
            Err(failure) => {
                failed = Some(failure);
                return Asked::Lost(io::ErrorKind::NotFound.into());
            }
        };
        running(&mut || {
            source.piece().map_err(|failure| {
                failed = Some(failure);
                io::ErrorKind::Other.into()
            })
        })
    };
    let answer = participant::reach(words, dir, hand, alone);
    failed.map_or(answer, Err)
}

/// An answer with where its file is, and how large, where that is worth telling.
pub(crate) fn with_path(answer: &Answer, path: &str, bytes: Option<usize>) -> Value {
    let mut value = serde_json::to_value(answer).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        fields.insert("path".to_owned(), json!(path));
        fields.extend(bytes.map(|bytes| ("bytes".to_owned(), json!(bytes))));
    }
    value
}
