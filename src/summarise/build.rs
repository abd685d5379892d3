//! Building tables: columns by name and kind, rows, and the totals that writers are held to.

use crate::model::money::{Ore, Overflow};
use crate::model::table::{Cell, Column, ColumnKind, RowKind, Rows, SummaryTable};

/// A table under way.
pub(super) struct Builder {
    table: SummaryTable,
}

impl Builder {
    /// A table with these columns.
    pub(super) fn new(id: &str, columns: &[(&str, ColumnKind)]) -> Self {
        let columns = columns.iter().map(|(name, kind)| column(name, *kind)).collect();
        let table = SummaryTable {
            id: id.to_owned(),
            title: None,
            columns,
            rows: Rows::default(),
            to_fill_in: Vec::new(),
            most_on_sheet: None,
            totals: crate::model::control::Totals::default(),
        };
        Self { table }
    }

    /// One more column, titled by data: a code part's own name. Where a column of ours has that name, the part's is
    /// `kod_<name>`.
    pub(super) fn data_column(&mut self, part: &str, kind: ColumnKind) {
        let (first, rest) = part.split_at_checked(1).unwrap_or((part, ""));
        let title = Some(format!("{}{rest}", first.to_uppercase()));
        let taken = self.table.columns.iter().any(|column| column.name == part);
        let name = if taken { format!("kod_{part}") } else { part.to_owned() };
        self.table.columns.push(Column { name, title, kind });
    }

    /// One more column.
    pub(super) fn column(&mut self, name: &str, kind: ColumnKind) {
        for column in self.table.columns.iter_mut().filter(|c| c.title.is_some() && c.name == name) {
            column.name = format!("kod_{name}");
        }
        self.table.columns.push(column(name, kind));
    }

    /// One more column of figures in a unit that titles it; its name is `redovisat`.
    pub(super) fn unit_column(&mut self, unit: &str, kind: ColumnKind) {
        let column = Column { name: "redovisat".to_owned(), title: Some(unit.to_owned()), kind };
        self.table.columns.push(column);
    }

    /// A title that is data.
    pub(super) fn title(&mut self, title: &str) {
        self.table.title = Some(title.to_owned());
    }

    /// Number of columns.
    pub(super) fn width(&self) -> usize {
        self.table.columns.len()
    }

    /// One more column, left open for a person to fill in.
    pub(super) fn open_column(&mut self, name: &str, kind: ColumnKind) {
        self.column(name, kind);
        self.table.to_fill_in.push(name.to_owned());
    }

    /// The workbook's sheet has only so many of the rows, the first.
    pub(super) fn at_most_on_sheet(&mut self, rows: usize) {
        self.table.most_on_sheet = Some(rows);
    }

    pub(super) fn row(&mut self, kind: RowKind, cells: impl IntoIterator<Item = Cell>) {
        let cells: Vec<Cell> = cells.into_iter().collect();
        self.row_of(kind, &cells);
    }

    /// One more row, of cells that may be used again.
    pub(super) fn row_of(&mut self, kind: RowKind, cells: &[Cell]) {
        self.table.rows.push(kind, cells);
    }

    /// The table with its totals.
    pub(super) fn done(mut self) -> Result<SummaryTable, Overflow> {
        self.table.totals = self.table.count()?;
        Ok(self.table)
    }
}

fn column(name: &str, kind: ColumnKind) -> Column {
    Column { name: name.to_owned(), title: None, kind }
}

/// An amount, or blank where there is none.
pub(super) fn amount(value: Option<Ore>) -> Cell {
    value.map_or(Cell::Blank, Cell::Amount)
}

/// A text, or blank.
pub(super) fn text(value: Option<&str>) -> Cell {
    value.filter(|v| !v.is_empty()).map_or(Cell::Blank, |v| Cell::Text(v.into()))
}

/// A share, or blank where the whole is nothing or not given.
pub(super) fn share(part: Ore, whole: Option<Ore>) -> Cell {
    whole.and_then(|whole| part.share_of(whole)).map_or(Cell::Blank, Cell::Share)
}

/// What is left of an amount, or blank where there is none.
pub(super) fn left(whole: Option<Ore>, part: Ore) -> Result<Cell, Overflow> {
    whole.map_or(Ok(Cell::Blank), |whole| whole.minus(part).map(Cell::Amount))
}
