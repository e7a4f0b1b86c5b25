//! Leaving a community and erasing words, which nobody can undo: asked once.
//!
//! Guards: what is left is the community whose name was typed; without somebody to ask nothing happens
//! unless `--yes` or `--json` was given. Next: [`crate::start`].

use std::{
    io::{self, IsTerminal as _},
    path::Path,
};

use peer::{
    answer::Answer,
    command::{Command, Request},
};
use words::{clean, say, speech::Words};

use crate::{exit::Exit, failure::Failure, output, participant};

/// Asks whether somebody wants to leave; the id of the community they named.
///
/// # Errors
/// When there is no such community, nobody to ask, or the name differs.
pub(crate) fn confirm(
    words: Words,
    dir: &Path,
    community: Option<String>,
) -> Result<Option<String>, Failure> {
    let request = Request { community: community.clone(), command: Command::Status };
    let Answer::Status(status) = participant::ask(words, dir, request)? else {
        return Ok(community);
    };
    let name = &status.name;
    let unsure =
        |message| Failure::new(Exit::Usage, "not-confirmed", message, say!(words, "leave-hint"));
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(unsure(say!(words, "leave-unasked", name = name)));
    }
    let typed = output::ask(&say!(words, "leave-question", name = name));
    if typed.is_some_and(|typed| is_same(&typed, name)) {
        Ok(Some(status.community))
    } else {
        Err(unsure(say!(words, "leave-not", name = name)))
    }
}

/// Asks whether somebody wants to erase words for good.
///
/// # Errors
/// When there is nobody to ask, or the answer isn't yes.
pub(crate) fn confirm_erasing(words: Words) -> Result<(), Failure> {
    let unsure =
        |message| Failure::new(Exit::Usage, "not-confirmed", message, say!(words, "leave-hint"));
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(unsure(say!(words, "redact-unasked")));
    }
    let typed = output::ask(&say!(words, "redact-question")).unwrap_or_default();
    if is_same(&typed, &say!(words, "redact-yes")) {
        Ok(())
    } else {
        Err(unsure(say!(words, "redact-not")))
    }
}

// Capitals and spaces around it are no doubt about which one is meant.
fn is_same(typed: &str, name: &str) -> bool {
    let plain = |text: &str| clean::line(text).trim().to_lowercase();
    plain(typed) == plain(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_typed_as_people_type() {
        assert!(is_same("buurttuin de linde\n", "Buurttuin De Linde"));
        assert!(!is_same("Buurttuin", "Buurttuin De Linde"));
        assert!(!is_same("\n", "Buurttuin De Linde"));
    }
}
