//! What one act that enrols several devices does of each.
//!
//! Guards: each part stands or falls by itself (definition 13), and who lets a key sign that it is somebody
//! else's too takes nothing from its owner by it. Next: `rules::device`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    deed::Deed,
    log::{Index, Log},
    register::Enrol,
    statement,
};
use founding::key;
use rules::judge::Judge;

#[path = "support/founding.rs"]
mod founding;

struct Town {
    log: Log,
    judge: Judge,
}

impl Town {
    fn write(
        &mut self,
        by: u8,
        seq: u32,
        prev: Option<Index>,
        seen: &[Index],
        deed: Deed,
    ) -> Index {
        let id = |index: &Index| self.log.act(*index).id();
        let act = Draft {
            community: self.log.community(),
            device: key(by).device(),
            seq,
            prev: prev.as_ref().map(id),
            seen: seen.iter().map(id).collect(),
            claimed_at: 7,
            deed,
            words: None,
        };
        let index = self.log.append(Arc::new(Act::new(act).unwrap())).unwrap();
        self.judge.judge(&self.log, index);
        index
    }
}

#[test]
fn of_two_devices_in_one_act_only_the_one_that_is_nobody_elses_is_enrolled() {
    // Ali, 1, and Bea, 2, found; Ali enrols 3, and beside it Bea's own device, which signed that it is Ali's.
    let founding = founding::act(&[1, 2], None);
    let mut town = Town { log: Log::new(founding.community()), judge: Judge::default() };
    let founding = town.log.append(Arc::new(founding)).unwrap();
    town.judge.judge(&town.log, founding);
    let member = |town: &Town, number| {
        statement::member_id(town.log.act(founding).id(), key(number).device())
    };
    let (ali, bea) = (member(&town, 1), member(&town, 2));
    let signed = |number: u8| Enrol {
        device: key(number).device(),
        proof: key(number).sign(&statement::member(town.log.community(), ali)),
    };
    let both = Deed::Enrol(vec![signed(3), signed(2)]);
    let enrolled = town.write(1, 2, Some(founding), &[], both);
    let phone = town.write(3, 1, None, &[enrolled], Deed::Gather);
    let other = town.write(2, 1, None, &[enrolled], Deed::Gather);
    let verdict = |act| *town.judge.verdict(act);
    assert!(verdict(enrolled).has_effect(0) && !verdict(enrolled).has_effect(1));
    assert_eq!((verdict(phone).author, verdict(phone).stood), (Some(ali), true));
    assert_eq!((verdict(other).author, verdict(other).stood), (Some(bea), true));
}
