//! Whether others go on without having seen what the owner wrote. Nobody can alter what somebody says; who
//! passes it on can keep it back, and then nothing that others write has it in its past.
//!
//! Guards: a guess by what members say of themselves: no rule depends on it, and who claims to write later than
//! tomorrow is no witness. Who was apart for long is told the same until others wrote again. Next: [`super`], which
//! says it.

use std::collections::BTreeMap;

use act::{
    clock::Clock,
    id::{DeviceId, MemberId},
    log::Index,
};

use crate::community::Community;

/// Seconds that others had to see what the owner wrote before they wrote themselves: most devices meet within
/// a day.
const TIME: i64 = 24 * 60 * 60;

/// How many must have gone on without: one may have been away.
const OTHERS: usize = 2;

/// What one of the others wrote, all their devices together.
#[derive(Default)]
struct Other {
    seen: Clock,
    last: i64,
}

/// How many others wrote without having seen what the owner wrote a day before or earlier, while one at most of those
/// who wrote had: none when it is fewer than two.
pub(super) fn unseen(community: &Community, now: i64) -> usize {
    let Some((me, _)) = community.me() else { return 0 };
    let (log, heads, register) = (community.log(), community.heads(), community.register());
    let owner = |device: DeviceId| -> Option<MemberId> {
        community.judge().device(log, &heads, device).map(|(member, _)| member)
    };
    let (mut others, mut own) = (BTreeMap::<MemberId, Other>::new(), Vec::<Index>::new());
    for (device, branches) in log.devices() {
        match owner(device) {
            Some(member) if member == me => {
                own.extend(branches.iter().flat_map(|branch| &log.stretch(*branch).acts));
            }
            Some(member) if register.is_member(member) => {
                let other = others.entry(member).or_default();
                for tip in log.tips(device) {
                    other.seen.join(&log.clock(tip));
                    other.last = other.last.max(log.act(tip).header().claimed_at);
                }
            }
            _ => {}
        }
    }
    others.retain(|_, other| other.last < now.saturating_add(TIME));
    let mut most = 0;
    for act in own {
        let written = log.act(act).header().claimed_at;
        let since = others.values().filter(|other| other.last >= written.saturating_add(TIME));
        let (saw, not): (Vec<_>, Vec<_>) = since.partition(|other| log.holds(&other.seen, act));
        if saw.len() <= 1 {
            most = most.max(not.len());
        }
    }
    if most < OTHERS { 0 } else { most }
}
