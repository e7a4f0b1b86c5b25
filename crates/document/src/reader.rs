//! Views read from here: the document now, or as an act and its past show it.
//!
//! Guards: a past is asked for by an act that is in the document, never by heads that may be unknown;
//! what a reader shows is what Automerge shows (a test compares them). Next: [`crate::decision`].

use act::{
    clock::Clock,
    content::Entity,
    id::{ActId, EntityId, MemberId},
    log::{Index, Log},
};
use automerge::ScalarValue;

use crate::{
    field::{Field, Version},
    projection::{Document, Record},
    shape,
    slot::{Content, Version as Written},
    tree::Node,
};

/// Reads one state of a document.
pub(crate) struct Reader<'a> {
    document: &'a Document,
    past: Option<(&'a Log, Clock)>,
}

impl<'a> Reader<'a> {
    /// The document now.
    pub(crate) const fn now(document: &'a Document) -> Self {
        Self { document, past: None }
    }

    /// The document as these acts and their past show it; `None` when one was not compiled yet.
    pub(crate) fn at(document: &'a Document, log: &'a Log, acts: &[Index]) -> Option<Self> {
        let known = acts.iter().all(|act| act.at() < document.len() && act.at() < log.len());
        known.then(|| Self { document, past: Some((log, log.clock_of(acts.iter().copied()))) })
    }

    /// The same; the document now where no act is given.
    pub(crate) fn at_or_now(document: &'a Document, log: &'a Log, acts: &[Index]) -> Option<Self> {
        if acts.is_empty() { Some(Self::now(document)) } else { Self::at(document, log, acts) }
    }

    pub(crate) fn knows(&self, act: Index) -> bool {
        self.past.as_ref().is_none_or(|(log, clock)| log.holds(clock, act))
    }

    /// The map at a path, if it was made in this past.
    pub(crate) fn map(&self, path: &[&str]) -> Option<Node> {
        let node = self.document.tree.at(path)?;
        self.document.tree.made(node).is_none_or(|made| self.knows(made.act)).then_some(node)
    }

    /// The maps in the map at a path that were made in this past, by key.
    pub(crate) fn maps(&self, path: &[&str]) -> impl Iterator<Item = (&'a str, Node)> + '_ {
        let tree = &self.document.tree;
        let children = tree.at(path).into_iter().flat_map(|node| tree.children(node));
        children.filter(|(_, node)| tree.made(*node).is_some_and(|made| self.knows(made.act)))
    }

    /// All things of a kind as a view shows them, oldest first by their writers' clocks.
    pub(crate) fn every<V>(
        &self,
        kind: Entity,
        view: impl Fn(&Self, &str, Node) -> Option<V>,
    ) -> Vec<V> {
        let maps = self.maps(&[shape::root(kind)]);
        let mut maps: Vec<_> =
            maps.filter_map(|(key, map)| Some((self.made(map)?.claimed_at, key, map))).collect();
        // Keys are written in hexadecimal, so they stand in the order of the ids.
        maps.sort_unstable_by_key(|(at, key, _)| (*at, *key));
        maps.into_iter().filter_map(|(_, key, map)| view(self, key, map)).collect()
    }

    /// One thing of a kind as a view shows it.
    pub(crate) fn one<V>(
        &self,
        kind: Entity,
        id: EntityId,
        view: impl Fn(&Self, &str, Node) -> Option<V>,
    ) -> Option<V> {
        let key = id.to_string();
        view(self, &key, self.map(&[shape::root(kind), &key])?)
    }

    /// What is recorded of the act that made a map.
    pub(crate) fn made(&self, node: Node) -> Option<&'a Record> {
        self.document.records.get(self.document.tree.made(node)?.act.at())
    }

    /// A value, with those written apart from it.
    pub(crate) fn field<T: Clone + PartialEq>(
        &self,
        node: Node,
        key: &str,
        read: impl Fn(&ScalarValue) -> Option<T>,
    ) -> Field<Option<T>> {
        let visible =
            self.document.tree.slot(node, key).map(|slot| slot.visible(|a| self.knows(a)));
        let mut visible = visible.unwrap_or_default();
        visible.sort_by_key(|written| {
            std::cmp::Reverse((written.at.counter, self.document.actors.of(written.at.act)))
        });
        let versions: Vec<_> = visible.iter().map(|written| self.version(written, &read)).collect();
        let value = versions.first().and_then(|version| version.value.clone());
        let differ = versions.iter().any(|version| version.value != value);
        Field { value, conflicts: if differ { versions } else { Vec::new() } }
    }

    fn version<T>(
        &self,
        written: &Written,
        read: impl Fn(&ScalarValue) -> Option<T>,
    ) -> Version<Option<T>> {
        let record = &self.document.records[written.at.act.at()];
        let value = match &written.content {
            Content::Scalar(value) => read(value),
            Content::Object(_) => None,
        };
        // Only acts with an author write anything.
        let by = record.author.unwrap_or(MemberId([0; 32]));
        Version { value, by, at: record.claimed_at, act: record.id }
    }

    /// A text.
    pub(crate) fn text(&self, node: Node, key: &str) -> String {
        let tree = &self.document.tree;
        let text = tree.child(node, key).and_then(|node| tree.text(node));
        text.map_or_else(String::new, |text| match self.past {
            None => text.text(),
            Some(_) => text.text_where(|act| self.knows(act)),
        })
    }
}

/// Reads a string.
pub(crate) fn string(value: &ScalarValue) -> Option<String> {
    word(value).map(str::to_owned)
}

/// Reads a string without keeping it.
pub(crate) fn word(value: &ScalarValue) -> Option<&str> {
    match value {
        ScalarValue::Str(text) => Some(text),
        _ => None,
    }
}

/// Reads the id of an entity.
pub(crate) fn entity(value: &ScalarValue) -> Option<EntityId> {
    EntityId::from_hex(word(value)?)
}

/// Reads a whole number.
pub(crate) fn number(value: &ScalarValue) -> Option<i64> {
    match value {
        ScalarValue::Int(number) => Some(*number),
        _ => None,
    }
}

/// The id that a key of a map stands for.
pub(crate) fn key(key: &str) -> Option<ActId> {
    ActId::from_hex(key)
}
