//! The keys of all people in all communities, made once: making them costs more than a community's life.
//!
//! Guards: nobody holds somebody else's key. Next: `town.rs`.

use std::sync::OnceLock;

use act::key::SecretKey;

/// Devices of each person: the one it came with, three others, and a paper key.
pub(crate) const EACH: usize = 5;
/// Which of them is the paper key.
pub(crate) const PAPER: usize = EACH - 1;
/// More people than any community has.
const PEOPLE: usize = 12;

/// The key of somebody's device.
pub(crate) fn key(person: usize, device: usize) -> &'static SecretKey {
    static KEYS: OnceLock<Vec<SecretKey>> = OnceLock::new();
    let all = KEYS.get_or_init(|| (0..PEOPLE * EACH).map(|number| made(1, number)).collect());
    &all[person * EACH + device]
}

/// The key of the invite that everybody uses.
pub(crate) fn invite() -> &'static SecretKey {
    static KEY: OnceLock<SecretKey> = OnceLock::new();
    KEY.get_or_init(|| made(2, 0))
}

fn made(what: u8, number: usize) -> SecretKey {
    let mut seed = [what; 32];
    seed[0] = u8::try_from(number).unwrap();
    SecretKey::from_seed(&seed)
}
