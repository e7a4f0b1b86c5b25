//! A neighbourhood whose story goes on for as long as is asked, in real acts.
//!
//! Guards: the same number and seed give the same bytes, a longer story begins with a shorter one,
//! and every act has effect. The demo tells how often people do what; its people begin here too.
//! Next: `neighbourhood/story.rs`, which chooses what happens.

mod coming;
mod round;
mod story;

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::Act,
    id::{CommunityId, DeviceId},
    key::SecretKey,
    seal::Seal,
};

pub use story::Story;

/// The seed where none is given: any would do.
pub const SEED: u64 = 1;

/// Acts in causal order, with the seals that cover them, and how it goes on.
#[derive(Debug)]
pub struct Neighbourhood {
    /// The community.
    pub id: CommunityId,
    /// As many acts as were asked for.
    pub acts: Vec<Arc<Act>>,
    /// One seal for each device, on the last of its acts.
    pub seals: Vec<Seal>,
    /// What happens after that: more acts, one by one.
    pub story: Story,
}

/// A neighbourhood with so many acts.
#[must_use]
pub fn neighbourhood(acts: usize) -> Neighbourhood {
    let mut story = Story::new(SEED);
    let acts: Vec<_> = story.by_ref().take(acts).collect();
    let seals = story.seals(&acts);
    Neighbourhood { id: story.community(), acts, seals, story }
}

/// So many acts of the story with this seed, with one seal for each device.
#[must_use]
pub fn stretch(acts: usize, seed: u64) -> (Vec<Arc<Act>>, Vec<Seal>) {
    let mut story = Story::new(seed);
    let acts: Vec<_> = story.by_ref().take(acts).collect();
    let seals = story.seals(&acts);
    (acts, seals)
}

impl Neighbourhood {
    /// The key of a device whose owner is still in: for who takes part.
    #[must_use]
    pub fn key(&self) -> SecretKey {
        let Story { people, persons, members, .. } = &self.story;
        let first = members.first().and_then(|member| persons[*member].devices.first());
        let device = first.expect("somebody is always in, with a device");
        SecretKey::from_seed(&people.devices[*device].key.seed())
    }

    /// One more act, sealed, as it would arrive from a neighbour.
    #[must_use]
    pub fn next_act(&mut self) -> (Arc<Act>, Seal) {
        let act = self.story.next().expect("the story has no end");
        let seal = self.story.seal(&act);
        (act, seal)
    }
}

impl Story {
    /// The seal of an act of this story.
    #[must_use]
    pub fn seal(&self, act: &Act) -> Seal {
        let writer = self.people.devices.iter().find(|device| device.id == act.device());
        Seal::new(&writer.expect("the act is of this story").key, act)
    }

    fn seals(&self, acts: &[Arc<Act>]) -> Vec<Seal> {
        let last: BTreeMap<DeviceId, &Arc<Act>> =
            acts.iter().map(|act| (act.device(), act)).collect();
        last.into_values().map(|act| self.seal(act)).collect()
    }
}
