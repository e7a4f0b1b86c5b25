//! Words that are erased, on every peer; and what contradicts the register a peer knew.
//!
//! Guards: erased words are nowhere and everybody's document is the same; words that somebody leaves
//! out without a right to come back; what an old majority does behind the others' backs is said with
//! names and kept out until the owner says so. Next: `overview.rs`.

use std::collections::BTreeMap;

use super::*;

const WORDS: &str = "Cor is nooit thuis en zijn hond ook niet";

fn comment(community: &mut Community, on: &str) -> ActId {
    let remark = Command::Comment { id: on.to_owned(), text: WORDS.to_owned() };
    let Answer::Done(done) = ambiently(NOW, |ambient| community.execute(remark, ambient)).unwrap()
    else {
        panic!("a remark")
    };
    ActId::from_hex(&done.id).unwrap()
}

fn goal(community: &mut Community) -> String {
    let add = Command::GoalAdd { title: "Tuin".to_owned(), text: None };
    match ambiently(NOW, |ambient| community.execute(add, ambient)).unwrap() {
        Answer::Goal(goal) => goal.id,
        other => panic!("{other:?}"),
    }
}

fn meet(ali: &mut Community, bea: &mut Community) {
    send(ali, bea, NOW);
    send(bea, ali, NOW);
}

fn redact(community: &mut Community, act: ActId) -> Result<Answer, Refusal> {
    let redact = Command::Redact { id: act.to_string() };
    ambiently(NOW, |ambient| community.execute(redact, ambient))
}

fn says(community: &Community, act: ActId) -> String {
    community.document().comment(act).unwrap().text
}

#[test]
fn own_words_are_erased_on_every_peer_and_the_document_stays_the_same_for_all() {
    let (mut ali, mut bea) = two();
    // As while a peer runs: the document's engine waits, here until the words are erased.
    bea.defers = true;
    let goal = goal(&mut ali);
    let remark = comment(&mut ali, &goal);
    meet(&mut ali, &mut bea);
    assert_eq!(says(&bea, remark), WORDS);
    redact(&mut ali, remark).unwrap();
    meet(&mut ali, &mut bea);
    for peer in [&ali, &bea] {
        assert_eq!(says(peer, remark), "█".repeat(WORDS.chars().count()));
        assert!(peer.log().act(peer.log().find(remark).unwrap()).is_erased());
    }
    assert_eq!(ali.document().heads(), bea.document().heads());
    bea.catch_up().unwrap();
    let exported = bea.document().json().unwrap();
    assert_eq!(exported, ali.document().json().unwrap());
    assert!(!exported.to_string().contains(WORDS));
    // A newcomer gets the act without its words, and derives the same document.
    let cor = before(&ali);
    assert_eq!(cor.document().heads(), ali.document().heads());
}

#[test]
fn somebody_elses_words_are_erased_when_the_community_says_so() {
    let (mut ali, mut bea) = two();
    let goal = goal(&mut ali);
    let remark = comment(&mut ali, &goal);
    meet(&mut ali, &mut bea);
    let Answer::Changes(waiting) = redact(&mut bea, remark).unwrap() else { panic!("a change") };
    assert_eq!(says(&bea, remark), WORDS, "one of two is not enough");
    meet(&mut ali, &mut bea);
    let approve = Command::ChangeApprove { ids: vec![waiting.changes[0].id.clone()] };
    ambiently(NOW, |ambient| ali.execute(approve, ambient)).unwrap();
    meet(&mut ali, &mut bea);
    assert_eq!(says(&ali, remark), says(&bea, remark));
    assert!(says(&ali, remark).starts_with('█'));
}

#[test]
fn words_that_a_peer_left_out_without_a_right_to_are_asked_for_and_come_back() {
    let (mut ali, mut bea) = two();
    meet(&mut ali, &mut bea);
    let goal = goal(&mut ali);
    let remark = comment(&mut ali, &goal);
    let all = |erase: bool| {
        let acts = ali.log().iter().map(|(_, entry)| match erase && entry.act.id() == remark {
            true => Arc::new(entry.act.erased()),
            false => Arc::clone(&entry.act),
        });
        Pack { acts: acts.collect(), seals: ali.log().seals().collect(), more: false }
    };
    let taken = bea.take(Peer(9), all(true), NOW).unwrap();
    assert!(says(&bea, remark).starts_with('█'));
    assert_eq!(taken.missing, [remark], "asked for");
    bea.take(Peer(9), all(false), NOW).unwrap();
    assert_eq!(says(&bea, remark), WORDS);
    assert_eq!(bea.document().heads(), ali.document().heads());
}

#[test]
fn a_text_that_a_round_is_about_can_not_be_erased_by_its_author() {
    let (mut ali, _) = two();
    let id = overview::propose(&mut ali, "Bankje");
    let open = Command::DecisionOpen { id: id.clone(), opening: Default::default() };
    ambiently(NOW, |ambient| ali.execute(open, ambient)).unwrap();
    let created = ActId::from_hex(&id).unwrap();
    assert_eq!(redact(&mut ali, created), Err(Refusal::Decided));
}

/// The same peer from before: what it held then, and its key.
pub(super) fn before(community: &Community) -> Community {
    let acts = community.log().iter().map(|(_, entry)| Act::clone(&entry.act)).collect();
    let seals: Vec<_> = community.log().seals().collect();
    let key = Arc::clone(community.key());
    Community::load(community.id(), key, acts, &seals, BTreeMap::new(), None).unwrap()
}

#[test]
fn what_a_founder_does_from_an_old_past_is_said_with_names_and_kept_out_until_the_owner_says_so() {
    let mut ali = ali();
    let mut bea = newcomer(&mut ali, 2);
    send(&bea, &mut ali, NOW);
    // The founder's laptop is put away here; the phone goes on.
    let mut laptop = before(&ali);
    let joined = bea.log().tips(bea.device())[0];
    let admit = |community: &mut Community, of: &Community, joined| {
        let join = id(of, joined);
        write(community, Deed::Approve(vec![Change::Admit(join)]));
    };
    admit(&mut ali, &bea, joined);
    send(&ali, &mut bea, NOW);
    assert_eq!(bea.register().members().len(), 2);
    // Years later it admits somebody alone: it was a community of one.
    let dina = newcomer(&mut laptop, 4);
    send(&dina, &mut laptop, NOW);
    admit(&mut laptop, &dina, dina.log().tips(dina.device())[0]);
    send(&laptop, &mut bea, NOW);
    let rifts = bea.rifts();
    assert_eq!(rifts.len(), 1, "{rifts:?}");
    assert_eq!((rifts[0].what.as_str(), rifts[0].by.len()), ("admit", 1));
    assert_eq!(bea.register().members().len(), 2, "nothing of it is settled here");
    // The register that Bea knew goes on: what she writes names none of it.
    let remark = goal(&mut bea);
    let remark = bea.log().find(ActId::from_hex(&remark).unwrap()).unwrap();
    let root = ActId::from_hex(&rifts[0].act).unwrap();
    assert!(!bea.log().precedes(bea.log().find(root).unwrap(), remark));
    let accept = Command::SchismAccept;
    ambiently(NOW, |ambient| bea.execute(accept, ambient)).unwrap();
    assert!(bea.rifts().is_empty());
    assert_eq!(bea.register().members().len(), 3);
}

#[test]
fn people_who_admit_others_apart_are_no_schism() {
    let (mut ali, mut bea) = two();
    let cor = newcomer(&mut ali, 3);
    send(&cor, &mut ali, NOW);
    send(&ali, &mut bea, NOW);
    let join = id(&cor, cor.log().tips(cor.device())[0]);
    write(&mut ali, Deed::Approve(vec![Change::Admit(join)]));
    write(&mut bea, Deed::Approve(vec![Change::Admit(join)]));
    send(&ali, &mut bea, NOW);
    send(&bea, &mut ali, NOW);
    write(&mut ali, Deed::Gather);
    send(&ali, &mut bea, NOW);
    assert!(ali.rifts().is_empty() && bea.rifts().is_empty());
}
