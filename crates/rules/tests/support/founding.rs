//! The founding of a community by people whose keys are numbers. Next: `seasons.rs`.

use act::{
    act::{Act, Draft},
    charter::Charter,
    deed::Deed,
    id::CommunityId,
    key::{SecretKey, Signature},
    register::{Found, Founder, Kind},
    season::Source,
};

/// Somebody's key.
pub(crate) fn key(number: u8) -> SecretKey {
    SecretKey::from_seed(&[number; 32])
}

/// The founding by these people, residents, which all signed; the first writes it.
pub(crate) fn act(people: &[u8], season: Option<Source>) -> Act {
    let none = Signature([0; 64]);
    let founder = |n: &u8| Founder { key: key(*n).device(), kind: Kind::Resident, proof: none };
    let mut founders: Vec<_> = people.iter().map(founder).collect();
    founders.sort_unstable_by_key(|founder| founder.key);
    let mut found = Found { nonce: [0; 32], founders, charter: Charter::default(), season };
    let statement = found.statement();
    for number in people {
        let device = key(*number).device();
        let own = found.founders.iter_mut().find(|founder| founder.key == device).unwrap();
        own.proof = key(*number).sign(&statement);
    }
    Act::new(Draft {
        community: CommunityId::UNFOUNDED,
        device: key(people[0]).device(),
        seq: 1,
        prev: None,
        seen: Vec::new(),
        claimed_at: 7,
        deed: Deed::Found(found),
        words: None,
    })
    .unwrap()
}
