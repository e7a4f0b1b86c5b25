//! Causal clocks: per branch of a device the greatest sequence number in a past.
//!
//! Guards: a past is closed, so it holds a branch up to some number and nothing beyond. Stored as
//! what changed since the act before, with a full one now and then. Next: [`crate::log`].

/// A branch of a device's chain, numbered in order of arrival on this peer.
pub type Branch = u32;

/// How far a past reaches along every branch; 0 where it holds nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clock(Vec<u32>);

impl Clock {
    /// How far it reaches along this branch.
    #[must_use]
    pub fn get(&self, branch: Branch) -> u32 {
        self.0.get(branch as usize).copied().unwrap_or_default()
    }

    /// Reaches at least this far along the branch; tells whether that is further than before.
    pub fn advance(&mut self, branch: Branch, seq: u32) -> bool {
        let branch = branch as usize;
        if self.0.len() <= branch {
            self.0.resize(branch.saturating_add(1), 0);
        }
        match self.0.get_mut(branch) {
            Some(known) if *known < seq => {
                *known = seq;
                true
            }
            _ => false,
        }
    }

    /// Reaches whatever either reached.
    pub fn join(&mut self, other: &Self) {
        for (branch, seq) in other.entries() {
            self.advance(branch, seq);
        }
    }

    /// The branches that it reaches, with how far.
    pub fn entries(&self) -> impl Iterator<Item = (Branch, u32)> + '_ {
        (0..).zip(self.0.iter().copied()).filter(|(_, seq)| *seq > 0)
    }
}
