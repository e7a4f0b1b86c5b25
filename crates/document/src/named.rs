//! Things that have a name and a few words: circles, roles, topics, house rules, representatives.
//!
//! Guards: as [`crate::goal`]. Next: [`crate::mandate`].

use act::{
    content::Entity,
    id::{EntityId, MemberId},
    log::{Index, Log},
};

use crate::{
    field::Field,
    projection::Document,
    reader::{self, Reader, string},
    tree::Node,
};

/// Something with a name and a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id: that of the act that created it.
    pub id: EntityId,
    /// Who created it; of a representative the organisation.
    pub created_by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub claimed_at: i64,
    /// Its name.
    pub title: Field<String>,
    /// Its words; empty for a topic.
    pub text: String,
    /// Of a role: the circle that it is part of.
    pub circle: Option<EntityId>,
}

fn view(reader: &Reader<'_>, key: &str, map: Node) -> Option<View> {
    let made = reader.made(map)?;
    Some(View {
        id: reader::key(key)?.into(),
        created_by: made.author?,
        claimed_at: made.claimed_at,
        title: reader.field(map, "title", string).or(String::new()),
        text: reader.text(map, "text"),
        circle: reader.field(map, "circle", reader::entity).value,
    })
}

impl Document {
    /// All things of a kind that have a name and a few words, oldest first by their writers' clocks.
    #[must_use]
    pub fn named(&self, kind: Entity) -> Vec<View> {
        Reader::now(self).every(kind, view)
    }

    /// One of them as acts and their past show it; now where no act is given.
    #[must_use]
    pub fn named_at(&self, log: &Log, kind: Entity, id: EntityId, at: &[Index]) -> Option<View> {
        Reader::at_or_now(self, log, at)?.one(kind, id, view)
    }

    /// One of them.
    #[must_use]
    pub fn one_named(&self, kind: Entity, id: EntityId) -> Option<View> {
        Reader::now(self).one(kind, id, view)
    }
}
