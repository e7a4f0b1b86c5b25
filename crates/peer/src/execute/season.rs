//! Founding together: plan a season, take part, fix who founds it.
//!
//! Guards: an app signs by itself only for a plan that its owner joined by hand, with the key that it
//! made then; what was kept out in a scheuring is not seen here. Next: [`super::carried`], what comes along;
//! `core/season.rs`, which keeps the keys and opens what was founded.

use std::collections::BTreeMap;

use act::{
    charter::{Charter, DAY},
    deed::Deed,
    id::{ActId, CommunityId, DeviceId, MemberId},
    key::SecretKey,
    log::Index,
    season::{List, Part, Plan, Step},
    statement,
};
use rules::{
    register::Standing,
    season::{Founded, Joined, Season},
};

use crate::{
    answer::{self, Founder, Linked},
    community::{Ambient, Community, Hold},
    names::Names,
    refusal::Refusal,
};

/// The fewest hexadecimal digits of a plan that are looked up.
const SHORTEST: usize = 4;

/// Members of a community with one founder at which founding together is proposed: with five no two
/// are a majority of the register that one key could write anew.
const TOGETHER: usize = 5;

/// What an app does by itself in a season, with the key that it made for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SeasonDue {
    /// Sign the founding of this list.
    Sign(Index),
    /// Found what all on this list signed, planned by this act.
    Found(Index, Index),
    /// Open what was founded.
    Open(Founded),
}

impl Community {
    /// Plans a season that starts with the charter in force, and takes part in it.
    pub(crate) fn plan_season(
        &mut self,
        key: &SecretKey,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        self.member()?;
        // A core team is named by devices and house rules by texts, which both are not there.
        let charter =
            Charter { team: None, house_rules: Vec::new(), ..self.register().charter().clone() };
        let plan = Deed::Season(Plan { nonce: ambient.bytes(), charter });
        let plan = self.write(plan, Vec::new(), ambient)?;
        self.write_part(plan, key, ambient)
    }

    /// Takes part in a season: the one named, or the newest that is not founded.
    pub(crate) fn join_season(
        &mut self,
        typed: Option<&str>,
        key: &SecretKey,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        self.member()?;
        let (plan, _) = self.find_season(typed)?;
        self.write_part(plan, key, ambient)
    }

    /// Refuses to take part in a season again with a key that is here, or once it is founded. Whoever lost
    /// the key, or made it on another device, may: what is said last counts.
    ///
    /// # Errors
    /// When that is so, or no such season is planned.
    pub(crate) fn check_joinable(
        &self,
        typed: Option<&str>,
        holds: &dyn Fn(DeviceId) -> bool,
    ) -> Result<(), Refusal> {
        let me = self.member()?;
        let (_, season) = self.find_season(typed)?;
        let newest = season.parts.values().rev().find(|part| part.member == me);
        let joined = newest.is_some_and(|part| holds(part.key));
        if joined || !season.founded.is_empty() { Err(Refusal::InForce) } else { Ok(()) }
    }

    /// Fixes who founds a season: all members who take part by now.
    pub(crate) fn list_founders(
        &mut self,
        typed: Option<&str>,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let me = self.member()?;
        let (plan, season) = self.find_season(typed)?;
        if season.planner != me {
            return Err(Refusal::NotPlanner(Names::of(self).name(season.planner)));
        }
        if !season.founded.is_empty() {
            return Err(Refusal::InForce);
        }
        let mut parts: Vec<_> =
            self.taking_part(season).values().map(|(part, _)| self.log.act(*part).id()).collect();
        if parts.len() > act::cap::FOUNDERS {
            return Err(Refusal::TooManyFounders(act::cap::FOUNDERS.to_string()));
        }
        parts.sort_unstable();
        let list = List { plan: self.log.act(plan).id(), parts };
        self.write(Deed::SeasonList(list), Vec::new(), ambient).map(|_| ())
    }

    // Who takes part and is a member, with what each said last.
    fn taking_part(&self, season: &Season) -> BTreeMap<MemberId, (Index, Joined)> {
        let register = self.register();
        let seen = season.parts.iter().filter(|(part, _)| !self.schism.holds(**part));
        let members = seen.filter(|(_, joined)| register.is_member(joined.member));
        members.map(|(part, joined)| (joined.member, (*part, *joined))).collect()
    }

    fn write_part(
        &mut self,
        plan: Index,
        key: &SecretKey,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let (me, _) = self.myself()?;
        let plan = self.log.act(plan).id();
        let proof = key.sign(&statement::season(self.id(), plan, me));
        let part = Part { plan, key: key.device(), proof };
        self.write(Deed::SeasonJoin(part), Vec::new(), ambient).map(|_| ())
    }

    fn member(&self) -> Result<MemberId, Refusal> {
        match self.myself()? {
            (me, Standing::Member) => Ok(me),
            _ => Err(Refusal::NotMember),
        }
    }

    // The seasons planned here, the newest first.
    fn planned(&self) -> Vec<(Index, &Season)> {
        let mut planned: Vec<_> =
            self.judge.seasons().filter(|(plan, _)| !self.schism.holds(*plan)).collect();
        planned.reverse();
        planned
    }

    fn find_season(&self, typed: Option<&str>) -> Result<(Index, &Season), Refusal> {
        let planned = self.planned();
        let Some(typed) = typed else {
            let open = planned.into_iter().find(|(_, season)| season.founded.is_empty());
            return open.ok_or(Refusal::NoSeason);
        };
        let lower = typed.trim().to_lowercase();
        let id = |plan: &Index| self.log.act(*plan).id().to_string();
        let begins =
            |(plan, _): &(Index, _)| lower.len() >= SHORTEST && id(plan).starts_with(&lower);
        let mut found = planned.into_iter().filter(begins);
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => Err(Refusal::Unknown(typed.to_owned())),
            _ => Err(Refusal::Ambiguous(typed.to_owned())),
        }
    }

    /// What is to be done in seasons by the device that made these keys; nothing automatic before
    /// another peer was met in this run, as in [`Community::chores`].
    pub(crate) fn season_due(&self) -> Vec<(DeviceId, SeasonDue)> {
        let mut due = Vec::new();
        // Asked every second: nearly always there is nothing to look for.
        if self.judge.seasons().next().is_none() {
            return due;
        }
        let Some((me, _)) = self.me() else { return due };
        let writes = self.myself().is_ok()
            && self.hold == Hold::No
            && (self.met || self.register().people().count() == 1);
        for (plan, season) in self.planned() {
            let mine = |list: Index| {
                let listed = season.lists.get(&list)?;
                listed.iter().find(|listed| listed.member == me).map(|listed| listed.key)
            };
            if let Some(founded) = self.founded(season) {
                due.extend(mine(founded.list).map(|key| (key, SeasonDue::Open(*founded))));
                continue;
            }
            for list in season.lists.keys().filter(|list| writes && !self.schism.holds(**list)) {
                let Some(key) = mine(*list) else { continue };
                let own = |signed: &rules::season::Signed| {
                    (signed.list, signed.member) == (*list, me) && !self.schism.holds(signed.act)
                };
                if !season.signed.iter().any(own) {
                    due.push((key, SeasonDue::Sign(*list)));
                } else if season.planner == me && self.is_complete(season, *list) {
                    due.push((key, SeasonDue::Found(plan, *list)));
                }
            }
        }
        due
    }

    fn is_complete(&self, season: &Season, list: Index) -> bool {
        let complete = season.complete(&self.log, list);
        complete.is_some_and(|all| all.iter().all(|signed| !self.schism.holds(signed.act)))
    }

    // What was founded; the first where a planner's devices did it apart.
    fn founded<'a>(&self, season: &'a Season) -> Option<&'a Founded> {
        season.founded.iter().find(|founded| !self.schism.holds(founded.act))
    }

    /// Signs the founding of a list.
    pub(crate) fn sign_founding(
        &mut self,
        list: Index,
        key: &SecretKey,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let planned = self.judge.seasons().find(|(_, season)| season.lists.contains_key(&list));
        let (plan, season) = planned.ok_or(Refusal::NoSeason)?;
        let found = season.founding(&self.log, plan, list).ok_or(Refusal::NoSeason)?;
        let proof = key.sign(&found.statement());
        let step = Step::Sign { list: self.log.act(list).id(), proof };
        self.write(Deed::SeasonStep(step), Vec::new(), ambient).map(|_| ())
    }

    /// What the owner is called here, as it goes on the card of a season.
    pub(crate) fn my_name(&self) -> String {
        self.me().map(|(me, _)| self.card_name(me)).unwrap_or_default()
    }

    pub(super) fn card_name(&self, member: MemberId) -> String {
        let card = self.document.card(member).map(|card| card.name.value);
        card.filter(|name| !name.is_empty()).unwrap_or_else(|| words::name::short(member))
    }

    /// What a season founded by a list is called at first: this community's name with the year.
    pub(crate) fn season_name(&self, list: Index) -> String {
        let day = self.log.act(list).header().claimed_at.div_euclid(i64::from(DAY));
        let day = document::date::written(i32::try_from(day).unwrap_or_default());
        let year = day.split('-').next().unwrap_or_default().to_owned();
        named_for(&self.summary().name, &year)
    }

    /// Says in the old community that a season was founded.
    pub(crate) fn announce_season(
        &mut self,
        list: Index,
        signed: Vec<ActId>,
        secret: [u8; 32],
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let step = Step::Found { list: self.log.act(list).id(), signed, secret };
        self.write(Deed::SeasonStep(step), Vec::new(), ambient).map(|_| ())
    }

    /// The keys that the owner made for seasons.
    pub(crate) fn season_keys(&self) -> Vec<DeviceId> {
        let me = self.me().map(|(member, _)| member);
        let parts = self.judge.seasons().flat_map(|(_, season)| season.parts.values());
        parts.filter(|part| Some(part.member) == me).map(|part| part.key).collect()
    }

    /// The community that this one goes on from.
    pub(crate) fn source(&self) -> Option<CommunityId> {
        self.log.iter().next().and_then(|(_, entry)| match entry.act.deed() {
            Some(Deed::Found(found)) => found.season.as_ref().map(|season| season.community),
            _ => None,
        })
    }

    /// The communities that go on from this one.
    pub(crate) fn followers(&self) -> Vec<CommunityId> {
        let founded = self.planned().into_iter().filter_map(|(_, season)| self.founded(season));
        founded.map(|founded| founded.community).collect()
    }

    /// The seasons planned here; what other communities are called is for who knows them.
    pub(crate) fn seasons(&self, linked: &dyn Fn(CommunityId) -> Linked) -> answer::Seasons {
        let names = Names::of(self);
        let me = self.me().map(|(member, _)| member);
        let season = |(plan, season): (Index, &Season)| {
            let founded = self.founded(season);
            let lists = season.lists.keys().filter(|list| !self.schism.holds(**list));
            let list = founded.map(|founded| founded.list).or_else(|| lists.copied().next_back());
            let signed = |member: MemberId| {
                let own = |signed: &rules::season::Signed| {
                    Some(signed.list) == list && signed.member == member
                };
                season.signed.iter().any(own)
            };
            let people: Vec<MemberId> = match list.and_then(|list| season.lists.get(&list)) {
                Some(listed) => listed.iter().map(|listed| listed.member).collect(),
                None => self.taking_part(season).into_keys().collect(),
            };
            let founder = |member: &MemberId| Founder {
                member: member.to_string(),
                name: names.name(*member),
                signed: signed(*member),
            };
            let mut founders: Vec<_> = people.iter().map(founder).collect();
            founders.sort_by(|a, b| a.name.cmp(&b.name));
            let state = match (founded, list) {
                (Some(_), _) => "founded",
                (None, Some(_)) => "signing",
                (None, None) => "open",
            };
            answer::Season {
                id: self.log.act(plan).id().to_string(),
                state: state.to_owned(),
                by: names.name(season.planner),
                at: self.log.act(plan).header().claimed_at,
                mine: Some(season.planner) == me,
                joined: season.parts.values().any(|part| Some(part.member) == me),
                founders,
                founded: founded.map(|founded| linked(founded.community)),
            }
        };
        answer::Seasons {
            seasons: self.planned().into_iter().map(season).collect(),
            before: self.source().map(linked),
        }
    }

    // What is asked about seasons: to take part in one, to found together once there are five, to
    // begin anew once as long as the charter's rhythm of reviews went by.
    pub(super) fn to_season(&self, me: MemberId, now: i64, names: &Names) -> Vec<answer::Todo> {
        let todo = |kind: &str, id: String, by: String, since: i64| answer::Todo {
            kind: kind.to_owned(),
            id,
            title: String::new(),
            until: None,
            by,
            of: "season".to_owned(),
            since: Some(since),
            hidden: false,
        };
        let claimed = |index: Index| self.log.act(index).header().claimed_at;
        let planned = self.planned();
        let newest = planned.first().map(|(plan, _)| claimed(*plan));
        let founding = self.log.iter().next();
        let Some((founding, Some(Deed::Found(found)))) =
            founding.map(|(index, entry)| (index, entry.act.deed()))
        else {
            return Vec::new();
        };
        let register = self.register();
        let term = i64::from(register.charter().invite_term);
        let asks = |(plan, season): &(Index, &Season)| {
            let joined = season.parts.values().any(|part| part.member == me);
            let open = season.founded.is_empty() && season.lists.is_empty();
            !joined && open && now.saturating_sub(claimed(*plan)) <= term
        };
        if let Some((plan, season)) = planned.iter().find(|one| asks(one)) {
            let id = self.log.act(*plan).id().to_string();
            return vec![todo("take_part", id, names.name(season.planner), claimed(*plan))];
        }
        let began = claimed(founding);
        let rhythm = i64::from(register.charter().review);
        if newest.is_none() && found.founders.len() == 1 && register.members().len() >= TOGETHER {
            return vec![todo("together", self.id().to_string(), String::new(), began)];
        }
        let since = newest.unwrap_or(began).max(began);
        let goes_on = planned.iter().any(|(_, season)| self.founded(season).is_some());
        if !goes_on
            && rhythm > 0
            && register.members().len() > 1
            && now.saturating_sub(since) >= rhythm
        {
            return vec![todo("season", self.id().to_string(), String::new(), began)];
        }
        Vec::new()
    }
}

// "Lindebuurt" and "Lindebuurt 2025" become "Lindebuurt 2026"; a second one in a year "Lindebuurt 2026-2".
fn named_for(old: &str, year: &str) -> String {
    let is_year = |word: &str| {
        let (year, turn) = word.split_once('-').unwrap_or((word, "1"));
        year.len() == 4 && [year, turn].iter().all(|part| part.parse::<u16>().is_ok())
    };
    let (base, last) = match old.rsplit_once(' ') {
        Some((base, last)) if is_year(last) => (base, last),
        _ => (old, ""),
    };
    // The longest name that fits is 200 characters, with a year behind it.
    let base: String = base.chars().take(180).collect();
    let (last_year, turn) = last.split_once('-').unwrap_or((last, "1"));
    if last_year == year {
        let turn = turn.parse::<u16>().unwrap_or(1).saturating_add(1);
        return format!("{base} {year}-{turn}");
    }
    format!("{base} {year}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_season_is_called_after_its_year() {
        for (old, new) in [
            ("Lindebuurt", "Lindebuurt 2026"),
            ("Lindebuurt 2025", "Lindebuurt 2026"),
            ("Lindebuurt 2026", "Lindebuurt 2026-2"),
            ("Lindebuurt 2026-2", "Lindebuurt 2026-3"),
            ("Plein 1940-huis", "Plein 1940-huis 2026"),
        ] {
            assert_eq!(named_for(old, "2026"), new);
        }
    }
}
