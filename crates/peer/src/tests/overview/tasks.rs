//! Who may decide what alone, from the proposal of a mandate to a decision that stands; advice; objections
//! that others weigh; agreements with another party.
//!
//! Guards: what a person may not do is refused with the rule in words before an act is written; everybody's
//! app finds the same. Next: [`super`].

use super::{together::street, *};
use crate::{
    command::task::{Counsel, Task, TaskKind, Terms, Under},
    due::Chore,
    refusal::Refused,
};

const DAY: i64 = 86_400;

fn refused(who: &mut Community, command: Command) -> Refusal {
    ambiently(NOW, |ambient| who.execute(command, ambient)).unwrap_err()
}

fn tasks(who: &mut Community) -> answer::Tasks {
    match ask(who, NOW, Command::Task(Task::List)) {
        Answer::Tasks(tasks) => tasks,
        other => panic!("no tasks: {other:?}"),
    }
}

fn shown(who: &mut Community, id: &str) -> answer::Decision {
    match ask(who, NOW, Command::DecisionShow { id: id.to_owned() }) {
        Answer::Decision(decision) => *decision,
        other => panic!("no decision: {other:?}"),
    }
}

fn under(who: &mut Community, id: &str) -> answer::Under {
    shown(who, id).counsel.under.expect("it is under a mandate")
}

// All changes that wait are approved by everybody who may.
fn approve_all(people: &mut [Community]) {
    meet_all(people, NOW);
    for at in 0..people.len() {
        let Answer::Changes(list) = ask(&mut people[at], NOW, Command::ChangeList) else {
            continue;
        };
        let asked = list.changes.iter().filter(|change| change.may_approve && !change.approved);
        let ids: Vec<_> = asked.map(|change| change.id.clone()).collect();
        if !ids.is_empty() {
            ask(&mut people[at], NOW, Command::ChangeApprove { ids });
        }
        meet_all(people, NOW);
    }
}

fn topic(title: &str) -> Command {
    let (title, text) = (title.to_owned(), String::new());
    Command::Task(Task::Create { kind: TaskKind::Topic, title, text, circle: None })
}

fn mandate(holder: &str, ceiling: &str) -> Command {
    Command::Task(Task::Write {
        title: "Het groen".to_owned(),
        domain: "Planten en bomen in onze straat.".to_owned(),
        constraints: "Geen bomen kappen.".to_owned(),
        report: "Elke maand in de groep.".to_owned(),
        review: "2027-06-01".to_owned(),
        terms: Terms {
            holders: Some(vec![holder.to_owned()]),
            topics: Some(vec!["Groen".to_owned()]),
            ceiling: Some(ceiling.to_owned()),
            term: Some("2d".to_owned()),
            ..Terms::default()
        },
    })
}

/// A street in which neighbour 2 decides about greenery up to 500 euros.
fn entrusted(many: u8) -> Vec<Community> {
    let mut people = street(many);
    ask(&mut people[0], NOW, topic("Groen"));
    ask(&mut people[0], NOW, topic("Verkeer"));
    ask(&mut people[0], NOW, mandate("Buur 2", "500"));
    approve_all(&mut people);
    people
}

fn proposal_by(wanted: command::Method, title: &str) -> Command {
    let mut command = proposal(title);
    if let Command::DecisionPropose { method, .. } = &mut command {
        *method = wanted;
    }
    command
}

fn by_mandate(who: &mut Community, title: &str) -> String {
    let command = proposal_by(command::Method::Mandate, title);
    match ask(who, NOW, command) {
        Answer::Decision(decision) => decision.id,
        other => panic!("no decision: {other:?}"),
    }
}

fn decide(id: &str, cost: &str, topics: &[&str], advisers: &[&str]) -> Command {
    let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let under = Under {
        mandate: "Het groen".to_owned(),
        cost: Some(cost.to_owned()),
        topics: all(topics),
        advisers: all(advisers),
    };
    let opening = command::Opening { under: Some(under), ..command::Opening::default() };
    Command::DecisionOpen { id: id.to_owned(), opening }
}

fn close(id: &str) -> Command {
    Command::DecisionClose { id: id.to_owned(), seed: None }
}

// Everybody's app does what is due.
fn perform_all(people: &mut [Community], now: i64) {
    for one in people.iter_mut() {
        one.has_met();
        for chore in one.chores(now) {
            ambiently(now, |ambient| one.perform(chore, ambient)).unwrap();
        }
    }
    meet_all(people, now);
}

#[test]
fn a_mandate_is_proposed_granted_by_two_thirds_and_then_used_without_a_vote() {
    let mut people = street(4);
    ask(&mut people[0], NOW, topic("Groen"));
    ask(&mut people[0], NOW, mandate("Buur 2", "500"));
    meet_all(&mut people, NOW);
    let one = tasks(&mut people[1]).mandates.remove(0);
    assert_eq!((one.state.as_str(), one.mine, one.pending.len()), ("proposed", false, 1));
    let Answer::Changes(list) = ask(&mut people[1], NOW, Command::ChangeList) else { panic!() };
    let told = list.changes[0].task.clone().expect("it is about a mandate");
    assert_eq!(
        (list.changes[0].what.as_str(), list.changes[0].about.as_str()),
        ("grant", "Het groen")
    );
    assert_eq!(
        (told.people, told.ceiling, told.term),
        (vec!["Buur 2".to_owned()], 50_000, 2 * DAY)
    );
    approve_all(&mut people);
    let one = tasks(&mut people[1]).mandates.remove(0);
    assert_eq!(
        (one.state.as_str(), one.mine, one.holders),
        ("active", true, vec!["Buur 2".to_owned()])
    );
    let id = by_mandate(&mut people[1], "Drie appelbomen");
    ask(&mut people[1], NOW, decide(&id, "300", &["Groen"], &[]));
    meet_all(&mut people, NOW);
    assert_eq!(asked(&people[0], NOW), ["object Drie appelbomen"]);
    let told = under(&mut people[0], &id);
    assert_eq!((told.outside, told.amount, told.spent, told.ceiling), (None, 30_000, 0, 50_000));
    // Nobody says anything; after two days it stands.
    let later = NOW + 2 * DAY + 1;
    ambiently(later, |ambient| people[1].execute(close(&id), ambient)).unwrap();
    meet_all(&mut people, NOW);
    perform_all(&mut people, later);
    let done = shown(&mut people[3], &id);
    assert_eq!((done.status.as_str(), done.outcome.as_deref()), ("confirmed", Some("adopted")));
    assert_eq!(tasks(&mut people[3]).mandates[0].spent, 30_000);
}

#[test]
fn what_a_mandate_does_not_allow_is_refused_in_words() {
    let mut people = entrusted(3);
    let id = by_mandate(&mut people[0], "Een bank");
    let not_held = Refused::NotHolder("Het groen".to_owned());
    assert_eq!(refused(&mut people[0], decide(&id, "10", &["Groen"], &[])), not_held.into());
    let own = by_mandate(&mut people[1], "Een poort");
    let topics = Refused::OutsideTopics("Groen".to_owned());
    assert_eq!(refused(&mut people[1], decide(&own, "10", &["Verkeer"], &[])), topics.into());
    let dear = Refused::OverCeiling("50000".to_owned());
    assert_eq!(refused(&mut people[1], decide(&own, "500,01", &["Groen"], &[])), dear.into());
    let which = Command::DecisionOpen { id: own.clone(), opening: command::Opening::default() };
    assert_eq!(refused(&mut people[1], which), Refused::WhichMandate.into());
    let vote = propose(&mut people[1], "Gewoon stemmen");
    let odd = refused(&mut people[1], decide(&vote, "10", &["Groen"], &[]));
    assert_eq!(odd, Refusal::Invalid("under".to_owned()));
    let nobody = Command::Task(Task::Grant {
        id: "Het groen".to_owned(),
        terms: Terms { holders: Some(Vec::new()), ..Terms::default() },
    });
    assert_eq!(refused(&mut people[0], nobody), Refused::NoHolders.into());
    // Handed back, it is nobody's.
    ask(&mut people[1], NOW, Command::Task(Task::Return { id: "Het groen".to_owned() }));
    let none = Refused::NotHolder("Het groen".to_owned());
    assert_eq!(refused(&mut people[1], decide(&own, "10", &["Groen"], &[])), none.into());
    assert_eq!(tasks(&mut people[1]).mandates[0].holders, [""; 0]);
}

#[test]
fn an_objection_in_term_makes_it_a_proposal_for_everybody() {
    let mut people = entrusted(3);
    let id = by_mandate(&mut people[1], "De eik snoeien");
    ask(&mut people[1], NOW, decide(&id, "0", &["Groen"], &[]));
    meet_all(&mut people, NOW);
    let reason = Some("Er broedt een uil.".to_owned());
    ask(&mut people[2], NOW, Command::Vote { id: id.clone(), ballot: "object".to_owned(), reason });
    meet_all(&mut people, NOW);
    let later = NOW + 2 * DAY + 1;
    ambiently(later, |ambient| people[1].execute(close(&id), ambient)).unwrap();
    meet_all(&mut people, NOW);
    perform_all(&mut people, later);
    let done = shown(&mut people[0], &id);
    assert_eq!((done.status.as_str(), done.outcome.as_deref()), ("confirmed", Some("rejected")));
    assert!(done.editable, "it may be worked on, and decided together");
}

#[test]
fn nobody_s_app_confirms_before_the_time_to_object_is_over() {
    let mut people = entrusted(3);
    let id = by_mandate(&mut people[1], "Tulpen");
    ask(&mut people[1], NOW, decide(&id, "10", &["Groen"], &[]));
    meet_all(&mut people, NOW);
    // The decider's program says that the time is over at once.
    ask(&mut people[1], NOW, close(&id));
    meet_all(&mut people, NOW);
    perform_all(&mut people, NOW + 2 * DAY - 1);
    assert_eq!(shown(&mut people[0], &id).status, "closed");
    perform_all(&mut people, NOW + 2 * DAY + 1);
    assert_eq!(shown(&mut people[0], &id).status, "confirmed");
}

#[test]
fn two_parts_decided_apart_over_the_ceiling_are_both_outside() {
    let mut people = entrusted(3);
    let first = by_mandate(&mut people[1], "Bomen");
    meet_all(&mut people, NOW);
    // A second device, which writes apart.
    let proof = key(22).sign(&statement::member(people[1].id(), people[1].me().unwrap().0));
    write(&mut people[1], Deed::Enrol(vec![Enrol { device: key(22).device(), proof }]));
    let mut second = Community::new(people[1].id(), key(22));
    send(&people[1], &mut second, NOW);
    let other = by_mandate(&mut second, "Struiken");
    ask(&mut people[1], NOW, decide(&first, "300", &["Groen"], &[]));
    ask(&mut second, NOW, decide(&other, "300", &["Groen"], &[]));
    assert_eq!(under(&mut people[1], &first).outside, None, "alone it is within");
    send(&second, &mut people[1], NOW);
    meet_all(&mut people, NOW);
    for one in &mut people {
        for id in [&first, &other] {
            assert_eq!(under(one, id).outside.as_deref(), Some("ceiling"));
        }
    }
    let later = NOW + 2 * DAY + 1;
    ambiently(later, |ambient| people[1].execute(close(&first), ambient)).unwrap();
    meet_all(&mut people, NOW);
    perform_all(&mut people, later);
    assert_eq!(shown(&mut people[0], &first).outcome.as_deref(), Some("rejected"));
}

#[test]
fn advice_is_asked_given_and_answered_before_it_can_be_closed() {
    let mut people = entrusted(4);
    let id = by_mandate(&mut people[1], "De vijver");
    ask(&mut people[1], NOW, decide(&id, "50", &["Groen"], &["Ali", "Buur 3"]));
    let far = refused(&mut people[1], close(&id));
    assert!(matches!(far, Refusal::Task(Refused::Unreached(who)) if who.contains("Ali")));
    meet_all(&mut people, NOW);
    // Their apps show by themselves that the question arrived.
    people[2].has_met();
    let open = shown(&mut people[2], &id).round.expect("it is open");
    assert!(people[2].chores(NOW).contains(&Chore::Receive(ActId::from_hex(&open).unwrap())));
    perform_all(&mut people, NOW);
    assert_eq!(asked(&people[0], NOW), ["object De vijver", "advise De vijver"]);
    let text = "Vraag de kinderen ook.".to_owned();
    ask(
        &mut people[0],
        NOW,
        Command::Counsel(Counsel::Advise { id: id.clone(), text: text.clone() }),
    );
    let stranger = Command::Counsel(Counsel::Advise { id: id.clone(), text });
    assert_eq!(refused(&mut people[3], stranger), Refused::NotAdviser.into());
    meet_all(&mut people, NOW);
    assert!(asked(&people[1], NOW).contains(&"answer De vijver".to_owned()));
    let unanswered = Refused::Unanswered("Ali".to_owned());
    assert_eq!(refused(&mut people[1], close(&id)), unanswered.into());
    let answer = |taken: &str, reason: Option<&str>| {
        Command::Counsel(Counsel::Answer {
            id: id.clone(),
            who: "Ali".to_owned(),
            taken: taken.to_owned(),
            reason: reason.map(str::to_owned),
        })
    };
    assert_eq!(refused(&mut people[1], answer("partly", None)), Refused::NeedsWhy.into());
    ask(&mut people[1], NOW, answer("partly", Some("De jongsten.")));
    meet_all(&mut people, NOW);
    let told = under(&mut people[3], &id).advisers;
    let told = told.iter().find(|adviser| adviser.name == "Ali").expect("was asked");
    assert!(told.reached);
    let advice = &told.advice[0];
    assert_eq!(
        (advice.answer.as_deref(), advice.reason.as_deref()),
        (Some("partly"), Some("De jongsten."))
    );
    ask(&mut people[1], NOW, close(&id));
}

#[test]
fn a_term_ends_when_more_than_half_of_the_apps_say_so() {
    let mut people = entrusted(3);
    let late = NOW + 366 * DAY;
    people[0].has_met();
    let ends = |chores: Vec<Chore>| chores.iter().any(|chore| matches!(chore, Chore::EndTerm(_)));
    assert!(!ends(people[0].chores(NOW)) && ends(people[0].chores(late)));
    let mut one = |at: usize| {
        people[at].has_met();
        for chore in people[at].chores(late) {
            ambiently(late, |ambient| people[at].perform(chore, ambient)).unwrap();
        }
        meet_all(&mut people, late);
        tasks(&mut people[2]).mandates.remove(0).state
    };
    assert_eq!(one(0), "active", "one of three");
    assert_eq!(one(1), "over");
    let id = by_mandate(&mut people[1], "Te laat");
    let none = Refused::NotGranted("Het groen".to_owned());
    assert_eq!(refused(&mut people[1], decide(&id, "1", &["Groen"], &[])), none.into());
}

#[test]
fn a_role_is_filled_together_and_its_mandate_goes_along() {
    let mut people = street(3);
    let role = Task::Create {
        kind: TaskKind::Role,
        title: "Tuinbaas".to_owned(),
        text: "Zorgt voor de tuin.".to_owned(),
        circle: None,
    };
    ask(&mut people[0], NOW, Command::Task(role));
    let appoint = |who: &str| {
        Command::Task(Task::Appoint {
            id: "Tuinbaas".to_owned(),
            people: vec![who.to_owned()],
            until: None,
        })
    };
    ask(&mut people[0], NOW, appoint("Buur 2"));
    let terms = Terms { circle: Some("Tuinbaas".to_owned()), ..Terms::default() };
    ask(
        &mut people[0],
        NOW,
        Command::Task(Task::Write {
            title: "De tuin".to_owned(),
            domain: "Alles in de tuin.".to_owned(),
            constraints: String::new(),
            report: String::new(),
            review: "2027-06-01".to_owned(),
            terms,
        }),
    );
    approve_all(&mut people);
    let told = tasks(&mut people[2]);
    assert_eq!(
        (told.roles[0].state.as_str(), &*told.roles[0].people),
        ("filled", &["Buur 2".to_owned()][..])
    );
    assert_eq!(told.mandates[0].holders, ["Buur 2"]);
    ask(&mut people[0], NOW, appoint("Buur 3"));
    approve_all(&mut people);
    assert_eq!(tasks(&mut people[0]).mandates[0].holders, ["Buur 3"]);
    assert!(tasks(&mut people[2]).mandates[0].mine);
}

fn by_consent(who: &mut Community, opening: command::Opening) -> String {
    let command = proposal_by(command::Method::Consent, "Autovrij");
    let Answer::Decision(decision) = ask(who, NOW, command) else { panic!("no decision") };
    ask(who, NOW, Command::DecisionOpen { id: decision.id.clone(), opening });
    decision.id
}

fn say(who: &mut Community, id: &str, ballot: &str) {
    let reason = (ballot == "object").then(|| "Mijn oma komt met de auto.".to_owned());
    ask(who, NOW, Command::Vote { id: id.to_owned(), ballot: ballot.to_owned(), reason });
}

#[test]
fn an_objection_that_others_find_not_valid_counts_as_a_concern() {
    let mut people = street(5);
    let opening = command::Opening { judges: Some(3), ..command::Opening::default() };
    let id = by_consent(&mut people[0], opening);
    meet_all(&mut people, NOW);
    say(&mut people[4], &id, "object");
    meet_all(&mut people, NOW);
    let weigh =
        |harm| Command::Counsel(Counsel::Weigh { id: id.clone(), who: "Buur 5".to_owned(), harm });
    let own = Refused::NoObjection("Buur 5".to_owned());
    assert_eq!(refused(&mut people[4], weigh(false)), own.into());
    assert!(asked(&people[1], NOW).contains(&"weigh Autovrij".to_owned()));
    for (at, harm) in [(0, false), (1, true)] {
        ask(&mut people[at], NOW, weigh(harm));
        say(&mut people[at], &id, "consent");
    }
    say(&mut people[3], &id, "consent");
    meet_all(&mut people, NOW);
    assert_eq!(shown(&mut people[3], &id).would_be.as_deref(), Some("rejected"), "two of three");
    ask(&mut people[2], NOW, weigh(false));
    meet_all(&mut people, NOW);
    let told = shown(&mut people[3], &id);
    let test = &told.counsel.tests["Buur 5"];
    assert_eq!((test.none, test.harm, test.invalid), (2, 1, true));
    assert_eq!(told.would_be.as_deref(), Some("adopted"));
    // Whoever objects anew is weighed anew.
    say(&mut people[4], &id, "object");
    meet_all(&mut people, NOW);
    assert_eq!(shown(&mut people[3], &id).would_be.as_deref(), Some("rejected"));
}

#[test]
fn an_agreement_is_in_force_when_both_parties_said_yes_each_in_its_own_way() {
    let mut people = street(3);
    let partner = Some("Buur 3".to_owned());
    let opening = command::Opening { partner, ..command::Opening::default() };
    let id = by_consent(&mut people[0], opening);
    meet_all(&mut people, NOW);
    let agree = |agrees| {
        let reason = Some("Het college, 12 maart.".to_owned());
        Command::Counsel(Counsel::Agree { id: id.clone(), agrees, reason })
    };
    let other = Refused::NotPartner("Buur 3".to_owned());
    assert_eq!(refused(&mut people[0], agree(true)), other.into());
    assert!(asked(&people[2], NOW).contains(&"agree Autovrij".to_owned()));
    for one in &mut people {
        say(one, &id, "consent");
    }
    meet_all(&mut people, NOW);
    ask(&mut people[0], NOW, close(&id));
    meet_all(&mut people, NOW);
    perform_all(&mut people, NOW);
    let waits = shown(&mut people[1], &id).counsel.partner.expect("there is one");
    assert_eq!((waits.agrees, waits.in_force), (None, false));
    ask(&mut people[2], NOW, agree(false));
    ask(&mut people[2], NOW, agree(true));
    assert_eq!(refused(&mut people[2], agree(false)), Refusal::InForce);
    meet_all(&mut people, NOW);
    let told = shown(&mut people[1], &id);
    assert_eq!(told.outcome.as_deref(), Some("adopted"));
    let partner = told.counsel.partner.expect("there is one");
    assert_eq!((partner.agrees, partner.in_force), (Some(true), true));
    assert_eq!(partner.reason.as_deref(), Some("Het college, 12 maart."));
}
