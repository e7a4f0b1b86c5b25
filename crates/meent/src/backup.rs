//! Backups: written by whoever holds the profile, brought back into an empty one.
//!
//! Guards: a backup is for its owner's eyes, whole under its name or not there; what isn't whole comes
//! back not at all. Next: `peer::backup`, what stands in it.

use std::{path::Path, process::ExitCode};

use data_encoding::BASE64;
use peer::{
    answer::{Answer, Communities},
    command::{Command, Request},
};
use serde_json::json;
use words::{say, speech::Words};

use crate::{failure::Failure, keep, output, participant, show};

/// Bytes of a backup that is read: two million acts and more; a larger file is none.
const LARGEST: u64 = 1 << 30;

/// Writes a backup of the whole profile.
///
/// # Errors
/// When something stands there, it can't be written, or there is no profile.
pub(crate) fn create(
    words: Words,
    dir: &Path,
    file: &Path,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    keep::refuse_existing(file).map_err(|error| Failure::unwritten(words, file, &error))?;
    let request = Request { community: None, command: Command::Backup };
    let Answer::Backup(backup) = participant::ask(words, dir, request)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let bytes = BASE64.decode(backup.content.as_bytes()).unwrap_or_default();
    let written = keep::write_private(file, &bytes);
    written.map_err(|error| Failure::unwritten(words, file, &error))?;
    let path = file.display().to_string();
    if as_json {
        let (communities, acts) = (backup.communities, backup.acts);
        let done = json!({ "ok": true, "path": path, "communities": communities, "acts": acts });
        return Ok(output::json(&done));
    }
    let said = say!(words, "show-backup", path = path);
    Ok(output::text(&format!("{said}\n{}", say!(words, "show-backup-attachments"))))
}

/// Brings a backup back into a profile with nothing in it.
///
/// # Errors
/// When the file is no backup, was changed, or the profile has something in it: nothing changes then.
pub(crate) fn restore(
    words: Words,
    dir: &Path,
    file: &Path,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let bytes = keep::read(file, LARGEST).map_err(|error| Failure::unread(words, file, &error))?;
    let command = Command::RestoreBackup { content: BASE64.encode(&bytes) };
    let answer = participant::fill(words, dir, Request { community: None, command })?;
    if as_json {
        return Ok(output::json(&answer));
    }
    let Answer::Communities(Communities { communities }) = &answer else {
        return Ok(ExitCode::SUCCESS);
    };
    let names: Vec<_> = communities.iter().map(|one| &one.name).collect();
    let said = say!(words, "show-restored", names = words.list(&names));
    Ok(output::text(&format!("{said}\n{}", show::device::ways_back(words))))
}
