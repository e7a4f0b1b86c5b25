//! Remarks: on goals, decisions, rounds and other remarks; and the reasons of ballots.
//!
//! Guards: a remark is its author's own and is never edited. Next: [`crate::field`].

use act::{
    content::Role,
    id::{ActId, MemberId},
};

use crate::{compile, projection::Document, reader::Reader, reader::word, shape};

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The act that made it.
    pub id: ActId,
    /// The act that brought what it is about.
    pub on: ActId,
    /// What it is.
    pub role: Role,
    /// Who wrote it.
    pub by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub claimed_at: i64,
    /// What it says.
    pub text: String,
}

impl Document {
    /// The remarks on something, oldest first by their writers' clocks.
    #[must_use]
    pub fn comments(&self, on: ActId) -> Vec<View> {
        let acts = self.remarks.get(&on).into_iter().flatten();
        let mut comments: Vec<_> = acts.filter_map(|act| self.comment(*act)).collect();
        comments.sort_by_key(|comment| (comment.claimed_at, comment.id));
        comments
    }

    /// One remark, such as the reason of a ballot.
    #[must_use]
    pub fn comment(&self, id: ActId) -> Option<View> {
        let reader = Reader::now(self);
        let map = reader.map(&[shape::COMMENTS, &id.to_string()])?;
        let made = reader.made(map)?;
        let role = word(self.tree.only(map, "role")?)?;
        let roles = [Role::Reason, Role::Advice];
        let role = roles.into_iter().find(|one| role == compile::role(*one));
        Some(View {
            id,
            on: ActId::from_hex(word(self.tree.only(map, "on")?)?)?,
            role: role.unwrap_or(Role::Comment),
            by: made.author?,
            claimed_at: made.claimed_at,
            text: word(self.tree.only(map, "text")?)?.to_owned(),
        })
    }
}
