//! Decisions that came along from an earlier season.
//!
//! Guards: nothing here says that it was decided in this community: where it was, and how that went, is
//! for the other one to show. Next: [`crate::decision`].

use act::{
    content::Entity,
    id::{EntityId, MemberId},
};

use crate::{
    date,
    projection::Document,
    reader::{self, Reader, string, word},
    tree::Node,
};

/// A decision that came along from an earlier season.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id: that of the act that created it.
    pub id: EntityId,
    /// Who took it along.
    pub created_by: MemberId,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// The options that were chosen, by title; none where it was adopted.
    pub chosen: Vec<String>,
    /// When it was decided: days since 1970, see [`crate::date`].
    pub decided: i32,
    /// When it is to be looked at again.
    pub review: i32,
    /// What it was where it was taken.
    pub decision: EntityId,
    /// The community in which it was taken.
    pub community: EntityId,
}

fn view(reader: &Reader<'_>, key: &str, map: Node) -> Option<View> {
    let made = reader.made(map)?;
    let day = |field| {
        let days = |value: &automerge::ScalarValue| date::read(word(value)?);
        reader.field(map, field, days).value.unwrap_or_default()
    };
    Some(View {
        id: reader::key(key)?.into(),
        created_by: made.author?,
        title: reader.field(map, "title", string).value.unwrap_or_default(),
        text: reader.text(map, "text"),
        chosen: reader.text(map, "chosen").lines().map(str::to_owned).collect(),
        decided: day("decided"),
        review: day("review"),
        decision: reader.field(map, "decision", reader::entity).value?,
        community: reader.field(map, "community", reader::entity).value?,
    })
}

impl Document {
    /// All decisions that came along, oldest first by their writers' clocks.
    #[must_use]
    pub fn earlier_decisions(&self) -> Vec<View> {
        Reader::now(self).every(Entity::EarlierDecision, view)
    }

    /// One of them.
    #[must_use]
    pub fn earlier_decision(&self, id: EntityId) -> Option<View> {
        Reader::now(self).one(Entity::EarlierDecision, id, view)
    }
}
