//! What nobody decides in somebody else's name: paper hurries nobody's app, and a candidate speaks for
//! themselves or not at all.
//!
//! Guards: two tellers who agree with each other can't close a round over the heads of those whose names they
//! write down. Next: [`crate::due`].

use super::*;
use crate::due::Chore;

const WEEK: i64 = 7 * 86_400;

fn ask(who: &mut Community, now: i64, command: Command) -> Result<Answer, Refusal> {
    ambiently(now, |ambient| who.execute(command, ambient))
}

/// Ali, Bea and Cor, residents, and Winkel, a business: all members with names, level.
fn four() -> [Community; 4] {
    let (mut ali, bea) = two();
    let cor = newcomer(&mut ali, 3);
    let winkel = newcomer_of(&mut ali, 4, Kind::Business);
    let mut people = [ali, bea, cor, winkel];
    meet_all(&mut people, NOW);
    for guest in [2, 3] {
        let joined = id(&people[guest], people[guest].log().tips(people[guest].device())[0]);
        for voter in 0..guest {
            write(&mut people[voter], Deed::Approve(vec![Change::Admit(joined)]));
            meet_all(&mut people, NOW);
        }
    }
    for (who, name) in people.iter_mut().zip(["Ali", "Bea", "Cor", "Winkel"]) {
        ask(who, NOW, Command::MemberName { name: name.to_owned() }).unwrap();
    }
    meet_all(&mut people, NOW);
    assert_eq!(people[1].register().members().len(), 4);
    people.iter_mut().for_each(Community::has_met);
    people
}

fn acknowledges(who: &Community, now: i64) -> bool {
    who.chores(now).iter().any(|chore| matches!(chore, Chore::Acknowledge(..)))
}

fn vote(id: &str, ballot: &str) -> Command {
    Command::Vote { id: id.to_owned(), ballot: ballot.to_owned(), reason: None }
}

#[test]
fn ballots_on_paper_hurry_nobody_and_no_app_agrees_by_itself_with_its_owners() {
    let mut people = four();
    let decision = super::overview::propose(&mut people[0], "Bankje");
    let opening = command::Opening {
        deadline: Some("7d".to_owned()),
        tellers: vec!["Ali".to_owned(), "Winkel".to_owned()],
        ..Default::default()
    };
    ask(&mut people[0], NOW, Command::DecisionOpen { id: decision.clone(), opening }).unwrap();
    ask(&mut people[0], NOW, vote(&decision, "for")).unwrap();
    meet_all(&mut people, NOW);
    let ballots = ["Bea", "Cor"].map(|name| (name.to_owned(), "for".to_owned())).to_vec();
    ask(&mut people[0], NOW, Command::Paper { id: decision.clone(), ballots }).unwrap();
    meet_all(&mut people, NOW);
    let report = people[3].judge().rounds().next().unwrap().1.reports[0].act;
    let report = id(&people[3], report).to_string();
    ask(&mut people[3], NOW, Command::PaperSign { id: decision.clone(), report }).unwrap();
    ask(&mut people[3], NOW, vote(&decision, "for")).unwrap();
    meet_all(&mut people, NOW);
    ask(&mut people[0], NOW, Command::DecisionClose { id: decision.clone(), seed: None }).unwrap();
    meet_all(&mut people, NOW);
    // All four have a ballot that counts, and still each has the whole term.
    for who in &people {
        assert!(!acknowledges(who, NOW + 1), "two tellers hurried everybody");
    }
    let late = NOW + 2 * WEEK;
    assert!(acknowledges(&people[3], late), "who voted agrees after the term");
    for who in [1, 2] {
        assert!(!acknowledges(&people[who], late), "an app agreed with what others wrote down");
    }
    // An own ballot goes before paper, and then the own app says what it misses.
    ask(&mut people[1], NOW, vote(&decision, "against")).unwrap();
    assert!(people[1].chores(late).iter().any(|chore| matches!(chore, Chore::CloseForOwn(_))));
}

#[test]
fn a_candidate_who_keeps_silent_holds_the_others_up_no_longer_than_the_term() {
    let mut people = four();
    let role = command::task::Task::Create {
        kind: command::task::TaskKind::Role,
        title: "Voorzitter".to_owned(),
        text: String::new(),
        circle: None,
    };
    ask(&mut people[0], NOW, Command::Task(role)).unwrap();
    let propose = Command::DecisionPropose {
        title: "Wie zit voor?".to_owned(),
        text: "Een jaar".to_owned(),
        review: "2027-06-01".to_owned(),
        goal: None,
        method: command::Method::Selection,
        quorum: None,
        share: None,
        numbers: command::Numbers { role: Some("Voorzitter".to_owned()), ..Default::default() },
        options: Vec::new(),
    };
    let Answer::Decision(decision) = ask(&mut people[0], NOW, propose).unwrap() else {
        panic!("no decision");
    };
    let nominate = command::task::Counsel::Nominate {
        id: decision.id.clone(),
        who: "Bea".to_owned(),
        reason: "Rustig".to_owned(),
    };
    ask(&mut people[0], NOW, Command::Counsel(nominate)).unwrap();
    let opening = command::Opening {
        deadline: Some("7d".to_owned()),
        nominee: Some("Bea".to_owned()),
        ..Default::default()
    };
    ask(&mut people[0], NOW, Command::DecisionOpen { id: decision.id.clone(), opening }).unwrap();
    meet_all(&mut people, NOW);
    let yes = vote(&decision.id, "consent");
    let waits = Refusal::Task(crate::refusal::Refused::NomineeFirst("Bea".to_owned()));
    assert_eq!(ask(&mut people[2], NOW, yes.clone()).err(), Some(waits));
    for who in [0, 2, 3] {
        ask(&mut people[who], NOW + WEEK, yes.clone()).unwrap();
    }
    meet_all(&mut people, NOW);
    let close = Command::DecisionClose { id: decision.id.clone(), seed: None };
    let Answer::Decision(closed) = ask(&mut people[0], NOW + WEEK, close).unwrap() else {
        panic!("no decision");
    };
    assert_eq!(closed.provisional.as_deref(), Some("rejected"), "chosen without an own yes");
    assert_eq!(closed.selection.unwrap().willing, None);
}

#[test]
fn a_whole_id_means_what_has_it_and_nothing_that_is_called_so() {
    let mut people = four();
    let goal = |title: &str| Command::GoalAdd { title: title.to_owned(), text: None };
    let Answer::Goal(garden) = ask(&mut people[0], NOW, goal("Een tuin")).unwrap() else {
        panic!("no goal");
    };
    let remark = Command::Comment { id: garden.id.clone(), text: "Nee, een plein".to_owned() };
    ask(&mut people[0], NOW, remark).unwrap();
    meet_all(&mut people, NOW);
    let Answer::Goal(shown) =
        ask(&mut people[1], NOW, Command::GoalShow { id: garden.id.clone() }).unwrap()
    else {
        panic!("no goal");
    };
    let comment = shown.comments[0].id.clone();
    // Somebody calls a goal as that remark is called.
    ask(&mut people[1], NOW, goal(&comment)).unwrap();
    let cases = Command::ModerationList { of: Some(comment.clone()) };
    let Answer::Moderation(list) = ask(&mut people[1], NOW, cases).unwrap() else {
        panic!("no cases");
    };
    assert_eq!((list.cases[0].id.clone(), list.cases[0].kind.as_str()), (comment, "comment"));
}
