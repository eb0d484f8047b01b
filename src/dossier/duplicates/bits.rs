//! A set of hashes with one bit for each. It has every hash that was added, and rarely claims one that was
//! not.

/// The bits; a hash's lowest bits are its place.
#[derive(Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// An empty set with at least this number of bits, rounded up to a power of two.
    pub fn new(bits: usize) -> Self {
        Self(vec![0; bits.div_ceil(64).next_power_of_two()])
    }

    /// A set of these hashes, with at least `sparse` bits for each.
    pub fn of(hashes: &[u32], sparse: usize) -> Self {
        let mut bits = Self::new(hashes.len() * sparse);
        for hash in hashes {
            bits.add(*hash);
        }
        bits
    }

    /// Number of bits.
    pub fn len(&self) -> usize {
        self.0.len() * 64
    }

    /// Adds a hash. Returns true if its bit was set before.
    #[inline(always)]
    pub fn add(&mut self, hash: u32) -> bool {
        let (place, bit) = self.place(hash);
        let Some(word) = self.0.get_mut(place) else { return true };
        let before = *word;
        *word |= bit;
        before & bit != 0
    }

    /// True if a hash is in the set, or shares its bit with one in the set.
    #[inline(always)]
    pub fn has(&self, hash: u32) -> bool {
        let (place, bit) = self.place(hash);
        self.0.get(place).is_none_or(|word| word & bit != 0)
    }

    #[inline(always)]
    fn place(&self, hash: u32) -> (usize, u64) {
        ((hash >> 6) as usize & self.0.len().wrapping_sub(1), 1 << (hash & 63))
    }
}
