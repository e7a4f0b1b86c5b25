//! Bundles as people's text: what is in one and who may see it, what came of one and what to do with
//! that. Next: [`super::record`].

use peer::answer::{Bundled, Unbundled};
use words::{say, speech::Words, when};

/// A bundle that was made.
pub(crate) fn made(words: Words, told: &Bundled, path: &str) -> String {
    let name = &told.name;
    let mut lines = match (&told.who, told.acts) {
        (Some(who), 0) => vec![say!(words, "show-bundled-nothing", who = who, path = path)],
        (None, 0) => vec![say!(words, "show-bundled-none", path = path)],
        (who, acts) => {
            let mut lines =
                vec![say!(words, "show-bundled", acts = acts, name = name, path = path)];
            lines.extend(who.as_ref().map(|who| say!(words, "show-bundled-for", who = who)));
            lines
        }
    };
    if told.attachments > 0 {
        lines.push(say!(words, "show-bundled-attachments", n = told.attachments));
    }
    lines.push(match told.until {
        Some(until) => {
            say!(words, "show-bundled-invite", name = name, until = when::moment(words, until))
        }
        None => say!(words, "show-bundled-care", name = name),
    });
    lines.join("\n")
}

/// What came of a bundle.
pub(crate) fn taken(words: Words, told: &Unbundled) -> String {
    let name = &told.name;
    let mut lines = vec![say!(words, "show-unbundled", acts = told.fresh, name = name)];
    if told.attachments > 0 {
        lines.push(say!(words, "show-unbundled-attachments", n = told.attachments));
    }
    if told.level && told.fresh > 0 {
        lines.push(say!(words, "show-unbundled-level"));
    }
    if told.held > 0 {
        lines.push(say!(words, "show-unbundled-held", acts = told.held));
    }
    if told.refused > 0 {
        lines.push(say!(words, "show-unbundled-refused", acts = told.refused));
    }
    if told.rifts > 0 {
        lines.push(say!(words, "show-unbundled-rifts"));
    }
    match (told.state.as_str(), told.written) {
        ("waiting" | "apart", _) => lines.push(say!(words, "show-unbundled-waiting", name = name)),
        (_, 0) => {}
        ("guest", _) => lines.push(say!(words, "show-unbundled-guest", name = name)),
        (_, written) => lines.push(say!(words, "show-unbundled-written", acts = written)),
    }
    lines.join("\n")
}
