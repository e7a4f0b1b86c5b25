//! One key of a map with everything ever written to it: what is visible at any past.
//!
//! Guards: a value written over another had that one in its past, so what a past shows is found by
//! walking down from the newest values and stopping at the first known ones. Next: [`crate::tree`].

use act::log::Index;
use automerge::ScalarValue;

use crate::tree::Node;

/// An operation: the act that made it, and its number in Automerge's count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpAt {
    pub(crate) act: Index,
    pub(crate) counter: u64,
}

/// What stands under a key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Scalar(ScalarValue),
    Object(Node),
}

/// A value that was written.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) at: OpAt,
    pub(crate) content: Content,
    // Positions in `Slot::versions` of what it was written over, and of what was written over it.
    older: Vec<usize>,
    newer: Vec<usize>,
}

/// A key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slot {
    versions: Vec<Version>,
    tips: Vec<usize>,
}

impl Slot {
    fn visible_positions(&self, knows: impl Fn(Index) -> bool) -> Vec<usize> {
        let knows_at = |position: usize| {
            self.versions.get(position).is_some_and(|version| knows(version.at.act))
        };
        if self.tips.iter().all(|tip| knows_at(*tip)) {
            return self.tips.clone();
        }
        let (mut found, mut seen, mut next) = (Vec::new(), self.tips.clone(), self.tips.clone());
        while let Some(position) = next.pop() {
            let Some(version) = self.versions.get(position) else { continue };
            if knows(version.at.act) {
                if !version.newer.iter().any(|newer| knows_at(*newer)) {
                    found.push(position);
                }
                continue;
            }
            for older in &version.older {
                // Only what this past doesn't know is walked through, and that is little.
                if !seen.contains(older) {
                    seen.push(*older);
                    next.push(*older);
                }
            }
        }
        found
    }

    /// The values that a past shows: several where they were written apart.
    pub(crate) fn visible(&self, knows: impl Fn(Index) -> bool) -> Vec<&Version> {
        let positions = self.visible_positions(knows);
        positions.into_iter().filter_map(|position| self.versions.get(position)).collect()
    }

    /// Writes a value over those that its act's past shows; tells which operations these are.
    pub(crate) fn write(
        &mut self,
        at: OpAt,
        content: Content,
        knows: impl Fn(Index) -> bool,
    ) -> Vec<OpAt> {
        let older = self.visible_positions(knows);
        let position = self.versions.len();
        let mut over = Vec::with_capacity(older.len());
        for older in &older {
            if let Some(version) = self.versions.get_mut(*older) {
                version.newer.push(position);
                over.push(version.at);
            }
        }
        self.tips.retain(|tip| !older.contains(tip));
        self.tips.push(position);
        self.versions.push(Version { at, content, older, newer: Vec::new() });
        over
    }

    /// The map or text that was made here; keys that hold one are written once.
    pub(crate) fn object(&self) -> Option<Node> {
        self.versions.iter().find_map(|version| match version.content {
            Content::Object(node) => Some(node),
            Content::Scalar(_) => None,
        })
    }
}
