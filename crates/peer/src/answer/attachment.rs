//! What a command tells of attachments.
//!
//! Guards: as all answers ([`crate::answer`]). Next: [`crate::attachment`].

use serde::{Deserialize, Serialize};

use super::Fold;

/// A picture or another file on a goal or decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its id.
    pub id: String,
    /// The goal or decision.
    pub on: String,
    /// Who added it.
    pub by: String,
    /// When, by the writer's clock.
    pub at: i64,
    /// The name of the file.
    pub file: String,
    /// What is on a picture; empty where nothing was written.
    pub alt: String,
    /// What it is, by who added it: `png`, `jpeg`, `gif`, `webp`, `pdf`, `text` or `file`.
    pub kind: String,
    /// How many bytes it has.
    pub size: u64,
    /// `here`; `coming`: pieces of it are; `elsewhere`: nobody who is around has it, or has been asked
    /// yet; `too_much`: its author or the community has added more than this device keeps; `erased`.
    pub state: String,
    /// Bytes that are here.
    pub have: u64,
    /// Members known to have erased it too, and members there are; null when it isn't erased.
    pub erased_at: Option<(usize, usize)>,
    /// What members say about showing it; null where nobody ever said anything.
    #[serde(default)]
    pub fold: Option<Fold>,
}
