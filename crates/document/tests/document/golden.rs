//! A small fixed story with the change hashes it must give, for a second implementation too.
//!
//! Guards: the compiler is consensus; a difference here splits communities. The file says what each
//! act is in bytes, so that nothing of this room is needed to check it. Next: [`super::support`].

use std::{fmt::Write as _, path::Path};

use act::{
    act::Act,
    ballot::Ballot,
    charter::Charter,
    content::{Entity, Role},
    deed::Deed,
    fraction::Fraction,
    id::MemberId,
    key::SecretKey,
    register::Change,
    round::{Acknowledge, Close, Method, Open, Vote},
    seal::Seal,
    season::{List, Part, Plan, Step},
    statement,
};
use serde_json::{Value, json};

use crate::support::{NOON, Peer, three};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// Every deed once, two people apart, one conflict, one late splice.
pub(crate) fn story() -> Peer {
    let [mut ali, mut bea, mut cem] = three();
    ali.set(Entity::Community, ali.log.community().into(), 0, "Buurttuin De Linde");
    bea.set(Entity::Card, bea.member().into(), 0, "Bea");
    bea.enrol(&SecretKey::from_seed(&[20; 32]));
    bea.hear(&ali);
    let goal = bea.goal("Geveltuinen", "Drie op een rij");
    ali.hear(&bea);
    ali.set(Entity::Goal, goal, 0, "Groene gevels");
    bea.set(Entity::Goal, goal, 0, "Tuintjes 🌻");
    ali.edit(goal, &[(0, 4, "Vier"), (5, 0, "échte ")]);
    bea.edit(goal, &[(4, 0, "!"), (40, 0, "?")]);
    ali.hear(&bea);
    bea.hear(&ali);
    let decision = ali.decision("Hek weg", "Het hek gaat weg.", Some(goal));
    let text = ali.document.decision(decision).unwrap().text_version().unwrap();
    let open = Open {
        closers: vec![ali.member(), MemberId([255; 32])],
        ..Open::plain(
            decision,
            text,
            Method::Qualified(Fraction::TWO_THIRDS),
            Fraction::HALF,
            NOON + 86_400,
        )
    };
    let open = ali.write(Deed::Open(Box::new(open)), &[]).id();
    bea.hear(&ali);
    cem.hear(&ali);
    let reason = bea.remark(open, Role::Reason, "Het waait er");
    let vote = |ballot, reason| Deed::Vote(vec![Vote { round: open, text, ballot, reason }]);
    bea.write(vote(Ballot::Against, Some(reason)), &[]);
    cem.write(vote(Ballot::For, None), &[]);
    ali.write(vote(Ballot::For, None), &[]);
    ali.hear(&bea);
    ali.hear(&cem);
    bea.write(vote(Ballot::For, None), &[]);
    let close = ali.write(Deed::Close(vec![Close::of(open)]), &[]).id();
    cem.hear(&ali);
    cem.write(Deed::Acknowledge(vec![Acknowledge { round: open, close }]), &[]);
    ali.hear(&bea);
    ali.hear(&cem);
    ali.remark(goal.act(), Role::Comment, "Mooi");
    let mut dirk = Peer::new(4, ali.log.community());
    dirk.hear(&ali);
    let invite = ali.log.iter().find(|(_, e)| matches!(e.act.deed(), Some(Deed::Invite(_))));
    let invite = invite.unwrap().1.act.id();
    let join = dirk.join(invite);
    ali.hear(&dirk);
    ali.approve(join);
    ali.write(Deed::WithdrawApproval(vec![Change::Admit(join)]), &[]);
    bea.hear(&ali);
    bea.write(Deed::Retire(vec![SecretKey::from_seed(&[20; 32]).device()]), &[]);
    cem.hear(&bea);
    cem.write(Deed::Leave, &[]);
    ali.hear(&cem);
    ali.write(Deed::Gather, &[]);
    begin_anew(&mut ali);
    ali
}

// A season: one founder stands for many.
fn begin_anew(ali: &mut Peer) {
    let plan = Plan { nonce: [8; 32], charter: Charter::default() };
    let plan = ali.write(Deed::Season(plan), &[]).id();
    let key = SecretKey::from_seed(&[21; 32]);
    let proof = key.sign(&statement::season(ali.log.community(), plan, ali.member()));
    let part = Part { plan, key: key.device(), proof };
    let part = ali.write(Deed::SeasonJoin(part), &[]).id();
    let list = List { plan, parts: vec![part] };
    let list = ali.write(Deed::SeasonList(list), &[]).id();
    let (_, season) = ali.judge.seasons().next().unwrap();
    let found = season.founding(&ali.log, ali.index(plan), ali.index(list)).unwrap();
    let proof = key.sign(&found.statement());
    let signed = ali.write(Deed::SeasonStep(Step::Sign { list, proof }), &[]).id();
    let found = Step::Found { list, signed: vec![signed], secret: [6; 32] };
    ali.write(Deed::SeasonStep(found), &[]);
    assert_eq!(ali.judge.seasons().next().unwrap().1.founded.len(), 1);
}

/// Everybody's devices in the story.
const SEEDS: [u8; 5] = [1, 2, 3, 4, 20];

fn sealed(act: &Act) -> Seal {
    let mut keys = SEEDS.iter().map(|seed| SecretKey::from_seed(&[*seed; 32]));
    let seal = Seal::new(&keys.find(|key| key.device() == act.device()).unwrap(), act);
    assert!(seal.is_genuine());
    seal
}

fn vectors() -> Value {
    let ali = story();
    let acts: Vec<_> = ali
        .log
        .iter()
        .map(|(index, entry)| {
            json!({
                "act": hex(&entry.act.encode()),
                "id": entry.act.id().to_string(),
                "seal": hex(&sealed(&entry.act).signature.0),
                "change": hex(&ali.document.change_hash(index).unwrap()),
            })
        })
        .collect();
    let heads: Vec<_> = ali.document.heads().iter().map(|head| hex(head)).collect();
    let document = ali.document.json().unwrap();
    json!({ "acts": acts, "heads": heads, "document": document })
}

#[test]
fn the_fixed_story_gives_the_hashes_it_always_gave() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/document.json");
    let now = vectors();
    let kept: Option<Value> =
        std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    if kept.as_ref() != Some(&now) {
        // For whoever changes the compiler on purpose: the new vectors, to be put in place by hand.
        let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("document.json");
        std::fs::write(&fresh, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
        panic!("{} differs from what is compiled now: {}", file.display(), fresh.display());
    }
}
