//! What is asked of members about who is in and by which rules: changes that wait, and rest for who was
//! not heard of for long.
//!
//! Guards: a change is asked of who can say something to it and only until they did; rest is asked while
//! enough others are there, and nothing is proposed by an app (R5). Next: [`super`].

use rules::register::Standing;

use super::*;

const DAY: i64 = 86_400;

/// A year, the usual term after which rest is asked, and a day.
const LONG: i64 = 366 * DAY;

/// So many members, all level; the first is Ali.
pub(super) fn street(many: u8) -> Vec<Community> {
    let mut people = vec![ali()];
    for number in 2..=many {
        let mut guest = newcomer(&mut people[0], number);
        let name = format!("Buur {number}");
        ambiently(NOW, |ambient| guest.write_card(name.clone(), ambient)).unwrap();
        people.push(guest);
        meet_all(&mut people, NOW);
        for voter in 0..usize::from(number) - 1 {
            // Enough may have approved before it is this one's turn.
            let who = vec![name.clone()];
            let _said = ambiently(NOW, |ambient| {
                people[voter].execute(Command::MemberApprove { who }, ambient)
            });
            meet_all(&mut people, NOW);
        }
    }
    assert!(people.iter().all(|one| one.register().members().len() == usize::from(many)));
    people
}

fn propose_deadline(who: &mut Community) -> String {
    let (key, value) = ("deadline".to_owned(), "14d".to_owned());
    match ask(who, NOW, Command::CharterPropose { key, value }) {
        Answer::Changes(list) => list.changes[0].id.clone(),
        other => panic!("no changes: {other:?}"),
    }
}

#[test]
fn a_change_is_asked_of_who_did_not_say_anything_to_it_yet() {
    let mut people = street(4);
    let id = propose_deadline(&mut people[0]);
    meet_all(&mut people, NOW);
    assert_eq!(asked(&people[0], NOW), [""; 0], "who proposed it is in favour");
    let todo = for_you(&people[1], 0, NOW).todo;
    assert_eq!((todo[0].kind.as_str(), todo[0].of.as_str()), ("approve", "change"));
    assert_eq!((todo[0].id.as_str(), todo[0].title.as_str()), (id.as_str(), "deadline"));
    assert_eq!((todo[0].by.as_str(), todo[0].since), ("Ali", Some(NOW)));
    ask(&mut people[1], NOW, Command::ChangeApprove { ids: vec![id.clone()] });
    assert_eq!(asked(&people[1], NOW), [""; 0]);
    ask(&mut people[1], NOW, Command::ChangeWithdraw { ids: vec![id.clone()] });
    assert_eq!(asked(&people[1], NOW), ["approve deadline"]);
    for voter in [1, 2] {
        ask(&mut people[voter], NOW, Command::ChangeApprove { ids: vec![id.clone()] });
        meet_all(&mut people, NOW);
    }
    assert_eq!(asked(&people[3], NOW), [""; 0], "three of four are enough");
}

#[test]
fn who_it_is_about_is_not_asked_and_who_comes_in_is_asked_as_a_welcome() {
    let mut people = street(4);
    ask(&mut people[0], NOW, Command::MemberRemove { who: "Buur 4".to_owned() });
    meet_all(&mut people, NOW);
    assert_eq!(asked(&people[3], NOW), [""; 0]);
    assert_eq!(asked(&people[1], NOW), ["approve Buur 4"]);
    let mut guest = newcomer(&mut people[0], 9);
    ambiently(NOW, |ambient| guest.write_card("Gijs".to_owned(), ambient)).unwrap();
    people.push(guest);
    meet_all(&mut people, NOW);
    ask(&mut people[0], NOW, Command::MemberApprove { who: vec!["Gijs".to_owned()] });
    meet_all(&mut people, NOW);
    assert_eq!(asked(&people[1], NOW), ["welcome Gijs", "approve Buur 4"]);
    assert_eq!(asked(&people[4], NOW), [""; 0], "a guest decides nothing");
}

#[test]
fn rest_is_asked_for_who_was_not_heard_of_for_longer_than_the_charter_says() {
    let mut people = street(4);
    let wrote = |one: &mut Community, at: i64| {
        ask(one, at, Command::GoalAdd { title: "Tuin".to_owned(), text: None });
    };
    wrote(&mut people[3], NOW + DAY);
    for one in [1, 2] {
        wrote(&mut people[one], NOW + LONG);
    }
    meet_all(&mut people, NOW);
    let later = NOW + DAY + LONG;
    assert_eq!(asked(&people[0], later - DAY), [""; 0], "not longer than a year");
    let todo = for_you(&people[0], 0, later).todo;
    assert_eq!((todo[0].kind.as_str(), todo[0].title.as_str()), ("rest", "Buur 4"));
    assert_eq!((todo[0].of.as_str(), todo[0].since), ("member", Some(NOW + DAY)));
    assert!(asked(&people[3], later).iter().all(|asked| asked != "rest Buur 4"), "not themselves");
    // Proposed by one it is asked of the others as a change, and of nobody once more.
    let who = todo[0].id.clone();
    ask(&mut people[0], later, Command::MemberRest { who });
    assert_eq!(asked(&people[0], later), [""; 0]);
    meet_all(&mut people, later);
    assert_eq!(asked(&people[1], later), ["approve Buur 4"]);
    let waits = |one: &mut Community| match ask(one, later, Command::ChangeList) {
        Answer::Changes(list) => list.changes.into_iter().map(|change| change.id).collect(),
        other => panic!("no changes: {other:?}"),
    };
    let ids: Vec<String> = waits(&mut people[1]);
    assert_eq!(ids.len(), 1);
    // They do something after all: what was proposed means nothing now, asks nobody and stands nowhere.
    wrote(&mut people[3], later);
    meet_all(&mut people, later);
    assert_eq!(asked(&people[1], later), [""; 0]);
    assert_eq!(waits(&mut people[0]), [""; 0], "who proposed it has nothing to take back");
    let late = Command::ChangeApprove { ids };
    let late = ambiently(later, |ambient| people[1].execute(late, ambient));
    assert!(matches!(late, Err(Refusal::NotPending(_))), "{late:?}");
    wrote(&mut people[1], later + LONG);
    wrote(&mut people[2], later + LONG);
    meet_all(&mut people, later);
    assert_eq!(asked(&people[0], later + LONG + DAY), ["rest Buur 4"], "asked anew");
}

#[test]
fn nobody_is_asked_to_put_to_rest_while_too_few_are_there() {
    let mut people = street(4);
    let wrote = Command::GoalAdd { title: "Tuin".to_owned(), text: None };
    ask(&mut people[1], NOW + LONG, wrote);
    meet_all(&mut people, NOW);
    let later = NOW + DAY + LONG;
    assert_eq!(asked(&people[0], later), [""; 0], "two of four can't decide it");
    let two = street(2);
    assert_eq!(asked(&two[0], later), [""; 0], "nor can one of two");
}

#[test]
fn who_is_at_rest_is_asked_too_and_is_back_with_their_word() {
    let mut people = street(4);
    ask(&mut people[0], NOW, Command::MemberRest { who: "Buur 4".to_owned() });
    for voter in [1, 2] {
        meet_all(&mut people, NOW);
        ask(&mut people[voter], NOW, Command::MemberRest { who: "Buur 4".to_owned() });
    }
    meet_all(&mut people, NOW);
    let standing = |one: &Community| one.myself().unwrap().1;
    assert_eq!(standing(&people[3]), Standing::Resting);
    let id = propose_deadline(&mut people[0]);
    let mut guest = newcomer(&mut people[0], 9);
    ambiently(NOW, |ambient| guest.write_card("Gijs".to_owned(), ambient)).unwrap();
    people.push(guest);
    meet_all(&mut people, NOW);
    assert_eq!(asked(&people[3], NOW), ["welcome Gijs", "approve deadline"]);
    ask(&mut people[3], NOW, Command::ChangeApprove { ids: vec![id] });
    assert_eq!(standing(&people[3]), Standing::Member, "back with that act");
    meet_all(&mut people, NOW);
    ask(&mut people[0], NOW, Command::MemberRemove { who: "Buur 4".to_owned() });
    let Answer::Changes(list) = ask(&mut people[3], NOW, Command::ChangeList) else { panic!() };
    let voices: Vec<_> = list.changes.iter().map(|change| change.approvals.len()).collect();
    assert_eq!(voices, [2], "counts with Ali’s");
}

#[test]
fn when_somebody_was_last_heard_of_is_what_they_did_by_hand() {
    let mut people = street(3);
    let title = "Tuin".to_owned();
    ask(&mut people[2], NOW + DAY, Command::GoalAdd { title, text: None });
    meet_all(&mut people, NOW + 2 * DAY);
    let Answer::Members(list) = ask(&mut people[0], NOW, Command::MemberList) else { panic!() };
    let heard: Vec<_> =
        list.members.iter().map(|one| (one.name.as_str(), one.heard - NOW)).collect();
    assert_eq!(heard, [("Ali", 0), ("Buur 2", 0), ("Buur 3", DAY)]);
}
