//! What deciding under a mandate costs those who count it, and what is said twice about one.
//!
//! Guards: nobody makes the others' apps count for ever: a grant bears so many decisions, and a term's
//! end or a return is said once. What a mandate is, stands in the stories of `tests/scenarios/own`.
//! Next: `definitions`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use act::log::Index;
use rules::{
    judge::Judge,
    mandate::{MOST, Outside},
};
use serde_json::{Value, json};
use story::story::Story;

/// Ali, Bea and Cor founded; Ali (with a second phone) holds a mandate of 500 euro.
fn told(acts: &[Value]) -> (Story, Judge) {
    let grant = json!({"grant": "kas", "holders": ["Ali"], "ceiling": 50_000});
    let mut all = vec![
        json!({"id": "found", "by": "ali", "found": {"founders": ["Ali", "Bea", "Cor"]}}),
        json!({"id": "enrol", "by": "ali", "enrol": {"device": "ali2"}}),
        json!({"id": "enrol-bea", "by": "bea", "seen": ["enrol"], "enrol": {"device": "bea2"}}),
        json!({"id": "grant", "by": "ali", "seen": ["enrol-bea"], "approve": grant}),
        json!({"id": "granted", "by": "bea", "seen": ["grant"], "approve": grant}),
    ];
    all.extend_from_slice(acts);
    let devices = json!({"ali": "Ali", "ali2": "Ali", "bea": "Bea", "bea2": "Bea", "cor": "Cor", "dina": "Dina"});
    let story = json!({"title": "Kas", "devices": devices, "acts": all, "expect": []});
    let story = Story::read(&story.to_string()).unwrap();
    let mut judge = Judge::default();
    for index in story.log().since(0) {
        judge.judge(story.log(), index);
    }
    (story, judge)
}

fn at(story: &Story, id: &str) -> Index {
    story.log().find(story.act(id).unwrap()).unwrap()
}

fn open(id: &str, by: &str) -> Value {
    let open = json!({"method": "mandate", "under": "grant", "amount": 1});
    json!({"id": id, "by": by, "seen": ["granted"], "open": open})
}

#[test]
fn a_grant_bears_so_many_decisions_whatever_became_of_them() {
    let mut acts = Vec::new();
    for number in 0..=MOST {
        acts.push(open(&format!("by-bea-{number}"), "bea"));
    }
    for number in 0..=MOST {
        let id = format!("o-{number}");
        acts.push(open(&id, "ali"));
        let back = json!({"round": id});
        acts.push(json!({"id": format!("w-{number}"), "by": "ali", "withdraw_opening": back}));
    }
    let last = format!("by-bea-{MOST}");
    acts.push(
        json!({"id": "all", "by": "cor", "seen": [last, format!("w-{MOST}")], "comment": {}}),
    );
    let (story, judge) = told(&acts);
    let (log, heads) = (story.log(), [at(&story, "all")]);
    let outside = |id: &str| judge.outside_mandate(log, at(&story, id), &heads);
    assert_eq!(outside(&last), Some(Outside::NotHeld));
    assert_eq!(outside(&format!("o-{}", MOST - 1)), None, "others' decisions use nothing up");
    assert_eq!(outside(&format!("o-{MOST}")), Some(Outside::TooMany));
    let grant = judge.round(at(&story, "o-0")).unwrap().open.under.as_ref().unwrap().grant;
    assert_eq!(judge.spent(log, grant, &heads), 0);
    let all = judge.outside_mandates(log, &heads);
    assert_eq!(all.len(), MOST + 2, "what Bea opened, and one too many of Ali");
}

#[test]
fn a_terms_end_and_a_return_are_said_once_unless_a_lost_device_said_them() {
    let end = |id: &str, by: &str, seen: &[&str]| json!({"id": id, "by": by, "seen": seen, "end_term": "grant"});
    let back = |id: &str, by: &str, seen: &[&str]| json!({"id": id, "by": by, "seen": seen, "return_mandate": "grant"});
    let (story, judge) = told(&[
        end("end", "bea2", &["granted"]),
        end("again", "bea2", &[]),
        end("other", "bea", &["end"]),
        back("back", "ali2", &["granted"]),
        back("back-again", "ali2", &[]),
        back("not-hers", "bea", &[]),
        // Unknown to who retires it.
        json!({"id": "retire-bea", "by": "bea", "prev": "granted", "retire": {"device": "bea2"}}),
        json!({"id": "retire-ali", "by": "ali", "retire": {"device": "ali2"}}),
        json!({"id": "cor", "by": "cor", "seen": ["retire-ali", "back-again"], "comment": {}}),
        back("own", "ali", &["cor"]),
        back("own-again", "ali", &[]),
    ]);
    let has = |id: &str| judge.verdict(at(&story, id)).is_effective();
    assert!(has("end") && !has("again") && !has("other"));
    assert!(has("back") && !has("back-again") && !has("not-hers"));
    assert!(has("own"), "what the lost phone said doesn't count there");
    assert!(!has("own-again"));
}

#[test]
fn a_term_is_over_once_more_than_half_said_so_and_who_asks_hears_who_did() {
    let end = |id: &str, by: &str, seen: &[&str]| json!({"id": id, "by": by, "seen": seen, "end_term": "grant"});
    // Dina is let in, so that two are half.
    let (story, judge) = told(&[
        json!({"id": "invite", "by": "ali", "seen": ["granted"], "invite": {}}),
        json!({"id": "join", "by": "dina", "seen": ["invite"], "join": {"invite": "invite"}}),
        json!({"id": "in-1", "by": "ali", "seen": ["join"], "approve": {"admit": "Dina"}}),
        json!({"id": "in-2", "by": "bea", "seen": ["in-1"], "approve": {"admit": "Dina"}}),
        open("o", "ali"),
        end("one", "bea", &["o"]),
        end("half", "cor", &["one"]),
        end("most", "dina", &["half"]),
    ]);
    let log = story.log();
    let grant = judge.round(at(&story, "o")).unwrap().open.under.as_ref().unwrap().grant;
    let is_over = |head| judge.is_term_over(log, grant, &[at(&story, head)]);
    assert_eq!(["one", "half", "most"].map(is_over), [false, false, true]);
    let by = |act| judge.verdict(at(&story, act)).author.unwrap();
    let said = |who, head| judge.has_ended_term(log, grant, by(who), &[at(&story, head)]);
    assert!(said("one", "half") && said("half", "half") && !said("most", "half"));
    assert_eq!(judge.rounds_under(grant), [at(&story, "o")]);
}
