//! Huffman codes of limited length, as RFC 1951 numbers them.

/// A Huffman code.
pub struct Huffman {
    /// Bits of each symbol's code; 0 if it does not occur.
    pub lengths: Vec<u8>,
    /// The codes, first bit lowest.
    pub codes: Vec<u16>,
}

impl Huffman {
    /// The code of symbols that occur so often, with at most `longest` bits.
    pub fn of(mut frequencies: Vec<u32>, longest: u8) -> Self {
        // A code has at least two symbols.
        for symbol in 0..2 {
            if frequencies.iter().filter(|frequency| **frequency > 0).count() < 2 {
                frequencies.get_mut(symbol).into_iter().for_each(|frequency| *frequency = 1.max(*frequency));
            }
        }
        let mut lengths = depths(&frequencies);
        while lengths.iter().any(|length| *length > longest) {
            frequencies.iter_mut().for_each(|frequency| *frequency = frequency.div_ceil(2));
            lengths = depths(&frequencies);
        }
        let (mut codes, mut next) = (vec![0; lengths.len()], 0_u16);
        for length in 1..=longest {
            for (code, _) in codes.iter_mut().zip(&lengths).filter(|(_, other)| **other == length) {
                *code = next.reverse_bits() >> (16 - length);
                next += 1;
            }
            next <<= 1;
        }
        Self { lengths, codes }
    }
}

/// The depth of each symbol in a Huffman tree; 0 if it does not occur.
fn depths(frequencies: &[u32]) -> Vec<u8> {
    let occurring = (0_u64..).zip(frequencies).filter(|(_, frequency)| **frequency > 0);
    let mut leaves: Vec<u64> =
        occurring.map(|(symbol, frequency)| u64::from(*frequency) << 16 | symbol).collect();
    leaves.sort_unstable();
    let mut weights: Vec<u64> = leaves.iter().map(|leaf| leaf >> 16).collect();
    let mut parents = vec![0; leaves.len()];
    let (mut leaf, mut inner) = (0, leaves.len());
    for made in leaves.len()..(2 * leaves.len()).saturating_sub(1) {
        let mut sum = 0;
        for _ in 0..2 {
            let weight = |node, end| weights.get(node).copied().filter(|_| node < end).unwrap_or(u64::MAX);
            let (of_leaf, of_inner) = (weight(leaf, leaves.len()), weight(inner, made));
            let child = if of_leaf <= of_inner { &mut leaf } else { &mut inner };
            parents.get_mut(*child).into_iter().for_each(|parent| *parent = made);
            *child += 1;
            sum += of_leaf.min(of_inner);
        }
        weights.push(sum);
        parents.push(0);
    }
    let mut depths = vec![0_u8; parents.len()];
    for node in (0..parents.len().saturating_sub(1)).rev() {
        let above = parents.get(node).and_then(|parent| depths.get(*parent)).copied().unwrap_or_default();
        depths.get_mut(node).into_iter().for_each(|depth| *depth = above + 1);
    }
    let mut by_symbol = vec![0; frequencies.len()];
    for (leaf, depth) in leaves.iter().zip(depths) {
        by_symbol.get_mut((leaf & 0xffff) as usize).into_iter().for_each(|place| *place = depth);
    }
    by_symbol
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_a_longest_length() {
        let mut fibonacci = vec![1_u32, 1];
        (0..28).for_each(|at| fibonacci.push(fibonacci[at] + fibonacci[at + 1]));
        let codes = Huffman::of(fibonacci, 15);
        assert_eq!(codes.lengths.iter().max(), Some(&15));
        let sum = codes.lengths.iter().map(|length| 1_u32 << (15 - length)).sum::<u32>();
        assert_eq!(sum, 1 << 15);
    }
}
