//! A community that begins on this device: founded, or made elsewhere and taken over.
//!
//! Guards: it is durable before anybody hears of it. Next: [`super::joining`].

use std::sync::Arc;

use act::{act::Act, key::SecretKey};
use store::community::CommunityRecord;

use super::{Core, summary};
use crate::{
    answer::Answer,
    community::{Ambient, Community},
    execute::{Founding, found},
    refusal::Refusal,
};

impl Core {
    pub(super) fn create(
        &mut self,
        founding: Founding,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let name = founding.name.clone();
        let key = Arc::new(SecretKey::from_seed(&ambient.bytes()));
        let community = found(founding, Arc::clone(&key), ambient)?;
        let id = community.id();
        let record = CommunityRecord {
            id,
            name,
            secret: ambient.bytes(),
            device: key.device(),
            left: false,
        };
        self.settle_in(community, record, None)?;
        self.keep(id, ambient)?;
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        Ok(Answer::Community(summary(home)))
    }

    /// Writes a community that was made elsewhere, such as the demo, into the profile.
    ///
    /// # Errors
    /// When it is there already or the disk refuses.
    pub fn adopt(&mut self, mut community: Community, secret: [u8; 32]) -> Result<Answer, Refusal> {
        let id = community.id();
        let summary_now = community.summary();
        if self.homes.contains_key(&id) {
            return Err(Refusal::AlreadyIn(summary_now.name));
        }
        let record = CommunityRecord {
            id,
            name: summary_now.name.clone(),
            secret,
            device: community.device(),
            left: false,
        };
        let fresh = community.take_fresh();
        self.settle_in(community, record, None)?;
        let acts: Vec<&Act> = fresh.acts.iter().map(AsRef::as_ref).collect();
        let stored = self.profile.append(id, &acts, &fresh.seals);
        stored.map_err(|error| self.fail(&error))?;
        Ok(Answer::Community(summary_now))
    }
}
