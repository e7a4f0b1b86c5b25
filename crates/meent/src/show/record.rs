//! Status, log and check as people's text. Next: [`super::start`].

use peer::answer::{Around, Line, Log, Status, Verified};
use words::{clean, deed, say, speech::Words, when};

use super::short;

pub(super) fn status(words: Words, status: &Status, me: Option<&str>) -> String {
    let mut lines = vec![clean::line(&status.name), say!(words, "show-saved", acts = status.acts)];
    if !status.running {
        lines.push(say!(words, "show-not-running"));
    }
    lines.extend(status.around.iter().map(|one| around(words, one, me)));
    if status.running && status.around.is_empty() {
        lines.push(say!(words, "show-nobody-around"));
    }
    lines.extend(
        status.addresses.iter().map(|address| say!(words, "show-address", address = address)),
    );
    lines.join("\n")
}

fn around(words: Words, one: &Around, me: Option<&str>) -> String {
    let other = say!(words, "show-own-device");
    let name = if me == Some(one.name.as_str()) { &other } else { &one.name };
    match (one.state.as_str(), one.behind) {
        ("connected", Some(0)) => say!(words, "show-around-even", name = name),
        ("connected", Some(behind)) => {
            say!(words, "show-around-behind", name = name, acts = behind)
        }
        ("connected", None) => say!(words, "show-around", name = name),
        _ => say!(words, "show-away", name = name),
    }
}

pub(super) fn log(words: Words, log: &Log) -> String {
    let line = |line: &Line| {
        let said = deed::sentence(words, &line.by, &line.deed, &line.about, &line.text);
        let mark = if line.effective {
            String::new()
        } else {
            format!(" ({})", say!(words, "show-no-effect"))
        };
        format!("{}  {}  {said}{mark}\n", when::stamp(words, line.at), short(&line.id))
    };
    log.log.iter().map(line).collect()
}

pub(super) fn verified(words: Words, verified: &Verified) -> String {
    if verified.ok {
        return say!(words, "show-verified", acts = verified.acts);
    }
    let mut text = format!("{}\n", say!(words, "show-not-verified"));
    for difference in &verified.differences {
        text.push_str(&format!("  - {}\n", clean::line(difference)));
    }
    text
}

#[cfg(test)]
mod tests {
    use words::language::Language;

    use super::*;

    #[test]
    fn the_own_other_device_is_no_neighbour() {
        let words = Words::new(Language::Dutch);
        let one = |name: &str| Around {
            name: name.to_owned(),
            state: "connected".to_owned(),
            behind: Some(0),
        };
        let said = |name| around(words, &one(name), Some("Ali"));
        assert_eq!(said("Ali"), "je andere apparaat is in de buurt en heeft alles");
        assert_eq!(said("Bea"), "Bea is in de buurt en heeft alles");
    }
}
