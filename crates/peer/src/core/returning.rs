//! A profile that is not where it was: a backup made and brought back, a folder that was moved or copied.
//!
//! Guards: of two profiles with one device only one ever writes: a backup has no device, a copy gets
//! others, and a folder that was moved hears from others before it writes. Next:
//! [`crate::backup`], the file; `store::machine`, how a move is noticed.

use std::sync::Arc;

use act::key::SecretKey;
use data_encoding::BASE64;
use store::{community::CommunityRecord, setting::Setting};

use super::{Core, StartError};
use crate::{
    answer::{self, Answer},
    backup::{self, Kept},
    community::{Ambient, Hold},
    home::Home,
    load,
    refusal::Refusal,
    waiting::Waiting,
};

/// Where this profile was used last: [`store::machine`].
const MACHINE: &str = "machine";

/// Per community: it was moved and has not heard from anybody since.
const CATCHES_UP: &str = "catches-up";

impl Core {
    /// Looks whether this profile is where it was, when it is opened.
    pub(super) fn look_around(&mut self) -> Result<(), StartError> {
        let read = |error: &dyn std::fmt::Display| StartError::Read(error.to_string());
        let kept = self.profile.setting(None, MACHINE).map_err(|error| read(&error))?;
        let is_here = kept.as_ref().map(|kept| self.profile.is_machine(kept)).transpose();
        let is_here = is_here.map_err(|error| read(&error))?;
        let hold = match is_here {
            Some(false) if !self.homes.is_empty() => Hold::MovedOrCopied,
            // Here, or never looked before; and with nothing in it there is nothing to ask.
            _ => Hold::No,
        };
        for (id, home) in &mut self.homes {
            let catches_up = self.profile.setting(Some(*id), CATCHES_UP);
            let catches_up = catches_up.map_err(|error| read(&error))?;
            home.community.hold = match hold {
                Hold::No if catches_up.as_deref() == Some("1") => Hold::CatchingUp,
                hold => hold,
            };
        }
        if hold == Hold::No && is_here != Some(true) {
            let here = self.profile.machine().map_err(|error| read(&error))?;
            // A disk that refuses will say so at the first thing that matters.
            if let Err(error) = self.profile.put_setting(None, MACHINE, &here) {
                tracing::warn!(%error, "could not remember where this profile is");
            }
        }
        Ok(())
    }

    /// Whether somebody must say first whether this profile was moved or is a copy.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        self.homes().any(|home| home.community.hold == Hold::MovedOrCopied)
    }

    fn refuse_unasked(&self) -> Result<(), Refusal> {
        if self.is_elsewhere() { Ok(()) } else { Err(Refusal::NotElsewhere) }
    }

    fn here(&self) -> Result<String, Refusal> {
        self.profile.machine().map_err(|error| Refusal::Internal(error.to_string()))
    }

    fn list(&self) -> Answer {
        let communities = self.homes().map(super::summary).collect();
        Answer::Communities(answer::Communities { communities })
    }

    /// The profile was moved: it goes on once it heard from others.
    pub(super) fn moved(&mut self) -> Result<Answer, Refusal> {
        self.refuse_unasked()?;
        let here = self.here()?;
        for id in self.order.clone() {
            self.put_setting(Some(id), CATCHES_UP, "1")?;
        }
        self.put_setting(None, MACHINE, &here)?;
        for home in self.homes.values_mut() {
            home.community.hold = Hold::CatchingUp;
        }
        self.heard()?;
        Ok(self.list())
    }

    /// This is a copy: it gets other devices, which wait to be added.
    pub(super) fn copied(&mut self, ambient: &mut Ambient<'_>) -> Result<Answer, Refusal> {
        self.refuse_unasked()?;
        let here = self.here()?;
        self.forget_season_keys()?;
        let mut fresh = Vec::new();
        for id in &self.order {
            let Some(home) = self.homes.get(id) else { continue };
            let member = home.community.me().map(|(member, _)| member);
            let member = member.or_else(|| home.waiting.as_ref().and_then(Waiting::member));
            let key = Arc::new(SecretKey::from_seed(&ambient.bytes()));
            fresh.push((*id, key, Waiting::Apart { member }));
        }
        let all: Vec<_> =
            fresh.iter().map(|(id, key, waiting)| (*id, key.as_ref(), waiting.encode())).collect();
        let replaced = self.profile.replace_devices(&all, (MACHINE, &here));
        drop(all);
        replaced.map_err(|error| self.fail(&error))?;
        for (id, key, waiting) in fresh {
            let Some(home) = self.homes.get_mut(&id) else { continue };
            home.record.device = key.device();
            home.community.key = key;
            home.community.hold = Hold::No;
            home.codes.clear();
            (home.waiting, home.refused, home.paper) = (Some(waiting), None, None);
            home.renewed = true;
        }
        Ok(self.list())
    }

    /// Lets communities write again that were moved and have heard from others since.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn heard(&mut self) -> Result<(), Refusal> {
        for id in self.order.clone() {
            let Some(home) = self.homes.get_mut(&id) else { continue };
            let community = &mut home.community;
            if community.hold == Hold::CatchingUp && (community.met || community.is_alone()) {
                community.hold = Hold::No;
                self.put_setting(Some(id), CATCHES_UP, "0")?;
            }
        }
        Ok(())
    }

    /// All of this profile but its keys, as one file.
    pub(super) fn backup(&self) -> Result<Answer, Refusal> {
        let settings = self.profile.settings();
        let settings = settings.map_err(|error| Refusal::Internal(error.to_string()))?;
        let of = |community| -> Vec<(String, String)> {
            let of = settings.iter().filter(|one: &&Setting| one.community == community);
            // Where it was is nothing that should come back.
            let of = of.filter(|one| ![MACHINE, CATCHES_UP].contains(&one.name.as_str()));
            of.map(|one| (one.name.clone(), one.value.clone())).collect()
        };
        // A community of which nothing is known yet has nothing to keep.
        let known = |home: &&Home| !home.community.log().is_empty();
        let kept = self.homes().filter(known).map(|home| Kept {
            log: home.community.log(),
            name: &home.record.name,
            secret: home.record.secret,
            left: home.record.left,
            member: home
                .community
                .me()
                .map(|(member, _)| member)
                .or_else(|| home.waiting.as_ref().and_then(Waiting::member)),
            settings: of(Some(home.record.id)),
        });
        let kept: Vec<_> = kept.collect();
        let bytes = backup::write(&of(None), &kept);
        Ok(Answer::Backup(answer::Backup {
            ok: true,
            content: BASE64.encode(&bytes),
            communities: kept.len(),
            acts: kept.iter().map(|kept| kept.log.len()).sum(),
        }))
    }

    /// Brings a backup back into a profile with nothing in it.
    pub(super) fn restore(
        &mut self,
        content: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        if !self.homes.is_empty() {
            return Err(Refusal::NotEmpty);
        }
        let bytes = BASE64.decode(content.as_bytes());
        let bytes = bytes.map_err(|_| Refusal::BadBackup("not_one".to_owned()))?;
        let read = backup::read(&bytes, || SecretKey::from_seed(&ambient.bytes()));
        let contents = read.map_err(|error| Refusal::BadBackup(error.word().to_owned()))?;
        let mut ids: Vec<_> = contents.communities.iter().map(|one| one.community.id()).collect();
        ids.sort_unstable();
        if ids.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Refusal::BadBackup("damaged".to_owned()));
        }
        for (name, value) in contents.settings {
            self.put_setting(None, &name, &value)?;
        }
        for returned in contents.communities {
            let id = returned.community.id();
            let record = CommunityRecord {
                id,
                name: returned.name,
                secret: returned.secret,
                device: returned.community.device(),
                left: returned.left,
            };
            let waiting = Waiting::Apart { member: returned.member };
            self.settle_in(returned.community, record, Some(waiting))?;
            let acts: Vec<_> = returned.acts.iter().collect();
            let stored = self.profile.append(id, &acts, &returned.seals);
            stored.map_err(|error| self.fail(&error))?;
            for (name, value) in returned.settings {
                self.put_setting(Some(id), &name, &value)?;
            }
            if let Some(home) = self.homes.get_mut(&id) {
                let set = load::settings(&self.profile, &mut home.community);
                set.map_err(|error| Refusal::Internal(error.to_string()))?;
            }
        }
        Ok(self.list())
    }
}
