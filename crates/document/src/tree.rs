//! The document's maps and texts, as far as compiling and reading need them.
//!
//! Guards: mirrors exactly what the compiled changes say, with what every past shows; a map or text
//! is made by one act only. A test compares it with what Automerge reads. Next: [`crate::writer`].

use std::collections::BTreeMap;

use crate::{
    sequence::Sequence,
    slot::{Content, OpAt, Slot},
};

/// A map or text of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Node(u32);

impl Node {
    pub(crate) const ROOT: Self = Self(0);
}

#[derive(Clone, Debug)]
enum Object {
    Map(BTreeMap<Box<str>, Slot>),
    Text(Sequence),
}

/// All maps and texts.
#[derive(Clone, Debug)]
pub(crate) struct Tree(Vec<(Option<OpAt>, Object)>);

impl Default for Tree {
    fn default() -> Self {
        Self(vec![(None, Object::Map(BTreeMap::new()))])
    }
}

impl Tree {
    fn add(&mut self, made: OpAt, object: Object) -> Node {
        let node =
            Node(u32::try_from(self.0.len()).expect("fewer than 2^32 objects fit in memory"));
        self.0.push((Some(made), object));
        node
    }

    pub(crate) fn add_map(&mut self, made: OpAt) -> Node {
        self.add(made, Object::Map(BTreeMap::new()))
    }

    pub(crate) fn add_text(&mut self, made: OpAt) -> Node {
        self.add(made, Object::Text(Sequence::default()))
    }

    /// The operation that made it; none for the root.
    pub(crate) fn made(&self, node: Node) -> Option<OpAt> {
        self.0.get(node.0 as usize).and_then(|(made, _)| *made)
    }

    /// The keys of a map.
    pub(crate) fn map(&self, node: Node) -> Option<&BTreeMap<Box<str>, Slot>> {
        match self.0.get(node.0 as usize) {
            Some((_, Object::Map(map))) => Some(map),
            _ => None,
        }
    }

    /// A key of a map.
    pub(crate) fn slot(&self, node: Node, key: &str) -> Option<&Slot> {
        self.map(node)?.get(key)
    }

    /// A key of a map, to be written.
    pub(crate) fn slot_mut(&mut self, node: Node, key: &str) -> Option<&mut Slot> {
        match self.0.get_mut(node.0 as usize) {
            Some((_, Object::Map(map))) => {
                // Two lookups where it is new, none of which allocates where it is known.
                if !map.contains_key(key) {
                    map.insert(key.into(), Slot::default());
                }
                map.get_mut(key)
            }
            _ => None,
        }
    }

    /// A text.
    pub(crate) fn text(&self, node: Node) -> Option<&Sequence> {
        match self.0.get(node.0 as usize) {
            Some((_, Object::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// A text, to be edited.
    pub(crate) fn text_mut(&mut self, node: Node) -> Option<&mut Sequence> {
        match self.0.get_mut(node.0 as usize) {
            Some((_, Object::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// The map or text under a key.
    pub(crate) fn child(&self, node: Node, key: &str) -> Option<Node> {
        self.slot(node, key)?.object()
    }

    /// The map or text at the end of a path from the root.
    pub(crate) fn at(&self, path: &[&str]) -> Option<Node> {
        path.iter().try_fold(Node::ROOT, |node, key| self.child(node, key))
    }

    /// The maps in a map, by key.
    pub(crate) fn children(&self, node: Node) -> impl Iterator<Item = (&str, Node)> + '_ {
        let map = self.map(node).into_iter().flatten();
        map.filter_map(|(key, slot)| Some((&**key, slot.object()?)))
    }

    /// The value of a key that is written once.
    pub(crate) fn only(&self, node: Node, key: &str) -> Option<&automerge::ScalarValue> {
        match &self.slot(node, key)?.visible(|_| true).first()?.content {
            Content::Scalar(value) => Some(value),
            Content::Object(_) => None,
        }
    }
}
