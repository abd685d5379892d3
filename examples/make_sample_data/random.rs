//! A seeded random source of its own, so that the sample data never changes with a library.

/// splitmix64: small, well spread, and the same on each machine.
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high - low) + 1;
        let offset = self.next() % span;
        low + u32::try_from(offset).unwrap_or(0)
    }

    /// True in `percent` cases of a hundred.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of the things; the lists in this program are never empty.
    pub(crate) fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        let last = u32::try_from(things.len() - 1).unwrap_or(0);
        &things[self.between(0, last) as usize]
    }

    /// An amount in öre between two amounts in kronor; small ones are commoner, as among invoices.
    pub(crate) fn ore(&mut self, low_kronor: u32, high_kronor: u32) -> i64 {
        let one = self.between(low_kronor, high_kronor);
        let other = self.between(low_kronor, high_kronor);
        // Many prices are whole kronor.
        let ore = if self.chance(45) { 0 } else { self.between(0, 99) };
        i64::from(one.min(other)) * 100 + i64::from(ore)
    }

    /// `total` öre in `parts` uneven parts that add up to it exactly.
    pub(crate) fn split(&mut self, total: i64, parts: u32) -> Vec<i64> {
        let weights: Vec<u32> = (0..parts).map(|_| self.between(40, 160)).collect();
        share(total, &weights)
    }
}

/// `total` öre by weights; what the division leaves over goes to the heaviest part.
pub(crate) fn share(total: i64, weights: &[u32]) -> Vec<i64> {
    let sum: i64 = weights.iter().copied().map(i64::from).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let mut parts: Vec<i64> = weights.iter().map(|&weight| total * i64::from(weight) / sum).collect();
    let heaviest = (0..weights.len()).max_by_key(|&index| weights[index]);
    let left = total - parts.iter().sum::<i64>();
    if let Some(index) = heaviest {
        parts[index] += left;
    }
    parts
}
