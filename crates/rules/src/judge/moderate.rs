//! Moderation: what members fold away behind a house rule, and what they want shown.
//!
//! Guards: nobody hides anything alone, and nothing is lost: what is hidden is folded away, with the
//! rule and the names, until as many want it shown. Who wrote it has no voice in it, but their
//! asking for it to be shown is an appeal that everybody sees. Next: [`crate::register`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    clock::Clock,
    content::Moderate,
    id::{EntityId, MemberId},
    log::{Index, Log},
};

use super::{Judge, Past, effect::is_content};
use crate::{counting::last, device::Counting, register::Register};

/// A member's word on something that somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The act.
    pub act: Index,
    /// Whose word.
    pub member: MemberId,
    /// The house rule that it goes against; none: it should be shown.
    pub against: Option<EntityId>,
}

/// How something that somebody wrote stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moderation {
    /// Whether it is folded away: two members (all others, where there are fewer) say so, and more of
    /// them than want it shown.
    pub is_hidden: bool,
    /// Who says so, and by which house rule.
    pub hide: Vec<(MemberId, EntityId)>,
    /// Who wants it shown.
    pub show: Vec<MemberId>,
    /// Whether who wrote it asks for it to be shown.
    pub is_appealed: bool,
}

impl Judge {
    // By a member, about somebody else's words and a house rule that holds; by who wrote it only that it
    // should be shown.
    pub(super) fn moderates(&mut self, past: &Past<'_>, author: MemberId, said: &Moderate) -> bool {
        let Some(what) = past.find(said.what).filter(|what| is_content(past, *what)) else {
            return false;
        };
        let own = self.verdict(what).author == Some(author);
        let register = self.register_in(past);
        let may = register.is_in(author) && (own || register.is_member(author));
        let holds = |rule: EntityId| register.charter().house_rules.contains(&rule);
        let moderates = may && said.against.is_none_or(|rule| !own && holds(rule));
        if moderates {
            let word = Word { act: past.index, member: author, against: said.against };
            self.moderated.entry(what).or_default().push(word);
        }
        moderates
    }

    /// What was ever said about showing what others wrote, by the act that holds it.
    #[must_use]
    pub const fn moderated(&self) -> &BTreeMap<Index, Vec<Word>> {
        &self.moderated
    }

    /// How something that somebody wrote stands in the past of these acts together.
    #[must_use]
    pub fn moderation(&self, log: &Log, what: Index, heads: &[Index]) -> Moderation {
        let Some(words) = self.moderated.get(&what) else { return Moderation::default() };
        let facts = self.facts_of(log, heads.iter().copied());
        let register = Register::of(self.ground(log), &facts);
        let mut counting = Counting::new(self.ground(log), &facts);
        let clock = log.clock_of(heads.iter().copied());
        self.weighed(log, (what, words), &register, &clock, &mut counting)
    }

    /// The same of all that something was said about there: one look at the facts for all of it.
    #[must_use]
    pub fn moderations(&self, log: &Log, heads: &[Index]) -> BTreeMap<Index, Moderation> {
        let facts = self.facts_of(log, heads.iter().copied());
        let register = Register::of(self.ground(log), &facts);
        let mut counting = Counting::new(self.ground(log), &facts);
        let clock = log.clock_of(heads.iter().copied());
        let known = self.moderated.iter().filter(|(what, _)| log.holds(&clock, **what));
        known
            .map(|(what, words)| {
                (*what, self.weighed(log, (*what, words), &register, &clock, &mut counting))
            })
            .collect()
    }

    fn weighed(
        &self,
        log: &Log,
        (what, words): (Index, &[Word]),
        register: &Register,
        clock: &Clock,
        counting: &mut Counting<'_>,
    ) -> Moderation {
        let counted =
            words.iter().filter(|w| log.holds(clock, w.act) && counting.counts(w.act, w.member));
        let writer = self.verdict(what).author;
        let mut moderation = Moderation::default();
        for (member, said) in last(log, counted.map(|w| (w.member, w.act, w.against))) {
            let rules: BTreeSet<_> = said.iter().map(|(_, against)| *against).collect();
            if Some(member) == writer {
                moderation.is_appealed = true;
            } else if !register.is_member(member) {
            } else if rules.contains(&None) {
                // Of two words made apart the one that shows goes before.
                moderation.show.push(member);
            } else if let Some(rule) = rules.into_iter().flatten().next() {
                moderation.hide.push((member, rule));
            }
        }
        let own = writer.is_some_and(|writer| register.is_member(writer));
        let others = register.members().len() - usize::from(own);
        moderation.is_hidden = !moderation.hide.is_empty()
            && moderation.hide.len() >= others.min(2)
            && moderation.hide.len() > moderation.show.len();
        moderation
    }
}
