//! Identity numbers however written, and what is none.

use super::{counted, masked};

#[test]
fn masks_identity_numbers_however_written() {
    // Skatteverket's published test number and the same as a coordination number.
    for text in ["Ers 811228-9874 lön", "Ers 198112289874 lön", "Ers 19811228-9874 lön", "Ers 8112289874 lön"] {
        assert_eq!(masked(text), "Ers [personnummer] lön");
    }
    assert_eq!(masked("701063-2391"), "[personnummer]");
}

#[test]
fn masks_identity_numbers_however_parted() {
    let partings = [
        " - ",
        " -",
        "- ",
        "  -  ",
        "\u{2013}",
        " \u{2013} ",
        "\u{2010}",
        "\u{2010}",
        "\u{2212}",
        "\u{ad}",
        "\\-",
        "+",
        "&#45;",
        "&#x2D;",
        "&#0045;",
        "&ndash;",
        "&#8211;",
        " &ndash; ",
        "&nbsp;-&nbsp;",
        "\u{a0}-\u{a0}",
        "\u{200b}-",
    ];
    let dates =
        ["850101", "19850101", "1985-01-01", "1985\u{2013}01\u{2013}01", "1985&#45;01&#45;01", "1985\\-01\\-01"];
    for date in dates {
        for parting in partings {
            assert_eq!(masked(&format!("Ers {date}{parting}1236, lön")), "Ers [personnummer], lön", "{date}{parting}");
        }
    }
    for text in ["19850101 1236", "850101 1236", "19850101\u{a0}1236", "850101  1236", "1985-01-01-1236"] {
        assert_eq!(masked(text), "[personnummer]", "{text}");
    }
    assert_eq!(
        masked("# 1985-01-01-1236 och 850101-1236\n850101-1236"),
        "# [personnummer] och [personnummer]\n[personnummer]"
    );
}

#[test]
fn leaves_other_numbers_alone() {
    for text in [
        "Faktura 8112289875",
        "202100-2312",
        "2022-08-31 1234",
        "åäö 12345678901234",
        // Right check digits: no such day, no such century, a day and an amount, spans of days, a number that goes on.
        "850230-1230",
        "99850101-1236",
        "1985-01-01 1235",
        "2021-01-01 \u{2013} 2025-12-31",
        "2021-01-01-2025-12-31",
        "20210101-20211231",
        "850101-12365",
        "RS/116:20/2021",
        "850101\n\n1236",
        "850101    1236",
        // Spans, amounts, registration numbers, accounts and vouchers whose check digit happens to be right.
        "1985-01-01 \u{2013} 2010-12-31",
        "19850101 \u{2013} 2010-12-31",
        "1985-01-01 till 2010-12-31",
        "1985-01-01 1236,50",
        "850101 12 36,50",
        "10 85 01 01 12 36",
        "85 01 01 12 36 48",
        "060-85 01 01 12 36",
        "RS/850101/2010",
        "RS 850101/2010",
        "1 850 101 123 600",
        "konto 5000, 5010 och 850101, 1236",
        "verifikation A 20211231A123",
        "2021-12-31-A1234",
        "20211231-v123",
        "20211331-A123",
        "070-123 45 67",
        "850101&amp;1236",
        "&#45;1236 &",
    ] {
        assert_eq!(masked(text), text);
    }
}

#[test]
fn masks_identity_numbers_over_lines_in_pairs_and_with_signs_between() {
    for text in [
        "1981-12-18 9876",
        "81-12-18 9876",
        "81-12-18-9876",
        "1981 12 18 9876",
        "81 12 18 9876",
        "81 12 18 98 76",
        "1981 12 18 98 76",
        "811218 98 76",
        "81**12**18-9876",
        "19811218__ `9876",
        "811218.9876",
        "811218/9876",
        "1981.12.18-9876",
        "1981/12/18 9876",
        "19811218_9876",
        "811218 / 9876",
        "\u{ff18}\u{ff11}\u{ff11}\u{ff12}\u{ff11}\u{ff18}\u{ff0d}\u{ff19}\u{ff18}\u{ff17}\u{ff16}",
        "&#56;11218-9876",
        "19811218-TF12",
        "19811218-A876",
        "811218-A876",
        "1981-12-18-A876",
    ] {
        assert_eq!(masked(&format!("Ers {text}, lön")), "Ers [personnummer], lön", "{text}");
    }
    assert_eq!(masked("811218-9876-1"), "[personnummer]-1");
    assert_eq!(masked("Ers **811218**-9876."), "Ers **[personnummer]**.");
    assert_eq!(masked("konto_3_811218-9876_2"), "konto_3_[personnummer]_2");
}

#[test]
fn masks_identity_numbers_in_unusual_signs() {
    for text in [
        "8112\u{ad}18-9876",
        "8\u{200b}1\u{200c}1\u{200d}2\u{200e}1\u{200f}8\u{2060}9\u{feff}876",
        "8112&shy;18-98&#8203;76",
        "19811218\u{ad}-\u{ad}9876",
        "811218\u{ad}TF12",
        "811218-98 76",
        "19811218-98\u{a0}76",
        "811218-9 876",
        "81 1218-9876",
        "8112 18-9876",
        "1981-1218-9876",
        "811218 (9876)",
        "811218(9876)",
        "19811218 (9876)",
        "811218:9876",
        "811218\u{b7}9876",
        "811218--9876",
        "811218.-9876",
        "811218,9876",
        "1981-12-18:9876",
    ] {
        assert_eq!(masked(&format!("Ers {text}, lön")), "Ers [personnummer], lön", "{text}");
    }
    assert_eq!(masked("Ers (811218)9876, (811218)-9876"), "Ers ([personnummer]), ([personnummer])");
    // Signs that nobody sees hold numbers apart as well as they hold them together.
    assert_eq!(masked("12\u{200b}811218-9876\u{200b}34"), "12\u{200b}[personnummer]34");
    assert_eq!(masked("\u{feff}Ers\u{ad} 811218-9876"), "\u{feff}Ers\u{ad} [personnummer]");
}

#[test]
fn leaves_other_numbers_in_those_signs_alone() {
    for text in [
        "\u{feff}",
        // Wrong check digits and no days.
        "811218,9875",
        "811218-98 75",
        "1981-1318-9876",
        // Amounts, sums and lists.
        "811 218,98",
        "9 811 218,98 76",
        "811218, 9876",
        "811218: 9876",
        "811218 -9 876",
        "1981-12-18 -9 876 kr",
        "811218-98 76,50",
        "811218-9 876 000",
        "811218 9 876",
        "811218,98765",
        // Telephones, and numbers that go on.
        "08-811218-98 76",
        "46 81 1218-9876",
        "81 1218-9876 12",
        "1981 1218 9876",
        "(811218) och 9876",
        "811218 (98765)",
        "811218 (9876",
        "811218---9876",
        "811218 -- 9876",
    ] {
        assert_eq!(masked(text), text);
    }
}

#[test]
fn lines_keep_their_numbers() {
    assert_eq!(masked("Ers 811218\n9876 lön"), "Ers [personnummer]\n lön");
    assert_eq!(masked("> 811218-\r\n> 9876\r\nlön"), "> [personnummer]\r\n\r\nlön");
    assert_eq!(counted("811218-9876, 1985-01-01 1236 och 2021-12-31 5000").1, 2);
}

proptest::proptest! {
    #[test]
    fn a_look_at_the_bytes_leaves_no_number(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "8", "1", "12", "18", "811218", "19811218", "9876", "-", "+", "TF", "T", " ", "\u{ad}", "\u{2011}", "&#49;",
                "\u{ff11}", "\u{e5}", "/", "x",
                "\u{b7}", ":", ",", "(", ")", ".", "\u{200b}", "\u{feff}", "&shy;", "98", "76", "81",
            ]),
            0..14,
        ),
    ) {
        let text = parts.concat();
        proptest::prop_assert_eq!(masked(&text).into_owned(), counted(&text).0);
    }
}
