//! Introductions and device codes: who is let in, who isn't, and any bytes.
//!
//! Guards: what the module promises. Next: [`super`].

use std::sync::Arc;

use act::{
    act::Draft,
    charter::Charter,
    id::{ActId, MemberId},
    register::{Found, Founder, Kind},
};

use super::*;
use crate::hello::tag::CommunitySecret;

/// The time until which the invite lets people in.
const UNTIL: i64 = 1_000;

fn key(seed: u8) -> SecretKey {
    SecretKey::from_seed(&[seed; 32])
}

fn invite_key() -> SecretKey {
    key(100)
}

/// The founder's next act, appended and sealed.
fn append(log: &mut Log, author: &SecretKey, seen: Vec<ActId>, deed: Deed) -> ActId {
    let prev = log.tips(author.device()).last().map(|tip| log.act(*tip));
    let (prev, seq) = (prev.map(Act::id), prev.map_or(1, |act| act.seq() + 1));
    let founding = matches!(deed, Deed::Found(_));
    let act = Act::new(Draft {
        community: if founding { CommunityId::UNFOUNDED } else { log.community() },
        device: author.device(),
        seq,
        prev,
        seen,
        claimed_at: 0,
        deed,
        words: None,
    })
    .unwrap();
    if founding {
        *log = Log::new(act.community());
    }
    let (id, seal) = (act.id(), Seal::new(author, &act));
    log.append(Arc::new(act)).unwrap();
    log.seal(&seal);
    id
}

/// A community of one founder (key 1) with an invite.
fn village() -> (Log, ActId) {
    let mut log = Log::new(CommunityId([0; 32]));
    let founder = |proof| Founder { key: key(1).device(), kind: Kind::Resident, proof };
    let mut found = Found {
        nonce: [9; 32],
        founders: vec![founder(Signature([0; 64]))],
        charter: Charter::default(),
        season: None,
    };
    found.founders = vec![founder(key(1).sign(&found.statement()))];
    append(&mut log, &key(1), Vec::new(), Deed::Found(found));
    let invite = Invite { key: invite_key().invite(), until: UNTIL, guests: 20 };
    let invite = append(&mut log, &key(1), Vec::new(), Deed::Invite(invite));
    (log, invite)
}

fn member(log: &Log) -> MemberId {
    log.origins().of(key(1).device()).first().unwrap().1
}

fn joining(
    community: CommunityId,
    who: &SecretKey,
    invite: ActId,
    seen: Vec<ActId>,
    by: &SecretKey,
) -> Act {
    let proof = by.sign(&statement::join(community, who.device()));
    Act::new(Draft {
        community,
        device: who.device(),
        seq: 1,
        prev: None,
        seen,
        claimed_at: 0,
        deed: Deed::Join(Join { invite, proof, kind: Kind::Resident }),
        words: None,
    })
    .unwrap()
}

fn through(request: Request) -> Introduction {
    let frame = request.encode();
    assert!(frame.len() <= FRAME);
    let Ok(Request::Introduce(read)) = Request::decode(&frame) else { panic!("an introduction") };
    read
}

fn introduce(act: &Act, key: &SecretKey) -> Introduction {
    through(Request::Introduce(Introduction::new(act, key).unwrap()))
}

#[test]
fn a_newcomer_with_an_invite_is_let_in_until_it_is_over() {
    let (mut log, invite) = village();
    let act = joining(log.community(), &key(2), invite, vec![invite], &invite_key());
    let opened = introduce(&act, &key(2)).open(key(2).device()).unwrap();
    assert_eq!(opened.acts, std::slice::from_ref(&act));
    assert!(opened.seal.is_genuine());
    assert_eq!(check_join(&log, &act, UNTIL), Ok(()));
    assert_eq!(check_join(&log, &act, UNTIL + 1), Err(Answer::Refused(Reason::Expired)));
    // Who is in stays in.
    log.append(Arc::new(act.clone())).unwrap();
    assert_eq!(check_join(&log, &act, UNTIL + 1), Ok(()));
}

#[test]
fn an_invite_that_is_not_here_yet_is_no_reason_to_refuse() {
    let (log, invite) = village();
    let elsewhere = joining(log.community(), &key(2), ActId([7; 32]), vec![invite], &invite_key());
    assert_eq!(check_join(&log, &elsewhere, 0), Err(Answer::Later));
    let seen = vec![invite, ActId([7; 32])];
    let ahead = joining(log.community(), &key(2), invite, seen, &invite_key());
    assert_eq!(check_join(&log, &ahead, 0), Err(Answer::Later));
}

#[test]
fn a_join_without_the_invites_secret_is_refused() {
    let (log, invite) = village();
    let unknown = Err(Answer::Refused(Reason::UnknownInvite));
    let guessed = joining(log.community(), &key(2), invite, vec![invite], &key(101));
    assert_eq!(check_join(&log, &guessed, 0), unknown);
    // An act that is no invite.
    let found = log.iter().next().unwrap().1.act.id();
    let no_invite = joining(log.community(), &key(2), found, vec![invite], &invite_key());
    assert_eq!(check_join(&log, &no_invite, 0), unknown);
    let foreign = joining(CommunityId([3; 32]), &key(2), invite, vec![invite], &invite_key());
    assert_eq!(check_join(&log, &foreign, 0), Err(Answer::Refused(Reason::Foreign)));
}

#[test]
fn an_introduction_is_sealed_one_chain_and_of_who_gives_it() {
    let (log, invite) = village();
    let act = joining(log.community(), &key(2), invite, vec![invite], &invite_key());
    let refused = |introduction: &Introduction, seed| {
        let introduction = through(Request::Introduce(introduction.clone()));
        introduction.open(key(seed).device()).unwrap_err()
    };
    let good = introduce(&act, &key(2));
    assert_eq!(refused(&good, 3), Reason::Foreign, "another device than hello proved");
    let sealed_by_another = introduce(&act, &key(3));
    assert_eq!(refused(&sealed_by_another, 2), Reason::Malformed);
    let elsewhere = Introduction { community: CommunityId([3; 32]), ..good.clone() };
    assert_eq!(refused(&elsewhere, 2), Reason::Foreign);
    let empty = Introduction { acts: Vec::new(), ..good.clone() };
    assert_eq!(refused(&empty, 2), Reason::Malformed);
    let twice = Introduction { acts: [good.acts.clone(), good.acts.clone()].concat(), ..good };
    assert_eq!(refused(&twice, 2), Reason::Malformed);
    let invite = log.act(log.find(invite).unwrap());
    let no_arrival = introduce(invite, &key(1));
    assert_eq!(refused(&no_arrival, 1), Reason::Foreign, "an invite brings nobody in");
}

fn code(log: &Log) -> EnrolCode {
    EnrolCode {
        community: log.community(),
        secret: CommunitySecret([5; 32]),
        once: [6; 32],
        member: member(log),
        enroller: key(1).device(),
        until: UNTIL,
        name: "Buurttuin De Linde".to_owned(),
        addresses: Vec::new(),
    }
}

fn ask(code: &EnrolCode, seed: u8) -> EnrolRequest {
    let frame = Request::Enrol(EnrolRequest::new(code, &key(seed))).encode();
    assert!(!frame.windows(32).any(|part| part == code.once), "the secret is never sent");
    let Ok(Request::Enrol(read)) = Request::decode(&frame) else { panic!("a request") };
    read
}

#[test]
fn a_device_is_added_by_the_code_and_can_introduce_itself_elsewhere() {
    let (mut log, _) = village();
    let other = EnrolCode { once: [1; 32], ..code(&log) };
    let codes = [other, code(&log)];
    let (place, enrol) = ask(&codes[1], 2).check(key(1).device(), &codes, UNTIL).unwrap();
    assert_eq!((place, enrol.device), (1, key(2).device()));
    append(&mut log, &key(1), Vec::new(), Deed::Enrol(vec![enrol]));
    let claimed = log.origins().of(key(2).device()).first().unwrap();
    assert_eq!(claimed.1, member(&log), "the log takes the proof");

    // The enroller's seal moves on; the chain from the enrolment to it is shown.
    for _ in 0..3 {
        append(&mut log, &key(1), Vec::new(), Deed::Gather);
    }
    let introduction = Introduction::from_log(&log, &key(2)).unwrap();
    let opened = through(Request::Introduce(introduction)).open(key(2).device()).unwrap();
    assert_eq!(opened.acts.len(), 4);
    let of_another = Introduction::from_log(&log, &key(2)).unwrap().open(key(3).device());
    assert_eq!(of_another.unwrap_err(), Reason::Foreign, "it brings in device 2");
    assert_eq!(check_join(&log, &opened.acts[0], 0), Ok(()));
    let (younger, _) = village();
    assert_eq!(check_join(&younger, &opened.acts[0], 0), Ok(()), "all it names is here");
    for _ in 4..=ACTS {
        append(&mut log, &key(1), Vec::new(), Deed::Gather);
    }
    assert_eq!(Introduction::from_log(&log, &key(2)), None, "the seal is too far off");
    assert_eq!(Introduction::from_log(&log, &key(1)), None, "everybody has the founding act");
    assert_eq!(Introduction::from_log(&log, &key(9)), None, "nothing brings it in");
}

#[test]
fn a_guest_introduces_itself_from_its_log_with_its_own_seal() {
    let (mut log, invite) = village();
    let act = joining(log.community(), &key(2), invite, vec![invite], &invite_key());
    log.append(Arc::new(act.clone())).unwrap();
    let introduction = Introduction::from_log(&log, &key(2)).unwrap();
    assert_eq!(introduction.open(key(2).device()).unwrap().acts, [act]);
}

#[test]
fn a_code_is_for_the_device_that_made_it_in_its_time() {
    let (log, _) = village();
    let (here, codes) = (key(1).device(), [code(&log)]);
    let request = ask(&codes[0], 2);
    let check = |request: &EnrolRequest, codes: &[EnrolCode], now| {
        request.check(here, codes, now).map(|(place, _)| place)
    };
    let unknown = Err(Answer::Refused(Reason::UnknownInvite));
    assert_eq!(check(&request, &codes, UNTIL), Ok(0));
    assert_eq!(check(&request, &codes, UNTIL + 1), Err(Answer::Refused(Reason::Expired)));
    assert_eq!(check(&request, &[], 0), unknown, "used up, or of an earlier run");
    assert_eq!(request.check(key(7).device(), &codes, 0), Err(Answer::Later));
    let guessed = EnrolCode { once: [7; 32], ..codes[0].clone() };
    assert_eq!(check(&ask(&guessed, 2), &codes, 0), unknown);
    // Seen on its way, for a device of one's own.
    let stolen = EnrolRequest { device: key(3).device(), ..request };
    assert_eq!(check(&stolen, &codes, 0), unknown);
    let elsewhere = EnrolRequest { community: CommunityId([3; 32]), ..request };
    assert_eq!(check(&elsewhere, &codes, 0), unknown);
    let elsewhere = ask(&EnrolCode { community: CommunityId([3; 32]), ..codes[0].clone() }, 2);
    assert_eq!(check(&elsewhere, &codes, 0), unknown, "made with the code's secret");
    // A key that signs for another member, or doesn't sign.
    let other_member = EnrolCode { member: MemberId([1; 32]), ..codes[0].clone() };
    assert_eq!(check(&ask(&other_member, 2), &codes, 0), unknown);
}

#[test]
fn frames_have_their_caps_and_any_bytes_are_refused_or_read() {
    let (mut log, invite) = village();
    let act = joining(log.community(), &key(2), invite, vec![invite], &invite_key());
    let introduce = introduce(&act, &key(2));
    let many = Introduction { acts: vec![ByteVec::from(vec![0]); ACTS + 1], ..introduce.clone() };
    assert_eq!(Request::decode(&Request::Introduce(many).encode()), Err(CodecError::Malformed));
    assert_eq!(Request::decode(&[0; FRAME + 1]), Err(CodecError::TooLong { cap: FRAME }));
    // One enrolment of 64 devices fits in a frame, two don't.
    let proof = key(2).sign(&statement::member(log.community(), member(&log)));
    let part = Enrol { device: key(2).device(), proof };
    append(&mut log, &key(1), Vec::new(), Deed::Enrol(vec![part; 64]));
    assert!(Introduction::from_log(&log, &key(2)).is_some());
    append(&mut log, &key(1), Vec::new(), Deed::Enrol(vec![part; 64]));
    assert_eq!(Introduction::from_log(&log, &key(2)), None);
    for answer in [Answer::Welcome, Answer::Later, Answer::Refused(Reason::Out)] {
        assert_eq!(Answer::decode(&answer.encode()), Ok(answer));
    }

    let good = [
        Request::Introduce(introduce).encode(),
        Request::Enrol(EnrolRequest::new(&code(&log), &key(2))).encode(),
    ];
    let (mut seed, mut read, mut opened, mut answers) = (1_u64, 0, 0, 0);
    let mut roll = |sides: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % sides
    };
    for round in 0..100_000 {
        let mut frame = good[round % 2].clone();
        for _ in 0..=roll(2) {
            let at = roll(frame.len());
            match roll(8) {
                0 => frame.truncate(at.max(1)),
                1 => frame.insert(at, 0x9b),
                _ => frame[at] ^= 1 << roll(8),
            }
        }
        answers += usize::from(Answer::decode(&frame).is_ok());
        let Ok(request) = Request::decode(&frame) else { continue };
        read += 1;
        // Their signatures take most of the time: now and then is enough.
        match request {
            Request::Introduce(introduction) if read % 16 == 0 => {
                opened += usize::from(introduction.open(key(2).device()).is_ok());
            }
            Request::Enrol(request) if good[1] != frame => {
                let checked = request.check(key(1).device(), &[code(&log)], 0);
                assert!(checked.is_err(), "{request:?}");
            }
            _ => {}
        }
    }
    assert!(read > 30_000, "{read}");
    assert!(answers < 10, "of a request only a scrap can pass for an answer: {answers}");
    assert!(opened <= 5, "a spoiled introduction is sealed no more: {opened}");
}

#[test]
fn the_mac_of_a_code_is_that_of_the_page() {
    // Computed apart, by Python's hmac.
    let wanted = "f69375d29f47f798987938d08bc6c9453f2fe9213d413d29db866aefd00bb4a1";
    let made = mac(&[6; 32], CommunityId([1; 32]), DeviceId([5; 32]));
    assert_eq!(made.to_string(), wanted);
    assert!(include_str!("../../../../docs/protocol.md").contains(wanted));
}
