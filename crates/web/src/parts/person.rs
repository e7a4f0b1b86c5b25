//! Who somebody is: a house, a kind, a name.
//!
//! Guards: every kind of participant has a house of the same size, and the same person the same house on
//! every page. Next: [`super::field`].

use maud::{Markup, html};
use peer::{answer::Member, command::Kind};
use words::{clean, say, speech::Words, term};

use super::field::{Ask, Form};

/// The kinds with the words that forms and answers use for them.
const KINDS: [(Kind, &str); 4] = [
    (Kind::Resident, "resident"),
    (Kind::Business, "business"),
    (Kind::Organisation, "organisation"),
    (Kind::Municipality, "municipality"),
];

/// Houses that residents live in; institutions and shops have their own.
const HOMES: [&str; 4] = ["h1", "h2", "h3", "h4"];

/// Colours of walls.
const WALLS: [&str; 4] = ["w1", "w2", "w3", "w4"];

/// The kind that was chosen; a resident when none was.
pub(crate) fn chosen(word: &str) -> Kind {
    KINDS.iter().find(|(_, of)| *of == word).map_or(Kind::Resident, |(kind, _)| *kind)
}

/// What kind of participant, in words.
pub(crate) fn kind(words: Words, kind: Kind) -> String {
    let word = KINDS.iter().find(|(of, _)| *of == kind).map_or("", |(_, word)| word);
    term::kind(words, word)
}

/// What a person says about themselves in a community: a name and a kind.
pub(crate) fn fields(form: &Form<'_>) -> Markup {
    let words = form.words;
    let more = |kind: Kind| match kind {
        Kind::Resident => say!(words, "page-kind-resident"),
        Kind::Business => say!(words, "page-kind-business"),
        Kind::Organisation => say!(words, "page-kind-organisation"),
        Kind::Municipality => say!(words, "page-kind-municipality"),
    };
    let options = KINDS.map(|(of, word)| (word, kind(words, of), more(of)));
    html! {
        (form.line(Ask {
            name: "me",
            label: &say!(words, "page-me"),
            hint: &say!(words, "page-me-hint"),
            autocomplete: Some("name"),
            ..Ask::default()
        }))
        (form.radios(
            Ask { name: "kind", label: &say!(words, "page-kind"), ..Ask::default() },
            &options,
        ))
    }
}

/// Somebody's house: with the lights on, or in outline.
pub(crate) fn house(id: &str, kind: Kind, is_lit: bool) -> Markup {
    let drawing = match kind {
        Kind::Resident => HOMES[digit(id, 0) % HOMES.len()],
        Kind::Business => "h6",
        Kind::Organisation | Kind::Municipality => "h5",
    };
    drawn(drawing, WALLS[digit(id, 1) % WALLS.len()], is_lit)
}

/// A house of a street that nobody lives in.
pub(crate) fn drawn(drawing: &str, wall: &str, is_lit: bool) -> Markup {
    html! {
        span class=(if is_lit { "house" } else { "house dark" }) {
            svg class=(wall) viewBox="0 0 48 64" aria-hidden="true" focusable="false" {
                use href={ "#" (drawing) } {}
            }
        }
    }
}

/// What somebody is called.
pub(crate) fn called(words: Words, member: &Member) -> String {
    let name = clean::line(&member.name);
    if name.is_empty() { say!(words, "show-nameless") } else { name }
}

/// Somebody's name, and whether it is the reader.
pub(crate) fn name(words: Words, member: &Member) -> String {
    let name = called(words, member);
    if member.me { say!(words, "show-me", name = name) } else { name }
}

// A hexadecimal digit of an id, as a number below 16.
fn digit(id: &str, at: usize) -> usize {
    let digit = id.chars().nth(at).and_then(|digit| digit.to_digit(16)).unwrap_or(0);
    usize::try_from(digit).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_kind_that_it_names() {
        for (of, word) in KINDS {
            assert_eq!(chosen(word), of);
        }
        assert_eq!(chosen("king"), Kind::Resident);
    }

    #[test]
    fn somebody_lives_in_the_same_house_everywhere() {
        let house = |id: &str, kind| house(id, kind, true).into_string();
        assert_eq!(house("3fab", Kind::Resident), house("3f00", Kind::Resident));
        assert_ne!(house("3fab", Kind::Resident), house("2fab", Kind::Resident));
        assert!(house("", Kind::Business).contains("#h6"));
    }
}
