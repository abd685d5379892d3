//! Headers that go over several rows: a heading above heads a group of those below. Takes rows of texts from the top down,
//! hands on a heading per column; refuses to carry a heading over columns that it isn't above.

use crate::model::raw::{RawCell, RawRow};

/// A column's heading from several rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// With the group's heading in front, which stands in the first column of the group: `2022 Debet`.
    pub whole: String,
    /// What stands above this very column.
    pub own: String,
}

/// The texts of a row.
pub fn texts(row: &RawRow) -> Vec<String> {
    row.cells.iter().map(|cell| if cell.is_blank() { String::new() } else { cell.shown().trim().to_owned() }).collect()
}

/// The headings of rows from the top down. A heading holds for the columns to its right until the next in its row, or in a
/// row above; one with nothing below holds for its own column.
pub fn stacked(rows: &[Vec<String>]) -> Vec<Heading> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |level: usize, column: usize| rows.get(level).and_then(|row| row.get(column)).map_or("", String::as_str);
    let mut groups: Vec<&str> = vec![""; rows.len()];
    let mut headings = Vec::with_capacity(width);
    for column in 0..width {
        let below = |level: usize| (level + 1..rows.len()).any(|lower| !cell(lower, column).is_empty());
        let (mut whole, mut own): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for level in 0..rows.len() {
            let text = cell(level, column);
            if !text.is_empty() {
                groups[level..].fill("");
                groups[level] = if below(level) { text } else { "" };
                own.push(text);
                whole.push(text);
            } else if below(level) && !groups[level].is_empty() {
                whole.push(groups[level]);
            }
        }
        headings.push(Heading { whole: whole.join(" "), own: own.join(" ") });
    }
    headings
}

/// The rows above the one at hand that may belong to its header.
#[derive(Clone, Debug, Default)]
pub(super) struct Above {
    rows: Vec<Vec<String>>,
}

impl Above {
    /// Takes a row that is no posting, and keeps so many.
    pub(super) fn note(&mut self, row: &RawRow, most: usize) {
        if self.rows.len() >= most {
            self.rows.remove(0);
        }
        self.rows.push(texts(row));
    }

    pub(super) fn forget(&mut self) {
        self.rows.clear();
    }

    /// The row above has more than one text.
    pub(super) fn heads_groups(&self) -> bool {
        self.rows.last().is_some_and(|row| row.iter().filter(|text| !text.is_empty()).count() > 1)
    }

    /// These rows and the one at hand.
    pub(super) fn and(&self, row: &RawRow) -> Vec<Vec<String>> {
        self.rows.iter().cloned().chain([texts(row)]).collect()
    }
}

/// The texts of a row right above a header, where they can only be headings of groups of its columns: more than one, and
/// no figure. They may come again with the header.
pub fn heads_groups(above: &RawRow, header: &RawRow) -> Option<Vec<String>> {
    let texts = texts(above);
    let given = || texts.iter().filter(|text| !text.is_empty());
    let plain = given().count() > 1 && !given().any(|text| text.contains(|c: char| c.is_ascii_digit()));
    (above.row + 1 == header.row && plain).then_some(texts)
}

/// A row says what one of a header's rows says.
pub(super) fn repeats(row: &RawRow, header: &[Vec<String>]) -> bool {
    let same = |texts: &Vec<String>| {
        let wide = row.cells.len().max(texts.len());
        (0..wide).all(|at| {
            let text = row.cells.get(at).filter(|cell| !cell.is_blank()).map(RawCell::shown).unwrap_or_default();
            text.trim() == texts.get(at).map_or("", String::as_str)
        })
    };
    header.iter().filter(|texts| texts.iter().any(|text| !text.is_empty())).any(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(rows: &[&str]) -> (String, String) {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.split(';').map(str::to_owned).collect()).collect();
        let all = stacked(&rows);
        let of = |pick: fn(&Heading) -> &str| all.iter().map(pick).collect::<Vec<_>>().join(";");
        (of(|h| &h.whole), of(|h| &h.own))
    }

    #[test]
    fn a_heading_above_holds_for_its_group_and_no_further() {
        for (rows, whole, own) in [
            (
                &["Konto;2022;;2021;", ";Debet;Kredit;Debet;Kredit"][..],
                "Konto;2022 Debet;2022 Kredit;2021 Debet;2021 Kredit",
                "Konto;2022 Debet;Kredit;2021 Debet;Kredit",
            ),
            (&["Ver;;Belopp;", "Nr;Datum;;Text"], "Ver Nr;Ver Datum;Belopp;Text", "Ver Nr;Datum;Belopp;Text"),
            (&["2022;;2021", "Jan;;Jan", "D;K;D"], "2022 Jan D;2022 Jan K;2021 Jan D", "2022 Jan D;K;2021 Jan D"),
            (&["Konto;Belopp"], "Konto;Belopp", "Konto;Belopp"),
        ] {
            assert_eq!(headings(rows), (whole.to_owned(), own.to_owned()), "{rows:?}");
        }
    }
}
