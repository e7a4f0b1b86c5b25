//! How a story begins: its founding, the proposal that its rounds are about, what has a label.
//!
//! Guards: the charter is exactly what the story names. Next: [`crate::state`].

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::{Act, Draft},
    body::Words,
    cap,
    charter::{self, Amendment, Charter, Clause, Voice},
    content::{Create, Entity, Value, Write},
    deed::Deed,
    fraction::Fraction,
    header::VERSION,
    id::{CommunityId, EntityId},
    key::{SecretKey, Signature},
    register::{Change, Found, Founder, Kind},
    round::Method,
};

use super::{BEGAN, Builder, wrong};
use crate::{
    error::StoryError,
    people::bytes,
    script::{Label, Person, Script, Team, Term, Told},
};

// The changes that the labels stand for. Which clauses each replaces are made first.
pub(super) fn clauses(script: &Script, keys: &[SecretKey], things: &[EntityId]) -> Vec<Change> {
    let mut made: BTreeMap<Label, Change> = BTreeMap::new();
    for label in &script.order {
        let written = script.clauses.get(*label).expect("a label of the script");
        let mut replaces: Vec<_> = written.replaces.iter().map(|other| made[other].id()).collect();
        replaces.sort_unstable();
        let clause = match &written.term {
            Term::Plain(clause) => clause.clone(),
            Term::Team(people) => Clause::Team(Some(team(script, keys, people))),
            Term::HouseRules(rules) => {
                let rules = rules.iter().map(|rule| *things.get(*rule).expect("a house rule"));
                let mut rules: Vec<_> = rules.collect();
                rules.sort_unstable();
                Clause::HouseRules(rules)
            }
        };
        made.insert(*label, Change::Clause(Box::new(Amendment { clause, replaces })));
    }
    made.into_values().collect()
}

fn team(script: &Script, keys: &[SecretKey], team: &Team) -> charter::Team {
    let key = |person: &Person| {
        keys.get(script.first_device(*person)).expect("a device of the script has a key").device()
    };
    let mut people: Vec<_> = team.people.iter().map(key).collect();
    people.sort_unstable();
    charter::Team { people, k: team.k, may: team.may }
}

// Builds on no past, so it is made before there is a log.
pub(super) fn found(script: &Script, keys: &[SecretKey]) -> Result<(Act, Vec<Person>), StoryError> {
    let first = script.lines.first().ok_or_else(|| StoryError::Malformed {
        path: "acts".to_owned(),
        what: "a story begins with `found`".to_owned(),
    })?;
    let Told::Found { founders, terms, .. } = &first.deed else {
        return Err(wrong(0, "a story begins with `found`"));
    };
    let author = keys.get(first.by).expect("a device of the script has a key");
    let mut signers: Vec<_> = founders
        .iter()
        .map(|person| {
            keys.get(script.first_device(*person)).expect("a device of the script has a key")
        })
        .collect();
    signers.sort_unstable_by_key(|key| key.device());
    if !signers.iter().any(|key| key.device() == author.device()) {
        return Err(wrong(0, "who founds is a founder, with the device that came first"));
    }
    if first.prev.is_some() || !first.seen.is_empty() {
        return Err(wrong(0, "a founding has seen nothing"));
    }
    let none = Signature([0; 64]);
    let founder =
        |key: &&SecretKey| Founder { key: key.device(), kind: Kind::Resident, proof: none };
    let mut found = Found {
        nonce: bytes("nonce", &script.title),
        founders: signers.iter().map(founder).collect(),
        charter: Charter {
            quorum: terms.quorum,
            team: terms.team.as_ref().map(|core| team(script, keys, core)),
            organisations: terms.organisations,
            proxies: terms.proxies,
            ..nothing()
        },
        season: None,
    };
    let statement = found.statement();
    for (founder, key) in found.founders.iter_mut().zip(&signers) {
        founder.proof = key.sign(&statement);
    }
    let act = Act::new(Draft {
        community: CommunityId::UNFOUNDED,
        device: author.device(),
        seq: 1,
        prev: None,
        seen: Vec::new(),
        claimed_at: BEGAN,
        deed: Deed::Found(found),
        words: None,
    });
    let act = act.map_err(|_| wrong(0, format!("more than {} founders", cap::FOUNDERS)))?;
    Ok((act, founders.clone()))
}

// A story's charter is exactly what it names.
pub(super) const fn nothing() -> Charter {
    Charter {
        method: Method::Majority,
        quorum: Fraction::ZERO,
        shortest_term: 0,
        deadline: 0,
        grace: 0,
        invite_term: 0,
        invite_guests: 0,
        rest: 0,
        review: 0,
        team: None,
        organisations: Voice::Votes,
        proxies: 0,
        version: VERSION,
        house_rules: Vec::new(),
    }
}

impl Builder<'_> {
    // The founding, and right behind it a proposal that all rounds of the story are about: the rules
    // open no round about nothing. Nobody has approved anything there, so it changes nothing else.
    pub(super) fn found(&mut self, act: Act, founders: &[Person]) -> Result<(), StoryError> {
        let script = self.script;
        let by = script.lines.first().map_or(0, |line| line.by);
        let id = act.id();
        for person in founders {
            let device = self.key(self.script.first_device(*person)).device();
            self.enter(*person, Kind::Resident, id, device);
        }
        let founding = self.built.log.append(Arc::new(act)).map_err(|_| wrong(0, "is refused"))?;
        self.decision = id.into();
        let title = "Waar dit verhaal over beslist";
        let chars = u32::try_from(title.chars().count()).unwrap_or(u32::MAX);
        let values = [Value::Words(chars), Value::Date(0), Value::Choice(0)];
        let fields = [0, 2, 4].into_iter().zip(values).map(|(field, value)| Write { field, value });
        let create = Create { entity: Entity::Decision, fields: fields.collect() };
        let words = Words { salt: [0; 8], strings: vec![title.to_owned()] };
        let draft = (Deed::Create(create), Some(words));
        let proposal = self.append(0, by, Some(founding), &[], Some(draft))?;
        let mut proposal = proposal.ok_or_else(|| wrong(0, "is refused"))?;
        self.decision = self.built.log.act(proposal).id().into();
        for title in &script.options {
            let chars = u32::try_from(title.chars().count()).unwrap_or(u32::MAX);
            let values = [Value::Words(chars), Value::Link(self.decision)];
            let fields = [0, 2].into_iter().zip(values);
            let fields = fields.map(|(field, value)| Write { field, value }).collect();
            let words = Words { salt: [0; 8], strings: vec![title.clone()] };
            let draft = (Deed::Create(Create { entity: Entity::Alternative, fields }), Some(words));
            let option = self.append(0, by, Some(proposal), &[], Some(draft))?;
            proposal = option.ok_or_else(|| wrong(0, "is refused"))?;
            self.options.push(self.built.log.act(proposal).id().into());
        }
        for (entity, title) in &script.things {
            let chars = u32::try_from(title.chars().count()).unwrap_or(u32::MAX);
            let mut fields = vec![Write { field: 0, value: Value::Words(chars) }];
            let mut strings = vec![title.clone()];
            if *entity == Entity::Mandate {
                // What it is about in words, and its review: as the schema asks.
                fields.push(Write { field: 1, value: Value::Words(chars) });
                fields.push(Write { field: 4, value: Value::Date(0) });
                strings.push(title.clone());
            }
            let words = Words { salt: [0; 8], strings };
            let draft = (Deed::Create(Create { entity: *entity, fields }), Some(words));
            let thing = self.append(0, by, Some(proposal), &[], Some(draft))?;
            proposal = thing.ok_or_else(|| wrong(0, "is refused"))?;
            self.built.things.push(self.built.log.act(proposal).id().into());
        }
        self.built.known.push(vec![proposal]);
        self.built.acts.push(Some(founding));
        self.chain.push(Some(proposal));
        self.last.insert(by, 0);
        Ok(())
    }
}
