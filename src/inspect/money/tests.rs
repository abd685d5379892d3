//! Columns of amounts: the decimal sign by all cells, both sums, units, noise and signs.

use super::*;

fn column(cells: &[&str]) -> Money {
    let (mut money, readers) = (Money::default(), Readers::new());
    for (row, cell) in (1_u32..).zip(cells) {
        assert!(money.text(&readers, cell, At { place: (0, row), times: 1 }), "{cell}");
    }
    money
}

#[test]
fn the_decimal_sign_is_the_columns() {
    for (cells, decimal) in [
        (&["1 234,50", "1.234,50", "7"][..], Decimal::Is(',')),
        (&["1,234.50", "1.234"], Decimal::Is('.')),
        (&["1.234", "12.500", "7"], Decimal::Ambiguous),
        (&["1 000", "7", "-"], Decimal::Unseen),
        (&["1,5", "1.5"], Decimal::Ambiguous),
        (&["1.234.567"], Decimal::Is(',')),
    ] {
        assert_eq!(column(cells).decimal(), decimal, "{cells:?}");
    }
}

#[test]
fn both_sums_of_an_ambiguous_column_are_kept() {
    let money = column(&["1.234", "-2.500"]);
    let sum = |decimal| money.with(decimal).sum.figure().map(|figure| figure.text(',', ""));
    assert_eq!((sum(','), sum('.')), (Some("-1266,00".to_owned()), Some("-1,266".to_owned())));
}

#[test]
fn units_noise_and_signs_are_seen() {
    let money = column(&["12,50 kr", "1 000,00- kr"]);
    assert_eq!(money.units.first().map(|(unit, count)| (*unit, count.cells)), Some((AmountUnit::Kr, 2)));
    let noisy = column(&["80.28999999999999", "12.3456", "(5.00)"]);
    assert_eq!((noisy.with('.').noise.cells, noisy.with('.').fine.cells, noisy.bracketed), (1, 1, 1));
    let pounds = column(&["\u{a3}1,234.50", "(\u{a3}1.00)", "kr 5,00"]);
    assert_eq!(pounds.currencies.first().map(|(sign, count)| (*sign, count.cells)), Some(("\u{a3}", 2)));
    assert_eq!((pounds.units.len(), pounds.bracketed), (1, 1));
}

#[test]
fn a_colon_is_seen_and_a_dash_for_the_ore_is_no_minus() {
    let (mut money, readers) = (Money::default(), Readers::new());
    for cell in ["1 234:50", "12:-", "-3:00", "7"] {
        money.text(&readers, cell, At { place: (0, 1), times: 1 });
    }
    let sum = money.with(':').sum.figure().map(|figure| figure.text(',', ""));
    assert_eq!((money.decimal(), money.colon.cells, money.cells, money.negative), (Decimal::Is(':'), 3, 1, 1));
    assert_eq!(sum, Some("1250,50".to_owned()));
    let whole = column(&["1 234,-", "500,-", "-2,-"]);
    assert_eq!((whole.decimal(), whole.negative, whole.trailing), (Decimal::Is(','), 1, 0));
}
