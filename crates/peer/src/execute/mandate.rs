//! Roles, circles, topics and mandates: describe, propose who, hand back, list.
//!
//! Guards: a mandate's words are written once; what is granted is a change that two thirds carry, so
//! proposing what waits already is approving it. Next: [`super::counsel`], decisions under one.

use act::{
    charter::DAY,
    content::{Create, Entity, Value, Write},
    deed::Deed,
    id::{ChangeId, EntityId, MemberId},
    mandate::{Appoint, Grant, Use},
    register::Change,
};
use rules::register::Register;

use super::{
    decision::{cents, review_day},
    round::{moment, span},
    show::{line, words},
};
use crate::{
    answer::{self, Answer},
    command::task::{Task, TaskKind, Terms},
    community::{Ambient, Community},
    names::Names,
    refusal::{Refusal, Refused},
};

/// Unicode scalar values of each text of a mandate, which stand in one act together.
const TEXT: usize = 1_000;

/// Days that a mandate holds when nothing is said.
const YEAR: u32 = 365;

impl Community {
    pub(super) fn task(
        &mut self,
        task: Task,
        ambient: &mut Ambient<'_>,
    ) -> Result<Answer, Refusal> {
        match task {
            Task::List => {}
            Task::Show { id } => return self.show_mandate(&id),
            Task::Create { kind, title, text, circle } => {
                self.create_task(kind, title, &text, circle.as_deref(), ambient)?;
            }
            Task::Appoint { id, people, until } => {
                self.appoint(&id, &people, until.as_deref(), ambient)?;
            }
            Task::Write { title, domain, constraints, report, review, terms } => {
                let texts = [domain, constraints, report];
                self.write_mandate(title, texts, &review, &terms, ambient)?;
            }
            Task::Grant { id, terms } => {
                let mandate = self.find_entity(&[Entity::Mandate], &id)?;
                let grant = self.grant(mandate, &terms, Use::Active, ambient.now)?;
                self.propose_change(Change::Grant(Box::new(grant)), ambient)?;
            }
            Task::Suspend { id } => self.use_mandate(&id, Use::Suspended, ambient)?,
            Task::Withdraw { id } => self.use_mandate(&id, Use::Withdrawn, ambient)?,
            Task::Return { id } => self.return_mandate(&id, ambient)?,
        }
        Ok(self.tasks())
    }

    fn create_task(
        &mut self,
        kind: TaskKind,
        title: String,
        text: &str,
        circle: Option<&str>,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        self.as_member()?;
        let title = line("title", title)?;
        super::show::fits(text)?;
        let entity = match kind {
            TaskKind::Circle => Entity::Circle,
            TaskKind::Role => Entity::Role,
            TaskKind::Topic => Entity::Topic,
        };
        // Topics are picked by name: the same one twice would be told apart by nobody.
        let alike = self.document.named(entity).into_iter();
        if alike.map(|one| one.title.value.to_lowercase()).any(|one| one == title.to_lowercase()) {
            return Err(Refusal::InForce);
        }
        let circle = circle.filter(|typed| kind == TaskKind::Role && !typed.trim().is_empty());
        let circle = circle.map(|typed| self.find_entity(&[Entity::Circle], typed)).transpose()?;
        let mut fields = vec![Write { field: 0, value: words(&title) }];
        fields.extend(circle.map(|circle| Write { field: 2, value: Value::Link(circle) }));
        let created = self.write(Deed::Create(Create { entity, fields }), vec![title], ambient)?;
        let id = self.log.act(created).id().into();
        if kind != TaskKind::Topic {
            self.write_text((entity, id), document::edit::steps("", text), ambient)?;
        }
        Ok(())
    }

    fn appoint(
        &mut self,
        typed: &str,
        people: &[String],
        until: Option<&str>,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let to = self.find_entity(&[Entity::Role, Entity::Circle], typed)?;
        let register = self.register();
        let people = self.members_named(people, &register)?;
        let until = until.filter(|typed| !typed.trim().is_empty());
        let until = until.map(|typed| ending(typed, ambient.now)).transpose()?;
        let n = next(register.tasks().appointments(to).iter().map(|(_, known)| known.n));
        let appoint = Appoint { to, n, people, until };
        self.propose_change(Change::Appoint(Box::new(appoint)), ambient).map(drop)
    }

    fn write_mandate(
        &mut self,
        title: String,
        texts: [String; 3],
        review: &str,
        terms: &Terms,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        self.as_member()?;
        let title = line("title", title)?;
        let review = review_day(review, ambient.now)?;
        let texts = texts.map(|text| text.trim().to_owned());
        for (name, text) in ["domain", "constraints", "report"].into_iter().zip(&texts) {
            if text.chars().count() > TEXT {
                return Err(Refusal::TooLong(name.to_owned()));
            }
        }
        if texts[0].is_empty() {
            return Err(Refusal::Invalid("domain".to_owned()));
        }
        // Whatever can't be granted is said before anything is written.
        self.grant(EntityId([0; 32]), terms, Use::Active, ambient.now)?;
        let mut fields = vec![Write { field: 0, value: words(&title) }];
        let mut strings = vec![title];
        for (field, text) in (1..).zip(texts) {
            if !text.is_empty() {
                fields.push(Write { field, value: words(&text) });
                strings.push(text);
            }
        }
        fields.push(Write { field: 4, value: Value::Date(review) });
        let create = Create { entity: Entity::Mandate, fields };
        let created = self.write(Deed::Create(create), strings, ambient)?;
        let mandate = self.log.act(created).id().into();
        let grant = self.grant(mandate, terms, Use::Active, ambient.now)?;
        self.propose_change(Change::Grant(Box::new(grant)), ambient).map(drop)
    }

    fn use_mandate(
        &mut self,
        typed: &str,
        usable: Use,
        ambient: &mut Ambient<'_>,
    ) -> Result<(), Refusal> {
        let mandate = self.find_entity(&[Entity::Mandate], typed)?;
        if self.register().tasks().grants(mandate).is_empty() {
            return Err(Refused::NotGranted(self.title(Entity::Mandate, mandate)).into());
        }
        let grant = self.grant(mandate, &Terms::default(), usable, ambient.now)?;
        self.propose_change(Change::Grant(Box::new(grant)), ambient).map(drop)
    }

    // The grant that these terms ask for: what they leave out is as the last one has it.
    fn grant(
        &self,
        mandate: EntityId,
        terms: &Terms,
        usable: Use,
        now: i64,
    ) -> Result<Grant, Refusal> {
        let register = self.register();
        let last = register.tasks().grants(mandate).last().map(|(_, grant)| grant.clone());
        let fresh = || Grant {
            mandate,
            n: 0,
            usable,
            holders: Vec::new(),
            circle: None,
            topics: Vec::new(),
            ceiling: 0,
            term: register.charter().shortest_term,
            until: now.saturating_add(i64::from(YEAR.saturating_mul(DAY))),
        };
        let mut grant = Grant { usable, ..last.unwrap_or_else(fresh) };
        if let Some(holders) = &terms.holders {
            grant.holders = self.members_named(holders, &register)?;
        }
        if let Some(circle) = &terms.circle {
            let named = Some(circle.trim()).filter(|typed| !typed.is_empty());
            let find = |typed| self.find_entity(&[Entity::Role, Entity::Circle], typed);
            grant.circle = named.map(find).transpose()?;
        }
        if let Some(topics) = &terms.topics {
            grant.topics = self.topics_named(topics)?;
        }
        if let Some(ceiling) = terms.ceiling.as_deref().filter(|typed| !typed.trim().is_empty()) {
            grant.ceiling = amount("ceiling", ceiling)?;
        }
        if let Some(term) = terms.term.as_deref().filter(|typed| !typed.trim().is_empty()) {
            grant.term = span(term).ok_or_else(|| Refusal::Invalid("term".to_owned()))?;
        }
        if let Some(until) = terms.until.as_deref().filter(|typed| !typed.trim().is_empty()) {
            grant.until = ending(until, now)?;
        }
        if grant.holders.is_empty() && grant.circle.is_none() && usable == Use::Active {
            return Err(Refused::NoHolders.into());
        }
        grant.n = next(register.tasks().grants(mandate).iter().map(|(_, known)| known.n));
        Ok(grant)
    }

    fn return_mandate(&mut self, typed: &str, ambient: &mut Ambient<'_>) -> Result<(), Refusal> {
        let (me, _) = self.myself()?;
        let mandate = self.find_entity(&[Entity::Mandate], typed)?;
        let grant = self.held(mandate, me)?;
        self.write(Deed::ReturnMandate(vec![grant]), Vec::new(), ambient).map(drop)
    }

    /// The grant by which somebody holds a mandate.
    pub(super) fn held(&self, mandate: EntityId, holder: MemberId) -> Result<ChangeId, Refusal> {
        let register = self.register();
        let title = || self.title(Entity::Mandate, mandate);
        let [(id, grant)] = register.tasks().grants(mandate) else {
            return Err(Refused::NotGranted(title()).into());
        };
        if grant.usable != Use::Active || self.judge.is_term_over(&self.log, *id, &self.heads()) {
            return Err(Refused::NotGranted(title()).into());
        }
        let holders = self.judge.mandate_holders(&self.log, *id, &self.heads());
        holders.contains(&holder).then_some(*id).ok_or_else(|| Refused::NotHolder(title()).into())
    }

    pub(super) fn topics_named(&self, typed: &[String]) -> Result<Vec<EntityId>, Refusal> {
        let typed = typed.iter().filter(|typed| !typed.trim().is_empty());
        let topics = typed.map(|typed| self.find_entity(&[Entity::Topic], typed));
        ordered(topics.collect::<Result<Vec<_>, _>>()?)
    }

    pub(super) fn members_named(
        &self,
        typed: &[String],
        register: &Register,
    ) -> Result<Vec<MemberId>, Refusal> {
        let names = Names::of(self);
        let typed = typed.iter().filter(|typed| !typed.trim().is_empty());
        let people = ordered(typed.map(|typed| names.find(typed)).collect::<Result<_, _>>()?)?;
        match people.iter().find(|member| !register.is_member(**member)) {
            Some(other) => Err(Refusal::NotInRegister(names.name(*other))),
            None => Ok(people),
        }
    }

    fn show_mandate(&self, typed: &str) -> Result<Answer, Refusal> {
        let id = self.find_entity(&[Entity::Mandate], typed)?;
        let view = self.document.mandate(id).ok_or_else(|| Refusal::Unknown(typed.to_owned()))?;
        let mandate = self.mandate(view, &self.register(), &Names::of(self));
        Ok(Answer::Mandate(Box::new(mandate)))
    }

    pub(super) fn tasks(&self) -> Answer {
        let (names, register) = (Names::of(self), self.register());
        let roles = |kind: Entity| {
            let named = self.document.named(kind).into_iter();
            named.map(|view| self.role(kind, view, &register, &names)).collect()
        };
        let topic = |view: document::named::View| answer::Topic {
            id: view.id.to_string(),
            title: view.title.value,
        };
        Answer::Tasks(answer::Tasks {
            circles: roles(Entity::Circle),
            roles: roles(Entity::Role),
            topics: self.document.named(Entity::Topic).into_iter().map(topic).collect(),
            mandates: self
                .document
                .mandates()
                .into_iter()
                .map(|view| self.mandate(view, &register, &names))
                .collect(),
        })
    }

    fn role(
        &self,
        kind: Entity,
        view: document::named::View,
        register: &Register,
        names: &Names,
    ) -> answer::Role {
        let all = register.tasks().appointments(view.id);
        let one = register.tasks().appointment(view.id);
        let over =
            one.is_some_and(|(id, _)| self.judge.is_term_over(&self.log, *id, &self.heads()));
        let people = one.map_or(&[][..], |(_, appoint)| &appoint.people);
        let people: Vec<_> =
            people.iter().copied().filter(|member| !over && register.is_member(*member)).collect();
        let state = match () {
            () if all.len() > 1 => "conflict",
            () if over => "over",
            () if people.is_empty() => "vacant",
            () => "filled",
        };
        answer::Role {
            id: view.id.to_string(),
            title: view.title.value,
            text: view.text,
            circle: view
                .circle
                .filter(|_| kind == Entity::Role)
                .map(|circle| self.title(Entity::Circle, circle)),
            people: names.list(people),
            until: one.and_then(|(_, appoint)| appoint.until),
            state: state.to_owned(),
            pending: self.pending_on(view.id),
        }
    }

    fn mandate(
        &self,
        view: document::mandate::View,
        register: &Register,
        names: &Names,
    ) -> answer::Mandate {
        let heads = self.heads();
        let all = register.tasks().grants(view.id);
        let grant = all.last().map(|(_, grant)| grant);
        let holding = if let [(id, grant)] = all { Some((*id, grant)) } else { None };
        let over = holding.is_some_and(|(id, _)| self.judge.is_term_over(&self.log, id, &heads));
        let state = match holding {
            None if all.is_empty() => "proposed",
            None => "conflict",
            Some(_) if over => "over",
            Some((_, grant)) => grant.usable.word(),
        };
        let holders = match holding.filter(|_| state == "active") {
            Some((id, _)) => self.judge.mandate_holders(&self.log, id, &heads),
            None => Vec::new(),
        };
        let me = self.me().map(|(me, _)| me);
        let euro = |cents: u64| i64::try_from(cents).unwrap_or(i64::MAX);
        let spent = holding.map_or(0, |(id, _)| self.judge.spent(&self.log, id, &heads));
        let grants = self.judge.in_force(&self.log, heads.iter().copied()).into_iter();
        let grants = grants
            .filter(|change| matches!(change, Change::Grant(grant) if grant.mandate == view.id));
        let mut rounds: Vec<_> =
            grants.flat_map(|change| self.judge.rounds_under(change.id()).to_vec()).collect();
        rounds.sort_unstable();
        answer::Mandate {
            id: view.id.to_string(),
            title: view.title,
            domain: view.domain,
            constraints: view.constraints,
            report: view.report,
            review: document::date::written(view.review),
            by: names.name(view.created_by),
            at: view.claimed_at,
            state: state.to_owned(),
            mine: me.is_some_and(|me| holders.contains(&me)),
            holders: names.list(holders),
            circle: grant.and_then(|grant| grant.circle).map(|circle| self.any_title(circle)),
            topics: grant.map_or_else(Vec::new, |grant| self.topic_titles(&grant.topics)),
            ceiling: grant.map_or(0, |grant| euro(grant.ceiling)),
            spent: euro(spent),
            term: grant.map_or(0, |grant| i64::from(grant.term)),
            until: grant.map(|grant| grant.until),
            decisions: rounds
                .into_iter()
                .filter_map(|open| self.decided_under(open, names))
                .collect(),
            pending: self.pending_on(view.id),
        }
    }

    pub(super) fn topic_titles(&self, topics: &[EntityId]) -> Vec<String> {
        topics.iter().map(|topic| self.title(Entity::Topic, *topic)).collect()
    }

    // The ids of changes that wait and are about a role, circle or mandate.
    fn pending_on(&self, id: EntityId) -> Vec<String> {
        let pending = self.judge.pending(&self.log, self.heads());
        let about = |change: &&Change| match change {
            Change::Appoint(appoint) => appoint.to == id,
            Change::Grant(grant) => grant.mandate == id,
            _ => false,
        };
        let pending = pending.iter().filter(|(_, voices)| !voices.approve.is_empty());
        pending.map(|(change, _)| change).filter(about).map(|c| c.id().to_string()).collect()
    }

    /// What a change of a role, circle or mandate says; none for another change.
    pub(super) fn task_change(&self, change: &Change, names: &Names) -> Option<answer::TaskChange> {
        match change {
            Change::Appoint(appoint) => Some(answer::TaskChange {
                id: appoint.to.to_string(),
                people: names.list(appoint.people.iter().copied()),
                circle: None,
                topics: Vec::new(),
                ceiling: 0,
                term: 0,
                until: appoint.until,
                usable: None,
            }),
            Change::Grant(grant) => Some(answer::TaskChange {
                id: grant.mandate.to_string(),
                people: names.list(grant.holders.iter().copied()),
                circle: grant.circle.map(|circle| self.any_title(circle)),
                topics: self.topic_titles(&grant.topics),
                ceiling: i64::try_from(grant.ceiling).unwrap_or(i64::MAX),
                term: i64::from(grant.term),
                until: Some(grant.until),
                usable: Some(grant.usable.word().to_owned()),
            }),
            _ => None,
        }
    }

    /// The appointments and grants that hold and whose end has passed by this clock, of which the owner
    /// hasn't said so.
    pub(crate) fn terms_due(&self, me: MemberId, now: i64) -> Vec<ChangeId> {
        let register = self.register();
        let in_force = self.judge.in_force(&self.log, self.heads()).into_iter();
        let until = |change: &Change| match change {
            Change::Appoint(appoint) => appoint.until,
            Change::Grant(grant) => Some(grant.until),
            _ => None,
        };
        let due = in_force.filter(|change| until(change).is_some_and(|until| until <= now));
        let due = due.map(|change| change.id()).filter(|id| register.tasks().holds(*id));
        due.filter(|id| !self.judge.has_ended_term(&self.log, *id, me, &self.heads())).collect()
    }
}

// The number that the next appointment or grant has: one more than those in force. Of several that wait
// with it the first that is carried comes in force.
fn next(known: impl Iterator<Item = u32>) -> u32 {
    known.max().unwrap_or(0).saturating_add(1)
}

fn ordered<T: Ord>(mut all: Vec<T>) -> Result<Vec<T>, Refusal> {
    all.sort_unstable();
    all.dedup();
    if all.len() > act::cap::PARTS {
        return Err(Refused::TooMany(act::cap::PARTS.to_string()).into());
    }
    Ok(all)
}

// When something ends; not in the past.
fn ending(typed: &str, now: i64) -> Result<i64, Refusal> {
    let until = moment(typed, now).filter(|until| *until > now);
    until.ok_or_else(|| Refusal::Invalid("until".to_owned()))
}

/// An amount in euros as typed, in cents; none is an amount too.
pub(super) fn amount(what: &str, typed: &str) -> Result<u64, Refusal> {
    if typed.trim() == "0" {
        return Ok(0);
    }
    u64::try_from(cents(what, typed)?).map_err(|_| Refusal::Invalid(what.to_owned()))
}
