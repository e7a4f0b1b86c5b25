//! Somebody who waits reads what is tried and how far it is: with nobody there, with strangers there, and with
//! the right ones, over real connections on this machine.
//!
//! Guards: what is said is what came of it. Next: [`super::running`].

use std::time::Duration;

use sync::link::InviteLink;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};
use words::looking::{By, Looking, State, Way};

use super::send;
use crate::{
    answer::{Answer, Joined, Status},
    command::{Command, Kind, Request},
    core::{Core, now},
    running::{Options, Peer},
};

/// How long anything may take before a test gives up; far more than it takes.
const PATIENCE: Duration = Duration::from_secs(60);

fn request(command: Command) -> Request {
    Request { community: None, command }
}

async fn tell(peer: &Peer, command: Command) -> Answer {
    peer.execute(request(command)).await.unwrap()
}

async fn start(dir: &TempDir) -> Peer {
    let listen = vec!["/ip4/127.0.0.1/tcp/0".to_owned()];
    Peer::open(dir.path(), Options { listen, ..Options::default() }).await.unwrap()
}

fn founding(name: &str) -> Command {
    Command::CommunityCreate {
        name: name.to_owned(),
        purpose: "Samen".to_owned(),
        me: "Ali".to_owned(),
        kind: Kind::Resident,
        charter: None,
    }
}

/// Somebody with a community, and an invite to it.
async fn founder(dir: &TempDir, name: &str) -> (Peer, String) {
    let peer = start(dir).await;
    tell(&peer, founding(name)).await;
    let Answer::Link(invite) = tell(&peer, Command::Invite).await else { panic!("no link") };
    assert_eq!(InviteLink::parse(&invite.link).unwrap().addresses.len(), 1);
    (peer, invite.link)
}

fn join(link: &str) -> Request {
    request(Command::Join { link: link.to_owned(), me: "Bea".to_owned(), kind: Kind::Resident })
}

async fn waits(peer: &Peer, link: &str) -> (Joined, Vec<Looking>) {
    let mut told = Vec::new();
    let patience = Duration::from_secs(2);
    let joined = peer.join(join(link), patience, |looking| told.push(looking.clone())).await;
    let Ok(Answer::Joined(joined)) = joined else { panic!("not joined: {joined:?}") };
    (joined, told)
}

async fn looking(peer: &Peer) -> Option<Box<Looking>> {
    let Answer::Status(Status { looking, .. }) = tell(peer, Command::Status).await else {
        panic!()
    };
    looking
}

/// Waits until the one address in the link is told to be so.
async fn comes_to(peer: &Peer, state: State) -> Looking {
    let until = Instant::now() + PATIENCE;
    loop {
        let looking = looking(peer).await.expect("nobody was met");
        if looking.places[1].state == state {
            return *looking;
        }
        assert!(Instant::now() < until, "never {state:?}: {looking:?}");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn with_nobody_there_each_place_says_how_often_it_was_tried_and_when_again() {
    let (home, away) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (ali, link) = founder(&home, "De Linde").await;
    ali.stop().await;
    let bea = start(&away).await;
    let (joined, told) = waits(&bea, &link).await;
    assert_eq!(joined.state, "waiting");
    let looking = *joined.looking.expect("it waits");
    assert_eq!(told.last(), Some(&looking), "what was told last is what is answered");
    assert_eq!((looking.by, looking.who.as_str(), looking.met), (By::Invite, "", false));
    assert_eq!((looking.acts, looking.expected), (0, 0));
    let [network, there] = &looking.places[..] else { panic!("{looking:?}") };
    assert_eq!((network.way, network.state), (Way::Network, State::Off));
    assert_eq!((there.way, there.address.as_str()), (Way::Here, "127.0.0.1"));
    assert_eq!((there.state, there.times >= 1), (State::Silent, true), "{there:?}");
    let more = there.times + 1;
    // It goes on by itself, and a page is told.
    let mut changes = bea.changes();
    changes.mark_unchanged();
    while comes_to(&bea, State::Silent).await.places[1].times < more {
        sleep(Duration::from_millis(50)).await;
    }
    assert!(changes.has_changed().unwrap());
    let again = comes_to(&bea, State::Silent).await.places[1].again;
    assert!(again.is_none_or(|seconds| (1..=21).contains(&seconds)), "{again:?}");
    bea.stop().await;
    // As long as no peer runs, nothing is tried.
    drop(bea);
    let mut core = Core::open(away.path()).unwrap();
    let Ok(Answer::Status(status)) = core.execute(request(Command::Status)) else { panic!() };
    let states = status.looking.unwrap().places.into_iter().map(|one| one.state);
    assert_eq!(states.collect::<Vec<_>>(), [State::Idle; 2]);
}

#[tokio::test]
async fn who_answers_and_is_of_another_community_is_said_to_be_a_stranger() {
    let [home, elsewhere, away] = [(); 3].map(|()| TempDir::new().unwrap());
    let (ali, link) = founder(&home, "De Linde").await;
    ali.stop().await;
    let (cem, _) = founder(&elsewhere, "De Els").await;
    let mut link = InviteLink::parse(&link).unwrap();
    link.addresses = cem.addresses().await;
    let bea = start(&away).await;
    let (joined, _) = waits(&bea, &link.to_string()).await;
    assert_eq!(joined.state, "waiting");
    let looking = comes_to(&bea, State::Stranger).await;
    assert!(!looking.met && looking.places[1].times == 0, "{looking:?}");
    let json = serde_json::to_string(&looking).unwrap();
    assert!(!json.contains(&cem.node().id().to_string()), "nobody is named by it: {json}");
    bea.stop().await;
    cem.stop().await;
}

#[tokio::test]
async fn the_right_ones_are_told_with_how_far_it_is_until_all_is_here() {
    let (home, away) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (ali, link) = founder(&home, "De Linde").await;
    // More than goes in one piece, and nothing that packs well.
    let mut random = 1_u64;
    let mut letter = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(b'a' + u8::try_from(random >> 60).unwrap())
    };
    for at in 0..12 {
        let (title, text) = (format!("Doel {at}"), (0..48_000).map(|_| letter()).collect());
        tell(&ali, Command::GoalAdd { title, text: Some(text) }).await;
    }
    let bea = start(&away).await;
    // Asked again and again, something is answered between every two pieces that come.
    let asks = async {
        let mut seen = Vec::new();
        loop {
            match bea.execute(request(Command::Status)).await {
                Ok(Answer::Status(Status { looking: Some(one), .. })) => seen.push(*one),
                Ok(_) => return seen,
                Err(_) => sleep(Duration::from_millis(1)).await,
            }
        }
    };
    let ((joined, told), seen) = tokio::join!(waits(&bea, &link), asks);
    assert_eq!((joined.state.as_str(), joined.looking), ("guest", None));
    assert!(!told.is_empty());
    let place = |state| seen.iter().any(|one| one.places[1].state == state);
    assert!(place(State::Connected) && !place(State::Stranger) && !place(State::Silent));
    // All of Ali's, and Bea's join; her name is written once she is in.
    let Answer::Status(Status { acts: all, .. }) = tell(&bea, Command::Status).await else {
        panic!()
    };
    let coming: Vec<_> = seen.iter().filter(|one| one.expected > 0).collect();
    assert!(coming.iter().all(|one| one.met && one.expected == all - 1), "{coming:?}");
    let acts: Vec<_> = coming.iter().map(|one| one.acts).collect();
    assert!(acts.is_sorted() && acts.first() == Some(&0), "{acts:?}");
    let last = *acts.last().unwrap();
    assert!((1..all).contains(&last), "some came before all had: {acts:?}");
    bea.stop().await;
    ali.stop().await;
}

#[test]
fn whoever_made_the_invite_is_named_as_soon_as_their_acts_are_here() {
    let (home, away) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (mut ali, mut bea) = (Core::open(home.path()).unwrap(), Core::open(away.path()).unwrap());
    ali.execute(request(founding("De Linde"))).unwrap();
    let Ok(Answer::Link(invite)) = ali.execute(request(Command::Invite)) else { panic!("no link") };
    bea.execute(join(&invite.link)).unwrap();
    let from = &ali.homes().next().unwrap().community;
    let looking = |bea: &Core| bea.looking(from.id()).unwrap();
    assert_eq!(looking(&bea).who, "");
    assert!(looking(&bea).is_nowhere(), "no peer of Ali's ran, so that no address is in the link");
    // All but what lets Bea in, before the connection was lost.
    send(from, &mut bea.home_mut(from.id()).unwrap().community, now());
    let looking = looking(&bea);
    assert_eq!((looking.who.as_str(), looking.acts), ("Ali", from.log().len()));
}
