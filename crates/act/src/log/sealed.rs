//! The seals along each stretch of a device's chain.
//!
//! Guards: the one that reaches furthest is kept, and every one that stays: whoever may not have all of a
//! long chain yet can check a part of it. Next: [`crate::seal`].

use super::{Index, Log};
use crate::{
    clock::Branch,
    id::DeviceId,
    key::Signature,
    seal::{Seal, stays},
};

/// One unforked stretch of a device's chain, from its first act or from where it forked.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The device.
    pub device: DeviceId,
    /// The branch and sequence number that it forked from.
    pub parent: Option<(Branch, u32)>,
    /// Its acts in order; the first has the sequence number after the parent's, or 1.
    pub acts: Vec<Index>,
    /// Signatures along it with the sequence numbers that they are on, ascending: the one that reaches
    /// furthest, and before it those that [stay](crate::seal::stays).
    pub seals: Vec<(u32, Signature)>,
}

impl Stretch {
    /// How far it is sealed: the sequence number that the last seal is on, 0 without one.
    #[must_use]
    pub fn sealed(&self) -> u32 {
        self.seals.last().map_or(0, |(seq, _)| *seq)
    }
}

impl Log {
    /// Remembers a genuine seal of an act that is here, if it reaches further than the one known or stays.
    /// Tells whether it was worth remembering.
    pub fn seal(&mut self, seal: &Seal) -> bool {
        let Some(index) = self.find(seal.act) else {
            return false;
        };
        let branch = self.entry(index).branch as usize;
        let Some(stretch) = self.stretches.get_mut(branch) else {
            return false;
        };
        let Err(at) = stretch.seals.binary_search_by_key(&seal.seq, |(seq, _)| *seq) else {
            return false;
        };
        let further = at == stretch.seals.len();
        if !further && !stays(seal.seq) {
            return false;
        }
        if further {
            // The one that this one covers goes.
            stretch.seals.pop_if(|(seq, _)| !stays(*seq));
            stretch.seals.push((seal.seq, seal.signature));
        } else {
            stretch.seals.insert(at, (seal.seq, seal.signature));
        }
        true
    }

    /// The seals that are kept: those that cover everything, one per branch, and those that stay.
    pub fn seals(&self) -> impl Iterator<Item = Seal> + '_ {
        (0_u32..).zip(&self.stretches).flat_map(move |(branch, stretch)| {
            stretch.seals.iter().filter_map(move |(seq, signature)| {
                Some(Seal::of(self.act(self.on_branch(branch, *seq)?), *signature))
            })
        })
    }
}
