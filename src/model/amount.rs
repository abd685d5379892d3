//! Amounts as extracts write them. Takes text and the layout's word on signs, unit, rounding and float noise; hands on
//! whole öre, with what rounding took; refuses exponents, parts of an öre, and every value that has two readings.

mod marks;
mod plain;

pub use marks::{CURRENCIES, currency_of, is_mark};

use super::float::SheetNumber;
use super::money::{Ore, rounded_ratio};

/// How an extract writes its amounts; declared by the layout, never decided cell by cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountStyle {
    /// The decimal sign: `,`, `.` or `:`. A dash behind it says whole kronor: `1 234:-`.
    pub decimal: char,
    /// Signs that may part groups of three digits. A space also takes the no-break, narrow and thin spaces, an
    /// apostrophe also the typographic one.
    pub thousands: Vec<char>,
    /// The unit of every amount, which may then stand beside it; without one, kronor and no unit in the text.
    pub unit: Option<AmountUnit>,
    /// The currency of every amount, which may then stand beside it. Nothing is converted.
    pub currency: Option<&'static str>,
    /// Parts of an öre are rounded half away from zero and told, not refused.
    pub rounds: bool,
    /// Decimals that are a float's noise on a whole öre are taken for that öre.
    pub float_noise: bool,
}

/// A unit that amounts are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountUnit {
    /// Kronor.
    Kr,
    /// Thousands of kronor.
    Tkr,
    /// Millions of kronor.
    Mnkr,
}

impl AmountUnit {
    /// Every unit with the name that a layout uses.
    pub const ALL: [(&'static str, Self); 3] = [("kr", Self::Kr), ("tkr", Self::Tkr), ("mnkr", Self::Mnkr)];

    /// Öre of one.
    fn ore(self) -> i64 {
        match self {
            Self::Kr => 100,
            Self::Tkr => 100_000,
            Self::Mnkr => 100_000_000,
        }
    }
}

/// An amount that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Whole öre.
    pub ore: Ore,
    /// What rounding took: the amount as written less the one read; none where nothing was rounded.
    pub shed: Option<Shed>,
    /// It speaks for the layout: its decimal sign stood where no thousands sign could, or no sign was needed.
    pub confirms: bool,
}

/// Parts of an öre that rounding took, in 10^-18 kronor: exact, so that their sum is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shed(pub i128);

/// Decimals of an öre that [`Shed`] holds.
const SHED_DECIMALS: u32 = 16;
/// Digits of an amount that are read; a float's shortest form has at most 17.
const MAX_DIGITS: u32 = 28;
/// Öre beyond this are not exact in a workbook's number, so no text is its noise.
const EXACT: i128 = 1 << 53;

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountProblem {
    /// Not a number in this style.
    NotAnAmount,
    /// A number, but with parts of an öre.
    PartsOfOre,
    /// A number too large to hold.
    TooLarge,
    /// Two readings, by where the decimal sign is taken to be.
    Ambiguous,
    /// A number only with the other decimal sign.
    OtherDecimal,
    /// A unit stands beside it that isn't the layout's.
    OtherUnit,
}

/// A number as written: `digits` with so many decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// All digits.
    pub digits: i128,
    /// How many of them are decimals.
    pub decimals: u32,
}

/// A figure in text, with the signs that it showed.
#[derive(Clone, Copy)]
struct Shape {
    figure: Figure,
    pointed: bool,
}

impl AmountStyle {
    /// Kronor with this decimal sign and these thousands signs, and nothing else.
    pub fn plain(decimal: char, thousands: &[char]) -> Self {
        Self { decimal, thousands: thousands.to_vec(), unit: None, currency: None, rounds: false, float_noise: false }
    }

    /// Reads one amount as whole öre.
    pub fn parse(&self, text: &str) -> Result<Ore, AmountProblem> {
        self.read(text).map(|amount| amount.ore)
    }

    /// Reads one amount. Takes a sign in front (`-`, U+2212, `+`), a minus behind or parentheses, one of them; digit
    /// groups must be of three, parted by one sign. A lone dash is zero. A blank text is not an amount: blank is not
    /// zero.
    pub fn read(&self, text: &str) -> Result<Amount, AmountProblem> {
        self.plainly(text.as_bytes()).map_or_else(|| self.carefully(text), Ok)
    }

    fn carefully(&self, text: &str) -> Result<Amount, AmountProblem> {
        let (negative, bare) = self.bare(text)?;
        if ["-", "\u{2212}", "\u{2013}"].contains(&bare) && !negative {
            return Ok(Amount { ore: Ore::ZERO, shed: None, confirms: false });
        }
        let shape = match shape(bare, self.decimal, &|c| self.parts_groups(c)) {
            Ok(shape) => shape,
            Err(AmountProblem::NotAnAmount) => return Err(self.misfit(bare)),
            Err(problem) => return Err(problem),
        };
        let Figure { digits, decimals } = shape.figure;
        // Three decimals may be another country's thousands, zeros or not: nothing to guess at.
        let money_has_two = self.unit.is_none_or(|unit| unit == AmountUnit::Kr) && !self.rounds;
        if decimals == 3 && money_has_two && self.readings_of(bare).1.is_some() {
            return Err(AmountProblem::Ambiguous);
        }
        let figure = Figure { digits: if negative { -digits } else { digits }, decimals };
        let (ore, shed) = self.in_ore(figure)?;
        let shown = shape.pointed || text.contains(self.decimal);
        Ok(Amount { ore, shed, confirms: shown && (decimals != 3 || money_has_two) })
    }

    /// Reads a workbook's number: a whole öre within float noise, or rounded where the layout rounds.
    pub fn number(&self, number: SheetNumber) -> Result<Amount, AmountProblem> {
        let unit = self.unit.unwrap_or(AmountUnit::Kr).ore();
        if let Some(ore) = number.to_whole_of(unit) {
            return Ok(Amount { ore: Ore::new(ore), shed: None, confirms: true });
        }
        if !self.rounds {
            return Err(AmountProblem::PartsOfOre);
        }
        // The shortest text that is the number, which is what its maker saw.
        let shown = Self { decimal: '.', thousands: Vec::new(), ..self.clone() };
        shown.read(&number.to_string()).map(|amount| Amount { confirms: true, ..amount })
    }

    /// The number as the layout's decimal sign and as the other one would read it, with every thousands sign allowed:
    /// for telling what a text could mean.
    pub fn readings(&self, text: &str) -> (Option<Figure>, Option<Figure>) {
        let Ok((negative, bare)) = self.bare(text) else { return (None, None) };
        let signed =
            |figure: Figure| Figure { digits: if negative { -figure.digits } else { figure.digits }, ..figure };
        let (own, other) = self.readings_of(bare);
        (own.map(signed), other.map(signed))
    }

    /// Whether a sign may part groups of digits in any style.
    pub fn may_part(sign: char) -> bool {
        group_of(sign).is_some()
    }

    /// The decimal sign that the layout did not choose.
    pub fn other_decimal(&self) -> char {
        if self.decimal == ',' { '.' } else { ',' }
    }

    fn readings_of(&self, bare: &str) -> (Option<Figure>, Option<Figure>) {
        let with = |decimal: char| {
            let groups = |c| group_of(c).filter(|_| c != decimal);
            shape(bare, decimal, &groups).ok().map(|shape| shape.figure)
        };
        (with(self.decimal), with(self.other_decimal()))
    }

    /// What a text that the style does not take could be.
    fn misfit(&self, bare: &str) -> AmountProblem {
        match self.readings_of(bare) {
            (Some(own), Some(other)) if own.value() != other.value() => AmountProblem::Ambiguous,
            (None, Some(_)) => AmountProblem::OtherDecimal,
            _ => AmountProblem::NotAnAmount,
        }
    }

    /// Sign and figure of a text, without its unit or currency.
    fn bare<'t>(&self, text: &'t str) -> Result<(bool, &'t str), AmountProblem> {
        let whole = text.trim();
        let text = self.without_whole_mark(self.without_mark(whole)?);
        if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            let inner = self.without_whole_mark(self.without_mark(inner.trim())?);
            let signed = inner.starts_with(is_sign) || inner.ends_with(is_sign);
            return if signed { Err(AmountProblem::NotAnAmount) } else { Ok((true, inner)) };
        }
        let (negative, bare) = split_sign(text).ok_or(AmountProblem::NotAnAmount)?;
        // A minus may stand behind the unit.
        let bare = if text.len() == whole.len() { self.without_mark(bare)? } else { bare };
        Ok((negative, bare))
    }

    /// Whole öre, and what rounding took.
    fn in_ore(&self, figure: Figure) -> Result<(Ore, Option<Shed>), AmountProblem> {
        let unit = i128::from(self.unit.unwrap_or(AmountUnit::Kr).ore());
        let scale = 10_i128.pow(figure.decimals);
        let scaled = figure.digits.checked_mul(unit).ok_or(AmountProblem::TooLarge)?;
        let (whole, rest) = (scaled / scale, scaled % scale);
        let ore = |whole: i128| i64::try_from(whole).map(Ore::new).map_err(|_| AmountProblem::TooLarge);
        if rest == 0 {
            return Ok((ore(whole)?, None));
        }
        let away = whole + if rest.abs() * 2 >= scale { rest.signum() } else { 0 };
        let off = scaled - away * scale;
        if self.float_noise && is_noise(off, scaled, scale) {
            return Ok((ore(away)?, None));
        }
        if !self.rounds {
            return Err(AmountProblem::PartsOfOre);
        }
        // Finer than this is nothing that money was ever written in.
        let shed = off.checked_mul(10_i128.pow(SHED_DECIMALS)).filter(|fine| fine % scale == 0);
        let shed = shed.map(|fine| Shed(fine / scale)).ok_or(AmountProblem::PartsOfOre)?;
        Ok((ore(away)?, Some(shed)))
    }

    /// The kind of a thousands sign that the layout allows.
    fn parts_groups(&self, c: char) -> Option<char> {
        group_of(c).filter(|kind| self.thousands.iter().any(|sign| sign == kind || group_of(*sign) == Some(*kind)))
    }
}

impl Shed {
    /// Decimals of a krona that tables show.
    pub const SHOWN: u8 = 6;

    /// Millionths of a krona, half away from zero: for tables, whose columns have one number of decimals.
    pub fn shown(self) -> Option<i64> {
        rounded_ratio(self.0, 10_i128.pow(SHED_DECIMALS + 2 - u32::from(Self::SHOWN)))
    }

    /// Kronor, with the decimals that it needs.
    pub fn figure(self) -> Figure {
        Figure { digits: self.0, decimals: SHED_DECIMALS + 2 }.value()
    }
}

impl Figure {
    /// The figure as text: with `,` for its point it is `-1 234,005` where groups are parted by a space.
    pub fn text(self, point: char, group: &str) -> String {
        let digits = format!("{:0width$}", self.digits.unsigned_abs(), width = self.decimals as usize + 1);
        let (whole, decimals) = digits.split_at(digits.len() - self.decimals as usize);
        let mut text = String::from(if self.digits < 0 { "-" } else { "" });
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                text.push_str(group);
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push(point);
            text.push_str(decimals);
        }
        text
    }

    /// The figure without the zeros at its end, so that equal numbers are equal.
    fn value(self) -> Self {
        let mut figure = self;
        while figure.decimals > 0 && figure.digits % 10 == 0 {
            figure = Self { digits: figure.digits / 10, decimals: figure.decimals - 1 };
        }
        figure
    }
}

/// The rule of `model::float`, in exact integers: `off` and `scaled` are `scale` parts of an öre.
fn is_noise(off: i128, scaled: i128, scale: i128) -> bool {
    let fine = off.abs().checked_mul(1_000_000).is_some_and(|millionths| millionths <= scale);
    // Eight units in the last place are 2^-49 of the number.
    let last_places = off.abs().checked_mul(1 << 49).is_some_and(|shifted| shifted <= scaled.abs());
    scaled.abs() / scale < EXACT && (fine || last_places)
}

/// The sign that stands for all of its kind: any blank for a space, any apostrophe, any other of the usual ones.
fn group_of(c: char) -> Option<char> {
    match c {
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' => Some(' '),
        '\'' | '\u{2019}' => Some('\''),
        '.' | ',' => Some(c),
        _ => None,
    }
}

/// The figure that a text without a sign shows.
fn shape(text: &str, decimal: char, groups: &dyn Fn(char) -> Option<char>) -> Result<Shape, AmountProblem> {
    let (mut digits, mut count, mut decimals) = (0_i128, 0_u32, None::<u32>);
    let (mut group, mut kind, mut leading_zero) = (0_u32, None, false);
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            leading_zero |= count == 0 && group == 0 && digit == 0 && kind.is_none() && decimals.is_none();
            count += u32::from(digits != 0 || digit != 0);
            if count <= MAX_DIGITS {
                digits = digits * 10 + i128::from(digit);
            }
            group += u32::from(decimals.is_none());
            decimals = decimals.map(|d| d + 1);
        } else if c == decimal && decimals.is_none() && group > 0 && (kind.is_none() || group == 3) {
            decimals = Some(0);
        } else if let (Some(sign), None) = (groups(c), decimals) {
            let fits = if kind.is_none() { (1..=3).contains(&group) && !leading_zero } else { group == 3 };
            if !fits || kind.is_some_and(|k| k != sign) {
                return Err(AmountProblem::NotAnAmount);
            }
            (kind, group) = (Some(sign), 0);
        } else {
            return Err(AmountProblem::NotAnAmount);
        }
    }
    let whole_ends = decimals.is_some() || (group > 0 && (kind.is_none() || group == 3));
    if !whole_ends || decimals == Some(0) {
        return Err(AmountProblem::NotAnAmount);
    }
    let figure = Figure { digits, decimals: decimals.unwrap_or(0) };
    if count > MAX_DIGITS || figure.decimals > MAX_DIGITS {
        let whole = count.saturating_sub(figure.decimals);
        return Err(if whole > MAX_DIGITS / 2 { AmountProblem::TooLarge } else { AmountProblem::PartsOfOre });
    }
    Ok(Shape { figure, pointed: decimals.is_some() })
}

fn is_sign(c: char) -> bool {
    c == '-' || c == '\u{2212}' || c == '+'
}

/// Sign and bare digits of an amount; `None` with a sign at both ends. A lone dash is left as it is.
fn split_sign(text: &str) -> Option<(bool, &str)> {
    let minus = |c| c == '-' || c == '\u{2212}';
    if text.chars().count() == 1 {
        return Some((false, text));
    }
    let front = text.strip_prefix(minus);
    let behind = text.strip_suffix(minus);
    match (front, behind) {
        (Some(_), Some(_)) => None,
        (Some(rest), None) => Some((true, rest.trim_start())),
        (None, Some(rest)) => Some((true, rest.trim_end())),
        (None, None) => Some((false, text.strip_prefix('+').unwrap_or(text))),
    }
}

#[cfg(test)]
mod tests;
