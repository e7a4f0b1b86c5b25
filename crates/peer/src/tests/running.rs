//! A running peer: pages are told when something they show changed, and only then; what is set for
//! oneself stays.
//!
//! Guards: a page that reloads for nothing loses its reader's place. Next: [`super::overview`].

use std::time::Duration;

use act::id::{CommunityId, DeviceId, MemberId};
use network::{CONDUCT_POINTS, PeerId};
use sync::hello::{Meeting, Standpoint, There};
use tempfile::TempDir;
use tokio::{
    sync::mpsc,
    time::{Instant, sleep},
};

use crate::{
    actor::Ask,
    answer::{Answer, ForYou, Settings},
    command::{Command, Kind, Request},
    core::Core,
    refusal::Refusal,
    running::{Options, Peer},
};

/// How long anything may take before a test gives up; far more than it takes.
const PATIENCE: Duration = Duration::from_secs(60);

fn create() -> Command {
    Command::CommunityCreate {
        name: "De Linde".to_owned(),
        purpose: "Samen een tuin".to_owned(),
        me: "Ali".to_owned(),
        kind: Kind::Resident,
        charter: None,
    }
}

async fn tell(peer: &Peer, command: Command) -> Answer {
    peer.execute(Request { community: None, command }).await.unwrap()
}

#[tokio::test]
async fn pages_are_told_of_what_they_show_and_of_nothing_else() {
    let dir = TempDir::new().unwrap();
    let listen = vec!["/ip4/127.0.0.1/tcp/0".to_owned()];
    let options = Options { listen, ..Options::default() };
    let peer = Peer::open(dir.path(), options).await.unwrap();
    let mut changes = peer.changes();
    tell(&peer, create()).await;
    tell(&peer, Command::Status).await;
    assert!(changes.has_changed().unwrap(), "a community");
    let before = *changes.borrow_and_update();
    for command in [
        Command::Status,
        Command::ForYou,
        Command::Seen { acts: 3 },
        Command::SettingChange { language: Some("en".to_owned()), theme: None },
        Command::GoalBoard,
        Command::Log,
    ] {
        tell(&peer, command).await;
        // A tick answers nothing; what is asked after it comes after it.
        peer.ask::<()>(|_| Ask::Tick(None)).await;
    }
    let here = peer.node().whereabouts().await;
    peer.ask::<()>(|_| Ask::Tick(here)).await;
    tell(&peer, Command::Status).await;
    assert!(!changes.has_changed().unwrap(), "looking and waiting change nothing");
    tell(&peer, Command::GoalAdd { title: "Tuin".to_owned(), text: None }).await;
    tell(&peer, Command::Status).await;
    assert!(changes.has_changed().unwrap(), "an act");
    assert!(*changes.borrow_and_update() > before);
    peer.stop().await;
}

#[tokio::test]
async fn pages_are_told_who_comes_and_who_goes() {
    let quic = || vec!["/ip4/127.0.0.1/udp/0/quic-v1".to_owned()];
    let (home, away) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let ali = Peer::open(home.path(), Options { listen: quic(), ..Options::default() });
    let ali = ali.await.unwrap();
    tell(&ali, create()).await;
    let Answer::Link(invite) = tell(&ali, Command::Invite).await else { panic!("no link") };
    let options = || Options { listen: quic(), ..Options::default() };
    let bea = Peer::open(away.path(), options()).await.unwrap();
    let (link, me) = (invite.link, "Bea".to_owned());
    tell(&bea, Command::Join { link, me, kind: Kind::Resident }).await;
    let mut changes = ali.changes();
    // Until Bea's page would read the same however often it is drawn.
    let around = async |state: &str| {
        let until = Instant::now() + PATIENCE;
        loop {
            let Answer::Status(status) = tell(&ali, Command::Status).await else { panic!() };
            let level = status.around.iter().all(|one| one.behind.is_none_or(|lacks| lacks == 0));
            if status.around.iter().any(|one| one.state == state) && level {
                return status.acts;
            }
            assert!(Instant::now() < until, "nobody is {state}: {:?}", status.around);
            sleep(Duration::from_millis(20)).await;
        }
    };
    around("connected").await;
    // And until both said where they are.
    sleep(Duration::from_secs(2)).await;
    tell(&ali, Command::Status).await;
    changes.borrow_and_update();
    bea.stop().await;
    drop(bea);
    let acts = around("away").await;
    tell(&ali, Command::Status).await;
    assert!(changes.has_changed().unwrap(), "somebody left");
    changes.borrow_and_update();
    let dial = ali.addresses().await;
    let bea = Peer::open(away.path(), Options { dial, ..options() }).await.unwrap();
    assert_eq!(around("connected").await, acts, "nothing was written");
    tell(&ali, Command::Status).await;
    assert!(changes.has_changed().unwrap(), "somebody came back");
    bea.stop().await;
    ali.stop().await;
}

/// What was agreed at hello ends with the membership: also for who has no sync going on at that moment,
/// and keeps the connection to begin one later.
#[tokio::test]
async fn who_is_sent_away_can_begin_no_sync_on_what_was_agreed_before() {
    let options = || Options {
        listen: vec!["/ip4/127.0.0.1/udp/0/quic-v1".to_owned()],
        ..Options::default()
    };
    let (home, away) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let ali = Peer::open(home.path(), options()).await.unwrap();
    let Answer::Community(linde) = tell(&ali, create()).await else { panic!() };
    let Answer::Link(invite) = tell(&ali, Command::Invite).await else { panic!("no link") };
    let bea = Peer::open(away.path(), options()).await.unwrap();
    let (link, me) = (invite.link, "Bea".to_owned());
    tell(&bea, Command::Join { link, me, kind: Kind::Resident }).await;
    let (other, community) = (bea.node().id(), CommunityId::from_hex(&linde.id).unwrap());
    // Before anything is cut off, Bea's name is here.
    let until = Instant::now() + PATIENCE;
    loop {
        let Answer::Members(list) = tell(&ali, Command::MemberList).await else { panic!() };
        if list.members.iter().any(|one| one.name == "Bea") {
            break;
        }
        assert!(Instant::now() < until, "Bea never came");
        sleep(Duration::from_millis(20)).await;
    }
    // As if Bea closed what goes on and opened one anew: whether there is one then.
    let begin = async || {
        for session in 1..100 {
            ali.ask(|reply| Ask::Ended(session, reply)).await;
        }
        let (outbox, _frames) = mpsc::channel(64);
        let begun = ali.ask(|reply| Ask::Begin { other, community, ours: false, outbox, reply });
        begun.await.unwrap().is_some()
    };
    let until = Instant::now() + PATIENCE;
    while !begin().await {
        assert!(Instant::now() < until, "hello never agreed on anything");
        sleep(Duration::from_millis(20)).await;
    }
    tell(&ali, Command::MemberDismiss { who: vec!["Bea".to_owned()] }).await;
    assert!(!begin().await);
    bea.stop().await;
    ali.stop().await;
}

/// A running peer, the only one of its community.
struct Alone {
    home: TempDir,
    ali: Peer,
    community: CommunityId,
    standpoint: Standpoint,
    device: DeviceId,
}

async fn alone() -> Alone {
    let home = TempDir::new().unwrap();
    let listen = vec!["/ip4/127.0.0.1/udp/0/quic-v1".to_owned()];
    let ali = Peer::open(home.path(), Options { listen, ..Options::default() }).await.unwrap();
    let Answer::Community(linde) = tell(&ali, create()).await else { panic!() };
    let community = CommunityId::from_hex(&linde.id).unwrap();
    let ground = ali.ask(Ask::Ground).await.unwrap();
    let known = &ground.known[&community];
    let (standpoint, device) = (known.standpoint, *known.own.first().unwrap());
    Alone { home, ali, community, standpoint, device }
}

/// A transport id is new whenever a program wants; a device that misbehaved stays known by its key.
#[tokio::test]
async fn a_device_that_misbehaved_is_out_under_each_transport_id() {
    // Ali's own device stands for one that takes part.
    let Alone { ali, community, standpoint, device, home: _home } = alone().await;
    let may_sync = async |other: PeerId| {
        let there = There::Known(standpoint);
        let meeting = Meeting { community, device: Some(device), known_here: true, there };
        ali.ask(|reply| Ask::Met(other, vec![meeting], reply)).await.unwrap();
        let (outbox, _frames) = mpsc::channel(64);
        let begun = ali.ask(|reply| Ask::Begin { other, community, ours: false, outbox, reply });
        begun.await.unwrap().is_some()
    };
    let ids: Vec<_> = (0..3).map(|_| PeerId::random()).collect();
    assert!(may_sync(ids[0]).await);
    ali.ask(|reply| Ask::Penalise(ids[0], CONDUCT_POINTS - 1, reply)).await.unwrap();
    assert!(may_sync(ids[1]).await, "not yet");
    ali.ask(|reply| Ask::Penalise(ids[1], 1, reply)).await.unwrap();
    assert!(!may_sync(ids[2]).await);
    ali.stop().await;
}

/// Whoever has the community's secret can show as many devices as they make up: they get a few places, and the
/// others a stranger's time to introduce themselves.
#[tokio::test]
async fn devices_that_nobody_knows_get_four_places_between_them() {
    let Alone { ali, community, standpoint, device, home: _home } = alone().await;
    let has_place = async |of, known_here, there| {
        let meeting = Meeting { community, device: Some(of), known_here, there };
        ali.ask(|reply| Ask::Met(PeerId::random(), vec![meeting], reply)).await.unwrap()
    };
    let knows_us = There::Known(standpoint);
    for number in 0..8 {
        let unknown = DeviceId([number; 32]);
        assert!(!has_place(unknown, false, There::Unsaid).await, "it has only the secret");
        assert_eq!(has_place(unknown, false, knows_us).await, number < 4, "{number}");
    }
    assert!(has_place(device, true, knows_us).await, "there is room for who is known");
    ali.stop().await;
}

fn ask(core: &mut Core, command: Command) -> Result<Answer, Refusal> {
    core.execute(Request { community: None, command })
}

fn settings(core: &mut Core) -> Settings {
    let Ok(Answer::Settings(settings)) = ask(core, Command::SettingShow) else { panic!() };
    settings
}

fn for_you(core: &mut Core) -> ForYou {
    let Ok(Answer::ForYou(for_you)) = ask(core, Command::ForYou) else { panic!() };
    for_you
}

#[test]
fn settings_stay_and_need_no_community() {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    let auto = || "auto".to_owned();
    assert_eq!(settings(&mut core), Settings { language: auto(), theme: auto() });
    let change = |language: Option<&str>, theme: Option<&str>| Command::SettingChange {
        language: language.map(str::to_owned),
        theme: theme.map(str::to_owned),
    };
    ask(&mut core, change(Some("en"), Some("dark"))).unwrap();
    // Nothing of it when one is wrong.
    let wrong = ask(&mut core, change(Some("nl"), Some("pink")));
    assert_eq!(wrong, Err(Refusal::Invalid("theme".to_owned())));
    let wrong = ask(&mut core, change(Some("fr"), Some("light")));
    assert_eq!(wrong, Err(Refusal::Invalid("language".to_owned())));
    ask(&mut core, change(None, None)).unwrap();
    drop(core);
    let mut core = Core::open(dir.path()).unwrap();
    let chosen = Settings { language: "en".to_owned(), theme: "dark".to_owned() };
    assert_eq!(settings(&mut core), chosen);
}

#[test]
fn what_was_seen_stays_seen() {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    assert_eq!(ask(&mut core, Command::Seen { acts: 1 }), Err(Refusal::NoCommunity));
    ask(&mut core, create()).unwrap();
    let acts = for_you(&mut core).acts;
    let id = core.homes().next().unwrap().community.id();
    ask(&mut core, Command::Seen { acts }).unwrap();
    assert_eq!(core.seen(id), acts);
    // An older page doesn't make it new again, and what isn't there can't have been seen.
    ask(&mut core, Command::Seen { acts: 1 }).unwrap();
    assert_eq!(core.seen(id), acts);
    ask(&mut core, Command::Seen { acts: usize::MAX }).unwrap();
    assert_eq!(core.seen(id), acts);
    drop(core);
    assert_eq!(Core::open(dir.path()).unwrap().seen(id), acts);
}

#[test]
fn rest_that_is_put_off_is_asked_again_after_a_month() {
    const MONTH: i64 = 30 * 86_400;
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    ask(&mut core, create()).unwrap();
    let id = core.homes().next().unwrap().community.id();
    let me = core.homes().next().unwrap().community.me().unwrap().0.to_string();
    let nobody = Command::MemberLater { who: "Niemand".to_owned() };
    assert!(matches!(ask(&mut core, nobody), Err(Refusal::Unknown(_))));
    let later = ask(&mut core, Command::MemberLater { who: me.clone() });
    assert!(matches!(later, Ok(Answer::ForYou(_))), "{later:?}");
    core.put_off(id, &me, 1_000).unwrap();
    drop(core);
    let core = Core::open(dir.path()).unwrap();
    assert!(core.later(id, 999 + MONTH).contains(&me));
    assert_eq!(core.later(id, 1_000 + MONTH), std::collections::BTreeSet::new());
}

#[test]
fn nobody_blocks_themselves_or_somebody_unknown() {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    ask(&mut core, create()).unwrap();
    let block = |who: &str| Command::MemberBlock { who: who.to_owned() };
    assert!(matches!(ask(&mut core, block("Ali")), Err(Refusal::BlocksSelf)));
    assert!(matches!(ask(&mut core, block("Niemand")), Err(Refusal::Unknown(_))));
}

#[test]
fn who_is_blocked_is_so_after_a_restart_and_from_a_backup_at_once() {
    let (dir, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let mut core = Core::open(dir.path()).unwrap();
    ask(&mut core, create()).unwrap();
    let id = core.homes().next().unwrap().community.id();
    let bea = MemberId::from_hex(&"b3".repeat(32)).unwrap();
    core.put_setting(Some(id), "blocked", &bea.to_string()).unwrap();
    let Ok(Answer::Backup(backup)) = ask(&mut core, Command::Backup) else { panic!() };
    drop(core);
    let blocked = |core: &Core| core.homes().next().unwrap().community.blocked.clone();
    assert_eq!(blocked(&Core::open(dir.path()).unwrap()), [bea].into());
    let mut back = Core::open(other.path()).unwrap();
    ask(&mut back, Command::RestoreBackup { content: backup.content }).unwrap();
    assert_eq!(blocked(&back), [bea].into());
}

/// Whom somebody blocked or what they put off may be a list of hundreds.
#[test]
fn a_backup_with_long_settings_comes_back() {
    let settings = [("blocked".to_owned(), "0123456789abcdef".repeat(10_000))];
    let bytes = crate::backup::write(&settings, &[]);
    let read = crate::backup::read(&bytes, || unreachable!("no community")).unwrap();
    assert_eq!(read.settings, settings);
}
