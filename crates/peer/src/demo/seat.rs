//! A device of the demo, and the wire between all of them.
//!
//! Guards: what others wrote comes in through the intake, as it does on a real peer. Next:
//! [`super::stage`].

use std::sync::Arc;

use act::{act::Act, log::Log, seal::Seal};
use sync::{pack::Pack, pool::Peer};

use super::dice::Dice;
use crate::{
    community::{Ambient, Community},
    refusal::Refusal,
};

/// A device with what its owner's app has on it.
pub(super) struct Seat {
    pub(super) name: String,
    pub(super) community: Community,
    pub(super) dice: Dice,
    pub(super) online: bool,
    // How much of the wire it has heard, and of its own log it has said.
    heard: usize,
    said: usize,
}

/// All that was ever sent.
#[derive(Default)]
pub(super) struct Wire {
    sent: Vec<Sent>,
}

struct Sent {
    act: Arc<Act>,
    // On the last act of each delivery.
    seal: Option<Seal>,
}

impl Seat {
    pub(super) fn new(name: String, community: Community, dice: Dice) -> Self {
        Self { name, community, dice, online: true, heard: 0, said: 0 }
    }

    pub(super) fn ambiently<T>(
        &mut self,
        now: i64,
        run: impl FnOnce(&mut Community, &mut Ambient<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let dice = &mut self.dice;
        let mut random = |buffer: &mut [u8]| dice.fill(buffer);
        run(&mut self.community, &mut Ambient { now, random: &mut random })
    }

    // Sends what is its own and new, sealed at its end.
    pub(super) fn say(&mut self, wire: &mut Wire) {
        let (device, log) = (self.community.device(), self.community.log());
        let own = own_since(log, self.said, device);
        let seal = log.seals().find(|seal| seal.device == device);
        self.said = log.len();
        let last = own.len().saturating_sub(1);
        wire.sent.extend(
            own.into_iter()
                .enumerate()
                .map(|(place, act)| Sent { act, seal: seal.filter(|_| place == last) }),
        );
    }

    pub(super) fn hear(&mut self, wire: &Wire, now: i64) -> Result<(), Refusal> {
        let news = &wire.sent[self.heard..];
        self.heard = wire.sent.len();
        let own = self.community.device();
        let others = || news.iter().filter(|sent| sent.act.device() != own);
        if others().next().is_some() {
            let acts = others().map(|sent| Arc::clone(&sent.act)).collect();
            let seals = others().filter_map(|sent| sent.seal).collect();
            self.community.take(Peer(1), Pack { acts, seals, more: false }, now)?;
        }
        self.community.has_met();
        Ok(())
    }
}

fn own_since(log: &Log, from: usize, device: act::id::DeviceId) -> Vec<Arc<Act>> {
    let acts = log.since(from).map(|index| Arc::clone(&log.entry(index).act));
    acts.filter(|act| act.device() == device).collect()
}
