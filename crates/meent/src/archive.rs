//! Snapshots: made from the profile, checked without one.
//!
//! Guards: what is wrong is named; nothing under the final name is ever half. Next: `archive::bag`.

use std::{path::Path, process::ExitCode};

use archive::{
    bag::{self, WriteError},
    compose::compose,
    formats::FORMAT,
    source::Source,
    verify::VerifyError,
};
use data_encoding::BASE64;
use peer::{
    answer::Answer,
    command::{Command, Request},
};
use serde::Serialize;
use words::{say, speech::Words};

use crate::{exit::Exit, failure::Failure, output, participant};

/// What was made or checked, for programs.
#[derive(Serialize)]
struct Done<'a> {
    ok: bool,
    path: &'a Path,
    acts: usize,
    heads: Vec<String>,
}

/// Writes a snapshot of a community as a folder in `out`.
///
/// # Errors
/// When the community isn't found, or the folder can't be written.
pub(crate) fn create(
    words: Words,
    dir: &Path,
    community: Option<String>,
    out: &Path,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let request = Request { community, command: Command::Evidence };
    let Answer::Evidence(evidence) = participant::ask(words, dir, request)? else {
        return Err(internal(words, "evidence"));
    };
    let bytes = |texts: &[String]| -> Option<Vec<Vec<u8>>> {
        texts.iter().map(|text| BASE64.decode(text.as_bytes()).ok()).collect()
    };
    let handed = bytes(&evidence.evidence).zip(bytes(&evidence.seals));
    let (acts, seals) = handed.ok_or_else(|| internal(words, "evidence"))?;
    let source = Source::read(&evidence.community, &acts, &seals);
    let source = source.map_err(|error| internal(words, &error.to_string()))?;
    let snapshot = compose(&source).map_err(|error| internal(words, &error.to_string()))?;
    let path = bag::write(&snapshot, out).map_err(|error| unwritten(words, out, &error))?;
    let done = Done { ok: true, path: &path, acts: source.acts(), heads: source.heads() };
    if as_json {
        return Ok(output::json(&done));
    }
    let said = say!(words, "show-written", path = path.display().to_string());
    Ok(output::text(&format!("{said}\n{}", say!(words, "home-bag-attachments"))))
}

/// Checks a snapshot.
///
/// # Errors
/// At the first thing that is wrong.
pub(crate) fn verify(words: Words, bag: &Path, as_json: bool) -> Result<ExitCode, Failure> {
    let verified = archive::verify::verify(bag).map_err(|error| unverified(words, bag, &error))?;
    let done = Done { ok: true, path: bag, acts: verified.acts, heads: verified.heads };
    if as_json {
        return Ok(output::json(&done));
    }
    Ok(output::text(&say!(words, "show-verified", acts = done.acts)))
}

fn unwritten(words: Words, out: &Path, error: &WriteError) -> Failure {
    match error {
        WriteError::Exists(path) => {
            Failure::unwritten(words, path, &std::io::ErrorKind::AlreadyExists.into())
        }
        WriteError::Io { source, .. } => {
            let failure = Failure::unwritten(words, out, source);
            Failure { exit: Exit::Io, ..failure }
        }
    }
}

fn unverified(words: Words, bag: &Path, error: &VerifyError) -> Failure {
    let path = bag.display().to_string();
    match error {
        VerifyError::NotFound(path) => {
            Failure::unread(words, path, &std::io::ErrorKind::NotFound.into())
        }
        VerifyError::Newer(_) => Failure::new(
            Exit::Unavailable,
            "newer",
            say!(words, "error-newer", path = path),
            say!(words, "hint-newer"),
        ),
        VerifyError::Older { form, commit } => Failure::new(
            Exit::Unavailable,
            "older",
            say!(
                words,
                "error-archive-older",
                path = path,
                form = form.to_string(),
                ours = FORMAT.to_string()
            ),
            say!(words, "error-archive-older-hint", commit = *commit),
        ),
        VerifyError::Bad(what) => Failure::new(
            Exit::Data,
            "bad-archive",
            say!(words, "error-archive-bad", path = path, what = what),
            say!(words, "error-archive-bad-hint"),
        ),
        VerifyError::Io { path, source } => Failure::unread(words, path, source),
    }
}

fn internal(words: Words, what: &str) -> Failure {
    let message = say!(words, "refusal-internal", about = what);
    Failure::new(Exit::Software, "internal", message, say!(words, "hint-internal"))
}
