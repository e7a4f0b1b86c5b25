//! Hello against strangers, echoes, forgers and any bytes; and its bytes against the page.
//!
//! Guards: what the module promises. Next: [`super`].

use act::key::Signature;

use super::{
    frame::{Card, Challenge, Ending, Greeting, Proof, Reply, Slot, Verdict, Word, read},
    initiator::{Initiator, Shown},
    responder::Responder,
    *,
};

fn ends() -> Ends {
    Ends { initiator: b"peer of Ali".to_vec(), responder: b"peer of Bea".to_vec() }
}

fn random(seed: u8) -> Randomness {
    Randomness { nonce: [seed; 32], filler: [seed ^ 0x80; 32] }
}

fn membership(community: u8, device: u8) -> Membership {
    Membership {
        community: CommunityId([community; 32]),
        secret: CommunitySecret([community ^ 0x55; 32]),
        key: Arc::new(SecretKey::from_seed(&[device; 32])),
    }
}

fn device(seed: u8) -> DeviceId {
    SecretKey::from_seed(&[seed; 32]).device()
}

fn standpoint(seed: u8) -> Standpoint {
    Standpoint { frontier: Digest([seed; 32]), checkpoint: Digest([seed + 1; 32]) }
}

fn known(seed: u8) -> impl Fn(CommunityId, DeviceId) -> Standing {
    move |_, _| Standing::Known(standpoint(seed))
}

fn always(standing: Standing) -> impl Fn(CommunityId, DeviceId) -> Standing {
    move |_, _| standing
}

/// What both sides end with, and all five frames.
struct Talk {
    initiator: Vec<Meeting>,
    responder: Vec<Meeting>,
    frames: [Vec<u8>; 5],
}

/// Device 1 speaks to device 2.
fn talk(
    own: (&[u8], &[u8]),
    there: impl Fn(CommunityId, DeviceId) -> Standing,
    here: impl Fn(CommunityId, DeviceId) -> Standing,
) -> Talk {
    let members = |list: &[u8], device| list.iter().map(|c| membership(*c, device)).collect();
    let (ali, first) = Initiator::new(ends(), members(own.0, 1), random(1));
    let (bea, second) = Responder::greeted(ends(), members(own.1, 2), random(2), &first).unwrap();
    let (ali, third) = ali.challenged(&second).unwrap();
    let (bea, fourth) = bea.shown(&third, there).unwrap();
    let (initiator, fifth) = ali.answered(&fourth, here).unwrap();
    let responder = bea.ended(&fifth).unwrap();
    Talk { initiator, responder, frames: [first, second, third, fourth, fifth] }
}

fn sizes(talk: &Talk) -> [usize; 5] {
    std::array::from_fn(|at| talk.frames[at].len())
}

#[test]
fn two_members_find_what_they_share_and_how_far_they_are() {
    let talk = talk((&[1, 2, 3], &[2, 3, 4]), known(20), known(10));
    let meet = |community, other, at| Meeting {
        community: CommunityId([community; 32]),
        device: Some(device(other)),
        known_here: true,
        there: There::Known(standpoint(at)),
    };
    assert_eq!(talk.initiator, [meet(2, 2, 20), meet(3, 2, 20)]);
    assert_eq!(talk.responder, [meet(2, 1, 10), meet(3, 1, 10)]);
    assert!(talk.initiator.iter().all(|m| m.is_mutual() && !m.asks_introduction()));
}

#[test]
fn a_newcomer_is_asked_to_introduce_itself_on_either_side() {
    // The newcomer speaks first: it learns no device.
    let first = talk((&[1], &[1]), always(Standing::Unknown), known(10));
    let [newcomer] = first.initiator[..] else { panic!("one") };
    assert!(newcomer.asks_introduction() && !newcomer.is_mutual());
    assert_eq!((newcomer.device, newcomer.known_here), (None, false));
    let [member] = first.responder[..] else { panic!("one") };
    assert_eq!((member.device, member.there), (Some(device(1)), There::Unsaid));
    assert!(!member.known_here && !member.asks_introduction());
    let Reply { slots } = read(&first.frames[3]).unwrap();
    assert!(slots.iter().all(|slot| slot.device != device(2)));

    // The newcomer is spoken to.
    let second = talk((&[1], &[1]), known(20), always(Standing::Unknown));
    let [member] = second.initiator[..] else { panic!("one") };
    assert_eq!((member.device, member.known_here), (Some(device(2)), false));
    assert_eq!(member.there, There::Known(standpoint(20)));
    let [newcomer] = second.responder[..] else { panic!("one") };
    assert!(newcomer.known_here && newcomer.asks_introduction());
}

#[test]
fn who_is_out_gets_the_answer_of_a_stranger() {
    let out = talk((&[1], &[1]), always(Standing::Out), known(10));
    assert!(out.initiator.is_empty() && out.responder.is_empty());
    let stranger = talk((&[9], &[1]), |_, _| panic!("nobody to ask about"), known(10));
    let words = |talk: &Talk| read::<Reply>(&talk.frames[3]).unwrap().slots.map(|s| s.verdict.word);
    assert_eq!(words(&out), words(&stranger));
    assert_eq!(words(&out), [Word::Nothing; WINDOW]);
    let other_way = talk((&[1], &[1]), known(20), always(Standing::Out));
    assert!(other_way.initiator.is_empty() && other_way.responder.is_empty());
}

#[test]
fn a_stranger_sees_the_same_whether_a_community_is_here_or_not() {
    let here = talk((&[9], &[1]), known(20), known(10));
    let nothing = talk((&[9], &[]), known(20), known(10));
    let shared = talk((&[1, 2], &[1, 2]), known(20), known(10));
    let unknown = talk((&[1], &[1]), always(Standing::Unknown), known(10));
    assert!(here.initiator.is_empty() && here.responder.is_empty());
    for other in [&nothing, &shared, &unknown] {
        assert_eq!(sizes(&here), sizes(other));
    }
    assert!(sizes(&here).iter().all(|size| *size <= FRAME), "{:?}", sizes(&here));
    // No tag, device or signature is there twice, in this or another frame: fillers are no pattern.
    let Challenge { tags, .. } = read(&here.frames[1]).unwrap();
    let Proof { cards } = read(&here.frames[2]).unwrap();
    let mut seen: Vec<[u8; 32]> = tags.iter().map(|tag| tag.0).collect();
    seen.extend(cards.iter().flat_map(|card| [card.tag.0, card.device.0]));
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 3 * WINDOW);
    assert!(tags.is_sorted() && cards.is_sorted_by_key(|card| card.tag));
}

/// A hello of device 1 with device 2, both of community 1, up to the third frame.
fn proven(ends_of_ali: Ends, ends_of_bea: Ends) -> (Responder, Vec<u8>, Shown) {
    let (ali, first) = Initiator::new(ends_of_ali, vec![membership(1, 1)], random(1));
    let (bea, second) =
        Responder::greeted(ends_of_bea, vec![membership(1, 2)], random(2), &first).unwrap();
    let (ali, third) = ali.challenged(&second).unwrap();
    (bea, third, ali)
}

/// Nothing in common: the responder recognised nobody.
fn check_unrecognised(bea: Responder, third: &[u8]) {
    let (answered, _) = bea.shown(third, |_, _| panic!("nobody to ask about")).unwrap();
    let verdicts = [Verdict::known(standpoint(1)); WINDOW];
    let ending = codec_encode(&Ending { verdicts });
    assert_eq!(answered.ended(&ending).unwrap(), []);
}

fn codec_encode<T: minicbor::Encode<()>>(value: &T) -> Vec<u8> {
    act::codec::encode(value)
}

#[test]
fn frames_of_another_hello_prove_nothing() {
    let (_, third, _) = proven(ends(), ends());
    // The same first frame replayed, but the responder's nonce is new.
    let first = codec_encode(&Greeting { nonce: [1; 32] });
    let (bea, second) =
        Responder::greeted(ends(), vec![membership(1, 2)], random(3), &first).unwrap();
    check_unrecognised(bea, &third);
    // The responder's tags replayed to an initiator with a new nonce.
    let (ali, _) = Initiator::new(ends(), vec![membership(1, 1)], random(4));
    let (ali, _) = ali.challenged(&second).unwrap();
    let slots = [Slot {
        verdict: Verdict::known(standpoint(1)),
        device: device(2),
        signature: Signature([1; 64]),
    }; WINDOW];
    let reply = codec_encode(&Reply { slots });
    assert_eq!(ali.answered(&reply, |_, _| panic!("nobody")).unwrap().0, []);
}

#[test]
fn tags_are_for_one_role_one_pair_of_peers_and_their_nonces() {
    let swapped = Ends { initiator: ends().responder, responder: ends().initiator };
    let stranger = Ends { initiator: b"peer of Eve".to_vec(), ..ends() };
    let passed_on = Ends { responder: b"peer of Eve".to_vec(), ..ends() };
    for other in [swapped, stranger, passed_on] {
        // The initiator doesn't recognise tags made for another pair.
        let (bea, third, _) = proven(other, ends());
        check_unrecognised(bea, &third);
    }
    // Bea's own tags come back at her as if they were Ali's.
    let (ali, first) = Initiator::new(ends(), vec![membership(1, 1)], random(1));
    drop(ali);
    let (bea, second) =
        Responder::greeted(ends(), vec![membership(1, 2)], random(2), &first).unwrap();
    let Challenge { tags, .. } = read(&second).unwrap();
    let cards = tags.map(|tag| Card { tag, device: device(1), signature: Signature([0; 64]) });
    check_unrecognised(bea, &codec_encode(&Proof { cards }));
    // Ali's tags come back at him from a peer that says hello to him at the same time.
    let (_, third, _) = proven(ends(), ends());
    let Proof { cards } = read(&third).unwrap();
    let (ali, _) = Initiator::new(ends(), vec![membership(1, 1)], random(1));
    let echo = Challenge { nonce: [2; 32], tags: cards.map(|card| card.tag) };
    let (ali, _) = ali.challenged(&codec_encode(&echo)).unwrap();
    let (answer, _) = ali.answered(&reply_from_bea(), |_, _| panic!("nobody")).unwrap();
    assert_eq!(answer, []);
}

fn reply_from_bea() -> Vec<u8> {
    let (bea, third, _) = proven(ends(), ends());
    bea.shown(&third, known(20)).unwrap().1
}

#[test]
fn a_tampered_nonce_or_another_secret_matches_nothing() {
    let (ali, first) = Initiator::new(ends(), vec![membership(1, 1)], random(1));
    let Greeting { mut nonce } = read(&first).unwrap();
    nonce[31] ^= 1;
    let (bea, second) = Responder::greeted(
        ends(),
        vec![membership(1, 2)],
        random(2),
        &codec_encode(&Greeting { nonce }),
    )
    .unwrap();
    let (_, third) = ali.challenged(&second).unwrap();
    check_unrecognised(bea, &third);

    let mut outsider = membership(1, 1);
    outsider.secret.0[0] ^= 1;
    let (eve, first) = Initiator::new(ends(), vec![outsider], random(1));
    let (bea, second) =
        Responder::greeted(ends(), vec![membership(1, 2)], random(2), &first).unwrap();
    let (_, third) = eve.challenged(&second).unwrap();
    check_unrecognised(bea, &third);
}

#[test]
fn communities_that_share_a_secret_are_not_mixed_up() {
    // Whoever founds a community could give it the secret of another one it is in.
    let mut copy = membership(2, 2);
    copy.secret = membership(1, 2).secret;
    let (ali, first) = Initiator::new(ends(), vec![membership(1, 1)], random(1));
    let (bea, second) =
        Responder::greeted(ends(), vec![copy, membership(1, 2)], random(2), &first).unwrap();
    let (ali, third) = ali.challenged(&second).unwrap();
    let (_, fourth) = bea.shown(&third, known(20)).unwrap();
    let (meetings, _) = ali.answered(&fourth, known(10)).unwrap();
    let met: Vec<_> = meetings.iter().map(|meeting| meeting.community).collect();
    assert_eq!(met, [CommunityId([1; 32])]);
}

#[test]
fn a_device_without_its_key_is_an_offence() {
    let forged = HelloError::Forged(CommunityId([1; 32]));
    let (bea, third, ali) = proven(ends(), ends());
    let Proof { mut cards } = read(&third).unwrap();
    for card in &mut cards {
        card.device = device(3);
    }
    let error = bea.shown(&codec_encode(&Proof { cards }), known(20)).unwrap_err();
    assert_eq!(error, forged);
    // The responder shows another device, and a signature that is good for the other role.
    let Reply { mut slots } = read(&reply_from_bea()).unwrap();
    for slot in &mut slots {
        slot.device = device(3);
    }
    let error = ali.answered(&codec_encode(&Reply { slots }), known(10)).unwrap_err();
    assert_eq!(error, forged);
    let (_, third, ali) = proven(ends(), ends());
    let Proof { cards } = read(&third).unwrap();
    let verdict = Verdict::known(standpoint(1));
    let slots = cards.map(|Card { device, signature, .. }| Slot { verdict, device, signature });
    let error = ali.answered(&codec_encode(&Reply { slots }), known(10)).unwrap_err();
    assert_eq!(error, forged);
}

#[test]
fn of_many_communities_a_window_is_shown_and_each_comes_up() {
    let many: Vec<_> = (0..40).map(|community| membership(community, 2)).collect();
    let mut met = std::collections::BTreeSet::new();
    for seed in 0..40 {
        // The nonce begins with four times the seed; windows begin everywhere in turn.
        let mut random = random(2);
        random.nonce[..4].copy_from_slice(&u32::from(seed).to_be_bytes());
        let all = (0..40).map(|community| membership(community, 1)).collect();
        let (ali, first) = Initiator::new(ends(), all, super::tests::random(1));
        let (bea, second) = Responder::greeted(ends(), many.clone(), random, &first).unwrap();
        let (ali, third) = ali.challenged(&second).unwrap();
        let (bea, fourth) = bea.shown(&third, known(20)).unwrap();
        let (meetings, fifth) = ali.answered(&fourth, known(10)).unwrap();
        assert_eq!(meetings.len(), WINDOW);
        assert_eq!(bea.ended(&fifth).unwrap().len(), WINDOW);
        let first = CommunityId([seed; 32]);
        assert!(meetings.iter().any(|meeting| meeting.community == first), "{seed}");
        met.extend(meetings.iter().map(|meeting| meeting.community));
    }
    assert_eq!(met.len(), 40);
}

/// xorshift64*: enough to spoil frames.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let roll = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32;
        usize::try_from(roll).unwrap() % sides
    }

    fn spoil(&mut self, frame: &[u8]) -> Vec<u8> {
        let mut frame = frame.to_vec();
        for _ in 0..=self.roll(3) {
            let at = self.roll(frame.len());
            match self.roll(5) {
                0 => frame.truncate(at.max(1)),
                1 => frame.insert(at, 0x9b),
                2 => drop(frame.remove(at)),
                _ => frame[at] ^= 1 << self.roll(8),
            }
            if frame.is_empty() {
                frame.push(0x80);
            }
        }
        frame
    }
}

#[test]
fn a_hundred_thousand_spoiled_frames_prove_nothing_and_break_nothing() {
    let good = talk((&[1], &[1]), known(20), known(10)).frames;
    let mut dice = Dice(7);
    let (mut read, mut refused) = (0, 0);
    let mut count = |ok: bool| if ok { read += 1 } else { refused += 1 };
    for round in 0..25_000 {
        let [first, second, third, fourth, fifth] = std::array::from_fn(|at| dice.spoil(&good[at]));
        // Filling and signing take most of the time, so every tenth goes all the way, and every
        // fortieth with a community; of the others only the frames are read.
        if round % 10 > 0 {
            count(read_frame::<Greeting>(&first));
            count(read_frame::<Challenge>(&second));
            count(read_frame::<Proof>(&third));
            count(read_frame::<Reply>(&fourth));
            continue;
        }
        let own = |device| if round % 40 == 0 { vec![membership(1, device)] } else { vec![] };
        count(Responder::greeted(ends(), own(2), random(2), &first).is_ok());
        let (ali, _) = Initiator::new(ends(), own(1), random(1));
        count(ali.challenged(&second).is_ok());
        let (bea, _) = Responder::greeted(ends(), own(2), random(2), &good[0]).unwrap();
        let bea = bea.shown(&third, known(20));
        count(bea.is_ok());
        if let Ok((bea, _)) = bea {
            let ended = bea.ended(&fifth);
            assert!(ended.is_err() || ended.unwrap().iter().all(|m| m.device == Some(device(1))));
        }
        let (ali, _) = Initiator::new(ends(), own(1), random(1));
        let (ali, _) = ali.challenged(&good[1]).unwrap();
        let met = ali.answered(&fourth, known(10));
        count(met.is_ok());
        if let Ok((meetings, _)) = met {
            assert!(meetings.iter().all(|m| m.device.is_none_or(|d| d == device(2))));
        }
    }
    assert!(read > 10_000 && refused > 10_000 && read + refused == 100_000, "{read} {refused}");
}

fn read_frame<T: for<'b> minicbor::Decode<'b, ()> + minicbor::Encode<()>>(frame: &[u8]) -> bool {
    read::<T>(frame).is_ok()
}

#[test]
fn a_stand_is_that_of_the_page_and_of_every_part() {
    // Computed apart, by Python's hashlib.
    let stand = |community: u8, frontier: u8, checkpoint: u8| {
        let digest = |byte| Digest([byte; 32]);
        let standpoint = Standpoint { frontier: digest(frontier), checkpoint: digest(checkpoint) };
        standpoint.stand(CommunityId([community; 32])).to_string()
    };
    let wanted = "fa8d5756806d42c9fd883dfa1408e3c992be2d0876f7348528ce9474b5f7909c";
    assert_eq!(stand(1, 5, 6), wanted);
    assert!(include_str!("../../../../docs/protocol.md").contains(wanted));
    for other in [stand(2, 5, 6), stand(1, 6, 6), stand(1, 5, 5), stand(1, 6, 5)] {
        assert_ne!(other, wanted);
    }
}
