//! Files by hand: what they bring is taken in as from the wire, or not at all; when one counts as meeting
//! somebody (docs/decisions/0012); joining by one.
//!
//! Guards: nothing is taken in of a file in which anything is wrong; the secret travels with an invite
//! only. Next: [`super::late`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    deed::Deed,
    key::Signature,
    log::Index,
    register::Enrol,
    round::{Acknowledge, Close},
    statement,
};
use sync::{
    bundle::{self, Bundle, Head, reader::Reader, writer::Writer},
    frontier::Frontier,
    link::InviteLink,
};
use tempfile::TempDir;

use super::{NOW, ambiently, id, key, newcomer, overview, send, two, write};
use crate::{
    answer::{Answer, Unbundled},
    bundle::{Export, Incoming, Newcomer, Parcel, Part, is_one},
    command::{Command, Kind, Opening, Request},
    community::Community,
    core::Core,
    due::Chore,
    refusal::Refusal,
};

fn bundle_of(from: &Community, acts: BTreeSet<Index>) -> Bundle {
    let log = from.log();
    let frontier = Frontier::of(log).digest();
    let head = Head { community: from.id(), frontier, checkpoint: from.register().digest() };
    let mut reader = Reader::default();
    for piece in Writer::new(log.clone(), head, None, acts).unwrap() {
        reader.push(&piece).unwrap();
    }
    reader.finish().unwrap()
}

fn whole(from: &Community) -> Bundle {
    bundle_of(from, from.log().since(0).collect())
}

fn bad(why: &str) -> Refusal {
    Refusal::BadBundle(why.to_owned())
}

/// How many acts a file brought, and whether that was meeting somebody.
fn take(to: &mut Community, bundle: &Bundle) -> (usize, bool) {
    let taken = to.take_bundle(bundle, NOW).unwrap();
    (taken.appended.len(), to.is_known_to(&taken.appended))
}

#[test]
fn a_file_is_meeting_somebody_when_it_knows_what_this_device_wrote() {
    let (mut ali, mut bea) = two();
    write(&mut ali, Deed::Gather);
    let before = whole(&ali);
    write(&mut bea, Deed::Gather);
    assert_eq!(take(&mut bea, &before), (1, false), "older than what Bea wrote");
    send(&bea, &mut ali, NOW);
    assert_eq!(take(&mut bea, &whole(&ali)), (0, false), "nothing new");
    write(&mut ali, Deed::Gather);
    let after = whole(&ali);
    assert_eq!(take(&mut bea, &after), (1, true));
    assert_eq!(take(&mut bea, &after), (0, false), "was taken in before");
    // Set back: what this device wrote itself comes in, and is no other device's.
    let acts: Vec<_> = bea.log().iter().take(5).map(|(_, entry)| (*entry.act).clone()).collect();
    let back = Community::load(bea.id(), key(2), acts, &[], BTreeMap::new(), None);
    let mut back = back.unwrap();
    let known = bea.log().clock_of(bea.log().since(0).take(5));
    let own = bundle_of(&bea, bundle::beyond(bea.log(), &known));
    assert!(own.acts.iter().any(|act| act.device() == back.device()));
    let (came, met) = take(&mut back, &own);
    assert!(came > 0 && met, "Ali's last act knows all of it, and it was adopted first");
    assert_eq!(back.log().tips(back.device()).len(), 1, "no fork");
}

#[test]
fn a_file_that_goes_on_from_what_is_not_here_brings_nothing() {
    let (mut ali, bea) = two();
    let last = write(&mut ali, Deed::Gather);
    let bundle = bundle_of(&ali, BTreeSet::from([last]));
    let mut stranger = Community::new(ali.id(), key(9));
    assert_eq!(stranger.take_bundle(&bundle, NOW).unwrap_err(), bad("apart"));
    assert_eq!((stranger.log().len(), stranger.intake.waiting()), (0, 0));
    let mut bea = bea;
    assert_eq!(take(&mut bea, &bundle), (1, true));
}

#[test]
fn a_false_seal_anywhere_in_a_file_keeps_all_of_it_out() {
    let (mut ali, mut bea) = two();
    let last = write(&mut ali, Deed::Gather);
    let mut bundle = whole(&ali);
    let last = id(&ali, last);
    let seal = bundle.seals.iter_mut().find(|seal| seal.act == last).unwrap();
    seal.signature = Signature([7; 64]);
    let before = bea.log().len();
    assert_eq!(bea.take_bundle(&bundle, NOW).unwrap_err(), bad("damaged"));
    assert_eq!(bea.log().len(), before);
    let mut stranger = Community::new(ali.id(), key(9));
    assert_eq!(stranger.take_bundle(&bundle, NOW).unwrap_err(), bad("damaged"));
    assert_eq!(stranger.log().len(), 0);
}

#[test]
fn a_file_for_a_member_has_what_the_device_lacks_that_knows_least() {
    let (mut ali, mut bea) = two();
    let member = bea.me().unwrap().0;
    let proof = key(5).sign(&statement::member(bea.id(), member));
    write(&mut bea, Deed::Enrol(vec![Enrol { device: key(5).device(), proof }]));
    let mut second = Community::new(bea.id(), key(5));
    send(&bea, &mut second, NOW);
    write(&mut second, Deed::Gather);
    send(&second, &mut ali, NOW);
    let known = ali.log().len();
    write(&mut ali, Deed::Gather);
    send(&ali, &mut bea, NOW);
    write(&mut bea, Deed::Gather);
    send(&bea, &mut ali, NOW);
    // The first one has all; the second one lacks Ali's act and the one on it.
    assert_eq!(ali.lacking(member), ali.log().since(known).collect());
    assert_eq!(take(&mut second, &bundle_of(&ali, ali.lacking(member))).0, 2);
    // Their owner's own other device, never this one.
    assert!(bea.lacking(member).len() < bea.log().len());
    let mine = ali.me().unwrap().0;
    assert_eq!(ali.lacking(mine), ali.log().since(0).collect(), "no other device is known");
}

#[test]
fn later_acts_of_people_who_are_out_come_by_no_file() {
    let (mut ali, mut bea) = two();
    let mut cem = newcomer(&mut ali, 6);
    send(&cem, &mut ali, NOW);
    let joined = cem.log().tips(cem.device())[0];
    send(&ali, &mut bea, NOW);
    let joined = id(&cem, joined);
    for who in [&mut ali, &mut bea] {
        write(who, Deed::Dismiss(vec![joined]));
    }
    send(&bea, &mut ali, NOW);
    write(&mut ali, Deed::Gather);
    write(&mut cem, Deed::Gather);
    let before = ali.log().len();
    let taken = ali.take_bundle(&whole(&cem), NOW).unwrap();
    assert_eq!((taken.appended.len(), taken.held), (0, 1));
    assert_eq!((ali.log().len(), ali.intake.waiting()), (before, 0), "nor does it wait");
}

/// A profile on disk.
fn core() -> (TempDir, Core) {
    let dir = TempDir::new().unwrap();
    let core = Core::open(dir.path()).unwrap();
    (dir, core)
}

fn ask(core: &mut Core, command: Command) -> Answer {
    core.execute(Request { community: None, command }).unwrap()
}

fn founded() -> (TempDir, Core) {
    let (dir, mut core) = core();
    ask(
        &mut core,
        Command::CommunityCreate {
            name: "De Linde".to_owned(),
            purpose: "Samen".to_owned(),
            me: "Ali".to_owned(),
            kind: Kind::Resident,
            charter: None,
        },
    );
    (dir, core)
}

fn export(core: &mut Core, part: Part) -> Vec<u8> {
    let outgoing = core.export(&Export { community: None, part, bare: false }).unwrap();
    outgoing.collect::<Vec<_>>().concat()
}

fn parcel(bytes: &[u8]) -> Parcel {
    let mut incoming = Incoming::default();
    incoming.push(bytes).unwrap();
    incoming.finish().unwrap()
}

fn import(core: &mut Core, bytes: &[u8], me: Option<&str>) -> Result<Unbundled, Refusal> {
    let newcomer = me.map(|me| Newcomer { me: me.to_owned(), kind: Kind::Resident });
    match core.import(parcel(bytes), newcomer)? {
        Answer::Unbundled(told) => Ok(told),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_secret_goes_with_an_invite_only() {
    let (_dir, mut ali) = founded();
    let Answer::Link(invite) = ask(&mut ali, Command::Invite) else { panic!("no link") };
    let secret = InviteLink::parse(&invite.link).unwrap().secret.0;
    let (all, with) = (export(&mut ali, Part::All), export(&mut ali, Part::Invite));
    assert!(!all.windows(32).any(|bytes| bytes == secret));
    assert!(is_one(&all) && !is_one(&all[1..]) && !is_one(b"meent:"));
    assert_eq!(parcel(&all).bundle.invite, None);
    assert_eq!(parcel(&with).bundle.invite.unwrap().secret.0, secret);
}

#[test]
fn nobody_begins_with_a_file_that_does_not_let_them_in() {
    let (_dir, mut ali) = founded();
    let (_away, mut bea) = core();
    let all = export(&mut ali, Part::All);
    assert_eq!(import(&mut bea, &all, Some("Bea")).unwrap_err(), bad("foreign"));
    let with = export(&mut ali, Part::Invite);
    assert_eq!(import(&mut bea, &with, None).unwrap_err(), bad("nameless"));
    let nameless = import(&mut bea, &with, Some("  ")).unwrap_err();
    assert_eq!(nameless, Refusal::Invalid("name".to_owned()));
    assert_eq!(bea.homes().count(), 0, "and nothing was begun");
    assert_eq!(import(&mut bea, &with, Some("Bea")).unwrap().state, "guest");
}

#[test]
fn who_waits_by_a_link_is_let_in_by_a_file_and_goes_on_after_a_restart() {
    let (_dir, mut ali) = founded();
    let (away, mut bea) = core();
    let Answer::Link(invite) = ask(&mut ali, Command::Invite) else { panic!("no link") };
    let join = Command::Join { link: invite.link, me: "Bea".to_owned(), kind: Kind::Resident };
    let Answer::Joined(joined) = ask(&mut bea, join) else { panic!("not joined") };
    assert_eq!(joined.state, "waiting");
    let told = import(&mut bea, &export(&mut ali, Part::All), None).unwrap();
    assert_eq!((told.state.as_str(), told.written), ("guest", 2), "a join and a card");
    drop(bea);
    let mut bea = Core::open(away.path()).unwrap();
    let back = export(&mut bea, Part::For("Ali".to_owned()));
    let told = import(&mut ali, &back, None).unwrap();
    assert_eq!((told.fresh, told.acts, told.level), (2, 2, true));
    // Once more changes nothing, on either side.
    assert_eq!(import(&mut ali, &back, None).unwrap().fresh, 0);
}

#[test]
fn who_left_gives_but_takes_no_more() {
    let (_dir, mut ali) = founded();
    let (_away, mut bea) = core();
    import(&mut bea, &export(&mut ali, Part::Invite), Some("Bea")).unwrap();
    ask(&mut bea, Command::CommunityLeave);
    let left = export(&mut bea, Part::All);
    import(&mut ali, &left, None).unwrap();
    let all = export(&mut ali, Part::All);
    assert_eq!(import(&mut bea, &all, None).unwrap_err(), Refusal::Left);
}

#[test]
fn what_is_due_after_a_file_is_done_at_once() {
    let (mut ali, mut bea) = two();
    let decision = overview::propose(&mut ali, "Bankje");
    let open = Command::DecisionOpen { id: decision.clone(), opening: Opening::default() };
    ambiently(NOW, |ambient| ali.execute(open, ambient)).unwrap();
    let round = ali.judge().rounds().map(|(open, _)| open).max().unwrap();
    let vote = |who: &mut Community| {
        let vote = Command::Vote { id: decision.clone(), ballot: "for".to_owned(), reason: None };
        ambiently(NOW, |ambient| who.execute(vote, ambient)).unwrap();
    };
    take(&mut bea, &whole(&ali));
    vote(&mut bea);
    vote(&mut ali);
    take(&mut ali, &whole(&bea));
    let round = id(&ali, round);
    let close = write(&mut ali, Deed::Close(vec![Close::of(round)]));
    let close = id(&ali, close);
    let due = Chore::Acknowledge(round, close);
    assert!(!bea.chores(NOW).contains(&due), "she has not heard of it");
    let (_, met) = take(&mut bea, &whole(&ali));
    assert!(met);
    assert!(!bea.chores(NOW).contains(&due), "nothing by itself before");
    bea.has_met();
    assert!(bea.chores(NOW).contains(&due));
    let acknowledged = Deed::Acknowledge(vec![Acknowledge { round, close }]);
    ambiently(NOW, |ambient| bea.perform(due, ambient)).unwrap();
    let tip = bea.log().tips(bea.device())[0];
    assert_eq!(bea.log().act(tip).deed(), Some(&acknowledged));
}
