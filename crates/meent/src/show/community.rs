//! Communities, links and joining as people's text. Next: [`super::member`].

use peer::answer::{Communities, Community, Joined, Link};
use words::{say, speech::Words, term, when};

use super::{columns, indented, looking, short};
use crate::args::{Verb, community::Community as Verbs};

pub(super) fn one(words: Words, verb: &Verb, community: &Community) -> String {
    let name = &community.name;
    match verb {
        Verb::Community(Verbs::Leave(_)) => say!(words, "show-left", name = name),
        _ => format!(
            "{}\n{}{}",
            say!(words, "show-created", name = name, id = short(&community.id)),
            indented(&community.purpose),
            say!(words, "show-created-next"),
        ),
    }
}

pub(super) fn list(words: Words, list: &Communities) -> String {
    if list.communities.is_empty() {
        return say!(words, "show-no-communities");
    }
    let row = |one: &Community| {
        vec![
            short(&one.id).to_owned(),
            words::clean::line(&one.name),
            term::state(words, &one.state),
        ]
    };
    columns(&list.communities.iter().map(row).collect::<Vec<_>>())
}

pub(super) fn link(words: Words, verb: &Verb, link: &Link) -> String {
    let until = when::moment(words, link.until);
    let about = match verb {
        Verb::Device(_) => say!(words, "show-code", name = &link.name, until = until),
        _ => say!(words, "show-invite", name = &link.name, until = until),
    };
    // The link is ours, and one word: made for copying.
    format!("{about}\n\n{}\n", words::clean::line(&link.link))
}

pub(super) fn joined(words: Words, joined: &Joined) -> String {
    let name = &joined.name;
    match joined.state.as_str() {
        "waiting" => {
            let mut lines = vec![say!(words, "show-joined-waiting", name = name)];
            lines.extend(joined.looking.iter().flat_map(|one| looking::lines(words, one)));
            lines.join("\n")
        }
        "guest" => say!(words, "show-joined-guest", name = name),
        _ => say!(words, "show-joined-member", name = name),
    }
}
