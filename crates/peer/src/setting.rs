//! What a person set for themselves: language, colours, how far they have read, with whom to have nothing to
//! do.
//!
//! Guards: nothing that anybody else sees or that a decision depends on. Next: [`crate::core`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    charter::DAY,
    id::{CommunityId, MemberId},
};
use store::{failure::ReadError, profile::Profile, vault::UnlockError};

use crate::{
    answer::{self, Answer, Done},
    core::Core,
    names::Names,
    refusal::Refusal,
    secret::Secret,
};

/// What a setting is when it was never made.
const AUTO: &str = "auto";

const LANGUAGE: (&str, [&str; 3]) = ("language", [AUTO, "nl", "en"]);
const THEME: (&str, [&str; 3]) = ("theme", [AUTO, "light", "dark"]);

/// Characters of the shortest passphrase: below this no stretching helps against who has the disk.
const SHORTEST: usize = 8;

/// Bytes of the longest one: a long sentence.
const LONGEST: usize = 1024;

/// Up to which act the owner has read, per community.
const SEEN: &str = "seen";

/// For whom rest is asked again later, per community: ids, each with the second until when.
const LATER: &str = "rest-later";

/// With whose devices this peer has nothing to do, per community: ids.
const BLOCKED: &str = "blocked";

/// For how long it is put off: a month, short beside the year after which it is asked, and no nagging.
const PUT_OFF: i64 = 30 * DAY as i64;

impl Core {
    pub(crate) fn settings(&self) -> Result<Answer, Refusal> {
        let read = |(name, words): (&str, [&str; 3])| {
            let value = self.profile().setting(None, name);
            let value = value.map_err(|error| Refusal::Internal(error.to_string()))?;
            // What another version wrote is as if it weren't there.
            let value = value.filter(|value| words.contains(&value.as_str()));
            Ok::<_, Refusal>(value.unwrap_or_else(|| AUTO.to_owned()))
        };
        Ok(Answer::Settings(answer::Settings { language: read(LANGUAGE)?, theme: read(THEME)? }))
    }

    pub(crate) fn change_settings(
        &mut self,
        language: Option<String>,
        theme: Option<String>,
    ) -> Result<Answer, Refusal> {
        let all = [(LANGUAGE, language), (THEME, theme)];
        for ((name, words), value) in &all {
            if value.as_ref().is_some_and(|value| !words.contains(&value.as_str())) {
                return Err(Refusal::Invalid((*name).to_owned()));
            }
        }
        for ((name, _), value) in all {
            if let Some(value) = value {
                self.put_setting(None, name, &value)?;
            }
        }
        self.settings()
    }

    pub(crate) fn sealed(&self) -> Answer {
        Answer::Sealed(answer::Sealed { sealed: self.profile().has_passphrase() })
    }

    /// Sets, changes or removes the passphrase on the keys.
    pub(crate) fn seal(
        &mut self,
        old: Option<&Secret>,
        new: Option<&Secret>,
    ) -> Result<Answer, Refusal> {
        let refused = |why: &str| Err(Refusal::Passphrase(why.to_owned()));
        if let Some(new) = new {
            if new.expose().chars().count() < SHORTEST {
                return refused("short");
            }
            if new.expose().len() > LONGEST {
                return refused("long");
            }
        }
        if self.profile().has_passphrase() {
            match self.profile().is_passphrase(old.map_or("", Secret::expose)) {
                Ok(()) => {}
                Err(UnlockError::Damaged { .. }) => return refused("damaged"),
                Err(UnlockError::Wrong) => return refused("wrong"),
                Err(error) => return Err(Refusal::Internal(error.to_string())),
            }
        }
        self.put_passphrase(new.map(Secret::expose))?;
        Ok(self.sealed())
    }

    /// How many acts of a community the owner has read.
    pub(crate) fn seen(&self, id: CommunityId) -> usize {
        let seen = self.profile().setting(Some(id), SEEN).ok().flatten();
        // A number that can't be read means: everything is new again.
        seen.and_then(|seen| seen.parse().ok()).unwrap_or(0)
    }

    fn put_offs(&self, id: CommunityId, now: i64) -> BTreeMap<String, i64> {
        let kept = self.profile().setting(Some(id), LATER).ok().flatten().unwrap_or_default();
        // What can't be read means: it is asked.
        let read = kept.split(' ').filter_map(|one| {
            let (member, until) = one.split_once('=')?;
            Some((member.to_owned(), until.parse().ok()?))
        });
        read.filter(|(_, until)| *until > now).collect()
    }

    /// For whom rest isn't asked now, because the owner put it off.
    pub(crate) fn later(&self, id: CommunityId, now: i64) -> BTreeSet<String> {
        self.put_offs(id, now).into_keys().collect()
    }

    /// Puts off asking to put a member to rest.
    pub(crate) fn put_off(&mut self, id: CommunityId, who: &str, now: i64) -> Result<(), Refusal> {
        let home = self.home(id).ok_or(Refusal::NoCommunity)?;
        let member: MemberId = Names::of(&home.community).find(who)?;
        let mut all = self.put_offs(id, now);
        all.insert(member.to_string(), now.saturating_add(PUT_OFF));
        let kept: Vec<_> = all.iter().map(|(member, until)| format!("{member}={until}")).collect();
        self.put_setting(Some(id), LATER, &kept.join(" "))
    }

    /// Has nothing to do any more with somebody's devices, or again; what everybody has stays what it is.
    ///
    /// # Errors
    /// When nobody is called so, it is the owner, or the disk refuses.
    pub(crate) fn block(&mut self, id: CommunityId, who: &str, is: bool) -> Result<(), Refusal> {
        let home = self.home(id).ok_or(Refusal::NoCommunity)?;
        let member: MemberId = Names::of(&home.community).find(who)?;
        if home.community.me().is_some_and(|(me, _)| me == member) {
            return Err(Refusal::BlocksSelf);
        }
        let mut blocked = home.community.blocked.clone();
        if is {
            blocked.insert(member)
        } else {
            blocked.remove(&member)
        };
        let kept: Vec<_> = blocked.iter().map(MemberId::to_string).collect();
        self.put_setting(Some(id), BLOCKED, &kept.join(" "))?;
        if let Some(home) = self.home_mut(id) {
            home.blocks(blocked);
        }
        Ok(())
    }

    pub(crate) fn see(&mut self, id: CommunityId, acts: usize) -> Result<Answer, Refusal> {
        let home = self.home(id).ok_or(Refusal::NoCommunity)?;
        let acts = acts.min(home.community.log().len()).max(self.seen(id));
        self.put_setting(Some(id), SEEN, &acts.to_string())?;
        Ok(Answer::Done(Done { id: id.to_string() }))
    }
}

/// Whom the owner blocked in a community.
///
/// # Errors
/// When the disk refuses; what can't be read would let somebody in again, so it counts as that.
pub(crate) fn blocked(profile: &Profile, id: CommunityId) -> Result<BTreeSet<MemberId>, ReadError> {
    let kept = profile.setting(Some(id), BLOCKED)?.unwrap_or_default();
    Ok(kept.split(' ').filter_map(MemberId::from_hex).collect())
}
