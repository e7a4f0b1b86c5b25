//! A community's acts, and who knows which.
//!
//! Guards: every act is one that the protocol takes in, whoever writes it; sets of acts hold the past of
//! each of theirs. One log holds everything there is: what anybody sees of it is asked at their heads.
//! Next: `honest.rs` and `liars.rs`, who write.

use std::{collections::BTreeSet, sync::Arc};

use act::{
    act::{Act, Draft},
    body::Words,
    charter::{Charter, Powers, Team, Voice},
    content::{Comment, Create, Entity, Role, Value, Write},
    deed::Deed,
    fraction::Fraction,
    id::{ActId, CommunityId, DeviceId, Digest, EntityId, MemberId},
    key::Signature,
    log::{Index, Log},
    register::{Change, Enrol, Found, Founder, Invite, Join, Kind, Recover},
    statement,
};
use rules::{judge::Judge, register::Register};

use crate::{
    dice::{Dice, Tally},
    keys::{self, EACH, key},
    view::View,
};

/// A set of acts that holds their past, by place in the log.
pub(crate) type Acts = u128;

/// Acts after which nobody begins anything: more make a life slow and no new kind of life. What
/// a liar does at once and what all say in the end still fit in 128.
pub(crate) const ACTS: usize = 90;

/// The version of the text that all rounds are about.
pub(crate) const TEXT: Digest = Digest([7; 32]);

/// The acts in a set.
pub(crate) fn each(mut set: Acts) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros() as usize;
        set &= set.checked_sub(1)?;
        Some(lowest)
    })
}

/// Somebody.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) honest: bool,
    pub(crate) kind: Kind,
    pub(crate) member: MemberId,
    /// The act that brought them in.
    pub(crate) brought: usize,
    /// Per device its acts, forks and all.
    pub(crate) acts: [Vec<usize>; EACH],
    /// Per device what brought it in, where it isn't the one they came with.
    pub(crate) enrolled: [Option<usize>; EACH],
    /// The device in use.
    pub(crate) hand: usize,
    /// The change that somebody whose device is lost waits for, with the device to go on with.
    pub(crate) lost: Option<(Change, usize)>,
    /// What an honest person's peer holds, and in which order it came.
    pub(crate) knows: Acts,
    pub(crate) arrived: Vec<usize>,
    /// What that peer saw when it held so many acts.
    pub(crate) moments: Vec<(usize, View)>,
}

/// A community.
#[derive(Debug)]
pub(crate) struct Town {
    pub(crate) log: Log,
    pub(crate) judge: Judge,
    // The log with the founding only, that every peer begins with.
    pub(crate) founded: (Log, Judge),
    pub(crate) pasts: Vec<Acts>,
    pub(crate) people: Vec<Person>,
    pub(crate) decision: EntityId,
    pub(crate) comments: Vec<usize>,
    /// What honest people want, and what no honest one ever does.
    pub(crate) wanted: Vec<Change>,
    pub(crate) approved: BTreeSet<Change>,
    /// Whether liars mostly go on from their last act: who forks is soon heard no more.
    pub(crate) careful: bool,
    pub(crate) dice: Dice,
    pub(crate) tally: Tally,
}

/// A core team of these devices.
pub(crate) fn team(mut people: Vec<DeviceId>, k: u16, may: Powers) -> Team {
    people.sort_unstable();
    people.dedup();
    Team { people, k, may }
}

fn charter(dice: &mut Dice, founders: usize) -> Charter {
    let quorums = [Fraction::ZERO, Fraction::new(1, 3).unwrap(), Fraction::HALF];
    let named = (0..founders.min(3 + dice.below(3))).map(|person| key(person, 0).device());
    let may = Powers { admit: dice.chance(80), rest: dice.chance(80), confirm: dice.chance(50) };
    let team = (founders >= 3 && dice.chance(40)).then(|| team(named.collect(), 0, may));
    let organisations = if dice.chance(20) { Voice::Advises } else { Voice::Votes };
    Charter { quorum: quorums[dice.below(3)], team, organisations, ..Charter::default() }
}

fn found(founders: &[Kind], charter: Charter) -> Found {
    let mut order: Vec<_> = (0..founders.len()).collect();
    order.sort_unstable_by_key(|person| key(*person, 0).device());
    let founder = |person: &usize| Founder {
        key: key(*person, 0).device(),
        kind: founders[*person],
        proof: Signature([0; 64]),
    };
    let founders = order.iter().map(founder).collect();
    let mut found = Found { nonce: [0; 32], founders, charter, season: None };
    let statement = found.statement();
    for (founder, person) in found.founders.iter_mut().zip(&order) {
        founder.proof = key(*person, 0).sign(&statement);
    }
    found
}

impl Town {
    /// Founds a community of these people, the first of whom found it; everybody else is invited.
    pub(crate) fn found(mut dice: Dice, honest: &[bool], founders: usize) -> Self {
        let kind = |dice: &mut Dice| {
            dice.pick(&[Kind::Resident, Kind::Resident, Kind::Business, Kind::Municipality])
                .unwrap()
        };
        let kinds: Vec<_> = honest.iter().map(|_| kind(&mut dice)).collect();
        let charter = charter(&mut dice, founders);
        let act = Act::new(Draft {
            community: CommunityId::UNFOUNDED,
            device: key(0, 0).device(),
            seq: 1,
            prev: None,
            seen: Vec::new(),
            claimed_at: 0,
            deed: Deed::Found(found(&kinds[..founders], charter)),
            words: None,
        })
        .unwrap();
        let founding = act.id();
        let (mut log, mut judge) = (Log::new(act.community()), Judge::default());
        let index = log.append(Arc::new(act)).unwrap();
        judge.judge(&log, index);
        let person = |(at, honest): (usize, &bool)| Person {
            honest: *honest,
            kind: kinds[at],
            member: statement::member_id(founding, key(at, 0).device()),
            brought: 0,
            acts: Default::default(),
            enrolled: Default::default(),
            hand: 0,
            lost: None,
            knows: 1,
            arrived: vec![0],
            moments: Vec::new(),
        };
        let mut town = Self {
            founded: (log.clone(), judge.clone()),
            log,
            judge,
            pasts: vec![0],
            people: honest.iter().enumerate().map(person).collect(),
            decision: founding.into(),
            comments: Vec::new(),
            wanted: Vec::new(),
            approved: BTreeSet::new(),
            careful: dice.chance(50),
            dice,
            tally: Tally::default(),
        };
        town.people[0].acts[0].push(0);
        town.begin(founders);
        town
    }

    // What the first founder writes, and who comes by the invite.
    fn begin(&mut self, founders: usize) {
        let values = [Value::Words(4), Value::Date(0), Value::Choice(0)];
        let fields = [0, 2, 4].into_iter().zip(values).map(|(field, value)| Write { field, value });
        let create = Create { entity: Entity::Decision, fields: fields.collect() };
        let decision = self.go_on(0, 0, 1, Deed::Create(create));
        self.decision = self.id(decision).into();
        let invite = Invite { key: keys::invite().invite(), until: 0, guests: 20 };
        let invite = self.go_on(0, 0, 1, Deed::Invite(invite));
        let known = self.past_and(invite);
        for person in 0..self.people.len() {
            if person >= founders {
                let device = key(person, 0).device();
                let proof = keys::invite().sign(&statement::join(self.log.community(), device));
                let (invite, kind) = (self.id(invite), self.people[person].kind);
                let join =
                    self.write(person, 0, None, known, Deed::Join(Join { invite, proof, kind }));
                self.people[person].brought = join;
                self.people[person].member = statement::member_id(self.id(join), device);
            }
            let own = self.people[person].acts[0].last().copied().unwrap_or(invite);
            self.hear(person, known | self.past_and(own));
        }
    }

    pub(crate) fn index(&self, act: usize) -> Index {
        self.log.since(act).next().unwrap()
    }

    pub(crate) fn id(&self, act: usize) -> ActId {
        self.log.act(self.index(act)).id()
    }

    pub(crate) fn past_and(&self, act: usize) -> Acts {
        self.pasts[act] | (1 << act)
    }

    /// All there is.
    pub(crate) fn all(&self) -> Acts {
        (0..self.pasts.len()).fold(0, |all, act| all | (1 << act))
    }

    /// Whether there are so many that nobody begins anything.
    pub(crate) fn is_full(&self) -> bool {
        self.pasts.len() >= ACTS
    }

    /// The acts of a set that are in no other one's past.
    pub(crate) fn heads(&self, set: Acts) -> Vec<Index> {
        let covered = each(set).fold(0, |all, act| all | self.pasts[act]);
        each(set & !covered).map(|act| self.index(act)).collect()
    }

    pub(crate) fn register(&self, set: Acts) -> Register {
        self.judge.register(&self.log, self.heads(set))
    }

    /// Writes with a device after this act of it, having seen these.
    pub(crate) fn write(
        &mut self,
        by: usize,
        device: usize,
        prev: Option<usize>,
        seen: Acts,
        deed: Deed,
    ) -> usize {
        let own = prev.map_or(0, |prev| self.past_and(prev));
        let seen = self.heads(seen & !own);
        let words = (!deed.string_lengths().is_empty())
            .then(|| Words { salt: [0; 8], strings: vec!["plan".to_owned()] });
        let act = Act::new(Draft {
            community: self.log.community(),
            device: key(by, device).device(),
            seq: prev.map_or(1, |prev| self.log.act(self.index(prev)).seq() + 1),
            prev: prev.map(|prev| self.id(prev)),
            seen: seen.iter().map(|act| self.log.act(*act).id()).collect(),
            // Two acts that say the same are two acts all the same.
            claimed_at: i64::try_from(self.pasts.len()).unwrap(),
            deed,
            words,
        });
        let act = Arc::new(act.unwrap());
        let is_comment = matches!(act.deed(), Some(Deed::Comment(_)));
        let index = self.log.append(act).unwrap();
        self.judge.judge(&self.log, index);
        let past = seen.iter().fold(own, |all, act| all | self.past_and(act.at()));
        self.pasts.push(past);
        self.people[by].acts[device].push(index.at());
        if is_comment {
            self.comments.push(index.at());
        }
        index.at()
    }

    /// Writes with a device after its last act.
    pub(crate) fn go_on(&mut self, by: usize, device: usize, seen: Acts, deed: Deed) -> usize {
        let prev = self.people[by].acts[device].last().copied();
        self.write(by, device, prev, seen, deed)
    }

    /// An honest peer takes acts in, in any order that their links allow.
    pub(crate) fn hear(&mut self, person: usize, acts: Acts) {
        let mut news = acts & !self.people[person].knows;
        while news != 0 {
            let ready = each(news).filter(|act| self.pasts[*act] & news == 0);
            let ready = ready.fold(0, |all, act| all | (1 << act));
            let act = self.dice.act(ready).unwrap();
            news &= !(1 << act);
            self.people[person].knows |= 1 << act;
            self.people[person].arrived.push(act);
        }
    }

    pub(crate) fn comment(&self) -> Deed {
        Deed::Comment(Comment { on: self.decision.act(), role: Role::Comment, chars: 4 })
    }

    /// A key's own word that it is a device of this member, whoever holds it.
    pub(crate) fn signed(&self, holder: usize, device: usize, member: MemberId) -> Enrol {
        let key = key(holder, device);
        let proof = key.sign(&statement::member(self.log.community(), member));
        Enrol { device: key.device(), proof }
    }

    pub(crate) fn recover(
        &self,
        member: MemberId,
        n: u32,
        holder: usize,
        device: usize,
    ) -> Recover {
        let Enrol { device, proof } = self.signed(holder, device, member);
        Recover { member, n, key: device, proof }
    }

    /// The acts of somebody, by any device.
    pub(crate) fn acts_of(&self, person: usize) -> Acts {
        self.people[person].acts.iter().flatten().fold(0, |all, act| all | (1 << act))
    }

    pub(crate) fn those(&self, honest: bool) -> Vec<usize> {
        (0..self.people.len()).filter(|person| self.people[*person].honest == honest).collect()
    }

    pub(crate) fn person(&self, member: MemberId) -> Option<usize> {
        self.people.iter().position(|person| person.member == member)
    }
}
