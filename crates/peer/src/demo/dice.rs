//! Dice that fall the same way each time: keys, salts and seconds of the demo.
//!
//! Guards: nothing else uses them, for whoever knows the seed knows every throw. Next:
//! [`super::stage`].

/// Dice with a seed: `SplitMix64` (Steele, Lea and Flood, 2014), with its published constants.
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for whoever has this name; other names have other dice (FNV-1a, 64 bits).
    pub(super) fn of(name: &str) -> Self {
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(name.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
    }

    /// Fills a buffer.
    pub(super) fn fill(&mut self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let throw = self.throw().to_le_bytes();
            chunk.copy_from_slice(&throw[..chunk.len()]);
        }
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.throw() % u64::from(end.max(1))).unwrap_or(0)
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
