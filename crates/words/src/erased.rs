//! What is said of words and files that were erased. Next: [`crate::speech`].

use crate::{say, speech::Words};

/// That an `attachment`, or else somebody's words, were erased, and at how many of the members it certainly is.
#[must_use]
pub fn said(words: Words, kind: &str, at: (usize, usize)) -> String {
    let what = match kind {
        "attachment" => say!(words, "attachment-erased"),
        _ => say!(words, "erased-words"),
    };
    let (erased, all) = at;
    let at = if erased >= all {
        say!(words, "erased-all", all = all)
    } else {
        say!(words, "erased-at", erased = erased, all = all)
    };
    format!("{what} {at}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn it_says_at_how_many_it_is_certain() {
        let words = Words::new(Language::Dutch);
        let some = said(words, "comment", (2, 3));
        assert!(
            some.starts_with("Wat hier stond, is gewist. ") && some.contains("2 van de 3"),
            "{some}"
        );
        let all = said(words, "attachment", (3, 3));
        assert!(all.contains("bij alle 3"), "{all}");
    }
}
