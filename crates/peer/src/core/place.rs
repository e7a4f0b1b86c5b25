//! Where this peer is and others are, as far as the disk keeps it; the identity on the network of a peer
//! that has a fixed place.
//!
//! Guards: nothing here is an act: it goes with the device and a backup doesn't carry it. Next:
//! [`crate::book`].

use act::{
    id::{CommunityId, DeviceId},
    key::SecretKey,
};
use network::Whereabouts;

use super::{Core, ambiently};
use crate::refusal::Refusal;

/// The setting that names the key of a network identity that stays.
const NETWORK_KEY: &str = "network-key";

impl Core {
    /// The running peer is here now.
    pub(crate) fn is_at(&mut self, here: &Whereabouts) {
        self.running.here = Some(here.clone());
        // Not those through a relay, which change with every start; the relay's own are in the book.
        self.addresses = Some(here.addresses.iter().map(ToString::to_string).collect());
    }

    /// Whether a device may be served: it takes part, or nothing is known yet.
    pub(crate) fn takes_part(&mut self, community: CommunityId, device: DeviceId) -> bool {
        let Some(home) = self.home_mut(community) else { return false };
        let known = home.known();
        known.empty || known.devices.get(&device) == Some(&true)
    }

    /// Keeps where devices of a community are; `None` forgets it.
    pub(crate) fn keep_records(
        &mut self,
        id: CommunityId,
        records: &[(DeviceId, Option<Vec<u8>>)],
    ) -> Result<(), Refusal> {
        let kept = self.profile.put_device_records(id, records);
        kept.map_err(|error| self.fail(&error))
    }

    /// The secret key of a network identity that stays, made when there is none.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn network_key(&mut self) -> Result<[u8; 32], Refusal> {
        let named = self.profile.setting(None, NETWORK_KEY).ok().flatten();
        let kept = named.and_then(|name| DeviceId::from_hex(&name));
        // One that came without its file, such as in a backup, is replaced.
        if let Some(key) = kept.and_then(|id| self.profile.device_key(id).ok()) {
            return Ok(key.seed());
        }
        let key = ambiently(|ambient| SecretKey::from_seed(&ambient.bytes()));
        let kept = self.profile.keep_key(&key);
        kept.map_err(|error| self.fail(&error))?;
        self.put_setting(None, NETWORK_KEY, &key.device().to_string())?;
        Ok(key.seed())
    }
}
