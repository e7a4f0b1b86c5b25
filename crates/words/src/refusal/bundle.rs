//! Why a file that goes by hand can't be made or taken in. Next: [`super::task`].

use super::{Said, said};
use crate::{say, speech::Words};

pub(super) fn sentence(words: Words, why: &str) -> Option<Said> {
    let (message, hint) = match why {
        "not_one" => (say!(words, "refusal-bundle-none"), say!(words, "hint-bundle-none")),
        "newer" => (say!(words, "refusal-bundle-newer"), say!(words, "hint-newer")),
        "cut_off" => (say!(words, "refusal-bundle-cut-off"), say!(words, "hint-bundle-again")),
        "too_large" => {
            (say!(words, "refusal-bundle-too-large"), say!(words, "hint-bundle-too-large"))
        }
        "apart" => (say!(words, "refusal-bundle-apart"), say!(words, "hint-bundle-apart")),
        "foreign" => (say!(words, "refusal-bundle-foreign"), say!(words, "hint-bundle-foreign")),
        "nameless" => (say!(words, "refusal-bundle-nameless"), say!(words, "hint-bundle-nameless")),
        "too_much" => (say!(words, "refusal-bundle-too-much"), say!(words, "hint-bundle-too-much")),
        "busy" => (say!(words, "refusal-bundle-busy"), say!(words, "hint-bundle-busy")),
        _ => (say!(words, "refusal-bundle-damaged"), say!(words, "hint-bundle-again")),
    };
    said(message, hint)
}
