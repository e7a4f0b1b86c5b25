//! What a line of a story says, as the deed of an act.
//!
//! Guards: who and what isn't there yet has a name that nothing has, so that a story can tell of what
//! everyone finds without effect. Next: [`super::founding`].

use act::{
    ballot::Ballot,
    body::Words,
    content::{Comment, EditText, Entity, Moderate, Role, Splice},
    deed::Deed,
    id::{ActId, ChangeId, Digest, EntityId, MemberId},
    mandate::{Answer, Appoint, Grant, Under},
    register::{Change, Enrol, Invite, Join, Recover},
    round::{
        Acknowledge, Close, Countersign, Method, Open, Paper, Proxy, Report, Select, Vote, Weigh,
    },
    statement,
};

use super::{BEGAN, Builder, UNTIL, wrong};
use crate::{
    error::StoryError,
    people::{bytes, key},
    script::{Alter, Decided, Device, Line, Named, Opening, Person, Thing, Told},
};

impl Builder<'_> {
    // The id of an act; of one that isn't there (yet) a name that no act has.
    pub(super) fn id(&self, line: Line) -> ActId {
        let act = self.built.acts.get(line).copied().flatten();
        act.map_or_else(
            || ActId(bytes("nothing", &line.to_string())),
            |act| self.built.log.act(act).id(),
        )
    }

    pub(super) fn member(&self, person: Person) -> MemberId {
        let nobody = || MemberId(bytes("nobody", &person.to_string()));
        self.member_of.get(&person).copied().unwrap_or_else(nobody)
    }

    // What brought somebody in; of somebody who never came a name that no act has.
    fn brought(&self, person: Person) -> ActId {
        let nobody = || ActId(bytes("nobody", &person.to_string()));
        self.brought.get(&person).copied().unwrap_or_else(nobody)
    }

    fn thing(&self, thing: Thing) -> EntityId {
        *self.built.things.get(thing).expect("a label of the script")
    }

    fn things(&self, things: &[Thing]) -> Vec<EntityId> {
        let mut things: Vec<_> = things.iter().map(|thing| self.thing(*thing)).collect();
        things.sort_unstable();
        things
    }

    fn members(&self, people: &[Person]) -> Vec<MemberId> {
        let mut members: Vec<_> = people.iter().map(|person| self.member(*person)).collect();
        members.sort_unstable();
        members
    }

    // The name of a change that is told, or that an act approves.
    fn named(&self, line: Line, key: &str, named: &Named) -> Result<ChangeId, StoryError> {
        match named {
            Named::Change(alter) => Ok(self.change(alter).id()),
            Named::By(other) => match self.script.lines.get(*other).map(|line| &line.deed) {
                Some(Told::Approve(alter)) => Ok(self.change(alter).id()),
                _ => Err(StoryError::Malformed {
                    path: format!("acts[{line}].{key}"),
                    what: "names an act that approves no change".to_owned(),
                }),
            },
        }
    }

    fn under(&self, line: Line, decided: &Decided) -> Result<Under, StoryError> {
        Ok(Under {
            grant: self.named(line, "open.under", &decided.grant)?,
            amount: decided.amount,
            topics: self.things(&decided.topics),
            advisers: self.members(&decided.advisers),
        })
    }

    fn change(&self, alter: &Alter) -> Change {
        match alter {
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
            Alter::Appoint { to, n, people } => Change::Appoint(Box::new(Appoint {
                to: self.thing(*to),
                n: *n,
                people: self.members(people),
                until: None,
            })),
            Alter::Grant(granted) => Change::Grant(Box::new(Grant {
                mandate: self.thing(granted.mandate),
                n: granted.n,
                usable: granted.usable,
                holders: self.members(&granted.holders),
                circle: granted.circle.map(|role| self.thing(role)),
                topics: self.things(&granted.topics),
                ceiling: granted.ceiling,
                // Terms are kept by apps, and a story has none.
                term: 0,
                until: 0,
            })),
        }
    }

    // The new key signs for the member whose device the story says it is.
    fn recover(&self, person: Person, key: Device, n: u32) -> Recover {
        let Enrol { device, proof } = self.signed(key);
        Recover { member: self.member(person), n, key: device, proof }
    }

    fn signed(&self, device: Device) -> Enrol {
        let owner = self.owner(device);
        let statement = statement::member(self.built.log.community(), self.member(owner));
        let key = self.key(device);
        Enrol { device: key.device(), proof: key.sign(&statement) }
    }

    fn open(&self, line: Line, opening: &Opening, text: Digest) -> Result<Open, StoryError> {
        let option = |option: &usize| *self.options.get(*option).expect("an option of the script");
        let plain = Open::plain(self.decision, text, opening.method, opening.quorum, BEGAN);
        let under = opening.under.as_ref().map(|decided| self.under(line, decided));
        Ok(Open {
            closers: self.members(&opening.closers),
            options: opening.options.iter().map(option).collect(),
            costs: opening.costs.clone(),
            status_quo: opening.status_quo,
            ties: opening.ties,
            tellers: self.members(&opening.tellers),
            proxies: opening.proxies,
            replaces: opening.replaces.map(|line| self.id(line)),
            under: under.transpose()?,
            judges: opening.judges,
            partner: opening.partner.map(|person| self.member(person)),
            select: opening.select.map(|(role, nominee)| Select {
                role: self.thing(role),
                nominee: self.member(nominee),
            }),
            ..plain
        })
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

    pub(super) fn deed(
        &self,
        line: Line,
        told: &Told,
    ) -> Result<(Deed, Option<Words>), StoryError> {
        let text = statement::text(self.decision, &[]);
        let deed = match told {
            Told::Found { .. } => return Err(wrong(line, "a community is founded once")),
            Told::Newer => return Err(wrong(line, "nobody here can say what is in it")),
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
            Told::Approve(change) => Deed::Approve(vec![self.change(change)]),
            Told::WithdrawApproval(change) => Deed::WithdrawApproval(vec![self.change(change)]),
            Told::ObjectChange(change) => Deed::ObjectChange(vec![self.change(change)]),
            Told::Dismiss(guest) => Deed::Dismiss(vec![self.brought(*guest)]),
            Told::Leave => Deed::Leave,
            Told::Open(opening) => Deed::Open(Box::new(self.open(line, opening, text)?)),
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
                let owner = self.owner(by);
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
                return Ok(remark(on, Role::Comment, text));
            }
            Told::Advise { round, text } => {
                return Ok(remark(self.id(*round), Role::Advice, text));
            }
            Told::Answer { advice, taken } => {
                Deed::Answer(vec![Answer { advice: self.id(*advice), taken: *taken, reason: None }])
            }
            Told::EndTerm(named) => Deed::EndTerm(vec![self.named(line, "end_term", named)?]),
            Told::ReturnMandate(named) => {
                Deed::ReturnMandate(vec![self.named(line, "return_mandate", named)?])
            }
            Told::Weigh { round, objector, harm } => Deed::Weigh(vec![Weigh {
                round: self.id(*round),
                objector: self.member(*objector),
                harm: *harm,
            }]),
            Told::Countersign { round, agrees } => Deed::Countersign(vec![Countersign {
                round: self.id(*round),
                text,
                agrees: *agrees,
                reason: None,
            }]),
            Told::Moderate { act, against } => Deed::Moderate(vec![Moderate {
                what: self.id(*act),
                against: against.map(|rule| self.thing(rule)),
            }]),
            Told::Season(deed) => self.season(line, deed),
        };
        Ok((deed, None))
    }
}

fn remark(on: ActId, role: Role, text: &str) -> (Deed, Option<Words>) {
    let chars = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let words = Words { salt: [0; 8], strings: vec![text.to_owned()] };
    (Deed::Comment(Comment { on, role, chars }), Some(words))
}
