//! What it costs to answer a page, in a community of 20,000 acts, 100 members and 300 things.
//!
//! p50 and p99 of each command that a page asks, and the ratio to a page of the log, which reads the
//! least. What a page asks and takes longer than [`MOST`] at worst is marked.
#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

// As neighbours name this room.
extern crate meent_peer as peer;

use std::{
    collections::BTreeMap,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use act::act::Act;
use peer::{
    answer::Answer,
    command::{Command, Request},
    community::Community,
    core::{Core, now},
};
use store::{community::CommunityRecord, profile::Profile};
use tempfile::TempDir;
use testing::town::{DECISIONS, GOALS, HELD, OPEN, PEOPLE, Town};

/// The most that an answer may take, at worst: a page asks a few, and is to be there within 50 ms.
const MOST: Duration = Duration::from_millis(20);

/// Times that each command is asked.
const TIMES: usize = 200;

fn ask(core: &mut Core, command: Command) -> (Duration, Answer) {
    let begun = Instant::now();
    let answer = core.execute(Request { community: None, command });
    (begun.elapsed(), answer.expect("it is answered"))
}

fn store(town: &Town, dir: &Path) {
    let mut profile = Profile::open(dir).expect("a new profile");
    let key = town.newest_key();
    let device = key.device();
    let name = "Lindestad".to_owned();
    let record = CommunityRecord { id: town.id, name, secret: [7; 32], device, left: false };
    profile.add_community(&record, &key).expect("room for a community");
    let acts: Vec<&Act> = town.acts.iter().map(Arc::as_ref).collect();
    profile.append(town.id, &acts, &town.seals).expect("room for acts");
}

/// What the app looks for by itself, every second, in between answers.
fn chores(town: &Town) {
    let acts = town.acts.iter().map(|act| Act::clone(act)).collect();
    let key = Arc::new(town.newest_key());
    let community = Community::load(town.id, key, acts, &town.seals, BTreeMap::new(), None);
    let mut community = community.expect("what fits together is loaded");
    community.has_met();
    let mut times: Vec<_> = (0..TIMES)
        .map(|_| {
            let begun = Instant::now();
            let due = community.chores(now());
            (begun.elapsed(), due.len())
        })
        .collect();
    times.sort_unstable();
    println!(
        "{} chores looked for in p50 {:.1?}, p99 {:.1?}",
        times[0].1,
        times[TIMES / 2].0,
        times[TIMES * 99 / 100].0
    );
}

fn main() {
    let town = Town::built();
    let dir = TempDir::new().expect("a folder");
    store(&town, dir.path());
    let mut core = Core::open(dir.path()).expect("a profile");
    // The first act writes a snapshot of the document, with which the next start is quick.
    let on = town.goals[3].to_string();
    ask(&mut core, Command::Comment { id: on, text: "Ik doe mee.".to_owned() });
    drop(core);
    let begun = Instant::now();
    let mut core = Core::open(dir.path()).expect("a profile");
    println!("opened in {:.1?} with a snapshot", begun.elapsed());
    chores(&town);

    let Answer::DecisionBoard(board) = ask(&mut core, Command::DecisionBoard).1 else {
        panic!("no decisions")
    };
    let count = |status: &str| board.decisions.iter().filter(|card| card.status == status).count();
    println!(
        "{} acts, {PEOPLE} members, {GOALS} goals, {DECISIONS} decisions ({} confirmed, {} open)",
        town.acts.len(),
        count("confirmed"),
        count("open"),
    );
    assert_eq!((count("confirmed"), count("open")), (HELD, OPEN), "the story is as it is meant");
    let (goal, confirmed, open) = (
        town.goals[3].to_string(),
        town.decisions[3].to_string(),
        town.decisions[HELD].to_string(),
    );
    let log =
        |by: Option<&str>| Command::LogPage { before: None, most: 50, by: by.map(str::to_owned) };
    // And whether a page asks it: the whole lists are for the command line, pages show them in short.
    let commands = [
        ("LogPage", log(None), true),
        ("LogPage (of one)", log(Some("Buur 7")), true),
        ("Status", Command::Status, true),
        ("MemberList", Command::MemberList, true),
        ("ForYou", Command::ForYou, true),
        ("GoalBoard", Command::GoalBoard, true),
        ("DecisionBoard", Command::DecisionBoard, true),
        ("GoalShow", Command::GoalShow { id: goal.clone() }, true),
        ("DecisionShow (confirmed)", Command::DecisionShow { id: confirmed }, true),
        ("DecisionShow (open)", Command::DecisionShow { id: open }, true),
        ("History", Command::History { id: goal }, true),
        ("GoalList", Command::GoalList, false),
        ("DecisionList", Command::DecisionList, false),
    ];
    let mut anchor = None;
    for (name, command, is_for_pages) in commands {
        let mut times: Vec<_> = (0..TIMES).map(|_| ask(&mut core, command.clone()).0).collect();
        times.sort_unstable();
        let (p50, p99) = (times[TIMES / 2], times[TIMES * 99 / 100]);
        let anchor = *anchor.get_or_insert(p50);
        println!(
            "{name:26} p50 {p50:>10.1?}  p99 {p99:>10.1?}  {:>6.1}x{}",
            p50.as_secs_f64() / anchor.as_secs_f64(),
            if is_for_pages && p99 > MOST { "  TOO SLOW" } else { "" },
        );
    }
}
