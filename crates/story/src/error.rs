//! Why a text is no story.
//!
//! Guards: "this is broken" and "this program can't do that yet" stay apart, since the first is for
//! the author and the second for a newer program. Next: [`crate::story`].

/// Why a story can't be replayed.
#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    /// More bytes than [`crate::story::SIZE`].
    #[error("a story is at most {} MiB", crate::story::SIZE >> 20)]
    TooLong,
    /// Not JSON, or without the four parts of a story.
    #[error("could not read a story: {0}")]
    Unread(#[from] serde_json::Error),
    /// JSON, but not the form of a story.
    #[error("{path}: {what}")]
    Malformed {
        /// Where, such as `acts[3].vote.ballot`.
        path: String,
        /// What is wrong there.
        what: String,
    },
    /// A deed, change or method that belongs to the rules but isn't built yet, or that nobody knows.
    #[error("{path}: needs {what}, not built yet")]
    Needs {
        /// Where.
        path: String,
        /// What it needs, in the words of the story.
        what: String,
    },
}

impl StoryError {
    /// Whether the story may be right but needs a newer program.
    #[must_use]
    pub const fn is_for_newer(&self) -> bool {
        matches!(self, Self::Needs { .. })
    }
}
