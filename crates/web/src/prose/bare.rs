//! Addresses that people simply typed or pasted: `https://...` in the middle of a text.
//!
//! Guards: the full stop of the sentence and the bracket around the address stay outside it. Next:
//! [`mod@super::read`].

use super::Inline;
use crate::safe::SafeUrl;

/// What ends a sentence or a clause rather than an address.
const CLOSING: &str = ".,;:!?'\"*_~”’»…";

/// A text with its bare http and https addresses as links.
pub(super) fn link(text: String) -> Vec<Inline> {
    let mut found = Vec::new();
    let (mut done, mut from) = (0, 0);
    while let Some(at) = next(&text, from) {
        let rest = text.get(at..).unwrap_or_default();
        let end = at + length(rest);
        let address = text.get(at..end).unwrap_or_default();
        if let Some(to) = SafeUrl::parse(address) {
            push(&mut found, text.get(done..at));
            found.push(Inline::Link { to, inside: vec![Inline::Text(address.to_owned())] });
            done = end;
        }
        // At least past the "http" that was found.
        from = end.max(at + 4);
    }
    if done == 0 {
        return vec![Inline::Text(text)];
    }
    push(&mut found, text.get(done..));
    found
}

fn push(found: &mut Vec<Inline>, text: Option<&str>) {
    let text = text.filter(|text| !text.is_empty());
    found.extend(text.map(|text| Inline::Text(text.to_owned())));
}

/// Where the next `http://` or `https://` begins that isn't the end of another word.
fn next(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find(['h', 'H'])?;
        let rest = text.get(at..)?;
        let begins = ["http://", "https://"].iter().any(|scheme| {
            rest.get(..scheme.len()).is_some_and(|found| found.eq_ignore_ascii_case(scheme))
        });
        let before = text.get(..at)?.chars().next_back();
        if begins && !before.is_some_and(char::is_alphanumeric) {
            return Some(at);
        }
        at += 1;
    }
}

/// How many bytes of the text belong to the address it begins with.
fn length(text: &str) -> usize {
    let whole =
        text.find(|c: char| c.is_whitespace() || "<>\"“”«»|`\\".contains(c)).unwrap_or(text.len());
    let address = text.get(..whole).unwrap_or_default();
    let mut end = whole;
    // Brackets that the address opens itself belong to it: `.../Linde_(boom)`.
    let mut open = ['(', '['].map(|c| address.matches(c).count());
    let mut close = [')', ']'].map(|c| address.matches(c).count());
    for c in address.chars().rev() {
        match c {
            ')' if close[0] > open[0] => close[0] -= 1,
            ']' if close[1] > open[1] => close[1] -= 1,
            '(' => open[0] -= 1,
            '[' => open[1] -= 1,
            _ if CLOSING.contains(c) => {}
            _ => break,
        }
        end -= c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_stays_outside_the_address() {
        for (text, addresses) in [
            ("Zie https://linde.example.", &["https://linde.example/"][..]),
            ("(https://linde.example/x)", &["https://linde.example/x"]),
            ("https://nl.example/Linde_(boom)!", &["https://nl.example/Linde_(boom)"]),
            ("(zie https://nl.example/Linde_(boom))", &["https://nl.example/Linde_(boom)"]),
            (
                "“https://a.example/”, http://b.example?x=1&y=2…",
                &["https://a.example/", "http://b.example/?x=1&y=2"],
            ),
            ("HTTPS://A.example", &["https://a.example/"]),
            ("https://a.example)(", &["https://a.example/"]),
            ("xhttps://a.example", &[]),
            ("https://", &[]),
            ("http http:// https", &[]),
            ("https://user:pass@a.example", &[]),
            ("ftp://a.example javascript:alert(1)", &[]),
        ] {
            let inlines = link(text.to_owned());
            let found: Vec<_> = inlines
                .iter()
                .filter_map(|one| match one {
                    Inline::Link { to, .. } => Some(to.as_str()),
                    _ => None,
                })
                .collect();
            assert_eq!(found, addresses, "{text}");
            let mut said = String::new();
            super::super::say(&inlines, &mut said);
            assert_eq!(said, text, "nothing gets lost");
        }
    }
}
