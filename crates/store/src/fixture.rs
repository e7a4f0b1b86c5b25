//! A community of one for this room's tests: real acts, really sealed.

use std::path::Path;

use act::{
    act::{Act, Draft},
    body::Words,
    charter::Charter,
    content::{Comment, Role},
    deed::Deed,
    id::{ActId, CommunityId},
    key::{SecretKey, Signature},
    register::{Found, Founder, Kind},
};

use crate::{community::CommunityRecord, profile::Profile};

/// Opens, or makes, the profile in `dir`.
pub(crate) fn profile(dir: &Path) -> Profile {
    Profile::open(dir).unwrap()
}

/// Somebody who founded a community alone and talks to themselves in it.
pub(crate) struct Neighbour {
    pub(crate) key: SecretKey,
    pub(crate) founding: Act,
    seq: u32,
    prev: ActId,
}

impl Neighbour {
    pub(crate) fn new(seed: u8) -> Self {
        let key = SecretKey::from_seed(&[seed; 32]);
        let founder = |proof| Founder { key: key.device(), kind: Kind::Resident, proof };
        let found = |proof| Found {
            nonce: [seed; 32],
            founders: vec![founder(proof)],
            charter: Charter::default(),
            season: None,
        };
        // What a founder signs leaves the proofs out.
        let statement = found(Signature([0; 64])).statement();
        let found = found(key.sign(&statement));
        let founding = Act::new(Draft {
            community: CommunityId::UNFOUNDED,
            device: key.device(),
            seq: 1,
            prev: None,
            seen: Vec::new(),
            claimed_at: 1_800_000_000,
            deed: Deed::Found(found),
            words: None,
        })
        .unwrap();
        let prev = founding.id();
        Self { key, founding, seq: 1, prev }
    }

    pub(crate) fn community(&self) -> CommunityId {
        self.founding.community()
    }

    pub(crate) fn record(&self) -> CommunityRecord {
        CommunityRecord {
            id: self.community(),
            name: "Buurttuin".into(),
            secret: [9; 32],
            device: self.key.device(),
            left: false,
        }
    }

    /// Their next act.
    pub(crate) fn act(&mut self) -> Act {
        self.act_saying("De sleutel ligt onder de blauwe pot.")
    }

    pub(crate) fn act_saying(&mut self, text: &str) -> Act {
        self.seq += 1;
        let chars = u32::try_from(text.chars().count()).unwrap();
        let act = Act::new(Draft {
            community: self.community(),
            device: self.key.device(),
            seq: self.seq,
            prev: Some(self.prev),
            seen: Vec::new(),
            claimed_at: 1_800_000_000 + i64::from(self.seq),
            deed: Deed::Comment(Comment { on: self.founding.id(), role: Role::Comment, chars }),
            words: Some(Words { salt: [3; 8], strings: vec![text.into()] }),
        })
        .unwrap();
        self.prev = act.id();
        act
    }
}

impl Clone for Neighbour {
    fn clone(&self) -> Self {
        Self {
            key: SecretKey::from_seed(&self.key.seed()),
            founding: self.founding.clone(),
            ..*self
        }
    }
}
