//! Files that go by hand, made and taken in. Next: [`super::record`].

use serde::{Deserialize, Serialize};

/// A bundle that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundled {
    /// Always true: an answer was given.
    pub ok: bool,
    /// The community's id.
    pub community: String,
    /// Its name.
    pub name: String,
    /// How many acts are in the file.
    pub acts: usize,
    /// For whom it was made, by name; nothing when it is for anybody.
    #[serde(rename = "for")]
    pub who: Option<String>,
    /// Until when somebody may join by it; nothing when it has no invite.
    pub until: Option<i64>,
    /// How many attachments' contents are in the file.
    #[serde(default)]
    pub attachments: usize,
}

/// What came of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unbundled {
    /// Always true: an answer was given.
    pub ok: bool,
    /// The community's id.
    pub community: String,
    /// Its name.
    pub name: String,
    /// How many acts were in the file.
    pub acts: usize,
    /// How many of them are new here and were taken in.
    #[serde(rename = "new")]
    pub fresh: usize,
    /// How many were not, because they are of somebody who is out, or came by an invite that is over or
    /// used up: a present member's act that names them lets them in.
    pub held: usize,
    /// How many were not, because nobody may take them in.
    pub refused: usize,
    /// How many acts this device wrote on them: joining, acknowledging what is due.
    pub written: usize,
    /// How many things contradict the register that this device knew: scheuring.
    pub rifts: usize,
    /// Whether what was here with this was exactly what its maker had, with the same register. Not when
    /// more was here.
    pub level: bool,
    /// Where the owner stands: as in a community.
    pub state: String,
    /// How many attachments' contents it brought.
    #[serde(default)]
    pub attachments: usize,
}
