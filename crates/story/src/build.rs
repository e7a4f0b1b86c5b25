//! A script becomes real acts in a real log.
//!
//! Guards: every act is one that the protocol takes in, with real proofs and links. What everyone
//! refuses (an act of a device that nothing in its past brings in, a join that is no first act) is
//! left out, and whoever saw it saw what it had seen. Next: [`crate::state`].

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use act::{
    act::{Act, Draft},
    ballot::Ballot,
    body::Words,
    cap,
    charter::{self, Amendment, Charter, Clause, Voice},
    content::{Comment, Create, EditText, Entity, Role, Splice, Value, Write},
    deed::Deed,
    fraction::Fraction,
    header::VERSION,
    id::{ActId, ChangeId, CommunityId, DeviceId, Digest, EntityId, MemberId},
    key::{SecretKey, Signature},
    log::{AppendError, Index, Log, Refusal},
    register::{Change, Enrol, Found, Founder, Invite, Join, Kind, Recover},
    round::{Acknowledge, Close, Method, Open, Paper, Proxy, Report, Vote},
    statement,
};

use crate::{
    error::StoryError,
    people::{bytes, key},
    script::{Alter, Device, Label, Line, Opening, Person, Script, Team, Term, Told},
};

/// When the first act claims to be made: any moment will do, no rule reads it.
const BEGAN: i64 = 1_796_000_000;

/// Acts that everyone refuses; a story with more of them shows nothing more, and each stands for all
/// that it had seen.
const REFUSED: usize = 100;

/// What an invite of a story is good for: more than a story can hold.
const UNTIL: i64 = 4_000_000_000;

/// The acts of a story, and which stands for what.
#[derive(Clone, Debug)]
pub(crate) struct Built {
    pub(crate) log: Log,
    /// Per line the acts that naming it stands for: itself, or what it had seen when it was refused.
    pub(crate) known: Vec<Vec<Index>>,
    /// Per line its act, unless everyone refuses it.
    pub(crate) acts: Vec<Option<Index>>,
    pub(crate) members: BTreeMap<MemberId, Person>,
    pub(crate) devices: BTreeMap<DeviceId, Device>,
    /// The label that each clause has in the story.
    pub(crate) labels: BTreeMap<ChangeId, Label>,
}

/// Plays a script.
///
/// # Errors
/// When something in it can't be written as an act at all.
pub(crate) fn build(script: &Script) -> Result<Built, StoryError> {
    let keys: Vec<_> = script.devices.iter().map(|(label, _)| key("device", label)).collect();
    let (founding, founded) = found(script, &keys)?;
    let devices = keys.iter().map(SecretKey::device).zip(0..).collect();
    let clauses = clauses(script, &keys);
    let label = |(label, change): (Label, &Change)| (change.id(), label);
    let labels = clauses.iter().enumerate().map(label).collect();
    let mut builder = Builder {
        script,
        keys,
        built: Built {
            log: Log::new(founding.community()),
            known: Vec::new(),
            acts: Vec::new(),
            members: BTreeMap::new(),
            devices,
            labels,
        },
        clauses,
        options: Vec::new(),
        member_of: BTreeMap::new(),
        brought: BTreeMap::new(),
        chain: Vec::new(),
        last: BTreeMap::new(),
        refused: 0,
        decision: EntityId(founding.id().0),
    };
    builder.found(founding, &founded)?;
    for line in 1..script.lines.len() {
        builder.play(line)?;
    }
    Ok(builder.built)
}

struct Builder<'a> {
    script: &'a Script,
    keys: Vec<SecretKey>,
    built: Built,
    member_of: BTreeMap<Person, MemberId>,
    // The act that an admission of somebody names.
    brought: BTreeMap<Person, ActId>,
    // Per line where its device's chain goes on after it.
    chain: Vec<Option<Index>>,
    last: BTreeMap<Device, Line>,
    refused: usize,
    decision: EntityId,
    // By label.
    clauses: Vec<Change>,
    options: Vec<EntityId>,
}

fn wrong(line: Line, what: impl Into<String>) -> StoryError {
    StoryError::Malformed { path: format!("acts[{line}]"), what: what.into() }
}

// The changes that the labels stand for. Which clauses each replaces are made first.
fn clauses(script: &Script, keys: &[SecretKey]) -> Vec<Change> {
    let mut made: BTreeMap<Label, Change> = BTreeMap::new();
    for label in &script.order {
        let written = script.clauses.get(*label).expect("a label of the script");
        let mut replaces: Vec<_> = written.replaces.iter().map(|other| made[other].id()).collect();
        replaces.sort_unstable();
        let clause = match &written.term {
            Term::Plain(clause) => clause.clone(),
            Term::Team(people) => Clause::Team(Some(team(script, keys, people))),
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
fn found(script: &Script, keys: &[SecretKey]) -> Result<(Act, Vec<Person>), StoryError> {
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
const fn nothing() -> Charter {
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
    fn found(&mut self, act: Act, founders: &[Person]) -> Result<(), StoryError> {
        let script = self.script;
        let by = script.lines.first().map_or(0, |line| line.by);
        let id = act.id();
        for person in founders {
            let device = self.key(self.script.first_device(*person)).device();
            self.enter(*person, id, device);
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
        let proposal = self.append(0, by, Some(founding), &[], draft)?;
        let mut proposal = proposal.ok_or_else(|| wrong(0, "is refused"))?;
        self.decision = self.built.log.act(proposal).id().into();
        for title in &script.options {
            let chars = u32::try_from(title.chars().count()).unwrap_or(u32::MAX);
            let values = [Value::Words(chars), Value::Link(self.decision)];
            let fields = [0, 2].into_iter().zip(values);
            let fields = fields.map(|(field, value)| Write { field, value }).collect();
            let words = Words { salt: [0; 8], strings: vec![title.clone()] };
            let draft = (Deed::Create(Create { entity: Entity::Alternative, fields }), Some(words));
            let option = self.append(0, by, Some(proposal), &[], draft)?;
            proposal = option.ok_or_else(|| wrong(0, "is refused"))?;
            self.options.push(self.built.log.act(proposal).id().into());
        }
        self.built.known.push(vec![proposal]);
        self.built.acts.push(Some(founding));
        self.chain.push(Some(proposal));
        self.last.insert(by, 0);
        Ok(())
    }

    fn enter(&mut self, person: Person, act: ActId, device: DeviceId) {
        let member = statement::member_id(act, device);
        self.built.members.insert(member, person);
        // A founder who also uses an invite stays the founder.
        self.member_of.entry(person).or_insert(member);
        self.brought.insert(person, act);
    }

    fn key(&self, device: Device) -> &SecretKey {
        self.keys.get(device).expect("a device of the script has a key")
    }

    fn play(&mut self, line: Line) -> Result<(), StoryError> {
        let script = self.script;
        let said = script.lines.get(line).expect("a line of the script");
        let before = said.prev.or_else(|| self.last.get(&said.by).copied());
        if let Some(before) = before
            && script.lines.get(before).is_none_or(|earlier| earlier.by != said.by)
        {
            return Err(wrong(line, "`prev` is an act of another device"));
        }
        let mut prev = before.and_then(|before| self.chain.get(before).copied().flatten());
        let named = |at: &Line| self.built.known.get(*at).map_or(&[][..], Vec::as_slice);
        // What a refused act had seen is known to its device as well.
        let lines: BTreeSet<_> = said.seen.iter().chain(&before).collect();
        let seen = self.reduce(prev, lines.into_iter().flat_map(named).copied().collect());
        let mut parents = seen.as_slice();
        if matches!(said.deed, Told::Found { .. }) {
            return Err(wrong(line, "a community is founded once"));
        }
        let joins = matches!(said.deed, Told::Join { .. });
        let writable = !joins || prev.is_none();
        // More heads than an act can name are gathered by small acts first, as an app does.
        while writable && parents.len() > cap::SEEN {
            if joins {
                return Err(wrong(line, format!("a join can see {} acts at most", cap::SEEN)));
            }
            let (first, rest) = parents.split_at(cap::SEEN);
            match self.append(line, said.by, prev, first, (Deed::Gather, None))? {
                Some(gathered) => prev = Some(gathered),
                None => break,
            }
            parents = rest;
        }
        let act = if writable && parents.len() <= cap::SEEN {
            let deed = self.deed(line, &said.deed)?;
            self.append(line, said.by, prev, parents, deed)?
        } else {
            None
        };
        if let (Some(act), Told::Join { .. }) = (act, &said.deed) {
            self.join(line, said.by, act)?;
        }
        if act.is_none() {
            self.refused += 1;
            if self.refused > REFUSED {
                return Err(wrong(line, "too many acts that everyone refuses"));
            }
        }
        self.built
            .known
            .push(act.map_or_else(|| prev.iter().chain(&seen).copied().collect(), |act| vec![act]));
        self.built.acts.push(act);
        self.chain.push(act.or(prev));
        self.last.insert(said.by, line);
        Ok(())
    }

    fn join(&mut self, line: Line, by: Device, act: Index) -> Result<(), StoryError> {
        let (id, device) = (self.built.log.act(act).id(), self.built.log.act(act).device());
        let owner = self.script.devices.get(by).map_or(0, |(_, person)| *person);
        if self.script.first_device(owner) != by {
            return Err(wrong(line, "somebody joins with the device that is listed first"));
        }
        let brought = self.brought.get(&owner).and_then(|act| self.built.log.find(*act));
        if brought.is_some_and(|act| matches!(self.built.log.act(act).deed(), Some(Deed::Join(_))))
        {
            return Err(wrong(line, "somebody joins once"));
        }
        self.enter(owner, id, device);
        Ok(())
    }

    // Only what is in the past of neither `prev` nor another one.
    fn reduce(&self, prev: Option<Index>, seen: BTreeSet<Index>) -> Vec<Index> {
        let log = &self.built.log;
        let mut past = log.clock_of(prev);
        let mut kept = Vec::new();
        // Later first: an act is in the past of later ones only.
        for act in seen.into_iter().rev() {
            if !log.holds(&past, act) {
                past.join(&log.clock(act));
                kept.push(act);
            }
        }
        kept
    }

    // The id of an act; of one that isn't there (yet) a name that no act has.
    fn id(&self, line: Line) -> ActId {
        let act = self.built.acts.get(line).copied().flatten();
        act.map_or_else(
            || ActId(bytes("nothing", &line.to_string())),
            |act| self.built.log.act(act).id(),
        )
    }

    fn member(&self, person: Person) -> MemberId {
        let nobody = || MemberId(bytes("nobody", &person.to_string()));
        self.member_of.get(&person).copied().unwrap_or_else(nobody)
    }

    // What brought somebody in; of somebody who never came a name that no act has.
    fn brought(&self, person: Person) -> ActId {
        let nobody = || ActId(bytes("nobody", &person.to_string()));
        self.brought.get(&person).copied().unwrap_or_else(nobody)
    }

    fn change(&self, alter: &Alter) -> Vec<Change> {
        let change = match alter {
            Alter::Admit(person) => Change::Admit(self.brought(*person)),
            Alter::Rest(person, last) => Change::Rest(self.member(*person), self.id(*last)),
            Alter::Remove(person) => Change::Remove(self.member(*person)),
            Alter::Recover { person, key, n } => {
                Change::Recover(Box::new(self.recover(*person, *key, *n)))
            }
            Alter::Clause(label) => {
                self.clauses.get(*label).expect("a label of the script").clone()
            }
            Alter::Redact(line) => Change::Redact(self.id(*line)),
        };
        vec![change]
    }

    // The new key signs for the member whose device the story says it is.
    fn recover(&self, person: Person, key: Device, n: u32) -> Recover {
        let Enrol { device, proof } = self.signed(key);
        Recover { member: self.member(person), n, key: device, proof }
    }

    fn signed(&self, device: Device) -> Enrol {
        let owner = self.script.devices.get(device).map_or(0, |(_, person)| *person);
        let statement = statement::member(self.built.log.community(), self.member(owner));
        let key = self.key(device);
        Enrol { device: key.device(), proof: key.sign(&statement) }
    }

    fn open(&self, opening: &Opening, text: Digest) -> Open {
        let members = |people: &[Person]| {
            let mut members: Vec<_> = people.iter().map(|person| self.member(*person)).collect();
            members.sort_unstable();
            members
        };
        let option = |option: &usize| *self.options.get(*option).expect("an option of the script");
        let plain = Open::plain(self.decision, text, opening.method, opening.quorum, BEGAN);
        Open {
            closers: members(&opening.closers),
            options: opening.options.iter().map(option).collect(),
            costs: opening.costs.clone(),
            status_quo: opening.status_quo,
            ties: opening.ties,
            tellers: members(&opening.tellers),
            proxies: opening.proxies,
            replaces: opening.replaces.map(|line| self.id(line)),
            ..plain
        }
    }

    // What a ballot says in the round that it is for; a word for what is no round.
    fn ballot(&self, line: Line, round: Line, said: &str) -> Result<Ballot, StoryError> {
        let opening = match self.script.lines.get(round).map(|line| &line.deed) {
            Some(Told::Open(opening)) => Some(opening),
            _ => None,
        };
        let find = |name: &str| {
            let options = opening.map_or(&[][..], |opening| &opening.options);
            let named =
                |option: &usize| self.script.options.get(*option).is_some_and(|o| o == name);
            options.iter().position(named).and_then(|at| u16::try_from(at).ok())
        };
        let method = opening.map_or(Method::Majority, |opening| opening.method);
        let deed = self.script.lines.get(line).map(|line| &line.deed);
        let is_report = matches!(deed, Some(Told::Report { .. }));
        rules::ballot::parse(said, method, find).map_err(|_| StoryError::Malformed {
            path: format!(
                "acts[{line}]{}",
                if is_report { ".report.ballots" } else { ".vote.ballot" }
            ),
            what: format!("`{said}` is no ballot"),
        })
    }

    fn deed(&self, line: Line, told: &Told) -> Result<(Deed, Option<Words>), StoryError> {
        let text = statement::text(self.decision, &[]);
        let deed = match told {
            Told::Found { .. } => return Err(wrong(line, "a community is founded once")),
            Told::Invite => {
                let key = key("invite", &line.to_string()).invite();
                Deed::Invite(Invite { key, until: UNTIL, guests: u16::MAX })
            }
            Told::Join { invite, kind } => {
                let by = self.script.lines.get(line).map_or(0, |said| said.by);
                let statement = statement::join(self.built.log.community(), self.key(by).device());
                let proof = key("invite", &invite.to_string()).sign(&statement);
                Deed::Join(Join { invite: self.id(*invite), proof, kind: *kind })
            }
            Told::Approve(change) => Deed::Approve(self.change(change)),
            Told::WithdrawApproval(change) => Deed::WithdrawApproval(self.change(change)),
            Told::ObjectChange(change) => Deed::ObjectChange(self.change(change)),
            Told::Dismiss(guest) => Deed::Dismiss(vec![self.brought(*guest)]),
            Told::Leave => Deed::Leave,
            Told::Open(opening) => Deed::Open(self.open(opening, text)),
            Told::Vote { round, ballot } => Deed::Vote(vec![Vote {
                round: self.id(*round),
                text,
                ballot: self.ballot(line, *round, ballot)?,
                reason: None,
            }]),
            Told::Proxy { round, to } => {
                let holder = to.map(|person| self.member(person));
                Deed::Proxy(vec![Proxy { round: self.id(*round), holder }])
            }
            Told::Report { round, ballots } => {
                let paper = |(person, said): &(Person, String)| {
                    let ballot = self.ballot(line, *round, said)?;
                    Ok(Paper { elector: self.member(*person), ballot })
                };
                let mut ballots =
                    ballots.iter().map(paper).collect::<Result<Vec<_>, StoryError>>()?;
                ballots.sort_unstable_by_key(|paper| paper.elector);
                Deed::Report(Report { round: self.id(*round), text, ballots })
            }
            Told::SignReport(report) => Deed::SignReport(vec![self.id(*report)]),
            Told::WithdrawOpening(round) => Deed::WithdrawOpening(vec![self.id(*round)]),
            Told::Close { round, seed } => {
                Deed::Close(vec![Close { round: self.id(*round), seed: seed.clone() }])
            }
            Told::Acknowledge { round, close } => Deed::Acknowledge(vec![Acknowledge {
                round: self.id(*round),
                close: self.id(*close),
            }]),
            Told::Enrol(device) => Deed::Enrol(vec![self.signed(*device)]),
            Told::Paper(device) => Deed::Paper(self.signed(*device)),
            Told::Recover { key, n } => {
                let by = self.script.lines.get(line).map_or(0, |said| said.by);
                let owner = self.script.devices.get(by).map_or(0, |(_, person)| *person);
                Deed::Recover(self.recover(owner, *key, *n))
            }
            Told::Redact(act) => Deed::Redact(vec![self.id(*act)]),
            Told::Retire(device) => Deed::Retire(vec![self.key(*device).device()]),
            Told::Edit(text) => {
                let insert = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
                // Field 1 is the text of a proposal.
                let edit = EditText {
                    entity: Entity::Decision,
                    on: self.decision,
                    field: 1,
                    splices: vec![Splice { at: 0, delete: 0, insert }],
                };
                let words = Words { salt: [0; 8], strings: vec![text.clone()] };
                return Ok((Deed::EditText(edit), Some(words)));
            }
            Told::Comment { text, on } => {
                let on = on.map_or_else(|| self.decision.act(), |on| self.id(on));
                let chars = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
                let comment = Comment { on, role: Role::Comment, chars };
                let words = Words { salt: [0; 8], strings: vec![text.clone()] };
                return Ok((Deed::Comment(comment), Some(words)));
            }
        };
        Ok((deed, None))
    }

    // None when everyone refuses it.
    fn append(
        &mut self,
        line: Line,
        by: Device,
        prev: Option<Index>,
        seen: &[Index],
        (deed, words): (Deed, Option<Words>),
    ) -> Result<Option<Index>, StoryError> {
        let log = &mut self.built.log;
        let seq = prev.map_or(1, |prev| log.act(prev).seq().saturating_add(1));
        let act = Act::new(Draft {
            community: log.community(),
            device: self.keys.get(by).expect("a device of the script has a key").device(),
            seq,
            prev: prev.map(|prev| log.act(prev).id()),
            seen: seen.iter().map(|seen| log.act(*seen).id()).collect(),
            // The line makes two acts that say the same two acts all the same.
            claimed_at: BEGAN.saturating_add(i64::try_from(line).unwrap_or(i64::MAX)),
            deed,
            words,
        });
        let act = act.map_err(|error| wrong(line, error.to_string()))?;
        match log.append(Arc::new(act)) {
            Ok(index) => Ok(Some(index)),
            Err(AppendError::Refused(Refusal::Stranger)) => Ok(None),
            Err(error) => Err(wrong(line, error.to_string())),
        }
    }
}
