//! What goes to the screen: people's text, one line of JSON, a file, a QR code.
//!
//! Guards: standard output holds the answer and nothing else; no character that steers a screen is
//! written in JSON either. Next: [`crate::show`].

#![expect(clippy::print_stderr, reason = "the one place that speaks to people about failures")]

use std::{
    io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _},
    path::Path,
    process::ExitCode,
};

use data_encoding::BASE64;
use peer::answer::Answer;
use serde::Serialize;
use serde_json::{Value, json};
use words::{clean, say, speech::Words};

use crate::{args::Verb, exit::Exit, failure::Failure, keep, qr};

/// Bytes of what somebody types as an answer: more than any name has.
const ANSWER: u64 = 4096;

/// Writes people's text.
pub(crate) fn text(text: &str) -> ExitCode {
    let mut lines = text.trim_end().to_owned();
    lines.push('\n');
    write(lines.as_bytes())
}

/// Writes one line of JSON.
pub(crate) fn json(value: &impl Serialize) -> ExitCode {
    let line = serde_json::to_string(value).expect("plain values with text keys");
    text(&visible(&line))
}

// Steering characters stand only inside strings, where JSON lets them be written as numbers.
fn visible(json: &str) -> String {
    let mut line = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        if clean::is_hidden(c) {
            for unit in c.encode_utf16(&mut units) {
                line.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            line.push(c);
        }
    }
    line
}

/// Says what went wrong and what to do.
pub(crate) fn failure(failure: &Failure, as_json: bool) -> ExitCode {
    eprintln!("{}\n{}", failure.message.trim_end(), failure.hint.trim_end());
    if as_json {
        json(&failure.json());
    }
    failure.exit.into()
}

/// Asks somebody at a terminal for a line; `None` when none comes.
pub(crate) fn ask(question: &str) -> Option<String> {
    eprintln!("{question}");
    let mut line = String::new();
    io::stdin().lock().take(ANSWER).read_line(&mut line).ok().map(|_| line)
}

/// Asks somebody at a terminal for something that isn't shown; `None` when nothing comes.
pub(crate) fn ask_unseen(question: &str) -> Option<String> {
    eprintln!("{question}");
    rpassword::read_password().ok()
}

/// Writes what an answer holds to a file, and says so.
///
/// # Errors
/// When it can't be written.
pub(crate) fn file(
    words: Words,
    path: &Path,
    answer: &Answer,
    as_json: bool,
) -> Result<ExitCode, Failure> {
    let bytes = match answer {
        Answer::Link(link) => format!("{}\n", link.link).into_bytes(),
        Answer::File(file) => BASE64.decode(file.content.as_bytes()).unwrap_or_default(),
        _ => Vec::new(),
    };
    keep::write(path, &bytes).map_err(|error| Failure::unwritten(words, path, &error))?;
    let shown = path.display().to_string();
    if !as_json {
        return Ok(text(&say!(words, "show-written", path = shown)));
    }
    let mut value = match answer {
        Answer::File(file) => {
            json!({ "ok": true, "acts": file.acts, "heads": file.heads, "json": file.json })
        }
        answer => serde_json::to_value(answer).unwrap_or_default(),
    };
    if let Value::Object(fields) = &mut value {
        fields.insert("path".to_owned(), Value::String(shown));
    }
    Ok(json(&value))
}

/// A QR code of the link, where somebody could point a phone at it.
pub(crate) fn square(verb: &Verb, answer: &Answer) {
    let link = match (verb, answer) {
        (Verb::Invite(_) | Verb::Device(_), Answer::Link(link)) => &link.link,
        (_, Answer::Recovery(recovery)) => &recovery.link,
        _ => return,
    };
    if io::stdout().is_terminal()
        && let Some(square) = qr::of_link(link)
    {
        write(square.as_bytes());
    }
}

fn write(bytes: &[u8]) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read along has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => Exit::Io.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_steers_no_screen_and_stays_the_same_json() {
        let value = json!({ "name": "a\u{9b}31m\u{202e}b\u{1b}[2J\u{e0041}🌻" });
        let line = visible(&value.to_string());
        assert!(line.chars().all(|c| !clean::is_hidden(c)), "{line}");
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), value);
    }
}
