//! What was worked out before, kept while it is little.
//!
//! Guards: a memory that an attacker can fill stays small; forgetting changes no verdict, only the
//! time it takes. Next: [`super`], which asks here first.

use std::collections::BTreeMap;

/// The most that is kept, in units of about 100 bytes: 6 MB, and 200 registers of 300 people.
const MOST: usize = 65_536;

/// Answers by question; all are forgotten when they become too many.
#[derive(Clone, Debug)]
pub(super) struct Memo<K, V> {
    known: BTreeMap<K, V>,
    size: usize,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { known: BTreeMap::new(), size: 0 }
    }
}

impl<K: Ord, V> Memo<K, V> {
    pub(super) fn get(&self, key: &K) -> Option<&V> {
        self.known.get(key)
    }

    /// Keeps a new answer that takes so many units besides its one.
    pub(super) fn keep(&mut self, key: K, value: V, more: usize) {
        let size = more.saturating_add(1);
        if self.size.saturating_add(size) > MOST {
            self.known.clear();
            self.size = 0;
        }
        self.size = self.size.saturating_add(size);
        self.known.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_stays_little() {
        let mut memo = Memo::default();
        for key in 0..3 * MOST {
            memo.keep(key, (), 0);
            assert!(memo.get(&key).is_some() && memo.known.len() <= MOST);
        }
        memo.keep(0, (), MOST);
        assert_eq!(memo.known.len(), 1, "a big answer stands alone");
    }
}
