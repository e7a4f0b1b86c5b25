//! Attachments: a file on its way in from its owner, one on its way out, what a file is.
//!
//! Guards: what a file is shows in its bytes, never in its name or in what somebody says; what leaves is
//! verified piece by piece. Next: `core/attaching.rs`, what the profile does with them.

use act::blob::Key;
use serde::{Deserialize, Serialize};
use store::blob::{Blobs, Held, New, Sealed};
use tokio::sync::OwnedSemaphorePermit;

use crate::{answer, refusal::Refusal};

/// What somebody attaches, but for the bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attach {
    /// Name, id or unique beginning of an id; may be left out when there is one community.
    pub community: Option<String>,
    /// The goal or decision: its id, or the beginning.
    pub on: String,
    /// The name of the file.
    pub title: String,
    /// What is on a picture, for who can't see it.
    pub alt: String,
}

/// A file on its way in. Dropped before it was attached, nothing is left of it.
#[derive(Debug)]
pub struct Upload {
    new: New,
    place: Option<OwnedSemaphorePermit>,
}

/// A file that came in whole.
#[derive(Debug)]
pub struct Uploaded {
    pub(crate) sealed: Sealed,
    /// Until it is attached.
    pub(crate) place: Option<OwnedSemaphorePermit>,
}

impl Upload {
    pub(crate) fn begin(blobs: &Blobs, key: Key) -> Result<Self, Refusal> {
        Ok(Self { new: blobs.take(key).map_err(|error| disk(&error))?, place: None })
    }

    pub(crate) fn holding(self, place: OwnedSemaphorePermit) -> Self {
        Self { place: Some(place), ..self }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// When the file is larger than an attachment may be, or the disk refuses.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        match self.new.push(bytes) {
            Ok(true) => Ok(()),
            Ok(false) => Err(Refusal::BadFile("too_large".to_owned())),
            Err(error) => Err(disk(&error)),
        }
    }

    /// That was all of it.
    ///
    /// # Errors
    /// When it is empty, or the disk refuses.
    pub fn finish(self) -> Result<Uploaded, Refusal> {
        let sealed = self.new.seal().map_err(|error| disk(&error))?;
        let sealed = sealed.ok_or_else(|| Refusal::BadFile("empty".to_owned()))?;
        Ok(Uploaded { sealed, place: self.place })
    }
}

/// A file on its way out: an iterator over its bytes, in pieces of at most 64 KiB.
#[derive(Debug)]
pub struct Content {
    /// What is known of it.
    pub told: answer::Attachment,
    held: Held,
    next: u32,
    place: Option<OwnedSemaphorePermit>,
}

impl Content {
    pub(crate) const fn new(told: answer::Attachment, held: Held) -> Self {
        Self { told, held, next: 0, place: None }
    }

    pub(crate) fn holding(self, place: OwnedSemaphorePermit) -> Self {
        Self { place: Some(place), ..self }
    }

    /// What its bytes say that it is: one of [`rules::schema::FILES`].
    ///
    /// # Errors
    /// When it can't be read.
    pub fn kind(&mut self) -> std::io::Result<&'static str> {
        Ok(kind(&self.held.chunk(0)?.unwrap_or_default()))
    }
}

impl Iterator for Content {
    type Item = std::io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.held.chunk(self.next).transpose();
        self.next = match &piece {
            Some(Ok(_)) => self.next.saturating_add(1),
            // Nothing follows on what can't be read.
            _ => u32::MAX,
        };
        if !matches!(piece, Some(Ok(_))) {
            self.place = None;
        }
        piece
    }
}

fn disk(error: &std::io::Error) -> Refusal {
    Refusal::Disk(error.to_string())
}

/// The words for pictures that every browser shows.
pub const PICTURES: [&str; 4] = ["png", "jpeg", "gif", "webp"];

/// What a file is by how it begins: one of [`rules::schema::FILES`]. Patterns of the WHATWG's standard
/// "MIME Sniffing", sections 6.1 and 7; text is what is UTF-8 without control characters.
#[must_use]
pub fn kind(begin: &[u8]) -> &'static str {
    match begin {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => "png",
        [0xff, 0xd8, 0xff, ..] => "jpeg",
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => "gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', b'V', b'P', ..] => "webp",
        [b'%', b'P', b'D', b'F', b'-', ..] => "pdf",
        _ if is_text(begin) => "text",
        _ => "file",
    }
}

fn is_text(begin: &[u8]) -> bool {
    // The last character may go on after the piece that is at hand.
    let text = match std::str::from_utf8(begin) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(begin.get(..error.valid_up_to()).unwrap_or_default())
                .unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (bytes, wanted) in [
            (&b"\x89PNG\r\n\x1a\n rest"[..], "png"),
            (b"\xff\xd8\xff\xe0 JFIF", "jpeg"),
            (b"GIF89a rest", "gif"),
            (b"GIF88a\0rest", "file"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
            (b"RIFF\0\0\0\0WAVEfmt ", "file"),
            (b"%PDF-1.7\n", "pdf"),
            ("Notulen van 12 mei: één besluit".as_bytes(), "text"),
            (b"<svg onload=alert(1)>", "text"),
            (b"MZ\x90\0\x03", "file"),
            (b"", "file"),
            (b"\xff\xfe\xfd", "file"),
        ] {
            assert_eq!(kind(bytes), wanted, "{bytes:?}");
            assert!(rules::schema::FILES.contains(&wanted));
        }
        // Cut in the middle of a character.
        assert_eq!(kind(&"één".as_bytes()[..1]), "file");
        assert_eq!(kind(&"x één".as_bytes()[..3]), "text");
        assert!(PICTURES.iter().all(|picture| rules::schema::FILES.contains(picture)));
    }
}
