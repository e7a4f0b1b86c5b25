//! A paper key: made, checked, and the one thing that it does, recovering its own member (R8).
//!
//! Guards: a key comes into the register only after its words were typed back, since there is one until
//! a recovery; it is used once, on top of all that is known here. Next: [`super::recovery`], for who
//! has no paper key.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    act::{Act, Draft},
    cap,
    deed::Deed,
    id::{ActId, DeviceId, MemberId},
    key::SecretKey,
    log::Index,
    register::{Change, Enrol, Recover},
    statement,
};

use crate::{
    answer::{self, Answer},
    community::{Ambient, Community},
    paper::{PaperKey, WORDS},
    refusal::Refusal,
    secret::Secret,
};

impl Community {
    /// New words, to be written down and typed back. Nothing is kept of them.
    pub(super) fn paper(&self, ambient: &mut Ambient<'_>) -> Result<Answer, Refusal> {
        self.without_paper()?;
        let words = PaperKey::new(ambient).words();
        // Two places, so that neither a list of the first words nor a guess is enough.
        let [a, b]: [u8; 2] = ambient.bytes();
        let (first, second) = (usize::from(a) % (WORDS / 2), usize::from(b) % (WORDS / 2));
        let check = vec![first + 1, WORDS / 2 + second + 1];
        Ok(Answer::Paper(answer::Paper { words, check, written: false }))
    }

    /// Makes the words that were typed back the own member's paper key.
    pub(super) fn keep_paper(
        &mut self,
        words: &Secret,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let me = self.without_paper()?;
        let key = PaperKey::parse(words)?.key(self.id());
        let proof = key.sign(&statement::member(self.id(), me));
        let enrol = Enrol { device: key.device(), proof };
        self.write(Deed::Paper(enrol), Vec::new(), ambient)?;
        Ok(Answer::Paper(answer::Paper { words: Vec::new(), check: Vec::new(), written: true }))
    }

    fn without_paper(&self) -> Result<MemberId, Refusal> {
        let (me, _) = self.myself()?;
        if self.judge.has_paper_key(&self.log, &self.heads(), me) {
            return Err(Refusal::HasPaperKey);
        }
        Ok(me)
    }

    /// The paper keys that hold, and whose each is.
    #[must_use]
    pub fn paper_keys(&self) -> BTreeMap<DeviceId, MemberId> {
        let heads = self.heads();
        let made = self.log.origins().devices().flat_map(|key| {
            let origins = self.log.origins().of(key).iter();
            origins.map(move |(origin, member)| (key, *origin, *member))
        });
        let holds = |key: &(DeviceId, Index, MemberId)| {
            let (_, origin, member) = *key;
            matches!(self.log.act(origin).deed(), Some(Deed::Paper(_)))
                && self.judge.verdict(origin).has_effect(0)
                && self.judge.verdict(origin).author == Some(member)
                && self.judge.has_paper_key(&self.log, &heads, member)
                && self.knows_last_recovery(origin, member)
        };
        made.filter(holds).map(|(key, _, member)| (key, member)).collect()
    }

    /// The keys that ever were a paper key.
    pub(super) fn ever_paper(&self) -> BTreeSet<DeviceId> {
        let is_paper = |key: &DeviceId| {
            let mut origins = self.log.origins().of(*key).iter();
            origins.any(|(act, _)| matches!(self.log.act(*act).deed(), Some(Deed::Paper(_))))
        };
        self.log.origins().devices().filter(is_paper).collect()
    }

    // Definition 1: from a recovery on only the paper keys count that know it.
    fn knows_last_recovery(&self, act: Index, member: MemberId) -> bool {
        let of = |heads: Vec<Index>| {
            let changes = self.judge.in_force(&self.log, heads).into_iter();
            changes.filter_map(move |change| match change {
                Change::Recover(recover) if recover.member == member => Some(recover.n),
                _ => None,
            })
        };
        let last = of(self.heads()).max();
        last.is_none() || of(self.log.entry(act).parents().collect()).max() == last
    }

    /// The number of the next recovery of a member: one more than of the last that is in force.
    pub(super) fn next_recovery(&self, member: MemberId) -> u32 {
        let changes = self.judge.in_force(&self.log, self.heads()).into_iter();
        let numbers = changes.filter_map(|change| match change {
            Change::Recover(recover) if recover.member == member => Some(recover.n),
            _ => None,
        });
        numbers.max().unwrap_or(0).saturating_add(1)
    }

    /// Gives the paper key's member this device instead of all others.
    ///
    /// # Errors
    /// When the key is nobody's paper key here, or was used before.
    pub(crate) fn recover_by_paper(
        &mut self,
        paper: &SecretKey,
        ambient: &Ambient<'_>,
    ) -> Result<(), Refusal> {
        let nobody = || Refusal::BadLink("paper".to_owned());
        let member = *self.paper_keys().get(&paper.device()).ok_or_else(nobody)?;
        if !self.log.tips(paper.device()).is_empty() {
            return Err(nobody());
        }
        let key = self.device();
        let proof = self.key.sign(&statement::member(self.id(), member));
        let recover = Recover { member, n: self.next_recovery(member), key, proof };
        let act = Act::new(Draft {
            community: self.id(),
            device: paper.device(),
            seq: 1,
            prev: None,
            seen: self.heads_for(paper.device(), member),
            claimed_at: ambient.now,
            deed: Deed::Recover(recover),
            words: None,
        });
        let act = act.map_err(|error| Refusal::Internal(error.to_string()))?;
        let written = self.add_by(paper, act, ambient.now)?;
        if self.judge.verdict(written).is_effective() { Ok(()) } else { Err(nobody()) }
    }

    // The heads that fit into one act: first those that know the paper key, then those of its member, whose
    // acts would count no more.
    fn heads_for(&self, paper: DeviceId, member: MemberId) -> Vec<ActId> {
        let made = self.log.origins().of(paper).first().map(|(origin, _)| *origin);
        let mut heads = self.heads();
        heads.sort_by_key(|head| {
            let knows = made.is_some_and(|made| self.log.reaches(*head, made));
            (!knows, self.judge.verdict(*head).author != Some(member))
        });
        let seen = heads.into_iter().take(cap::SEEN);
        seen.map(|head| self.log.act(head).id()).collect()
    }
}
