//! What is asked of whom, what is new to whom, lists in short, the log in parts; every kind of answer
//! reads back as what it was.
//!
//! Guards: what is asked goes away once it is done, and nobody is asked what they can't do.
//! Next: [`super::edits`].

mod tasks; // mandates, advice, objections that are weighed, agreements
mod together; // changes that wait, and who was not heard of for long

use std::collections::BTreeSet;

use super::*;
use crate::answer::{self, ForYou};

fn ask(who: &mut Community, now: i64, command: Command) -> Answer {
    ambiently(now, |ambient| who.execute(command, ambient)).unwrap()
}

fn for_you(who: &Community, seen: usize, now: i64) -> ForYou {
    match who.for_you(seen, &BTreeSet::new(), now) {
        Answer::ForYou(for_you) => for_you,
        other => panic!("not for you: {other:?}"),
    }
}

/// What is asked of somebody, as `kind title`; about seasons `season.rs` asks.
fn asked(who: &Community, now: i64) -> Vec<String> {
    let todo = for_you(who, 0, now).todo.into_iter().filter(|todo| todo.of != "season");
    todo.map(|todo| format!("{} {}", todo.kind, todo.title)).collect()
}

fn proposal(title: &str) -> Command {
    Command::DecisionPropose {
        title: title.to_owned(),
        text: "Een bankje.".to_owned(),
        review: "2027-06-01".to_owned(),
        goal: None,
        method: command::Method::Majority,
        quorum: None,
        share: None,
        numbers: Default::default(),
        options: Vec::new(),
    }
}

pub(super) fn propose(who: &mut Community, title: &str) -> String {
    match ask(who, NOW, proposal(title)) {
        Answer::Decision(decision) => decision.id,
        other => panic!("no decision: {other:?}"),
    }
}

fn open(who: &mut Community, id: &str) {
    ask(
        who,
        NOW,
        Command::DecisionOpen {
            id: id.to_owned(),
            opening: command::Opening {
                deadline: Some("7d".to_owned()),
                ..command::Opening::default()
            },
        },
    );
}

fn vote(who: &mut Community, id: &str) {
    let ballot = "for".to_owned();
    ask(who, NOW, Command::Vote { id: id.to_owned(), ballot, reason: None });
}

fn meet(ali: &mut Community, bea: &mut Community) {
    send(ali, bea, NOW);
    send(bea, ali, NOW);
}

/// Some day after the proposals' review day.
const LATER: i64 = NOW + 400 * 86_400;

#[test]
fn a_draft_is_opened_by_who_proposed_it() {
    let (mut ali, mut bea) = two();
    let id = propose(&mut ali, "Bankje");
    meet(&mut ali, &mut bea);
    assert_eq!(asked(&ali, NOW), ["open Bankje"]);
    assert_eq!(asked(&bea, NOW), [""; 0]);
    open(&mut ali, &id);
    assert_eq!(asked(&ali, NOW), ["decide Bankje"]);
}

#[test]
fn who_may_vote_is_asked_until_they_did_and_then_to_close_when_it_is_due() {
    let (mut ali, mut bea) = two();
    let id = propose(&mut ali, "Bankje");
    open(&mut ali, &id);
    meet(&mut ali, &mut bea);
    let todo = for_you(&bea, 0, NOW).todo;
    assert_eq!((todo[0].kind.as_str(), todo[0].until), ("decide", Some(NOW + 7 * 86_400)));
    assert_eq!((todo[0].by.as_str(), todo[0].of.as_str()), ("Ali", "decision"));
    vote(&mut ali, &id);
    assert_eq!(asked(&ali, NOW + 86_400), [""; 0], "half took part, but there is time");
    assert_eq!(asked(&ali, NOW + 7 * 86_400), ["close Bankje"]);
    vote(&mut bea, &id);
    meet(&mut ali, &mut bea);
    assert_eq!(asked(&bea, NOW), ["close Bankje"], "all took part");
    ask(&mut bea, NOW, Command::DecisionClose { id, seed: None });
    meet(&mut ali, &mut bea);
    assert_eq!(asked(&bea, NOW), [""; 0]);
    assert_eq!(asked(&ali, NOW), [""; 0], "apps acknowledge by themselves");
}

#[test]
fn a_close_before_its_time_says_from_when_apps_confirm_it_and_not_once_all_voted() {
    let (mut ali, mut bea) = two();
    let id = propose(&mut ali, "Bankje");
    open(&mut ali, &id);
    meet(&mut ali, &mut bea);
    vote(&mut ali, &id);
    ask(&mut ali, NOW, Command::DecisionClose { id: id.clone(), seed: None });
    let from = |who: &mut Community| match ask(who, NOW, Command::DecisionShow { id: id.clone() }) {
        Answer::Decision(decision) => (decision.status, decision.acknowledged_from),
        other => panic!("no decision: {other:?}"),
    };
    assert_eq!(from(&mut ali), ("closed".to_owned(), Some(NOW + 7 * 86_400)));
    vote(&mut bea, &id);
    meet(&mut ali, &mut bea);
    assert_eq!(from(&mut ali), ("closed".to_owned(), None), "nobody is waited for");
}

#[test]
fn who_did_not_open_the_round_is_asked_to_close_it_after_the_grace() {
    let (mut ali, mut bea) = two();
    let id = propose(&mut ali, "Bankje");
    open(&mut ali, &id);
    meet(&mut ali, &mut bea);
    vote(&mut bea, &id);
    let deadline = NOW + 7 * 86_400;
    let grace = i64::from(bea.register().charter().grace);
    assert_eq!(asked(&bea, deadline), [""; 0]);
    assert_eq!(asked(&bea, deadline + grace), ["close Bankje"]);
}

#[test]
fn a_guest_is_welcomed_by_members_and_asked_nothing() {
    let mut ali = ali();
    let mut bea = newcomer(&mut ali, 2);
    ambiently(NOW, |ambient| bea.write_card("Bea".to_owned(), ambient)).unwrap();
    let id = propose(&mut ali, "Bankje");
    open(&mut ali, &id);
    meet(&mut ali, &mut bea);
    assert_eq!(asked(&bea, NOW), [""; 0]);
    assert_eq!(asked(&ali, NOW), ["decide Bankje", "welcome Bea"]);
    let todo = for_you(&ali, 0, NOW).todo;
    assert_eq!(todo[1].of, "member");
    ask(&mut ali, NOW, Command::MemberApprove { who: vec![todo[1].id.clone()] });
    assert_eq!(asked(&ali, NOW), ["decide Bankje"]);
}

#[test]
fn a_guest_is_not_asked_to_open_what_only_a_member_opens() {
    let mut ali = ali();
    let mut bea = newcomer(&mut ali, 2);
    propose(&mut bea, "Bankje");
    assert_eq!(asked(&bea, NOW), [""; 0]);
    meet(&mut ali, &mut bea);
    let guest = for_you(&ali, 0, NOW).todo.remove(0);
    assert_eq!(guest.kind, "welcome");
    ask(&mut ali, NOW, Command::MemberApprove { who: vec![guest.id] });
    meet(&mut ali, &mut bea);
    assert_eq!(asked(&bea, NOW), ["open Bankje"]);
}

#[test]
fn two_titles_written_apart_are_settled_first() {
    let (mut ali, mut bea) = two();
    let id = propose(&mut ali, "Bankje");
    meet(&mut ali, &mut bea);
    let title = |title: &str| Command::DecisionEdit {
        id: id.clone(),
        title: Some(title.to_owned()),
        text: None,
        review: None,
        goal: None,
        base: Vec::new(),
    };
    ask(&mut ali, NOW, title("Bank"));
    ask(&mut bea, NOW, title("Banken"));
    meet(&mut ali, &mut bea);
    assert!(asked(&bea, NOW)[0].starts_with("settle Bank"));
    assert!(asked(&ali, NOW)[0].starts_with("settle Bank"));
    assert!(asked(&ali, NOW)[1].starts_with("open Bank"));
    ask(&mut bea, NOW, title("Banken"));
    meet(&mut ali, &mut bea);
    assert_eq!(asked(&bea, NOW), [""; 0]);
    assert_eq!(asked(&ali, NOW), ["open Banken"]);
}

#[test]
fn what_was_adopted_is_looked_back_on_from_its_day() {
    let mut ali = ali();
    let id = propose(&mut ali, "Bankje");
    open(&mut ali, &id);
    vote(&mut ali, &id);
    ask(&mut ali, NOW, Command::DecisionClose { id: id.clone(), seed: None });
    let Answer::Decision(decision) = ask(&mut ali, NOW, Command::DecisionShow { id }) else {
        panic!("no decision")
    };
    assert_eq!(decision.outcome.as_deref(), Some("adopted"));
    assert_eq!(decision.confirmed_at, Some(NOW));
    assert_eq!(asked(&ali, NOW), [""; 0]);
    let day = i64::from(document::date::read("2027-06-01").unwrap()) * 86_400;
    assert_eq!(asked(&ali, day - 1), [""; 0]);
    assert_eq!(asked(&ali, day), ["review Bankje"]);
}

#[test]
fn nobody_is_asked_to_vote_in_a_round_that_is_not_what_was_proposed() {
    let (mut ali, mut bea) = two();
    let id = propose(&mut ali, "Bankje");
    meet(&mut ali, &mut bea);
    let on = act::id::EntityId::from_hex(&id).unwrap();
    let text = bea.document().decision(on).unwrap().text_version().unwrap();
    let open = Open::plain(on, text, Method::Qualified(Fraction::ZERO), Fraction::HALF, NOW + 1);
    write(&mut bea, Deed::Open(Box::new(open)));
    meet(&mut ali, &mut bea);
    assert_eq!(asked(&ali, LATER), [""; 0]);
}

#[test]
fn new_is_what_others_did_since() {
    let (mut ali, mut bea) = two();
    meet(&mut ali, &mut bea);
    let seen = ali.log().len();
    assert_eq!(for_you(&ali, seen, NOW).fresh, 0);
    let id = propose(&mut bea, "Bankje");
    for number in 0..60 {
        ask(&mut bea, NOW, Command::Comment { id: id.clone(), text: format!("Idee {number}") });
    }
    meet(&mut ali, &mut bea);
    ask(&mut ali, NOW, Command::Comment { id, text: "Mooi".to_owned() });
    let news = for_you(&ali, seen, NOW);
    // A proposal and its text are two acts.
    assert_eq!((news.fresh, news.news.len()), (62, 50));
    assert_eq!(news.news[0].text, "Idee 59", "the newest first");
    assert!(news.news.iter().all(|line| line.by != "Ali"));
    assert_eq!(for_you(&ali, news.acts, NOW).fresh, 0);
    assert_eq!(for_you(&ali, usize::MAX, NOW).fresh, 0);
}

#[test]
fn what_apps_do_by_themselves_is_no_news() {
    let (mut ali, mut bea) = two();
    let id = propose(&mut ali, "Bankje");
    open(&mut ali, &id);
    vote(&mut ali, &id);
    meet(&mut ali, &mut bea);
    vote(&mut bea, &id);
    ask(&mut bea, NOW, Command::DecisionClose { id: id.clone(), seed: None });
    let seen = ali.log().len();
    meet(&mut ali, &mut bea);
    let deeds =
        |for_you: ForYou| for_you.news.into_iter().map(|line| line.deed).collect::<Vec<_>>();
    let news = for_you(&ali, seen, NOW);
    assert_eq!(news.fresh, 2);
    // Bea's app acknowledged with her close, as all took part.
    assert_eq!(deeds(news), ["close", "vote"]);
    write(&mut bea, Deed::Gather);
    let seen = ali.log().len();
    meet(&mut ali, &mut bea);
    assert!(ali.log().len() > seen);
    assert_eq!(for_you(&ali, seen, NOW).fresh, 0);
}

#[test]
fn lists_say_in_short_what_each_thing_says_in_full() {
    let (mut ali, mut bea) = two();
    let text = Some("é".repeat(300));
    let Answer::Goal(goal) = ask(&mut ali, NOW, Command::GoalAdd { title: "Tuin".into(), text })
    else {
        panic!("no goal")
    };
    let Command::DecisionPropose { title, text, review, method, quorum, share, .. } =
        proposal("Bankje")
    else {
        unreachable!("made above")
    };
    let serving = Some(goal.id.clone());
    let serving = Command::DecisionPropose {
        title,
        text,
        review,
        goal: serving,
        method,
        quorum,
        share,
        numbers: Default::default(),
        options: Vec::new(),
    };
    let Answer::Decision(decision) = ask(&mut ali, NOW, serving) else { panic!("no decision") };
    propose(&mut ali, "Feest");
    open(&mut ali, &decision.id);
    meet(&mut ali, &mut bea);
    vote(&mut bea, &decision.id);
    for on in [&goal.id, &decision.id] {
        let remark = Command::Comment { id: on.clone(), text: "Ja".to_owned() };
        let Answer::Done(done) = ask(&mut bea, NOW, remark) else { panic!("no remark") };
        ask(&mut bea, NOW, Command::Comment { id: done.id, text: "Nee".to_owned() });
    }
    let Answer::GoalBoard(goals) = ask(&mut bea, NOW, Command::GoalBoard) else { panic!() };
    let card = &goals.goals[0];
    assert_eq!((card.comments, card.decisions, card.conflict), (2, 1, false));
    assert_eq!(card.text, "é".repeat(200));
    let Answer::DecisionBoard(board) = ask(&mut bea, NOW, Command::DecisionBoard) else { panic!() };
    let [card, draft] = board.decisions.as_slice() else { panic!("not two") };
    assert_eq!((card.status.as_str(), card.took, card.of), ("open", 1, 2));
    assert_eq!((card.mine.as_deref(), card.elector, card.comments), (Some("for"), true, 2));
    assert_eq!(card.goal.as_ref(), Some(&goal.id));
    assert_eq!((draft.status.as_str(), draft.of, draft.elector), ("draft", 0, false));
    let list = ask(&mut bea, NOW, Command::DecisionList);
    let Answer::Decisions(list) = list else { panic!("no list") };
    let full = &list.decisions[0];
    assert_eq!((&full.id, &full.mine, full.elector), (&card.id, &card.mine, card.elector));
    assert_eq!((full.counted.len(), full.comments.len()), (card.took, card.comments));
    // And once it is closed.
    ask(&mut bea, NOW, Command::DecisionClose { id: card.id.clone(), seed: None });
    let Answer::DecisionBoard(board) = ask(&mut bea, NOW, Command::DecisionBoard) else { panic!() };
    let card = &board.decisions[0];
    assert_eq!((card.status.as_str(), card.provisional.as_deref()), ("closed", Some("adopted")));
    assert_eq!((card.took, card.mine.as_deref()), (1, Some("for")));
}

#[test]
fn the_log_is_read_from_its_end_in_parts() {
    let (mut ali, mut bea) = two();
    let id = propose(&mut bea, "Bankje");
    for number in 0..5 {
        ask(&mut bea, NOW, Command::Comment { id: id.clone(), text: format!("Idee {number}") });
    }
    meet(&mut ali, &mut bea);
    let Answer::Log(whole) = ask(&mut ali, NOW, Command::Log) else { panic!("no log") };
    let mut read = Vec::new();
    let mut before = None;
    loop {
        let page = Command::LogPage { before, most: 3, by: None };
        let Answer::LogPage(page) = ask(&mut ali, NOW, page) else { panic!("no page") };
        assert_eq!(page.acts, whole.acts);
        read.extend(page.lines);
        before = Some(page.from);
        if page.from == 0 {
            break;
        }
    }
    read.reverse();
    assert_eq!(read, whole.log);
    let of = |most, by: &str| Command::LogPage { before: None, most, by: Some(by.to_owned()) };
    let Answer::LogPage(page) = ask(&mut ali, NOW, of(2, "Ali")) else { panic!("no page") };
    assert_eq!(page.lines.len(), 2);
    assert!(page.from > 0 && page.lines.iter().all(|line| line.by == "Ali"));
    let Answer::LogPage(page) = ask(&mut ali, NOW, of(500, "Ali")) else { panic!("no page") };
    assert_eq!(page.from, 0, "there is nothing of hers before");
    let nobody = ambiently(NOW, |ambient| ali.execute(of(2, "Piet"), ambient));
    assert_eq!(nobody, Err(Refusal::Unknown("Piet".to_owned())));
}

/// The kind of an answer: the name of its variant.
fn kind(answer: &Answer) -> String {
    format!("{answer:?}").split(['(', ' ']).next().unwrap_or_default().to_owned()
}

#[test]
fn every_answer_reads_back_as_what_it_was() {
    let (mut ali, mut bea) = two();
    let empty = || vec![Command::GoalList, Command::GoalBoard];
    let mut answers: Vec<_> =
        empty().into_iter().map(|command| ask(&mut ali, NOW, command)).collect();
    answers.extend([Command::DecisionList, Command::DecisionBoard].map(|c| ask(&mut ali, NOW, c)));
    let goal = Command::GoalAdd { title: "Tuin".to_owned(), text: Some("Sla".to_owned()) };
    answers.push(ask(&mut ali, NOW, goal));
    answers.push(ask(&mut ali, NOW, proposal("Bankje")));
    let id = propose(&mut ali, "Feest");
    open(&mut ali, &id);
    meet(&mut ali, &mut bea);
    vote(&mut bea, &id);
    answers.push(ask(&mut bea, NOW, Command::DecisionClose { id: id.clone(), seed: None }));
    answers.push(ask(&mut bea, NOW, Command::Comment { id: id.clone(), text: "Ja".to_owned() }));
    let mandate = command::task::Task::Write {
        title: "Het groen".to_owned(),
        domain: "Planten.".to_owned(),
        constraints: String::new(),
        report: String::new(),
        review: "2027-06-01".to_owned(),
        terms: command::task::Terms {
            holders: Some(vec!["Ali".to_owned()]),
            ..command::task::Terms::default()
        },
    };
    ask(&mut ali, NOW, Command::Task(mandate));
    let read = [
        Command::MemberList,
        Command::GoalList,
        Command::GoalBoard,
        Command::DecisionList,
        Command::DecisionBoard,
        Command::DeviceList,
        Command::History { id },
        Command::Log,
        Command::LogPage { before: None, most: 9, by: None },
        Command::ModerationList { of: None },
        Command::Task(command::task::Task::List),
        Command::Task(command::task::Task::Show { id: "Het groen".to_owned() }),
        Command::Verify,
        Command::ExportDocument,
        Command::Evidence,
    ];
    answers.extend(read.map(|command| ask(&mut ali, NOW, command)));
    answers.push(ali.for_you(0, &BTreeSet::new(), NOW));
    let text = || "x".to_owned();
    answers.extend([
        Answer::Community(ali.summary()),
        Answer::Communities(answer::Communities { communities: vec![ali.summary()] }),
        Answer::Communities(answer::Communities { communities: Vec::new() }),
        Answer::Link(answer::Link { link: text(), until: 1, name: text() }),
        Answer::Joined(answer::Joined {
            community: text(),
            name: text(),
            member: text(),
            state: text(),
            looking: None,
        }),
        Answer::Status(answer::Status {
            rifts: 0,
            community: text(),
            name: text(),
            heads: Vec::new(),
            acts: 1,
            register: text(),
            stand: Box::new(words::stand::Stand::of(&[7; 32])),
            addresses: Vec::new(),
            running: false,
            around: Vec::new(),
            looking: None,
            before: None,
            after: Vec::new(),
        }),
        Answer::Doctor(answer::Doctor {
            ok: true,
            findings: vec![words::checkup::Finding {
                check: words::checkup::Check::Room,
                state: words::checkup::State::Attention,
                about: text(),
                number: -1,
            }],
        }),
        Answer::Seasons(answer::Seasons { seasons: Vec::new(), before: None }),
        Answer::Settings(answer::Settings { language: text(), theme: text() }),
    ]);
    let kinds: std::collections::BTreeSet<_> = answers.iter().map(kind).collect();
    assert_eq!(kinds.len(), 27, "one of each: {kinds:?}");
    for answer in answers {
        let json = serde_json::to_string(&answer).unwrap();
        let back: Answer = serde_json::from_str(&json).unwrap();
        assert_eq!(kind(&back), kind(&answer), "{json}");
        assert_eq!(back, answer);
    }
}

#[test]
fn what_older_programs_ask_is_still_understood() {
    let edit: Command = serde_json::from_str(r#"{"verb":"goal_edit","id":"1"}"#).unwrap();
    assert!(matches!(edit, Command::GoalEdit { base, .. } if base.is_empty()));
    let edit: Command = serde_json::from_str(r#"{"verb":"decision_edit","id":"1"}"#).unwrap();
    assert!(
        matches!(edit, Command::DecisionEdit { base, review: None, goal: None, .. } if base.is_empty())
    );
}
