//! What is hashed, signed and written in links, with fixed keys, for a second implementation too.
//!
//! Guards: `tests/vectors/statements.json` says in bytes what `docs/protocol.md` says in words; a
//! difference here keeps people from coming in or peers from recognising each other. Next:
//! `crates/document/tests/document/golden.rs`, the acts and the document.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::{collections::BTreeSet, fmt::Write as _, path::Path, sync::Arc};

use act::{
    act::{Act, Draft},
    charter::Charter,
    codec,
    deed::Deed,
    id::{ActId, CommunityId, Digest},
    key::{SecretKey, Signature, verify},
    register::{Found, Founder, Kind},
    seal::Seal,
    season::Source,
    statement,
};
use serde_json::{Value, json};
use sync::{
    hello::{
        Ends, Membership, Randomness, initiator::Initiator, responder::Responder,
        tag::CommunitySecret,
    },
    link::InviteLink,
};

/// Seeds of the founder's device, of the device that comes in, and of the invite.
const SEEDS: [u8; 3] = [1, 2, 3];

const SECRET: [u8; 32] = [4; 32];

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn key(seed: u8) -> SecretKey {
    SecretKey::from_seed(&[seed; 32])
}

fn founding() -> (Found, Act) {
    let [seed, ..] = SEEDS;
    let founder =
        Founder { key: key(seed).device(), kind: Kind::Resident, proof: Signature([0; 64]) };
    let mut found = Found {
        nonce: [9; 32],
        founders: vec![founder],
        charter: Charter::default(),
        season: None,
    };
    found.founders[0].proof = key(seed).sign(&found.statement());
    let act = Act::new(Draft {
        community: CommunityId::UNFOUNDED,
        device: key(seed).device(),
        seq: 1,
        prev: None,
        seen: Vec::new(),
        claimed_at: 1_795_521_600,
        deed: Deed::Found(found.clone()),
        words: None,
    });
    (found, act.unwrap())
}

// What this key signs, checked, with all that it takes to check it again.
fn signed(key: &SecretKey, public: &[u8; 32], statement: [u8; 32]) -> Value {
    let signature = key.sign(&statement);
    assert!(verify(public, &statement, &signature));
    json!({
        "seed": hex(&key.seed()),
        "key": hex(public),
        "statement": hex(&statement),
        "signature": hex(&signature.0),
    })
}

// The one tag that a responder shows whatever it fills the other places with.
fn tag(community: CommunityId) -> Value {
    let ends = Ends { initiator: b"peer of Ali".into(), responder: b"peer of Bea".into() };
    let own = || {
        let secret = CommunitySecret(SECRET);
        vec![Membership { community, secret, key: Arc::new(key(SEEDS[0])) }]
    };
    let greeting =
        Initiator::new(ends.clone(), own(), Randomness { nonce: [5; 32], filler: [7; 32] });
    let (_, greeting) = greeting;
    let shown = |filler: u8| -> BTreeSet<[u8; 32]> {
        let random = Randomness { nonce: [6; 32], filler: [filler; 32] };
        let (_, frame) = Responder::greeted(ends.clone(), own(), random, &greeting).unwrap();
        // A tag is 32 bytes after the two that say so.
        let is_tag = |bytes: &&[u8]| bytes.starts_with(&[0x58, 0x20]);
        let tags = frame.windows(34).filter(is_tag).map(|bytes| bytes[2..].try_into().unwrap());
        tags.filter(|tag| *tag != [6; 32]).collect()
    };
    let tags: Vec<_> = shown(7).intersection(&shown(8)).copied().collect();
    let [tag] = tags[..] else { panic!("{} tags", tags.len()) };
    json!({
        "role": "responder",
        "community": community.to_string(),
        "secret": hex(&SECRET),
        "initiator": hex(&ends.initiator),
        "responder": hex(&ends.responder),
        "initiator_nonce": hex(&[5; 32]),
        "responder_nonce": hex(&[6; 32]),
        "tag": hex(&tag),
    })
}

fn link(community: CommunityId, invite: ActId) -> Value {
    let link = InviteLink {
        community,
        secret: CommunitySecret(SECRET),
        invite,
        seed: [SEEDS[2]; 32],
        until: 1_798_113_600,
        name: "Buurttuin De Linde".to_owned(),
        addresses: vec!["/ip4/192.168.1.7/udp/4001/quic-v1".to_owned()],
        checkpoint: Some(Digest([8; 32])),
    };
    let text = link.to_string();
    assert_eq!(InviteLink::parse(&text).as_ref(), Ok(&link));
    json!({
        "community": community.to_string(),
        "secret": hex(&SECRET),
        "invite": invite.to_string(),
        "seed": hex(&link.seed),
        "until": link.until,
        "name": link.name,
        "addresses": link.addresses,
        "checkpoint": hex(&[8; 32]),
        "cbor": hex(&codec::encode(&link)),
        "text": text,
    })
}

fn vectors() -> Value {
    let [founder, comer, invite] = SEEDS.map(key);
    let (found, act) = founding();
    let (community, device) = (act.community(), act.device());
    let member = statement::member_id(act.id(), device);
    let join = statement::join(community, comer.device());
    let heads = vec![act.id()];
    let season = Found { season: Some(Source { community, heads }), ..found.clone() };
    json!({
        "act": { "bytes": hex(&act.encode()), "id": act.id().to_string() },
        "community": { "act": act.id().to_string(), "id": community.to_string() },
        "member": {
            "act": act.id().to_string(),
            "key": hex(&device.0),
            "id": member.to_string(),
        },
        "founding": {
            "list": hex(&found.list()),
            "signed": signed(&founder, &device.0, found.statement()),
        },
        "season": {
            "community": community.to_string(),
            "member": member.to_string(),
            "plan": act.id().to_string(),
            "signed": signed(
                &comer,
                &comer.device().0,
                statement::season(community, act.id(), member),
            ),
            "founding": {
                "list": hex(&season.list()),
                "signed": signed(&founder, &device.0, season.statement()),
            },
        },
        "seal": {
            "community": community.to_string(),
            "act": act.id().to_string(),
            "seq": act.seq(),
            "signed": signed(
                &founder,
                &device.0,
                statement::seal(community, device, act.seq(), act.id()),
            ),
        },
        "join": {
            "community": community.to_string(),
            "device": hex(&comer.device().0),
            "signed": signed(&invite, &invite.invite().0, join),
        },
        "enrolment": {
            "community": community.to_string(),
            "member": member.to_string(),
            "signed": signed(
                &comer,
                &comer.device().0,
                statement::member(community, member),
            ),
        },
        "hello": tag(community),
        "link": link(community, act.id()),
    })
}

#[test]
fn statements_tags_and_links_are_what_they_always_were() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/statements.json");
    let now = vectors();
    let kept: Option<Value> =
        std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    if kept.as_ref() != Some(&now) {
        // For whoever changes one on purpose: the new vectors, to be put in place by hand.
        let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("statements.json");
        std::fs::write(&fresh, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
        panic!("{} differs from what is made now: {}", file.display(), fresh.display());
    }
}

#[test]
fn a_seal_signs_the_statement_of_the_vectors() {
    let (_, act) = founding();
    let seal = Seal::new(&key(SEEDS[0]), &act);
    assert_eq!(vectors()["seal"]["signed"]["signature"], hex(&seal.signature.0));
}
