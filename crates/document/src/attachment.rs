//! Attachments: pictures and other files on what people write about.
//!
//! Guards: what an act says of a file is what its author says; only the content itself shows what it is.
//! One whose words were erased has no key any more, so that its content can't be asked for or taken
//! in. Next: [`act::blob`].

use act::{
    blob::{self, Key, Name},
    content::Entity,
    id::{Digest, EntityId, MemberId},
};
use automerge::ScalarValue;

use crate::{
    projection::Document,
    reader::{self, Reader, string, word},
    tree::Node,
};

/// An attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id: that of the act that created it.
    pub id: EntityId,
    /// Who added it.
    pub created_by: MemberId,
    /// When, in seconds since 1970 by the writer's clock.
    pub claimed_at: i64,
    /// What it is attached to.
    pub on: EntityId,
    /// The name of the file.
    pub title: String,
    /// What is on a picture; empty where nothing was written.
    pub alt: String,
    /// What its bytes are said to be: one of [`rules::schema::FILES`].
    pub kind: String,
    /// How many bytes it is said to have.
    pub size: u64,
    /// What names its content.
    pub root: Digest,
    /// The whole name of its content; nothing when its words were erased.
    pub content: Option<Name>,
}

impl Document {
    /// The attachments of something, oldest first by their writers' clocks.
    #[must_use]
    pub fn attachments(&self, on: EntityId) -> Vec<View> {
        let all = self.attachments.get(&on).into_iter().flatten();
        let mut all: Vec<_> = all.filter_map(|id| self.attachment(*id)).collect();
        all.sort_by_key(|view| (view.claimed_at, view.id));
        all
    }

    /// One attachment.
    #[must_use]
    pub fn attachment(&self, id: EntityId) -> Option<View> {
        Reader::now(self).one(Entity::Attachment, id, view)
    }
}

fn view(reader: &Reader<'_>, key: &str, map: Node) -> Option<View> {
    let made = reader.made(map)?;
    let text = |name| reader.field(map, name, string).value;
    let size = reader.field(map, "size", reader::number).value?;
    let size = u64::try_from(size).ok().filter(|size| blob::chunks(*size).is_some())?;
    let root = reader.field(map, "content", digest).value?;
    let content = text("key").and_then(|key| Key::read(&key));
    Some(View {
        id: reader::key(key)?.into(),
        created_by: made.author?,
        claimed_at: made.claimed_at,
        on: reader.field(map, "on", reader::entity).value?,
        title: text("title").unwrap_or_default(),
        alt: text("alt").unwrap_or_default(),
        kind: text("kind").unwrap_or_default(),
        size,
        root,
        content: content.map(|key| Name { root, key, size }),
    })
}

fn digest(value: &ScalarValue) -> Option<Digest> {
    Digest::from_hex(word(value)?)
}
