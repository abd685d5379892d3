//! The ledger of a world: rows as values, and how an extract writes them. What a row means is in its values; what is
//! written is made from them, and nobody here reads it back.

use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use super::rules::Cond;
use super::world::{Form, SHARED};

/// Code parts in the order of [`Row::codes`].
pub(super) const PARTS: [&str; 6] = ["konto", "ansvar", "verksamhet", "objekt", "aktivitet", "projekt"];
const OBJECT: usize = 3;
const PROJECT: usize = 5;

/// A line of a file.
#[derive(Clone, Debug)]
pub(super) enum Line {
    Row(Box<Row>),
    /// The header once more, as on a new page.
    Header,
    /// A line with nothing at all on it, which no reader counts as a row.
    Void,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) series: &'static str,
    pub(super) voucher: &'static str,
    /// The row's number within its voucher.
    pub(super) place: &'static str,
    pub(super) booked: Cell<Day>,
    pub(super) registered: Cell<Day>,
    pub(super) period: Cell<(u16, u8)>,
    pub(super) codes: [String; 6],
    /// Öre, debit positive.
    pub(super) amount: Cell<i64>,
    pub(super) text: &'static str,
    /// How the amount is written.
    style: u8,
}

/// Year, month, day.
pub(super) type Day = (u16, u8, u8);

#[derive(Clone, Debug)]
pub(super) enum Cell<T> {
    Blank,
    Good(T),
    /// What is written, and why it cannot be read.
    Bad(&'static str, &'static str),
}

/// A row before it is known how many areas there are, and what else comes of it.
#[derive(Clone, Debug)]
pub(super) struct LineDraft {
    pub(super) row: Row,
    pub(super) area: usize,
    /// The row is booked so that one of the world's rules takes it, or just fails to.
    pub(super) aim: Option<(Index, u8)>,
    /// The same amount back in this month.
    pub(super) reversal: Option<u8>,
    pub(super) stray: Option<Line>,
    /// Where the row, its reversal and the stray line stand among all lines.
    pub(super) places: [u16; 3],
}

/// The day that the layout says is none.
const NO_DAY: Day = (1899, 12, 31);

impl<T> Cell<T> {
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    pub(super) fn good(&self) -> Option<&T> {
        if let Self::Good(value) = self { Some(value) } else { None }
    }
}

impl Row {
    /// Its amount is written with decimals.
    pub(super) fn shows_decimals(&self, ore: i64) -> bool {
        ore % 100 != 0 || self.style != 5
    }

    /// A row that can be read, booked in the middle of its month and registered soon after.
    pub(super) fn plain(month: u8, codes: [&str; 6], ore: i64) -> Self {
        Self {
            series: "A",
            voucher: "1",
            place: "1",
            booked: Cell::Good((2022, month, 15)),
            registered: Cell::Good((2022, month, 20)),
            period: Cell::Good((2022, month)),
            codes: codes.map(str::to_owned),
            amount: Cell::Good(ore),
            text: "",
            style: 0,
        }
    }

    /// Codes that stand for the row's own area: `*8`, `*9` its objects, `*p…` its project codes.
    pub(super) fn settle(&mut self, area: usize) {
        for code in [OBJECT, PROJECT].map(|part| self.codes[part].clone()).iter().filter(|code| code.starts_with('*')) {
            let part = if code.starts_with("*p") { PROJECT } else { OBJECT };
            self.codes[part] = match &code[1..] {
                project if part == PROJECT => format!("{}{}", area + 1, &project[1..]),
                own => format!("{own}{area}"),
            };
        }
    }

    /// Books the row on codes that the conditions take, or that lie beside them.
    pub(super) fn aim(&mut self, object: Option<&String>, codes: impl Iterator<Item = (&'static str, Cond)>, at: u8) {
        self.codes[OBJECT] = object.cloned().unwrap_or_default();
        for (part, condition) in codes {
            let place = PARTS.iter().position(|name| *name == part).expect("a part");
            self.codes[place] = condition.code(at);
        }
    }

    /// The row that takes this one back, in a month of the same year.
    pub(super) fn reversed(&self, month: u8) -> Option<Self> {
        let (amount, (year, _)) = (*self.amount.good()?, *self.period.good()?);
        Some(Self { amount: Cell::Good(-amount), period: Cell::Good((year, month)), ..self.clone() })
    }
}

pub(super) fn line_draft() -> impl Strategy<Value = LineDraft> {
    let voucher = (select(&["A", "B", ""]), select(&["1", "2", "3", "4", "5", ""]), select(&["1", "2", "3", ""]));
    let dates = (day(), day(), period());
    let rest = (amount(), select(&["", "Faktura 12; mars", "Summa lunch", "rad ett\nrad två", "3\" rör"]), 0..8_u8);
    let row = (voucher, dates, codes(), rest).prop_map(|(voucher, (booked, registered, period), codes, rest)| {
        let ((series, voucher, row), (amount, text, style)) = (voucher, rest);
        Row { series, voucher, place: row, booked, registered, period, codes, amount, text, style }
    });
    let more = (option::weighted(0.15, 0..14_u8), option::weighted(0.12, stray()), any::<[u16; 3]>());
    let aim = option::weighted(0.6, (any::<Index>(), any::<u8>()));
    (row, any::<usize>(), aim, more).prop_map(|(row, area, aim, (reversal, stray, places))| LineDraft {
        row,
        area,
        aim,
        reversal,
        stray,
        places,
    })
}

fn select<T: Clone + std::fmt::Debug + 'static>(values: &[T]) -> impl Strategy<Value = T> + use<T> {
    proptest::sample::select(values.to_vec())
}

fn codes() -> impl Strategy<Value = [String; 6]> {
    let plain = |decades: &[u8]| (select(decades), 0..7_u8).prop_map(|(decade, k)| format!("{decade}{k}"));
    let odd = || select(&["", "1", "2", "4", "1A", "110", "123", "99", "410", "410"]).prop_map(str::to_owned);
    let account = prop_oneof![14 => plain(&[4, 4, 5, 7, 7, 3, 1, 8]), 1 => odd(), 1 => Just("001".to_owned())];
    let center = prop_oneof![6 => plain(&[1, 2]), 1 => odd()];
    let activity = prop_oneof![9 => plain(&[1, 1, 2, 2, 3, 4]), 1 => odd()];
    let own = || (0..7_u8).prop_map(|k| format!("*p{k}"));
    let project = prop_oneof![6 => own(), 2 => plain(&[1, 2, 3, 4, 5, 6, 7, 8, 9]), 2 => odd()];
    let object = prop_oneof![
        8 => Just("*8".to_owned()),
        3 => Just("*9".to_owned()),
        5 => Just(SHARED.to_owned()),
        1 => Just("10".to_owned()),
        1 => Just(String::new()),
    ];
    let service = prop_oneof![Just(String::new()), Just("251".to_owned())];
    (account, center, service, object, activity, project).prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f])
}

fn day() -> impl Strategy<Value = Cell<Day>> {
    let bad = ["igår", "2022-02-30", "20221301", "31.04.2022"];
    prop_oneof![
        40 => (1..13_u8, 1..29_u8).prop_map(|(month, day)| Cell::Good((2022, month, day))),
        6 => Just(Cell::Blank),
        3 => Just(Cell::Good(NO_DAY)),
        1 => select(&bad).prop_map(|text| Cell::Bad(text, "unreadable-date")),
    ]
}

fn period() -> impl Strategy<Value = Cell<(u16, u8)>> {
    let bad = ["202214", "2022-3", "22023", "mars", "2214"];
    prop_oneof![
        40 => (0..14_u8).prop_map(|month| Cell::Good((2022, month))),
        3 => (select(&[2021_u16, 2023]), 0..14_u8).prop_map(Cell::Good),
        1 => Just(Cell::Blank),
        1 => select(&bad).prop_map(|text| Cell::Bad(text, "unreadable-period")),
    ]
}

/// Even a year forecast from January of the largest amounts of a ledger is exact in a workbook.
fn amount() -> impl Strategy<Value = Cell<i64>> {
    let bad = [
        ("se bilaga", "unreadable-amount"),
        ("12 34,00", "unreadable-amount"),
        ("1.234,50", "unreadable-amount"),
        ("1e3", "unreadable-amount"),
        ("-1,005", "ambiguous-amount"),
        ("-1,0055", "parts-of-ore"),
        ("99999999999999999999", "amount-too-large"),
    ];
    prop_oneof![
        20 => (-9_999_999..9_999_999_i64).prop_map(Cell::Good),
        2 => (-300..300_i64).prop_map(Cell::Good),
        1 => (-20_000_000_000_000..20_000_000_000_000_i64).prop_map(Cell::Good),
        1 => select(&bad).prop_map(|(text, why)| Cell::Bad(text, why)),
    ]
}

/// Lines that are no postings: page headers, empty lines, blank rows, sub-totals with and without a label or codes, remarks.
fn stray() -> impl Strategy<Value = Line> {
    let coded = |amount, text, codes: [&str; 6]| {
        let codes = codes.map(str::to_owned);
        let (booked, registered, period) = (Cell::Blank, Cell::Blank, Cell::Blank);
        let [series, voucher, place] = [""; 3];
        let row = Row { series, voucher, place, booked, registered, period, codes, amount, text, style: 0 };
        Line::Row(Box::new(row))
    };
    let bare = move |amount, text, object| coded(amount, text, ["", "", "", object, "", ""]);
    let label = select(&["Summa", "SUMMA objekt 80", "Delsumma:", "Summavgift", "Totalt 2022", ""]);
    let word = select(&["Summa", "Delsumma:", "Totalt 2022"]);
    prop_oneof![
        1 => Just(Line::Header),
        1 => Just(Line::Void),
        1 => Just(bare(Cell::Blank, "", "")),
        1 => Just(bare(Cell::Blank, "Utskriven av ekonomisystemet", "")),
        2 => (any::<i32>(), label).prop_map(move |(ore, label)| bare(Cell::Good(ore.into()), label, "")),
        1 => any::<i32>().prop_map(move |ore| bare(Cell::Good(ore.into()), "", "SUMMA objekt 80")),
        1 => (any::<i32>(), word).prop_map(move |(ore, word)| coded(Cell::Good(ore.into()), word, ["40", "11", "", "", "", ""])),
    ]
}

/// A file as bytes, and the line number on which each of its lines starts.
pub(super) struct Extract {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) at: Vec<usize>,
    /// Rows above the header, and the header.
    pub(super) head: usize,
}

const HEADERS: [&str; 15] = [
    "Löpnr",
    "Serie",
    "Vernr",
    "Rad",
    "Bokfört",
    "Registrerat",
    "Period",
    "Konto",
    "Ansvar",
    "Verksamhet",
    "Objekt",
    "Aktivitet",
    "Projekt",
    "Belopp",
    "Text",
];

impl Extract {
    /// Writes one file; columns stand in another order in each.
    pub(super) fn of(lines: &[Line], form: &Form, file: usize) -> Self {
        let mut text = String::new();
        // Two files with nothing but blank rows would be the same file; a banner tells them apart.
        let banner = form.banner || file > 0;
        if banner {
            text.push_str(&["Huvudbok, del ", &(file + 1).to_string(), "\r\n"].concat());
        }
        let header = || HEADERS.map(str::to_owned);
        text.push_str(&form.written(header(), file));
        let mut at = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            at.push(text.matches('\n').count() + 1);
            match line {
                Line::Row(row) => text.push_str(&form.written(row.cells(form, number), file)),
                Line::Header => text.push_str(&form.written(header(), file)),
                Line::Void => text.push_str("\r\n"),
            }
        }
        let bytes = if form.windows_1252 {
            // Everything here is Latin-1, where a character's number is its byte.
            text.chars().map(|c| u8::try_from(u32::from(c)).expect("only Latin-1 is written")).collect()
        } else {
            text.into_bytes()
        };
        Self { name: format!("huvudbok-{}.csv", file + 1), bytes, at, head: 1 + usize::from(banner) }
    }
}

impl Form {
    fn written(&self, mut cells: [String; 15], file: usize) -> String {
        cells.rotate_left((self.rotation + file) % HEADERS.len());
        let quoted = |cell: &String| {
            let risky = cell.contains([self.separator, '"', '\n']);
            if risky { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
        };
        let cells: Vec<String> = cells.iter().map(quoted).collect();
        cells.join(&self.separator.to_string()) + "\r\n"
    }

    fn day(&self, cell: &Cell<Day>) -> String {
        match cell {
            Cell::Blank => String::new(),
            Cell::Bad(text, _) => (*text).to_owned(),
            Cell::Good((year, month, day)) => match self.dates {
                "YYYYMMDD" => format!("{year}{month:02}{day:02}"),
                "DD.MM.YYYY" => format!("{day:02}.{month:02}.{year}"),
                _ => format!("{year}-{month:02}-{day:02}"),
            },
        }
    }

    /// An amount in one of the ways that people and programs write it.
    fn amount(&self, ore: i64, style: u8) -> String {
        let ore = if self.credit_positive { -ore } else { ore };
        let (kronor, rest) = (ore.unsigned_abs() / 100, ore.unsigned_abs() % 100);
        let gap = match style % 4 {
            0 => "",
            1 => " ",
            _ if self.windows_1252 => "\u{a0}",
            _ => "\u{202f}",
        };
        let mut whole = kronor.to_string();
        for place in (1..whole.len()).rev().filter(|place| (whole.len() - place) % 3 == 0).collect::<Vec<_>>() {
            whole.insert_str(place, gap);
        }
        let size = if rest == 0 && style == 5 { whole } else { format!("{whole},{rest:02}") };
        match (ore < 0, style) {
            (false, 6) => format!("+{size}"),
            (false, _) => size,
            (true, 3 | 7) => format!("{size}-"),
            (true, 2) if !self.windows_1252 => format!("\u{2212}{size}"),
            (true, _) => format!("-{size}"),
        }
    }
}

impl Row {
    fn cells(&self, form: &Form, number: usize) -> [String; 15] {
        let period = match &self.period {
            Cell::Blank => String::new(),
            Cell::Bad(text, _) => (*text).to_owned(),
            Cell::Good((year, month)) if self.style < 4 => format!("{year}{month:02}"),
            Cell::Good((year, month)) => format!("{year}-{month:02}"),
        };
        let amount = match &self.amount {
            Cell::Blank => String::new(),
            Cell::Bad(text, _) => (*text).to_owned(),
            Cell::Good(ore) => form.amount(*ore, self.style),
        };
        let [account, center, service, object, activity, project] = self.codes.clone();
        let (booked, registered) = (form.day(&self.booked), form.day(&self.registered));
        let [series, voucher, row, text] = [self.series, self.voucher, self.place, self.text].map(str::to_owned);
        // A blank row is blank in every cell.
        let number = if self.text.is_empty() && self.amount.is_blank() { String::new() } else { number.to_string() };
        [
            number, series, voucher, row, booked, registered, period, account, center, service, object, activity,
            project, amount, text,
        ]
    }
}
