//! A stretched story holds before the real rules: taken in, in effect, the same each time.

use std::sync::Arc;

use act::log::Log;
use document::projection::Document;
use meent_testing::{
    neighbourhood::{Neighbourhood, neighbourhood, stretch},
    town::{ACTS, DECISIONS, GOALS, HELD, OPEN, PEOPLE, Town},
};
use rules::{judge::Judge, register::Standing, round::Status};

fn judged(told: &Neighbourhood) -> (Log, Judge) {
    let (mut log, mut judge) = (Log::new(told.id), Judge::default());
    for act in &told.acts {
        let index = log.append(Arc::clone(act)).expect("every act fits on those before it");
        judge.judge(&log, index);
    }
    (log, judge)
}

#[test]
fn every_act_is_taken_in_and_has_effect() {
    let told = neighbourhood(3_000);
    let (log, judge) = judged(&told);
    assert_eq!(log.len(), 3_000);
    let idle: Vec<_> = log
        .iter()
        .filter(|(index, _)| !judge.verdict(*index).is_effective())
        .map(|(index, entry)| format!("{index:?} {:?}", entry.act.deed()))
        .collect();
    assert!(idle.is_empty(), "{} {:#?}", idle.len(), idle.first());
    let members = judge.register(&log, log.head_indices()).with(Standing::Member).count();
    assert!(members >= 18, "{members}");
}

#[test]
fn what_the_demo_has_is_there_in_about_its_share() {
    let told = neighbourhood(5_000);
    let (log, judge) = judged(&told);
    let heads = log.clock_of(log.head_indices());
    let states: Vec<_> = judge.rounds().map(|(_, round)| round.state(&log, &heads)).collect();
    let confirmed = states.iter().filter(|state| state.status == Status::Confirmed).count();
    assert!(confirmed > 40 && confirmed * 10 > states.len() * 9, "{confirmed} of {}", states.len());
    assert!(states.iter().any(|state| state.closes.len() == 2), "a fuller close");
    let share = |class: act::deed::Class| {
        log.iter().filter(|(_, entry)| entry.act.header().class == class).count() * 100 / log.len()
    };
    // The demo: 46 in a hundred are what people write, 40 are rounds, 14 who is in.
    assert!((40..=60).contains(&share(act::deed::Class::Content)));
    assert!((30..=50).contains(&share(act::deed::Class::Round)));
    let apart = log.iter().filter(|(_, entry)| entry.parents().count() > 2).count();
    assert!(apart > 50, "acts that join what was written apart: {apart}");
}

#[test]
fn the_document_of_it_has_no_texts_out_of_range() {
    let told = neighbourhood(1_000);
    let (log, judge) = judged(&told);
    let document = Document::derive(&log, &judge).unwrap();
    let text: usize = document.goals().iter().map(|goal| goal.text.chars().count()).sum();
    // What was inserted and not deleted is all there.
    let told_text = text_left(&told);
    assert_eq!(text, told_text);
    for decision in document.decisions() {
        let heads: Vec<_> = log.head_indices().collect();
        let open = judge.round_to_show(&log, decision.id, &heads);
        let open = open.map(|open| judge.round(open).unwrap());
        let text = decision.text_version().unwrap();
        assert!(open.is_none_or(|round| round.open.text == text), "voted on what is read");
    }
}

// Unicode scalar values of all goals' texts, when no deletion overlaps another.
fn text_left(told: &Neighbourhood) -> usize {
    use act::{content::Entity, deed::Deed};
    let edits = told.acts.iter().filter_map(|act| match act.deed() {
        Some(Deed::EditText(edit)) if edit.entity == Entity::Goal => Some(edit),
        _ => None,
    });
    let splices = edits.flat_map(|edit| &edit.splices);
    splices.fold(0, |left, splice| left + splice.insert as usize - splice.delete as usize)
}

#[test]
fn a_longer_story_begins_with_the_shorter_one_and_goes_on() {
    let mut short = neighbourhood(700);
    let long = neighbourhood(900);
    assert!(short.acts[..] == long.acts[..700]);
    for act in &long.acts[700..] {
        let (next, seal) = short.next_act();
        assert!(next == *act && seal.is_genuine() && seal.act == next.id());
    }
}

#[test]
fn every_chain_is_sealed_at_its_end_and_another_seed_is_another_story() {
    let (acts, seals) = stretch(1_000, 1);
    for seal in &seals {
        let last = acts.iter().rfind(|act| act.device() == seal.device).unwrap();
        assert!(seal.is_genuine() && seal.act == last.id());
    }
    let devices: std::collections::BTreeSet<_> = acts.iter().map(|act| act.device()).collect();
    assert_eq!(devices.len(), seals.len());
    assert!(stretch(1_000, 2).0 != acts);
}

#[test]
fn the_town_is_as_large_as_it_says_and_every_act_has_effect() {
    let town = Town::built();
    let (mut log, mut judge) = (Log::new(town.id), Judge::default());
    for act in &town.acts {
        let index = log.append(Arc::clone(act)).expect("every act fits on those before it");
        let verdict = judge.judge(&log, index);
        assert!(verdict.is_effective(), "{index:?} {:?}", act.deed());
    }
    assert!(town.seals.iter().all(|seal| log.seal(seal)));
    assert_eq!((log.len(), log.heads().len()), (ACTS, 20));
    assert_eq!((town.goals.len(), town.decisions.len()), (GOALS, DECISIONS));
    let register = judge.register(&log, log.head_indices());
    assert_eq!(register.with(Standing::Member).count(), PEOPLE);
    let newest = town.newest_key().device();
    let heads: Vec<_> = log.head_indices().collect();
    assert!(judge.device(&log, &heads, newest).is_some_and(|(_, stands)| stands));
    let past = log.clock_of(heads);
    let count = |wanted: Status| {
        judge.rounds().filter(|(_, round)| round.state(&log, &past).status == wanted).count()
    };
    assert_eq!((count(Status::Confirmed), count(Status::Open)), (HELD, OPEN));
}
