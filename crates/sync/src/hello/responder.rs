//! The side that is spoken to and proves first.
//!
//! Guards: it shows a device only to a device that it knows in that community; a stranger and
//! somebody who is out get answers that look alike. Next: [`super::initiator`].

use act::{
    codec,
    id::{CommunityId, DeviceId, Digest},
};

use super::{
    Ends, HelloError, Meeting, Membership, Randomness, Standing, There, WINDOW,
    frame::{Challenge, Ending, Greeting, Proof, Reply, Slot, Verdict, Word, read},
    in_order,
    tag::{Filler, Role, Transcript, same},
};

/// Has shown its tags and waits for the initiator's.
#[derive(Debug)]
pub struct Responder {
    transcript: Transcript,
    shown: Vec<Membership>,
    filler: Filler,
}

/// Has given its word on the initiator's devices and waits for the last frame.
#[derive(Debug)]
pub struct Answered {
    /// By place in the frame: the community, the other's device and whether it is known here.
    places: [Option<(CommunityId, DeviceId, bool)>; WINDOW],
}

impl Responder {
    /// Takes the first frame; gives the second. Of more than [`WINDOW`] communities those from a
    /// place on that the own nonce chooses, going round: each comes up sooner or later.
    ///
    /// # Errors
    /// When the frame can't be read.
    pub fn greeted(
        ends: Ends,
        own: Vec<Membership>,
        random: Randomness,
        frame: &[u8],
    ) -> Result<(Self, Vec<u8>), HelloError> {
        let Randomness { nonce, filler } = random;
        let mut filler = Filler::new(filler);
        let greeting: Greeting = read(frame)?;
        let transcript = Transcript { ends, initiator: greeting.nonce, responder: nonce };
        let shown = window(in_order(own), &nonce);
        let mut tags = [Digest([0; 32]); WINDOW];
        let mut own = shown.iter();
        for tag in &mut tags {
            *tag = match own.next() {
                Some(own) => transcript.tag(Role::Responder, own.community, &own.secret),
                None => Digest(filler.block()),
            };
        }
        tags.sort_unstable();
        let challenge = codec::encode(&Challenge { nonce, tags });
        Ok((Self { transcript, shown, filler }, challenge))
    }

    /// Takes the third frame and asks what each device shown is to us; gives the fourth.
    ///
    /// # Errors
    /// When the frame can't be read, or a device is shown without its key.
    pub fn shown(
        self,
        frame: &[u8],
        standing: impl Fn(CommunityId, DeviceId) -> Standing,
    ) -> Result<(Answered, Vec<u8>), HelloError> {
        let Self { transcript, shown, mut filler } = self;
        let proof: Proof = read(frame)?;
        let mut places = [None; WINDOW];
        let mut slots = [None; WINDOW];
        for own in &shown {
            let community = own.community;
            let tag = transcript.tag(Role::Initiator, community, &own.secret);
            let cards = proof.cards.iter().zip(&mut slots).zip(&mut places);
            for ((card, slot), place) in cards.filter(|((card, _), _)| same(&tag.0, &card.tag.0)) {
                let (device, signature) = (card.device, card.signature);
                if !transcript.is_signed(Role::Initiator, community, &device.0, &signature) {
                    return Err(HelloError::Forged(community));
                }
                let known = match standing(community, device) {
                    Standing::Known(standpoint) => {
                        *slot = Some(Slot {
                            verdict: Verdict::known(standpoint),
                            device: own.key.device(),
                            signature: transcript.sign(Role::Responder, community, &own.key),
                        });
                        true
                    }
                    Standing::Unknown => {
                        *slot = Some(Slot::filler(Word::Unknown, &mut filler));
                        false
                    }
                    Standing::Out => continue,
                };
                *place = Some((community, device, known));
                break; // a tag that stands there twice counts once
            }
        }
        let slots = slots.map(|s| s.unwrap_or_else(|| Slot::filler(Word::Nothing, &mut filler)));
        Ok((Answered { places }, codec::encode(&Reply { slots })))
    }
}

impl Answered {
    /// Takes the fifth frame; gives what both have in common.
    ///
    /// # Errors
    /// When the frame can't be read.
    pub fn ended(self, frame: &[u8]) -> Result<Vec<Meeting>, HelloError> {
        let ending: Ending = read(frame)?;
        let mut meetings: Vec<_> = self
            .places
            .iter()
            .zip(&ending.verdicts)
            .filter_map(|(place, verdict)| {
                let (community, device, known_here) = (*place)?;
                let there = match (known_here, verdict.word) {
                    (true, Word::Known) => There::Known(verdict.standpoint()),
                    (true, Word::Unknown) => There::Unknown,
                    (true, Word::Nothing) => return None, // we are out there
                    (false, _) => There::Unsaid,          // it can't know who we are
                };
                Some(Meeting { community, device: Some(device), known_here, there })
            })
            .collect();
        meetings.sort_unstable_by_key(|meeting| meeting.community);
        Ok(meetings)
    }
}

fn window(mut own: Vec<Membership>, nonce: &[u8; 32]) -> Vec<Membership> {
    if own.len() > WINDOW {
        let [a, b, c, d, ..] = *nonce;
        let chosen = u64::from(u32::from_be_bytes([a, b, c, d])) % own.len() as u64;
        own.rotate_left(usize::try_from(chosen).expect("less than a length in memory"));
        own.truncate(WINDOW);
    }
    own
}
