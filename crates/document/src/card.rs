//! A member's name card: what somebody wants to be called.
//!
//! Guards: only its owner writes it; the name of somebody who gave none is empty.
//! Next: [`crate::goal`].

use act::{content::Entity, id::MemberId};

use crate::{
    field::Field,
    projection::Document,
    reader::{Reader, string},
    shape,
};

/// A name card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Whose it is.
    pub member: MemberId,
    /// What they want to be called.
    pub name: Field<String>,
}

impl Document {
    /// The card of a member; `None` for somebody who was never here.
    #[must_use]
    pub fn card(&self, member: MemberId) -> Option<View> {
        let reader = Reader::now(self);
        let map = reader.map(&[shape::root(Entity::Card), &member.to_string()])?;
        Some(View { member, name: reader.field(map, "name", string).or(String::new()) })
    }
}
