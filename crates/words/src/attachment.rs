//! What is said of pictures and other files. Next: [`crate::speech`].

use crate::{say, speech::Words};

const MEGABYTE: u64 = 1_000_000;

/// How large a file is: "12 kB", "3 MB"; rounded up, so that nothing is 0.
#[must_use]
pub fn size(words: Words, bytes: u64) -> String {
    let count = |unit: u64| usize::try_from(bytes.div_ceil(unit)).unwrap_or(usize::MAX);
    if bytes < MEGABYTE {
        say!(words, "attachment-size-small", n = count(1_000))
    } else {
        say!(words, "attachment-size", n = count(MEGABYTE))
    }
}

/// What a file is and how large: "pdf, 3 MB". For the words that JSON knows (`png`, `pdf` ...).
#[must_use]
pub fn kind(words: Words, kind: &str, bytes: u64) -> String {
    let size = size(words, bytes);
    match kind {
        "png" | "jpeg" | "gif" | "webp" => say!(words, "attachment-kind-picture", size = size),
        "pdf" => say!(words, "attachment-kind-pdf", size = size),
        "text" => say!(words, "attachment-kind-text", size = size),
        _ => say!(words, "attachment-kind-file", size = size),
    }
}

/// Why the content of a file isn't here; nothing when it is. `bytes` that are here, and of how many.
#[must_use]
pub fn missing(words: Words, state: &str, (have, all): (u64, u64)) -> Option<String> {
    Some(match state {
        "here" => return None,
        "coming" => {
            let (have, all) = (size(words, have), size(words, all));
            say!(words, "attachment-coming", have = have, size = all)
        }
        "too_much" => say!(words, "attachment-too-much"),
        "erased" => say!(words, "attachment-erased"),
        _ => say!(words, "attachment-elsewhere"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn sizes_are_rounded_up_and_never_nothing() {
        let words = Words::new(Language::Dutch);
        for (bytes, wanted) in
            [(1, "1 kB"), (999_999, "1.000 kB"), (1_000_000, "1 MB"), (33_554_432, "34 MB")]
        {
            assert_eq!(size(words, bytes), wanted);
        }
    }
}
