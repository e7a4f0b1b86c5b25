//! The words of a paper key: shown once, asked back before the key counts; typed when they are needed.
//!
//! Guards: there is one paper key until a recovery, so it counts only once somebody showed to have its
//! words; they come from the keyboard or standard input, never from the command line, which other
//! programs can see. Next: [`crate::start`].

use std::{
    io::{self, IsTerminal as _, Read as _},
    path::Path,
    process::ExitCode,
};

use peer::{
    answer::{Answer, Paper},
    command::{Command, Request},
    secret::Secret,
};
use words::{say, speech::Words};

use crate::{
    args::{Verb, device::Device},
    exit::Exit,
    failure::Failure,
    output, participant, show,
};

/// Bytes of what is read as words: 24 of them, with numbers, have about 300.
const TYPED: u64 = 4 * 1024;

/// Makes a paper key, or takes its words back with `check`.
///
/// # Errors
/// When there is one already, or the words that were typed back differ: nothing has changed then.
pub(crate) fn run(
    words: Words,
    dir: &Path,
    community: Option<String>,
    check: bool,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let ask =
        |command| participant::ask(words, dir, Request { community: community.clone(), command });
    if check {
        let typed = read(words)?;
        return Ok(shown(words, &ask(Command::DevicePaperKeep { words: typed })?, as_json));
    }
    let answer = ask(Command::DevicePaper)?;
    let Answer::Paper(paper) = &answer else { return Ok(shown(words, &answer, as_json)) };
    if as_json || !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Ok(shown(words, &answer, as_json));
    }
    output::text(&format!("{}\n\n{}", say!(words, "show-paper-words"), show::device::sheet(paper)));
    for place in &paper.check {
        ask_back(words, paper, *place)?;
    }
    let whole = Secret::new(paper.words.join(" "));
    Ok(shown(words, &ask(Command::DevicePaperKeep { words: whole })?, false))
}

fn shown(words: Words, answer: &Answer, as_json: bool) -> ExitCode {
    let verb = Verb::Device(Device::List);
    if as_json { output::json(answer) } else { output::text(&show::answer(words, &verb, answer)) }
}

fn ask_back(words: Words, paper: &Paper, place: usize) -> Result<(), Failure> {
    let wanted = place.checked_sub(1).and_then(|at| paper.words.get(at));
    let typed = output::ask(&say!(words, "paper-question", place = place));
    match (wanted, typed) {
        (Some(wanted), Some(typed)) if typed.trim().to_lowercase() == *wanted => Ok(()),
        _ => Err(Failure::new(
            Exit::Usage,
            "not-confirmed",
            say!(words, "paper-not", place = place),
            say!(words, "paper-hint"),
        )),
    }
}

/// Asks for the words where a command needs them.
///
/// # Errors
/// When none come.
pub(crate) fn with_words(words: Words, verb: &Verb, command: Command) -> Result<Command, Failure> {
    match (verb, command) {
        (Verb::Device(Device::Recover(asked)), Command::DeviceRecover { link, .. })
            if asked.paper =>
        {
            Ok(Command::DeviceRecover { link, words: Some(read(words)?) })
        }
        (_, command) => Ok(command),
    }
}

// What stands on standard input; at a terminal one line, asked for.
fn read(words: Words) -> Result<Secret, Failure> {
    let unread = |_| {
        let message = say!(words, "paper-unread");
        Failure::new(Exit::Usage, "not-confirmed", message, say!(words, "paper-unread-hint"))
    };
    if io::stdin().is_terminal() {
        return Ok(Secret::new(output::ask(&say!(words, "paper-type")).unwrap_or_default()));
    }
    let mut typed = String::new();
    io::stdin().lock().take(TYPED).read_to_string(&mut typed).map_err(unread)?;
    Ok(Secret::new(typed))
}
