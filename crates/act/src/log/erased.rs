//! Acts of a log that lost their words, or got them back.
//!
//! Guards: an act keeps its id, its place and its chain whatever happens to its words (definition
//! 12). Next: `rules::judge`, which says what is to be erased.

use std::sync::Arc;

use super::{Index, Log};
use crate::act::Act;

impl Log {
    /// Erases the words of an act that is here (definition 12), or puts those back that somebody left out
    /// without a right to. Tells whether that changed anything; an act of another id changes nothing.
    pub fn replace(&mut self, act: &Arc<Act>) -> bool {
        let Some(entry) = self.find(act.id()).and_then(|index| self.entries.get_mut(index.at()))
        else {
            return false;
        };
        let differs = entry.act != *act;
        if differs {
            entry.act = Arc::clone(act);
            if let Some(index) = self.find(act.id()) {
                self.note_erased(index, act);
            }
        }
        differs
    }

    pub(super) fn note_erased(&mut self, index: Index, act: &Act) {
        if act.is_erased() {
            self.erased.insert(index);
        } else {
            self.erased.remove(&index);
        }
    }

    /// The acts that are here without their words.
    pub fn erased(&self) -> impl Iterator<Item = Index> + '_ {
        self.erased.iter().copied()
    }
}
