//! Goals: what people want to reach together.
//!
//! Guards: a text edited apart keeps everybody's words; a title written apart shows all.
//! Next: [`crate::decision`].

use act::{
    content::Entity,
    id::{EntityId, MemberId},
    log::{Index, Log},
};

use crate::{
    field::Field,
    projection::Document,
    reader::{self, Reader, string},
    shape,
    tree::Node,
};

/// A goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id: that of the act that created it.
    pub id: EntityId,
    /// Who created it.
    pub created_by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub claimed_at: i64,
    /// Its title.
    pub title: Field<String>,
    /// Its text.
    pub text: String,
    /// What it was in the community that this one goes on from.
    pub origin: Option<EntityId>,
}

fn view(reader: &Reader<'_>, key: &str, map: Node) -> Option<View> {
    let made = reader.made(map)?;
    Some(View {
        id: reader::key(key)?.into(),
        created_by: made.author?,
        claimed_at: made.claimed_at,
        title: reader.field(map, "title", string).or(String::new()),
        text: reader.text(map, "text"),
        origin: reader.field(map, "origin", reader::entity).value,
    })
}

impl Document {
    /// All goals, oldest first by their writers' clocks.
    #[must_use]
    pub fn goals(&self) -> Vec<View> {
        let reader = Reader::now(self);
        let maps = reader.maps(&[shape::root(Entity::Goal)]);
        let mut goals: Vec<_> = maps.filter_map(|(key, map)| view(&reader, key, map)).collect();
        goals.sort_by_key(|goal| (goal.claimed_at, goal.id));
        goals
    }

    /// One goal.
    #[must_use]
    pub fn goal(&self, id: EntityId) -> Option<View> {
        goal(&Reader::now(self), id)
    }

    /// One goal as acts and their past show it; `None` when it isn't there or one of the acts was not
    /// compiled yet.
    #[must_use]
    pub fn goal_at(&self, log: &Log, id: EntityId, at: &[Index]) -> Option<View> {
        goal(&Reader::at(self, log, at)?, id)
    }
}

fn goal(reader: &Reader<'_>, id: EntityId) -> Option<View> {
    let key = id.to_string();
    view(reader, &key, reader.map(&[shape::root(Entity::Goal), &key])?)
}
