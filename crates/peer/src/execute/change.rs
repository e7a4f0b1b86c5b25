//! Changes of the register: propose, approve, take back, object; the charter; sending guests away.
//!
//! Guards: a change is named by its content, so proposing what waits already is approving it; only
//! members speak of changes, each with one voice (R1-R3). Next: `rules::approval`, what is enough.

use act::{
    charter::{Amendment, Clause, Key},
    deed::{Class, Deed},
    id::MemberId,
    log::Index,
    register::Change,
};
use rules::{
    approval::{self, Voices},
    register::{Register, Standing},
};

use crate::{
    answer::{self, Answer},
    clause,
    community::{Ambient, Community},
    names::Names,
    refusal::Refusal,
};

impl Community {
    pub(super) fn changes(&self) -> Answer {
        let names = Names::of(self);
        let register = self.register();
        let me = self.me().map(|(member, _)| member);
        let words: std::collections::BTreeMap<_, _> =
            self.judge.words(&self.log, self.heads()).into_iter().collect();
        let mut changes: Vec<_> = self
            .pending()
            .into_iter()
            .filter_map(|(change, voices)| {
                let first = words.get(&change)?.iter().next().map(|(index, _)| *index)?;
                Some(self.told(&change, &voices, first, (&register, me, &names)))
            })
            .filter(|change| !change.approvals.is_empty() || !change.objections.is_empty())
            .collect();
        changes.sort_by(|a, b| (a.since, &a.id).cmp(&(b.since, &b.id)));
        Answer::Changes(answer::Changes { changes })
    }

    /// What waits, and still means something: a rest that was spoken of before its member did something
    /// again is over (R5).
    pub(super) fn pending(&self) -> Vec<(Change, Voices)> {
        let is_over = |change: &Change| matches!(change, Change::Rest(member, last) if !self.is_last(*member, *last));
        let pending = self.judge.pending(&self.log, self.heads()).into_iter();
        pending.filter(|(change, _)| !is_over(change)).collect()
    }

    fn told(
        &self,
        change: &Change,
        voices: &Voices,
        first: Index,
        (register, me, names): (&Register, Option<MemberId>, &Names),
    ) -> answer::Change {
        let core = register.core();
        let may = match change {
            Change::Admit(_) => core.may.admit,
            Change::Rest(..) => core.may.rest,
            _ => false,
        };
        let counts = |member: &MemberId| approval::counted(register, change, &[*member]) == 1;
        // R5: who is at rest is back with the very act that approves.
        let returns = |me: &MemberId| {
            let is_resting =
                register.person(*me).is_some_and(|person| person.standing == Standing::Resting);
            is_resting && approval::target(change) != Some(*me)
        };
        let member = self.subject_of(change);
        let told = |clause: &Clause| self.clause(clause, register, names);
        let amendment = match change {
            Change::Clause(amendment) => Some(&amendment.clause),
            _ => None,
        };
        let in_core = |member: &MemberId| core.people.binary_search(member).is_ok();
        let object = voices.object.iter().copied().filter(|member| register.is_member(*member));
        answer::Change {
            id: change.id().to_string(),
            what: word(change).to_owned(),
            about: match change {
                Change::Appoint(appoint) => self.any_title(appoint.to),
                Change::Grant(grant) => self.any_title(grant.mandate),
                _ => member.map(|member| names.name(member)).unwrap_or_default(),
            },
            member: member.map(|member| member.to_string()).unwrap_or_default(),
            clause: amendment.map(told),
            now: amendment.map(|clause| told(&register.charter().value(clause.key()))),
            task: self.task_change(change, names),
            act: match change {
                Change::Redact(act) => Some(act.to_string()),
                _ => None,
            },
            by: self
                .judge
                .verdict(first)
                .author
                .map(|author| names.name(author))
                .unwrap_or_default(),
            since: self.log.act(first).header().claimed_at,
            approvals: names.list(voices.approve.iter().copied().filter(counts)),
            objections: names.list(object),
            needed: approval::needed(register, change).unwrap_or(0),
            of: register.members().iter().filter(|member| counts(member)).count(),
            core_needed: may.then_some(core.needed),
            core_approvals: if may {
                names.list(voices.approve.iter().copied().filter(in_core))
            } else {
                Vec::new()
            },
            approved: me.is_some_and(|me| voices.approve.contains(&me)),
            may_approve: me.is_some_and(|me| counts(&me) || returns(&me)),
            blocked: self.blocked(change, register).map(str::to_owned),
        }
    }

    // Why a change can't come in force as things stand.
    fn blocked(&self, change: &Change, register: &Register) -> Option<&'static str> {
        let standing = self.subject_of(change).and_then(|m| register.person(m)).map(|p| p.standing);
        let is_out = matches!(standing, Some(Standing::Left | Standing::Removed));
        match change {
            Change::Clause(amendment)
                if register.holding(amendment.clause.key()) != amendment.replaces.as_slice() =>
            {
                Some("overtaken")
            }
            Change::Appoint(appoint) => {
                let known = register.tasks().appointments(appoint.to).first();
                let last = known.map_or(0, |(_, known)| known.n);
                (appoint.n != last.saturating_add(1)).then_some("overtaken")
            }
            Change::Grant(grant) => {
                let known = register.tasks().grants(grant.mandate).first();
                let last = known.map_or(0, |(_, known)| known.n);
                (grant.n != last.saturating_add(1)).then_some("overtaken")
            }
            Change::Clause(_) | Change::Redact(_) => None,
            _ if is_out => Some("out"),
            _ if approval::needed(register, change).is_none() => Some("two"),
            _ => None,
        }
    }

    /// Whom a change is about; of erased words who wrote them.
    pub(crate) fn subject_of(&self, change: &Change) -> Option<MemberId> {
        match change {
            Change::Admit(join) => Register::guest_of(&self.log, *join),
            Change::Rest(member, _) | Change::Remove(member) => Some(*member),
            Change::Recover(recover) => Some(recover.member),
            Change::Redact(act) => self.judge.verdict(self.log.find(*act)?).author,
            Change::Clause(_) | Change::Appoint(_) | Change::Grant(_) => None,
        }
    }

    /// Proposes to put a member out; approving it when somebody did before.
    pub(super) fn remove(
        &mut self,
        who: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (member, _) = self.somebody(who)?;
        self.propose_change(Change::Remove(member), ambient)
    }

    /// Proposes to put a member to rest who was not heard of lately.
    pub(super) fn rest(&mut self, who: &str, ambient: &mut Ambient<'_>) -> Result<Answer, Refusal> {
        let (member, standing) = self.somebody(who)?;
        if standing != Standing::Member {
            return Err(Refusal::NotInRegister(who.to_owned()));
        }
        let waiting = self.pending().into_iter();
        // The last that this app knows of them: who already waits to be put to rest by others is named
        // as these named them, so that approvals add up.
        let named = waiting
            .map(|(change, _)| change)
            .find(|change| matches!(change, Change::Rest(other, _) if *other == member));
        let last = self.judge.last_by_hand(&self.log, member);
        let last = last.unwrap_or(
            self.register().person(member).ok_or(Refusal::Unknown(who.to_owned()))?.brought,
        );
        let change = named.unwrap_or(Change::Rest(member, self.log.act(last).id()));
        self.propose_change(change, ambient)
    }

    // Whether an act knows all that this member did by hand.
    fn is_last(&self, member: MemberId, last: act::id::ActId) -> bool {
        let (Some(last), newest) =
            (self.log.find(last), self.judge.last_by_hand(&self.log, member))
        else {
            return false;
        };
        newest.is_none_or(|newest| self.log.reaches(last, newest))
    }

    /// Proposes another value for a key of the charter.
    pub(super) fn amend(
        &mut self,
        key: &str,
        value: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let names = Names::of(self);
        let register = self.register();
        let key = Key::from_word(key.trim()).ok_or_else(|| Refusal::Unknown(key.to_owned()))?;
        let clause = match key {
            Key::HouseRules => self.read_house_rules(value)?,
            _ => clause::read(key, value, &register, &names)?,
        };
        let replaces = register.holding(key).to_vec();
        if replaces.len() < 2 && register.charter().value(key) == clause {
            return Err(Refusal::InForce);
        }
        self.propose_change(Change::Clause(Box::new(Amendment { clause, replaces })), ambient)
    }

    /// Asks the community to erase somebody else's words; one's own are erased at once.
    pub(super) fn redact(
        &mut self,
        id: &str,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, _) = self.myself()?;
        let act = self.find_act(id)?;
        let index = self.log.find(act).ok_or_else(|| Refusal::Unknown(id.to_owned()))?;
        if self.log.act(index).header().class != Class::Content {
            return Err(Refusal::Unknown(id.to_owned()));
        }
        if self.judge.verdict(index).author == Some(me) {
            let written = self.write(Deed::Redact(vec![act]), Vec::new(), ambient)?;
            if !self.judge.verdict(written).is_effective() {
                return Err(Refusal::Decided);
            }
            return Ok(Answer::Done(answer::Done { id: self.log.act(written).id().to_string() }));
        }
        self.propose_change(Change::Redact(act), ambient)
    }

    pub(super) fn propose_change(
        &mut self,
        change: Change,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        self.as_member()?;
        let register = self.register();
        match self.blocked(&change, &register) {
            Some("two") => return Err(Refusal::OnlyTwo),
            Some(_) => return Err(Refusal::InForce),
            None => {}
        }
        if self.judge.in_force(&self.log, self.heads()).contains(&change) {
            return Err(Refusal::InForce);
        }
        self.write(Deed::Approve(vec![change]), Vec::new(), ambient)?;
        Ok(self.changes())
    }

    /// Says something of changes that wait: approves, takes that back, or objects to the core team's
    /// deciding them.
    pub(super) fn answer_changes(
        &mut self,
        ids: &[String],
        deed: fn(Vec<Change>) -> Deed,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let changes = self.waiting(ids)?;
        self.as_member()?;
        self.write(deed(changes), Vec::new(), ambient)?;
        Ok(self.changes())
    }

    // The changes that wait and are meant by ids or their beginnings, each once.
    fn waiting(&self, ids: &[String]) -> Result<Vec<Change>, Refusal> {
        let pending = self.pending();
        let find = |typed: &String| {
            let lower = typed.trim().to_lowercase();
            let mut found = pending
                .iter()
                .map(|(change, _)| change)
                .filter(|change| lower.len() >= 4 && change.id().to_string().starts_with(&lower));
            match (found.next(), found.next()) {
                (Some(change), None) => Ok(change.clone()),
                (None, _) => Err(Refusal::NotPending(typed.clone())),
                (Some(_), Some(_)) => Err(Refusal::Ambiguous(typed.clone())),
            }
        };
        let mut changes = ids.iter().map(find).collect::<Result<Vec<_>, _>>()?;
        changes.sort_unstable();
        changes.dedup();
        Ok(changes)
    }

    /// The owner, when their word counts: a member, who may be back from rest with it (R5).
    pub(super) fn as_member(&self) -> Result<MemberId, Refusal> {
        match self.myself()? {
            (me, Standing::Member | Standing::Resting) => Ok(me),
            _ => Err(Refusal::NotMember),
        }
    }

    fn somebody(&self, who: &str) -> Result<(MemberId, Standing), Refusal> {
        let member = Names::of(self).find(who)?;
        let person = self.register().person(member).copied();
        person.map(|person| (member, person.standing)).ok_or(Refusal::Unknown(who.to_owned()))
    }

    /// Sends guests away: at once by who invited them, else when two members do.
    pub(super) fn dismiss(
        &mut self,
        who: &[String],
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        let (me, standing) = self.myself()?;
        let mut guests = Vec::new();
        for typed in who {
            let (member, of) = self.somebody(typed)?;
            if of != Standing::Guest {
                return Err(Refusal::NotGuest(typed.clone()));
            }
            let brought =
                self.register().person(member).ok_or(Refusal::Unknown(typed.clone()))?.brought;
            let join = self.log.act(brought).id();
            let is_sponsor = self.judge.sponsor(&self.log, join) == Some(me);
            if standing != Standing::Member && !is_sponsor {
                return Err(Refusal::NotMember);
            }
            guests.push(join);
        }
        guests.sort_unstable();
        guests.dedup();
        self.write(Deed::Dismiss(guests), Vec::new(), ambient)?;
        Ok(self.members())
    }

    pub(super) fn charter(&self) -> Answer {
        let names = Names::of(self);
        let register = self.register();
        let told = |clause: &Clause| self.clause(clause, &register, &names);
        let in_force = self.judge.in_force(&self.log, self.heads());
        let conflicting = |key: Key| {
            let holding = register.holding(key);
            let several = in_force.iter().filter_map(|change| match change {
                Change::Clause(amendment) if holding.contains(&change.id()) => {
                    Some(&amendment.clause)
                }
                _ => None,
            });
            if holding.len() > 1 { several.map(told).collect() } else { Vec::new() }
        };
        let clauses = Key::ALL.into_iter().map(|key| answer::Standing {
            clause: told(&register.charter().value(key)),
            founding: register.clause(key).is_none(),
            conflict: conflicting(key),
        });
        let members = register.members().len();
        let core = register.core();
        let stands = core.may != act::charter::Powers::default();
        Answer::Charter(answer::Charter {
            clauses: clauses.collect(),
            core: names.list(core.people.iter().copied()),
            core_needed: if stands { core.needed } else { 0 },
            members,
            needed: act::fraction::Fraction::TWO_THIRDS.least_of(members),
        })
    }
}

/// The word for a change.
pub(crate) const fn word(change: &Change) -> &'static str {
    match change {
        Change::Admit(_) => "admit",
        Change::Rest(..) => "rest",
        Change::Remove(_) => "remove",
        Change::Recover(_) => "recover",
        Change::Clause(_) => "clause",
        Change::Redact(_) => "redact",
        Change::Appoint(_) => "appoint",
        Change::Grant(_) => "grant",
    }
}
