//! What somebody reads when their peer runs: what to do next.
//!
//! Guards: calm, numbered, at most four steps. Next: [`crate::serve`].

use std::path::Path;

use peer::answer::Community;
use words::{say, speech::Words};

/// The first words of a running peer.
pub(crate) fn running(words: Words, dir: &Path, communities: &[Community]) -> String {
    let profile = say!(words, "start-profile", path = dir.display().to_string());
    let (first, steps) = match communities {
        [] => (
            say!(words, "start-empty"),
            vec![say!(words, "start-create"), say!(words, "start-join"), say!(words, "start-stay")],
        ),
        some => {
            let names: Vec<_> = some.iter().map(|community| &community.name).collect();
            (
                say!(words, "start-in", names = words.list(&names)),
                vec![
                    say!(words, "start-look"),
                    say!(words, "start-propose"),
                    say!(words, "start-invite"),
                    say!(words, "start-stay"),
                ],
            )
        }
    };
    let mut text = format!("{first}\n\n{}\n", say!(words, "start-next"));
    for (number, step) in (1..).zip(steps) {
        text.push_str(&format!("  {number}. {step}\n"));
    }
    format!("{text}\n{profile}\n{}\n", say!(words, "start-stop"))
}
