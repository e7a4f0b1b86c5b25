//! A profile without a network: what is written is there after a restart, what is refused leaves nothing.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;

use meent_peer::{
    answer::{Answer, Goal, Status},
    command::{Command, Kind, Request},
    core::Core,
    refusal::Refusal,
};
use tempfile::TempDir;

fn ask(core: &mut Core, command: Command) -> Result<Answer, Refusal> {
    core.execute(Request { community: None, command })
}

fn create(core: &mut Core, name: &str) -> Result<Answer, Refusal> {
    let (name, purpose, me) = (name.to_owned(), "Samen een tuin".to_owned(), "Ali".to_owned());
    ask(core, Command::CommunityCreate { name, purpose, me, kind: Kind::Resident, charter: None })
}

fn status(core: &mut Core) -> Status {
    let Ok(Answer::Status(status)) = ask(core, Command::Status) else { panic!("no status") };
    status
}

fn goal(core: &mut Core, title: &str) -> Goal {
    let command = Command::GoalAdd { title: title.to_owned(), text: None };
    let Ok(Answer::Goal(goal)) = ask(core, command) else { panic!("no goal") };
    goal
}

fn acts_on_disk(dir: &Path) -> usize {
    status(&mut Core::open(dir).unwrap()).acts
}

#[test]
fn a_thousand_acts_are_there_after_a_restart_with_the_same_heads() {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    create(&mut core, "De Linde").unwrap();
    let id = goal(&mut core, "Geveltuintjes").id;
    for number in 0..1_050 {
        let text = format!("Plant {number}");
        ask(&mut core, Command::Comment { id: id.clone(), text }).unwrap();
    }
    let before = status(&mut core);
    drop(core);
    // From the snapshot that was kept on the way, and the acts since.
    let mut core = Core::open(dir.path()).unwrap();
    assert_eq!(status(&mut core), before);
    let Ok(Answer::Verified(verified)) = ask(&mut core, Command::Verify) else { panic!() };
    assert!(verified.ok, "{verified:?}");
    assert_eq!(verified.acts, before.acts);
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    assert_eq!(ask(&mut core, Command::GoalList), Err(Refusal::NoCommunity));
    create(&mut core, "De Linde").unwrap();
    let acts = status(&mut core).acts;
    let long = "lang ".repeat(100);
    let refused = [
        (
            Command::GoalAdd { title: " \n ".to_owned(), text: None },
            Refusal::Invalid("title".to_owned()),
        ),
        (Command::GoalAdd { title: long, text: None }, Refusal::TooLong("title".to_owned())),
        (Command::GoalShow { id: "abcd".to_owned() }, Refusal::Unknown("abcd".to_owned())),
        (
            Command::MemberApprove { who: vec!["Ali".to_owned()] },
            Refusal::NotGuest("Ali".to_owned()),
        ),
        (Command::DeviceRetire { id: "0000".to_owned() }, Refusal::Unknown("0000".to_owned())),
        (
            Command::Join {
                link: "meent:abc".to_owned(),
                me: "Ali".to_owned(),
                kind: Kind::Resident,
            },
            Refusal::BadLink("not_a_link".to_owned()),
        ),
    ];
    for (command, wanted) in refused {
        assert_eq!(ask(&mut core, command), Err(wanted));
    }
    drop(core);
    assert_eq!(acts_on_disk(dir.path()), acts);
}

#[test]
fn which_community_is_asked_when_there_are_several() {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    create(&mut core, "De Linde").unwrap();
    create(&mut core, "De Eik").unwrap();
    let wanted = Refusal::WhichCommunity("De Linde, De Eik".to_owned());
    assert_eq!(ask(&mut core, Command::GoalList), Err(wanted));
    let named = |community: &str| Request {
        community: Some(community.to_owned()),
        command: Command::Status,
    };
    let Ok(Answer::Status(status)) = core.execute(named("de eik")) else { panic!() };
    assert_eq!(status.name, "De Eik");
    let Ok(Answer::Status(same)) = core.execute(named(&status.community[..8])) else { panic!() };
    assert_eq!(same, status);
    let unknown = Refusal::UnknownCommunity("De Beuk".to_owned());
    assert_eq!(core.execute(named("De Beuk")), Err(unknown));
}

#[test]
fn a_link_of_ones_own_community_is_said_to_be() {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    create(&mut core, "De Linde").unwrap();
    let Ok(Answer::Link(invite)) = ask(&mut core, Command::Invite) else { panic!() };
    let join = Command::Join { link: invite.link, me: "Ali".to_owned(), kind: Kind::Resident };
    assert_eq!(ask(&mut core, join), Err(Refusal::AlreadyIn("De Linde".to_owned())));
    let Ok(Answer::Link(code)) = ask(&mut core, Command::DeviceEnrol) else { panic!() };
    let join = Command::Join { link: code.link, me: "Ali".to_owned(), kind: Kind::Resident };
    assert_eq!(ask(&mut core, join), Err(Refusal::BadLink("other_kind".to_owned())));
}

#[test]
fn the_text_under_a_vote_stays_as_it_is() {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    create(&mut core, "De Linde").unwrap();
    let propose = Command::DecisionPropose {
        title: "Bankje".to_owned(),
        text: "Een bankje.".to_owned(),
        review: "2027-06-01".to_owned(),
        goal: None,
        method: meent_peer::command::Method::Majority,
        quorum: None,
        share: None,
        numbers: Default::default(),
        options: Vec::new(),
    };
    let Ok(Answer::Decision(decision)) = ask(&mut core, propose) else { panic!() };
    let id = decision.id;
    let edit = |text: &str| Command::DecisionEdit {
        id: id.clone(),
        title: None,
        text: Some(text.to_owned()),
        review: None,
        goal: None,
        base: Vec::new(),
    };
    ask(&mut core, edit("Twee bankjes.")).unwrap();
    ask(&mut core, Command::DecisionOpen { id: id.clone(), opening: Default::default() }).unwrap();
    assert_eq!(ask(&mut core, edit("Drie bankjes.")), Err(Refusal::Decided));
    let vote =
        |ballot: &str| Command::Vote { id: id.clone(), ballot: ballot.to_owned(), reason: None };
    let wrong = Refusal::WrongBallot("for, against, abstain".to_owned());
    assert_eq!(ask(&mut core, vote("object")), Err(wrong));
    assert_eq!(
        ask(&mut core, Command::DecisionClose { id: id.clone(), seed: None }),
        Err(Refusal::NoQuorum(1))
    );
    ask(&mut core, vote("for")).unwrap();
    // Alone, everybody has voted: the close is due, and one acknowledgement is more than half.
    let Ok(Answer::Decision(done)) =
        ask(&mut core, Command::DecisionClose { id: id.clone(), seed: None })
    else {
        panic!("not closed")
    };
    assert_eq!((done.status.as_str(), done.outcome.as_deref()), ("confirmed", Some("adopted")));
    assert_eq!(done.text, "Twee bankjes.");
}
