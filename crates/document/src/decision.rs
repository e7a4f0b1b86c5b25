//! Proposals and decisions: their text now, and the text a round is about.
//!
//! Guards: a round is about one version of a text, named by its hash; there is none while title,
//! review date or goal stand in conflict (D2). How a round went is for `rules::round`.
//! Next: [`crate::edit`].

use act::{
    codec,
    content::Entity,
    fraction::Fraction,
    id::{Digest, EntityId, MemberId},
    log::{Index, Log},
    statement,
};
use rules::schema::{self, Type};

use crate::{
    date,
    field::Field,
    projection::Document,
    reader::{self, Reader, string, word},
    tree::Node,
};

/// A proposal or decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id: that of the act that created it.
    pub id: EntityId,
    /// Who proposed it.
    pub created_by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub claimed_at: i64,
    /// Its title.
    pub title: Field<String>,
    /// Its text.
    pub text: String,
    /// When it is to be looked at again: days since 1970, see [`crate::date`].
    pub review: Field<i32>,
    /// The goal it serves.
    pub goal: Field<Option<EntityId>>,
    /// How it will be decided: a word of the schema table.
    pub method: Field<String>,
    /// The quorum that is proposed.
    pub quorum: Field<Option<Fraction>>,
    /// The share that is proposed, of a qualified majority.
    pub share: Field<Option<Fraction>>,
    /// How many are chosen.
    pub seats: Field<Option<i64>>,
    /// How many options a ballot names, dots on one option, or people may stand aside.
    pub most: Field<Option<i64>>,
    /// How many dots a ballot lays.
    pub dots: Field<Option<i64>>,
    /// The pot, in cents.
    pub pot: Field<Option<i64>>,
    /// What becomes of a tie: a word of the schema table.
    pub ties: Field<Option<String>>,
    /// The option that stands for leaving things as they are.
    pub status_quo: Field<Option<EntityId>>,
    /// The role that somebody is chosen for.
    pub role: Field<Option<EntityId>>,
}

/// Different values stand side by side, so there is no version of the text to decide on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} was written in different ways apart; choose one first")]
pub struct TextInConflict {
    /// The field, by its name in the schema table.
    pub field: &'static str,
}

impl View {
    /// The name of this version of the text: a hash over title, text, review date and goal.
    ///
    /// # Errors
    /// When one of these stands in conflict.
    pub fn text_version(&self) -> Result<Digest, TextInConflict> {
        let conflicts = [
            ("title", self.title.is_in_conflict()),
            ("review", self.review.is_in_conflict()),
            ("goal", self.goal.is_in_conflict()),
        ];
        if let Some((field, _)) = conflicts.into_iter().find(|(_, is_in_conflict)| *is_in_conflict)
        {
            return Err(TextInConflict { field });
        }
        let version = (&self.title.value, &self.text, self.review.value, self.goal.value);
        Ok(statement::text(self.id, &codec::encode(&version)))
    }
}

fn share(value: &automerge::ScalarValue) -> Option<Fraction> {
    word(value)?.parse().ok()
}

fn view(reader: &Reader<'_>, key: &str, map: Node) -> Option<View> {
    let made = reader.made(map)?;
    let days = |value: &automerge::ScalarValue| date::read(word(value)?);
    Some(View {
        id: reader::key(key)?.into(),
        created_by: made.author?,
        claimed_at: made.claimed_at,
        title: reader.field(map, "title", string).or(String::new()),
        text: reader.text(map, "text"),
        review: reader.field(map, "review", days).or(0),
        goal: reader.field(map, "goal", reader::entity),
        method: reader.field(map, "method", string).or(String::new()),
        quorum: reader.field(map, "quorum", share),
        share: reader.field(map, "share", share),
        seats: reader.field(map, "seats", reader::number),
        most: reader.field(map, "most", reader::number),
        dots: reader.field(map, "dots", reader::number),
        pot: reader.field(map, "pot", reader::number),
        ties: reader.field(map, "ties", string),
        status_quo: reader.field(map, "status_quo", reader::entity),
        role: reader.field(map, "role", reader::entity),
    })
}

/// The words for methods of the schema table, by number.
#[must_use]
pub fn methods() -> &'static [&'static str] {
    match schema::row(Entity::Decision).named("method").map(|field| field.of) {
        Some(Type::Choice(words)) => words,
        _ => &[],
    }
}

impl Document {
    /// All proposals and decisions, oldest first by their writers' clocks.
    #[must_use]
    pub fn decisions(&self) -> Vec<View> {
        Reader::now(self).every(Entity::Decision, view)
    }

    /// One proposal or decision.
    #[must_use]
    pub fn decision(&self, id: EntityId) -> Option<View> {
        Reader::now(self).one(Entity::Decision, id, view)
    }

    /// One proposal or decision as acts and their past show it, such as the opening of a round; `None`
    /// when it isn't there or one of the acts was not compiled yet.
    #[must_use]
    pub fn decision_at(&self, log: &Log, id: EntityId, at: &[Index]) -> Option<View> {
        Reader::at(self, log, at)?.one(Entity::Decision, id, view)
    }
}
