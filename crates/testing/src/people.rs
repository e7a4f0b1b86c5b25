//! People with their devices, and the acts that nobody has built on yet.
//!
//! Guards: a device's acts form one chain; `seen` names heads only, so no act is named twice. Two
//! who write apart both stand on what was there before. Next: [`crate::neighbourhood`].

use act::{
    act::{Act, Draft},
    body::Words,
    deed::{Class, Deed},
    id::{ActId, CommunityId, DeviceId, MemberId},
    key::SecretKey,
};
use std::sync::Arc;

use crate::dice::Dice;

/// A device.
#[derive(Debug)]
pub(crate) struct Device {
    pub(crate) key: SecretKey,
    pub(crate) id: DeviceId,
    pub(crate) last: Option<Arc<Act>>,
}

/// Somebody.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) member: MemberId,
    /// The act that brought them in.
    pub(crate) brought: ActId,
    /// Where their devices are in [`People`].
    pub(crate) devices: Vec<usize>,
}

/// Everybody's devices, and the heads.
#[derive(Debug)]
pub(crate) struct People {
    pub(crate) community: CommunityId,
    pub(crate) devices: Vec<Device>,
    heads: Vec<ActId>,
    /// The heads before the last act, and which device wrote it.
    before: Vec<ActId>,
    last_by: usize,
    pub(crate) now: i64,
}

impl People {
    /// Nobody yet; the story begins at this moment.
    pub(crate) const fn new(now: i64) -> Self {
        Self {
            community: CommunityId::UNFOUNDED,
            devices: Vec::new(),
            heads: Vec::new(),
            before: Vec::new(),
            last_by: usize::MAX,
            now,
        }
    }

    /// A new device.
    pub(crate) fn device(&mut self, dice: &mut Dice) -> usize {
        let key = SecretKey::from_seed(&dice.bytes());
        let id = key.device();
        self.devices.push(Device { key, id, last: None });
        self.devices.len() - 1
    }

    /// Whether a device can write without having seen the last act.
    pub(crate) fn can_write_apart(&self, device: usize) -> bool {
        self.last_by != device && !self.before.is_empty()
    }

    /// Writes an act on top of everything, or of everything but the last act when `apart`.
    pub(crate) fn write(
        &mut self,
        device: usize,
        deed: Deed,
        strings: Vec<String>,
        apart: bool,
        dice: &mut Dice,
    ) -> Arc<Act> {
        let content = deed.class() == Class::Content;
        let words = content.then(|| Words { salt: dice.bytes(), strings });
        let base = if apart { &self.before } else { &self.heads };
        let writer = &mut self.devices[device];
        let prev = writer.last.as_ref().map(|act| act.id());
        let draft = Draft {
            community: self.community,
            device: writer.id,
            seq: writer.last.as_ref().map_or(1, |act| act.seq() + 1),
            prev,
            seen: base.iter().copied().filter(|head| Some(*head) != prev).collect(),
            claimed_at: self.now,
            deed,
            words,
        };
        let act = Arc::new(Act::new(draft).expect("the texts are short and the lists are too"));
        writer.last = Some(Arc::clone(&act));
        let heads = if apart {
            self.heads.iter().copied().filter(|head| !base.contains(head)).collect()
        } else {
            Vec::new()
        };
        self.before = std::mem::replace(&mut self.heads, heads);
        self.heads.push(act.id());
        self.last_by = device;
        self.now += 60 * (1 + i64::try_from(dice.below(90)).unwrap_or(0));
        act
    }
}
