//! Scheuring: what is found to contradict the register at hand, and when enough people carry it after all.
//!
//! Guards: nobody decides behind the back of those who are in by now, with devices or keys from before; who goes
//! on from what is known contradicts nothing. How a peer says it and goes on, stands in `peer::schism`.
//! Next: `rules::judge::schism`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use rules::judge::schism::{Contradiction, Done};
use serde_json::{Value, json};
use told::Told;

#[path = "support/told.rs"]
mod told;

/// Ali, Bea and Cor founded, each with a second device from then on; Dina and Eva were admitted, which "known"
/// knows; Gus is a guest.
fn town(acts: &[Value]) -> Told {
    town_with(&json!({}), acts)
}

fn town_with(charter: &Value, acts: &[Value]) -> Told {
    let admit = |id: &str, by: &str, seen: &[&str], who: &str| json!({"id": id, "by": by, "seen": seen, "approve": {"admit": who}});
    let mut all = vec![
        json!({"id": "found", "by": "ali", "found": {"founders": ["Ali", "Bea", "Cor"], "charter": charter}}),
        json!({"id": "ali-enrols", "by": "ali", "enrol": {"device": "ali2"}}),
        json!({"id": "bea-enrols", "by": "bea", "seen": ["ali-enrols"], "enrol": {"device": "bea2"}}),
        json!({"id": "cor-enrols", "by": "cor", "seen": ["bea-enrols"], "enrol": {"device": "cor2"}}),
        json!({"id": "invite", "by": "ali", "seen": ["cor-enrols"], "invite": {}}),
        json!({"id": "join-dina", "by": "dina", "seen": ["invite"], "join": {"invite": "invite"}}),
        json!({"id": "join-eva", "by": "eva", "seen": ["invite"], "join": {"invite": "invite"}}),
        json!({"id": "join-gus", "by": "gus", "seen": ["invite"], "join": {"invite": "invite"}}),
        admit("dina-1", "ali", &["join-dina", "join-eva", "join-gus"], "Dina"),
        admit("dina-2", "bea", &["dina-1"], "Dina"),
        admit("eva-1", "ali", &["dina-2"], "Eva"),
        admit("eva-2", "bea", &["eva-1"], "Eva"),
        admit("eva-3", "cor", &["eva-2"], "Eva"),
        json!({"id": "known", "by": "dina", "seen": ["eva-3"], "comment": {}}),
    ];
    all.extend_from_slice(acts);
    let devices = json!({"ali": "Ali", "ali2": "Ali", "bea": "Bea", "bea2": "Bea", "cor": "Cor", "cor2": "Cor",
        "dina": "Dina", "eva": "Eva", "gus": "Gus", "gus2": "Gus"});
    let story = json!({"title": "Scheuring", "devices": devices, "acts": all, "expect": []});
    Told::read(&story.to_string())
}

fn approves(id: &str, by: &str, seen: &[&str]) -> Value {
    json!({"id": id, "by": by, "seen": seen, "approve": {"admit": "Gus"}})
}

fn withdraws(id: &str, by: &str, seen: &[&str]) -> Value {
    json!({"id": id, "by": by, "seen": seen, "withdraw_approval": {"admit": "Gus"}})
}

// Ali and Bea, with devices that know of three members only, admit Gus.
fn behind() -> Vec<Value> {
    vec![approves("one", "ali2", &["join-gus"]), approves("two", "bea2", &["one"])]
}

impl Told {
    fn contradictions(&self, known: &[&str], from: &str) -> Vec<Contradiction> {
        let known: Vec<_> = known.iter().map(|act| self.at(act)).collect();
        self.judge.contradictions(self.story.log(), &known, self.at(from).at())
    }

    // What was found, by the act with which it came about, and who did it.
    fn found(&self, known: &[&str], from: &str) -> Vec<(String, Vec<String>)> {
        let names = ["ali", "bea", "cor", "dina", "eva"];
        let name = |member| {
            let first = |name: &&str| self.member(name) == Some(member);
            (*names.iter().find(|name| first(name)).unwrap()).to_owned()
        };
        let acts = ["two", "three", "ack-ali", "ack-bea"];
        let by = |one: Contradiction| {
            let act = acts.iter().find(|id| self.story.act(id).is_some() && self.at(id) == one.act);
            let mut by: Vec<_> = one.by.into_iter().map(name).collect();
            by.sort_unstable();
            ((*act.unwrap()).to_owned(), by)
        };
        self.contradictions(known, from).into_iter().map(by).collect()
    }

    fn member(&self, name: &str) -> Option<act::id::MemberId> {
        let act = match name {
            "dina" | "eva" => format!("join-{name}"),
            "ali" => "found".to_owned(),
            _ => format!("{name}-enrols"),
        };
        self.judge.verdict(self.at(&act)).author
    }

    fn is_carried(&self) -> bool {
        let one = self.contradictions(&["known"], "one").remove(0);
        let known = [self.at("known")];
        self.judge.is_carried(self.story.log(), &known, &known, &one)
    }
}

fn is(by: &str, who: &[&str]) -> Vec<(String, Vec<String>)> {
    vec![(by.to_owned(), who.iter().map(|&name| name.to_owned()).collect())]
}

#[test]
fn who_decides_with_an_old_register_is_found_with_name() {
    let told = town(&behind());
    assert_eq!(told.found(&["known"], "one"), is("two", &["ali", "bea"]));
    let Done::Change(change) = told.contradictions(&["known"], "one").remove(0).what else {
        panic!("a change")
    };
    let log = told.story.log();
    assert_eq!(told.judge.in_force(log, [told.at("two")]), [change]);
    // Who knows it already isn't surprised, nor who knew no more, nor who knew nothing.
    assert_eq!(told.found(&["known", "two"], "one"), []);
    assert_eq!(told.found(&["join-gus"], "one"), []);
    assert_eq!(told.found(&[], "one"), []);
    assert_eq!(told.found(&["known"], "two"), is("two", &["ali", "bea"]));
}

#[test]
fn what_the_register_at_hand_would_bring_in_force_contradicts_nothing() {
    // Three of the four of whom their devices know only three, apart until somebody knows of all.
    let apart = [("one", "ali2"), ("bea", "bea2"), ("cor", "cor2")];
    let mut acts: Vec<_> = apart.map(|(id, by)| approves(id, by, &["join-gus"])).into();
    acts.push(json!({"id": "three", "by": "ali2", "seen": ["bea", "cor"], "comment": {}}));
    let told = town(&acts);
    assert_eq!(told.found(&["dina-2"], "one"), []);
    assert_eq!(told.found(&["known"], "one"), is("three", &["ali", "bea", "cor"]));
    assert_eq!(town(&behind()).found(&["dina-2"], "one"), is("two", &["ali", "bea"]));
    // Nor what its own people decide step by step, however few are left in the end.
    let remove = |id: &str, by: &str, seen: &[&str], who: &str| json!({"id": id, "by": by, "seen": seen, "approve": {"remove": who}});
    let told = town(&[
        remove("eva-out-1", "ali", &["known"], "Eva"),
        remove("eva-out-2", "bea", &["eva-out-1"], "Eva"),
        remove("eva-out-3", "cor", &["eva-out-2"], "Eva"),
        remove("dina-out-1", "ali", &["eva-out-3"], "Dina"),
        remove("dina-out-2", "bea", &["dina-out-1"], "Dina"),
        remove("gone", "cor", &["dina-out-2"], "Dina"),
        approves("gus-1", "ali", &["gone"]),
        approves("gus-2", "bea", &["gus-1"]),
    ]);
    assert_eq!(told.judge.register(told.story.log(), [told.at("gus-2")]).members().len(), 4);
    assert_eq!(told.found(&["known"], "eva-out-1"), []);
}

#[test]
fn who_does_not_know_that_a_device_is_retired_does_not_know_the_register() {
    let remove = |id: &str, by: &str, seen: &[&str], who: &str| json!({"id": id, "by": by, "seen": seen, "approve": {"remove": who}});
    let told = town(&[
        json!({"id": "lost", "by": "gus", "seen": ["known"], "enrol": {"device": "gus2"}}),
        json!({"id": "retired", "by": "gus2", "seen": ["lost"], "retire": {"device": "gus"}}),
        remove("eva-out-1", "ali", &["lost"], "Eva"),
        remove("eva-out-2", "bea", &["eva-out-1"], "Eva"),
        remove("eva-out-3", "cor", &["eva-out-2"], "Eva"),
        remove("dina-out-1", "ali", &["eva-out-3"], "Dina"),
        remove("dina-out-2", "bea", &["dina-out-1"], "Dina"),
        remove("dina-out-3", "cor", &["dina-out-2"], "Dina"),
        remove("cor-out-1", "ali", &["dina-out-3"], "Cor"),
        remove("two", "bea", &["cor-out-1"], "Cor"),
    ]);
    assert_eq!(told.found(&["lost"], "eva-out-1"), []);
    assert_eq!(told.found(&["retired"], "eva-out-1"), is("two", &["ali", "bea"]));
}

#[test]
fn what_the_core_team_of_the_register_does_contradicts_nothing_that_it_may_do() {
    let rest = |id: &str, by: &str, seen: &[&str]| json!({"id": id, "by": by, "seen": seen, "approve": {"rest": "Cor", "last": "cor-enrols"}});
    let rests = [rest("one", "ali2", &["join-gus"]), rest("two", "bea2", &["one"])];
    for (may, admits, rests_too) in
        [(json!(["admit"]), true, false), (json!(["rest"]), false, true), (json!([]), false, false)]
    {
        let team = json!({"team": {"people": ["Ali", "Bea", "Cor"], "k": 2, "may": may}});
        for (acts, is_fine) in [(behind(), admits), (rests.to_vec(), rests_too)] {
            let found = town_with(&team, &acts).found(&["known"], "one");
            assert_eq!(found.is_empty(), is_fine, "{may} {found:?}");
        }
    }
}

#[test]
fn it_is_carried_once_enough_who_know_both_are_for_it() {
    // Four of five: Ali and Bea did it, so two more.
    let with = |acts: &[Value]| town(&[behind(), acts.to_vec()].concat()).is_carried();
    assert!(!with(&[]));
    let cor = approves("cor", "cor", &["known", "two"]);
    assert!(!with(std::slice::from_ref(&cor)));
    let dina = approves("dina", "dina", &["two"]);
    assert!(with(&[cor.clone(), dina.clone()]));
    // Not by who knows only the one or the other.
    assert!(!with(&[cor.clone(), approves("dina", "dina", &["known"])]));
    assert!(!with(&[approves("cor", "cor2", &["two"]), dina.clone()]));
    // Nor by who takes it back, whoever that is.
    assert!(!with(&[cor.clone(), dina.clone(), withdraws("back", "cor", &["dina"])]));
    assert!(!with(&[cor.clone(), dina.clone(), withdraws("back", "ali", &["dina"])]));
    let again = approves("again", "ali", &["back"]);
    assert!(with(&[cor.clone(), dina.clone(), withdraws("back", "ali", &["dina"]), again]));
    // A guest has no voice in it.
    assert!(!with(&[cor.clone(), approves("gus", "gus", &["known", "two"])]));
    // Nor has a device that was lost: the register knows that it is retired.
    let lost = json!({"id": "lost", "by": "cor2", "seen": ["known"], "retire": {"device": "cor"}});
    let told = town(&[behind(), vec![lost, cor, dina]].concat());
    let one = told.contradictions(&["known"], "one").remove(0);
    let (before, after) = ([told.at("known")], [told.at("known"), told.at("lost")]);
    assert!(told.judge.is_carried(told.story.log(), &before, &before, &one));
    assert!(!told.judge.is_carried(told.story.log(), &after, &before, &one));
}

#[test]
fn who_was_for_it_and_took_that_back_here_does_not_stand_by_it() {
    let took_back = vec![
        approves("ali-first", "ali", &["known"]),
        withdraws("ali-back", "ali", &[]),
        json!({"id": "known-too", "by": "dina", "seen": ["ali-back"], "comment": {}}),
    ];
    let acts = [took_back, behind()].concat();
    let both = |by: &str| approves(by, by, &["known-too", "two"]);
    let with = |acts: Vec<Value>| {
        let told = town(&acts);
        let known = [told.at("known-too")];
        let one = told.contradictions(&["known-too"], "one").remove(0);
        told.judge.is_carried(told.story.log(), &known, &known, &one)
    };
    assert!(!with([acts.clone(), vec![both("cor"), both("dina")]].concat()));
    assert!(with([acts, vec![both("cor"), both("dina"), both("eva")]].concat()));
    // Also who never was for it here; and it is that person alone who doesn't stand by it.
    let only_back = vec![
        withdraws("ali-back", "ali", &["known"]),
        json!({"id": "known-too", "by": "dina", "seen": ["ali-back"], "comment": {}}),
    ];
    let acts = [only_back, behind()].concat();
    assert!(!with([acts.clone(), vec![both("bea"), both("cor"), both("dina")]].concat()));
    assert!(with([acts, vec![both("cor"), both("dina"), both("eva")]].concat()));
}

#[test]
fn a_round_that_too_few_of_the_register_confirmed_behind_its_back_is_found() {
    let ack = |name: &str, device: &str, seen: &[&str]| json!({"id": format!("ack-{name}"), "by": device, "seen": seen, "acknowledge": {"round": "o", "close": "close"}});
    let start = vec![
        json!({"id": "o", "by": "ali2", "seen": ["join-gus"], "open": {"method": "majority"}}),
        json!({"id": "vote", "by": "ali2", "vote": {"round": "o", "ballot": "for"}}),
        json!({"id": "close", "by": "ali2", "close": {"round": "o"}}),
        ack("ali", "ali2", &[]),
    ];
    let with = |acts: &[Value]| town(&[start.clone(), acts.to_vec()].concat());
    // One of three confirms nothing; two of three do, of the five who are in by now.
    assert_eq!(with(&[]).found(&["known"], "o"), []);
    let told = with(&[ack("bea", "bea2", &["ack-ali"])]);
    assert_eq!(told.found(&["known"], "o"), is("ack-ali", &["ali", "bea"]));
    let one = told.contradictions(&["known"], "o").remove(0);
    assert_eq!(one.what, Done::Round(told.at("o")));
    let known = [told.at("known")];
    assert!(!told.judge.is_carried(told.story.log(), &known, &known, &one));
    // What was confirmed before is none, nor what more than half of the register confirm.
    assert_eq!(told.found(&["known", "ack-bea"], "o"), []);
    assert_eq!(told.found(&["known", "ack-ali"], "o"), is("ack-bea", &["ali", "bea"]));
    assert_eq!(told.found(&["known", "ack-ali"], "ack-bea"), is("ack-bea", &["ali", "bea"]));
    let three = with(&[ack("bea", "bea2", &["ack-ali"]), ack("cor", "cor2", &["ack-bea"])]);
    assert_eq!(three.found(&["known"], "o"), []);
    // Nor what those do who know the register.
    let knowing = with(&[ack("bea", "bea", &["known", "ack-ali"])]);
    assert_eq!(knowing.found(&["known", "ack-ali"], "ack-bea"), []);
}
