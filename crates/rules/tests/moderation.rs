//! Who has a word on folding away what others wrote, and what somebody who asks is told of it.
//!
//! Guards: nobody is folded away without the names of who did it and by which rule. When enough members say so,
//! stands in the stories of `tests/scenarios/own`. Next: `rules::judge::moderate`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use told::Told;

#[path = "support/told.rs"]
mod told;

#[test]
fn members_say_by_which_house_rule_and_who_wrote_it_appeals() {
    let told = Told::read(include_str!("../../../tests/scenarios/own/moderation.json"));
    for (act, wanted) in [
        ("too-soon", false),
        ("ali", true),
        ("gus", false),
        ("zus", false),
        ("appeal", true),
        ("other-ali", false),
        ("ali-own", false),
        ("bea-own", true),
    ] {
        assert_eq!(told.judge.verdict(told.at(act)).is_effective(), wanted, "{act}");
    }
}

#[test]
fn who_asks_hears_who_said_what_and_by_which_rule() {
    let told = Told::read(include_str!("../../../tests/scenarios/own/moderation.json"));
    let (log, words) = (told.story.log(), told.at("words"));
    let by = |act| told.judge.verdict(told.at(act)).author.unwrap();
    let rule = told.judge.moderated()[&words][0].against.unwrap();
    for (head, hide, show, is_hidden, is_appealed) in [
        ("rule-2", vec![], vec![], false, false),
        ("ali", vec!["ali"], vec![], false, false),
        ("bea", vec!["ali", "bea"], vec![], true, false),
        ("cor", vec!["ali", "bea"], vec!["cor"], true, true),
        ("ali-turns", vec!["bea"], vec!["cor", "ali"], false, true),
    ] {
        let heads = [told.at(head), told.at("ali")];
        let found =
            told.judge.moderation(log, words, if head == "rule-2" { &heads[..1] } else { &heads });
        let mut hide: Vec<_> = hide.into_iter().map(|act| (by(act), rule)).collect();
        let mut show: Vec<_> = show.into_iter().map(by).collect();
        hide.sort_unstable();
        show.sort_unstable();
        assert_eq!((&found.hide, &found.show), (&hide, &show), "{head}");
        assert_eq!((found.is_hidden, found.is_appealed), (is_hidden, is_appealed), "{head}");
        let all = told.judge.moderations(log, &[told.at(head), told.at("ali")]);
        if head != "rule-2" {
            assert_eq!(all[&words], found, "{head}");
        }
    }
    assert!(told.judge.moderations(log, &[told.at("invite")]).is_empty(), "nothing is written yet");
}
