//! Members and guests as people's text. Next: [`super::device`].

use peer::answer::{Member, Members};
use peer::command::Kind;
use words::{say, speech::Words, term};

use super::{columns, indented, short};

pub(super) fn list(words: Words, list: &Members) -> String {
    let row = |member: &Member| {
        let name = match (member.name.is_empty(), member.me) {
            (true, _) => say!(words, "show-nameless"),
            (false, true) => say!(words, "show-me", name = &member.name),
            (false, false) => words::clean::line(&member.name),
        };
        let name = if member.blocked { say!(words, "show-blocked", name = name) } else { name };
        vec![
            short(&member.id).to_owned(),
            name,
            kind(words, member.kind),
            term::state(words, &member.state),
            approvals(words, member),
        ]
    };
    columns(&list.members.iter().map(row).collect::<Vec<_>>())
}

/// Members, each with who speaks for them and what those may say and promise.
pub(super) fn one(words: Words, shown: &Members) -> String {
    let mut text = list(words, shown);
    for member in &shown.members {
        for one in &member.representatives {
            let said = say!(words, "show-represents", name = &one.name, of = &member.name);
            text.push_str(&format!("\n{}  {said}\n", short(&one.id)));
            text.push_str(&indented(&one.text));
        }
    }
    text
}

fn approvals(words: Words, member: &Member) -> String {
    if member.state != "guest" {
        if member.representatives.is_empty() {
            return String::new();
        }
        let names: Vec<_> = member.representatives.iter().map(|one| &one.name).collect();
        return say!(words, "show-represented", names = words.list(&names));
    }
    let (n, needed) = (member.approvals.len(), member.needed);
    match n {
        0 => say!(words, "show-no-approvals", needed = needed),
        _ => say!(
            words,
            "show-approvals",
            names = words.list(&member.approvals),
            n = n,
            needed = needed
        ),
    }
}

fn kind(words: Words, kind: Kind) -> String {
    let word = match kind {
        Kind::Resident => "resident",
        Kind::Business => "business",
        Kind::Organisation => "organisation",
        Kind::Municipality => "municipality",
    };
    term::kind(words, word)
}
