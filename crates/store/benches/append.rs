//! A durable append of one act, beside its anchor: the same bytes appended to a bare file and
//! synced (`fdatasync`), turn by turn in the same run, because disks differ and tire.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::{
    fs::File,
    io::Write as _,
    time::{Duration, Instant},
};

use act::{
    act::{Act, Draft},
    charter::Charter,
    deed::Deed,
    id::CommunityId,
    key::{SecretKey, Signature},
    register::{Found, Founder, Kind},
    seal::Seal,
};
use meent_store::{community::CommunityRecord, profile::Profile};

/// Enough for a steady median within seconds.
const TURNS: u32 = 2000;

/// What a durable append may cost, in bare appends.
const TARGET: f64 = 1.3;

fn main() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut profile = Profile::open(&dir.path().join("profile")).expect("a new profile");
    let key = SecretKey::from_seed(&[1; 32]);
    let founder = Founder { key: key.device(), kind: Kind::Resident, proof: Signature([0; 64]) };
    let found = Found {
        nonce: [1; 32],
        founders: vec![founder],
        charter: Charter::default(),
        season: None,
    };
    let mut last = act(&key, CommunityId::UNFOUNDED, None, Deed::Found(found));
    let id = last.community();
    let device = key.device();
    let record =
        CommunityRecord { id, name: "De Linde".into(), secret: [0; 32], device, left: false };
    profile.add_community(&record, &key).expect("room for a community");
    profile.append(id, &[&last], &[]).expect("room for an act");

    let mut bare = File::create(dir.path().join("bare")).expect("a bare file");
    let (mut stored, mut anchor, mut size) = (Vec::new(), Vec::new(), 0);
    for _ in 0..TURNS {
        let next = act(&key, id, Some(&last), Deed::Gather);
        let seal = Seal::new(&key, &next);
        let bytes = [next.encode(), seal.signature.0.to_vec()].concat();
        size = bytes.len();
        anchor.push(time(|| {
            bare.write_all(&bytes).expect("room for bytes");
            bare.sync_data().expect("a disk that syncs");
        }));
        stored.push(time(|| profile.append(id, &[&next], &[seal]).expect("room for an act")));
        last = next;
    }
    let (stored, anchor) = (median(stored), median(anchor));
    let ratio = stored.as_secs_f64() / anchor.as_secs_f64();
    println!("bare append + fdatasync   {anchor:>10.1?} (median of {TURNS}, {size} bytes)");
    println!("durable append of one act {stored:>10.1?}");
    println!("ratio {ratio:.2} (target at most {TARGET})");
}

fn act(key: &SecretKey, community: CommunityId, prev: Option<&Act>, deed: Deed) -> Act {
    Act::new(Draft {
        community,
        device: key.device(),
        seq: prev.map_or(1, |prev| prev.seq() + 1),
        prev: prev.map(Act::id),
        seen: Vec::new(),
        claimed_at: 1_800_000_000,
        deed,
        words: None,
    })
    .expect("a well-formed act")
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
