//! What somebody reads when their peer runs, or a neighbourhood to look around in was made: what to do
//! next.
//!
//! Guards: calm, numbered, at most four steps. Next: [`crate::serve`].

use std::path::Path;

use peer::answer::Community;
use words::{say, speech::Words};

/// How somebody gets to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Their browser opens by itself.
    Opened,
    /// By following a link.
    Linked,
    /// Not: this peer shows none.
    None,
}

/// The first words of a running peer, with the link to its page.
pub(crate) fn running(
    words: Words,
    dir: &Path,
    communities: &[Community],
    (page, link): (Page, &str),
) -> String {
    let page = match page {
        Page::Opened => say!(words, "start-page-opened", link = link),
        Page::Linked => say!(words, "start-page", link = link),
        Page::None => say!(words, "start-no-page"),
    };
    let profile = say!(words, "start-profile", path = dir.display().to_string());
    let of = |is: fn(&str) -> bool| -> Vec<&String> {
        let these = communities.iter().filter(|community| is(&community.state));
        these.map(|community| &community.name).collect()
    };
    let (within, waiting) = (of(|state| !matches!(state, "waiting" | "left")), of(is_waiting));
    let (first, list) = if !within.is_empty() {
        (
            say!(words, "start-in", names = words.list(&within)),
            vec![
                say!(words, "start-look"),
                say!(words, "start-propose"),
                say!(words, "start-invite"),
                say!(words, "start-stay"),
            ],
        )
    } else if !waiting.is_empty() {
        (
            say!(words, "start-waiting", names = words.list(&waiting)),
            vec![
                say!(words, "start-stay-waiting"),
                say!(words, "start-same-network"),
                say!(words, "start-see"),
            ],
        )
    } else {
        (
            say!(words, "start-empty"),
            vec![say!(words, "start-create"), say!(words, "start-join"), say!(words, "start-stay")],
        )
    };
    let next = if within.is_empty() && !waiting.is_empty() {
        say!(words, "start-next-waiting")
    } else {
        say!(words, "start-next")
    };
    let steps = steps(&list);
    let stop = say!(words, "start-stop");
    format!("{first}\n\n{page}\n\n{next}\n{steps}\n{profile}\n{stop}\n")
}

fn is_waiting(state: &str) -> bool {
    state == "waiting"
}

/// The first words of a neighbourhood to look around in.
pub(crate) fn demo(words: Words, dir: &Path, community: &Community) -> String {
    let profile = quoted(dir);
    let first = say!(words, "demo-made", name = &community.name);
    let next = say!(words, "demo-next");
    let steps = steps(&[
        say!(words, "demo-decisions", profile = &profile),
        say!(words, "demo-how", profile = &profile),
        say!(words, "demo-goals", profile = &profile),
    ]);
    let path = dir.display().to_string();
    format!("{first}\n\n{next}\n{steps}\n{}\n", say!(words, "demo-remove", path = path))
}

fn steps(list: &[String]) -> String {
    (1..).zip(list).map(|(number, step)| format!("  {number}. {step}\n")).collect()
}

/// A path as it can be copied into a command: in quotes where a shell would split it.
pub(crate) fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/\\:._-+@,~".contains(c);
    if path.chars().all(plain) { path } else { format!("\"{path}\"") }
}

#[cfg(test)]
mod tests {
    use words::language::Language;

    use super::*;

    fn community(name: &str, state: &str) -> Community {
        Community {
            id: String::new(),
            name: name.to_owned(),
            purpose: String::new(),
            state: state.to_owned(),
        }
    }

    #[test]
    fn who_waits_reads_that_and_not_that_they_take_part() {
        let words = Words::new(Language::Dutch);
        let said =
            |all: &[Community]| running(words, Path::new("/p"), all, (Page::Linked, "http://"));
        let waiting = said(&[community("Tuin", "waiting")]);
        assert!(waiting.contains("wacht") && waiting.contains("Tuin"), "{waiting}");
        assert!(!waiting.contains("Je doet mee") && !waiting.contains("decision"), "{waiting}");
        let both = said(&[community("Tuin", "waiting"), community("Straat", "member")]);
        assert!(both.contains("Je doet mee aan Straat."), "{both}");
        assert!(said(&[community("Tuin", "left")]).contains("nog niet mee"));
    }

    #[test]
    fn a_path_with_a_space_is_one_word_of_a_command() {
        assert_eq!(quoted(Path::new("/home/ali/meent-demo")), "/home/ali/meent-demo");
        assert_eq!(
            quoted(Path::new("/Users/a/Application Support")),
            "\"/Users/a/Application Support\""
        );
    }
}
