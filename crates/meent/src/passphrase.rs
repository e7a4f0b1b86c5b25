//! The passphrase on the keys: asked where it is needed, and chosen.
//!
//! Guards: typed without being shown; without a terminal it comes from `MEENT_PASSPHRASE` (and a new one
//! from `MEENT_NEW_PASSPHRASE`), never from the command line, which other programs can see. Next:
//! `store::vault`, what it does.

use std::{
    io::{self, IsTerminal as _},
    path::Path,
    process::ExitCode,
};

use peer::{
    answer::{Answer, Sealed},
    command::{Command, Request},
    core::{Core, StartError},
    secret::Secret,
};
use store::vault::UnlockError;
use words::{say, speech::Words};

use crate::{args::record::Passphrase, exit::Exit, failure::Failure, output, participant};

/// How often somebody may type it.
const TRIES: u32 = 3;

const NOW: &str = "MEENT_PASSPHRASE";
const NEW: &str = "MEENT_NEW_PASSPHRASE";

/// Opens a profile, asking for its passphrase when there is one.
///
/// # Errors
/// As [`Core::open_with`].
pub(crate) fn open(words: Words, dir: &Path) -> Result<Core, StartError> {
    let opened = Core::open_with(dir, from(NOW).as_ref());
    if !matches!(opened, Err(StartError::Locked)) || !may_ask() {
        return opened;
    }
    let mut question = say!(words, "passphrase-question");
    for _ in 1..TRIES {
        match Core::open_with(dir, typed(&question).as_ref()) {
            Err(StartError::Unlock(UnlockError::Wrong)) => {
                question = say!(words, "passphrase-again");
            }
            opened => return opened,
        }
    }
    Core::open_with(dir, typed(&question).as_ref())
}

/// Chooses, changes or removes it.
///
/// # Errors
/// When it can't be asked, the two new ones differ, or the one until now is another.
pub(crate) fn run(
    words: Words,
    dir: &Path,
    asked: &Passphrase,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let ask = |command| participant::ask(words, dir, Request { community: None, command });
    let Answer::Sealed(Sealed { sealed }) = ask(Command::PassphraseShow)? else {
        return Ok(ExitCode::SUCCESS);
    };
    let unasked = || {
        let message = say!(words, "passphrase-unasked");
        Failure::new(Exit::Usage, "not-confirmed", message, say!(words, "passphrase-unasked-hint"))
    };
    let old = match from(NOW) {
        Some(old) => Some(old),
        None if sealed && may_ask() => typed(&say!(words, "passphrase-question")),
        None => None,
    };
    let new = match from(NEW) {
        _ if asked.remove => None,
        Some(new) => Some(new),
        None if may_ask() => Some(chosen(words)?),
        None => return Err(unasked()),
    };
    if sealed && old.is_none() {
        return Err(unasked());
    }
    let answer = ask(Command::PassphraseChange { old, new })?;
    if as_json {
        return Ok(output::json(&answer));
    }
    let is_set = matches!(answer, Answer::Sealed(Sealed { sealed: true }));
    Ok(output::text(&if is_set {
        say!(words, "show-sealed")
    } else {
        say!(words, "show-unsealed")
    }))
}

fn chosen(words: Words) -> Result<Secret, Failure> {
    let (first, second) =
        (typed(&say!(words, "passphrase-new")), typed(&say!(words, "passphrase-new-again")));
    match (first, second) {
        (Some(first), Some(second)) if first.expose() == second.expose() => Ok(first),
        _ => {
            let message = say!(words, "passphrase-differs");
            let hint = say!(words, "passphrase-differs-hint");
            Err(Failure::new(Exit::Usage, "not-confirmed", message, hint))
        }
    }
}

fn from(variable: &str) -> Option<Secret> {
    std::env::var(variable).ok().filter(|value| !value.is_empty()).map(Secret::new)
}

fn may_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

fn typed(question: &str) -> Option<Secret> {
    output::ask_unseen(question).map(Secret::new)
}
