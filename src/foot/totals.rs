//! Finding totals and judging them. Takes a table, hands on every total of it: in total rows, subtotal rows and cells with
//! an equals sign; refuses to call anything agreed that isn't exact, or exact once rounded as the total is written.

use super::amount::{Amount, Unit, shift};
use super::derived::{self, Conversion, Difference};
use super::explain::{self, Grade};
use super::figures::{Figures, Reading};
use super::grid::{Grid, Kind};
use super::lone::{self, Is, Lone};
use super::readings::{self, Fit, Taken, Tried, Way};
use super::tables::{Row, Table};
use super::total::{Addend, Level, Note, Read, Role, Seen, Total, Unread, Verdict};
use super::words::{self, Mark};
use crate::model::finding::Place;

/// A table with what its cells need to be placed.
#[derive(Clone, Copy)]
struct Sheet<'t> {
    table: &'t Table,
    grid: &'t Grid,
}

/// Every total of a table, and the total cells that can't be read with what they hold.
pub(super) fn of(table: &Table, grid: &Grid) -> (Vec<Total>, Vec<Unread>) {
    let sheet = Sheet { table, grid };
    let mut taken = Taken::new();
    let (mut totals, mut unread) = (Vec::new(), Vec::new());
    for (i, row) in table.rows.iter().enumerate() {
        totals.extend((0..row.cells.len()).filter_map(|column| sheet.in_cell(row, column)));
        if !matches!(row.mark, Some(Mark::Total(_) | Mark::Subtotal)) {
            continue;
        }
        let columns: Vec<usize> = (0..row.cells.len()).filter(|column| sheet.adds(*column)).collect();
        let none = !columns.iter().any(|column| row.figures(*column).is_some());
        if let Some((from, to)) = sheet.moved(row).filter(|_| none) {
            totals.extend(sheet.total(i, to, from, &mut taken));
            continue;
        }
        let blank = |column: &usize| matches!(row.cells.get(*column), None | Some(Reading::Blank));
        if columns.iter().all(blank) && words::name(&row.label).is_empty() {
            unread.extend(columns.first().map(|column| sheet.unreadable(row, *column)));
        }
        for column in columns {
            if let Some(total) = sheet.total(i, column, column, &mut taken) {
                totals.push(total);
            } else if !matches!(row.cells.get(column), None | Some(Reading::Blank | Reading::Dash)) {
                unread.push(sheet.unreadable(row, column));
            }
        }
    }
    let column = (0..table.columns.len()).find(|column| sheet.adds(*column));
    let without = table.lone.iter().filter(|lone| lone.is == Is::Total);
    unread.extend(without.filter_map(|lone| Some(sheet.unreadable(&lone.row, column?))));
    lone::in_order(&mut unread);
    (totals, unread)
}

/// Where a cell stands, by the row's line and the column from 0.
pub(super) fn place(grid: &Grid, row: &Row, column: usize) -> Place {
    let column = if grid.kind == Kind::Sheet { letters(column) } else { (column + 1).to_string() };
    Place { sheet: grid.sheet.clone(), row: Some(row.line), column: Some(column), ..Place::default() }
}

impl Sheet<'_> {
    /// Whether a column's figures are added.
    fn adds(&self, column: usize) -> bool {
        self.table.columns.get(column).is_some_and(|column| column.amounts && !column.not_added)
    }

    fn header(&self, column: usize) -> String {
        self.table.columns.get(column).map(|column| column.header.clone()).unwrap_or_default()
    }

    fn place(&self, row: &Row, column: usize) -> Place {
        place(self.grid, row, column)
    }

    fn unreadable(&self, row: &Row, column: usize) -> Unread {
        Unread { place: self.place(row, column), label: row.label.clone(), seen: row.seen(column) }
    }

    fn addend(&self, row: &Row, column: usize, amount: Amount, role: Role) -> Addend {
        Addend { place: self.place(row, column), label: row.label.clone(), amount, role }
    }

    /// A cell's own sum: `a b = c`.
    fn in_cell(&self, row: &Row, column: usize) -> Option<Total> {
        let figures = row.figures(column)?;
        let stated = self.addend(row, column, figures.result?, Role::Total);
        let cell = |parts: &Vec<Amount>| parts.iter().map(|a| self.addend(row, column, *a, Role::Row)).collect();
        let ways: Vec<Vec<Addend>> = std::iter::once(&figures.parts).chain(&figures.otherwise).map(cell).collect();
        let tried = readings::add(Read::Cell, &(0..0), &[ways], stated.amount, self.table.shows_decimals);
        let mut total = self.unjudged(Level::Cell, stated, column);
        match tried {
            Some(tried) => self.judge(&mut total, &tried, &[], (usize::MAX, column)),
            None => total.verdict = Verdict::Overflow,
        }
        Some(total)
    }

    /// A total whose only figure stands outside the only column with amounts: where it stands and where it belongs.
    fn moved(&self, row: &Row) -> Option<(usize, usize)> {
        let stated = |column: &usize| row.figures(*column).is_some_and(|figures| figures.stated().is_some());
        let stated: Vec<usize> = (0..row.cells.len()).filter(stated).collect();
        let columns: Vec<usize> = (0..self.table.columns.len()).filter(|column| self.adds(*column)).collect();
        match (stated.as_slice(), columns.as_slice()) {
            ([from], [to]) if !self.table.columns.get(*from)?.not_added => Some((*from, *to)),
            _ => None,
        }
    }

    /// A total row's figure against the column that it adds. None where the cell has no single figure.
    fn total(&self, at: usize, column: usize, stands_in: usize, taken: &mut Taken) -> Option<Total> {
        let row = self.table.rows.get(at)?;
        let unit = self.table.columns.get(column).and_then(|column| column.unit);
        let stated = row.figures(stands_in)?.stated()?.or_in(unit);
        let stated = self.addend(row, stands_in, stated, Role::Total);
        let level = if row.mark == Some(Mark::Subtotal) { Level::Subtotal } else { Level::Total };
        let mut total = self.unjudged(level, stated, column);
        if stands_in != column {
            total.notes.push(Note::OtherColumn);
        }
        let (ways, first) = readings::ways(self.table, (at, column), total.stated.amount, taken);
        let tried: Option<Vec<Tried>> = ways.iter().map(|way| self.add(way, column, total.stated.amount)).collect();
        let Some(mut tried) = tried else {
            total.verdict = Verdict::Overflow;
            return Some(total);
        };
        // Past the usual readings, one must prove itself.
        let mut place = 0..tried.len();
        tried.retain(|other| place.next().is_some_and(|i| i < first) || other.fit == Fit::Exact);
        let best = readings::best(&tried).and_then(|best| Some((best, tried.get(best)?)));
        let Some((best, chosen)) = best.filter(|(_, chosen)| !chosen.addends.is_empty()) else {
            if let Some(Difference(a, b)) = derived::difference(self.table, column, at) {
                self.across(&mut total, row, (a, b));
            }
            return Some(total);
        };
        if matches!(chosen.read, Read::Group | Read::Tail) {
            taken.insert((at, column), chosen.range.start);
        }
        if best > 0 || chosen.read == Read::Group {
            total.notes.push(Note::Reading(chosen.read));
        }
        let unit = total.stated.amount.unit;
        let others = tried.iter().filter(|other| matches!(other.read, Read::Rows | Read::Subtotals));
        let others = others.filter(|other| other.read != chosen.read && chosen.range == other.range);
        let others = others.filter(|other| {
            let exponent = other.exponent.min(chosen.exponent);
            shift(other.sum, other.exponent - exponent) != shift(chosen.sum, chosen.exponent - exponent)
        });
        let sums =
            others.filter_map(|o| Some(Note::Otherwise(o.read, Amount::from_steps(o.sum, o.exponent, unit, 0)?)));
        total.notes.extend(sums);
        let counted = self.not_added(chosen, (at, column));
        self.judge(&mut total, chosen, &counted, (at, column));
        Some(total)
    }

    /// The total is the first column less the second: those are what it adds.
    fn across(&self, total: &mut Total, row: &Row, (first, second): (usize, usize)) {
        let figure = |column: usize| Some((column, row.figures(column)?.stated()?));
        let (plus, minus) = (figure(first), figure(second).map(|(c, a)| (c, Amount { digits: -a.digits, ..a })));
        let addends = plus.into_iter().chain(minus).map(|(c, amount)| self.addend(row, c, amount, Role::Row));
        total.addends = addends.collect();
        total.left_out.clear();
        total.unread.clear();
        total.notes.clear();
        total.sum = Some(total.stated.amount);
        total.difference = None;
        total.read = Read::Across;
        total.verdict = Verdict::Across(self.header(first), self.header(second));
    }

    fn unjudged(&self, level: Level, stated: Addend, column: usize) -> Total {
        Total {
            stated,
            level,
            column: self.header(column),
            read: Read::Rows,
            sum: None,
            difference: None,
            addends: Vec::new(),
            left_out: Vec::new(),
            unread: Vec::new(),
            notes: Vec::new(),
            verdict: Verdict::NoAddends,
            explanations: Vec::new(),
        }
    }

    fn add(&self, way: &Way, column: usize, stated: Amount) -> Option<Tried> {
        let items: Vec<Vec<Vec<Addend>>> = way
            .items
            .iter()
            .filter_map(|(at, role)| {
                let row = self.table.rows.get(*at)?;
                let figures = row.figures(column)?;
                let cell = |parts: &[Amount]| parts.iter().map(|a| self.addend(row, column, *a, *role)).collect();
                let mut ways: Vec<Vec<Addend>> = match figures.stated().filter(|_| *role == Role::Subtotal) {
                    Some(stated) => vec![cell(&[stated])],
                    None => vec![cell(&figures.parts)],
                };
                ways.extend(figures.otherwise.iter().map(|parts| cell(parts)));
                // Where a cell's own sum is wrong, the total may have taken either.
                ways.extend(figures.result.map(|result| cell(&[result])));
                Some(ways)
            })
            .collect();
        readings::add(way.read, &way.range, &items, stated, self.table.shows_decimals)
    }

    /// Figures within a reading's stretch that it doesn't add: subtotals, cells' own sums, of-which rows, also those right
    /// below the total.
    fn not_added(&self, tried: &Tried, (at, column): (usize, usize)) -> Vec<Addend> {
        let mut found = Vec::new();
        let own = self.table.rows.iter().skip(at + 1).take_while(|row| row.mark == Some(Mark::OfWhich));
        let own = own.filter(|_| tried.range.end == at);
        for row in self.table.rows.get(tried.range.clone()).unwrap_or_default().iter().chain(own) {
            let Some(figures) = row.figures(column) else { continue };
            let role = match row.mark {
                Some(Mark::OfWhich) => Role::OfWhich,
                Some(Mark::Subtotal | Mark::Total(_)) => Role::Subtotal,
                None => Role::Result,
            };
            let of_row = |figures: &Figures| if role == Role::Result { figures.result } else { figures.stated() };
            let figure = of_row(figures).map(|amount| self.addend(row, column, amount, role));
            found.extend(
                figure.filter(|figure| {
                    !tried.addends.iter().any(|a| a.place == figure.place && a.amount == figure.amount)
                }),
            );
        }
        found
    }

    /// Rows of a stretch without a figure that can be read in this column: those where something stands, and those that
    /// have figures in other columns.
    fn unread(&self, tried: &Tried, column: usize) -> Vec<Unread> {
        let rows = self.table.rows.get(tried.range.clone()).unwrap_or_default().iter();
        let lacks = |row: &&Row| match row.cells.get(column) {
            Some(Reading::Amounts(_) | Reading::Dash) => false,
            Some(Reading::Text | Reading::Percent) => true,
            None | Some(Reading::Blank) => (0..row.cells.len()).any(|c| self.adds(c) && row.figures(c).is_some()),
        };
        let rows = rows.filter(|row| row.mark.is_none()).filter(lacks);
        let among = |lone: &&Lone| lone.is == Is::Lacking && tried.range.start <= lone.at && lone.at <= tried.range.end;
        let lone = self.table.lone.iter().filter(among).map(|lone| &lone.row);
        let mut unread: Vec<Unread> = rows.chain(lone).map(|row| self.unreadable(row, column)).collect();
        lone::in_order(&mut unread);
        unread
    }

    /// Says what a reading makes of a total.
    fn judge(&self, total: &mut Total, tried: &Tried, not_added: &[Addend], (at, column): (usize, usize)) {
        let stated = total.stated.amount;
        let amount = |steps, exponent, least| Amount::from_steps(steps, exponent, stated.unit, least);
        total.read = tried.read;
        total.addends.clone_from(&tried.addends);
        total.left_out = not_added.iter().filter(|figure| figure.role == Role::OfWhich).cloned().collect();
        total.sum = amount(tried.sum, tried.exponent, stated.decimals.min(most_decimals(&tried.addends, stated.unit)));
        total.difference = amount(tried.difference, tried.exponent, stated.decimals);
        if tried.parted {
            total.notes.push(Note::Parted);
        }
        total.unread = self.unread(tried, column);
        if let Some(currencies) = currencies(total) {
            (total.sum, total.difference) = (None, None);
            return total.verdict = Verdict::Currencies(currencies);
        }
        if tried.fit != Fit::No {
            // A blank cell is nothing to tell where the total agrees without it.
            total.unread.retain(|unread| unread.seen != Seen::Nothing);
            let agrees = tried.fit == Fit::Exact;
            return total.verdict = if agrees { Verdict::Agrees } else { Verdict::Rounded(None) };
        }
        let rounding = self.rounding(&tried.addends, tried.exponent);
        let fits =
            |steps: i128, within: i128| steps.checked_abs().and_then(|s| s.checked_mul(2)).is_some_and(|s| s <= within);
        let within = |total: &Total, most: i128, exponent: i32| {
            let half = most.checked_mul(5).and_then(|half| amount(half, exponent - 1, 0))?;
            Some(Note::WithinRounding(total.addends.len(), half))
        };
        if let Some((power, steps, exponent)) = other_magnitude(stated, tried, rounding) {
            let unit = stated.unit.and_then(|unit| unit.moved(power));
            total.verdict = Verdict::Unit(power, unit);
            total.difference = amount(steps, exponent, 0);
            let own = || shift(1, stated.exponent().checked_add(power)?.checked_sub(exponent)?);
            let rounding = rounding.and_then(|most| shift(most, tried.exponent - exponent)?.checked_add(own()?));
            if let Some(most) = rounding.filter(|most| steps != 0 && fits(steps, *most)) {
                total.notes.extend(within(total, most, exponent));
            }
            return;
        }
        let conversion = derived::conversion(self.table, column, at, &self.rows_of(&tried.addends));
        if let Some(Conversion::Rounded(base)) = conversion {
            return total.verdict = Verdict::Rounded(Some(self.header(base)));
        }
        let blank = !total.unread.is_empty();
        if let (true, Some(Difference(a, b))) = (blank, derived::difference(self.table, column, at)) {
            return self.table.rows.get(at).into_iter().for_each(|row| self.across(total, row, (a, b)));
        }
        let last = stated.exponent().checked_sub(tried.exponent).and_then(|last| shift(1, last));
        let all =
            rounding.and_then(|most| most.checked_add(last?)).filter(|_| may_be_rounded(&tried.addends, conversion));
        let small = all.filter(|most| fits(tried.difference, *most));
        total.notes.extend(small.and_then(|most| within(total, most, tried.exponent)));
        total.explanations = explain::all(&total.stated, &tried.addends, not_added, tried.difference, tried.exponent);
        let likely = total.explanations.iter().any(|explanation| explanation.slip.grade() == Grade::Likely);
        total.verdict = if blank && !likely { Verdict::Incomplete } else { Verdict::Differs };
    }

    /// The table's rows that addends stand in.
    fn rows_of(&self, addends: &[Addend]) -> Vec<usize> {
        let row = |addend: &Addend| self.table.rows.iter().position(|row| Some(row.line) == addend.place.row);
        addends.iter().filter_map(row).collect()
    }

    /// What rounding of the addends can make together, both ways: a step of each one's last digit, counted in
    /// `10^exponent`. A workbook doesn't show decimals, so there the finest figure speaks for all.
    fn rounding(&self, addends: &[Addend], exponent: i32) -> Option<i128> {
        let finest = addends.iter().map(|addend| addend.amount.exponent()).min()?;
        addends.iter().try_fold(0_i128, |sum, addend| {
            let last = if self.table.shows_decimals { addend.amount.exponent() } else { finest };
            sum.checked_add(shift(1, last.checked_sub(exponent)?)?)
        })
    }
}

/// Whether figures may be rounded ones: none is finer than that is written in öre, and no column shows them to be exact.
fn may_be_rounded(addends: &[Addend], conversion: Option<Conversion>) -> bool {
    let whole = |addend: &Addend| addend.amount.unit.is_none() || addend.amount.exponent() > ORE;
    conversion.is_none() && addends.iter().all(whole)
}

/// The power of ten of an öre.
const ORE: i32 = -2;

/// The currencies of a total and its addends, where there are several.
fn currencies(total: &Total) -> Option<Vec<&'static str>> {
    let units = total.addends.iter().chain([&total.stated]).filter_map(|figure| figure.amount.unit);
    let mut currencies: Vec<&'static str> = units.map(Unit::currency).collect();
    currencies.sort_unstable();
    currencies.dedup();
    (currencies.len() > 1).then_some(currencies)
}

/// The most decimals that addends have, seen in a unit.
fn most_decimals(addends: &[Addend], unit: Option<Unit>) -> u32 {
    let power = unit.map_or(0, Unit::power);
    let decimals = addends.iter().map(|addend| u32::try_from(power - addend.amount.exponent()).unwrap_or(0));
    decimals.max().unwrap_or(0)
}

/// The power of ten by which a total must be read otherwise to be its addends, and what then remains, in steps of a power
/// of ten: nothing, or no more than the figures' rounding. The sum must be ten times that, or the match says nothing.
fn other_magnitude(stated: Amount, tried: &Tried, rounding: Option<i128>) -> Option<(i32, i128, i32)> {
    [-3, 3, -6, 6].into_iter().find_map(|power| {
        let last = stated.exponent().checked_add(power)?;
        let exponent = last.min(tried.exponent);
        let sum = shift(tried.sum, tried.exponent - exponent)?;
        let steps = shift(stated.digits, last - exponent)?.checked_sub(sum)?;
        let of_rows = shift(rounding?, tried.exponent - exponent)?;
        let most = of_rows.checked_add(shift(1, last - exponent)?)?;
        let says = sum.checked_abs()? >= most.checked_mul(10)?;
        let close = steps == 0 || steps.checked_abs()?.checked_mul(2)? <= most;
        (sum != 0 && close && (steps == 0 || says)).then_some((power, steps, exponent))
    })
}

/// The letters of a sheet's column.
fn letters(column: usize) -> String {
    let digit = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    if column < 26 { digit(column).to_string() } else { format!("{}{}", letters(column / 26 - 1), digit(column)) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_have_the_sheets_letters() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(super::letters(column), letters);
        }
    }
}
