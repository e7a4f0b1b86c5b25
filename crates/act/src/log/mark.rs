//! Back to how a log was before some acts were appended.
//!
//! Guards: what is appended in vain costs what it takes to append it, not a copy of the whole log. Next:
//! `sync::intake`, which tries what leans on acts that may be refused.

use std::collections::BTreeSet;

use super::{Index, Log};

/// How a log was at some moment, as long as nothing was sealed or erased since.
#[derive(Debug)]
pub struct Mark {
    acts: usize,
    heads: BTreeSet<Index>,
}

impl Log {
    /// How it is now; costs a copy of the heads.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { acts: self.entries.len(), heads: self.heads.clone() }
    }

    /// Takes out again what was appended since, none of it sealed yet.
    pub fn back_to(&mut self, mark: Mark) {
        while self.entries.len() > mark.acts {
            let Some(entry) = self.entries.pop() else { break };
            self.by_id.remove(&entry.act.id());
            self.tips.forget(entry.branch);
            let branch = entry.branch as usize;
            let Some(stretch) = self.stretches.get_mut(branch) else { continue };
            stretch.acts.pop();
            // Branches are numbered as they come, so the one that began last is the last one.
            if stretch.acts.is_empty() {
                self.stretches.truncate(branch);
                let device = entry.act.device();
                if let Some(branches) = self.devices.get_mut(&device) {
                    branches.pop();
                    if branches.is_empty() {
                        self.devices.remove(&device);
                    }
                }
            }
        }
        let stays = |index: &Index| index.at() < mark.acts;
        self.erased.retain(stays);
        self.origins.keep(stays);
        self.heads = mark.heads;
    }
}
