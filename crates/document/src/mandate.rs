//! Mandates: what they say in words. Who holds one, and for what amount, is for `rules::mandate`.
//!
//! Guards: these words are never altered, so that what was granted is what is read. Next:
//! [`crate::named`].

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

/// What a mandate says in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id: that of the act that created it.
    pub id: EntityId,
    /// Who wrote it.
    pub created_by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub claimed_at: i64,
    /// What it is called.
    pub title: String,
    /// What may be decided under it.
    pub domain: String,
    /// Within what.
    pub constraints: String,
    /// How and when its holders tell what they did.
    pub report: String,
    /// When it is looked at again: days since 1970, see [`crate::date`].
    pub review: i32,
}

fn view(reader: &Reader<'_>, key: &str, map: Node) -> Option<View> {
    let made = reader.made(map)?;
    let days = |value: &automerge::ScalarValue| date::read(word(value)?);
    Some(View {
        id: reader::key(key)?.into(),
        created_by: made.author?,
        claimed_at: made.claimed_at,
        title: reader.field(map, "title", string).value.unwrap_or_default(),
        domain: reader.text(map, "domain"),
        constraints: reader.text(map, "constraints"),
        report: reader.text(map, "report"),
        review: reader.field(map, "review", days).value.unwrap_or_default(),
    })
}

impl Document {
    /// All mandates, granted or only proposed, oldest first by their writers' clocks.
    #[must_use]
    pub fn mandates(&self) -> Vec<View> {
        Reader::now(self).every(Entity::Mandate, view)
    }

    /// One mandate.
    #[must_use]
    pub fn mandate(&self, id: EntityId) -> Option<View> {
        Reader::now(self).one(Entity::Mandate, id, view)
    }
}
