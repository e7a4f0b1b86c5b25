//! Causal clocks: per branch of a device the greatest sequence number in a past.
//!
//! Guards: a past is closed, so it holds a branch up to some number and nothing beyond. Stored as
//! what it holds beyond that of the nearest parent, with a full one now and then; those of the last
//! acts stand ready while they fit. Next: [`crate::log`].

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
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (own, seq) in self.0.iter_mut().zip(&other.0) {
            *own = (*own).max(*seq);
        }
    }

    // Along which branches it reaches further than another one, and how far.
    pub(crate) fn beyond(&self, other: &Self) -> impl Iterator<Item = (Branch, u32)> {
        self.entries().filter(|(branch, seq)| other.get(*branch) < *seq)
    }

    /// The branches that it reaches, with how far.
    pub fn entries(&self) -> impl Iterator<Item = (Branch, u32)> + '_ {
        (0..).zip(self.0.iter().copied()).filter(|(_, seq)| *seq > 0)
    }
}

/// The most numbers that stand ready: 4 MB, every clock of 1,000 devices.
const READY: usize = 1 << 20;

/// The clocks of the last acts of branches: most new acts name these. All are forgotten when they
/// become too many; each can be worked out again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tips {
    // By branch; an empty one stands for none.
    clocks: Vec<Clock>,
    numbers: usize,
}

impl Tips {
    pub(crate) fn get(&self, branch: Branch) -> Option<&Clock> {
        self.clocks.get(branch as usize).filter(|clock| !clock.0.is_empty())
    }

    /// Forgets the clock of a branch: its last act is another one.
    pub(crate) fn forget(&mut self, branch: Branch) {
        if let Some(known) = self.clocks.get_mut(branch as usize) {
            self.numbers = self.numbers.saturating_sub(known.0.len());
            *known = Clock::default();
        }
    }

    /// Replaces the clock of a branch by that of its new last act.
    pub(crate) fn set(&mut self, branch: Branch, clock: Clock) {
        if self.numbers.saturating_add(clock.0.len()) > READY {
            *self = Self::default();
        }
        let branch = branch as usize;
        if self.clocks.len() <= branch {
            self.clocks.resize_with(branch.saturating_add(1), Clock::default);
        }
        if let Some(known) = self.clocks.get_mut(branch) {
            self.numbers = self.numbers.saturating_sub(known.0.len()).saturating_add(clock.0.len());
            *known = clock;
        }
    }
}
