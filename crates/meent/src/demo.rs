//! A profile to look around in: a scripted month in a neighbourhood.
//!
//! Guards: only into an empty place, and never by itself into somebody's own, so that invented neighbours
//! never stand among real ones. Next: `peer::demo`.

use std::{path::Path, process::ExitCode};

use peer::{answer::Answer, core, demo};
use serde_json::Value;
use words::{say, speech::Words};

use crate::{exit::Exit, failure::Failure, output, participant, show};

/// Fills the profile in `dir` and says how to look around in it.
///
/// # Errors
/// When something is there already, or it can't be written.
pub(crate) fn run(words: Words, dir: &Path, as_json: bool) -> Result<ExitCode, Failure> {
    let Answer::Community(community) = fill(words, dir)? else {
        return Ok(ExitCode::SUCCESS);
    };
    if !as_json {
        return Ok(output::text(&show::start::demo(words, dir, &community)));
    }
    let mut value = serde_json::to_value(&community).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        fields.insert("profile".to_owned(), Value::String(dir.display().to_string()));
    }
    Ok(output::json(&value))
}

fn fill(words: Words, dir: &Path) -> Result<Answer, Failure> {
    if !participant::is_free(dir) {
        let path = dir.display().to_string();
        let hint = say!(words, "error-demo-taken-hint", profile = show::start::quoted(dir));
        let message = say!(words, "error-demo-taken", path = path);
        return Err(Failure::new(Exit::CantCreate, "exists", message, hint));
    }
    participant::make(words, dir, |profile| {
        let played = demo::play(core::now()).map_err(|error| {
            let message = say!(words, "refusal-internal", about = error.to_string());
            Failure::new(Exit::Software, "internal", message, say!(words, "hint-internal"))
        })?;
        let adopted = profile.adopt(played.community, played.secret);
        adopted.map_err(|refusal| Failure::refused(words, &refusal))
    })
}
