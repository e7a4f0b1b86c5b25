//! Definition 18: what members fold away behind a house rule, and what they want shown.
//!
//! Guards: nobody hides anything alone, unless nobody else is there. Next: [`super::deeds`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    deed::Deed,
    id::{EntityId, MemberId},
};

use super::{Acts, Literal, Number, ballots::Words, each};

/// How something that somebody wrote stands in a set of acts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moderation {
    pub(crate) hidden: bool,
    pub(crate) hide: BTreeSet<MemberId>,
    pub(crate) show: BTreeSet<MemberId>,
    pub(crate) appealed: bool,
}

impl Literal {
    // A member's word on what somebody else wrote, by a house rule that the charter names; who wrote it
    // may only ask for it to be shown.
    pub(super) fn moderates(
        &self,
        act: Number,
        part: usize,
    ) -> Option<(Number, MemberId, Option<EntityId>)> {
        let Some(Deed::Moderate(list)) = self.deed(act) else { return None };
        let said = list.get(part)?;
        let words = self.is_content(act, said.what)?;
        let by = self.member(act)?;
        let past = self.past(act);
        let may = if self.member(words) == Some(by) {
            said.against.is_none() && self.people(past).may_write(by)
        } else {
            let rules = &self.charter(past).house_rules;
            self.is_member(past, by) && said.against.is_none_or(|rule| rules.contains(&rule))
        };
        (self.stood(act) && may).then_some((words, by, said.against))
    }

    /// What was said in a set about showing what others wrote.
    pub(crate) fn moderations(&self, set: Acts) -> BTreeMap<Number, Moderation> {
        let within = self.set(set);
        let mut said: BTreeMap<Number, Words<Option<EntityId>>> = BTreeMap::new();
        for act in each(set).filter(|act| self.counts(*act, within)) {
            let Some(Deed::Moderate(list)) = self.deed(act) else { continue };
            for part in (0..list.len()).filter(|part| self.effect(act, *part) == Some(true)) {
                if let Some((words, by, against)) = self.moderates(act, part) {
                    said.entry(words).or_default().entry(by).or_default().push((act, against));
                }
            }
        }
        let members = &self.people(set).members;
        let stands = |(words, said): (Number, Words<Option<EntityId>>)| {
            let writer = self.member(words);
            let mut stands = Moderation::default();
            for (member, words) in said {
                if Some(member) == writer {
                    stands.appealed = true;
                } else if members.contains(&member) {
                    // Of different words made apart the one that shows counts.
                    let shows = self.last(&words).contains(&None);
                    if shows { &mut stands.show } else { &mut stands.hide }.insert(member);
                }
            }
            let others = members.iter().filter(|member| Some(**member) != writer).count();
            let enough = stands.hide.len() >= 2 || stands.hide.len() == others;
            stands.hidden =
                !stands.hide.is_empty() && enough && stands.hide.len() > stands.show.len();
            (words, stands)
        };
        said.into_iter().map(stands).collect()
    }
}
