//! One neighbour's computer: the acts, what they mean, and what is still known after a restart.
//!
//! Guards: an act is in the log, judged and in the document at once, as on a real peer; what is
//! stored is what came, in the order in which it came. Next: [`crate::deeds`], what is written.

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::{Act, Draft},
    body::Words,
    charter::Charter,
    content::{Create, Entity, Value, Write},
    deed::{Class, Deed},
    fraction::Fraction,
    id::{ActId, CommunityId, EntityId},
    key::{SecretKey, Signature},
    log::{Index, Log},
    register::{Found, Founder, Invite, Kind},
    round::{Method, Open},
    seal::Seal,
};
use document::projection::{Advance, Document};
use rules::judge::Judge;
use sync::{
    intake::{Admission, Intake, Taken},
    pack::Pack,
    pool,
    session::Session,
};

use crate::schedule::PEERS;

/// Four founded; the fifth comes by the invite.
const FOUNDERS: usize = PEERS - 1;

/// When everything begins: 2026-11-24 12:00 UTC.
const NOON: i64 = 1_795_521_600;

/// The secret of the invite.
pub(crate) fn invite_key() -> SecretKey {
    SecretKey::from_seed(&[250; 32])
}

/// What all cases begin with, made once.
pub(crate) struct Start {
    /// The five people's devices, and after them each one's second device.
    pub(crate) keys: Vec<SecretKey>,
    peer: Peer,
}

/// A peer.
pub(crate) struct Peer {
    pub(crate) log: Log,
    pub(crate) judge: Judge,
    pub(crate) document: Document,
    pub(crate) intake: Intake,
    pub(crate) sessions: BTreeMap<usize, Session>,
    /// Devices that write here, as places in [`Start::keys`].
    pub(crate) writers: Vec<usize>,
    stored: Vec<(Vec<Arc<Act>>, Vec<Seal>)>,
}

impl Start {
    /// A community with an invite, a goal, a proposal and another on which a round is open; all know it.
    pub(crate) fn new() -> Self {
        let mut keys: Vec<_> =
            (1..=FOUNDERS).map(|seed| SecretKey::from_seed(&[seed.to_le_bytes()[0]; 32])).collect();
        keys.sort_unstable_by_key(SecretKey::device);
        let later = FOUNDERS + 1..=2 * PEERS;
        keys.extend(later.map(|seed| SecretKey::from_seed(&[seed.to_le_bytes()[0]; 32])));
        let mut found = Found {
            nonce: [9; 32],
            founders: Vec::new(),
            charter: Charter::default(),
            season: None,
        };
        found.founders = keys[..FOUNDERS]
            .iter()
            .map(|key| Founder {
                key: key.device(),
                kind: Kind::Resident,
                proof: Signature([0; 64]),
            })
            .collect();
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
            claimed_at: NOON,
            deed: Deed::Found(found),
            words: None,
        });
        let act = Arc::new(act.unwrap());
        let mut peer = Peer {
            log: Log::new(act.community()),
            judge: Judge::default(),
            document: Document::new(),
            intake: Intake::default(),
            sessions: BTreeMap::new(),
            writers: Vec::new(),
            stored: Vec::new(),
        };
        let seal = Seal::new(&keys[0], &act);
        peer.store(vec![act], vec![seal]);
        peer.start();
        let until = NOON + 1_000_000;
        let invite = Deed::Invite(Invite { key: invite_key().invite(), until, guests: 20 });
        peer.write(&keys[0], 0, invite, Vec::new());
        let goal = Create { entity: Entity::Goal, fields: lines(&["Tuin", "Een groene straat"]) };
        let texts = ["Tuin", "Een groene straat"].map(str::to_owned);
        peer.write(&keys[0], 0, Deed::Create(goal), texts.into());
        let texts = vec!["Hek".to_owned(), "Het hek gaat weg.".to_owned()];
        peer.write(&keys[0], 0, Deed::Create(proposal(&texts[0], &texts[1])), texts.clone());
        let decision = Deed::Create(proposal(&texts[0], &texts[1]));
        let decision = peer.write(&keys[0], 0, decision, texts);
        let decision: EntityId = peer.id(decision).into();
        let open = Open {
            ..Open::plain(
                decision,
                peer.document.decision(decision).unwrap().text_version().unwrap(),
                Method::Majority,
                Fraction::HALF,
                until,
            )
        };
        peer.write(&keys[0], 0, Deed::Open(Box::new(open)), Vec::new());
        Self { keys, peer }
    }

    /// The peer of this person.
    pub(crate) fn peer(&self, at: usize) -> Peer {
        Peer {
            log: self.peer.log.clone(),
            judge: self.peer.judge.clone(),
            document: self.peer.document.clone(),
            intake: Intake::default(),
            sessions: BTreeMap::new(),
            writers: vec![at],
            stored: self.peer.stored.clone(),
        }
    }
}

/// The first fields of a form, as words.
pub(crate) fn lines(texts: &[&str]) -> Vec<Write> {
    let line = |text: &&str| Value::Words(u32::try_from(text.chars().count()).unwrap());
    texts.iter().zip(0..).map(|(text, field)| Write { field, value: line(text) }).collect()
}

/// A proposal.
pub(crate) fn proposal(title: &str, text: &str) -> Create {
    let mut fields = lines(&[title, text]);
    fields.push(Write { field: 2, value: Value::Date(20_788) });
    fields.push(Write { field: 4, value: Value::Choice(0) });
    fields.push(Write { field: 5, value: Value::Share(Fraction::HALF) });
    Create { entity: Entity::Decision, fields }
}

impl Peer {
    fn store(&mut self, acts: Vec<Arc<Act>>, seals: Vec<Seal>) {
        self.stored.push((acts, seals));
    }

    /// Starts with what is stored and nothing else.
    pub(crate) fn start(&mut self) {
        self.log = Log::new(self.log.community());
        self.judge = Judge::default();
        self.intake = Intake::default();
        self.sessions.clear();
        for (acts, seals) in &self.stored {
            for act in acts {
                let index = self.log.append(Arc::clone(act)).unwrap();
                self.judge.judge(&self.log, index);
            }
            for seal in seals {
                self.log.seal(seal);
            }
        }
        self.document = Document::derive(&self.log, &self.judge).unwrap();
    }

    /// Writes what a device does next; it has seen all that is here.
    pub(crate) fn write(
        &mut self,
        key: &SecretKey,
        now: u64,
        deed: Deed,
        strings: Vec<String>,
    ) -> Index {
        let prev = self.log.tips(key.device()).last().copied();
        let prev_id = prev.map(|prev| self.log.act(prev).id());
        let content = deed.class() == Class::Content;
        let draft = Draft {
            community: self.log.community(),
            device: key.device(),
            seq: prev.map_or(1, |prev| self.log.act(prev).seq() + 1),
            prev: prev_id,
            seen: self.log.heads().into_iter().filter(|head| Some(*head) != prev_id).collect(),
            claimed_at: NOON + i64::try_from(now / 1_000).unwrap(),
            deed,
            words: content.then_some(Words { salt: [7; 8], strings }),
        };
        let act = Arc::new(Act::new(draft).unwrap());
        let seal = Seal::new(key, &act);
        let index = self.log.append(Arc::clone(&act)).unwrap();
        self.log.seal(&seal);
        self.store(vec![act], vec![seal]);
        self.follow(&[index]);
        index
    }

    /// Takes in what another peer delivered.
    pub(crate) fn hear(&mut self, from: usize, pack: Pack, now: u64) -> Taken {
        // Nobody is kept out: that is the app's to choose, and would leave the sets of acts unequal.
        let gate = |_: &Log, _: &Act| Admission::Take;
        let taken = self.intake.take(&mut self.log, &gate, pool::Peer(from as u64), pack, now);
        assert_eq!(taken.refused, [], "nobody here is hostile");
        self.intake.check_invariants();
        let acts = taken.appended.iter().map(|index| Arc::clone(&self.log.entry(*index).act));
        let acts = acts.collect();
        self.store(acts, taken.seals.clone());
        self.follow(&taken.appended);
        taken
    }

    fn follow(&mut self, appended: &[Index]) {
        for index in appended {
            self.judge.judge(&self.log, *index);
        }
        let forked = self.log.devices().filter(|(_, branches)| branches.len() > 1).count();
        let advance = self.document.advance(&self.log, &self.judge).unwrap();
        assert!(advance != Advance::Derived || forked > 0, "derived again without a fork");
    }

    /// The ids of these acts.
    pub(crate) fn id(&self, index: Index) -> ActId {
        self.log.act(index).id()
    }
}
