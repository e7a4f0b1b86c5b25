//! What the operating system said, in the person's language.
//!
//! Guards: no English of the system's in a sentence; what has no words of ours stands behind "the
//! computer says". Next: [`crate::refusal`].

use std::io::{self, ErrorKind};

use crate::{say, speech::Words};

/// An error of the system as the end of a sentence.
#[must_use]
pub fn said(words: Words, error: &io::Error) -> String {
    let text = error.to_string();
    let known = known(words, error.kind()).or_else(|| known(words, kind_in(&text)?));
    known.unwrap_or_else(|| say!(words, "system-other", what = text))
}

/// The same for an error that only its text is left of; the text itself when that names no kind we know.
#[must_use]
pub fn said_in(words: Words, text: &str) -> String {
    kind_in(text).and_then(|kind| known(words, kind)).unwrap_or_else(|| text.to_owned())
}

/// The kind of an error whose rooms below hid it in types of their own; the system's number stays in the
/// text, as `std` writes it.
#[must_use]
pub fn kind_in(text: &str) -> Option<ErrorKind> {
    let (_, rest) = text.rsplit_once("(os error ")?;
    let number = rest.split(')').next()?.parse().ok()?;
    Some(io::Error::from_raw_os_error(number).kind())
}

fn known(words: Words, kind: ErrorKind) -> Option<String> {
    Some(match kind {
        ErrorKind::NotFound => say!(words, "system-not-found"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            say!(words, "system-not-allowed")
        }
        ErrorKind::AddrInUse => say!(words, "system-address-taken"),
        ErrorKind::AddrNotAvailable => say!(words, "system-address-elsewhere"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!(words, "system-full"),
        ErrorKind::NotADirectory => say!(words, "system-no-folder"),
        ErrorKind::IsADirectory => say!(words, "system-folder"),
        ErrorKind::FileTooLarge => say!(words, "system-too-large"),
        ErrorKind::InvalidData => say!(words, "system-unreadable"),
        ErrorKind::UnexpectedEof => say!(words, "system-ended"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn the_system_speaks_the_persons_language() {
        let words = Words::new(Language::Dutch);
        let gone = std::fs::read("no/such/file").unwrap_err();
        assert_eq!(said(words, &gone), "het bestaat niet");
        // As the transports hand it on: the kind is lost, the number is in the text.
        let hidden = io::Error::other(gone.to_string());
        assert_eq!(said(words, &hidden), "het bestaat niet");
        assert_eq!(said_in(words, &format!("can't save: {gone}")), "het bestaat niet");
        assert_eq!(said(words, &io::Error::other("odd")), "de computer zegt: odd");
        assert_eq!(said_in(words, "the table acts is gone"), "the table acts is gone");
    }
}
