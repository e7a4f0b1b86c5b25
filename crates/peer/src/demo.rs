//! A scripted month in a neighbourhood, to look around in: `meent demo`, tests and benchmarks.
//!
//! Guards: only what people could do themselves, by the commands that they have; the same day gives
//! the same bytes. Its keys follow from names, so it is no place for anybody's own words. Next:
//! `demo/stage.rs`, where it is played.

mod dice;
mod script;
mod seat;
mod stage;
#[cfg(test)]
mod tests;

use crate::{community::Community, refusal::Refusal};
use script::Script;
use stage::Stage;

/// The month in Buurttuin De Linde: fourteen people, of whom one leaves and one is still a guest.
const LINDE: &str = include_str!("../demo/linde.json");

/// The community of the demo, as its founder's device holds it.
#[derive(Debug)]
pub struct Demo {
    /// The community, with everything still to be stored.
    pub community: Community,
    /// The community's secret, as a founding makes one.
    pub secret: [u8; 32],
}

/// Why the demo couldn't be played; a test plays it, so this is for who edits the script.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The script is not in the form that `demo/script.rs` reads, or names what it doesn't have.
    #[error("the script of the demo can't be read: {0}")]
    Script(String),
    /// A step was refused.
    #[error("step {step} of the demo was refused: {refusal}")]
    Refused {
        /// Which one, from 0.
        step: usize,
        /// Why.
        refusal: Refusal,
    },
}

/// Plays the month that ended within the week before `now`, seconds since 1970, so that what is open
/// at its end is still open. The first day is a Monday in Europe/Amsterdam.
///
/// # Errors
/// When the script has a fault or `now` is no time of our era.
pub fn play(now: i64) -> Result<Demo, DemoError> {
    let (community, secret) = Stage::play(&Script::parse(LINDE)?, now)?.founder()?;
    Ok(Demo { community, secret })
}
