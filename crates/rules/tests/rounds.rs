//! How each ballot that a close counts came, and which close is shown.
//!
//! Guards: whoever looks a ballot up finds the act that holds it and who wrote it; what is shown is what was
//! confirmed, else what people acknowledged. Next: `late.rs`, what a close misses.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use rules::{
    counting::{Counted, Test, Via},
    round::Round,
};
use told::Told;

#[path = "support/told.rs"]
mod told;

fn round(told: &Told) -> &Round {
    told.judge.round(told.at("round")).unwrap()
}

fn counted<'t>(told: &'t Told, open: &str, close: &str) -> Vec<&'t Counted> {
    let round = told.judge.round(told.at(open)).unwrap();
    round.closes[&told.at(close)].counted.values().collect()
}

#[test]
fn a_ballot_by_proxy_is_found_in_the_act_that_gave_the_proxy() {
    let told = Told::read(include_str!("../../../tests/scenarios/own/proxy-limit.json"));
    let close = &round(&told).closes[&told.at("two")];
    let passed = close.counted.iter().filter(|(_, counted)| matches!(counted.via, Via::Proxy(_)));
    let passed: Vec<_> = passed.collect();
    assert_eq!(passed.len(), 2);
    for (elector, counted) in passed {
        assert_eq!(told.judge.verdict(counted.act).author, Some(*elector));
    }
}

#[test]
fn of_two_reports_that_say_alike_the_one_that_stands_names_its_own_teller() {
    let told = Told::read(
        r#"{"title":"paper","devices":{"ali":"Ali","bea":"Bea","cor":"Cor","winkel":"Winkel"},"acts":[
        {"id":"found","by":"ali","found":{"founders":["Ali","Bea","Cor"]}},
        {"id":"invite","by":"ali","invite":{}},
        {"id":"join","by":"winkel","seen":["invite"],"join":{"invite":"invite","kind":"business"}},
        {"id":"in-1","by":"ali","seen":["join"],"approve":{"admit":"Winkel"}},
        {"id":"in-2","by":"bea","seen":["in-1"],"approve":{"admit":"Winkel"}},
        {"id":"round","by":"ali","seen":["in-2"],"open":{"method":"majority","tellers":["Ali","Bea","Winkel"]}},
        {"id":"one","by":"ali","report":{"round":"round","ballots":{"Cor":"for"}}},
        {"id":"two","by":"bea","seen":["round"],"report":{"round":"round","ballots":{"Cor":"for"}}},
        {"id":"signs-one","by":"winkel","seen":["one"],"sign_report":{"report":"one"}},
        {"id":"signs-two","by":"winkel","seen":["two"],"sign_report":{"report":"two"}},
        {"id":"close","by":"ali","seen":["signs-two"],"close":{"round":"round"}}],"expect":[]}"#,
    );
    let counted = counted(&told, "round", "close");
    let [one] = counted.as_slice() else { panic!("{counted:?}") };
    let teller = told.judge.verdict(one.act).author.unwrap();
    assert!([told.at("one"), told.at("two")].contains(&one.act));
    assert_eq!(one.via, Via::Paper(teller));
}

#[test]
fn a_proxy_is_given_by_an_elector_to_another_one_where_the_opening_has_them() {
    let told = Told::read(
        r#"{"title":"proxies","devices":{"ali":"Ali","bea":"Bea","cor":"Cor","gus":"Gus"},"acts":[
        {"id":"found","by":"ali","found":{"founders":["Ali","Bea","Cor"],"charter":{"proxies":1}}},
        {"id":"invite","by":"ali","invite":{}},
        {"id":"join","by":"gus","seen":["invite"],"join":{"invite":"invite"}},
        {"id":"none","by":"ali","seen":["join"],"open":{"method":"majority"}},
        {"id":"round","by":"ali","open":{"method":"majority","proxies":1}},
        {"id":"to-oneself","by":"bea","seen":["round"],"proxy":{"round":"round","to":"Bea"}},
        {"id":"to-a-guest","by":"bea","proxy":{"round":"round","to":"Gus"}},
        {"id":"where-there-are-none","by":"bea","proxy":{"round":"none","to":"Cor"}},
        {"id":"nothing-back","by":"bea","proxy":{"round":"none","to":null}},
        {"id":"by-a-guest","by":"gus","seen":["round"],"proxy":{"round":"round","to":"Cor"}},
        {"id":"given","by":"bea","proxy":{"round":"round","to":"Cor"}},
        {"id":"back","by":"bea","proxy":{"round":"round","to":null}}],"expect":[]}"#,
    );
    for (act, wanted) in [
        ("to-oneself", false),
        ("to-a-guest", false),
        ("where-there-are-none", false),
        ("nothing-back", false),
        ("by-a-guest", false),
        ("given", true),
        ("back", true),
    ] {
        assert_eq!(told.judge.verdict(told.at(act)).is_effective(), wanted, "{act}");
    }
}

#[test]
fn paper_is_written_and_signed_by_tellers_only() {
    let told = Told::read(include_str!("../../../tests/scenarios/own/paper.json"));
    for (act, wanted) in
        [("report", true), ("same-kind", true), ("no-teller", false), ("no-report", false)]
    {
        assert_eq!(told.judge.verdict(told.at(act)).is_effective(), wanted, "{act}");
    }
    // Of electors, and ballots of the method.
    let told = Told::read(
        r#"{"title":"paper","devices":{"ali":"Ali","bea":"Bea","gus":"Gus"},"acts":[
        {"id":"found","by":"ali","found":{"founders":["Ali","Bea"]}},
        {"id":"invite","by":"ali","invite":{}},
        {"id":"join","by":"gus","seen":["invite"],"join":{"invite":"invite"}},
        {"id":"round","by":"ali","seen":["join"],"open":{"method":"majority","tellers":["Ali"]}},
        {"id":"of-a-guest","by":"ali","report":{"round":"round","ballots":{"Gus":"for"}}},
        {"id":"unfit","by":"ali","report":{"round":"round","ballots":{"Bea":"consent"}}},
        {"id":"of-both","by":"ali","report":{"round":"round","ballots":{"Bea":"for","Gus":"for"}}}],
        "expect":[]}"#,
    );
    for (act, wanted) in [("of-a-guest", false), ("unfit", false), ("of-both", true)] {
        assert_eq!(told.judge.verdict(told.at(act)).is_effective(), wanted, "{act}");
    }
    let [report] = round(&told).reports.as_slice() else { panic!("one report") };
    assert_eq!(report.ballots.len(), 1, "Bea's");
}

#[test]
fn only_objections_are_weighed_and_never_of_who_is_put_forward() {
    let told = Told::read(include_str!("../../../tests/scenarios/own/group-test.json"));
    let test = Test { harm: 1, none: 2, is_invalid: true };
    for counted in counted(&told, "o", "tested") {
        let is_objection = counted.ballot == act::ballot::Ballot::Object;
        assert_eq!(counted.test, is_objection.then_some(test), "{counted:?}");
    }
    let told = Told::read(include_str!("../../../tests/scenarios/own/selection.json"));
    assert!(counted(&told, "o", "own-no").iter().all(|counted| counted.test.is_none()));
}

#[test]
fn an_objection_is_weighed_by_others_who_know_it() {
    let told = Told::read(include_str!("../../../tests/scenarios/own/group-test.json"));
    for (act, wanted) in [("bea", true), ("dina-blind", false), ("els", false)] {
        assert_eq!(told.judge.verdict(told.at(act)).is_effective(), wanted, "{act}");
    }
}

#[test]
fn who_asks_before_closing_hears_what_a_close_would_count() {
    let told = Told::read(include_str!("../../../tests/scenarios/own/proxy-limit.json"));
    for close in ["two", "three"] {
        let wanted = &round(&told).closes[&told.at(close)];
        let count =
            told.judge.count(told.story.log(), told.at("round"), &[told.at(close)]).unwrap();
        assert!(!count.counted.is_empty());
        assert_eq!((&count.counted, &count.void), (&wanted.counted, &wanted.void), "{close}");
    }
}

#[test]
fn who_asks_before_closing_hears_whose_advice_is_missing() {
    let told = Told::read(include_str!("../../../tests/scenarios/own/advice-is-answered.json"));
    let by = |act| told.judge.verdict(told.at(act)).author.unwrap();
    let missing = |at| told.judge.advice_missing(told.story.log(), told.at("o"), &[told.at(at)]);
    let before = missing("unanswered");
    assert_eq!((before.unanswered, before.unreached), (vec![by("advice")], vec![by("cor-writes")]));
    let after = missing("all");
    assert_eq!((after.silent, after.unreached), (vec![by("cor-writes")], vec![]));
    assert_eq!(after.unanswered, []);
}

#[test]
fn what_is_confirmed_is_shown_else_what_was_acknowledged_else_the_most_ballots() {
    let told = Told::read(
        r#"{"title":"closes","devices":{"ali":"Ali","bea":"Bea","cor":"Cor"},"acts":[
        {"id":"found","by":"ali","found":{"founders":["Ali","Bea","Cor"]}},
        {"id":"round","by":"ali","open":{"method":"majority"}},
        {"id":"ali-votes","by":"ali","vote":{"round":"round","ballot":"for"}},
        {"id":"one","by":"ali","close":{"round":"round"}},
        {"id":"bea-votes","by":"bea","seen":["round"],"vote":{"round":"round","ballot":"against"}},
        {"id":"cor-votes","by":"cor","seen":["bea-votes"],"vote":{"round":"round","ballot":"against"}},
        {"id":"two","by":"cor","close":{"round":"round"}},
        {"id":"ali-one","by":"ali","acknowledge":{"round":"round","close":"one"}},
        {"id":"cor-two","by":"cor","acknowledge":{"round":"round","close":"two"}},
        {"id":"bea-one","by":"bea","seen":["ali-one"],"acknowledge":{"round":"round","close":"one"}}
        ],"expect":[]}"#,
    );
    let log = told.story.log();
    let shown = |heads: &[&str]| {
        let past = log.clock_of(heads.iter().map(|head| told.at(head)));
        round(&told).state(log, &past).shown
    };
    assert_eq!(shown(&["round"]), None);
    assert_eq!(shown(&["one"]), Some(told.at("one")));
    assert_eq!(shown(&["one", "two"]), Some(told.at("two")), "two ballots");
    assert_eq!(shown(&["ali-one", "two"]), Some(told.at("one")), "one is acknowledged");
    assert_eq!(shown(&["ali-one", "cor-two"]), Some(told.at("two")), "both are");
    assert_eq!(shown(&["bea-one", "cor-two"]), Some(told.at("one")), "one is confirmed");
}
