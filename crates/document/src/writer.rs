//! The operations of one act, numbered and with the predecessors that its own past shows.
//!
//! Guards: numbers count from one after the greatest of the act's dependencies, predecessors are the
//! values visible at the act's own past, so the change follows from the act and its past alone.
//! Next: [`crate::compile`], which says what each deed writes.

use act::{
    clock::Clock,
    log::{Index, Log},
};
use automerge::{
    ActorId, ObjType, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType, SortedVec},
};

use crate::{
    slot::{Content, OpAt},
    tree::{Node, Tree},
};

/// Who is known to Automerge as the author of each act so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actors {
    // Per act the position of its actor.
    acts: Vec<u32>,
    actors: Vec<ActorId>,
    positions: std::collections::BTreeMap<[u8; 32], u32>,
}

impl Actors {
    /// The actor of the next act.
    pub(crate) fn push(&mut self, bytes: [u8; 32]) {
        let next = u32::try_from(self.actors.len()).expect("no more actors than acts");
        let position = *self.positions.entry(bytes).or_insert(next);
        if position == next {
            self.actors.push(ActorId::from(bytes));
        }
        self.acts.push(position);
    }

    /// The actor of an act.
    pub(crate) fn of(&self, act: Index) -> &ActorId {
        let position = self.acts.get(act.at()).expect("an act is asked for after it was pushed");
        &self.actors[*position as usize]
    }

    fn id(&self, at: OpAt) -> OpId {
        OpId(at.counter, self.of(at.act).clone())
    }

    fn is_greater(&self, a: OpAt, b: OpAt) -> bool {
        (a.counter, self.of(a.act)) > (b.counter, self.of(b.act))
    }
}

/// Writes one act's operations, into the tree and, when wanted, for Automerge.
pub(crate) struct Writer<'a> {
    log: &'a Log,
    act: Index,
    tree: &'a mut Tree,
    actors: &'a Actors,
    next: u64,
    // None when the change is known already and only the tree is to follow.
    operations: Option<Vec<Op>>,
}

/// A replacement in a text: position, how much goes, what comes.
pub(crate) type Edit<'a> = (u32, u32, &'a str);

impl<'a> Writer<'a> {
    pub(crate) const fn new(
        log: &'a Log,
        act: Index,
        tree: &'a mut Tree,
        actors: &'a Actors,
        start: u64,
        operations: Option<Vec<Op>>,
    ) -> Self {
        Self { log, act, tree, actors, next: start, operations }
    }

    /// The number after the last operation, and the operations when they were wanted.
    pub(crate) fn finish(self) -> (u64, Option<Vec<Op>>) {
        (self.next, self.operations)
    }

    /// What is there so far.
    pub(crate) const fn tree(&self) -> &Tree {
        self.tree
    }

    const fn next_op(&mut self) -> OpAt {
        let at = OpAt { act: self.act, counter: self.next };
        self.next += 1;
        at
    }

    fn object(&self, node: Node) -> ObjectId {
        self.tree.made(node).map_or(ObjectId::Root, |made| ObjectId::Id(self.actors.id(made)))
    }

    // Writes a key; the act's own past says over what.
    fn write(&mut self, map: Node, key: &str, action: OpType, content: Content, at: OpAt) {
        let (log, act) = (self.log, self.act);
        let Some(slot) = self.tree.slot_mut(map, key) else { return };
        let over = slot.write(at, content, |other| log.reaches(act, other));
        if self.operations.is_some() {
            let obj = self.object(map);
            let pred = over.into_iter().map(|over| self.actors.id(over)).collect();
            let op = Op { action, obj, key: Key::from(key), pred, insert: false };
            self.emit(op);
        }
    }

    fn emit(&mut self, op: Op) {
        if let Some(operations) = &mut self.operations {
            operations.push(op);
        }
    }

    /// Puts a value under a key.
    pub(crate) fn put(&mut self, map: Node, key: &str, value: impl Into<ScalarValue>) {
        let (at, value) = (self.next_op(), value.into());
        self.write(map, key, OpType::Put(value.clone()), Content::Scalar(value), at);
    }

    /// Makes a map under a key that no other act makes.
    pub(crate) fn map(&mut self, map: Node, key: &str) -> Node {
        let at = self.next_op();
        let node = self.tree.add_map(at);
        self.write(map, key, OpType::Make(ObjType::Map), Content::Object(node), at);
        node
    }

    /// Makes a text under a key that no other act makes.
    pub(crate) fn text(&mut self, map: Node, key: &str, first: &str) -> Node {
        let at = self.next_op();
        let node = self.tree.add_text(at);
        self.write(map, key, OpType::Make(ObjType::Text), Content::Object(node), at);
        if !first.is_empty() {
            self.edit(node, &[(0, 0, first)]);
        }
        node
    }

    /// Edits a text. Positions are those of the text at the act's own past; edits ascend. One that
    /// reaches beyond the text is left out.
    pub(crate) fn edit(&mut self, text: Node, edits: &[Edit<'_>]) {
        let (log, act) = (self.log, self.act);
        let Some(sequence) = self.tree.text(text) else { return };
        // Nearly always the past holds every edit; then nothing is looked up per element.
        let all = sequence.is_known(|other| log.reaches(act, other));
        let clock = if all { Clock::default() } else { log.clock(act) };
        let knows = |other: Index| all || other == act || log.holds(&clock, other);
        let length = if all { sequence.live() } else { sequence.length_where(knows) };
        // Where the text of the past stands by now: `grown - shrunk` further on.
        let (mut grown, mut shrunk) = (0_u64, 0_u64);
        let mut touched = false;
        for (at, delete, insert) in edits {
            let (at, delete) = (u64::from(*at), u64::from(*delete));
            if at + delete > length {
                continue;
            }
            let position = at + grown - shrunk;
            let new = OpAt { act, counter: self.next };
            let chars = insert.chars().count() as u64;
            let actors = self.actors;
            let Some(sequence) = self.tree.text_mut(text) else { return };
            let spliced = sequence
                .splice((position, delete), insert, new, knows, |a, b| actors.is_greater(a, b));
            self.next += chars;
            let removed: u64 = spliced.deleted.iter().map(|(_, count)| count).sum();
            self.next += removed;
            (grown, shrunk) = (grown + chars, shrunk + removed);
            touched = true;
            if self.operations.is_some() {
                self.emit_insertion(text, spliced.after, insert, new);
                self.emit_deletions(text, &spliced.deleted);
            }
        }
        if touched && let Some(sequence) = self.tree.text_mut(text) {
            sequence.touch(act, |other| log.reaches(act, other));
        }
    }

    fn emit_insertion(&mut self, text: Node, after: Option<OpAt>, insert: &str, new: OpAt) {
        let obj = self.object(text);
        let mut key = after.map_or(ElementId::Head, |at| ElementId::Id(self.actors.id(at)));
        for (counter, char) in (new.counter..).zip(insert.chars()) {
            let action = OpType::Put(ScalarValue::from(char));
            let pred = SortedVec::new();
            let op = Op { action, obj: obj.clone(), key: Key::Seq(key), pred, insert: true };
            self.emit(op);
            key = ElementId::Id(self.actors.id(OpAt { act: new.act, counter }));
        }
    }

    fn emit_deletions(&mut self, text: Node, deleted: &[(OpAt, u64)]) {
        let obj = self.object(text);
        for (first, count) in deleted {
            for counter in (first.counter..).take(usize::try_from(*count).unwrap_or_default()) {
                let element = self.actors.id(OpAt { act: first.act, counter });
                let pred = vec![element.clone()].into();
                let key = Key::Seq(ElementId::Id(element));
                let op = Op { action: OpType::Delete, obj: obj.clone(), key, pred, insert: false };
                self.emit(op);
            }
        }
    }
}
