//! A neighbourhood of thirty that writes any number of acts, some of them apart.
//!
//! Guards: the same acts in every run; a mix like a real one: texts edited, titles set, remarks,
//! votes, goals. Next: [`crate`], which measures with them.

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    body::Words,
    content::{Comment, Create, EditText, Entity, Role, Set, Splice, Value, Write},
    deed::{Class, Deed},
    fraction::Fraction,
    id::{ActId, CommunityId, EntityId},
    key::{SecretKey, Signature},
    log::Log,
    register::{Charter, Found, Founder, Kind},
    round::{Ballot, Method, Open, Vote},
};
use document::projection::Document;
use rules::judge::Judge;

/// People, each with one device, who founded together.
const PEOPLE: u8 = 30;

/// People who write apart before they hear from each other.
const APART: usize = 3;

struct Writing {
    keys: Vec<SecretKey>,
    last: Vec<Option<ActId>>,
    log: Log,
    acts: Vec<Arc<Act>>,
    // Heads as everybody knew them at the beginning of this turn.
    known: Vec<ActId>,
    random: u64,
}

impl Writing {
    fn begin() -> Self {
        let mut keys: Vec<_> = (1..=PEOPLE).map(|seed| SecretKey::from_seed(&[seed; 32])).collect();
        keys.sort_by_key(SecretKey::device);
        let unsigned = keys.iter().map(|key| Founder {
            key: key.device(),
            kind: Kind::Resident,
            proof: Signature([0; 64]),
        });
        let (nonce, charter) = ([1; 32], Charter::default());
        let mut found = Found { nonce, founders: unsigned.collect(), charter };
        let statement = found.statement();
        for (founder, key) in found.founders.iter_mut().zip(&keys) {
            founder.proof = key.sign(&statement);
        }
        let act = Act::new(Draft {
            community: CommunityId::UNFOUNDED,
            device: keys[0].device(),
            seq: 1,
            prev: None,
            seen: Vec::new(),
            claimed_at: 1_795_521_600,
            deed: Deed::Found(found),
            words: None,
        });
        let act = Arc::new(act.unwrap());
        let mut log = Log::new(act.community());
        log.append(Arc::clone(&act)).unwrap();
        let mut last = vec![None; keys.len()];
        last[0] = Some(act.id());
        Self { keys, last, log, known: vec![act.id()], acts: vec![act], random: 1 }
    }

    // Xorshift (Marsaglia 2003): repeatable, and random enough for a mix.
    fn below(&mut self, bound: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random % bound as u64).unwrap()
    }

    fn write(&mut self, who: usize, deed: Deed, strings: &[&str]) -> ActId {
        let prev = self.last[who];
        let seq = prev.map_or(1, |prev| self.log.act(self.log.find(prev).unwrap()).seq() + 1);
        let own = prev.and_then(|prev| self.log.find(prev));
        let is_new = |id: &&ActId| {
            let index = self.log.find(**id).unwrap();
            own.is_none_or(|own| !self.log.reaches(own, index))
        };
        let words = (deed.class() == Class::Content).then(|| Words {
            salt: [3; 8],
            strings: strings.iter().map(|text| (*text).to_owned()).collect(),
        });
        let act = Act::new(Draft {
            community: self.log.community(),
            device: self.keys[who].device(),
            seq,
            prev,
            seen: self.known.iter().filter(is_new).copied().collect(),
            claimed_at: 1_795_521_600 + i64::try_from(self.acts.len()).unwrap(),
            deed,
            words,
        });
        let act = Arc::new(act.unwrap());
        self.log.append(Arc::clone(&act)).unwrap();
        self.last[who] = Some(act.id());
        self.acts.push(Arc::clone(&act));
        act.id()
    }
}

fn create(entity: Entity, title: &str, text: &str) -> Deed {
    let line = |field, text: &str| {
        let chars = u32::try_from(text.chars().count()).unwrap();
        Write { field, value: Value::Words(chars) }
    };
    let mut fields = vec![line(0, title), line(1, text)];
    if entity == Entity::Decision {
        fields.push(Write { field: 2, value: Value::Date(20_788) });
        fields.push(Write { field: 4, value: Value::Choice(0) });
    }
    Deed::Create(Create { entity, fields })
}

/// So many acts, causally ordered.
pub(crate) fn acts(count: usize) -> Vec<Arc<Act>> {
    let mut writing = Writing::begin();
    let text = "Een bankje onder de linde, waar iedereen even kan zitten.";
    let first = writing.write(0, create(Entity::Goal, "Bankje", text), &["Bankje", text]);
    let mut goals: Vec<EntityId> = vec![first.into()];
    let decision = writing.write(0, create(Entity::Decision, "Hek", text), &["Hek", text]);
    let (log, mut judge) = (writing.log.clone(), Judge::default());
    for (index, _) in log.iter() {
        judge.judge(&log, index);
    }
    let document = Document::derive(&log, &judge).unwrap();
    let text = document.decision(decision.into()).unwrap().text_version().unwrap();
    let open = Open {
        decision: decision.into(),
        text,
        method: Method::Majority,
        quorum: Fraction::HALF,
        deadline: 1_800_000_000,
        closers: Vec::new(),
    };
    let round = writing.write(0, Deed::Open(open), &[]);
    while writing.acts.len() < count {
        writing.known = writing.log.heads();
        let mut writers: Vec<_> = (0..APART).map(|_| writing.below(usize::from(PEOPLE))).collect();
        writers.sort_unstable();
        writers.dedup();
        let there = goals.clone();
        for who in writers {
            let on = there[writing.below(there.len())];
            match writing.below(20) {
                0 => {
                    let deed = create(Entity::Goal, "Geveltuin", "Drie op een rij");
                    goals.push(writing.write(who, deed, &["Geveltuin", "Drie op een rij"]).into());
                }
                1..=3 => {
                    let fields = vec![Write { field: 0, value: Value::Words(12) }];
                    let deed = Deed::Set(Set { entity: Entity::Goal, on, fields });
                    writing.write(who, deed, &["Nieuwe titel"]);
                }
                4..=9 => {
                    let at = u32::try_from(writing.below(15)).unwrap();
                    let splices = vec![Splice { at, delete: 1, insert: 6 }];
                    let edit = EditText { entity: Entity::Goal, on, field: 1, splices };
                    writing.write(who, Deed::EditText(edit), &["bloem "]);
                }
                10..=13 => {
                    let remark = Comment { on: on.act(), role: Role::Comment, chars: 22 };
                    writing.write(who, Deed::Comment(remark), &["Mooi plan, ik doe mee!"]);
                }
                _ => {
                    let ballot = [Ballot::For, Ballot::Against][writing.below(2)];
                    let vote = Vote { round, text, ballot, reason: None };
                    writing.write(who, Deed::Vote(vec![vote]), &[]);
                }
            }
        }
    }
    writing.acts.truncate(count);
    writing.acts
}
