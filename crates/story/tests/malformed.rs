//! Stories that are broken, hostile, or stranger than people write them.
//!
//! Guards: each complaint names its place; nothing panics; an act that everyone refuses takes nothing
//! else with it. Next: `stories.rs`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

extern crate meent_story as story;

use proptest::prelude::*;
use serde_json::{Value, json};
use story::{error::StoryError, story::Story};

fn two(acts: &[Value], expect: &Value) -> String {
    let mut all = vec![
        json!({"id": "found", "by": "ali", "found": {"charter": {}}}),
        json!({"id": "invite", "by": "ali", "invite": {}}),
        json!({"id": "join-bea", "by": "bea", "seen": ["invite"], "join": {"invite": "invite"}}),
    ];
    all.extend_from_slice(acts);
    json!({
        "title": "Two",
        "devices": {"ali": "Ali", "ali2": "Ali", "bea": "Bea", "bea2": "Bea"},
        "acts": all,
        "expect": [expect],
    })
    .to_string()
}

fn refused(acts: &[Value], expect: &Value, wanted: &str) {
    let found = Story::read(&two(acts, expect)).map(|story| story.title().to_owned());
    let Err(StoryError::Malformed { path, .. }) = &found else { panic!("{wanted}: {found:?}") };
    assert_eq!(path, wanted);
}

fn differs(acts: &[Value], expect: &Value, wanted: &[&str]) {
    let run = Story::read(&two(acts, expect)).unwrap().run();
    let paths: Vec<_> = run.differences.iter().map(|difference| &difference.path).collect();
    assert_eq!(paths, wanted, "{:?}", run.differences);
}

#[test]
fn a_malformed_story_is_told_where() {
    let after = json!({"after": ["found"]});
    let act = |deed: Value| {
        let mut act = json!({"id": "x", "by": "ali"});
        act.as_object_mut().unwrap().extend(deed.as_object().unwrap().clone());
        act
    };
    let cases = [
        (json!({}), "acts[3]"),
        (json!({"comment": {}, "leave": {}}), "acts[3]"),
        (json!({"id": "found", "comment": {}}), "acts[3].id"),
        (json!({"by": "zus", "comment": {}}), "acts[3].by"),
        (json!({"seen": ["later"], "comment": {}}), "acts[3].seen[0]"),
        (json!({"seen": ["x"], "comment": {}}), "acts[3].seen[0]"),
        (json!({"prev": "join-bea", "comment": {}}), "acts[3]"),
        (json!({"found": {}}), "acts[3]"),
        (json!({"approve": {"admit": "Zus"}}), "acts[3].approve.admit"),
        (json!({"open": {"method": "majority", "quorum": "3/2"}}), "acts[3].open.quorum"),
        (json!({"open": {"method": "majority", "quorom": "1/2"}}), "acts[3].open"),
        (json!({"vote": {"round": "no", "ballot": "for"}}), "acts[3].vote.round"),
        (json!({"vote": {"round": "found", "ballot": "maybe"}}), "acts[3].vote.ballot"),
        (json!({"close": {"round": "no"}}), "acts[3].close.round"),
        (json!({"acknowledge": {"round": "found", "close": "no"}}), "acts[3].acknowledge.close"),
        (json!({"enrol": {"device": "zus"}}), "acts[3].enrol.device"),
        (json!({"comment": {"text": "x".repeat(5_000)}}), "acts[3]"),
        (json!({"comment": {"on": "no"}}), "acts[3].comment.on"),
        (json!({"edit": {"on": "found"}}), "acts[3].edit"),
        (json!({"proxy": {"round": "found", "to": "Zus"}}), "acts[3].proxy.to"),
        (json!({"report": {"round": "found", "ballots": {}}}), "acts[3].report.ballots"),
        (json!({"recover": {"key": "ali2", "n": -1}}), "acts[3].recover.n"),
        (json!({"open": {"method": "approval"}}), "acts[3].open"),
        (json!({"open": {"method": "approval", "options": ["a > b"]}}), "acts[3].open.options[0]"),
        (json!({"by": "bea2", "seen": ["invite"], "join": {"invite": "invite"}}), "acts[3]"),
        (json!({"approve": {"appoint": "role", "holders": []}}), "acts[3].approve"),
        (json!({"approve": {"appoint": "role", "people": ["Zus"]}}), "acts[3].approve.people[0]"),
        (json!({"approve": {"appoint": "role", "n": 0}}), "acts[3].approve.n"),
        (json!({"approve": {"appoint": ""}}), "acts[3].approve.appoint"),
        (json!({"approve": {"grant": "m", "circle": "m"}}), "acts[3].approve.circle"),
        (json!({"approve": {"grant": "m", "ceiling": -1}}), "acts[3].approve.ceiling"),
        (json!({"approve": {"grant": "m", "use": "lost"}}), "acts[3].approve.use"),
        (json!({"approve": {"grant": "m", "topics": ["m"]}}), "acts[3].approve.topics[0]"),
        (json!({"open": {"method": "mandate"}}), "acts[3].open"),
        (json!({"open": {"method": "mandate", "under": "no"}}), "acts[3].open.under"),
        (json!({"open": {"method": "mandate", "under": "found"}}), "acts[3].open.under"),
        (
            json!({"open": {"method": "mandate", "under": {"grant": "m"}, "advisers": ["Zus"]}}),
            "acts[3].open.advisers[0]",
        ),
        (json!({"open": {"method": "majority", "amount": 1}}), "acts[3].open.amount"),
        (json!({"open": {"method": "majority", "judges": 3}}), "acts[3].open.judges"),
        (json!({"open": {"method": "consent", "judges": 2}}), "acts[3].open.judges"),
        (json!({"open": {"method": "majority", "partner": "Zus"}}), "acts[3].open.partner"),
        (json!({"advise": {}}), "acts[3].advise"),
        (json!({"answer": {"advice": "found", "taken": "maybe"}}), "acts[3].answer.taken"),
        (json!({"end_term": {"grant": "m", "holder": []}}), "acts[3].end_term"),
        (json!({"end_term": "invite"}), "acts[3].end_term"),
        (json!({"return_mandate": 3}), "acts[3].return_mandate"),
        (json!({"weigh": {"round": "found", "objector": "Bea"}}), "acts[3].weigh"),
        (
            json!({"weigh": {"round": "found", "objector": "Bea", "harm": "no"}}),
            "acts[3].weigh.harm",
        ),
        (json!({"countersign": {"round": "no", "agrees": true}}), "acts[3].countersign.round"),
        (json!({"hide": {"act": "found"}}), "acts[3].hide"),
        (json!({"show": {"act": "found", "rule": "r"}}), "acts[3].show"),
        (
            json!({"approve": {"clause": {"key": "house_rules", "value": "r", "label": "c"}}}),
            "acts[3].approve.clause.value",
        ),
        (json!({"plan_season": {"charter": {}}}), "acts[3].plan_season"),
        (json!({"take_part": {"plan": "no"}}), "acts[3].take_part.plan"),
        (json!({"take_part": {"plan": "found", "key": 1}}), "acts[3].take_part.key"),
        (json!({"list_founders": {"plan": "found"}}), "acts[3].list_founders"),
        (json!({"list_founders": {"plan": "found", "parts": []}}), "acts[3]"),
        (json!({"sign_founding": {"list": "found", "with": "no"}}), "acts[3].sign_founding.with"),
        (
            json!({"found_season": {"list": "found", "signed": ["no"]}}),
            "acts[3].found_season.signed[0]",
        ),
    ];
    for (deed, path) in cases {
        refused(&[act(deed)], &after, path);
    }
    refused(&[], &json!({}), "expect[0]");
    refused(&[], &json!({"after": ["no"]}), "expect[0].after[0]");
    refused(&[], &json!({"after": [], "member": []}), "expect[0]");
    refused(&[], &json!({"after": [], "redacted": "found"}), "expect[0].redacted");
    refused(&[], &json!({"after": [], "members": "Ali"}), "expect[0].members");
    refused(&[], &json!({"after": [], "roles": {"r": "Ali"}}), "expect[0].roles.r");
    let mandate = |of: Value| json!({"after": [], "mandates": {"m": of}});
    refused(&[], &mandate(json!({"holder": []})), "expect[0].mandates.m");
    refused(&[], &mandate(json!({"holders": "Ali"})), "expect[0].mandates.m.holders");
    let season = |of: Value| json!({"after": [], "seasons": {"s": of}});
    refused(&[], &season(json!({"founders": []})), "expect[0].seasons.s");
    refused(
        &[],
        &season(json!({"lists": {"l": {"founders": "Ali"}}})),
        "expect[0].seasons.s.lists.l.founders",
    );
    refused(&[], &json!({"after": [], "rounds": {"r": {"state": "open"}}}), "expect[0].rounds.r");
}

#[test]
fn a_typing_error_is_malformed_even_where_something_is_not_built() {
    let acts = [
        json!({"id": "x", "by": "ali", "approve": {"promote": "Bea"}}),
        json!({"id": "y", "by": "ali", "seen": ["z"], "comment": {}}),
    ];
    refused(&acts, &json!({"after": []}), "acts[4].seen[0]");
    let needs = Story::read(&two(&acts[..1], &json!({"after": []}))).unwrap_err();
    assert!(needs.is_for_newer(), "{needs}");
    let open = json!({"id": "x", "by": "ali", "open": {"method": "shouting"}});
    let needs = Story::read(&two(&[open], &json!({"after": []}))).unwrap_err();
    assert!(needs.to_string().contains("needs shouting"), "{needs}");
}

#[test]
fn house_rules_are_no_part_of_a_founding() {
    // What they say is written after it, so that their names hang on it.
    let found = json!({"id": "found", "by": "ali", "found": {"charter": {"house_rules": ["r"]}}});
    let story = json!({"title": "Rules", "devices": {"ali": "Ali"}, "acts": [found], "expect": []});
    let found = Story::read(&story.to_string()).map(|story| story.title().to_owned());
    let Err(StoryError::Malformed { path, .. }) = &found else { panic!("{found:?}") };
    assert_eq!(path, "acts[0].found.charter.house_rules");
}

#[test]
fn a_difference_says_where_and_what() {
    differs(&[], &json!({"after": ["found"], "members": ["Ali"], "guests": []}), &[]);
    let bea = json!({"after": ["join-bea"], "members": ["Bea", "Ali"], "guests": []});
    differs(&[], &bea, &["guests", "members"]);
    let open = json!({"id": "o", "by": "ali", "open": {"method": "majority"}});
    let vote = json!({"id": "v", "by": "ali", "vote": {"round": "o", "ballot": "for"}});
    let close = json!({"id": "k", "by": "ali", "close": {"round": "o"}});
    let acts = [open, vote, close];
    let wanted = |rounds: Value| json!({"after": ["k"], "rounds": rounds});
    differs(&acts, &wanted(json!({"o": {"status": "closed"}, "x": null})), &[]);
    differs(&acts, &wanted(json!({})), &["rounds"]);
    differs(&acts, &wanted(json!({"x": {}})), &["rounds.x"]);
    differs(&acts, &wanted(json!({"o": {"closes": {}}})), &["rounds.o.closes"]);
    let counted = json!({"o": {"outcome": null, "closes": {"k": {"counted": {"Bea": "for"}}}}});
    differs(&acts, &wanted(counted), &["rounds.o.closes.k.counted"]);
    let role = json!({"appoint": "r", "people": ["Ali"]});
    let acts = [json!({"id": "a", "by": "ali", "approve": role})];
    let wanted = |roles: Value| json!({"after": ["a"], "roles": roles, "mandates": {}});
    differs(&acts, &wanted(json!({"r": ["Ali"], "x": null})), &[]);
    differs(&acts, &wanted(json!({})), &["roles"]);
    differs(&acts, &wanted(json!({"r": []})), &["roles.r"]);
    let wanted = json!({"after": ["a"], "mandates": {"m": {"spent": 0}}, "hidden": ["a"]});
    differs(&acts, &wanted, &["hidden", "mandates.m"]);
}

#[test]
fn a_change_in_force_at_the_opening_itself_is_not_in_its_electorate() {
    // Ali's opening is the first act that knows both approvals.
    let story = json!({
        "title": "Just then",
        "devices": {"ali": "Ali", "bea": "Bea", "cor": "Cor"},
        "acts": [
            {"id": "found", "by": "ali", "found": {"founders": ["Ali", "Bea"]}},
            {"id": "invite", "by": "ali", "invite": {}},
            {"id": "join", "by": "cor", "seen": ["invite"], "join": {"invite": "invite"}},
            {"id": "a", "by": "ali", "seen": ["join"], "approve": {"admit": "Cor"}},
            {"id": "b", "by": "bea", "seen": ["join"], "approve": {"admit": "Cor"}},
            {"id": "o", "by": "ali", "seen": ["b"], "open": {"method": "majority", "quorum": "1"}},
            {"id": "v", "by": "ali", "vote": {"round": "o", "ballot": "for"}},
            {"id": "w", "by": "bea", "seen": ["o"], "vote": {"round": "o", "ballot": "for"}},
            {"id": "x", "by": "cor", "seen": ["o"], "vote": {"round": "o", "ballot": "against"}},
            {"id": "k", "by": "ali", "seen": ["w", "x"], "close": {"round": "o"}},
        ],
        "expect": [
            {"after": ["a", "b"], "members": ["Ali", "Bea"]},
            {"after": ["o"], "members": ["Ali", "Bea", "Cor"]},
            {"after": ["k"], "rounds": {"o": {"closes": {"k": {"counted": {"Ali": "for", "Bea": "for"}}}}}},
        ],
    });
    assert_eq!(Story::read(&story.to_string()).unwrap().run().differences, []);
}

#[test]
fn what_everyone_refuses_takes_nothing_else_with_it() {
    let acts = [
        // Nothing in its past brings this device in.
        json!({"id": "v", "by": "ali2", "seen": ["join-bea"], "comment": {}}),
        // Somebody else's key can't be enrolled.
        json!({"id": "e", "by": "ali", "enrol": {"device": "bea2"}}),
        json!({"id": "w", "by": "bea2", "seen": ["e"], "leave": {}}),
        json!({"id": "again", "by": "bea", "join": {"invite": "invite"}}),
        json!({"id": "a", "by": "ali", "seen": ["v", "w", "again"], "approve": {"admit": "Bea"}}),
        json!({"id": "b", "by": "bea", "seen": ["a"], "comment": {}}),
    ];
    differs(&acts, &json!({"after": ["v"], "members": ["Ali"], "guests": ["Bea"]}), &[]);
    differs(&acts, &json!({"after": ["b"], "members": ["Ali", "Bea"], "guests": []}), &[]);
}

#[test]
fn more_heads_than_an_act_can_name_are_gathered() {
    let mut devices = serde_json::Map::new();
    let mut acts = vec![
        json!({"id": "found", "by": "p0", "found": {}}),
        json!({"id": "invite", "by": "p0", "invite": {}}),
    ];
    devices.insert("p0".to_owned(), json!("P0"));
    let joins: Vec<_> = (1..=200).map(|i| format!("p{i}")).collect();
    for id in &joins {
        devices.insert(id.clone(), json!(id.to_uppercase()));
        acts.push(json!({"id": id, "by": id, "seen": ["invite"], "join": {"invite": "invite"}}));
    }
    acts.push(json!({"id": "all", "by": "p0", "seen": joins, "comment": {}}));
    let mut guests: Vec<_> = joins.iter().map(|id| id.to_uppercase()).collect();
    guests.reverse();
    let expect = [json!({"after": ["all"], "guests": guests})];
    let story = json!({"title": "Many", "devices": devices, "acts": acts, "expect": expect});
    let story = Story::read(&story.to_string()).unwrap();
    assert_eq!(story.run().differences, []);
    assert!(story.log().iter().all(|(_, entry)| entry.seen.len() <= 64));
}

#[test]
fn a_story_over_a_cap_is_refused() {
    let long = " ".repeat(story::story::SIZE + 1);
    assert!(matches!(Story::read(&long), Err(StoryError::TooLong)));
    let many: Vec<_> =
        (0..10_001).map(|i| json!({"id": i.to_string(), "by": "ali", "comment": {}})).collect();
    refused(&many, &json!({"after": []}), "acts");
    let forks: Vec<_> = (0..1_001)
        .map(|i| json!({"id": i.to_string(), "by": "ali", "prev": "found", "comment": {}}))
        .collect();
    refused(&forks, &json!({"after": []}), "acts[1003].prev");
    let states: Vec<_> = (0..1_000).map(|_| json!({"after": ["found"]})).collect();
    let mut long: Value = serde_json::from_str(&two(&many[..600], &json!({}))).unwrap();
    long["expect"] = states.into();
    let long = Story::read(&long.to_string()).map(|story| story.title().to_owned());
    assert!(
        matches!(&long, Err(StoryError::Malformed { path, .. }) if path == "expect"),
        "{long:?}"
    );
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(Story::read(&nested), Err(StoryError::Unread(_))));
    let silent: Vec<_> =
        (0..101).map(|i| json!({"id": i.to_string(), "by": "bea2", "comment": {}})).collect();
    refused(&silent, &json!({"after": []}), "acts[103]");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    // Mutations of a real story: mostly well-formed JSON with something wrong in it.
    #[test]
    fn any_text_is_read_or_refused(at in any::<prop::sample::Index>(), cut in 0_usize..40, put in "[ -~]{0,12}") {
        let story = include_str!("../../../tests/scenarios/t13-double-acknowledgement.json");
        let start = story.floor_char_boundary(at.index(story.len()));
        let end = story.floor_char_boundary((start + cut).min(story.len()));
        let changed = format!("{}{put}{}", &story[..start], &story[end.max(start)..]);
        if let Ok(story) = Story::read(&changed) {
            let states = story.run().states;
            prop_assert!(!states.is_empty());
        }
    }
}
