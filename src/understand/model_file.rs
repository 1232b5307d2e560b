//! The weights of the network as they lie in `network.bin`.
//!
//! Form: 8 bytes `RASHNET1`; checksum of all that follows (FNV-1a over little-endian 64-bit words); length of the head;
//! the head, a line a tensor: name, `f16` or `f32`, shape (`96x3x288`), place of its first byte after the head; then the
//! arrays, little-endian, row-major, each at a multiple of 64 bytes. Loading checks checksum, sizes and shapes, and copies
//! only what is multiplied as 32-bit; the embedding tables (half the file) are read from where they lie.

use rustc_hash::FxHashMap;
use thiserror::Error;

/// First bytes of the file.
const MAGIC: &[u8] = b"RASHNET1";
/// Bytes before the head: magic, checksum, length of the head.
const PREAMBLE: usize = 24;

/// Why a model file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ModelError {
    /// It does not begin as it should.
    #[error("the language model is not in the form RASHNET1: make it again with tools/convert_model.py")]
    NotAModel,
    /// Its bytes are not the ones that were written.
    #[error("the language model is damaged (its checksum does not match): get it again from the release")]
    Damaged,
    /// A tensor is missing or has another size.
    #[error("the language model has no tensor {name} of {wanted}: make it again with tools/convert_model.py")]
    NoTensor {
        /// Its name.
        name: String,
        /// The kind and shape that the program needs.
        wanted: String,
    },
}

/// One array of the file.
struct Entry {
    kind: &'static str,
    shape: &'static str,
    start: usize,
}

/// A model file whose checksum is right.
pub struct ModelFile {
    arrays: &'static [u8],
    entries: FxHashMap<&'static str, Entry>,
}

impl ModelFile {
    /// Checks `bytes` and reads the head.
    pub fn open(bytes: &'static [u8]) -> Result<Self, ModelError> {
        if bytes.len() < PREAMBLE || !bytes.starts_with(MAGIC) || !bytes.len().is_multiple_of(8) {
            return Err(ModelError::NotAModel);
        }
        let word = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap_or_default());
        if word(8) != checksum(&bytes[16..]) {
            return Err(ModelError::Damaged);
        }
        let rest = &bytes[PREAMBLE..];
        let head = usize::try_from(word(16)).ok().and_then(|length| rest.split_at_checked(length));
        let (head, arrays) = head.ok_or(ModelError::NotAModel)?;
        let head = std::str::from_utf8(head).map_err(|_| ModelError::NotAModel)?;
        let mut entries = FxHashMap::default();
        for line in head.lines() {
            let cells: Vec<&str> = line.split_whitespace().collect();
            if let [name, kind, shape, start] = cells[..] {
                let start = start.parse().map_err(|_| ModelError::NotAModel)?;
                entries.insert(name, Entry { kind, shape, start });
            }
        }
        Ok(Self { arrays, entries })
    }

    /// The bytes of an array of `kind` and `shape`.
    fn bytes(&self, name: &str, kinds: &[&str], shape: &[usize]) -> Result<(&'static [u8], usize), ModelError> {
        let wanted: Vec<String> = shape.iter().map(ToString::to_string).collect();
        let wanted = wanted.join("x");
        let found = self.entries.get(name).filter(|entry| kinds.contains(&entry.kind) && entry.shape == wanted);
        let found = found.and_then(|entry| {
            let width = if entry.kind == "f16" { 2 } else { 4 };
            let end = entry.start.checked_add(shape.iter().product::<usize>() * width)?;
            Some((self.arrays.get(entry.start..end)?, width))
        });
        found.ok_or_else(|| ModelError::NoTensor {
            name: name.to_owned(),
            wanted: format!("{} {wanted}", kinds.join("/")),
        })
    }

    /// An array as 32-bit numbers.
    pub fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let (bytes, width) = self.bytes(name, &["f16", "f32"], shape)?;
        Ok(if width == 2 {
            bytes.as_chunks::<2>().0.iter().map(|&pair| half_to_float(u16::from_le_bytes(pair))).collect()
        } else {
            bytes.as_chunks::<4>().0.iter().map(|&four| f32::from_le_bytes(four)).collect()
        })
    }

    /// An array of 16-bit numbers, as it lies in the file.
    pub fn halves(&self, name: &str, shape: &[usize]) -> Result<&'static [[u8; 2]], ModelError> {
        Ok(self.bytes(name, &["f16"], shape)?.0.as_chunks::<2>().0)
    }
}

/// FNV-1a over 64-bit words.
fn checksum(bytes: &[u8]) -> u64 {
    let words = bytes.as_chunks::<8>().0;
    words
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, &word| (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// An IEEE 754 half as a single; there are no infinities in the file.
pub fn half_to_float(half: u16) -> f32 {
    /// 2^112: what the exponent is short of when the bits of a half are moved into a single.
    const SCALE: f32 = f32::from_bits(0x7780_0000);
    let magnitude = f32::from_bits(u32::from(half & 0x7fff) << 13) * SCALE;
    f32::from_bits(magnitude.to_bits() | u32::from(half & 0x8000) << 16)
}

#[cfg(test)]
mod tests {
    use super::super::asset;
    use super::*;

    #[test]
    fn halves_become_the_same_number() {
        for (half, float) in [(0x3c00, 1.0), (0xc000, -2.0), (0x0001, 5.960_464_5e-8), (0x0000, 0.0), (0x7bff, 65504.0)]
        {
            assert!((half_to_float(half) - float).abs() <= f32::EPSILON * float.abs(), "{half:x}");
        }
    }

    #[test]
    fn a_damaged_model_is_a_clear_error() {
        let mut bytes = asset::NETWORK.to_vec();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        assert_eq!(ModelFile::open(bytes.leak()).err(), Some(ModelError::Damaged));
        assert_eq!(ModelFile::open(&asset::NETWORK[..4096]).err(), Some(ModelError::Damaged));
        assert_eq!(ModelFile::open(b"PNG").err(), Some(ModelError::NotAModel));
        assert!(ModelFile::open(&[]).is_err());
    }

    #[test]
    fn a_tensor_of_another_shape_is_refused_by_name() {
        let model = ModelFile::open(asset::NETWORK).expect("the compiled-in model is whole");
        let error = model.floats("tagger.weight", &[49, 96]).expect_err("there are 50 tags");
        assert!(error.to_string().contains("tagger.weight"));
        assert!(model.floats("tagger.weight", &[50, 96]).is_ok());
    }
}
