//! What came too late for a close, and what came without effect: both are named, with why.
//!
//! Guards: nothing that was done in a round is left unsaid. Next: `rules::round`, what is late.

use std::collections::BTreeMap;

use act::round::{Close, Proxy, Vote};
use words::{counting, language::Language, speech::Words};

use super::*;
use crate::answer::Decision;

fn ask(who: &mut Community, command: Command) -> Decision {
    match ambiently(NOW, |ambient| who.execute(command, ambient)).unwrap() {
        Answer::Decision(decision) => *decision,
        other => panic!("no decision: {other:?}"),
    }
}

/// Ali and Bea with a round that Ali opened, in which one proxy may be held; both know it. Its decision, and
/// its opening.
fn opened() -> (Community, Community, String, ActId) {
    let (mut ali, mut bea) = two();
    ambiently(NOW, |ambient| bea.write_card("Bea".to_owned(), ambient)).unwrap();
    send(&bea, &mut ali, NOW);
    let id = super::overview::propose(&mut ali, "Bankje");
    let open = Command::DecisionOpen {
        id: id.clone(),
        opening: command::Opening { proxies: Some(1), ..Default::default() },
    };
    let round = ActId::from_hex(&ask(&mut ali, open).round.unwrap()).unwrap();
    let vote = Command::Vote { id: id.clone(), ballot: "for".to_owned(), reason: None };
    ask(&mut ali, vote);
    send(&ali, &mut bea, NOW);
    (ali, bea, id, round)
}

/// How it was counted, in Dutch, in one text.
fn how(decision: &Decision) -> String {
    let steps = counting::steps(Words::new(Language::Dutch), &decision.told());
    steps.into_iter().map(|step| step.text).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_proxy_that_the_shown_close_misses_is_named_as_late() {
    let (mut ali, mut bea, id, round) = opened();
    let me = ali.myself().unwrap().0;
    write(&mut ali, Deed::Close(vec![Close { round, seed: None }]));
    write(&mut bea, Deed::Proxy(vec![Proxy { round, holder: Some(me) }]));
    send(&bea, &mut ali, NOW);
    let shown = ask(&mut ali, Command::DecisionShow { id: id.clone() });
    assert_eq!(shown.ways.late, BTreeMap::from([("Bea".to_owned(), "Ali".to_owned())]));
    assert!(how(&shown).contains("Nagekomen: Bea gaf een volmacht aan Ali."), "{}", how(&shown));
    // Taken back, it is no less late.
    write(&mut bea, Deed::Proxy(vec![Proxy { round, holder: None }]));
    send(&bea, &mut ali, NOW);
    let shown = ask(&mut ali, Command::DecisionShow { id });
    assert_eq!(shown.ways.late, BTreeMap::from([("Bea".to_owned(), String::new())]));
    assert!(how(&shown).contains("Nagekomen: Bea nam een volmacht terug."), "{}", how(&shown));
}

#[test]
fn a_vote_without_effect_is_named_with_why_once_per_person_and_fault() {
    let (mut ali, mut bea, id, round) = opened();
    let open = bea.log().find(round).unwrap();
    let text = bea.judge().round(open).unwrap().open.text;
    let other = act::id::Digest([9; 32]);
    for (text, ballot) in [
        (other, act::ballot::Ballot::For),
        (other, act::ballot::Ballot::Against),
        (text, act::ballot::Ballot::Consent),
    ] {
        write(&mut bea, Deed::Vote(vec![Vote { round, text, ballot, reason: None }]));
    }
    send(&bea, &mut ali, NOW);
    let shown = ask(&mut ali, Command::DecisionShow { id });
    let invalid: Vec<_> = shown.ways.invalid.iter().collect();
    let told: Vec<_> =
        invalid.iter().map(|one| (&*one.by, &*one.ballot, &*one.why, one.at)).collect();
    assert_eq!(told, [("Bea", "consent", "method", NOW), ("Bea", "against", "other_text", NOW)]);
    assert_eq!(shown.ways.unfit, ["Bea"]);
    assert_eq!(shown.counted, BTreeMap::from([("Ali".to_owned(), "for".to_owned())]));
    let how = how(&shown);
    for why in ["ze gaat over een andere tekst", "ze hoort bij een andere manier van beslissen"] {
        assert!(how.contains(&format!("Een stem van Bea telt niet: {why}.")), "{how}");
    }
}
