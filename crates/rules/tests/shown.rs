//! Which of several rounds on one decision is shown.
//!
//! Guards: nobody hides what is decided, or a vote that runs, by opening another round on it. All
//! rounds of a story are about one proposal. Next: `definitions`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use act::{content::Entity, log::Index};
use rules::judge::Judge;
use story::story::Story;

// Rounds with these names, each opened by somebody who knows those named after it, and then voted
// down ("-"), adopted ("+"), taken back ("x") or left open ("."). Tells which is shown to who knows these acts; an
// act "x!" is the last one of round x.
fn shown(rounds: &[(&str, char, &[&str])], heads: &[&str]) -> String {
    let mut acts = vec![r#"{"id":"f","by":"a0","found":{"founders":["A","B","C"]}}"#.to_owned()];
    let mut devices = vec![r#""a0":"A""#.to_owned()];
    for (name, outcome, knows) in rounds {
        let seen: Vec<_> = knows.iter().map(|known| format!("{known:?}")).collect();
        let seen = if seen.is_empty() { r#""f""#.to_owned() } else { seen.join(",") };
        // A device of its own for each, so that rounds can be opened apart.
        let device = format!("a{name}");
        devices.push(format!("{device:?}:\"A\""));
        acts.insert(1, format!(r#"{{"id":"e{name}","by":"a0","enrol":{{"device":"{device}"}}}}"#));
        acts.push(format!(
            r#"{{"id":"{name}","by":"{device}","seen":["e{name}",{seen}],"open":{{"method":"majority"}}}}"#
        ));
        if *outcome == '.' {
            continue;
        }
        if *outcome == 'x' {
            acts.push(format!(
                r#"{{"id":"{name}!","by":"{device}","withdraw_opening":{{"round":"{name}"}}}}"#
            ));
            continue;
        }
        let ballot = if *outcome == '+' { "for" } else { "against" };
        acts.push(format!(
            r#"{{"id":"{name}v","by":"{device}","vote":{{"round":"{name}","ballot":"{ballot}"}}}}"#
        ));
        acts.push(format!(r#"{{"id":"{name}c","by":"{device}","close":{{"round":"{name}"}}}}"#));
        let ack = format!(r#""acknowledge":{{"round":"{name}","close":"{name}c"}}"#);
        acts.push(format!(r#"{{"id":"{name}a","by":"{device}",{ack}}}"#));
        let second = format!("b{name}");
        devices.push(format!("{second:?}:\"B\""));
        acts.insert(
            1,
            format!(r#"{{"id":"i{name}","by":"b0","seen":["f"],"enrol":{{"device":"{second}"}}}}"#),
        );
        acts.push(format!(
            r#"{{"id":"{name}!","by":"{second}","seen":["i{name}","{name}a"],{ack}}}"#
        ));
    }
    devices.insert(1, r#""b0":"B","c0":"C""#.to_owned());
    let json = format!(
        r#"{{"title":"rounds","devices":{{{}}},"acts":[{}],"expect":[]}}"#,
        devices.join(","),
        acts.join(",")
    );
    let story = Story::read(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let log = story.log();
    let mut judge = Judge::default();
    for index in log.since(0) {
        judge.judge(log, index);
    }
    let (decision, ..) =
        judge.entities().find(|(_, entity, _)| *entity == Entity::Decision).unwrap();
    assert_eq!(judge.rounds_on(decision).len(), rounds.len(), "all opened: {json}");
    let at = |id: &str| log.find(story.act(id).unwrap()).unwrap();
    let heads: Vec<Index> = heads.iter().map(|head| at(head)).collect();
    let shown = judge.round_to_show(log, decision, &heads);
    let name = rounds.iter().find(|(name, ..)| shown == Some(at(name)));
    // Which has the smallest id is the acts' business, not the test's.
    let least = rounds.iter().map(|(name, ..)| *name).min_by_key(|name| story.act(name));
    match name {
        Some((name, ..)) if rounds.len() == 2 && Some(*name) == least => format!("{name}, least"),
        Some((name, ..)) => (*name).to_owned(),
        None => "none".to_owned(),
    }
}

fn is(shown: &str, name: &str) -> bool {
    shown.split(',').next() == Some(name)
}

#[test]
fn another_round_hides_no_vote_that_runs() {
    assert!(is(&shown(&[("p", '.', &[]), ("q", '.', &["p"])], &["q"]), "p"));
    assert!(is(&shown(&[("p", '.', &[]), ("q", '-', &["p"])], &["q!"]), "p"));
    // Who doesn't know the second one sees the first, and the other way round.
    assert!(is(&shown(&[("p", '.', &[]), ("q", '.', &[])], &["q"]), "q"));
    assert_eq!(shown(&[("p", '.', &[]), ("q", '.', &[])], &[]), "none");
}

#[test]
fn another_round_hides_nothing_that_was_adopted() {
    assert!(is(&shown(&[("p", '+', &[]), ("q", '.', &["p!"])], &["q"]), "p"));
    assert!(is(&shown(&[("p", '+', &[]), ("q", '-', &["p!"])], &["q!"]), "p"));
    // Adopted is adopted, though another one was opened before.
    assert!(is(&shown(&[("p", '.', &[]), ("q", '+', &["p"])], &["q!"]), "q"));
    // Only what the heads know: there it still runs.
    assert!(is(&shown(&[("p", '.', &[]), ("q", '+', &["p"])], &["q"]), "p"));
}

#[test]
fn after_a_no_the_next_round_is_shown() {
    assert!(is(&shown(&[("p", '-', &[]), ("q", '.', &["p!"])], &["q"]), "q"));
    assert!(is(&shown(&[("p", '-', &[]), ("q", '.', &["p!"]), ("r", '.', &["q"])], &["r"]), "q"));
    assert!(is(&shown(&[("p", '-', &[]), ("q", '-', &["p!"])], &["q!"]), "q"));
}

#[test]
fn a_round_that_was_taken_back_makes_way_for_the_next_one() {
    assert!(is(&shown(&[("p", 'x', &[]), ("q", '.', &["p!"])], &["q"]), "q"));
    assert!(is(&shown(&[("p", 'x', &[])], &["p!"]), "p"), "there is no other");
}

#[test]
fn of_rounds_opened_apart_the_smallest_id_is_shown() {
    for outcome in ['.', '+', '-'] {
        let heads: &[&str] = if outcome == '.' { &["p", "q"] } else { &["p!", "q!"] };
        let shown = shown(&[("p", outcome, &[]), ("q", outcome, &[])], heads);
        assert!(shown.ends_with(", least"), "{outcome}: {shown}");
    }
}
