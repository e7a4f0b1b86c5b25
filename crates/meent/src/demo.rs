//! A profile to look around in: a scripted month in a neighbourhood.
//!
//! Guards: only into an empty place, so that invented neighbours never stand among real ones. Next:
//! `peer::demo`.

use std::path::Path;

use peer::{answer::Answer, core, demo};
use words::{say, speech::Words};

use crate::{exit::Exit, failure::Failure, participant};

/// Fills the profile in `dir`.
///
/// # Errors
/// When something is there already, or it can't be written.
pub(crate) fn fill(words: Words, dir: &Path) -> Result<Answer, Failure> {
    if !participant::is_free(dir) {
        let message = say!(words, "error-demo-taken", path = dir.display().to_string());
        return Err(Failure::new(
            Exit::CantCreate,
            "exists",
            message,
            say!(words, "error-demo-taken-hint"),
        ));
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
