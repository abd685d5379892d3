//! Which rows of a column hold a value. Takes rows as they come, hands on what Parquet calls definition levels; keeps
//! nothing per row as long as all rows hold one, or none does.

/// Which of some rows hold a value.
#[derive(Clone, Copy)]
pub(super) enum Present<'a> {
    All,
    None,
    /// Row by row.
    Some(&'a [bool]),
}

/// Which rows of a column hold a value.
#[derive(Default)]
pub(super) struct Levels {
    rows: usize,
    /// How many do.
    filled: usize,
    /// Row by row, once some do and some don't.
    present: Vec<bool>,
}

impl Present<'_> {
    /// Whether a row does.
    #[inline]
    pub(super) fn is(&self, row: usize) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::Some(present) => present[row],
        }
    }

    /// The same of the rows of a range alone.
    pub(super) fn within(&self, rows: std::ops::Range<usize>) -> Self {
        match self {
            Self::Some(present) => Self::Some(&present[rows]),
            all_or_none => *all_or_none,
        }
    }

    /// How many of so many rows do.
    pub(super) fn filled(&self, rows: usize) -> usize {
        match self {
            Self::All => rows,
            Self::None => 0,
            Self::Some(present) => present.iter().map(|there| usize::from(*there)).sum(),
        }
    }
}

impl Levels {
    /// Of columns that come whole.
    pub(super) fn of(present: Vec<bool>) -> Self {
        let mut levels = Self { rows: present.len(), ..Self::default() };
        levels.filled = Present::Some(&present).filled(levels.rows);
        levels.present = if (1..levels.rows).contains(&levels.filled) { present } else { Vec::new() };
        levels
    }

    /// As many rows, each with a value.
    pub(super) fn all(rows: usize) -> Self {
        Self { rows, filled: rows, ..Self::default() }
    }

    /// As many rows, all without one.
    pub(super) fn none_of(rows: usize) -> Self {
        Self { rows, ..Self::default() }
    }

    /// A row with a value.
    #[inline]
    pub(super) fn some(&mut self) {
        self.extend_all(1);
    }

    /// A row without one.
    #[inline]
    pub(super) fn none(&mut self) {
        self.extend_none(1);
    }

    /// Some rows, each with or without a value.
    #[inline]
    pub(super) fn extend(&mut self, there: &[bool]) {
        let filled = Present::Some(there).filled(there.len());
        if filled == there.len() {
            self.extend_all(filled);
        } else if filled == 0 {
            self.extend_none(there.len());
        } else {
            self.tell_apart();
            self.present.extend_from_slice(there);
            self.rows += there.len();
            self.filled += filled;
        }
    }

    /// Some rows, all with a value.
    #[inline]
    pub(super) fn extend_all(&mut self, rows: usize) {
        if self.filled < self.rows {
            self.tell_apart();
            self.present.resize(self.rows + rows, true);
        }
        self.rows += rows;
        self.filled += rows;
    }

    /// Some rows, all without one.
    #[inline]
    pub(super) fn extend_none(&mut self, rows: usize) {
        if self.filled > 0 {
            self.tell_apart();
            self.present.resize(self.rows + rows, false);
        }
        self.rows += rows;
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn present(&self) -> Present<'_> {
        if self.filled == self.rows {
            Present::All
        } else if self.filled == 0 {
            Present::None
        } else {
            Present::Some(&self.present)
        }
    }

    /// From here on row by row.
    #[inline]
    fn tell_apart(&mut self) {
        if self.present.is_empty() {
            self.present.resize(self.rows, self.filled > 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_apart_however_they_come() {
        let told = |levels: &Levels| (0..levels.rows()).map(|row| levels.present().is(row)).collect::<Vec<_>>();
        for ways in 0..4_usize.pow(5) {
            let (mut levels, mut expected) = (Levels::default(), Vec::new());
            for step in 0..5 {
                let there =
                    [&[true, true][..], &[false, false, false], &[false, true], &[true]][ways >> (2 * step) & 3];
                match (there, step % 2) {
                    ([true], 0) => levels.some(),
                    ([true, true], 0) => levels.extend_all(2),
                    ([false, ..], 0) if !there.contains(&true) => there.iter().for_each(|_| levels.none()),
                    _ => levels.extend(there),
                }
                expected.extend_from_slice(there);
            }
            assert_eq!(told(&levels), expected);
            assert_eq!(told(&Levels::of(expected.clone())), expected);
            let filled = expected.iter().filter(|there| **there).count();
            assert_eq!(levels.present().filled(levels.rows()), filled);
            assert_eq!(matches!(levels.present(), Present::Some(_)), (1..expected.len()).contains(&filled));
        }
    }
}
