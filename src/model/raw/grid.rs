//! A run of rows, turned: the cells of a column stand side by side. Takes packed rows, hands on their columns; refuses to
//! know what a cell means.

use std::ops::Range;

use super::RawRows;
use super::packed::Packed;

/// Cells of a run of rows, column after column, blank where a row has ended.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    cells: Vec<Packed>,
    rows: usize,
}

impl Grid {
    /// Lays out the first so many columns of these rows, in place of those before.
    pub fn lay(&mut self, rows: &RawRows, span: Range<usize>, columns: usize) {
        let Self { cells, rows: length } = self;
        let mut from = rows.span(span.start).start;
        let ends = rows.ends.get(span).unwrap_or_default();
        *length = ends.len();
        cells.clear();
        cells.resize(columns * ends.len(), Packed::default());
        for (at, (_, end)) in ends.iter().enumerate() {
            let row = rows.cells.get(from..*end).unwrap_or_default();
            for (column, cell) in cells.chunks_exact_mut(ends.len()).zip(row) {
                column[at] = *cell;
            }
            from = *end;
        }
    }

    /// The cells of a column, row by row; none where it was not laid out.
    #[inline]
    pub fn column(&self, column: usize) -> &[Packed] {
        self.cells.get(column * self.rows..(column + 1) * self.rows).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{RawCell, RawRow, Spot, Stretch};
    use super::*;

    #[test]
    fn a_column_is_what_its_rows_hold_there() {
        let text = |text: &'static str| RawCell::Text(text.into());
        let rows: RawRows = [
            RawRow { row: 2, cells: vec![text("before")] },
            RawRow { row: 3, cells: vec![text("ab"), RawCell::Blank, RawCell::Uncomputed] },
            RawRow { row: 4, cells: vec![] },
            RawRow { row: 9, cells: vec![text("c"), text("def"), text("\u{e5}"), text("beyond")] },
        ]
        .into_iter()
        .collect();
        let mut grid = Grid::default();
        for span in [0..4, 1..4] {
            grid.lay(&rows, span, 3);
        }
        let column = |at: usize| grid.column(at).iter().map(|cell| cell.spot()).collect::<Vec<Spot>>();
        let stretch = |start, end| Spot::Text(Stretch { start, end });
        assert_eq!(column(0), [stretch(6, 8), Spot::Blank, stretch(8, 9)]);
        assert_eq!(column(1), [Spot::Blank, Spot::Blank, stretch(9, 12)]);
        assert_eq!(column(2), [Spot::Other, Spot::Blank, stretch(12, 14)]);
        assert_eq!(column(3), []);
        let plain = |at: usize| grid.column(at).iter().map(|cell| cell.plain()).collect::<Vec<Option<Stretch>>>();
        assert_eq!(plain(2), [None, Some(Stretch::default()), Some(Stretch { start: 12, end: 14 })]);
    }
}
