//! Why a file can't be attached, or not be had. Next: [`super::task`].

use super::{Said, said};
use crate::{say, speech::Words};

pub(super) fn sentence(words: Words, why: &str) -> Option<Said> {
    let (message, hint) = match why {
        "empty" => (say!(words, "refusal-file-empty"), say!(words, "hint-file-empty")),
        "too_large" => (say!(words, "refusal-file-too-large"), say!(words, "hint-file-too-large")),
        "no_alt" => (say!(words, "refusal-file-no-alt"), say!(words, "hint-file-no-alt")),
        "too_much" => (say!(words, "refusal-file-too-much"), say!(words, "hint-file-too-much")),
        "erased" => (say!(words, "refusal-file-erased"), say!(words, "hint-file-erased")),
        "busy" => (say!(words, "refusal-file-busy"), say!(words, "hint-file-busy")),
        _ => (say!(words, "refusal-file-not-here"), say!(words, "hint-file-not-here")),
    };
    said(message, hint)
}
