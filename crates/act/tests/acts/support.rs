//! People with keys from seeds, who write real acts.
//!
//! Guards: the same calls give the same bytes. Next: `log.rs`.

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    body::Words,
    charter::Charter,
    content::{Comment, Role},
    deed::Deed,
    id::{ActId, CommunityId},
    key::{SecretKey, Signature},
    log::Log,
    register::{Enrol, Found, Founder, Invite, Join, Kind},
    statement,
};

pub(crate) fn key(number: u8) -> SecretKey {
    SecretKey::from_seed(&[number; 32])
}

/// A founding by one person, with its community.
pub(crate) fn found(author: &SecretKey) -> Act {
    let mut found = Found {
        nonce: [9; 32],
        founders: vec![Founder {
            key: author.device(),
            kind: Kind::Resident,
            proof: Signature([0; 64]),
        }],
        charter: Charter::default(),
        season: None,
    };
    found.founders[0].proof = author.sign(&found.statement());
    write(author, CommunityId::UNFOUNDED, None, vec![], Deed::Found(found), None)
}

/// An act after `prev` (an act of the same device), having seen others.
pub(crate) fn write(
    author: &SecretKey,
    community: CommunityId,
    prev: Option<&Act>,
    seen: Vec<ActId>,
    deed: Deed,
    words: Option<Words>,
) -> Act {
    Act::new(Draft {
        community,
        device: author.device(),
        seq: prev.map_or(1, |prev| prev.seq() + 1),
        prev: prev.map(Act::id),
        seen,
        claimed_at: 1_796_000_000,
        deed,
        words,
    })
    .unwrap()
}

pub(crate) fn remark(
    author: &SecretKey,
    log: &Log,
    prev: &Act,
    seen: Vec<ActId>,
    text: &str,
) -> Act {
    let chars = u32::try_from(text.chars().count()).unwrap();
    let on = log.act(log.since(0).next().unwrap()).id();
    let words = Words { salt: [7; 8], strings: vec![text.to_owned()] };
    let comment = Comment { on, role: Role::Comment, chars };
    write(author, log.community(), Some(prev), seen, Deed::Comment(comment), Some(words))
}

/// A log with a founder (key 1), an invite (by key 100), a guest (key 2), and the guest's second
/// device (key 3) enrolled.
pub(crate) fn neighbourhood() -> (Log, Vec<Act>) {
    let founding = found(&key(1));
    let community = founding.community();
    let invite = Deed::Invite(Invite { key: key(100).invite(), until: 1_800_000_000, guests: 20 });
    let invite = write(&key(1), community, Some(&founding), vec![], invite, None);
    let proof = key(100).sign(&statement::join(community, key(2).device()));
    let join = Deed::Join(Join { invite: invite.id(), proof, kind: Kind::Business });
    let join = write(&key(2), community, None, vec![invite.id()], join, None);
    let member = statement::member_id(join.id(), key(2).device());
    let proof = key(3).sign(&statement::member(community, member));
    let enrol = Deed::Enrol(vec![Enrol { device: key(3).device(), proof }]);
    let enrol = write(&key(2), community, Some(&join), vec![], enrol, None);
    let acts = vec![founding, invite, join, enrol];
    let mut log = Log::new(community);
    for act in &acts {
        log.append(Arc::new(act.clone())).unwrap();
    }
    (log, acts)
}
