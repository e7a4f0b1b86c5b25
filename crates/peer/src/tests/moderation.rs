//! House rules, what is folded away behind them, appeals, and who speaks for an organisation.
//!
//! Guards: a house rule holds with two thirds of the members; nobody hides anything alone and nobody their
//! own; nothing is lost; everybody is asked about an appeal until they said something. Next:
//! `overview/together.rs`.

use act::content::{Entity, Set, Value, Write};
use words::{counting, language::Language, speech::Words};

use super::*;
use crate::answer::{self, Case, Change as Waits, Fold, Goal, Moderation};

fn ask(who: &mut Community, command: Command) -> Result<Answer, Refusal> {
    ambiently(NOW, |ambient| who.execute(command, ambient))
}

fn done(who: &mut Community, command: Command) -> Answer {
    ask(who, command).unwrap()
}

/// Ali, Bea and Cor, all members, level.
fn three() -> [Community; 3] {
    let (mut ali, bea) = two();
    let cor = newcomer(&mut ali, 3);
    let joined = id(&cor, cor.log().tips(cor.device())[0]);
    let mut people = [ali, bea, cor];
    meet_all(&mut people, NOW);
    for voter in 0..2 {
        write(&mut people[voter], Deed::Approve(vec![Change::Admit(joined)]));
        meet_all(&mut people, NOW);
    }
    for (who, name) in people.iter_mut().zip(["Ali", "Bea", "Cor"]) {
        done(who, Command::MemberName { name: name.to_owned() });
    }
    meet_all(&mut people, NOW);
    assert!(people.iter().all(|one| one.register().members().len() == 3));
    people
}

fn write_rule(who: &mut Community, title: &str) -> Result<Vec<Waits>, Refusal> {
    let text = Some("Wat iemand doet mag je noemen.".to_owned());
    match ask(who, Command::HouseRuleWrite { title: title.to_owned(), text })? {
        Answer::Changes(list) => Ok(list.changes),
        other => panic!("no changes: {other:?}"),
    }
}

fn amend(who: &mut Community, value: &str) -> Result<Vec<Waits>, Refusal> {
    let command =
        Command::CharterPropose { key: "house_rules".to_owned(), value: value.to_owned() };
    match ask(who, command)? {
        Answer::Changes(list) => Ok(list.changes),
        other => panic!("no changes: {other:?}"),
    }
}

fn approve(who: &mut Community, change: &Waits) {
    done(who, Command::ChangeApprove { ids: vec![change.id.clone()] });
}

/// The titles of the house rules that hold.
fn rules(who: &mut Community) -> Vec<String> {
    let Answer::Charter(charter) = done(who, Command::CharterShow) else { panic!("no charter") };
    let clauses = charter.clauses.into_iter().map(|standing| standing.clause);
    let clause = clauses.into_iter().find(|clause| clause.key == "house_rules").unwrap();
    assert_eq!(clause.value, clause.rules.len().to_string());
    clause.rules.into_iter().map(|rule| rule.title).collect()
}

/// Three members among whom one house rule holds, and a goal of Cor.
fn ruled() -> ([Community; 3], String) {
    let mut people = three();
    let changes = write_rule(&mut people[0], RULE).unwrap();
    meet_all(&mut people, NOW);
    approve(&mut people[1], &changes[0]);
    let add = Command::GoalAdd { title: "Tuin".to_owned(), text: None };
    let Answer::Goal(goal) = done(&mut people[2], add) else { panic!("no goal") };
    meet_all(&mut people, NOW);
    (people, goal.id)
}

const RULE: &str = "Niet op de persoon";

fn comment(who: &mut Community, on: &str) -> String {
    let text = "Cor is een uilskuiken".to_owned();
    match done(who, Command::Comment { id: on.to_owned(), text }) {
        Answer::Done(done) => done.id,
        other => panic!("nothing done: {other:?}"),
    }
}

fn hide(who: &mut Community, id: &str) -> Result<Moderation, Refusal> {
    let command = Command::ModerationHide { id: id.to_owned(), rule: RULE.to_lowercase() };
    ask(who, command).map(moderation)
}

fn show(who: &mut Community, id: &str) -> Result<Moderation, Refusal> {
    ask(who, Command::ModerationShow { id: id.to_owned() }).map(moderation)
}

fn moderation(answer: Answer) -> Moderation {
    match answer {
        Answer::Moderation(list) => list,
        other => panic!("no moderation: {other:?}"),
    }
}

fn cases(who: &mut Community) -> Vec<Case> {
    moderation(done(who, Command::ModerationList { of: None })).cases
}

fn goal(who: &mut Community, id: &str) -> Goal {
    match done(who, Command::GoalShow { id: id.to_owned() }) {
        Answer::Goal(goal) => goal,
        other => panic!("no goal: {other:?}"),
    }
}

fn fold(who: &mut Community, id: &str) -> Fold {
    goal(who, id).comments[0].fold.clone().expect("something was said")
}

/// What is asked of somebody besides what waits for them to decide.
fn asked(who: &Community) -> Vec<String> {
    let Answer::ForYou(for_you) = who.for_you(0, &Default::default(), NOW) else {
        panic!("not for you")
    };
    let todo = for_you.todo.into_iter().filter(|todo| todo.kind == "appeal");
    todo.map(|todo| todo.title).collect()
}

#[test]
fn a_house_rule_holds_with_two_thirds_and_is_read_with_its_words() {
    let mut people = three();
    let [ali, bea, _] = &mut people;
    assert_eq!(rules(ali), [""; 0]);
    let changes = write_rule(ali, RULE).unwrap();
    let (new, gone) = changes[0].house_rules();
    assert_eq!((new[0].title.as_str(), gone.len()), (RULE, 0));
    assert_eq!(new[0].text, "Wat iemand doet mag je noemen.");
    assert_eq!(rules(ali), [""; 0], "one of three is not enough");
    send(ali, bea, NOW);
    // Who writes the same means the same: it counts as being in favour.
    let again = write_rule(bea, &RULE.to_uppercase());
    assert!(again.unwrap().is_empty(), "nothing waits any more");
    assert_eq!(rules(bea), [RULE]);
    assert_eq!(write_rule(bea, RULE), Err(Refusal::InForce));
    send(bea, ali, NOW);
    // One more, and the old one goes: by title, and by the whole list.
    let changes = write_rule(ali, "Houd het kort").unwrap();
    send(ali, bea, NOW);
    approve(bea, &changes[0]);
    assert_eq!(rules(bea), [RULE, "Houd het kort"]);
    let changes = amend(bea, "drop niet op de persoon").unwrap();
    let (new, gone) = changes[0].house_rules();
    assert_eq!((new.len(), gone[0].title.as_str()), (0, RULE));
    send(bea, ali, NOW);
    assert_eq!(amend(ali, "houd het kort").unwrap(), [], "the same, said as a list");
    assert_eq!(rules(ali), ["Houd het kort"]);
    let changes = amend(ali, &format!("add {RULE}")).unwrap();
    assert_eq!(changes[0].clause.as_ref().map(|clause| clause.rules.len()), Some(2));
    assert_eq!(amend(ali, "drop nergens"), Err(Refusal::NoHouseRule("nergens".to_owned())));
    assert_eq!(amend(ali, "nergens"), Err(Refusal::Unknown("nergens".to_owned())));
    assert_eq!(amend(ali, " "), Err(Refusal::Invalid("house_rules".to_owned())));
    assert_eq!(amend(ali, "Houd het kort"), Err(Refusal::InForce));
    assert!(amend(ali, "none").is_ok());
}

#[test]
fn nobody_hides_anything_alone_and_nothing_is_lost() {
    let (mut people, on) = ruled();
    let remark = comment(&mut people[0], &on);
    meet_all(&mut people, NOW);
    let list = hide(&mut people[2], &remark).unwrap();
    let case = &list.cases[0];
    assert_eq!((case.kind.as_str(), case.by.as_str(), case.on.as_str()), ("comment", "Ali", &*on));
    assert_eq!((case.fold.hidden, case.since), (false, Some(NOW)));
    assert_eq!(list.house_rules[0].title, RULE);
    meet_all(&mut people, NOW);
    assert!(!fold(&mut people[0], &on).hidden, "one is not enough");
    hide(&mut people[1], &remark).unwrap();
    meet_all(&mut people, NOW);
    for who in &mut people {
        let shown = goal(who, &on).comments.remove(0);
        let fold = shown.fold.expect("something was said");
        assert!(fold.hidden);
        let by: Vec<_> = fold.hide.iter().map(|said| said.by.as_str()).collect();
        assert_eq!((by, fold.hide[0].rule.as_str()), (vec!["Bea", "Cor"], RULE));
        assert_eq!(shown.text, "Cor is een uilskuiken", "nothing is lost");
    }
    // The log says it, and marks what was folded away.
    let Answer::Log(log) = done(&mut people[1], Command::Log) else { panic!("no log") };
    let hidden: Vec<_> = log.log.iter().filter(|line| line.hidden).map(|one| &*one.deed).collect();
    assert_eq!(hidden, ["comment"]);
    assert_eq!(log.log.iter().filter(|line| line.deed == "hide").count(), 2);
    // Bea thinks again.
    show(&mut people[1], &remark).unwrap();
    let fold = fold(&mut people[1], &on);
    assert_eq!((fold.hidden, fold.mine.as_deref()), (false, Some("show")));
    assert_eq!(fold.show, ["Bea"]);
    assert_eq!(cases(&mut people[1]).len(), 1, "and it stays in the log of what was asked");
}

#[test]
fn who_wrote_it_appeals_and_everybody_else_is_asked_until_they_said_something() {
    let (mut people, on) = ruled();
    // Dina is a fourth, who said nothing yet.
    let dina = newcomer(&mut people[0], 4);
    let joined = id(&dina, dina.log().tips(dina.device())[0]);
    let mut people: Vec<_> = people.into_iter().chain([dina]).collect();
    meet_all(&mut people, NOW);
    for voter in 0..2 {
        write(&mut people[voter], Deed::Approve(vec![Change::Admit(joined)]));
        meet_all(&mut people, NOW);
    }
    assert_eq!(people[3].register().members().len(), 4);
    let remark = comment(&mut people[0], &on);
    meet_all(&mut people, NOW);
    hide(&mut people[1], &remark).unwrap();
    hide(&mut people[2], &remark).unwrap();
    meet_all(&mut people, NOW);
    assert_eq!(asked(&people[3]), [""; 0], "nobody asked for anything yet");
    show(&mut people[0], &remark).unwrap();
    assert_eq!(show(&mut people[0], &remark), Err(Refusal::InForce), "once");
    meet_all(&mut people, NOW);
    let stands = fold(&mut people[3], &on);
    assert!(stands.appealed && stands.hidden, "an appeal hides and shows nothing by itself");
    assert_eq!(asked(&people[3]), ["Ali"]);
    assert_eq!(asked(&people[0]), [""; 0], "not who wrote it");
    assert_eq!(asked(&people[1]), [""; 0], "who spoke already did");
    show(&mut people[3], &remark).unwrap();
    assert_eq!(asked(&people[3]), [""; 0]);
    meet_all(&mut people, NOW);
    assert!(fold(&mut people[1], &on).hidden, "two against one");
    show(&mut people[2], &remark).unwrap();
    meet_all(&mut people, NOW);
    assert!(!fold(&mut people[0], &on).hidden);
}

#[test]
fn what_may_not_be_done_is_refused_in_words() {
    let (mut people, on) = ruled();
    let remark = comment(&mut people[0], &on);
    meet_all(&mut people, NOW);
    assert_eq!(hide(&mut people[0], &remark), Err(Refusal::OwnWords));
    assert_eq!(show(&mut people[1], &remark), Err(Refusal::NotHidden));
    let other = Command::ModerationHide { id: remark.clone(), rule: "Zomaar".to_owned() };
    assert_eq!(ask(&mut people[1], other), Err(Refusal::NoHouseRule("Zomaar".to_owned())));
    // What is no comment, goal, decision or option.
    let rule = moderation(done(&mut people[1], Command::ModerationList { of: None }));
    let rule = rule.house_rules[0].id.clone();
    assert_eq!(hide(&mut people[1], &rule), Err(Refusal::Unknown(rule.clone())));
    hide(&mut people[1], &remark).unwrap();
    assert_eq!(hide(&mut people[1], &remark), Err(Refusal::InForce));
    // A guest reads and speaks, and hides nothing.
    let mut dina = newcomer(&mut people[0], 4);
    assert_eq!(hide(&mut dina, &remark), Err(Refusal::NotMember));
    assert_eq!(write_rule(&mut dina, "Mijn regel"), Err(Refusal::NotMember));
    // But asks for what was hidden of their own.
    let own = comment(&mut dina, &on);
    send(&dina, &mut people[1], NOW);
    hide(&mut people[1], &own).unwrap();
    send(&people[1], &mut dina, NOW);
    assert!(show(&mut dina, &own).is_ok());
}

#[test]
fn goals_proposals_and_options_are_folded_away_by_their_ids() {
    let (mut people, on) = ruled();
    let propose = Command::DecisionPropose {
        title: "Kleur".to_owned(),
        text: "Van het hek".to_owned(),
        review: "2027-06-01".to_owned(),
        goal: None,
        method: command::Method::Approval,
        quorum: None,
        share: None,
        numbers: Default::default(),
        options: ["rood", "geel"]
            .map(|title| command::NewOption { title: title.to_owned(), ..Default::default() })
            .to_vec(),
    };
    let Answer::Decision(decision) = done(&mut people[2], propose) else { panic!("no decision") };
    meet_all(&mut people, NOW);
    for who in 0..2 {
        for what in [&on, &decision.id, &decision.options[1].id] {
            hide(&mut people[who], what).unwrap();
        }
        meet_all(&mut people, NOW);
    }
    let ali = &mut people[0];
    let kinds: Vec<_> = cases(ali).into_iter().map(|case| (case.kind, case.of)).collect();
    for kind in [("goal", "goal"), ("decision", "decision"), ("option", "decision")] {
        assert!(kinds.contains(&(kind.0.to_owned(), kind.1.to_owned())), "{kinds:?}");
    }
    let Answer::GoalBoard(board) = done(ali, Command::GoalBoard) else { panic!("no board") };
    assert!(board.goals[0].hidden);
    let Answer::DecisionBoard(board) = done(ali, Command::DecisionBoard) else {
        panic!("no board")
    };
    assert!(board.decisions[0].hidden);
    let show = Command::DecisionShow { id: decision.id };
    let Answer::Decision(shown) = done(ali, show) else { panic!("no decision") };
    assert!(shown.fold.is_some_and(|fold| fold.hidden));
    let folds: Vec<_> = shown.options.iter().map(|option| option.fold.is_some()).collect();
    assert_eq!(folds, [false, true]);
    assert_eq!(shown.options[1].title, "geel", "a ballot still names it");
}

#[test]
fn why_somebody_was_nominated_is_folded_away_and_the_nomination_stays() {
    let (mut people, _) = ruled();
    let role = command::task::Task::Create {
        kind: command::task::TaskKind::Role,
        title: "Penningmeester".to_owned(),
        text: String::new(),
        circle: None,
    };
    done(&mut people[2], Command::Task(role));
    let propose = Command::DecisionPropose {
        title: "Wie past op het geld?".to_owned(),
        text: "Een jaar".to_owned(),
        review: "2027-06-01".to_owned(),
        goal: None,
        method: command::Method::Selection,
        quorum: None,
        share: None,
        numbers: command::Numbers { role: Some("Penningmeester".to_owned()), ..Default::default() },
        options: Vec::new(),
    };
    let Answer::Decision(decision) = done(&mut people[2], propose) else { panic!("no decision") };
    let nominate = command::task::Counsel::Nominate {
        id: decision.id.clone(),
        who: "Ali".to_owned(),
        reason: "Bea woont op nummer 7".to_owned(),
    };
    done(&mut people[2], Command::Counsel(nominate));
    meet_all(&mut people, NOW);
    let show = Command::DecisionShow { id: decision.id.clone() };
    let nominations = |who: &mut Community| match done(who, show.clone()) {
        Answer::Decision(decision) => decision.selection.unwrap().nominations,
        other => panic!("no decision: {other:?}"),
    };
    let nomination = nominations(&mut people[0])[0].id.clone();
    for who in 0..2 {
        hide(&mut people[who], &nomination).unwrap();
        meet_all(&mut people, NOW);
    }
    let one = nominations(&mut people[0]).remove(0);
    assert!(one.fold.is_some_and(|fold| fold.hidden));
    assert_eq!((one.by.as_str(), one.who.as_str(), one.stands), ("Cor", "Ali", true));
    let case = cases(&mut people[0]).into_iter().find(|case| case.id == nomination).unwrap();
    assert_eq!((case.kind.as_str(), case.of.as_str()), ("nomination", "decision"));
    assert_eq!(case.on, decision.id);
    // Nor does how it was counted say it.
    let opening = command::Opening { nominee: Some("Ali".to_owned()), ..Default::default() };
    done(&mut people[2], Command::DecisionOpen { id: decision.id.clone(), opening });
    let how = |who: &mut Community| {
        let Answer::Decision(decision) = done(who, show.clone()) else { panic!("no decision") };
        let steps = counting::steps(Words::new(Language::Dutch), &decision.told());
        steps
            .into_iter()
            .flat_map(|step| [vec![step.text], step.parts].concat())
            .collect::<Vec<_>>()
    };
    let told = how(&mut people[2]).join("\n");
    assert!(told.contains("Cor droeg Ali voor. De reden is verborgen"), "{told}");
    assert!(!told.contains("nummer 7"), "{told}");
    // And it stays the role that it was when somebody was put forward for it.
    let role = people[2].judge().rounds().last().unwrap().1.open.select.unwrap().role;
    let renamed = Deed::Set(Set {
        entity: Entity::Role,
        on: role,
        fields: vec![Write { field: 0, value: Value::Words(6) }],
    });
    ambiently(NOW, |ambient| people[2].write(renamed, vec!["Koning".to_owned()], ambient)).unwrap();
    let told = how(&mut people[2]).join("\n");
    assert!(told.contains("Kandidaat voor de rol “Penningmeester”: Ali."), "{told}");
}

fn members(who: &mut Community, command: Command) -> Result<Vec<answer::Member>, Refusal> {
    match ask(who, command)? {
        Answer::Members(list) => Ok(list.members),
        other => panic!("no members: {other:?}"),
    }
}

#[test]
fn an_organisation_names_who_speaks_for_it_and_the_words_go_when_they_no_longer_do() {
    let mut people = three();
    let add = |name: &str, text: &str| Command::RepresentativeAdd {
        name: name.to_owned(),
        text: Some(text.to_owned()),
    };
    let named = members(&mut people[1], add("Jan", "Tot € 500")).unwrap();
    assert_eq!((named.len(), named[0].representatives[0].text.as_str()), (1, "Tot € 500"));
    let edit = |id: &str, name: Option<&str>| Command::RepresentativeEdit {
        id: id.to_owned(),
        name: name.map(str::to_owned),
        text: Some("Tot € 900, na overleg".to_owned()),
    };
    meet_all(&mut people, NOW);
    assert_eq!(
        members(&mut people[0], edit("Jan", None)),
        Err(Refusal::NotYours("Bea".to_owned())),
        "each their own"
    );
    members(&mut people[1], edit("jan", Some("Jan Smit"))).unwrap();
    meet_all(&mut people, NOW);
    let bea = members(&mut people[2], Command::MemberShow { who: "Bea".to_owned() }).unwrap();
    let jan = &bea[0].representatives[0];
    assert_eq!((jan.name.as_str(), jan.text.as_str()), ("Jan Smit", "Tot € 900, na overleg"));
    let remove = Command::RepresentativeRemove { id: jan.id.clone() };
    assert_eq!(members(&mut people[2], remove.clone()), Err(Refusal::NotYours("Bea".to_owned())));
    members(&mut people[1], remove.clone()).unwrap();
    meet_all(&mut people, NOW);
    for who in &mut people {
        let all = members(who, Command::MemberList).unwrap();
        assert!(all.iter().all(|member| member.representatives.is_empty()));
        let words = who.log().iter().flat_map(|(_, entry)| entry.act.strings());
        assert!(words.into_iter().all(|said| !said.contains("Jan") && !said.contains("900")));
    }
    assert!(matches!(members(&mut people[1], remove), Err(Refusal::Unknown(_))));
    let mut guest = newcomer(&mut people[0], 4);
    assert_eq!(members(&mut guest, add("Piet", "")), Err(Refusal::NotMember));
}
