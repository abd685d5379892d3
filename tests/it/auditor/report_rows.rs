//! Report tables as they should be published, row by row, and what is to be told about them.

use toml::Value;

use super::accountant::{Account, Books};
use super::rulebook::{str_of, tables};
use super::shown::{Line, Shown, all, decimal, decimals_of, measure_of, names, step};
use super::tables::{Expected, Rows, kr, rounded, row};

/// Each report table as it should be published.
pub(super) fn expected(books: &Books, account: &Account<'_>) -> Vec<Expected> {
    let one = |shown: &Shown<'_>| {
        let name = format!("rapport-{}", str_of(&shown.table["id"]));
        let (columns, rows) = if shown.table["shows"] == Value::from("grants") {
            let columns =
                "overenskommelse del redovisat bokfort enligt_overenskommelsen differens justering rad_id radtyp";
            (columns, shown.as_grants(books))
        } else if shown.is_of_wholes() {
            ("rad redovisat belopp disponibelt ej_redovisat justering rad_id radtyp", shown.as_wholes())
        } else {
            ("rad redovisat belopp justering rad_id radtyp", shown.as_uses())
        };
        (name, columns.to_owned(), rows)
    };
    all(books, account).iter().map(one).collect()
}

/// What there was to use and what is left of it, blank where nobody says what was granted.
fn disposable(money: Option<(i64, i64)>, used: i64) -> [String; 2] {
    money.map_or_else(<[String; 2]>::default, |(received, sent)| [kr(received - sent), kr(received - sent - used)])
}

impl Shown<'_> {
    fn number(&self, steps: i64) -> String {
        decimal(steps, decimals_of(self.table))
    }

    fn adjustment(&self, place: usize) -> String {
        if self.adjusted[place] == 0 { String::new() } else { self.number(self.adjusted[place]) }
    }

    fn left_by_rounding(&self) -> i64 {
        self.total - self.rounded.iter().sum::<i64>()
    }

    /// One step of the last decimal, or of the whole unit, in öre.
    fn step(&self, decimals: u32) -> i64 {
        step(str_of(&self.table["unit"]), decimals)
    }

    /// Printed figures that the ledger cannot bear out yet; what is decided is so from the first day.
    pub(super) fn unread(&self, books: &Books) -> usize {
        let waits = !books.is_whole_year() && measure_of(self.table) != "allocated";
        if waits { tables(self.table, "stated").len() } else { 0 }
    }

    /// Findings about the table: code, agreement, values.
    pub(super) fn told(&self, books: &Books) -> Vec<Vec<String>> {
        let chosen = names(self.table, "agreements");
        let sole = if let [one] = chosen.as_slice() { one } else { "" };
        let unit = str_of(&self.table["unit"]);
        let mut found = Rows::new();
        let mut say =
            |code: &str, values: &[String]| found.push([row([code, sole, "", ""], []), values.to_vec()].concat());
        for (place, line) in self.lines.iter().enumerate() {
            if line.ore != 0 && self.rounded[place] == 0 && self.adjusted[place] == 0 {
                say("unit-hides-amount", &[line.id.clone(), kr(line.ore), unit.to_owned()]);
            }
        }
        let (received, sent) = self.all_money().unwrap_or((self.exact, 0));
        let left = received - sent - self.exact;
        if self.is_spend() && self.table["shows"] == Value::from("activities") && left != 0 {
            say("not-accounted-for", &[received, sent, self.exact, left].map(kr));
        }
        for stated in tables(self.table, "stated").into_iter().filter(|_| self.unread(books) == 0) {
            let figure: i64 = str_of(&stated["figure"]).replace(' ', "").parse().expect("a whole number");
            let fits = |unit: &str| rounded(self.exact.into(), step(unit, 0).into()) == figure;
            let other = ["kr", "tkr", "Mkr"].into_iter().find(|other| *other != unit && figure != 0 && fits(other));
            match (fits(unit), other) {
                (true, _) => {}
                (false, Some(other)) => say("stated-in-other-unit", &[other.to_owned(), kr(self.exact)]),
                (false, None) => {
                    let computed = rounded(self.exact.into(), self.step(0).into());
                    say("stated-figure-differs", &[unit.to_owned(), kr((computed - figure) * self.step(0))]);
                }
            }
        }
        found
    }

    fn is_spend(&self) -> bool {
        measure_of(self.table) == "spend"
    }

    fn is_of_wholes(&self) -> bool {
        self.table["shows"] == Value::from("agreements") && self.is_spend() && self.money.iter().any(Option::is_some)
    }

    fn sum_title(&self) -> &str {
        str_of(&self.table["total"])
    }

    fn as_grants(&self, books: &Books) -> Rows {
        let mut rows = Rows::new();
        let sum = |head: [&str; 2], of: &[usize], shown: i64, kind: &str| {
            let booked: i64 = of.iter().map(|i| self.lines[*i].ore).sum();
            let stated: i64 = of.iter().filter_map(|i| self.lines[*i].stated).sum();
            let figures = [self.number(shown), kr(booked), kr(stated), kr(booked - stated)];
            [row(head, figures), row(["", "", kind], [])].concat()
        };
        let shown = |of: &[usize]| of.iter().map(|i| self.rounded[*i]).sum::<i64>();
        let chosen = names(self.table, "agreements");
        for (place, id) in chosen.iter().enumerate() {
            let title = str_of(&books.agreement(id)["agreement"]["title"]);
            let own: Vec<usize> = (0..self.lines.len()).filter(|i| self.lines[*i].agreement == place).collect();
            for i in &own {
                let Line { title: what, id, ore, stated, .. } = &self.lines[*i];
                let exact = stated.map_or([kr(*ore), String::new(), String::new()], |stated| {
                    [kr(*ore), kr(stated), kr(ore - stated)]
                });
                let head = row([title, what], [self.number(self.rounded[*i])]);
                rows.push([head, exact.to_vec(), row([&self.adjustment(*i), id, "normal"], [])].concat());
            }
            if own.len() > 1 && own.len() < self.lines.len() {
                rows.push(sum([title, "subtotal"], &own, shown(&own), "delsumma"));
            }
        }
        if self.left_by_rounding() != 0 {
            let left = self.number(self.left_by_rounding());
            rows.push(row(["rounding-line", "", &left, "", "", "", "", "", "normal"], []));
        }
        let (sent, kept): (Vec<usize>, Vec<usize>) = (0..self.lines.len()).partition(|i| self.lines[*i].is_sent);
        if !sent.is_empty() {
            rows.push(sum(["received-gross", ""], &kept, shown(&kept), "delsumma"));
            rows.push(sum(["of-which-sent-on", ""], &sent, shown(&sent), "delsumma"));
        }
        let all: Vec<usize> = (0..self.lines.len()).collect();
        rows.push(sum([self.sum_title(), ""], &all, self.total, "summa"));
        rows
    }

    /// Rows with what there was to use of each agreement.
    fn as_wholes(&self) -> Rows {
        let mut rows = Rows::new();
        for (place, Line { agreement, title, id, ore, .. }) in self.lines.iter().enumerate() {
            let [got, left] = disposable(self.money[*agreement], *ore);
            let figures = [self.number(self.rounded[place]), kr(*ore), got, left];
            rows.push([row([title], figures), row([&self.adjustment(place), id, "normal"], [])].concat());
        }
        rows.extend(self.rounding_line(8));
        let [got, left] = disposable(self.all_money(), self.exact);
        let figures = [self.number(self.total), kr(self.exact), got, left];
        rows.push([row([self.sum_title()], figures), row(["", "", "summa"], [])].concat());
        rows
    }

    fn as_uses(&self) -> Rows {
        let mut rows = Rows::new();
        for (place, Line { title, id, ore, .. }) in self.lines.iter().enumerate() {
            let shown = [self.number(self.rounded[place]), kr(*ore)];
            let [number, exact] = if self.lines[place].is_absent { [String::new(), String::new()] } else { shown };
            let figures = [number, exact, self.adjustment(place)];
            rows.push([row([title], figures), row([id, "normal"], [])].concat());
        }
        rows.extend(self.rounding_line(6));
        rows.push(row([self.sum_title(), &self.number(self.total), &kr(self.exact), "", "", "summa"], []));
        if let Some((received, sent)) = self.all_money().filter(|_| self.is_spend()) {
            let step = self.step(decimals_of(self.table));
            let [got, gone] = [received, sent].map(|ore| rounded(ore.into(), step.into()));
            let mut below = |name: &str, shown: i64, ore: i64| {
                rows.push(row([name, &self.number(shown), &kr(ore), "", "", "delsumma"], []));
            };
            below("received-money", got, received);
            if sent != 0 {
                below("sent-on", -gone, -sent);
            }
            below("not-accounted-for", got - gone - self.total, received - sent - self.exact);
        }
        rows
    }

    fn all_money(&self) -> Option<(i64, i64)> {
        let all = self.money.iter().copied().collect::<Option<Vec<_>>>()?;
        Some(all.iter().fold((0, 0), |sum, more| (sum.0 + more.0, sum.1 + more.1)))
    }

    fn rounding_line(&self, width: usize) -> Option<Vec<String>> {
        let left = self.left_by_rounding();
        (left != 0).then(|| {
            let mut cells = row(["rounding-line", &self.number(left)], []);
            cells.resize(width - 1, String::new());
            cells.push("normal".to_owned());
            cells
        })
    }
}
