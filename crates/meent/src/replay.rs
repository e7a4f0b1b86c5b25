//! Stories through the real rules: one line a story, each difference named.
//!
//! Guards: a file that isn't there stops everything before the first line; else the exit code is that
//! of the worst story. Next: `story::story`.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use serde::Serialize;
use serde_json::{Value, json};
use story::{
    compare::Difference,
    error::StoryError,
    state::State,
    story::{SIZE, Story},
};
use words::{say, speech::Words};

use crate::{exit::Exit, failure::Failure, keep, output};

/// What came of a file, for programs.
#[derive(Serialize)]
struct Told<'a> {
    file: &'a Path,
    title: String,
    ok: bool,
    /// Why it could not be replayed.
    error: Option<String>,
    differences: Vec<Difference>,
    /// What is true after each `expect`.
    states: Vec<State>,
    #[serde(skip)]
    exit: Option<Exit>,
}

/// Replays the stories.
///
/// # Errors
/// When a file can't be read.
pub(crate) fn run(words: Words, files: &[PathBuf], as_json: bool) -> Result<ExitCode, Failure> {
    let read = |file: &PathBuf| {
        let bytes = keep::read(file, SIZE as u64).and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))
        });
        bytes.map_err(|error| unread(words, file, &error))
    };
    let texts = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let told: Vec<_> =
        files.iter().zip(&texts).map(|(file, text)| tell(words, file, text)).collect();
    if as_json {
        output::json(&json!({ "ok": told.iter().all(|one| one.ok), "stories": told }));
    } else {
        let mut text: String = told.iter().map(|one| lines(words, one)).collect();
        if told.iter().any(|one| one.error.is_some()) {
            text.push_str(&say!(words, "replay-hint"));
        }
        output::text(&text);
    }
    // Broken weighs more than not built yet.
    let worst = [Exit::Data, Exit::Unavailable]
        .into_iter()
        .find(|exit| told.iter().any(|one| one.exit == Some(*exit)));
    Ok(worst.map_or(ExitCode::SUCCESS, ExitCode::from))
}

fn unread(words: Words, file: &Path, error: &io::Error) -> Failure {
    let failure = Failure::unread(words, file, error);
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::FileTooLarge => {
            Failure { exit: Exit::Data, ..failure }
        }
        _ => failure,
    }
}

fn tell<'a>(words: Words, file: &'a Path, text: &str) -> Told<'a> {
    let none = |exit, error| Told {
        file,
        title: file.display().to_string(),
        ok: false,
        error: Some(error),
        differences: Vec::new(),
        states: Vec::new(),
        exit: Some(exit),
    };
    match Story::read(text) {
        Err(StoryError::Needs { path, what }) => {
            none(Exit::Unavailable, say!(words, "replay-needs", path = path, what = what))
        }
        Err(error) => none(Exit::Data, broken(words, &error)),
        Ok(story) => {
            let run = story.run();
            let ok = run.differences.is_empty();
            Told {
                file,
                title: story.title().to_owned(),
                ok,
                error: None,
                differences: run.differences,
                states: run.states,
                exit: (!ok).then_some(Exit::Data),
            }
        }
    }
}

// In the person's language, with what the reader found behind a colon: it is for whoever wrote the story.
fn broken(words: Words, error: &StoryError) -> String {
    match error {
        StoryError::TooLong => say!(words, "replay-too-long", most = SIZE >> 20),
        StoryError::Unread(error) => say!(words, "replay-unread", what = error.to_string()),
        StoryError::Malformed { path, what } | StoryError::Needs { path, what } => {
            say!(words, "replay-malformed", path = path, what = what)
        }
    }
}

fn lines(words: Words, told: &Told<'_>) -> String {
    if let Some(error) = &told.error {
        return format!("{}\n", say!(words, "replay-not", title = &told.title, error = error));
    }
    if told.ok {
        return format!(
            "{}\n",
            say!(words, "replay-holds", title = &told.title, moments = told.states.len())
        );
    }
    let mut lines = format!(
        "{}\n",
        say!(words, "replay-differs", title = &told.title, n = told.differences.len())
    );
    for one in &told.differences {
        let written = |value: &Value| value.to_string();
        let (wanted, found) = (written(&one.wanted), written(&one.found));
        let moment = one.expect + 1;
        let said = say!(
            words,
            "replay-difference",
            moment = moment,
            path = &one.path,
            wanted = wanted,
            found = found
        );
        lines.push_str(&format!("  {said}\n"));
    }
    lines
}
