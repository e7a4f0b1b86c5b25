//! Own devices, the paper key and recovery as people's text. Next: [`super::goal`].

use peer::answer::{Communities, Device, Devices, Paper, Recovery};
use words::{say, speech::Words, term};

use super::{columns, community, short};
use crate::args::{Verb, device::Device as Verbs};

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

/// After a profile was moved or copied.
pub(super) fn elsewhere(words: Words, verb: &Verbs, list: &Communities) -> String {
    let said = match verb {
        Verbs::Copied => {
            format!("{}\n{}", say!(words, "show-copied"), ways_back(words))
        }
        _ => say!(words, "show-moved"),
    };
    format!("{said}\n\n{}", community::list(words, list))
}

/// How a profile without a device takes part again.
pub(crate) fn ways_back(words: Words) -> String {
    let ways = [
        say!(words, "show-back-device"),
        say!(words, "show-back-paper"),
        say!(words, "show-back-others"),
    ];
    ways.iter().map(|way| format!("  - {way}\n")).collect()
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
