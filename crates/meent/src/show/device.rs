//! Own devices, the paper key and recovery as people's text. Next: [`super::goal`].

use peer::answer::{Device, Devices, Paper, Recovery};
use words::{say, speech::Words, term};

use super::{columns, short};
use crate::args::Verb;

/// Words beside each other: six lines of four, as people copy them.
const BESIDE: usize = 4;

pub(super) fn list(words: Words, list: &Devices) -> String {
    let row =
        |device: &Device| vec![short(&device.id).to_owned(), term::state(words, &device.state)];
    columns(&list.devices.iter().map(row).collect::<Vec<_>>())
}

pub(super) fn recovery(words: Words, verb: &Verb, recovery: &Recovery) -> String {
    let name = &recovery.name;
    let about = match verb {
        Verb::Member(_) => say!(words, "show-recover-link", name = name),
        _ => say!(words, "show-recover-request", name = name),
    };
    // The link is ours, and one word: made for copying.
    format!("{about}\n\n{}\n", words::clean::line(&recovery.link))
}

/// The words, to be copied on paper.
pub(crate) fn sheet(paper: &Paper) -> String {
    let numbered = (1..).zip(&paper.words).map(|(number, word)| format!("{number:>2}. {word}"));
    let numbered: Vec<_> = numbered.collect();
    columns(&numbered.chunks(BESIDE).map(<[String]>::to_vec).collect::<Vec<_>>())
}

pub(super) fn paper(words: Words, paper: &Paper) -> String {
    if paper.written {
        return say!(words, "show-paper-written");
    }
    format!(
        "{}\n\n{}\n{}",
        say!(words, "show-paper-words"),
        sheet(paper),
        say!(words, "show-paper-unchecked")
    )
}
