//! People with keys who write real acts, each on a peer of their own.
//!
//! Guards: everything goes through the log and the judge, as on a real peer; keys come from seeds and
//! times from a counter, so that every run writes the same acts. Next: [`super::oracle`].

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    body::Words,
    charter::Charter,
    content::{Comment, Create, EditText, Entity, Role, Set, Splice, Value, Write},
    deed::Deed,
    fraction::Fraction,
    id::{ActId, CommunityId, DeviceId, EntityId, MemberId},
    key::{SecretKey, Signature},
    log::{AppendError, Index, Log},
    register::{Change, Enrol, Found, Founder, Invite, Join, Kind},
    statement,
};
use document::projection::Document;
use rules::judge::Judge;

/// A day the tests begin at: 2026-11-24 12:00 UTC.
pub(crate) const NOON: i64 = 1_795_521_600;

/// The secret of every invite in the tests.
pub(crate) fn invite_key() -> SecretKey {
    SecretKey::from_seed(&[250; 32])
}

/// Somebody at a peer.
#[derive(Debug)]
pub(crate) struct Peer {
    pub(crate) key: SecretKey,
    pub(crate) log: Log,
    pub(crate) judge: Judge,
    pub(crate) document: Document,
    pub(crate) last: Option<ActId>,
    pub(crate) time: i64,
}

impl Peer {
    /// A peer that knows nothing but which community it is about.
    pub(crate) fn new(seed: u8, community: CommunityId) -> Self {
        Self {
            key: SecretKey::from_seed(&[seed; 32]),
            log: Log::new(community),
            judge: Judge::default(),
            document: Document::new(),
            last: None,
            time: NOON,
        }
    }

    /// A peer that founded a community.
    pub(crate) fn founder(seed: u8) -> Self {
        let key = SecretKey::from_seed(&[seed; 32]);
        let mut found = Found {
            nonce: [seed; 32],
            founders: vec![Founder {
                key: key.device(),
                kind: Kind::Resident,
                proof: Signature([0; 64]),
            }],
            charter: Charter::default(),
            season: None,
        };
        let proof = key.sign(&found.statement());
        found.founders[0].proof = proof;
        let act = Act::new(Draft {
            community: CommunityId::UNFOUNDED,
            device: key.device(),
            seq: 1,
            prev: None,
            seen: Vec::new(),
            claimed_at: NOON,
            deed: Deed::Found(found),
            words: None,
        });
        let act = Arc::new(act.unwrap());
        let mut peer = Self::new(seed, act.community());
        peer.last = Some(act.id());
        peer.take(&act);
        peer.catch_up();
        peer
    }

    pub(crate) fn device(&self) -> DeviceId {
        self.key.device()
    }

    /// The member that the peer's device belongs to.
    pub(crate) fn member(&self) -> MemberId {
        let (_, member) = self.log.origins().of(self.device())[0];
        member
    }

    /// Takes an act in, judged, not yet in the document. Tells whether it was new.
    pub(crate) fn take(&mut self, act: &Arc<Act>) -> bool {
        match self.log.append(Arc::clone(act)) {
            Ok(index) => {
                self.judge.judge(&self.log, index);
                true
            }
            Err(AppendError::Known(_)) => false,
            Err(error) => panic!("{error}"),
        }
    }

    /// Lets the document follow.
    pub(crate) fn catch_up(&mut self) {
        self.document.advance(&self.log, &self.judge).unwrap();
    }

    /// Takes in everything another peer has.
    pub(crate) fn hear(&mut self, other: &Self) {
        for (_, entry) in other.log.iter() {
            self.take(&entry.act);
        }
        self.time = self.time.max(other.time);
        self.catch_up();
    }

    /// What this peer would write next.
    pub(crate) fn draft(&self, deed: Deed, strings: &[&str]) -> Draft {
        let prev = self.last;
        let seq = prev.map_or(1, |prev| self.log.act(self.log.find(prev).unwrap()).seq() + 1);
        let words = (deed.class() == act::deed::Class::Content).then(|| Words {
            salt: [7; 8],
            strings: strings.iter().map(|string| (*string).to_owned()).collect(),
        });
        Draft {
            community: self.log.community(),
            device: self.device(),
            seq,
            prev,
            seen: self.log.heads().into_iter().filter(|head| Some(*head) != prev).collect(),
            claimed_at: self.time,
            deed,
            words,
        }
    }

    /// Writes an act and takes it in, the document following.
    pub(crate) fn write(&mut self, deed: Deed, strings: &[&str]) -> Arc<Act> {
        self.time += 60;
        let act = Arc::new(Act::new(self.draft(deed, strings)).unwrap());
        assert!(self.take(&act));
        self.last = Some(act.id());
        self.catch_up();
        act
    }

    pub(crate) fn invite(&mut self) -> ActId {
        let invite = Invite { key: invite_key().invite(), until: self.time + 1, guests: 20 };
        self.write(Deed::Invite(invite), &[]).id()
    }

    pub(crate) fn join(&mut self, invite: ActId) -> ActId {
        let proof = invite_key().sign(&statement::join(self.log.community(), self.device()));
        self.write(Deed::Join(Join { invite, proof, kind: Kind::Business }), &[]).id()
    }

    pub(crate) fn approve(&mut self, join: ActId) {
        self.write(Deed::Approve(vec![Change::Admit(join)]), &[]);
    }

    pub(crate) fn enrol(&mut self, other: &SecretKey) {
        let proof = other.sign(&statement::member(self.log.community(), self.member()));
        self.write(Deed::Enrol(vec![Enrol { device: other.device(), proof }]), &[]);
    }

    pub(crate) fn goal(&mut self, title: &str, text: &str) -> EntityId {
        let fields = vec![line(0, title), line(1, text)];
        let create = Deed::Create(Create { entity: Entity::Goal, fields });
        self.write(create, &[title, text]).id().into()
    }

    pub(crate) fn decision(&mut self, title: &str, text: &str, goal: Option<EntityId>) -> EntityId {
        let mut fields = vec![line(0, title), line(1, text)];
        fields.push(Write { field: 2, value: Value::Date(20_788) });
        fields.extend(goal.map(|goal| Write { field: 3, value: Value::Link(goal) }));
        fields.push(Write { field: 4, value: Value::Choice(2) });
        fields.push(Write { field: 5, value: Value::Share(Fraction::HALF) });
        fields.push(Write { field: 6, value: Value::Share(Fraction::TWO_THIRDS) });
        let create = Deed::Create(Create { entity: Entity::Decision, fields });
        self.write(create, &[title, text]).id().into()
    }

    pub(crate) fn set(&mut self, entity: Entity, on: EntityId, field: u8, text: &str) -> ActId {
        let fields = vec![line(field, text)];
        self.write(Deed::Set(Set { entity, on, fields }), &[text]).id()
    }

    pub(crate) fn edit(&mut self, goal: EntityId, edits: &[(u32, u32, &str)]) -> ActId {
        let (deed, strings) = editing(goal, edits);
        self.write(deed, &strings).id()
    }

    pub(crate) fn remark(&mut self, on: ActId, role: Role, text: &str) -> ActId {
        let chars = u32::try_from(text.chars().count()).unwrap();
        self.write(Deed::Comment(Comment { on, role, chars }), &[text]).id()
    }

    pub(crate) fn index(&self, act: ActId) -> Index {
        self.log.find(act).unwrap()
    }

    pub(crate) fn text(&self, goal: EntityId) -> String {
        self.document.goal(goal).unwrap().text
    }
}

pub(crate) fn line(field: u8, text: &str) -> Write {
    Write { field, value: Value::Words(u32::try_from(text.chars().count()).unwrap()) }
}

pub(crate) fn editing<'a>(goal: EntityId, edits: &[(u32, u32, &'a str)]) -> (Deed, Vec<&'a str>) {
    let splices = edits.iter().map(|(at, delete, text)| Splice {
        at: *at,
        delete: *delete,
        insert: u32::try_from(text.chars().count()).unwrap(),
    });
    let splices = splices.collect();
    let edit = EditText { entity: Entity::Goal, on: goal, field: 1, splices };
    (Deed::EditText(edit), edits.iter().map(|(.., text)| *text).collect())
}

/// Ali, who founded, and Bea and Cem, who joined and are members; all know everything.
pub(crate) fn three() -> [Peer; 3] {
    let mut ali = Peer::founder(1);
    let invite = ali.invite();
    let mut others = [2, 3].map(|seed| {
        let mut peer = Peer::new(seed, ali.log.community());
        peer.hear(&ali);
        let join = peer.join(invite);
        ali.hear(&peer);
        ali.approve(join);
        peer
    });
    let bea = &mut others[0];
    bea.hear(&ali);
    let cem = bea.log.iter().filter(|(_, e)| matches!(e.act.deed(), Some(Deed::Join(_)))).last();
    let cem = cem.unwrap().1.act.id();
    bea.approve(cem);
    let [mut bea, mut cem] = others;
    ali.hear(&bea);
    cem.hear(&ali);
    bea.hear(&ali);
    [ali, bea, cem]
}
