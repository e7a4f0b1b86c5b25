//! The side that says hello first and proves second.
//!
//! Guards: it shows a device only to a peer that proved that device's community. Next:
//! [`super::responder`].

use act::{codec, id::CommunityId};

use super::{
    Ends, HelloError, Meeting, Membership, Randomness, Standing, There, WINDOW,
    frame::{Card, Challenge, Ending, Greeting, Proof, Reply, Verdict, Word, read},
    in_order,
    tag::{Filler, Role, Transcript, same},
};

/// Has sent its nonce and waits for the responder's tags.
#[derive(Debug)]
pub struct Initiator {
    ends: Ends,
    own: Vec<Membership>,
    nonce: [u8; 32],
    filler: Filler,
}

/// Has shown its devices and waits for the word on them.
#[derive(Debug)]
pub struct Shown {
    transcript: Transcript,
    filler: Filler,
    /// By place in the frame: the community whose card stands there.
    places: Vec<Option<CommunityId>>,
}

impl Initiator {
    /// Starts a hello: the state and the first frame. All of its communities are tried.
    #[must_use]
    pub fn new(ends: Ends, own: Vec<Membership>, random: Randomness) -> (Self, Vec<u8>) {
        let Randomness { nonce, filler } = random;
        let greeting = codec::encode(&Greeting { nonce });
        (Self { ends, own: in_order(own), nonce, filler: Filler::new(filler) }, greeting)
    }

    /// Takes the second frame; gives the third.
    ///
    /// # Errors
    /// When the frame can't be read.
    pub fn challenged(self, frame: &[u8]) -> Result<(Shown, Vec<u8>), HelloError> {
        let Self { ends, own, nonce, mut filler } = self;
        let challenge: Challenge = read(frame)?;
        let transcript = Transcript { ends, initiator: nonce, responder: challenge.nonce };
        let shared = own.iter().filter(|own| {
            let tag = transcript.tag(Role::Responder, own.community, &own.secret);
            // No early end: how long it takes says nothing about which tag fits.
            challenge.tags.iter().fold(false, |found, other| same(&tag.0, &other.0) | found)
        });
        let mut cards: Vec<(Card, Option<CommunityId>)> = shared
            .take(WINDOW)
            .map(|own| {
                let card = Card {
                    tag: transcript.tag(Role::Initiator, own.community, &own.secret),
                    device: own.key.device(),
                    signature: transcript.sign(Role::Initiator, own.community, &own.key),
                };
                (card, Some(own.community))
            })
            .collect();
        cards.resize_with(WINDOW, || (Card::filler(&mut filler), None));
        cards.sort_unstable_by_key(|(card, _)| card.tag);
        let places = cards.iter().map(|(_, community)| *community).collect();
        let mut sorted = cards.iter().map(|(card, _)| *card);
        let cards = std::array::from_fn(|_| sorted.next().expect("resized to the window above"));
        let proof = codec::encode(&Proof { cards });
        Ok((Shown { transcript, filler, places }, proof))
    }
}

impl Shown {
    /// Takes the fourth frame and asks what each device shown is to us; gives what both have in
    /// common and the fifth frame, the last.
    ///
    /// # Errors
    /// When the frame can't be read, or a device is shown without its key.
    pub fn answered(
        self,
        frame: &[u8],
        standing: impl Fn(CommunityId, act::id::DeviceId) -> Standing,
    ) -> Result<(Vec<Meeting>, Vec<u8>), HelloError> {
        let Self { transcript, mut filler, places } = self;
        let reply: Reply = read(frame)?;
        let mut meetings = Vec::new();
        let mut verdicts = [None; WINDOW];
        let places = places.iter().zip(&reply.slots).zip(&mut verdicts);
        for ((community, slot), verdict) in places {
            let Some(community) = *community else { continue };
            let meet = |device, known_here, there| Meeting { community, device, known_here, there };
            match slot.verdict.word {
                Word::Nothing => {}
                Word::Unknown => meetings.push(meet(None, false, There::Unknown)),
                Word::Known => {
                    let (device, signature) = (slot.device, slot.signature);
                    if !transcript.is_signed(Role::Responder, community, &device.0, &signature) {
                        return Err(HelloError::Forged(community));
                    }
                    let there = There::Known(slot.verdict.standpoint());
                    match standing(community, device) {
                        Standing::Known(standpoint) => {
                            meetings.push(meet(Some(device), true, there));
                            *verdict = Some(Verdict::known(standpoint));
                        }
                        Standing::Unknown => {
                            meetings.push(meet(Some(device), false, there));
                            *verdict = Some(Verdict::filler(Word::Unknown, &mut filler));
                        }
                        Standing::Out => {}
                    }
                }
            }
        }
        let verdicts =
            verdicts.map(|v| v.unwrap_or_else(|| Verdict::filler(Word::Nothing, &mut filler)));
        meetings.sort_unstable_by_key(|meeting| meeting.community);
        Ok((meetings, codec::encode(&Ending { verdicts })))
    }
}
