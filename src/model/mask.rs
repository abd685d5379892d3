//! Masks Swedish personal identity numbers (*personnummer*, also *samordningsnummer*) in free text. Takes any text,
//! hands on the same with every such number replaced; refuses to leave one because of how it is written.

/// What stands in the text instead.
const MASK: &str = "[personnummer]";
/// Hyphens and what passes for one; a plus parts the digits of those who have turned a hundred.
const HYPHENS: &str =
    "-+\u{ad}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2043}\u{2212}\u{fe58}\u{fe63}\u{ff0d}";
/// No more blanks than these stand on either side of a hyphen.
const MOST_BLANKS: usize = 3;
/// Entities of HTML that a text may have instead; those with numbers are worked out.
const ENTITIES: [(&str, char); 8] = [
    ("hyphen", '-'),
    ("dash", '-'),
    ("ndash", '-'),
    ("mdash", '-'),
    ("minus", '-'),
    ("shy", '-'),
    ("plus", '+'),
    ("nbsp", ' '),
];
/// The longest of them, with what begins and ends it.
const LONGEST_ENTITY: usize = 10;

/// The text without identity numbers: 10 or 12 digits with a true date and check digit. Before the last four there may be
/// a hyphen, a plus or blanks, and the parts of a date with its century may be parted by hyphens; a hyphen may be any of
/// those that there are, an entity, or escaped as in Markdown.
pub fn masked(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        let starts = chars[i].is_ascii_digit() && (i == 0 || !chars[i - 1].is_ascii_digit());
        if let Some(length) = if starts { number_at(&chars[i..]) } else { None } {
            out.push_str(MASK);
            i += length;
        } else {
            out.push(chars[i]);
            i += 1;
        }
    }
    out
}

/// Length of the identity number that these characters start with.
fn number_at(chars: &[char]) -> Option<usize> {
    let plain = |front: usize| Some((digits(chars.get(..front)?)?, front, false));
    let fronts = [plain(8), plain(6), parted_date(chars)];
    fronts.into_iter().flatten().find_map(|(date, front, is_parted)| {
        let (parting, has_hyphen) = parting(&chars[front..]);
        // A day and then a time or an amount is no identity number.
        if is_parted && !has_hyphen {
            return None;
        }
        let start = front + parting;
        let last = digits(chars.get(start..start + 4)?)?;
        let ten: Vec<u32> = date[date.len() - 6..].iter().chain(&last).copied().collect();
        (ends(&chars[start + 4..], is_parted) && is_day(&date) && luhn(&ten)).then_some(start + 4)
    })
}

/// The eight digits of `1985-01-01` and how long that is.
fn parted_date(chars: &[char]) -> Option<(Vec<u32>, usize, bool)> {
    let mut all = digits(chars.get(..4)?)?;
    let mut at = 4;
    for _ in 0..2 {
        at += hyphen(&chars[at..])?;
        all.extend(digits(chars.get(at..at + 2)?)?);
        at += 2;
    }
    Some((all, at, true))
}

/// How much parts the date from the last four digits, and whether a hyphen is among it.
fn parting(chars: &[char]) -> (usize, bool) {
    let before = blanks(chars);
    match hyphen(&chars[before..]) {
        Some(length) => (before + length + blanks(&chars[before + length..]), true),
        None => (before, false),
    }
}

/// Nothing follows that makes the four digits a part of something longer, such as the second day of a span.
fn ends(rest: &[char], is_parted: bool) -> bool {
    let is_digit = |at: usize| rest.get(at).is_some_and(char::is_ascii_digit);
    let goes_on = is_parted && hyphen(rest).is_some_and(is_digit);
    !is_digit(0) && !goes_on
}

fn blanks(chars: &[char]) -> usize {
    let mut length = 0;
    for _ in 0..MOST_BLANKS {
        length += match sign(&chars[length..]) {
            Some((c, long)) if is_blank(c) => long,
            _ => break,
        };
    }
    length
}

/// A line's end is none, so that lines keep their numbers.
fn is_blank(c: char) -> bool {
    let unseen = ['\u{200b}', '\u{2060}', '\u{feff}'].contains(&c);
    unseen || (c.is_whitespace() && !['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}'].contains(&c))
}

/// Length of the hyphen that these characters start with.
fn hyphen(chars: &[char]) -> Option<usize> {
    let escaped = usize::from(chars.first() == Some(&'\\'));
    sign(&chars[escaped..]).filter(|(c, _)| HYPHENS.contains(*c)).map(|(_, length)| escaped + length)
}

/// A character as it stands or as an entity, and how long that is.
fn sign(chars: &[char]) -> Option<(char, usize)> {
    let first = *chars.first()?;
    let end = if first == '&' { chars.iter().take(LONGEST_ENTITY).position(|c| *c == ';') } else { None };
    let entity = end.and_then(|end| {
        let name: String = chars[1..end].iter().collect::<String>().to_lowercase();
        let named = ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
        named.or_else(|| numbered(&name)).map(|c| (c, end + 1))
    });
    entity.or(Some((first, 1)))
}

/// `#45` or `#x2d`.
fn numbered(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

fn digits(chars: &[char]) -> Option<Vec<u32>> {
    chars.iter().map(|c| c.to_digit(10)).collect()
}

/// A day of the calendar, of this century or the two before where eight digits say which; in a coordination number the day
/// is 60 more.
fn is_day(date: &[u32]) -> bool {
    let number = |from: usize| date[from] * 10 + date[from + 1];
    let at = date.len() - 6;
    let (century, year, month) = (if at == 2 { number(0) } else { 20 }, number(at), number(at + 2));
    let day = match number(at + 4) {
        coordination @ 61..=91 => coordination - 60,
        day => day,
    };
    // Of two digits both centuries are tried: 1900 was no leap year, 2000 was.
    let leap = year % 4 == 0 && (year != 0 || century == 20);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (18..=20).contains(&century) && (1..=12).contains(&month) && (1..=days).contains(&day)
}

fn luhn(ten: &[u32]) -> bool {
    let weighted = ten.iter().enumerate().map(|(i, d)| if i % 2 == 0 { d * 2 } else { *d });
    weighted.map(|n| n / 10 + n % 10).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::masked;

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
            "\u{2011}",
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
                assert_eq!(
                    masked(&format!("Ers {date}{parting}1236, lön")),
                    "Ers [personnummer], lön",
                    "{date}{parting}"
                );
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
            "1985-01-01 1236",
            "2021-01-01 \u{2013} 2025-12-31",
            "2021-01-01-2025-12-31",
            "20210101-20211231",
            "850101-12365",
            "RS/116:20/2021",
            "850101\n1236",
            "070-123 45 67",
            "850101&amp;1236",
            "&#45;1236 &",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
