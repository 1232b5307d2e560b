//! Strings to ids, ids to rows of the embedding tables.
//!
//! Ids are `MurmurHash64A` (Austin Appleby, public domain) of the UTF-8 bytes with seed 1, except for a few strings with a
//! number of their own. Rows come from one half of `MurmurHash3` x86/128, as thinc's `HashEmbed` uses it.

use super::asset;
use rustc_hash::FxHashMap;

/// Multiplier of `MurmurHash64A`.
const MIX: u64 = 0xc6a4_a793_5bd1_e995;
/// Seed of all string ids.
const SEED: u64 = 1;

/// `MurmurHash64A` of `bytes` with seed 1.
pub fn murmur64a(bytes: &[u8]) -> u64 {
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(MIX);
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        let mut word = u64::from_le_bytes(word.try_into().unwrap_or_default()).wrapping_mul(MIX);
        word ^= word >> 47;
        hash = (hash ^ word.wrapping_mul(MIX)).wrapping_mul(MIX);
    }
    let rest = words.remainder();
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(MIX);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(MIX);
    hash ^ (hash >> 47)
}

/// Four 32-bit keys of an id: the rows of a hash embedding table before the modulo.
pub fn keys(id: u64, seed: u32) -> [u32; 4] {
    let finish = |mut h: u64| {
        h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    };
    let mut h1 = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= u64::from(seed) ^ 8;
    let mut h2 = u64::from(seed) ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    (h1, h2) = (finish(h1), finish(h2));
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

/// Ids of strings.
#[derive(Debug)]
pub struct StringIds {
    /// Strings with a number of their own.
    symbols: FxHashMap<&'static str, u64>,
}

impl StringIds {
    /// Reads `symbols.tsv`.
    pub fn new() -> Self {
        let symbols = asset::records(asset::SYMBOLS)
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(name, number)| Some((name, number.parse().ok()?)))
            .collect();
        Self { symbols }
    }

    /// The id of `text`; 0 for the empty string.
    pub fn id(&self, text: &str) -> u64 {
        if text.is_empty() {
            return 0;
        }
        self.symbols.get(text).copied().unwrap_or_else(|| murmur64a(text.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_training() {
        let ids = StringIds::new();
        assert_eq!(ids.id("coffee"), 3_197_928_453_018_144_401);
        assert_eq!(ids.id(""), 0);
        assert_eq!(ids.id("IS_ALPHA"), 1);
        assert_eq!(ids.id("nsubj"), 429);
    }
}
