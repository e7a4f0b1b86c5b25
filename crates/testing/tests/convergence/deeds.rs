//! What somebody at a peer can do next that has effect, by all that this peer knows.
//!
//! Guards: nobody does what they may not, so that what is compared in the end was really done; what
//! can't be done now gives way to what comes before it. Next: [`crate::network`].

use act::{
    ballot::Ballot,
    content::{Comment, Create, EditText, Entity, Role, Set, Splice},
    deed::Deed,
    fraction::Fraction,
    id::{EntityId, MemberId},
    key::SecretKey,
    log::Index,
    register::{Change, Enrol, Join, Kind},
    round::{Acknowledge, Close, Method, Open, Vote},
    statement,
};
use rules::{
    register::{Register, Standing},
    round::Round,
};

use crate::{
    peer::{Peer, Start, invite_key, lines, proposal},
    schedule::{PEERS, What},
};

/// What is written into texts; the count is in Unicode scalar values, so some take more bytes.
const WORDS: [&str; 5] = ["a", "één ", "🌻", "bloem ", "!"];

/// Members below which nobody leaves: rounds need some.
const FEWEST: usize = 3;

/// A deed with its texts.
type Told = (Deed, Vec<String>);

/// Somebody who is in, at a peer.
struct Somebody<'a> {
    peer: &'a Peer,
    heads: Vec<Index>,
    member: MemberId,
    register: Register,
    /// The second device of this member.
    second: &'a SecretKey,
    pick: usize,
}

/// Which device writes here next, and what.
pub(crate) fn next(
    peer: &Peer,
    start: &Start,
    what: What,
    pick: u8,
) -> Option<(usize, Deed, Vec<String>)> {
    let pick = usize::from(pick);
    let at = peer.writers[pick % peer.writers.len()];
    let key = &start.keys[at];
    let heads: Vec<_> = peer.log.head_indices().collect();
    let Some((member, stands)) = peer.judge.device(&peer.log, &heads, key.device()) else {
        // A second device that hasn't heard of its own enrolment yet waits.
        return (at < PEERS).then(|| (at, join(peer, key), Vec::new()));
    };
    let register = peer.judge.register(&peer.log, heads.iter().copied());
    let is_in = register.person(member)?.standing != Standing::Left;
    let second = &start.keys[PEERS + at % PEERS];
    let somebody = Somebody { peer, heads, member, register, second, pick };
    let (deed, strings) = (stands && is_in).then(|| somebody.does(what))?;
    Some((at, deed, strings))
}

/// The second device that this act adds, as a place in the keys.
pub(crate) fn enrolled(peer: &Peer, start: &Start, index: Index) -> Option<usize> {
    let Some(Deed::Enrol(list)) = peer.log.act(index).deed() else { return None };
    start.keys.iter().position(|key| list.iter().any(|enrol| enrol.device == key.device()))
}

fn join(peer: &Peer, key: &SecretKey) -> Deed {
    let is_invite = |index: &Index| matches!(peer.log.act(*index).deed(), Some(Deed::Invite(_)));
    let invite = peer.log.since(0).find(is_invite).unwrap();
    let proof = invite_key().sign(&statement::join(peer.log.community(), key.device()));
    Deed::Join(Join { invite: peer.id(invite), proof, kind: Kind::Business })
}

impl Somebody<'_> {
    // Each falls back on what must be there first; a goal can always be added.
    fn does(&self, what: What) -> Told {
        let told = match what {
            What::Goal => None,
            What::Edit => self.edits(),
            What::Title => self.titles(),
            What::Remark => self.remarks(),
            What::Card => {
                Some(set(Entity::Card, self.member.into(), &format!("Huis {}", self.pick)))
            }
            What::Propose => Some(self.proposes()),
            What::Open => self.opens().or_else(|| Some(self.proposes())),
            What::Vote => self.votes().or_else(|| self.opens()),
            What::Close => self.closes().or_else(|| self.votes()).or_else(|| self.opens()),
            What::Acknowledge => {
                self.acknowledges().or_else(|| self.closes()).or_else(|| self.votes())
            }
            What::Approve => self.approves(),
            What::Withdraw => self.withdraws().or_else(|| self.approves()),
            What::Enrol => self.enrols(),
            What::Retire => self.retires().or_else(|| self.enrols()),
            What::Leave => self.leaves(),
        };
        told.or_else(|| self.edits()).unwrap_or_else(|| self.adds_goal())
    }

    fn choose<T>(&self, mut from: Vec<T>) -> Option<T> {
        // Not the part of the pick that chose the device.
        let at = (self.pick / 4) % from.len().max(1);
        (at < from.len()).then(|| from.swap_remove(at))
    }

    fn adds_goal(&self) -> Told {
        let texts = vec![format!("Doel {}", self.pick), "Samen".to_owned()];
        let fields = lines(&[&texts[0], &texts[1]]);
        (Deed::Create(Create { entity: Entity::Goal, fields }), texts)
    }

    fn proposes(&self) -> Told {
        let texts = vec![format!("Plan {}", self.pick), "Zo doen we het.".to_owned()];
        (Deed::Create(proposal(&texts[0], &texts[1])), texts)
    }

    // Goals, and proposals on which no round was opened yet: title in conflict or not, and text.
    fn texts(&self) -> Vec<(Entity, EntityId, String)> {
        let document = &self.peer.document;
        let goals = document.goals().into_iter().map(|goal| (Entity::Goal, goal.id, goal.text));
        let decisions = document.decisions().into_iter();
        let free = decisions.filter(|decision| self.peer.judge.rounds_on(decision.id).is_empty());
        goals.chain(free.map(|view| (Entity::Decision, view.id, view.text))).collect()
    }

    fn edits(&self) -> Option<Told> {
        let (entity, on, text) = self.choose(self.texts())?;
        let length = text.chars().count();
        let at = (self.pick * 7) % (length + 1);
        let delete = (self.pick % 5).min(length - at);
        let insert = WORDS[self.pick % WORDS.len()].to_owned();
        let splices =
            vec![Splice { at: number(at), delete: number(delete), insert: chars(&insert) }];
        Some((Deed::EditText(EditText { entity, on, field: 1, splices }), vec![insert]))
    }

    fn titles(&self) -> Option<Told> {
        let (entity, on, _) = self.choose(self.texts())?;
        Some(set(entity, on, &format!("Titel {}", self.pick)))
    }

    fn remarks(&self) -> Option<Told> {
        let (_, on, _) = self.choose(self.texts())?;
        let text = WORDS[self.pick % WORDS.len()].to_owned();
        let comment = Comment { on: on.act(), role: Role::Comment, chars: chars(&text) };
        Some((Deed::Comment(comment), vec![text]))
    }

    fn opens(&self) -> Option<Told> {
        if !self.register.is_member(self.member) {
            return None;
        }
        let free: Vec<_> = self
            .peer
            .document
            .decisions()
            .into_iter()
            .filter(|decision| self.peer.judge.rounds_on(decision.id).is_empty())
            .filter_map(|decision| Some((decision.id, decision.text_version().ok()?)))
            .collect();
        let (decision, text) = self.choose(free)?;
        let methods = [Method::Majority, Method::Consent, Method::Qualified(Fraction::TWO_THIRDS)];
        let open = Open {
            closers: vec![self.member],
            ..Open::plain(decision, text, methods[self.pick % 3], Fraction::HALF, 1_800_000_000)
        };
        Some((Deed::Open(Box::new(open)), Vec::new()))
    }

    // The rounds in which this member has a voice.
    fn rounds(&self) -> impl Iterator<Item = (Index, &Round)> {
        self.peer.judge.rounds().filter(|(_, round)| round.is_elector(self.member))
    }

    fn votes(&self) -> Option<Told> {
        let (open, round) = self.choose(self.rounds().collect())?;
        let fitting = Ballot::WORDS
            .into_iter()
            .filter(|ballot| rules::ballot::fits(ballot, &round.open).is_ok());
        let ballot = fitting.clone().nth(self.pick % fitting.count())?;
        let (round, text) = (self.peer.id(open), round.open.text);
        Some((Deed::Vote(vec![Vote { round, text, ballot, reason: None }]), Vec::new()))
    }

    // Where somebody's close would count something that no close has counted.
    fn closes(&self) -> Option<Told> {
        let can = |(open, round): (Index, &Round)| {
            let count = self.peer.judge.count(&self.peer.log, open, &self.heads)?;
            let close = round.close(self.member, count, self.register.electorate(), None, None)?;
            let is_new = round.closes.values().all(|known| known.counted != close.counted);
            is_new.then(|| self.peer.id(open))
        };
        let round = self.choose(self.peer.judge.rounds().filter_map(can).collect())?;
        Some((Deed::Close(vec![Close::of(round)]), Vec::new()))
    }

    fn acknowledges(&self) -> Option<Told> {
        let mine = |(open, round): (Index, &Round)| -> Option<Acknowledge> {
            let spoke = round.acknowledged.iter().any(|ack| ack.member == self.member);
            let closes: Vec<_> = round.closes.keys().copied().collect();
            let close = self.choose(if spoke { Vec::new() } else { closes })?;
            Some(Acknowledge { round: self.peer.id(open), close: self.peer.id(close) })
        };
        let acknowledge = self.choose(self.rounds().filter_map(mine).collect())?;
        Some((Deed::Acknowledge(vec![acknowledge]), Vec::new()))
    }

    // Guests, and whether this member already said yes.
    fn guests(&self) -> Vec<(Change, bool)> {
        let pending = self.peer.judge.pending(&self.peer.log, self.heads.iter().copied());
        let admit = |index| Change::Admit(self.peer.id(index));
        let spoke = |change: &Change| {
            pending.iter().any(|(other, by)| other == change && by.approve.contains(&self.member))
        };
        let guests = self.register.with(Standing::Guest).map(|(_, person)| admit(person.brought));
        guests
            .map(|change| {
                let spoke = spoke(&change);
                (change, spoke)
            })
            .collect()
    }

    fn approves(&self) -> Option<Told> {
        let may = self.register.is_member(self.member);
        let (change, _) = self.guests().into_iter().find(|(_, spoke)| may && !spoke)?;
        Some((Deed::Approve(vec![change]), Vec::new()))
    }

    fn withdraws(&self) -> Option<Told> {
        let (change, _) = self.guests().into_iter().find(|(_, spoke)| *spoke)?;
        Some((Deed::WithdrawApproval(vec![change]), Vec::new()))
    }

    fn enrols(&self) -> Option<Told> {
        let (log, device) = (&self.peer.log, self.second.device());
        if self.peer.judge.device(log, &self.heads, device).is_some() {
            return None;
        }
        let proof = self.second.sign(&statement::member(log.community(), self.member));
        Some((Deed::Enrol(vec![Enrol { device, proof }]), Vec::new()))
    }

    fn retires(&self) -> Option<Told> {
        let device = self.second.device();
        let (_, stands) = self.peer.judge.device(&self.peer.log, &self.heads, device)?;
        stands.then(|| (Deed::Retire(vec![device]), Vec::new()))
    }

    fn leaves(&self) -> Option<Told> {
        let enough = self.register.members().len() > FEWEST;
        enough.then_some((Deed::Leave, Vec::new()))
    }
}

fn set(entity: Entity, on: EntityId, line: &str) -> Told {
    (Deed::Set(Set { entity, on, fields: lines(&[line]) }), vec![line.to_owned()])
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap()
}

fn chars(text: &str) -> u32 {
    number(text.chars().count())
}
