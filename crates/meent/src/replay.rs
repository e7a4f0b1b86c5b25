//! Stories about communities through the real rules.
//!
//! Guards: one line a story; the exit code is that of the worst one. Next: `crates/story`.

use std::{path::PathBuf, process::ExitCode};

use words::{say, speech::Words};

use crate::{exit::Exit, failure::Failure, keep};

/// Bytes of a story: the longest one has a few thousand acts of a hundred bytes.
const STORY: u64 = 16 << 20;

/// Replays the stories.
///
/// # Errors
/// When one can't be read.
pub(crate) fn run(words: Words, files: &[PathBuf], _as_json: bool) -> Result<ExitCode, Failure> {
    for file in files {
        keep::read(file, STORY).map_err(|error| Failure::unread(words, file, &error))?;
    }
    let message = say!(words, "error-not-built");
    Err(Failure::new(Exit::Unavailable, "not-built", message, say!(words, "hint-newer")))
}
