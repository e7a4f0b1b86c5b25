//! The community itself: its name and purpose.
//!
//! Guards: exists from founding; before its name was set, the name is empty. Next: [`crate::goal`].

use act::content::Entity;

use crate::{
    field::Field,
    projection::Document,
    reader::{Reader, string},
    shape,
};

/// A community.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: Field<String>,
    /// What it is for.
    pub purpose: String,
    /// When it was founded, in seconds since 1970 by the founder's clock.
    pub founded_at: i64,
}

impl Document {
    /// The community; `None` before its founding was compiled.
    #[must_use]
    pub fn community(&self) -> Option<View> {
        let reader = Reader::now(self);
        let map = reader.map(&[shape::root(Entity::Community)])?;
        Some(View {
            name: reader.field(map, "name", string).or(String::new()),
            purpose: reader.text(map, "purpose"),
            founded_at: reader.made(map)?.claimed_at,
        })
    }
}
