//! A town as large as we measure pages in: 20,000 acts, 100 members, 300 goals and decisions.
//!
//! Guards: the same in every run; every act has effect (a test holds it to that). Where the story of
//! [`crate::neighbourhood`] grows as in life, this is counted: so many rounds held, so many open.

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::{Act, Draft},
    ballot::Ballot,
    body::Words,
    charter::Charter,
    codec,
    content::{Comment, Create, EditText, Entity, Role, Set, Splice, Value, Write},
    deed::Deed,
    fraction::Fraction,
    id::{ActId, CommunityId, EntityId},
    key::{SecretKey, Signature},
    log::{Index, Log},
    register::{Change, Found, Founder, Invite, Join, Kind},
    round::{Acknowledge, Close, Method, Open, Vote},
    seal::Seal,
    statement,
};

/// Acts, the last of them written apart.
pub const ACTS: usize = 20_000;

/// Members.
pub const PEOPLE: usize = 100;

/// Goals.
pub const GOALS: usize = 150;

/// Decisions.
pub const DECISIONS: usize = 150;

/// Decisions on which a round was held to its end, confirmed: the first.
pub const HELD: usize = 90;

/// Decisions with an open round: those after [`HELD`]. The others are drafts.
pub const OPEN: usize = 10;

/// Members at the founding: as many as one act can hold well, the others come by an invite.
const FOUNDERS: usize = 60;

/// Acts written apart at the end: as many heads as there are in a busy hour.
const APART: usize = 20;

/// When it begins: as the story of [`crate::neighbourhood`] does, Monday 26 October 2026, in the evening.
const BEGIN: i64 = 1_793_039_400;

/// When is looked back on what was decided, in days since 1970: 1 July 2027.
const REVIEW: i32 = 21_000;

/// The town, and whoever writes in it.
pub struct Town {
    /// The community.
    pub id: CommunityId,
    /// [`ACTS`] acts in causal order.
    pub acts: Vec<Arc<Act>>,
    /// One seal for each device, on the last of its acts.
    pub seals: Vec<Seal>,
    /// The goals, in the order in which they were added.
    pub goals: Vec<EntityId>,
    /// The decisions, in the order in which they were proposed: first those that are confirmed.
    pub decisions: Vec<EntityId>,
}

impl std::fmt::Debug for Town {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Town").field("acts", &self.acts.len()).finish_non_exhaustive()
    }
}

impl Town {
    /// The town; always the same.
    #[must_use]
    pub fn built() -> Self {
        let mut story = Builder::found();
        let (goals, decisions) = story.live();
        let seal = |(by, last): (&usize, &Index)| Seal::new(&story.keys[*by], story.log.act(*last));
        Self {
            id: story.log.community(),
            acts: story.log.iter().map(|(_, entry)| Arc::clone(&entry.act)).collect(),
            seals: story.last.iter().map(seal).collect(),
            goals,
            decisions,
        }
    }

    /// The key of the last who came in: a member who founded nothing.
    #[must_use]
    pub fn newest_key(&self) -> SecretKey {
        key(1, PEOPLE - 1)
    }
}

fn key(what: u8, number: usize) -> SecretKey {
    let mut seed = [what; 32];
    for (byte, from) in seed.iter_mut().zip(number.to_be_bytes()) {
        *byte = from;
    }
    SecretKey::from_seed(&seed)
}

// Writes, one after the other unless said.
struct Builder {
    keys: Vec<SecretKey>,
    log: Log,
    last: BTreeMap<usize, Index>,
    seed: u64,
    now: i64,
}

fn act(draft: Draft) -> Arc<Act> {
    Arc::new(Act::new(draft).expect("an act is well formed"))
}

impl Builder {
    fn found() -> Self {
        let mut keys: Vec<_> = (0..PEOPLE).map(|number| key(1, number)).collect();
        keys[..FOUNDERS].sort_unstable_by_key(SecretKey::device);
        let founder = |key: &SecretKey| Founder {
            key: key.device(),
            kind: Kind::Resident,
            proof: Signature([0; 64]),
        };
        let founders = keys.iter().take(FOUNDERS).map(founder).collect();
        let mut found =
            Found { nonce: [0; 32], founders, charter: Charter::default(), season: None };
        let said = found.statement();
        for (founder, key) in found.founders.iter_mut().zip(&keys) {
            founder.proof = key.sign(&said);
        }
        let founding = act(Draft {
            community: CommunityId::UNFOUNDED,
            device: keys[0].device(),
            seq: 1,
            prev: None,
            seen: Vec::new(),
            claimed_at: BEGIN,
            deed: Deed::Found(found),
            words: None,
        });
        let log = Log::new(founding.community());
        let mut town = Self { keys, log, last: BTreeMap::new(), seed: 1, now: BEGIN };
        let founding = town.log.append(founding).expect("a founding is taken in");
        town.last.insert(0, founding);
        town.people(founding);
        town
    }

    // The others come by an invite, everybody has a card.
    fn people(&mut self, founding: Index) {
        let invites = key(2, 0);
        let invite = Invite { key: invites.invite(), until: i64::MAX, guests: 100 };
        let invite = self.write(0, Deed::Invite(invite), &[]);
        let invite = self.id(invite);
        let mut members: Vec<_> = (0..FOUNDERS)
            .map(|person| statement::member_id(self.id(founding), self.keys[person].device()))
            .collect();
        let mut admit = Vec::new();
        for person in FOUNDERS..PEOPLE {
            let device = self.keys[person].device();
            let proof = invites.sign(&statement::join(self.log.community(), device));
            let join =
                self.write(person, Deed::Join(Join { invite, proof, kind: Kind::Resident }), &[]);
            members.push(statement::member_id(self.id(join), device));
            admit.push(Change::Admit(self.id(join)));
        }
        admit.sort_unstable();
        for person in 0..FOUNDERS {
            self.write(person, Deed::Approve(admit.clone()), &[]);
        }
        let name = "Lindestad";
        let fields = vec![Write { field: 0, value: words(name) }];
        let set = Set { entity: Entity::Community, on: self.log.community().into(), fields };
        self.write(0, Deed::Set(set), &[name]);
        for (person, member) in members.into_iter().enumerate() {
            let name = format!("Buur {person}");
            let fields = vec![Write { field: 0, value: words(&name) }];
            let set = Set { entity: Entity::Card, on: member.into(), fields };
            self.write(person, Deed::Set(set), &[&name]);
        }
    }

    fn id(&self, index: Index) -> ActId {
        self.log.act(index).id()
    }

    // Knuth's MMIX generator: the same town in every run.
    fn pick(&mut self, below: usize) -> usize {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.seed >> 33).expect("31 bits fit") % below
    }

    fn write(&mut self, by: usize, deed: Deed, strings: &[&str]) -> Index {
        let heads: Vec<_> = self.log.head_indices().collect();
        self.write_on(&heads, by, deed, strings)
    }

    fn write_on(&mut self, heads: &[Index], by: usize, deed: Deed, strings: &[&str]) -> Index {
        self.now += 60;
        let prev = self.last.get(&by).copied();
        let strings = strings.iter().map(|&string| string.to_owned()).collect();
        let joins = matches!(deed, Deed::Join(_));
        let draft = Draft {
            community: self.log.community(),
            device: self.keys[by].device(),
            seq: prev.map_or(1, |prev| self.log.act(prev).seq() + 1),
            prev: prev.map(|prev| self.id(prev)),
            seen: heads
                .iter()
                .filter(|head| Some(**head) != prev)
                .map(|head| self.id(*head))
                .collect(),
            claimed_at: self.now,
            words: (deed.class() == act::deed::Class::Content)
                .then_some(Words { salt: [0; 8], strings }),
            deed,
        };
        debug_assert!(!joins || draft.prev.is_none(), "a join is a device's first act");
        let index = self.log.append(act(draft)).expect("an act is taken in");
        self.last.insert(by, index);
        index
    }

    fn create(&mut self, entity: Entity, title: &str, rest: Vec<Write>, text: &str) -> EntityId {
        let by = self.pick(PEOPLE);
        let mut fields = vec![Write { field: 0, value: words(title) }];
        fields.extend(rest);
        let made = self.write(by, Deed::Create(Create { entity, fields }), &[title]);
        let on: EntityId = self.id(made).into();
        let insert = u32::try_from(text.chars().count()).expect("a short text");
        let splices = vec![Splice { at: 0, delete: 0, insert }];
        self.write(by, Deed::EditText(EditText { entity, on, field: 1, splices }), &[text]);
        on
    }

    fn open(
        &mut self,
        decision: EntityId,
        title: &str,
        text: &str,
        goal: EntityId,
    ) -> (ActId, Open) {
        let version = codec::encode(&(title, text, REVIEW, Some(goal)));
        let open = Open {
            ..Open::plain(
                decision,
                statement::text(decision, &version),
                Method::Majority,
                Fraction::HALF,
                self.now + 7 * 86_400,
            )
        };
        let by = self.pick(PEOPLE);
        let index = self.write(by, Deed::Open(Box::new(open.clone())), &[]);
        (self.id(index), open)
    }

    fn vote(&mut self, (round, open): &(ActId, Open), voters: usize) {
        let begin = self.pick(PEOPLE);
        for voter in 0..voters {
            let ballot = if self.pick(3) == 0 { Ballot::Against } else { Ballot::For };
            let vote = Vote { round: *round, text: open.text, ballot, reason: None };
            self.write((begin + voter) % PEOPLE, Deed::Vote(vec![vote]), &[]);
        }
    }

    fn confirm(&mut self, round: ActId) {
        let by = self.pick(PEOPLE);
        let close = self.write(by, Deed::Close(vec![Close::of(round)]), &[]);
        let close = self.id(close);
        for person in 0..=PEOPLE / 2 {
            self.write(person, Deed::Acknowledge(vec![Acknowledge { round, close }]), &[]);
        }
    }

    fn live(&mut self) -> (Vec<EntityId>, Vec<EntityId>) {
        let text = "Langs de stoep komen planten die tegen droogte kunnen. ".repeat(12);
        let mut subjects = Vec::new();
        let (mut goals, mut decisions) = (Vec::new(), Vec::new());
        for number in 0..GOALS {
            let goal = self.create(Entity::Goal, &format!("Doel {number}"), Vec::new(), &text);
            goals.push(goal);
            subjects.push(goal.act());
        }
        for number in 0..DECISIONS {
            let title = format!("Voorstel {number}");
            let goal = goals[self.pick(GOALS)];
            let rest = vec![
                Write { field: 2, value: Value::Date(REVIEW) },
                Write { field: 3, value: Value::Link(goal) },
                Write { field: 4, value: Value::Choice(0) },
                Write { field: 5, value: Value::Share(Fraction::HALF) },
            ];
            let decision = self.create(Entity::Decision, &title, rest, &text);
            decisions.push(decision);
            subjects.push(decision.act());
            if number < HELD + OPEN {
                let round = self.open(decision, &title, &text, goal);
                let voters = 55 + self.pick(40);
                self.vote(&round, voters);
                if number < HELD {
                    self.confirm(round.0);
                }
            }
        }
        let mut remarks = Vec::new();
        while self.log.len() < ACTS - APART {
            // Half on a thing, half on what somebody said.
            let on = match remarks.len() {
                0 => subjects[0],
                said if self.pick(2) == 0 => remarks[self.pick(said)],
                _ => subjects[self.pick(subjects.len())],
            };
            let by = self.pick(PEOPLE);
            let remark = self.remark(by, on, None);
            remarks.push(remark);
        }
        let heads: Vec<_> = self.log.head_indices().collect();
        for (person, on) in subjects.into_iter().take(APART).enumerate() {
            self.remark(person, on, Some(&heads));
        }
        (goals, decisions)
    }

    fn remark(&mut self, by: usize, on: ActId, heads: Option<&[Index]>) -> ActId {
        let text = "Dat lijkt mij een goed plan, wie neemt de schop mee?";
        let chars = u32::try_from(text.chars().count()).expect("a short text");
        let deed = Deed::Comment(Comment { on, role: Role::Comment, chars });
        let index = match heads {
            Some(heads) => self.write_on(heads, by, deed, &[text]),
            None => self.write(by, deed, &[text]),
        };
        self.id(index)
    }
}

fn words(text: &str) -> Value {
    Value::Words(u32::try_from(text.chars().count()).expect("a short text"))
}
