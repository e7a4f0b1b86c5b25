//! Members who write without end: how much of it a day brings, and that nothing of it is lost.
//!
//! Guards: 10^5 acts fill nobody's disk. Next: [`crate::credit`].

use act::{
    body::Words,
    content::{EditText, Entity, Splice},
    seal::Seal,
};
use sync::{intake::Taken, pack::weight};

use super::*;
use crate::introduction::INTRODUCTIONS;

const DAY: i64 = 24 * 60 * 60;

/// A device that writes by its own rules.
struct Writer {
    key: Arc<SecretKey>,
    acts: Vec<Arc<Act>>,
    last: Arc<Act>,
}

impl Writer {
    fn of(community: &Community, number: u8) -> Self {
        let key = key(number);
        let tip = community.log().tips(key.device())[0];
        Self { key, acts: Vec::new(), last: Arc::clone(&community.log().entry(tip).act) }
    }

    fn draft(&self, deed: Deed) -> Draft {
        Draft {
            community: self.last.community(),
            device: self.key.device(),
            seq: self.last.seq() + 1,
            prev: Some(self.last.id()),
            seen: Vec::new(),
            claimed_at: NOW,
            deed,
            words: None,
        }
    }

    fn writes(&mut self, count: usize) {
        for _ in 0..count {
            self.last = Arc::new(Act::new(self.draft(Deed::Gather)).unwrap());
            self.acts.push(Arc::clone(&self.last));
        }
    }

    /// These of its acts with a seal on the last, and on those whose seals everybody keeps.
    fn pack(&self, acts: &[Arc<Act>]) -> Pack {
        let last = acts.last().map(|act| act.id());
        let sealed = acts.iter().filter(|a| act::seal::stays(a.seq()) || Some(a.id()) == last);
        let seals = sealed.map(|act| Seal::new(&self.key, act)).collect();
        Pack { acts: acts.to_vec(), seals, more: false }
    }
}

/// As a peer brings much: in a transfer of its own.
fn brings(to: &mut Community, pack: Pack, now: i64) -> Taken {
    to.take(Peer(7), Pack { more: true, ..pack }, now).unwrap();
    to.take(Peer(7), Pack::default(), now).unwrap()
}

/// What came in of a device.
fn of(community: &Community, writer: &Writer) -> usize {
    let acts = community.log().iter();
    acts.filter(|(_, entry)| entry.act.device() == writer.key.device()).count()
}

/// How much a day gives a device, less what lies between two seals at most.
const ABOUT_A_DAY: std::ops::RangeInclusive<usize> = 1_000 - 256..=1_000;

#[test]
fn a_hundred_thousand_acts_come_to_a_thousand_a_day() {
    let (mut ali, bea) = two();
    let mut flood = Writer::of(&bea, 2);
    let before = of(&ali, &flood);
    for _ in 0..200 {
        flood.writes(500);
        let pack = flood.pack(&flood.acts[flood.acts.len() - 500..]);
        assert!(brings(&mut ali, pack, NOW).refused.is_empty());
    }
    let came = of(&ali, &flood) - before;
    assert!(ABOUT_A_DAY.contains(&came), "{came}");
    // All of it at once, as one who was away gets it.
    let again = flood.pack(&flood.acts[..20_000]);
    assert!(brings(&mut ali, again, NOW + DAY - 1).appended.is_empty());
    let again = flood.pack(&flood.acts[came..10_000]);
    let more = brings(&mut ali, again, NOW + DAY).appended.len();
    assert!(ABOUT_A_DAY.contains(&more), "{more}");
}

/// Who introduces themselves brings what says who they are: of somebody who is known that is no way around.
#[test]
fn introductions_of_who_is_known_use_up_the_same_credit() {
    let (mut ali, bea) = two();
    let mut flood = Writer::of(&bea, 2);
    let before = of(&ali, &flood);
    for number in 0..100 {
        flood.writes(16);
        let pack = flood.pack(&flood.acts[number * 16..]);
        ali.take(INTRODUCTIONS, pack, NOW).unwrap();
    }
    let came = of(&ali, &flood) - before;
    assert!(ABOUT_A_DAY.contains(&came), "{came}");
}

#[test]
fn forks_without_end_come_to_five_megabytes_a_day_too() {
    let (mut ali, bea) = two();
    let fork = Writer::of(&bea, 2);
    let on = id(&bea, bea.heads()[0]);
    for (length, most) in [(1, 1_000), (4_000, 1_000 - 1)] {
        let acts: Vec<_> = (0..3_000)
            .map(|number| {
                let splice = |at| Splice { at, delete: 0, insert: length };
                let splices = vec![splice(0), splice(1)];
                let (entity, on) = (Entity::Goal, on.into());
                let deed = Deed::EditText(EditText { entity, on, field: 1, splices });
                let words = Words { salt: [7; 8], strings: vec!["x".repeat(length as usize); 2] };
                let draft =
                    Draft { words: Some(words), claimed_at: NOW + number, ..fork.draft(deed) };
                Arc::new(Act::new(draft).unwrap())
            })
            .collect();
        let seals = acts.iter().map(|act| Seal::new(&fork.key, act)).collect();
        let pack = Pack { acts, seals, more: false };
        let now = NOW + i64::from(length) * DAY;
        let came = brings(&mut ali, pack, now).appended;
        let bytes: usize = came.iter().map(|index| weight(ali.log().act(*index))).sum();
        assert!((500..=most).contains(&came.len()) && bytes <= 5 << 20, "{} {bytes}", came.len());
    }
}

/// Cor becomes a member too.
fn third(ali: &mut Community, bea: &mut Community) -> Community {
    let cor = newcomer(ali, 3);
    send(&cor, ali, NOW);
    send(ali, bea, NOW);
    let joined = id(&cor, cor.log().tips(cor.device())[0]);
    for member in [&mut *ali, &mut *bea] {
        write(member, Deed::Approve(vec![Change::Admit(joined)]));
    }
    send(bea, ali, NOW);
    write(ali, Deed::Gather);
    assert_eq!(ali.register().members().len(), 3);
    cor
}

#[test]
fn what_another_member_goes_on_from_comes_in_whole() {
    let (mut ali, mut bea) = two();
    third(&mut ali, &mut bea);
    let mut busy = Writer::of(&bea, 2);
    busy.writes(3_000);
    let all = busy.pack(&busy.acts);
    let part = brings(&mut ali, all.clone(), NOW);
    assert!(ABOUT_A_DAY.contains(&part.appended.len()));
    assert!(part.missing.is_empty(), "what is not to come in is not asked for");

    let naming = Writer::of(&ali, 3);
    let seen = vec![busy.last.id()];
    let naming_act = Act::new(Draft { seen, ..naming.draft(Deed::Gather) }).unwrap();
    let mut both = all;
    both.seals.push(Seal::new(&naming.key, &naming_act));
    both.acts.push(Arc::new(naming_act));
    let more = brings(&mut ali, both, NOW);
    assert_eq!(part.appended.len() + more.appended.len(), 3_001);
    // And what it named costs no credit.
    busy.acts.clear();
    busy.writes(900);
    let next = busy.pack(&busy.acts);
    assert_eq!(brings(&mut ali, next, NOW).appended.len(), 900);
}

#[test]
fn nobody_waits_for_a_device_that_they_named_and_that_writes_without_end() {
    let (mut ali, mut bea) = two();
    let cor = third(&mut ali, &mut bea);
    let mut flood = Writer::of(&bea, 2);
    flood.writes(2_000);
    // Ali has what fits in a day. Cor has more, and names an act with no seal on it.
    let came = brings(&mut ali, flood.pack(&flood.acts), NOW).appended.len();
    assert!(ABOUT_A_DAY.contains(&came), "{came}");
    let naming = Writer::of(&cor, 3);
    let named = &flood.acts[came + 100];
    assert!(!act::seal::stays(named.seq()));
    let seen = vec![named.id()];
    let act = Act::new(Draft { seen, ..naming.draft(Deed::Gather) }).unwrap();
    let (seal, naming) = (Seal::new(&naming.key, &act), act.id());
    let mut pack = flood.pack(&flood.acts);
    pack.seals.push(seal);
    pack.acts.push(Arc::new(act));
    let more = brings(&mut ali, pack, NOW).appended.len();
    assert!(ali.log().find(naming).is_some());
    // What it named, as far as the next seal, and another day's worth: so much was named by now.
    assert_eq!(more, 1 + 256 + 3 * 256);
}
