//! Two people edit one thing: forms left open, versions put back.
//!
//! Guards: nobody's words are lost, and nothing is written over unseen. Next: [`super::overview`].

use super::*;
use crate::answer::{Edition, Goal};

fn ask(who: &mut Community, now: i64, command: Command) -> Result<Answer, Refusal> {
    ambiently(now, |ambient| who.execute(command, ambient))
}

fn goal(answer: Result<Answer, Refusal>) -> Goal {
    match answer {
        Ok(Answer::Goal(goal)) => goal,
        other => panic!("no goal: {other:?}"),
    }
}

fn shown(who: &mut Community, id: &str) -> Goal {
    goal(ask(who, NOW, Command::GoalShow { id: id.to_owned() }))
}

fn history(who: &mut Community, id: &str) -> Vec<Edition> {
    match ask(who, NOW, Command::History { id: id.to_owned() }) {
        Ok(Answer::History(history)) => history.editions,
        other => panic!("no history: {other:?}"),
    }
}

fn edit(form: &Goal, title: Option<&str>, text: Option<&str>) -> Command {
    let (title, text) = (title.map(str::to_owned), text.map(str::to_owned));
    Command::GoalEdit { id: form.id.clone(), title, text, base: form.base.clone() }
}

fn added(who: &mut Community, title: &str, text: &str) -> Goal {
    let (title, text) = (title.to_owned(), Some(text.to_owned()));
    goal(ask(who, NOW, Command::GoalAdd { title, text }))
}

/// What each wrote goes to the other.
fn meet(ali: &mut Community, bea: &mut Community) {
    send(ali, bea, NOW);
    send(bea, ali, NOW);
}

/// A proposal that Ali made and both know.
fn proposed(ali: &mut Community, bea: &mut Community) -> crate::answer::Decision {
    let propose = Command::DecisionPropose {
        title: "Bankje".to_owned(),
        text: "Een bankje in de zon.".to_owned(),
        review: "2027-06-01".to_owned(),
        goal: None,
        method: command::Method::Majority,
        quorum: None,
        share: None,
        numbers: Default::default(),
        options: Vec::new(),
    };
    let Ok(Answer::Decision(decision)) = ask(ali, NOW, propose) else { panic!("no decision") };
    meet(ali, bea);
    *decision
}

fn change(
    form: &crate::answer::Decision,
    title: Option<&str>,
    text: Option<&str>,
    review: &str,
) -> Command {
    Command::DecisionEdit {
        id: form.id.clone(),
        title: title.map(str::to_owned),
        text: text.map(str::to_owned),
        review: Some(review.to_owned()),
        goal: Some(String::new()),
        base: form.base.clone(),
    }
}

#[test]
fn a_form_left_open_keeps_what_both_wrote() {
    let (mut ali, mut bea) = two();
    let form = added(&mut ali, "Tuin", "Planten en bomen. Water geven.");
    meet(&mut ali, &mut bea);
    let hers = shown(&mut bea, &form.id);
    ask(&mut bea, NOW, edit(&hers, None, Some("Planten, bollen en bomen. Water geven."))).unwrap();
    meet(&mut ali, &mut bea);
    // Ali's page still shows the old text: title and text are sent back whole, one word changed.
    let mine = edit(&form, Some("Tuin"), Some("Planten en bomen. Samen water geven."));
    let now = goal(ask(&mut ali, NOW + 60, mine));
    assert_eq!(now.text, "Planten, bollen en bomen. Samen water geven.");
    meet(&mut ali, &mut bea);
    assert_eq!(shown(&mut bea, &form.id).text, now.text);
    // Without the form's heads it would have been a change of what stands there: Bea's word goes.
    let blind = Command::GoalEdit {
        id: form.id.clone(),
        title: None,
        text: Some("Planten en bomen. Samen water geven.".to_owned()),
        base: Vec::new(),
    };
    let blind = goal(ask(&mut ali, NOW + 90, blind));
    assert_eq!(blind.text, "Planten en bomen. Samen water geven.");
}

#[test]
fn two_who_write_apart_from_one_form_both_keep_their_words() {
    let (mut ali, mut bea) = two();
    let form = added(&mut ali, "Tuin", "Planten en bomen.");
    meet(&mut ali, &mut bea);
    ask(&mut ali, NOW, edit(&form, None, Some("Vaste planten en bomen."))).unwrap();
    ask(&mut bea, NOW, edit(&form, None, Some("Planten en lage bomen."))).unwrap();
    meet(&mut ali, &mut bea);
    assert_eq!(shown(&mut ali, &form.id).text, "Vaste planten en lage bomen.");
    assert_eq!(shown(&mut bea, &form.id).text, "Vaste planten en lage bomen.");
}

#[test]
fn a_conflict_is_settled_by_the_title_that_stands_first_too() {
    let (mut ali, mut bea) = two();
    let form = added(&mut ali, "Tuin", "Planten.");
    meet(&mut ali, &mut bea);
    ask(&mut ali, NOW, edit(&form, Some("Moestuin"), None)).unwrap();
    ask(&mut bea, NOW, edit(&form, Some("Geveltuin"), None)).unwrap();
    meet(&mut ali, &mut bea);
    let open = shown(&mut ali, &form.id);
    assert_eq!(open.conflicts["title"].len(), 2);
    // What the page gives back is what it shows: nothing differs, and yet something is said.
    let settle = Command::GoalEdit {
        id: form.id.clone(),
        title: Some(open.title.clone()),
        text: None,
        base: Vec::new(),
    };
    assert!(goal(ask(&mut ali, NOW + 60, settle)).conflicts.is_empty());
    meet(&mut ali, &mut bea);
    let hers = shown(&mut bea, &form.id);
    assert_eq!((hers.title, hers.conflicts.len()), (open.title, 0));
    // A form that is only about the text leaves an open conflict as it is.
    let (one, other) = (shown(&mut ali, &form.id), shown(&mut bea, &form.id));
    ask(&mut ali, NOW, edit(&one, Some("Bos"), None)).unwrap();
    ask(&mut bea, NOW, edit(&other, Some("Park"), None)).unwrap();
    meet(&mut ali, &mut bea);
    let now = shown(&mut ali, &form.id);
    let kept = goal(ask(&mut ali, NOW, edit(&now, Some(&now.title), Some("Planten en sla."))));
    assert_eq!(kept.conflicts["title"].len(), 2);
}

#[test]
fn a_value_that_others_changed_since_is_not_written_over() {
    let (mut ali, mut bea) = two();
    let form = added(&mut ali, "Tuin", "Planten.");
    meet(&mut ali, &mut bea);
    let hers = shown(&mut bea, &form.id);
    ask(&mut bea, NOW, edit(&hers, Some("Geveltuin"), None)).unwrap();
    meet(&mut ali, &mut bea);
    let before = ali.log().len();
    let mine = edit(&form, Some("Moestuin"), Some("Planten en sla."));
    assert_eq!(ask(&mut ali, NOW, mine), Err(Refusal::Changed("title".to_owned())));
    assert_eq!(ali.log().len(), before, "nothing at all is written, the text neither");
    // Who didn't touch the title, or typed what stands there by now, is not held up.
    let same = goal(ask(&mut ali, NOW, edit(&form, Some("Tuin"), Some("Planten en sla."))));
    assert_eq!((same.title.as_str(), same.text.as_str()), ("Geveltuin", "Planten en sla."));
    let before = ali.log().len();
    ask(&mut ali, NOW, edit(&form, Some("Geveltuin"), None)).unwrap();
    assert_eq!(ali.log().len(), before, "what stands there is not written again");
}

#[test]
fn a_review_day_that_others_changed_since_is_not_written_over() {
    let (mut ali, mut bea) = two();
    let form = proposed(&mut ali, &mut bea);
    ask(&mut bea, NOW, change(&form, None, None, "2027-07-01")).unwrap();
    meet(&mut ali, &mut bea);
    let before = ali.log().len();
    let mine = change(&form, Some("Twee bankjes"), Some("Twee bankjes in de zon."), "2027-08-01");
    assert_eq!(ask(&mut ali, NOW, mine), Err(Refusal::Changed("review".to_owned())));
    assert_eq!(ali.log().len(), before, "the title, which nobody else changed, neither");
    let untouched = change(&form, Some("Twee bankjes"), None, "2027-06-01");
    let Ok(Answer::Decision(now)) = ask(&mut ali, NOW, untouched) else { panic!("no decision") };
    assert_eq!((now.title.as_str(), now.review.as_str()), ("Twee bankjes", "2027-07-01"));
    assert_eq!(now.goal, None, "an empty goal changes nothing");
}

#[test]
fn a_goal_that_others_chose_since_is_not_written_over() {
    let (mut ali, mut bea) = two();
    let goals = ["Tuin", "Feest", "Straat"].map(|title| added(&mut ali, title, "").id);
    let form = proposed(&mut ali, &mut bea);
    let serves = |goal: &str| Command::DecisionEdit {
        id: form.id.clone(),
        title: Some("Twee bankjes".to_owned()),
        text: None,
        review: None,
        goal: Some(goal.to_owned()),
        base: form.base.clone(),
    };
    ask(&mut bea, NOW, serves(&goals[0])).unwrap();
    meet(&mut ali, &mut bea);
    let before = ali.log().len();
    assert_eq!(ask(&mut ali, NOW, serves(&goals[1])), Err(Refusal::Changed("goal".to_owned())));
    assert_eq!(ali.log().len(), before);
    // Both chose the same: there is nothing to say.
    ask(&mut ali, NOW, serves(&goals[0])).unwrap();
    assert_eq!(ali.log().len(), before);
}

#[test]
fn heads_that_nobody_has_are_refused() {
    let mut ali = ali();
    let mut form = added(&mut ali, "Tuin", "Planten.");
    let before = ali.log().len();
    let invalid = Err(Refusal::Invalid("base".to_owned()));
    for base in ["0".repeat(64), "zz".to_owned(), String::new()] {
        form.base = vec![base];
        assert_eq!(ask(&mut ali, NOW, edit(&form, None, Some("Sla."))), invalid);
    }
    form.base = vec![form.id.clone(); 300];
    assert_eq!(ask(&mut ali, NOW, edit(&form, None, Some("Sla."))), invalid);
    assert_eq!(ali.log().len(), before);
}

#[test]
fn history_stands_in_one_order_whatever_came_in_first() {
    let (mut ali, mut bea) = two();
    let form = added(&mut ali, "Tuin", "Planten.");
    meet(&mut ali, &mut bea);
    for (nth, title) in ["Heg", "Haag", "Schutting", "Muur"].into_iter().enumerate() {
        let (his, hers) = (shown(&mut ali, &form.id), shown(&mut bea, &form.id));
        ask(&mut ali, NOW, edit(&his, Some(title), None)).unwrap();
        ask(&mut bea, NOW, edit(&hers, Some(&format!("Hek {nth}")), None)).unwrap();
    }
    meet(&mut ali, &mut bea);
    let ids = |who: &mut Community| {
        history(who, &form.id).into_iter().map(|edition| edition.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&mut ali).len(), 9);
    assert_eq!(ids(&mut ali), ids(&mut bea));
}

#[test]
fn history_has_one_version_for_each_save() {
    let (mut ali, mut bea) = two();
    let form = added(&mut ali, "Tuin", "Planten.");
    meet(&mut ali, &mut bea);
    ask(&mut bea, NOW + 100, edit(&form, Some("Geveltuin"), Some("Planten en sla."))).unwrap();
    let hers = shown(&mut bea, &form.id);
    ask(&mut bea, NOW + 101, edit(&hers, None, Some("Planten en kool."))).unwrap();
    ask(&mut bea, NOW + 104, edit(&hers, Some("Moestuin"), None)).unwrap();
    meet(&mut ali, &mut bea);
    // A remark is no version.
    let remark = Command::Comment { id: form.id.clone(), text: "Mooi".to_owned() };
    ask(&mut ali, NOW + 150, remark).unwrap();
    let late = shown(&mut ali, &form.id);
    ask(&mut ali, NOW + 200, edit(&late, None, Some("Alles."))).unwrap();
    let editions = history(&mut ali, &form.id);
    let read: Vec<_> =
        editions.iter().map(|e| (e.by.as_str(), e.title.as_str(), e.text.as_str())).collect();
    let bea = editions[1].by.as_str();
    let saves = [
        ("Ali", "Tuin", "Planten."),
        // What is typed on within two seconds is one save; a title later isn't.
        (bea, "Geveltuin", "Planten en kool."),
        (bea, "Moestuin", "Planten en kool."),
        ("Ali", "Moestuin", "Alles."),
    ];
    assert_eq!(read, saves);
    assert!(editions.iter().all(|edition| edition.review.is_none()));
    assert_eq!(editions.last().unwrap().at, NOW + 200);
}

#[test]
fn history_shows_each_version_as_its_writer_saw_it() {
    let (mut ali, mut bea) = two();
    let form = added(&mut ali, "Tuin", "Een twee.");
    meet(&mut ali, &mut bea);
    ask(&mut ali, NOW + 100, edit(&form, None, Some("Een en twee."))).unwrap();
    ask(&mut bea, NOW + 200, edit(&form, None, Some("Een twee drie."))).unwrap();
    meet(&mut ali, &mut bea);
    let texts: Vec<_> = history(&mut ali, &form.id).into_iter().map(|e| e.text).collect();
    assert_eq!(texts, ["Een twee.", "Een en twee.", "Een twee drie."]);
    assert_eq!(shown(&mut ali, &form.id).text, "Een en twee drie.");
}

#[test]
fn a_version_is_put_back_after_a_conflict() {
    let (mut ali, mut bea) = two();
    let form = added(&mut ali, "Tuin", "Planten en bomen.");
    meet(&mut ali, &mut bea);
    let first = history(&mut ali, &form.id)[0].id.clone();
    ask(&mut ali, NOW + 100, edit(&form, Some("Moestuin"), Some("Sla."))).unwrap();
    ask(&mut bea, NOW + 200, edit(&form, Some("Geveltuin"), Some("Rozen en bomen."))).unwrap();
    meet(&mut ali, &mut bea);
    assert_eq!(shown(&mut ali, &form.id).conflicts["title"].len(), 2);
    let restore = Command::Restore { id: form.id.clone(), version: first };
    let back = goal(ask(&mut bea, NOW + 300, restore));
    assert_eq!((back.title.as_str(), back.text.as_str()), ("Tuin", "Planten en bomen."));
    meet(&mut ali, &mut bea);
    let both = shown(&mut ali, &form.id);
    assert_eq!((both.title.as_str(), both.text.as_str()), ("Tuin", "Planten en bomen."));
    assert!(both.conflicts.is_empty(), "what is put back settles it");
    assert_eq!(history(&mut ali, &form.id).last().unwrap().text, "Planten en bomen.");
}

#[test]
fn only_a_version_of_that_very_thing_is_put_back() {
    let (mut ali, mut bea) = two();
    let form = added(&mut ali, "Tuin", "Planten.");
    let other = added(&mut ali, "Feest", "Taart.");
    let version = history(&mut ali, &other.id)[0].id.clone();
    let before = ali.log().len();
    let restore = Command::Restore { id: form.id, version: version.clone() };
    assert_eq!(ask(&mut ali, NOW, restore), Err(Refusal::Unknown(version)));
    assert_eq!(ali.log().len(), before);
    // Under a vote nothing is put back.
    let decision = proposed(&mut ali, &mut bea);
    let version = history(&mut ali, &decision.id)[0].id.clone();
    let open = Command::DecisionOpen { id: decision.id.clone(), opening: Default::default() };
    ask(&mut ali, NOW, open).unwrap();
    let restore = Command::Restore { id: decision.id, version };
    assert_eq!(ask(&mut ali, NOW, restore), Err(Refusal::Decided));
}

#[test]
fn a_name_is_changed_by_its_owner() {
    let mut ali = ali();
    let Ok(Answer::Done(_)) = ask(&mut ali, NOW, Command::MemberName { name: " Ali  B ".into() })
    else {
        panic!("not done")
    };
    let Ok(Answer::Members(members)) = ask(&mut ali, NOW, Command::MemberList) else { panic!() };
    assert_eq!(members.members[0].name, "Ali B");
    let empty = Command::MemberName { name: " \u{7} ".to_owned() };
    assert_eq!(ask(&mut ali, NOW, empty), Err(Refusal::Invalid("name".to_owned())));
}

#[test]
fn a_text_that_is_too_long_writes_nothing_at_all() {
    let mut ali = ali();
    let form = added(&mut ali, "Tuin", "Planten.");
    let before = ali.log().len();
    let long = "é".repeat(50_001);
    let too_long = Err(Refusal::TooLong("text".to_owned()));
    let add = Command::GoalAdd { title: "Lang".to_owned(), text: Some(long.clone()) };
    assert_eq!(ask(&mut ali, NOW, add), too_long);
    assert_eq!(ask(&mut ali, NOW, edit(&form, Some("Park"), Some(&long))), too_long);
    assert_eq!(ali.log().len(), before, "no title without its text");
    let fits = edit(&form, None, Some(&long[.."é".len() * 50_000]));
    assert_eq!(goal(ask(&mut ali, NOW, fits)).text.chars().count(), 50_000);
}
