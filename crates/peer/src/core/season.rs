//! Founding together, as far as it takes the profile: keys made for a season, and what was founded opened.
//!
//! Guards: a key is durable before anybody hears of it, what was founded before it is announced; a founder
//! opens only what its own key signed, once. Next: `execute/season.rs`, what is written.

use std::sync::Arc;

use act::{
    id::{CommunityId, DeviceId},
    key::SecretKey,
    log::Index,
};
use rules::season::Founded;
use store::community::CommunityRecord;

use super::Core;
use crate::{
    answer::{Answer, Linked},
    command::Command,
    community::{Ambient, Community},
    execute::SeasonDue,
    refusal::Refusal,
    waiting::Waiting,
};

/// Steps at a time: to sign, to found, and to open; the next tick does what is left.
const STEPS: usize = 8;

impl Core {
    pub(super) fn season(
        &mut self,
        id: CommunityId,
        command: Command,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let done = self.speak_of_season(id, command, ambient);
        self.keep(id, ambient)?;
        done?;
        self.advance_season(id, ambient)?;
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        Ok(Answer::Seasons(home.community.seasons(&|other| self.linked(other))))
    }

    fn speak_of_season(
        &mut self,
        id: CommunityId,
        command: Command,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        home.may_be_asked(&command)?;
        let new_key = match &command {
            Command::SeasonPlan => true,
            Command::SeasonJoin { id } => {
                let holds = |key| self.profile.device_key(key).is_ok();
                home.community.check_joinable(id.as_deref(), &holds)?;
                true
            }
            _ => false,
        };
        let key = SecretKey::from_seed(&ambient.bytes());
        if new_key {
            home.community.myself()?;
            let kept = self.profile.keep_key(&key);
            kept.map_err(|error| self.fail(&error))?;
        }
        let home = self.homes.get_mut(&id).ok_or(Refusal::NoCommunity)?;
        match command {
            Command::SeasonPlan => home.community.plan_season(&key, ambient),
            Command::SeasonJoin { id } => home.community.join_season(id.as_deref(), &key, ambient),
            Command::SeasonFound { id } => home.community.list_founders(id.as_deref(), ambient),
            _ => Ok(()),
        }
    }

    /// Another community as this profile knows it.
    pub(super) fn linked(&self, id: CommunityId) -> Linked {
        let home = self.homes.get(&id);
        Linked {
            community: id.to_string(),
            name: home.map(|home| super::summary(home).name).unwrap_or_default(),
            here: home.is_some(),
        }
    }

    /// Does what is due in the seasons of a community.
    ///
    /// # Errors
    /// When the disk refuses, or this device can't write any more.
    pub(crate) fn advance_season(
        &mut self,
        id: CommunityId,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        for _ in 0..STEPS {
            let Some(home) = self.homes.get(&id).filter(|home| home.waiting.is_none()) else {
                return Ok(());
            };
            let open = |(_, due): &(DeviceId, SeasonDue)| !matches!(due, SeasonDue::Open(founded) if self.homes.contains_key(&founded.community));
            let due: Vec<_> = home.community.season_due().into_iter().filter(open).collect();
            // On another device of the owner's there is no such key.
            let mut mine = due.into_iter().filter_map(|(device, due)| {
                let key = self.profile.device_key(device).ok()?;
                Some((key, due))
            });
            let Some((key, due)) = mine.next() else { return Ok(()) };
            drop(mine);
            match due {
                SeasonDue::Sign(list) => {
                    let home = self.homes.get_mut(&id).ok_or(Refusal::NoCommunity)?;
                    home.community.sign_founding(list, &key, ambient)?;
                    self.keep(id, ambient)?;
                }
                SeasonDue::Found(plan, list) => {
                    self.found_season(id, (plan, list), key, ambient)?
                }
                SeasonDue::Open(founded) => self.open_season(id, &founded, key)?,
            }
        }
        Ok(())
    }

    fn found_season(
        &mut self,
        id: CommunityId,
        (plan, list): (Index, Index),
        key: SecretKey,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        let carried = home.community.carried(plan, list).ok_or(Refusal::NoSeason)?;
        let (new, signed) = (carried.act.community(), carried.signed.clone());
        if !self.homes.contains_key(&new) {
            let (name, device) = (carried.name.clone(), key.device());
            let secret = ambient.bytes();
            let record = CommunityRecord { id: new, name, secret, device, left: false };
            self.settle_in(Community::new(new, Arc::new(key)), record, None)?;
        }
        let founded = self.homes.get_mut(&new).ok_or(Refusal::NoCommunity)?;
        founded.renewed = true;
        let secret = founded.record.secret;
        // A power cut may have come between the two.
        if founded.community.log().is_empty() {
            founded.community.begin_season(carried, ambient)?;
            self.keep(new, ambient)?;
        }
        let home = self.homes.get_mut(&id).ok_or(Refusal::NoCommunity)?;
        home.community.announce_season(list, signed, secret, ambient)?;
        self.keep(id, ambient)
    }

    fn open_season(
        &mut self,
        id: CommunityId,
        founded: &Founded,
        key: SecretKey,
    ) -> Result<(), Refusal> {
        let home = self.homes.get(&id).ok_or(Refusal::NoCommunity)?;
        let name = home.community.season_name(founded.list);
        let me = home.community.my_name();
        let record = CommunityRecord {
            id: founded.community,
            name,
            secret: founded.secret,
            device: key.device(),
            left: false,
        };
        let waiting = Waiting::Founder { name: me };
        self.settle_in(Community::new(founded.community, Arc::new(key)), record, Some(waiting))
    }

    /// Forgets the keys that were made for seasons: a copy of a profile founds nothing in its name.
    pub(super) fn forget_season_keys(&mut self) -> Result<(), Refusal> {
        let used: Vec<_> = self.homes.values().map(|home| home.record.device).collect();
        let made = self.homes.values().flat_map(|home| home.community.season_keys());
        let made: Vec<_> = made.filter(|key| !used.contains(key)).collect();
        for key in made {
            let removed = self.profile.remove_key(key);
            removed.map_err(|error| self.fail(&error))?;
        }
        Ok(())
    }
}
