//! Deeds about a season: who may plan one, take part, list, sign and found.
//!
//! Guards: a member plans; members take part, each with a key that says so itself; who planned it lists
//! of those who take part; a listed founder's own key signs the whole founding; the planner founds what
//! all of them signed, once. All else has no effect. Next: [`crate::season`], what follows from it.

use act::{
    deed::Deed,
    id::{ActId, MemberId},
    key,
    log::Index,
    season::{List, Part, Step},
};

use super::{Judge, Past};
use crate::season::{Founded, Joined, Listed, Season, Signed};

impl Past<'_> {
    // Whether an act belongs to how a season was founded: by the device that founded it, before it knew
    // of any other. What came along is written then and by nobody else, so that nobody alters it later.
    pub(super) fn is_at_founding_of_season(&self) -> bool {
        let first = self.log.iter().next().map(|(_, founding)| &founding.act);
        let is_season =
            |act: &act::act::Act| matches!(act.deed(), Some(Deed::Found(f)) if f.season.is_some());
        let alone = self.clock().entries().count() == 1;
        alone && first.is_some_and(|act| is_season(act) && act.device() == self.act.device())
    }
}

impl Judge {
    /// The seasons that were effectively planned, by the act that did.
    pub fn seasons(&self) -> impl Iterator<Item = (Index, &Season)> + '_ {
        self.seasons.iter().map(|(plan, season)| (*plan, season))
    }

    pub(super) fn plans_season(&mut self, past: &Past<'_>, author: MemberId) -> bool {
        let may = self.register_in(past).is_member(author);
        if may {
            let season = Season {
                planner: author,
                parts: std::collections::BTreeMap::new(),
                lists: std::collections::BTreeMap::new(),
                signed: Vec::new(),
                founded: Vec::new(),
            };
            self.seasons.insert(past.index, season);
        }
        may
    }

    pub(super) fn joins_season(&mut self, past: &Past<'_>, author: MemberId, part: &Part) -> bool {
        let may = self.register_in(past).is_member(author)
            && part.is_signed(past.log.community(), author);
        let season = past.find(part.plan).and_then(|plan| self.seasons.get_mut(&plan));
        match season {
            Some(season) if may => {
                season.parts.insert(past.index, Joined { member: author, key: part.key });
                true
            }
            _ => false,
        }
    }

    // Of those who take part and are members still, each once, each with a key of its own, and whoever
    // planned it among them: else there is no list at all.
    pub(super) fn lists_founders(
        &mut self,
        past: &Past<'_>,
        author: MemberId,
        list: &List,
    ) -> bool {
        let Some(plan) = past.find(list.plan) else { return false };
        let Some(season) = self.seasons.get(&plan).filter(|season| season.planner == author) else {
            return false;
        };
        let register = self.register_in(past);
        let listed = |part: &ActId| {
            let joined = season.parts.get(&past.find(*part)?)?;
            let person = register.person(joined.member)?;
            let is_member = register.is_member(joined.member);
            is_member.then_some(Listed {
                member: joined.member,
                key: joined.key,
                kind: person.kind,
            })
        };
        let Some(listed) = list.parts.iter().map(listed).collect::<Option<Vec<_>>>() else {
            return false;
        };
        let mut members: Vec<_> = listed.iter().map(|listed| listed.member).collect();
        let mut keys: Vec<_> = listed.iter().map(|listed| listed.key).collect();
        members.sort_unstable();
        keys.sort_unstable();
        members.dedup();
        keys.dedup();
        let whole = members.len() == listed.len()
            && keys.len() == listed.len()
            && members.binary_search(&author).is_ok();
        if let (true, Some(season)) = (whole, self.seasons.get_mut(&plan)) {
            season.lists.insert(past.index, listed);
        }
        whole
    }

    pub(super) fn steps(&mut self, past: &Past<'_>, author: MemberId, step: &Step) -> bool {
        let Some(list) = past.find(step.list()) else { return false };
        let Some(Deed::SeasonList(fixed)) = past.log.act(list).deed() else { return false };
        let Some(plan) = past.find(fixed.plan) else { return false };
        match step {
            Step::Sign { proof, .. } => {
                let signed = Signed { act: past.index, list, member: author, proof: *proof };
                self.signs_founding(past, plan, signed)
            }
            Step::Found { signed, secret, .. } => {
                let there = signed.iter().all(|act| past.find(*act).is_some());
                there && self.founds_season(past, author, (plan, list), (signed, *secret))
            }
        }
    }

    fn signs_founding(&mut self, past: &Past<'_>, plan: Index, signed: Signed) -> bool {
        let Some(season) = self.seasons.get_mut(&plan) else { return false };
        let again = |before: &Signed| {
            (before.list, before.member) == (signed.list, signed.member) && past.holds(before.act)
        };
        if season.signed.iter().any(again) {
            return false;
        }
        let own = |listed: &&Listed| listed.member == signed.member;
        let key = season.lists.get(&signed.list).and_then(|listed| listed.iter().find(own));
        let found = season.founding(past.log, plan, signed.list);
        let (Some(Listed { key, .. }), Some(found)) = (key, found) else { return false };
        let holds = key::verify(&key.0, &found.statement(), &signed.proof);
        if holds {
            season.signed.push(signed);
        }
        holds
    }

    fn founds_season(
        &mut self,
        past: &Past<'_>,
        author: MemberId,
        (plan, list): (Index, Index),
        (acts, secret): (&[ActId], [u8; 32]),
    ) -> bool {
        let Some(season) = self.seasons.get(&plan).filter(|season| season.planner == author) else {
            return false;
        };
        let founded_before = season.founded.iter().any(|founded| past.holds(founded.act));
        let act = season
            .exactly(past.log, list, acts)
            .and_then(|signed| season.founding_act(past.log, (plan, list), &signed));
        let Some(act) = act.filter(|_| !founded_before) else { return false };
        let founded = Founded { act: past.index, list, community: act.community(), secret };
        if let Some(season) = self.seasons.get_mut(&plan) {
            season.founded.push(founded);
        }
        true
    }
}
