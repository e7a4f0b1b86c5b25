//! What went wrong, as somebody reads it: one sentence, what to do, an exit code.
//!
//! Guards: every refusal of the peer has words and a code of its own kind. Next: [`crate::exit`].

use std::path::Path;

use peer::{
    core::StartError,
    refusal::{Refusal, Refused},
};
use serde::Serialize;
use store::{profile::OpenError, vault::UnlockError};
use words::{refusal, say, speech::Words, system};

use crate::exit::Exit;

/// A command that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    /// The word for programs.
    pub(crate) key: String,
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// The same for programs, on standard output with `--json`.
#[derive(Serialize)]
pub(crate) struct Json<'a> {
    ok: bool,
    error: &'a str,
    message: &'a str,
    hint: &'a str,
    exit: u8,
}

impl Failure {
    pub(crate) fn new(exit: Exit, key: &str, message: String, hint: String) -> Self {
        Self { exit, key: key.to_owned(), message, hint }
    }

    pub(crate) fn json(&self) -> Json<'_> {
        Json {
            ok: false,
            error: &self.key,
            message: &self.message,
            hint: &self.hint,
            exit: self.exit.code(),
        }
    }

    /// A refusal of the peer.
    pub(crate) fn refused(words: Words, refused: &Refusal) -> Self {
        let about = about(words, refused);
        let said =
            refusal::sentence(words, refused.key(), &about).unwrap_or_else(|| refusal::Said {
                message: say!(words, "refusal-internal", about = refused.key()),
                hint: say!(words, "hint-internal"),
            });
        Self::new(exit(refused), refused.key(), said.message, said.hint)
    }

    /// A profile that wasn't opened.
    pub(crate) fn unopened(words: Words, dir: &Path, error: &StartError) -> Self {
        let path = dir.display().to_string();
        match error {
            StartError::Open(OpenError::Held { pid }) => held(words, *pid),
            StartError::Open(OpenError::NotWritable { path, source }) => Self::new(
                Exit::CantCreate,
                "not-writable",
                say!(
                    words,
                    "error-not-writable",
                    path = path.display().to_string(),
                    why = system::said(words, source)
                ),
                say!(words, "error-not-writable-hint"),
            ),
            StartError::Open(OpenError::Newer { .. }) => Self::new(
                Exit::Unavailable,
                "newer",
                say!(words, "error-newer", path = path),
                say!(words, "hint-newer"),
            ),
            StartError::Open(OpenError::Exposed { path }) => Self::new(
                Exit::NotPermitted,
                "exposed",
                say!(words, "error-exposed", path = path.display().to_string()),
                say!(words, "error-exposed-hint"),
            ),
            StartError::Locked => Self::new(
                Exit::NotPermitted,
                "locked",
                say!(words, "error-locked"),
                say!(words, "error-locked-hint"),
            ),
            StartError::Unlock(error) => unlocked(words, error),
            StartError::Open(error @ OpenError::Damaged { .. }) => damaged(words, &path, error),
            StartError::Read(_) => damaged(words, &path, error),
        }
    }

    /// A file that can't be read.
    pub(crate) fn unread(words: Words, path: &Path, error: &std::io::Error) -> Self {
        let exit =
            if error.kind() == std::io::ErrorKind::NotFound { Exit::NoInput } else { Exit::Io };
        let path = path.display().to_string();
        let message = say!(words, "error-unread", path = path, why = system::said(words, error));
        Self::new(exit, "unread", message, say!(words, "error-unread-hint"))
    }

    /// A file that can't be made.
    pub(crate) fn unwritten(words: Words, path: &Path, error: &std::io::Error) -> Self {
        let path = path.display().to_string();
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            let message = say!(words, "error-exists", path = path);
            return Self::new(
                Exit::CantCreate,
                "exists",
                message,
                say!(words, "error-exists-hint"),
            );
        }
        let kinds = [std::io::ErrorKind::NotFound, std::io::ErrorKind::PermissionDenied];
        let exit = if kinds.contains(&error.kind()) { Exit::CantCreate } else { Exit::Io };
        let message =
            say!(words, "error-not-writable", path = path, why = system::said(words, error));
        Self::new(exit, "unwritten", message, say!(words, "error-unwritten-hint"))
    }
}

fn held(words: Words, pid: Option<u32>) -> Failure {
    let message = match pid {
        Some(pid) => say!(words, "error-held-by", pid = pid.to_string()),
        None => say!(words, "error-held"),
    };
    Failure::new(Exit::Held, "held", message, say!(words, "error-held-hint"))
}

fn unlocked(words: Words, error: &UnlockError) -> Failure {
    match error {
        UnlockError::Wrong => Failure::new(
            Exit::NotPermitted,
            "wrong-passphrase",
            say!(words, "refusal-passphrase-wrong"),
            say!(words, "hint-passphrase-wrong"),
        ),
        UnlockError::Damaged { path } => damaged(words, &path.display().to_string(), error),
        UnlockError::File { path, source } => Failure::unread(words, path, source),
        UnlockError::Write(_) => {
            let message = say!(words, "refusal-disk", about = error.to_string());
            Failure::new(Exit::Io, "disk", message, say!(words, "hint-disk"))
        }
    }
}

fn damaged(words: Words, path: &str, error: &dyn std::error::Error) -> Failure {
    let message = say!(words, "error-damaged", path = path, why = error.to_string());
    Failure::new(Exit::Data, "damaged", message, say!(words, "error-damaged-hint"))
}

// What a refusal is about, as text.
fn about(words: Words, refused: &Refusal) -> String {
    match refused {
        Refusal::Disk(about) => system::said_in(words, about),
        refused => refused.about(),
    }
}

fn exit(refused: &Refusal) -> Exit {
    match refused {
        Refusal::WhichCommunity(_)
        | Refusal::Ambiguous(_)
        | Refusal::WrongBallot(_)
        | Refusal::NoOption(_)
        | Refusal::Twice
        | Refusal::LevelOptions
        | Refusal::TooManyOptions(_)
        | Refusal::Overspent(_)
        | Refusal::TooFewOptions
        | Refusal::OneKind
        | Refusal::TooManyProxies(_)
        | Refusal::NeedsReason
        | Refusal::BadWords(_)
        | Refusal::Invalid(_) => Exit::Usage,
        Refusal::BadLink(reason) | Refusal::BadBackup(reason) | Refusal::BadBundle(reason)
            if reason == "newer" =>
        {
            Exit::Unavailable
        }
        Refusal::BadBundle(reason) => match reason.as_str() {
            "nameless" => Exit::Usage,
            "foreign" => Exit::NotPermitted,
            "too_much" => Exit::CantCreate,
            "busy" => Exit::Unavailable,
            _ => Exit::Data,
        },
        Refusal::BadFile(reason) => match reason.as_str() {
            "no_alt" => Exit::Usage,
            "too_much" => Exit::CantCreate,
            "not_here" | "busy" => Exit::Unavailable,
            "erased" => Exit::NoInput,
            _ => Exit::Data,
        },
        Refusal::Task(refused) => task(refused),
        Refusal::Passphrase(why) if why == "wrong" => Exit::NotPermitted,
        Refusal::Passphrase(why) if why == "damaged" => Exit::Data,
        Refusal::Passphrase(_) => Exit::Usage,
        Refusal::NotGuest(_)
        | Refusal::TooLong(_)
        | Refusal::BadLink(_)
        | Refusal::BadBackup(_)
        | Refusal::Altered
        | Refusal::NoCost(_)
        | Refusal::TooManyFounders(_)
        | Refusal::QuorumTooLow(_) => Exit::Data,
        Refusal::NoCommunity
        | Refusal::UnknownCommunity(_)
        | Refusal::Unknown(_)
        | Refusal::NotInRegister(_)
        | Refusal::NoHouseRule(_)
        | Refusal::NoSeason
        | Refusal::NotPending(_) => Exit::NoInput,
        Refusal::Waiting
        | Refusal::MovedOrCopied
        | Refusal::NotElsewhere
        | Refusal::CatchingUp
        | Refusal::Apart
        | Refusal::NotOpen
        | Refusal::NotClosed
        | Refusal::NoQuorum(_)
        | Refusal::NotDue(_)
        | Refusal::InConflict(_)
        | Refusal::Changed(_)
        | Refusal::NotHidden
        | Refusal::NeedsRunning => Exit::Unavailable,
        Refusal::Internal(_) => Exit::Software,
        Refusal::AlreadyIn(_) | Refusal::HasPaperKey | Refusal::NotEmpty => Exit::CantCreate,
        Refusal::Disk(_) => Exit::Io,
        Refusal::NotMember
        | Refusal::Left
        | Refusal::Removed
        | Refusal::Dismissed
        | Refusal::OnlyTwo
        | Refusal::BlocksSelf
        | Refusal::InForce
        | Refusal::NoSchism
        | Refusal::DeviceRetired
        | Refusal::NotElector
        | Refusal::NoProxies
        | Refusal::NoHolder(_)
        | Refusal::NotTeller
        | Refusal::NotOpener(_)
        | Refusal::OwnWords
        | Refusal::NotYours(_)
        | Refusal::NotPlanner(_)
        | Refusal::Decided => Exit::NotPermitted,
    }
}

fn task(refused: &Refused) -> Exit {
    match refused {
        Refused::NoHolders
        | Refused::NeedsWhy
        | Refused::WhichMandate
        | Refused::WhichRole
        | Refused::WhichNominee
        | Refused::NominateWhy
        | Refused::OutsideTopics(_)
        | Refused::TooMany(_) => Exit::Usage,
        Refused::NotGranted(_) | Refused::NoAdvice(_) | Refused::NoObjection(_) => Exit::NoInput,
        Refused::Unanswered(_) | Refused::Unreached(_) | Refused::NomineeFirst(_) => {
            Exit::Unavailable
        }
        Refused::NotHolder(_)
        | Refused::OverCeiling(_)
        | Refused::NotAdviser
        | Refused::NoSelection
        | Refused::NotElectable(_)
        | Refused::NotNominated(_)
        | Refused::PutForward(_)
        | Refused::NotDecider(_)
        | Refused::NoTest
        | Refused::NoPartner
        | Refused::NotPartner(_) => Exit::NotPermitted,
    }
}

#[cfg(test)]
mod tests {
    use words::language::Language;

    use super::*;

    #[test]
    fn every_refusal_has_words_of_its_own_in_both_languages() {
        for words in Language::ALL.map(Words::new) {
            let mut messages = std::collections::BTreeSet::new();
            for refused in Refusal::one_of_each() {
                let failure = Failure::refused(words, &refused);
                let fallback = say!(words, "refusal-internal", about = refused.key());
                assert_ne!(failure.message, fallback, "{refused:?}");
                assert!(!failure.hint.is_empty(), "{refused:?}");
                assert!(
                    messages.insert(failure.message.clone()),
                    "{refused:?}: {}",
                    failure.message
                );
            }
        }
    }
}
