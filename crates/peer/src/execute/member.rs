//! Members and guests: list, approve, take an approval back.
//!
//! Guards: an approval names a guest whose join is known here; it comes into force by the rules, not
//! by this command (R2, R4). Next: [`super::device`].

use act::{
    deed::Deed,
    fraction::Fraction,
    id::{ActId, MemberId},
    register::Change,
};
use rules::register::{Person, Standing};

use crate::{
    answer::{self, Answer},
    community::{Ambient, Community, kind_word},
    names::Names,
    refusal::Refusal,
};

impl Community {
    pub(super) fn members(&self) -> Answer {
        let names = Names::of(self);
        let register = self.register();
        let me = self.me().map(|(member, _)| member);
        let pending = self.judge.pending(&self.log, self.heads());
        let approved = |brought: ActId| {
            let by = pending.iter().find(|(change, _)| *change == Change::Admit(brought));
            me.is_some_and(|me| by.is_some_and(|(_, by)| by.approve.contains(&me)))
        };
        let mut representatives = self.representatives();
        let needed = Fraction::TWO_THIRDS.least_of(register.members().len());
        let approvals = |brought: ActId| {
            let change = pending.iter().find(|(change, _)| *change == Change::Admit(brought));
            let approvers = change.map(|(_, voices)| voices.approve.as_slice()).unwrap_or_default();
            names.list(approvers.iter().copied().filter(|member| register.is_member(*member)))
        };
        let mut members: Vec<_> = register
            .people()
            .map(|(member, person)| {
                let guest = person.standing == Standing::Guest;
                answer::Member {
                    id: member.to_string(),
                    name: names.name(member),
                    kind: kind_word(person.kind),
                    state: person.standing.word().to_owned(),
                    me: me == Some(member),
                    blocked: self.blocked.contains(&member),
                    approvals: if guest {
                        approvals(self.log.act(person.brought).id())
                    } else {
                        Vec::new()
                    },
                    approved: guest && approved(self.log.act(person.brought).id()),
                    since: self.log.act(person.brought).header().claimed_at,
                    heard: self.heard(member, person),
                    needed: if guest { needed } else { 0 },
                    representatives: representatives.remove(&member).unwrap_or_default(),
                }
            })
            .collect();
        let rank = |member: &answer::Member| match member.state.as_str() {
            "member" => 0,
            "guest" => 1,
            _ => 2,
        };
        members.sort_by_key(|member| (rank(member), member.name.to_lowercase()));
        Answer::Members(answer::Members { members })
    }

    /// When somebody was last heard of: of the last that they did by hand, or of their coming, by the clock
    /// of who wrote it.
    pub(super) fn heard(&self, member: MemberId, person: &Person) -> i64 {
        let last = self.judge.last_by_hand(&self.log, member).unwrap_or(person.brought);
        self.log.act(last).header().claimed_at
    }

    pub(super) fn rename(
        &mut self,
        name: String,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.myself()?;
        let index = self.write_card(name, ambient)?;
        Ok(Answer::Done(answer::Done { id: self.log.act(index).id().to_string() }))
    }

    pub(super) fn approve(
        &mut self,
        who: &[String],
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let changes = self.admissions(who)?;
        self.speak(Deed::Approve(changes), ambient)
    }

    pub(super) fn withdraw(
        &mut self,
        who: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let changes = self.admissions(&[who.to_owned()])?;
        self.speak(Deed::WithdrawApproval(changes), ambient)
    }

    fn speak(&mut self, deed: Deed, ambient: &mut Ambient<'_>) -> Result<Answer, Refusal> {
        self.as_member()?;
        self.write(deed, Vec::new(), ambient)?;
        Ok(self.members())
    }

    // The admissions of these guests, each once.
    fn admissions(&self, who: &[String]) -> Result<Vec<Change>, Refusal> {
        let names = Names::of(self);
        let register = self.register();
        let admit = |typed: &String| {
            let member: MemberId = names.find(typed)?;
            match register.person(member) {
                Some(person) if person.standing == Standing::Guest => {
                    Ok(Change::Admit(self.log.act(person.brought).id()))
                }
                _ => Err(Refusal::NotGuest(names.name(member))),
            }
        };
        let mut changes = who.iter().map(admit).collect::<Result<Vec<_>, _>>()?;
        changes.sort_unstable();
        changes.dedup();
        Ok(changes)
    }
}
