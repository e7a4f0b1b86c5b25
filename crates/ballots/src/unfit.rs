//! Why a ballot that was read does not count, one by one, so that each can be said in words of any language.
//!
//! Guards: as [`crate::fault`]. What is wrong with a whole file is said there.

use rules::tally::{approval, dots, ranking, score};

/// Why a ballot does not count.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum Unfit {
    #[error(transparent)]
    Ranking(#[from] ranking::Invalid),
    #[error(transparent)]
    Approval(#[from] approval::Invalid),
    #[error(transparent)]
    Score(#[from] score::Invalid),
    #[error(transparent)]
    Dots(#[from] dots::Invalid),
    #[error("'{0}' and '{1}' are level: give each a place of its own here")]
    Level(String, String),
    #[error("there is no project '{0}'")]
    Project(String),
    #[error("there is no option '{0}'")]
    Option(String),
    #[error("'{0}' has no whole number from 0")]
    Number(String),
    #[error("'{word}' can't be said here: say one of {allowed}")]
    Word { word: String, allowed: String },
    #[error("{wanted} was expected, and this is {found}")]
    Instead { wanted: Wanted, found: Form },
}

/// What a method asks for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum Wanted {
    #[error("one of the words {0}")]
    Words(String),
    #[error("a list of names")]
    Names,
    #[error("an object of names and whole numbers")]
    Marks,
}

/// What a ballot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum Form {
    #[error("a word")]
    Word,
    #[error("a list")]
    List,
    #[error("an object")]
    Object,
}
