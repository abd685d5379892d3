//! What each style of writing amounts takes and refuses.

use super::*;

fn swedish() -> AmountStyle {
    AmountStyle::plain(',', &[' '])
}

#[test]
fn reads_swedish_amounts() {
    for (text, ore) in [
        ("1 234,50", 123_450),
        ("-1\u{a0}234,5", -123_450),
        ("1\u{202f}234\u{2009}567,00", 123_456_700),
        ("1234", 123_400),
        ("1 234 567,00-", -123_456_700),
        ("\u{2212}0,01", -1),
        ("(1 234)", -123_400),
        ("( 1 234,50 )", -123_450),
        ("- 5", -500),
        ("+7", 700),
        ("1,2300", 123),
        (" -   ", 0),
        ("\u{2013}", 0),
        ("-0,00", 0),
        ("0", 0),
        ("0012,00", 1_200),
    ] {
        assert_eq!(swedish().parse(text), Ok(Ore::new(ore)), "{text}");
    }
}

#[test]
fn refuses_what_it_would_have_to_guess() {
    for text in [
        "",
        " ",
        "1.234,50",
        "12 34,00",
        "1e3",
        "-1-",
        "1,",
        ",5",
        "1 2345",
        "se bilaga",
        "1,2,3",
        "(-1)",
        "(1",
        "1)",
        "--",
        "()",
        "+",
        "NaN",
        "1  234",
        "0 123",
        "\u{2013}5",
        "1 234'567",
        "#REF!",
    ] {
        assert_eq!(swedish().parse(text), Err(AmountProblem::NotAnAmount), "{text}");
    }
    for text in ["0,005", "1,2345", "1234,567", "0,00000000000000000000000000001"] {
        assert_eq!(swedish().parse(text), Err(AmountProblem::PartsOfOre), "{text}");
    }
    for text in ["99999999999999999999", "99999999999999999999999999999999999999999", "92233720368547758,08"] {
        assert_eq!(swedish().parse(text), Err(AmountProblem::TooLarge), "{text}");
    }
    assert_eq!(swedish().parse("92233720368547758,07"), Ok(Ore::new(i64::MAX)));
}

#[test]
fn two_readings_are_an_error_that_shows_both() {
    let figure = |digits, decimals| Some(Figure { digits, decimals });
    for (text, own, other) in [
        ("1.234", figure(1_234, 0), figure(1_234, 3)),
        ("1,234", figure(1_234, 3), figure(1_234, 0)),
        ("-12.345", figure(-12_345, 0), figure(-12_345, 3)),
    ] {
        assert_eq!(swedish().parse(text), Err(AmountProblem::Ambiguous), "{text}");
        assert_eq!(swedish().readings(text), (own, other), "{text}");
    }
    for (text, other) in
        [("12.50", figure(1_250, 2)), ("1,234.56", figure(123_456, 2)), ("(1234.5)", figure(-12_345, 1))]
    {
        assert_eq!(swedish().parse(text), Err(AmountProblem::OtherDecimal), "{text}");
        assert_eq!(swedish().readings(text), (None, other), "{text}");
    }
    let dotted = AmountStyle::plain(',', &['.']);
    assert_eq!(dotted.parse("1.234"), Ok(Ore::new(123_400)), "the layout says that the point parts thousands");
    assert_eq!(dotted.parse("0.005"), Err(AmountProblem::OtherDecimal), "no group starts with a zero");
    assert_eq!(AmountStyle::plain('.', &[]).parse("1,234"), Err(AmountProblem::Ambiguous));
}

#[test]
fn thousands_signs_are_the_layouts_and_one_at_a_time() {
    let style = AmountStyle::plain(',', &['.', '\'']);
    for text in ["1.234.567,89", "1'234'567,89", "1\u{2019}234\u{2019}567,89"] {
        assert_eq!(style.parse(text), Ok(Ore::new(123_456_789)), "{text}");
    }
    for text in ["1.234'567,89", "1 234 567,89"] {
        assert_eq!(style.parse(text), Err(AmountProblem::NotAnAmount), "{text}");
    }
    let typographic = AmountStyle::plain('.', &['\u{2019}', ',']);
    assert_eq!(typographic.parse("1'234.50"), Ok(Ore::new(123_450)));
    assert_eq!(typographic.parse("1,234.50"), Ok(Ore::new(123_450)));
}

#[test]
fn units_are_exact_and_the_layouts_own() {
    let in_unit = |unit| AmountStyle { unit: Some(unit), ..swedish() };
    for (unit, text, ore) in [
        (AmountUnit::Kr, "1 234,50 kr", 123_450),
        (AmountUnit::Kr, "1 234,50\u{a0}SEK", 123_450),
        (AmountUnit::Kr, "(1 234 kr)", -123_400),
        (AmountUnit::Kr, "-   kr", 0),
        (AmountUnit::Kr, "12", 1_200),
        (AmountUnit::Kr, "kr 1 234,50", 123_450),
        (AmountUnit::Kr, "SEK -34,50", -3_450),
        (AmountUnit::Kr, "-kr 34,50", -3_450),
        (AmountUnit::Tkr, "1,234 tkr", 123_400),
        (AmountUnit::Tkr, "1,23456", 123_456),
        (AmountUnit::Tkr, "7 tkr-", -700_000),
        (AmountUnit::Mnkr, "72,665190 mnkr", 7_266_519_000),
        (AmountUnit::Mnkr, "1 Mkr", 100_000_000),
    ] {
        assert_eq!(in_unit(unit).parse(text), Ok(Ore::new(ore)), "{text}");
    }
    for (unit, text) in [(AmountUnit::Kr, "1 tkr"), (AmountUnit::Tkr, "1 kr"), (AmountUnit::Mnkr, "1 SEK")] {
        assert_eq!(in_unit(unit).parse(text), Err(AmountProblem::OtherUnit), "{text}");
    }
    assert_eq!(swedish().parse("1 kr"), Err(AmountProblem::OtherUnit), "the layout names no unit");
    assert_eq!(in_unit(AmountUnit::Tkr).parse("1,234567 tkr"), Err(AmountProblem::PartsOfOre));
    assert_eq!(in_unit(AmountUnit::Kr).parse("1,234 kr"), Err(AmountProblem::Ambiguous));
}

#[test]
fn a_currency_is_the_layouts_own_and_stands_at_one_end() {
    let pounds = AmountStyle { currency: Some("\u{a3}"), ..AmountStyle::plain('.', &[',']) };
    for (text, ore) in [
        ("\u{a3}1,234.56", 123_456),
        ("(\u{a3}1,000.00)", -100_000),
        ("\u{a3}(5.00)", -500),
        ("-\u{a3}5", -500),
        ("\u{a3} -5.00", -500),
        ("5.00- \u{a3}", -500),
        ("7.50", 750),
        (" \u{a3} -   ", 0),
    ] {
        assert_eq!(pounds.parse(text), Ok(Ore::new(ore)), "{text}");
    }
    for text in ["\u{20ac}5", "\u{a3}5\u{a3}", "\u{a3}", "5 EUR", "\u{a3}\u{a3}5", "-\u{a3}-5"] {
        assert_eq!(pounds.parse(text), Err(AmountProblem::NotAnAmount), "{text}");
    }
    assert_eq!(pounds.parse("5 kr"), Err(AmountProblem::OtherUnit));
    assert_eq!(swedish().parse("\u{a3}5"), Err(AmountProblem::NotAnAmount), "the layout names no currency");
    let euro = AmountStyle { currency: Some("EUR"), ..swedish() };
    assert_eq!(euro.parse("1 234,50 eur"), Ok(Ore::new(123_450)));
    assert_eq!(
        (currency_of("(\u{a3}1.00)"), currency_of("12 DKK"), currency_of("12 kr")),
        (Some("\u{a3}"), Some("DKK"), None)
    );
}

#[test]
fn rounding_is_half_away_from_zero_and_says_what_it_took() {
    let style = AmountStyle { rounds: true, ..swedish() };
    for (text, ore, shed) in [
        ("1,005", 101, -5_000_000_000_000_000),
        ("-1,005", -101, 5_000_000_000_000_000),
        ("1,0049", 100, 4_900_000_000_000_000),
        ("0,004", 0, 4_000_000_000_000_000),
    ] {
        let read = style.read(text).map(|amount| (amount.ore, amount.shed));
        assert_eq!(read, Ok((Ore::new(ore), Some(Shed(shed)))), "{text}");
    }
    assert_eq!(style.read("1,50").map(|amount| amount.shed), Ok(None));
    let noisy = style.number(SheetNumber::new(1.235)).map(|amount| amount.ore);
    assert_eq!(noisy, Ok(Ore::new(124)), "by the number that its maker saw");
    assert_eq!(swedish().number(SheetNumber::new(1.235)), Err(AmountProblem::PartsOfOre));
}

#[test]
fn float_noise_in_text_is_taken_only_when_the_layout_says_so() {
    let style = AmountStyle { float_noise: true, ..AmountStyle::plain('.', &[]) };
    for (text, ore) in [
        ("80.28999999999999", 8_029),
        ("-80.28999999999999", -8_029),
        ("0.30000000000000004", 30),
        ("5800000.1200000001", 580_000_012),
        ("70000000000.120003", 7_000_000_000_012),
    ] {
        assert_eq!(style.parse(text), Ok(Ore::new(ore)), "{text}");
        assert_eq!(AmountStyle::plain('.', &[]).parse(text), Err(AmountProblem::PartsOfOre), "{text}");
    }
    for text in ["80.2899", "0.3001", "1.2345", "5800000.12001"] {
        assert_eq!(style.parse(text), Err(AmountProblem::PartsOfOre), "{text}");
    }
    assert_eq!(style.parse("1.234"), Err(AmountProblem::Ambiguous));
}

#[test]
fn a_dash_behind_the_decimal_sign_is_for_the_ore() {
    for decimal in [',', '.', ':'] {
        let style = AmountStyle::plain(decimal, &[' ']);
        for (text, ore) in
            [("1 234D-", 123_400), ("-5D-", -500), ("(5D\u{2013})", -500), ("0D\u{2014}", 0), ("12D50", 1_250)]
        {
            assert_eq!(
                style.parse(&text.replace('D', &decimal.to_string())),
                Ok(Ore::new(ore)),
                "{text} with {decimal}"
            );
        }
        for text in ["1D50D-", "D-", "1 234D--", "12D-D", "1D- 2", "1D"] {
            let text = text.replace('D', &decimal.to_string());
            assert!(style.parse(&text).is_err(), "{text} with {decimal}");
        }
    }
    assert!(AmountStyle::plain(',', &[]).parse("12:-").is_err(), "the decimal sign is the layout's");
    let tkr = AmountStyle { unit: Some(AmountUnit::Tkr), ..AmountStyle::plain(',', &[]) };
    assert!(tkr.parse("12,-").is_err(), "thousands have no \u{f6}re");
    let kr = AmountStyle { unit: Some(AmountUnit::Kr), ..AmountStyle::plain(':', &[' ']) };
    assert_eq!(kr.parse("1 234:- kr"), Ok(Ore::new(123_400)));
}

#[test]
fn a_colon_is_a_decimal_sign_where_the_layout_says_so() {
    let style = AmountStyle::plain(':', &[' ', '.']);
    assert_eq!(style.parse("1.234:50"), Ok(Ore::new(123_450)));
    assert_eq!(style.parse("12,50"), Err(AmountProblem::OtherDecimal));
    assert_eq!(style.parse("12:5:0"), Err(AmountProblem::NotAnAmount));
    assert_eq!(style.parse("12:505"), Err(AmountProblem::PartsOfOre));
}
