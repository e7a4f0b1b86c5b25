//! What a close misses, and votes without effect with why.
//!
//! Guards: nothing that was done in a round is left unsaid: it counts, comes too late, or has no effect for a
//! reason. Next: `definitions`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use act::log::Index;
use rules::round::Round;
use told::Told;

#[path = "support/told.rs"]
mod told;

fn round(told: &Told) -> &Round {
    told.judge.round(told.at("round")).unwrap()
}

/// Votes, proxies and reports that this close misses, by name.
fn late(told: &Told, close: &str, names: &[&str]) -> [Vec<String>; 3] {
    let late = round(told).late(told.story.log(), told.at(close));
    let name = |act: Index| {
        let found = names.iter().find(|name| told.at(name) == act);
        (*found.unwrap_or_else(|| panic!("{act:?} is none of {names:?}"))).to_owned()
    };
    [
        late.votes.iter().map(|cast| name(cast.act)).collect(),
        late.proxies.iter().map(|given| name(given.act)).collect(),
        late.reports.iter().map(|report| name(report.act)).collect(),
    ]
}

#[test]
fn a_report_is_late_also_when_only_its_second_teller_was() {
    let told = Told::read(include_str!("../../../tests/scenarios/own/paper.json"));
    let names = ["ali-votes", "cor-votes", "report", "rival", "apart"];
    let late = |close| late(&told, close, &names);
    let [none, both] = [Vec::<String>::new(), vec!["cor-votes".to_owned()]];
    // Bea is of Ali's kind: in what this one knew the report didn't stand yet.
    let reports = ["report", "rival", "apart"].map(str::to_owned);
    assert_eq!(late("one-kind"), [both.clone(), none.clone(), reports.to_vec()]);
    assert_eq!(late("two-kinds"), [both, none.clone(), reports[1..].to_vec()]);
    assert_eq!(late("contradicted"), [none.clone(), none.clone(), none]);
}

#[test]
fn a_proxy_is_late_that_the_close_did_not_know() {
    let told = Told::read(include_str!("../../../tests/scenarios/own/proxy-limit.json"));
    let [_, proxies, _] = late(&told, "two", &["bea-gives", "cor-gives", "dina-gives"]);
    assert_eq!(proxies, ["dina-gives"]);
    assert_eq!(late(&told, "three", &[]), [const { Vec::<String>::new() }; 3]);
}

#[test]
fn a_vote_without_effect_says_why() {
    let told = Told::read(
        r#"{"title":"invalid","devices":{"ali":"Ali","bea":"Bea","gast":"Gast"},"acts":[
        {"id":"found","by":"ali","found":{"founders":["Ali","Bea"]}},
        {"id":"invite","by":"ali","invite":{}},
        {"id":"join","by":"gast","seen":["invite"],"join":{"invite":"invite"}},
        {"id":"round","by":"ali","seen":["join"],"open":{"method":"majority"}},
        {"id":"guest","by":"gast","seen":["round"],"vote":{"round":"round","ballot":"for"}},
        {"id":"other","by":"bea","seen":["round"],"vote":{"round":"round","ballot":"consent"}},
        {"id":"fits","by":"bea","vote":{"round":"round","ballot":"for"}}],"expect":[]}"#,
    );
    let invalid: Vec<_> = round(&told).invalid.iter().collect();
    let said: Vec<_> = invalid.iter().map(|one| (one.act, one.why.word())).collect();
    assert_eq!(said, [(told.at("guest"), "no_elector"), (told.at("other"), "method")]);
    assert_eq!(round(&told).votes.len(), 1);
}
