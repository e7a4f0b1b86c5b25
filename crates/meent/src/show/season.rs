//! Seasons as people's text. Next: [`super::community`].

use peer::answer::{Founder, Linked, Season, Seasons};
use words::{clean, say, speech::Words, when};

use super::short;

pub(super) fn all(words: Words, seasons: &Seasons) -> String {
    let mut text = String::new();
    if let Some(before) = &seasons.before {
        text.push_str(&format!("{}\n", self::before(words, before)));
    }
    if seasons.seasons.is_empty() {
        text.push_str(&format!("{}\n", say!(words, "season-none")));
    }
    text.push_str(&seasons.seasons.iter().map(|one| season(words, one)).collect::<String>());
    text
}

/// What a community goes on from, in a sentence.
pub(super) fn before(words: Words, before: &Linked) -> String {
    if before.name.is_empty() {
        say!(words, "season-before-unknown")
    } else {
        say!(words, "season-before", name = &before.name)
    }
}

/// What goes on from a community, in a sentence.
pub(super) fn after(words: Words, after: &Linked) -> String {
    say!(words, "season-after", name = name(words, after))
}

fn name(words: Words, linked: &Linked) -> String {
    let name = clean::line(&linked.name);
    if name.is_empty() { say!(words, "season-nameless") } else { name }
}

fn season(words: Words, season: &Season) -> String {
    let state = match season.state.as_str() {
        "open" => say!(words, "season-state-open"),
        "signing" => say!(words, "season-state-signing"),
        _ => say!(words, "season-state-founded"),
    };
    let at = when::moment(words, season.at);
    let begun = say!(words, "season-begun", by = &season.by, at = at);
    let mut text = format!("{}  {begun} ({state})\n", short(&season.id));
    for founder in &season.founders {
        text.push_str(&format!("  {}\n", self::founder(words, founder)));
    }
    let next = match season.state.as_str() {
        "open" if !season.joined => Some(say!(words, "season-next-join")),
        "open" if season.mine => Some(say!(words, "season-next-found")),
        "signing" => Some(say!(words, "season-next-sign")),
        _ => season.founded.as_ref().map(|founded| after(words, founded)),
    };
    if let Some(next) = next {
        text.push_str(&format!("  {next}\n"));
    }
    text
}

fn founder(words: Words, founder: &Founder) -> String {
    if founder.signed {
        say!(words, "season-signed", name = &founder.name)
    } else {
        say!(words, "season-unsigned", name = &founder.name)
    }
}
