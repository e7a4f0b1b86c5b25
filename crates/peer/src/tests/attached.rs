//! Attachments: what is let in and said, where the content goes and where it doesn't, when it is gone.
//!
//! Guards: a content that is erased is on no disk of who heard of it, also of who was away; nobody else
//! than a participant gets one; a file by hand brings whole contents or none. Next: `erased.rs`.

use std::{fs, path::Path, time::Duration};

use act::{
    blob::{Key, Name},
    id::{DeviceId, Digest},
};
use network::Protocol;
use sync::blob::{Opening, Reply};
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

use crate::{
    answer::{Answer, Attachment},
    attachment::Attach,
    bundle::{Export, Incoming, Newcomer, Part},
    command::{Command, Kind, Request},
    core::{Core, ambiently},
    refusal::Refusal,
    running::{Options, Peer},
};

const PATIENCE: Duration = Duration::from_secs(60);

fn photo(size: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend((0..size).map(|at| u8::try_from(at * 31 % 251).unwrap()));
    bytes
}

fn ask(core: &mut Core, command: Command) -> Answer {
    core.execute(Request { community: None, command }).unwrap()
}

fn create() -> Command {
    Command::CommunityCreate {
        name: "De Linde".to_owned(),
        purpose: "Samen".to_owned(),
        me: "Ali".to_owned(),
        kind: Kind::Resident,
        charter: None,
    }
}

fn founded() -> (TempDir, Core, String) {
    let dir = TempDir::new().unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    ask(&mut core, create());
    let Answer::Goal(goal) =
        ask(&mut core, Command::GoalAdd { title: "Tuin".to_owned(), text: None })
    else {
        panic!("no goal")
    };
    (dir, core, goal.id)
}

fn about(on: &str, title: &str, alt: &str) -> Attach {
    let (on, title, alt) = (on.to_owned(), title.to_owned(), alt.to_owned());
    Attach { community: None, on, title, alt }
}

fn attach(core: &mut Core, attach: &Attach, bytes: &[u8]) -> Result<Attachment, Refusal> {
    let mut upload = core.upload()?;
    bytes.chunks(50_000).try_for_each(|piece| upload.push(piece))?;
    match core.attach(upload.finish()?, attach)? {
        Answer::Attachment(told) => Ok(*told),
        other => panic!("{other:?}"),
    }
}

fn shown(core: &mut Core, id: &str) -> Attachment {
    match ask(core, Command::AttachmentShow { id: id.to_owned() }) {
        Answer::Attachment(told) => *told,
        other => panic!("{other:?}"),
    }
}

fn content(core: &Core, id: &str) -> Result<Vec<u8>, Refusal> {
    let pieces: Vec<_> = core.attachment(None, id)?.collect::<Result<_, _>>().unwrap();
    Ok(pieces.concat())
}

fn files(profile: &Path) -> usize {
    fs::read_dir(profile.join("blobs")).map_or(0, Iterator::count)
}

#[test]
fn what_is_attached_is_there_after_a_restart_and_gone_once_it_is_erased() {
    let (dir, mut core, goal) = founded();
    let bytes = photo(150_000);
    let told = attach(&mut core, &about(&goal, "../../tuin.png", " een  tuin "), &bytes).unwrap();
    assert_eq!((told.file.as_str(), told.alt.as_str()), ("tuin.png", "een tuin"));
    assert_eq!((told.kind.as_str(), told.state.as_str()), ("png", "here"));
    drop(core);
    fs::write(dir.path().join("blobs/0a.new"), "what an earlier run left").unwrap();
    let mut core = Core::open(dir.path()).unwrap();
    assert_eq!(files(dir.path()), 1);
    let Answer::Goal(shown_goal) = ask(&mut core, Command::GoalShow { id: goal }) else { panic!() };
    assert_eq!(shown_goal.attachments, std::slice::from_ref(&told));
    assert_eq!(content(&core, &told.id).unwrap(), bytes);
    ask(&mut core, Command::Redact { id: told.id.clone() });
    assert_eq!(files(dir.path()), 0);
    let erased = shown(&mut core, &told.id);
    assert_eq!((erased.state.as_str(), erased.erased_at), ("erased", Some((1, 1))));
    // An own second device may hold it for as long as it hasn't written.
    let community = core.homes().next().unwrap().record.id;
    let home = core.home_mut(community).unwrap();
    let (second, me) = (super::key(9), home.community.me().unwrap().0);
    let proof = second.sign(&act::statement::member(community, me));
    ambiently(|ambient| home.community.enrol(second.device(), proof, ambient)).unwrap();
    assert_eq!(shown(&mut core, &told.id).erased_at, Some((0, 1)));
    assert!(!erased.file.contains("tuin") && !erased.alt.contains("tuin"));
    assert_eq!(content(&core, &told.id), Err(Refusal::BadFile("erased".to_owned())));
    let database = fs::read(dir.path().join("meent.db")).unwrap();
    let log = fs::read(dir.path().join("meent.db-wal")).unwrap_or_default();
    let holds = |bytes: &[u8]| bytes.windows(8).any(|bytes| bytes == b"tuin.png");
    assert!(!holds(&database) && !holds(&log), "nor in the database");
}

#[test]
fn what_may_not_be_attached_leaves_nothing() {
    let (dir, mut core, goal) = founded();
    let refused = |why: &str| Err(Refusal::BadFile(why.to_owned()));
    let mut try_it = |attach: Attach, bytes: &[u8]| {
        let refused = self::attach(&mut core, &attach, bytes).map(|told| told.file);
        assert_eq!(files(dir.path()), 0, "{attach:?}");
        refused
    };
    assert_eq!(try_it(about(&goal, "tuin.png", " "), &photo(9)), refused("no_alt"));
    assert_eq!(try_it(about(&goal, "leeg.txt", ""), b""), refused("empty"));
    let large = vec![0; (32 << 20) + 1];
    assert_eq!(try_it(about(&goal, "groot.bin", ""), &large), refused("too_large"));
    let unknown = Err(Refusal::Unknown("abcdef".to_owned()));
    assert_eq!(try_it(about("abcdef", "tuin.png", "tuin"), &photo(9)), unknown);
    let nameless = Err(Refusal::Invalid("file".to_owned()));
    assert_eq!(try_it(about(&goal, "map/", "tuin"), &photo(9)), nameless);
    let long = Err(Refusal::TooLong("alt".to_owned()));
    assert_eq!(try_it(about(&goal, "tuin.png", &"a".repeat(501)), &photo(9)), long);
}

/// Somebody else names the same content by a key of their own, and is heard of first.
#[test]
fn who_names_a_content_falsely_takes_nothing_from_it() {
    let (dir, mut core, goal) = founded();
    let bytes = photo(100_000);
    let mut upload = core.upload().unwrap();
    upload.push(&bytes).unwrap();
    let uploaded = upload.finish().unwrap();
    let name = uploaded.sealed.name();
    let id = core.homes().next().unwrap().record.id;
    let falsely = Name { key: Key([0; 16]), ..name };
    ambiently(|ambient| {
        let community = &mut core.home_mut(id).unwrap().community;
        let about = community.may_attach(&goal, ("hun.png", "x"), "png").unwrap();
        community.attach(about, falsely, "png", ambient).unwrap();
        core.keep(id, ambient).unwrap();
    });
    core.attach(uploaded, &about(&goal, "tuin.png", "een tuin")).unwrap();
    let check = |core: &mut Core| {
        let lacking: Vec<_> = core.lacking().into_iter().map(|(of, one)| (of, one.name)).collect();
        assert_eq!(lacking, [(id, falsely)]);
        let device = core.home(id).unwrap().community.device();
        let held = core.hand_out(Opening { community: id, root: name.root }, device);
        assert_eq!(held.unwrap().outline().name(), name);
        let stranger = DeviceId([9; 32]);
        assert!(core.hand_out(Opening { community: id, root: name.root }, stranger).is_none());
        let Answer::Goal(shown) = ask(core, Command::GoalShow { id: goal.clone() }) else {
            panic!()
        };
        let states: Vec<_> = shown.attachments.iter().map(|one| one.state.as_str()).collect();
        assert_eq!(states, ["elsewhere", "here"]);
        assert_eq!(content(core, &shown.attachments[1].id).unwrap(), bytes);
    };
    check(&mut core);
    drop(core);
    let mut core = Core::open(dir.path()).unwrap();
    check(&mut core);
    // A file holds the genuine one.
    let whole = bundle(&mut core, Part::Invite, false);
    let away = TempDir::new().unwrap();
    let mut bea = Core::open(away.path()).unwrap();
    assert_eq!(take_in(&mut bea, &whole, Some("Bea")), Ok(1));
    let Answer::Goal(shown) = ask(&mut bea, Command::GoalShow { id: goal }) else { panic!() };
    assert_eq!(content(&bea, &shown.attachments[1].id).unwrap(), bytes);
}

/// What one member or all guests add beyond their share is named, and kept nowhere.
#[test]
fn nobody_fills_the_disks_of_the_others() {
    let (_dir, mut core, goal) = founded();
    let id = core.homes().next().unwrap().record.id;
    let add = |core: &mut Core, number: u8| {
        ambiently(|ambient| {
            let community = &mut core.home_mut(id).unwrap().community;
            let about = community.may_attach(&goal, ("plan", ""), "file").unwrap();
            let name = Name { root: Digest([number; 32]), key: Key([number; 16]), size: 32 << 20 };
            community.attach(about, name, "file", ambient).unwrap();
            core.keep(id, ambient).unwrap();
        });
    };
    (0..9).for_each(|number| add(&mut core, number));
    assert_eq!(core.lacking().len(), 8, "of nine times 32 MB");
    let Answer::Goal(shown) = ask(&mut core, Command::GoalShow { id: goal.clone() }) else {
        panic!()
    };
    assert_eq!(shown.attachments[8].state, "too_much");
    let refused = attach(&mut core, &about(&goal, "nog.txt", ""), b"nog een");
    assert_eq!(refused, Err(Refusal::BadFile("too_much".to_owned())));
    // What is erased makes room.
    ask(&mut core, Command::Redact { id: shown.attachments[0].id.clone() });
    assert_eq!(core.lacking().len(), 8);
    assert!(core.lacking().iter().any(|(_, named)| named.name.root == Digest([8; 32])));
}

fn bundle(core: &mut Core, part: Part, bare: bool) -> Vec<u8> {
    let export = Export { community: None, part, bare };
    core.export(&export).unwrap().collect::<Vec<_>>().concat()
}

fn take_in(core: &mut Core, bytes: &[u8], me: Option<&str>) -> Result<usize, Refusal> {
    let mut incoming = Incoming::default();
    bytes.chunks(70_001).try_for_each(|piece| incoming.push(piece))?;
    let newcomer = me.map(|me| Newcomer { me: me.to_owned(), kind: Kind::Resident });
    match core.import(incoming.finish()?, newcomer)? {
        Answer::Unbundled(told) => Ok(told.attachments),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_by_hand_brings_whole_contents_and_says_which_are_erased() {
    let (_home, mut ali, goal) = founded();
    let bytes = photo(150_000);
    let told = attach(&mut ali, &about(&goal, "tuin.png", "een tuin"), &bytes).unwrap();
    let away = TempDir::new().unwrap();
    let mut bea = Core::open(away.path()).unwrap();
    // Without contents first, as in a message.
    let bare = bundle(&mut ali, Part::Invite, true);
    assert_eq!(take_in(&mut bea, &bare, Some("Bea")), Ok(0));
    assert_eq!(shown(&mut bea, &told.id).state, "elsewhere");
    assert_eq!(content(&bea, &told.id), Err(Refusal::BadFile("not_here".to_owned())));
    let whole = bundle(&mut ali, Part::All, false);
    assert!(bare.len() < 10_000 && whole.len() > 150_000);
    // One byte of the content altered: nothing of the file is kept.
    let mut altered = whole.clone();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    let damaged = Err(Refusal::BadBundle("damaged".to_owned()));
    assert_eq!(take_in(&mut bea, &altered, None), damaged);
    assert_eq!(files(away.path()), 0);
    assert_eq!(take_in(&mut bea, &whole, None), Ok(1));
    assert_eq!(content(&bea, &told.id).unwrap(), bytes);
    assert_eq!(take_in(&mut bea, &whole, None), Ok(0), "it was here");
    // Bea was away when it was erased; the news reaches her by a file too.
    ask(&mut ali, Command::Redact { id: told.id.clone() });
    let news = bundle(&mut ali, Part::All, false);
    assert!(news.len() < 10_000, "what is erased goes in no file");
    assert_eq!(take_in(&mut bea, &news, None), Ok(0));
    assert_eq!((files(away.path()), shown(&mut bea, &told.id).state.as_str()), (0, "erased"));
    // An old file brings nothing back.
    assert_eq!(take_in(&mut bea, &whole, None), Ok(0));
    assert_eq!((files(away.path()), shown(&mut bea, &told.id).state.as_str()), (0, "erased"));
}

async fn tell(peer: &Peer, command: Command) -> Answer {
    peer.execute(Request { community: None, command }).await.unwrap()
}

async fn has(peer: &Peer, id: &str, state: &str) {
    let until = Instant::now() + PATIENCE;
    loop {
        let show = Command::AttachmentShow { id: id.to_owned() };
        let told = peer.execute(Request { community: None, command: show }).await;
        if matches!(&told, Ok(Answer::Attachment(told)) if told.state == state) {
            return;
        }
        assert!(Instant::now() < until, "not {state}: {told:?}");
        sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_content_comes_from_others_and_goes_to_participants_only() {
    let options = || Options {
        listen: vec!["/ip4/127.0.0.1/udp/0/quic-v1".to_owned()],
        mdns: false,
        ..Options::default()
    };
    let dirs = [(); 3].map(|()| TempDir::new().unwrap());
    let ali = Peer::open(dirs[0].path(), options()).await.unwrap();
    let Answer::Community(linde) = tell(&ali, create()).await else { panic!() };
    let goal = tell(&ali, Command::GoalAdd { title: "Tuin".to_owned(), text: None }).await;
    let Answer::Goal(goal) = goal else { panic!() };
    let Answer::Link(invite) = tell(&ali, Command::Invite).await else { panic!() };
    let dial = ali.addresses().await;
    let options = || Options { dial: dial.clone(), ..options() };
    let bea = Peer::open(dirs[1].path(), options()).await.unwrap();
    let (link, me) = (invite.link, "Bea".to_owned());
    tell(&bea, Command::Join { link, me, kind: Kind::Resident }).await;

    let bytes = photo(3_000_000);
    let mut upload = ali.upload().await.unwrap();
    upload.push(&bytes).unwrap();
    let about = about(&goal.id, "tuin.png", "een tuin");
    let told = ali.attach(upload, about).await.unwrap();
    let Answer::Attachment(told) = told else { panic!() };
    has(&bea, &told.id, "here").await;
    let content = bea.attachment(None, told.id.clone()).await.unwrap();
    let came: Vec<_> = content.collect::<Result<_, _>>().unwrap();
    assert_eq!(came.concat(), bytes);

    // Who asks for what nobody attached takes no place from those who ask for what there is.
    let community = act::id::CommunityId::from_hex(&linde.id).unwrap();
    let mut stream = bea.node().open(ali.node().id(), Protocol::Blob).await.unwrap();
    let opening = Opening { community, root: Digest([0; 32]) };
    stream.send(&opening.encode()).await.unwrap();
    assert_eq!(stream.receive().await.unwrap(), Some(Reply::NotHere.encode()));
    assert_eq!(ali.serving().taken(), 0);

    // A stranger who knows all the names gets the answer that one gets who made them up.
    let root = fs::read_dir(dirs[0].path().join("blobs")).unwrap().next().unwrap().unwrap();
    let root = act::id::Digest::from_hex(root.file_name().to_str().unwrap()).unwrap();
    let stranger = Peer::open(dirs[2].path(), options()).await.unwrap();
    let until = Instant::now() + PATIENCE;
    let mut stream = loop {
        if let Ok(stream) = stranger.node().open(ali.node().id(), Protocol::Blob).await {
            break stream;
        }
        assert!(Instant::now() < until);
        sleep(Duration::from_millis(20)).await;
    };
    let opening = Opening { community, root }.encode();
    // Either no stream at all, or that.
    let reply = match stream.send(&opening).await {
        Ok(()) => stream.receive().await.ok().flatten(),
        Err(_) => None,
    };
    assert!(reply.is_none_or(|reply| reply == Reply::NotHere.encode()));
    stranger.stop().await;

    // Bea is away when it is erased: it goes as soon as she hears of it.
    bea.stop().await;
    drop(bea);
    assert_eq!(files(dirs[1].path()), 1);
    tell(&ali, Command::Redact { id: told.id.clone() }).await;
    assert_eq!(files(dirs[0].path()), 0);
    let bea = Peer::open(dirs[1].path(), options()).await.unwrap();
    has(&bea, &told.id, "erased").await;
    assert_eq!(files(dirs[1].path()), 0);
    bea.stop().await;
    ali.stop().await;
}
