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
        self.moderations_of(log, [(&what, words)], heads).remove(&what).unwrap_or_default()
    }

    /// How everything stands of which something was ever said, in the past of these acts together.
    #[must_use]
    pub fn moderations(&self, log: &Log, heads: &[Index]) -> BTreeMap<Index, Moderation> {
        if self.moderated.is_empty() {
            return BTreeMap::new();
        }
        self.moderations_of(log, &self.moderated, heads)
    }

    fn moderations_of<'a>(
        &self,
        log: &Log,
        said: impl IntoIterator<Item = (&'a Index, &'a Vec<Word>)>,
        heads: &[Index],
    ) -> BTreeMap<Index, Moderation> {
        let facts = self.facts_of(log, heads.iter().copied());
        let register = Register::of(self.ground(log), &facts);
        let clock: Clock = log.clock_of(heads.iter().copied());
        let mut counting = Counting::new(self.ground(log), &facts);
        let mut all = BTreeMap::new();
        for (what, words) in said {
            let counted = words.iter().filter(|w| log.holds(&clock, w.act));
            let counted = counted.filter(|w| counting.counts(w.act, w.member));
            let said = last(log, counted.map(|w| (w.member, w.act, w.against)));
            let words = said
                .into_iter()
                .map(|(member, said)| (member, said.iter().map(|(_, against)| *against).collect()));
            all.insert(*what, stands(&register, self.verdict(*what).author, words));
        }
        all
    }
}

// What last words that count come to.
fn stands(
    register: &Register,
    writer: Option<MemberId>,
    words: impl IntoIterator<Item = (MemberId, BTreeSet<Option<EntityId>>)>,
) -> Moderation {
    let mut moderation = Moderation::default();
    for (member, rules) in words {
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
    let others = register.members().iter().filter(|member| Some(**member) != writer).count();
    moderation.is_hidden = !moderation.hide.is_empty()
        && moderation.hide.len() >= others.min(2)
        && moderation.hide.len() > moderation.show.len();
    moderation
}
