//! The script plays to its end, and the month is as it is told in the script.

use std::{
    collections::BTreeSet,
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
};

use super::*;
use crate::{
    answer::{Answer, Decision, Goal, Member, Moderation},
    command::{Command, Kind, task::Task},
    community::Ambient,
};

/// A Tuesday in November.
const NOW: i64 = 1_795_546_800;

/// The month, played once for all who only look.
static MONTH: LazyLock<Mutex<Stage>> =
    LazyLock::new(|| Mutex::new(Stage::play(&Script::parse(LINDE).unwrap(), NOW).unwrap()));

fn month() -> MutexGuard<'static, Stage> {
    MONTH.lock().unwrap_or_else(PoisonError::into_inner)
}

fn ask(community: &mut Community, command: Command) -> Answer {
    let mut random = |_: &mut [u8]| panic!("asking throws no dice");
    community.execute(command, &mut Ambient { now: NOW, random: &mut random }).unwrap()
}

fn decisions(community: &mut Community) -> Vec<Decision> {
    match ask(community, Command::DecisionList) {
        Answer::Decisions(list) => list.decisions,
        other => panic!("{other:?}"),
    }
}

fn goals(community: &mut Community) -> Vec<Goal> {
    match ask(community, Command::GoalList) {
        Answer::Goals(list) => list.goals,
        other => panic!("{other:?}"),
    }
}

fn people(community: &mut Community) -> Vec<Member> {
    match ask(community, Command::MemberList) {
        Answer::Members(list) => list.members,
        other => panic!("{other:?}"),
    }
}

#[test]
fn everybody_holds_the_same_month() {
    let stage = month();
    let all: Vec<_> = stage.communities().filter(|(name, _)| *name != "Lieke").collect();
    assert_eq!(all.len(), 14, "thirteen people and a second device");
    let heads: BTreeSet<_> = all.iter().map(|(_, community)| community.head_hashes()).collect();
    assert_eq!(heads.len(), 1);
    let registers: BTreeSet<_> =
        all.iter().map(|(_, community)| community.register().digest()).collect();
    assert_eq!(registers.len(), 1);
}

#[test]
fn twelve_members_of_four_kinds_one_who_left_and_a_guest() {
    let mut stage = month();
    let community = stage.founders();
    let people = people(community);
    let with = |state: &str| people.iter().filter(|person| person.state == state).count();
    assert_eq!((with("member"), with("guest"), with("left")), (12, 1, 1));
    let guest = people.iter().find(|person| person.state == "guest").unwrap();
    assert_eq!((guest.approvals.len(), guest.needed), (3, 8));
    let members = || people.iter().filter(|person| person.state == "member");
    for kind in [Kind::Resident, Kind::Business, Kind::Organisation, Kind::Municipality] {
        assert!(members().any(|person| person.kind == kind), "{kind:?}");
    }
    assert!(people.iter().any(|person| person.me && person.name == "Noor"));
}

#[test]
fn eight_goals_and_one_title_in_conflict() {
    let mut stage = month();
    let community = stage.founders();
    let goals = goals(community);
    assert_eq!(goals.len(), 8);
    let torn: Vec<_> = goals.iter().filter(|goal| !goal.conflicts.is_empty()).collect();
    assert_eq!(torn.len(), 1);
    let versions = &torn[0].conflicts["title"];
    let writers: BTreeSet<_> = versions.iter().map(|version| version.by.as_str()).collect();
    assert_eq!(writers, BTreeSet::from(["Fatima", "Mo"]));
    // Both wrote in this text while offline; both stayed.
    let water = goals.iter().find(|goal| goal.title.contains("druppel")).unwrap();
    assert!(water.text.contains("van twee daken") && water.text.contains("naar de wadi"));
    // Different fields of this one.
    let compost = goals.iter().find(|goal| goal.title.contains("compost")).unwrap();
    assert!(compost.title.starts_with("Van schil") && compost.text.contains("ratten"));
}

#[test]
fn six_decisions_each_at_another_point() {
    let mut stage = month();
    let community = stage.founders();
    let decisions = decisions(community);
    let states: Vec<_> = decisions
        .iter()
        .map(|it| (it.method.as_str(), it.status.as_str(), it.outcome.as_deref()))
        .collect();
    assert_eq!(
        states,
        [
            ("majority", "confirmed", Some("adopted")),
            ("consent", "confirmed", Some("adopted")),
            ("qualified", "confirmed", Some("rejected")),
            ("mandate", "confirmed", Some("adopted")),
            ("majority", "open", None),
            ("consent", "draft", None),
        ]
    );
    // The first one: a close, a fuller close by who was missed, and a ballot that came after.
    let first = &decisions[0];
    let sizes: BTreeSet<_> = first.closes.values().map(|close| close.counted.len()).collect();
    assert_eq!(first.closes.len(), 2);
    assert_eq!(first.closes[first.shown.as_ref().unwrap()].by, "Fatima");
    assert_eq!(sizes.len(), 2);
    let late: Vec<_> = first.ballots.iter().filter(|it| it.late).map(|it| it.by.as_str()).collect();
    assert_eq!(late, ["Henk"]);
    // The second: an objection that was taken back, by who made it.
    let objector = decisions[1].ballots.iter().find(|it| it.ballot == "object").unwrap();
    assert!(objector.reason.is_some());
    assert_eq!(decisions[1].counted[&objector.by], "concern");
    assert_eq!(decisions[2].share.as_deref(), Some("2/3"));
    assert!(decisions[4].deadline.unwrap() > NOW, "still open when it is looked at");
    assert!(!decisions[4].counted.contains_key("Noor"), "something is left to do");
}

#[test]
fn a_role_a_mandate_that_was_used_and_something_folded_away() {
    let mut stage = month();
    let community = stage.founders();
    let Answer::Tasks(tasks) = ask(community, Command::Task(Task::List)) else { panic!() };
    let [role] = &tasks.roles[..] else { panic!("{:?}", tasks.roles) };
    assert_eq!(role.people, ["Bas"]);
    let [mandate] = &tasks.mandates[..] else { panic!("{:?}", tasks.mandates) };
    assert_eq!((&*mandate.state, mandate.spent), ("active", 3_500));
    assert_eq!(mandate.holders, ["Bas"]);
    let cases = ask(community, Command::ModerationList { of: None });
    let Answer::Moderation(Moderation { cases, house_rules }) = cases else { panic!() };
    assert_eq!((cases.len(), house_rules.len()), (1, 1));
    assert!(cases[0].fold.hidden && cases[0].by == "Café De Pomp");
}

#[test]
fn nothing_in_it_is_without_effect_and_it_verifies() {
    let mut stage = month();
    let community = stage.founders();
    for (index, entry) in community.log().iter() {
        let verdict = community.judge().verdict(index);
        assert!(verdict.is_effective(), "{:?}", entry.act.deed());
    }
    let Answer::Verified(verified) = ask(community, Command::Verify) else { panic!() };
    assert_eq!(verified.differences, Vec::<String>::new());
    assert!(verified.acts > 200, "{}", verified.acts);
}

#[test]
fn the_same_day_gives_the_same_bytes_and_another_day_other_times() {
    let bytes = |now: i64| {
        let mut demo = play(now).unwrap();
        let fresh = demo.community.take_fresh();
        assert_eq!(fresh.acts.len(), demo.community.log().len(), "all still to be stored");
        let acts: Vec<_> = fresh.acts.iter().map(|act| act.encode()).collect();
        (demo.secret, acts, fresh.seals)
    };
    let (once, again) = (bytes(NOW), bytes(NOW));
    assert!(once == again);
    assert!(once.1 != bytes(NOW + 30 * 86_400).1);
}

#[test]
fn the_first_day_is_a_monday_and_the_last_is_past() {
    for day in 0..14 {
        let now = NOW + day * 86_400;
        let (first, last) = stage::term(now).unwrap();
        assert_eq!(first.weekday(), jiff::civil::Weekday::Monday);
        assert!(last < now && now - last < 8 * 86_400, "{day}");
    }
    let mut stage = month();
    let log = stage.founders().log();
    let times = || log.iter().map(|(_, entry)| entry.act.header().claimed_at);
    let (_, last) = stage::term(NOW).unwrap();
    assert!(times().all(|at| at < last) && times().any(|at| last - at < 86_400));
}

#[test]
fn a_script_with_a_fault_says_where() {
    let refused = LINDE.replace(
        "\"id\": \"$tonnen\", \"ballot\": \"for\"}},",
        "\"id\": \"$tonnen\", \"ballot\": \"hoera\"}},",
    );
    let script = Script::parse(&refused).unwrap();
    assert!(matches!(Stage::play(&script, NOW).err(), Some(DemoError::Refused { .. })));
    let nameless = LINDE.replace("\"as\": \"tonnen\"", "\"as\": \"bakken\"");
    let script = Script::parse(&nameless).unwrap();
    assert!(matches!(Stage::play(&script, NOW).err(), Some(DemoError::Script(_))));
    assert!(matches!(Script::parse("{}").err(), Some(DemoError::Script(_))));
    assert!(matches!(play(i64::MAX), Err(DemoError::Script(_))));
}
